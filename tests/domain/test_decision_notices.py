"""C31: prompts about decisions overdue or repeatedly not done: domain.md 7 (C31), 1.4 (reg 37); anchors row 27."""

from dataclasses import replace

import pytest

from iro_module.domain.decision_notices import decision_notices
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from iro_module.domain.review_decisions import Decision, Finding, Occasion, Outcome
from tests.domain.story import day

ASK = "the IRO, to ask about the decision and consider escalating"
ESCALATE = "the IRO, to consider escalating"


def decided(*findings: Finding, **values: object) -> Decision:
	"""Decided on 14 April 2026, to be done by Friday 15 May 2026."""
	decision = Decision("D1", "CH-1", "R1", day("2026-04-14"), "Private words", due_on=day("2026-05-15"))
	return replace(decision, findings=findings, **values)  # type: ignore[arg-type]


def found(name: str, on: str, outcome: Outcome) -> Finding:
	return Finding(day(on), outcome, Occasion.REVIEW if name else Occasion.BETWEEN, name)


def told(decision: Decision, today: str, policy: Policy = DEFAULT_POLICY) -> list[tuple[str, str]]:
	return [(one.tell, one.tell_by.isoformat()) for one in decision_notices([decision], day(today), policy)]


class TestOverdue:
	"""The IRO is prompted five working days after the date, with the theme."""

	@pytest.mark.parametrize(
		("today", "prompted"), [("2026-05-21", False), ("2026-05-22", True), ("2026-07-01", True)]
	)
	def test_c31_at_five_working_days(self, today: str, prompted: bool) -> None:
		assert told(decided(), today) == ([(ASK, "2026-05-22")] if prompted else [])

	def test_c31_the_notice(self) -> None:
		(notice,) = decision_notices([decided()], day("2026-05-22"), DEFAULT_POLICY)
		assert (notice.child_id, notice.rule, notice.subject) == ("CH-1", "C31", "D1")
		assert notice.reason == (
			"A decision of the review of 14 April 2026 was to be carried out by 15 May 2026 and is not recorded as "
			"done; 5 working days from 15 May 2026: 22 May 2026. Theme: review decision not implemented"
		)

	def test_c31_is_the_same_notice_while_it_stands(self) -> None:
		first, later = (
			decision_notices([decided()], day(on), DEFAULT_POLICY) for on in ("2026-05-22", "2026-09-01")
		)
		assert first == later

	@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.SUPERSEDED])
	def test_c31_undone_by_carrying_it_out(self, outcome: Outcome) -> None:
		decision = decided(found("", "2026-05-27", outcome))
		assert told(decision, "2026-05-26") == [(ASK, "2026-05-22")]
		assert told(decision, "2026-05-27") == []

	@pytest.mark.parametrize("outcome", [Outcome.ON_TRACK, Outcome.NOT_DONE, Outcome.NOT_DISCUSSED])
	def test_c31_not_undone_by_less(self, outcome: Outcome) -> None:
		assert told(decided(found("R2", "2026-05-20", outcome)), "2026-05-22") == [(ASK, "2026-05-22")]

	def test_c31_undone_by_a_later_date(self) -> None:
		assert told(decided(due_on=day("2026-05-18")), "2026-05-22") == []

	def test_c31_not_without_a_date(self) -> None:
		assert told(decided(due_on=None), "2030-01-01") == []

	def test_c31_the_limit_is_a_setting(self) -> None:
		policy = replace(DEFAULT_POLICY, decision_overdue_working_days=2)
		assert told(decided(), "2026-05-18", policy) == []
		assert told(decided(), "2026-05-19", policy) == [(ASK, "2026-05-19")]


class TestRepeatedlyNotDone:
	"""Found not done at two reviews."""

	TWICE = (found("R2", "2026-07-14", Outcome.NOT_DONE), found("R3", "2027-01-14", Outcome.NOT_DONE))

	def decision(self, *findings: Finding) -> Decision:
		return decided(*findings, due_on=None)

	def test_c31_at_the_second_review(self) -> None:
		decision = self.decision(*self.TWICE)
		assert told(decision, "2027-01-13") == []
		assert told(decision, "2027-01-14") == [(ESCALATE, "2027-01-14")]

	def test_c31_the_notice(self) -> None:
		(notice,) = decision_notices([self.decision(*self.TWICE)], day("2027-02-01"), DEFAULT_POLICY)
		assert (notice.child_id, notice.rule, notice.subject) == ("CH-1", "C31", "D1")
		assert notice.reason == (
			"A decision of the review of 14 April 2026 was found not done at 2 reviews, the last on 14 January 2027; "
			"a prompt comes at 2 reviews. Theme: review decision not implemented"
		)

	def test_c31_two_meetings_of_one_review_count_once(self) -> None:
		again = found("R2", "2026-07-20", Outcome.NOT_DONE)
		assert told(self.decision(self.TWICE[0], again), "2026-08-01") == []

	@pytest.mark.parametrize("outcome", [Outcome.ON_TRACK, Outcome.DONE, Outcome.SUPERSEDED])
	def test_c31_undone_by_progress(self, outcome: Outcome) -> None:
		assert told(self.decision(*self.TWICE, found("", "2027-02-01", outcome)), "2027-02-01") == []

	def test_c31_progress_does_not_wipe_the_count(self) -> None:
		between = found("", "2026-10-01", Outcome.ON_TRACK)
		assert told(self.decision(*self.TWICE, between), "2027-01-14") == [(ESCALATE, "2027-01-14")]

	def test_c31_the_number_is_a_setting(self) -> None:
		policy = replace(DEFAULT_POLICY, decision_not_done_times=3)
		assert told(self.decision(*self.TWICE), "2027-02-01", policy) == []
		policy = replace(DEFAULT_POLICY, decision_not_done_times=1)
		assert told(self.decision(self.TWICE[0]), "2026-07-14", policy) == [(ESCALATE, "2026-07-14")]


def test_c31_both_thresholds_in_the_order_of_their_dates() -> None:
	late = decided(*TestRepeatedlyNotDone.TWICE)
	early = replace(decided(), name="D0", due_on=day("2026-05-14"))
	found_ = decision_notices([late, early], day("2027-02-01"), DEFAULT_POLICY)
	assert [(one.subject, one.tell, one.tell_by.isoformat()) for one in found_] == [
		("D0", ASK, "2026-05-21"),
		("D1", ASK, "2026-05-22"),
		("D1", ESCALATE, "2027-01-14"),
	]
	assert len({one.key for one in found_}) == 3


def test_c31_nothing_private_in_the_reason() -> None:
	assert "Private" not in decision_notices([decided()], day("2026-06-01"), DEFAULT_POLICY)[0].reason


def test_c31_switched_off_with_its_row() -> None:
	rules = {**DEFAULT_RULES, "C31": replace(DEFAULT_RULES["C31"], enabled=False)}
	policy = replace(DEFAULT_POLICY, rules=rules)
	assert told(decided(*TestRepeatedlyNotDone.TWICE), "2027-02-01", policy) == []
