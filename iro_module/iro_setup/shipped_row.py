"""Rows that the app makes and a council sets: trigger rules and limits."""

import frappe
from frappe import _
from frappe.model.document import Document

from iro_module.exceptions import NothingIsDeleted


class ShippedRow(Document):
	"""A row of the app's own: what it says comes with the app, what it asks for is the council's."""

	def on_trash(self) -> None:
		"""Refuse: the rules need every row. Removing the app drops whole tables and does not come here."""
		frappe.throw(
			_("{0} rows come with the app and are kept. Set what this one asks for instead.").format(
				_(self.doctype)
			),
			NothingIsDeleted,
		)
