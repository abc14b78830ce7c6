"""When something is tried again: waits that grow, and the ladder that a single failing message climbs."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from integration_service.outcomes import DeliveryFault
from integration_service.topology import Delay

ATTEMPTS = "x-iro-attempts"
FIRST_FAILED = "x-iro-first-failed"
EXCHANGE = "x-iro-exchange"
ROUTING_KEY = "x-iro-routing-key"

LONGEST_WAIT = 300.0
"""Seconds; a longer wait that the platform asks for is cut to this."""


@dataclass(slots=True)
class Backoff:
	"""Waits in seconds, doubling from `first` to `most`, each drawn from its upper half so that replicas spread."""

	first: float
	most: float
	failures: int = 0
	_random: random.Random = field(default_factory=random.SystemRandom, repr=False)

	def next(self, at_least: float | None = None) -> float:
		"""The wait after one more failure, and never shorter than what the other side asked for."""
		full = min(self.most, self.first * 2.0 ** min(self.failures, 30))
		self.failures += 1
		return max(full * self._random.uniform(0.5, 1.0), min(at_least or 0.0, LONGEST_WAIT))

	def reset(self) -> None:
		"""It worked: the next failure waits briefly again."""
		self.failures = 0


def attempts_before(headers: Mapping[str, Any] | None) -> int:
	"""How often this message climbed the ladder already, by its header; 0 where that says nothing sensible."""
	value = (headers or {}).get(ATTEMPTS)
	return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000 else 0


def first_failed(headers: Mapping[str, Any] | None) -> datetime | None:
	"""When this message failed for the first time, by its header; None where that says nothing sensible."""
	try:
		moment = datetime.fromisoformat(_text((headers or {}).get(FIRST_FAILED)))
	except ValueError:
		return None
	return moment if moment.tzinfo else None


def next_delay(attempts: int, delays: Sequence[Delay]) -> Delay | None:
	"""The wait after so many attempts; None at the top of the ladder."""
	return delays[attempts] if attempts < len(delays) else None


def failure_headers(
	headers: Mapping[str, Any] | None, fault: DeliveryFault, *, exchange: str, routing_key: str, version: str
) -> dict[str, Any]:
	"""What travels with a message that failed: why, how often, since when, from where. Nothing of its content."""
	before = headers or {}
	now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
	return {
		ATTEMPTS: attempts_before(before) + 1,
		FIRST_FAILED: _text(before.get(FIRST_FAILED)) or now,
		EXCHANGE: _text(before.get(EXCHANGE)) or exchange,
		ROUTING_KEY: _text(before.get(ROUTING_KEY)) or routing_key,
		"x-iro-last-failed": now,
		"x-iro-stage": "deliver",
		"x-iro-reason": fault.trouble.value,
		"x-iro-fault": fault.summary,
		"x-iro-status": fault.status or 0,
		"x-iro-exception": fault.exc_type or "",
		"x-iro-service-version": version,
	}


def _text(value: Any) -> str:
	return value if isinstance(value, str) else ""
