"""The booking board: open reviews by the week in which they are due, with their bookings."""

from datetime import date, timedelta
from typing import Any

import frappe
from frappe.utils import getdate

from iro_module.domain.wording import in_words
from iro_module.iro_reviews.agenda import stands
from iro_module.iro_reviews.statuses import OPEN
from iro_module.iro_reviews.week import week_of
from iro_module.iro_setup.clock import today

WEEKS = 8
FIELDS = ("name", "child", "child_title", "kind", "status", "due_on", "statutory_due_on", "practical_on", "booked_on",
	"booked_at", "venue", "booking_note", "interpreter", "joint_booking")  # fmt: skip


@frappe.whitelist()
def board() -> list[dict[str, Any]]:
	"""Columns of the board: overdue, then week by week; each with its reviews, the earliest first.

	Raises PermissionError for somebody who may not read reviews; shows only those they may see.
	"""
	frappe.has_permission("IRO Review", "read", throw=True)
	on = today()
	monday, _sunday = week_of(on)
	rows = frappe.get_list(
		"IRO Review",
		filters={"status": ("in", list(OPEN)), "due_on": ("<", monday + timedelta(weeks=WEEKS))},
		fields=list(FIELDS),
		order_by="due_on asc, name asc",
		limit_page_length=0,
	)
	officers = _officers({row.child for row in rows})
	columns: list[dict[str, Any]] = [{"title": frappe._("Past their date"), "reviews": []}]
	columns += [_week(monday + timedelta(weeks=week)) for week in range(WEEKS)]
	for row in rows:
		due = getdate(row.due_on)
		place = 0 if due < on else 1 + (due - monday).days // 7
		columns[place]["reviews"].append({**_card(row, on), "officer": officers.get(row.child)})
	return columns


def _officers(children: set[str]) -> dict[str, str]:
	"""The name of each child's reviewing officer: whose diary a booking has to fit."""
	child, user = frappe.qb.DocType("Looked After Child"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(child)
		.join(user)
		.on(user.name == child.iro)
		.where(child.name.isin(sorted(children) or [""]))
		.select(child.name, user.full_name)
	)
	return dict(query.run())


def _week(monday: date) -> dict[str, Any]:
	return {"title": frappe._("Week of {0}").format(in_words(monday)), "reviews": []}


def _card(row: frappe._dict, on: date) -> dict[str, Any]:
	booked = getdate(row.booked_on) if row.booked_on else None
	return {
		"name": row.name,
		"child": row.child_title or frappe._("Child"),
		"kind": row.kind,
		"status": row.status,
		"due": in_words(getdate(row.due_on)),
		"practical": in_words(getdate(row.practical_on)) if row.practical_on else None,
		"booked": in_words(booked) if booked else None,
		"at": str(row.booked_at)[:5].rstrip(":") if row.booked_at else None,
		"venue": row.venue,
		"note": row.booking_note,
		"interpreter": row.interpreter,
		"together": bool(row.joint_booking),
		"standing": stands(row, on),
	}
