"""The care history: periods, what belongs to them, and records that contradict each other."""

import pytest

from iro_module.domain.care_history import Held, history_of
from iro_module.domain.records import RecordType, record_name
from tests.domain.shown import moved, reasons, rules, settled_child
from tests.domain.story import FEED, Story, day


class TestCurrentPeriod:
	@pytest.mark.parametrize(
		("today", "found"),
		[
			("2024-12-01", "2025-01-06"),  # the next ahead
			("2025-01-06", "2025-01-06"),
			("2025-05-31", "2025-01-06"),
			("2025-06-01", "2026-03-02"),  # ended on that day
			("2026-03-02", "2026-03-02"),
		],
	)
	def test_of_two(self, today: str, found: str) -> None:
		story = Story().period("2025-01-06", "2025-06-01", "PC-1").period("2026-03-02", record_id="PC-2")
		period = story.history().current_period(day(today))
		assert period is not None
		assert period.record.start_date == day(found)

	def test_one_that_lies_ahead_does_not_hide_the_one_in_force(self) -> None:
		story = Story().period("2026-03-20", record_id="PC-1").period("2036-03-20", record_id="PC-2")
		assert reasons(story.plan("2026-03-20")) == [("T1", "2026-04-21", "must")]

	def test_of_two_that_overlap_the_latest_to_begin(self) -> None:
		story = Story().period("2025-01-06", record_id="PC-1").period("2026-03-20", record_id="PC-2")
		assert reasons(story.plan("2026-03-20")) == [("T1", "2026-04-21", "must")]

	def test_none_after_leaving_care_or_without_one(self) -> None:
		assert Story().period("2025-01-06", "2025-06-01").history().current_period(day("2025-06-01")) is None
		assert Story().history().current_period(day("2025-06-01")) is None


class TestGaps:
	"""No child drops out of the plan without a word."""

	NEEDED = "period of care needed"

	@pytest.mark.parametrize(
		("story", "needed"),
		[
			(Story().placed("2026-03-02", "U6"), [NEEDED]),
			(Story().status("2026-03-02", "C2"), [NEEDED]),
			(Story().placed("2026-03-02", "U6", end_date="2026-03-10"), [NEEDED]),
			(Story().placed("2026-03-02", "U6", end_date="2026-03-09"), []),
			(Story().born("2015-03-02"), []),
			(
				Story().period("2025-01-06", "2026-01-12").placed("2025-01-06", "U6"),
				[],
			),  # not closed by the feed
			(Story().period("2025-01-06", "2026-01-12").placed("2026-03-02", "U6"), [NEEDED]),
			(Story().period("2025-01-06", "2026-01-12").status("2026-01-12", "C2"), [NEEDED]),
			(
				Story().period("2025-01-06", "2026-01-12").status("2026-01-12", "C2", end_date="2026-03-01"),
				[],
			),
			(
				Story().born("2008-03-02").period("2025-01-06").placed("2025-01-06", "U6"),
				[],
			),  # 18 since 2 March
			(Story().born("2007-01-06").period("2025-01-06"), ["birth date or start of care to be checked"]),
			(Story().born("2007-01-05").period("2025-01-06"), ["birth date or start of care to be checked"]),
			(Story().born("2007-01-07").period("2025-01-06"), []),
			(Story().born("1998-01-07").period("2025-01-06", "2026-03-09"), []),
		],
	)
	def test_on_9_march_2026(self, story: Story, needed: list[str]) -> None:
		plan = story.plan("2026-03-09")
		assert [gap.needed for gap in plan.gaps] == needed
		assert plan.reviews == ()
		assert all(len(gap.reason) > 20 for gap in plan.gaps)

	def test_none_while_a_period_covers_the_day(self) -> None:
		assert settled_child().plan("2026-03-09").gaps == ()


class TestWhatBelongsToAPeriod:
	def test_placements_and_statuses_that_touch_it(self) -> None:
		story = Story().period("2026-03-02", "2026-06-01")
		for number, (start, end) in enumerate(
			[
				("2026-01-05", "2026-03-02"),
				("2026-01-05", "2026-03-03"),
				("2026-05-29", None),
				("2026-06-01", None),
			]
		):
			story.placed(start, "U6", f"PL-{number}", end_date=end)
			story.status(start, "C2", end_date=end)
		history = story.history()
		(period,) = history.periods
		assert [one.record.start_date for one in history.stays_in(period)] == [
			day("2026-01-05"),
			day("2026-05-29"),
		]
		assert [one.record.end_date for one in history.stays_in(period)] == [day("2026-03-03"), None]
		assert [one.record.start_date for one in history.statuses_in(period)] == [
			day("2026-01-05"),
			day("2026-05-29"),
		]

	def test_reviews_from_the_first_day_to_the_last(self) -> None:
		story = Story().period("2026-03-02", "2026-06-01")
		for on in ("2026-03-01", "2026-03-02", "2026-06-01", "2026-06-02"):
			story.reviewed(on)
		history = story.history()
		assert [one.completed_on for one in history.reviews_in(history.periods[0])] == [
			day("2026-03-02"),
			day("2026-06-01"),
		]

	def test_moves_of_another_period_are_none_of_this_one(self) -> None:
		story = Story().period("2025-01-06", "2025-06-01", "PC-1").period("2026-03-02", record_id="PC-2")
		story.placed("2025-01-06", "U6", end_date="2025-06-01").placed(
			"2026-03-02", "U6", reason_new_episode="S"
		)
		assert rules(story.plan("2026-03-02")) == []

	def test_a_placement_left_open_from_before_is_no_move_on_the_first_day(self) -> None:
		story = Story().period("2025-01-06", "2025-06-01", "PC-1").period("2026-03-02", record_id="PC-2")
		story.placed("2025-01-06", "U6").placed("2026-03-02", "U6", reason_new_episode="S")
		assert rules(story.plan("2026-03-02")) == []


