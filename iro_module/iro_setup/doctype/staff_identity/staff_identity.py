from frappe.model.document import Document

from iro_module.iro_setup.people import staff_name


class StaffIdentity(Document):
	"""A staff id that the council's records name, and the user behind it. No mapping, no access."""

	def autoname(self) -> None:
		self.name = staff_name(self.staff_id)

	def validate(self) -> None:
		self.keep_the_staff_id()

	def keep_the_staff_id(self) -> None:
		"""The id is the feed's; only the user behind it is entered here."""
		stored = self.get_doc_before_save()
		if stored:
			self.staff_id = stored.staff_id
