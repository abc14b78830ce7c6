"""A figure with the cases behind it: what was counted, out of what, what was left out and why.

Values are exact fractions of counts; nothing is rounded before it is shown. None of no cases is "no cases", never 0 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from statistics import median

from iro_module.domain.indicators.periods import ReportPeriod

NO_CASES = "no cases"


class Measure(str, Enum):
	"""How a figure is made of its cases."""

	SHARE = "share"
	COUNT = "count"
	MEDIAN = "median"
	RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Told:
	"""What a figure counts, in the words a reader sees beside it, with the limits and choices in force.

	Two figures count the same where these words are the same.
	"""

	indicator: str
	figure: str
	title: str
	counts: str
	numerator: str
	denominator: str


@dataclass(frozen=True, slots=True, order=True)
class Excluded:
	"""A case left out of the count, and why, in words."""

	case_id: str
	why: str


@dataclass(frozen=True, slots=True, order=True)
class Amount:
	"""A number that belongs to one case: days taken, or the working time of an IRO in full-time posts."""

	case_id: str
	value: Fraction


@dataclass(frozen=True, slots=True)
class Result:
	"""One figure. A case is in the denominator, and there perhaps in the numerator; or it is left out.

	SHARE: numerator out of denominator. COUNT: the cases, in both. MEDIAN: of `amounts`, one for each case counted.
	RATIO: the cases counted to the sum of `amounts`, which belong to others (children to full-time posts).
	"""

	told: Told
	measure: Measure
	period: ReportPeriod
	numerator: tuple[str, ...] = ()
	denominator: tuple[str, ...] = ()
	excluded: tuple[Excluded, ...] = ()
	amounts: tuple[Amount, ...] = ()

	@property
	def rest(self) -> tuple[str, ...]:
		"""The cases of the denominator that are not in the numerator: late, missed, not returned."""
		counted = frozenset(self.numerator)
		return tuple(one for one in self.denominator if one not in counted)

	@property
	def value(self) -> Fraction | None:
		"""The exact value; None where there is nothing to count."""
		return computed(
			self.measure, len(self.numerator), len(self.denominator), [one.value for one in self.amounts]
		)

	@property
	def percentage(self) -> Decimal | None:
		"""A share in per cent to one decimal; None where there are no cases, or where it is no share."""
		value = self.value
		return one_decimal(value * 100) if self.measure is Measure.SHARE and value is not None else None

	@property
	def shown(self) -> str:
		"""`91.7%`, `12`, `63.4`, or `no cases`."""
		return shown(self.measure, self.value)


class Tally:
	"""Collects the cases of one figure, in any order."""

	def __init__(self, told: Told, period: ReportPeriod, measure: Measure = Measure.SHARE) -> None:
		self._told, self._period, self._measure = told, period, measure
		self._numerator: list[str] = []
		self._denominator: list[str] = []
		self._excluded: list[Excluded] = []
		self._amounts: list[Amount] = []

	def count(self, case_id: str, counted: bool = True) -> None:
		"""One case of the denominator, and whether it is in the numerator too."""
		self._denominator.append(case_id)
		if counted:
			self._numerator.append(case_id)

	def leave_out(self, case_id: str, why: str) -> None:
		"""A case that could be expected here and is not counted."""
		self._excluded.append(Excluded(case_id, why))

	def add(self, case_id: str, value: Fraction | int) -> None:
		"""An amount; see Result for whose."""
		self._amounts.append(Amount(case_id, Fraction(value)))

	def result(self) -> Result:
		"""The figure, its cases in the order of their ids."""
		return Result(
			self._told,
			self._measure,
			self._period,
			tuple(sorted(self._numerator)),
			tuple(sorted(self._denominator)),
			tuple(sorted(self._excluded)),
			tuple(sorted(self._amounts)),
		)


def computed(measure: Measure, counted: int, out_of: int, amounts: Iterable[Fraction]) -> Fraction | None:
	"""The value of a figure from its counts and amounts; None where there is nothing to count."""
	if measure is Measure.COUNT:
		return Fraction(counted)
	if measure is Measure.SHARE:
		return Fraction(counted, out_of) if out_of else None
	known = list(amounts)
	if measure is Measure.MEDIAN:
		return Fraction(median(known)) if known else None
	whole = sum(known, Fraction())
	return Fraction(counted) / whole if whole else None


def one_decimal(value: Fraction) -> Decimal:
	"""To one decimal, halves away from zero, from the exact value. Values here are never negative."""
	return Decimal(int(value * 10 + Fraction(1, 2))) / 10


def shown(measure: Measure, value: Fraction | None) -> str:
	"""A value as a reader sees it: shares in per cent and averages to one decimal, counts as they are."""
	if value is None:
		return NO_CASES
	if measure is Measure.SHARE:
		return f"{one_decimal(value * 100):.1f}%"
	if measure is Measure.COUNT:
		return str(int(value))
	return f"{one_decimal(value):.1f}"
