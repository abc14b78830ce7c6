"""Whom to tell, by when and why: C01, C04 and every change; domain.md 2.1 and 7; scenarios 1, 2 and 5."""

from dataclasses import replace

import pytest

from iro_module.domain.notices import Notice
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES
from tests.domain.shown import moved, settled_child, told
from tests.domain.story import Story, day

SPEAK = "the IRO, to speak to the social worker"
ASK = "the IRO, to say whether it was considered"


class TestC01StartsToBeLookedAfter:
	"""The service is told in 2 working days, an IRO is named in 5; until there is one, or a review was held."""

	def started(self, **values: object) -> Story:
		return Story().period("2026-03-20", **values).status("2026-03-20", "V2")

	def test_fires_while_there_is_no_iro(self) -> None:
		plan = self.started().plan("2026-03-20", iro=False)
		assert told(plan) == [
			("C01", "the IRO service", "2026-03-24"),
			("C01", "the IRO Manager, to allocate an IRO", "2026-03-27"),
		]
		assert {one.reason for one in plan.notices} == {"Looked after from 20 March 2026"}

	def test_undone_by_an_allocation(self) -> None:
		assert self.started().plan("2026-03-20", iro=True).notices == ()

	def test_undone_by_the_first_review(self) -> None:
		story = self.started().reviewed("2026-04-14")
		assert story.plan("2026-04-13", iro=False).notices
		assert story.plan("2026-04-14", iro=False).notices == ()

	def test_not_for_short_breaks(self) -> None:
		story = Story().period("2026-03-20").status("2026-03-20", "V4")
		assert story.plan("2026-03-20", iro=False).notices == ()

	def test_not_where_the_start_is_not_known(self) -> None:
		assert self.started(start_known=False).plan("2026-03-20", iro=False).notices == ()

	def test_again_for_a_new_period_of_care(self) -> None:
		story = self.started(end="2026-05-01", record_id="PC-1").reviewed("2026-04-14")
		first = story.plan("2026-03-20", iro=False).notices
		story.period("2026-09-07", record_id="PC-2").status("2026-09-07", "V2")
		second = story.plan("2026-09-07", iro=False).notices
		assert [one.tell_by for one in second] == [day("2026-09-09"), day("2026-09-14")]
		assert not {one.key for one in first} & {one.key for one in second}

	def test_a_tighter_limit_of_the_council(self) -> None:
		rules = {**DEFAULT_RULES, "C01": replace(DEFAULT_RULES["C01"], tell_within=1)}
		policy = replace(DEFAULT_POLICY, rules=rules, allocate_iro_working_days=3)
		plan = self.started().plan("2026-03-20", iro=False, policy=policy)
		assert [by for *_, by in told(plan)] == ["2026-03-23", "2026-03-25"]


def twice(second: str, first_reason: str | None = "CREQB", second_reason: str | None = "LAREQ") -> Story:
	"""Moved on Monday 2 March 2026, and again."""
	story = moved(
		old={"reason_place_change": first_reason}, end_date=second, reason_place_change=second_reason
	)
	return story.placed(second, "U6", "THIRD", reason_new_episode="P", carer_id="F-3")


class TestC04SecondUnplannedMove:
	"""Two unplanned moves in 12 months: the IRO speaks to the social worker in 3 working days."""

	@pytest.mark.parametrize(
		("second", "speak_by"),
		[
			("2026-03-03", "2026-03-06"),
			("2026-03-09", "2026-03-12"),
			("2027-03-01", "2027-03-04"),
			("2027-03-02", "2027-03-05"),  # 12 months after: still within them
			("2027-03-03", None),
		],
	)
	def test_within_twelve_months(self, second: str, speak_by: str | None) -> None:
		found = [one for one in told(twice(second).plan(second)) if one[1] == SPEAK]
		assert found == ([("C04", SPEAK, speak_by)] if speak_by else [])

	@pytest.mark.parametrize(
		("first", "second", "asked"),
		[
			("CREQB", "CHILD", True),
			("ALLEG", "CREQO", True),
			("OTHER", "STAND", True),
			(None, None, True),
			("CARPL", "CREQB", False),
			("CREQB", "CARPL", False),
		],
	)
	def test_both_unplanned(self, first: str | None, second: str | None, asked: bool) -> None:
		plan = twice("2026-03-09", first, second).plan("2026-03-09")
		assert (SPEAK in [one.tell for one in plan.notices]) is asked

	def test_says_how_many(self) -> None:
		(notice,) = [one for one in twice("2026-03-09").plan("2026-03-09").notices if one.tell == SPEAK]
		assert notice.reason == "2 unplanned moves in 12 months, the last on 9 March 2026"

	def test_a_move_that_lies_ahead_does_not_count(self) -> None:
		assert SPEAK not in [one.tell for one in twice("2026-03-09").plan("2026-03-08").notices]

	def test_a_first_move_already_reviewed_counts(self) -> None:
		story = twice("2026-03-09").reviewed("2026-03-05")
		assert SPEAK in [one.tell for one in story.plan("2026-03-09").notices]

	def test_undone_by_a_review_after_the_second(self) -> None:
		assert twice("2026-03-09").reviewed("2026-03-10").plan("2026-03-10").notices == ()

	def test_undone_when_the_second_is_voided(self) -> None:
		plan = moved(old={"reason_place_change": "CREQB"}).plan("2026-03-09")
		assert SPEAK not in [one.tell for one in plan.notices]

	def test_can_be_switched_off_with_the_rule(self) -> None:
		off = {**DEFAULT_RULES, "C04": replace(DEFAULT_RULES["C04"], enabled=False)}
		plan = twice("2026-03-09").plan("2026-03-09", policy=replace(DEFAULT_POLICY, rules=off))
		assert SPEAK not in [one.tell for one in plan.notices]


