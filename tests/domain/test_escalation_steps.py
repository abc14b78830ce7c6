"""Who may do what with an escalation, and in what order; domain.md 2.9 and 6; design, "Rules that hold everywhere"."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from iro_module.domain import escalation_refusals as refusals
from iro_module.domain.escalation import CafcassPreparation, Escalation, Outcome
from iro_module.domain.escalation_clock import State, position
from iro_module.domain.escalation_ladder import DEFAULT_LADDER
from iro_module.domain.escalation_steps import (
	Person,
	close,
	decide,
	raise_escalation,
	refer_to_cafcass,
	respond,
	send,
	send_by_itself,
)
from iro_module.domain.policy import DEFAULT_POLICY
from tests.domain.story import day

IRO = Person("iro-1", iro=True)
COVER = Person("iro-2", iro=True)
MANAGER = Person("tm-1")
ONE, TWO, TALK = (DEFAULT_LADDER.stage(number) for number in (1, 2, 0))
JUNE_1, JUNE_2, JUNE_3, JUNE_4 = (day(f"2026-06-0{number}") for number in (1, 2, 3, 4))
READY = CafcassPreparation(legal_advice_on=JUNE_1, child_consulted_on=JUNE_1)
BY_ITSELF = replace(DEFAULT_POLICY, escalation_moves_by_itself=True)


def raised() -> Escalation:
	return raise_escalation("ESC-1", "CH-1", ("contact", "health"), IRO, JUNE_1)


def sent() -> Escalation:
	return send(raised(), ONE, IRO, JUNE_2)


def answered() -> Escalation:
	return respond(sent(), 1, MANAGER, JUNE_3)


def accepted() -> Escalation:
	return decide(answered(), 1, True, IRO, JUNE_4)


def closed() -> Escalation:
	return close(sent(), Outcome.WITHDRAWN, "", IRO, JUNE_3)


@contextmanager
def refused(kind: type[refusals.EscalationRefusedError], words: str) -> Iterator[None]:
	"""Refused by an exception of that kind, with these words."""
	with pytest.raises(kind) as caught:
		yield
	assert str(caught.value) == words


def test_what_a_new_escalation_holds() -> None:
	one = raised()
	assert (one.name, one.child_id, one.raised_by, one.raised_on) == ("ESC-1", "CH-1", "iro-1", JUNE_1)
	assert (one.themes, one.sent, one.cafcass, one.outcome, one.closed_on) == (
		("contact", "health"),
		(),
		(),
		None,
		None,
	)


@pytest.mark.parametrize(
	("step", "words"),
	[
		(lambda by: raise_escalation("ESC-1", "CH-1", (), by, JUNE_1), "raises an escalation"),
		(lambda by: send(raised(), ONE, by, JUNE_2), "sends an escalation to a stage"),
		(lambda by: decide(answered(), 1, True, by, JUNE_4), "accepts or refuses an answer"),
		(lambda by: refer_to_cafcass(sent(), READY, by, JUNE_2), "refers a case to Cafcass"),
		(lambda by: close(sent(), Outcome.WITHDRAWN, "", by, JUNE_3), "closes an escalation"),
	],
)
def test_6_4_only_the_iro_in_person(step: Callable[[Person], Escalation], words: str) -> None:
	with refused(refusals.OnlyTheIROError, f"Only the child's IRO {words}, in person"):
		step(MANAGER)
	assert step(IRO)
	assert step(COVER)


class TestNobodyAnswersTheirOwn:
	"""Design: an IRO may not answer an escalation they raised."""

	@pytest.mark.parametrize("by", [IRO, COVER, Person("iro-1")])
	def test_not_the_iro_who_raised_it_nor_one_who_took_over(self, by: Person) -> None:
		with refused(
			refusals.OwnEscalationError,
			"Nobody answers an escalation of their own; the responder of the stage answers",
		):
			respond(sent(), 1, by, JUNE_3)

	def test_the_responder_does(self) -> None:
		(one,) = answered().sent
		assert [(answer.by, answer.on, answer.awaits_the_iro) for answer in one.responses] == [
			("tm-1", JUNE_3, True)
		]

	def test_nor_accepts_an_answer_of_their_own(self) -> None:
		with refused(
			refusals.OwnEscalationError,
			"Nobody accepts or refuses an answer of their own; another IRO decides",
		):
			decide(answered(), 1, True, Person("tm-1", iro=True), JUNE_4)


class TestSending:
	"""6.2: any stage above the one sent last."""

	def test_keeps_the_stage_as_it_stood(self) -> None:
		(one,) = sent().sent
		assert (one.stage, one.on, one.by_itself) == (ONE, JUNE_2, False)

	@pytest.mark.parametrize("number", [0, 1])
	def test_not_again_nor_down(self, number: int) -> None:
		with pytest.raises(refusals.StageNotAboveError) as caught:
			send(sent(), DEFAULT_LADDER.stage(number), IRO, JUNE_3)
		assert str(caught.value) == "It has been sent to Stage 1 (team manager); choose a stage above it"

	@pytest.mark.parametrize("number", [2, 3, 4])
	def test_to_any_above(self, number: int) -> None:
		assert send(sent(), DEFAULT_LADDER.stage(number), IRO, JUNE_2).sent[-1].stage.number == number

	def test_not_before_it_was_raised_or_sent_last(self) -> None:
		with refused(
			refusals.DateOutOfOrderError, "The sending cannot be before 1 June 2026, the day of its last step"
		):
			send(raised(), ONE, IRO, day("2026-05-31"))
		with refused(
			refusals.DateOutOfOrderError, "The sending cannot be before 2 June 2026, the day of its last step"
		):
			send(sent(), TWO, IRO, JUNE_1)
		assert send(raised(), ONE, IRO, JUNE_1)


class TestSendingByItself:
	"""6: only where switched on, from the working day after the due date (2 June + 5 wd = 9 June)."""

	def test_on_its_day(self) -> None:
		moved = send_by_itself(sent(), DEFAULT_LADDER, BY_ITSELF, day("2026-06-10"))
		assert [(one.stage.number, one.on, one.by_itself) for one in moved.sent] == [
			(1, JUNE_2, False),
			(2, day("2026-06-10"), True),
		]
		later = send_by_itself(sent(), DEFAULT_LADDER, BY_ITSELF, day("2026-06-12"))
		assert later.sent[-1].on == day("2026-06-12")

	def test_not_a_day_before(self) -> None:
		with pytest.raises(refusals.NotMovingByItselfError) as caught:
			send_by_itself(sent(), DEFAULT_LADDER, BY_ITSELF, day("2026-06-09"))
		assert str(caught.value) == (
			"It moves up by itself on 10 June 2026, the working day after 9 June 2026 (5 working days from 2 June 2026)"
		)

	def test_not_where_switched_off(self) -> None:
		with refused(
			refusals.NotMovingByItselfError, "Nothing moves this escalation up by itself; the IRO decides"
		):
			send_by_itself(sent(), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-10"))


class TestAnswers:
	"""Answered, then accepted or refused by the IRO."""

	def test_only_a_stage_that_was_sent(self) -> None:
		with refused(refusals.StageNotSentError, "It has not been sent to stage 2; send it first"):
			respond(sent(), 2, MANAGER, JUNE_3)
		with pytest.raises(refusals.StageNotSentError):
			decide(answered(), 2, True, IRO, JUNE_4)

	def test_not_before_it_was_sent(self) -> None:
		with refused(
			refusals.DateOutOfOrderError, "The answer cannot be before 2 June 2026, the day of sending"
		):
			respond(sent(), 1, MANAGER, JUNE_1)
		assert respond(sent(), 1, MANAGER, JUNE_2)

	def test_the_other_stages_are_left_alone(self) -> None:
		both = send(sent(), TWO, IRO, JUNE_3)
		assert [len(one.responses) for one in respond(both, 1, MANAGER, JUNE_4).sent] == [1, 0]
		assert [len(one.responses) for one in respond(both, 2, MANAGER, JUNE_4).sent] == [0, 1]

	def test_accepted_and_refused_keep_their_day(self) -> None:
		yes, no = (
			accepted().sent[0].responses[0],
			decide(answered(), 1, False, IRO, JUNE_4).sent[0].responses[0],
		)
		assert (yes.accepted_on, yes.refused_on, yes.awaits_the_iro) == (JUNE_4, None, False)
		assert (no.accepted_on, no.refused_on, no.awaits_the_iro) == (None, JUNE_4, False)

	@pytest.mark.parametrize("escalation", [sent(), accepted(), decide(answered(), 1, False, IRO, JUNE_4)])
	def test_nothing_to_decide(self, escalation: Escalation) -> None:
		with pytest.raises(refusals.NothingToDecideError) as caught:
			decide(escalation, 1, True, IRO, JUNE_4)
		assert str(caught.value) == "Stage 1 (team manager) has no answer that awaits the IRO"

	def test_not_decided_before_it_was_given(self) -> None:
		with refused(
			refusals.DateOutOfOrderError, "The decision cannot be before 3 June 2026, the day of the answer"
		):
			decide(answered(), 1, True, IRO, JUNE_2)
		assert decide(answered(), 1, True, IRO, JUNE_3)


class TestCafcass:
	"""CPPCR reg 45, CA 1989 s25B(3): at any time, beside any stage; legal advice and the child's view come first."""

	@pytest.mark.parametrize("escalation", [raised(), sent(), answered(), accepted(), closed()])
	def test_at_any_time(self, escalation: Escalation) -> None:
		referred = refer_to_cafcass(escalation, READY, IRO, JUNE_4)
		assert [(one.on, one.preparation) for one in referred.cafcass] == [(JUNE_4, READY)]
		before, after = (position(one, DEFAULT_POLICY, JUNE_4) for one in (escalation, referred))
		assert before == after

	def test_a_second_referral_keeps_the_first(self) -> None:
		twice = refer_to_cafcass(refer_to_cafcass(sent(), READY, IRO, JUNE_2), READY, IRO, JUNE_4)
		assert [one.on for one in twice.cafcass] == [JUNE_2, JUNE_4]

	@pytest.mark.parametrize(
		("preparation", "missing"),
		[
			(READY, ()),
			(CafcassPreparation(), ("legal advice noted", "the child consulted, or why not")),
			(CafcassPreparation(legal_advice_on=JUNE_1), ("the child consulted, or why not",)),
			(CafcassPreparation(child_consulted_on=JUNE_1), ("legal advice noted",)),
			(replace(READY, child_consulted_on=None, child_not_consulted_because="A baby"), ()),
			(
				replace(READY, child_consulted_on=None, child_not_consulted_because=" "),
				("the child consulted, or why not",),
			),
			(replace(READY, legal_advice_on=JUNE_2, child_consulted_on=JUNE_2), ()),
			(replace(READY, legal_advice_on=JUNE_3), ("legal advice noted",)),
			(replace(READY, child_consulted_on=JUNE_3), ("the child consulted, or why not",)),
		],
	)
	def test_what_is_missing_is_named(
		self, preparation: CafcassPreparation, missing: tuple[str, ...]
	) -> None:
		assert preparation.missing(JUNE_2) == missing
		if missing:
			with pytest.raises(refusals.CafcassNotReadyError) as caught:
				refer_to_cafcass(sent(), preparation, IRO, JUNE_2)
			assert str(caught.value) == f"Before a referral to Cafcass, record: {' and '.join(missing)}"
		else:
			assert refer_to_cafcass(sent(), preparation, IRO, JUNE_2).cafcass

	def test_not_before_it_was_raised(self) -> None:
		ready = CafcassPreparation(day("2026-05-01"), day("2026-05-01"))
		with refused(
			refusals.DateOutOfOrderError, "The referral cannot be before 1 June 2026, the day it was raised"
		):
			refer_to_cafcass(raised(), ready, IRO, day("2026-05-31"))


