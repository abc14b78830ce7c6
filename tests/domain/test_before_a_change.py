"""Changes known in advance: issue, "before" means completed on an earlier day; domain.md 7, C02, C04, C12, C15, C17."""

import pytest

from tests.domain.shown import T3, change, moved, reasons, rules, settled_child, told, words
from tests.domain.story import Story, day

BEFORE = ("2026-02-20", "must")
"""The last working day before Monday 23 February 2026."""


def planned(on: str = "2026-02-23", to: str = "U6", **old: object) -> Story:
	"""`settled_child`, for whom a move to another carer is intended on Monday 23 February 2026."""
	return moved(to, on, old={"end_date": None, **old}, status="C2").placed(
		on, to, "NEW", status="planned", carer_id="F-2"
	)


class TestPlannedPlacement:
	def test_asks_for_a_review_the_last_working_day_before(self) -> None:
		plan = planned().plan("2026-02-02")
		assert reasons(plan) == [("C02", *BEFORE), T3]
		review = plan.reviews[0]
		assert (review.due_on, review.statutory_due_on, review.practical_on) == (day("2026-02-20"),) * 3
		assert review.basis[0].counted == "the last working day before 23 February 2026"
		assert review.basis[0].changed_on == day("2026-02-23")
		assert words(plan, "C02") == "Move planned for 23 February 2026, U6 to U6"
		assert told(plan) == [("C02", "the IRO", "2026-02-20")]
		assert change(plan, "C02").unplanned_move is False

	@pytest.mark.parametrize(
		("on", "due"),
		[
			("2026-02-24", "2026-02-23"),
			("2026-02-23", "2026-02-20"),
			("2026-02-22", "2026-02-20"),
			("2026-02-21", "2026-02-20"),
			("2026-02-20", "2026-02-19"),
			("2026-04-07", "2026-04-02"),
		],
	)
	def test_moves_with_the_planned_day(self, on: str, due: str) -> None:
		assert reasons(planned(on).plan("2026-02-02"))[0] == ("C02", due, "must")

	def test_undone_when_the_intention_is_withdrawn(self) -> None:
		assert reasons(settled_child().plan("2026-02-02")) == [T3]

	@pytest.mark.parametrize(("to", "rule"), [("A6", "C15"), ("P1", "C17"), ("K2", "C02"), ("K1", "C02")])
	def test_the_type_of_the_placement_decides_the_rule(self, to: str, rule: str) -> None:
		assert reasons(planned(to=to).plan("2026-02-02"))[0] == (rule, *BEFORE)

	@pytest.mark.parametrize(
		("to", "said"),
		[
			("A6", "Placement for adoption planned for 23 February 2026, U6 to A6"),
			("P1", "Placement with parents under a care order planned for 23 February 2026, U6 to P1"),
			("K2", "Move planned for 23 February 2026, U6 to K2"),
		],
	)
	def test_is_not_spoken_of_as_done(self, to: str, said: str) -> None:
		assert planned(to=to).plan("2026-02-02").changes[0].description == said

	def test_an_actual_placement_that_lies_ahead_is_an_intention_too(self) -> None:
		plan = moved(on="2026-02-23").plan("2026-02-02")
		assert reasons(plan)[0] == ("C02", *BEFORE)

	def test_with_the_same_carer_it_asks_for_none(self) -> None:
		story = settled_child().placed("2026-02-23", "U6", "NEW", status="planned", carer_id="F-1")
		plan = story.plan("2026-02-02")
		assert (reasons(plan), told(plan)) == ([T3], [("C05", "the IRO", "2026-03-02")])

	def test_one_review_answers_for_a_move_and_the_next_interval(self) -> None:
		plan = planned("2026-08-10").plan("2026-02-02")
		assert reasons(plan) == [T3, ("C02", "2026-08-07", "must")]
		assert plan.reviews[0].kind == "subsequent"


