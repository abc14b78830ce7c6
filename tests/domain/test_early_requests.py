"""C39: the IRO asks for an early review (CPPCR reg 33(3)(a)); domain.md 1.2, ER-a."""

import pytest

from iro_module.domain.review_plan import ChildFacts, EarlyRequest, plan
from tests.domain.shown import T3, moved, reasons, settled_child
from tests.domain.story import Story, day


def asked(story: Story, today: str, *requests: tuple[str, str]) -> list[tuple[str, str, str]]:
	facts = ChildFacts(True, tuple(EarlyRequest(day(on), day(due)) for on, due in requests))
	return reasons(plan(story.history(), facts, day(today)))


def test_is_due_on_the_day_the_iro_set_by_law() -> None:
	facts = ChildFacts(True, (EarlyRequest(day("2026-02-02"), day("2026-02-16")),))
	(review,) = plan(settled_child().history(), facts, day("2026-02-02")).reviews
	assert (review.kind, review.due_on, review.statutory_due_on) == (
		"early",
		day("2026-02-16"),
		day("2026-02-16"),
	)
	assert review.timetable == "care_planning"
	basis = review.basis[0]
	assert (basis.rule, basis.changed_on) == ("C39", day("2026-02-02"))
	assert basis.reason == "The IRO asked for an early review on 2 February 2026"
	assert basis.counted == "16 February 2026, the day the IRO set"


@pytest.mark.parametrize(
	("held", "open_"), [("2026-02-01", True), ("2026-02-02", False), ("2026-02-10", False)]
)
def test_is_answered_by_a_review_from_the_day_it_was_asked(held: str, open_: bool) -> None:
	story = settled_child().reviewed(held)
	found = asked(story, "2026-02-10", ("2026-02-02", "2026-02-16"))
	assert ("C39" in [rule for rule, *_ in found]) is open_


def test_stands_beside_every_other_reason_and_falls_with_the_end_of_care() -> None:
	story = moved(old={"reason_place_change": "CREQB"})
	assert asked(story, "2026-03-02", ("2026-03-02", "2026-03-30")) == [
		("C39", "2026-03-30", "must"),
		("C04", "2026-03-30", "local"),
		T3,
	]
	story.period("2025-01-06", "2026-03-30", reviews_complete=False)
	assert asked(story, "2026-03-02", ("2026-03-02", "2026-03-30"), ("2026-03-02", "2026-03-27")) == [
		("C39", "2026-03-27", "must")
	]


def test_needs_no_timetable() -> None:
	story = Story().period("2025-04-01", start_known=False)
	facts = ChildFacts(True, (EarlyRequest(day("2026-02-02"), day("2026-02-16")),))
	(review,) = plan(story.history(), facts, day("2026-02-02")).reviews
	assert (review.timetable, review.sequence) == ("care_planning", 2)
