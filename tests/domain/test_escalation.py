"""Escalations: clocks that start on sending and stop on acceptance, and where one stands; domain.md 2.9 and 6."""

from dataclasses import replace

import pytest

from iro_module.domain.escalation import OUTCOME_WORDS, Escalation, Outcome
from iro_module.domain.escalation_clock import (
	State,
	due_in_all,
	position,
	stage_due,
	stopped_on,
	working_days_taken,
)
from iro_module.domain.escalation_ladder import DEFAULT_LADDER, Ladder, Stage
from iro_module.domain.escalation_next import Step, moves_by_itself, next_step
from iro_module.domain.escalation_steps import Person, close, decide, raise_escalation, respond, send
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from tests.domain.story import day

IRO = Person("iro-1", iro=True)
MANAGER = Person("tm-1")
BY_ITSELF = replace(DEFAULT_POLICY, escalation_moves_by_itself=True)


def raised() -> Escalation:
	return raise_escalation("ESC-1", "CH-1", ("drift_and_delay",), IRO, day("2026-03-02"))


def sent(*stages: tuple[int, str], escalation: Escalation | None = None) -> Escalation:
	"""Sent to each stage on its day; to stage 1 on Monday 1 June 2026, where nothing is said."""
	escalation = escalation or raised()
	for number, on in stages or ((1, "2026-06-01"),):
		escalation = send(escalation, DEFAULT_LADDER.stage(number), IRO, day(on))
	return escalation


def answered(
	on: str, accepted: str | None = None, refused: str | None = None, number: int = 1, **more: object
) -> Escalation:
	"""`sent`, answered by the manager and then accepted or refused."""
	escalation = respond(more.get("escalation") or sent(), number, MANAGER, day(on))  # type: ignore[arg-type]
	if accepted or refused:
		return decide(escalation, number, bool(accepted), IRO, day(accepted or refused or ""))
	return escalation


def state(escalation: Escalation, today: str, policy: Policy = DEFAULT_POLICY) -> tuple[str, int]:
	now = position(escalation, policy, day(today))
	return now.state.value, now.overdue_by


