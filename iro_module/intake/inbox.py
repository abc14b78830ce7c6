"""The inbox: a Record Message for every message ever received, whatever became of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.utils import now

from iro_module.contract import Reading
from iro_module.domain.intake import Faults, Outcome, SeenMessage
from iro_module.domain.records import message_name

DOCTYPE, PAYLOAD = "Record Message", "Record Message Payload"
OPEN = "Open"
"""What a refusal is until a person has dealt with it."""

_OF_A_NEW_ROW = ("name", "creation", "modified", "owner", "modified_by", "docstatus", "idx")
MAX_PAYLOAD = 1_000_000
MAX_SUMMARY = 500
MAX_TYPE = 140


@dataclass(slots=True)
class Received:
	"""One entry of a batch: what was sent, how it reads, and what became of it."""

	body: str
	digest: str
	reading: Reading
	faults: Faults
	source: str | None
	message_id: str | None
	sent_id: str | None = None
	outcome: Outcome = Outcome.REFUSED
	conflicts: bool = False
	changed: str | None = None
	reviews: list[str] = field(default_factory=list)

	@property
	def name(self) -> str:
		"""The inbox row: source and id where they could be read, else the bytes received.

		A message whose id was taken by another content has a row of its own, so that neither hides the other.
		"""
		if self.source and self.message_id and not self.conflicts:
			return message_name(self.source, self.message_id)
		return self.digest

	def refuse(self, faults: Faults) -> None:
		self.outcome, self.faults = Outcome.REFUSED, faults

	def settled(self) -> dict[str, Any]:
		"""The answer to the sender, under the id that the sender gave, or the digest."""
		return {"outcome": self.outcome.value, "id": self.sent_id or self.digest, "faults": self.faults}


def load(names: Iterable[str]) -> dict[str, SeenMessage]:
	"""The messages already in the inbox, by name. A locking read: it shows what others have just committed."""
	wanted = sorted(set(names))
	if not wanted:
		return {}
	rows = frappe.db.sql(
		"SELECT name, outcome, message_hash FROM `tabRecord Message` WHERE name IN %(names)s FOR UPDATE",
		{"names": wanted},
		as_dict=True,
	)
	return {row.name: SeenMessage(row.name, Outcome(row.outcome), row.message_hash or "") for row in rows}


def save(entries: Iterable[Received]) -> None:
	"""Write the rows of a batch, in the order of their names. A repeat only ever takes the place of a refusal."""
	by_name: dict[str, Received] = {}
	for entry in entries:
		if entry.name not in by_name or by_name[entry.name].outcome is not Outcome.APPLIED:
			by_name[entry.name] = entry
	if not by_name:
		return
	rows = [_row(by_name[name]) for name in sorted(by_name)]
	replaced = [one for one in rows[0] if one not in (*_OF_A_NEW_ROW, "received_at", "outcome")]
	kept = ", ".join(f"`{one}` = IF(outcome = 'refused', VALUES(`{one}`), `{one}`)" for one in replaced)
	_write(DOCTYPE, rows, f"{kept}, outcome = IF(outcome = 'refused', VALUES(outcome), outcome)")
	_save_payloads(by_name)


def _save_payloads(entries: dict[str, Received]) -> None:
	"""Keep what was sent, where the row on file is about these very bytes."""
	on_file = dict(
		frappe.db.sql(
			f"SELECT name, digest FROM `tab{DOCTYPE}` WHERE name IN %(names)s", {"names": sorted(entries)}
		)
	)
	rows = [_payload_row(entries[name]) for name in sorted(entries) if on_file[name] == entries[name].digest]
	if rows:
		_write(PAYLOAD, rows, "payload = VALUES(payload)")


def _write(doctype: str, rows: list[dict[str, Any]], on_file_already: str) -> None:
	columns = ", ".join(f"`{one}`" for one in rows[0])
	marks = ", ".join(["(" + ", ".join(["%s"] * len(rows[0])) + ")"] * len(rows))
	frappe.db.sql(
		f"INSERT INTO `tab{doctype}` ({columns}) VALUES {marks} ON DUPLICATE KEY UPDATE {on_file_already}",
		[value for row in rows for value in row.values()],
	)


def _new_row(entry: Received) -> dict[str, Any]:
	when, user = now(), frappe.session.user
	values = (entry.name, when, when, user, user, 0, 0, entry.reading.subject)
	return dict(zip((*_OF_A_NEW_ROW, "child_id"), values, strict=True))


def _payload_row(entry: Received) -> dict[str, Any]:
	return {**_new_row(entry), "payload": entry.body[:MAX_PAYLOAD]}


def _row(entry: Received) -> dict[str, Any]:
	message, reading = entry.reading.message, entry.reading
	return {
		**_new_row(entry),
		"source": entry.source,
		"message_id": entry.message_id,
		"message_type": reading.type[:MAX_TYPE] if reading.type else None,
		"record_id": message.record_id if message else None,
		"record_version": message.version if message else None,
		"received_at": now(),
		"faults": json.dumps(entry.faults, ensure_ascii=False) if entry.faults else None,
		"fault_summary": _summary(entry.faults),
		"digest": entry.digest,
		"message_hash": message.message_hash if message else None,
		"changed": entry.changed,
		"reviews_raised": "\n".join(entry.reviews) or None,
		"handling": OPEN if entry.outcome is Outcome.REFUSED else None,
		"outcome": entry.outcome.value,
	}


def _summary(faults: Faults) -> str | None:
	words = "; ".join(f"{path}: {' '.join(texts)}" for path, texts in faults.items())
	return words[:MAX_SUMMARY] or None


def not_applied(problem: Exception) -> Faults:
	"""The fault of messages whose child could not be saved: kept for a retry, without the exception's own text."""
	return {
		"message": [
			_(
				"The records were read, but saving what follows from them failed ({0}). "
				"Have the cause mended, then send the message again."
			).format(type(problem).__name__)
		]
	}
