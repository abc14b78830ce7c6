"""Messages that must be taken, and what the domain gets of each."""

import hashlib
import json
from datetime import date

import pytest

from iro_module.contract import MOST_BYTES, read
from iro_module.domain import codes
from iro_module.domain.intake import Message
from iro_module.domain.records import (
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	RecordType,
	ReviewHeld,
	as_fields,
	from_fields,
)
from tests.contract.examples import CHILD, TODAY, example, reading_of, small, without

FULL: dict[RecordType, Record] = {
	RecordType.CHILD: ChildDetails(
		first_name="Zuzanna",
		last_name="Ó Briain-Wójcik",
		birth_date=date(2014, 2, 28),
		sex=codes.Sex.FEMALE,
		uasc=False,
		disabled=True,
		communication_needs="Signs Makaton; likes pictures 🐢",
		restricted=False,
		social_worker="SW.17",
		team="Children looked after, north",
	),
	RecordType.PERIOD_OF_CARE: PeriodOfCare(
		start_date=date(2024, 2, 29),
		end_date=date(2026, 5, 20),
		category_of_need=codes.CategoryOfNeed.N1,
		end_reason=codes.EndReason.E4A,
		start_known=True,
		reviews_complete=False,
	),
	RecordType.PLACEMENT: Placement(
		start_date=date(2026, 5, 21),
		placement_type=codes.PlacementType.U4,
		end_date=date(2026, 5, 21),
		status=codes.PlacementState.ACTUAL,
		provider=codes.PlacementProvider.PR1,
		reason_new_episode=codes.ReasonNewEpisode.PLACEMENT_AND_CARER,
		reason_place_change=codes.ReasonPlaceChange.ALLEG,
		carer_id="carer_9",
		urn="SC123456",
		immediate_risk=True,
		area_authority="E09000008",
		distance_miles=12.5,
	),
	RecordType.LEGAL_STATUS: LegalStatusHeld(
		start_date=date(2026, 1, 5), legal_status=codes.LegalStatus.C1, end_date=date(2026, 3, 1)
	),
	RecordType.REVIEW: ReviewHeld(
		review_date=TODAY,
		participation_code=codes.Participation.PN1,
		changes_considered=("PL-7", "LS-3"),
		change_only=False,
	),
}

SMALL: dict[RecordType, Record] = {
	RecordType.CHILD: ChildDetails(),
	RecordType.PERIOD_OF_CARE: PeriodOfCare(start_date=date(2024, 2, 29)),
	RecordType.PLACEMENT: Placement(start_date=date(2026, 5, 21), placement_type=codes.PlacementType.U4),
	RecordType.LEGAL_STATUS: LegalStatusHeld(start_date=date(2026, 1, 5), legal_status=codes.LegalStatus.C1),
	RecordType.REVIEW: ReviewHeld(review_date=date(2026, 5, 30)),
}


def message_of(given: object) -> Message:
	reading = reading_of(given)
	assert reading.faults == {}
	assert reading.message is not None
	return reading.message


@pytest.mark.parametrize("record_type", RecordType)
def test_every_field_of_every_type_arrives_typed(record_type: RecordType) -> None:
	message = message_of(example(record_type))
	assert message.record == FULL[record_type]
	assert type(message.record) is type(FULL[record_type])
	assert from_fields(record_type, as_fields(FULL[record_type])) == message.record


@pytest.mark.parametrize("record_type", RecordType)
def test_the_smallest_message_of_every_type_has_the_defaults(record_type: RecordType) -> None:
	message = message_of(small(record_type))
	assert message.record == SMALL[record_type]
	assert message.recorded_on is None


def test_the_envelope_arrives_too() -> None:
	given = example(RecordType.PLACEMENT)
	body = json.dumps(given).encode()
	reading = read(body, TODAY)
	assert reading.message is not None
	assert (reading.source, reading.id) == ("urn:example:records/live", "msg-placement-1")
	assert (reading.type, reading.subject) == ("uk.council.placement.recorded", CHILD)
	assert reading.digest == hashlib.sha256(body).hexdigest()
	message = reading.message
	assert (message.source, message.id) == (reading.source, reading.id)
	assert (message.record_type, message.child_id) == (RecordType.PLACEMENT, CHILD)
	assert (message.record_id, message.version) == ("PL-7", 3)


def test_bytes_and_text_read_alike() -> None:
	body = json.dumps(example(RecordType.CHILD), ensure_ascii=False)
	assert read(body, TODAY) == read(body.encode(), TODAY)
	assert read(body, TODAY).message is not None


@pytest.mark.parametrize(
	("time", "day"),
	[
		("2026-05-30T23:30:00Z", date(2026, 5, 31)),  # summer time: half past midnight in London
		("2026-05-30t22:59:59.123456789z", date(2026, 5, 30)),
		("2026-01-31T23:30:00Z", date(2026, 1, 31)),  # winter: London is on UTC
		("2026-06-01T00:30:00+02:00", date(2026, 5, 31)),
		("2026-03-29T00:59:59+00:00", date(2026, 3, 29)),
		("2016-12-31T23:59:60Z", date(2016, 12, 31)),  # a leap second
		("1990-01-01T00:00:00+14:00", date(1989, 12, 31)),
		(None, None),  # CloudEvents: null is an attribute left out
	],
)
def test_the_day_a_message_was_recorded_is_the_day_in_london(time: str | None, day: date | None) -> None:
	assert message_of(example() | {"time": time}).recorded_on == day


