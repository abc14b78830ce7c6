"""Published figures: counts of 1 to 5 are left out or rounded, and no total gives them away (domain.md 5.1)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iro_module.domain.indicators.combining import together
from iro_module.domain.indicators.results import Amount, Measure, Result, Told
from iro_module.domain.indicators.small_numbers import (
	Published,
	SmallNumbers,
	Treatment,
	beside,
	published,
)
from tests.domain.indicator_cases import YEAR

TOLD = Told("IND0", "share", "A share", "", "", "")
COUNTED_ONLY = SmallNumbers(rest_too=False)
_numbers = count()


def result(
	counted: int, rest: int = 0, measure: Measure = Measure.SHARE, amounts: Sequence[int] = ()
) -> Result:
	ids = [f"{next(_numbers):06}" for _ in range(counted + rest)]
	parts = tuple(Amount(f"x{next(_numbers):06}", Fraction(one)) for one in amounts)
	return Result(TOLD, measure, YEAR, tuple(ids[:counted]), tuple(ids), (), parts)


def table(
	*rows: tuple[int, int], rule: SmallNumbers | None = None, measure: Measure = Measure.SHARE
) -> list[str]:
	"""`counted/whole` of each row and of the total, `-` for what is left out."""
	results = [result(counted, rest, measure) for counted, rest in rows]
	lines = [(f"team {number}", one) for number, one in enumerate(results)]
	return [
		f"{'-' if one.numerator is None else one.numerator}/{'-' if one.denominator is None else one.denominator}"
		for one in published(lines, together(results), rule or SmallNumbers())
	]


@pytest.mark.parametrize(
	("counted", "rest", "shown"),
	[
		(0, 12, "0.0%"),
		(1, 11, "left out"),
		(5, 7, "left out"),
		(6, 6, "50.0%"),
		(7, 5, "left out"),
		(11, 1, "left out"),
		(12, 0, "100.0%"),
		(0, 1, "left out"),
		(0, 5, "left out"),
		(0, 6, "0.0%"),
		(0, 0, "no cases"),
	],
)
def test_counts_of_1_to_5_are_left_out_of_one_figure(counted: int, rest: int, shown: str) -> None:
	(found,) = published([("all", result(counted, rest))])
	assert found.shown == shown
	assert found.hidden == (shown == "left out")
	small_whole = 1 <= counted + rest <= 5
	assert found.denominator == (None if small_whole else counted + rest)
	assert found.numerator == (None if found.hidden else counted)


def test_the_rest_may_be_shown_where_a_council_wants_it() -> None:
	(found,) = published([("all", result(97, 3))], rule=COUNTED_ONLY)
	assert found.shown == "97.0%"
	(found,) = published([("all", result(3, 97))], rule=COUNTED_ONLY)
	assert found.shown == "left out"
	(found,) = published([("all", result(97, 3))], rule=SmallNumbers(up_to=2))
	assert found.shown == "97.0%"


@pytest.mark.parametrize(
	("rows", "expected"),
	[
		([(20, 20), (30, 30)], ["20/40", "30/60", "50/100"]),
		# One small row takes the next smallest with it.
		([(20, 20), (30, 30), (3, 40)], ["-/40", "30/60", "-/43", "53/143"]),
		([(20, 4), (30, 30), (40, 10)], ["-/24", "30/60", "-/50", "90/134"]),
		# Two small rows are enough, unless they can only be one each.
		([(3, 40), (2, 40), (30, 30)], ["-/43", "-/42", "30/60", "35/145"]),
		([(1, 40), (1, 40), (30, 30), (10, 30)], ["-/41", "-/41", "30/60", "-/40", "42/182"]),
		# A team so small that its size is left out; none of it late.
		([(3, 0), (50, 0), (41, 9)], ["-/-", "-/-", "41/50", "94/103"]),
		([(3, 0), (41, 9), (50, 10)], ["-/-", "-/-", "50/60", "94/113"]),
		# A row without any is taken last: it would leave the small one its own.
		([(3, 40), (0, 30), (20, 20)], ["-/43", "0/30", "-/40", "23/113"]),
		([(1, 2), (1, 2), (30, 30), (40, 40)], ["-/-", "-/-", "-/60", "40/80", "72/146"]),
		# The total is small itself.
		([(3, 40), (0, 40)], ["-/43", "0/40", "-/83"]),
		([(2, 0), (1, 0)], ["-/-", "-/-", "-/-"]),
		# Six rows of one: the total would give them away, so it is left out.
		([(1, 40)] * 6, ["-/41"] * 6 + ["-/246"]),
		# Nothing else to hide but rows without any.
		([(20, 4), (0, 30), (0, 40)], ["-/24", "-/30", "0/40", "20/94"]),
		([(20, 2), (0, 30), (30, 8)], ["-/22", "0/30", "-/38", "50/90"]),
		([(0, 0), (20, 20)], ["0/0", "20/40", "20/40"]),
	],
)  # fmt: skip
def test_the_total_less_the_others_gives_nothing_away(
	rows: list[tuple[int, int]], expected: list[str]
) -> None:
	assert table(*rows) == expected


def test_a_table_without_rows_has_its_total() -> None:
	assert [one.shown for one in published([], result(0))] == ["no cases"]
	assert [one.shown for one in published([], result(9, 9))] == ["50.0%"]


def test_without_a_total_only_the_small_row_goes() -> None:
	rows = [("a", result(3, 40)), ("b", result(20, 20))]
	assert [one.shown for one in published(rows)] == ["left out", "50.0%"]


def test_counts_have_one_column() -> None:
	found = table((3, 0), (20, 0), (7, 0), measure=Measure.COUNT)
	assert found == ["-/-", "20/20", "-/-", "30/30"]
	assert table((7, 0), (20, 0), measure=Measure.COUNT) == ["7/7", "20/20", "27/27"]


@pytest.mark.parametrize(
	("measure", "amounts", "shown"),
	[
		(Measure.RATIO, (1, 1), "20.0"),
		(Measure.RATIO, (1,), "left out"),
		(Measure.MEDIAN, (4,) * 40, "4.0"),
	],
)
def test_the_caseload_of_one_iro_is_not_published(
	measure: Measure, amounts: tuple[int, ...], shown: str
) -> None:
	one = result(40, measure=measure, amounts=amounts)
	for treatment in Treatment:
		(found,) = published([("all", one)], rule=SmallNumbers(treatment))
		assert found.shown == shown


@pytest.mark.parametrize("treatment", Treatment)
def test_a_median_of_few_is_not_published(treatment: Treatment) -> None:
	few = result(5, measure=Measure.MEDIAN, amounts=(1, 2, 3, 4, 5))
	(found,) = published([("all", few)], rule=SmallNumbers(treatment))
	assert found.shown == "left out"
	none = replace(few, numerator=(), denominator=(), amounts=())
	(found,) = published([("all", none)], rule=SmallNumbers(treatment))
	assert found.shown == "no cases"


@pytest.mark.parametrize(
	("treatment", "counted", "rest", "shown"),
	[
		(Treatment.NEAREST_5, 2, 40, (0, 40, "0.0%")),
		(Treatment.NEAREST_5, 3, 40, (5, 45, "11.1%")),
		(Treatment.NEAREST_5, 97, 3, (95, 100, "95.0%")),
		(Treatment.NEAREST_10, 4, 40, (0, 40, "0.0%")),
		(Treatment.NEAREST_10, 5, 40, (10, 50, "20.0%")),
		(Treatment.NEAREST_10, 97, 3, (100, 100, "100.0%")),
		(Treatment.NEAREST_10, 0, 4, (0, 0, "left out")),
		(Treatment.NEAREST_10, 0, 0, (0, 0, "no cases")),
	],
)
def test_every_count_is_rounded(
	treatment: Treatment, counted: int, rest: int, shown: tuple[int, int, str]
) -> None:
	one = result(counted, rest)
	(found, total) = published([("all", one)], one, rule=SmallNumbers(treatment))
	assert (found.numerator, found.denominator, found.shown) == shown
	assert found.rounded_to == treatment.base
	assert (total.label, replace(total, label="all")) == ("Total", found)


def test_a_rounded_count() -> None:
	(found,) = published([("all", result(13, measure=Measure.COUNT))], rule=SmallNumbers(Treatment.NEAREST_5))
	assert (found.shown, found.rounded_to) == ("15", 5)


def participation(any_: int, views: int, attended: int, whole: int) -> list[Result]:
	ids = tuple(f"{one:04}" for one in range(whole))
	return [Result(TOLD, Measure.SHARE, YEAR, ids[:number], ids) for number in (any_, views, attended)]


@pytest.mark.parametrize(
	("any_", "views", "attended", "whole", "shown"),
	[
		(90, 80, 60, 100, ["90.0%", "80.0%", "60.0%"]),
		# Three children attended and conveyed no views: the two figures next to each other would say so.
		(90, 87, 60, 100, ["90.0%", "left out", "60.0%"]),
		(90, 87, 85, 100, ["90.0%", "left out", "left out"]),
		(97, 93, 60, 100, ["left out", "93.0%", "60.0%"]),
		(90, 90, 60, 100, ["90.0%", "90.0%", "60.0%"]),
		(3, 2, 1, 4, ["left out", "left out", "left out"]),
	],
)
def test_figures_beside_each_other(
	any_: int, views: int, attended: int, whole: int, shown: list[str]
) -> None:
	found = beside(participation(any_, views, attended, whole))
	assert [one.shown for one in found] == shown
	assert [one.denominator for one in found] == [whole if whole > 5 else None] * 3


def test_figures_beside_each_other_of_which_none_holds_the_other() -> None:
	one, other, _ = participation(90, 87, 60, 100)
	shifted = replace(other, numerator=one.denominator[10:97])
	assert [each.shown for each in beside([one, shifted])] == ["90.0%", "87.0%"]


def test_rounded_figures_beside_each_other_stay() -> None:
	found = beside(participation(90, 87, 60, 100), SmallNumbers(Treatment.NEAREST_5))
	assert [one.shown for one in found] == ["90.0%", "85.0%", "60.0%"]


def test_nothing_published_carries_a_case() -> None:
	assert not {"cases", "case_ids", "excluded"} & set(Published.__slots__)
	(found,) = published([("all", result(20, 20))])
	assert not isinstance(found.numerator, tuple)


def fits(shown: Sequence[Published]) -> list[set[tuple[int, int]]]:
	"""What a reader who knows the table can still take each row to hold, counted and rest, by trying everything."""
	*lines, total = shown
	choices = []
	for line in lines:
		sizes = range(9) if line.denominator is None else [line.denominator]
		choices.append(
			[
				(one, size - one)
				for size in sizes
				for one in range(size + 1)
				if line.numerator is None or one == line.numerator
			]
		)
	possible: list[set[tuple[int, int]]] = [set() for _ in lines]
	for each in product(*choices):
		counted, size = sum(one for one, _ in each), sum(one + rest for one, rest in each)
		if total.numerator in (None, counted) and total.denominator in (None, size):
			for number, one in enumerate(each):
				possible[number].add(one)
	return possible


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=3))
def test_no_small_count_can_be_worked_out(rows: list[tuple[int, int]]) -> None:
	"""With 1 and 2 as the small counts, so that every table can be tried out."""
	results = [result(counted, rest) for counted, rest in rows]
	lines = [(str(number), one) for number, one in enumerate(results)]
	rule = SmallNumbers(up_to=2)
	shown = published(lines, together(results), rule)
	for row, possible in zip(rows, fits(shown), strict=True):
		assert row in possible
		for column in (0, 1):
			if rule.is_small(row[column]):
				assert len({one[column] for one in possible}) > 1
