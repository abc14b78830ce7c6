"""The reviews a child needs, and why: a pure function of the records, the policy and today's date.

On one timetable a child has at most one review planned at a time, due at the earliest date that anything
calls for, with every reason in its basis and, apart from it, the earliest date that the law calls for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from iro_module.domain.care_history import CareHistory, Period
from iro_module.domain.circumstances import Change, changes, due_before
from iro_module.domain.notices import Notice, notices
from iro_module.domain.policy import DEFAULT_POLICY, Authority, Policy
from iro_module.domain.reasons import Kind, Reason, Timetable, day_before, working_days_after
from iro_module.domain.records import LegalStatusHeld, PeriodOfCare, Placement
from iro_module.domain.timescales import sequence, timetable_reasons
from iro_module.domain.wording import in_words

LOOKED_AFTER_TRACK = "looked_after"
"""Care planning, adoption and short-break reviews are one row of reviews: one is planned at a time."""


@dataclass(frozen=True, slots=True)
class EarlyRequest:
	"""The IRO asked for an early review, by a day the IRO set (CPPCR reg 33(3)(a))."""

	asked_on: date
	due_on: date


@dataclass(frozen=True, slots=True)
class ChildFacts:
	"""What the desk knows and the records do not."""

	iro_allocated: bool = False
	early_requests: tuple[EarlyRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedReview:
	"""A review a child needs. `due_on` is the earliest of all reasons, `statutory_due_on` of the law's.

	practical_on: the last working day on or before `due_on`. sequence: its number within the period of care.
	"""

	track: str
	kind: Kind
	timetable: Timetable
	due_on: date
	statutory_due_on: date | None
	practical_on: date
	sequence: int
	basis: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Gap:
	"""Something missing from the records without which a date would have to be invented."""

	needed: str
	reason: str


@dataclass(frozen=True, slots=True)
class Plan:
	"""What a child needs today: reviews, notices, the changes behind them and what is missing."""

	child_id: str
	reviews: tuple[PlannedReview, ...] = ()
	notices: tuple[Notice, ...] = ()
	changes: tuple[Change, ...] = ()
	gaps: tuple[Gap, ...] = ()
	left_care_on: date | None = None


def plan(history: CareHistory, facts: ChildFacts, today: date, policy: Policy = DEFAULT_POLICY) -> Plan:
	"""The plan of one child. Nothing is planned on or after the day care ends or the 18th birthday.

	A review dated after `today` has not been held: it settles nothing and starts no interval.
	"""
	history = replace(history, reviews=tuple(held for held in history.reviews if held.completed_on <= today))
	period = history.current_period(today)
	if period is None:
		ended = [day for one in history.periods if (day := history.ends_on(one))]
		gaps = _without_period(history, today)
		return Plan(history.child_id, gaps=gaps, left_care_on=max(ended, default=None))
	found = changes(history, period, today)
	reasons = [
		*timetable_reasons(history, period, policy, today),
		*_change_reasons(found, policy),
		*(_early_reason(asked) for asked in facts.early_requests if _is_open(asked, history)),
	]
	ends = history.ends_on(period)
	standing = [reason for reason in reasons if ends is None or reason.due_on < ends]
	return Plan(
		child_id=history.child_id,
		reviews=_combined(history, period, standing, policy),
		notices=notices(history, period, found, policy, facts.iro_allocated),
		changes=found,
		gaps=_gaps(history, period),
	)


def _is_open(asked: EarlyRequest, history: CareHistory) -> bool:
	return not any(held.completed_on >= asked.asked_on for held in history.reviews)


def _early_reason(asked: EarlyRequest) -> Reason:
	words = f"The IRO asked for an early review on {in_words(asked.asked_on)}"
	counted = f"{in_words(asked.due_on)}, the day the IRO set"
	return Reason("C39", Authority.MUST, Kind.EARLY, asked.due_on, asked.asked_on, words, counted)


def _change_reasons(found: Sequence[Change], policy: Policy) -> list[Reason]:
	reasons = (_change_reason(change, policy) for change in found if change.settled_on is None)
	return [reason for reason in reasons if reason]


def _change_reason(change: Change, policy: Policy) -> Reason | None:
	rule = policy.rule(change.rule)
	kind = Kind.CHANGE_OF_CIRCUMSTANCES
	if due_before(change, rule):  # asked for by law: no switch turns it off
		due = day_before(policy, change.on)
		return Reason(rule.rule, Authority.MUST, kind, due.on, change.on, change.description, due.words)
	if not rule.enabled or rule.review_within is None:
		return None
	due = working_days_after(policy, change.on, rule.review_within)
	words = change.description + _facts(change)
	return Reason(rule.rule, rule.within_authority, kind, due.on, change.on, words, due.words)


def _facts(change: Change) -> str:
	if change.reviewed_before is not False:
		return ""
	risk = {True: "yes", False: "no", None: "not known"}[change.immediate_risk]
	return "; no review before it is on record" + (
		f", immediate risk: {risk}" if change.rule in ("C02", "C04") else ""
	)


def _combined(
	history: CareHistory, period: Period, reasons: Sequence[Reason], policy: Policy
) -> tuple[PlannedReview, ...]:
	if not reasons:
		return ()
	basis = tuple(sorted(reasons, key=_precedence))
	due_on = basis[0].due_on
	by_law = [reason.due_on for reason in basis if reason.authority is Authority.MUST]
	return (
		PlannedReview(
			track=LOOKED_AFTER_TRACK,
			kind=basis[0].kind,
			timetable=next((one.timetable for one in basis if one.timetable), Timetable.CARE_PLANNING),
			due_on=due_on,
			statutory_due_on=min(by_law, default=None),
			practical_on=policy.calendar.on_or_before(due_on),
			sequence=sequence(history, period).next_number,
			basis=basis,
		),
	)


def _precedence(reason: Reason) -> tuple[date, bool, bool, str, date, str]:
	"""Earliest first; ties go to the statutory timetable, then to the law."""
	by_timetable = reason.timetable is None
	return (
		reason.due_on,
		by_timetable,
		reason.authority is not Authority.MUST,
		_rank(reason),
		reason.changed_on,
		reason.reason,
	)


def _rank(reason: Reason) -> str:
	"""Care planning before adoption where both fall on one day: one combined review."""
	return f"{0 if reason.timetable is Timetable.CARE_PLANNING else 1}{reason.rule}"


def _gaps(history: CareHistory, period: Period) -> tuple[Gap, ...]:
	if period.record.start_known or sequence(history, period).held:
		return ()
	return (
		Gap(
			"date of last review needed",
			"The period of care began before the records do and no review is on record",
		),
	)


def _without_period(history: CareHistory, today: date) -> tuple[Gap, ...]:
	"""What no period of care covers, but should: nobody's reviews stop without a word."""
	found = []
	last = max((one.record.end_date or date.max for one in history.periods), default=date.min)
	records = [one.record for one in history.stays] + [one.record for one in history.statuses]
	if any(one.start_date >= last and _open(one, today) for one in records):
		words = "Placements or legal statuses are on record, but no period of care that covers them"
		found.append(Gap("period of care needed", words))
	periods = [(one.record, history.ends_on(one)) for one in history.periods if _open(one.record, today)]
	if any(ends and ends <= one.start_date for one, ends in periods):
		words = "The period of care is open, but by the birth date on record the child was 18 before it began"
		found.append(Gap("birth date or start of care to be checked", words))
	return tuple(found)


def _open(record: PeriodOfCare | Placement | LegalStatusHeld, today: date) -> bool:
	return record.end_date is None or record.end_date > today
