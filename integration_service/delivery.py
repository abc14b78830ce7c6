"""The platform port: what the service asks of whatever keeps the records, and what it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from iro_module.domain.intake import Faults, Outcome


@dataclass(frozen=True, slots=True)
class Entry:
	"""One message, or one refused row of a file, on its way to the inbox.

	body: the text as received (undecodable bytes escaped, at most 1,000,000 characters).
	digest: SHA-256 in hex of the bytes received. faults: None where the service found none.
	source, id: as far as they could be read.
	"""

	body: str
	digest: str
	faults: Faults | None = None
	source: str | None = None
	id: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
	"""What became of an entry. `id` is the message's own id, or the digest where it had none."""

	outcome: Outcome
	id: str
	faults: Faults = field(default_factory=dict)


class Platform(Protocol):
	"""A store of records and reviews: the embedded one, or a Frappe site."""

	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		"""Apply or refuse each entry, in one transaction; one answer per entry, in the same order."""

	def close_statement(self, source: str, version: int, except_children: Sequence[str]) -> int:
		"""Void the records of `source` older than `version`: a full statement no longer names them."""

	def refresh(self) -> None:
		"""Plan every child again for today; on a site the nightly job does this."""

	def planned_reviews(self) -> dict[str, Any]:
		"""The open reviews and notices, in the JSON shape that `iro-sync --json` prints."""

	def health(self) -> dict[str, Any]:
		"""Versions, clock, time zone, scheduler and problems of the platform."""
