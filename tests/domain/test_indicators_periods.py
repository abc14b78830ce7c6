"""The return year, 1 April to 31 March, and its parts: domain.md 4 and 5.2."""

import pytest

from iro_module.domain.indicators.periods import (
	ReportPeriod,
	month_of,
	quarter_of,
	return_year,
	return_year_of,
)
from tests.domain.indicator_cases import day, period


def test_the_return_year_runs_from_1_april_to_31_march() -> None:
	assert return_year(2026) == period("2025-04-01", "2026-03-31")


@pytest.mark.parametrize(
	("on", "year", "quarter", "month"),
	[
		("2026-03-31", "2025/26", "Quarter 4 of 2025/26", "March 2026"),
		("2026-04-01", "2026/27", "Quarter 1 of 2026/27", "April 2026"),
		("2026-06-30", "2026/27", "Quarter 1 of 2026/27", "June 2026"),
		("2026-07-01", "2026/27", "Quarter 2 of 2026/27", "July 2026"),
		("2026-12-31", "2026/27", "Quarter 3 of 2026/27", "December 2026"),
		("2027-01-01", "2026/27", "Quarter 4 of 2026/27", "January 2027"),
		("1999-12-31", "1999/00", "Quarter 3 of 1999/00", "December 1999"),
	],
)
def test_the_year_the_quarter_and_the_month_of_a_day(on: str, year: str, quarter: str, month: str) -> None:
	found = [return_year_of(day(on)), quarter_of(day(on)), month_of(day(on))]
	assert [one.title for one in found] == [year, quarter, month]
	assert all(one.includes(day(on)) for one in found)


def test_a_year_has_four_quarters_two_halves_and_twelve_months() -> None:
	year = return_year(2026)
	assert year.quarters() == (
		period("2025-04-01", "2025-06-30"),
		period("2025-07-01", "2025-09-30"),
		period("2025-10-01", "2025-12-31"),
		period("2026-01-01", "2026-03-31"),
	)
	assert year.halves() == (period("2025-04-01", "2025-09-30"), period("2025-10-01", "2026-03-31"))
	assert [one.title for one in year.halves()] == [
		"1 April 2025 to 30 September 2025",
		"1 October 2025 to 31 March 2026",
	]
	assert [one.last.day for one in year.months()] == [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31]


def test_months_are_counted_from_the_first_day_and_the_last_may_be_cut_short() -> None:
	assert period("2026-01-31", "2026-04-15").months() == (
		period("2026-01-31", "2026-02-27"),
		period("2026-02-28", "2026-03-30"),
		period("2026-03-31", "2026-04-15"),
	)


def test_a_period_of_one_day_is_named_by_it() -> None:
	one_day = period("2026-03-31", "2026-03-31")
	assert one_day.title == "31 March 2026"
	assert one_day.months() == (one_day,)


def test_both_ends_belong_to_a_period_and_an_unknown_day_to_none() -> None:
	year = return_year(2026)
	days = ("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01")
	assert [year.includes(day(one)) for one in days] == [False, True, True, False]
	assert not year.includes(None)


def test_a_period_does_not_end_before_it_starts() -> None:
	with pytest.raises(ValueError, match="31 March 2026 is before 1 April 2026"):
		ReportPeriod(day("2026-04-01"), day("2026-03-31"))
