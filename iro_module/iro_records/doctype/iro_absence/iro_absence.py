from frappe.model.document import Document


class IROAbsence(Document):
	pass
