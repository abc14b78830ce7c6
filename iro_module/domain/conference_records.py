"""Child protection as the records tell it, and the conferences that follow from it.

A conference and a looked after child's review on one day are two records: the two timetables run beside each other
and neither moves the other.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.policy import Authority
from iro_module.domain.wording import plural


class Meeting(str, Enum):
	"""What is held: an initial or a review conference, or the first core group."""

	INITIAL = "icpc"
	REVIEW = "rcpc"
	CORE_GROUP = "core_group"


@dataclass(frozen=True, slots=True)
class StrategyDiscussion:
	"""A strategy discussion. started_enquiry: the enquiry under section 47 was initiated at it."""

	held_on: date
	started_enquiry: bool = False


@dataclass(frozen=True, slots=True)
class Protection:
	"""One course of child protection: an enquiry, the initial conference and the plan made there.

	The days are those on which things happened; one after today has not happened yet. enquiry_ended_on: the
	enquiry ended without a conference. plan_made: whether the initial conference made a plan.
	transferred_on: another authority took the plan over. A further course is a further record.
	"""

	child_id: str
	discussions: tuple[StrategyDiscussion, ...] = ()
	enquiry_ended_on: date | None = None
	initial_on: date | None = None
	plan_made: bool = True
	core_group_on: date | None = None
	reviews_on: tuple[date, ...] = ()
	plan_ended_on: date | None = None
	transferred_on: date | None = None
	birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class ConferenceReason:
	"""Why a conference is due by a date: what it is counted from, and how."""

	rule: str
	authority: Authority
	due_on: date
	counted_from: date
	reason: str
	counted: str


@dataclass(frozen=True, slots=True)
class Conference:
	"""A conference held or needed. `basis` has the earliest date first; empty where no date can be known.

	number: of its kind, from 1.
	"""

	meeting: Meeting
	number: int
	basis: tuple[ConferenceReason, ...]
	held_on: date | None = None

	@property
	def due_on(self) -> date | None:
		"""The earliest date of the basis."""
		return self.basis[0].due_on if self.basis else None

	@property
	def statutory_due_on(self) -> date | None:
		"""The date by national rules alone, apart from a council's tighter one."""
		return next((one.due_on for one in self.basis if one.authority is Authority.MUST), None)

	def days_late(self, today: date) -> int | None:
		"""Calendar days past the national date, or the local one where there is none; 0 in time.

		Counted to the day held, else to `today`; None where no due date can be known.
		"""
		limit = self.statutory_due_on or self.due_on
		return max(0, ((self.held_on or today) - limit).days) if limit else None

	def timing(self, today: date) -> str:
		"""`in time`, `3 days late`, or `cannot be judged`."""
		days = self.days_late(today)
		if days is None:
			return "cannot be judged"
		return f"{plural(days, 'day')} late" if days else "in time"


@dataclass(frozen=True, slots=True)
class ConferencePlan:
	"""What one course of child protection needs today: at most one conference at a time.

	held: in order of time. missed: due before everything ended, and never held. missing: what has to be recorded
	before every due date can be known, as a sentence.
	"""

	child_id: str
	planned: Conference | None = None
	core_group: Conference | None = None
	held: tuple[Conference, ...] = ()
	missed: Conference | None = None
	missing: str | None = None
