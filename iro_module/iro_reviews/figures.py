"""The figures on the workspace. Each counts what the person asking may see, and opens the list it counted."""

from datetime import timedelta
from typing import Any

import frappe

from iro_module.iro_reviews.statuses import OPEN
from iro_module.iro_setup.clock import today

SIX_WEEKS = timedelta(weeks=6)

Filters = dict[str, Any]


@frappe.whitelist()
def overdue_by_law(filters: Any = None) -> dict[str, Any]:
	"""Open reviews whose date by law has passed."""
	return _figure(
		"IRO Review", {"status": ("in", list(OPEN)), "statutory_due_on": ("<", today().isoformat())}
	)


@frappe.whitelist()
def local_target_missed(filters: Any = None) -> dict[str, Any]:
	"""Open reviews past a local limit but still in time by law, or owed to a local limit alone."""
	return _figure("IRO Review", {"status": ("in", list(OPEN)), "due_on": ("<", today().isoformat())})


@frappe.whitelist()
def due_and_not_booked(filters: Any = None) -> dict[str, Any]:
	"""Open reviews due within six weeks that have no meeting in the diary."""
	return _figure(
		"IRO Review",
		{
			"status": ("in", list(OPEN)),
			"booked_on": ("is", "not set"),
			"due_on": ("<=", (today() + SIX_WEEKS).isoformat()),
		},
	)


@frappe.whitelist()
def open_prompts(filters: Any = None) -> dict[str, Any]:
	"""Prompts that nobody has taken up or dismissed."""
	return _figure("IRO Prompt", {"state": "Open"})


@frappe.whitelist()
def children_without_iro(filters: Any = None) -> dict[str, Any]:
	"""Children with a review to come and no reviewing officer."""
	return _figure("Looked After Child", {"iro": ("is", "not set"), "next_review_due_on": ("is", "set")})


@frappe.whitelist()
def open_changes(filters: Any = None) -> dict[str, Any]:
	"""Changes of circumstances that no review has settled."""
	return _figure("Change of Circumstances", {"status": "Open"})


@frappe.whitelist()
def refused_messages(filters: Any = None) -> dict[str, Any]:
	"""Messages of the feed that were refused and not sent again correctly."""
	return _figure("Record Message", {"outcome": "refused"})


@frappe.whitelist()
def unmapped_staff(filters: Any = None) -> dict[str, Any]:
	"""Staff ids that the feed names and that have no user yet."""
	return _figure("Staff Identity", {"user": ("is", "not set")})


def _figure(doctype: str, filters: Filters) -> dict[str, Any]:
	"""The number, and the list it leads to. Raises PermissionError where the doctype may not be read."""
	return {
		"value": _count(doctype, filters),
		"fieldtype": "Int",
		"route": ["List", doctype, "List"],
		"route_options": {
			field: list(value) if isinstance(value, tuple) else value for field, value in filters.items()
		},
	}


def _count(doctype: str, filters: Filters) -> int:
	"""Counted with the permissions of the person asking; Frappe 16 writes a function of a field as a dict."""
	old = frappe.__version__.startswith("15.")
	fields = ["count(name) as total"] if old else [{"COUNT": "name", "as": "total"}]
	return frappe.get_list(doctype, filters=filters, fields=fields, order_by=None)[0].total
