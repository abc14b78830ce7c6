"""Mutations of valid messages: whatever comes, the reader answers with a message or with faults, never both.

`CONTRACT_FUZZ_EXAMPLES` is how many each test tries (200 without it); a failure is shown shrunk, to be kept.
"""

import json
import os
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from iro_module.contract import Reading, read, schemas
from iro_module.contract.loading import sound_values
from iro_module.domain.records import CLASS_OF, RecordType, as_fields, from_fields
from tests.contract.examples import TODAY, example, small

FUZZ = settings(
	max_examples=int(os.environ.get("CONTRACT_FUZZ_EXAMPLES", "200")),
	deadline=None,
	print_blob=True,
	suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-7", "cp037"]
TOKENS = [
	b"NaN", b"-Infinity", b"1e400", b"9" * 5_000, b'"\\ud800"', b'"\\u0000"', b"null", b"[]", b"{}", b"true",
	b"[" * 2_000, b'{"a":' * 2_000, b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x00",
	b'"', b"\\",
]  # fmt: skip
NAMES = [
	"doctype",
	"owner",
	"__proto__",
	"_schema",
	"data",
	"id",
	"voided",
	"name\u0000",
	"é",
	"\ud800",
	"",
	"x" * 300,
]
ODD_TEXTS = [
	"", " ", "\u0000", "\ud800", "CH-1\n", "'; DROP TABLE x; --", "<script>alert(1)</script>", "२०२६-०५-३१",
	"9999-12-31", "0001-01-01", "20260131", "2026-W05-5", "2026-02-30", "2026-05-31T10:00:00Z", "X1", "1.0",
	"uk.council.child.recorded", "E09000008", "\u202e", "\ufeff", "x" * 2_000,
]  # fmt: skip
ODD_NUMBERS = [
	0,
	-1,
	1,
	2**31,
	2**63 - 1,
	2**63,
	10**30,
	1.0,
	-0.0,
	1e308,
	5e-324,
	float("nan"),
	float("inf"),
]

messages = st.builds(
	lambda make, record_type: make(record_type),
	st.sampled_from([example, small]),
	st.sampled_from(RecordType),
)
scalars = st.one_of(
	st.none(), st.booleans(), st.sampled_from(ODD_NUMBERS), st.sampled_from(ODD_TEXTS), st.integers(),
	st.floats(), st.text(),
	st.dates().map(date.isoformat), st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
)  # fmt: skip
values = st.recursive(
	scalars,
	lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
	max_leaves=12,
)


def checked(body: bytes | str) -> Reading:
	"""Read, and hold the reader to its promise."""
	reading = read(body, TODAY)
	assert (reading.message is None) is bool(reading.faults)
	assert len(reading.digest) == 64
	for path, texts in reading.faults.items():
		assert path.isascii()
		assert path.isprintable()
		assert texts
		assert all(text and text.isprintable() for text in texts)
	json.dumps([reading.source, reading.id, reading.type, reading.subject], ensure_ascii=False).encode()
	if reading.message:
		message = reading.message
		assert (message.source, message.id, message.child_id) == (reading.source, reading.id, reading.subject)
		assert 1 <= message.version < 2**63
		if message.record:
			assert type(message.record) is CLASS_OF[message.record_type]
			stored = json.loads(
				json.dumps(as_fields(message.record), allow_nan=False, ensure_ascii=False).encode()
			)
			assert from_fields(message.record_type, stored) == message.record
	assert read(body, TODAY) == reading, "the same bytes read the same again"
	return reading


@st.composite
def changed_fields(draw: st.DrawFn) -> dict[str, Any]:
	"""A message with up to four fields replaced, removed, renamed, added or moved."""
	message = draw(messages)
	for _ in range(draw(st.integers(1, 4))):
		holder = draw(
			st.sampled_from([part for part in (message, message.get("data")) if isinstance(part, dict)])
		)
		name = draw(st.sampled_from([*holder, *NAMES]) | st.text(max_size=20))
		match draw(st.sampled_from(["replace", "replace", "remove", "wrap", "rename"])):
			case "replace":
				holder[name] = draw(values)
			case "remove":
				holder.pop(name, None)
			case "wrap":
				holder[name] = draw(st.sampled_from([[holder.get(name)], {"value": holder.get(name)}]))
			case "rename":
				holder[draw(st.sampled_from(NAMES) | st.text(max_size=20))] = holder.pop(name, None)
	return message


@FUZZ
@given(changed_fields())
def test_changed_fields(message: dict[str, Any]) -> None:
	checked(json.dumps(message))


@FUZZ
@given(messages, st.data())
def test_changed_bytes(message: dict[str, Any], data: st.DataObject) -> None:
	body = bytearray(json.dumps(message, ensure_ascii=data.draw(st.booleans())).encode())
	for _ in range(data.draw(st.integers(1, 4))):
		start = data.draw(st.integers(0, len(body)))
		end = min(len(body), start + data.draw(st.sampled_from([0, 0, 1, 1, 2, 8, 50])))
		new = data.draw(st.sampled_from(TOKENS) | st.binary(max_size=4) | st.just(bytes(body[start:end]) * 2))
		body[start:end] = new
	checked(bytes(body))


@FUZZ
@given(messages, st.data())
def test_values_replaced_by_raw_tokens(message: dict[str, Any], data: st.DataObject) -> None:
	holder = message["data"] if data.draw(st.booleans()) else message
	holder[data.draw(st.sampled_from([*holder, *NAMES]))] = "HERE"
	checked(json.dumps(message).encode().replace(b'"HERE"', data.draw(st.sampled_from(TOKENS))))


@FUZZ
@given(messages | changed_fields(), st.sampled_from(ENCODINGS), st.sampled_from(ENCODINGS), st.booleans())
def test_encodings(message: dict[str, Any], written: str, taken_for: str, twice: bool) -> None:
	body = json.dumps(message, ensure_ascii=False).encode(written, "replace")
	if twice:
		body = body.decode(taken_for, "replace").encode("utf-8", "replace")
	reading = checked(body)
	if not twice and written not in ("utf-8", "cp1252", "latin-1", "utf-7"):
		assert reading.message is None


@FUZZ
@given(st.text() | st.binary() | values.map(json.dumps))
def test_anything_at_all(body: bytes | str) -> None:
	assert checked(body).message is None


@FUZZ
@given(messages, st.data())
def test_valid_messages_stay_valid_in_any_order_and_layout(
	message: dict[str, Any], data: st.DataObject
) -> None:
	"""The other direction: a reader that refused everything would pass the tests above."""
	plain = checked(json.dumps(message)).message
	shuffled = dict(data.draw(st.permutations(list(message.items()))))
	shuffled["data"] = dict(data.draw(st.permutations(list(message["data"].items()))))
	laid_out = json.dumps(
		shuffled, indent=data.draw(st.sampled_from([None, 0, 2, "\t"])), ensure_ascii=data.draw(st.booleans())
	)
	assert plain is not None
	assert checked(laid_out).message == plain


@FUZZ
@given(changed_fields())
def test_what_is_sound_is_read_as_the_schemas_read_it(message: dict[str, Any]) -> None:
	data = message.get("data")
	for schema, held in ((schemas.ENVELOPE, message), *((schema, data) for schema in schemas.DATA.values())):
		if not isinstance(held, dict):
			continue
		for optional in (frozenset[str](), schema.needed - schemas.NEEDED_OF_VOIDED):
			quick = sound_values(schema, held, optional)
			try:
				assert quick == schema.load(held, partial=tuple(optional))
			except ValidationError:
				assert quick is None
