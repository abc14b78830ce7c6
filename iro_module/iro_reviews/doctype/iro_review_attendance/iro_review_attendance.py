from frappe.model.document import Document


class IROReviewAttendance(Document):
	pass
