"""The facts of a review that the indicators need, as plain dates. None: not recorded, or not yet.

No case names a worker: nothing here can rank IROs or social workers.
"""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.codes import Participation
from iro_module.domain.indicators.choices import Mode
from iro_module.domain.policy import ReviewDateBasis
from iro_module.domain.reasons import Timetable


@dataclass(frozen=True, slots=True)
class SpokenTo:
	"""A time when the IRO saw or spoke to the child before the review."""

	on: date
	mode: Mode


@dataclass(frozen=True, slots=True)
class ReviewCase:
	"""One child's review, held or not.

	care_id: the period of care it belongs to. sequence: its number in that period of care, from 1.
	due_by_law: as it follows from today's records; `due_local`: the earliest date that anything asked for.
	late_because: the reason recorded. left_on: the day the period of care ended, if it has.
	no_longer_needed: why, in words, apart from leaving care; no_longer_needed_from: since when, None where it never was
	needed (a record corrected, a review raised twice). A review already overdue then stays in the count.
	change_only: it looked only at a change and started no new interval.
	own_iro: chaired by the child's own IRO. decisions_sent_on, record_done_on, distributed_on: the document clock.
	"""

	case_id: str
	child_id: str
	care_id: str
	sequence: int = 1
	timetable: Timetable = Timetable.CARE_PLANNING
	change_only: bool = False
	due_by_law: date | None = None
	due_local: date | None = None
	first_meeting_on: date | None = None
	completed_on: date | None = None
	late_because: str | None = None
	left_on: date | None = None
	no_longer_needed: str | None = None
	no_longer_needed_from: date | None = None
	birth_date: date | None = None
	participation: Participation | None = None
	spoken_to: tuple[SpokenTo, ...] = ()
	own_iro: bool | None = None
	report_received_on: date | None = None
	decisions_sent_on: date | None = None
	record_done_on: date | None = None
	distributed_on: date | None = None
	team: str | None = None

	@property
	def meeting_on(self) -> date | None:
		"""The day of the meeting that preparation is measured against: the first of them."""
		return self.first_meeting_on or self.completed_on

	def held_on(self, basis: ReviewDateBasis) -> date | None:
		"""The day on which it counts as held: its completion, or its first meeting (a council's choice)."""
		return self.meeting_on if basis is ReviewDateBasis.FIRST_MEETING else self.completed_on


@dataclass(frozen=True, slots=True)
class DecisionCase:
	"""One decision of a review. next_review_on: the day the review after that was held.

	superseded: another decision took its place.
	"""

	case_id: str
	child_id: str
	due_on: date | None = None
	done_on: date | None = None
	next_review_on: date | None = None
	superseded: bool = False
	team: str | None = None
