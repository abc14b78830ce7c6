"""When the social worker visits the child next, and by which rule.

Care Planning, Placement and Case Review (England) Regulations 2010 reg 28 as made, and Adoption Agencies Regulations
2005 reg 36(4). Later amendments of reg 28 were not read, so the clock is off as shipped (row C38 of the trigger
table) and its numbers are defaults of the policy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from iro_module.domain.notices import Notice
from iro_module.domain.policy import Policy
from iro_module.domain.prompting import TO_CONSIDER_ESCALATING, occurrence, told_by
from iro_module.domain.reasons import Counted, days_after, months_after
from iro_module.domain.wording import in_words, plural

NOT_VISITED = "not_visited"
"""The key under which an overdue visit is a sign of drift; both give one and the same prompt."""


class VisitRule(str, Enum):
	"""The rule that a visit falls under."""

	PLACEMENT = "placement"
	PARENTS_NOT_ASSESSED = "parents_not_assessed"
	TEMPORARY_APPROVAL = "temporary_approval"
	PARENTS_INTERIM_ORDER = "parents_interim_order"
	PARENTS_CARE_ORDER = "parents_care_order"
	PLACED_FOR_ADOPTION = "placed_for_adoption"


RULE_WORDS = {
	VisitRule.PLACEMENT: "placement (reg 28(2) as made)",
	VisitRule.PARENTS_NOT_ASSESSED: "placed with parents before the assessment was complete (reg 28(3) as made)",
	VisitRule.TEMPORARY_APPROVAL: "carer approved temporarily (reg 28(4) as made)",
	VisitRule.PARENTS_INTERIM_ORDER: "with parents under an interim care order (reg 28(4) as made)",
	VisitRule.PARENTS_CARE_ORDER: "with parents under a care order (reg 28(5) as made)",
	VisitRule.PLACED_FOR_ADOPTION: "placed for adoption (Adoption Agencies Regulations 2005, reg 36(4))",
}

_WEEKLY_FROM_THE_START = frozenset(
	{VisitRule.PARENTS_NOT_ASSESSED, VisitRule.TEMPORARY_APPROVAL, VisitRule.PARENTS_INTERIM_ORDER}
)
_WEEKLY = _WEEKLY_FROM_THE_START | {VisitRule.PLACED_FOR_ADOPTION}
_FOUR_WEEKLY = frozenset({VisitRule.TEMPORARY_APPROVAL, VisitRule.PARENTS_INTERIM_ORDER})


@dataclass(frozen=True, slots=True)
class Living:
	"""How the child lives, as far as visits depend on it.

	subject: the record of the placement. since: the day the rule began to hold: the placement, or the order where
	that came later. settled: the placement is meant to last to 18. first_review_on: the first review after `since`.
	agreed_days: how often to visit, in days, as decided at a review of a child placed for adoption.
	"""

	subject: str
	rule: VisitRule
	since: date
	settled: bool = False
	first_review_on: date | None = None
	agreed_days: int | None = None


@dataclass(frozen=True, slots=True)
class VisitDue:
	"""The next visit. due: None where how often to visit is not on record; `reason` then says so."""

	subject: str
	rule: VisitRule
	due: Counted | None
	reason: str


def next_visit(living: Living, visits: Iterable[date], policy: Policy, today: date) -> VisitDue | None:
	"""The next visit due, counted from the last one since the rule began; None while the clock is off.

	visits: the days on which the child was visited; those before the rule began, or after today, do not count.
	"""
	if not policy.visit_clock or living.since > today:
		return None
	last = max((day for day in visits if living.since <= day <= today), default=None)
	due = _first(living, policy) if last is None else _after(living, last, policy, today)
	if due is None:
		words = (
			f"How often to visit a child {RULE_WORDS[living.rule]} is decided at each review; not on record"
		)
		return VisitDue(living.subject, living.rule, None, words)
	seen = f"last visited on {in_words(last)}" if last else f"no visit since {in_words(living.since)}"
	words = f"Visit due on {in_words(due.on)}, {due.words}; {RULE_WORDS[living.rule]}, {seen}"
	return VisitDue(living.subject, living.rule, due, words)


def overdue_visit(child_id: str, visit: VisitDue, policy: Policy, today: date) -> Notice | None:
	"""The prompt of an overdue visit (C38), from the day after it was due; one for each visit missed.

	A visit on the day itself is in time.
	"""
	if not policy.visit_clock or visit.due is None or today <= visit.due.on:
		return None
	by = told_by(policy, "C38", visit.due.on)
	subject = occurrence(visit.subject, NOT_VISITED, visit.due.on)
	return Notice(child_id, "C38", subject, TO_CONSIDER_ESCALATING, by.on, visit.reason, by.words)


def _first(living: Living, policy: Policy) -> Counted:
	weekly = living.rule in _WEEKLY_FROM_THE_START
	return days_after(living.since, policy.visit_weekly_days if weekly else policy.visit_first_days)


def _after(living: Living, last: date, policy: Policy, today: date) -> Counted | None:
	reviewed = living.first_review_on is not None and living.first_review_on <= today
	if living.rule in _WEEKLY and not reviewed:
		return days_after(last, policy.visit_weekly_days)
	if living.rule is VisitRule.PLACED_FOR_ADOPTION:
		return days_after(last, living.agreed_days) if living.agreed_days else None
	if living.rule in _FOUR_WEEKLY:
		return _weeks_after(last, policy.visit_parents_weeks)
	first_year_ends = months_after(living.since, policy.visit_first_year_months).on
	if living.rule is VisitRule.PLACEMENT and living.settled and last >= first_year_ends:
		return months_after(last, policy.visit_settled_months)
	return _weeks_after(last, policy.visit_weeks)


def _weeks_after(start: date, count: int) -> Counted:
	return Counted(start + timedelta(weeks=count), f"{plural(count, 'week')} from {in_words(start)}")
