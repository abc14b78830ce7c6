"""Printing. Frappe prints for whoever may read; here the right to print decides, and each print is logged."""

import frappe
from frappe import _
from frappe.model.document import Document

from iro_module.exceptions import PrintingRefused
from iro_module.iro_records.access import PRINTED
from iro_module.permissions.truth_table import CASE_DOCTYPES


def check(doc: Document, _event: str | None = None, *_settings: object) -> None:
	"""Hook `before_print` of every doctype: the print page, PDFs, several documents at once, attachments."""
	if doc.doctype not in CASE_DOCTYPES:
		return
	if not frappe.has_permission(doc.doctype, "print", doc=doc):
		frappe.throw(_("You may read this {0}, but not print it.").format(_(doc.doctype)), PrintingRefused)
	if frappe.request and not frappe.request.path.startswith("/printview"):  # that page logs by itself
		log = {"doctype": "Access Log", "user": frappe.session.user, "method": PRINTED, "file_type": "PDF"}
		log.update({"export_from": doc.doctype, "reference_document": doc.name})
		frappe.get_doc(log).db_insert()
		frappe.local.flags.commit = True
