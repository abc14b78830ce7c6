"""What people do with an escalation, and who may not: each refusal is an exception of its own.

The IRO raises it, sends it up, accepts or refuses answers, refers to Cafcass and closes it, each in person (IRO
Handbook 2010, 6.4; Children Act 1989 s25B(3)). Nobody answers an escalation of their own.
"""

from dataclasses import dataclass, replace
from datetime import date

from iro_module.domain.escalation import (
	CafcassPreparation,
	CafcassReferral,
	Escalation,
	Outcome,
	Response,
	Sent,
)
from iro_module.domain.escalation_ladder import Ladder, Stage
from iro_module.domain.escalation_next import moves_by_itself
from iro_module.domain.escalation_refusals import (
	CafcassNotReadyError,
	DateOutOfOrderError,
	DifferenceMissingError,
	EscalationClosedError,
	NothingToDecideError,
	NotMovingByItselfError,
	OnlyTheIROError,
	OutcomeDoesNotFitError,
	OwnEscalationError,
	StageNotAboveError,
	StageNotSentError,
)
from iro_module.domain.policy import Policy
from iro_module.domain.wording import in_words, listed

MADE_NO_DIFFERENCE = frozenset({Outcome.WITHDRAWN, Outcome.SUPERSEDED})
"""Outcomes that need no word on the difference made for the child."""


@dataclass(frozen=True, slots=True)
class Person:
	"""Who does something. iro: the child's own IRO on that day, or the IRO who covers."""

	id: str
	iro: bool = False


def raise_escalation(name: str, child_id: str, themes: tuple[str, ...], by: Person, on: date) -> Escalation:
	"""A new escalation, not sent to anybody yet. Raises OnlyTheIROError for anybody but the child's IRO."""
	_the_iro(by, "raises an escalation")
	return Escalation(name, child_id, by.id, on, themes)


def send(escalation: Escalation, stage: Stage, by: Person, on: date) -> Escalation:
	"""Sent to a stage: any stage above the one sent last, whichever are skipped (IRO Handbook 2010, 6.2)."""
	_the_iro(by, "sends an escalation to a stage")
	return _sent(escalation, Sent(stage, on))


def send_by_itself(escalation: Escalation, ladder: Ladder, policy: Policy, today: date) -> Escalation:
	"""Moved up because nobody answered; raises NotMovingByItselfError before its day or where switched off."""
	move = moves_by_itself(escalation, ladder, policy, today)
	if move is None:
		raise NotMovingByItselfError("Nothing moves this escalation up by itself; the IRO decides")
	if today < move.on.on:
		raise NotMovingByItselfError(f"It moves up by itself on {in_words(move.on.on)}, {move.on.words}")
	return _sent(escalation, Sent(move.to, today, by_itself=True))


def respond(escalation: Escalation, number: int, by: Person, on: date) -> Escalation:
	"""A stage answered. It stops no clock: the IRO has yet to accept it."""
	_open(escalation)
	if by.iro or by.id == escalation.raised_by:
		raise OwnEscalationError(
			"Nobody answers an escalation of their own; the responder of the stage answers"
		)
	sent = _stage_sent(escalation, number)
	_not_before(on, sent.on, "The answer", "the day of sending")
	return _changed(escalation, sent, replace(sent, responses=(*sent.responses, Response(on, by.id))))


def decide(escalation: Escalation, number: int, accepted: bool, by: Person, on: date) -> Escalation:
	"""The IRO accepts the latest answer of a stage, which stops its clock, or refuses it, which does not."""
	_open(escalation)
	_the_iro(by, "accepts or refuses an answer")
	sent = _stage_sent(escalation, number)
	answer = next((one for one in reversed(sent.responses) if one.awaits_the_iro), None)
	if answer is None:
		raise NothingToDecideError(f"{sent.stage.words} has no answer that awaits the IRO")
	if answer.by == by.id:
		raise OwnEscalationError("Nobody accepts or refuses an answer of their own; another IRO decides")
	_not_before(on, answer.on, "The decision", "the day of the answer")
	decided = replace(answer, accepted_on=on) if accepted else replace(answer, refused_on=on)
	answers = tuple(decided if one is answer else one for one in sent.responses)
	return _changed(escalation, sent, replace(sent, responses=answers))


