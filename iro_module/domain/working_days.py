"""The England working-day calendar.

A working day is any day except Saturday, Sunday, Christmas Day, Good Friday and a bank holiday in England
(the wording of sister regulations; a default of ours). Holidays come from the `holidays` library, one-off
days included; an administrator can add days, and open one that a proclamation moved.

Counting forward excludes the day of the event: day 1 is the next working day ([1981] UKHL J0618-1).
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays
from dateutil.relativedelta import relativedelta

FIRST_YEAR, LAST_YEAR = 1985, 2110
LAST_CONFIRMED_YEAR = 2027
"""The last year whose bank holidays have been checked. Later years are counted with the ordinary holidays."""

WARNING_MONTHS = 6
"""How long before the end of the last confirmed year administrators are warned: a review may be due that far on."""


class Calendar:
	"""England's working days, from 1985 to 2110, as two tables: every step is one or two look-ups.

	extra_holidays: closed days the library does not know. open_days: days it takes for bank holidays that are
	worked, since a proclamation moved them; a weekend stays a weekend. A day named as both is closed.
	Steps that leave these years raise ValueError, which names the day they started from.
	"""

	def __init__(
		self,
		extra_holidays: Iterable[date] = (),
		confirmed_to: int = LAST_CONFIRMED_YEAR,
		open_days: Iterable[date] = (),
	) -> None:
		self.confirmed_to = confirmed_to
		closed = (england_holidays() - frozenset(open_days)) | frozenset(extra_holidays)
		self._weekday_holidays = tuple(sorted(day for day in closed if day.weekday() < 5))
		first, last = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
		self._worked = {first - 1: 0}  # ordinal of a day: working days up to and including it
		self._nth: dict[int, date] = {}  # number of a working day, from 1: the day
		for day in map(date.fromordinal, range(first, last + 1)):
			if day.weekday() < 5 and day not in closed:
				self._nth[len(self._nth) + 1] = day
			self._worked[day.toordinal()] = len(self._nth)

	def is_working_day(self, day: date) -> bool:
		"""Whether offices are open on that day."""
		ordinal = day.toordinal()
		try:
			return self._worked[ordinal] > self._worked[ordinal - 1]
		except KeyError:
			raise _outside(day) from None

	def after(self, day: date, count: int) -> date:
		"""The `count`-th working day after `day` (1 or more), which itself is never counted."""
		try:
			return self._nth[self._worked[day.toordinal()] + count]
		except KeyError:
			raise _outside(day) from None

	def before(self, day: date, count: int = 1) -> date:
		"""The `count`-th working day before `day` (1 or more), which itself is never counted."""
		try:
			return self._nth[self._worked[day.toordinal() - 1] + 1 - count]
		except KeyError:
			raise _outside(day) from None

	def on_or_before(self, day: date) -> date:
		"""The last working day on or before `day`: the practical target of a date in months."""
		try:
			return self._nth[self._worked[day.toordinal()]]
		except KeyError:
			raise _outside(day) from None

	def count(self, start: date, end: date) -> int:
		"""Working days after `start` up to and including `end`; negative where `end` is earlier."""
		return self._up_to(end) - self._up_to(start)

	def holidays_within(self, start: date, end: date) -> tuple[date, ...]:
		"""Bank holidays on weekdays after `start` up to and including `end`, in order."""
		known = self._weekday_holidays
		return known[bisect_right(known, start) : bisect_right(known, end)]

	def is_confirmed(self, day: date) -> bool:
		"""Whether the bank holidays of that year have been checked (a setting)."""
		return day.year <= self.confirmed_to

	def _up_to(self, day: date) -> int:
		try:
			return self._worked[day.toordinal()]
		except KeyError:
			raise _outside(day) from None


@lru_cache(maxsize=1)
def england_holidays() -> frozenset[date]:
	"""England's public holidays as the maintained library `holidays` knows them, one-off days included.

	The library stops at 2100, the last year a message may name; days counted from it run a little further.
	"""
	known = holidays.country_holidays("GB", subdiv="ENG")
	known.end_year = LAST_YEAR
	for year in range(FIRST_YEAR, LAST_YEAR + 1):
		known.get(f"{year}-12-25")  # the library works out a year when it is first asked about it
	return frozenset(known)


@lru_cache(maxsize=8)
def england(
	extra_holidays: frozenset[date] = frozenset(),
	confirmed_to: int = LAST_CONFIRMED_YEAR,
	open_days: frozenset[date] = frozenset(),
) -> Calendar:
	"""The calendar of England as a council has corrected it; built once for each set of corrections."""
	return Calendar(extra_holidays, confirmed_to, open_days)


def calendar_warning(calendar: Calendar, today: date, months_ahead: int = WARNING_MONTHS) -> str | None:
	"""What administrators have to do before the checked bank holidays run out, and None until then.

	It comes `months_ahead` months before the end of the last confirmed year, and stays until a later year is
	confirmed. Nothing stops meanwhile: dates in months need no calendar, dates in working days are marked.
	"""
	last = calendar.confirmed_to
	if today < date(last, 12, 31) - relativedelta(months=months_ahead):
		return None
	return (
		f"Bank holidays are confirmed only to the end of {last}. Check those of {last + 1}, add the days that were "
		f"proclaimed, open those that were moved, and confirm {last + 1} in the settings; until then working days "
		f'in {last + 1} and later are counted with the ordinary holidays and marked "calendar not confirmed".'
	)


def _outside(day: date) -> ValueError:
	return ValueError(f"{day.isoformat()} lies outside the calendar of {FIRST_YEAR} to {LAST_YEAR}")
