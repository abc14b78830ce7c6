from frappe.model.document import Document


class ReviewingOfficer(Document):
	pass
