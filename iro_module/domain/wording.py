"""Dates and counts in words, so that every computed date explains itself in a sentence."""

from collections.abc import Sequence
from datetime import date, timedelta

from iro_module.domain.working_days import Calendar

MONTHS = (
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(day: date) -> str:
	"""`8 September 2025`, whatever the locale of the machine."""
	return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def counted_working_days(
	calendar: Calendar, start: date, count: int, end: date, start_counted: bool = False
) -> str:
	"""How a working-day date was counted, with every bank holiday skipped on the way."""
	words = f"{plural(count, 'working day')} from {in_words(start)}"
	if start_counted:
		words += ", which is counted as the first"
	skipped = calendar.holidays_within(start, end)
	if skipped:
		words += f"; {_holidays(skipped, start.year)}"
	if not calendar.is_confirmed(end):
		words += f"; calendar not confirmed for {end.year}"
	return words


def counted_back(calendar: Calendar, event: date, due: date, count: int = 1) -> str:
	"""How a date some working days before an event was counted back."""
	what = "the last working day" if count == 1 else f"{count} working days"
	words = f"{what} before {in_words(event)}"
	skipped = tuple(day for day in calendar.holidays_within(due, event) if day < event)
	if skipped:
		words += f"; {_holidays(skipped, due.year)}"
	last = event - timedelta(days=1)
	if not calendar.is_confirmed(last):
		words += f"; calendar not confirmed for {last.year}"
	return words


def plural(count: int, noun: str) -> str:
	"""`1 month`, `3 months`."""
	return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(words: Sequence[str]) -> str:
	"""`a`, `a and b`, `a, b and c`."""
	return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _holidays(days: Sequence[date], year: int) -> str:
	names = [
		f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != year else "") for day in days
	]
	return f"{listed(names)} {'is a bank holiday' if len(days) == 1 else 'are bank holidays'}"
