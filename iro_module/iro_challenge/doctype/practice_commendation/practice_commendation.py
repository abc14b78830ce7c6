import frappe

from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.happened import refuse_days_to_come


class PracticeCommendation(CaseDocument):
	"""Good practice, said to the person and to who leads them."""

	def validate(self) -> None:
		refuse_days_to_come(self, "given_on")
		if self.is_new():
			self.given_by = frappe.session.user
		else:
			self.keep_as_stored(["given_by"])
