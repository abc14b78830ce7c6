"""Stays of type T0-T4: domain.md 4.5 and 7; issue: a return to the same placement is no move, to others it is."""

import pytest

from iro_module.domain.review_plan import Plan
from tests.domain.shown import T3, change, reasons, rules, settled_child
from tests.domain.story import Story, day

TYPES = ("T0", "T1", "T2", "T3", "T4")


def away(kind: str = "T2", until: str | None = "2026-03-09", **old: object) -> Story:
	"""`settled_child` on a temporary stay from Monday 2 March 2026."""
	story = settled_child(**{"end_date": "2026-03-02", **old})
	return story.placed("2026-03-02", kind, "AWAY", end_date=until, reason_new_episode="P")


def moves_shown(planned: Plan) -> list[str]:
	"""The rules of the changes found, but for the stay in hospital itself (C34)."""
	return [rule for rule in rules(planned) if rule != "C34"]


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("until", [None, "2026-03-09"])
def test_going_away_is_no_move(kind: str, until: str | None) -> None:
	plan = away(kind, until).plan("2026-03-05")
	assert (reasons(plan), moves_shown(plan)) == ([T3], [])


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
	("old", "back"),
	[
		({}, {"carer_id": "F-1"}),
		({}, {"carer_id": "F-1", "reason_new_episode": "P"}),
		({"carer_id": None}, {"reason_new_episode": "P"}),
		({"carer_id": None, "urn": "SC1", "provider": "PR4"}, {"urn": "SC1", "provider": "PR4"}),
		({"end_date": None}, {"carer_id": "F-1"}),  # the placement kept open all the while
	],
)
def test_a_return_to_the_same_placement_is_no_move(
	kind: str, old: dict[str, object], back: dict[str, object]
) -> None:
	plan = away(kind, **old).placed("2026-03-09", "U6", "BACK", **back).plan("2026-03-09")
	assert (reasons(plan), moves_shown(plan)) == ([T3], [])


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
	("old", "back"),
	[
		({}, {"carer_id": "F-2", "reason_new_episode": "P"}),
		({"carer_id": None, "urn": "SC1"}, {"urn": "SC2", "reason_new_episode": "P"}),
		({"carer_id": None, "provider": "PR1"}, {"provider": "PR4", "reason_new_episode": "P"}),
	],
)
def test_a_return_to_other_carers_is_a_move_on_that_day(
	kind: str, old: dict[str, object], back: dict[str, object]
) -> None:
	plan = away(kind, **old).placed("2026-03-09", "U6", "BACK", **back).plan("2026-03-09")
	assert moves_shown(plan) == ["C04"]
	assert change(plan, "C04").on == day("2026-03-09")
	assert ("C04", "2026-04-08", "local") in reasons(plan)  # 3 and 6 April are no working days


def test_a_return_to_another_kind_of_placement_is_a_move() -> None:
	plan = away(carer_id=None).placed("2026-03-09", "K2", "BACK").plan("2026-03-09")
	assert rules(plan) == ["C04"]


def test_two_temporary_stays_in_a_row() -> None:
	story = away().placed("2026-03-09", "T4", "AWAY-2", end_date="2026-03-13")
	assert rules(story.plan("2026-03-10")) == []
	assert rules(story.placed("2026-03-13", "U6", "BACK", carer_id="F-1").plan("2026-03-13")) == []


def test_a_stay_long_ago_does_not_hide_a_later_move() -> None:
	story = settled_child(carer_id=None, end_date="2026-06-01", reason_place_change="CREQB")
	story.placed("2026-02-02", "T2", "AWAY", end_date="2026-02-09")
	story.placed("2026-06-01", "U6", "NEW", reason_new_episode="P")
	assert rules(story.plan("2026-06-01")) == ["C04"]


def test_a_stay_never_closed_does_not_hide_a_move_from_the_placement_returned_to() -> None:
	story = away(until=None, carer_id=None).placed("2026-03-09", "U6", "BACK", end_date="2026-06-01")
	story.placed("2026-06-01", "U6", "NEW", reason_new_episode="P")
	assert [(one.rule, one.on) for one in story.plan("2026-06-01").changes] == [("C04", day("2026-06-01"))]


def test_going_away_on_a_day_known_in_advance_asks_for_no_review() -> None:
	assert away("T4").plan("2026-02-23").changes == ()


def test_only_the_stay_being_over_the_placement_ended_all_the_same() -> None:
	story = settled_child(end_date="2026-06-01", reason_place_change="CREQB")
	story.placed("2026-02-02", "T2", "AWAY", end_date="2026-02-09")
	assert rules(story.plan("2026-06-01")) == ["C04"]


def test_a_stay_that_ended_when_the_placement_did_does_not_hide_that_it_ended() -> None:
	plan = away(end_date="2026-03-09").plan("2026-03-09")
	assert [(one.rule, one.on) for one in plan.changes] == [("C04", day("2026-03-09"))]


def test_a_stay_never_closed_does_not_hide_the_end_of_a_later_placement() -> None:
	story = away(until=None).placed("2026-03-09", "U6", "BACK", carer_id="F-1", end_date="2026-04-20")
	plan = story.plan("2026-04-20")
	assert [(one.rule, one.on) for one in plan.changes] == [("C04", day("2026-04-20"))]


def test_a_period_of_temporary_stays_only_has_no_moves() -> None:
	story = (
		Story()
		.period("2026-03-02")
		.placed("2026-03-02", "T0", end_date="2026-03-09")
		.placed("2026-03-09", "T3")
	)
	assert story.plan("2026-03-09").changes == ()
