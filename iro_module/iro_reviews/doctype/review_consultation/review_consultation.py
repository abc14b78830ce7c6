import frappe

from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.happened import refuse_another_childs, refuse_days_to_come


class ReviewConsultation(CaseDocument):
	"""What was asked of the child, a parent, a carer or a professional before a review, and what came back."""

	def validate(self) -> None:
		refuse_days_to_come(self, "sent_on", "returned_on")
		refuse_another_childs(self, "review")
		self.take_the_questions()

	def take_the_questions(self) -> None:
		"""The questions of the form, where none have been taken yet; later changes of the form do not reach back."""
		if self.form and not self.answers:
			for row in frappe.get_cached_doc("Consultation Form", self.form).questions:
				self.append("answers", {"question": row.question})
