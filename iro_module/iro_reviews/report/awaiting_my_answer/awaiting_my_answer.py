"""What waits for the answer of the reviewing officer at the desk, what has waited longest first."""

from typing import Any

import frappe
from frappe import _

from iro_module.iro_reviews import awaiting
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows: only of children whom the person asking reviews or covers, or who have nobody."""
	frappe.has_permission("IRO Review", "report", throw=True)
	items, calendar, on = awaiting.items(), policy_in_force().calendar, today()
	names = _names({item.child for item in items})
	rows = [
		{
			"child_title": names.get(item.child, ""),
			"what": item.what,
			"about": item.about,
			"since": item.since,
			"waiting": max(0, calendar.count(item.since, on)) if item.since else None,
			"by": item.by,
			"doctype": item.doctype,
			"name": item.name,
		}
		for item in items
	]
	return _columns(), rows


def _names(children: set[str]) -> dict[str, str]:
	found = frappe.get_list(
		"Looked After Child",
		filters={"name": ("in", list(children))},
		fields=["name", "full_name"],
		limit_page_length=0,
	)
	return {row.name: row.full_name for row in found}


def _columns() -> list[dict[str, Any]]:
	def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 130) -> dict[str, Any]:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("child_title", _("Child"), width=160),
		column("what", _("What waits"), width=370),
		column("about", _("About"), width=320),
		column("since", _("Since"), "Date", 110),
		column("waiting", _("Working days"), "Int", 110),
		column("by", _("Answer by"), "Date", 110),
	]
