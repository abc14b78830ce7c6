"""What a message means for what is on file: design, sections 2 and 5."""

from itertools import permutations

import pytest

from iro_module.domain.intake import Message, Outcome, SeenMessage, StoredRecord, is_on_file, judge
from iro_module.domain.records import PeriodOfCare, RecordType
from tests.domain.story import FEED, day


def message(
	version: int = 1,
	content: str = "a",
	message_id: str | None = None,
	recorded_on: str | None = None,
	**values: object,
) -> Message:
	return Message(
		**{
			"source": FEED,
			"id": message_id or f"m{version}{content}",
			"record_type": RecordType.PERIOD_OF_CARE,
			"child_id": "CH-1",
			"record_id": "PC-1",
			"version": version,
			"record": PeriodOfCare(day("2026-03-20")),
			"content_hash": content,
			"message_hash": f"{version}{content}",
			"recorded_on": day(recorded_on) if recorded_on else None,
			**values,
		}  # type: ignore[arg-type]
	)


def filed(version: int = 5, content: str = "a", first: str | None = "2026-03-20") -> StoredRecord:
	one = message(version, content, recorded_on=first)
	stored = judge(one, None, None).stored
	assert stored is not None
	return stored


def seen(outcome: Outcome, message_hash: str) -> SeenMessage:
	return SeenMessage("name", outcome, message_hash)


def test_outcomes_are_told_and_kept_under_these_names() -> None:
	assert [one.value for one in Outcome] == ["applied", "duplicate", "stale", "refused"]


@pytest.mark.parametrize(
	("version", "content", "outcome", "at"),
	[
		(6, "b", Outcome.APPLIED, None),
		(6, "a", Outcome.APPLIED, None),
		(5, "a", Outcome.DUPLICATE, None),
		(5, "b", Outcome.REFUSED, "data.record_version"),
		(4, "a", Outcome.STALE, None),
		(4, "b", Outcome.STALE, None),
	],
)
def test_against_version_5_on_file(version: int, content: str, outcome: Outcome, at: str | None) -> None:
	judgement = judge(message(version, content), None, filed())
	assert judgement.outcome is outcome
	assert list(judgement.faults) == ([at] if at else [])
	assert (judgement.stored is not None) is (outcome is Outcome.APPLIED)


def test_the_first_version_is_applied_whatever_its_number() -> None:
	judgement = judge(message(7, recorded_on="2026-03-21"), None, None)
	assert judgement.outcome is Outcome.APPLIED
	assert judgement.stored == StoredRecord(
		message().record_name, FEED, RecordType.PERIOD_OF_CARE, "PC-1", 7, "CH-1",
		PeriodOfCare(day("2026-03-20")), "a", day("2026-03-21"),
	)  # fmt: skip


@pytest.mark.parametrize(
	("before", "again", "outcome"),
	[
		(Outcome.APPLIED, "5a", Outcome.DUPLICATE),
		(Outcome.DUPLICATE, "5a", Outcome.DUPLICATE),
		(Outcome.STALE, "5a", Outcome.DUPLICATE),
		(Outcome.REFUSED, "5a", Outcome.DUPLICATE),  # judged again
		(Outcome.REFUSED, "other", Outcome.DUPLICATE),
		(Outcome.APPLIED, "other", Outcome.REFUSED),
		(Outcome.DUPLICATE, "other", Outcome.REFUSED),
		(Outcome.STALE, "other", Outcome.REFUSED),
	],
)
def test_an_id_that_came_before(before: Outcome, again: str, outcome: Outcome) -> None:
	judgement = judge(message(5, "a", message_hash="5a"), seen(before, again), filed())
	assert judgement.outcome is outcome
	assert list(judgement.faults) == (["id"] if outcome is Outcome.REFUSED else [])


def test_the_same_id_with_other_content_is_refused_even_with_a_higher_version() -> None:
	judgement = judge(message(6, "b"), seen(Outcome.APPLIED, "5a"), filed())
	assert (judgement.outcome, judgement.stored) == (Outcome.REFUSED, None)


def test_a_refused_message_is_applied_when_it_comes_again_and_nothing_stands_against_it() -> None:
	assert judge(message(6, "b"), seen(Outcome.REFUSED, "6b"), filed()).outcome is Outcome.APPLIED


