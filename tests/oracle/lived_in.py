"""The placements of one period of care of an invented child."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from iro_module.domain.codes import (
	PlacementProvider,
	PlacementState,
	PlacementType,
	ReasonNewEpisode,
	ReasonPlaceChange,
)
from iro_module.domain.records import Placement
from tests.oracle.a_life import Life, some_days
from tests.oracle.naive_dates import months_later

ORDINARY = (
	"U1", "U2", "U3", "U4", "U5", "U6", "U6", "U6", "K1", "K1", "K2", "K2", "K3", "P1", "P1", "P3", "R1", "R2", "R3",
	"R5", "S1", "Z11", "Z12", "Z13", "Z14", "H5", "A4", "A6",
)  # fmt: skip
AREAS = ("E09000008", "E09000006", "E06000060")
PROVIDERS = (PlacementProvider.PR1, PlacementProvider.PR4)
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


@dataclass
class Home:
	"""A placement that has begun and whose end is not written yet."""

	record_id: str
	start: date
	kind: str
	carer: str | None
	rne: ReasonNewEpisode | None
	urn: str | None = None


def live_somewhere(rng: Random, found: Life, until: date) -> None:
	"""One placement after another, until the period ends or the story stops."""
	if rng.random() < 0.02:
		return
	start = found.period.start_date
	if rng.random() < 0.04:
		start += timedelta(days=rng.choice((-20, 3, 15)))
	home = Home(_next_id(found), start, rng.choice(ORDINARY), _carer(rng), ReasonNewEpisode.STARTED)
	while True:
		leaves = home.start + some_days(rng, 4, 10, 20, 40, 90, 180, 350)
		if rng.random() < 0.04:
			leaves = months_later(home.start, 12) + timedelta(days=rng.choice((0, 0, 1)))
		if leaves >= until or rng.random() < 0.12:
			_last(rng, found, home, until)
			return
		step = rng.choices((_move, _same_carer, _adopted, _holiday, _gap, _planned), (50, 10, 8, 18, 6, 8))[0]
		home = step(rng, found, home, leaves)


def _next_id(found: Life) -> str:
	found.placements_named += 1
	return f"PL-{found.name}-{found.placements_named}"


def _carer(rng: Random) -> str | None:
	return rng.choice((None, "F-1", "F-2", "F-3", "F-4", "F-5", "F-6"))


def _close(
	rng: Random, found: Life, home: Home, end: date | None, reason: ReasonPlaceChange | None = None
) -> None:
	"""Write the placement; now and then its end is forgotten or a few days out."""
	if end is not None and rng.random() < 0.05:
		end = rng.choice((None, end + timedelta(days=5), max(home.start, end - timedelta(days=5))))
	risk = rng.choice((None,) * 12 + (True, False)) if end else None
	placement = Placement(
		home.start, PlacementType(home.kind), end, PlacementState.ACTUAL, None, home.rne, reason,
		home.carer, home.urn, risk,
	)  # fmt: skip
	if rng.random() < 0.4:
		placement = replace(placement, area_authority=rng.choice(AREAS))
	if rng.random() < 0.06:
		placement = replace(placement, provider=rng.choice(PROVIDERS))
	found.placements.append((home.record_id, placement))


def _last(rng: Random, found: Life, home: Home, until: date) -> None:
	"""The last placement: open, ended with the period, or with an end known in advance."""
	end = found.period.end_date
	reason = None
	if end is None and rng.random() < 0.25:
		end = max(home.start, until + timedelta(days=rng.choice((-20, 5, 40, 90))))
		reason = _reason(rng)
	if end is not None and end < home.start:
		end = home.start
	_close(rng, found, home, end, reason)


def _reason(rng: Random) -> ReasonPlaceChange | None:
	return rng.choice((None, *ReasonPlaceChange))


def _move(rng: Random, found: Life, home: Home, on: date) -> Home:
	_close(rng, found, home, on, _reason(rng))
	rne = rng.choices(
		(
			ReasonNewEpisode.PLACEMENT_AND_CARER, ReasonNewEpisode.LEGAL_STATUS_PLACEMENT_CARER,
			ReasonNewEpisode.PLACEMENT_SAME_CARER, ReasonNewEpisode.LEGAL_STATUS, None,
		),
		(70, 10, 3, 3, 14),
	)[0]  # fmt: skip
	return Home(_next_id(found), on, rng.choice(ORDINARY), _carer(rng), rne)


def _same_carer(rng: Random, found: Life, home: Home, on: date) -> Home:
	reason = rng.choice((None, ReasonPlaceChange.PLACE, ReasonPlaceChange.PLACE, ReasonPlaceChange.CARPL))
	_close(rng, found, home, on, reason)
	rne = rng.choice(
		(ReasonNewEpisode.PLACEMENT_SAME_CARER, ReasonNewEpisode.LEGAL_STATUS_PLACEMENT_SAME_CARER, None)
	)
	kind = {"A3": "A5", "A4": "A6", "U5": "A5", "U2": "A3", "U6": "U4", "U3": "U1"}.get(home.kind, home.kind)
	return Home(_next_id(found), on, kind, home.carer, rne, "SC1")


def _adopted(rng: Random, found: Life, home: Home, on: date) -> Home:
	_close(rng, found, home, on, rng.choice((None, ReasonPlaceChange.CARPL, ReasonPlaceChange.CARPL)))
	rne = rng.choice(
		(ReasonNewEpisode.PLACEMENT_AND_CARER, ReasonNewEpisode.LEGAL_STATUS_PLACEMENT_CARER, None)
	)
	return Home(
		_next_id(found),
		on,
		rng.choice(("A3", "A4", "A5", "A6", "A6")),
		rng.choice((None, "AD-1", "AD-2")),
		rne,
	)


def _holiday(rng: Random, found: Life, home: Home, on: date) -> Home:
	"""A temporary stay: within the placement's own record, or between two; back to the same carer or not."""
	back = on + some_days(rng, 3, 6, 14, 30)
	kind = PlacementType(rng.choice(TEMPORARY))
	within = rng.random() < 0.4
	if not within:
		_close(rng, found, home, on, rng.choice((None, None, None, *ReasonPlaceChange)))
	end = rng.choice((back,) * 9 + (None, back - timedelta(days=1)))
	stay = Placement(
		on, kind, end, reason_new_episode=rng.choice((None, ReasonNewEpisode.PLACEMENT_AND_CARER))
	)
	found.placements.append((_next_id(found), stay))
	if within:
		return home
	rne = rng.choice((None, ReasonNewEpisode.PLACEMENT_AND_CARER, ReasonNewEpisode.PLACEMENT_SAME_CARER))
	if rng.random() < 0.65:
		return Home(_next_id(found), back, home.kind, home.carer, rne, home.urn)
	return Home(_next_id(found), back, rng.choice(ORDINARY), _carer(rng), rne)


