"""Figures as they were when a report was issued: counts without cases, kept and compared for years."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from iro_module.domain.indicators.combining import NotTogetherError
from iro_module.domain.indicators.periods import ReportPeriod
from iro_module.domain.indicators.results import Measure, Result, Told, computed, shown


class NeedsCasesError(NotTogetherError):
	"""A median or a ratio of several councils follows from their cases, not from their figures."""


@dataclass(frozen=True, slots=True)
class Frozen:
	"""One figure at issue: its counts, its exact value and what it counted."""

	told: Told
	measure: Measure
	period: ReportPeriod
	numerator: int
	denominator: int
	value: Fraction | None

	@property
	def shown(self) -> str:
		"""The value as a reader sees it."""
		return shown(self.measure, self.value)


def frozen(result: Result) -> Frozen:
	"""The figure without its cases."""
	return Frozen(
		result.told,
		result.measure,
		result.period,
		len(result.numerator),
		len(result.denominator),
		result.value,
	)


def added(figures: Sequence[Frozen]) -> Frozen:
	"""The figure of several councils whose cases differ, from their counts.

	Shares and counts only. Raises NeedsCasesError for medians and ratios, NotTogetherError where there is nothing to
	add or where the figures count different things or different times.
	"""
	if not figures:
		raise NotTogetherError("There are no figures to add")
	first = figures[0]
	if first.measure not in (Measure.SHARE, Measure.COUNT):
		raise NeedsCasesError(
			f"{first.told.title}: averages cannot be added; put the results together that still have their cases"
		)
	if any(
		(one.told, one.measure, one.period) != (first.told, first.measure, first.period) for one in figures
	):
		raise NotTogetherError(f"{first.told.title}: the figures count different things or different times")
	numerator = sum(one.numerator for one in figures)
	denominator = sum(one.denominator for one in figures)
	value = computed(first.measure, numerator, denominator, ())
	return Frozen(first.told, first.measure, first.period, numerator, denominator, value)
