"""Midway Reviews: one for each interval between two reviews that is long enough, kept where the plan has it.

One that a person has begun is never withdrawn. A midway review of an interval that is over is closed, so that at most
one of a child is planned; which holds in the database, too (`open_key`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances.case import case_of
from iro_module.domain.midway import Dropped, Midway, MidwayState
from iro_module.domain.planned import Plan
from iro_module.domain.planned_midway import planned_midway
from iro_module.domain.policy import Policy
from iro_module.domain.review_decisions import is_open
from iro_module.domain.review_plan import LOOKED_AFTER_TRACK
from iro_module.domain.timescales import reviews_held
from iro_module.domain.wording import in_words
from iro_module.intake import rows
from iro_module.iro_reviews.decisions import FiledDecision
from iro_module.iro_reviews.midway_record import HELD, NO_LONGER_NEEDED, PLANNED

_PLAN = ("due_on", "counted", "last_review_on", "next_review_due_on")
_COLUMNS = (*_PLAN, "state", "dropped_because", "held_on")


@dataclass(frozen=True, slots=True)
class _Interval:
	"""The interval between reviews in which a child is today, and what it has to have."""

	reviews: tuple[date, ...]
	"""The days of the reviews of this period of care, up to today."""
	next_due_on: date | None
	wanted: Midway | Dropped | None
	left_care_on: date | None

	@property
	def last(self) -> date | None:
		return self.reviews[-1] if self.reviews else None

	@property
	def open_until(self) -> date | None:
		"""When a midway review is still to be held; None where there is none to come."""
		if isinstance(self.wanted, Midway) and self.wanted.state is not MidwayState.HELD:
			return self.wanted.due.on
		return None


def load(names: Sequence[str]) -> dict[str, list[frappe._dict]]:
	"""The midway reviews of children on file, of all intervals; those to come with the decisions they look at."""
	found = rows.of_children("Midway Review", _COLUMNS, names)
	planned = {row.name: row for of_child in found.values() for row in of_child if row.state == PLANNED}
	for row in planned.values():
		row.looked_at = {}
	for look in _looks(list(planned)):
		planned[look.parent].looked_at[look.decision] = look.outcome
	return found


def _looks(midways: list[str]) -> list[frappe._dict]:
	table = frappe.qb.DocType("Decision Look")
	query = (
		frappe.qb.from_(table)
		.where((table.parenttype == "Midway Review") & table.parent.isin(midways))
		.select(table.parent, table.decision, table.outcome)
		.for_update()
	)
	return query.run(as_dict=True) if midways else []


def save(
	child: frappe._dict,
	history: CareHistory,
	planned: Plan,
	on_file: Iterable[frappe._dict],
	decisions: Iterable[FiledDecision],
	on: date,
	policy: Policy,
) -> date | None:
	"""Make the child's midway reviews those of the plan; returns when the one to come is due."""
	still_open = {one.decision.name for one in decisions if is_open(one.decision, on)}
	filed = list(on_file)
	held = [row.held_on for row in filed if row.state == HELD and row.held_on]
	interval = _interval(history, planned, held, on, policy)
	standing = next((row for row in filed if row.state == PLANNED), None)
	if standing and not standing.held_on:
		over = _why_over(standing, interval)
		if over:
			_write(standing.name, {"state": NO_LONGER_NEEDED, "dropped_because": over})
			standing.state, standing = NO_LONGER_NEEDED, None
	if interval.open_until and not (standing and standing.held_on):
		_keep(child, interval, standing or _closed_before(filed, interval), still_open)
	elif standing and not _looks_at(standing, still_open):
		_write(standing.name, {})
	return interval.open_until


def _interval(
	history: CareHistory, planned: Plan, held: Sequence[date], on: date, policy: Policy
) -> _Interval:
	period = history.current_period(on)
	days = reviews_held(case_of(history, period, on, policy)).days if period else ()
	review = next((one for one in planned.reviews if one.track == LOOKED_AFTER_TRACK), None)
	return _Interval(
		tuple(day for day in days if day <= on),
		review.due_on if review else None,
		planned_midway(history, planned, held, on, policy),
		planned.left_care_on,
	)


def _why_over(row: frappe._dict, interval: _Interval) -> str | None:
	"""Why the planned one is not held any more, in words; None where it stands, perhaps on another day."""
	began = row.last_review_on
	if began in interval.reviews and began != interval.last:
		held_on = next(day for day in interval.reviews if day > began)
		return _("Not held: the next review was held on {0}.").format(in_words(held_on))
	if interval.open_until:
		return None
	if isinstance(interval.wanted, Dropped):
		return interval.wanted.reason
	if interval.wanted and interval.wanted.held_on:
		return _("A midway review was held on {0}.").format(in_words(interval.wanted.held_on))
	if interval.left_care_on:
		return _("The child left care on {0}.").format(in_words(interval.left_care_on))
	return _("The time between the two reviews is too short for one.")


def _closed_before(filed: Iterable[frappe._dict], interval: _Interval) -> frappe._dict | None:
	"""The one of this interval that was found no longer needed: it stands again."""
	return next(
		(row for row in filed if row.state == NO_LONGER_NEEDED and row.last_review_on == interval.last), None
	)


def _looks_at(row: frappe._dict, still_open: set[str]) -> bool:
	"""Whether a midway review to come has a row for each open decision, and no other that waits for an answer."""
	looked_at = row.looked_at or {}
	waiting = {name for name, outcome in looked_at.items() if not outcome}
	return still_open <= looked_at.keys() and waiting <= still_open


def _keep(child: frappe._dict, interval: _Interval, row: frappe._dict | None, still_open: set[str]) -> None:
	"""Raise the midway review, or move it to where the plan has it."""
	values = {
		"due_on": interval.open_until,
		"counted": interval.wanted.due.words,
		"last_review_on": interval.last,
		"next_review_due_on": interval.next_due_on,
		"state": PLANNED,
		"dropped_because": None,
	}
	if row is None:
		_raise(child, values)
	elif any(_plain(row.get(key)) != _plain(value) for key, value in values.items()) or not _looks_at(
		row, still_open
	):
		_write(row.name, values)


def _plain(value: object) -> object:
	return getdate(value) if isinstance(value, date) else value or None


def _raise(child: frappe._dict, values: dict[str, object]) -> None:
	doc = frappe.new_doc("Midway Review")
	doc.update({"child": child.name, "raised_by_plan": 1, **values})
	doc.flags.planned = True
	doc.insert(ignore_permissions=True)


def _write(name: str, values: dict[str, object]) -> None:
	doc = frappe.get_doc("Midway Review", name)
	doc.update(values)
	doc.flags.planned = True
	doc.save(ignore_permissions=True)
