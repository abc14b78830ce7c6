"""When a record is restricted, what others hold of it ends: shares, keys, follows, tasks."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from iro_module.permissions.reach import CHILD
from iro_module.permissions.truth_table import ROW_DOCTYPES

HELD = (
	("DocShare", "share_doctype", "share_name"),
	("Document Share Key", "reference_doctype", "reference_docname"),
	("Document Follow", "ref_doctype", "ref_docname"),
)


def child_saved(child: Document, _event: str | None = None) -> None:
	"""Hook on Looked After Child: restricted now, or another set of people may see the restricted record."""
	if child.restricted:
		withdraw([child.name])


def withdraw(children: Iterable[str]) -> None:
	"""End what others hold of these children's documents. Plain SQL: safe within a savepoint and when run again."""
	for child in children:
		for doctype, doctype_field, name_field in HELD:
			for row in _held(doctype, doctype_field, name_field):
				if child in _children_of(row.of_doctype, row.of_name):
					frappe.db.delete(doctype, {"name": row.name})
		for task in _held("ToDo", "reference_type", "reference_name"):
			if child in _children_of(task.of_doctype, task.of_name):
				_end_task(task)


def _held(doctype: str, doctype_field: str, name_field: str) -> list[frappe._dict]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).where(table[doctype_field].isin(ROW_DOCTYPES))
	if doctype == "ToDo":
		query = query.where(table.status == "Open").select(table.allocated_to)
	return query.select(
		table.name, table[doctype_field].as_("of_doctype"), table[name_field].as_("of_name")
	).run(as_dict=True)


def _children_of(doctype: str, name: str) -> set[str]:
	if doctype == CHILD:
		return {name}
	if doctype == "Joint Review Booking":
		return set(
			frappe.get_all("Joint Booking Child", {"parent": name, "parenttype": doctype}, pluck="child")
		)
	meta = frappe.get_meta(doctype)
	fields = [fieldname for fieldname in ("child", "related_child") if meta.has_field(fieldname)]
	stored = frappe.db.get_value(doctype, name, fields, as_dict=True) if fields else None
	return set(stored.values()) if stored else set()


def _end_task(task: frappe._dict) -> None:
	"""Of somebody who no longer reaches the record. Its words go too: they may say what the record says."""
	if task.allocated_to and frappe.has_permission(
		task.of_doctype, "read", doc=task.of_name, user=task.allocated_to
	):
		return
	words = _("This task has ended: the record has been restricted.")
	frappe.db.set_value("ToDo", task.name, {"status": "Cancelled", "description": words})
	left = frappe.get_all(
		"ToDo",
		{"reference_type": task.of_doctype, "reference_name": task.of_name, "status": "Open"},
		pluck="allocated_to",
	)
	assigned = frappe.as_json([one for one in left if one], indent=None) if left else None
	frappe.db.set_value(task.of_doctype, task.of_name, "_assign", assigned, update_modified=False)
