"""Printing. Frappe prints for whoever may read, in any format; here the right to print decides, a case document prints
in our own formats alone, names of brothers and sisters are looked at first, and each print is logged.

Every print, PDF, preview and attachment renders by Frappe's `get_rendered_template`: it calls `before_print`, which
does not know the format, and then the hook `pdf_body_html`, which does.
"""

from typing import Any

import frappe
import frappe.utils.weasyprint
from frappe import _
from frappe.model.document import Document
from frappe.utils.pdf import pdf_body_html

from iro_module.domain.wording import listed
from iro_module.exceptions import FormatNotOurs, PrintingRefused
from iro_module.iro_records.access import PRINTED
from iro_module.iro_reviews import names_of_others
from iro_module.permissions.truth_table import CASE_DOCTYPES

STANDARD = "Standard"
NAMES_IN = {"IRO Review": names_of_others.of_review, "Review Decision": names_of_others.of_decision}
"""Where the names stand that a person looks at before a document is printed."""


def check(doc: Document, _event: str | None = None, *_settings: object) -> None:
	"""Hook `before_print` of every doctype: the print page, PDFs, several documents at once, attachments."""
	if doc.doctype not in CASE_DOCTYPES:
		return
	if not frappe.has_permission(doc.doctype, "print", doc=doc):
		frappe.throw(_("You may read this {0}, but not print it.").format(_(doc.doctype)), PrintingRefused)
	if find := NAMES_IN.get(doc.doctype):
		names_of_others.refuse_undecided(find(doc))
	if frappe.request and not frappe.request.path.startswith("/printview"):  # that page logs by itself
		log = {"doctype": "Access Log", "user": frappe.session.user, "method": PRINTED, "file_type": "PDF"}
		log.update({"export_from": doc.doctype, "reference_document": doc.name})
		frappe.get_doc(log).db_insert()
		frappe.local.flags.commit = True


def body(template: Any, args: dict[str, Any], print_format: Any = None, **more: Any) -> str:
	"""Hook `pdf_body_html`: whatever Frappe renders for paper, in which format."""
	refuse_other_formats(args["doc"].doctype, print_format.name if print_format else STANDARD)
	return pdf_body_html(template=template, args=args, print_format=print_format, **more)


def refuse_other_formats(doctype: str, print_format: str) -> None:
	"""Raises FormatNotOurs, saying which to use, where a case document is not to be printed in that format.

	Frappe's Standard prints every field, other children's names among them; a format somebody makes can print anything.
	Only a doctype without a format of ours, whose fields are all the child's own, prints as Standard.
	"""
	if doctype not in CASE_DOCTYPES:
		return
	ours = formats_of(doctype) or [STANDARD]
	if print_format not in ours:
		frappe.throw(
			_("{0} is not printed as {1}. Choose the print format {2}.").format(
				_(doctype), _(print_format), listed([_(one) for one in ours])
			),
			FormatNotOurs,
		)


def formats_of(doctype: str) -> list[str]:
	"""The print formats that this app brings for a doctype, in order of name."""
	modules = frappe.get_all("Module Def", filters={"app_name": "iro_module"}, pluck="name")
	return frappe.get_all(
		"Print Format",
		filters={"doc_type": doctype, "standard": "Yes", "disabled": 0, "module": ("in", modules)},
		pluck="name",
		order_by="name",
	)


@frappe.whitelist()
def download_pdf(doctype: str, name: str, print_format: str, letterhead: str | None = None) -> Any:
	"""In place of Frappe's second way to a PDF, which asks nothing of the above: not for case documents."""
	if doctype in CASE_DOCTYPES:
		ours = listed([_(one) for one in formats_of(doctype) or [STANDARD]])
		frappe.throw(_("{0} is printed from its own page, as {1}.").format(_(doctype), ours), FormatNotOurs)
	return frappe.utils.weasyprint.download_pdf(doctype, name, print_format, letterhead)
