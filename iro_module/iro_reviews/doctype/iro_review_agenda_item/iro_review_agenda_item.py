from frappe.model.document import Document


class IROReviewAgendaItem(Document):
	pass
