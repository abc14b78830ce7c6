"""One batch of messages, in one transaction: inbox, records and plan are saved together or not at all."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe

from iro_module.contract import read
from iro_module.contract.fields import IDENTIFIER, SOURCE
from iro_module.domain.intake import (
	Judgement,
	Message,
	Outcome,
	SeenMessage,
	StoredRecord,
	is_on_file,
	judge,
)
from iro_module.domain.policy import Policy
from iro_module.domain.records import RecordType, child_name
from iro_module.intake import inbox, queries_on_file, stored
from iro_module.intake.inbox import Received
from iro_module.intake.planning import Effects, Loaded, load, ping, replan_locked
from iro_module.intake.transactions import (
	RetryBatch,
	begin_read_committed,
	is_passing,
	lock_or_create_children,
)
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")


@dataclass(slots=True)
class Batch:
	"""What a batch shares: the day, the limits, whether people are told, and what is on file."""

	on: date
	policy: Policy
	notify: bool
	seen: dict[str, SeenMessage]
	records: dict[str, StoredRecord]


def ingest(entries: Sequence[dict[str, Any]], *, notify: bool) -> list[dict[str, Any]]:
	"""Apply or refuse each entry; one answer per entry, in the same order. The request commits.

	Raises RetryBatch where the database gave the transaction up: nothing was saved.
	"""
	begin_read_committed()
	on = today()
	received = [_received(entry, on) for entry in entries]
	valid = [(one, message) for one in received if (message := _message(one))]
	homes = _homes(message for _entry, message in valid)
	lock_or_create_children({message.child_id for _entry, message in valid} | set(homes.values()))
	if _homes(message for _entry, message in valid) != homes:
		raise RetryBatch("A record moved to another child meanwhile; send the batch again")
	batch = Batch(on, policy_in_force(), notify, inbox.load(one.name for one in received), {})
	_believe_the_inbox(received, batch)
	effects = Effects()
	for group in _families(valid, homes):
		effects.add(_settle(group, homes, batch))
	inbox.save(received)
	ping(effects.told)
	return [one.settled() for one in received]


def _received(entry: dict[str, Any], on: date) -> Received:
	body = str(entry.get("body") or "")
	reading = read(body, on)
	source, message_id = reading.source, reading.id
	digest = str(entry.get("digest") or "")
	if not (source and message_id):
		source, message_id = _named(entry)
	return Received(
		body=body,
		digest=digest if DIGEST.fullmatch(digest) else reading.digest,
		reading=reading,
		faults=entry.get("faults") or reading.faults,
		source=source,
		message_id=message_id,
		sent_id=entry.get("id"),
	)


def _named(entry: dict[str, Any]) -> tuple[str | None, str | None]:
	"""The source and id that the sender gives an entry whose body names none; neither, where they are not ids."""
	source, message_id = str(entry.get("source") or ""), str(entry.get("id") or "")
	if SOURCE.fullmatch(source) and IDENTIFIER.fullmatch(message_id):
		return source, message_id
	return None, None


def _message(entry: Received) -> Message | None:
	"""The message to judge; None where the sender or the contract found a fault."""
	return None if entry.faults else entry.reading.message


def _believe_the_inbox(received: Iterable[Received], batch: Batch) -> None:
	"""A message that the sender reports as failing, and that was taken all the same, is a duplicate.

	Any other refusal under the id of one that was taken gets a row of its own, or nobody would ever see it.
	"""
	for entry in received:
		seen, message = batch.seen.get(entry.name), entry.reading.message
		if not entry.faults or seen is None or seen.outcome is Outcome.REFUSED:
			continue
		if message and is_on_file(message, seen):
			entry.outcome, entry.faults = Outcome.DUPLICATE, {}
		else:
			entry.conflicts = True


def _homes(messages: Iterable[Message]) -> dict[str, str]:
	"""Record name → the child under whom it is on file: a record whose child changes re-plans both."""
	names: dict[RecordType, set[str]] = defaultdict(set)
	for message in messages:
		names[message.record_type].add(message.record_name)
	return stored.children_of(names)


def _families(
	valid: Sequence[tuple[Received, Message]], homes: dict[str, str]
) -> list[list[tuple[Received, Message]]]:
	"""The batch by child, in order of arrival; children between whom a record moves go together.

	A record moves from the child under whom it is on file, or from the one an earlier message of the batch names.
	"""
	leader: dict[str, str] = {}
	home = dict(homes)

	def head(child_id: str) -> str:
		while leader.setdefault(child_id, child_id) != child_id:
			child_id = leader[child_id]
		return child_id

	for _entry, message in valid:
		leader[head(home.setdefault(message.record_name, message.child_id))] = head(message.child_id)
	groups: dict[str, list[tuple[Received, Message]]] = defaultdict(list)
	for entry, message in valid:
		groups[head(message.child_id)].append((entry, message))
	return list(groups.values())


def _settle(group: Sequence[tuple[Received, Message]], homes: dict[str, str], batch: Batch) -> Effects:
	"""Settle one child's messages under a savepoint: a child that cannot be saved does not harm the others."""
	frappe.db.savepoint("family")
	try:
		return _apply(group, homes, batch)
	except Exception as problem:  # noqa: BLE001 (an administrator's hook may raise anything; the class is kept)
		if is_passing(problem):
			raise RetryBatch("The database gave the transaction up; send the batch again") from None
		frappe.db.rollback(save_point="family")
		frappe.logger("iro_module").error({"event": "family_not_saved", "problem": type(problem).__name__})
		for entry, _ in group:
			entry.refuse(inbox.not_applied(problem))
		return Effects()


