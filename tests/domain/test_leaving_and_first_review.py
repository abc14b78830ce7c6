"""Leaving care around the first review, and reviews that may be missing: domain.md 3.4; issue, "Timetables"."""

from dataclasses import replace

import pytest

from iro_module.domain.policy import DEFAULT_POLICY
from tests.domain.shown import reasons
from tests.domain.story import Story, day

START = "2026-03-02"
"""A Monday: the first review is due on Monday 30 March 2026."""
NEEDED = "date of last review needed"


def started(**values: object) -> Story:
	return Story().period(START, **values).status(START, "V2")  # type: ignore[arg-type]


def gaps(story: Story, today: str, **more: object) -> list[str]:
	return [one.needed for one in story.plan(today, **more).gaps]  # type: ignore[arg-type]


class TestLeavingAroundTheFirstReview:
	"""3.4: leaves before the 20th working day: none was due; on it, it was; a later review: on or before, not due."""

	@pytest.mark.parametrize(
		("end", "due"),
		[
			("2026-03-29", []),
			("2026-03-30", ["2026-03-30"]),
			("2026-03-31", ["2026-03-30"]),
			("2026-03-27", []),
		],
	)
	def test_3_4_the_20th_working_day(self, end: str, due: list[str]) -> None:
		story = started(end=end, end_reason="E4A")
		assert [one.due_on.isoformat() for one in story.plan("2026-03-16").reviews] == due

	def test_3_4_by_law(self) -> None:
		(review,) = started(end="2026-03-30", end_reason="E4A").plan("2026-03-16").reviews
		assert (review.kind, review.statutory_due_on) == ("first", day("2026-03-30"))

	@pytest.mark.parametrize("born", ["2008-03-30", "2008-03-29"])
	def test_1_1_never_on_or_after_the_18th_birthday(self, born: str) -> None:
		assert started().born(born).plan("2026-03-16").reviews == ()
		assert started(end="2026-03-30").born("2008-03-30").plan("2026-03-16").reviews == ()

	@pytest.mark.parametrize(
		("end", "rules"), [("2026-06-16", []), ("2026-06-17", ["T2"]), ("2026-06-15", [])]
	)
	def test_3_4_a_later_review_due_that_day_is_not(self, end: str, rules: list[str]) -> None:
		story = started(end=end, end_reason="E4A").reviewed("2026-03-16")
		assert [rule for rule, *_ in reasons(story.plan("2026-03-16"))] == rules

	def test_3_4_nor_any_other_timetable_s(self) -> None:
		breaks = Story().period(START, "2026-06-02").status(START, "V4")
		assert breaks.plan(START).reviews == ()
		placed = Story().period(START, "2026-03-30").status(START, "E1").placed(START, "A6")
		assert placed.plan(START).reviews == ()

	def test_after_the_end_nothing_is_planned(self) -> None:
		assert started(end="2026-03-30").plan("2026-03-30").reviews == ()

	@pytest.mark.parametrize(("day_", "due"), [("2026-03-29", ["2026-03-30"]), ("2026-03-30", [])])
	def test_until_the_day_itself(self, day_: str, due: list[str]) -> None:
		story = started(end="2026-03-30", end_reason="E4A")
		assert [one.due_on.isoformat() for one in story.plan(day_).reviews] == due


