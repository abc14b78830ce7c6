"""The notices of a plan together: prompts of other rules among them, each once, in order of their dates."""

from dataclasses import replace

from iro_module.domain.notices import Notice, in_order
from iro_module.domain.review_plan import ChildFacts, Plan, plan
from tests.domain.shown import moved, settled_child, told
from tests.domain.story import Story, day

TODAY = "2026-03-02"


def prompt(rule: str, by: str, subject: str = "RECORD", tell: str = "the IRO") -> Notice:
	return Notice("CH-1", rule, subject, tell, day(by), f"{rule} of {subject}", "so")


def with_prompts(story: Story, *prompts: Notice) -> Plan:
	return plan(story.history(), ChildFacts(iro_allocated=True, prompts=prompts), day(TODAY))


def test_prompts_stand_among_the_notices_of_changes_in_order_of_their_dates() -> None:
	story = moved(old={"reason_place_change": "CREQB"})
	found = with_prompts(story, prompt("C32", "2026-03-09"), prompt("C31", TODAY))
	assert told(found) == [
		("C31", "the IRO", TODAY),
		("C04", "the IRO", "2026-03-03"),
		("C32", "the IRO", "2026-03-09"),
	]


def test_without_a_change_they_stand_alone_and_after_care_too() -> None:
	assert told(with_prompts(settled_child(), prompt("C31", TODAY))) == [("C31", "the IRO", TODAY)]
	left = Story().period("2025-01-06", TODAY, end_reason="E4B")
	assert [rule for rule, *_ in told(with_prompts(left, prompt("C31", TODAY)))] == ["C24", "C31", "C24"]


def test_one_that_two_rules_give_stands_once_as_the_plan_gives_it() -> None:
	story = moved(old={"reason_place_change": "CREQB"})
	(given,) = story.plan(TODAY).notices
	again = replace(given, tell_by=day("2026-03-09"), reason="the same, said by another rule")
	assert with_prompts(story, again).notices == (given,)


def test_of_two_prompts_that_are_one_the_first_stands() -> None:
	first, second = prompt("C31", "2026-03-09"), prompt("C31", "2026-03-04")
	assert in_order([], [first, second]) == (first,)


def test_ties_go_by_rule_record_and_whom_to_tell() -> None:
	inner = [
		prompt("C31", TODAY, "A", "the IRO"),
		prompt("C31", TODAY, "A", "the IRO Manager"),
		prompt("C31", TODAY, "B", "the IRO"),
		prompt("C32", TODAY, "A", "the IRO"),
	]
	assert in_order(inner[::-1], []) == tuple(inner)
	assert in_order(inner[:2], inner[:1:-1]) == tuple(inner)
