"""The rules agree with the naive ones: 2,000 seeded histories here, 100,000 by `make oracle`."""

from datetime import date

import pytest

from iro_module.domain.working_days import england_holidays
from tests.oracle import naive_dates
from tests.oracle.compared import Compared, compare, told
from tests.oracle.histories import case

HISTORIES = 2000


@pytest.fixture(scope="module")
def compared() -> Compared:
	return compare(range(HISTORIES))


def test_the_same_plan_for_each_history(compared: Compared) -> None:
	_, different = compared
	if different:
		pytest.fail(f"{told(different[0])}\n\nall seeds that differ: {different}")


def test_the_sample_is_not_empty(compared: Compared) -> None:
	"""Every rule that a plan can show was met, so that agreement means something."""
	counts, _ = compared
	rules = {what for heading, what in counts if heading == "changes, by rule"}
	expected = {f"C{number:02}" for number in (*range(2, 36), 37, 40, 41)} - {"C24", "C31", "C32"}
	assert expected | {"ER-b", "ER-c", "LS", "TI1", "TI2", "TI3", "TI4"} <= rules
	notices = {what.split(":")[0] for heading, what in counts if heading == "notices, by rule and to whom"}
	assert {"C01", "C13", "C22", "C24", "C36", "C37"} <= notices
	reasons = {what.split()[0] for heading, what in counts if heading == "reasons for reviews, by rule"}
	assert {"T1", "T2", "T3", "SB1", "SB2", "C14", "C15", "C16", "C18", "C39"} <= reasons


def test_the_calendar_of_the_act_is_that_of_the_library() -> None:
	"""Bank holidays by the Act and the proclamations, against the library that the rules take them from."""
	for year in range(2001, 2041):
		real = {
			day for day in england_holidays() if day.year == year and day.weekday() < naive_dates.SATURDAY
		}
		assert naive_dates.bank_holidays(year) == real


@pytest.mark.parametrize(
	("start", "months", "end"),
	[
		("2025-11-30", 3, "2026-02-28"),
		("2025-08-31", 3, "2025-11-30"),
		("2024-02-29", 6, "2024-08-29"),
		("2025-02-28", 6, "2025-08-28"),
		("2025-09-30", 4, "2026-01-30"),
	],
)
def test_3_3_the_naive_calendar_turns_its_pages_right(start: str, months: int, end: str) -> None:
	assert naive_dates.months_later(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
	("count", "day"),
	[(3, "2025-08-13"), (5, "2025-08-15"), (10, "2025-08-22"), (15, "2025-09-01"), (20, "2025-09-08")],
)
def test_3_3_the_naive_working_days_from_8_august_2025(count: int, day: str) -> None:
	assert naive_dates.working_days_later(date(2025, 8, 8), count) == date.fromisoformat(day)


def test_a_history_is_the_same_every_time() -> None:
	assert case(7) == case(7)
	assert case(7) != case(8)
