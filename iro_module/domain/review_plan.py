"""The reviews a child needs, and why: a pure function of the records, the policy and today's date.

On one timetable a child has at most one review planned at a time, due at the earliest date that anything
calls for, with every reason in its basis and, apart from it, the earliest date that the law calls for.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from iro_module.domain.care_events import LOOKED_AFTER_TRACK, SECURE_PANEL_TRACK
from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances import Case, changes
from iro_module.domain.circumstances.case import case_of
from iro_module.domain.circumstances.reviews_asked import reviews_asked
from iro_module.domain.gaps import gaps, gaps_without_period
from iro_module.domain.notices import in_order
from iro_module.domain.notices_of_changes import notices, notices_of_ended_care
from iro_module.domain.oversight import own_interval
from iro_module.domain.planned import ChildFacts, EarlyRequest, Gap, Plan, PlannedReview
from iro_module.domain.policy import DEFAULT_POLICY, Authority, Policy
from iro_module.domain.reasons import Kind, Reason, Timetable
from iro_module.domain.timescales import (
	ReviewsHeld,
	on_short_breaks,
	reviews_held,
	secure_panel,
	timetable_reasons,
)
from iro_module.domain.timescales.secure_panel import panels_since, secure_stay
from iro_module.domain.wording import in_words

__all__ = ["LOOKED_AFTER_TRACK", "SECURE_PANEL_TRACK", "ChildFacts", "EarlyRequest", "Gap", "Plan",
	"PlannedReview", "plan"]  # fmt: skip


def plan(history: CareHistory, facts: ChildFacts, today: date, policy: Policy = DEFAULT_POLICY) -> Plan:
	"""The plan of one child. Nothing is planned on or after the day care ends or the 18th birthday.

	A review dated after `today` has not been held: it settles nothing and starts no interval.
	"""
	history = _up_to(history, today)
	period = history.current_period(today)
	if period is None:
		ended = [day for one in history.periods if (day := history.ends_on(one))]
		return Plan(
			history.child_id,
			notices=in_order(notices_of_ended_care(history, today, policy), facts.prompts),
			gaps=gaps_without_period(history, today),
			left_care_on=max(ended, default=None),
		)
	case = case_of(history, period, today, policy, facts.decisions)
	order = reviews_held(case)
	found = changes(case)
	timetable = [reason for reason in timetable_reasons(case, order) if _stands(case, reason)]
	early = _early_reasons(case, facts.early_requests)
	asked = [*reviews_asked(case, found, timetable, early), *early]
	asked += own_interval(facts.oversight, order.days, timetable)
	return Plan(
		child_id=history.child_id,
		reviews=(
			*_review(case, [*timetable, *(reason for reason in asked if _stands(case, reason))], order),
			*_panel(case),
		),
		notices=in_order(notices(case, order, found, iro_allocated=facts.iro_allocated), facts.prompts),
		changes=found,
		gaps=gaps(case, order),
	)


def _up_to(history: CareHistory, today: date) -> CareHistory:
	reviews, panels = history.reviews, history.panels
	if (not reviews or reviews[-1].completed_on <= today) and (not panels or panels[-1] <= today):
		return history
	return replace(
		history,
		reviews=tuple(held for held in history.reviews if held.completed_on <= today),
		panels=tuple(day for day in history.panels if day <= today),
	)


def _stands(case: Case, reason: Reason) -> bool:
	"""Whether a reason falls within care. A first review due on the very day care ends was due; any other not."""
	ends = case.ends
	if ends is None or reason.due_on < ends:
		return True
	return reason.rule == "T1" and reason.due_on == ends and ends != case.history.birthday(18)


def _early_reasons(case: Case, requests: Sequence[EarlyRequest]) -> list[Reason]:
	"""What the IRO asked for in this period and no review since has answered."""
	last = case.history.reviews[-1].completed_on if case.history.reviews else date.min
	return [
		Reason(
			"C39", Authority.MUST, Kind.EARLY, asked.due_on, asked.asked_on,
			f"The IRO asked for an early review on {in_words(asked.asked_on)}",
			f"{in_words(asked.due_on)}, the day the IRO set",
		)
		for asked in requests
		if case.period.record.start_date <= asked.asked_on and last < asked.asked_on
	]  # fmt: skip


def _panel(case: Case) -> tuple[PlannedReview, ...]:
	reasons = [reason for reason in secure_panel(case) if _stands(case, reason)]
	secure = secure_stay(case) if reasons else None
	if secure is None:
		return ()
	return (
		_planned(
			case.policy,
			SECURE_PANEL_TRACK,
			reasons,
			len(panels_since(case, secure)) + 1,
			Timetable.SECURE_PANEL,
		),
	)


def _review(case: Case, reasons: Sequence[Reason], order: ReviewsHeld) -> tuple[PlannedReview, ...]:
	if not reasons:
		return ()
	running = Timetable.SHORT_BREAK if on_short_breaks(case) else Timetable.CARE_PLANNING
	return (_planned(case.policy, LOOKED_AFTER_TRACK, reasons, order.next_number, running),)


def _planned(
	policy: Policy, track: str, reasons: Sequence[Reason], number: int, running: Timetable
) -> PlannedReview:
	"""One review for all the reasons; of the timetable that is `running`, where no reason is a timetable's."""
	basis = tuple(sorted(reasons, key=_precedence)) if len(reasons) > 1 else tuple(reasons)
	due_on = basis[0].due_on
	by_law = [reason.due_on for reason in basis if reason.authority is Authority.MUST]
	return PlannedReview(
		track=track,
		kind=basis[0].kind,
		timetable=next((one.timetable for one in basis if one.timetable), running),
		due_on=due_on,
		statutory_due_on=min(by_law, default=None),
		practical_on=policy.calendar.on_or_before(due_on),
		sequence=number,
		basis=basis,
	)


def _precedence(reason: Reason) -> tuple[date, bool, bool, bool, str, date, str]:
	"""Earliest first; ties go to the statutory timetable, then to the law.

	Care planning before adoption where both fall on one day: one combined review.
	"""
	return (
		reason.due_on,
		reason.timetable is None,
		reason.authority is not Authority.MUST,
		reason.timetable is not Timetable.CARE_PLANNING,
		reason.rule,
		reason.changed_on,
		reason.reason,
	)
