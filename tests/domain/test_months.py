"""Calendar months and birthdays: domain.md 3.2 rule 2 and 3.3; compared with dateutil's relativedelta."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from iro_module.domain.months import birthday, months_later
from iro_module.domain.school_years import in_key_stage_4
from tests.domain.story import day

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
counts = st.integers(-240, 240)


@pytest.mark.parametrize(
	("start", "three", "six"),
	[
		("2025-11-30", "2026-02-28", "2026-05-30"),
		("2025-08-31", "2025-11-30", "2026-02-28"),
		("2025-05-31", "2025-08-31", "2025-11-30"),
		("2024-02-29", "2024-05-29", "2024-08-29"),
		("2025-02-28", "2025-05-28", "2025-08-28"),
	],
)
def test_3_3_the_vectors(start: str, three: str, six: str) -> None:
	assert (months_later(day(start), 3), months_later(day(start), 6)) == (day(three), day(six))


@pytest.mark.parametrize(
	("start", "count", "there"),
	[
		("2026-09-30", 4, "2027-01-30"),  # the case of rule 2: notice on 30 September ended on 30 January
		("2026-01-31", 1, "2026-02-28"),
		("2028-01-31", 1, "2028-02-29"),
		("2100-01-31", 1, "2100-02-28"),  # a century is no leap year
		("2000-01-31", 1, "2000-02-29"),  # the fourth is
		("2026-12-31", 1, "2027-01-31"),
		("2026-12-15", 12, "2027-12-15"),
		("2026-03-02", 0, "2026-03-02"),
		("2026-01-15", -1, "2025-12-15"),
		("2026-03-31", -1, "2026-02-28"),
		("2026-03-29", -1, "2026-02-28"),
		("2026-01-31", -12, "2025-01-31"),
		("2026-05-31", 1, "2026-06-30"),
		("2026-03-31", 13, "2027-04-30"),
	],
)
def test_3_2_rule_2_the_corresponding_date_or_the_last_of_the_month(
	start: str, count: int, there: str
) -> None:
	assert months_later(day(start), count) == day(there)


@given(days, counts)
@example(date(2024, 2, 29), 12)
@example(date(2024, 2, 29), -12)
@example(date(2023, 12, 31), 2)
def test_3_2_rule_2_the_same_as_dateutil(start: date, count: int) -> None:
	assert months_later(start, count) == start + relativedelta(months=count)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
@pytest.mark.parametrize("count", range(-13, 14))
def test_3_2_rule_2_every_day_of_a_year(year: int, count: int) -> None:
	first = date(year, 1, 1)
	for offset in range(366):
		start = first + timedelta(days=offset)
		assert months_later(start, count) == start + relativedelta(months=count)


class TestBirthdays:
	@pytest.mark.parametrize(
		("born", "age", "on"),
		[
			("2008-09-02", 18, "2026-09-02"),
			("2008-02-29", 18, "2026-03-01"),  # no 29 February in 2026: the day after the 28th
			("2008-02-29", 16, "2024-02-29"),
			("2008-02-29", 17, "2025-03-01"),
			("2008-02-29", 92, "2100-03-01"),
			("2008-02-28", 18, "2026-02-28"),
			("2008-03-29", 18, "2026-03-29"),
			("2008-01-29", 18, "2026-01-29"),
			("2008-03-01", 18, "2026-03-01"),
			("2010-12-31", 16, "2026-12-31"),
		],
	)
	def test_the_day_on_which_an_age_is_reached(self, born: str, age: int, on: str) -> None:
		assert birthday(day(born), age) == day(on)


@given(days, st.integers(1, 20))
@example(date(2004, 2, 29), 4)
def test_the_day_before_the_child_is_younger(born: date, age: int) -> None:
	"""As the law counts age, with 1 March for 29 February in a common year."""
	on = birthday(born, age)
	before = on - timedelta(days=1)
	assert (on.month, on.day) >= (born.month, born.day)
	assert (before.year, before.month, before.day) < (born.year + age, born.month, born.day)
	assert on.year == born.year + age


@given(st.dates(date(2000, 1, 1), date(2015, 12, 31)), st.dates(date(2015, 1, 1), date(2032, 12, 31)))
@example(date(2011, 8, 31), date(2025, 9, 1))
@example(date(2011, 9, 1), date(2025, 9, 1))
def test_key_stage_4_by_the_age_on_31_august(born: date, on: date) -> None:
	eve = date(on.year if on >= date(on.year, 9, 1) else on.year - 1, 8, 31)
	age = relativedelta(eve, born).years
	assert in_key_stage_4(born, on) is (age in (14, 15))


class TestSchoolYears:
	"""Key stage 4 is years 10 and 11: 14 or 15 on the 31 August before the school year."""
