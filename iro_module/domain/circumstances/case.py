"""One period of care, as the rules look at it today: what every rule asks for, found once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from iro_module.domain import stays
from iro_module.domain.care_events import Held, Period, Status, Stay
from iro_module.domain.care_history import CareHistory
from iro_module.domain.codes import NEW_CARER, PlacementType
from iro_module.domain.policy import Policy
from iro_module.domain.settling import ChangeDecision


@dataclass(frozen=True, slots=True)
class Case:
	"""One period of care as it is looked at today.

	ends: the day it ends, the 18th birthday at the latest. stays and statuses: those that touch the period;
	lasting: the placements among them that were more than a temporary stay; kinds: the types of them all.
	looked_after_from: the day from which the child is looked after otherwise than on short breaks. review_days: the
	days of the reviews. considering: the reviews that recorded considering changes beforehand. decisions: the IRO's
	latest on each record and aspect.
	"""

	history: CareHistory
	period: Period
	today: date
	policy: Policy
	ends: date | None
	stays: tuple[Stay, ...]
	statuses: tuple[Status, ...]
	lasting: tuple[Stay, ...]
	kinds: frozenset[PlacementType]
	looked_after_from: date | None
	review_days: tuple[date, ...]
	considering: tuple[Held, ...]
	decisions: Mapping[tuple[str, str], ChangeDecision]

	def began_in_records(self, stay: Stay) -> bool:
		"""Whether the records show when the stay began; a first one may have begun before they do."""
		record, period = stay.record, self.period.record
		return period.start_known or stay is not self.lasting[0] or record.reason_new_episode in NEW_CARER

	def is_within(self, day: date) -> bool:
		"""Whether a change on that day is one of this period: it is over before its last day."""
		return self.ends is None or day < self.ends


def case_of(
	history: CareHistory,
	period: Period,
	today: date,
	policy: Policy,
	decisions: Collection[ChangeDecision] = (),
) -> Case:
	"""The period of care as it is looked at on that day."""
	touching = history.stays_in(period)
	return Case(
		history=history,
		period=period,
		today=today,
		policy=policy,
		ends=history.ends_on(period),
		stays=touching,
		statuses=history.statuses_in(period),
		lasting=tuple(stays.lasting(touching, today)),
		kinds=frozenset([stay.record.placement_type for stay in touching]),
		looked_after_from=history.looked_after_from(period),
		review_days=tuple([held.completed_on for held in history.reviews]),
		considering=tuple([held for held in history.reviews if held.considered]),
		decisions=_latest(decisions) if decisions else {},
	)


def _latest(decisions: Collection[ChangeDecision]) -> dict[tuple[str, str], ChangeDecision]:
	return {(one.subject, one.aspect): one for one in sorted(decisions, key=lambda one: one.decided_on)}
