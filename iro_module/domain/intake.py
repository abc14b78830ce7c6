"""What a message means for what is on file: applied, duplicate, stale or refused; and the version kept.

Event-carried state: a message carries the whole record with its version, and is kept if its version is newer.
So the result depends on the set of messages, not on their order, on duplicates or on replays.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from iro_module.domain.records import Record, RecordType, message_name, record_name


class Outcome(str, Enum):
	"""What became of a message."""

	APPLIED = "applied"
	DUPLICATE = "duplicate"
	STALE = "stale"
	REFUSED = "refused"


Faults = dict[str, list[str]]
"""Every fault of a message, under the path of the value at fault; `message` is the whole of it."""


@dataclass(frozen=True, slots=True)
class Message:
	"""A valid message. `record` is None where the record is voided: it never happened.

	content_hash covers the record and its version, message_hash also type and subject; both SHA-256 in hex.
	"""

	source: str
	id: str
	record_type: RecordType
	child_id: str
	record_id: str
	version: int
	record: Record | None
	content_hash: str
	message_hash: str
	recorded_on: date | None = None

	@property
	def name(self) -> str:
		return message_name(self.source, self.id)

	@property
	def record_name(self) -> str:
		return record_name(self.source, self.record_type, self.record_id)


@dataclass(frozen=True, slots=True)
class StoredRecord:
	"""The version of a record in force. `record` is None for a tombstone.

	first_recorded_on: the earliest day any version of it was recorded, where the messages said so.
	"""

	name: str
	source: str
	record_type: RecordType
	record_id: str
	version: int
	child_id: str
	record: Record | None
	content_hash: str
	first_recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class SeenMessage:
	"""A message already in the inbox."""

	name: str
	outcome: Outcome
	message_hash: str


@dataclass(frozen=True, slots=True)
class Judgement:
	"""The outcome of one message; `stored` is the record's new state, None where it stays as it is."""

	outcome: Outcome
	stored: StoredRecord | None
	faults: Faults


def judge(message: Message, seen: SeenMessage | None, stored: StoredRecord | None) -> Judgement:
	"""Decide one message against the inbox and the version on file.

	A refused message is judged again when it is repeated. The same id, or the same version of a record, with
	other content is a conflict: refused, never called a duplicate.
	"""
	if seen and seen.outcome is not Outcome.REFUSED and seen.message_hash != message.message_hash:
		return _refused(
			"id",
			f"message {message.id} of {message.source} came before with other content; "
			"send the correction under a new id and a higher record_version",
		)
	if stored is None or message.version > stored.version:
		return Judgement(Outcome.APPLIED, _kept(message, stored), {})
	first = _earliest(stored.first_recorded_on, message.recorded_on)
	touched = replace(stored, first_recorded_on=first) if first != stored.first_recorded_on else None
	if message.version < stored.version:
		return Judgement(Outcome.STALE, touched, {})
	if message.content_hash != stored.content_hash:
		return _refused(
			"data.record_version",
			f"version {message.version} of record {message.record_id} is on file "
			"with other content; send the correction with a higher record_version",
		)
	return Judgement(Outcome.DUPLICATE, touched, {})


def is_on_file(message: Message, seen: SeenMessage | None) -> bool:
	"""Whether this very message was taken before, so that a later report of its failing says nothing new."""
	return (
		seen is not None and seen.outcome is not Outcome.REFUSED and seen.message_hash == message.message_hash
	)


def _kept(message: Message, before: StoredRecord | None) -> StoredRecord:
	return StoredRecord(
		name=message.record_name,
		source=message.source,
		record_type=message.record_type,
		record_id=message.record_id,
		version=message.version,
		child_id=message.child_id,
		record=message.record,
		content_hash=message.content_hash,
		first_recorded_on=_earliest(before.first_recorded_on if before else None, message.recorded_on),
	)


def _earliest(*days: date | None) -> date | None:
	return min((day for day in days if day), default=None)


def _refused(path: str, fault: str) -> Judgement:
	return Judgement(Outcome.REFUSED, None, {path: [fault]})