class TestTheClockOfAStage:
	"""6: it starts on sending and stops on an answer that the IRO accepts, not on any answer."""

	@pytest.mark.parametrize(
		("on", "due", "words"),
		[
			("2026-06-01", "2026-06-08", "5 working days from 1 June 2026"),
			("2026-06-05", "2026-06-12", "5 working days from 5 June 2026"),
			("2026-06-06", "2026-06-12", "5 working days from 6 June 2026"),
			(
				"2026-03-27",
				"2026-04-07",
				"5 working days from 27 March 2026; 3 April and 6 April are bank holidays",
			),
		],
	)
	def test_starts_on_sending_not_on_raising(self, on: str, due: str, words: str) -> None:
		last = sent((1, on)).last
		assert last is not None
		assert (stage_due(last, DEFAULT_POLICY).on, stage_due(last, DEFAULT_POLICY).words) == (
			day(due),
			words,
		)

	def test_is_that_of_the_ladder_on_the_day_of_sending(self) -> None:
		short = replace(DEFAULT_LADDER.stage(1), working_days=3)
		escalation = send(raised(), short, IRO, day("2026-06-01"))
		assert state(escalation, "2026-06-04") == ("waiting", 0)
		assert state(escalation, "2026-06-05") == ("overdue", 1)

	def test_not_sent(self) -> None:
		now = position(raised(), DEFAULT_POLICY, day("2026-09-01"))
		assert (now.state, now.stage, now.due, now.overdue_by, now.due_in_all) == (
			State.NOT_SENT,
			None,
			None,
			0,
			None,
		)
		assert now.words == "Not sent yet"

	@pytest.mark.parametrize(
		("today", "expected"),
		[
			("2026-06-01", ("waiting", 0)),
			("2026-06-08", ("waiting", 0)),
			("2026-06-09", ("overdue", 1)),
			("2026-06-12", ("overdue", 4)),
			("2026-06-13", ("overdue", 4)),  # a Saturday adds none
			("2026-06-15", ("overdue", 5)),
		],
	)
	def test_overdue_from_the_working_day_after(self, today: str, expected: tuple[str, int]) -> None:
		assert state(sent(), today) == expected

	@pytest.mark.parametrize(
		("today", "expected"), [("2026-06-13", ("waiting", 0)), ("2026-06-15", ("overdue", 1))]
	)
	def test_over_a_weekend_nobody_is_overdue(self, today: str, expected: tuple[str, int]) -> None:
		assert state(sent((1, "2026-06-05")), today) == expected

	@pytest.mark.parametrize(("today", "late"), [("2026-06-05", 0), ("2026-06-09", 1)])
	def test_an_answer_alone_does_not_stop_it(self, today: str, late: int) -> None:
		assert state(answered("2026-06-04"), today) == ("answered", late)
		assert stopped_on(answered("2026-06-04")) is None

	def test_a_refused_answer_leaves_it_running(self) -> None:
		escalation = answered("2026-06-03", refused="2026-06-04")
		assert state(escalation, "2026-06-08") == ("waiting", 0)
		assert state(escalation, "2026-06-10") == ("overdue", 2)
		assert stopped_on(escalation) is None

	@pytest.mark.parametrize(
		("accepted", "late"), [("2026-06-05", 0), ("2026-06-08", 0), ("2026-06-09", 1), ("2026-06-15", 5)]
	)
	def test_acceptance_stops_it(self, accepted: str, late: int) -> None:
		escalation = answered("2026-06-04", accepted=accepted)
		assert state(escalation, "2026-09-01") == ("accepted", late)
		assert stopped_on(escalation) == day(accepted)

	def test_an_answer_on_the_day_of_sending(self) -> None:
		assert state(answered("2026-06-01"), "2026-06-01")[0] == "answered"
		assert state(answered("2026-06-01", accepted="2026-06-01"), "2026-06-01")[0] == "accepted"

	def test_the_first_acceptance_stops_it(self) -> None:
		once = answered("2026-06-03", accepted="2026-06-05")
		assert stopped_on(answered("2026-06-05", accepted="2026-06-09", escalation=once)) == day("2026-06-05")

	def test_a_second_answer_after_a_refused_one(self) -> None:
		escalation = answered("2026-06-03", refused="2026-06-04")
		assert state(answered("2026-06-05", escalation=escalation), "2026-06-05")[0] == "answered"
		again = answered("2026-06-05", accepted="2026-06-08", escalation=escalation)
		assert (state(again, "2026-06-30"), stopped_on(again)) == (("accepted", 0), day("2026-06-08"))

	def test_two_answers_both_await_the_iro(self) -> None:
		escalation = respond(answered("2026-06-03"), 1, MANAGER, day("2026-06-04"))
		one_refused = decide(escalation, 1, False, IRO, day("2026-06-05"))
		assert [(one.on.day, one.refused_on) for one in one_refused.sent[0].responses] == [
			(3, None),
			(4, day("2026-06-05")),
		]
		assert state(one_refused, "2026-06-05")[0] == "answered"
		assert state(decide(one_refused, 1, True, IRO, day("2026-06-05")), "2026-06-05")[0] == "accepted"


class TestMovedUp:
	"""6.2: any stage may be skipped; each sending starts a clock of its own."""

	def test_to_any_stage(self) -> None:
		now = position(sent((4, "2026-06-01")), DEFAULT_POLICY, day("2026-06-02"))
		assert now.stage == DEFAULT_LADDER.stage(4)
		skipped = sent((0, "2026-05-05"), (3, "2026-06-01"))
		assert [one.stage.number for one in skipped.sent] == [0, 3]

	def test_only_the_stage_sent_last_is_waited_for(self) -> None:
		escalation = sent((1, "2026-06-01"), (2, "2026-06-10"))
		assert state(escalation, "2026-06-12") == ("waiting", 0)
		now = position(escalation, DEFAULT_POLICY, day("2026-06-18"))
		assert (now.stage, now.due and now.due.on, now.overdue_by) == (
			DEFAULT_LADDER.stage(2),
			day("2026-06-17"),
			1,
		)

	def test_passes_over_an_answer_given_before(self) -> None:
		escalation = sent((2, "2026-06-05"), escalation=answered("2026-06-04"))
		assert state(escalation, "2026-06-05") == ("waiting", 0)

	@pytest.mark.parametrize(("on", "expected"), [("2026-06-10", "waiting"), ("2026-06-11", "answered")])
	def test_a_late_answer_of_a_lower_stage_still_counts(self, on: str, expected: str) -> None:
		escalation = answered(on, escalation=sent((1, "2026-06-01"), (2, "2026-06-10")))
		assert state(escalation, "2026-06-12")[0] == expected

	@pytest.mark.parametrize(("on", "expected"), [("2026-06-10", "waiting"), ("2026-06-11", "accepted")])
	def test_a_lower_stage_accepted_after_it(self, on: str, expected: str) -> None:
		escalation = answered(
			"2026-06-10", accepted=on, escalation=sent((1, "2026-06-01"), (2, "2026-06-10"))
		)
		now = position(escalation, DEFAULT_POLICY, day("2026-06-12"))
		assert (now.state.value, now.stage and now.stage.number) == (
			expected,
			1 if expected == "accepted" else 2,
		)

	def test_after_an_acceptance_that_came_to_nothing_the_clock_runs_again(self) -> None:
		escalation = sent((2, "2026-06-15"), escalation=answered("2026-06-03", accepted="2026-06-04"))
		assert state(escalation, "2026-06-16") == ("waiting", 0)
		assert stopped_on(escalation) is None

	def test_stage_reached_and_whether_formal(self) -> None:
		assert (raised().stage_reached, raised().formal, raised().first_formal_on) == (None, False, None)
		talk = sent((0, "2026-06-01"))
		assert (talk.stage_reached, talk.formal) == (DEFAULT_LADDER.stage(0), False)
		up = sent((2, "2026-06-09"), (4, "2026-06-10"), escalation=talk)
		assert (up.stage_reached, up.formal, up.first_formal_on) == (
			DEFAULT_LADDER.stage(4),
			True,
			day("2026-06-09"),
		)


