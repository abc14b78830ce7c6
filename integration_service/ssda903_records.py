"""From the rows of a 903 return to records: periods of care, placements, legal statuses and reviews held.

An episode begins whenever anything changes, so a placement or a legal status may run over several of them. Rows
that contradict each other are read as far as they go.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, TypeVar

from dateutil.relativedelta import relativedelta

from integration_service.ssda903_cells import EpisodeRow, HeaderRow, ReviewRow, Row
from integration_service.ssda903_files import Refusal, Return
from iro_module.domain.codes import ReasonNewEpisode
from iro_module.domain.records import RecordType

STARTED = ReasonNewEpisode.STARTED
NEW_PLACEMENT = frozenset(ReasonNewEpisode) - {ReasonNewEpisode.LEGAL_STATUS}
NEW_STATUS = frozenset("SLBU")
_FIELDS: dict[str, dict[str, str]] = {
	"header.csv": {"SEX": "sex", "DOB": "birth_date"},
	"episodes.csv": {
		"RNE": "rne", "LS": "legal_status", "CIN": "need", "PLACE": "place", "PLACE_PROVIDER": "provider", "DEC": "dec",
		"REC": "rec", "REASON_PLACE_CHANGE": "reason", "URN": "urn", "PL_POST": "postcodes",
	},
	"reviews.csv": {"REVIEW_CODE": "code"},
}  # fmt: skip
_SAME = {
	"header.csv": "the same child",
	"episodes.csv": "the same child and DECOM",
	"reviews.csv": "the same child and review date",
}
AnyRow = TypeVar("AnyRow", HeaderRow, EpisodeRow, ReviewRow)


@dataclass(frozen=True, slots=True)
class Derived:
	"""One record of the return and the row it came from. `starts`: what tells it from others of its kind."""

	file: str
	row: Row
	record_type: RecordType
	starts: date | None
	data: dict[str, Any]

	@property
	def child(self) -> str:
		return self.row.child


def records_of(found: Return, as_of: date) -> dict[str, list[Derived]]:
	"""The records of each child, in the order of the files.

	A row that repeats another adds nothing; one that contradicts another is added to `found.refusals`.
	"""
	headers = _once(found, "header.csv", found.header, lambda row: (row.child,))
	episodes = _once(found, "episodes.csv", found.episodes, lambda row: (row.child, row.decom))
	reviews = _once(found, "reviews.csv", found.reviews, lambda row: (row.child, row.review_date))
	records: dict[str, list[Derived]] = {}
	for header in headers:
		details = {"sex": header.sex.value, "birth_date": header.birth_date.isoformat()}
		one = Derived("header.csv", header, RecordType.CHILD, None, details)
		records.setdefault(header.child, []).append(one)
	held = _by_child(reviews)
	for child, rows in _by_child(episodes).items():
		days = sorted(row.review_date for row in held.get(child, []))
		complete = child not in found.reviews_missing
		records.setdefault(child, []).extend(_care(rows, days, as_of, complete))
	for child, its_reviews in held.items():
		records.setdefault(child, []).extend(
			Derived("reviews.csv", row, RecordType.REVIEW, row.review_date, {
				"review_date": row.review_date.isoformat(), "participation_code": row.code.value,
			})
			for row in its_reviews
		)  # fmt: skip
	return records


def return_year_start(as_of: date) -> date:
	"""1 April of the return year in which `as_of` lies."""
	return date(as_of.year if as_of.month >= 4 else as_of.year - 1, 4, 1)


def _care(rows: list[EpisodeRow], reviews: list[date], as_of: date, complete: bool) -> Iterator[Derived]:
	"""One child's periods of care, each with its placements and legal statuses."""
	periods = list(_grouped(sorted(rows, key=lambda row: (row.decom, row.line)), _begins_period))
	for period, following in zip_longest(periods, periods[1:]):
		last = period[-1]
		end = last.dec
		if not last.ends_care:
			end = _end(last, following[0]) if following else None
		yield _period(period, end, reviews, as_of, complete)
		yield from _placements(period, end)
		yield from _statuses(period, end)


def _end(last: EpisodeRow, following: EpisodeRow) -> date:
	"""Where the next begins, or on the last row's DEC, whichever is earlier."""
	return min(last.dec or following.decom, following.decom)


def _period(
	rows: list[EpisodeRow], end: date | None, reviews: list[date], as_of: date, complete: bool
) -> Derived:
	first, last = rows[0], rows[-1]
	known = first.rne is STARTED
	within = [day for day in reviews if day >= first.decom and (end is None or day <= end)]
	data = {
		"start_date": first.decom.isoformat(),
		"end_date": end.isoformat() if end else None,
		"end_reason": last.rec.value if last.ends_care and last.rec else None,
		"category_of_need": next((row.need.value for row in rows if row.need), None),
		"start_known": known,
		"reviews_complete": complete and known and _first_is_first(first.decom, within, as_of),
	}
	return Derived("episodes.csv", first, RecordType.PERIOD_OF_CARE, first.decom, data)


