"""Reports of social workers that were not there by the mark before a booked review, for the IRO and their managers.

Each person sees the reviews that they reach. Nothing follows by itself: whether to challenge is for a person to decide.
"""

from typing import Any

import frappe
from frappe import _

from iro_module.domain.document_clock import Deadline, Status
from iro_module.iro_reviews.preparation import against_the_mark, deadlines
from iro_module.iro_reviews.statuses import OPEN
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

FIELDS = (
	"name", "child", "child_title", "status", "booked_on", "booking_made_on", "first_meeting_on",
	"planning_talk_on", "consultation_sent_on", "report_received_on",
)  # fmt: skip


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows; the report that is missing longest comes first."""
	policy, on = policy_in_force(), today()
	rows = []
	for review in frappe.get_list(
		"IRO Review",
		filters={"status": ("in", list(OPEN)), "booked_on": ("is", "set")},
		fields=list(FIELDS),
		limit_page_length=0,
	):
		report = deadlines(review, policy, on)[-1]
		if report.status is Status.LATE and report.due:
			rows.append(_row(review, report))
	return _columns(), sorted(rows, key=lambda row: (row["received_on"] is not None, row["mark"]))


def _row(review: frappe._dict, report: Deadline) -> dict[str, Any]:
	return {
		"review": review.name,
		"child_title": review.child_title,
		"team": frappe.db.get_value("Looked After Child", review.child, "team"),
		"booked_on": review.booked_on,
		"mark": report.due.on,
		"received_on": report.done_on,
		"standing": against_the_mark(report),
		"days_late": report.days_late,
	}


def _columns() -> list[dict[str, Any]]:
	return [
		{
			"fieldname": "child_title",
			"label": _("Child"),
			"fieldtype": "Data",
			"width": 170,
		},
		{"fieldname": "team", "label": _("Team"), "fieldtype": "Data", "width": 150},
		{"fieldname": "booked_on", "label": _("Booked for"), "fieldtype": "Date", "width": 110},
		{"fieldname": "mark", "label": _("Report due"), "fieldtype": "Date", "width": 110},
		{"fieldname": "received_on", "label": _("Received"), "fieldtype": "Date", "width": 110},
		{"fieldname": "days_late", "label": _("Working days late"), "fieldtype": "Int", "width": 130},
		{"fieldname": "standing", "label": _("How it stands"), "fieldtype": "Data", "width": 330},
	]