class TestTwentyWorkingDaysInAll:
	"""HB 6.2: from the first formal sending, whatever number of stages it takes."""

	def test_counted_from_the_first_formal_sending(self) -> None:
		escalation = sent((0, "2026-05-05"), (1, "2026-06-01"), (2, "2026-06-09"))
		counted = due_in_all(escalation, DEFAULT_POLICY)
		assert counted is not None
		assert (counted.on, counted.words) == (day("2026-06-29"), "20 working days from 1 June 2026")

	def test_not_counted_while_informal(self) -> None:
		assert due_in_all(sent((0, "2026-05-05")), DEFAULT_POLICY) is None
		assert position(sent((0, "2026-05-05")), DEFAULT_POLICY, day("2026-09-01")).in_all_overdue_by == 0

	def test_a_council_may_allow_less(self) -> None:
		counted = due_in_all(sent(), replace(DEFAULT_POLICY, escalation_total_working_days=15))
		assert counted is not None
		assert counted.on == day("2026-06-22")

	@pytest.mark.parametrize(("today", "late"), [("2026-06-29", 0), ("2026-06-30", 1), ("2026-07-03", 4)])
	def test_over_though_the_stage_is_in_time(self, today: str, late: int) -> None:
		now = position(sent((1, "2026-06-01"), (4, "2026-06-29")), DEFAULT_POLICY, day(today))
		assert (now.state, now.overdue_by, now.in_all_overdue_by) == (State.WAITING, 0, late)

	def test_stops_on_acceptance(self) -> None:
		now = position(answered("2026-06-30", accepted="2026-07-01"), DEFAULT_POLICY, day("2026-09-01"))
		assert (now.overdue_by, now.in_all_overdue_by) == (17, 2)

	def test_ind16_working_days_taken(self) -> None:
		assert working_days_taken(sent(), DEFAULT_POLICY) is None
		assert working_days_taken(raised(), DEFAULT_POLICY) is None
		assert working_days_taken(answered("2026-06-03", accepted="2026-06-05"), DEFAULT_POLICY) == 4
		informal = answered("2026-06-03", accepted="2026-06-04", number=0, escalation=sent((0, "2026-06-01")))
		assert working_days_taken(informal, DEFAULT_POLICY) == 3
		both = sent((0, "2026-05-05"), (1, "2026-06-01"))
		assert (
			working_days_taken(answered("2026-06-02", accepted="2026-06-02", escalation=both), DEFAULT_POLICY)
			== 1
		)

	def test_without_a_sending_nothing_was_taken(self) -> None:
		withdrawn = close(raised(), Outcome.WITHDRAWN, "", IRO, day("2026-06-01"))
		assert working_days_taken(withdrawn, DEFAULT_POLICY) is None


