"""What a plan is made from: the child, the period of care, the day, the council's numbers and the IRO's decisions."""

from dataclasses import dataclass, field
from datetime import date

from iro_module.domain.limits import LIMITS, Authority
from iro_module.domain.policy import Policy
from iro_module.domain.settling import ChangeDecision
from tests.oracle.naive_dates import ONE_DAY, is_working_day, working_day_before, working_days_later
from tests.oracle.naive_records import Kept, OnRecord

Names = list[tuple[str, date | None]]
"""Names under which a review may have considered a change; from some only if held after a day."""


@dataclass
class Settings:
	"""The policy's numbers, and the days that the council added to the bank holidays."""

	policy: Policy
	extra: frozenset[date]

	def working_days(self, start: date, count: int) -> date:
		return working_days_later(start, count, self.extra, self.policy.count_start_day)

	def day_before(self, event: date, count: int = 1) -> date:
		day = event
		for _ in range(count):
			day = working_day_before(day, self.extra)
		return day

	def working_days_between(self, one: date, other: date) -> int:
		"""Working days after the earlier of the two, up to the later."""
		day, last = min(one, other), max(one, other)
		found = 0
		while day < last:
			day += ONE_DAY
			found += is_working_day(day, self.extra)
		return found

	def limited(self, name: str, start: date) -> list[tuple[int, str]]:
		"""What a number asks: the law's limit where it was in force on that day, and a tighter one of the council."""
		own, limit = getattr(self.policy, name), LIMITS[name]
		in_force = limit.holds_from is None or limit.holds_from <= start
		if limit.authority is not Authority.MUST or not in_force:
			return [(own, "local")]
		if own < limit.value:
			return [(own, "local"), (limit.value, "must")]
		return [(limit.value, "must")]


@dataclass
class View:
	"""One child's period of care, looked at on one day."""

	child: OnRecord
	period: Kept
	today: date
	settings: Settings
	decisions: list[ChangeDecision] = field(default_factory=list)


@dataclass
class Change:
	"""One change of circumstances."""

	rule: str
	subject: str
	on: date
	ahead: bool
	settled_on: date | None = None
	decision: ChangeDecision | None = None
	reviewed_before: bool | None = None
	recorded_on: date | None = None
	unplanned_move: bool = False
	by_law: bool | None = None
	tell_by: date | None = None
	names: Names = field(default_factory=list)

	@property
	def settled(self) -> bool:
		return self.settled_on is not None


@dataclass
class Demand:
	"""A review by a day, because of a rule."""

	rule: str
	authority: str
	kind: str
	due_on: date
	changed_on: date
	timetable: str | None = None
	not_before: date | None = None
