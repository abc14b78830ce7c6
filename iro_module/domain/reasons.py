"""A reason for a review: the rule, the change, the date it gives and how that date was counted."""

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from iro_module.domain.months import months_later
from iro_module.domain.policy import Authority, Policy
from iro_module.domain.wording import counted_back, counted_working_days, in_words, plural


class Kind(str, Enum):
	"""What kind of review a reason asks for."""

	FIRST = "first"
	SECOND = "second"
	SUBSEQUENT = "subsequent"
	CHANGE_OF_CIRCUMSTANCES = "change_of_circumstances"
	ADOPTION = "adoption"
	SHORT_BREAK = "short_break"
	EARLY = "early"
	SECURE_PANEL = "secure_panel"


class Timetable(str, Enum):
	"""The statutory timetables. Care planning and adoption share one row of reviews: they are held
	combined.
	"""

	CARE_PLANNING = "care_planning"
	ADOPTION = "adoption"
	SHORT_BREAK = "short_break"
	SECURE_PANEL = "secure_panel"


class Counted(NamedTuple):
	"""A date, and in words how it was counted."""

	on: date
	words: str


class Reason(NamedTuple):
	"""Why a review is needed by a date. `changed_on` is the day counted from, or the day it must precede.

	timetable: set where the reason is a statutory timetable's own interval, None where a change asks for it.
	not_before: a review held earlier does not meet this reason; None where any day up to `due_on` will do.
	"""

	rule: str
	authority: Authority
	kind: Kind
	due_on: date
	changed_on: date
	reason: str
	counted: str
	timetable: Timetable | None = None
	not_before: date | None = None


def working_day_after(policy: Policy, start: date, count: int) -> date:
	"""`count` working days after `start`, the day of the event excluded unless the policy counts it."""
	if policy.count_start_day and policy.calendar.is_working_day(start):
		count -= 1
	return policy.calendar.after(start, count) if count > 0 else start


def working_days_after(policy: Policy, start: date, count: int) -> Counted:
	"""The same day, and how it was counted; without any working days the day itself."""
	if count < 1:
		return day_itself(start)
	due = working_day_after(policy, start, count)
	counted = policy.count_start_day and policy.calendar.is_working_day(start)
	return Counted(due, counted_working_days(policy.calendar, start, count, due, start_counted=counted))


def day_itself(day: date) -> Counted:
	"""A day from which nothing is counted."""
	return Counted(day, f"the day itself, {in_words(day)}")


def months_after(start: date, count: int) -> Counted:
	"""Calendar months: the corresponding date, or the last day of the month where there is none.

	Never moved for weekends or bank holidays ([1981] UKHL J0618-1).
	"""
	return Counted(months_later(start, count), f"{plural(count, 'month')} from {in_words(start)}")


def days_after(start: date, count: int) -> Counted:
	"""Calendar days: four weeks are 28 of them."""
	return Counted(start + timedelta(days=count), f"{plural(count, 'day')} from {in_words(start)}")


def day_before(policy: Policy, event: date) -> Counted:
	"""The last working day before an event: "before" means completed on an earlier day."""
	due = policy.calendar.before(event)
	return Counted(due, counted_back(policy.calendar, event, due))


def working_days_before(policy: Policy, event: date, count: int) -> Counted:
	"""`count` working days before an event, which itself is not counted."""
	due = policy.calendar.before(event, count)
	return Counted(due, counted_back(policy.calendar, event, due, count))


def days_before(event: date, count: int) -> Counted:
	"""Calendar days before an event."""
	return Counted(event - timedelta(days=count), f"{plural(count, 'day')} before {in_words(event)}")


def months_before(event: date, count: int) -> Counted:
	"""Calendar months before an event: the corresponding date, or the last day of the month."""
	return Counted(months_later(event, -count), f"{plural(count, 'month')} before {in_words(event)}")
