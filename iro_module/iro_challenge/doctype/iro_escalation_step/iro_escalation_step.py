from frappe.model.document import Document


class IROEscalationStep(Document):
	pass
