"""What the statutory timetables demand: one date for each that runs, and why."""

from datetime import date

from iro_module.domain.limits import LIMITS
from iro_module.domain.policy import ReviewDateBasis
from tests.oracle.naive_dates import ONE_DAY, days_later, months_later
from tests.oracle.naive_days import (
	end_of,
	looked_after_from,
	period_of,
	reviews_in,
	status_of,
	status_on,
	touches,
)
from tests.oracle.naive_moves import placed_for_adoption_on
from tests.oracle.naive_view import Demand, View


def full_reviews(view: View) -> list[date]:
	"""The days on which reviews that start an interval count: those that looked only at a change do not."""
	first = view.settings.policy.review_date_basis is ReviewDateBasis.FIRST_MEETING
	held = [review for review in reviews_in(view.child, view.period) if not review.change_only]
	return sorted((review.first_meeting_on or review.on) if first else review.on for review in held)


def number_of_next(view: View) -> int:
	"""Where reviews may be missing from the records, the earliest known is taken to be the second."""
	held, record = full_reviews(view), period_of(view.period)
	if not record.start_known or (held and not record.reviews_complete):
		return len(held) + 2
	return len(held) + 1


def last_review_unknown(view: View) -> bool:
	"""None on record where there may well have been one."""
	record = period_of(view.period)
	if full_reviews(view):
		return False
	if not record.start_known:
		return True
	start = looked_after_from(view.child, view.period, view.today)
	if start is None:
		first_by = months_later(record.start_date, view.settings.policy.short_break_first_months)
	else:
		count = LIMITS["first_review_working_days"].value
		first_by = view.settings.working_days(start, count)
	return not record.reviews_complete and first_by < view.today


def on_short_breaks(view: View) -> bool:
	"""Whether all of the period so far is short breaks."""
	start, end = period_of(view.period).start_date, end_of(view.period, view.child)
	empty = end is not None and end <= start
	return not empty and looked_after_from(view.child, view.period, view.today) is None


def demands(view: View) -> list[Demand]:
	"""Every date that a timetable gives."""
	if last_review_unknown(view):
		return []
	if on_short_breaks(view):
		return _short_break(view)
	placed_on = placed_for_adoption_on(view.child, view.period, view.today)
	if placed_on is not None:
		return _placed(view, placed_on)
	found = _care_planning(view)
	made = authority_from(view)
	return found + (_authority(view, made) if made else [])


def _by_months(view: View, rule: str, kind: str, timetable: str, name: str, start: date) -> list[Demand]:
	return [
		Demand(rule, authority, kind, months_later(start, count), start, timetable)
		for count, authority in view.settings.limited(name, start)
	]


def _care_planning(view: View) -> list[Demand]:
	"""T1, T2, T3 (reg 33): from becoming looked after, then from the last review that was held."""
	record = period_of(view.period)
	start = looked_after_from(view.child, view.period, view.today) or record.start_date
	held = full_reviews(view)
	since = [day for day in held if day >= start]
	if not since:
		return [
			Demand("T1", authority, "first", view.settings.working_days(start, count), start, "care_planning")
			for count, authority in view.settings.limited("first_review_working_days", start)
		]
	known_from_the_first = record.reviews_complete and (record.start_known or start > record.start_date)
	if len(since) == 1 and known_from_the_first:
		return _by_months(view, "T2", "second", "care_planning", "second_review_months", since[-1])
	return _by_months(view, "T3", "subsequent", "care_planning", "later_review_months", since[-1])


def _short_break(view: View) -> list[Demand]:
	"""Reg 48: three months from the start, then six from the last."""
	held, start = full_reviews(view), period_of(view.period).start_date
	if not held:
		return _by_months(view, "SB1", "short_break", "short_break", "short_break_first_months", start)
	return _by_months(view, "SB2", "short_break", "short_break", "short_break_later_months", held[-1])


def authority_from(view: View) -> date | None:
	"""The day of the placement order (E1) in force today; an order recorded in two pieces is one."""
	status = status_on(view.child, view.today)
	made = None
	while status and status_of(status).legal_status == "E1" and touches(view.period, status):
		made = status_of(status).start_date
		status = status_on(view.child, made - ONE_DAY)
	return made


def _authority(view: View, made: date) -> list[Demand]:
	"""AAR reg 36(1): three months from the authority, then six from the last review."""
	since = [day for day in full_reviews(view) if day > made]
	if not since:
		return _by_months(view, "C14", "adoption", "adoption", "adoption_authority_months", made)
	return _by_months(view, "C14", "adoption", "adoption", "adoption_later_months", since[-1])


def _placed(view: View, placed_on: date) -> list[Demand]:
	"""AAR reg 36(3): 28 days from the placement, three months from that review, then six."""
	since = [day for day in full_reviews(view) if day > placed_on]
	if not since:
		return [
			Demand("C15", authority, "adoption", days_later(placed_on, count), placed_on, "adoption")
			for count, authority in view.settings.limited("placed_first_days", placed_on)
		]
	name = "placed_second_months" if len(since) == 1 else "placed_later_months"
	return _by_months(view, "C15", "adoption", "adoption", name, since[-1])
