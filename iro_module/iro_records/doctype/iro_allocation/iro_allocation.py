import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.exceptions import AllocationDateWrong, KeptByTheFeed
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import IRO_MANAGER

BY_PEOPLE = frozenset({"told_child_on", "told_child_how", "handed_over_on", "handover_note"})
"""What people enter here: that the child was told, and the hand-over in person."""


class IROAllocation(CaseDocument):
	"""One reviewing officer of a child, from a day to a day. Rows come from allocating on the child's own page."""

	def validate(self) -> None:
		if self.flags.planned:
			return
		self.refuse_rows_made_by_hand()
		self.keep_all_but(BY_PEOPLE | ({"because"} if IRO_MANAGER in frappe.get_roles() else set()))
		self.refuse_days_to_come()

	def refuse_rows_made_by_hand(self) -> None:
		if self.is_new():
			frappe.throw(
				_("Choose Allocate on the child's page; the history is kept by itself."), KeptByTheFeed
			)

	def refuse_days_to_come(self) -> None:
		for fieldname in ("told_child_on", "handed_over_on"):
			if self.get(fieldname) and getdate(self.get(fieldname)) > today():
				label = _(self.meta.get_label(fieldname))
				frappe.throw(_("{0} cannot be in the future.").format(label), AllocationDateWrong)
