"""In which placements a child lives, and whether two placements are with the same carer."""

from datetime import date

from tests.oracle.naive_dates import ONE_DAY
from tests.oracle.naive_days import FAR, is_intention, is_temporary, placement_of
from tests.oracle.naive_records import Kept


def homes(stays: list[Kept], today: date) -> list[Kept]:
	"""The placements in which a child lives: no temporary stays, no intention overtaken by what did happen.

	Of two that begin on one day, the one that lasts longer.
	"""
	found: list[Kept] = []
	for stay in stays:
		if is_temporary(stay):
			continue
		if is_intention(stay) and any(
			not is_temporary(other)
			and not is_intention(other)
			and placement_of(stay).start_date <= placement_of(other).start_date <= today
			for other in stays
		):
			continue
		found.append(stay)
	return sorted(
		(stay for stay in found if not any(_outlasts(other, stay) for other in found)),
		key=lambda stay: placement_of(stay).start_date,
	)


def _outlasts(other: Kept, stay: Kept) -> bool:
	one, two = placement_of(other), placement_of(stay)
	if other is stay or one.start_date != two.start_date:
		return False
	if is_intention(other) != is_intention(stay):
		return is_intention(stay)
	return (one.end_date or FAR) > (two.end_date or FAR)


def straight_from_temporary(stays: list[Kept], left: Kept, to: Kept) -> bool:
	"""Whether the child was on a temporary stay, begun after the placement left, until the next began."""
	day_before = placement_of(to).start_date - ONE_DAY
	return any(
		is_temporary(stay)
		and placement_of(stay).start_date >= placement_of(left).start_date
		and placement_of(stay).start_date <= day_before
		and (placement_of(stay).end_date or FAR) > day_before
		for stay in stays
	)


def away_when_it_ended(stays: list[Kept], left: Kept, ended: date) -> bool:
	"""Whether a temporary stay took over on the day the placement ended."""
	return any(
		is_temporary(stay)
		and placement_of(left).start_date <= placement_of(stay).start_date <= ended
		and (placement_of(stay).end_date or FAR) > ended
		for stay in stays
	)


def same_setting(left: Kept, to: Kept) -> bool:
	"""Whether both are with one carer: by the carer's id, else by type, provider and URN."""
	one, two = placement_of(left), placement_of(to)
	if one.carer_id is not None and two.carer_id is not None:
		return one.carer_id == two.carer_id
	return (one.placement_type, one.provider, one.urn) == (two.placement_type, two.provider, two.urn)


def same_carer(left: Kept, to: Kept) -> bool:
	"""Whether the records say that the carer stayed the same: the carers' ids, the two reasons, the setting."""
	one, two = placement_of(left), placement_of(to)
	named = one.carer_id is not None and two.carer_id is not None
	if named and one.carer_id != two.carer_id:
		return False
	if one.reason_place_change == "PLACE":
		return True
	if two.reason_new_episode in ("T", "U"):
		return True
	if two.reason_new_episode in ("P", "B"):
		return False
	if two.reason_new_episode == "L":
		return same_setting(left, to)
	return named


def goes_on(stays: list[Kept], left: Kept, to: Kept) -> bool:
	"""Whether the child stayed with the same carers, an absence in hospital or on holiday included."""
	one, two = placement_of(left).carer_id, placement_of(to).carer_id
	if one is not None and one == two:
		return True
	return same_carer(left, to) or (straight_from_temporary(stays, left, to) and same_setting(left, to))
