"""What a platform keeps of records: versions, tombstones, children, sources of two ranks, full statements."""

import random

from tests.conformance.conftest import Subject
from tests.conformance.material import Message


def starts(subject: Subject, child: str, record_id: str = "C-1", version: int = 1, **more: object) -> Message:
	fields = {"start_date": "2026-05-18", **more}
	return subject.names.message("period-of-care", child, record_id, version, **fields)


def moves(subject: Subject, child: str) -> list[Message]:
	"""A year in care, the last review in April, and a move that nobody planned in May."""
	names = subject.names
	return [
		names.message("period-of-care", child, "C-1", 1, start_date="2025-01-06", reviews_complete=False),
		names.message("legal-status", child, "L-1", 1, start_date="2025-01-06", legal_status="C2"),
		names.message("review", child, "R-1", 1, review_date="2026-04-14", participation_code="PN1"),
		names.message(
			"placement", child, "P-1", 2, start_date="2025-01-06", placement_type="U6", end_date="2026-05-12",
			reason_place_change="CREQB",
		),
		names.message(
			"placement", child, "P-2", 1, start_date="2026-05-12", placement_type="K2", reason_new_episode="P"
		),
	]  # fmt: skip


def test_an_unplanned_move_brings_the_review_forward(subject: Subject):
	child = subject.names.child(1)
	subject.ingest(*moves(subject, child))
	(review,) = subject.of(child)
	assert (review["kind"], review["due_on"], review["statutory_due_on"]) == (
		"change_of_circumstances", "2026-06-10", "2026-10-14",
	)  # fmt: skip
	assert [notice["rule"] for notice in subject.of(child, "notices")] == ["C04"]


def test_a_voided_record_never_happened(subject: Subject):
	child = subject.names.child(1)
	messages = moves(subject, child)
	subject.ingest(*messages)
	void = {"record_id": "P-2", "record_version": 2, "voided": True}
	subject.ingest(
		{**messages[4], "id": "void", "data": void},
		subject.names.message("placement", child, "P-1", 3, start_date="2025-01-06", placement_type="U6"),
	)
	(review,) = subject.of(child)
	assert (review["kind"], review["due_on"]) == ("subsequent", "2026-10-14")
	assert subject.of(child, "notices") == []


def test_a_notice_that_was_taken_back_stands_again_when_the_change_does(subject: Subject):
	child = subject.names.child(1)
	messages = moves(subject, child)
	subject.ingest(*messages)
	before = subject.answer()
	void = {"record_id": "P-2", "record_version": 2, "voided": True}
	subject.ingest({**messages[4], "id": "void", "data": void})
	assert subject.answer() != before
	again = {**messages[4], "id": "again", "data": {**messages[4]["data"], "record_version": 3}}
	subject.ingest(again)
	assert subject.answer() == before


def test_a_tombstone_outlives_the_versions_before_it(subject: Subject):
	child = subject.names.child(1)
	void = starts(subject, child, version=5) | {
		"data": {"record_id": "C-1", "record_version": 5, "voided": True}
	}
	assert subject.ingest(void) == ["applied"]
	assert subject.ingest(starts(subject, child, version=4)) == ["stale"]
	assert subject.of(child) == []
	assert subject.ingest(starts(subject, child, version=6)) == ["applied"]
	assert len(subject.of(child)) == 1


def test_a_record_that_moves_to_another_child_plans_both(subject: Subject):
	one, other = subject.names.child(1), subject.names.child(2)
	subject.ingest(starts(subject, one))
	assert len(subject.of(one)) == 1
	subject.ingest(starts(subject, other, version=2))
	assert (len(subject.of(one)), len(subject.of(other))) == (0, 1)
	assert subject.of(one, "notices") == []


