"""A council's records system, as far as its messages go: each record with its version, sent when it changes."""

import copy
from datetime import date, timedelta
from typing import Any

from iro_module.demo.cast import BY_NUMBER, Child

SOURCE = "urn:wenbury:case-records"

Message = dict[str, Any]


class Feed:
	"""Writes messages; each record's versions count up from 1, and a message's id is its record and version."""

	def __init__(self) -> None:
		self.messages: list[Message] = []
		self._data: dict[str, dict[str, Any]] = {}
		self._kind: dict[str, str] = {}

	def child(self, child: Child, recorded: str) -> Message:
		"""Who a child is."""
		return self.record(
			"child", child.number, child.child_id, recorded, first_name=child.first_name, last_name=child.last_name,
			birth_date=child.birth_date, sex=child.sex, uasc=child.uasc, disabled=child.disabled,
			communication_needs=child.communication_needs, restricted=child.restricted,
			social_worker=child.social_worker, team=child.team,
		)  # fmt: skip

	def record(self, kind: str, number: str, record_id: str, recorded: str, **fields: Any) -> Message:
		"""Record something new, or a record again under its next version. `recorded`: day, or day and time, in UTC."""
		before = self._data.get(record_id, {})
		child_id = BY_NUMBER[number].child_id
		given = {name: value for name, value in fields.items() if value is not None}
		data = {
			"record_id": record_id,
			"record_version": before.get("record_version", 0) + 1,
			"child_id": child_id,
		}
		return self._send(kind, child_id, data | given, recorded)

	def amend(self, record_id: str, recorded: str, **fields: Any) -> Message:
		"""The record once more with some fields changed; None takes a field out."""
		before = self._data[record_id]
		changed = before | fields | {"record_version": before["record_version"] + 1}
		data = {name: value for name, value in changed.items() if value is not None}
		return self._send(self._kind[record_id], data["child_id"], data, recorded)

	def void(self, record_id: str, recorded: str) -> Message:
		"""It never happened."""
		before = self._data[record_id]
		data = {"record_id": record_id, "record_version": before["record_version"] + 1, "voided": True}
		return self._send(self._kind[record_id], before["child_id"], data, recorded)

	def again(self, message: Message) -> Message:
		"""The same message a second time."""
		self.messages.append(copy.deepcopy(message))
		return message

	def broken(self, kind: str, number: str, recorded: str, data: dict[str, Any], **envelope: Any) -> Message:
		"""A message with something wrong in it, which changes no record here; None takes an attribute out."""
		child_id = BY_NUMBER[number].child_id
		message = self._envelope(kind, child_id, {"child_id": child_id, **data}, recorded)
		message = {name: value for name, value in (message | envelope).items() if value is not None}
		self.messages.append(message)
		return message

	def _send(self, kind: str, child_id: str, data: dict[str, Any], recorded: str) -> Message:
		self._data[data["record_id"]] = {"child_id": child_id} | data
		self._kind[data["record_id"]] = kind
		message = self._envelope(kind, child_id, data, recorded)
		self.messages.append(message)
		return message

	def _envelope(self, kind: str, child_id: str, data: dict[str, Any], recorded: str) -> Message:
		return {
			"specversion": "1.0",
			"id": f"{data['record_id']}.v{data['record_version']}",
			"source": SOURCE,
			"type": f"uk.council.{kind}.recorded",
			"subject": child_id,
			"time": f"{recorded}Z" if "T" in recorded else f"{recorded}T09:00:00Z",
			"data": data,
		}


def next_day(day: str) -> str:
	"""The day after: when the council writes down what happened."""
	return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