class TestInWords:
	"""Every state says what is waited for, since when and by when."""

	@pytest.mark.parametrize(
		("escalation", "today", "words"),
		[
			(
				sent(),
				"2026-06-02",
				"Stage 1 (team manager): waiting for an answer, due on 8 June 2026 (5 working days from 1 June 2026)",
			),
			(
				answered("2026-06-03", refused="2026-06-04"),
				"2026-06-05",
				"Stage 1 (team manager): waiting for an answer, due on 8 June 2026 (5 working days from 1 June 2026); "
				"an answer was refused on 4 June 2026, and the time runs on",
			),
			(
				sent(),
				"2026-06-10",
				"Stage 1 (team manager): overdue by 2 working days, due on 8 June 2026 "
				"(5 working days from 1 June 2026)",
			),
			(
				answered("2026-06-03"),
				"2026-06-10",
				"Stage 1 (team manager): answered on 3 June 2026, which awaits the IRO's answer",
			),
			(
				answered("2026-06-03", accepted="2026-06-05"),
				"2026-06-10",
				"Stage 1 (team manager): answer accepted on 5 June 2026",
			),
		],
	)
	def test_where_it_stands(self, escalation: Escalation, today: str, words: str) -> None:
		assert position(escalation, DEFAULT_POLICY, day(today)).words == words

	def test_closed(self) -> None:
		settled = answered("2026-06-03", accepted="2026-06-05")
		escalation = close(settled, Outcome.RESOLVED_AT_STAGE, "Seen weekly again", IRO, day("2026-06-12"))
		now = position(escalation, DEFAULT_POLICY, day("2026-06-15"))
		assert (now.state, now.words, now.overdue_by) == (
			State.CLOSED,
			"Closed on 12 June 2026: resolved at a formal stage, Stage 1 (team manager)",
			0,
		)

	def test_closed_without_an_answer(self) -> None:
		escalation = close(sent(), Outcome.NO_RESPONSE, "None yet", IRO, day("2026-06-10"))
		now = position(escalation, DEFAULT_POLICY, day("2026-07-15"))
		assert (now.words, now.overdue_by) == ("Closed on 10 June 2026: no response", 2)
		assert position(replace(escalation, outcome=None), DEFAULT_POLICY, day("2026-07-15")).words == (
			"Closed on 10 June 2026"
		)

	def test_6_the_outcomes_by_stable_keys(self) -> None:
		assert {one.value: words for one, words in OUTCOME_WORDS.items()} == {
			"resolved_informally": "resolved informally",
			"resolved_at_stage": "resolved at a formal stage",
			"partly_resolved": "partly resolved",
			"withdrawn": "withdrawn",
			"superseded": "overtaken: the child left care or moved",
			"escalated": "taken further in another way",
			"referred_to_cafcass": "referred to Cafcass",
			"no_response": "no response",
		}
		assert set(OUTCOME_WORDS) == set(Outcome)

	def test_the_states_and_steps_by_stable_keys(self) -> None:
		assert [one.value for one in State] == [
			"not_sent",
			"waiting",
			"overdue",
			"answered",
			"accepted",
			"closed",
		]
		assert [one.value for one in Step] == [
			"send",
			"wait",
			"answer",
			"move_up",
			"consider_cafcass",
			"close",
			"nothing",
		]

	def test_the_last_of_several_refusals_is_named(self) -> None:
		escalation = answered("2026-06-03", refused="2026-06-04")
		twice = answered("2026-06-04", refused="2026-06-05", escalation=escalation)
		words = position(twice, DEFAULT_POLICY, day("2026-06-05")).words
		assert words.endswith("; an answer was refused on 5 June 2026, and the time runs on")


