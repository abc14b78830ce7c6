"""The England working-day calendar.

A working day is any day except Saturday, Sunday, Christmas Day, Good Friday and a bank holiday in England
(the wording of sister regulations; a default of ours). Holidays come from the `holidays` library, one-off
days included, and an administrator can add more.

Counting forward excludes the day of the event: day 1 is the next working day ([1981] UKHL J0618-1).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

FIRST_YEAR, LAST_YEAR = 1985, 2110
LAST_CONFIRMED_YEAR = 2027
"""The last year whose bank holidays have been checked. Later years are counted with the ordinary holidays."""


class Calendar:
	"""England's working days, from 1985 to 2110, as a sorted table: every step is one or two look-ups."""

	def __init__(self, extra_holidays: Iterable[date] = (), confirmed_to: int = LAST_CONFIRMED_YEAR) -> None:
		self.confirmed_to = confirmed_to
		self._holidays = england_holidays() | frozenset(extra_holidays)
		closed = {day.toordinal() for day in self._holidays}
		first, last = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
		self._days = [day for day in range(first, last + 1) if (day - 1) % 7 < 5 and day not in closed]

	def is_working_day(self, day: date) -> bool:
		"""Whether offices are open on that day."""
		return day.weekday() < 5 and day not in self._holidays

	def after(self, day: date, count: int) -> date:
		"""The `count`-th working day after `day` (1 or more), which itself is never counted."""
		return self._at(bisect_right(self._days, day.toordinal()) + count - 1, day)

	def before(self, day: date, count: int = 1) -> date:
		"""The `count`-th working day before `day` (1 or more), which itself is never counted."""
		return self._at(bisect_left(self._days, day.toordinal()) - count, day)

	def on_or_before(self, day: date) -> date:
		"""The last working day on or before `day`: the practical target of a date in months."""
		return self._at(bisect_right(self._days, day.toordinal()) - 1, day)

	def count(self, start: date, end: date) -> int:
		"""Working days after `start` up to and including `end`; negative where `end` is earlier."""
		if end < start:
			return -self.count(end, start)
		return bisect_right(self._days, end.toordinal()) - bisect_right(self._days, start.toordinal())

	def holidays_within(self, start: date, end: date) -> tuple[date, ...]:
		"""Bank holidays on weekdays after `start` up to and including `end`, in order."""
		days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
		return tuple(day for day in days if day.weekday() < 5 and day in self._holidays)

	def is_confirmed(self, day: date) -> bool:
		"""Whether the bank holidays of that year have been checked (a setting)."""
		return day.year <= self.confirmed_to

	def _at(self, index: int, day: date) -> date:
		if not 0 <= index < len(self._days):
			raise ValueError(f"{day.isoformat()} lies outside the calendar of {FIRST_YEAR} to {LAST_YEAR}")
		return date.fromordinal(self._days[index])


@lru_cache(maxsize=1)
def england_holidays() -> frozenset[date]:
	"""England's public holidays as the maintained library `holidays` knows them, one-off days included."""
	known = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
	return frozenset(known)


@lru_cache(maxsize=8)
def england(
	extra_holidays: frozenset[date] = frozenset(), confirmed_to: int = LAST_CONFIRMED_YEAR
) -> Calendar:
	"""The calendar of England with a council's own additions; built once for each set of additions."""
	return Calendar(extra_holidays, confirmed_to)
