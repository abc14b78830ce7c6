"""When child protection conferences are due: the initial one (ICPC), the reviews (RCPC) and the first core group.

Working Together to Safeguard Children, as safeguarding partnerships' procedures restate it: the initial conference
within 15 working days of the strategy discussion at which the enquiry under section 47 was initiated. The intervals
after it are defaults of practice. The numbers are in `limits.LIMITS`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from iro_module.domain.conference_records import (
	Conference,
	ConferencePlan,
	ConferenceReason,
	Meeting,
	Protection,
)
from iro_module.domain.months import birthday
from iro_module.domain.policy import DEFAULT_POLICY, Authority, Policy
from iro_module.domain.reasons import months_after, working_days_after
from iro_module.domain.wording import in_words


def conference_plan(course: Protection, today: date, policy: Policy = DEFAULT_POLICY) -> ConferencePlan:
	"""The conferences of one course. Nothing is due on or after the day it ends or the 18th birthday."""
	known = _as_of(course, today)
	ends_on = _ends_on(known)
	over = ends_on is not None and ends_on <= today
	needed = _before_the_end(_next(known, policy), ends_on)
	core_group = _core_group(known, policy)
	if core_group and not core_group.held_on:
		core_group = None if over else _before_the_end(core_group, ends_on)
	return ConferencePlan(
		course.child_id,
		planned=None if over else needed,
		core_group=core_group,
		held=_held(known, policy),
		missed=needed if over else None,
		missing=_missing(known),
	)


def _as_of(course: Protection, today: date) -> Protection:
	"""The course without what has not happened by `today`; the end of a plan may lie ahead."""
	begun = course.initial_on if course.initial_on and course.initial_on <= today else None
	return replace(
		course,
		discussions=tuple(one for one in course.discussions if one.held_on <= today),
		enquiry_ended_on=_past(course.enquiry_ended_on, today),
		initial_on=begun,
		core_group_on=_past(course.core_group_on, today),
		reviews_on=tuple(sorted({on for on in course.reviews_on if (begun or date.min) < on <= today})),
		birth_date=_past(course.birth_date, today),
	)


def _past(day: date | None, today: date) -> date | None:
	return day if day and day <= today else None


def _ends_on(course: Protection) -> date | None:
	grown_up = birthday(course.birth_date, 18) if course.birth_date else None
	return min((day for day in (course.plan_ended_on, course.transferred_on, grown_up) if day), default=None)


def _before_the_end(needed: Conference | None, ends_on: date | None) -> Conference | None:
	if needed is None or needed.due_on is None or (ends_on and needed.due_on >= ends_on):
		return None
	return needed


def _next(course: Protection, policy: Policy) -> Conference | None:
	if course.initial_on or course.reviews_on:
		return _review(course, len(course.reviews_on), policy) if course.plan_made else None
	return None if course.enquiry_ended_on else Conference(Meeting.INITIAL, 1, _initial_basis(course, policy))


def _held(course: Protection, policy: Policy) -> tuple[Conference, ...]:
	initial = Conference(Meeting.INITIAL, 1, _initial_basis(course, policy), course.initial_on)
	reviews = [
		replace(_review(course, done, policy), held_on=on) for done, on in enumerate(course.reviews_on)
	]
	return (initial, *reviews) if course.initial_on else tuple(reviews)


def _initial_basis(course: Protection, policy: Policy) -> tuple[ConferenceReason, ...]:
	"""Counted from the discussion that started the enquiry, however many were held."""
	started = min((one.held_on for one in course.discussions if one.started_enquiry), default=None)
	if started is None:
		return ()
	words = (
		f"Initial conference, after the strategy discussion of {in_words(started)} that started the enquiry"
	)
	return _basis(
		ConferenceReason("ICPC", authority, due.on, started, words, due.words)
		for count, authority in policy.limits("icpc_working_days", started)
		for due in [working_days_after(policy, started, count)]
	)


def _review(course: Protection, done: int, policy: Policy) -> Conference:
	"""The review conference after so many others: counted from the last held, the first from the initial one."""
	last = course.reviews_on[done - 1] if done else course.initial_on
	if last is None:
		return Conference(Meeting.REVIEW, done + 1, ())
	rule, name = ("RCPC", "rcpc_later_months") if done else ("RCPC1", "rcpc_first_months")
	which = "Review conference, after the last" if done else "First review conference, after the initial one"
	words = f"{which} held on {in_words(last)}"
	reasons = [
		ConferenceReason(rule, authority, due.on, last, words, due.words)
		for count, authority in policy.limits(name, last)
		for due in [months_after(last, count)]
	]
	return Conference(
		Meeting.REVIEW, done + 1, _basis(reasons + ([] if done else _after_birth(course, policy)))
	)


def _after_birth(course: Protection, policy: Policy) -> list[ConferenceReason]:
	"""Where the initial conference came before the birth: also counted from the birth (a switch)."""
	born, initial_on = course.birth_date, course.initial_on
	if not policy.pre_birth_variant or born is None or initial_on is None or initial_on >= born:
		return []
	due = working_days_after(policy, born, policy.pre_birth_after_birth_working_days)
	words = f"First review conference after the birth on {in_words(born)}"
	return [ConferenceReason("RCPC1-birth", Authority.LOCAL, due.on, born, words, due.words)]


def _core_group(course: Protection, policy: Policy) -> Conference | None:
	if not (course.initial_on and course.plan_made):
		return None
	due = working_days_after(policy, course.initial_on, policy.core_group_working_days)
	words = f"First core group, after the initial conference held on {in_words(course.initial_on)}"
	reason = ConferenceReason("CORE", Authority.LOCAL, due.on, course.initial_on, words, due.words)
	return Conference(Meeting.CORE_GROUP, 1, (reason,), course.core_group_on)


def _basis(reasons: Iterable[ConferenceReason]) -> tuple[ConferenceReason, ...]:
	return tuple(sorted(reasons, key=lambda one: one.due_on))


def _missing(course: Protection) -> str | None:
	if course.initial_on and not any(one.started_enquiry for one in course.discussions):
		return "Date of the strategy discussion needed at which the enquiry was started"
	if course.reviews_on and not course.initial_on:
		return "Date of the initial conference needed"
	return None
