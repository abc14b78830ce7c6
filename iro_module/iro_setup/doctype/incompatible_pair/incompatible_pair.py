from frappe.model.document import Document


class IncompatiblePair(Document):
	pass
