"""The facts of children, of the IRO's work between reviews and of the service that the indicators need.

What has no date (legal status, placement, IRO, team) is as it was on the day for which figures are asked.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from iro_module.domain.codes import EndReason, LegalStatus, PlacementType, Sex
from iro_module.domain.indicators.choices import Mode
from iro_module.domain.months import birthday


@dataclass(frozen=True, slots=True)
class CarePeriod:
	"""A period of care. `ended_on` is the day of leaving care; from that day the child is not looked after.

	short_breaks_only: V3 or V4 throughout. permanence_plan_on: the first day with a plan for permanence on record.
	"""

	care_id: str
	started_on: date
	ended_on: date | None = None
	end_reason: EndReason | None = None
	short_breaks_only: bool = False
	permanence_plan_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChildCase:
	"""One child looked after, now or before. at_a_distance: outside the area and not in an adjoining one.

	missing_on: the days on which the child went missing or away without authorisation.
	iro: the staff id of the IRO, used for nothing but the caseload.
	"""

	case_id: str
	periods: tuple[CarePeriod, ...] = ()
	birth_date: date | None = None
	sex: Sex | None = None
	ethnicity: str | None = None
	legal_status: LegalStatus | None = None
	placement_type: PlacementType | None = None
	uasc: bool | None = None
	at_a_distance: bool | None = None
	missing_on: tuple[date, ...] = ()
	team: str | None = None
	iro: str | None = None

	def left_on(self, period: CarePeriod) -> date | None:
		"""The day the period ended: as recorded, or the 18th birthday where that is earlier (CA 1989 s105)."""
		days = (period.ended_on, birthday(self.birth_date, 18) if self.birth_date else None)
		return min((day for day in days if day), default=None)

	def in_care_on(self, day: date) -> CarePeriod | None:
		"""The period of care that runs on that day; the latest to begin, where records overlap."""
		return next(iter(self.in_care_within(day, day)[-1:]), None)

	def in_care_within(self, first: date, last: date) -> tuple[CarePeriod, ...]:
		"""The periods of care that ran on any of those days, in order of time; the day of leaving is not one."""
		running = (
			one
			for one in self.periods
			if one.started_on <= last and (self.left_on(one) or date.max) > max(first, one.started_on)
		)
		return tuple(sorted(running, key=lambda one: (one.started_on, one.care_id)))


@dataclass(frozen=True, slots=True)
class MidwayCase:
	"""A midway review: the check between two reviews."""

	case_id: str
	child_id: str
	due_on: date | None = None
	held_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitCase:
	"""An IRO visit or conversation."""

	case_id: str
	child_id: str
	on: date
	mode: Mode


@dataclass(frozen=True, slots=True)
class IROCase:
	"""An IRO's working time in full-time posts: 1 for full time, 0 for nobody at work."""

	case_id: str
	full_time: Fraction
	team: str | None = None
