"""What the suite feeds to a platform: the demo's council under other names, and councils made up by a seeded dice."""

import copy
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from integration_service.delivery import Entry, Platform, Settled
from integration_service.reading import entry_of
from iro_module.demo.messages import demo_messages

Message = dict[str, Any]


@dataclass(frozen=True)
class Names:
	"""Ids of one test's own, so that tests can share a platform: every child's id begins with `prefix`."""

	prefix: str

	@property
	def source(self) -> str:
		return f"urn:wenbury:{self.prefix}"

	@property
	def return_source(self) -> str:
		return f"urn:ssda903:{self.prefix}"

	def child(self, number: int | str) -> str:
		return f"{self.prefix}-{number}"

	def demo(self) -> list[Message]:
		"""The demo's messages about children of this test's own, under a source of its own."""
		return [self._renamed(message) for message in demo_messages()]

	def _renamed(self, message: Message) -> Message:
		text = json.dumps(message).replace("WB-", f"{self.prefix}-")
		return json.loads(text) | {"source": self.source}

	def message(
		self,
		kind: str,
		child: str,
		record_id: str,
		version: int = 1,
		/,
		source: str | None = None,
		**fields: Any,
	) -> Message:
		"""One message. `message_id` among the fields names it; else its record and version do."""
		name = fields.pop("message_id", f"{record_id}.v{version}")
		data = {"record_id": record_id, "record_version": version, "child_id": child, **fields}
		return {
			"specversion": "1.0", "id": name, "source": source or self.source, "type": f"uk.council.{kind}.recorded",
			"subject": child, "data": data,
		}  # fmt: skip


def entry(message: Message | bytes, today: date) -> Entry:
	"""The entry that the service makes of a message."""
	body = message if isinstance(message, bytes) else json.dumps(message).encode()
	return entry_of(body, today)


def raw_entry(body: str, **values: Any) -> Entry:
	"""An entry that says of its body what it likes."""
	return Entry(body, hashlib.sha256(body.encode()).hexdigest(), **values)


def ingest(platform: Platform, messages: Iterable[Message | bytes], today: date) -> list[Settled]:
	"""All of them in one call."""
	return platform.ingest([entry(message, today) for message in messages], notify=False)


def ingest_in_batches(
	platform: Platform, messages: Sequence[Message], today: date, dice: random.Random
) -> None:
	"""In calls of one to forty messages, as the dice fall."""
	done = 0
	while done < len(messages):
		size = dice.randint(1, 40)
		ingest(platform, messages[done : done + size], today)
		done += size


def shuffled(messages: Sequence[Message], dice: random.Random) -> list[Message]:
	"""In any order, a fifth of them twice."""
	repeated = [copy.deepcopy(message) for message in messages if dice.random() < 0.2]
	mixed = [*messages, *repeated]
	dice.shuffle(mixed)
	return mixed


def of_children(answer: dict[str, Any], prefix: str) -> dict[str, Any]:
	"""The part of a platform's answer that is about this test's children."""
	kept: dict[str, Any] = {"as_of": answer["as_of"]}
	for part in ("reviews", "notices", "incomplete"):
		kept[part] = [one for one in answer[part] if one["child_id"].startswith(f"{prefix}-")]
	return kept


PLACES = ("U6", "U4", "K2", "K1", "P1", "A6", "T1", "K3", "Z12")
STATUSES = ("V2", "C1", "C2", "E1", "V4", "J1", "L1")
REASONS = ("CARPL", "CREQB", "ALLEG", "CLOSE", "PLACE", None)


def dice_council(names: Names, dice: random.Random, today: date) -> list[Message]:
	"""A council of implausible histories: any version of any record may move to another child, or be voided."""
	children = [names.child(number) for number in range(1, 6)]
	messages = []
	for number in range(30):
		kind = dice.choice(("child", "period-of-care", "placement", "placement", "legal-status", "review"))
		owner = dice.choice(children)
		for version in sorted(dice.sample(range(1, 1000), dice.randint(1, 3))):
			child = owner if kind == "child" or dice.random() < 0.9 else dice.choice(children)
			record_id = owner if kind == "child" else f"{kind}-{number}"
			if kind == "child" and any(one["data"]["record_id"] == record_id for one in messages):
				continue
			fields = _fields(kind, dice, today) if dice.random() < 0.9 else {"voided": True}
			message = names.message(kind, child, record_id, version, **fields)
			recorded = today - timedelta(days=dice.randint(0, 300))
			messages.append(message | {"time": f"{recorded.isoformat()}T12:00:00Z"})
	return messages


def _fields(kind: str, dice: random.Random, today: date) -> dict[str, Any]:
	start = today + timedelta(days=dice.randint(-500, 40))
	fields: dict[str, Any] = {"start_date": start.isoformat()}
	ended = dice.random() < 0.4
	if ended:
		fields["end_date"] = (start + timedelta(days=dice.randint(0, 300))).isoformat()
	if kind == "child":
		return {"birth_date": (today - timedelta(days=dice.randint(300, 6600))).isoformat(), "sex": "U"}
	if kind == "review":
		return {"review_date": min(start, today).isoformat(), "participation_code": "PN1"}
	if kind == "legal-status":
		return fields | {"legal_status": dice.choice(STATUSES)}
	if kind == "placement":
		reason = dice.choice(REASONS) if ended else None
		fields |= {"placement_type": dice.choice(PLACES), "reason_new_episode": dice.choice("SLPTBU")}
		return fields | ({"reason_place_change": reason} if reason else {})
	return fields | {"start_known": dice.random() < 0.7, "reviews_complete": dice.random() < 0.7}
