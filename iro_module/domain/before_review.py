"""Before a review: what is done by when, counted back from the booked meeting.

IRO Handbook 2010 as councils apply it, and practice of councils; all limits are settings. Nothing here moves by
itself: a late report is shown to the IRO and the social worker's manager, and no challenge is opened for it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from iro_module.domain.document_clock import Deadline, Status, standing
from iro_module.domain.policy import Policy
from iro_module.domain.reasons import days_before, working_days_before
from iro_module.domain.wording import in_words


class Preparation(str, Enum):
	"""What is done before a review; the value is its name on screen."""

	PLANNING_TALK = "IRO and social worker plan the review"
	CONSULTATION = "consultation documents sent"
	REPORT = "social worker's report and care plan shared"


@dataclass(frozen=True, slots=True)
class BeforeReview:
	"""The booking and what was done before it; None where not done.

	meeting_on: the booked meeting, of a series the first; None where none is booked. booked_on: the day it was booked.
	"""

	meeting_on: date | None
	booked_on: date | None = None
	talked_on: date | None = None
	consultation_sent_on: date | None = None
	report_shared_on: date | None = None


def before_review(before: BeforeReview, today: date, policy: Policy) -> tuple[Deadline, ...]:
	"""The three deadlines before a meeting, as they stand today; none has started while no meeting is booked.

	Where a meeting is booked at such notice that a day has already passed, that deadline says so and is not late.
	"""
	day = before.meeting_on
	deadlines = (
		(
			Preparation.PLANNING_TALK,
			working_days_before(policy, day, policy.planning_talk_working_days) if day else None,
			before.talked_on,
		),
		(
			Preparation.CONSULTATION,
			days_before(day, policy.consultation_days) if day else None,
			before.consultation_sent_on,
		),
		(
			Preparation.REPORT,
			working_days_before(policy, day, policy.report_working_days) if day else None,
			before.report_shared_on,
		),
	)
	return tuple(
		_at_short_notice(standing(what.value, due, done, today, policy.calendar), before.booked_on)
		for what, due, done in deadlines
	)


def _at_short_notice(found: Deadline, booked_on: date | None) -> Deadline:
	late = found.status is Status.LATE
	if not (late and found.due and booked_on and booked_on > found.due.on):
		return found
	when = in_words(found.done_on) if found.done_on else "as soon as possible"
	words = f"{when}; the meeting was booked on {in_words(booked_on)}, after {in_words(found.due.on)}"
	return replace(found, status=Status.SHORT_NOTICE, words=words, days_late=0)
