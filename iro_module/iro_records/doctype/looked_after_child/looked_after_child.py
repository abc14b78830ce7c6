import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.exceptions import KeptByTheFeed
from iro_module.iro_records import closer_oversight
from iro_module.iro_records.acting import full_name, refuse_if_tied
from iro_module.iro_records.allocation_history import record_change, record_correction
from iro_module.iro_records.allocation_rules import refuse_unfit, refuse_without_reason, refuse_wrong_date
from iro_module.iro_records.independence import flag_children, ties
from iro_module.iro_records.relationships import parents_and_children_of
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today

OURS = frozenset({"iro", "iro_since", "restricted", *closer_oversight.FIELDS})
"""What people decide here. Everything else about the child is the feed's or is computed."""


class LookedAfterChild(CaseDocument):
	"""A child whose case the council reviews. Intake makes and updates the row; the IRO Manager allocates the IRO."""

	def onload(self) -> None:
		"""The names of the people on the form: Frappe would write the child's (`public/js/case_form.js`)."""
		users = filter(None, (self.iro, self.cover, self.social_worker_user))
		self.set_onload("user_names", {user: full_name(user) for user in users})

	def check_if_latest(self) -> None:
		"""The rows of the child's own parent or children too, in sorted order: their `attention` may follow."""
		lock_children([self.name, *parents_and_children_of(self.name)])
		super().check_if_latest()

	def validate(self) -> None:
		self.refuse_new_children()
		self.keep_all_but(OURS)
		self.check_who_restricts()
		self.check_reviewing_officer()
		self.date_the_allocation()
		closer_oversight.check(self)

	def refuse_new_children(self) -> None:
		if self.is_new():
			frappe.throw(
				_(
					"Children come from the council's records system. Record the child there; it arrives by itself."
				),
				KeptByTheFeed,
			)

	def check_who_restricts(self) -> None:
		"""An IRO Manager who works on the case writes the allocation alone (`permissions.reach`)."""
		named = {row.user for row in self.was("named_people") or []} != {
			row.user for row in self.named_people
		}
		if named or self.has_value_changed("restricted"):
			refuse_if_tied(self.name)

	def check_reviewing_officer(self) -> None:
		"""A new allocation that breaks a rule is refused; one that the feed broke stays flagged."""
		standing = ties()
		if self.iro and self.iro != self.was("iro"):
			refuse_unfit(self, self.iro, standing)
			refuse_without_reason(self.name, self.iro, self.get("allocation_reason"))
		self.attention = standing.attention(self, self.iro)

	def date_the_allocation(self) -> None:
		"""Since when: today for a new allocation, unless another day was entered with it."""
		if not self.iro:
			self.iro_since = None
			return
		if self.iro != self.was("iro") and (
			not self.iro_since or getdate(self.iro_since) == self.was("iro_since")
		):
			self.iro_since = today()
		if self.has_value_changed("iro_since") and self.iro_since:
			was_since = self.was("iro_since") if self.iro != self.was("iro") else None
			refuse_wrong_date(getdate(self.iro_since), was_since)

	def on_update(self) -> None:
		self.keep_the_history()
		if self.has_value_changed("iro"):
			flag_children(parents_and_children_of(self.name))

	def keep_the_history(self) -> None:
		was = self.was("iro") or None
		if (self.iro or None) != was:
			since = getdate(self.iro_since) if self.iro_since else today()
			record_change(
				self.name,
				(was, self.was("iro_since")),
				(self.iro, since),
				self.get("allocation_reason"),
			)
		elif self.iro and self.iro_since and getdate(self.iro_since) != self.was("iro_since"):
			record_correction(self.name, getdate(self.iro_since))
