"""No share opens a case document: in Frappe 15 a share would override the criterion that keeps somebody out."""

import frappe
from frappe import _
from frappe.model.document import Document

from iro_module.exceptions import SharingRefused
from iro_module.permissions.truth_table import TABLE

_DOCTYPE_FIELD = {"DocShare": "share_doctype", "Document Share Key": "reference_doctype"}


def refuse(doc: Document, _event: str | None = None) -> None:
	"""Hook on DocShare and Document Share Key (a link that shows a document without logging in)."""
	if doc.get(_DOCTYPE_FIELD[doc.doctype]) in TABLE:
		frappe.throw(
			_("Case records are not shared one by one. Ask the IRO Manager to allocate the child instead."),
			SharingRefused,
		)
