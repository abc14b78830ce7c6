import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.exceptions import KeptByTheFeed, NotAReviewingOfficer, NotIndependent
from iro_module.iro_records.allocation import can_review
from iro_module.iro_records.independence import conflict
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.clock import today

OURS = frozenset({"iro", "iro_since", "restricted"})
"""What people decide here. Everything else about the child is the feed's or is computed."""


class LookedAfterChild(CaseDocument):
	"""A child whose case the council reviews. Intake makes and updates the row; the IRO Manager allocates the IRO."""

	def validate(self) -> None:
		self.refuse_new_children()
		self.keep_all_but(OURS)
		self.check_reviewing_officer()
		self.check_independence()
		self.date_the_allocation()

	def refuse_new_children(self) -> None:
		if self.is_new():
			frappe.throw(
				_(
					"Children come from the council's records system. Record the child there; it arrives by itself."
				),
				KeptByTheFeed,
			)

	def check_reviewing_officer(self) -> None:
		if self.iro and self.iro != self.was("iro") and not can_review(self.iro):
			frappe.throw(
				_("{0} is not a reviewing officer. Give the user the role first, or choose another.").format(
					self.iro
				),
				NotAReviewingOfficer,
			)

	def check_independence(self) -> None:
		"""A new allocation that breaks independence is refused; one that the feed broke stays flagged."""
		words = conflict(self.social_worker, self.iro)
		if words and self.iro != self.was("iro"):
			frappe.throw(words, NotIndependent)
		self.attention = words

	def date_the_allocation(self) -> None:
		"""Since when: today for a new allocation, unless another day was entered with it."""
		if not self.iro:
			self.iro_since = None
		elif self.iro != self.was("iro") and (
			not self.iro_since or getdate(self.iro_since) == self.was("iro_since")
		):
			self.iro_since = today()
