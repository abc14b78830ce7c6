import frappe
from frappe import _

from iro_module.exceptions import LetterEmpty
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.happened import refuse_another_childs, refuse_days_to_come

MESSAGES = ("message_1", "message_2", "message_3")


class LettertoChild(CaseDocument):
	"""A letter of the reviewing officer to the child after a review: at most three messages."""

	def validate(self) -> None:
		refuse_days_to_come(self, "written_on", "approved_on", "sent_on")
		refuse_another_childs(self, "review")
		if self.sent_on and not any((self.get(one) or "").strip() for one in MESSAGES):
			frappe.throw(_("First message: write at least one before the letter is sent."), LetterEmpty)
