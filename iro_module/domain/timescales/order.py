"""The reviews held in a period of care that start an interval, and the number of the next."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_events import Held
from iro_module.domain.circumstances.case import Case
from iro_module.domain.policy import ReviewDateBasis


@dataclass(frozen=True, slots=True)
class ReviewsHeld:
	"""The days on which the reviews held count, in order of time. missing: how many before them are not on record."""

	days: tuple[date, ...]
	missing: int

	@property
	def next_number(self) -> int:
		"""The number of the next review within the period."""
		return len(self.days) + self.missing + 1

	def since(self, day: date) -> tuple[date, ...]:
		"""The days on or after that day."""
		return self.days[bisect_left(self.days, day) :]


def reviews_held(case: Case) -> ReviewsHeld:
	"""The reviews that count: all completed in the period but those that looked only at a change.

	Where earlier reviews may be missing from the records, the earliest known is taken to be the second.
	"""
	record = case.period.record
	by_first = case.policy.review_date_basis is ReviewDateBasis.FIRST_MEETING
	counting = [held for held in case.history.reviews_in(case.period) if not held.change_only]
	if by_first:
		days = tuple(sorted(counted_on(held) for held in counting))
	else:
		days = tuple([held.completed_on for held in counting])
	missing = 0 if record.start_known and (record.reviews_complete or not days) else 1
	return ReviewsHeld(days, missing)


def counted_on(held: Held) -> date:
	"""The day of a review's first meeting, which is that of its last where only one was held."""
	return held.first_meeting_on or held.completed_on
