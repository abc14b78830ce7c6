"""Moves: where a child's placement changed, read from consecutive placements.

A stay of type T0-T4 is no move, and a return from one to the same placement is none either; a return to other
carers is a move on that day (903 rules 380-383). A placement whose end is known in advance is a move ahead.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from iro_module.domain.care_events import Stay
from iro_module.domain.codes import PLACED_FOR_ADOPTION, PlacementType, ReasonPlaceChange
from iro_module.domain.stays import (
	away_since,
	back_from_temporary,
	is_planned,
	run_in_force,
	same_carer,
	same_setting,
)


class Move(NamedTuple):
	"""From one placement to the next. `to` is None where only the end of a placement is known.

	on: the day the next placement begins, or the end of the last where that is earlier. same_carer: no move for
	the child. reason: why the placement left ended (903: recorded on the placement that ends). to_type: of the next
	placement; intended: it is still recorded as an intention.
	"""

	left: Stay
	to: Stay | None
	on: date
	same_carer: bool
	reason: ReasonPlaceChange | None
	to_type: PlacementType | None = None
	intended: bool = False

	@property
	def recorded_on(self) -> date | None:
		"""The first day the feed spoke of where the child moved to."""
		return self.to.recorded_on if self.to else self.left.recorded_on


def moves(stays: Sequence[Stay], settled: Sequence[Stay]) -> tuple[Move, ...]:
	"""The moves within one period of care, in order of time.

	stays: its placements, in order of time; settled: the lasting ones among them. The last placement having ended,
	or its end being known in advance, is a move to a place not recorded yet.
	"""
	found = []
	went_away = len(stays) > len(settled)
	for left, to in pairwise(settled):
		back = went_away and back_from_temporary(stays, left, to)
		if back and same_setting(left, to):
			continue
		found.append(_move(left, to, _day_of_move(left, to, back)))
	last = settled[-1] if settled else None
	if last and (end := last.record.end_date) and end > last.record.start_date:
		reason = last.record.reason_place_change
		found += [] if away_since(stays, last, end) else [Move(last, None, end, False, reason)]
	return tuple(found)


def _move(left: Stay, to: Stay, on: date) -> Move:
	record = to.record
	reason = left.record.reason_place_change
	return Move(left, to, on, same_carer(left, to), reason, record.placement_type, is_planned(to))


def placed_for_adoption_from(stays: Sequence[Stay], settled: Sequence[Stay], today: date) -> Stay | None:
	"""The placement that began the adoptive placement in force today, or None where there is none.

	A change of status with the same adopters goes on, and so does a stay in hospital or on holiday; new adopters
	start the clock again. An intention neither begins nor ends it.
	"""
	run = run_in_force(stays, settled, PLACED_FOR_ADOPTION, today)
	return run[0] if run else None


def _day_of_move(left: Stay, to: Stay, back: bool) -> date:
	"""The day the next placement begins, or the day the last one ended where that is earlier."""
	start, end = to.record.start_date, left.record.end_date
	return end if end and not back and left.record.start_date < end < start else start
