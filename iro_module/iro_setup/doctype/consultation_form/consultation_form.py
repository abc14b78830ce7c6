from frappe.model.document import Document


class ConsultationForm(Document):
	pass
