from frappe.model.document import Document


class ServiceTheme(Document):
	pass
