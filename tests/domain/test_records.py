"""Records as plain values and back, and the names under which they are kept; the code sets of domain.md 4.2-4.6."""

from dataclasses import fields

import pytest

from iro_module.domain import codes
from iro_module.domain.records import (
	CLASS_OF,
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	RecordType,
	ReviewHeld,
	as_fields,
	child_name,
	digest,
	from_fields,
	message_name,
	record_name,
)
from tests.domain.story import day

FULL = [
	ChildDetails("Asha", "Quill", day("2017-03-20"), codes.Sex.FEMALE, False, True, "signs", True, "SW-1", "North"),
	PeriodOfCare(
		day("2026-03-20"), day("2026-05-01"), codes.CategoryOfNeed.N1, codes.EndReason.E4A, False, False
	),
	Placement(
		day("2026-03-20"), codes.PlacementType.U6, day("2026-05-01"), codes.PlacementState.PLANNED,
		codes.PlacementProvider.PR4, codes.ReasonNewEpisode.STARTED, codes.ReasonPlaceChange.CREQB, "F-1", "SC1", False,
		"E09000008", 12.5,
	),
	LegalStatusHeld(day("2026-03-20"), codes.LegalStatus.C2, day("2026-05-01")),
	ReviewHeld(day("2026-04-14"), codes.Participation.PN1, ("PL-1", "LS-1"), True),
]  # fmt: skip
BARE = [
	ChildDetails(),
	PeriodOfCare(day("2026-03-20")),
	Placement(day("2026-03-20"), codes.PlacementType.U6),
	LegalStatusHeld(day("2026-03-20"), codes.LegalStatus.C2),
	ReviewHeld(day("2026-04-14")),
]


@pytest.mark.parametrize("record", [*FULL, *BARE], ids=lambda one: type(one).__name__)
def test_records_survive_the_way_to_a_store_and_back(record: Record) -> None:
	kept = as_fields(record)
	assert from_fields(record.TYPE, kept) == record
	assert set(kept) == {one.name for one in fields(record)}
	for value in kept.values():
		assert value is None or type(value) in (str, bool, float, list)


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_every_field_of_a_full_record_is_filled(record: Record) -> None:
	"""So that a field added later, and lost on the way, is noticed here."""
	assert None not in as_fields(record).values()
	assert CLASS_OF[record.TYPE] is type(record)


def test_a_date_may_come_as_a_date() -> None:
	assert from_fields(RecordType.REVIEW, {"review_date": day("2026-04-14")}) == ReviewHeld(day("2026-04-14"))


@pytest.mark.parametrize(
	("values", "problem"),
	[
		({"review_date": "2026-04-14", "participation_code": "PN9"}, ValueError),
		({"review_date": "2026-02-30"}, ValueError),
		({"review_date": "2026-04-14", "venue": "school"}, TypeError),
	],
)
def test_what_cannot_be_a_record_is_an_error(values: dict[str, object], problem: type[Exception]) -> None:
	with pytest.raises(problem):
		from_fields(RecordType.REVIEW, values)


def test_names_differ_for_ids_that_a_collation_takes_for_one() -> None:
	ids = ["aBc", "ABC", "abc", "abc ", "ábc"]
	assert len({child_name(one) for one in ids}) == len(ids)
	assert len({message_name("council", one) for one in ids}) == len(ids)
	assert len({record_name("council", RecordType.REVIEW, one) for one in ids}) == len(ids)


def test_names_differ_by_source_and_type_and_cannot_be_shifted_between_parts() -> None:
	assert record_name("council", RecordType.REVIEW, "1") != record_name("council", RecordType.PLACEMENT, "1")
	assert record_name("council", RecordType.REVIEW, "1") != record_name("other", RecordType.REVIEW, "1")
	assert message_name("ab", "c") != message_name("a", "bc")
	assert digest("ab", "c") != digest("a", "bc")
	assert child_name("1") == child_name("1")
	assert len(child_name("1")) == 64


def test_a_code_is_its_own_text() -> None:
	assert f"{codes.PlacementType.A6}" == "A6" == codes.PlacementType.A6
	assert [len(kind) for kind in (codes.Participation, codes.ReasonNewEpisode, codes.ReasonPlaceChange)] == [
		8,
		6,
		12,
	]


def test_4_6_every_end_reason_is_known() -> None:
	expected = "X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17"
	assert [str(one) for one in codes.EndReason] == expected.split()


def test_4_5_every_placement_type_is_known() -> None:
	expected = (
		"U1 U2 U3 U4 U5 U6 A3 A4 A5 A6 K1 K2 K3 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 H5 Z1 Z11 Z12 Z13 Z14"
	)
	assert [str(one) for one in codes.PlacementType] == expected.split()
	assert {str(one) for one in codes.TEMPORARY} == {"T0", "T1", "T2", "T3", "T4"}
	assert {str(one) for one in codes.PLACED_FOR_ADOPTION} == {"A3", "A4", "A5", "A6"}


def test_4_4_every_legal_status_is_known_and_has_words() -> None:
	expected = "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3"
	assert [str(one) for one in codes.LegalStatus] == expected.split()
	assert set(codes.STATUS_MEANING) == set(codes.LegalStatus)
	assert set(codes.REASON_MEANING) == set(codes.ReasonPlaceChange)
