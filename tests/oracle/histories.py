"""Seeded histories, plausible and odd: the lives of invented children as a feed and a 903 return might tell them.

The same seed always gives the same history.
"""

from datetime import date, timedelta
from random import Random

from iro_module.domain.codes import EndReason
from iro_module.domain.records import ChildDetails, PeriodOfCare, Record
from tests.oracle.a_life import Life
from tests.oracle.case import FEED, RETURN, Case
from tests.oracle.desk import at_the_desk
from tests.oracle.life import live
from tests.oracle.naive_dates import months_earlier, months_later
from tests.oracle.naive_records import Told


def case(seed: int) -> Case:
	"""The history of that seed."""
	rng = Random(seed)
	lives = [live(rng, _period(rng), "1")]
	while rng.random() < 0.22 and lives[-1].period.end_date and len(lives) < 3:
		start = lives[-1].period.end_date + timedelta(days=rng.choice((0, 1, 3, 30, 120, 400)))
		lives.append(live(rng, _period(rng, start), str(len(lives) + 1)))
	today = _today(rng, lives)
	found = Case(seed, today)
	_tell(rng, found, lives)
	_birth(rng, found, lives[0])
	if rng.random() < 0.04:
		found.messages = [told for told in found.messages if told.record_type != PeriodOfCare.TYPE]
	rng.shuffle(found.messages)
	at_the_desk(rng, found, lives)
	return found


def _period(rng: Random, start: date | None = None) -> PeriodOfCare:
	if start is None:
		start = date(2019, 1, 1) + timedelta(days=rng.randrange(2900))
		if rng.random() < 0.03:
			start = date(2005, 6, 1) + timedelta(days=rng.randrange(2400))
		if rng.random() < 0.08:
			start = rng.choice((date(2024, 2, 29), date(2023, 8, 31), date(2025, 11, 30), date(2024, 12, 20)))
	end, reason = None, None
	if rng.random() < 0.4:
		end = start + timedelta(days=rng.choice((0, 2, 15, 28, 90, 200, 400, 700)) + rng.randrange(20))
		reason = rng.choice((None, *(one for one in EndReason if one is not EndReason.X1)))
	known = rng.random() > 0.12
	complete = rng.random() > (0.15 if known else 0.6)
	return PeriodOfCare(start, end, None, reason, known, complete)


def _today(rng: Random, lives: list[Life]) -> date:
	"""Mostly near something that happened, now and then far from it."""
	life = rng.choice(lives[-2:])
	days = [life.period.start_date] + [record.start_date for _, record in life.placements + life.statuses]
	days += [record.review_date for _, record in life.reviews]
	if life.period.end_date:
		days.append(life.period.end_date)
	if life.period.end_date and rng.random() < 0.1:
		return months_later(life.period.end_date, 3) + timedelta(days=rng.choice((0, 1, -1)))
	chosen = rng.choice(days)
	if rng.random() < 0.6:
		chosen = max(days)
	return chosen + timedelta(days=rng.choice((-40, -6, -1, 0, 0, 1, 2, 5, 12, 25, 60, 150, 300)))


def _tell(rng: Random, found: Case, lives: list[Life]) -> None:
	"""The records as messages: of the feed, of a 903 return, or of a return first and the feed later."""
	way = rng.choices(("feed", "return", "both", "half"), (70, 12, 12, 6))[0]
	takes_over = found.today - timedelta(days=rng.choice((0, 30, 200, 800)))
	for life in lives:
		named: list[tuple[str, Record, date]] = [(f"PC-{life.name}", life.period, life.period.start_date)]
		named += [(name, record, record.start_date) for name, record in life.placements + life.statuses]
		named += [(name, record, record.review_date) for name, record in life.reviews]
		for name, record, day in named:
			for source in _sources(rng, way, record, day >= takes_over):
				_versions(rng, found, source, name, record, day)


def _sources(rng: Random, way: str, record: Record, later: bool) -> tuple[str, ...]:
	"""Who tells of a record: `both` has the return repeated by the feed, `half` a feed of later records only."""
	if way == "feed":
		return (FEED,)
	if way == "return":
		return (RETURN,)
	if way == "half":
		return (FEED,) if later and not isinstance(record, PeriodOfCare) else (RETURN,)
	if later and not isinstance(record, PeriodOfCare):
		return (FEED,)
	if isinstance(record, PeriodOfCare) or rng.random() < 0.7:
		return (RETURN, FEED)
	return (RETURN,)


def _versions(rng: Random, found: Case, source: str, name: str, record: Record, day: date) -> None:
	"""The record, often after a version that was wrong, now and then before one that says it never happened."""
	recorded_on = None
	if rng.random() < 0.6:
		recorded_on = day + timedelta(days=rng.choice((-60, -20, -3, -2, -1, 0, 0, 1, 2, 5, 20, 45, 90)))
		recorded_on = min(recorded_on, found.today)
	version = rng.choice((1, 1, 1, 2, 5))
	if version > 1:
		found.messages.append(_told(source, name, version - 1, _wrong(rng, record), recorded_on))
		if recorded_on and rng.random() < 0.7:
			recorded_on = min(recorded_on + timedelta(days=rng.choice((-5, 3, 10, 40))), found.today)
	found.messages.append(_told(source, name, version, record, recorded_on))
	if rng.random() < 0.03 and not (source == FEED and isinstance(record, PeriodOfCare)):
		void = Told(source, record.TYPE, name, version + 1, None, recorded_on)
		found.messages.append(void)
		if rng.random() < 0.3:
			found.messages.append(_told(source, name, version + 2, record, recorded_on))


def _told(source: str, name: str, version: int, record: Record, recorded_on: date | None) -> Told:
	return Told(source, record.TYPE, name, version, record, recorded_on)


def _wrong(rng: Random, record: Record) -> Record:
	"""The record as somebody typed it at first: on another day, and open."""
	values = {name: getattr(record, name) for name in record.__slots__}
	shift = timedelta(days=rng.choice((-30, -7, -1, 1, 3, 14)))
	for name in ("start_date", "review_date"):
		if values.get(name):
			values[name] += shift
	if "end_date" in values:
		values["end_date"] = None
	return type(record)(**values)


def _birth(rng: Random, found: Case, first: Life) -> None:
	"""A birth date, mostly known; every third child turns 15, 16 or 18 about now."""
	if rng.random() < 0.15:
		return
	age = rng.choice((18, 18, 16, 15))
	if rng.random() < 0.35:
		born = _years_before(
			found.today + timedelta(days=rng.choice((-90, -1, 0, 1, 5, 30, 100, 180, 300))), age
		)
	elif rng.random() < 0.1:
		born = _on_an_edge(rng, found.today)
	else:
		born = first.period.start_date - timedelta(days=rng.randrange(1, 16 * 365))
	if rng.random() < 0.12:
		born = date(born.year - born.year % 4, 2, 29)
	details = ChildDetails(birth_date=born)
	for source in sorted({told.source for told in found.messages}):
		found.messages.append(Told(source, ChildDetails.TYPE, "CH-1", 1, details, None))


def _on_an_edge(rng: Random, today: date) -> date:
	"""Born so that today is some whole months from the 16th or 18th birthday, or a day off."""
	day = today + timedelta(days=rng.choice((0, 0, 1, -1)))
	reached, age = rng.choice(
		(
			(months_later(day, 3), 16),
			(months_earlier(day, 3), 16),
			(months_later(day, 3), 18),
			(months_later(day, 6), 18),
		)
	)
	return _years_before(reached, age)


def _years_before(day: date, years: int) -> date:
	return date(day.year - years, day.month, min(day.day, 28))
