"""What is on record of a child: the newest version of every record, and which source counts."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from iro_module.domain.care_events import RecordedFact
from iro_module.domain.records import (
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	RecordType,
	ReviewHeld,
	record_name,
)

if TYPE_CHECKING:
	from tests.oracle.case import Case


@dataclass
class Told:
	"""One message: a version of one record. `record` is None where it says that it never happened."""

	source: str
	record_type: RecordType
	record_id: str
	version: int
	record: Record | None
	recorded_on: date | None = None


@dataclass
class Kept:
	"""One record in force, under its name, with the first day that any version of it was recorded."""

	name: str
	source: str
	record_id: str
	record: Record
	recorded_on: date | None


@dataclass
class Review:
	"""One review that was held, whoever told of it."""

	on: date
	considered: set[str] = field(default_factory=set)
	change_only: bool = False
	first_meeting_on: date | None = None


@dataclass
class OnRecord:
	"""All that is on record of one child, in no order."""

	birth_date: date | None = None
	periods: list[Kept] = field(default_factory=list)
	placements: list[Kept] = field(default_factory=list)
	statuses: list[Kept] = field(default_factory=list)
	reviews: list[Review] = field(default_factory=list)
	panels: list[date] = field(default_factory=list)
	facts: list[RecordedFact] = field(default_factory=list)


def is_return(source: str) -> bool:
	"""Whether the source is the council's own 903 return."""
	return source.startswith("urn:ssda903")


def in_force(messages: list[Told]) -> list[Kept]:
	"""For each record its highest version, unless that says the record never happened."""
	found = []
	for told in messages:
		same = [
			other for other in messages
			if (other.source, other.record_type, other.record_id) == (told.source, told.record_type, told.record_id)
		]  # fmt: skip
		if any(other.version > told.version for other in same) or told.record is None:
			continue
		days = [other.recorded_on for other in same if other.recorded_on is not None]
		name = record_name(told.source, told.record_type, told.record_id)
		found.append(Kept(name, told.source, told.record_id, told.record, min(days) if days else None))
	return found


def that_count(kept: list[Kept]) -> list[Kept]:
	"""The records that count: once the live source has a period of care, the return's stop counting.

	The return's reviews stop counting only up to the live source's latest review.
	"""
	live_periods = [one for one in kept if isinstance(one.record, PeriodOfCare) and not is_return(one.source)]
	if not live_periods:
		return kept
	live_reviews = [
		one.record.review_date
		for one in kept
		if isinstance(one.record, ReviewHeld) and not is_return(one.source)
	]
	counting, added = [], []
	after = max(live_reviews, default=date.min)
	for one in kept:
		if not is_return(one.source):
			counting.append(one)
		elif isinstance(one.record, ReviewHeld) and one.record.review_date > after:
			counting.append(one)
			added.append(one.record.review_date)
	if not _return_may_lack_reviews(kept):
		return counting
	return [_like_the_return(one, added, live_reviews) for one in counting]


def _return_may_lack_reviews(kept: list[Kept]) -> bool:
	return any(
		isinstance(one.record, PeriodOfCare) and is_return(one.source) and not one.record.reviews_complete
		for one in kept
	)


def _like_the_return(one: Kept, of_return: list[date], live: list[date]) -> Kept:
	"""A live period of care with reviews of the return and no live one may lack earlier ones, as the return may."""
	record = one.record
	if not isinstance(record, PeriodOfCare):
		return one
	if any(_within(record, day) for day in live) or not any(_within(record, day) for day in of_return):
		return one
	return replace(one, record=replace(record, reviews_complete=False))


def _within(period: PeriodOfCare, day: date) -> bool:
	return period.start_date <= day and (period.end_date is None or day <= period.end_date)


def on_record(case: "Case") -> OnRecord:
	"""Everything known on the day of the plan. A review dated later has not been held."""
	today = case.today
	found = OnRecord(facts=list(case.facts), panels=sorted(day for day in set(case.panels) if day <= today))
	held: list[Review] = list(case.desk_reviews)
	for one in that_count(in_force(case.messages)):
		record = one.record
		if isinstance(record, ChildDetails) and record.birth_date is not None:
			found.birth_date = record.birth_date
		elif isinstance(record, PeriodOfCare):
			found.periods.append(one)
		elif isinstance(record, Placement):
			found.placements.append(one)
		elif isinstance(record, LegalStatusHeld):
			found.statuses.append(one)
		elif isinstance(record, ReviewHeld):
			names = {
				record_name(one.source, kind, record_id)
				for record_id in record.changes_considered
				for kind in RecordType
			}
			held.append(Review(record.review_date, names, record.change_only))
	for review in held:
		if review.on <= today:
			_one_a_day(found.reviews, review)
	found.reviews.sort(key=lambda review: review.on)
	return found


def _one_a_day(reviews: list[Review], told: Review) -> None:
	"""The same review told of twice counts once, with all that it considered."""
	for known in reviews:
		if known.on == told.on:
			known.considered = known.considered | told.considered
			known.change_only = known.change_only and told.change_only
			firsts = [one.first_meeting_on for one in (known, told) if one.first_meeting_on]
			known.first_meeting_on = min(firsts, default=None)
			return
	reviews.append(Review(told.on, set(told.considered), told.change_only, told.first_meeting_on))
