import frappe
from frappe import _

from iro_module.exceptions import DismissalReasonMissing, KeptByTheFeed, SetByThePlan
from iro_module.iro_setup.case_document import CaseDocument

DECIDED_BY_PEOPLE = frozenset({"state", "dismissed_because"})


class IROPrompt(CaseDocument):
	"""A notice: whom to tell of what, by when and why; and what came of it. Raised by the timetable."""

	def validate(self) -> None:
		if self.flags.planned:
			return
		if self.is_new():
			frappe.throw(_("Prompts are raised by the timetable."), KeptByTheFeed)
		self.keep_all_but(DECIDED_BY_PEOPLE)
		self.refuse_states_of_the_plan()
		self.ask_why_dismissed()

	def refuse_states_of_the_plan(self) -> None:
		closed = "No longer needed"
		if self.state != self.was("state") and closed in (self.state, self.was("state")):
			frappe.throw(_("Only the timetable finds a prompt no longer needed."), SetByThePlan)

	def ask_why_dismissed(self) -> None:
		if self.state == "Dismissed" and not (self.dismissed_because or "").strip():
			frappe.throw(_("Dismissed because: say why nothing needs doing."), DismissalReasonMissing)
