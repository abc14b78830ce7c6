"""Invented children for measuring: 10 records and 8 reviews each, plausible for somebody looked after some years."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from iro_module.domain import codes
from iro_module.domain.intake import StoredRecord
from iro_module.domain.records import (
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	ReviewHeld,
	record_name,
)

TODAY = date(2026, 11, 2)
SOURCE = "council/records"
REVIEWS = 8
CHUNK = 1_000
"""Children in memory at a time."""

Child = tuple[str, list[StoredRecord]]

_MOVES = (
	codes.ReasonPlaceChange.CARPL,
	codes.ReasonPlaceChange.CARPL,
	codes.ReasonPlaceChange.CREQB,
	codes.ReasonPlaceChange.CREQO,
	codes.ReasonPlaceChange.LAREQ,
	codes.ReasonPlaceChange.ALLEG,
	codes.ReasonPlaceChange.CLOSE,
)
_PLACES = (
	codes.PlacementType.U6,
	codes.PlacementType.U6,
	codes.PlacementType.U4,
	codes.PlacementType.U3,
	codes.PlacementType.K2,
)


def chunks(count: int, seed: int) -> Iterator[list[Child]]:
	"""`count` children, CHUNK at a time; the same seed gives the same children."""
	for first in range(0, count, CHUNK):
		rng = random.Random(f"{seed} {first}")
		yield [child(rng, first + number) for number in range(min(CHUNK, count - first))]


def child(rng: random.Random, number: int) -> Child:
	"""One child: details, a period of care, three legal statuses, five placements and eight reviews."""
	child_id = f"CH-{number}"
	held = _reviews(rng)
	began = held[0] - timedelta(days=rng.randint(14, 28))
	born = began - timedelta(days=rng.randint(200, 13 * 365))
	days = sorted(rng.sample(range(30, (TODAY - began).days), 4))
	moves = [began, *(began + timedelta(days=day) for day in days)]
	proceedings = sorted(rng.sample(range(20, 300), 2))
	orders = [began, *(began + timedelta(days=day) for day in proceedings)]
	records: list[tuple[str, Record]] = [
		("CH", ChildDetails(birth_date=born, sex=rng.choice((codes.Sex.MALE, codes.Sex.FEMALE)))),
		("PC", PeriodOfCare(began, category_of_need=codes.CategoryOfNeed.N1)),
		*((f"LS-{place}", one) for place, one in enumerate(_statuses(orders))),
		*((f"PL-{place}", one) for place, one in enumerate(_placements(rng, moves))),
		*((f"RV-{place}", ReviewHeld(day)) for place, day in enumerate(held)),
	]
	rng.shuffle(records)
	return child_id, [_stored(child_id, name, record) for name, record in records]


def _reviews(rng: random.Random) -> list[date]:
	"""The days of the reviews, the last of them within half a year: three months, then six, a few days early."""
	day = TODAY - timedelta(days=rng.randint(0, 175))
	days = [day]
	for place in range(REVIEWS - 1, 0, -1):
		day -= timedelta(days=(88 if place == 1 else 180) - rng.randint(0, 9))
		days.insert(0, day)
	return days


def _statuses(orders: list[date]) -> list[LegalStatusHeld]:
	codes_held = (codes.LegalStatus.V2, codes.LegalStatus.C1, codes.LegalStatus.C2)
	ends = [*orders[1:], None]
	return [
		LegalStatusHeld(start, code, end) for start, code, end in zip(orders, codes_held, ends, strict=True)
	]


def _placements(rng: random.Random, moves: list[date]) -> list[Placement]:
	return [
		Placement(
			start,
			rng.choice(_PLACES),
			end,
			provider=codes.PlacementProvider.PR1,
			reason_new_episode=codes.ReasonNewEpisode.PLACEMENT_AND_CARER
			if place
			else codes.ReasonNewEpisode.STARTED,
			reason_place_change=rng.choice(_MOVES) if end else None,
			carer_id=f"F-{rng.randint(1, 99_999)}",
		)
		for place, (start, end) in enumerate(zip(moves, [*moves[1:], None], strict=True))
	]


def _stored(child_id: str, name: str, record: Record) -> StoredRecord:
	record_id = f"{name}-{child_id}"
	return StoredRecord(
		record_name(SOURCE, record.TYPE, record_id), SOURCE, record.TYPE, record_id, 1, child_id, record, "",
		_recorded(record),
	)  # fmt: skip


def _recorded(record: Record) -> date | None:
	start = getattr(record, "start_date", None)
	return start + timedelta(days=2) if start else None
