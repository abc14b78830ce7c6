from frappe.model.document import Document


class EscalationTheme(Document):
	pass
