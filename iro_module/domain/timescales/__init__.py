"""The statutory timetables: when the next review is due for its own sake, and which of them run today."""

from datetime import date

from iro_module.domain.circumstances.case import Case
from iro_module.domain.months import months_later
from iro_module.domain.reasons import Reason, working_day_after
from iro_module.domain.timescales.adoption import (
	authority_from,
	before_placement,
	placed_for_adoption,
	while_placed,
)
from iro_module.domain.timescales.care_planning import care_planning
from iro_module.domain.timescales.order import ReviewsHeld, reviews_held
from iro_module.domain.timescales.secure_panel import secure_panel
from iro_module.domain.timescales.short_breaks import short_breaks

__all__ = [
	"ReviewsHeld",
	"is_last_review_unknown",
	"on_short_breaks",
	"reviews_held",
	"secure_panel",
	"timetable_reasons",
]


def is_last_review_unknown(case: Case, order: ReviewsHeld) -> bool:
	"""Whether no review is on record where there may well have been one: no date is ever invented.

	So it is where the period began before the records do, or where reviews may be missing and the day of the first
	has passed.
	"""
	record = case.period.record
	if order.days or (record.start_known and record.reviews_complete):
		return False
	return not record.start_known or _first_review_by(case) < case.today


def _first_review_by(case: Case) -> date:
	start = case.looked_after_from
	if start is None or on_short_breaks(case):
		return months_later(case.period.record.start_date, case.policy.short_break_first_months)
	days, _ = case.policy.limits("first_review_working_days", start)[-1]
	return working_day_after(case.policy, start, days)


def on_short_breaks(case: Case) -> bool:
	"""Whether the child is, or is to be, on short breaks and not yet looked after otherwise."""
	start = case.looked_after_from
	return start is None or (case.today < start and case.period.record.start_date < start)


def timetable_reasons(case: Case, order: ReviewsHeld) -> list[Reason]:
	"""The due dates of the timetables that run for the child in this period."""
	if is_last_review_unknown(case, order):
		return []
	start = case.looked_after_from
	if start is None or on_short_breaks(case):
		return short_breaks(case, order)
	if placed := placed_for_adoption(case):
		return while_placed(placed.record.start_date, order, case.policy)
	since_then = start > case.period.record.start_date and case.period.record.reviews_complete
	found = care_planning(start, order, case.policy, 0 if since_then else order.missing)
	if authority := authority_from(case):
		found += before_placement(authority, order, case.policy)
	return found