def _apply(group: Sequence[tuple[Received, Message]], homes: dict[str, str], batch: Batch) -> Effects:
	ids = {message.child_id for _entry, message in group}
	ids |= {homes[message.record_name] for _entry, message in group if message.record_name in homes}
	names = {child_name(child_id): child_id for child_id in ids}
	loaded = load(sorted(names))
	on_file = {record.name: record for records in loaded.records.values() for record in records}
	changed: dict[str, StoredRecord] = {}
	for entry, message in group:
		judgement = judge(message, batch.seen.get(entry.name), on_file.get(message.record_name))
		_note(entry, message, judgement, batch)
		if judgement.stored:
			on_file[message.record_name] = changed[message.record_name] = judgement.stored
	if not changed:
		return Effects()
	stored.save(changed.values())
	effects = replan_locked(_with(loaded, on_file, names), batch.on, batch.policy, notify=batch.notify)
	effects.told |= queries_on_file.answer(changed.values(), notify=batch.notify)
	for entry, _ in group:
		if entry.outcome is Outcome.APPLIED:
			entry.reviews = effects.reviews
	return effects


def _note(entry: Received, message: Message, judgement: Judgement, batch: Batch) -> None:
	entry.outcome, entry.faults = judgement.outcome, judgement.faults
	if judgement.outcome is Outcome.APPLIED:
		voided = " voided" if message.record is None else ""
		entry.changed = (
			f"{stored.DOCTYPE_OF[message.record_type]} {message.record_id} version {message.version}{voided}"
		)
	if judgement.outcome is Outcome.REFUSED:
		seen = batch.seen.get(entry.name)
		entry.conflicts = seen is not None and seen.outcome is not Outcome.REFUSED
	else:
		batch.seen[entry.name] = SeenMessage(entry.name, judgement.outcome, message.message_hash)


def _with(loaded: Loaded, on_file: dict[str, StoredRecord], names: dict[str, str]) -> Loaded:
	by_child: dict[str, list[StoredRecord]] = {name: [] for name in names}
	for record in on_file.values():
		by_child.setdefault(child_name(record.child_id), []).append(record)
	loaded.records = by_child
	return loaded
