"""Figures broken down into groups of cases, and figures of several councils or teams put together.

Every figure carries its cases, so that putting together counts cases and never averages averages.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from iro_module.domain.indicators.results import Amount, Excluded, Result

T = TypeVar("T")

NOT_RECORDED = "not recorded"

Labels = Mapping[str, str | tuple[str, ...]]
"""The group of each case, or its groups where a case can be in several (the themes of an escalation)."""


class NotTogetherError(ValueError):
	"""Figures that cannot be put together: they count different things, days or some case twice."""


def by(result: Result, labels: Labels, order: Sequence[str] = ()) -> tuple[tuple[str, Result], ...]:
	"""The figure for each group of its cases.

	Groups come in the order given, empty ones included, then in that of the alphabet; "not recorded" is last. Never in
	the order of the figures: nothing is ranked. Groups that share no case, put together, are the whole again.
	"""
	numerator = _shared_out(result.numerator, str, labels)
	denominator = _shared_out(result.denominator, str, labels)
	excluded = _shared_out(result.excluded, lambda one: one.case_id, labels)
	amounts = _shared_out(result.amounts, lambda one: one.case_id, labels)
	found = {*denominator, *excluded, *amounts}.difference(order)
	names = [*order, *sorted(found, key=lambda name: (name == NOT_RECORDED, name))]
	return tuple(
		(
			name,
			Result(
				result.told,
				result.measure,
				result.period,
				tuple(numerator[name]),
				tuple(denominator[name]),
				tuple(excluded[name]),
				tuple(amounts[name]),
			),
		)
		for name in names
	)


def together(results: Sequence[Result]) -> Result:
	"""The figure of several councils or teams as one: the same as if it had been counted of all their cases.

	Medians and ratios come from the amounts of every case, never from the figures of the parts. Raises
	NotTogetherError where there is nothing to add, where the figures count different things or different days, or
	where a case is in two of them.
	"""
	if not results:
		raise NotTogetherError("There are no figures to put together")
	first = results[0]
	for other in results[1:]:
		if (other.told, other.measure) != (first.told, first.measure):
			raise NotTogetherError(
				f"{first.told.indicator} {first.told.figure} and {other.told.indicator} {other.told.figure} "
				"do not count the same things, or not by the same limits and choices"
			)
		if other.period != first.period:
			raise NotTogetherError(
				f"{first.period.title} and {other.period.title} are different times; count the cases of the whole "
				"time instead"
			)
	merged = Result(
		first.told,
		first.measure,
		first.period,
		tuple(sorted(chain.from_iterable(one.numerator for one in results))),
		tuple(sorted(chain.from_iterable(one.denominator for one in results))),
		tuple(sorted(chain.from_iterable(one.excluded for one in results))),
		tuple(sorted(chain.from_iterable(one.amounts for one in results))),
	)
	_none_twice(merged)
	return merged


def under(prefix: str, result: Result) -> Result:
	"""The same figure with a council's name before every case id, so that ids of two councils cannot meet."""
	return Result(
		result.told,
		result.measure,
		result.period,
		tuple(f"{prefix}/{one}" for one in result.numerator),
		tuple(f"{prefix}/{one}" for one in result.denominator),
		tuple(Excluded(f"{prefix}/{one.case_id}", one.why) for one in result.excluded),
		tuple(Amount(f"{prefix}/{one.case_id}", one.value) for one in result.amounts),
	)


def case_ids(result: Result) -> Iterable[str]:
	"""Every case of the figure once: counted, or left out."""
	return chain(result.denominator, (one.case_id for one in result.excluded))


def _none_twice(result: Result) -> None:
	for ids in (case_ids(result), (one.case_id for one in result.amounts)):
		twice = [one for one, times in Counter(ids).items() if times > 1]
		if twice:
			raise NotTogetherError(
				f"{', '.join(twice)} would be counted twice; name the council with `under`"
			)


def _shared_out(items: Iterable[T], id_of: Callable[[T], str], labels: Labels) -> defaultdict[str, list[T]]:
	"""The items of each group; "not recorded" holds those of no group."""
	found: defaultdict[str, list[T]] = defaultdict(list)
	for item in items:
		groups = labels.get(id_of(item)) or NOT_RECORDED
		for group in {groups} if isinstance(groups, str) else set(groups):
			found[group].append(item)
	return found
