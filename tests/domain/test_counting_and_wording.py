"""How dates are counted and put into words: domain.md 3.2 (rules), 3.3 (vectors)."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iro_module.domain.policy import DEFAULT_POLICY
from iro_module.domain.reasons import day_before, days_after, months_after, working_days_after
from iro_module.domain.wording import counted_back, counted_working_days, in_words, listed, plural
from iro_module.domain.working_days import Calendar, england
from tests.domain.story import day

START_COUNTED = replace(DEFAULT_POLICY, count_start_day=True)
days = st.dates(date(2019, 1, 1), date(2040, 12, 31))
some = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
	("start", "three", "six"),
	[
		("2025-11-30", "2026-02-28", "2026-05-30"),
		("2025-08-31", "2025-11-30", "2026-02-28"),
		("2025-05-31", "2025-08-31", "2025-11-30"),
		("2024-02-29", "2024-05-29", "2024-08-29"),
		("2025-02-28", "2025-05-28", "2025-08-28"),
		("2023-08-31", "2023-11-30", "2024-02-29"),
	],
)
def test_3_3_months_end_on_the_corresponding_date_or_the_last_of_the_month(
	start: str, three: str, six: str
) -> None:
	assert (months_after(day(start), 3).on, months_after(day(start), 6).on) == (day(three), day(six))


@pytest.mark.parametrize(
	("start", "count", "on"),
	[
		("2026-01-31", 1, "2026-02-28"),
		("2028-01-31", 1, "2028-02-29"),
		("2026-01-29", 1, "2026-02-28"),
		("2026-01-28", 1, "2026-02-28"),
		("2026-02-28", 1, "2026-03-28"),  # the corresponding date, not the end of the month
		("2026-04-30", 1, "2026-05-30"),
		("2026-03-31", 6, "2026-09-30"),
		("2028-02-29", 12, "2029-02-28"),
		("2024-02-29", 48, "2028-02-29"),
	],
)
def test_3_2_rule_2_the_last_day_only_where_there_is_no_corresponding_date(
	start: str, count: int, on: str
) -> None:
	assert months_after(day(start), count).on == day(on)


@some
@given(days, st.integers(1, 24))
@example(date(2025, 8, 31), 6)
def test_3_2_rule_2_months_end_on_the_corresponding_date_or_the_last_of_the_month(
	start: date, count: int
) -> None:
	month = start.year * 12 + start.month - 1 + count
	last = monthrange(month // 12, month % 12 + 1)[1]
	assert months_after(start, count).on == date(month // 12, month % 12 + 1, min(start.day, last))


@some
@given(days, st.integers(1, 12))
def test_3_2_rule_2_a_later_start_never_gives_an_earlier_end(start: date, count: int) -> None:
	assert months_after(start, count).on <= months_after(start + timedelta(days=1), count).on
	assert months_after(start, count).on < months_after(start, count + 1).on


def test_1981_ukhl_notice_of_30_september_ends_on_30_january() -> None:
	assert months_after(day("1980-09-30"), 4).on == day("1981-01-30")


@pytest.mark.parametrize(
	("start", "count", "on", "falls_on"),
	[
		("2025-09-26", 3, "2025-12-26", "a bank holiday"),
		("2024-06-28", 6, "2024-12-28", "a Saturday"),
		("2025-08-15", 6, "2026-02-15", "a Sunday"),
		("2025-12-25", 12, "2026-12-25", "Christmas Day"),
	],
)
def test_3_2_rule_4_months_are_not_extended_over_days_that_are_not_worked(
	start: str, count: int, on: str, falls_on: str
) -> None:
	assert months_after(day(start), count).on == day(on), falls_on
	assert not england().is_working_day(day(on))


@pytest.mark.parametrize(
	("start", "count", "on", "words"),
	[
		("2026-01-01", 1, "2026-02-01", "1 month from 1 January 2026"),
		("2026-04-14", 3, "2026-07-14", "3 months from 14 April 2026"),
	],
)
def test_months_in_words(start: str, count: int, on: str, words: str) -> None:
	counted = months_after(day(start), count)
	assert (counted.on, counted.words) == (day(on), words)


def test_3_2_rule_5_four_weeks_are_28_calendar_days() -> None:
	counted = days_after(day("2026-03-06"), 28)
	assert (counted.on, counted.words) == (day("2026-04-03"), "28 days from 6 March 2026")


@pytest.mark.parametrize(
	("start", "usual", "counted"),
	[
		("2025-08-08", "2025-09-08", "2025-09-05"),
		("2026-03-20", "2026-04-21", "2026-04-20"),
		(
			"2025-08-31",
			"2025-09-26",
			"2025-09-26",
		),  # a Sunday is no working day, so there is nothing to count
		("2026-04-03", "2026-05-05", "2026-05-05"),  # nor is Good Friday
	],
)
def test_3_2_rule_8_counting_the_first_day_gives_one_day_less(start: str, usual: str, counted: str) -> None:
	assert working_days_after(DEFAULT_POLICY, day(start), 20).on == day(usual)
	assert working_days_after(START_COUNTED, day(start), 20).on == day(counted)


def test_3_2_rule_8_says_that_the_first_day_was_counted() -> None:
	assert working_days_after(START_COUNTED, day("2026-03-20"), 20).words == (
		"20 working days from 20 March 2026, which is counted as the first; "
		"3 April and 6 April are bank holidays"
	)
	assert "counted as the first" not in working_days_after(START_COUNTED, day("2025-08-31"), 20).words


def test_3_2_rule_8_one_working_day_is_then_the_day_itself() -> None:
	counted = working_days_after(START_COUNTED, day("2026-03-20"), 1)
	assert counted.on == day("2026-03-20")
	assert counted.words == "1 working day from 20 March 2026, which is counted as the first"


@pytest.mark.parametrize(
	("start", "count", "words"),
	[
		("2026-06-01", 20, "20 working days from 1 June 2026"),
		("2026-05-21", 20, "20 working days from 21 May 2026; 25 May is a bank holiday"),
		("2026-03-20", 20, "20 working days from 20 March 2026; 3 April and 6 April are bank holidays"),
		(
			"2025-12-19",
			20,
			"20 working days from 19 December 2025; 25 December, 26 December and 1 January 2026 are bank holidays",
		),
		(
			"2027-12-20",
			20,
			"20 working days from 20 December 2027; 27 December, 28 December and 3 January 2028 are bank "
			"holidays; calendar not confirmed for 2028",
		),
	],
)
def test_every_bank_holiday_skipped_is_named(start: str, count: int, words: str) -> None:
	due = england().after(day(start), count)
	assert counted_working_days(england(), day(start), count, due) == words


@some
@given(days, st.integers(1, 60))
def test_3_2_rule_8_counting_the_first_day_is_one_step_less_and_never_later(start: date, count: int) -> None:
	usual = working_days_after(DEFAULT_POLICY, start, count).on
	counted = working_days_after(START_COUNTED, start, count).on
	if england().is_working_day(start):
		assert england().count(counted, usual) == 1
	else:
		assert counted == usual


@some
@given(days, st.integers(1, 40), st.frozensets(days, max_size=2), st.lists(st.integers(-60, 60), max_size=3))
def test_issue_an_added_bank_holiday_moves_a_deadline_only_the_safe_way_whatever_is_counted(
	start: date, count: int, anywhere: frozenset[date], close: list[int]
) -> None:
	"""Counted forward never earlier, counted back from a change never later."""
	calendar = Calendar(anywhere | {start + timedelta(days=step) for step in close})
	more = replace(DEFAULT_POLICY, calendar=calendar)
	assert working_days_after(more, start, count).on >= working_days_after(DEFAULT_POLICY, start, count).on
	assert day_before(more, start).on <= day_before(DEFAULT_POLICY, start).on


@pytest.mark.parametrize(
	("event", "due", "words"),
	[
		("2026-03-06", "2026-03-05", "the last working day before 6 March 2026"),
		("2026-03-09", "2026-03-06", "the last working day before 9 March 2026"),
		(
			"2026-04-07",
			"2026-04-02",
			"the last working day before 7 April 2026; 3 April and 6 April are bank holidays",
		),
		(
			"2026-04-03",
			"2026-04-02",
			"the last working day before 3 April 2026",
		),  # the day itself is not skipped
		(
			"2026-01-02",
			"2025-12-31",
			"the last working day before 2 January 2026; 1 January 2026 is a bank holiday",
		),
		(
			"2028-01-04",
			"2027-12-31",
			"the last working day before 4 January 2028; 3 January 2028 is a bank holiday; "
			"calendar not confirmed for 2028",
		),
		("2028-01-01", "2027-12-31", "the last working day before 1 January 2028"),
	],
)
def test_counting_back_from_an_event(event: str, due: str, words: str) -> None:
	assert day_before(DEFAULT_POLICY, day(event)).on == day(due)
	assert day_before(DEFAULT_POLICY, day(event)).words == words
	assert counted_back(england(), day(event), day(due)) == words


@pytest.mark.parametrize(
	("on", "words"), [("2025-09-08", "8 September 2025"), ("2026-12-31", "31 December 2026")]
)
def test_dates_read_as_people_write_them(on: str, words: str) -> None:
	assert in_words(day(on)) == words


def test_plurals_and_lists() -> None:
	assert [plural(count, "day") for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
	assert [listed(list("abc")[:count]) for count in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
