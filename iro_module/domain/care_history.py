"""A child's care history: periods of care, placements, legal statuses and reviews held, in order of time.

Built from the record versions in force, so that it does not depend on the order in which they arrived.
Records that contradict each other are read as far as they go; a contradiction is never a reason to fail.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_events import LOOKED_AFTER_TRACK, Held, Period, RecordedFact, Status, Stay
from iro_module.domain.codes import SHORT_BREAKS, LegalStatus
from iro_module.domain.intake import StoredRecord
from iro_module.domain.months import birthday
from iro_module.domain.records import (
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	RecordType,
	ReviewHeld,
	record_name,
)
from iro_module.domain.sources import counting


@dataclass(frozen=True, slots=True)
class CareHistory:
	"""What is known of one child's care; every tuple is in order of time."""

	child_id: str
	birth_date: date | None = None
	periods: tuple[Period, ...] = ()
	stays: tuple[Stay, ...] = ()
	statuses: tuple[Status, ...] = ()
	reviews: tuple[Held, ...] = ()
	panels: tuple[date, ...] = ()
	facts: tuple[RecordedFact, ...] = ()

	def current_period(self, today: date) -> Period | None:
		"""The latest period of care that has begun and not ended by `today`, else the next that lies ahead.

		None after leaving care.
		"""
		ahead = None
		for period in reversed(self.periods):
			ends = self.ends_on(period)
			if ends is None or ends > today:
				if period.record.start_date <= today:
					return period
				ahead = period
		return ahead

	def birthday(self, age: int) -> date | None:
		"""The day on which the child reaches an age; None where the birth date is not known."""
		return birthday(self.birth_date, age) if self.birth_date else None

	def ends_on(self, period: Period) -> date | None:
		"""The day the period ends: as recorded, or the 18th birthday where that is earlier (CA 1989 s105)."""
		recorded, adult = period.record.end_date, self.birthday(18)
		return min(recorded, adult) if recorded and adult else recorded or adult

	def stays_in(self, period: Period) -> tuple[Stay, ...]:
		"""Placements that touch the period."""
		start, ends = period.record.start_date, period.record.end_date or date.max
		return tuple(
			[
				one
				for one in self.stays
				if (record := one.record).start_date < ends
				and (record.end_date is None or record.end_date > start)
			]
		)

	def statuses_in(self, period: Period) -> tuple[Status, ...]:
		"""Legal statuses that touch the period."""
		start, ends = period.record.start_date, period.record.end_date or date.max
		return tuple(
			[
				one
				for one in self.statuses
				if (record := one.record).start_date < ends
				and (record.end_date is None or record.end_date > start)
			]
		)

	def reviews_in(self, period: Period) -> tuple[Held, ...]:
		"""Reviews completed within the period."""
		start, ends = period.record.start_date, period.record.end_date or date.max
		return tuple([held for held in self.reviews if start <= held.completed_on <= ends])

	def status_on(self, day: date) -> LegalStatus | None:
		"""The legal status in force on that day; the latest to begin, where records overlap."""
		for one in reversed(self.statuses):
			record = one.record
			if record.start_date <= day and (record.end_date is None or record.end_date > day):
				return record.legal_status
		return None

	def looked_after_from(self, period: Period) -> date | None:
		"""The day the 20-working-day clock starts: the first of the period not on short breaks (V3, V4).

		None where the whole period so far is short breaks, which have a timetable of their own (reg 48).
		"""
		start = period.record.start_date
		if self.status_on(start) not in SHORT_BREAKS:
			return start
		later = (
			one.record
			for one in self.statuses_in(period)
			if one.record.start_date > start and one.record.end_date != one.record.start_date
		)
		return next((one.start_date for one in later if one.legal_status not in SHORT_BREAKS), None)


def history_of(
	child_id: str,
	stored: Iterable[StoredRecord],
	desk_reviews: Iterable[Held] = (),
	facts: Iterable[RecordedFact] = (),
) -> CareHistory:
	"""The care history of one child.

	stored: the record versions in force; desk_reviews: reviews and panels completed on the desk; facts: what else is
	recorded of the child.
	"""
	birth_dates: list[tuple[str, date]] = []
	periods: list[Period] = []
	stays: list[Stay] = []
	statuses: list[Status] = []
	desk = list(desk_reviews)
	reviews = [held for held in desk if held.track == LOOKED_AFTER_TRACK]
	for one in counting([one for one in stored if one.child_id == child_id]):
		record = one.record
		if isinstance(record, ReviewHeld):
			reviews.append(_held(one.source, record))
		elif isinstance(record, Placement):
			stays.append(Stay(one.name, record, one.first_recorded_on))
		elif isinstance(record, LegalStatusHeld):
			statuses.append(Status(one.name, record, one.first_recorded_on))
		elif isinstance(record, PeriodOfCare):
			periods.append(Period(one.name, record))
		elif isinstance(record, ChildDetails) and record.birth_date:
			birth_dates.append((one.name, record.birth_date))
	return CareHistory(
		child_id=child_id,
		birth_date=min(birth_dates)[1] if birth_dates else None,
		periods=tuple(sorted(periods, key=_start_and_name)),
		stays=tuple(sorted(stays, key=_start_and_name)),
		statuses=tuple(sorted(statuses, key=_start_and_name)),
		reviews=_by_date(reviews),
		panels=tuple(sorted({held.completed_on for held in desk if held.track != LOOKED_AFTER_TRACK})),
		facts=tuple(sorted(facts, key=lambda fact: (fact.on, fact.name))),
	)


def _start_and_name(event: Period | Stay | Status) -> tuple[date, str]:
	return event.record.start_date, event.name


_CAN_BE_CONSIDERED = (RecordType.PLACEMENT, RecordType.LEGAL_STATUS, RecordType.PERIOD_OF_CARE)


def _held(source: str, review: ReviewHeld) -> Held:
	ids = review.changes_considered
	return Held(review.review_date, _considered(source, ids) if ids else frozenset(), review.change_only)


def _considered(source: str, ids: Sequence[str]) -> frozenset[str]:
	return frozenset(record_name(source, kind, record_id) for record_id in ids for kind in _CAN_BE_CONSIDERED)


def _by_date(reviews: Sequence[Held]) -> tuple[Held, ...]:
	"""One review a day: the same review known from two sources counts once, with all that it considered."""
	days: dict[date, Held] = {}
	for held in reviews:
		other = days.get(held.completed_on)
		days[held.completed_on] = _joined(held, other) if other else held
	return tuple([days[day] for day in sorted(days)])


def _joined(one: Held, other: Held) -> Held:
	meetings = [day for day in (one.first_meeting_on, other.first_meeting_on) if day]
	return Held(
		one.completed_on,
		one.considered | other.considered,
		one.change_only and other.change_only,
		min(meetings, default=None),
	)
