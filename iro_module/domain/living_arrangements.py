"""How a child lives, for the clock of social work visits, read from the records of placements and legal statuses.

What the records do not say (a placement before the parents were assessed, a temporary approval, how long a placement
is meant to last) is told beside them; nothing of it is assumed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_events import Stay
from iro_module.domain.care_history import CareHistory
from iro_module.domain.codes import SHORT_BREAKS, LegalStatus, PlacementType
from iro_module.domain.moves import placed_for_adoption_from
from iro_module.domain.social_work_visits import Living, VisitRule
from iro_module.domain.statuses_held import StatusHeld, status_held
from iro_module.domain.stays import away_since, goes_on, is_planned, lasting

LONG_TERM = frozenset({PlacementType.U1, PlacementType.U4})
"""Long-term fostering: meant to last to 18, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class ToldOfPlacement:
	"""What the records do not say of the present placement.

	before_assessment: with parents before their assessment was complete (CPPCR reg 19). temporary_approval: of a
	relative, friend or other connected person (reg 24). to_18: meant to last until then; None where not told.
	agreed_days: how often to visit, in days, decided at a review of a child placed for adoption (AAR reg 36(4)).
	"""

	before_assessment: bool = False
	temporary_approval: bool = False
	to_18: bool | None = None
	agreed_days: int | None = None


def living(history: CareHistory, today: date, told: ToldOfPlacement | None = None) -> Living | None:
	"""How the child lives today; None out of care, without a placement on record, and on short breaks.

	On short breaks the interval is agreed with the IRO and the parents instead (CPPCR reg 48(3)(c)).
	"""
	told = told or ToldOfPlacement()
	period = history.current_period(today)
	if period is None or history.status_on(today) in SHORT_BREAKS:
		return None
	stays = history.stays_in(period)
	settled = lasting(stays, today)
	current = _current(stays, settled, today)
	if not current:
		return None
	adoptive = placed_for_adoption_from(stays, settled, today)
	began = adoptive or _began(stays, current)
	rule, since = VisitRule.PLACED_FOR_ADOPTION, began.record.start_date
	if not adoptive:
		rule, since = _rule(began, status_held(history, period, today), told)
	reviews = (one.completed_on for one in history.reviews if since < one.completed_on <= today)
	return Living(
		subject=began.name,
		rule=rule,
		since=since,
		settled=current[-1].record.placement_type in LONG_TERM if told.to_18 is None else told.to_18,
		first_review_on=min(reviews, default=None),
		agreed_days=told.agreed_days,
	)


def _rule(stay: Stay, held: StatusHeld | None, told: ToldOfPlacement) -> tuple[VisitRule, date]:
	"""The strictest rule that applies, and since when: an order counts from its own day, if that came later.

	Weekly visits are stricter than any other, then the shorter interval after the first review.
	"""
	since = stay.record.start_date
	if _with_parents(stay):
		if held and held.status is LegalStatus.C1:
			return VisitRule.PARENTS_INTERIM_ORDER, max(since, held.since)
		if told.before_assessment:
			return VisitRule.PARENTS_NOT_ASSESSED, since
		if held and held.status is LegalStatus.C2:
			return VisitRule.PARENTS_CARE_ORDER, max(since, held.since)
	return VisitRule.TEMPORARY_APPROVAL if told.temporary_approval else VisitRule.PLACEMENT, since


def _current(stays: Sequence[Stay], settled: Sequence[Stay], today: date) -> list[Stay]:
	"""The lasting placements that have begun, the present one last; none where the last has ended."""
	begun = [one for one in settled if one.record.start_date <= today and not is_planned(one)]
	last = begun[-1] if begun else None
	if last and (end := last.record.end_date) and end <= today and not away_since(stays, last, end):
		return []
	return begun


def _began(stays: Sequence[Stay], current: Sequence[Stay]) -> Stay:
	"""The record with which the present placement began: with the same carers it goes on through several.

	A placement with parents begins anew, whoever cared for the child before.
	"""
	began = current[-1]
	for one in reversed(current[:-1]):
		if _with_parents(one) is not _with_parents(began) or not goes_on(stays, one, began):
			break
		began = one
	return began


def _with_parents(stay: Stay) -> bool:
	return stay.record.placement_type is PlacementType.P1
