"""The figures on the workspace. Each counts what the person asking may see, and opens the list it counted."""

from datetime import timedelta
from typing import Any

import frappe
from frappe.utils import getdate

from iro_module.domain.document_clock import awaited_from
from iro_module.iro_records.cover import uncovered
from iro_module.iro_reviews import awaiting
from iro_module.iro_reviews.counted import Condition, Figure, by, figure, figure_of, past, rows
from iro_module.iro_reviews.statuses import BEGUN, BOOKED, COMPLETED, OPEN, PLANNED
from iro_module.iro_reviews.week import booked_in_week
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force
from iro_module.iro_setup.teams import unnamed_teams

SIX_WEEKS = timedelta(weeks=6)
FOUR_WEEKS = timedelta(weeks=4)
TWO_WEEKS = timedelta(weeks=2)
TWELVE_MONTHS = timedelta(days=365)

IS_OPEN: Condition = ("status", "in", list(OPEN))
IS_COMPLETED: Condition = ("status", "=", COMPLETED)
LOOKED_AFTER: Condition = ("track", "=", "looked_after")
NOT_WITHDRAWN: Condition = ("status", "!=", "Withdrawn")
_NO_REPLY: list[Condition] = [IS_COMPLETED, ("manager_reply", "is", "not set")]


@frappe.whitelist()
def overdue_by_law(filters: Any = None) -> Figure:
	"""Open reviews whose date by law has passed."""
	return figure("IRO Review", [IS_OPEN, *past("statutory_due_on", today())])


@frappe.whitelist()
def local_target_missed(filters: Any = None) -> Figure:
	"""Open reviews past a local limit but still in time by law, or owed to a local limit alone."""
	on = today()
	found = rows("IRO Review", [IS_OPEN, *past("due_on", on)], "statutory_due_on")
	in_time = [row for row in found if not row.statutory_due_on or getdate(row.statutory_due_on) >= on]
	return figure_of("IRO Review", (row.name for row in in_time))


@frappe.whitelist()
def due_and_not_booked(filters: Any = None) -> Figure:
	"""Reviews due within six weeks, or overdue, that have not begun and have no meeting in the diary."""
	waiting = [("status", "in", [PLANNED, BOOKED]), ("booked_on", "is", "not set")]
	return figure("IRO Review", [*waiting, *by("due_on", today() + SIX_WEEKS)])


@frappe.whitelist()
def booked_after_due(filters: Any = None) -> Figure:
	"""Open reviews whose meeting is booked for a day after the date on which they are due."""
	return figure("IRO Review", [IS_OPEN, ("booking_note", "is", "set")])


@frappe.whitelist()
def this_week(filters: Any = None) -> Figure:
	"""Reviews with a meeting booked from Monday to Sunday of this week, held or not; opens what is still missing."""
	found = figure("IRO Review", booked_in_week(today()))
	return {**found, "route": ["query-report", "Reviews This Week"], "route_options": {}}


@frappe.whitelist()
def in_progress(filters: Any = None) -> Figure:
	"""Reviews that have begun and are not completed, those adjourned among them."""
	return figure("IRO Review", [("status", "in", list(BEGUN))])


@frappe.whitelist()
def not_yet_spoken_to(filters: Any = None) -> Figure:
	"""Open reviews booked within four weeks, or begun, without a word on speaking with the child alone."""
	until = today() + FOUR_WEEKS
	unsaid = [IS_OPEN, LOOKED_AFTER, ("spoken_to_privately", "is", "not set")]
	found = rows("IRO Review", unsaid, "status", "booked_on")
	return figure_of(
		"IRO Review",
		(
			row.name
			for row in found
			if row.status in BEGUN or (row.booked_on and getdate(row.booked_on) <= until)
		),
	)


@frappe.whitelist()
def decisions_to_send(filters: Any = None) -> Figure:
	"""Completed reviews whose decisions have not been sent out."""
	return figure("IRO Review", [IS_COMPLETED, LOOKED_AFTER, ("decisions_sent_on", "is", "not set")])


@frappe.whitelist()
def records_to_complete(filters: Any = None) -> Figure:
	"""Completed reviews whose full record is not written yet."""
	return figure("IRO Review", [IS_COMPLETED, LOOKED_AFTER, ("record_completed_on", "is", "not set")])


@frappe.whitelist()
def records_to_distribute(filters: Any = None) -> Figure:
	"""Completed reviews whose record is written and not distributed."""
	written = ("record_completed_on", "is", "set")
	return figure("IRO Review", [IS_COMPLETED, written, ("distributed_on", "is", "not set")])


@frappe.whitelist()
def replies_awaited(filters: Any = None) -> Figure:
	"""Reviews whose decisions were sent, without a manager's reply, whose time for one has not passed."""
	from_day = awaited_from(today(), policy_in_force())
	return figure("IRO Review", [*_NO_REPLY, ("decisions_sent_on", ">=", from_day.isoformat())])


