from frappe.model.document import Document


class ReviewDecisionFinding(Document):
	pass
