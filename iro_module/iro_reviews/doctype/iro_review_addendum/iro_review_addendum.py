from frappe.model.document import Document


class IROReviewAddendum(Document):
	pass
