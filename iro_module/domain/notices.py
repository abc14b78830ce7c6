"""Notices: who must be told of what, by when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from iro_module.domain.care_history import CareHistory, Period
from iro_module.domain.circumstances import Change, due_before
from iro_module.domain.policy import Policy
from iro_module.domain.reasons import day_before, working_days_after
from iro_module.domain.records import digest
from iro_module.domain.timescales import sequence
from iro_module.domain.wording import in_words

THE_IRO = "the IRO"
THE_SERVICE = "the IRO service"
THE_MANAGER = "the IRO Manager, to allocate an IRO"
TO_THE_SERVICE = frozenset({THE_SERVICE, THE_MANAGER})
"""Whom a notice is for, where that is not the child's own IRO."""


@dataclass(frozen=True, slots=True)
class Notice:
	"""One thing to tell. `subject` is the record that calls for it; `key` is the same for as long as it is
	one notice.
	"""

	child_id: str
	rule: str
	subject: str
	tell: str
	tell_by: date
	reason: str

	@property
	def key(self) -> str:
		return digest("notice", self.child_id, self.rule, self.subject, self.tell)


def notices(
	history: CareHistory, period: Period, found: Sequence[Change], policy: Policy, iro_allocated: bool
) -> tuple[Notice, ...]:
	"""The notices that stand for one period of care, in order of their dates.

	A change that a review has settled needs none, but for one recorded only after that review.
	"""
	standing = [] if iro_allocated else _started(history, period, policy)
	last_review = history.reviews[-1].completed_on if history.reviews else None
	for change in found:
		if change.settled_on is None:
			standing.extend(_told(history.child_id, change, policy))
			standing.extend(_talk(history.child_id, change, found, policy))
		elif change.settled_on == last_review:
			standing.extend(_asked(history.child_id, change, change.settled_on, policy))
	return tuple(sorted(standing, key=lambda one: (one.tell_by, one.rule, one.subject, one.tell)))


def _started(history: CareHistory, period: Period, policy: Policy) -> list[Notice]:
	start = history.looked_after_from(period)
	if start is None or not period.record.start_known or sequence(history, period).held:
		return []
	rule = policy.rule("C01")
	words = f"Looked after from {in_words(start)}"
	told = [
		(THE_SERVICE, rule.tell_within),
		(THE_MANAGER, policy.allocate_iro_working_days),
	]
	return [
		Notice(history.child_id, "C01", period.name, tell, working_days_after(policy, start, days).on, words)
		for tell, days in told
		if days
	]


def _told(child_id: str, change: Change, policy: Policy) -> list[Notice]:
	rule = policy.rule(change.rule)
	before = due_before(change, rule)
	if rule.tell_within is None or not (rule.enabled or before):
		return []
	by = day_before(policy, change.on) if before else working_days_after(policy, change.on, rule.tell_within)
	return [Notice(child_id, change.rule, change.subject, THE_IRO, by.on, change.description)]


def _talk(child_id: str, change: Change, found: Sequence[Change], policy: Policy) -> list[Notice]:
	"""The second unplanned move within 12 months: the IRO speaks to the social worker (C04)."""
	since = change.on - relativedelta(months=12)
	earlier = [one for one in found if one.unplanned_move and since <= one.on < change.on]
	if not change.unplanned_move or not earlier or not policy.rule("C04").enabled:
		return []
	by = working_days_after(policy, change.on, policy.second_move_talk_working_days).on
	reason = f"{len(earlier) + 1} unplanned moves in 12 months, the last on {in_words(change.on)}"
	return [Notice(child_id, "C04", change.subject, "the IRO, to speak to the social worker", by, reason)]


def _asked(child_id: str, change: Change, settled_on: date, policy: Policy) -> list[Notice]:
	"""A change recorded only after the review that settled it is put to the IRO once.

	Only of the last review, and only where the change would have asked for one: the next review asks anyway.
	"""
	recorded_on = change.recorded_on
	rule = policy.rule(change.rule)
	if rule.review_within is None or not rule.enabled:
		return []
	if recorded_on is None or not change.on <= settled_on < recorded_on:
		return []
	by = working_days_after(policy, recorded_on, rule.tell_within or 1).on
	reason = (
		f"{change.description}; recorded on {in_words(recorded_on)}. "
		f"Was it considered at the review of {in_words(settled_on)}?"
	)
	return [
		Notice(child_id, change.rule, change.subject, "the IRO, to say whether it was considered", by, reason)
	]
