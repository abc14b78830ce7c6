"""Messages as a council's records system sends them, straight to a platform."""

from __future__ import annotations

import hashlib
import itertools
import json
from datetime import date
from typing import Any

from integration_service.delivery import Entry, Platform, Settled

SOURCE = "council/records"
_ids = itertools.count(1)


def message(kind: str, child_id: str, record_id: str, version: int = 1, **values: Any) -> dict[str, Any]:
	"""One message; dates may be dates. `message_id` and `source` may be given."""
	message_id = values.pop("message_id", f"M-{record_id}-{version}-{next(_ids)}")
	source = values.pop("source", SOURCE)
	data = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
	return {
		"specversion": "1.0",
		"id": message_id,
		"source": source,
		"type": f"uk.council.{kind}.recorded",
		"subject": child_id,
		"data": {"child_id": child_id, "record_id": record_id, "record_version": version, **data},
	}


def entry(body: str | dict[str, Any]) -> Entry:
	"""A message on its way to the inbox."""
	text = body if isinstance(body, str) else json.dumps(body)
	known = body if isinstance(body, dict) else {}
	return Entry(text, hashlib.sha256(text.encode()).hexdigest(), None, known.get("source"), known.get("id"))


class Feed:
	"""Sends messages and returns what became of them."""

	def __init__(self, platform: Platform) -> None:
		self.platform = platform

	def send(self, *bodies: str | dict[str, Any], notify: bool = True) -> list[Settled]:
		return self.platform.ingest([entry(body) for body in bodies], notify=notify)

	def outcomes(self, *bodies: str | dict[str, Any], notify: bool = True) -> list[str]:
		return [settled.outcome.value for settled in self.send(*bodies, notify=notify)]


def looked_after(child_id: str, since: date, status: str = "C2", **period: Any) -> list[dict[str, Any]]:
	"""The first messages of a child: details, period of care, legal status and first placement."""
	return [
		message(
			"child",
			child_id,
			child_id,
			first_name="Robin",
			last_name="Testford",
			birth_date="2014-05-06",
			sex="M",
		),
		message("period-of-care", child_id, f"{child_id}-PC", start_date=since, **period),
		message("legal-status", child_id, f"{child_id}-LS", start_date=since, legal_status=status),
		message(
			"placement",
			child_id,
			f"{child_id}-P1",
			start_date=since,
			placement_type="U6",
			reason_new_episode="S",
		),
	]


def moved(
	child_id: str, since: date, on: date, version: int = 2, reason: str | None = "CREQB", to: str = "P2"
) -> list[dict[str, Any]]:
	"""The first placement ends and another begins."""
	return [
		message(
			"placement", child_id, f"{child_id}-P1", version, start_date=since, placement_type="U6",
			reason_new_episode="S", end_date=on, **({"reason_place_change": reason} if reason else {}),
		),
		message(
			"placement", child_id, f"{child_id}-{to}", start_date=on, placement_type="K2", reason_new_episode="P",
		),
	]  # fmt: skip


def reviewed(child_id: str, on: date) -> dict[str, Any]:
	return message("review", child_id, f"{child_id}-R-{on}", review_date=on, participation_code="PN1")
