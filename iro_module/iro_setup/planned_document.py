"""Case documents that the timetable raises and keeps up to date, and that people hold: how both write them."""

from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children


class PlannedDocument(CaseDocument):
	"""A document of one child, planned by itself. `flags.planned` marks a save of the timetable."""

	def check_if_latest(self) -> None:
		"""Lock the child's row, then the document's own: the order in which everything that plans takes them."""
		lock_children([self.child])
		super().check_if_latest()

	def set_user_and_timestamp(self) -> None:
		"""The timetable leaves `modified` as it is, so that a person with the form open can still save."""
		modified, modified_by = self.modified, self.modified_by
		super().set_user_and_timestamp()
		if self.flags.planned and not self.is_new():
			self.modified, self.modified_by = modified, modified_by
