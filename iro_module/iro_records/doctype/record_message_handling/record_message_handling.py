from frappe.model.document import Document


class RecordMessageHandling(Document):
	"""What a person did about a refused message: when, why, and what came of it."""
