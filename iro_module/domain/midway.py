"""The midway review: a short look at plan and decisions half way between two reviews.

Practice of councils under CA 1989 s25B(1): the IRO monitors between reviews. One for an interval
between reviews, only where the interval is long enough; the length is a setting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted, months_after
from iro_module.domain.wording import in_words, plural


class MidwayState(str, Enum):
	"""How a midway review stands."""

	PENDING = "pending"
	OVERDUE = "overdue"
	HELD = "held"


@dataclass(frozen=True, slots=True)
class Midway:
	"""The midway review of an interval. due: with its counting. held_on: the first one held within the interval."""

	due: Counted
	state: MidwayState
	held_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
	"""The midway review of an interval is not held, because its review was brought forward; the reason in words.

	was_due_on: when it was due before.
	"""

	was_due_on: date
	reason: str


def midway(
	last_review: date,
	next_due: date,
	timetable_due: date,
	held: Sequence[date],
	today: date,
	policy: Policy,
	brought_forward_on: date | None = None,
) -> Midway | Dropped | None:
	"""The midway review of the interval that began with the last review; None where the interval is too short for one.

	next_due: the earliest of all reasons. timetable_due: by the timetables alone, so never earlier. held: the days of
	midway reviews held, of any interval. brought_forward_on: the day it became known that the next review is due
	earlier than by the timetable; while that is not known, no date is taken to have passed before it.
	"""
	if not _long_enough(last_review, timetable_due, policy):
		return None
	by_timetable, due = halfway(last_review, timetable_due), halfway(last_review, next_due)
	against = None
	if next_due < timetable_due:
		against = _against(last_review, next_due, due.on, brought_forward_on, policy)
	held_on = min((day for day in held if last_review < day <= today), default=None)
	if held_on:
		known = brought_forward_on is not None and brought_forward_on <= held_on
		return Midway(due if known and not against else by_timetable, MidwayState.HELD, held_on)
	if against:
		forward = f"the next review was brought forward to {in_words(next_due)}"
		was_due = f"It was due on {in_words(by_timetable.on)}"
		return Dropped(by_timetable.on, f"No midway review: {forward}, and {against}. {was_due}")
	return Midway(due, MidwayState.OVERDUE if due.on < today else MidwayState.PENDING)


def halfway(last_review: date, next_due: date) -> Counted:
	"""The last review and half of the whole days to the next, a half day dropped."""
	days = (next_due - last_review).days
	words = f"half of the {plural(days, 'day')} from {in_words(last_review)} to {in_words(next_due)}"
	return Counted(last_review + timedelta(days=days // 2), words)


def _long_enough(last_review: date, due: date, policy: Policy) -> bool:
	return due >= months_after(last_review, policy.midway_from_months).on


def _against(last: date, next_due: date, due_on: date, known_on: date | None, policy: Policy) -> str | None:
	"""Why bringing the review forward leaves no midway review."""
	if not _long_enough(last, next_due, policy):
		least = plural(policy.midway_from_months, "month")
		return f"one is held only where at least {least} lie between two reviews"
	if known_on and due_on < known_on:
		return f"half way, {in_words(due_on)}, had passed when that became known on {in_words(known_on)}"
	return None
