"""The numbers under Connections, counted with the rights of the person asking.

Frappe counts them without: whoever reads a child could learn how many prompts, private notes or drafts there are.
"""

from typing import Any

import frappe
from frappe.desk import notifications

from iro_module.permissions.truth_table import CASE_DOCTYPES

MOST = 100
"""Frappe shows `99+` beyond."""


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list[str] | None = None) -> dict[str, Any]:
	"""In place of Frappe's method. Raises PermissionError where the document may not be read."""
	asked = frappe.parse_json(items) if isinstance(items, str) else items
	if asked is None:
		links = frappe.get_meta(doctype).get_dashboard_data()
		asked = [one for group in links.get("transactions", []) for one in group.get("items", [])]
	ours = [one for one in asked if one in CASE_DOCTYPES]
	answer = notifications.get_open_count(doctype, name, [one for one in asked if one not in CASE_DOCTYPES])
	found = answer.get("count")
	if isinstance(found, dict):
		found["external_links_found"] += [
			{"doctype": one, "count": _count(doctype, name, one), "open_count": 0}
			for one in ours
			if frappe.has_permission(one, "read")
		]
	return answer


def _count(doctype: str, name: str, linked: str) -> int:
	links = frappe.get_meta(doctype).get_dashboard_data()
	fieldname = links.get("non_standard_fieldnames", {}).get(linked, links.get("fieldname"))
	if not fieldname or not frappe.get_meta(linked).has_field(fieldname):
		return 0
	return len(frappe.get_list(linked, filters={fieldname: name}, pluck="name", limit_page_length=MOST))