class TestNextStep:
	"""What is proposed; the IRO decides."""

	def step(
		self, escalation: Escalation, today: str, ladder: Ladder = DEFAULT_LADDER
	) -> tuple[Step, int | None]:
		found = next_step(escalation, ladder, DEFAULT_POLICY, day(today))
		return found.step, found.stage.number if found.stage else None

	def test_begin(self) -> None:
		assert self.step(raised(), "2026-06-01") == (Step.SEND, 0)
		found = next_step(raised(), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-01"))
		assert found.words == "Not sent yet; begin at any stage"

	def test_wait_until_it_is_due(self) -> None:
		assert self.step(sent(), "2026-06-08") == (Step.WAIT, None)
		found = next_step(sent(), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-08"))
		assert found.words.startswith("Stage 1 (team manager): waiting for an answer, due on 8 June 2026")

	@pytest.mark.parametrize("number", [0, 1, 2, 3])
	def test_move_up_once_it_is_overdue(self, number: int) -> None:
		assert self.step(sent((number, "2026-06-01")), "2026-06-09") == (Step.MOVE_UP, number + 1)

	def test_move_up_says_why(self) -> None:
		found = next_step(sent(), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-09"))
		assert found.words == (
			"Stage 1 (team manager): overdue by 1 working day, due on 8 June 2026 (5 working days from 1 June 2026); "
			"consider moving up to Stage 2 (service manager)"
		)

	def test_move_up_by_the_ladder_of_today(self) -> None:
		ladder = Ladder((DEFAULT_LADDER.stage(1), Stage(9, "Last", "director", 5)))
		assert self.step(sent(), "2026-06-09", ladder) == (Step.MOVE_UP, 9)

	@pytest.mark.parametrize(
		("today", "step"), [("2026-06-29", (Step.WAIT, None)), ("2026-06-30", (Step.MOVE_UP, 3))]
	)
	def test_move_up_when_the_time_in_all_is_over(self, today: str, step: tuple[Step, int | None]) -> None:
		assert self.step(sent((1, "2026-06-01"), (2, "2026-06-24")), today) == step

	def test_the_time_in_all_is_named(self) -> None:
		escalation = sent((1, "2026-06-01"), (2, "2026-06-24"))
		assert next_step(escalation, DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-30")).words == (
			"Stage 2 (service manager): waiting for an answer, due on 1 July 2026 (5 working days from 24 June 2026); "
			"the time in all ended on 29 June 2026 (20 working days from 1 June 2026); consider moving up to "
			"Stage 3 (head of service)"
		)

	def test_at_the_top_cafcass(self) -> None:
		assert self.step(sent((4, "2026-06-01")), "2026-06-08") == (Step.WAIT, None)
		assert self.step(sent((4, "2026-06-01")), "2026-06-09") == (Step.CONSIDER_CAFCASS, None)
		found = next_step(sent((4, "2026-06-01")), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-09"))
		assert found.words.endswith(" 1 June 2026); no stage lies above, consider a referral to Cafcass")
		assert "the time in all" not in found.words

	def test_answer_before_anything_else(self) -> None:
		assert self.step(answered("2026-06-03"), "2026-07-15") == (Step.ANSWER, None)
		found = next_step(answered("2026-06-03"), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-04"))
		assert found.words.endswith("which awaits the IRO's answer; accept or refuse the answer")

	def test_close_once_accepted(self) -> None:
		escalation = answered("2026-06-03", accepted="2026-06-05")
		assert self.step(escalation, "2026-07-15") == (Step.CLOSE, None)
		found = next_step(escalation, DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-05"))
		assert found.words.endswith(" 5 June 2026; record the outcome and the difference made for the child")

	def test_nothing_once_closed(self) -> None:
		escalation = close(sent(), Outcome.WITHDRAWN, "", IRO, day("2026-06-02"))
		assert self.step(escalation, "2026-07-15") == (Step.NOTHING, None)
		found = next_step(escalation, DEFAULT_LADDER, DEFAULT_POLICY, day("2026-07-15"))
		assert found.words == "Closed on 2 June 2026: withdrawn"


class TestMovingByItself:
	"""6: never without the IRO, except where a council has switched it on."""

	def move(self, escalation: Escalation, today: str, policy: Policy = BY_ITSELF) -> tuple[str, int] | None:
		found = moves_by_itself(escalation, DEFAULT_LADDER, policy, day(today))
		return (found.on.on.isoformat(), found.to.number) if found else None

	def test_never_as_shipped(self) -> None:
		assert DEFAULT_POLICY.escalation_moves_by_itself is False
		assert self.move(sent(), "2026-09-01", DEFAULT_POLICY) is None

	@pytest.mark.parametrize("today", ["2026-06-01", "2026-06-08", "2026-06-09", "2026-07-01"])
	def test_on_the_working_day_after_the_due_date(self, today: str) -> None:
		assert self.move(sent(), today) == ("2026-06-09", 2)

	def test_says_how_its_day_was_counted(self) -> None:
		found = moves_by_itself(sent((1, "2026-06-05")), DEFAULT_LADDER, BY_ITSELF, day("2026-06-08"))
		assert found is not None
		assert (found.on.on, found.on.words) == (
			day("2026-06-15"),
			"the working day after 12 June 2026 (5 working days from 5 June 2026)",
		)

	def test_6_4_never_into_the_formal_process(self) -> None:
		assert self.move(sent((0, "2026-06-01")), "2026-09-01") is None

	def test_never_before_it_is_sent_nor_from_the_top(self) -> None:
		assert self.move(raised(), "2026-09-01") is None
		assert self.move(sent((4, "2026-06-01")), "2026-09-01") is None

	def test_held_by_an_answer_that_awaits_the_iro(self) -> None:
		assert self.move(answered("2026-06-04"), "2026-09-01") is None
		assert self.move(answered("2026-06-04", refused="2026-06-05"), "2026-06-05") == ("2026-06-09", 2)

	def test_never_once_accepted_or_closed(self) -> None:
		assert self.move(answered("2026-06-04", accepted="2026-06-05"), "2026-09-01") is None
		assert self.move(close(sent(), Outcome.WITHDRAWN, "", IRO, day("2026-06-02")), "2026-09-01") is None
