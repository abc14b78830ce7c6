"""What settled a change: a review, or the IRO's decision."""

from bisect import bisect_left
from datetime import date, timedelta

from iro_module.domain.care_events import Held, considered_as
from iro_module.domain.circumstances.case import Case
from iro_module.domain.months import months_later
from iro_module.domain.settling import ChangeDecision, Ruling, still_holds

Settlement = tuple[date | None, ChangeDecision | None, bool]
"""How a change stands: the day of the review that settled it, the IRO's decision about it in force, and whether an
earlier review considered it."""

_NOT_AGAINST_THE_LAW = frozenset({Ruling.NO_REVIEW, Ruling.BY})
Names = tuple[tuple[str, date], ...]
"""The records under which a review may have considered a change, each with the day after which that is possible."""


def near_the_end(case: Case, subject: str, ends: date) -> Names:
	"""A review that named a record considered its end where that was near; more than half a year before, not yet."""
	return ((subject, months_later(ends, -case.policy.end_considered_months)),)


def also_by_aspect(names: Names, subject: str, aspect: str = "") -> Names:
	"""The names, and the one that stands for this change of the record alone."""
	return (*names, (considered_as(subject, aspect), dict(names).get(subject, date.min)))


def settlement(case: Case, rule: str, subject: str, on: date, names: Names, aspect: str = "") -> Settlement:
	"""How the change on that day stands.

	The review that considered it beforehand is taken first: it is what the law asks for before a change (reg 14(1),
	32(2)). Otherwise it is the first review whose last meeting is on or after it.
	"""
	if not case.decisions and not case.considering:
		return review_after(case, on, names, None), None, False
	decision = _in_force(case, rule, (subject, aspect), on) if case.decisions else None
	names = also_by_aspect(names, subject, aspect) if case.considering else names
	considered_on = _considered_on(case, on, names, decision) if case.considering else None
	if decision and decision.ruling is Ruling.CONSIDERED and decision.review_on:
		return decision.review_on, decision, bool(considered_on) or decision.review_on < on
	if considered_on:
		return considered_on, decision, True
	return review_after(case, on, names, decision), decision, False


def _in_force(case: Case, rule: str, key: tuple[str, str], on: date) -> ChangeDecision | None:
	decision = case.decisions.get(key)
	if decision is None or not still_holds(decision, rule, on, case.policy):
		return None
	if decision.ruling in _NOT_AGAINST_THE_LAW and case.policy.rule(rule).review_by_law:
		return None
	if decision.ruling is Ruling.CONSIDERED and decision.review_on not in case.review_days:
		return None  # the review it names is not on record any more
	return decision


def _considered_on(case: Case, on: date, names: Names, decision: ChangeDecision | None) -> date | None:
	for held in case.considering:
		if held.completed_on < on and _considered(held, names) and not _is_denied(held, decision):
			return held.completed_on
	return None


def review_after(case: Case, on: date, names: Names, decision: ChangeDecision | None) -> date | None:
	"""The first review whose last meeting is on or after the day and that looked at the change."""
	first = bisect_left(case.review_days, on)
	if decision is None and not case.considering:  # each of them looked at it
		return case.review_days[first] if first < len(case.review_days) else None
	for index in range(first, len(case.review_days)):
		held = case.history.reviews[index]
		if _looked_at(held, names) and not _ruled_out(held, decision):
			return held.completed_on
	return None


def window_met_on(case: Case, ended_on: date, names: Names, decision: ChangeDecision | None) -> date | None:
	"""The review held not before day 28 after an adoptive placement ended."""
	opens = ended_on + timedelta(days=case.policy.adoption_ended_from_days)
	return review_after(case, opens, names, decision)


def _considered(held: Held, names: Names) -> bool:
	return any(name in held.considered and held.completed_on > since for name, since in names)


def _looked_at(held: Held, names: Names) -> bool:
	"""Whether a review held afterwards looked at the change: any did, but one that looked only at others."""
	return not (held.change_only and held.considered) or _considered(held, names)


def _ruled_out(held: Held, decision: ChangeDecision | None) -> bool:
	"""Whether the IRO recorded that this review, or a later one, did not consider the change."""
	if decision is None or decision.ruling is not Ruling.NOT_CONSIDERED or decision.review_on is None:
		return False
	return held.completed_on <= decision.review_on


def _is_denied(held: Held, decision: ChangeDecision | None) -> bool:
	"""Whether the IRO recorded that this very review did not consider the change, though it says so."""
	return _ruled_out(held, decision) and decision is not None and held.completed_on == decision.review_on
