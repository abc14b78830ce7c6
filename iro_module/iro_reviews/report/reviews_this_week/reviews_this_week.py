"""Reviews booked this week, or in another one, with what is ready and what is not."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.iro_reviews.week import booked_in_week
from iro_module.iro_setup.clock import today

FIELDS = (
	"name", "child", "child_title", "kind", "status", "booked_on", "booked_at", "venue", "mode", "report_received_on",
	"care_plan_on_file", "report_shared_child_on", "report_shared_parent_on", "report_shared_carer_on",
	"interpreter", "spoken_to_privately",
)  # fmt: skip
SHARED = (
	("report_shared_child_on", "child"),
	("report_shared_parent_on", "parents"),
	("report_shared_carer_on", "carer"),
)


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows, in order of day and hour; only reviews that the person asking may see."""
	day = getdate((filters or {}).get("week_of") or today())
	return _columns(), rows_of_week(day)


def rows_of_week(day: date) -> list[dict[str, Any]]:
	"""The reviews booked from Monday to Sunday of the week of that day, as the figure counts them."""
	rows = frappe.get_list(
		"IRO Review",
		filters=[list(one) for one in booked_in_week(day)],
		fields=list(FIELDS),
		order_by="booked_on asc, booked_at asc, name asc",
		limit_page_length=0,
	)
	returned = _consultations_returned([row.name for row in rows])
	return [{**row, **_ready(row), "consultation": returned.get(row.name, "")} for row in rows]


def _ready(row: frappe._dict) -> dict[str, str]:
	shared = [_(words) for field, words in SHARED if row[field]]
	return {
		"review": row.name,
		"at": str(row.booked_at)[:5].rstrip(":") if row.booked_at else "",
		"papers": _("Received") if row.report_received_on else _("Not yet"),
		"shared": ", ".join(shared) or _("Nobody yet"),
		"care_plan": row.care_plan_on_file or _("Not recorded"),
		"spoken_to": row.spoken_to_privately or _("Not yet"),
	}


def _consultations_returned(reviews: list[str]) -> dict[str, str]:
	"""Review → who has returned a consultation; nothing where the person asking may not read consultations."""
	if not reviews or not frappe.has_permission("Review Consultation", "read"):
		return {}
	rows = frappe.get_list(
		"Review Consultation",
		filters={"review": ("in", reviews), "returned_on": ("is", "set")},
		fields=["review", "for_whom"],
		limit_page_length=0,
	)
	found: dict[str, list[str]] = {}
	for row in rows:
		found.setdefault(row.review, []).append(_(row.for_whom))
	return {review: ", ".join(dict.fromkeys(sorted(people))) for review, people in found.items()}


def _columns() -> list[dict[str, Any]]:
	texts = (
		("at", _("At"), 60),
		("review", _("Child"), 160),
		("papers", _("Report"), 90),
		("care_plan", _("Care plan"), 120),
		("shared", _("Shared with"), 150),
		("consultation", _("Returned by"), 120),
		("interpreter", _("Interpreter, aid"), 120),
		("spoken_to", _("Spoken to alone"), 130),
		("venue", _("Where"), 140),
		("mode", _("How"), 120),
	)
	return [
		{"fieldname": "booked_on", "label": _("Day"), "fieldtype": "Date", "width": 110},
		*(
			{"fieldname": name, "label": label, "fieldtype": "Data", "width": width, "align": "left"}
			for name, label, width in texts
		),
	]
