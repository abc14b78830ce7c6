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
		for one in ours:
			if not frappe.has_permission(one, "read"):
				continue
			if find := BY_NAME.get((doctype, one)):
				found["internal_links_found"].append(_by_name(one, find(name)))
			else:
				found["external_links_found"].append(_standard(doctype, name, one))
	return answer


def _standard(doctype: str, name: str, linked: str) -> dict[str, Any]:
	links = frappe.get_meta(doctype).get_dashboard_data()
	fieldname = links.get("non_standard_fieldnames", {}).get(linked, links.get("fieldname"))
	found = _names(linked, filters={fieldname: name}) if frappe.get_meta(linked).has_field(fieldname) else []
	return {"doctype": linked, "count": len(found), "open_count": 0}


def _by_name(linked: str, found: list[str]) -> dict[str, Any]:
	"""Documents that the list cannot filter by one field of their own: it is opened at their names."""
	return {"doctype": linked, "count": len(found), "open_count": 0, "names": found}


def _names(linked: str, **asked: Any) -> list[str]:
	return frappe.get_list(linked, pluck="name", limit_page_length=MOST, **asked)


def _relations(child: str) -> list[str]:
	"""Relations of the child, whichever of the two stands first."""
	return _names("Child Relationship", or_filters={"child": child, "related_child": child})


def _bookings_of_child(child: str) -> list[str]:
	return _names("Joint Review Booking", filters=[["Joint Booking Child", "child", "=", child]])


def _bookings_of_review(review: str) -> list[str]:
	return _names("Joint Review Booking", filters=[["Joint Booking Child", "review", "=", review]])


BY_NAME = {
	("Looked After Child", "Child Relationship"): _relations,
	("Looked After Child", "Joint Review Booking"): _bookings_of_child,
	("IRO Review", "Joint Review Booking"): _bookings_of_review,
}
"""Connections that lead through a table, or through either of two fields."""
