"""Whom to tell of what, by when."""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.settling import Ruling
from tests.oracle.naive_asked import must_come_before
from tests.oracle.naive_dates import months_later
from tests.oracle.naive_days import last_change_of_status, looked_after_from, period_of
from tests.oracle.naive_timetables import full_reviews
from tests.oracle.naive_view import Change, View

TOLD_BY_LAW = {"C02", "C03", "C04", "C06", "C07", "C08", "C23"}
TOLD_BEFORE = {"C06", "C07", "C08", "C23", "C25"}


@dataclass
class Notice:
	rule: str
	subject: str
	tell: str
	tell_by: date


def notices(view: View, found: list[Change], iro_allocated: bool) -> list[Notice]:
	"""Every notice that stands for the period."""
	told = [] if iro_allocated else _started(view)
	for change in found:
		if change.decision and change.decision.ruling is not Ruling.NOT_CONSIDERED:
			continue
		told += _told(view, change) + _talk(view, change, found) + _school(view, change)
		told += _asked(view, change)
	return told


def _started(view: View) -> list[Notice]:
	"""C01: the service is told, and an IRO is named."""
	start = looked_after_from(view.child, view.period, last_change_of_status(view.child))
	if start is None or full_reviews(view) or not period_of(view.period).start_known:
		return []
	policy, name = view.settings.policy, view.period.name
	service = view.settings.working_days(start, policy.rules["C01"].tell_within or 0)
	named = view.settings.working_days(start, policy.allocate_iro_working_days)
	return [
		Notice("C01", name, "the IRO service", service),
		Notice("C01", name, "the IRO Manager, to allocate an IRO", named),
	]


def _told(view: View, change: Change) -> list[Notice]:
	"""That the IRO is told: before what lies ahead and needs a review or consulting, else within so many days."""
	rule = view.settings.policy.rules[change.rule]
	if change.settled:
		return []
	if must_come_before(change) or (change.rule in ("C21", "ER-c") and change.ahead):
		by = view.settings.day_before(change.on)
	elif not rule.enabled and change.rule not in TOLD_BY_LAW:
		return []
	elif change.tell_by is not None:
		by = change.tell_by
	elif change.ahead and change.rule in TOLD_BEFORE:
		by = view.settings.day_before(change.on)
	elif rule.tell_within is None:
		return []
	elif rule.tell_within == 0:
		by = change.on
	else:
		by = view.settings.working_days(change.on, rule.tell_within)
	return [Notice(change.rule, change.subject, "the IRO", by)]


def _talk(view: View, change: Change, found: list[Change]) -> list[Notice]:
	"""C04: the second unplanned move within twelve months."""
	policy = view.settings.policy
	if not change.unplanned_move or change.settled or not policy.rules["C04"].enabled:
		return []
	for earlier in found:
		months = policy.unplanned_moves_months
		if earlier.unplanned_move and earlier.on < change.on <= months_later(earlier.on, months):
			by = view.settings.working_days(change.on, policy.second_move_talk_working_days)
			return [Notice("C04", change.subject, "the IRO, to speak to the social worker", by)]
	return []


def _school(view: View, change: Change) -> list[Notice]:
	"""C09: the third school in two years, which is the second change."""
	policy = view.settings.policy
	if change.subject not in _schools(view) or change.settled or not policy.rules["C09"].enabled:
		return []
	count = 0
	for on in _schools(view).values():
		if on <= change.on <= months_later(on, policy.school_window_months):
			count += 1
	if count < policy.schools - 1:
		return []
	by = view.settings.working_days(change.on, 3)
	return [Notice("C09", change.subject, "the IRO, to talk about school", by)]


def _schools(view: View) -> dict[str, date]:
	return {fact.name: fact.on for fact in view.child.facts if fact.kind.name == "SCHOOL_CHANGED"}


def _asked(view: View, change: Change) -> list[Notice]:
	"""A change recorded only after the review that settled it: put to the IRO until the next review is held."""
	rule = view.settings.policy.rules[change.rule]
	if change.settled_on is None or change.recorded_on is None or not rule.enabled:
		return []
	if rule.review_within is None or view.child.reviews[-1].on >= change.recorded_on:
		return []
	if change.settled_on < change.on or change.recorded_on <= change.settled_on:
		return []
	by = view.settings.working_days(change.recorded_on, rule.tell_within or 0)
	return [Notice(change.rule, change.subject, "the IRO, to say whether it was considered", by)]


def after_care(view: View, found: list[Change]) -> list[Notice]:
	"""What stands for some months after the child left care."""
	policy, told = view.settings.policy, []
	for change in found:
		rule = policy.rules[change.rule]
		if not rule.enabled:
			continue
		by = view.settings.working_days(change.on, rule.tell_within) if rule.tell_within else change.on
		told.append(Notice(change.rule, change.subject, "the IRO", by))
		if change.rule == "C24":
			by = view.settings.working_days(change.on, policy.removal_debrief_working_days)
			told.append(Notice("C24", change.subject, "the IRO, to look back at the return home", by))
	return told
