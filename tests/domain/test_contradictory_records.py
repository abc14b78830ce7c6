"""Records that end without a successor, were never closed or contradict each other, and what is made of them.

Each of these stories once had a wrong plan; the second implementation of the rules found them.
"""

from dataclasses import replace

from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES
from iro_module.domain.settling import Ruling
from tests.domain.shown import change, reasons, rules, told
from tests.domain.story import FEED, Story, day

RETURN = "urn:ssda903:E09000008"


def looked_after(status: str = "C2") -> Story:
	"""Looked after since January 2025, first reviewed on the 20th."""
	return Story().period("2025-01-06").status("2025-01-06", status).reviewed("2025-01-20")


class TestAPlacementThatEnded:
	def test_a_temporary_stay_months_later_does_not_hide_it(self) -> None:
		story = looked_after().placed("2025-02-01", "U4", end_date="2025-03-01")
		story.placed("2025-04-10", "T1")
		assert rules(story.plan("2025-03-20")) == ["C04", "C34"]
		assert rules(story.plan("2025-06-10")) == ["C04", "C34"]

	def test_nor_that_an_adoptive_placement_is_over(self) -> None:
		story = looked_after().placed("2025-02-03", "A4", end_date="2025-03-03", carer_id="AD-1")
		plan = story.placed("2025-06-02", "T4").plan("2025-06-10")
		assert change(plan, "C16").on == day("2025-03-03")
		assert ("T2", "2025-04-20", "must") in reasons(plan)
		assert "C15" not in [rule for rule, *_ in reasons(plan)]

	def test_only_its_status_having_changed_it_is_no_move_once_the_day_has_come(self) -> None:
		story = looked_after().placed("2025-01-06", "U6", end_date="2025-03-31", reason_place_change="PLACE")
		assert rules(story.plan("2025-03-31")) == ["C05"]
		assert rules(story.plan("2025-03-30")) == ["C04"]  # an end known in advance is, whatever its reason
		story.placed("2025-01-06", "A3", end_date="2025-03-31", reason_place_change="PLACE", carer_id="AD-1")
		assert "C15" in [rule for rule, *_ in reasons(story.plan("2025-04-10"))]


class TestStatusesNeverClosed:
	def test_the_order_in_force_is_the_one_made_after_another_status(self) -> None:
		story = (
			looked_after().status("2025-12-22", "E1").status("2026-01-26", "V2").status("2026-04-16", "E1")
		)
		plan = story.reviewed("2026-01-12").plan("2026-06-10")
		assert ("C14", "2026-07-16", "must") in reasons(plan)

	def test_secure_on_welfare_grounds_from_the_order_made_during_a_remand_never_closed(self) -> None:
		story = Story().period("2025-11-30").status("2025-11-30", "J1").status("2025-12-02", "C1")
		plan = story.placed("2025-11-30", "K1").plan("2026-01-29")
		assert change(plan, "C18").on == day("2025-12-02")
		(_, panel) = plan.reviews
		assert (panel.due_on, panel.statutory_due_on) == (day("2025-12-30"), day("2026-01-02"))

	def test_told_once_where_the_home_has_two_records(self) -> None:
		story = Story().period("2025-11-30").status("2025-11-30", "J1", end_date="2026-07-03")
		story.status("2026-07-03", "C1").placed("2025-11-30", "K1", end_date="2026-07-04", carer_id="H-1")
		story.placed("2026-07-04", "K1", carer_id="H-1", reason_new_episode="T")
		assert rules(story.plan("2026-07-10")).count("C18") == 1

	def test_one_of_a_day_does_not_end_a_placement_order(self) -> None:
		story = looked_after().status("2026-01-12", "E1").status("2026-01-20", "L3", end_date="2026-01-20")
		for today in ("2026-01-19", "2026-01-20", "2026-01-21"):
			assert ("C14", "2026-04-12", "must") in reasons(story.plan(today))

	def test_an_intention_that_came_to_nothing_does_not_end_a_secure_stay(self) -> None:
		story = Story().period("2025-04-06").status("2025-04-06", "J1", end_date="2025-12-24")
		story.status("2025-12-24", "C2").placed("2025-04-06", "K1", carer_id="H-1")
		story.placed("2025-07-06", "U6", status="planned", reason_new_episode="P")
		assert change(story.plan("2026-01-05"), "C18").on == day("2025-12-24")

	def test_told_again_after_another_placement_between(self) -> None:
		story = Story().period("2025-05-22").status("2025-05-22", "C2")
		story.placed("2025-05-22", "K1", carer_id="H-1", end_date="2025-06-30")
		story.placed("2025-06-30", "K2", carer_id="H-2", reason_new_episode="P", end_date="2025-09-01")
		story.placed("2025-09-01", "K1", carer_id="H-1", reason_new_episode="P")
		assert rules(story.plan("2025-09-08")).count("C18") == 2

	def test_one_that_begins_and_ends_on_a_day_starts_no_clock(self) -> None:
		story = Story().period("2025-05-21").status("2025-05-21", "V3")
		story.status("2025-05-30", "E1", end_date="2025-05-30")
		assert reasons(story.plan("2025-06-02")) == [("SB1", "2025-08-21", "local")]


