from frappe.model.document import Document


class IROClosedDay(Document):
	"""A further day on which offices are closed: a row of IRO Settings."""
