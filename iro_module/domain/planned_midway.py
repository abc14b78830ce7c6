"""The midway review of a child's present interval, from the plan."""

from collections.abc import Sequence
from datetime import date

from iro_module.domain.care_events import LOOKED_AFTER_TRACK
from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances.case import case_of
from iro_module.domain.midway import Dropped, Midway, midway
from iro_module.domain.oversight import RULE as OVERSIGHT
from iro_module.domain.planned import Plan, PlannedReview
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from iro_module.domain.timescales import reviews_held


def planned_midway(
	history: CareHistory,
	planned: Plan,
	held: Sequence[date],
	today: date,
	policy: Policy = DEFAULT_POLICY,
) -> Midway | Dropped | None:
	"""The midway review between the last review and the planned one; None before the first review.

	planned: the plan of the same child, history, day and policy. held: the days of midway reviews held.
	"""
	period = history.current_period(today)
	review = next((one for one in planned.reviews if one.track == LOOKED_AFTER_TRACK), None)
	if period is None or review is None:
		return None
	order = reviews_held(case_of(history, period, today, policy))
	days = [day for day in order.days if day <= today]
	by_timetable = [reason.due_on for reason in review.basis if reason.timetable]
	if not days or not by_timetable:
		return None
	known_on = _known_on(planned, review)
	return midway(days[-1], review.due_on, min(by_timetable), held, today, policy, known_on)


def _known_on(planned: Plan, review: PlannedReview) -> date | None:
	"""When it became known that the review is due earlier than by its timetable; None where it is not, or not known."""
	first = review.basis[0]
	if first.timetable:
		return None
	if first.rule in ("C39", OVERSIGHT):
		return first.changed_on
	change = next(one for one in planned.changes if (one.rule, one.on) == (first.rule, first.changed_on))
	if change.decision and change.decision.by == first.due_on:
		return change.decision.decided_on
	return change.recorded_on or (None if change.ahead else change.on)
