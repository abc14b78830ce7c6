"""The figures on the workspace. Each counts what the person asking may see, and opens the list it counted."""

from datetime import date, timedelta
from typing import Any

import frappe

from iro_module.iro_records.cover import uncovered
from iro_module.iro_reviews.statuses import BEGUN, OPEN
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.teams import unnamed_teams

SIX_WEEKS = timedelta(weeks=6)
FOUR_WEEKS = timedelta(weeks=4)
TWO_WEEKS = timedelta(weeks=2)

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
def booked_after_due(filters: Any = None) -> dict[str, Any]:
	"""Open reviews whose meeting is booked for a day after the date on which they are due."""
	return _figure("IRO Review", {"status": ("in", list(OPEN)), "booking_note": ("is", "set")})


@frappe.whitelist()
def this_week(filters: Any = None) -> dict[str, Any]:
	"""Reviews with a meeting booked from Monday to Sunday of this week; opens the list with what is still missing."""
	first, last = week_of(today())
	figure = _figure(
		"IRO Review", {"status": ("in", list(OPEN)), "booked_on": ("between", [str(first), str(last)])}
	)
	return {**figure, "route": ["query-report", "Reviews This Week"], "route_options": {}}


@frappe.whitelist()
def in_progress(filters: Any = None) -> dict[str, Any]:
	"""Reviews that have begun and are not completed, those adjourned among them."""
	return _figure("IRO Review", {"status": ("in", list(BEGUN))})


@frappe.whitelist()
def not_yet_spoken_to(filters: Any = None) -> dict[str, Any]:
	"""Open reviews booked within four weeks, or begun, without a word on speaking with the child alone."""
	return _figure(
		"IRO Review",
		{
			"status": ("in", list(OPEN)),
			"booked_on": ("<=", (today() + FOUR_WEEKS).isoformat()),
			"spoken_to_privately": ("is", "not set"),
			"track": "looked_after",
		},
	)


@frappe.whitelist()
def decisions_to_send(filters: Any = None) -> dict[str, Any]:
	"""Completed reviews whose decisions have not been sent out."""
	return _figure(
		"IRO Review", {"status": "Completed", "decisions_sent_on": ("is", "not set"), "track": "looked_after"}
	)


@frappe.whitelist()
def records_to_complete(filters: Any = None) -> dict[str, Any]:
	"""Completed reviews whose full record is not written yet."""
	return _figure(
		"IRO Review",
		{"status": "Completed", "record_completed_on": ("is", "not set"), "track": "looked_after"},
	)


@frappe.whitelist()
def records_to_distribute(filters: Any = None) -> dict[str, Any]:
	"""Completed reviews whose record is written and not distributed."""
	return _figure(
		"IRO Review",
		{"status": "Completed", "record_completed_on": ("is", "set"), "distributed_on": ("is", "not set")},
	)


@frappe.whitelist()
def replies_awaited(filters: Any = None) -> dict[str, Any]:
	"""Reviews whose decisions were sent and to which no manager has replied."""
	return _figure("IRO Review", {"decisions_sent_on": ("is", "set"), "manager_reply": ("is", "not set")})


@frappe.whitelist()
def postponements_to_answer(filters: Any = None) -> dict[str, Any]:
	"""Postponements asked for and not answered."""
	return _figure("Review Postponement", {"state": "Asked"})


@frappe.whitelist()
def midways_due(filters: Any = None) -> dict[str, Any]:
	"""Midway reviews due within two weeks, or overdue."""
	return _figure("Midway Review", {"state": "Planned", "due_on": ("<=", (today() + TWO_WEEKS).isoformat())})


@frappe.whitelist()
def my_decisions(filters: Any = None) -> dict[str, Any]:
	"""Decisions for which the person asking is responsible, still to be carried out."""
	return _figure(
		"Review Decision",
		{"owner_user": frappe.session.user, "status": ("in", ["open", "on track", "overdue", "not done"])},
	)


@frappe.whitelist()
def decisions_overdue(filters: Any = None) -> dict[str, Any]:
	"""Decisions of reviews whose date has passed, that nobody has closed."""
	return _figure("Review Decision", {"status": "overdue"})


@frappe.whitelist()
def told_late(filters: Any = None) -> dict[str, Any]:
	"""Changes of circumstances of which the service was told late, whatever became of them since."""
	return _figure("Change of Circumstances", {"told_late": 1, "status": ("!=", "Withdrawn")})


@frappe.whitelist()
def moves_without_review(filters: Any = None) -> dict[str, Any]:
	"""Changes that the law asks to be considered at a review first, and were not."""
	return _figure(
		"Change of Circumstances", {"reviewed_before": "No", "planned": 0, "status": ("!=", "Withdrawn")}
	)


@frappe.whitelist()
def dates_in_question(filters: Any = None) -> dict[str, Any]:
	"""Questions about fed records that are not answered."""
	return _figure("Record Query", {"status": "Open"})


@frappe.whitelist()
def open_prompts(filters: Any = None) -> dict[str, Any]:
	"""Prompts that nobody has taken up or dismissed."""
	return _figure("IRO Prompt", {"state": "Open"})


@frappe.whitelist()
def children_without_iro(filters: Any = None) -> dict[str, Any]:
	"""Children with a review to come and no reviewing officer."""
	return _figure("Looked After Child", {"iro": ("is", "not set"), "next_review_due_on": ("is", "set")})


@frappe.whitelist()
def allocations_to_look_at(filters: Any = None) -> dict[str, Any]:
	"""Children in care whose reviewing officer is not independent, or reviews their parent or child, too."""
	return _figure("Looked After Child", {"attention": ("is", "set"), "left_care_on": ("is", "not set")})


@frappe.whitelist()
def open_changes(filters: Any = None) -> dict[str, Any]:
	"""Changes of circumstances that no review has settled."""
	return _figure("Change of Circumstances", {"status": "Open"})


@frappe.whitelist()
def refused_messages(filters: Any = None) -> dict[str, Any]:
	"""Messages of the feed that were refused, not sent again correctly, and not discarded."""
	return _figure("Record Message", {"outcome": "refused", "handling": "Open"})


@frappe.whitelist()
def unmapped_staff(filters: Any = None) -> dict[str, Any]:
	"""Staff ids that the feed names and that have no user yet."""
	return _figure("Staff Identity", {"user": ("is", "not set")})


@frappe.whitelist()
def uncovered_absences(filters: Any = None) -> dict[str, Any]:
	"""Absences, running or beginning within two weeks, of officers with children for whom nobody covers."""
	return _figure("IRO Absence", {"name": ("in", uncovered(today()) or [""])})


@frappe.whitelist()
def closer_oversight(filters: Any = None) -> dict[str, Any]:
	"""Children at whom the reviewing service looks more often."""
	return _figure("Looked After Child", {"closer_oversight": 1})


@frappe.whitelist()
def teams_without_a_team(filters: Any = None) -> dict[str, Any]:
	"""Names of teams that the feed gives and that no Social Work Team stands for. For those who may add one."""
	frappe.has_permission("Social Work Team", "create", throw=True)
	return {"value": len(unnamed_teams()), "fieldtype": "Int", "route": ["Tree", "Social Work Team"]}


def week_of(day: date) -> tuple[date, date]:
	"""Monday and Sunday of the week of a day."""
	monday = day - timedelta(days=day.weekday())
	return monday, monday + timedelta(days=6)


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
