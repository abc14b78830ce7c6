"""The clocks of an escalation: by when each stage answers, and where the escalation stands now.

The clock of a stage starts on sending and stops when the IRO accepts an answer, not when one arrives; a refused
answer leaves it running. All formal stages together have 20 working days from the first formal sending (IRO
Handbook 2010, 6.2).
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.escalation import OUTCOME_WORDS, Escalation, Sent
from iro_module.domain.escalation_ladder import Stage
from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted, working_days_after
from iro_module.domain.wording import in_words, plural


class State(str, Enum):
	"""Where an escalation stands. ANSWERED: an answer awaits the IRO's own."""

	NOT_SENT = "not_sent"
	WAITING = "waiting"
	OVERDUE = "overdue"
	ANSWERED = "answered"
	ACCEPTED = "accepted"
	CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Position:
	"""Where an escalation stands on a day.

	stage, due: the stage it stands at and its day, or the stage whose answer was accepted.
	overdue_by, in_all_overdue_by: working days past that day and past the day in all, up to today or to where the
	clock stopped; 0 while in time.
	"""

	state: State
	words: str
	stage: Stage | None
	due: Counted | None
	overdue_by: int
	due_in_all: Counted | None
	in_all_overdue_by: int


def stage_due(sent: Sent, policy: Policy) -> Counted:
	"""The day by which a stage answers, counted from the day it was sent."""
	return working_days_after(policy, sent.on, sent.stage.working_days)


def due_in_all(escalation: Escalation, policy: Policy) -> Counted | None:
	"""The day on which the time for all formal stages ends; None while it is informal."""
	start = escalation.first_formal_on
	return working_days_after(policy, start, policy.escalation_total_working_days) if start else None


def stopped_on(escalation: Escalation) -> date | None:
	"""The day the clocks stopped: the IRO's acceptance, or else the closing; None while they run."""
	accepted = escalation.accepted
	return accepted[1] if accepted else escalation.closed_on


def working_days_taken(escalation: Escalation, policy: Policy) -> int | None:
	"""Working days from the first formal sending, or the first of all where none was, to the stop of the clocks."""
	stop, first = stopped_on(escalation), next((one.on for one in escalation.sent), None)
	start = escalation.first_formal_on or first
	return policy.calendar.count(start, stop) if start and stop else None


def position(escalation: Escalation, policy: Policy, today: date) -> Position:
	"""Where the escalation stands today, in words too."""
	accepted, in_all = escalation.accepted, due_in_all(escalation, policy)
	sent = accepted[0] if accepted else escalation.last
	due = stage_due(sent, policy) if sent else None
	until = min(stopped_on(escalation) or today, today)
	overdue_by = _late(policy, due, until)
	state = _state(escalation, overdue_by)
	return Position(
		state=state,
		words=_words(escalation, state, sent, due, overdue_by),
		stage=sent.stage if sent else None,
		due=due,
		overdue_by=overdue_by,
		due_in_all=in_all,
		in_all_overdue_by=_late(policy, in_all, until),
	)


def _late(policy: Policy, due: Counted | None, until: date) -> int:
	return max(0, policy.calendar.count(due.on, until)) if due else 0


def _state(escalation: Escalation, overdue_by: int) -> State:
	if escalation.closed_on:
		return State.CLOSED
	if escalation.accepted:
		return State.ACCEPTED
	if escalation.awaiting:
		return State.ANSWERED
	if not escalation.sent:
		return State.NOT_SENT
	return State.OVERDUE if overdue_by else State.WAITING


def _words(
	escalation: Escalation, state: State, sent: Sent | None, due: Counted | None, overdue_by: int
) -> str:
	if escalation.closed_on:
		outcome = f": {OUTCOME_WORDS[escalation.outcome]}" if escalation.outcome else ""
		at = f", {escalation.accepted[0].stage.words}" if escalation.accepted else ""
		return f"Closed on {in_words(escalation.closed_on)}{outcome}{at}"
	if sent is None or due is None:
		return "Not sent yet"
	accepted, awaiting = escalation.accepted, escalation.awaiting
	if accepted:
		return f"{sent.stage.words}: answer accepted on {in_words(accepted[1])}"
	if awaiting:
		return f"{awaiting[0].stage.words}: answered on {in_words(awaiting[1].on)}, which awaits the IRO's answer"
	by = f"due on {in_words(due.on)} ({due.words})"
	if state is State.OVERDUE:
		return f"{sent.stage.words}: overdue by {plural(overdue_by, 'working day')}, {by}"
	refused = max((one.refused_on for one in sent.responses if one.refused_on), default=None)
	still = f"; an answer was refused on {in_words(refused)}, and the time runs on" if refused else ""
	return f"{sent.stage.words}: waiting for an answer, {by}{still}"
