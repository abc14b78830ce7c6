"""What comes next, for the workspace: the person's own reviews in order of their dates."""

from typing import Any

import frappe
from frappe.utils import getdate

from iro_module.domain.wording import in_words
from iro_module.iro_reviews.statuses import OPEN
from iro_module.iro_setup.clock import today

LENGTH = 8


@frappe.whitelist()
def next_reviews() -> list[dict[str, Any]]:
	"""The next open reviews that the person may see, overdue ones first, each with its standing in words."""
	if not frappe.has_permission("IRO Review", "read"):
		return []
	rows = frappe.get_list(
		"IRO Review",
		filters={"status": ("in", list(OPEN))},
		fields=["name", "child_title", "kind", "due_on", "statutory_due_on", "booked_on"],
		order_by="due_on asc, name asc",
		limit_page_length=LENGTH,
	)
	return [{**row, **_standing(row), **_in_words(row)} for row in rows]


def _standing(row: frappe._dict) -> dict[str, str]:
	by_law, on = row.statutory_due_on, today()
	if by_law and getdate(by_law) < on:
		return {"standing": "overdue"}
	if getdate(row.due_on) < on:
		return {"standing": "local"}
	return {"standing": "booked" if row.booked_on else "planned"}


def _in_words(row: frappe._dict) -> dict[str, str | None]:
	return {
		field: in_words(getdate(row[field])) if row[field] else None
		for field in ("due_on", "statutory_due_on", "booked_on")
	}
