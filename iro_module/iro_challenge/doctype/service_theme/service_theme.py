from frappe.model.document import Document

from iro_module.iro_setup.happened import refuse_days_to_come


class ServiceTheme(Document):
	"""A trend that the reviewing service noticed, taken to senior managers, and what came of it."""

	def validate(self) -> None:
		refuse_days_to_come(self, "noticed_on")
