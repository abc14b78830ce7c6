"""Requests that would read around a rule: refused before they reach Frappe, on every route."""

import re
from typing import Any

import frappe
from frappe import _

from iro_module.permissions.doors import guarded
from iro_module.permissions.truth_table import ROW_DOCTYPES

_PATH = re.compile(r"^/api/(?:v\d+/)?(?:resource|document|doctype)/([^/]+)")
_LINKED = re.compile(r"(?<![\w`])`?(\w+)`?\s*\.\s*`?(\w+)`?(?:\s+as\s+(\w+))?")
_DOCTYPE_KEYS = ("doctype", "dt", "reference_doctype", "document_type", "doctype_name")
_NAME_KEYS = ("name", "docname", "dn", "doc_name", "reference_name", "document_name", "value", "names")
_FIELD_KEYS = ("fields", "fieldname", "field", "filter_fields", "group_by", "order_by")


def refuse_reading_around() -> None:
	"""Hook `auth_hooks`: runs on every request, after the user is known. Raises PermissionError (403).

	* A name that is a filter ({"words": ["like", "%x%"]}): Frappe finds the document without asking for permission, so
	  that "not found" and "not permitted" tell whether some hidden text exists.
	* A field through a link (`review.judgement`): Frappe joins the linked row without asking whether it is reached. But
	  for the title, which every link shows: the desk's lists ask for it (`child.full_name as child_full_name`).
	"""
	asked = frappe.form_dict
	doctypes = [one for one in _doctypes(asked) if guarded(one)]
	for doctype in doctypes:
		if any(isinstance(asked.get(key), dict) for key in _NAME_KEYS):
			raise frappe.PermissionError(_("Name one document, not a filter."))
		for key in _FIELD_KEYS:
			_refuse_linked_fields(doctype, asked.get(key), titles=key == "fields")


def _doctypes(asked: Any) -> list[str]:
	named = [asked.get(key) for key in _DOCTYPE_KEYS]
	path = _PATH.match(frappe.request.path)
	return [one for one in (*named, path and path.group(1)) if isinstance(one, str) and one]


def _refuse_linked_fields(doctype: str, fields: Any, *, titles: bool) -> None:
	if isinstance(fields, list | tuple):
		fields = " ".join(str(one) for one in fields)
	if not isinstance(fields, str) or "." not in fields:
		return
	meta = frappe.get_meta(doctype)
	for fieldname, wanted, under in _LINKED.findall(fields):
		field = meta.get_field(fieldname)
		if field and field.fieldtype == "Link" and field.options in ROW_DOCTYPES:
			title = frappe.get_meta(field.options).get_title_field()
			if titles and (wanted, under) == (title, f"{fieldname}_{title}"):
				continue
			raise frappe.PermissionError(
				_("Fields of a linked document are read from that document: {0}.").format(fieldname)
			)
