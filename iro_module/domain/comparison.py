"""The plan against what is on file: what to raise, change, keep and withdraw. Doing so twice changes nothing.

It moves due dates, never bookings; it withdraws only what a plan raised and on which no work has begun.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iro_module.domain.notices import Notice
from iro_module.domain.review_plan import LOOKED_AFTER_TRACK, PlannedReview


@dataclass(frozen=True, slots=True)
class FiledReview:
	"""An open review on file. begun: a meeting was held. flagged: already kept against the plan.

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
	"""Whether work has begun on an early review whose change is gone, and only a later timetable is left."""
	was = filed.planned
	if was is None or not (filed.begun and filed.raised_by_plan) or review.due_on <= was.due_on:
		return False
	return was.basis[0].timetable is None and all(reason.timetable for reason in review.basis)


@dataclass(frozen=True, slots=True)
class FiledNotice:
	"""A notice on file. Closed by a person (taken up, dismissed) it never comes back; closed by a plan it may."""

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


def compare_notices(standing: Sequence[Notice], on_file: Iterable[FiledNotice]) -> NoticeActions:
	"""What to do so that each notice stands once: keyed by rule, record and whom to tell."""
	filed = {one.notice.key: one for one in on_file}
	wanted = {notice.key: notice for notice in standing}
	return NoticeActions(
		raised=tuple(notice for key, notice in wanted.items() if key not in filed),
		reopened=tuple(
			notice for key, notice in wanted.items() if key in filed and filed[key].closed_by_plan
		),
		changed=tuple(
			notice
			for key, notice in wanted.items()
			if key in filed and filed[key].open and filed[key].notice != notice
		),
		closed=tuple(one.notice for key, one in filed.items() if one.open and key not in wanted),
	)