class TestReviewsThatMayBeMissing:
	"""Issue: never an invented date. Reviews incomplete, none on record and the first one overdue: a gap."""

	@pytest.mark.parametrize(
		("today", "missing"),
		[(START, False), ("2026-03-30", False), ("2026-03-31", True), ("2027-01-04", True)],
	)
	def test_until_the_20th_working_day_the_first_is_due_afterwards_it_is_a_gap(
		self, today: str, missing: bool
	) -> None:
		story = started(reviews_complete=False)
		assert reasons(story.plan(today)) == ([] if missing else [("T1", "2026-03-30", "must")])
		assert gaps(story, today) == ([NEEDED] if missing else [])

	def test_the_words(self) -> None:
		(gap,) = started(reviews_complete=False).plan("2026-04-01").gaps
		assert gap.reason == (
			"Reviews since the period of care began may be missing from the records, and none is on record"
		)
		(gap,) = started(start_known=False).plan("2026-04-01").gaps
		assert gap.reason == "The period of care began before the records do and no review is on record"

	def test_where_reviews_are_complete_the_first_is_late(self) -> None:
		assert reasons(started().plan("2027-01-04")) == [("T1", "2026-03-30", "must")]
		assert gaps(started(), "2027-01-04") == []

	def test_a_tighter_local_limit_takes_nothing_away(self) -> None:
		own = replace(DEFAULT_POLICY, first_review_working_days=10)
		story = started(reviews_complete=False)
		for today in ("2026-03-17", "2026-03-30"):
			assert reasons(story.plan(today, policy=own)) == [
				("T1", "2026-03-16", "local"), ("T1", "2026-03-30", "must"),
			]  # fmt: skip
		assert gaps(story, "2026-03-31", policy=own) == [NEEDED]

	def test_before_the_regulations_the_council_s_number_decides(self) -> None:
		story = Story().period("2011-03-28", reviews_complete=False).status("2011-03-28", "V2")
		own = replace(DEFAULT_POLICY, first_review_working_days=10)
		assert gaps(story, "2011-04-11", policy=own) == []
		assert gaps(story, "2011-04-12", policy=own) == [NEEDED]

	def test_undone_by_a_review_on_record(self) -> None:
		story = started(reviews_complete=False).reviewed("2026-04-14")
		plan = story.plan("2026-04-14")
		assert (reasons(plan), plan.gaps) == ([("T3", "2026-10-14", "must")], ())
		assert plan.reviews[0].sequence == 3  # one is taken to be missing

	def test_one_that_looked_only_at_a_change_does_not_undo_it(self) -> None:
		story = started(reviews_complete=False).reviewed("2026-04-14", change_only=True)
		assert gaps(story, "2026-04-14") == [NEEDED]

	def test_counted_from_the_first_day_that_is_no_short_break(self) -> None:
		story = Story().period("2026-01-05", reviews_complete=False)
		story.status("2026-01-05", "V4", end_date=START).status(START, "V2")
		assert (reasons(story.plan("2026-03-30")), gaps(story, "2026-03-30")) == (
			[("T1", "2026-03-30", "must")],
			[],
		)
		assert gaps(story, "2026-03-31") == [NEEDED]

	def test_short_breaks_count_from_their_own_first_review(self) -> None:
		story = Story().period("2026-01-05", reviews_complete=False).status("2026-01-05", "V4")
		assert [rule for rule, *_ in reasons(story.plan("2026-04-05"))] == ["SB1"]
		assert gaps(story, "2026-04-05") == []
		assert gaps(story, "2026-04-06") == [NEEDED]
		unknown = Story().period("2026-01-05", start_known=False).status("2026-01-05", "V4")
		assert gaps(unknown, "2026-12-01") == [NEEDED]

	@pytest.mark.parametrize(
		("values", "held", "number"),
		[
			({}, [], 1),
			({}, ["2026-03-16"], 2),
			({"reviews_complete": False}, [], 1),
			({"reviews_complete": False}, ["2026-03-16"], 3),
			({"reviews_complete": False}, ["2026-03-16", "2026-03-30"], 4),
			({"start_known": False}, ["2026-03-16"], 3),
		],
	)
	def test_the_number_of_the_next(self, values: dict[str, object], held: list[str], number: int) -> None:
		story = started(**values)
		for on in held:
			story.reviewed(on)
		assert story.review("2026-03-30").sequence == number

	def test_start_unknown_and_none_on_record_the_next_is_the_second(self) -> None:
		story = started(start_known=False).placed(
			START, "U6", end_date="2026-03-23", reason_place_change="CREQB"
		)
		assert story.review("2026-03-23").sequence == 2


