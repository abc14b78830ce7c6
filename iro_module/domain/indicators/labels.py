"""The groups in which figures are shown: team, kind of review, age, month. There is none by worker."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from iro_module.domain.codes import STATUS_MEANING
from iro_module.domain.indicators import due
from iro_module.domain.indicators.child_cases import ChildCase
from iro_module.domain.indicators.combining import NOT_RECORDED
from iro_module.domain.indicators.periods import month_of, quarter_of
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.indicators.service_cases import EscalationCase
from iro_module.domain.months import birthday
from iro_module.domain.reasons import Timetable

REVIEW_TYPES = ("First", "Second", "Later")
AGE_BANDS = ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")
_BAND_FROM = ((16, "16 and over"), (10, "10 to 15"), (5, "5 to 9"), (1, "1 to 4"))
_TIMETABLES = {
	Timetable.CARE_PLANNING: "Care planning",
	Timetable.ADOPTION: "Adoption",
	Timetable.SHORT_BREAK: "Short breaks",
}


class OfATeam(Protocol):
	"""A case that belongs to a team."""

	@property
	def case_id(self) -> str: ...

	@property
	def team(self) -> str | None: ...


def team(cases: Iterable[OfATeam]) -> dict[str, str]:
	"""The team of each case."""
	return {case.case_id: case.team or NOT_RECORDED for case in cases}


def quarter(days: Mapping[str, date]) -> dict[str, str]:
	"""The quarter of each case, from the day that puts it there."""
	return {case_id: quarter_of(day).title for case_id, day in days.items()}


def month(days: Mapping[str, date]) -> dict[str, str]:
	"""The calendar month of each case, from the day that puts it there."""
	return {case_id: month_of(day).title for case_id, day in days.items()}


def review_type(reviews: Iterable[ReviewCase]) -> dict[str, str]:
	"""First, second or later review of the period of care."""
	return {case.case_id: REVIEW_TYPES[min(case.sequence, 3) - 1] for case in reviews}


def timetable(reviews: Iterable[ReviewCase]) -> dict[str, str]:
	"""The timetable a review followed."""
	return {case.case_id: _TIMETABLES[case.timetable] for case in reviews}


def participation_code(reviews: Iterable[ReviewCase]) -> dict[str, str]:
	"""The participation code of each review, PN0 included."""
	return {case.case_id: str(case.participation or NOT_RECORDED) for case in reviews}


def lateness(question: Question) -> dict[str, str]:
	"""In time, the reason why a review was late, or still overdue; for the reviews that IND2 counts."""
	found = {}
	for case in question.facts.reviews:
		settled = due.review(case, question)
		if settled is None or settled.in_time is None:
			continue
		if settled.in_time:
			found[case.case_id] = "In time"
		elif question.held_on(case) is None:
			found[case.case_id] = "Still overdue"
		else:
			found[case.case_id] = case.late_because or "No reason recorded"
	return found


def age_at_review(reviews: Iterable[ReviewCase], question: Question) -> dict[str, str]:
	"""The age band of the child on the day of the review."""
	return {case.case_id: age_band(case.birth_date, question.held_on(case)) for case in reviews}


def age(children: Iterable[ChildCase], on: date) -> dict[str, str]:
	"""The age band of each child on a day."""
	return {child.case_id: age_band(child.birth_date, on) for child in children}


def sex(children: Iterable[ChildCase]) -> dict[str, str]:
	"""Sex as recorded for the SSDA903 return."""
	return {child.case_id: str(child.sex or NOT_RECORDED) for child in children}


def ethnicity(children: Iterable[ChildCase]) -> dict[str, str]:
	"""Ethnicity as recorded."""
	return {child.case_id: child.ethnicity or NOT_RECORDED for child in children}


def legal_status(children: Iterable[ChildCase]) -> dict[str, str]:
	"""The legal status in words."""
	return {
		child.case_id: STATUS_MEANING[child.legal_status] if child.legal_status else NOT_RECORDED
		for child in children
	}


def placement_type(children: Iterable[ChildCase]) -> dict[str, str]:
	"""The placement type by its code."""
	return {child.case_id: str(child.placement_type or NOT_RECORDED) for child in children}


def stage(escalations: Iterable[EscalationCase]) -> dict[str, str]:
	"""The highest stage reached, in the council's words."""
	return {case.case_id: case.stage or NOT_RECORDED for case in escalations}


def outcome(escalations: Iterable[EscalationCase]) -> dict[str, str]:
	"""How an escalation ended."""
	return {case.case_id: case.outcome or NOT_RECORDED for case in escalations}


def themes(escalations: Iterable[EscalationCase]) -> dict[str, tuple[str, ...]]:
	"""Every theme of an escalation; one with several is counted under each."""
	return {case.case_id: case.themes for case in escalations}


def age_band(born: date | None, on: date | None) -> str:
	"""The age band on a day, in the bands of published statistics."""
	if born is None or on is None:
		return NOT_RECORDED
	return next((band for years, band in _BAND_FROM if birthday(born, years) <= on), AGE_BANDS[0])
