"""Arbitrary histories, plausible or not, as a feed and a 903 return might tell them: strategies for Hypothesis."""

import hashlib
from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from iro_module.domain import codes
from iro_module.domain.care_events import FactKind, MoveTo, RecordedFact
from iro_module.domain.intake import Message, Outcome, SeenMessage, StoredRecord, judge
from iro_module.domain.records import (
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	ReviewHeld,
	record_name,
)
from iro_module.domain.settling import ChangeDecision, Ruling
from iro_module.domain.trigger_table import DEFAULT_RULES
from tests.domain.story import FEED

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
SOURCES = (FEED, "urn:ssda903:E09000008")
dates = st.one_of(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.dates(FIRST, LAST))
"""Mostly close together, so that records meet; now and then anywhere a message may name."""
ids = st.sampled_from(["R-1", "R-2", "R-3", "R-4"])
some = st.none() | dates


def ended(start: date, end: date | None) -> date | None:
	"""The contract lets nothing end before it starts."""
	return end if end is None or end >= start else start


children = st.builds(ChildDetails, birth_date=some)
periods = st.builds(
	lambda start, end, known, complete: PeriodOfCare(
		start, ended(start, end), start_known=known, reviews_complete=complete
	),
	dates, st.none() | some, st.booleans(), st.booleans(),
)  # fmt: skip
placements = st.builds(
	lambda start, end, kind, state, rne, reason, carer, risk: Placement(
		start, kind, ended(start, end), state,
		reason_new_episode=rne, reason_place_change=reason, carer_id=carer, immediate_risk=risk,
	),
	dates, some, st.sampled_from(codes.PlacementType), st.sampled_from(codes.PlacementState),
	st.none() | st.sampled_from(codes.ReasonNewEpisode), st.none() | st.sampled_from(codes.ReasonPlaceChange),
	st.sampled_from([None, "F-1", "F-2"]), st.sampled_from([None, True, False]),
)  # fmt: skip
statuses = st.builds(
	lambda start, end, code: LegalStatusHeld(start, code, ended(start, end)),
	dates, some, st.sampled_from(codes.LegalStatus),
)  # fmt: skip
reviews = st.builds(
	ReviewHeld, dates, changes_considered=st.lists(ids, max_size=2).map(tuple), change_only=st.booleans()
)
records = st.one_of(periods, placements, placements, statuses, reviews, children)


recorded_facts = st.lists(
	st.builds(
		lambda number, kind, on, until, recorded, to, move_to: RecordedFact(
			f"F-{number}", kind, on, ended(on, until), recorded, to,
			move_to if kind is FactKind.MOVE_PLANNED else None,
		),
		st.integers(0, 99), st.sampled_from(FactKind), dates, some, some, st.none() | st.booleans(),
		st.none() | st.sampled_from(MoveTo),
	),
	max_size=4,
	unique_by=lambda fact: fact.name,
)  # fmt: skip
names = st.builds(
	record_name,
	st.sampled_from(SOURCES),
	st.sampled_from([one.TYPE for one in (Placement, LegalStatusHeld)]),
	ids,
)
decisions = st.lists(
	st.builds(
		ChangeDecision, st.sampled_from(sorted(DEFAULT_RULES)), names, dates, st.sampled_from(Ruling), dates,
		review_on=some, by=some,
	),
	max_size=3,
).map(tuple)  # fmt: skip
"""Decisions of the IRO, most of them about changes that are no more."""


@st.composite
def messages(draw: st.DrawFn, most: int = 14) -> list[Message]:
	"""Messages about one child: versions of a few records, some of them voided; no conflicts among them."""
	found: dict[tuple[str, str, str, int], Message] = {}
	for number in range(draw(st.integers(1, most))):
		record: Record = draw(records)
		voided = draw(st.integers(0, 9)) == 0
		source, record_id, version = draw(st.sampled_from(SOURCES)), draw(ids), draw(st.integers(1, 4))
		content = hashlib.sha256(f"{record!r} {voided}".encode()).hexdigest()
		found.setdefault(
			(source, record.TYPE.value, record_id, version),
			Message(
				source, f"M-{number}", record.TYPE, "CH-1", record_id, version, None if voided else record, content,
				content, draw(some),
			),
		)  # fmt: skip
	return list(found.values())


def received(arrived: Iterable[Message]) -> dict[str, StoredRecord]:
	"""What is on file after the messages, in the order in which they arrived."""
	inbox: dict[str, SeenMessage] = {}
	stored: dict[str, StoredRecord] = {}
	for message in arrived:
		judgement = judge(message, inbox.get(message.name), stored.get(message.record_name))
		assert judgement.outcome is not Outcome.REFUSED
		inbox[message.name] = SeenMessage(message.name, judgement.outcome, message.message_hash)
		if judgement.stored:
			stored[message.record_name] = judgement.stored
	return stored
