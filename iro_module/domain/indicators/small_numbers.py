"""Figures fit to be published: counts of 1 to 5 are left out or rounded, so that no child can be recognised.

Practice of published statistics on children. Where one group of a table is left out, another goes with it, or the total
does, since the total less the others would give it away. Nothing published carries a case id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from iro_module.domain.indicators.hiding import Column, hidden_rows
from iro_module.domain.indicators.results import Measure, Result, Told, computed, shown

TOTAL = "Total"


class Treatment(str, Enum):
	"""What happens to small counts: they are left out, or every count is rounded."""

	SUPPRESS = "suppress"
	NEAREST_5 = "nearest 5"
	NEAREST_10 = "nearest 10"

	@property
	def base(self) -> int:
		"""What counts are rounded to; 1 where they are not."""
		return {Treatment.SUPPRESS: 1, Treatment.NEAREST_5: 5, Treatment.NEAREST_10: 10}[self]


@dataclass(frozen=True, slots=True)
class SmallNumbers:
	"""How a council publishes. up_to: counts from 1 to this are small.

	rest_too: the cases not counted (late, not returned) are protected as well as those counted.
	"""

	treatment: Treatment = Treatment.SUPPRESS
	up_to: int = 5
	rest_too: bool = True

	def is_small(self, count: int) -> bool:
		"""Whether a count could point to a child; none at all does not."""
		return 1 <= count <= self.up_to


AS_SHIPPED = SmallNumbers()


@dataclass(frozen=True, slots=True)
class Published:
	"""A figure as published. None: left out. `hidden` says that the value is left out, not that there were no cases."""

	label: str
	told: Told
	measure: Measure
	numerator: int | None
	denominator: int | None
	value: Fraction | None
	hidden: bool = False
	rounded_to: int = 1

	@property
	def shown(self) -> str:
		"""The value as a reader sees it, `left out`, or `no cases`."""
		return "left out" if self.hidden else shown(self.measure, self.value)


def published(
	rows: Sequence[tuple[str, Result]], total: Result | None = None, rule: SmallNumbers = AS_SHIPPED
) -> tuple[Published, ...]:
	"""A table of groups that share no case, and their total as the last row where it is published too."""
	if rule.treatment is not Treatment.SUPPRESS:
		whole = [(TOTAL, total)] if total else []
		return tuple(_rounded(label, one, rule) for label, one in [*rows, *whole])
	results = [one for _, one in rows]
	sizes = hidden_rows(results, total, [_size], lambda one: _small_size(one, rule))
	values = hidden_rows(results, total, _columns(rule), lambda one: _small_value(one, rule), sizes)
	lines = [(label, one, number) for number, (label, one) in enumerate(rows)]
	if total:
		lines.append((TOTAL, total, len(rows)))
	return tuple(_suppressed(label, one, number in sizes, number in values) for label, one, number in lines)


def beside(results: Sequence[Result], rule: SmallNumbers = AS_SHIPPED) -> tuple[Published, ...]:
	"""Several figures of the same cases next to each other, as the three of IND4.

	Where all cases of one are in another, their difference is a count too: if it is small, the later one is left out.
	"""
	found: list[Published] = []
	open_to_see: list[frozenset[str]] = []
	for result in results:
		(one,) = published([(result.told.title, result)], rule=rule)
		cases = frozenset(result.numerator)
		nested = (other for other in open_to_see if other <= cases or cases <= other)
		differ = any(rule.is_small(len(other ^ cases)) for other in nested)
		if differ and rule.treatment is Treatment.SUPPRESS:
			one = _suppressed(one.label, result, one.denominator is None, True)
		if not one.hidden:
			open_to_see.append(cases)
		found.append(one)
	return tuple(found)


def _size(result: Result) -> int:
	return len(result.denominator)


def _counted(result: Result) -> int:
	return len(result.numerator)


def _rest(result: Result) -> int:
	return len(result.rest)


def _columns(rule: SmallNumbers) -> list[Column]:
	return [_counted, _rest] if rule.rest_too else [_counted]


def _small_size(result: Result, rule: SmallNumbers) -> bool:
	"""Too few cases, or the caseload of one person."""
	one_person = result.measure is Measure.RATIO and len(result.amounts) == 1
	return one_person or rule.is_small(_size(result))


def _small_value(result: Result, rule: SmallNumbers) -> bool:
	"""Too few of the cases counted, or of the rest."""
	return any(rule.is_small(column(result)) for column in _columns(rule))


def _suppressed(label: str, result: Result, size_hidden: bool, hidden: bool) -> Published:
	return Published(
		label,
		result.told,
		result.measure,
		None if hidden else len(result.numerator),
		None if size_hidden else len(result.denominator),
		None if hidden else result.value,
		hidden,
	)


def _rounded(label: str, result: Result, rule: SmallNumbers) -> Published:
	base = rule.treatment.base
	numerator = (len(result.numerator) + base // 2) // base * base
	denominator = (len(result.denominator) + base // 2) // base * base
	if result.measure in (Measure.SHARE, Measure.COUNT):
		value = computed(result.measure, numerator, denominator, ())
		hidden = value is None and bool(result.denominator)
	else:
		hidden = _small_size(result, rule)
		value = None if hidden else result.value
	return Published(label, result.told, result.measure, numerator, denominator, value, hidden, base)
