from frappe.model.document import Document


class EscalationStage(Document):
	pass
