"""Placements read side by side: which of them counted, who cared for the child, where the child was between.

Records of placements overlap, repeat each other or announce what never came about; these functions say what they
are taken to mean for the child.
"""

from collections.abc import Sequence
from datetime import date

from iro_module.domain.care_events import Stay
from iro_module.domain.codes import (
	NEW_CARER,
	SAME_CARER,
	TEMPORARY,
	PlacementState,
	PlacementType,
	ReasonNewEpisode,
	ReasonPlaceChange,
)

_PLANNED = PlacementState.PLANNED  # found once: each placement of every child is asked


def is_planned(stay: Stay) -> bool:
	"""Whether the placement is recorded as an intention."""
	return stay.record.status is _PLANNED


def lasting(stays: Sequence[Stay], today: date) -> list[Stay]:
	"""The placements that were more than a temporary stay, one for each day on which any began.

	stays: in order of time. An intention gives way to a placement that did begin on or after its day; of two that
	begin on one day, the one that lasts longer counts.
	"""
	latest = date.min
	days: dict[date, Stay] = {}
	for stay in stays:
		record = stay.record
		if record.placement_type in TEMPORARY:
			continue
		start = record.start_date
		if start <= today and record.status is not _PLANNED:
			latest = start
		other = days.get(start)
		if other is None or _weight(stay) >= _weight(other):
			days[start] = stay
	return [stay for day, stay in days.items() if day > latest or not is_planned(stay)]


def same_setting(left: Stay, to: Stay) -> bool:
	"""Whether two placements are with the same carer, as far as the records show.

	The carer's id decides where both have one; otherwise type, provider and URN must all agree.
	"""
	one, other = left.record, to.record
	if one.carer_id and other.carer_id:
		return one.carer_id == other.carer_id
	return (one.placement_type, one.provider, one.urn) == (other.placement_type, other.provider, other.urn)


def same_carer(left: Stay, to: Stay) -> bool:
	"""Whether the records say that the carer stayed the same; where they do not say, it is another carer."""
	one, other = left.record, to.record
	ids_known = bool(one.carer_id and other.carer_id)
	if ids_known and one.carer_id != other.carer_id:
		return False
	if one.reason_place_change is ReasonPlaceChange.PLACE:
		return True
	if other.reason_new_episode in NEW_CARER:
		return False
	if ids_known or other.reason_new_episode in SAME_CARER:
		return True
	return other.reason_new_episode is ReasonNewEpisode.LEGAL_STATUS and same_setting(left, to)


def back_from_temporary(stays: Sequence[Stay], left: Stay, to: Stay) -> bool:
	"""Whether the child came to `to` straight from a temporary stay (T0-T4) that began after `left` did."""
	first, on = left.record.start_date, to.record.start_date
	away = (stay.record for stay in stays if stay.record.placement_type in TEMPORARY)
	return any(first <= one.start_date < on and (one.end_date is None or one.end_date >= on) for one in away)


def away_since(stays: Sequence[Stay], left: Stay, end: date) -> bool:
	"""Whether the child went on a temporary stay when `left` ended; the placement left is then kept."""
	away = (stay.record for stay in stays if stay.record.placement_type in TEMPORARY)
	return any(
		left.record.start_date <= one.start_date <= end and (one.end_date is None or one.end_date > end)
		for one in away
	)


def goes_on(stays: Sequence[Stay], left: Stay, to: Stay) -> bool:
	"""Whether the child stayed with the same carers, an absence in hospital or on holiday included."""
	ids_known = bool(left.record.carer_id and to.record.carer_id)
	known = ids_known or back_from_temporary(stays, left, to)
	return same_carer(left, to) or (known and same_setting(left, to))


def run_in_force(
	stays: Sequence[Stay], settled: Sequence[Stay], kinds: frozenset[PlacementType], today: date
) -> tuple[Stay, ...]:
	"""The placements of some kinds, one after the other with the same carers, the last of them in force today.

	stays: all of the period; settled: the lasting ones. An intention neither begins nor ends a run.
	"""
	run: list[Stay] = []
	before: Stay | None = None
	for stay in settled:
		if stay.record.start_date > today or is_planned(stay):
			continue
		of_kind = stay.record.placement_type in kinds
		if not of_kind or (before and not goes_on(stays, before, stay)):
			run = []
		if of_kind:
			run.append(stay)
		before = stay
	return () if before is None or _is_over(stays, before, today) else tuple(run)


def _is_over(stays: Sequence[Stay], last: Stay, today: date) -> bool:
	"""Whether a placement with none recorded after it is over: not where only its status changed."""
	end = last.record.end_date
	if end is None or end > today or last.record.reason_place_change is ReasonPlaceChange.PLACE:
		return False
	return not away_since(stays, last, end)


def _weight(stay: Stay) -> tuple[bool, date]:
	return not is_planned(stay), stay.record.end_date or date.max
