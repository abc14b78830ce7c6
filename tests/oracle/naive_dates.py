"""Counting time the slow way: day by day, on a calendar made from the Bank Holidays Act and its proclamations.

Rules of counting: the day of the event is not counted; a month ends on the same day of a later month, or on its last
day where there is none; four weeks are 28 days; a date in months never moves for a weekend or bank holiday.
"""

from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6

PROCLAIMED = {
	date(1999, 12, 31),
	date(2002, 6, 3), date(2002, 6, 4),
	date(2011, 4, 29),
	date(2012, 6, 4), date(2012, 6, 5),
	date(2020, 5, 8),
	date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19),
	date(2023, 5, 8),
}  # fmt: skip
"""One-off days, and days to which an ordinary holiday was moved."""
MOVED_AWAY = {date(2002, 5, 27), date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}
"""Ordinary holidays that were moved to another day that year."""


def easter_sunday(year: int) -> date:
	"""The Sunday after the first full moon of spring, by the tables of the Gregorian calendar (Meeus)."""
	a, b, c = year % 19, year // 100, year % 100
	d, e = b // 4, b % 4
	g = (8 * b + 13) // 25
	h = (19 * a + b - d - g + 15) % 30
	i, k = c // 4, c % 4
	m = (32 + 2 * e + 2 * i - h - k) % 7
	n = (a + 11 * h + 22 * m) // 451
	month, day_less_one = divmod(h + m - 7 * n + 114, 31)
	return date(year, month, day_less_one + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
	"""Weekdays of that year on which offices in England are closed."""
	closed = set()
	new_year = date(year, 1, 1)
	while new_year.weekday() in (SATURDAY, SUNDAY):
		new_year += ONE_DAY
	closed.add(new_year)
	closed.add(easter_sunday(year) - 2 * ONE_DAY)
	closed.add(easter_sunday(year) + ONE_DAY)
	closed.add(_first_monday(year, 5))
	closed.add(_last_monday(year, 5))
	closed.add(_last_monday(year, 8))
	for first in (date(year, 12, 25), date(year, 12, 26)):
		day = first
		while day.weekday() in (SATURDAY, SUNDAY) or day in closed:
			day += ONE_DAY
		closed.add(day)
	closed -= MOVED_AWAY
	closed |= {day for day in PROCLAIMED if day.year == year}
	return frozenset(closed)


def _first_monday(year: int, month: int) -> date:
	day = date(year, month, 1)
	while day.weekday() != MONDAY:
		day += ONE_DAY
	return day


def _last_monday(year: int, month: int) -> date:
	day = date(year, month, 31)
	while day.weekday() != MONDAY:
		day -= ONE_DAY
	return day


def is_working_day(day: date, extra: frozenset[date] = frozenset()) -> bool:
	"""Not a Saturday or Sunday, not a bank holiday, and not a day that an administrator added."""
	if day.weekday() in (SATURDAY, SUNDAY):
		return False
	return day not in bank_holidays(day.year) and day not in extra


def working_days_later(
	start: date, count: int, extra: frozenset[date] = frozenset(), start_is_day_one: bool = False
) -> date:
	"""Step forward until that many working days were met; the first day is met only where the switch says so."""
	day, met = start, 0
	if start_is_day_one and is_working_day(start, extra):
		met = 1
	while met < count:
		day += ONE_DAY
		if is_working_day(day, extra):
			met += 1
	return day


def working_day_before(event: date, extra: frozenset[date] = frozenset()) -> date:
	"""Step back from an event to the first working day met."""
	day = event - ONE_DAY
	while not is_working_day(day, extra):
		day -= ONE_DAY
	return day


def working_day_on_or_before(day: date, extra: frozenset[date] = frozenset()) -> date:
	"""That day, or the last working day before it."""
	while not is_working_day(day, extra):
		day -= ONE_DAY
	return day


@cache
def months_later(start: date, count: int) -> date:
	"""Turn the page of the calendar that many times, then look for the day with the same number."""
	day, pages = start, 0
	while pages < count:
		tomorrow = day + ONE_DAY
		if tomorrow.month != day.month:
			pages += 1
		day = tomorrow
	while day.day != start.day and (day + ONE_DAY).month == day.month:
		day += ONE_DAY
	return day


@cache
def months_earlier(end: date, count: int) -> date:
	"""Turn back the page of the calendar that many times, then look for the day with the same number."""
	day, pages = end, 0
	while pages < count:
		yesterday = day - ONE_DAY
		if yesterday.month != day.month:
			pages += 1
		day = yesterday
	while day.day > end.day:
		day -= ONE_DAY
	return day


def days_later(start: date, count: int) -> date:
	"""One by one."""
	day = start
	for _ in range(count):
		day += ONE_DAY
	return day


def birthday(born: date, age: int) -> date:
	"""The day on which that age is reached."""
	if (born.month, born.day) == (2, 29) and not _is_leap(born.year + age):
		return date(born.year + age, 3, 1)
	return date(born.year + age, born.month, born.day)


def _is_leap(year: int) -> bool:
	return date(year, 3, 1) - ONE_DAY == date(year, 2, 28) + ONE_DAY
