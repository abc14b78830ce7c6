from frappe.model.document import Document


class ConsultationQuestion(Document):
	pass
