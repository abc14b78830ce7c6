"""What is asked: the facts, the period, the day on which they are known, and how this council counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Protocol, TypeVar

from iro_module.domain.indicators.child_cases import CarePeriod, ChildCase, IROCase, MidwayCase, VisitCase
from iro_module.domain.indicators.choices import DEFAULT_CHOICES, Choices
from iro_module.domain.indicators.definitions import Definition
from iro_module.domain.indicators.periods import ReportPeriod
from iro_module.domain.indicators.results import Tally
from iro_module.domain.indicators.review_cases import DecisionCase, ReviewCase
from iro_module.domain.indicators.service_cases import (
	ConferenceCase,
	ConsultationCase,
	EscalationCase,
	ProtectionPlanCase,
)
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from iro_module.domain.reasons import Timetable
from iro_module.domain.wording import in_words

SHORT_BREAKS_ONLY = "short breaks only, which have a timetable of their own"


class CountedTwiceError(ValueError):
	"""Two cases of one kind have the same id; a case is counted once."""


class PeriodAheadError(ValueError):
	"""The period has not begun on the day for which the figures are asked."""


@dataclass(frozen=True, slots=True)
class Facts:
	"""Every case that figures are made of. Raises CountedTwiceError where an id appears twice in one kind."""

	reviews: tuple[ReviewCase, ...] = ()
	children: tuple[ChildCase, ...] = ()
	decisions: tuple[DecisionCase, ...] = ()
	midways: tuple[MidwayCase, ...] = ()
	visits: tuple[VisitCase, ...] = ()
	iros: tuple[IROCase, ...] = ()
	escalations: tuple[EscalationCase, ...] = ()
	consultations: tuple[ConsultationCase, ...] = ()
	conferences: tuple[ConferenceCase, ...] = ()
	plans: tuple[ProtectionPlanCase, ...] = ()

	def __post_init__(self) -> None:
		for field in fields(self):
			twice = [one for one, times in Counter(self._ids(field.name)).items() if times > 1]
			if twice:
				raise CountedTwiceError(f"{field.name}: {', '.join(sorted(twice))} appear more than once")
		periods = Counter(period.care_id for child in self.children for period in child.periods)
		if any(times > 1 for times in periods.values()):
			raise CountedTwiceError("children: a period of care appears more than once")

	def _ids(self, name: str) -> Iterator[str]:
		return (one.case_id for one in getattr(self, name))


@dataclass(frozen=True, slots=True)
class Question:
	"""Figures of a period, as known on `today`. What is dated after `today` has not happened yet.

	Raises PeriodAheadError where the period has not begun.
	"""

	facts: Facts
	period: ReportPeriod
	today: date
	policy: Policy = DEFAULT_POLICY
	choices: Choices = DEFAULT_CHOICES

	def __post_init__(self) -> None:
		if self.period.first > self.today:
			raise PeriodAheadError(
				f"The period begins on {in_words(self.period.first)}; choose an earlier one"
			)

	@property
	def on(self) -> date:
		"""The day of a snapshot: the last of the period, or today while the period still runs."""
		return min(self.period.last, self.today)

	@property
	def snapshot(self) -> ReportPeriod:
		"""The day of a snapshot, as a period of one day."""
		return ReportPeriod(self.on, self.on)

	def tally(self, definition: Definition, key: str, snapshot: bool = False) -> Tally:
		"""An empty figure of the period, or of the day of the snapshot."""
		told = definition.told(key, self.policy, self.choices)
		measure = definition.figure(key).measure
		return Tally(told, self.snapshot if snapshot else self.period, measure)

	def past(self, day: date | None) -> date | None:
		"""The day, if it has come."""
		return day if day is not None and day <= self.today else None

	def held_on(self, review: ReviewCase) -> date | None:
		"""The day on which the review counts as held, if it has come."""
		return self.past(review.held_on(self.policy.review_date_basis))

	def held_in_period(self, *figures: Tally) -> Iterator[tuple[ReviewCase, date]]:
		"""The reviews held in the period, with the day that counts. Those of short breaks are left out, unless
		the council counts them, and named in `figures`.
		"""
		for review in self.facts.reviews:
			held = self.held_on(review)
			if held is None or not self.period.includes(held):
				continue
			if self.is_apart(review):
				for figure in figures:
					figure.leave_out(review.case_id, SHORT_BREAKS_ONLY)
			else:
				yield review, held

	def is_apart(self, review: ReviewCase) -> bool:
		"""Whether it is a review of short breaks that the council does not count with the others."""
		return review.timetable is Timetable.SHORT_BREAK and not self.choices.short_breaks

	def looked_after(self, *figures: Tally) -> Iterator[tuple[ChildCase, CarePeriod]]:
		"""The children looked after on the day of the snapshot, as published figures count them."""
		for child in self.facts.children:
			period = child.in_care_on(self.on)
			if period is None:
				continue
			if period.short_breaks_only and not self.choices.short_breaks:
				for figure in figures:
					figure.leave_out(child.case_id, SHORT_BREAKS_ONLY)
			else:
				yield child, period


class OfAChild(Protocol):
	"""A case that belongs to a child."""

	@property
	def child_id(self) -> str: ...


Case = TypeVar("Case", bound=OfAChild)


def by_child(cases: Iterable[Case]) -> Mapping[str, list[Case]]:
	"""The cases of each child."""
	found: dict[str, list[Case]] = defaultdict(list)
	for case in cases:
		found[case.child_id].append(case)
	return found
