import frappe
from frappe import _

from iro_module.exceptions import NotTheWriter
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.happened import refuse_another_childs, refuse_days_to_come

PLAIN = "Note"


class IROPrivateNote(CaseDocument):
	"""What only the reviewing service may see: notes, what a child asked for, drafts, advice.

	A doctype of its own, without the right to print: a field of a shared document would leak through its versions.
	"""

	def validate(self) -> None:
		self.kind = self.kind or PLAIN  # Frappe gives no default to the field that is the title
		refuse_days_to_come(self, "happened_on")
		refuse_another_childs(self, "review", "visit")
		self.keep_the_writer()

	def keep_the_writer(self) -> None:
		if self.is_new():
			self.written_by = frappe.session.user
			return
		self.keep_as_stored(["written_by"])
		if self.written_by != frappe.session.user:
			frappe.throw(
				_("A private note is amended by the person who wrote it. Write one of your own."),
				NotTheWriter,
			)
