"""Rows of Frappe's own doctypes that speak of case records: versions, comments, files, tasks, logs.

Frappe lets an administrator list all of them; case content inside is seen only with the case record itself.
The form's own timeline does not come here: it is read after the form's permission was checked.
"""

from typing import Any

import frappe

from iro_module.permissions.criteria import criterion, sql_of
from iro_module.permissions.truth_table import ROW_DOCTYPES

REFERENCE_FIELDS = {
	"Version": ("ref_doctype", "docname"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Tag Link": ("document_type", "document_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"Access Log": ("export_from", "reference_document"),
	"DocShare": ("share_doctype", "share_name"),
	"Milestone": ("reference_type", "reference_name"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"Integration Request": ("reference_doctype", "reference_docname"),
	"Auto Repeat": ("reference_doctype", "reference_document"),
	"Reminder": ("reminder_doctype", "reminder_docname"),
}
_OWN = {"ToDo": ("allocated_to", "assigned_by"), "Reminder": ("user",)}
"""Tasks and reminders stay on the list of those whose they are."""
_WITH_THE_DOCUMENT = frozenset({"Tag Link"})
"""Listed with the document they belong to; the others are left out of lists."""


def list_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook `permission_query_conditions`: leave out what belongs to case records."""
	user = user or frappe.session.user
	if user == "Administrator" or doctype not in REFERENCE_FIELDS:
		return ""
	doctype_field, name_field = (f"`tab{doctype}`.`{field}`" for field in REFERENCE_FIELDS[doctype])
	parts = [f"ifnull({doctype_field}, '') not in ({_names()})"]
	name = frappe.db.escape(user, percent=False)
	parts += [f"`tab{doctype}`.`{field}` = {name}" for field in _OWN.get(doctype, ())]
	if doctype in _WITH_THE_DOCUMENT:
		parts += [
			f"({doctype_field} = {frappe.db.escape(ours, percent=False)} and {name_field} in ({_reached(ours, user)}))"
			for ours in ROW_DOCTYPES
		]
	return f"({' or '.join(parts)})"


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Hook `has_permission`: as the case record itself; None (no opinion) where it belongs to something else."""
	user = user or frappe.session.user
	if user == "Administrator":
		return None
	uploaded = ptype == "create" and doc.get("content")
	if doc.doctype == "File" and not uploaded and not reaches_file(doc.file_url, user):
		return False
	doctype_field, name_field = REFERENCE_FIELDS[doc.doctype]
	doctype = doc.get(doctype_field)
	if doctype not in ROW_DOCTYPES:
		return None
	return None if _reaches(doctype, doc.get(name_field), user) else False


def _reaches(doctype: str, name: Any, user: str) -> bool:
	if not isinstance(name, str) or not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.has_permission(doctype, "read", doc=name, user=user))


def reaches_file(file_url: Any, user: str) -> bool:
	"""The file belongs to no case record, or to one that the user reaches: naming its address opens it to nobody."""
	if user == "Administrator" or not isinstance(file_url, str) or not file_url.startswith("/private/"):
		return True
	attached = frappe.get_all(
		"File",
		filters={"file_url": file_url, "attached_to_doctype": ("in", ROW_DOCTYPES)},
		fields=["attached_to_doctype", "attached_to_name"],
	)
	return not attached or any(
		_reaches(one.attached_to_doctype, one.attached_to_name, user) for one in attached
	)


def _names() -> str:
	return ", ".join(frappe.db.escape(name, percent=False) for name in ROW_DOCTYPES)


def _reached(doctype: str, user: str) -> str:
	reached = sql_of(criterion(doctype, user))
	return f"SELECT `name` FROM `tab{doctype}` WHERE {reached}"  # noqa: S608 - values are escaped in the criterion
