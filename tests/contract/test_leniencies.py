"""What Python's json and marshmallow let through by themselves, and what becomes of it here."""

import json

import pytest

from iro_module.contract import read
from iro_module.domain.records import RecordType
from tests.contract.examples import CHILD, TODAY, example, faults_of, reading_of, refused


def spliced(place: str, text: str, record_type: RecordType = RecordType.PLACEMENT) -> str:
	"""The text of a valid message in which the value marked by `place` is replaced by raw JSON text."""
	data = example(record_type, **{place: "HERE"}) if place != "id" else example(record_type) | {"id": "HERE"}
	body = json.dumps(data)
	assert body.count('"HERE"') == 1
	return body.replace('"HERE"', text)


@pytest.mark.parametrize(
	"number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1" * 5_000, "-" + "9" * 20]
)
@pytest.mark.parametrize("place", ["distance_miles", "record_version", "unheard_of", "start_date"])
def test_numbers_that_are_none(number: str, place: str) -> None:
	faults = refused(read(spliced(place, number), TODAY))
	assert list(faults) == [f"data.{place}"]
	assert "number" in faults[f"data.{place}"][0]


def test_a_number_of_many_decimals_is_a_number() -> None:
	assert read(spliced("distance_miles", "1." + "0" * 5_000), TODAY).message is not None
	assert read(spliced("distance_miles", "1e-400"), TODAY).message is not None


@pytest.mark.parametrize("name", ["id", "source", "type", "subject", "data"])
def test_attributes_given_twice(name: str) -> None:
	message = example()
	again = json.dumps({name: message[name]})[1:]
	reading = read(json.dumps(message)[:-1] + ", " + again, TODAY)
	faults = refused(reading)
	assert faults == {name: ["is given more than once; give each field once"]}
	if name != "data":
		assert getattr(reading, name) is None, "which of the two is meant nobody knows"


def test_fields_given_twice_or_more() -> None:
	body = json.dumps(example())
	body = body.replace('"child_id"', f'"child_id": "{CHILD}", "urn": "1", "urn": "2", "child_id"')
	assert set(refused(read(body, TODAY))) == {"data.child_id", "data.urn"}


@pytest.mark.parametrize(
	"character", ["\\u0000", "\\u0007", "\\n", "\\t", "\\u007f", "\\u0085", "\x00", "\x1b", "\t", "\n"]
)
@pytest.mark.parametrize(
	("record_type", "place"),
	[
		(RecordType.CHILD, "first_name"),
		(RecordType.CHILD, "communication_needs"),
		(RecordType.CHILD, "record_id"),
	],
)
def test_control_characters(record_type: RecordType, place: str, character: str) -> None:
	reading = read(spliced(place, f'"A{character}b"', record_type), TODAY)
	assert list(refused(reading)) == [f"data.{place}"]
	assert "control characters" in reading.faults[f"data.{place}"][0]
	assert reading.id == "msg-child-1"


def test_control_characters_in_an_id_leave_it_unread() -> None:
	reading = read(spliced("id", '"m\\u00001"'), TODAY)
	assert list(refused(reading)) == ["id"]
	assert reading.id is None


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "\\udc00\\ud800"])
def test_half_characters(half: str) -> None:
	faults = refused(read(spliced("first_name", f'"A{half}"', RecordType.CHILD), TODAY))
	assert list(faults) == ["data.first_name"]
	assert "half a character" in faults["data.first_name"][0]


def test_half_characters_in_names_of_fields() -> None:
	faults = refused(read(json.dumps(example()).replace('"urn"', '"urn\\ud800"'), TODAY))
	assert list(faults) == ["data.urn?"]
	json.dumps(faults).encode()


def test_a_pair_of_surrogates_is_a_character() -> None:
	assert read(spliced("first_name", '"\\ud83d\\udc22"', RecordType.CHILD), TODAY).message is not None


@pytest.mark.parametrize("levels", [25, 500, 5_000, 100_000, 300_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_depth(levels: int, opening: str, closing: str) -> None:
	levels = min(levels, 900_000 // len(opening + closing))
	body = spliced("team", opening * levels + "1" + closing * levels, RecordType.CHILD)
	assert "nested too deeply" in refused(read(body, TODAY))["message"][0]


def test_depth_without_an_end() -> None:
	assert list(refused(read("[" * 900_000, TODAY))) == ["message"]


@pytest.mark.parametrize("text", ["\n", "\t", " "])
def test_white_space_alone_is_no_name(text: str) -> None:
	assert list(faults_of(example(RecordType.CHILD, first_name=text))) == ["data.first_name"]


@pytest.mark.parametrize("flag", ["yes", "off", "true", 1, 0, "1", 1.0, "T"])
def test_flags_are_true_or_false(flag: object) -> None:
	assert list(faults_of(example(RecordType.CHILD, uasc=flag))) == ["data.uasc"]


def test_invisible_differences_are_not_the_same_id() -> None:
	for lookalike in (CHILD.lower(), f"{CHILD}.", "CH-1042-"):
		reading = reading_of(example(child_id=lookalike) | {"subject": lookalike})
		assert reading.message is not None
		assert reading.message.child_id == lookalike != CHILD
