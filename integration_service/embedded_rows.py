"""The inbox and the record versions of the embedded platform: loaded for one batch, and saved with it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from iro_module.contract import Reading
from iro_module.domain.intake import Faults, Outcome, SeenMessage, StoredRecord
from iro_module.domain.records import RecordType, as_fields, from_fields, message_name

MOST_BODY_CHARACTERS = 1_000_000
_MOST_PARAMETERS = 500


class Inbox:
	"""The messages seen before among those of a batch, and what became of the batch's own."""

	def __init__(self, connection: sqlite3.Connection, readings: Iterable[Reading]) -> None:
		self._connection = connection
		self._seen: dict[str, SeenMessage] = {}
		self._changed: dict[str, dict[str, Any]] = {}
		self._repeated: list[str] = []
		names = {self.name_of(reading.source, reading.id) for reading in readings}
		for row in select(connection, "SELECT name, outcome, message_hash FROM message", "name", names):
			self._seen[row["name"]] = SeenMessage(
				row["name"], Outcome(row["outcome"]), row["message_hash"] or ""
			)

	@staticmethod
	def name_of(source: str | None, message_id: str | None) -> str | None:
		"""The name of a message whose source and id can be read."""
		return message_name(source, message_id) if source and message_id else None

	def name_of_refused(self, name: str | None, digest: str) -> str:
		"""Under what name a refused message is kept: never in the place of one that was taken."""
		seen = self._seen.get(name) if name else None
		return digest if name is None or (seen and seen.outcome is not Outcome.REFUSED) else name

	def seen(self, name: str) -> SeenMessage | None:
		"""What became of the message when it came before."""
		return self._seen.get(name)

	def put(
		self,
		name: str,
		reading: Reading,
		outcome: Outcome,
		faults: Faults,
		body: str,
		source: str | None = None,
	) -> None:
		"""Keep the outcome. A repeat leaves the row as it is, unless it was refused before."""
		before = self._seen.get(name)
		if before and before.outcome is not Outcome.REFUSED:
			self._repeated.append(name)
			return
		message_hash = reading.message.message_hash if reading.message else None
		self._seen[name] = SeenMessage(name, outcome, message_hash or "")
		self._changed[name] = {
			"name": name,
			"source": reading.source or (_text(source) if source else None),
			"id": reading.id,
			"type": reading.type,
			"child_id": reading.subject,
			"outcome": outcome.value,
			"faults": json.dumps(faults),
			"message_hash": message_hash,
			"body": _text(body[:MOST_BODY_CHARACTERS]),
		}

	def save(self) -> None:
		"""Write the batch's messages."""
		self._connection.executemany(
			"""INSERT INTO message (name, source, id, type, child_id, outcome, faults, message_hash, body)
			VALUES (:name, :source, :id, :type, :child_id, :outcome, :faults, :message_hash, :body)
			ON CONFLICT (name) DO UPDATE SET source = excluded.source, id = excluded.id, type = excluded.type,
			child_id = excluded.child_id, outcome = excluded.outcome, faults = excluded.faults,
			message_hash = excluded.message_hash, body = excluded.body, times = times + 1""",
			list(self._changed.values()),
		)
		self._connection.executemany(
			"UPDATE message SET times = times + 1 WHERE name = ?", [(name,) for name in self._repeated]
		)


class Records:
	"""The versions in force of the records that a batch names. `children`: those whose records changed."""

	def __init__(self, connection: sqlite3.Connection, readings: Iterable[Reading]) -> None:
		self._connection = connection
		self._changed: dict[str, StoredRecord] = {}
		self.children: set[str] = set()
		names = {reading.message.record_name for reading in readings if reading.message}
		self._stored = {
			row["name"]: _stored(row) for row in select(connection, "SELECT * FROM record", "name", names)
		}

	@staticmethod
	def of_child(connection: sqlite3.Connection, child_id: str) -> list[StoredRecord]:
		"""Every record of one child, tombstones too."""
		rows = connection.execute("SELECT * FROM record WHERE child_id = ?", (child_id,)).fetchall()
		return [_stored(row) for row in rows]

	def get(self, name: str) -> StoredRecord | None:
		"""The version in force."""
		return self._stored.get(name)

	def put(self, stored: StoredRecord) -> None:
		"""Keep a record's new state. Where it moved to another child, both have changed."""
		before = self._stored.get(stored.name)
		self.children |= {stored.child_id} | ({before.child_id} if before else set())
		self._stored[stored.name] = self._changed[stored.name] = stored

	def save(self) -> None:
		"""Write the changed records; a child not known yet is made with nothing but its id."""
		self._connection.executemany(
			"INSERT OR IGNORE INTO child (child_id) VALUES (?)", [(child,) for child in sorted(self.children)]
		)
		self._connection.executemany(
			"INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			[_row(stored) for stored in self._changed.values()],
		)


def select(
	connection: sqlite3.Connection, query: str, column: str, values: Iterable[str | None]
) -> Iterator[sqlite3.Row]:
	"""The rows whose column is one of the values, however many these are."""
	wanted = sorted(value for value in values if value)
	for part in range(0, len(wanted), _MOST_PARAMETERS):
		some = wanted[part : part + _MOST_PARAMETERS]
		marks = ", ".join("?" * len(some))
		yield from connection.execute(f"{query} WHERE {column} IN ({marks})", some)


def _text(text: str) -> str:
	"""Text that can be stored: half a character (a lone surrogate) is written out."""
	return text.encode("utf-8", "backslashreplace").decode()


def _stored(row: sqlite3.Row) -> StoredRecord:
	record_type = RecordType(row["record_type"])
	first = row["first_recorded_on"]
	return StoredRecord(
		name=row["name"],
		source=row["source"],
		record_type=record_type,
		record_id=row["record_id"],
		version=row["version"],
		child_id=row["child_id"],
		record=from_fields(record_type, json.loads(row["fields"])) if row["fields"] else None,
		content_hash=row["content_hash"],
		first_recorded_on=date.fromisoformat(first) if first else None,
	)


def _row(stored: StoredRecord) -> Sequence[str | int | None]:
	first = stored.first_recorded_on
	return (
		stored.name,
		stored.source,
		stored.record_type.value,
		stored.record_id,
		stored.version,
		stored.child_id,
		json.dumps(as_fields(stored.record)) if stored.record else None,
		stored.content_hash,
		first.isoformat() if first else None,
	)
