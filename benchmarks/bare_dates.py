"""The peer: the bare arithmetic of a child's dates, done the fastest way known, with no reasons and no records.

Working days are looked up in a table, months are a divmod and a table of month lengths. Kept apart from the product's
code on purpose: improve it whenever somebody can make it faster.
"""

from __future__ import annotations

from datetime import date

import holidays

from iro_module.domain.care_history import CareHistory

_FIRST, _LAST = date(2000, 1, 1), date(2045, 12, 31)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

ChildDates = tuple[date, list[date], list[date]]
"""The start of care, the reviews held, the days of later placements and legal statuses; all in order of time."""


def months_after(day: date, count: int) -> date:
	years, month = divmod(day.month - 1 + count, 12)
	year, length = day.year + years, _LENGTHS[month]
	if day.day <= length:
		return date(year, month + 1, day.day)
	if month == 1 and day.day > 28 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
		length = 29
	return date(year, month + 1, length)


class BareDates:
	"""Dates of children from tables built once."""

	def __init__(self) -> None:
		known = holidays.country_holidays("GB", subdiv="ENG", years=range(_FIRST.year, _LAST.year + 1))
		self._first = _FIRST.toordinal()
		self._up_to: list[int] = []
		self._days: list[date] = []
		for day in map(date.fromordinal, range(self._first, _LAST.toordinal() + 1)):
			if day.weekday() < 5 and day not in known:
				self._days.append(day)
			self._up_to.append(len(self._days))

	def of(self, history: CareHistory) -> ChildDates:
		"""The dates of one child, taken from the records beforehand."""
		(period,) = history.periods
		changes = sorted(one.record.start_date for one in (*history.stays[1:], *history.statuses[1:]))
		return period.record.start_date, [held.completed_on for held in history.reviews], changes

	def timetable(self, child: ChildDates) -> list[date]:
		"""Every date of the timetable: the first review, then the one after each review held. Nine for eight."""
		began, held, _ = child
		due = [self._days[self._up_to[began.toordinal() - self._first] + 19]]
		months = 3
		for day in held:
			due.append(months_after(day, months))
			months = 6
		return due

	def all_dates(self, child: ChildDates) -> list[date]:
		"""Those, and for each change a review within 20 working days and the IRO told within one."""
		due = self.timetable(child)
		for day in child[2]:
			at = self._up_to[day.toordinal() - self._first]
			due.append(self._days[at + 19])
			due.append(self._days[at])
		return due

	def next_due(self, child: ChildDates) -> date:
		"""The review that is due next for its own sake."""
		return self.timetable(child)[-1]
