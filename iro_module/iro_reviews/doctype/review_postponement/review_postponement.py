import frappe

from iro_module.iro_reviews import postponing
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children


class ReviewPostponement(CaseDocument):
	"""A request to put a booked review off, and its answer. Nobody writes it but through `postponing`."""

	def check_if_latest(self) -> None:
		"""The child's row first, as everywhere; a new request takes its child from the review it names."""
		if self.is_new():
			self.child, self.child_title = frappe.db.get_value(
				"IRO Review", self.review, ("child", "child_title")
			)
		lock_children([self.child])
		super().check_if_latest()

	def onload(self) -> None:
		"""Which buttons the form offers this person; each method checks again."""
		for name, offered in postponing.offers(self).items():
			self.set_onload(name, offered)

	def validate(self) -> None:
		if self.is_new():
			postponing.check_request(self)
		elif not self.flags.answering:
			self.keep_all_but(frozenset())

	def after_insert(self) -> None:
		postponing.follow_request(self)
