"""Who saw a child's records, when and how. For the IRO Manager."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.iro_records.access import ROWS_AT_MOST, looks_at, what_is_not_told
from iro_module.iro_setup.roles import IRO_MANAGER


def execute(filters: Any = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str | None]:
	"""Columns, rows (newest first) and what the rows cannot tell."""
	frappe.only_for(IRO_MANAGER)
	asked = frappe._dict(filters or {})
	if not asked.child:
		return _columns(), [], _("Choose a child.")
	frappe.has_permission("Looked After Child", "report", doc=asked.child, throw=True)
	since, until = (getdate(day) if day else None for day in (asked.from_on, asked.to_on))
	found = looks_at(asked.child, since, until)
	said = what_is_not_told()
	if len(found) == ROWS_AT_MOST:
		said.insert(0, _("Only the last {0} rows are shown: choose a shorter time.").format(ROWS_AT_MOST))
	return _columns(), found, "<br>".join(said)


def _columns() -> list[dict[str, Any]]:
	columns: list[tuple[str, str, str, str | None, int]] = [
		("seen_at", _("When"), "Datetime", None, 190),
		("person", _("Who"), "Data", None, 180),
		("user", _("Log-in"), "Link", "User", 220),
		("how", _("How"), "Data", None, 340),
		("of_doctype", _("What"), "Data", None, 190),
		("of_name", _("Record"), "Dynamic Link", "of_doctype", 180),
	]
	return [
		{"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "options": options, "width": width}
		for fieldname, label, fieldtype, options, width in columns
	]
