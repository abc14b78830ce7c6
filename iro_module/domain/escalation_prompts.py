"""Prompts to consider escalating, or to move an escalation up: each names the threshold met, why, and the theme.

A prompt proposes; whether to escalate is the IRO's own decision (IRO Handbook 2010, 6.4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from types import MappingProxyType

from iro_module.domain.decision_notices import decision_notices
from iro_module.domain.drift_sign import Sign, SignKey
from iro_module.domain.escalation import Escalation
from iro_module.domain.escalation_clock import State, position
from iro_module.domain.escalation_ladder import Ladder, Stage
from iro_module.domain.notices import Notice
from iro_module.domain.permanence import InCare, permanence_notices
from iro_module.domain.policy import Policy
from iro_module.domain.prompting import TO_CONSIDER_ESCALATING, occurrence, switched_on, told_by
from iro_module.domain.reasons import working_days_after
from iro_module.domain.review_decisions import Decision
from iro_module.domain.wording import in_words, plural

TO_MOVE_UP = "the IRO, to consider moving up"
TO_DECIDE_AT_THE_END = "the IRO, to decide what follows"


THEME_OF: Mapping[SignKey, str] = MappingProxyType(
	{
		SignKey.VOLUNTARY_CARE: "drift_and_delay",
		SignKey.MATTER_PUT_OFF: "drift_and_delay",
		SignKey.SOCIAL_WORKERS: "social_worker",
		SignKey.PLAN_MISSING: "care_plan",
		SignKey.PLAN_OUT_OF_DATE: "care_plan",
		SignKey.PLAN_NOT_UPDATED: "care_plan",
		SignKey.CONTACT_CHANGED: "contact",
		SignKey.NOT_VISITED: "statutory_visit",
		SignKey.PERMANENCE_ABSENT: "permanence",
		SignKey.DECISION_NOT_DONE: "decision_not_implemented",
	}
)
"""The theme that each sign of drift pre-fills."""


@dataclass(frozen=True, slots=True)
class Prompt:
	"""What the IRO is asked, and what an escalation begun from it starts with.

	themes: pre-filled, by key. stage: where it proposes to move up to; None for a new escalation, and at the top.
	"""

	notice: Notice
	themes: tuple[str, ...]
	stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class ReportDue:
	"""The social worker's report for one review. received_on: None where it has not come."""

	subject: str
	due_on: date
	received_on: date | None = None

	def is_late(self, today: date) -> bool:
		"""Late from the day after it was due, received or not."""
		return (self.received_on or today) > self.due_on


def for_sign(child_id: str, sign: Sign) -> Prompt:
	"""A sign of drift: a visit overdue, no plan for permanence, a decision repeatedly not done, and the others."""
	return Prompt(sign.notice(child_id), (THEME_OF[sign.key],))


def decision_prompts(decisions: Sequence[Decision], policy: Policy, today: date) -> tuple[Prompt, ...]:
	"""Decisions of reviews that are overdue, or were found not done again and again (C31)."""
	themes = (THEME_OF[SignKey.DECISION_NOT_DONE],)
	return tuple(Prompt(one, themes) for one in decision_notices(decisions, today, policy))


def permanence_prompts(child: InCare, policy: Policy, today: date) -> tuple[Prompt, ...]:
	"""No plan for permanence at its point (C32)."""
	themes = (THEME_OF[SignKey.PERMANENCE_ABSENT],)
	return tuple(Prompt(one, themes) for one in permanence_notices(child, today, policy))


def reports_late(child_id: str, reports: Sequence[ReportDue], policy: Policy, today: date) -> Prompt | None:
	"""The report late for several reviews in a row, up to the last one it was due for.

	reports: one for each review, in order of time. A report in time ends the row; one not due yet says nothing.
	"""
	known = [one for one in reports if one.received_on or one.due_on < today]
	row = len(list(takewhile(lambda one: one.is_late(today), reversed(known))))
	if row < policy.reports_late_times or not switched_on(policy, "DR3"):
		return None
	last = known[-1]
	reason = (
		f"The report came late, or not yet, for {plural(row, 'review')} in a row, the last due on "
		f"{in_words(last.due_on)}; a sign from {plural(policy.reports_late_times, 'review')}"
	)
	subject = occurrence(last.subject, "reports_late", last.due_on)
	by = told_by(policy, "DR3", last.due_on)
	notice = Notice(child_id, "DR3", subject, TO_CONSIDER_ESCALATING, by.on, reason, by.words)
	return Prompt(notice, ("report",))


def stage_overdue(escalation: Escalation, ladder: Ladder, policy: Policy, today: date) -> Prompt | None:
	"""A stage without an accepted answer after its day: consider moving up, or Cafcass at the top of the ladder."""
	now = position(escalation, policy, today)
	if now.state is not State.OVERDUE or now.stage is None or now.due is None:
		return None
	above = ladder.above(now.stage.number)
	towards = above.words if above else "a referral to Cafcass, no stage lies above"
	reason = (
		f"{now.stage.words} was due to answer by {in_words(now.due.on)} ({now.due.words}), and no answer has been "
		f"accepted; consider {towards}"
	)
	subject = occurrence(escalation.name, f"stage_{now.stage.number}", now.due.on)
	by = working_days_after(policy, now.due.on, 1)
	notice = Notice(escalation.child_id, "ES1", subject, TO_MOVE_UP, by.on, reason, by.words)
	return Prompt(notice, escalation.themes, above)


def time_in_all_over(escalation: Escalation, ladder: Ladder, policy: Policy, today: date) -> Prompt | None:
	"""The working days in all are over and no answer has been accepted (IRO Handbook 2010, 6.2)."""
	now = position(escalation, policy, today)
	stage, ended = now.stage, now.due_in_all
	settled = now.state in (State.ACCEPTED, State.CLOSED)
	if settled or stage is None or ended is None or not now.in_all_overdue_by:
		return None
	reason = (
		f"The time for all formal stages ended on {in_words(ended.on)} ({ended.words}), and no answer has been "
		"accepted; a referral to Cafcass is open at any time"
	)
	subject = occurrence(escalation.name, "in_all", ended.on)
	by = working_days_after(policy, ended.on, 1)
	notice = Notice(escalation.child_id, "ES2", subject, TO_DECIDE_AT_THE_END, by.on, reason, by.words)
	return Prompt(notice, escalation.themes, ladder.above(stage.number))
