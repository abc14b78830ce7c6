"""One message, as it came, into what the domain judges: a valid message, or every fault it has."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import EXCLUDE, ValidationError

from iro_module.contract import schemas
from iro_module.contract.consistency import faults_between
from iro_module.contract.decoding import decode
from iro_module.contract.faults import flattened, limited, merged
from iro_module.contract.loading import sound_values
from iro_module.domain.intake import Faults, Message
from iro_module.domain.records import CLASS_OF, Record, RecordType

LONDON = ZoneInfo("Europe/London")

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
"""The text of which hashes are made: names sorted, no white space, ASCII."""

_COMMON = frozenset(schemas.ANY_RECORD.fields)
_WELL_FORMED_TYPE = re.compile(r"\A[A-Za-z0-9._-]{1,128}\Z")


@dataclass(frozen=True, slots=True)
class Reading:
	"""A valid message and no faults, or no message and at least one fault.

	source, id, type and subject are there where they can be read and are well formed, whatever else is wrong.
	digest: SHA-256 in hex of the bytes, the name of a message that has no id.
	"""

	message: Message | None
	faults: Faults
	source: str | None
	id: str | None
	type: str | None
	subject: str | None
	digest: str


def read(body: bytes | str, today: date) -> Reading:
	"""Read a message strictly; `today` is the date in Europe/London. No input makes this raise.

	Source: design section 5; CloudEvents 1.0 in JSON.
	"""
	raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
	digest = hashlib.sha256(raw).hexdigest()
	decoded = decode(raw)
	if decoded.value is None:
		return Reading(None, decoded.faults, None, None, None, None, digest)
	envelope, envelope_faults = _loaded(schemas.ENVELOPE, decoded.value)
	sound = {name: value for name, value in envelope.items() if name not in decoded.faults}
	data, data_faults = _data(sound.get("type"), sound.get("subject"), decoded.value.get("data"), today)
	faults = merged(decoded.faults, envelope_faults, data_faults)
	return Reading(
		message=None if faults else _message(sound, data, decoded.value),
		faults=limited(faults),
		source=sound.get("source"),
		id=sound.get("id"),
		type=_type(decoded.value, decoded.faults),
		subject=sound.get("subject"),
		digest=digest,
	)


def _data(
	record_type: RecordType | None, subject: str | None, given: Any, today: date
) -> tuple[dict[str, Any], Faults]:
	if not isinstance(given, dict):
		return {}, {}
	schema = schemas.DATA[record_type] if record_type else schemas.ANY_RECORD
	optional = schema.needed - schemas.NEEDED_OF_VOIDED if given.get("voided") is True else frozenset()
	values, faults = _loaded(schema, given, "data", optional=optional, all_known=record_type is not None)
	return values, merged({}, faults, faults_between(record_type, subject, given, values, today))


def _loaded(
	schema: schemas.StrictSchema,
	given: Mapping[str, Any],
	*parents: str,
	optional: frozenset[str] = frozenset(),
	all_known: bool = True,
) -> tuple[dict[str, Any], Faults]:
	"""The sound values, and the faults of the others."""
	sound = sound_values(schema, given, optional)
	if sound is not None:
		return sound, {}
	values: Any
	errors: Any = {}
	try:
		values = schema.load(given, partial=tuple(optional), unknown=None if all_known else EXCLUDE)
	except ValidationError as error:
		values, errors = error.valid_data, error.messages
	return values, flattened(errors, *parents)


def _message(envelope: Mapping[str, Any], values: Mapping[str, Any], given: Mapping[str, Any]) -> Message:
	moment: datetime | None = envelope.get("time")
	record_type: RecordType = envelope["type"]
	content = _canonical(given["data"])
	whole = f'{{"data":{content},"subject":"{given["subject"]}","type":"{given["type"]}"}}'
	return Message(
		source=envelope["source"],
		id=envelope["id"],
		record_type=record_type,
		child_id=envelope["subject"],
		record_id=values["record_id"],
		version=values["record_version"],
		record=None if values.get("voided") else _record(record_type, values),
		content_hash=_sha256(content),
		message_hash=_sha256(whole),
		recorded_on=moment.astimezone(LONDON).date() if moment else None,
	)


def _record(record_type: RecordType, values: Mapping[str, Any]) -> Record:
	return CLASS_OF[record_type](**{name: value for name, value in values.items() if name not in _COMMON})


def _sha256(text: str) -> str:
	return hashlib.sha256(text.encode()).hexdigest()


def _type(given: Mapping[str, Any], faults: Faults) -> str | None:
	written = given.get("type")
	if "type" in faults or not isinstance(written, str) or not _WELL_FORMED_TYPE.match(written):
		return None
	return written
