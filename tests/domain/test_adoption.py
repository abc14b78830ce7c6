"""The adoption timetable (AAR 2005 reg 36): domain.md 1.6, 3.4 and C14, C15; scenario 7."""

import pytest

from tests.domain.shown import T3, reasons, rules, settled_child, told
from tests.domain.story import Story, day


def order(on: str = "2026-02-02") -> Story:
	"""Under a full care order until a placement order is made on Monday 2 February 2026."""
	story = settled_child()
	return story.status("2025-01-06", "C2", end_date=on).status(on, "E1")


def placed(kind: str = "A6", on: str = "2026-03-02", **values: object) -> Story:
	"""Placed with new carers on Monday 2 March 2026 under the order."""
	story = order().placed(
		"2025-01-06", "U6", "OLD", carer_id="F-1", end_date=on, reason_place_change="CARPL"
	)
	return story.placed(on, kind, "NEW", **{"reason_new_episode": "P", "carer_id": "A-1", **values})


class TestC14PlacementOrder:
	def test_fires_beside_the_care_planning_timetable(self) -> None:
		plan = order().plan("2026-02-02")
		assert reasons(plan) == [("C14", "2026-05-02", "must"), T3]
		(review,) = plan.reviews
		assert (review.kind, review.timetable) == ("adoption", "adoption")
		assert review.basis[0].reason == (
			"Review after the placement order of 2 February 2026, child not yet placed for adoption"
		)
		assert rules(plan) == ["C14"]
		assert told(plan) == [("C14", "the IRO", "2026-02-09")]

	def test_not_before_the_order(self) -> None:
		assert reasons(order().plan("2026-02-01")) == [T3]

	def test_undone_when_the_order_ends(self) -> None:
		story = order().status("2026-02-02", "E1", end_date="2026-04-01").status("2026-04-01", "C2")
		assert reasons(story.plan("2026-04-01")) == [T3]

	@pytest.mark.parametrize(
		("held", "due"),
		[
			([], "2026-05-02"),
			(["2026-02-02"], "2026-05-02"),  # on the day of the order: not a review after it
			(["2026-02-03"], "2026-08-03"),
			(["2026-04-27"], "2026-10-27"),
			(["2026-04-27", "2026-10-20"], "2027-04-20"),
		],
	)
	def test_three_months_from_the_order_then_six_from_each_review(self, held: list[str], due: str) -> None:
		story = order()
		for on in held:
			story.reviewed(on)
		assert ("C14", due, "must") in reasons(story.plan("2026-10-20"))

	def test_later_reviews_say_what_they_follow(self) -> None:
		story = order().reviewed("2026-04-27")
		(found,) = [one for one in story.review("2026-04-27").basis if one.rule == "C14"]
		assert found.reason == (
			"Next adoption review, after the last held on 27 April 2026, not yet placed for adoption"
		)
		assert found.changed_on == day("2026-04-27")

	def test_the_order_is_one_though_recorded_in_two_rows(self) -> None:
		story = order().status("2026-02-02", "E1", end_date="2026-04-01").status("2026-04-01", "E1")
		plan = story.plan("2026-04-02")
		assert ("C14", "2026-05-02", "must") in reasons(plan)
		assert rules(plan) == ["C14"]

	def test_a_second_order_starts_again(self) -> None:
		story = (
			order()
			.status("2026-02-02", "E1", end_date="2026-03-02")
			.status("2026-03-02", "C2", end_date="2026-04-01")
		)
		assert ("C14", "2026-07-01", "must") in reasons(story.status("2026-04-01", "E1").plan("2026-04-02"))

	def test_an_order_that_lies_ahead_starts_nothing_yet(self) -> None:
		story = order().status("2026-02-02", "E1", end_date="2026-05-01").status("2026-06-01", "E1")
		assert ("C14", "2026-05-02", "must") in reasons(story.plan("2026-03-02"))

	def test_a_status_within_the_order_does_not_end_it(self) -> None:
		story = order().status("2026-03-02", "J1", end_date="2026-03-09")
		assert ("C14", "2026-05-02", "must") in reasons(story.plan("2026-03-10"))

	def test_an_order_from_the_first_day(self) -> None:
		plan = Story().period("2026-02-02").status("2026-02-02", "E1").plan("2026-02-02")
		assert reasons(plan) == [("T1", "2026-03-02", "must"), ("C14", "2026-05-02", "must")]

	def test_scenario_7_on_one_day_the_care_planning_timetable_names_the_review(self) -> None:
		review = order().reviewed("2026-04-27").review("2026-04-27")
		assert [one.rule for one in review.basis] == ["T3", "C14"]
		assert (review.kind, review.timetable) == ("subsequent", "care_planning")


