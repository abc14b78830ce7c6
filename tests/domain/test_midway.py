"""The midway review: half way, recomputed, dropped with a reason: domain.md 2.7; scenarios 1, 2, 5, 7, 9 and 10."""

from dataclasses import replace

import pytest

from iro_module.domain.midway import Dropped, Midway, MidwayState, halfway, midway
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from tests.domain.story import day


def found(
	last: str,
	due: str,
	today: str,
	*,
	timetable: str | None = None,
	held: tuple[str, ...] = (),
	known: str | None = None,
	policy: Policy = DEFAULT_POLICY,
) -> Midway | Dropped | None:
	return midway(
		day(last),
		day(due),
		day(timetable or due),
		[day(one) for one in held],
		day(today),
		policy,
		day(known) if known else None,
	)


def shown(result: Midway | Dropped | None) -> tuple[str, str] | None:
	assert isinstance(result, Midway)
	return result.due.on.isoformat(), result.state.value


@pytest.mark.parametrize(
	("last", "due", "half"),
	[
		pytest.param("2026-07-16", "2027-01-16", "2026-10-16", id="scenario 1"),
		pytest.param("2026-03-26", "2026-09-26", "2026-06-26", id="scenario 2"),
		pytest.param("2026-07-15", "2027-01-15", "2026-10-15", id="scenario 5"),
		pytest.param("2026-12-01", "2027-06-01", "2027-03-02", id="scenario 5, after the late review"),
		pytest.param("2026-06-23", "2026-12-23", "2026-09-22", id="scenario 7"),
		pytest.param("2026-06-03", "2026-12-03", "2026-09-02", id="scenario 9"),
		pytest.param("2026-09-24", "2027-03-24", "2026-12-23", id="scenario 10, half a day dropped"),
	],
)
def test_2_7_half_way_between_two_reviews(last: str, due: str, half: str) -> None:
	assert shown(found(last, due, last)) == (half, "pending")


def test_2_7_how_it_was_counted() -> None:
	counted = halfway(day("2026-09-24"), day("2027-03-24"))
	assert counted.words == "half of the 181 days from 24 September 2026 to 24 March 2027"
	result = found("2026-09-24", "2027-03-24", "2026-09-24")
	assert isinstance(result, Midway)
	assert result.due == counted


def test_2_7_states_as_they_are_shown() -> None:
	assert [one.value for one in MidwayState] == ["pending", "overdue", "held"]


@pytest.mark.parametrize(
	("last", "due", "wanted"),
	[
		("2026-04-14", "2026-07-14", False),  # scenario 1: three months
		("2026-04-14", "2026-08-13", False),
		("2026-04-14", "2026-08-14", True),
		("2026-10-31", "2027-02-27", False),
		("2026-10-31", "2027-02-28", True),  # four months end on the last day of February
	],
)
def test_2_7_only_in_intervals_of_four_months_or_more(last: str, due: str, wanted: bool) -> None:
	assert (found(last, due, last) is not None) is wanted


def test_2_7_the_least_interval_is_a_setting() -> None:
	shorter = replace(DEFAULT_POLICY, midway_from_months=3)
	assert shown(found("2026-04-14", "2026-07-14", "2026-04-14", policy=shorter)) == ("2026-05-29", "pending")
	longer = replace(DEFAULT_POLICY, midway_from_months=7)
	assert found("2026-07-16", "2027-01-16", "2026-07-16", policy=longer) is None


@pytest.mark.parametrize(
	("today", "state"), [("2026-10-16", "pending"), ("2026-10-17", "overdue"), ("2027-02-01", "overdue")]
)
def test_2_7_overdue_from_the_day_after_and_so_it_stays(today: str, state: str) -> None:
	assert shown(found("2026-07-16", "2027-01-16", today)) == ("2026-10-16", state)


