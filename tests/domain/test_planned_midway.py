"""The midway review of the present interval, from whole histories: domain.md 2.7; scenarios 1, 2, 5, 7, 9 and 10."""

from dataclasses import replace
from datetime import date

from iro_module.domain.midway import Dropped, Midway, MidwayState
from iro_module.domain.planned import ChildFacts, EarlyRequest
from iro_module.domain.planned_midway import planned_midway
from iro_module.domain.policy import DEFAULT_POLICY
from iro_module.domain.review_plan import plan
from iro_module.domain.settling import ChangeDecision, Ruling
from tests.domain.shown import moved, settled_child
from tests.domain.story import Story, day


def found(story: Story, today: str, *held: str, facts: ChildFacts | None = None) -> Midway | Dropped | None:
	history = story.history()
	planned = plan(history, facts or ChildFacts(iro_allocated=True), day(today))
	return planned_midway(history, planned, [day(one) for one in held], day(today))


def due(story: Story, today: str, *held: str, facts: ChildFacts | None = None) -> date | None:
	"""When the midway review is due; None where there is none or it is dropped."""
	one = found(story, today, *held, facts=facts)
	return one.due.on if isinstance(one, Midway) else None


def cared_for(since: str, *reviewed: str, status: str = "C2") -> Story:
	story = Story().period(since, reviews_complete=False).status(since, status).placed(since, "U6", "OLD")
	for one in reviewed:
		story.reviewed(one)
	return story


def test_scenario_1_none_before_the_second_review_then_half_way_to_the_third() -> None:
	story = Story().period("2026-03-20").status("2026-03-20", "V2")
	assert found(story, "2026-03-20") is None
	assert found(story.reviewed("2026-04-14"), "2026-04-14") is None  # three months only
	assert due(story.reviewed("2026-07-16"), "2026-07-16") == day("2026-10-16")
	story.period("2026-03-20", "2027-01-10", end_reason="E4A")
	assert found(story, "2027-01-13") is None


def test_scenario_2_after_the_early_review_that_was_the_second() -> None:
	story = Story().period("2026-01-05").status("2026-01-05", "C1").reviewed("2026-01-29")
	assert due(story.reviewed("2026-03-26"), "2026-03-26") == day("2026-06-26")


def test_scenario_5_before_and_after_the_change_nobody_told() -> None:
	story = cared_for("2023-05-02", "2026-07-15")
	assert due(story, "2026-07-20") == day("2026-10-15")
	assert isinstance(found(story, "2026-11-19"), Midway)
	story.placed("2023-05-02", "U6", "OLD", end_date="2026-10-12", reason_place_change="CREQB")
	story.placed("2026-10-12", "K2", "NEW", reason_new_episode="P", recorded_on="2026-11-20")
	assert isinstance(found(story, "2026-11-20"), Dropped)
	assert due(story, "2026-11-20", "2026-10-14") == day("2026-10-15")
	assert due(story.reviewed("2026-12-01"), "2026-12-01") == day("2027-03-02")


def test_scenario_5_b_after_the_review_held_meanwhile() -> None:
	assert due(cared_for("2023-05-02", "2026-10-30"), "2026-11-20") == day("2027-01-29")


def test_scenario_7_while_placed_for_adoption() -> None:
	story = Story().period("2024-11-04", reviews_complete=False).status("2025-10-30", "E1")
	story.placed("2026-03-06", "A6", reason_new_episode="P").reviewed("2026-03-31")
	assert found(story, "2026-03-31") is None
	assert due(story.reviewed("2026-06-23"), "2026-06-23") == day("2026-09-22")


def test_scenario_9_and_10() -> None:
	assert due(cared_for("2024-12-02", "2026-06-03"), "2026-06-03") == day("2026-09-02")
	assert due(cared_for("2025-01-06", "2026-09-24"), "2026-09-24") == day("2026-12-23")


class TestBroughtForward:
	"""An unheld midway is recomputed, or dropped where half way had passed when that became known."""

	def brought_forward(self, recorded_on: str | None = None) -> Story:
		"""Last review 12 January, then due on 30 June because of a move of 2 June instead of on 12 July."""
		return moved(on="2026-06-02", old={"reason_place_change": "CREQB"}, recorded_on=recorded_on)

	def test_recomputed_half_way_to_the_earlier_date(self) -> None:
		assert due(settled_child(), "2026-02-02") == day("2026-04-12")
		asked = ChildFacts(True, (EarlyRequest(day("2026-02-02"), day("2026-06-12")),))
		assert due(settled_child(), "2026-02-02", facts=asked) == day("2026-03-28")

	def test_dropped_where_half_way_had_passed_when_it_became_known(self) -> None:
		one = found(self.brought_forward(), "2026-06-02")
		assert isinstance(one, Dropped)
		assert one.was_due_on == day("2026-04-12")
		assert isinstance(found(self.brought_forward("2026-06-05"), "2026-06-05"), Dropped)

	def test_by_a_decision_of_the_iro_from_the_day_it_was_made(self) -> None:
		story = moved(old={"reason_place_change": "CREQB"})
		(change,) = [one for one in story.plan("2026-03-02").changes if one.rule == "C04"]
		decision = ChangeDecision(
			"C04", change.subject, change.on, Ruling.BY, day("2026-03-05"), by=day("2026-06-12")
		)
		decided = ChildFacts(True, decisions=(decision,))
		assert due(story, "2026-03-05", facts=decided) == day("2026-03-28")
		later = ChildFacts(True, decisions=(replace(decision, decided_on=day("2026-03-30")),))
		assert isinstance(found(story, "2026-03-30", facts=later), Dropped)

	def test_a_move_ahead_that_nobody_dated_drops_nothing(self) -> None:
		story = settled_child().placed("2026-06-15", "U6", "NEW", status="planned", carer_id="F-2")
		assert due(story, "2026-06-01") == day("2026-03-28")
		story.placed("2026-06-15", "U6", "NEW", status="planned", carer_id="F-2", recorded_on="2026-05-29")
		assert isinstance(found(story, "2026-06-01"), Dropped)


def test_overdue_where_nobody_brought_anything_forward() -> None:
	one = found(settled_child(), "2026-04-13")
	assert isinstance(one, Midway)
	assert one.state is MidwayState.OVERDUE


def test_none_where_no_timetable_runs_or_nothing_is_planned() -> None:
	asked = ChildFacts(True, (EarlyRequest(day("2026-02-02"), day("2026-06-12")),))
	story = Story().period("2025-04-01", start_known=False)
	assert found(story, "2026-02-02", facts=asked) is None
	assert found(story, "2026-02-02") is None
	assert found(Story(), "2026-02-02") is None


def test_a_review_that_looked_only_at_a_change_starts_no_interval() -> None:
	story = settled_child().reviewed("2026-03-02", change_only=True)
	assert due(story, "2026-03-03") == day("2026-04-12")


def test_with_a_councils_own_length() -> None:
	policy = replace(DEFAULT_POLICY, midway_from_months=6)
	history = settled_child().history()
	planned = plan(history, ChildFacts(True), day("2026-02-02"), policy)
	assert isinstance(planned_midway(history, planned, [], day("2026-02-02"), policy), Midway)