class TestTheStartOfTheClock:
	def test_looked_after_from_a_known_day_in_a_period_of_unknown_start(self) -> None:
		story = (
			Story().period("2024-03-11", start_known=False).status("2024-03-11", "V4", end_date="2024-03-28")
		)
		story.status("2024-03-28", "C1").reviewed("2024-03-20").reviewed("2024-04-10")
		assert ("T2", "2024-07-10", "must") in reasons(story.plan("2024-04-10"))

	def test_a_period_ahead_that_begins_with_short_breaks(self) -> None:
		story = Story().period("2026-01-21").status("2026-01-21", "V4", end_date="2026-06-16")
		story.status("2026-06-16", "V2")
		for today in ("2026-01-20", "2026-01-21"):
			assert reasons(story.plan(today)) == [("SB1", "2026-04-21", "local")]

	def test_the_timetable_of_a_child_on_short_breaks_where_only_a_change_asks(self) -> None:
		story = Story().period("2026-01-05", "2026-03-02").status("2026-01-05", "V4")
		story.placed("2026-01-05", "U6", end_date="2026-02-02", reason_place_change="CREQB")
		(review,) = story.plan("2026-01-19").reviews
		assert (review.timetable, [one.rule for one in review.basis]) == ("short_break", ["C04"])

	def test_a_period_that_begins_after_childhood_tells_nobody(self) -> None:
		story = Story().born("2003-08-15").period("2021-08-15")
		assert story.plan("2021-08-10", iro=False).notices == ()

	def test_a_return_home_after_the_18th_birthday_is_none(self) -> None:
		story = Story().born("2007-06-09").period("2024-01-08", "2025-07-25", end_reason="E4B")
		assert story.plan("2025-07-28").notices == ()
		story.period("2024-01-08", "2025-06-02", end_reason="E4B")
		assert {rule for rule, *_ in told(story.plan("2025-07-28"))} == {"C24"}

	def test_take_over_in_a_second_period_whose_earlier_reviews_may_be_missing(self) -> None:
		story = Story(FEED).period("2024-01-08", "2024-12-02", "PC-1").reviewed("2024-02-01")
		story.period("2026-04-06", record_id="PC-2")
		story.period("2026-04-06", record_id="R-2", source=RETURN, reviews_complete=False)
		story.reviewed("2027-01-11", source=RETURN)
		(review,) = story.plan("2027-02-01").reviews
		assert (review.due_on, review.sequence) == (day("2027-07-11"), 3)


class TestTheIrosWord:
	def moved(self) -> Story:
		story = looked_after().placed("2025-01-06", "U6", "A", end_date="2025-03-10", carer_id="F-1")
		story.placed("2025-03-10", "U5", "B", carer_id="F-2", reason_new_episode="P")
		return story.reviewed("2025-02-20", changes_considered=["B"])

	def decided(self, ruling: Ruling, review_on: str) -> Story:
		story = self.moved()
		(found,) = story.plan("2025-03-10").changes
		return story.decided(found, ruling, "2025-03-20", review_on=review_on)

	def test_the_review_that_says_it_considered_the_move_did_not(self) -> None:
		assert ("C04", "2025-04-07", "local") not in reasons(self.moved().plan("2025-03-20"))
		story = self.decided(Ruling.NOT_CONSIDERED, "2025-02-20")
		assert ("C04", "2025-04-07", "local") in reasons(story.plan("2025-03-20"))

	def test_considered_again_at_a_later_review_it_was_still_considered_before(self) -> None:
		story = self.decided(Ruling.CONSIDERED, "2025-04-10").reviewed("2025-04-10")
		assert change(story.plan("2025-04-10"), "C04").reviewed_before is True


def test_a_guidance_row_switched_off_tells_nobody() -> None:
	story = looked_after().born("2008-01-15").placed("2025-01-06", "U6", "A")
	story.placed("2025-06-02", "K3", "B", status="planned", reason_new_episode="P")
	off = replace(
		DEFAULT_POLICY, rules={**DEFAULT_RULES, "C25": replace(DEFAULT_RULES["C25"], enabled=False)}
	)
	assert ("C25", "the IRO", "2025-05-30") in told(story.plan("2025-05-12"))
	assert "C25" not in [rule for rule, *_ in told(story.plan("2025-05-12", policy=off))]