class TestClosing:
	"""6: an outcome that fits, and the difference made for the child."""

	def test_keeps_outcome_day_and_difference(self) -> None:
		one = close(accepted(), Outcome.RESOLVED_AT_STAGE, "Sees her brother each week", IRO, JUNE_4)
		assert (one.outcome, one.closed_on, one.difference) == (
			Outcome.RESOLVED_AT_STAGE,
			JUNE_4,
			"Sees her brother each week",
		)
		assert position(one, DEFAULT_POLICY, JUNE_4).state is State.CLOSED

	@pytest.mark.parametrize(
		("outcome", "fits", "does_not", "words"),
		[
			(
				Outcome.RESOLVED_INFORMALLY,
				send(raised(), TALK, IRO, JUNE_2),
				accepted(),
				"Outcome: it went to a formal stage, so it was not resolved informally",
			),
			(
				Outcome.RESOLVED_AT_STAGE,
				accepted(),
				answered(),
				"Outcome: send it to a formal stage and accept an answer first",
			),
			(
				Outcome.REFERRED_TO_CAFCASS,
				refer_to_cafcass(sent(), READY, IRO, JUNE_2),
				accepted(),
				"Outcome: record the referral to Cafcass first",
			),
			(
				Outcome.NO_RESPONSE,
				send(answered(), TWO, IRO, JUNE_3),
				answered(),
				"Outcome: no response means that the stage sent last was never answered",
			),
		],
	)
	def test_the_outcome_fits(
		self, outcome: Outcome, fits: Escalation, does_not: Escalation, words: str
	) -> None:
		assert close(fits, outcome, "It changed", IRO, JUNE_4).outcome is outcome
		with pytest.raises(refusals.OutcomeDoesNotFitError) as caught:
			close(does_not, outcome, "It changed", IRO, JUNE_4)
		assert str(caught.value) == words

	def test_resolved_at_a_stage_means_a_formal_one(self) -> None:
		talk = decide(respond(send(raised(), TALK, IRO, JUNE_2), 0, MANAGER, JUNE_3), 0, True, IRO, JUNE_4)
		with pytest.raises(refusals.OutcomeDoesNotFitError):
			close(talk, Outcome.RESOLVED_AT_STAGE, "It changed", IRO, JUNE_4)
		assert close(talk, Outcome.RESOLVED_INFORMALLY, "It changed", IRO, JUNE_4)

	def test_no_response_where_nothing_was_sent(self) -> None:
		with pytest.raises(refusals.OutcomeDoesNotFitError):
			close(raised(), Outcome.NO_RESPONSE, "It changed", IRO, JUNE_4)

	@pytest.mark.parametrize("outcome", [Outcome.PARTLY_RESOLVED, Outcome.ESCALATED, Outcome.SUPERSEDED])
	def test_the_others_always_fit(self, outcome: Outcome) -> None:
		assert close(sent(), outcome, "It changed", IRO, JUNE_4).outcome is outcome

	@pytest.mark.parametrize("difference", ["", "  "])
	def test_the_difference_made_is_asked_for(self, difference: str) -> None:
		for outcome in (Outcome.PARTLY_RESOLVED, Outcome.NO_RESPONSE, Outcome.ESCALATED):
			with refused(
				refusals.DifferenceMissingError,
				"Difference made: say what changed for the child, or that nothing did",
			):
				close(sent(), outcome, difference, IRO, JUNE_4)
		for outcome in (Outcome.WITHDRAWN, Outcome.SUPERSEDED):
			assert close(sent(), outcome, difference, IRO, JUNE_4).outcome is outcome

	@pytest.mark.parametrize(
		("escalation", "too_early", "last", "words"),
		[
			(raised(), day("2026-05-31"), JUNE_1, "1 June 2026"),
			(sent(), JUNE_1, JUNE_2, "2 June 2026"),
			(answered(), JUNE_2, JUNE_3, "3 June 2026"),
			(accepted(), JUNE_3, JUNE_4, "4 June 2026"),
			(decide(answered(), 1, False, IRO, JUNE_4), JUNE_3, JUNE_4, "4 June 2026"),
		],
	)
	def test_not_before_its_last_step(
		self, escalation: Escalation, too_early: date, last: date, words: str
	) -> None:
		with refused(
			refusals.DateOutOfOrderError, f"The closing cannot be before {words}, the day of its last step"
		):
			close(escalation, Outcome.WITHDRAWN, "", IRO, too_early)
		assert close(escalation, Outcome.WITHDRAWN, "", IRO, last).closed_on == last

	@pytest.mark.parametrize(
		"step",
		[
			lambda one: send(one, TWO, IRO, JUNE_4),
			lambda one: respond(one, 1, MANAGER, JUNE_4),
			lambda one: decide(one, 1, True, IRO, JUNE_4),
			lambda one: close(one, Outcome.WITHDRAWN, "", IRO, JUNE_4),
		],
	)
	def test_nothing_is_added_once_closed(self, step: Callable[[Escalation], Escalation]) -> None:
		with refused(refusals.EscalationClosedError, "It was closed on 3 June 2026; raise a new one"):
			step(closed())


def test_every_refusal_is_one_of_escalation() -> None:
	kinds = [one for one in vars(refusals).values() if isinstance(one, type)]
	assert len(kinds) == 12
	assert all(issubclass(one, refusals.EscalationRefusedError) for one in kinds)
