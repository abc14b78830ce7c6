from frappe.model.document import Document


class IROAbsenceChild(Document):
	pass
