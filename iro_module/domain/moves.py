"""Moves: where a child's placement changed, read from consecutive placements.

A stay of type T0-T4 is no move, and a return from one to the same placement is none either; a return to other
carers is a move on that day (903 rules 380-383). A placement whose end is known in advance is a move ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from iro_module.domain.care_history import Stay
from iro_module.domain.codes import (
	NEW_CARER,
	PLACED_FOR_ADOPTION,
	SAME_CARER,
	TEMPORARY,
	PlacementState,
	PlacementType,
	ReasonPlaceChange,
)


@dataclass(frozen=True, slots=True)
class Move:
	"""From one placement to the next. `to` is None where only the end of a placement is known, in advance.

	on: the day the next placement begins, or the known end. same_carer: no move for the child.
	"""

	left: Stay
	to: Stay | None
	on: date
	same_carer: bool

	@property
	def reason(self) -> ReasonPlaceChange | None:
		"""Why the placement left ended (903: recorded on the placement that ends)."""
		return self.left.record.reason_place_change

	@property
	def to_type(self) -> PlacementType | None:
		return self.to.record.placement_type if self.to else None

	@property
	def recorded_on(self) -> date | None:
		"""The first day the feed spoke of where the child moved to."""
		return self.to.recorded_on if self.to else self.left.recorded_on

	def lies_ahead(self, today: date) -> bool:
		"""Whether the day of the move has not come yet."""
		return self.on > today

	def is_planned_record(self) -> bool:
		"""Whether the next placement is still recorded as an intention."""
		return self.to is not None and self.to.record.status is PlacementState.PLANNED


def moves(stays: Sequence[Stay], today: date) -> tuple[Move, ...]:
	"""The moves within one period of care, in order of time; `stays` in order of time."""
	lasting = [stay for stay in stays if stay.record.placement_type not in TEMPORARY]
	found = []
	for left, to in pairwise(lasting):
		if left.record.start_date == to.record.start_date:
			continue
		away = any(
			left.record.start_date <= stay.record.start_date <= to.record.start_date
			for stay in stays
			if stay.record.placement_type in TEMPORARY
		)
		if away and same_setting(left, to):
			continue
		found.append(Move(left, to, to.record.start_date, _same_carer(left, to)))
	if lasting and (end := lasting[-1].record.end_date) and end > today:
		found.append(Move(lasting[-1], None, end, same_carer=False))
	return tuple(found)


def same_setting(left: Stay, to: Stay) -> bool:
	"""Whether two placements are with the same carer, as far as the records show.

	The carer's id decides where both have one; otherwise type, provider and URN must all agree.
	"""
	one, other = left.record, to.record
	if one.carer_id and other.carer_id:
		return one.carer_id == other.carer_id
	return (one.placement_type, one.provider, one.urn) == (other.placement_type, other.provider, other.urn)


def placed_for_adoption_from(stays: Sequence[Stay], today: date) -> Stay | None:
	"""The placement that began the adoptive placement in force today, or None where there is none.

	A change of status with the same adopters goes on; new adopters start the clock again.
	"""
	began: Stay | None = None
	before: Stay | None = None
	for stay in stays:
		record = stay.record
		if record.placement_type in TEMPORARY or record.start_date > today:
			continue
		if record.placement_type not in PLACED_FOR_ADOPTION or record.status is PlacementState.PLANNED:
			began = None
		elif began is None or before is None or not _same_carer(before, stay):
			began = stay
		before = stay
	ended = before.record.end_date if before else None
	return None if ended and ended <= today else began


def _same_carer(left: Stay, to: Stay) -> bool:
	one, other = left.record, to.record
	if one.carer_id and other.carer_id and one.carer_id != other.carer_id:
		return False
	if one.reason_place_change is ReasonPlaceChange.PLACE:
		return True
	if other.reason_new_episode in NEW_CARER:
		return False
	return other.reason_new_episode in SAME_CARER or same_setting(left, to)