class TestHeld:
	"""One for an interval: any held since the last review satisfies it."""

	@pytest.mark.parametrize(
		("held", "on"),
		[
			(("2026-07-16",), None),
			(("2026-04-01",), None),
			(("2026-07-17",), "2026-07-17"),
			(("2026-11-20", "2026-10-20", "2026-01-05"), "2026-10-20"),
			(("2027-01-20",), "2027-01-20"),  # the next review being late
			(("2027-02-02",), None),  # has not come yet
			(("2027-02-01",), "2027-02-01"),
		],
	)
	def test_2_7_within_the_interval(self, held: tuple[str, ...], on: str | None) -> None:
		result = found("2026-07-16", "2027-01-16", "2027-02-01", held=held)
		assert isinstance(result, Midway)
		assert result.held_on == (day(on) if on else None)
		assert result.state is (MidwayState.HELD if on else MidwayState.OVERDUE)
		assert result.due.on == day("2026-10-16")

	@pytest.mark.parametrize(
		("held", "known", "due", "half"),
		[
			# due 16 October by the timetable; 15 September where the review is brought forward to 16 November
			("2026-09-10", "2026-09-11", "2026-11-16", "2026-10-16"),
			("2026-09-10", "2026-09-10", "2026-11-16", "2026-09-15"),
			("2026-09-10", None, "2026-11-16", "2026-10-16"),
			("2026-09-10", "2026-08-03", "2026-09-30", "2026-10-16"),
			("2026-10-10", "2026-10-01", "2026-11-16", "2026-10-16"),
		],
	)
	def test_2_7_measured_against_the_date_known_when_it_was_held(
		self, held: str, known: str | None, due: str, half: str
	) -> None:
		result = found("2026-07-16", due, "2026-11-01", timetable="2027-01-16", held=(held,), known=known)
		assert isinstance(result, Midway)
		assert (result.due.on, result.state, result.held_on) == (day(half), MidwayState.HELD, day(held))


class TestReviewBroughtForward:
	"""Not held yet: recomputed, or dropped with the reason. Due 16 October by the timetable."""

	def forward(self, due: str, known: str | None, today: str) -> Midway | Dropped | None:
		return found("2026-07-16", due, today, timetable="2027-01-16", known=known)

	@pytest.mark.parametrize(
		("today", "state"), [("2026-09-01", "pending"), ("2026-09-15", "pending"), ("2026-09-16", "overdue")]
	)
	def test_2_7_recomputed(self, today: str, state: str) -> None:
		assert shown(self.forward("2026-11-16", "2026-09-01", today)) == ("2026-09-15", state)

	@pytest.mark.parametrize(
		("known", "kept"), [("2026-09-14", True), ("2026-09-15", True), ("2026-09-16", False)]
	)
	def test_2_7_dropped_where_the_date_had_passed_when_that_became_known(
		self, known: str, kept: bool
	) -> None:
		assert isinstance(self.forward("2026-11-16", known, "2026-09-20"), Midway) is kept

	def test_2_7_dropped_says_why(self) -> None:
		result = self.forward("2026-11-16", "2026-10-20", "2026-10-20")
		assert result == Dropped(
			day("2026-10-16"),
			"No midway review: the next review was brought forward to 16 November 2026, and half way, 15 September "
			"2026, had passed when that became known on 20 October 2026. It was due on 16 October 2026",
		)

	def test_2_7_where_it_is_not_known_when_it_is_not_dropped(self) -> None:
		assert shown(self.forward("2026-11-16", None, "2026-10-20")) == ("2026-09-15", "overdue")

	@pytest.mark.parametrize(("due", "kept"), [("2026-11-15", False), ("2026-11-16", True)])
	def test_2_7_dropped_where_the_interval_became_too_short(self, due: str, kept: bool) -> None:
		assert isinstance(self.forward(due, "2026-07-20", "2026-07-20"), Midway) is kept

	def test_scenario_5_the_change_nobody_told(self) -> None:
		result = found("2026-07-15", "2026-11-09", "2026-11-20", timetable="2027-01-15", known="2026-11-20")
		assert result == Dropped(
			day("2026-10-15"),
			"No midway review: the next review was brought forward to 9 November 2026, and one is held only where at "
			"least 4 months lie between two reviews. It was due on 15 October 2026",
		)

	def test_2_7_undone_when_the_review_goes_back_to_its_timetable(self) -> None:
		assert shown(self.forward("2027-01-16", "2026-10-20", "2026-10-20")) == ("2026-10-16", "overdue")
		assert shown(self.forward("2027-01-16", "2026-10-20", "2026-10-10")) == ("2026-10-16", "pending")

	def test_2_7_none_where_the_timetable_has_none(self) -> None:
		early = found("2026-04-14", "2026-06-01", "2026-05-01", timetable="2026-07-14", known="2026-05-01")
		assert early is None