def _first_is_first(start: date, reviews: list[date], as_of: date) -> bool:
	"""Whether the earliest review in the return is the first of a period that is known to start on `start`.

	A return holds the reviews of its year only: so if the period starts in that year, or less than three months
	before that review. A period without any review has not had its first.
	"""
	if start >= return_year_start(as_of) or not reviews:
		return True
	return reviews[0] < start + relativedelta(months=3)


def _placements(period: list[EpisodeRow], period_end: date | None) -> Iterator[Derived]:
	groups = list(_grouped(period, _begins_placement))
	for rows, end in _with_ends(groups, period_end):
		first, last = rows[0], rows[-1]
		provider = next((row.provider for row in rows if row.provider), None)
		yield Derived("episodes.csv", first, RecordType.PLACEMENT, first.decom, {
			"start_date": first.decom.isoformat(),
			"end_date": end.isoformat() if end else None,
			"placement_type": first.place.value,
			"provider": provider.value if provider else None,
			"urn": next((row.urn for row in rows if row.urn), None),
			"reason_new_episode": first.rne.value,
			"reason_place_change": last.reason.value if end and last.reason else None,
		})  # fmt: skip


def _statuses(period: list[EpisodeRow], period_end: date | None) -> Iterator[Derived]:
	groups = list(_grouped(period, _begins_status))
	for rows, end in _with_ends(groups, period_end):
		yield Derived("episodes.csv", rows[0], RecordType.LEGAL_STATUS, rows[0].decom, {
			"start_date": rows[0].decom.isoformat(),
			"end_date": end.isoformat() if end else None,
			"legal_status": rows[0].legal_status.value,
		})  # fmt: skip


def _with_ends(
	groups: list[list[EpisodeRow]], period_end: date | None
) -> Iterator[tuple[list[EpisodeRow], date | None]]:
	"""Each group with its end; the last one ends with the period.

	A last row with DEC that does not end the care ends its group on that day: where the child went is not known.
	"""
	for rows, following in zip_longest(groups, groups[1:]):
		if following:
			yield rows, _end(rows[-1], following[0])
		else:
			yield rows, min((day for day in (rows[-1].dec, period_end) if day), default=None)


def _grouped(
	rows: list[EpisodeRow], begins: Callable[[list[EpisodeRow], EpisodeRow], bool]
) -> Iterator[list[EpisodeRow]]:
	"""Rows in runs; `begins(run, row)` says whether a new run starts with `row`."""
	run: list[EpisodeRow] = []
	for row in rows:
		if run and begins(run, row):
			yield run
			run = []
		run.append(row)
	if run:
		yield run


def _begins_period(run: list[EpisodeRow], row: EpisodeRow) -> bool:
	return row.rne is STARTED or run[-1].ends_care


def _begins_status(run: list[EpisodeRow], row: EpisodeRow) -> bool:
	return row.rne.value in NEW_STATUS or row.legal_status is not run[-1].legal_status


def _begins_placement(run: list[EpisodeRow], row: EpisodeRow) -> bool:
	"""By its RNE, or because what describes the placement differs; an empty cell says nothing."""
	if row.rne in NEW_PLACEMENT or row.place is not run[-1].place:
		return True
	before = next((one for one in reversed(run) if one.urn), run[-1])
	pairs = [(before.urn, row.urn), *zip(run[-1].postcodes, row.postcodes, strict=True)]
	provider = next((one.provider for one in reversed(run) if one.provider), None)
	pairs.append((provider, row.provider))
	return any(one and other and one != other for one, other in pairs)


def _by_child(rows: Iterable[AnyRow]) -> dict[str, list[AnyRow]]:
	children: dict[str, list[AnyRow]] = {}
	for row in rows:
		children.setdefault(row.child, []).append(row)
	return children


def _once(found: Return, file: str, rows: list[AnyRow], key: Callable[[AnyRow], object]) -> list[AnyRow]:
	"""The first row of each key; a later one that says otherwise is refused."""
	first: dict[object, AnyRow] = {}
	for row in rows:
		kept = first.setdefault(key(row), row)
		differ = [
			column for column, name in _FIELDS[file].items() if getattr(row, name) != getattr(kept, name)
		]
		if differ:
			fault = f"differs from line {kept.line}, {_SAME[file]}; keep the row that is right"
			faults = {column: [fault] for column in differ}
			found.refusals.append(Refusal(file, row.line, differ[0], faults, row.child, row.raw))
	return list(first.values())
