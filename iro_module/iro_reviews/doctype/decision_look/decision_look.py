from frappe.model.document import Document


class DecisionLook(Document):
	pass
