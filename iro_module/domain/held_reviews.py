"""The reviews of a child with the dates by which they were due, as these follow from today's records.

A held review keeps its due date as it was known when it was held, too: that one its store keeps. Where a later
correction of the records makes a review late that was in time when held, the reason is the correction.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from iro_module.domain.care_events import LOOKED_AFTER_TRACK, Held, Period
from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances.change import Change
from iro_module.domain.codes import PlacementState
from iro_module.domain.planned import ChildFacts, Plan, PlannedReview
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from iro_module.domain.review_plan import plan

NO_FACTS = ChildFacts()


@dataclass(frozen=True, slots=True)
class ReviewDue:
	"""A review that was due in a period of care. `held` is None where it was not held.

	planned: what called for it on the day it was held, or on the last day of the period or of looking.
	told: the change that is the earliest reason, where it was recorded only after its date, so that nobody could hold
	the review in time.
	"""

	period: Period
	planned: PlannedReview
	held: Held | None
	told: Change | None

	@property
	def told_late(self) -> bool:
		"""Whether the service was told only when the review was due already."""
		return self.told is not None


def reviews_due(
	history: CareHistory, today: date, policy: Policy = DEFAULT_POLICY, facts: ChildFacts = NO_FACTS
) -> tuple[ReviewDue, ...]:
	"""Every review held by `today`, and every one not held whose date has come, in order of time.

	A review whose date nobody knows, since the last before it is not on record, is left out.
	"""
	return tuple(
		due for period in history.periods for due in _of_period(history, period, today, policy, facts)
	)


def _of_period(
	history: CareHistory, period: Period, today: date, policy: Policy, facts: ChildFacts
) -> Iterator[ReviewDue]:
	held_by_now = [held for held in history.reviews_in(period) if held.completed_on <= today]
	for held in held_by_now:
		day = held.completed_on
		still_open = period._replace(record=replace(period.record, end_date=None, end_reason=None))
		found = _plan_on(history, still_open, day, policy, facts, reviews_before=day)
		if found and (review := _review(found)):
			yield ReviewDue(period, review, held, _told_late(found, review))
	ends = history.ends_on(period)
	last = today if ends is None or ends > today else ends
	found = _plan_on(history, period, last, policy, facts, reviews_before=last + timedelta(days=1))
	review = _review(found) if found else None
	if found and review and review.due_on <= last:
		yield ReviewDue(period, review, None, _told_late(found, review))


def _plan_on(
	history: CareHistory, period: Period, day: date, policy: Policy, facts: ChildFacts, reviews_before: date
) -> Plan | None:
	"""The plan of the period as its records stood on that day; on its last day, as on the day before."""
	ends = history.ends_on(period)
	looked = day if ends is None or day < ends else ends - timedelta(days=1)
	if looked < period.record.start_date:
		return None
	there = up_to(history, looked, period)
	reviews = tuple(held for held in there.reviews if held.completed_on < reviews_before)
	known = replace(
		facts,
		early_requests=tuple(one for one in facts.early_requests if one.asked_on <= looked),
		decisions=tuple(one for one in facts.decisions if one.decided_on <= looked),
	)
	return plan(replace(there, reviews=reviews), known, looked, policy)


def up_to(history: CareHistory, day: date, period: Period) -> CareHistory:
	"""The history as far as it had come by that day: what began later is left out, an end that came later not known.

	Intentions stay, and so does the end of the period as it is given.
	"""
	return replace(
		history,
		periods=(period,),
		stays=tuple(
			one._replace(record=replace(one.record, end_date=None, reason_place_change=None))
			if one.record.end_date and one.record.end_date > day
			else one
			for one in history.stays
			if one.record.start_date <= day or one.record.status is PlacementState.PLANNED
		),
		statuses=tuple(
			one._replace(record=replace(one.record, end_date=None))
			if one.record.end_date and one.record.end_date > day
			else one
			for one in history.statuses
			if one.record.start_date <= day
		),
		facts=tuple(
			fact
			for fact in history.facts
			if fact.on <= day or (fact.recorded_on is not None and fact.recorded_on <= day)
		),
	)


def _review(found: Plan) -> PlannedReview | None:
	return next((one for one in found.reviews if one.track == LOOKED_AFTER_TRACK), None)


def _told_late(found: Plan, review: PlannedReview) -> Change | None:
	first = review.basis[0]
	return next(
		(
			change
			for change in found.changes
			if change.rule == first.rule
			and change.on == first.changed_on
			and change.recorded_on is not None
			and change.recorded_on > first.due_on
		),
		None,
	)