def test_ids_are_compared_byte_for_byte(subject: Subject):
	children = [subject.names.child(name) for name in ("aBc", "ABC", "abc")]
	messages = [
		starts(subject, child, record_id, start_date=start)
		for child, record_id, start in zip(
			children, ("rec", "REC", "Rec"), ("2026-05-11", "2026-05-12", "2026-05-13"), strict=True
		)
	]
	assert subject.ingest(*messages) == ["applied"] * 3
	assert [len(subject.of(child)) for child in children] == [1, 1, 1]
	assert subject.answer() == subject.reference(*messages)


def test_the_same_record_id_in_two_types_and_two_sources_is_four_records(subject: Subject):
	child = subject.names.child(1)
	names = subject.names
	other = f"{names.source}:other"
	messages = [
		names.message("period-of-care", child, "1", 1, message_id="a", start_date="2026-01-05"),
		names.message(
			"legal-status", child, "1", 1, message_id="b", start_date="2026-01-05", legal_status="V2"
		),
		names.message("period-of-care", child, "1", 1, other, message_id="a", start_date="2026-01-05"),
		names.message(
			"legal-status", child, "1", 1, other, message_id="b", start_date="2026-01-05", legal_status="V2"
		),
	]
	assert subject.ingest(*messages) == ["applied"] * 4
	assert subject.ingest(*reversed(messages)) == ["duplicate"] * 4


def test_the_live_feed_takes_over_from_a_return_without_raising_a_thing(subject: Subject):
	child = subject.names.child(1)
	returned = [message | {"source": subject.names.return_source} for message in moves(subject, child)]
	live = [
		message | {"id": f"live-{number}", "data": message["data"] | {"record_id": f"live-{number}"}}
		for number, message in enumerate(moves(subject, child))
		if "review" not in message["type"]
	]
	subject.ingest(*returned)
	before = subject.of(child)
	subject.ingest(*live)
	assert subject.of(child) == before
	late = subject.names.message(
		"placement",
		child,
		"late",
		1,
		subject.names.return_source,
		start_date="2026-05-20",
		placement_type="U4",
	)
	subject.ingest(late)
	assert subject.of(child) == before


# --- full statements --------------------------------------------------------------------------------------------------


def statement(subject: Subject, version: int, *children: str) -> list[Message]:
	"""A return of that version that names these children."""
	return [
		subject.names.message(
			"period-of-care",
			child,
			f"{child}:C",
			version,
			subject.names.return_source,
			start_date="2026-05-18",
		)
		for child in children
	]


def test_what_a_full_statement_no_longer_names_is_voided(subject: Subject):
	one, two, three = (subject.names.child(number) for number in (1, 2, 3))
	source = subject.names.return_source
	live = starts(subject, subject.names.child(4), "live")
	subject.ingest(*statement(subject, 10, one, two, three), live)
	subject.ingest(*statement(subject, 11, one))
	assert subject.platform.close_statement(source, 11, [three]) == 1
	assert [len(subject.of(child)) for child in (one, two, three)] == [1, 0, 1]
	assert len(subject.of(subject.names.child(4))) == 1
	assert subject.of(two, "notices") == []
	assert subject.platform.close_statement(source, 11, [three]) == 0
	assert subject.platform.close_statement(source, 10, []) == 0
	assert subject.platform.close_statement(source, 11, []) == 1


def test_a_later_statement_brings_a_record_back(subject: Subject):
	one = subject.names.child(1)
	source = subject.names.return_source
	subject.ingest(*statement(subject, 10, one))
	before = subject.answer()
	subject.platform.close_statement(source, 11, [])
	assert subject.of(one) == []
	assert subject.ingest(*statement(subject, 12, one)) == ["applied"]
	assert subject.platform.close_statement(source, 12, []) == 0
	assert subject.answer() == before


def test_a_statement_with_many_children(subject: Subject):
	children = [subject.names.child(number) for number in range(700)]
	subject.ingest(*statement(subject, 10, *children))
	spared = random.Random(1).sample(children, 650)
	assert subject.platform.close_statement(subject.names.return_source, 11, spared) == 50
	assert {one["child_id"] for one in subject.answer()["reviews"]} == set(spared)
