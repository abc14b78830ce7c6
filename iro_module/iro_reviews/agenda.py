"""What comes next, for the workspace: the person's own reviews in order of their dates."""

from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate

from iro_module.domain.standing import standing
from iro_module.domain.wording import in_words
from iro_module.iro_reviews.statuses import COMPLETED, OPEN
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
		fields=["name", "child_title", "kind", "status", "due_on", "statutory_due_on", "booked_on"],
		order_by="due_on asc, name asc",
		limit_page_length=LENGTH,
	)
	on = today()
	return [{**row, "standing": stands(row, on), **_in_words(row)} for row in rows]


def stands(review: Any, on: date) -> str:
	"""How a review, as it was read from its table, stands on that day."""
	return standing(
		held=review.status == COMPLETED,
		due_on=review.due_on,
		by_law=review.statutory_due_on,
		booked_on=review.booked_on,
		on=on,
	).value


def _in_words(row: frappe._dict) -> dict[str, str | None]:
	return {
		field: in_words(getdate(row[field])) if row[field] else None
		for field in ("due_on", "statutory_due_on", "booked_on")
	}