@frappe.whitelist()
def without_a_reply(filters: Any = None) -> Figure:
	"""Reviews of the last twelve months whose decisions stand without a manager's reply: its time has passed."""
	on = today()
	from_day = awaited_from(on, policy_in_force())
	sent = [
		("decisions_sent_on", ">=", (on - TWELVE_MONTHS).isoformat()),
		("decisions_sent_on", "<", from_day.isoformat()),
	]
	return figure("IRO Review", [*_NO_REPLY, *sent])


@frappe.whitelist()
def awaiting_my_answer(filters: Any = None) -> Figure:
	"""What waits for the answer of the person asking as reviewing officer; opens the report of the same rows."""
	frappe.has_permission("IRO Review", "report", throw=True)
	return {
		"value": len(awaiting.items()),
		"fieldtype": "Int",
		"route": ["query-report", "Awaiting My Answer"],
		"route_options": {},
	}


@frappe.whitelist()
def postponements_to_answer(filters: Any = None) -> Figure:
	"""Postponements asked for and not answered."""
	return figure("Review Postponement", [("state", "=", "Asked")])


@frappe.whitelist()
def midways_due(filters: Any = None) -> Figure:
	"""Midway reviews due within two weeks, or overdue."""
	return figure("Midway Review", [("state", "=", "Planned"), *by("due_on", today() + TWO_WEEKS)])


@frappe.whitelist()
def my_decisions(filters: Any = None) -> Figure:
	"""Decisions for which the person asking is responsible, still to be carried out; proposals are not yet."""
	mine = ("owner_user", "=", frappe.session.user)
	return figure(
		"Review Decision", [mine, ("made_on", "is", "set"), ("status", "not in", ["done", "superseded"])]
	)


@frappe.whitelist()
def decisions_overdue(filters: Any = None) -> Figure:
	"""Decisions of reviews whose date has passed, that nobody has closed."""
	return figure("Review Decision", [("status", "=", "overdue")])


@frappe.whitelist()
def told_late(filters: Any = None) -> Figure:
	"""Changes of circumstances of which the service was told late, whatever became of them since."""
	return figure("Change of Circumstances", [("told_late", "=", 1), NOT_WITHDRAWN])


@frappe.whitelist()
def moves_without_review(filters: Any = None) -> Figure:
	"""Changes that the law asks to be considered at a review first, and were not, that no review has settled since.

	History that came with an import was told to nobody and is not counted.
	"""
	unreviewed = [("reviewed_before", "=", "No"), ("planned", "=", 0), ("status", "=", "Open")]
	return figure("Change of Circumstances", [*unreviewed, ("told_on", "is", "set")])


@frappe.whitelist()
def dates_in_question(filters: Any = None) -> Figure:
	"""Questions about fed records that are not answered."""
	return figure("Record Query", [("status", "=", "Open")])


@frappe.whitelist()
def open_prompts(filters: Any = None) -> Figure:
	"""Prompts that nobody has taken up or dismissed."""
	return figure("IRO Prompt", [("state", "=", "Open")])


@frappe.whitelist()
def children_without_iro(filters: Any = None) -> Figure:
	"""Children with a review to come and no reviewing officer."""
	return figure("Looked After Child", [("iro", "is", "not set"), ("next_review_due_on", "is", "set")])


@frappe.whitelist()
def allocations_to_look_at(filters: Any = None) -> Figure:
	"""Children in care whose reviewing officer is not independent, or reviews their parent or child, too."""
	return figure("Looked After Child", [("attention", "is", "set"), ("left_care_on", "is", "not set")])


@frappe.whitelist()
def open_changes(filters: Any = None) -> Figure:
	"""Changes of circumstances that no review has settled."""
	return figure("Change of Circumstances", [("status", "=", "Open")])


@frappe.whitelist()
def refused_messages(filters: Any = None) -> Figure:
	"""Messages of the feed that were refused, not sent again correctly, and not discarded."""
	return figure("Record Message", [("outcome", "=", "refused"), ("handling", "=", "Open")])


@frappe.whitelist()
def unmapped_staff(filters: Any = None) -> Figure:
	"""Staff ids that the feed names and that have no user yet."""
	return figure("Staff Identity", [("user", "is", "not set")])


@frappe.whitelist()
def uncovered_absences(filters: Any = None) -> Figure:
	"""Absences, running or beginning within two weeks, of officers with children for whom nobody covers."""
	return figure_of("IRO Absence", uncovered(today()))


@frappe.whitelist()
def closer_oversight(filters: Any = None) -> Figure:
	"""Children at whom the reviewing service looks more often."""
	return figure("Looked After Child", [("closer_oversight", "=", 1)])


@frappe.whitelist()
def teams_without_a_team(filters: Any = None) -> Figure:
	"""Names of teams that the feed gives and that no Social Work Team stands for. For those who may add one."""
	frappe.has_permission("Social Work Team", "create", throw=True)
	return {"value": len(unnamed_teams()), "fieldtype": "Int", "route": ["Tree", "Social Work Team"]}
