"""Taking a council's own 903 return as its history on the first day: files to rows, rows to messages, to a platform.

Every row is applied or refused; the totals add up to the rows read, and a second import changes nothing. Ids come
from the row and versions from the return's date, so a later return corrects an earlier one; rows gone from it are
voided. Nobody is notified.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from integration_service.delivery import Entry, Platform, Settled
from integration_service.ssda903_files import COLUMNS, Refusal, Return, read_return
from integration_service.ssda903_records import Derived, records_of
from iro_module.domain.intake import Outcome
from iro_module.domain.records import RecordType
from iro_module.domain.sources import RETURN_SOURCE
from iro_module.domain.wording import in_words

BATCH_MESSAGES = 200
BATCH_CHARACTERS = 2_000_000
BODY_CHARACTERS = 1_000_000
MOST_KEY_CHARACTERS = 28
"""With the kind of record, its start and the return's date, an id of 64 characters at most."""
Progress = Callable[[int, int], None]
"""Called with the entries delivered so far and the entries in all."""

_COLUMN_OF = {
	"data.start_date": "DECOM", "data.end_date": "DEC", "data.end_reason": "REC", "data.category_of_need": "CIN",
	"data.placement_type": "PLACE", "data.provider": "PLACE_PROVIDER", "data.urn": "URN", "data.legal_status": "LS",
	"data.reason_new_episode": "RNE", "data.reason_place_change": "REASON_PLACE_CHANGE", "data.sex": "SEX",
	"data.birth_date": "DOB", "data.review_date": "REVIEW", "data.participation_code": "REVIEW_CODE",
	"data.child_id": "CHILD", "subject": "CHILD",
}  # fmt: skip


@dataclass(slots=True)
class ImportReport:
	"""What became of a return.

	rows: read, applied and refused for each file. messages: read (made from the rows), applied, duplicate, stale,
	refused. refused: file, line, column, id (of the child) and faults for each refused row, and for each fault that
	refused the whole return. voided: records of earlier returns that this one no longer names. whole_refused: nothing
	was applied. notes: what else the reader should know, in sentences.
	"""

	rows: dict[str, dict[str, int]]
	messages: dict[str, int]
	refused: list[dict[str, Any]] = field(default_factory=list)
	voided: int = 0
	whole_refused: bool = False
	notes: list[str] = field(default_factory=list)


def import_903(
	directory: Path, platform: Platform, as_of: date, progress: Progress | None = None
) -> ImportReport:
	"""Import the return in `directory`, dated `as_of`, into the platform.

	Raises NotADirectoryError, and whatever the platform raises when it cannot be reached; what was delivered before
	stays, and importing again completes it.
	"""
	found = read_return(directory, as_of)
	if found.is_refused:
		return _report(found, [], found.refusals, whole_refused=True)
	children = records_of(found, as_of)
	total = sum(len(records) for records in children.values()) + len(found.refusals)
	refusals = list(found.refusals)
	settled: list[Settled] = []
	done = 0
	for batch in _batches(children, as_of):
		answers = platform.ingest([entry for _, entry in batch], notify=False)
		settled += answers
		refusals += _refused(batch, answers, as_of)
		done = _tell(progress, done + len(batch), total)
	for entries in _cut([_refused_row(refusal) for refusal in found.refusals]):
		platform.ingest(entries, notify=False)
		done = _tell(progress, done + len(entries), total)
	report = _report(found, settled, refusals, whole_refused=False)
	_close(report, platform, as_of, refusals)
	return report


def _batches(children: dict[str, list[Derived]], as_of: date) -> Iterator[list[tuple[Derived, Entry]]]:
	"""Batches of whole children, so that each child is planned once."""
	batch: list[tuple[Derived, Entry]] = []
	for records in children.values():
		batch += [(record, _entry(message(record, as_of))) for record in records]
		if len(batch) >= BATCH_MESSAGES:
			yield batch
			batch = []
	if batch:
		yield batch


