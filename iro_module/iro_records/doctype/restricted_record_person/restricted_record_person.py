from frappe.model.document import Document


class RestrictedRecordPerson(Document):
	pass
