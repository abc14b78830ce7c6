"""Recorded facts of an invented child: mostly about now, some of one kind several times."""

from datetime import date, timedelta
from random import Random

from iro_module.domain.care_events import FactKind, MoveTo, RecordedFact
from iro_module.domain.records import RecordType, record_name
from tests.oracle.a_life import Life
from tests.oracle.case import FEED, Case
from tests.oracle.naive_dates import months_later
from tests.oracle.naive_days import period_today
from tests.oracle.naive_records import on_record
from tests.oracle.naive_timetables import demands
from tests.oracle.naive_view import Settings, View


def near(rng: Random, day: date) -> date:
	"""A day about that one."""
	return day + timedelta(days=rng.choice((-200, -100, -40, -20, -10, -3, -1, 0, 0, 1, 5, 15, 40, 100)))


def record_facts(rng: Random, found: Case, lives: list[Life]) -> None:
	"""Recorded facts, mostly about now, some of one kind several times."""
	for _ in range(rng.choice((0, 0, 0, 1, 2, 4))):
		kind = rng.choice((*FactKind, FactKind.RELEASE, FactKind.RELEASE, FactKind.END_PROPOSED))
		for day in _days_of(rng, found, kind):
			_fact(rng, found, kind, day)
	for life in lives:
		for _, placement in life.placements:
			if placement.placement_type == "P1" and rng.random() < 0.3:
				_fact(
					rng,
					found,
					FactKind.PARENTS_ASSESSED,
					placement.start_date + timedelta(days=rng.choice((-5, 0, 5))),
				)
			if placement.placement_type in ("A5", "A6") and placement.end_date and rng.random() < 0.4:
				_fact(
					rng,
					found,
					FactKind.ADOPTIVE_PLACEMENT_ENDED,
					placement.end_date + timedelta(days=rng.choice((-9, 0, 2))),
				)


def _days_of(rng: Random, found: Case, kind: FactKind) -> list[date]:
	"""The days of one or several facts of a kind, some just at the end of what is counted together."""
	day = near(rng, found.today)
	if kind is FactKind.RELEASE:
		due = _next_by_timetable(found)
		if due and due > found.today and rng.random() < 0.5:
			return [due + timedelta(days=rng.choice((0, 1)))]
		return [found.today + timedelta(days=rng.choice((0, 1, 8, 30, 60)))]
	if kind is FactKind.MISSING and rng.random() < 0.4:
		return [day, day + timedelta(days=30), day + timedelta(days=rng.choice((89, 90, 91)))]
	if kind is FactKind.SCHOOL_CHANGED and rng.random() < 0.4:
		return [day, months_later(day, 24) + timedelta(days=rng.choice((0, 1)))]
	if kind in (FactKind.MISSING, FactKind.SCHOOL_CHANGED):
		return [near(rng, found.today) for _ in range(rng.choice((1, 1, 2, 3)))]
	return [day]


def _next_by_timetable(found: Case) -> date | None:
	child = on_record(found)
	period = period_today(child, found.today)
	if period is None:
		return None
	view = View(child, period, found.today, Settings(found.policy(), found.extra_holidays))
	return min((demand.due_on for demand in demands(view)), default=None)


def _fact(rng: Random, found: Case, kind: FactKind, on: date) -> None:
	until = (
		on + timedelta(days=rng.choice((0, 0, 1, 4)))
		if kind is FactKind.MISSING and rng.random() < 0.7
		else None
	)
	recorded_on = (
		min(on + timedelta(days=rng.choice((-10, 0, 1, 30))), found.today) if rng.random() < 0.5 else None
	)
	to_parents = rng.choice((True, False, None)) if kind is FactKind.END_PROPOSED else None
	move_to = rng.choice((None, *MoveTo)) if kind is FactKind.MOVE_PLANNED else None
	name = record_name(FEED, RecordType.REVIEW, f"FACT-{len(found.facts)}")
	found.facts.append(RecordedFact(name, kind, on, until, recorded_on, to_parents, move_to))
