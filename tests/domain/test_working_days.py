"""The England working-day calendar: domain.md 3.1 (holidays), 3.2 (rules 1, 4), 3.3 (vectors), 3.4 (calendar's end)."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iro_module.domain.working_days import (
	FIRST_YEAR,
	LAST_YEAR,
	Calendar,
	calendar_warning,
	england,
	england_holidays,
)
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


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_3_1_every_other_weekday_of_the_year_is_worked(year: int) -> None:
	closed = WEEKDAY_HOLIDAYS[year].split()
	weekdays = [
		one
		for one in (date(year, 1, 1) + timedelta(step) for step in range(365))
		if one.weekday() < 5 and f"{one:%m-%d}" not in closed
	]
	assert all(england().is_working_day(one) for one in weekdays)
	worked = {2024: 254, 2025: 253, 2026: 253, 2027: 253}[year]
	assert england().count(date(year - 1, 12, 31), date(year, 12, 31)) == worked


def test_3_1_holidays_are_known_in_every_year_of_the_calendar_and_no_other() -> None:
	assert {one.year for one in england_holidays()} == set(range(1985, 2111))
	assert all(not england().is_working_day(date(year, 12, 25)) for year in range(1985, 2111))


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
		("2025-08-31", "2025-09-26"),
		("2024-02-29", "2024-03-28"),
		("2024-12-20", "2025-01-22"),
		("2025-04-14", "2025-05-15"),
		("2025-08-08", "2025-09-08"),
		("2025-12-08", "2026-01-08"),
		("2026-03-20", "2026-04-21"),
	],
)
def test_3_3_first_review_twenty_working_days_after_becoming_looked_after(start: str, due: str) -> None:
	assert england().after(day(start), 20) == day(due)
	assert england().count(day(start), day(due)) == 20


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
		("2027-12-28", "2027-12-24"),  # both substitutes and a weekend in one step
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


@pytest.mark.parametrize(
	("start", "step"),
	[
		("2110-12-31", "after"),
		("2111-01-01", "after"),
		("0001-01-01", "after"),
		("1985-01-01", "before"),
		("1984-12-31", "before"),
		("2111-01-02", "before"),
		("9999-12-31", "before"),
		("1985-01-01", "on_or_before"),  # a bank holiday, and nothing before it
		("1984-12-31", "on_or_before"),
		("2111-01-01", "on_or_before"),
		("0001-01-01", "on_or_before"),
		("1984-12-31", "is_working_day"),
		("0001-01-01", "is_working_day"),
		("2111-01-01", "is_working_day"),
	],
)
def test_a_day_outside_the_calendar_is_named(start: str, step: str) -> None:
	move = getattr(england(), step)
	with pytest.raises(ValueError, match=rf"^{start} lies outside the calendar of 1985 to 2110$"):
		move(day(start), 1) if step in ("after", "before") else move(day(start))


@pytest.mark.parametrize(
	("start", "end", "outside"),
	[
		("1984-12-30", "2026-01-05", "1984-12-30"),
		("2026-01-05", "2111-01-01", "2111-01-01"),
		("2111-01-01", "2026-01-05", "2111-01-01"),
	],
)
def test_nothing_is_counted_outside_the_calendar(start: str, end: str, outside: str) -> None:
	with pytest.raises(ValueError, match=f"^{outside} lies outside"):
		england().count(day(start), day(end))


@pytest.mark.parametrize(
	("start", "count"), [("2110-12-01", 60), ("2110-12-30", 3), ("2026-01-01", 1_000_000)]
)
def test_a_count_that_runs_past_the_calendar_names_the_day_it_began(start: str, count: int) -> None:
	with pytest.raises(ValueError, match=f"^{start} lies outside"):
		england().after(day(start), count)


@pytest.mark.parametrize(
	("start", "count"), [("1985-01-02", 1), ("1985-01-10", 20), ("2026-01-01", 1_000_000)]
)
def test_a_count_back_that_runs_past_the_calendar_names_the_day_it_began(start: str, count: int) -> None:
	with pytest.raises(ValueError, match=f"^{start} lies outside"):
		england().before(day(start), count)


def test_the_first_and_last_days_of_the_calendar_count() -> None:
	assert (FIRST_YEAR, LAST_YEAR) == (1985, 2110)
	assert england().after(day("1985-01-01"), 1) == day("1985-01-02")
	assert england().before(day("1985-01-03"), 1) == day("1985-01-02")
	assert england().before(day("2111-01-01"), 1) == day("2110-12-31")
	assert england().on_or_before(day("2110-12-31")) == day("2110-12-31")
	assert england().after(day("2110-12-30"), 1) == day("2110-12-31")
	assert england().is_working_day(day("2110-12-31"))
	assert not england().is_working_day(day("1985-01-01"))
	assert england().count(day("1984-12-31"), day("1985-01-02")) == 1


class TestCorrectionsByAnAdministrator:
	"""domain.md 3.1: the list is data that an administrator can extend."""

	def test_a_proclaimed_day_is_closed(self) -> None:
		more = england(frozenset({day("2026-06-15")}))
		assert not more.is_working_day(day("2026-06-15"))
		assert more.after(day("2026-06-12"), 1) == day("2026-06-16")
		assert england().after(day("2026-06-12"), 1) == day("2026-06-15")
		assert more.before(day("2026-06-16")) == day("2026-06-12")
		assert more.count(day("2026-06-12"), day("2026-06-16")) == 1
		assert more.holidays_within(day("2026-06-12"), day("2026-06-16")) == (day("2026-06-15"),)

	def test_a_holiday_that_was_moved_is_worked(self) -> None:
		"""As in 2020, when the early May holiday moved from Monday 4 to Friday 8 May."""
		moved = england(frozenset({day("2026-05-08")}), open_days=frozenset({day("2026-05-04")}))
		assert moved.is_working_day(day("2026-05-04"))
		assert not moved.is_working_day(day("2026-05-08"))
		assert moved.after(day("2026-05-01"), 1) == day("2026-05-04")
		assert moved.after(day("2026-05-07"), 1) == day("2026-05-11")
		assert moved.holidays_within(day("2026-05-01"), day("2026-05-31")) == (
			day("2026-05-08"),
			day("2026-05-25"),
		)

	def test_the_library_knew_of_the_move_of_2020(self) -> None:
		assert england().is_working_day(day("2020-05-04"))
		assert not england().is_working_day(day("2020-05-08"))

	def test_opening_a_weekend_does_not_make_it_worked(self) -> None:
		opened = england(open_days=frozenset({day("2026-12-26"), day("2026-12-27")}))
		assert not opened.is_working_day(day("2026-12-26"))
		assert opened.after(day("2026-12-24"), 1) == day("2026-12-29")

	def test_opening_a_day_that_is_worked_changes_nothing(self) -> None:
		opened = england(open_days=frozenset({day("2026-06-15")}))
		assert opened.after(day("2026-06-12"), 20) == england().after(day("2026-06-12"), 20)

	def test_a_day_named_as_closed_and_as_open_is_closed(self) -> None:
		both = england(frozenset({day("2026-05-04")}), open_days=frozenset({day("2026-05-04")}))
		assert not both.is_working_day(day("2026-05-04"))

	def test_a_closed_weekend_is_no_bank_holiday_to_skip(self) -> None:
		more = england(frozenset({day("2026-06-14")}))
		assert more.holidays_within(day("2026-06-12"), day("2026-06-16")) == ()

	def test_built_once_for_each_set_of_corrections(self) -> None:
		closed, opened = frozenset({day("2026-06-15")}), frozenset({day("2026-05-04")})
		assert england() is england()
		assert england(closed) is england(frozenset({day("2026-06-15")}))
		assert england(closed, open_days=opened) is england(closed, open_days=opened)
		assert england(closed) is not england(closed, open_days=opened)
		assert england_holidays() is england_holidays()


class TestTheEndOfTheConfirmedYears:
	"""domain.md 3.4, last row: marked, counted with the ordinary holidays, administrators warned six months ahead."""

	def test_later_years_are_counted_but_not_confirmed(self) -> None:
		assert england().confirmed_to == 2027
		assert england().is_confirmed(day("2027-12-31"))
		assert not england().is_confirmed(day("2028-01-01"))
		assert Calendar(confirmed_to=2030).is_confirmed(day("2030-12-31"))
		assert england(confirmed_to=2026).confirmed_to == 2026
		assert not england().is_working_day(day("2040-12-25"))

	@pytest.mark.parametrize("today", ["2026-01-01", "2027-06-29"])
	def test_no_warning_while_the_end_is_more_than_six_months_away(self, today: str) -> None:
		assert calendar_warning(england(), day(today)) is None

	@pytest.mark.parametrize("today", ["2027-06-30", "2027-07-01", "2027-12-31", "2028-01-01", "2031-05-01"])
	def test_a_warning_from_six_months_before_until_a_later_year_is_confirmed(self, today: str) -> None:
		assert calendar_warning(england(), day(today)) == (
			"Bank holidays are confirmed only to the end of 2027. Check those of 2028, add the days that were "
			"proclaimed, open those that were moved, and confirm 2028 in the settings; until then working days in "
			'2028 and later are counted with the ordinary holidays and marked "calendar not confirmed".'
		)

	def test_confirming_the_next_year_ends_the_warning(self) -> None:
		assert calendar_warning(Calendar(confirmed_to=2028), day("2027-06-30")) is None
		assert "Check those of 2029" in str(calendar_warning(Calendar(confirmed_to=2028), day("2028-06-30")))

	@pytest.mark.parametrize(("today", "warned"), [("2027-08-30", False), ("2027-09-30", True)])
	def test_how_long_before_is_a_setting(self, today: str, warned: bool) -> None:
		assert (calendar_warning(england(), day(today), months_ahead=3) is not None) is warned


# --- against the library, day by day --------------------------------------------------------------------------

near = st.dates(date(2019, 1, 1), date(2030, 12, 31))
some = settings(max_examples=60, deadline=None)


@lru_cache(maxsize=1)
def known() -> holidays.HolidayBase:
	return holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2036))


def walked(start: date, count: int, step: int, closed: frozenset[date] = frozenset()) -> date:
	"""The slow way: one day after the other, counting those that are worked."""
	while count:
		start += timedelta(days=step)
		if start.weekday() < 5 and start not in known() and start not in closed:
			count -= 1
	return start


@some
@given(near, st.integers(1, 70))
def test_every_step_agrees_with_walking_day_by_day(start: date, count: int) -> None:
	due = walked(start, count, 1)
	assert england().after(start, count) == due
	assert england().before(start, count) == walked(start, count, -1)
	assert england().on_or_before(start) == walked(start + timedelta(days=1), 1, -1)
	assert england().count(start, due) == count
	assert england().count(due, start) == -count
	assert england().is_working_day(start) is (start.weekday() < 5 and start not in known())
	days = (start + timedelta(days=step) for step in range(1, (due - start).days + 1))
	assert england().holidays_within(start, due) == tuple(
		one for one in days if one.weekday() < 5 and one in known()
	)


@some
@given(st.dates(date(1985, 1, 15), date(2110, 12, 15)), st.integers(1, 8))
def test_steps_forward_and_back_undo_each_other_through_all_the_years(start: date, count: int) -> None:
	due = england().after(start, count)
	assert england().is_working_day(due)
	assert due > start
	assert england().before(due, count) == england().on_or_before(start)
	if england().is_working_day(start):
		assert england().after(england().before(start, count), count) == start


@some
@given(
	near,
	st.integers(1, 60),
	st.frozensets(near, max_size=3),
	st.lists(st.integers(-90, 90), min_size=1, max_size=4),
)
def test_issue_adding_a_bank_holiday_never_makes_a_date_counted_forward_earlier_nor_one_counted_back_later(
	start: date, count: int, anywhere: frozenset[date], close: list[int]
) -> None:
	added = anywhere | {start + timedelta(days=step) for step in close}
	usual, more = england(), Calendar(added)
	assert more.after(start, count) >= usual.after(start, count)
	assert more.before(start, count) <= usual.before(start, count)
	assert more.on_or_before(start) <= usual.on_or_before(start)
	assert more.count(start, start + timedelta(days=count)) <= usual.count(
		start, start + timedelta(days=count)
	)
	assert more.after(start, count) == walked(start, count, 1, added)
	assert more.before(start, count) == walked(start, count, -1, added)


@some
@given(near, st.integers(1, 60), st.frozensets(st.sampled_from(sorted(england_holidays())), max_size=3))
def test_opening_a_bank_holiday_never_makes_a_date_counted_forward_later(
	start: date, count: int, opened: frozenset[date]
) -> None:
	fewer = Calendar(open_days=opened)
	assert fewer.after(start, count) <= england().after(start, count)
	assert fewer.before(start, count) >= england().before(start, count)
