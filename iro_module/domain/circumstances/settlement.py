"""What settled a change: a review, or the IRO's decision."""

from bisect import bisect_left
from datetime import date

from iro_module.domain.care_events import Held
from iro_module.domain.circumstances.case import Case
from iro_module.domain.months import months_later
from iro_module.domain.settling import ChangeDecision, Ruling, still_holds

Settlement = tuple[date | None, ChangeDecision | None]
"""The day of the review that settled a change, and the decision in force about it."""


_NOT_AGAINST_THE_LAW = frozenset({Ruling.NO_REVIEW, Ruling.BY})
Names = tuple[tuple[str, date], ...]
"""The records under which a review may have considered a change, each with the day after which that is possible."""


def near_the_end(case: Case, subject: str, ends: date) -> Names:
	"""A review that named a record considered its end where that was near; more than an interval before, not yet."""
	return ((subject, months_later(ends, -case.policy.later_review_months)),)


def settlement(case: Case, rule: str, subject: str, on: date, names: Names, aspect: str = "") -> Settlement:
	"""How the change on that day stands.

	The review that considered it beforehand is taken first: it is what the law asks for before a change (reg 14(1),
	32(2)). Otherwise it is the first review whose last meeting is on or after it.
	"""
	decision = case.decisions.get((subject, aspect)) if case.decisions else None
	if decision and not still_holds(decision, rule, on, case.policy):
		decision = None
	if decision and decision.ruling in _NOT_AGAINST_THE_LAW and case.policy.rule(rule).review_by_law:
		decision = None
	if decision and decision.ruling is Ruling.CONSIDERED:
		if decision.review_on in case.review_days:
			return decision.review_on, decision
		decision = None  # the review it names is not on record any more
	for held in case.considering:
		if held.completed_on >= on:
			break
		if _considered(held, names):
			return held.completed_on, decision
	return _review_after(case, on, names, decision), decision


def _review_after(case: Case, on: date, names: Names, decision: ChangeDecision | None) -> date | None:
	for index in range(bisect_left(case.review_days, on), len(case.review_days)):
		held = case.history.reviews[index]
		if _looked_at(held, names) and not ruled_out(held, decision):
			return held.completed_on
	return None


def _considered(held: Held, names: Names) -> bool:
	return any(name in held.considered and held.completed_on > since for name, since in names)


def _looked_at(held: Held, names: Names) -> bool:
	"""Whether a review held afterwards looked at the change: any did, but one that looked only at others."""
	return not (held.change_only and held.considered) or _considered(held, names)


def ruled_out(held: Held, decision: ChangeDecision | None) -> bool:
	"""Whether the IRO recorded that this review, or a later one, did not consider the change."""
	if decision is None or decision.ruling is not Ruling.NOT_CONSIDERED or decision.review_on is None:
		return False
	return held.completed_on <= decision.review_on
