"""One period of care of an invented child: legal statuses, placements and reviews, plausible or a little wrong."""

from datetime import date, timedelta
from random import Random

from iro_module.domain.codes import LegalStatus
from iro_module.domain.records import LegalStatusHeld, PeriodOfCare, ReviewHeld
from tests.oracle.a_life import Life, some_days
from tests.oracle.lived_in import live_somewhere

STEPS = {
	"V2": "C1 C1 C2 E1 J1 J2 V4 V2 L2 L3",
	"C1": "C2 C2 V2 E1 J1",
	"C2": "E1 E1 V2 J1 C2",
	"E1": "C2 V2 E1",
	"V3": "V2 V2 V4 C1",
	"V4": "V2 V2 V3 C1",
	"L1": "V2 C1 L2",
	"L2": "C1 V2",
	"L3": "C1 V2",
	"J1": "V2 C1 J3",
	"J2": "V2 C1 J1",
	"J3": "V2 C2",
	"D1": "E1 C2",
}
FIRST_STATUS = (
	"V2",
	"V2",
	"V2",
	"V2",
	"C1",
	"C1",
	"C1",
	"C2",
	"V3",
	"V4",
	"V4",
	"J1",
	"J2",
	"L1",
	"L2",
	"E1",
	"D1",
)


def live(rng: Random, period: PeriodOfCare, name: str) -> Life:
	"""A life in one period of care."""
	found = Life(name, period)
	until = period.end_date or period.start_date + timedelta(days=rng.choice((40, 150, 400, 800, 1100)))
	_statuses(rng, found, until)
	live_somewhere(rng, found, until)
	_reviews(rng, found, until)
	return found


def _statuses(rng: Random, found: Life, until: date) -> None:
	if rng.random() < 0.02:
		return
	start, code = found.period.start_date, rng.choice(FIRST_STATUS)
	if rng.random() < 0.04:
		start += timedelta(days=rng.choice((-20, 4, 15)))
	while True:
		ends = start + some_days(rng, 5, 20, 60, 150, 300, 500)
		last = ends >= until or rng.random() < 0.3
		record_id = f"LS-{found.name}-{len(found.statuses) + 1}"
		end = found.period.end_date if last else ends
		if rng.random() < 0.06:
			end = None
		if end is not None and end < start:
			end = start
		found.statuses.append((record_id, LegalStatusHeld(start, LegalStatus(code), end)))
		if last:
			return
		start = ends + timedelta(days=rng.choice((0,) * 15 + (1, 10)))
		code = rng.choice(STEPS[code].split())


def _reviews(rng: Random, found: Life, until: date) -> None:
	"""Reviews about when they fall due: early, late, missing, of a change only, or considering what lies ahead."""
	if rng.random() < 0.15:
		return
	ids = [(name, record.start_date) for name, record in found.placements + found.statuses]
	day = found.period.start_date + some_days(rng, 1, 14, 25, 28, 28, 35, 90)
	limit = until + timedelta(days=rng.choice((-60, 0, 60)))
	while day < limit:
		if rng.random() < 0.9:
			considered = tuple(
				name for name, begins in ids
				if -400 < (begins - day).days < 60 and rng.random() < 0.12
			)  # fmt: skip
			record_id = f"RV-{found.name}-{len(found.reviews) + 1}"
			found.reviews.append((record_id, ReviewHeld(day, None, considered, rng.random() < 0.1)))
		gap = rng.choice((20, 60, 88, 91, 91, 120, 175, 182, 182, 183, 210))
		day += timedelta(days=gap + rng.randrange(-4, 5))