def test_hashes_cover_the_content_and_nothing_else() -> None:
	first = message_of(example())
	again = example() | {"id": "another", "time": None, "source": "elsewhere"}
	again["data"] = dict(reversed(again["data"].items()))
	assert message_of(again).content_hash == first.content_hash
	assert message_of(again).message_hash == first.message_hash
	newer = message_of(example(record_version=4))
	assert newer.content_hash != first.content_hash
	assert newer.message_hash != first.message_hash


def test_the_message_hash_covers_the_child_even_where_the_data_do_not_name_it() -> None:
	voided = {"record_id": "PL-7", "record_version": 4, "voided": True}
	mine = message_of(example() | {"data": voided})
	theirs = message_of(example() | {"data": voided, "subject": "CH-2"})
	assert mine.content_hash == theirs.content_hash
	assert mine.message_hash != theirs.message_hash


def test_the_hashes_of_a_message_on_file_stay_what_they_are() -> None:
	"""Stored hashes are compared with those of later releases: a change here turns replays into conflicts."""
	content = (
		'{"child_id":"CH-1042","legal_status":"C1","record_id":"R-1","record_version":1,'
		'"start_date":"2026-01-05"}'
	)
	whole = f'{{"data":{content},"subject":"CH-1042","type":"uk.council.legal-status.recorded"}}'
	message = message_of(small(RecordType.LEGAL_STATUS))
	assert message.content_hash == hashlib.sha256(content.encode()).hexdigest()
	assert message.message_hash == hashlib.sha256(whole.encode()).hexdigest()


@pytest.mark.parametrize(
	("record_type", "field", "value", "kept"),
	[
		(RecordType.CHILD, "first_name", "  Zuzanna ", "Zuzanna"),
		(RecordType.CHILD, "first_name", "x" * 140, "x" * 140),
		(RecordType.CHILD, "communication_needs", "x" * 1000, "x" * 1000),
		(RecordType.CHILD, "last_name", None, None),
		(RecordType.CHILD, "social_worker", "a:B.c_d-9" + "x" * 55, "a:B.c_d-9" + "x" * 55),
		(RecordType.PERIOD_OF_CARE, "start_date", "1990-01-01", date(1990, 1, 1)),
		(RecordType.LEGAL_STATUS, "end_date", "2100-12-31", date(2100, 12, 31)),
		(RecordType.LEGAL_STATUS, "end_date", None, None),
		(RecordType.PLACEMENT, "status", "planned", codes.PlacementState.PLANNED),
		(RecordType.PLACEMENT, "immediate_risk", None, None),
		(RecordType.PLACEMENT, "immediate_risk", False, False),
		(RecordType.PLACEMENT, "distance_miles", 0, 0.0),
		(RecordType.PLACEMENT, "distance_miles", 20_000, 20_000.0),
		(RecordType.REVIEW, "changes_considered", [], ()),
		(RecordType.REVIEW, "change_only", True, True),
		(RecordType.REVIEW, "participation_code", None, None),
	],
)
def test_values_at_the_edge_are_taken(
	record_type: RecordType, field: str, value: object, kept: object
) -> None:
	record = message_of(example(record_type, **{field: value})).record
	assert getattr(record, field) == kept
	assert type(getattr(record, field)) is type(kept)


@pytest.mark.parametrize(
	("name", "code_set", "record_type"),
	[
		("sex", codes.Sex, RecordType.CHILD),
		("category_of_need", codes.CategoryOfNeed, RecordType.PERIOD_OF_CARE),
		("end_reason", codes.EndReason, RecordType.PERIOD_OF_CARE),
		("status", codes.PlacementState, RecordType.PLACEMENT),
		("placement_type", codes.PlacementType, RecordType.PLACEMENT),
		("provider", codes.PlacementProvider, RecordType.PLACEMENT),
		("reason_new_episode", codes.ReasonNewEpisode, RecordType.PLACEMENT),
		("reason_place_change", codes.ReasonPlaceChange, RecordType.PLACEMENT),
		("legal_status", codes.LegalStatus, RecordType.LEGAL_STATUS),
		("participation_code", codes.Participation, RecordType.REVIEW),
	],
)
def test_every_code_of_every_set_is_taken(
	name: str, code_set: type[codes.Code], record_type: RecordType
) -> None:
	for code in code_set:
		if code is not codes.EndReason.X1:
			assert getattr(message_of(example(record_type, **{name: code.value})).record, name) is code


@pytest.mark.parametrize("version", [1, 2**31, 2**63 - 1])
def test_versions_are_64_bit(version: int) -> None:
	assert message_of(example(record_version=version)).version == version


@pytest.mark.parametrize(
	("name", "value"),
	[
		("datacontenttype", "application/json; charset=utf-8"),
		("datacontenttype", "APPLICATION/JSON"),
		("dataschema", "/v1"),
		("dataschema", None),
		("id", "A" * 64),
		("source", "a/b:c_d.e-f" + "x" * 117),
	],
)
def test_envelope_attributes_at_the_edge_are_taken(name: str, value: object) -> None:
	message_of(example() | {name: value})


def test_optional_attributes_may_be_left_out() -> None:
	message_of(without(example(), "time", "datacontenttype", "dataschema", "data.voided"))


def test_a_message_may_have_a_million_bytes() -> None:
	body = json.dumps(example()).encode()
	assert read(body.ljust(MOST_BYTES), TODAY).message is not None
	assert read(body.ljust(MOST_BYTES + 1), TODAY).message is None
