"""T1-T3 (CPPCR 2010 reg 33): domain.md 1.1, 3.2, 3.3 and 3.4; scenario 1."""

import pytest

from iro_module.domain.reasons import Timetable
from tests.domain.shown import moved, reasons
from tests.domain.story import Story, day

VECTORS = [
	("2025-08-31", "2025-09-26", "2025-12-26", "2025-12-24", "2026-06-26", "2026-06-26"),
	("2024-02-29", "2024-03-28", "2024-06-28", "2024-06-28", "2024-12-28", "2024-12-27"),
	("2024-12-20", "2025-01-22", "2025-04-22", "2025-04-22", "2025-10-22", "2025-10-22"),
	("2025-04-14", "2025-05-15", "2025-08-15", "2025-08-15", "2026-02-15", "2026-02-13"),
	("2025-08-08", "2025-09-08", "2025-12-08", "2025-12-08", "2026-06-08", "2026-06-08"),
	("2025-12-08", "2026-01-08", "2026-04-08", "2026-04-08", "2026-10-08", "2026-10-08"),
	("2026-03-20", "2026-04-21", "2026-07-21", "2026-07-21", "2027-01-21", "2027-01-21"),
]


@pytest.mark.parametrize(
	("start", "first", "second", "second_practical", "third", "third_practical"), VECTORS
)
def test_3_3_first_second_and_third_review(
	start: str, first: str, second: str, second_practical: str, third: str, third_practical: str
) -> None:
	story = Story().period(start).status(start, "V2")
	one = story.review(start)
	assert (one.kind, one.sequence, one.due_on, one.practical_on) == ("first", 1, day(first), day(first))
	two = story.reviewed(first).review(first)
	assert (two.kind, two.sequence) == ("second", 2)
	assert (two.due_on, two.practical_on) == (day(second), day(second_practical))
	three = story.reviewed(second).review(second)
	assert (three.kind, three.sequence) == ("subsequent", 3)
	assert (three.due_on, three.practical_on) == (day(third), day(third_practical))
	assert {one.timetable, two.timetable, three.timetable} == {"care_planning"}


@pytest.mark.parametrize(
	("held", "rule", "due", "number"),
	[
		([], "T1", "2026-04-21", 1),
		(["2026-04-14"], "T2", "2026-07-14", 2),  # a week early: the next comes forward
		(["2026-05-21"], "T2", "2026-08-21", 2),  # a month late: the next is counted from the day held
		(["2026-03-20"], "T2", "2026-06-20", 2),  # on the first day
		(["2026-03-19"], "T1", "2026-04-21", 1),  # before the period: not of this period
		(["2026-04-14", "2026-07-16"], "T3", "2027-01-16", 3),
		(["2026-04-14", "2026-07-16", "2026-09-30"], "T3", "2027-03-30", 4),
	],
)
def test_3_2_rule_6_intervals_run_from_the_day_actually_held(
	held: list[str], rule: str, due: str, number: int
) -> None:
	story = Story().period("2026-03-20")
	for on in held:
		story.reviewed(on)
	assert reasons(story.plan("2026-10-01")) == [(rule, due, "must")]
	assert story.review("2026-10-01").sequence == number


def test_the_basis_says_what_was_counted_and_how() -> None:
	story = Story().period("2026-03-20")
	(first,) = story.review("2026-03-20").basis
	assert first.reason == "First review after becoming looked after on 20 March 2026"
	assert (first.changed_on, first.authority) == (day("2026-03-20"), "must")
	(second,) = story.reviewed("2026-04-14").review("2026-04-14").basis
	assert second.reason == "Second review, after the first held on 14 April 2026"
	assert (second.counted, second.changed_on) == ("3 months from 14 April 2026", day("2026-04-14"))
	(third,) = story.reviewed("2026-07-16").review("2026-07-16").basis
	assert third.reason == "Next review, after the last held on 16 July 2026"
	assert (third.counted, third.changed_on) == ("6 months from 16 July 2026", day("2026-07-16"))


def test_a_plan_names_its_child_also_once_care_has_ended() -> None:
	story = Story().period("2026-03-20", "2026-06-01")
	assert {story.plan(on).child_id for on in ("2026-04-01", "2026-07-01")} == {story.history().child_id}


def test_a_review_dated_after_today_has_not_been_held() -> None:
	story = Story().period("2026-03-20").reviewed("2026-04-14")
	planned = story.plan("2026-04-13")
	assert reasons(planned) == [("T1", "2026-04-21", "must")]
	assert planned.reviews[0].basis[0].timetable is Timetable.CARE_PLANNING
	assert reasons(story.plan("2026-04-14")) == [("T2", "2026-07-14", "must")]


