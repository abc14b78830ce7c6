from frappe.model.document import Document


class IROReviewRecipient(Document):
	pass
