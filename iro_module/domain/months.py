"""Calendar months and birthdays.

A month is a calendar month: a period ends on the corresponding date, or on the last day of the month where there is
none ([1981] UKHL J0618-1), and is never moved for a weekend or a bank holiday. The same dates as dateutil's
relativedelta, which the tests compare with; counted here since every plan does so several times.
"""

from datetime import date

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def months_later(day: date, count: int) -> date:
	"""The corresponding date `count` calendar months later, or earlier where `count` is negative."""
	years, month = divmod(day.month - 1 + count, 12)
	year = day.year + years
	if day.day <= 28:
		return date(year, month + 1, day.day)
	return date(year, month + 1, min(day.day, _last_day(year, month)))


def birthday(born: date, age: int) -> date:
	"""The day on which a person reaches an age. Born on 29 February, it is 1 March in a common year.

	The law leaves that day open; the later one never ends a child's protection a day early.
	"""
	year = born.year + age
	if born.month == 2 and born.day == 29 and not _is_leap(year):
		return date(year, 3, 1)
	return date(year, born.month, born.day)


def _last_day(year: int, month: int) -> int:
	return 29 if month == 1 and _is_leap(year) else _DAYS[month]


def _is_leap(year: int) -> bool:
	return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
