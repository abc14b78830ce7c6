"""The plan against what is on file: what to raise, change, keep and withdraw. Doing so twice changes nothing.

It moves due dates, never bookings; it withdraws only what a plan raised and on which no work has begun.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from iro_module.domain.notices import Notice
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from iro_module.domain.review_plan import LOOKED_AFTER_TRACK, PlannedReview
from iro_module.domain.wording import in_words


@dataclass(frozen=True, slots=True)
class FiledReview:
	"""An open review on file. begun: work on it has begun. flagged: already kept against the plan.

	Work is a meeting held, a paper received or shared, a consultation returned, something written on it or decided; a
	booking alone is none.
	planned: None for a review added by hand that no plan has looked at yet.
	"""

	name: str
	planned: PlannedReview | None
	raised_by_plan: bool = True
	begun: bool = False
	flagged: bool = False
	track: str = LOOKED_AFTER_TRACK


@dataclass(frozen=True, slots=True)
class RaiseReview:
	"""Raise a review."""

	planned: PlannedReview


@dataclass(frozen=True, slots=True)
class ChangeReview:
	"""Set the due dates, kind and reasons of a review on file, and take back a flag."""

	name: str
	planned: PlannedReview


@dataclass(frozen=True, slots=True)
class WithdrawReview:
	"""Nothing calls for the review any more."""

	name: str


@dataclass(frozen=True, slots=True)
class FlagReview:
	"""Nothing calls for the review any more, but work on it has begun: the IRO decides."""

	name: str


ReviewAction = RaiseReview | ChangeReview | WithdrawReview | FlagReview


def compare_reviews(
	planned: Iterable[PlannedReview], on_file: Iterable[FiledReview]
) -> tuple[ReviewAction, ...]:
	"""The actions that make the open reviews on file those of the plan; empty where they already are."""
	wanted = {review.track: review for review in planned}
	actions: list[ReviewAction] = []
	for filed in on_file:
		review = wanted.pop(filed.track, None)
		if review is not None and not _outlived(filed, review):
			if review != filed.planned or filed.flagged:
				actions.append(ChangeReview(filed.name, review))
		elif filed.raised_by_plan and not filed.begun:
			actions.append(WithdrawReview(filed.name))
		elif filed.raised_by_plan and not filed.flagged:
			actions.append(FlagReview(filed.name))
	return (*actions, *(RaiseReview(review) for review in wanted.values()))


def _outlived(filed: FiledReview, review: PlannedReview) -> bool:
	"""Whether the review on which work has begun is not the one planned now.

	Either its change is gone and only a later timetable is left, or a later review was recorded meanwhile.
	"""
	was = filed.planned
	if was is None or not (filed.begun and filed.raised_by_plan) or review.due_on <= was.due_on:
		return False
	if was.basis[0].timetable is None and all(reason.timetable for reason in review.basis):
		return True
	return was.sequence != review.sequence and _counted_from(was) < _counted_from(review)


def _counted_from(review: PlannedReview) -> date:
	"""The day from which the timetable counts: the last review held, or the start."""
	return max((reason.changed_on for reason in review.basis if reason.timetable), default=date.min)


def booked_late(booked_on: date | None, due_on: date, by_law: date | None) -> str | None:
	"""What to say of a booking after the due date; None where there is none. It never moves the date."""
	if booked_on is None or booked_on <= due_on:
		return None
	words = f"Booked for {in_words(booked_on)}, after the due date of {in_words(due_on)}"
	if by_law is None:
		return f"{words}."
	if by_law == due_on:
		return f"{words}, which is the date by law. Book an earlier day."
	if booked_on > by_law:
		return f"{words}; by law it is due on {in_words(by_law)}. Book an earlier day."
	return f"{words}; by law it is in time until {in_words(by_law)}."


@dataclass(frozen=True, slots=True)
class FiledNotice:
	"""A notice on file. Closed by a plan it may come back; closed by a person (taken up, dismissed) it does not,
	unless what it was about has moved by so much that an IRO's decision about it would lapse.
	"""

	notice: Notice
	open: bool = True
	closed_by_plan: bool = False


@dataclass(frozen=True, slots=True)
class NoticeActions:
	"""Notices to raise, to open again, to reword or move to another day, and to close."""

	raised: tuple[Notice, ...] = ()
	reopened: tuple[Notice, ...] = ()
	changed: tuple[Notice, ...] = ()
	closed: tuple[Notice, ...] = ()


def compare_notices(
	standing: Sequence[Notice], on_file: Iterable[FiledNotice], policy: Policy = DEFAULT_POLICY
) -> NoticeActions:
	"""What to do so that each notice stands once: keyed by rule, record and whom to tell."""
	filed = {one.notice.key: one for one in on_file}
	wanted = {notice.key: notice for notice in standing}
	return NoticeActions(
		raised=tuple(notice for key, notice in wanted.items() if key not in filed),
		reopened=tuple(
			notice
			for key, notice in wanted.items()
			if key in filed and _comes_back(filed[key], notice, policy)
		),
		changed=tuple(
			notice
			for key, notice in wanted.items()
			if key in filed and filed[key].open and filed[key].notice != notice
		),
		closed=tuple(one.notice for key, one in filed.items() if one.open and key not in wanted),
	)


def _comes_back(filed: FiledNotice, notice: Notice, policy: Policy) -> bool:
	if filed.open:
		return False
	if filed.closed_by_plan:
		return True
	was, now = filed.notice.changed_on, notice.changed_on
	moved = abs(policy.calendar.count(was, now)) if was and now else 0
	return moved > policy.decision_lapses_working_days
