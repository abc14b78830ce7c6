"""Where the child's placement changed, read by walking through the days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_events import FactKind
from iro_module.domain.codes import ReasonPlaceChange
from tests.oracle.naive_dates import ONE_DAY
from tests.oracle.naive_days import (
	ADOPTIVE,
	end_of,
	is_adoptive,
	is_intention,
	period_of,
	placement_of,
	touches,
)
from tests.oracle.naive_homes import (
	away_when_it_ended,
	goes_on,
	homes,
	same_carer,
	same_setting,
	straight_from_temporary,
)
from tests.oracle.naive_records import Kept, OnRecord


@dataclass
class Move:
	"""From one placement to the next, or to a place not recorded yet."""

	left: Kept
	to: Kept | None
	on: date
	same_carer: bool

	@property
	def reason(self) -> ReasonPlaceChange | None:
		return placement_of(self.left).reason_place_change


def moves(child: OnRecord, period: Kept, today: date) -> list[Move]:
	"""Walk from the first placement to the last day that any record names, and note each day of moving."""
	stays = [stay for stay in child.placements if touches(period, stay)]
	lived = homes(stays, today)
	found: list[Move] = []
	home: Kept | None = None
	gone_on: date | None = None
	went_away = False
	for day in _days(lived):
		now = _latest_begun(lived, day)
		if home is not None and now is not home:
			came_back = straight_from_temporary(stays, home, now)
			if not (came_back and same_setting(home, now)):
				on = day if gone_on is None or came_back else gone_on
				found.append(Move(home, now, on, same_carer(home, now)))
		if now is not home:
			gone_on, went_away = None, False
		home = now
		if placement_of(home).end_date == day and placement_of(home).start_date < day:
			gone_on, went_away = day, away_when_it_ended(stays, home, day)
	if home is not None and gone_on is not None and not went_away and _before_leaving(child, period, gone_on):
		neutral = gone_on <= today and placement_of(home).reason_place_change == ReasonPlaceChange.PLACE
		found.append(Move(home, None, gone_on, same_carer=neutral))
	return [move for move in found if move.on > period_of(period).start_date]


def _days(lived: list[Kept]) -> Iterator[date]:
	"""Every day from the first placement to the last day that a record of one names."""
	named = [placement_of(stay).start_date for stay in lived]
	named += [ended for stay in lived if (ended := placement_of(stay).end_date) is not None]
	day = min(named, default=None)
	while day is not None and day <= max(named):
		yield day
		day += ONE_DAY


def _latest_begun(lived: list[Kept], day: date) -> Kept:
	"""The last to begin by that day; `lived` is in order of time, and the first had begun."""
	found = lived[0]
	for stay in lived:
		if placement_of(stay).start_date <= day:
			found = stay
	return found


def _before_leaving(child: OnRecord, period: Kept, day: date) -> bool:
	leaves = end_of(period, child)
	return leaves is None or day < leaves


def lives_in(child: OnRecord, period: Kept, today: date) -> list[Kept]:
	"""The placement of today, last, after those that the child lived in before; none where the last has ended."""
	stays = [stay for stay in child.placements if touches(period, stay)]
	begun = [stay for stay in homes(stays, today) if not is_intention(stay)]
	begun = [stay for stay in begun if placement_of(stay).start_date <= today]
	if begun:
		ended = placement_of(begun[-1]).end_date
		neutral = placement_of(begun[-1]).reason_place_change == ReasonPlaceChange.PLACE
		kept = neutral or (ended is not None and away_when_it_ended(stays, begun[-1], ended))
		if ended is not None and ended <= today and not kept:
			return []
	return begun


def began_with(child: OnRecord, period: Kept, begun: list[Kept], types: set[str]) -> Kept:
	"""The placement with which the present one began: of those types, with the same carers all along."""
	stays = [stay for stay in child.placements if touches(period, stay)]
	first = begun[-1]
	for earlier in reversed(begun[:-1]):
		if placement_of(earlier).placement_type not in types or not goes_on(stays, earlier, first):
			break
		first = earlier
	return first


def placed_for_adoption_on(child: OnRecord, period: Kept, today: date) -> date | None:
	"""The day on which the adoptive placement in force today began, or None."""
	begun = lives_in(child, period, today)
	if not begun or not is_adoptive(begun[-1]):
		return None
	first = placement_of(began_with(child, period, begun, ADOPTIVE)).start_date
	for fact in child.facts:
		if fact.kind is FactKind.ADOPTIVE_PLACEMENT_ENDED and first < fact.on <= today:
			return None
	return first