class TestEndKnownInAdvance:
	"""Issue: any placement end known in advance is "before", whatever the reason code."""

	@pytest.mark.parametrize(
		("reason", "rule"),
		[
			(None, "C02"), ("CARPL", "C02"), ("CLOSE", "C02"), ("ALLEG", "C03"), ("STAND", "C03"), ("APPRR", "C03"),
			("CREQB", "C04"), ("CREQO", "C04"), ("CHILD", "C04"), ("LAREQ", "C04"), ("CUSTOD", "C04"),
			("OTHER", "C04"), ("PLACE", "C04"),
		],
	)  # fmt: skip
	def test_asks_for_a_review_before(self, reason: str | None, rule: str) -> None:
		plan = settled_child(end_date="2026-02-23", reason_place_change=reason).plan("2026-02-02")
		assert reasons(plan) == [(rule, *BEFORE), T3]
		assert words(plan, rule).startswith("U6 placement is to end on 23 February 2026")
		assert (rule, "the IRO", "2026-02-20") in told(plan)

	def test_immediate_risk_ahead_asks_for_it_too(self) -> None:
		plan = settled_child(end_date="2026-02-23", immediate_risk=True).plan("2026-02-02")
		assert reasons(plan)[0] == ("C03", *BEFORE)

	def test_undone_when_the_end_is_taken_back(self) -> None:
		assert reasons(settled_child(end_date=None).plan("2026-02-02")) == [T3]

	def test_not_where_care_ends_on_that_day(self) -> None:
		story = settled_child(end_date="2026-02-23").period(
			"2025-01-06", "2026-02-23", reviews_complete=False
		)
		assert rules(story.plan("2026-02-02")) == ["C23"]

	def test_not_where_the_child_is_18_on_that_day(self) -> None:
		assert rules(settled_child(end_date="2026-02-23").born("2008-02-23").plan("2026-02-02")) == ["C27"]


class TestOnceTheDayHasPassed:
	"""Issue: unreviewed, the fact is kept and the 20-working-day local limit applies."""

	@pytest.mark.parametrize("today", ["2026-02-23", "2026-03-10"])
	def test_the_intention_never_confirmed(self, today: str) -> None:
		plan = planned().plan(today)
		assert reasons(plan) == [("C02", "2026-03-23", "local"), T3]
		assert words(plan, "C02") == (
			"Move planned for 23 February 2026, U6 to U6, not yet confirmed as having happened"
			"; no review before it is on record, immediate risk: not known"
		)
		assert told(plan) == [("C02", "the IRO", "2026-02-24")]

	def test_the_move_confirmed_with_its_reason(self) -> None:
		story = planned(reason_place_change="CARPL").placed("2026-02-23", "U6", "NEW", carer_id="F-2")
		plan = story.plan("2026-02-23")
		assert reasons(plan) == [("C02", "2026-03-23", "local"), T3]
		assert change(plan, "C02").reviewed_before is False

	def test_the_end_known_in_advance_with_nothing_after_it(self) -> None:
		story = settled_child(end_date="2026-02-23", reason_place_change="CLOSE", immediate_risk=False)
		plan = story.plan("2026-02-23")
		assert reasons(plan) == [("C02", "2026-03-23", "local"), T3]
		assert words(plan, "C02").endswith("; no review before it is on record, immediate risk: no")

	def test_the_day_before_it_has_not(self) -> None:
		assert reasons(planned().plan("2026-02-22")) == [("C02", *BEFORE), T3]


class TestAnIntentionThatCameToNothing:
	"""It gives way to a placement that did begin on or after its day."""

	def test_superseded_by_another_move(self) -> None:
		story = planned("2026-02-09", reason_place_change="STAND")
		story.placed("2026-02-23", "K2", "OTHER", reason_new_episode="P")
		plan = story.plan("2026-02-23")
		assert [(one.rule, one.on) for one in plan.changes] == [("C03", day("2026-02-23"))]

	@pytest.mark.parametrize("record_id", ["A-FIRST", "Z-LAST"])
	def test_confirmed_on_the_same_day_under_another_record(self, record_id: str) -> None:
		story = planned().placed("2026-02-23", "A6", record_id, reason_new_episode="P")
		assert rules(story.plan("2026-02-23")) == ["C15"]
		assert rules(story.plan("2026-02-02")) == ["C15"]

	def test_not_by_a_move_that_came_first(self) -> None:
		story = planned().placed("2026-02-09", "K2", "OTHER", reason_new_episode="P")
		assert [one.on for one in story.plan("2026-02-10").changes] == [day("2026-02-09"), day("2026-02-23")]

	def test_not_by_one_that_lies_ahead(self) -> None:
		story = planned().placed("2026-03-23", "K2", "OTHER", reason_new_episode="P")
		assert [one.on for one in story.plan("2026-02-02").changes] == [day("2026-02-23"), day("2026-03-23")]


