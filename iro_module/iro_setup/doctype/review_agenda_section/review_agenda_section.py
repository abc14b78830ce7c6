from frappe.model.document import Document


class ReviewAgendaSection(Document):
	pass
