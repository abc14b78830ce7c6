"""What comes next in an escalation: a proposal to the IRO, who decides; and moving up by itself, where switched on."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.escalation import Escalation
from iro_module.domain.escalation_clock import Position, State, position, stage_due
from iro_module.domain.escalation_ladder import Ladder, Stage
from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted
from iro_module.domain.wording import in_words


class Step(str, Enum):
	"""What is proposed to the IRO."""

	SEND = "send"
	WAIT = "wait"
	ANSWER = "answer"
	MOVE_UP = "move_up"
	CONSIDER_CAFCASS = "consider_cafcass"
	CLOSE = "close"
	NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NextStep:
	"""A proposal, and in words why. stage: where it leads, if up the ladder."""

	step: Step
	words: str
	stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class MoveByItself:
	"""The day on which, and the stage to which, an unanswered stage moves where that is switched on."""

	on: Counted
	to: Stage


def next_step(escalation: Escalation, ladder: Ladder, policy: Policy, today: date) -> NextStep:
	"""What is proposed next.

	Any stage may be skipped (IRO Handbook 2010, 6.2) and Cafcass referred to, whatever is proposed here.
	"""
	now = position(escalation, policy, today)
	if now.state is State.CLOSED:
		return NextStep(Step.NOTHING, now.words)
	if now.state is State.ACCEPTED:
		return NextStep(Step.CLOSE, f"{now.words}; record the outcome and the difference made for the child")
	if now.state is State.ANSWERED:
		return NextStep(Step.ANSWER, f"{now.words}; accept or refuse the answer")
	if now.stage is None:
		return NextStep(Step.SEND, f"{now.words}; begin at any stage", ladder.stages[0])
	if not now.overdue_by and not now.in_all_overdue_by:
		return NextStep(Step.WAIT, now.words)
	return _upwards(now, now.stage, ladder)


def moves_by_itself(
	escalation: Escalation, ladder: Ladder, policy: Policy, today: date
) -> MoveByItself | None:
	"""When and where a stage without an answer moves up by itself; None unless the policy has it switched on.

	Only from one formal stage to the next: the formal process itself is begun by the IRO in person (IRO Handbook
	2010, 6.4). An answer that awaits the IRO holds it.
	"""
	last = escalation.last
	if not policy.escalation_moves_by_itself or last is None or not last.stage.counts:
		return None
	above = ladder.above(last.stage.number)
	state = position(escalation, policy, today).state
	if above is None or state not in (State.WAITING, State.OVERDUE):
		return None
	due = stage_due(last, policy)
	words = f"the working day after {in_words(due.on)} ({due.words})"
	return MoveByItself(Counted(policy.calendar.after(due.on, 1), words), above)


def _upwards(now: Position, stage: Stage, ladder: Ladder) -> NextStep:
	words = now.words
	if now.in_all_overdue_by and now.due_in_all:
		words += f"; the time in all ended on {in_words(now.due_in_all.on)} ({now.due_in_all.words})"
	above = ladder.above(stage.number)
	if above is None:
		return NextStep(
			Step.CONSIDER_CAFCASS, f"{words}; no stage lies above, consider a referral to Cafcass"
		)
	return NextStep(Step.MOVE_UP, f"{words}; consider moving up to {above.words}", above)
