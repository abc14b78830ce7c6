"""A child's care history: periods of care, placements, legal statuses and reviews held, in order of time.

Built from the record versions in force, so that it does not depend on the order in which they arrived.
Records that contradict each other are read as far as they go; a contradiction is never a reason to fail.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from iro_module.domain.codes import SHORT_BREAKS, LegalStatus
from iro_module.domain.intake import StoredRecord
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
class Held:
	"""A completed review. `considered` names the records whose changes it looked at before they happened."""

	completed_on: date
	considered: frozenset[str] = frozenset()
	change_only: bool = False


@dataclass(frozen=True, slots=True)
class Period:
	"""A period of care under the name of its record."""

	name: str
	record: PeriodOfCare


@dataclass(frozen=True, slots=True)
class Stay:
	"""A placement under the name of its record; `recorded_on` is the first day the feed spoke of it."""

	name: str
	record: Placement
	recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Status:
	"""A legal status under the name of its record."""

	name: str
	record: LegalStatusHeld
	recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class CareHistory:
	"""What is known of one child's care; every tuple is in order of time."""

	child_id: str
	birth_date: date | None = None
	periods: tuple[Period, ...] = ()
	stays: tuple[Stay, ...] = ()
	statuses: tuple[Status, ...] = ()
	reviews: tuple[Held, ...] = ()

	def current_period(self, today: date) -> Period | None:
		"""The latest period of care that has begun and not ended by `today`, else the next that lies ahead.

		None after leaving care.
		"""
		lasting = [one for one in self.periods if (ends := self.ends_on(one)) is None or ends > today]
		begun = [one for one in lasting if one.record.start_date <= today]
		return next(iter(begun[-1:] + lasting), None)

	def ends_on(self, period: Period) -> date | None:
		"""The day the period ends: as recorded, or the 18th birthday where that is earlier (CA 1989 s105)."""
		days = [
			period.record.end_date,
			self.birth_date + relativedelta(years=18) if self.birth_date else None,
		]
		return min((day for day in days if day), default=None)

	def stays_in(self, period: Period) -> tuple[Stay, ...]:
		"""Placements that touch the period."""
		return tuple(
			stay for stay in self.stays if self._touches(period, stay.record.start_date, stay.record.end_date)
		)

	def statuses_in(self, period: Period) -> tuple[Status, ...]:
		"""Legal statuses that touch the period."""
		return tuple(
			one for one in self.statuses if self._touches(period, one.record.start_date, one.record.end_date)
		)

	def reviews_in(self, period: Period) -> tuple[Held, ...]:
		"""Reviews completed within the period."""
		end = period.record.end_date or date.max
		return tuple(held for held in self.reviews if period.record.start_date <= held.completed_on <= end)

	def status_on(self, day: date) -> LegalStatus | None:
		"""The legal status in force on that day; the latest to begin, where records overlap."""
		in_force = [
			one.record.legal_status
			for one in self.statuses
			if one.record.start_date <= day and (one.record.end_date is None or one.record.end_date > day)
		]
		return in_force[-1] if in_force else None

	def looked_after_from(self, period: Period) -> date | None:
		"""The day the 20-working-day clock starts: the first of the period not on short breaks (V3, V4).

		None where the whole period so far is short breaks, which have a timetable of their own (reg 48).
		"""
		start = period.record.start_date
		if self.status_on(start) not in SHORT_BREAKS:
			return start
		later = (one.record for one in self.statuses_in(period) if one.record.start_date > start)
		return next((one.start_date for one in later if one.legal_status not in SHORT_BREAKS), None)

	@staticmethod
	def _touches(period: Period, start: date, end: date | None) -> bool:
		ends = period.record.end_date
		return (ends is None or start < ends) and (end is None or end > period.record.start_date)


def history_of(
	child_id: str, stored: Iterable[StoredRecord], desk_reviews: Iterable[Held] = ()
) -> CareHistory:
	"""The care history of one child from its record versions in force and the reviews completed on the
	desk.
	"""
	own = [one for one in stored if one.child_id == child_id]
	records = sorted(counting(own), key=lambda one: (_start(one), one.name))
	return CareHistory(
		child_id=child_id,
		birth_date=_birth_date(records),
		periods=tuple(
			Period(one.name, one.record) for one in records if isinstance(one.record, PeriodOfCare)
		),
		stays=tuple(
			Stay(one.name, one.record, one.first_recorded_on)
			for one in records
			if isinstance(one.record, Placement)
		),
		statuses=tuple(
			Status(one.name, one.record, one.first_recorded_on)
			for one in records
			if isinstance(one.record, LegalStatusHeld)
		),
		reviews=_by_date([held for one in records for held in _held(one)] + list(desk_reviews)),
	)


def _start(stored: StoredRecord) -> date:
	record = stored.record
	if isinstance(record, PeriodOfCare | Placement | LegalStatusHeld):
		return record.start_date
	return record.review_date if isinstance(record, ReviewHeld) else date.min


def _birth_date(records: list[StoredRecord]) -> date | None:
	dates = [one.record.birth_date for one in records if isinstance(one.record, ChildDetails)]
	return next((day for day in dates if day), None)


def _held(stored: StoredRecord) -> list[Held]:
	if not isinstance(stored.record, ReviewHeld):
		return []
	considered = {
		record_name(stored.source, kind, record_id)
		for record_id in stored.record.changes_considered
		for kind in (RecordType.PLACEMENT, RecordType.LEGAL_STATUS)
	}
	return [Held(stored.record.review_date, frozenset(considered), stored.record.change_only)]


def _by_date(reviews: list[Held]) -> tuple[Held, ...]:
	"""One review a day: the same review known from two sources counts once, with all that it considered."""
	days: dict[date, Held] = {}
	for held in reviews:
		other = days.get(held.completed_on, held)
		days[held.completed_on] = Held(
			held.completed_on, held.considered | other.considered, held.change_only and other.change_only
		)
	return tuple(days[day] for day in sorted(days))
