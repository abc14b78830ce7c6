from frappe.model.document import Document


class IROServiceReport(Document):
	pass