@pytest.mark.parametrize(
	("on", "today", "rule", "authority"),
	[("2026-07-02", "2026-07-02", "C04", "local"), ("2026-07-31", "2026-07-02", "C02", "must")],
)
def test_issue_ties_go_to_the_statutory_timetable(on: str, today: str, rule: str, authority: str) -> None:
	story = moved(on=on).reviewed("2026-01-30")
	(review,) = story.plan(today).reviews
	assert reasons(story.plan(today)) == [("T3", "2026-07-30", "must"), (rule, "2026-07-30", authority)]
	assert review.kind == "subsequent"


class TestReviewsThatLookedOnlyAtTheChange:
	"""Issue: a review of any kind starts the next interval, unless the IRO records that it did not."""

	def test_starts_no_interval_and_has_no_number(self) -> None:
		story = Story().period("2026-03-20").reviewed("2026-04-14").reviewed("2026-05-20", change_only=True)
		assert reasons(story.plan("2026-06-01")) == [("T2", "2026-07-14", "must")]
		assert story.review("2026-06-01").sequence == 2

	def test_any_other_review_does(self) -> None:
		story = Story().period("2026-03-20").reviewed("2026-04-14").reviewed("2026-05-20")
		assert reasons(story.plan("2026-06-01")) == [("T3", "2026-11-20", "must")]

	def test_is_no_first_review(self) -> None:
		story = Story().period("2026-03-20").reviewed("2026-04-01", change_only=True)
		assert reasons(story.plan("2026-06-01")) == [("T1", "2026-04-21", "must")]


class TestPeriodsWhoseStartIsNotKnown:
	"""Issue, part 4: the six-month interval applies; without a review, never an invented date."""

	@pytest.mark.parametrize(
		"values",
		[
			{"start_known": False},
			{"reviews_complete": False},
			{"start_known": False, "reviews_complete": False},
		],
	)
	def test_the_earliest_review_on_record_is_not_taken_for_the_first(self, values: dict[str, bool]) -> None:
		review = Story().period("2025-04-01", **values).reviewed("2025-06-10").review("2025-06-10")
		assert (review.kind, review.due_on, review.sequence) == ("subsequent", day("2025-12-10"), 3)

	def test_without_a_review_the_child_is_listed_and_no_date_is_invented(self) -> None:
		plan = Story().period("2025-04-01", start_known=False).status("2025-04-01", "C2").plan("2025-06-01")
		assert (plan.reviews, plan.notices) == ((), ())
		assert [gap.needed for gap in plan.gaps] == ["date of last review needed"]

	def test_where_the_start_is_known_it_is_not_listed(self) -> None:
		assert Story().period("2025-04-01").plan("2025-06-01").gaps == ()

	def test_with_one_it_is_not_listed(self) -> None:
		assert (
			Story().period("2025-04-01", start_known=False).reviewed("2025-06-10").plan("2025-06-11").gaps
			== ()
		)

	def test_a_review_that_looked_only_at_a_change_is_no_date_of_the_last_review(self) -> None:
		story = Story().period("2025-04-01", start_known=False).reviewed("2025-06-10", change_only=True)
		assert [gap.needed for gap in story.plan("2025-06-11").gaps] == ["date of last review needed"]

	def test_no_date_is_invented_for_parents_the_child_was_with_before_the_records_began(self) -> None:
		story = Story().period("2025-04-01", start_known=False).status("2025-04-01", "C2")
		assert story.placed("2025-04-01", "P1", reason_new_episode="L").plan("2025-06-01").reviews == ()

	def test_no_date_is_invented_for_short_breaks(self) -> None:
		story = Story().period("2025-04-01", start_known=False).status("2025-04-01", "V4")
		assert story.plan("2025-06-01").reviews == ()


