"""What every case document has in common: it is never deleted, and some of its fields have another owner."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.permissions import has_controller_permissions

from iro_module.exceptions import NothingIsDeleted


class CaseDocument(Document):
	"""A document with case content."""

	def _set_defaults(self) -> None:
		"""Frappe fills every time of day with that of writing; where nobody entered one, it stays empty."""
		times = [field.fieldname for field in self.meta.fields if field.fieldtype == "Time"]
		empty = [fieldname for fieldname in times if not self.get(fieldname)]
		super()._set_defaults()
		for fieldname in empty:
			self.set(fieldname, None)

	def on_trash(self) -> None:
		"""Refuse: nothing is deleted. Removing the app drops whole tables and does not come here."""
		frappe.throw(
			_("{0} records are kept. Cancel or dismiss it with a reason instead.").format(_(self.doctype)),
			NothingIsDeleted,
		)

	def get_permlevel_access(self, permission_type: str = "write") -> list[int]:
		"""Frappe looks at roles alone: a role writes level 1 only on documents that this role itself reaches."""
		levels = super().get_permlevel_access(permission_type)
		if permission_type == "write" and 1 in levels:
			user = frappe.session.user
			if not has_controller_permissions(self, "write level 1", user=user):
				levels.remove(1)
		return levels

	def keep_as_stored(self, fieldnames: Iterable[str]) -> None:
		"""Take the fields from the row on file, whatever the form says; of a new document, leave them empty.

		The row was read under lock just before (Frappe's `load_doc_before_save`).
		"""
		stored = self.get_doc_before_save()
		for fieldname in fieldnames:
			self.set(fieldname, stored.get(fieldname) if stored else None)

	def keep_all_but(self, ours: frozenset[str]) -> None:
		"""Take every field from the row on file, but for those that people decide."""
		self.keep_as_stored(
			field.fieldname
			for field in self.meta.fields
			if field.fieldtype not in no_value_fields and field.fieldname not in ours
		)

	def was(self, fieldname: str):
		"""The field's value on file; None for a new document."""
		stored = self.get_doc_before_save()
		return stored.get(fieldname) if stored else None
