import frappe
from frappe import _

from iro_module.exceptions import KeptByTheFeed
from iro_module.iro_records import hand_reports
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children


class ChangeofCircumstances(CaseDocument):
	"""One change in the child's circumstances: when it happened, when it was told, what settled it.

	Found in the records by the timetable (`flags.planned`), or reported by staff. A report is corrected, withdrawn and
	decided about through methods that check who asks (`flags.checked`); nobody writes the row itself.
	"""

	def check_if_latest(self) -> None:
		"""Lock the child's row, then the change's own: the order in which everything that plans takes them."""
		if not self.flags.planned:
			lock_children([self.child])
		super().check_if_latest()

	def before_insert(self) -> None:
		if not self.flags.planned:
			hand_reports.prepare(self)

	def autoname(self) -> None:
		hand_reports.name(self)

	def validate(self) -> None:
		if self.flags.planned or self.flags.checked or self.is_new():
			return
		frappe.throw(
			_(
				"What the records say is corrected in the council's records system. A report is corrected or withdrawn "
				"with the buttons of its form."
			),
			KeptByTheFeed,
		)