class TestRecordsOutsideAnyPeriod:
	def test_the_words(self) -> None:
		(gap,) = Story().placed(START, "U6").plan(START).gaps
		assert (
			gap.reason == "Placements or legal statuses are on record, but no period of care that covers them"
		)
		(gap,) = Story().period(START).born("2008-03-02").plan(START).gaps
		assert gap.reason == (
			"The period of care is open, but by the birth date on record the child was 18 before it began"
		)

	def test_after_the_last_of_several_periods(self) -> None:
		story = Story().period("2024-01-08", "2024-06-03", "PC-1").period("2025-01-06", START, "PC-2")
		assert gaps(story.placed("2024-06-03", "U6"), START) == []
		assert gaps(story.placed(START, "U6"), START) == ["period of care needed"]

	def test_a_placement_without_a_period_is_a_gap(self) -> None:
		assert gaps(Story().placed(START, "U6"), START) == ["period of care needed"]
		assert gaps(Story().placed(START, "U6", end_date="2026-03-16"), "2026-03-16") == []
		assert gaps(Story().placed(START, "U6", end_date="2026-03-16"), "2026-03-15") == [
			"period of care needed"
		]
		assert gaps(Story().status(START, "V2"), START) == ["period of care needed"]

	def test_after_care_ended_only_what_began_since(self) -> None:
		story = Story().period("2025-01-06", START)
		assert gaps(story, START) == []
		assert gaps(story.placed(START, "U6"), START) == ["period of care needed"]
		assert gaps(Story().period("2025-01-06", START).placed("2026-03-01", "U6"), START) == []

	def test_a_child_that_was_18_before_the_period_began(self) -> None:
		(gap,) = Story().period(START).born("2008-03-02").plan(START).gaps
		assert gap.needed == "birth date or start of care to be checked"
		assert gaps(Story().period("2026-03-01").born("2008-03-02"), "2026-03-16") == []


class TestFromShortBreaksOn:
	"""T1-T3 count from the first day that is no short break, so do the reviews that make the second."""

	def child(self, **values: object) -> Story:
		story = Story().period("2025-06-02", **values).status("2025-06-02", "V4", end_date=START)
		return story.status(START, "V2").reviewed("2025-09-01")

	@pytest.mark.parametrize(
		("values", "found"),
		[
			({}, ("T2", "2026-06-27", "must")),
			({"start_known": False}, ("T2", "2026-06-27", "must")),
			({"reviews_complete": False}, ("T3", "2026-09-27", "must")),
			({"start_known": False, "reviews_complete": False}, ("T3", "2026-09-27", "must")),
		],
	)
	def test_the_review_after_the_first_since(
		self, values: dict[str, object], found: tuple[str, str, str]
	) -> None:
		story = self.child(**values).reviewed("2026-03-27")
		assert reasons(story.plan("2026-03-27")) == [found]

	def test_while_they_last_their_own_first_review_may_be_the_one_missing(self) -> None:
		story = (
			Story().period("2025-06-02", reviews_complete=False).status("2025-06-02", "V4", end_date=START)
		)
		story.status(START, "V2")
		assert reasons(story.plan("2025-09-02")) == [("SB1", "2025-09-02", "local")]
		assert (gaps(story, "2025-09-02"), gaps(story, "2025-09-03")) == ([], [NEEDED])

	def test_a_change_alone_is_reviewed_on_the_timetable_that_runs(self) -> None:
		story = Story().period("2025-06-02", start_known=False).status("2025-06-02", "V4")
		story.placed("2025-06-02", "U6", end_date=START, reason_place_change="CREQB", reason_new_episode="S")
		(review,) = story.plan(START).reviews
		assert (review.timetable, review.basis[0].rule) == ("short_break", "C04")
		story.status("2025-06-02", "V2")
		assert story.plan(START).reviews[0].timetable == "care_planning"

	def test_the_next_review_of_short_breaks_names_the_last(self) -> None:
		story = Story().period("2025-06-02").status("2025-06-02", "V4")
		(basis,) = story.reviewed("2025-09-01").reviewed("2026-02-16").review(START).basis
		assert basis.reason == "Next review of short breaks, after the last held on 16 February 2026"