class TestC15PlacedForAdoption:
	@pytest.mark.parametrize("kind", ["A3", "A4", "A5", "A6"])
	def test_fires_and_replaces_the_other_timetables(self, kind: str) -> None:
		plan = placed(kind).plan("2026-03-02")
		assert reasons(plan) == [("C15", "2026-03-30", "must")]
		assert (plan.reviews[0].kind, plan.reviews[0].timetable) == ("adoption", "adoption")
		assert (
			plan.reviews[0].basis[0].reason == "First review after the placement for adoption on 2 March 2026"
		)
		assert ("C15", "the IRO", "2026-03-09") in told(plan)

	@pytest.mark.parametrize("kind", ["U2", "U5", "P1", "K2", "Z1"])
	def test_not_with_carers_who_are_only_approved(self, kind: str) -> None:
		assert "C15" not in rules(placed(kind).plan("2026-03-02"))

	@pytest.mark.parametrize(
		("held", "due", "words"),
		[
			(["2026-03-02"], "2026-03-30", "First review after"),  # on the day of the placement: not after it
			(["2026-03-26"], "2026-06-26", "Second adoption review, after the last held on 26 March 2026"),
			(
				["2026-03-26", "2026-06-25"],
				"2026-12-25",
				"Next adoption review, after the last held on 25 June 2026",
			),
			(["2026-03-26", "2026-06-25", "2026-12-01"], "2027-06-01", "Next adoption review"),
		],
	)
	def test_four_weeks_then_three_months_then_six(self, held: list[str], due: str, words: str) -> None:
		story = placed()
		for on in held:
			story.reviewed(on)
		(reason,) = story.review("2026-12-02").basis
		assert (reason.rule, reason.due_on, reason.timetable) == ("C15", day(due), "adoption")
		assert reason.kind == "adoption"
		assert reason.reason.startswith(words)

	def test_undone_when_the_placement_was_voided(self) -> None:
		assert reasons(order().plan("2026-03-02")) == [("C14", "2026-05-02", "must"), T3]

	def test_carers_who_become_the_adopters_start_the_clock(self) -> None:
		plan = placed("A5", reason_new_episode="T", carer_id="F-1").plan("2026-03-02")
		assert reasons(plan) == [("C15", "2026-03-30", "must")]
		assert rules(plan) == ["C14", "C15"]

	@pytest.mark.parametrize(
		("values", "due"),
		[
			({"carer_id": "A-1", "reason_new_episode": "U"}, "2026-06-26"),
			({"carer_id": "A-1", "reason_new_episode": "P"}, "2026-06-26"),
			({"carer_id": None, "reason_new_episode": "T"}, "2026-06-26"),
			({"carer_id": "A-2", "reason_new_episode": "P"}, "2026-05-29"),
			({"carer_id": None, "reason_new_episode": "B"}, "2026-05-29"),
		],
	)
	def test_new_adopters_start_again_and_the_same_ones_do_not(
		self, values: dict[str, object], due: str
	) -> None:
		story = (
			placed(end_date="2026-05-01").reviewed("2026-03-26").placed("2026-05-01", "A5", "NEXT", **values)
		)
		assert ("C15", due, "must") in reasons(story.plan("2026-05-02"))

	@pytest.mark.parametrize("back", ["P", "T", None])
	def test_a_stay_in_hospital_neither_ends_nor_restarts_it(self, back: str | None) -> None:
		story = placed(end_date="2026-05-01").reviewed("2026-03-26").placed("2026-05-01", "T1", "AWAY")
		assert reasons(story.plan("2026-05-03")) == [("C15", "2026-06-26", "must")]
		story.placed("2026-05-01", "T1", "AWAY", end_date="2026-05-08")
		story.placed("2026-05-08", "A6", "BACK", carer_id="A-1", reason_new_episode=back)
		assert reasons(story.plan("2026-05-08")) == [("C15", "2026-06-26", "must")]

	def test_an_intention_neither_begins_nor_ends_it(self) -> None:
		assert reasons(placed(status="planned").plan("2026-03-03"))[0][0] == "C14"
		story = placed().reviewed("2026-03-26").placed("2026-05-01", "U6", "NEXT", status="planned")
		assert ("C15", "2026-06-26", "must") in reasons(story.plan("2026-05-02"))

	def test_ended_when_the_placement_ended(self) -> None:
		story = placed(end_date="2026-05-01", reason_place_change="STAND").reviewed("2026-03-26")
		assert [rule for rule, *_ in reasons(story.plan("2026-04-30"))] == ["C15"]
		assert "C15" not in [rule for rule, *_ in reasons(story.plan("2026-05-01"))]
		story.placed("2026-05-01", "U6", "NEXT", carer_id="F-9", reason_new_episode="P")
		assert "C15" not in [rule for rule, *_ in reasons(story.plan("2026-05-01"))]

	def test_a_placement_that_begins_later_does_not_count_yet(self) -> None:
		assert reasons(placed().plan("2026-03-01"))[0] == ("C15", "2026-02-27", "must")
		assert [rule for rule, *_ in reasons(placed().plan("2026-03-01"))] == ["C15", "C14", "T3"]
