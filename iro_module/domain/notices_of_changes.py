"""The notices that changes of circumstances give: whom to tell, by when, and what is asked of the IRO."""

from collections.abc import Sequence
from datetime import date

from iro_module.domain.care_events import FactKind
from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances import Case, Change
from iro_module.domain.circumstances.of_periods import of_ended_care
from iro_module.domain.circumstances.reviews_asked import due_before
from iro_module.domain.months import months_later
from iro_module.domain.notices import THE_IRO, THE_MANAGER, THE_SERVICE, Notice
from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted, day_before, working_days_after
from iro_module.domain.settling import Ruling
from iro_module.domain.timescales import ReviewsHeld
from iro_module.domain.wording import in_words


def notices(case: Case, order: ReviewsHeld, found: Sequence[Change], *, iro_allocated: bool) -> list[Notice]:
	"""The notices that stand for one period of care.

	A change that a review has settled or the IRO has decided about needs none, but for one recorded only after the
	review that settled it.
	"""
	child_id, policy = case.history.child_id, case.policy
	standing = [] if iro_allocated else _started(case, order)
	reviews = case.history.reviews
	last_review = reviews[-1].completed_on if reviews else date.min
	for change in found:
		if change.decision and change.decision.ruling is not Ruling.NOT_CONSIDERED:
			continue
		if change.settled_on is None:
			standing.extend(_told(child_id, change, policy))
			standing.extend(_talk(case, change, found))
		elif change.recorded_on and last_review < change.recorded_on:
			standing.extend(_asked(child_id, change, change.settled_on, policy))
	return standing


def notices_of_ended_care(history: CareHistory, today: date, policy: Policy) -> list[Notice]:
	"""The notices that stand for a while after a child left care."""
	child_id = history.child_id
	standing = []
	for change in of_ended_care(history, today, policy):
		standing.extend(_told(child_id, change, policy))
		if change.rule == "C24" and policy.rule("C24").enabled:
			by = working_days_after(policy, change.on, policy.removal_debrief_working_days)
			whom = f"{THE_IRO}, to look back at the return home"
			standing.append(_notice(child_id, "C24", change, whom, by, change.description))
	return standing


def _started(case: Case, order: ReviewsHeld) -> list[Notice]:
	history, period, policy = case.history, case.period, case.policy
	start = case.looked_after_from
	if start is None or not case.is_within(start) or not period.record.start_known or order.days:
		return []
	rule = policy.rule("C01")
	words = f"Looked after from {in_words(start)}"
	told = [
		(THE_SERVICE, rule.tell_within),
		(THE_MANAGER, policy.allocate_iro_working_days),
	]
	counted = [(tell, working_days_after(policy, start, days)) for tell, days in told if days]
	return [
		Notice(history.child_id, "C01", period.name, tell, by.on, words, by.words) for tell, by in counted
	]


def _told(child_id: str, change: Change, policy: Policy) -> list[Notice]:
	"""That the IRO is told: by a day counted from the change, or before it where it lies ahead.

	A switch silences what a local setting asks for, never what the law does (reg 14(2) and (3)).
	"""
	rule = policy.rule(change.rule)
	before = due_before(change, rule)
	if rule.tell_within is None or not (rule.enabled or rule.tell_by_law or change.by_law):
		return []
	if change.tell_by:
		by = change.tell_by
	elif before or (change.ahead and rule.tell_before):
		by = day_before(policy, change.on)
	else:
		by = working_days_after(policy, change.on, rule.tell_within)
	words = f"{change.description}; {rule.asks}" if rule.asks else change.description
	return [_notice(child_id, change.rule, change, THE_IRO, by, words)]


def _talk(case: Case, change: Change, found: Sequence[Change]) -> list[Notice]:
	"""Several of one kind within some months: the second unplanned move (C04), the third school (C09)."""
	policy = case.policy
	if change.unplanned_move:
		days = [one.on for one in found if one.unplanned_move]
		return _several(case, change, "C04", days, 2, policy.unplanned_moves_months, "unplanned moves")
	if change.rule == "C09":
		schools = [one for one in case.history.facts if one.kind is FactKind.SCHOOL_CHANGED]
		if change.subject not in {one.name for one in schools}:
			return []
		days = [one.on for one in schools]
		least, months = policy.schools - 1, policy.school_window_months
		return _several(case, change, "C09", days, least, months, "changes of school")
	return []


def _several(
	case: Case, change: Change, rule: str, days: Sequence[date], least: int, months: int, words: str
) -> list[Notice]:
	policy = case.policy
	since = months_later(change.on, -months)
	times = sum(since <= day <= change.on for day in days)
	if times < least or not policy.rule(rule).enabled:
		return []
	whom = "to speak to the social worker" if rule == "C04" else "to talk about school"
	by = working_days_after(policy, change.on, policy.second_move_talk_working_days)
	reason = f"{times} {words} in {months} months, the last on {in_words(change.on)}"
	return [_notice(case.history.child_id, rule, change, f"{THE_IRO}, {whom}", by, reason)]


def _asked(child_id: str, change: Change, settled_on: date, policy: Policy) -> list[Notice]:
	"""A change recorded only after the review that settled it is put to the IRO once.

	Only where the change would have asked for one, and until a review is held that could know of it.
	"""
	recorded_on = change.recorded_on
	rule = policy.rule(change.rule)
	if rule.review_within is None or not rule.enabled:
		return []
	if recorded_on is None or not change.on <= settled_on < recorded_on:
		return []
	by = working_days_after(policy, recorded_on, rule.tell_within or 1)
	reason = (
		f"{change.description}; recorded on {in_words(recorded_on)}. "
		f"Was it considered at the review of {in_words(settled_on)}?"
	)
	whom = f"{THE_IRO}, to say whether it was considered"
	return [_notice(child_id, change.rule, change, whom, by, reason)]


def _notice(child_id: str, rule: str, change: Change, tell: str, by: Counted, reason: str) -> Notice:
	return Notice(child_id, rule, change.subject, tell, by.on, reason, by.words, change.on)
