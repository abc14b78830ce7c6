from frappe.model.document import Document


class LatenessReason(Document):
	pass
