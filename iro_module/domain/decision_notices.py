"""C31: prompts to the IRO about decisions of reviews that are overdue, or found not done again and again.

CPPCR 2010 Part 6: the IRO is told of a significant failure to carry out a decision. What counts as one is a setting.
"""

from collections.abc import Sequence
from datetime import date

from iro_module.domain.notices import Notice
from iro_module.domain.policy import Policy
from iro_module.domain.prompting import TO_CONSIDER_ESCALATING, switched_on
from iro_module.domain.reasons import day_itself, working_days_after
from iro_module.domain.review_decisions import (
	Decision,
	DecisionStatus,
	is_open,
	not_done_at,
	status,
)
from iro_module.domain.wording import in_words, plural

THEME = "review decision not implemented"
"""The theme that a challenge of a decision begins with."""

TO_ASK = "the IRO, to ask about the decision and consider escalating"


def decision_notices(decisions: Sequence[Decision], today: date, policy: Policy) -> tuple[Notice, ...]:
	"""What the IRO is told of decisions not carried out: from the day a threshold is met, until they are."""
	if not switched_on(policy, "C31"):
		return ()
	found = [
		notice
		for one in decisions
		for notice in (_overdue(one, today, policy), _repeatedly_not_done(one, today, policy))
		if notice
	]
	return tuple(sorted(found, key=lambda one: (one.tell_by, one.subject, one.tell)))


def _overdue(decision: Decision, today: date, policy: Policy) -> Notice | None:
	if decision.due_on is None or not is_open(decision, today):
		return None
	counted = working_days_after(policy, decision.due_on, policy.decision_overdue_working_days)
	if today < counted.on:
		return None
	words = (
		f"{_named(decision)} was to be carried out by {in_words(decision.due_on)} and is not recorded as done; "
		f"{counted.words}: {in_words(counted.on)}. Theme: {THEME}"
	)
	return Notice(decision.child_id, "C31", decision.name, TO_ASK, counted.on, words, counted.words)


def _repeatedly_not_done(decision: Decision, today: date, policy: Policy) -> Notice | None:
	"""While the last that was found of it is still that it was not done."""
	found = not_done_at(decision, today)
	if len(found) < policy.decision_not_done_times or status(decision, today) is not DecisionStatus.NOT_DONE:
		return None
	last = day_itself(found[-1].on)
	words = (
		f"{_named(decision)} was found not done at {plural(len(found), 'review')}, the last on {in_words(last.on)}; "
		f"a prompt comes at {plural(policy.decision_not_done_times, 'review')}. Theme: {THEME}"
	)
	return Notice(decision.child_id, "C31", decision.name, TO_CONSIDER_ESCALATING, last.on, words, last.words)


def _named(decision: Decision) -> str:
	return f"A decision of the review of {in_words(decision.made_on)}"
