"""The state of the child on one day, found by looking through all records: period, legal status, placement."""

from datetime import date

from iro_module.domain.codes import LegalStatus, PlacementState
from iro_module.domain.records import LegalStatusHeld, PeriodOfCare, Placement
from tests.oracle.naive_dates import ONE_DAY, birthday
from tests.oracle.naive_records import Kept, OnRecord, Review

TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
ADOPTIVE = {"A3", "A4", "A5", "A6"}
SHORT_BREAKS = {"V3", "V4"}
CARE_ORDERS = {"C1", "C2"}
YOUTH_JUSTICE = {"J1", "J2", "J3"}
UNREGISTERED = {"Z11", "Z12", "Z13", "Z14"}
FAR = date(2200, 1, 1)


def period_of(kept: Kept) -> PeriodOfCare:
	assert isinstance(kept.record, PeriodOfCare)
	return kept.record


def placement_of(kept: Kept) -> Placement:
	assert isinstance(kept.record, Placement)
	return kept.record


def status_of(kept: Kept) -> LegalStatusHeld:
	assert isinstance(kept.record, LegalStatusHeld)
	return kept.record


def order_of(status: Kept) -> tuple[date, str]:
	"""In order of time; two that begin on one day in the order of their names, so that it is always the same."""
	return (status_of(status).start_date, status.name)


def comes_of_age(child: OnRecord) -> date | None:
	"""The 18th birthday, where the birth date is known."""
	return birthday(child.birth_date, 18) if child.birth_date else None


def end_of(period: Kept, child: OnRecord) -> date | None:
	"""The recorded end, or the 18th birthday where that is earlier."""
	ends = [period_of(period).end_date, comes_of_age(child)]
	return min((day for day in ends if day is not None), default=None)


def period_today(child: OnRecord, today: date) -> Kept | None:
	"""The latest period that has begun and not ended; else the next that lies ahead."""
	open_now, ahead = None, None
	for period in child.periods:
		start, end = period_of(period).start_date, end_of(period, child)
		if end is not None and end <= today:
			continue
		if start <= today:
			if open_now is None or start > period_of(open_now).start_date:
				open_now = period
		elif ahead is None or start < period_of(ahead).start_date:
			ahead = period
	return open_now or ahead


def in_period(child: OnRecord, period: Kept, day: date) -> bool:
	"""Whether the day is one of the period; the day it ends is not."""
	end = end_of(period, child)
	return period_of(period).start_date <= day and (end is None or day < end)


def status_on(child: OnRecord, day: date) -> Kept | None:
	"""The legal status in force that day: the latest to begin of those that have begun and not ended."""
	found = None
	for status in child.statuses:
		record = status_of(status)
		in_force = record.start_date <= day and (record.end_date is None or day < record.end_date)
		if in_force and (found is None or order_of(status) > order_of(found)):
			found = status
	return found


def code_on(child: OnRecord, day: date) -> LegalStatus | None:
	"""Its code."""
	status = status_on(child, day)
	return status_of(status).legal_status if status else None


def looked_after_from(child: OnRecord, period: Kept, until: date) -> date | None:
	"""The first day of the period, up to a last day to look at, that is not a day of short breaks.

	A legal status is taken to go on until the next begins.
	"""
	end, start = end_of(period, child), period_of(period).start_date
	day = start
	while day <= max(until, start) and (end is None or day < end):
		if _last_to_begin(child, period, day) not in SHORT_BREAKS:
			return day
		day += ONE_DAY
	return None


def _last_to_begin(child: OnRecord, period: Kept, day: date) -> LegalStatus | None:
	found = None
	for status in child.statuses:
		record = status_of(status)
		held = record.start_date <= day and record.end_date != record.start_date and touches(period, status)
		if held and (found is None or order_of(status) > order_of(found)):
			found = status
	return status_of(found).legal_status if found else None


def last_change_of_status(child: OnRecord) -> date:
	"""The last day on which any legal status on record begins."""
	return max((status_of(status).start_date for status in child.statuses), default=date(1900, 1, 1))


def reviews_in(child: OnRecord, period: Kept) -> list[Review]:
	"""Reviews completed in the period, in order of time."""
	return [review for review in child.reviews if in_period(child, period, review.on)]


def is_temporary(stay: Kept) -> bool:
	return placement_of(stay).placement_type in TEMPORARY


def is_adoptive(stay: Kept | None) -> bool:
	return stay is not None and placement_of(stay).placement_type in ADOPTIVE


def is_intention(stay: Kept) -> bool:
	return placement_of(stay).status == PlacementState.PLANNED


def touches(period: Kept, one: Kept) -> bool:
	"""Whether any day of a placement or legal status is a day of the period, as its record has it."""
	record = one.record
	assert isinstance(record, (Placement, LegalStatusHeld))
	begins, leaves = period_of(period).start_date, period_of(period).end_date
	return (leaves is None or record.start_date < leaves) and (
		record.end_date is None or record.end_date > begins
	)
