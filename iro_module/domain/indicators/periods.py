"""The stretches of time that figures are given for: the return year from 1 April to 31 March, and its parts.

The year of the SSDA903 return, which annual reports follow.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from iro_module.domain.months import months_later
from iro_module.domain.wording import MONTHS, in_words

APRIL = 4


@dataclass(frozen=True, slots=True, order=True)
class ReportPeriod:
	"""From one day to another, both included. Raises ValueError where it would end before it starts."""

	first: date
	last: date

	def __post_init__(self) -> None:
		if self.last < self.first:
			raise ValueError(
				f"A period ends on or after its first day; {in_words(self.last)} is before {in_words(self.first)}"
			)

	def includes(self, day: date | None) -> bool:
		"""Whether that day lies in the period; a day that is not known does not."""
		return day is not None and self.first <= day <= self.last

	def months(self) -> "tuple[ReportPeriod, ...]":
		"""Its months, counted from its first day; the last may be cut short."""
		return self._pieces(1)

	def quarters(self) -> "tuple[ReportPeriod, ...]":
		"""Its pieces of three months, counted from its first day."""
		return self._pieces(3)

	def halves(self) -> "tuple[ReportPeriod, ...]":
		"""Its pieces of six months, for reports at mid-year."""
		return self._pieces(6)

	def _pieces(self, months: int) -> "tuple[ReportPeriod, ...]":
		found = []
		start, number = self.first, 1
		while start <= self.last:
			following = months_later(self.first, months * number)
			found.append(ReportPeriod(start, min(following - timedelta(days=1), self.last)))
			start, number = following, number + 1
		return tuple(found)

	@property
	def title(self) -> str:
		"""`2025/26`, `Quarter 1 of 2025/26`, `April 2025`, else its days in words."""
		first, last = self.first, self.last
		if first == last:
			return in_words(first)
		if self == return_year_of(first):
			return _year_name(first)
		if self == quarter_of(first):
			return f"Quarter {_quarter_number(first)} of {_year_name(return_year_of(first).first)}"
		if self == month_of(first):
			return f"{MONTHS[first.month - 1]} {first.year}"
		return f"{in_words(first)} to {in_words(last)}"


def return_year(ending: int) -> ReportPeriod:
	"""The return year that ends on 31 March of that year: 2026 is 1 April 2025 to 31 March 2026."""
	return ReportPeriod(date(ending - 1, APRIL, 1), date(ending, 3, 31))


def return_year_of(day: date) -> ReportPeriod:
	"""The return year in which a day lies."""
	return return_year(day.year + 1 if day.month >= APRIL else day.year)


def quarter_of(day: date) -> ReportPeriod:
	"""The quarter in which a day lies; the first is April to June."""
	return _months_from(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3)


def month_of(day: date) -> ReportPeriod:
	"""The calendar month in which a day lies."""
	return _months_from(day.replace(day=1), 1)


def _months_from(first: date, months: int) -> ReportPeriod:
	return ReportPeriod(first, months_later(first, months) - timedelta(days=1))


def _quarter_number(first: date) -> int:
	return (first.month - APRIL) % 12 // 3 + 1


def _year_name(first: date) -> str:
	return f"{first.year}/{(first.year + 1) % 100:02d}"