class TestRecordedAfterTheReviewThatSettledIt:
	"""Scenario 5 (b): the IRO is asked once whether the review considered the move."""

	def late(self, recorded_on: str | None, held: str = "2026-03-20") -> Story:
		story = moved(old={"reason_place_change": "CREQB"}, recorded_on=recorded_on)
		return story.reviewed(held)

	@pytest.mark.parametrize(
		("recorded_on", "held", "asked_by"),
		[
			("2026-03-23", "2026-03-20", "2026-03-24"),
			("2026-03-21", "2026-03-20", "2026-03-23"),
			("2026-03-20", "2026-03-20", None),
			("2026-03-04", "2026-03-20", None),
			(None, "2026-03-20", None),
			("2026-03-23", "2026-03-02", "2026-03-24"),
		],
	)
	def test_asked_by(self, recorded_on: str | None, held: str, asked_by: str | None) -> None:
		plan = self.late(recorded_on, held).plan("2026-03-25")
		assert told(plan) == ([("C04", ASK, asked_by)] if asked_by else [])

	def test_the_question(self) -> None:
		(notice,) = self.late("2026-03-23").plan("2026-03-25").notices
		assert notice.reason == (
			"Unplanned move on 2 March 2026, U6 to U6: the carer asked, because of the child's behaviour (CREQB); "
			"recorded on 23 March 2026. Was it considered at the review of 20 March 2026?"
		)

	def test_not_where_an_earlier_review_considered_it(self) -> None:
		story = moved(old={"reason_place_change": "CARPL"}, recorded_on="2026-03-04")
		story.reviewed("2026-02-26", changes_considered=["NEW"])
		assert story.plan("2026-03-05").notices == ()

	def test_an_end_is_as_new_as_what_the_feed_said_of_the_placement_itself(self) -> None:
		story = settled_child(end_date="2026-03-02", recorded_on="2026-03-23").reviewed("2026-03-20")
		assert [one.tell for one in story.plan("2026-03-25").notices] == [ASK]

	def test_a_legal_status_recorded_late(self) -> None:
		story = settled_child("C1").status("2025-01-06", "C1", end_date="2026-03-02")
		story.status("2026-03-02", "C2", recorded_on="2026-03-23").reviewed("2026-03-20")
		assert told(story.plan("2026-03-25")) == [("C11", ASK, "2026-03-30")]

	def test_first_placement_with_parents_recorded_late(self) -> None:
		story = Story().period("2026-03-02").status("2026-03-02", "C2").reviewed("2026-03-20")
		story.placed("2026-03-02", "P1", recorded_on="2026-03-23")
		assert told(story.plan("2026-03-25")) == [("C17", ASK, "2026-03-24")]


class TestSwitchedOff:
	"""A local review may be switched off; not what the law asks for before a move, nor that the IRO is told."""

	def off(self, rule: str) -> object:
		return replace(
			DEFAULT_POLICY, rules={**DEFAULT_RULES, rule: replace(DEFAULT_RULES[rule], enabled=False)}
		)

	@pytest.mark.parametrize(("reason", "rule"), [("STAND", "C03"), ("CREQB", "C04")])
	def test_a_move_that_has_happened(self, reason: str, rule: str) -> None:
		plan = moved(old={"reason_place_change": reason}).plan("2026-03-02", policy=self.off(rule))
		assert [one.rule for one in plan.reviews[0].basis] == ["T3"]
		assert told(plan) == [(rule, "the IRO", "2026-03-03")]

	@pytest.mark.parametrize(("reason", "rule"), [("STAND", "C03"), ("CREQB", "C04")])
	def test_a_known_end_still_asks_for_a_review_before_it(self, reason: str, rule: str) -> None:
		story = settled_child(end_date="2026-03-02", reason_place_change=reason)
		plan = story.plan("2026-02-02", policy=self.off(rule))
		assert (plan.reviews[0].basis[0].rule, plan.reviews[0].due_on) == (rule, day("2026-02-27"))
		assert told(plan) == [(rule, "the IRO", "2026-02-27")]


def test_notices_come_in_the_order_of_their_dates() -> None:
	story = (
		twice("2026-03-09", "STAND")
		.status("2025-01-06", "C2", end_date="2026-03-04")
		.status("2026-03-04", "V2")
	)
	found = [(one.tell_by, one.rule) for one in story.plan("2026-03-10").notices]
	assert found == sorted(found)
	assert len(found) == 4


@pytest.mark.parametrize("name", ["child_id", "rule", "subject", "tell"])
def test_a_notice_is_known_by_child_rule_record_and_whom_to_tell(name: str) -> None:
	notice = Notice("CH-1", "C04", "record", "the IRO", day("2026-03-03"), "why", "so")
	assert replace(notice, **{name: "another"}).key != notice.key
	assert replace(notice, tell_by=day("2026-03-04"), reason="reworded", counted="anew").key == notice.key