@pytest.mark.parametrize(
	("before", "message_hash", "on_file"),
	[
		(Outcome.APPLIED, "1a", True),
		(Outcome.DUPLICATE, "1a", True),
		(Outcome.STALE, "1a", True),
		(Outcome.REFUSED, "1a", False),
		(Outcome.APPLIED, "1b", False),
		(Outcome.REFUSED, "1b", False),
	],
)
def test_a_message_is_on_file_once_it_was_taken_as_it_is(
	before: Outcome, message_hash: str, on_file: bool
) -> None:
	assert is_on_file(message(), seen(before, message_hash)) is on_file


def test_what_never_came_is_not_on_file() -> None:
	assert is_on_file(message(), None) is False


def test_a_conflict_says_what_is_wrong_where_and_what_to_do_next() -> None:
	by_version = judge(message(5, "b"), None, filed()).faults["data.record_version"]
	assert by_version == [
		"version 5 of record PC-1 is on file with other content; send the correction with a higher record_version"
	]
	by_id = judge(message(6, "b", "m-1"), seen(Outcome.APPLIED, "x"), filed()).faults["id"]
	assert by_id == [
		"message m-1 of council/records came before with other content; "
		"send the correction under a new id and a higher record_version"
	]


class TestTombstones:
	def test_a_voided_record_is_kept_as_one(self) -> None:
		judgement = judge(message(6, "b", record=None), None, filed())
		assert judgement.stored is not None
		assert (judgement.stored.record, judgement.stored.version) == (None, 6)

	@pytest.mark.parametrize(
		("version", "outcome"), [(6, Outcome.REFUSED), (5, Outcome.STALE), (7, Outcome.APPLIED)]
	)
	def test_only_a_higher_version_brings_it_back(self, version: int, outcome: Outcome) -> None:
		tombstone = judge(message(6, "b", record=None), None, filed()).stored
		judgement = judge(message(version, "c"), None, tombstone)
		assert judgement.outcome is outcome
		if outcome is Outcome.APPLIED:
			assert judgement.stored is not None
			assert judgement.stored.record is not None

	def test_a_record_voided_before_it_ever_came(self) -> None:
		tombstone = judge(message(2, "b", record=None), None, None).stored
		assert judge(message(1, "a"), None, tombstone).outcome is Outcome.STALE

	def test_a_record_may_pass_to_another_child(self) -> None:
		judgement = judge(message(6, "b", child_id="CH-2"), None, filed())
		assert judgement.stored is not None
		assert judgement.stored.child_id == "CH-2"


class TestFirstRecordedOn:
	"""The earliest day any version was recorded, whatever the order of arrival."""

	@pytest.mark.parametrize(
		("version", "content", "recorded_on", "first"),
		[
			(6, "b", "2026-03-25", "2026-03-20"),
			(6, "b", "2026-03-18", "2026-03-18"),
			(6, "b", None, "2026-03-20"),
			(4, "b", "2026-03-18", "2026-03-18"),
			(4, "b", "2026-03-20", None),
			(4, "b", "2026-03-25", None),
			(4, "b", None, None),
			(5, "a", "2026-03-18", "2026-03-18"),
			(5, "a", "2026-03-25", None),
			(5, "b", "2026-03-18", None),  # refused: what it says counts for nothing
		],
	)
	def test_against_20_march(
		self, version: int, content: str, recorded_on: str | None, first: str | None
	) -> None:
		stored = judge(message(version, content, recorded_on=recorded_on), None, filed()).stored
		assert (stored.first_recorded_on if stored else None) == (day(first) if first else None)

	def test_a_stale_message_changes_nothing_else(self) -> None:
		before = filed()
		after = judge(message(4, "b", recorded_on="2026-03-18"), None, before).stored
		assert after is not None
		assert (after.version, after.content_hash, after.record) == (5, "a", before.record)

	def test_known_from_an_older_version_where_the_newer_did_not_say(self) -> None:
		stored = judge(message(4, "b", recorded_on="2026-03-18"), None, filed(first=None)).stored
		assert stored is not None
		assert stored.first_recorded_on == day("2026-03-18")


def test_order_duplicates_and_replays_lead_to_one_state() -> None:
	messages = [
		message(1, "a", recorded_on="2026-03-22"),
		message(2, "b", recorded_on="2026-03-20"),
		message(3, "c", record=None),
		message(2, "b", recorded_on="2026-03-21", message_id="again"),
	]
	ends = set()
	for order in permutations(messages * 2, len(messages) + 2):
		if {one.id for one in order} != {one.id for one in messages}:
			continue
		stored = None
		for one in order:
			stored = judge(one, None, stored).stored or stored
		ends.add(stored)
	assert [(one.version, one.record, one.first_recorded_on) for one in ends if one] == [
		(3, None, day("2026-03-20"))
	]
