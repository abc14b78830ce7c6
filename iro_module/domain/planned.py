"""What goes into a plan from the desk, and what a plan consists of."""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.circumstances import Change
from iro_module.domain.notices import Notice
from iro_module.domain.oversight import Oversight
from iro_module.domain.reasons import Kind, Reason, Timetable
from iro_module.domain.settling import ChangeDecision


@dataclass(frozen=True, slots=True)
class EarlyRequest:
	"""The IRO asked for an early review, by a day the IRO set (CPPCR reg 33(3)(a))."""

	asked_on: date
	due_on: date


@dataclass(frozen=True, slots=True)
class ChildFacts:
	"""What the desk knows and the records do not.

	decisions: the IRO's about changes of circumstances. prompts: notices that other rules give (decisions overdue,
	permanence, drift, visits, escalation), to stand among those of the plan. oversight: the child is under closer
	oversight.
	"""

	iro_allocated: bool = False
	early_requests: tuple[EarlyRequest, ...] = ()
	decisions: tuple[ChangeDecision, ...] = ()
	prompts: tuple[Notice, ...] = ()
	oversight: Oversight | None = None


@dataclass(frozen=True, slots=True)
class PlannedReview:
	"""A review a child needs. `due_on` is the earliest of all reasons, `statutory_due_on` of the law's.

	practical_on: the last working day on or before `due_on`. sequence: its number within the period of care.
	"""

	track: str
	kind: Kind
	timetable: Timetable
	due_on: date
	statutory_due_on: date | None
	practical_on: date
	sequence: int
	basis: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Gap:
	"""Something missing from the records without which a date would have to be invented."""

	needed: str
	reason: str


@dataclass(frozen=True, slots=True)
class Plan:
	"""What a child needs today: reviews, notices, the changes behind them and what is missing."""

	child_id: str
	reviews: tuple[PlannedReview, ...] = ()
	notices: tuple[Notice, ...] = ()
	changes: tuple[Change, ...] = ()
	gaps: tuple[Gap, ...] = ()
	left_care_on: date | None = None