def _gap(rng: Random, found: Life, home: Home, on: date) -> Home:
	_close(rng, found, home, on, _reason(rng))
	begins = on + timedelta(days=rng.choice((1, 2, 7, 30)))
	return Home(
		_next_id(found), begins, rng.choice(ORDINARY), _carer(rng), ReasonNewEpisode.PLACEMENT_AND_CARER
	)


def _planned(rng: Random, found: Life, home: Home, on: date) -> Home:
	"""An intention: it came about on the day, later or not at all."""
	kind, carer = rng.choice(ORDINARY), _carer(rng)
	end = rng.choice((None, None, None, on + timedelta(days=30)))
	rne = rng.choice((None, ReasonNewEpisode.PLACEMENT_AND_CARER, ReasonNewEpisode.PLACEMENT_SAME_CARER))
	intention = Placement(
		on, PlacementType(kind), end, PlacementState.PLANNED, carer_id=carer,
		reason_new_episode=rne,
	)  # fmt: skip
	came = rng.random()
	begins = on if came < 0.4 else on + timedelta(days=rng.choice((3, 20)))
	if came > 0.7:
		found.placements.append((_next_id(found), intention))
		return home
	_close(rng, found, home, begins, rng.choice((None, ReasonPlaceChange.CARPL, ReasonPlaceChange.CARPL)))
	found.placements.append((_next_id(found), intention))
	return Home(_next_id(found), begins, kind, carer, ReasonNewEpisode.PLACEMENT_AND_CARER)
