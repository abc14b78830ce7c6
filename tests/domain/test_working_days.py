"""The England working-day calendar: domain.md 3.1 (holidays, table) and 3.2 rule 1 (the first day is not counted)."""

from datetime import date, timedelta

import pytest

from iro_module.domain.working_days import FIRST_YEAR, LAST_YEAR, Calendar, england
from tests.domain.story import day

WEEKDAY_HOLIDAYS = {
	2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
	2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
	2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
	2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", WEEKDAY_HOLIDAYS)
def test_3_1_weekdays_that_are_not_worked(year: int) -> None:
	days = (date(year, 1, 1) + timedelta(step) for step in range(366))
	closed = [
		f"{one:%m-%d}"
		for one in days
		if one.year == year and one.weekday() < 5 and not england().is_working_day(one)
	]
	assert " ".join(closed) == WEEKDAY_HOLIDAYS[year]


@pytest.mark.parametrize(
	("proclaimed", "why"),
	[("2022-06-03", "Platinum Jubilee"), ("2022-09-19", "State Funeral"), ("2023-05-08", "Coronation")],
)
def test_3_1_one_off_days_by_proclamation(proclaimed: str, why: str) -> None:
	assert not england().is_working_day(day(proclaimed)), why


@pytest.mark.parametrize("weekend", ["2026-03-21", "2026-03-22"])
def test_3_1_weekends_are_not_worked(weekend: str) -> None:
	assert not england().is_working_day(day(weekend))
	assert england().is_working_day(day("2026-03-20"))


@pytest.mark.parametrize(
	("count", "due"),
	[(3, "2025-08-13"), (5, "2025-08-15"), (10, "2025-08-22"), (15, "2025-09-01"), (20, "2025-09-08")],
)
def test_3_3_working_day_offsets_from_8_august_2025(count: int, due: str) -> None:
	assert england().after(day("2025-08-08"), count) == day(due)


@pytest.mark.parametrize(
	("start", "due"),
	[
		("2026-03-20", "2026-03-23"),
		("2026-03-21", "2026-03-23"),
		("2026-03-22", "2026-03-23"),
		("2026-03-23", "2026-03-24"),
		("2026-04-02", "2026-04-07"),
	],
)
def test_3_2_rule_1_the_day_of_the_event_is_never_day_one(start: str, due: str) -> None:
	assert england().after(day(start), 1) == day(due)


@pytest.mark.parametrize(
	("event", "count", "before"),
	[
		("2026-03-06", 1, "2026-03-05"),
		("2026-03-09", 1, "2026-03-06"),
		("2026-03-08", 1, "2026-03-06"),
		("2026-04-07", 1, "2026-04-02"),
		("2026-06-01", 3, "2026-05-27"),
		("2026-05-27", 3, "2026-05-21"),
	],
)
def test_working_days_before_an_event_leave_the_event_out(event: str, count: int, before: str) -> None:
	assert england().before(day(event), count) == day(before)


@pytest.mark.parametrize(
	("on", "practical"),
	[
		("2025-12-26", "2025-12-24"),
		("2024-12-28", "2024-12-27"),
		("2026-02-15", "2026-02-13"),
		("2027-01-16", "2027-01-15"),
		("2027-01-15", "2027-01-15"),
		("2026-04-03", "2026-04-02"),
	],
)
def test_3_2_rule_4_practical_day_is_the_last_working_day_on_or_before(on: str, practical: str) -> None:
	assert england().on_or_before(day(on)) == day(practical)


@pytest.mark.parametrize(
	("start", "end", "count"),
	[
		("2026-10-12", "2026-11-20", 29),
		("2026-11-09", "2026-12-01", 16),
		("2026-03-20", "2026-03-20", 0),
		("2026-03-20", "2026-03-22", 0),
		("2026-03-21", "2026-03-23", 1),
		("2026-11-20", "2026-10-12", -29),
	],
)
def test_counting_between_two_days_leaves_the_first_out(start: str, end: str, count: int) -> None:
	assert england().count(day(start), day(end)) == count


def test_holidays_within_leave_out_weekends_and_the_first_day() -> None:
	calendar = england()
	assert calendar.holidays_within(day("2026-03-20"), day("2026-04-21")) == (
		day("2026-04-03"),
		day("2026-04-06"),
	)
	assert calendar.holidays_within(day("2026-04-03"), day("2026-04-06")) == (day("2026-04-06"),)
	assert calendar.holidays_within(day("2026-12-25"), day("2026-12-27")) == ()  # 26 December is a Saturday


def test_a_council_can_add_a_proclaimed_day() -> None:
	more = england(frozenset({day("2026-06-15")}))
	assert not more.is_working_day(day("2026-06-15"))
	assert more.after(day("2026-06-12"), 1) == day("2026-06-16")
	assert england().after(day("2026-06-12"), 1) == day("2026-06-15")
	assert more.holidays_within(day("2026-06-12"), day("2026-06-16")) == (day("2026-06-15"),)


def test_the_calendar_is_built_once_for_each_set_of_additions() -> None:
	assert england() is england()
	assert england(frozenset({day("2026-06-15")})) is england(frozenset({day("2026-06-15")}))


def test_3_4_years_beyond_the_last_one_checked_are_counted_but_not_confirmed() -> None:
	assert england().is_confirmed(day("2027-12-31"))
	assert not england().is_confirmed(day("2028-01-01"))
	assert Calendar(confirmed_to=2030).is_confirmed(day("2030-12-31"))
	assert not england().is_working_day(day("2040-12-25"))


@pytest.mark.parametrize(
	("start", "step"),
	[(date(LAST_YEAR, 12, 31), "after"), (date(FIRST_YEAR, 1, 1), "before"), (date(1, 1, 1), "on_or_before")],
)
def test_a_day_outside_the_calendar_is_named(start: date, step: str) -> None:
	move = getattr(england(), step)
	with pytest.raises(ValueError, match=rf"{start.isoformat()} lies outside the calendar of 1985 to 2110"):
		move(start) if step == "on_or_before" else move(start, 1)