def message(derived: Derived, as_of: date) -> dict[str, Any]:
	"""The message of the contract that carries a record of the return."""
	key = derived.child
	if len(key) > MOST_KEY_CHARACTERS:
		key = hashlib.sha256(key.encode()).hexdigest()[:MOST_KEY_CHARACTERS]
	name = f"{key}:{derived.record_type.value}"
	if derived.starts:
		name += f":{derived.starts.isoformat()}"
	record_id = derived.child if derived.record_type is RecordType.CHILD else name
	carried = {name: value for name, value in derived.data.items() if value is not None}
	return {
		"specversion": "1.0",
		"id": f"{name}:{_version(as_of)}",
		"source": RETURN_SOURCE,
		"type": f"uk.council.{derived.record_type.value}.recorded",
		"subject": derived.child,
		"data": {
			"record_id": record_id,
			"record_version": _version(as_of),
			"child_id": derived.child,
			**carried,
		},
	}


def _version(as_of: date) -> int:
	return as_of.year * 10_000 + as_of.month * 100 + as_of.day


def _entry(body: dict[str, Any]) -> Entry:
	text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
	return Entry(text, hashlib.sha256(text.encode()).hexdigest(), None, body["source"], body["id"])


def _refused_row(refusal: Refusal) -> Entry:
	"""A refused row on its way to the inbox, where the data officer finds it."""
	digest = hashlib.sha256(f"{refusal.file}:{refusal.line}:{refusal.raw}".encode()).hexdigest()
	faults = {f"{refusal.file}:{refusal.line}.{column}": words for column, words in refusal.faults.items()}
	return Entry(refusal.raw[:BODY_CHARACTERS], digest, faults, RETURN_SOURCE, None)


def _cut(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
	batch: list[Entry] = []
	size = 0
	for entry in entries:
		if batch and (len(batch) == BATCH_MESSAGES or size + len(entry.body) > BATCH_CHARACTERS):
			yield batch
			batch, size = [], 0
		batch.append(entry)
		size += len(entry.body)
	if batch:
		yield batch


def _refused(
	batch: Sequence[tuple[Derived, Entry]], answers: Sequence[Settled], as_of: date
) -> list[Refusal]:
	"""The rows whose records the platform refused, once each."""
	rows: dict[tuple[str, int], Refusal] = {}
	for (derived, _), answer in zip(batch, answers, strict=True):
		key = (derived.file, derived.row.line)
		if answer.outcome is Outcome.REFUSED and key not in rows:
			faults = _in_columns(answer, as_of)
			column = next((name for name in faults if name in COLUMNS[derived.file]), None)
			rows[key] = Refusal(*key, column, faults, derived.child, derived.row.raw)
	return list(rows.values())


def _in_columns(answer: Settled, as_of: date) -> dict[str, list[str]]:
	if answer.faults.keys() & {"id", "data.record_version"}:
		fault = (
			f"a return of {in_words(as_of)} was imported before and says otherwise here; "
			"import the corrected return with a later --as-of"
		)
		return {"row": [fault]}
	return {_COLUMN_OF.get(path, path): words for path, words in answer.faults.items()}


def _close(report: ImportReport, platform: Platform, as_of: date, refusals: Sequence[Refusal]) -> None:
	"""Void what the return no longer names, except of children of whom a row was refused."""
	if any(refusal.child is None for refusal in refusals):
		report.notes.append(
			"Rows of earlier returns that are missing from this one were left as they are: it is not known whose "
			"the refused rows without a readable CHILD are. Mend them and import again with a later --as-of."
		)
		return
	spared = sorted({refusal.child for refusal in refusals if refusal.child})
	report.voided = platform.close_statement(RETURN_SOURCE, _version(as_of), spared)


def _report(
	found: Return, settled: Sequence[Settled], refusals: Sequence[Refusal], *, whole_refused: bool
) -> ImportReport:
	rows = {}
	for file, read in found.read.items():
		refused = len({refusal.line for refusal in refusals if refusal.file == file})
		refused = read if whole_refused else refused
		rows[file] = {"read": read, "applied": read - refused, "refused": refused}
	messages = {"read": len(settled)} | {outcome.value: 0 for outcome in Outcome}
	for answer in settled:
		messages[answer.outcome.value] += 1
	listed = [
		{
			"file": refusal.file, "line": refusal.line, "column": refusal.column, "id": refusal.child,
			"faults": refusal.faults,
		}
		for refusal in sorted(refusals, key=lambda one: (list(COLUMNS).index(one.file), one.line or 0))
	]  # fmt: skip
	return ImportReport(rows, messages, listed, whole_refused=whole_refused)


def _tell(progress: Progress | None, done: int, total: int) -> int:
	if progress:
		progress(done, total)
	return done
