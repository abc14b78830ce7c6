from frappe.model.document import Document


class IROReviewMeeting(Document):
	pass
