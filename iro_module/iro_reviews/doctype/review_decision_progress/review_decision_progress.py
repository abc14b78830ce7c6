from frappe.model.document import Document


class ReviewDecisionProgress(Document):
	pass