class TestEndOfCare:
	"""domain.md 3.4: nothing is due on or after the day care ends; 1.1: nor from the 18th birthday."""

	@pytest.mark.parametrize(
		("end", "today", "due"),
		[
			("2026-04-22", "2026-04-01", "2026-04-21"),
			("2026-04-21", "2026-04-01", "2026-04-21"),  # left on the 20th working day: it was due
			("2026-04-20", "2026-04-01", None),
			("2026-04-30", "2026-04-29", "2026-04-21"),  # overdue until the day itself
			("2026-04-30", "2026-04-30", None),
		],
	)
	def test_a_known_end(self, end: str, today: str, due: str | None) -> None:
		plan = Story().period("2026-03-20", end).plan(today)
		assert [one.due_on for one in plan.reviews] == ([day(due)] if due else [])

	@pytest.mark.parametrize(
		("born", "today", "due"),
		[
			("2008-04-22", "2026-04-01", "2026-04-21"),
			("2008-04-21", "2026-04-01", None),
			("2008-04-30", "2026-04-29", "2026-04-21"),
			("2008-04-30", "2026-04-30", None),
		],
	)
	def test_the_18th_birthday(self, born: str, today: str, due: str | None) -> None:
		plan = Story().born(born).period("2026-03-20").plan(today)
		assert [one.due_on for one in plan.reviews] == ([day(due)] if due else [])

	def test_the_earlier_of_the_two_counts(self) -> None:
		story = Story().born("2008-04-21").period("2026-03-20", "2026-12-01")
		assert story.plan("2026-04-01").reviews == ()
		story = Story().born("2008-12-01").period("2026-03-20", "2026-04-20")
		assert story.plan("2026-04-01").reviews == ()

	def test_3_2_rule_7_a_new_period_starts_the_sequence_again(self) -> None:
		story = (
			Story().period("2025-03-20", "2025-12-01", "PC-1").reviewed("2025-04-14").reviewed("2025-07-10")
		)
		story.period("2026-03-20", record_id="PC-2")
		review = story.review("2026-03-20")
		assert (review.kind, review.sequence, review.due_on) == ("first", 1, day("2026-04-21"))

	def test_after_care_there_is_nothing_but_the_day_it_ended(self) -> None:
		plan = Story().period("2025-03-20", "2025-12-01").plan("2025-12-01", iro=False)
		assert (plan.reviews, plan.notices, plan.changes, plan.gaps) == ((), (), (), ())
		assert plan.left_care_on == day("2025-12-01")
		assert Story().period("2025-03-20").plan("2025-12-01").left_care_on is None
		twice = Story().period("2024-03-20", "2024-12-01", "PC-1").period("2025-03-20", "2025-12-01", "PC-2")
		assert twice.plan("2026-01-05").left_care_on == day("2025-12-01")
		assert Story().plan("2026-01-05").left_care_on is None


class TestShortBreaks:
	"""domain.md 1.6 (reg 48): three months from the first placement, then six; apart from T1."""

	def test_first_and_next(self) -> None:
		story = Story().period("2026-03-20").status("2026-03-20", "V4")
		review = story.review("2026-03-20")
		assert (review.kind, review.timetable, review.due_on) == (
			"short_break",
			"short_break",
			day("2026-06-20"),
		)
		assert review.basis[0].reason == "First review of short breaks that began on 20 March 2026"
		review = story.reviewed("2026-06-15").review("2026-06-15")
		assert (review.due_on, review.sequence) == (day("2026-12-15"), 2)
		assert review.basis[0].reason == "Next review of short breaks, after the last held on 15 June 2026"
		assert [(one.rule, one.timetable) for one in review.basis] == [("SB2", "short_break")]

	def test_v3_to_v4_changes_nothing(self) -> None:
		story = Story().period("2026-03-20").status("2026-03-20", "V3", end_date="2026-04-20")
		plan = story.status("2026-04-20", "V4").plan("2026-04-20")
		assert reasons(plan) == [("SB1", "2026-06-20", "local")]
		assert plan.changes == ()

	def test_another_status_starts_the_twenty_days(self) -> None:
		story = (
			Story()
			.period("2026-03-20")
			.status("2026-03-20", "V4", end_date="2026-06-01")
			.reviewed("2026-05-20")
		)
		story.status("2026-06-01", "V2")
		assert reasons(story.plan("2026-05-31")) == [("SB2", "2026-11-20", "local")]
		assert reasons(story.plan("2026-06-01")) == [("T1", "2026-06-29", "must")]
		story.reviewed("2026-06-29")
		assert reasons(story.plan("2026-06-29")) == [("T2", "2026-09-29", "must")]
		story.reviewed("2026-09-29")
		assert reasons(story.plan("2026-09-29")) == [("T3", "2027-03-29", "must")]
		assert story.review("2026-09-29").sequence == 4

	def test_a_status_of_another_period_starts_nothing(self) -> None:
		story = Story().period("2026-03-20", "2026-06-01").status("2026-03-20", "V4", end_date="2026-06-01")
		story.period("2026-09-01", record_id="PC-2").status("2026-09-01", "V2")
		assert reasons(story.plan("2026-04-01")) == []  # SB1 would fall after the end
		assert "C01" not in [one.rule for one in story.plan("2026-04-01", iro=False).notices]
		story.period("2026-03-20", "2026-07-01")
		assert reasons(story.plan("2026-04-01")) == [("SB1", "2026-06-20", "local")]

	def test_period_ahead_counts_from_its_start(self) -> None:
		story = Story().period("2026-03-20").status("2026-03-20", "V2")
		assert reasons(story.plan("2026-03-01")) == [("T1", "2026-04-21", "must")]