class TestSettledBeforehand:
	"""domain.md 7, what settles a change (b): an earlier review that records having considered it."""

	@pytest.mark.parametrize("considered", ["OLD", "NEW"])
	def test_by_the_placement_that_ends_or_the_one_that_begins(self, considered: str) -> None:
		story = planned().reviewed("2026-02-10", changes_considered=[considered])
		plan = story.plan("2026-02-10")
		assert reasons(plan) == [("T3", "2026-08-10", "must")]
		assert plan.notices == ()
		found = change(plan, "C02")
		assert (found.settled_on, found.reviewed_before) == (day("2026-02-10"), True)

	def test_stays_settled_when_the_day_has_come_and_when_it_moves(self) -> None:
		story = planned().reviewed("2026-02-10", changes_considered=["NEW"])
		assert reasons(story.plan("2026-02-24")) == [("T3", "2026-08-10", "must")]
		story.placed("2026-03-09", "U6", "NEW", status="planned", carer_id="F-2")
		assert reasons(story.plan("2026-02-24")) == [("T3", "2026-08-10", "must")]

	def test_notice_given_and_considered_for_an_unplanned_reason(self) -> None:
		story = settled_child(end_date="2026-02-23", reason_place_change="CREQB")
		story.reviewed("2026-02-10", changes_considered=["OLD"])
		assert change(story.plan("2026-03-01"), "C04").reviewed_before is True

	def test_a_review_that_does_not_say_so_settles_nothing(self) -> None:
		story = planned().reviewed("2026-02-10")
		assert reasons(story.plan("2026-02-10")) == [("C02", *BEFORE), ("T3", "2026-08-10", "must")]

	def test_nor_one_that_considered_something_else(self) -> None:
		story = planned().reviewed("2026-02-10", changes_considered=["ELSE"])
		assert reasons(story.plan("2026-02-10"))[0] == ("C02", *BEFORE)

	def test_considering_that_a_placement_begins_is_not_considering_that_it_ends(self) -> None:
		story = planned().reviewed("2026-02-10", changes_considered=["NEW"])
		story.placed(
			"2026-02-23", "U6", "NEW", carer_id="F-2", end_date="2026-04-20", reason_place_change="STAND"
		)
		story.placed("2026-04-20", "K2", "NEXT", reason_new_episode="P")
		plan = story.plan("2026-04-20")
		assert [one.settled_on for one in plan.changes] == [day("2026-02-10"), None]
		assert reasons(plan)[0] == ("C03", "2026-05-19", "local")

	def test_not_even_on_the_day_it_began(self) -> None:
		story = moved(
			old={"reason_place_change": "CARPL"}, end_date="2026-04-20", reason_place_change="CREQB"
		)
		story.placed("2026-04-20", "K2", "NEXT", reason_new_episode="P")
		story.reviewed("2026-03-02", changes_considered=["NEW"])
		assert [one.settled_on for one in story.plan("2026-04-20").changes] == [day("2026-03-02"), None]

	def test_two_moves_ahead_may_be_considered_together(self) -> None:
		story = planned(end_date="2026-02-23").placed(
			"2026-02-23", "U6", "NEW", status="planned", carer_id="F-2", end_date="2026-03-09"
		)
		story.placed("2026-03-09", "K2", "NEXT", status="planned")
		story.reviewed("2026-02-10", changes_considered=["NEW", "NEXT"])
		assert [one.settled_on for one in story.plan("2026-02-10").changes] == [day("2026-02-10")] * 2

	def test_the_earliest_review_that_considered_it_is_the_one_named(self) -> None:
		story = planned().reviewed("2026-02-10", changes_considered=["NEW"])
		story.reviewed("2026-02-12", changes_considered=["NEW"]).reviewed("2026-03-01")
		assert change(story.plan("2026-03-02"), "C02").settled_on == day("2026-02-10")