def refer_to_cafcass(
	escalation: Escalation, preparation: CafcassPreparation, by: Person, on: date
) -> Escalation:
	"""Referred to Cafcass, at any time and beside any stage, closed or not; no clock stops.

	Raises CafcassNotReadyError, which names what is missing: legal advice noted, the child consulted (reg 45).
	"""
	_the_iro(by, "refers a case to Cafcass")
	_not_before(on, escalation.raised_on, "The referral", "the day it was raised")
	missing = preparation.missing(on)
	if missing:
		raise CafcassNotReadyError(f"Before a referral to Cafcass, record: {listed(missing)}")
	return replace(escalation, cafcass=(*escalation.cafcass, CafcassReferral(on, preparation)))


def close(escalation: Escalation, outcome: Outcome, difference: str, by: Person, on: date) -> Escalation:
	"""Closed with an outcome that fits what happened, and with the difference made for the child."""
	_open(escalation)
	_the_iro(by, "closes an escalation")
	misfit = _misfit(escalation, outcome)
	if misfit:
		raise OutcomeDoesNotFitError(misfit)
	if not difference.strip() and outcome not in MADE_NO_DIFFERENCE:
		raise DifferenceMissingError("Difference made: say what changed for the child, or that nothing did")
	_not_before(on, _latest(escalation), "The closing", "the day of its last step")
	return replace(escalation, outcome=outcome, closed_on=on, difference=difference)


def _misfit(escalation: Escalation, outcome: Outcome) -> str:
	last = escalation.last
	if outcome is Outcome.RESOLVED_INFORMALLY and escalation.formal:
		return "Outcome: it went to a formal stage, so it was not resolved informally"
	if outcome is Outcome.RESOLVED_AT_STAGE and not (escalation.formal and escalation.accepted):
		return "Outcome: send it to a formal stage and accept an answer first"
	if outcome is Outcome.REFERRED_TO_CAFCASS and not escalation.cafcass:
		return "Outcome: record the referral to Cafcass first"
	if outcome is Outcome.NO_RESPONSE and (last is None or last.responses):
		return "Outcome: no response means that the stage sent last was never answered"
	return ""


def _sent(escalation: Escalation, sent: Sent) -> Escalation:
	_open(escalation)
	reached, last = escalation.stage_reached, escalation.last
	if reached and sent.stage.number <= reached.number:
		raise StageNotAboveError(f"It has been sent to {reached.words}; choose a stage above it")
	_not_before(sent.on, last.on if last else escalation.raised_on, "The sending", "the day of its last step")
	return replace(escalation, sent=(*escalation.sent, sent))


def _stage_sent(escalation: Escalation, number: int) -> Sent:
	for one in escalation.sent:
		if one.stage.number == number:
			return one
	raise StageNotSentError(f"It has not been sent to stage {number}; send it first")


def _changed(escalation: Escalation, before: Sent, after: Sent) -> Escalation:
	return replace(escalation, sent=tuple(after if one is before else one for one in escalation.sent))


def _the_iro(by: Person, does: str) -> None:
	if not by.iro:
		raise OnlyTheIROError(f"Only the child's IRO {does}, in person")


def _open(escalation: Escalation) -> None:
	if escalation.closed_on:
		raise EscalationClosedError(f"It was closed on {in_words(escalation.closed_on)}; raise a new one")


def _not_before(on: date, earliest: date, what: str, which: str) -> None:
	if on < earliest:
		raise DateOutOfOrderError(f"{what} cannot be before {in_words(earliest)}, {which}")


def _latest(escalation: Escalation) -> date:
	answers = [answer for one in escalation.sent for answer in one.responses]
	days = [escalation.raised_on, *(one.on for one in escalation.sent), *(answer.on for answer in answers)]
	decided = [day for answer in answers for day in (answer.accepted_on, answer.refused_on) if day]
	return max(days + decided)
