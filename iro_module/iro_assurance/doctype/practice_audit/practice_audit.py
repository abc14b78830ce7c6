import frappe

from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.happened import refuse_another_childs, refuse_days_to_come


class PracticeAudit(CaseDocument):
	"""An observed review or a sampled record, and what was found."""

	def validate(self) -> None:
		refuse_days_to_come(self, "audited_on")
		refuse_another_childs(self, "review")
		if self.is_new():
			self.auditor = frappe.session.user
		else:
			self.keep_as_stored(["auditor"])
