"""IRO Reviews: the open ones as the domain compares them, and the actions of a plan carried out.

Reviews go through Document, so that versions, webhooks and an administrator's hooks work; the planner's own
fields are written without touching `modified`, so that a person with the form open can still save.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date

import frappe
from frappe import _

from iro_module.contract.answers import basis_from_json, basis_to_json
from iro_module.domain.care_events import LOOKED_AFTER_TRACK, Held
from iro_module.domain.comparison import (
	ChangeReview,
	FiledReview,
	FlagReview,
	RaiseReview,
	WithdrawReview,
	compare_reviews,
)
from iro_module.domain.reasons import Kind, Reason, Timetable
from iro_module.domain.review_plan import Plan, PlannedReview
from iro_module.domain.wording import in_words
from iro_module.intake import rows
from iro_module.intake.work_on_review import BEGUN

_PLANNED = ("track", "kind", "timetable", "due_on", "statutory_due_on", "practical_on", "sequence", "basis")
_COLUMNS = (
	*_PLANNED, "status", "raised_by_plan", "booked_on", "first_meeting_on", "flag",
	"early_requested_on", "early_due_on",
)  # fmt: skip


def load_open(names: Sequence[str]) -> dict[str, list[frappe._dict]]:
	"""The open reviews of children: those that hold the place of the one review planned at a time."""
	return rows.of_children("IRO Review", _COLUMNS, names, "AND open_key IS NOT NULL", {"work_begun": BEGUN})


def load_held(names: Sequence[str]) -> dict[str, list[Held]]:
	"""The reviews of children completed on the desk."""
	found = rows.of_children(
		"IRO Review",
		("completed_on", "first_meeting_on", "considered_changes", "change_only", "track"),
		names,
		"AND status = 'Completed'",
	)
	return {
		child: [
			Held(
				row.completed_on,
				frozenset(json.loads(row.considered_changes or "[]")),
				bool(row.change_only),
				row.first_meeting_on,
				row.track or LOOKED_AFTER_TRACK,
			)
			for row in held
			if row.completed_on
		]
		for child, held in found.items()
	}


def planned_from_row(row: frappe._dict) -> PlannedReview | None:
	"""The planned review as it stands on file; None for one added by hand that no plan has looked at yet."""
	if not row.due_on or not row.basis:
		return None
	return PlannedReview(
		track=row.track,
		kind=Kind(row.kind),
		timetable=Timetable(row.timetable),
		due_on=row.due_on,
		statutory_due_on=row.statutory_due_on,
		practical_on=row.practical_on,
		sequence=row.sequence,
		basis=basis_from_json(json.loads(row.basis)),
	)


def save(child: frappe._dict, planned: Plan, on_file: Iterable[frappe._dict]) -> list[str]:
	"""Make the child's open reviews those of the plan; returns the names of those written."""
	rows_by_name = {row.name: row for row in on_file}
	filed = [_filed(row) for row in rows_by_name.values()]
	written = []
	for action in compare_reviews(planned.reviews, filed):
		if isinstance(action, RaiseReview):
			written.append(_raise(child, action.planned))
		elif isinstance(action, ChangeReview):
			written.append(_write(action.name, {**_values(action.planned), "flag": None}))
		elif isinstance(action, WithdrawReview):
			written.append(_write(action.name, _withdrawn(planned)))
		elif isinstance(action, FlagReview):
			written.append(_write(action.name, {"flag": _flag(planned)}))
	return written


def led_to(child: frappe._dict, planned: Plan) -> dict[tuple[str, date], str]:
	"""The open reviews of the child, by the rule and the day of each change that asks for one."""
	open_ones = {review.track: review for review in planned.reviews if _of_changes(review)}
	if not open_ones:
		return {}
	rows = frappe.db.sql(
		"SELECT name, track FROM `tabIRO Review` WHERE child = %s AND open_key IS NOT NULL FOR UPDATE",
		(child.name,),
		as_dict=True,
	)
	return {
		(reason.rule, reason.changed_on): row.name
		for row in rows
		if row.track in open_ones
		for reason in _of_changes(open_ones[row.track])
	}


def _of_changes(review: PlannedReview) -> list[Reason]:
	return [reason for reason in review.basis if reason.kind is Kind.CHANGE_OF_CIRCUMSTANCES]


def _filed(row: frappe._dict) -> FiledReview:
	return FiledReview(
		name=row.name,
		planned=planned_from_row(row),
		raised_by_plan=bool(row.raised_by_plan),
		begun=bool(row.work_begun),
		flagged=bool(row.flag),
		track=row.track,
	)


def _raise(child: frappe._dict, planned: PlannedReview) -> str:
	doc = frappe.new_doc("IRO Review")
	doc.update({"child": child.name, "status": "Planned", "raised_by_plan": 1, **_values(planned)})
	doc.flags.planned = True
	doc.insert(ignore_permissions=True)
	return doc.name


def _write(name: str, values: dict[str, object]) -> str:
	doc = frappe.get_doc("IRO Review", name)
	doc.update(values)
	doc.flags.planned = True
	doc.flags.updater_reference = {"label": _("as the review timetable was counted again")}
	doc.save(ignore_permissions=True)
	return name


def _values(planned: PlannedReview) -> dict[str, object]:
	return {
		"track": planned.track,
		"kind": planned.kind.value,
		"timetable": planned.timetable.value,
		"due_on": planned.due_on,
		"statutory_due_on": planned.statutory_due_on,
		"practical_on": planned.practical_on,
		"sequence": planned.sequence,
		"basis": json.dumps(basis_to_json(planned.basis)),
		"explanation": "\n".join(
			f"{in_words(reason.due_on)}: {reason.reason} ({reason.counted})." for reason in planned.basis
		),
	}


def _withdrawn(planned: Plan) -> dict[str, object]:
	return {"status": "No Longer Needed", "withdrawn_because": _why_not(planned)}


def _flag(planned: Plan) -> str:
	return _("{0} Work on this review has begun, so it is kept: hold it or cancel it.").format(
		_why_not(planned)
	)


def _why_not(planned: Plan) -> str:
	if planned.left_care_on:
		return _("The child left care on {0}.").format(in_words(planned.left_care_on))
	return _("Nothing in the child's records calls for this review any more.")
