from frappe.model.document import Document


class JointBookingChild(Document):
	pass
