import frappe

from iro_module.iro_reviews import visit_record
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.happened import refuse_another_childs, refuse_days_to_come


class IROVisit(CaseDocument):
	"""A visit to the child or a conversation, by whatever means: the reviewing officer's footprint.

	When it was written is Frappe's `creation`, when it happened is entered. Every amendment is in the versions. What
	is private to the reviewing service is a note of its own (IRO Private Note).
	"""

	def validate(self) -> None:
		refuse_days_to_come(self, "happened_on")
		refuse_another_childs(self, "review")
		visit_record.keep_who(self)
		visit_record.check_how_seen(self)
		self.child_title = frappe.db.get_value("Looked After Child", self.child, "full_name")
