"""Closer oversight: the IRO looks at a child's record, and reviews, more often than the timetable asks.

CA 1989 s25B(1): the IRO monitors the case. How much more often is the reviewing service's own choice, never law; an
interval of its own can bring a review forward and never puts one off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iro_module.domain.notices import Notice
from iro_module.domain.policy import Authority
from iro_module.domain.prompting import occurrence
from iro_module.domain.reasons import Counted, Reason, days_after, months_after
from iro_module.domain.wording import in_words, plural

RULE = "OVR"
"""Under which prompts and reasons of closer oversight stand; the council's own, so not in the trigger table."""

TO_LOOK = "the IRO, to look at the child's record"


@dataclass(frozen=True, slots=True)
class Oversight:
	"""A child under closer oversight since a day. check_days: look at the record every so many days.

	review_months: the service's own interval between reviews. None: not set.
	"""

	since: date
	check_days: int | None = None
	review_months: int | None = None


def next_check(oversight: Oversight, looked_on: Sequence[date], today: date) -> Counted | None:
	"""When the record is looked at next: some days after the last look, else after the day oversight began.

	looked_on: days of IRO visits, conversations and readings. None where no interval is set.
	"""
	if not oversight.check_days:
		return None
	last = max((day for day in looked_on if oversight.since < day <= today), default=oversight.since)
	return days_after(last, oversight.check_days)


def oversight_notices(
	child_id: str, oversight: Oversight | None, looked_on: Sequence[date], today: date
) -> tuple[Notice, ...]:
	"""The prompt that the record is to be looked at: from the day on which it is, until it has been."""
	check = next_check(oversight, looked_on, today) if oversight else None
	if oversight is None or check is None or today < check.on:
		return ()
	words = (
		f"Closer oversight since {in_words(oversight.since)}: the record is looked at every "
		f"{plural(oversight.check_days or 0, 'day')}"
	)
	subject = occurrence(child_id, "oversight", check.on)
	return (Notice(child_id, RULE, subject, TO_LOOK, check.on, words, check.words),)


def own_interval(
	oversight: Oversight | None, reviews: Sequence[date], timetable: Sequence[Reason]
) -> list[Reason]:
	"""The reason that the service's own interval gives, where that is shorter than the timetable's.

	Counted from the last review, and never due before the day on which closer oversight began.
	"""
	if oversight is None or not oversight.review_months or not reviews or not timetable:
		return []
	counted = months_after(reviews[-1], oversight.review_months)
	if counted.on < oversight.since:
		words = f"{counted.words}, and not before closer oversight began on {in_words(oversight.since)}"
		counted = Counted(oversight.since, words)
	next_review = min(timetable, key=lambda reason: reason.due_on)
	if next_review.due_on <= counted.on:
		return []
	words = (
		"The reviewing service looks at this child at least every "
		f"{plural(oversight.review_months, 'month')} (closer oversight since {in_words(oversight.since)})"
	)
	return [
		Reason(RULE, Authority.LOCAL, next_review.kind, counted.on, oversight.since, words, counted.words)
	]
