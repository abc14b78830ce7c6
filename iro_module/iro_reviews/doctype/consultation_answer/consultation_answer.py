from frappe.model.document import Document


class ConsultationAnswer(Document):
	pass
