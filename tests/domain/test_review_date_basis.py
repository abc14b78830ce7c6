"""Which day of a review in several meetings counts: domain.md 3.4 and section 7, defaults; scenario 9."""

from dataclasses import replace

import pytest

from iro_module.domain.policy import DEFAULT_POLICY, ReviewDateBasis
from tests.domain.shown import change, moved, reasons
from tests.domain.story import Story, day

FIRST = replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING)


def child() -> Story:
	"""Scenario 9: last review on Monday 1 December 2025, due on Monday 1 June 2026."""
	story = Story().period("2024-06-03", reviews_complete=False).status("2024-06-03", "C2")
	return story.reviewed("2025-12-01").placed("2024-06-03", "U6", "OLD", carer_id="F-1")


def in_two_meetings() -> Story:
	"""Meetings on 27 May and 3 June 2026."""
	return child().held("2026-06-03", first_meeting="2026-05-27")


class TestAsShipped:
	def test_the_completion_counts(self) -> None:
		assert DEFAULT_POLICY.review_date_basis is ReviewDateBasis.COMPLETED
		assert reasons(in_two_meetings().plan("2026-06-03")) == [("T3", "2026-12-03", "must")]

	def test_the_words_name_the_day_counted_from(self) -> None:
		(basis,) = in_two_meetings().review("2026-06-03").basis
		assert basis.reason == "Next review, after the last held on 3 June 2026"
		assert basis.changed_on == day("2026-06-03")

	def test_until_it_is_completed_it_has_not_been_held(self) -> None:
		for policy in (DEFAULT_POLICY, FIRST):
			plan = in_two_meetings().plan("2026-06-02", policy=policy)
			assert reasons(plan) == [("T3", "2026-06-01", "must")]


class TestFirstMeeting:
	"""The switch REVIEW_DATE_BASIS = first."""

	def test_the_interval_counts_from_the_first_meeting(self) -> None:
		plan = in_two_meetings().plan("2026-06-03", policy=FIRST)
		assert reasons(plan) == [("T3", "2026-11-27", "must")]
		assert plan.reviews[0].basis[0].reason == "Next review, after the last held on 27 May 2026"

	def test_a_review_in_one_meeting_counts_on_its_day(self) -> None:
		story = child().held("2026-05-27")
		assert reasons(story.plan("2026-05-27", policy=FIRST)) == [("T3", "2026-11-27", "must")]

	@pytest.mark.parametrize(
		("basis", "due"),
		[(ReviewDateBasis.COMPLETED, "2026-07-20"), (ReviewDateBasis.FIRST_MEETING, "2026-07-14")],
	)
	def test_the_second_review_too(self, basis: ReviewDateBasis, due: str) -> None:
		story = Story().period("2026-03-20").status("2026-03-20", "V2")
		story.held("2026-04-20", first_meeting="2026-04-14")
		plan = story.plan("2026-04-20", policy=replace(DEFAULT_POLICY, review_date_basis=basis))
		assert reasons(plan) == [("T2", due, "must")]

	def test_two_series_that_overlap_count_in_the_order_of_their_first_meetings(self) -> None:
		story = child().held("2026-03-16").held("2026-04-01", first_meeting="2026-03-02")
		assert reasons(story.plan("2026-04-01", policy=FIRST)) == [("T3", "2026-09-16", "must")]
		assert reasons(story.plan("2026-04-01")) == [("T3", "2026-10-01", "must")]

	def test_the_adoption_timetable_too(self) -> None:
		story = child().status("2024-06-03", "C2", end_date="2026-02-02").status("2026-02-02", "E1")
		story.held("2026-03-20", first_meeting="2026-03-09")
		assert ("C14", "2026-09-09", "must") in reasons(story.plan("2026-03-20", policy=FIRST))

	def test_a_first_meeting_before_the_placement_is_no_review_after_it(self) -> None:
		story = child().status("2024-06-03", "C2", end_date="2026-02-02").status("2026-02-02", "E1")
		story.placed(
			"2024-06-03", "U6", "OLD", carer_id="F-1", end_date="2026-03-16", reason_place_change="CARPL"
		)
		story.placed("2026-03-16", "A6", "NEW", carer_id="A-1", reason_new_episode="P")
		story.held("2026-03-20", first_meeting="2026-03-09")
		assert reasons(story.plan("2026-03-20", policy=FIRST)) == [("C15", "2026-04-13", "must")]
		assert reasons(story.plan("2026-03-20")) == [("C15", "2026-06-20", "must")]

	@pytest.mark.parametrize("policy", [DEFAULT_POLICY, FIRST])
	def test_7_a_a_change_is_settled_by_the_last_meeting_whatever_counts(self, policy: object) -> None:
		"""Scenario 9: a move between the two meetings is considered at the second."""
		story = moved(on="2026-06-01", old={"reason_place_change": "CREQO"})
		story.held("2026-06-03", first_meeting="2026-05-27")
		plan = story.plan("2026-06-03", policy=policy)
		assert change(plan, "C04").settled_on == day("2026-06-03")
		assert [rule for rule, *_ in reasons(plan)] == ["T3"]

	def test_one_held_twice_on_record_counts_from_the_earlier_first_meeting(self) -> None:
		story = (
			child()
			.held("2026-06-03", first_meeting="2026-05-28")
			.held("2026-06-03", first_meeting="2026-05-27")
		)
		assert reasons(story.reviewed("2026-06-03").plan("2026-06-03", policy=FIRST)) == [
			("T3", "2026-11-27", "must")
		]
