"""Rows of Frappe's own doctypes that speak of case records: versions, comments, files, tasks.

Frappe lets an administrator list all of them; case content inside is seen only with the case record itself.
The form's own timeline does not come here: it is read after the form's permission was checked.
"""

from typing import Any

import frappe

from iro_module.permissions.truth_table import CASE_DOCTYPES

REFERENCE_FIELDS = {
	"Version": ("ref_doctype", "docname"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
}
_OWN = {"ToDo": ("allocated_to", "assigned_by")}
"""Tasks stay on the list of those whose they are."""


def list_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook `permission_query_conditions`: leave out what belongs to case records."""
	user = user or frappe.session.user
	if user == "Administrator" or doctype not in REFERENCE_FIELDS:
		return ""
	ours = ", ".join(frappe.db.escape(name, percent=False) for name in CASE_DOCTYPES)
	parts = [f"ifnull(`tab{doctype}`.`{REFERENCE_FIELDS[doctype][0]}`, '') not in ({ours})"]
	name = frappe.db.escape(user, percent=False)
	parts += [f"`tab{doctype}`.`{field}` = {name}" for field in _OWN.get(doctype, ())]
	return f"({' or '.join(parts)})"


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Hook `has_permission`: as the case record itself; None (no opinion) where it belongs to something else."""
	user = user or frappe.session.user
	doctype_field, name_field = REFERENCE_FIELDS[doc.doctype]
	doctype = doc.get(doctype_field)
	if user == "Administrator" or doctype not in CASE_DOCTYPES:
		return None
	name = doc.get(name_field)
	if not name or not frappe.db.exists(doctype, name):
		return False
	return None if frappe.has_permission(doctype, "read", doc=name, user=user) else False
