"""The calendar of reviews: on the day they are booked, held or resume, else on the day they are due."""

from typing import Any

import frappe
from frappe.utils import getdate

from iro_module.iro_reviews.agenda import stands
from iro_module.iro_reviews.statuses import ADJOURNED, COMPLETED, OPEN
from iro_module.iro_setup.clock import today

DAYS = ("booked_on", "completed_on", "resumes_on", "due_on")


@frappe.whitelist()
def events(
	doctype: str, start: str, end: str, field_map: Any = None, filters: Any = None, fields: Any = None
) -> list[dict[str, Any]]:
	"""The reviews between two days that the person may see; each stands on one day."""
	first, last = getdate(start), getdate(end)
	rows = frappe.get_list(
		"IRO Review",
		filters={"status": ("in", [*OPEN, COMPLETED])},
		or_filters=[[field, "between", [first, last]] for field in DAYS],
		fields=["name", "child_title", "status", "statutory_due_on", *DAYS],
		limit_page_length=0,
	)
	events = [_event(row) for row in rows]
	return [event for event in events if first <= event["booked_on"] <= last]


def _event(row: frappe._dict) -> dict[str, Any]:
	resumes_on = row.resumes_on if row.status == ADJOURNED else None
	day = getdate(row.completed_on or resumes_on or row.booked_on or row.due_on)
	return {
		"doctype": "IRO Review",
		"name": row.name,
		"child_title": row.child_title or frappe._("Child"),
		"status": row.status,
		"booked_on": day,
		"all_day": 1,
		"standing": stands(row, today()),
	}
