"""Bringing a file of messages to a platform, and what became of them. Nobody is notified of the past."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from integration_service.delivery import Entry, Platform
from integration_service.files import Line
from integration_service.reading import entry_of
from iro_module.domain.intake import Outcome

BATCH_MESSAGES = 200
"""One transaction each: on a disk that is slow to flush, few large ones are much faster than many small ones."""
BATCH_CHARACTERS = 4_000_000


@dataclass(slots=True)
class Tally:
	"""What became of what was read, as `--json` prints it.

	rows: for CSV files, by name. refused: file, line, column, id and faults of each. notes: what else to know.
	"""

	messages: dict[str, int] = field(
		default_factory=lambda: {"read": 0, **{outcome.value: 0 for outcome in Outcome}}
	)
	rows: dict[str, dict[str, int]] = field(default_factory=dict)
	refused: list[dict[str, Any]] = field(default_factory=list)
	notes: list[str] = field(default_factory=list)
	voided: int = 0


def replay(
	name: str,
	lines: Iterable[Line],
	platform: Platform,
	today: date,
	progress: Callable[[int], None],
	batch_messages: int = BATCH_MESSAGES,
) -> Tally:
	"""Bring each line to the platform, in batches.

	name: the file's, for the report. today: reviews dated later are refused. progress: told how many are done.
	"""
	tally = Tally()
	for batch in _batches(lines, today, batch_messages):
		answers = platform.ingest([entry for _, entry in batch], notify=False)
		for (line, entry), answer in zip(batch, answers, strict=True):
			tally.messages["read"] += 1
			tally.messages[answer.outcome.value] += 1
			if answer.outcome is Outcome.REFUSED:
				tally.refused.append({
					"file": name,
					"line": line,
					"column": None,
					"id": answer.id,
					"faults": answer.faults or entry.faults or {},
				})  # fmt: skip
		progress(tally.messages["read"])
	return tally


def _batches(lines: Iterable[Line], today: date, most: int) -> Iterator[list[tuple[int, Entry]]]:
	batch: list[tuple[int, Entry]] = []
	size = 0
	for line in lines:
		entry = entry_of(line.content, today)
		if batch and (len(batch) == most or size + len(entry.body) > BATCH_CHARACTERS):
			yield batch
			batch, size = [], 0
		batch.append((line.number, entry))
		size += len(entry.body)
	if batch:
		yield batch