@pytest.mark.parametrize(
	("on", "status"),
	[
		("2025-01-05", None),
		("2025-01-06", "C1"),
		("2026-03-01", "C1"),
		("2026-03-02", "C2"),
		("2026-04-01", None),
	],
)
def test_the_status_on_a_day(on: str, status: str | None) -> None:
	story = (
		Story()
		.status("2025-01-06", "C1", end_date="2026-03-02")
		.status("2026-03-02", "C2", end_date="2026-04-01")
	)
	assert story.history().status_on(day(on)) == status


def test_of_two_statuses_in_force_the_latest_to_begin_counts() -> None:
	story = Story().status("2025-01-06", "C2").status("2026-03-02", "E1", end_date="2026-04-01")
	assert story.history().status_on(day("2026-03-10")) == "E1"
	assert story.history().status_on(day("2026-04-01")) == "C2"


class TestPlacementsOnOneDay:
	"""domain.md 4.6, rule 355: an episode cannot start and end on one day, but feeds say so."""

	@pytest.mark.parametrize("passing", ["A-PASSING", "Z-PASSING"])
	def test_one_that_began_and_ended_that_day_is_passed_over(self, passing: str) -> None:
		story = moved(
			"K2", old={"reason_place_change": "STAND"}, end_date="2026-04-20", reason_place_change="CREQB"
		)
		story.placed("2026-03-02", "U6", passing, end_date="2026-03-02", reason_place_change="OTHER")
		story.placed("2026-04-20", "U6", "THIRD", reason_new_episode="P")
		assert rules(story.plan("2026-04-20")) == ["C03", "C04"]
		assert "K2 to U6" in story.plan("2026-04-20").changes[1].description

	def test_the_first_placement_left_on_the_day_it_began_is_no_move(self) -> None:
		story = Story().period("2026-03-02").placed("2026-03-02", "U6", "FIRST", end_date="2026-03-02")
		assert rules(story.plan("2026-03-02")) == []
		assert (
			rules(story.placed("2026-03-02", "K2", "SECOND", reason_new_episode="P").plan("2026-03-02")) == []
		)

	def test_one_that_ended_that_day_with_nothing_after_it_is_one_change(self) -> None:
		story = moved("K2", end_date="2026-03-02")
		assert [one.on for one in story.plan("2026-03-02").changes] == [day("2026-03-02")]
		story.placed("2026-03-05", "U6", "THIRD", reason_new_episode="P")
		assert [one.on for one in story.plan("2026-03-05").changes] == [day("2026-03-02"), day("2026-03-05")]


class TestHistoryOf:
	def test_takes_the_records_of_that_child_only(self) -> None:
		story = Story().period("2026-03-02").born("2015-03-02")
		history = history_of("CH-2", story.records.values())
		assert (history.child_id, history.periods, history.birth_date) == ("CH-2", (), None)

	def test_in_order_of_time_whatever_the_order_given(self) -> None:
		story = (
			moved()
			.status("2026-03-02", "V2")
			.reviewed("2026-03-04")
			.period("2020-01-06", "2021-01-06", "PC-0")
		)
		there = history_of("CH-1", story.records.values())
		back = history_of("CH-1", reversed(story.records.values()))
		assert there == back
		assert [one.record.start_date.year for one in there.periods] == [2020, 2025]
		assert [one.completed_on for one in there.reviews] == [day("2026-01-12"), day("2026-03-04")]

	def test_a_birth_date_from_whichever_record_has_one(self) -> None:
		assert Story().born("2015-03-02").history().birth_date == day("2015-03-02")
		story = Story().add("CH-1", type(Story().born("2015-03-02").records.popitem()[1].record)())
		assert story.history().birth_date is None

	def test_names_what_a_review_considered_by_the_source_that_says_so(self) -> None:
		(held,) = Story().reviewed("2026-03-02", changes_considered=["PL-1"]).history().reviews
		assert held.considered == {
			record_name(FEED, RecordType.PLACEMENT, "PL-1"),
			record_name(FEED, RecordType.LEGAL_STATUS, "PL-1"),
			record_name(FEED, RecordType.PERIOD_OF_CARE, "PL-1"),
		}

	def test_a_review_known_from_the_feed_and_the_desk_counts_once(self) -> None:
		story = (
			Story().period("2026-01-05").reviewed("2026-02-02", changes_considered=["PL-1"], change_only=True)
		)
		story.desk.append(Held(day("2026-02-02"), frozenset({"PL-2"})))
		(held,) = story.history().reviews
		assert (held.change_only, len(held.considered)) == (False, 4)
		assert story.review("2026-02-02").sequence == 2
		story.desk[:] = [Held(day("2026-02-02"), change_only=True)]
		assert story.history().reviews[0].change_only is True
