"""Bad input, kind by kind: refused by name, at its path, in words; what is sound of it stays readable."""

import json
from typing import Any

import pytest

from iro_module.contract import MOST_BYTES, read
from iro_module.domain import codes
from iro_module.domain.records import RecordType
from tests.contract.examples import CHILD, TODAY, example, faults_of, reading_of, refused, without

SQL = "CH-1'; DROP TABLE `tabIRO Review`; --"
HTML = "<img src=x onerror=alert(1)>"


def whole(body: bytes | str) -> str:
	"""The one fault of a body of which nothing can be read."""
	reading = read(body, TODAY)
	assert (reading.source, reading.id, reading.type, reading.subject) == (None, None, None, None)
	assert len(reading.digest) == 64
	faults = refused(reading)
	assert list(faults) == ["message"]
	assert len(faults["message"]) == 1
	return faults["message"][0]


@pytest.mark.parametrize(
	"body", [b"CHILD,DECOM\r\n1042,01/04/2026\r\n", b"<a/>", b"{", b"{'id': 1}", b'{"id": 1} x']
)
def test_not_json(body: bytes) -> None:
	assert whole(body).startswith("is not JSON at line 1, column ")


@pytest.mark.parametrize("body", [b"", b"  \r\n ", ""])
def test_empty(body: bytes | str) -> None:
	assert whole(body) == "is empty"


@pytest.mark.parametrize(
	"body", [b"[]", b"[{}]", b'"text"', b"12", b"null", b"true", b"NaN", b"-Infinity", b"1e999"]
)
def test_not_an_object(body: bytes) -> None:
	assert "not a JSON object" in whole(body)


@pytest.mark.parametrize(
	("encoding", "words"),
	[
		("utf-8-sig", "byte order mark"),
		("utf-16", "UTF-16"),
		("utf-16-le", "UTF-16"),
		("utf-16-be", "UTF-16"),
		("utf-32", "UTF-32"),
		("utf-32-le", "UTF-32"),
		("utf-32-be", "UTF-32"),
		("cp1252", "is not UTF-8 from byte "),
	],
)
def test_wrong_encoding(encoding: str, words: str) -> None:
	body = json.dumps(example(RecordType.CHILD, communication_needs="Ó – é"), ensure_ascii=False)
	assert words in whole(body.encode(encoding))


def test_text_that_cannot_be_encoded() -> None:
	assert "is not UTF-8" in whole('{"id": "\ud800"}')


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 5_000_000])
def test_oversized(size: int) -> None:
	fault = whole(json.dumps(example()).encode().ljust(size))
	assert f"{size:,} bytes" in fault
	assert "1,000,000" in fault


@pytest.mark.parametrize("name", ["specversion", "id", "source", "type", "subject", "data"])
def test_an_envelope_attribute_is_missing(name: str) -> None:
	assert faults_of(without(example(), name)) == {name: ["is missing"]}


@pytest.mark.parametrize(
	("record_type", "name"),
	[
		*(
			(record_type, name)
			for record_type in RecordType
			for name in ("record_id", "record_version", "child_id")
		),
		(RecordType.PERIOD_OF_CARE, "start_date"),
		(RecordType.PLACEMENT, "start_date"),
		(RecordType.PLACEMENT, "placement_type"),
		(RecordType.LEGAL_STATUS, "start_date"),
		(RecordType.LEGAL_STATUS, "legal_status"),
		(RecordType.REVIEW, "review_date"),
	],
)
def test_a_needed_field_is_missing_or_null(record_type: RecordType, name: str) -> None:
	assert faults_of(without(example(record_type), f"data.{name}")) == {f"data.{name}": ["is missing"]}
	faults = faults_of(example(record_type, **{name: None}))
	assert faults == {f"data.{name}": ["must have a value, not null"]}


@pytest.mark.parametrize("name", ["status", "voided"])
def test_a_field_with_a_default_is_given_or_left_out_but_not_null(name: str) -> None:
	assert faults_of(example(**{name: None})) == {f"data.{name}": ["must have a value, not null"]}


@pytest.mark.parametrize(
	"value",
	["uk.council.visit.recorded", "placement", "UK.COUNCIL.CHILD.RECORDED", "uk.council.child.recorded ", ""],
)
def test_unknown_type(value: str) -> None:
	faults = faults_of(example() | {"type": value})
	assert list(faults) == ["type"]
	assert "uk.council.legal-status.recorded" in faults["type"][0]


def test_an_unknown_type_stays_readable_and_the_ids_are_checked_all_the_same() -> None:
	message = example(record_id=SQL, record_version="3") | {"type": "uk.council.visit.recorded"}
	reading = reading_of(message)
	assert set(refused(reading)) == {"type", "data.record_id", "data.record_version"}
	assert (reading.type, reading.id, reading.subject) == (
		"uk.council.visit.recorded",
		"msg-placement-1",
		CHILD,
	)


@pytest.mark.parametrize(
	("record_type", "name", "wrong"),
	[
		(RecordType.CHILD, "sex", "X"),
		(RecordType.PERIOD_OF_CARE, "category_of_need", "N9"),
		(RecordType.PERIOD_OF_CARE, "end_reason", "E4"),
		(RecordType.PLACEMENT, "status", "ACTUAL"),
		(RecordType.PLACEMENT, "placement_type", "u4"),
		(RecordType.PLACEMENT, "provider", "PR9"),
		(RecordType.PLACEMENT, "reason_new_episode", "Q"),
		(RecordType.PLACEMENT, "reason_place_change", "MOVED"),
		(RecordType.LEGAL_STATUS, "legal_status", "C3"),
		(RecordType.REVIEW, "participation_code", "PN8"),
	],
)
def test_an_unknown_code_is_named_with_the_codes_there_are(
	record_type: RecordType, name: str, wrong: str
) -> None:
	faults = faults_of(example(record_type, **{name: wrong}))
	assert list(faults) == [f"data.{name}"]
	fault = faults[f"data.{name}"][0]
	assert fault.startswith(f"{wrong} is not a")
	assert "the codes are " in fault
	for other in (12, ["C1"], {"code": "C1"}, True, " C1", "C1\n", ""):
		assert list(faults_of(example(record_type, **{name: other}))) == [f"data.{name}"]


def test_every_code_is_listed() -> None:
	fault = faults_of(example(placement_type="?"))["data.placement_type"][0]
	assert fault.endswith("; the codes are " + ", ".join(code.value for code in codes.PlacementType))


def test_x1_ends_no_period_of_care() -> None:
	fault = faults_of(example(RecordType.PERIOD_OF_CARE, end_reason="X1"))["data.end_reason"][0]
	assert fault.startswith("X1 ends an episode")
	assert "X1" not in fault.split("the codes are ")[1]


@pytest.mark.parametrize(
	("value", "words"),
	[
		("2026-02-29", "not a day of the calendar"),
		("2026-13-01", "not a day of the calendar"),
		("0000-01-01", "not a day of the calendar"),
		("1989-12-31", "1990 to 2100"),
		("2101-01-01", "1990 to 2100"),
		("9999-12-31", "1990 to 2100"),
		("0001-01-01", "1990 to 2100"),
		("31/05/2026", "YYYY-MM-DD"),
		("05/31/2026", "YYYY-MM-DD"),
		("20260531", "YYYY-MM-DD"),
		("2026-W05-5", "YYYY-MM-DD"),
		("2026-5-1", "YYYY-MM-DD"),
		("2026-05-31T00:00:00Z", "YYYY-MM-DD"),
		("2026-05-31 ", "YYYY-MM-DD"),
		("2026-05-31\n", "control characters"),
		("٢٠٢٦-٠٥-٣١", "YYYY-MM-DD"),
		("", "YYYY-MM-DD"),
		(20260531, "YYYY-MM-DD"),
		(1780185600.0, "YYYY-MM-DD"),
		(["2026-05-31"], "YYYY-MM-DD"),
		(True, "YYYY-MM-DD"),
	],
)
@pytest.mark.parametrize(
	("record_type", "name"),
	[
		(RecordType.CHILD, "birth_date"),
		(RecordType.PERIOD_OF_CARE, "end_date"),
		(RecordType.PLACEMENT, "start_date"),
		(RecordType.REVIEW, "review_date"),
	],
)
def test_impossible_and_far_off_dates(record_type: RecordType, name: str, value: object, words: str) -> None:
	faults = faults_of(example(record_type, **{name: value}))
	assert list(faults) == [f"data.{name}"]
	assert len(faults[f"data.{name}"]) == 1
	assert words in faults[f"data.{name}"][0]


@pytest.mark.parametrize(
	"value",
	[
		"2026-05-31",
		"2026-05-31T10:00:00",
		"2026-05-31T10:00:00 BST",
		"2026-05-31 10:00:00Z",
		"2026-05-31T10:00Z",
		"2026-02-30T10:00:00Z",
		"2026-05-31T24:00:00Z",
		"2026-05-31T10:60:00Z",
		"2026-05-31T10:00:61Z",
		"2026-05-31T10:00:00+24:00",
		"2026-05-31T10:00:00+01:60",
		"2026-05-31T10:00:00+0100",
		"0001-01-01T00:00:00+14:00",
		"9999-12-31T23:59:59-14:00",
		"2026-05-31T10:00:00Z\n",
		1780185600,
		{},
	],
)
def test_times_need_their_offset_and_a_near_year(value: object) -> None:
	assert list(faults_of(example() | {"time": value})) == ["time"]


@pytest.mark.parametrize(
	"record_type", [RecordType.PERIOD_OF_CARE, RecordType.PLACEMENT, RecordType.LEGAL_STATUS]
)
def test_end_before_start(record_type: RecordType) -> None:
	faults = faults_of(example(record_type, start_date="2026-05-21", end_date="2026-05-20"))
	assert list(faults) == ["data.end_date"]
	assert "before start_date" in faults["data.end_date"][0]
	assert reading_of(example(record_type, start_date="2026-05-21", end_date="2026-05-21")).message


@pytest.mark.parametrize("end", [None, "left out"])
def test_an_end_reason_needs_an_end(end: str | None) -> None:
	message = example(RecordType.PERIOD_OF_CARE, end_date=None)
	if end:
		message = without(message, "data.end_date")
	faults = faults_of(message)
	assert list(faults) == ["data.end_date"]
	assert "end_reason" in faults["data.end_date"][0]


def test_an_end_that_cannot_be_read_is_not_called_missing() -> None:
	faults = faults_of(example(RecordType.PERIOD_OF_CARE, end_date="20/05/2026"))
	assert faults == {"data.end_date": ["must be a date written YYYY-MM-DD, such as 2026-05-31"]}


def test_a_review_of_tomorrow_has_not_been_held() -> None:
	faults = faults_of(example(RecordType.REVIEW, review_date="2026-06-01"))
	assert list(faults) == ["data.review_date"]
	assert "after today, 31 May 2026" in faults["data.review_date"][0]


@pytest.mark.parametrize("version", ["3", 3.0, 3.7, True, " 3 ", [3], 0, -1, 2**63, 10**18 * 10, 1e3, {}])
def test_wrong_version_type(version: object) -> None:
	faults = faults_of(example(record_version=version))
	assert list(faults) == ["data.record_version"]
	assert len(faults["data.record_version"]) == 1


@pytest.mark.parametrize(
	"value",
	[
		SQL,
		HTML,
		"",
		" ",
		"CH 1",
		"CH-1\n",
		"\nCH-1",
		"Ä1",
		"CH-١",
		"x" * 65,
		"a/b",
		"%00",
		"../x",
		1042,
		None,
		["a"],
	],
)
@pytest.mark.parametrize("name", ["id", "subject", "data.record_id", "data.child_id"])
def test_ids_of_other_characters(name: str, value: object) -> None:
	message = without(example(), name)
	(message["data"] if name.startswith("data.") else message)[name.removeprefix("data.")] = value
	reading = reading_of(message)
	assert list(refused(reading)) == [name]
	assert "DROP" not in json.dumps(reading.faults)
	assert "<" not in json.dumps(reading.faults)
	assert (reading.id is None) is (name == "id")
	assert (reading.subject is None) is (name == "subject")
	assert reading.source == "urn:example:records/live"


@pytest.mark.parametrize(
	("record_type", "name"),
	[(RecordType.CHILD, "social_worker"), (RecordType.PLACEMENT, "carer_id")],
)
def test_ids_of_workers_and_carers(record_type: RecordType, name: str) -> None:
	for value in (SQL, HTML, "a b", 7, ""):
		assert list(faults_of(example(record_type, **{name: value}))) == [f"data.{name}"]


@pytest.mark.parametrize("value", ["", "a b", "x" * 129, HTML, SQL, 1, None, "mosaic\n"])
def test_sources_of_other_characters(value: object) -> None:
	reading = reading_of(example() | {"source": value})
	assert list(refused(reading)) == ["source"]
	assert reading.source is None
	assert reading.id == "msg-placement-1"


def test_the_child_of_subject_and_data_is_one_and_the_same() -> None:
	faults = faults_of(example(child_id=CHILD.lower()))
	assert list(faults) == ["data.child_id"]
	assert "subject" in faults["data.child_id"][0]


def test_a_childs_record_has_the_childs_id() -> None:
	assert list(faults_of(example(RecordType.CHILD, record_id="R-1"))) == ["data.record_id"]
	assert reading_of(example(RecordType.PLACEMENT, record_id=CHILD)).message


@pytest.mark.parametrize(
	"name", ["doctype", "owner", "__proto__", "_schema", "name", "docstatus", "Start_Date", ""]
)
def test_unknown_fields(name: str) -> None:
	in_data = faults_of(example(**{name: 1}))
	assert list(in_data) == [f"data.{name or '?'}"]
	assert "is unknown; the fields here are area_authority, " in next(iter(in_data.values()))[0]
	in_envelope = faults_of(example() | {name: 1})
	assert list(in_envelope) == [name or "?"]


def test_a_field_of_another_type_of_record_is_unknown() -> None:
	assert list(faults_of(example(RecordType.LEGAL_STATUS, placement_type="U4"))) == ["data.placement_type"]
	assert list(faults_of(example() | {"data_base64": "e30="})) == ["data_base64"]


def test_names_of_unknown_fields_are_shown_tamed() -> None:
	faults = faults_of(example(**{HTML: 1, "é": 2, "x" * 500: 3, "data.start_date": 4}))
	assert set(faults) == {
		"data.?img?src?x?onerror?alert?1??",
		"data.?",
		"data." + "x" * 64,
		"data.data?start_date",
	}


@pytest.mark.parametrize("value", [[], "{}", 1, True, None])
def test_data_that_is_no_object(value: object) -> None:
	assert list(faults_of(example() | {"data": value})) == ["data"]


@pytest.mark.parametrize(
	("record_type", "name", "value"),
	[
		(RecordType.CHILD, "first_name", ""),
		(RecordType.CHILD, "first_name", " \u00a0 "),
		(RecordType.CHILD, "first_name", "x" * 141),
		(RecordType.CHILD, "first_name", 7),
		(RecordType.CHILD, "communication_needs", "x" * 1001),
		(RecordType.CHILD, "uasc", "yes"),
		(RecordType.CHILD, "disabled", 1),
		(RecordType.CHILD, "restricted", "false"),
		(RecordType.PLACEMENT, "immediate_risk", "unknown"),
		(RecordType.PLACEMENT, "urn", 123456),
		(RecordType.PLACEMENT, "urn", "sc123456"),
		(RecordType.PLACEMENT, "urn", "12345678901"),
		(RecordType.PLACEMENT, "area_authority", "Croydon"),
		(RecordType.PLACEMENT, "distance_miles", "12.5"),
		(RecordType.PLACEMENT, "distance_miles", -0.1),
		(RecordType.PLACEMENT, "distance_miles", 20_001),
		(RecordType.PLACEMENT, "distance_miles", True),
		(RecordType.PERIOD_OF_CARE, "start_known", None),
		(RecordType.PERIOD_OF_CARE, "reviews_complete", 0),
		(RecordType.PERIOD_OF_CARE, "reviews_complete", None),
		(RecordType.REVIEW, "changes_considered", "PL-7"),
		(RecordType.REVIEW, "changes_considered", {"PL-7": 1}),
		(RecordType.REVIEW, "changes_considered", None),
		(RecordType.REVIEW, "changes_considered", ["x"] * 1001),
		(RecordType.REVIEW, "change_only", None),
	],
)
def test_values_of_the_wrong_kind_or_size(record_type: RecordType, name: str, value: object) -> None:
	faults = faults_of(example(record_type, **{name: value}))
	assert list(faults) == [f"data.{name}"]
	assert len(faults[f"data.{name}"]) == 1


def test_each_wrong_id_of_a_list_is_named() -> None:
	faults = faults_of(example(RecordType.REVIEW, changes_considered=["PL-7", 3, "LS-3", SQL]))
	assert set(faults) == {"data.changes_considered.1", "data.changes_considered.3"}


@pytest.mark.parametrize(
	("name", "value"),
	[
		("specversion", "0.3"),
		("specversion", 1.0),
		("datacontenttype", "text/csv"),
		("datacontenttype", "application/json; charset=utf-16"),
		("dataschema", "https://example.org/records/v2"),
		("dataschema", "https://example.org/a b/v1"),
		("dataschema", "https://example.org/v1\n"),
		("dataschema", "x" * 510 + "/v1"),
		("dataschema", 1),
	],
)
def test_other_envelope_attributes(name: str, value: object) -> None:
	assert list(faults_of(example() | {name: value})) == [name]


def test_all_faults_are_named_at_once() -> None:
	message: dict[str, Any] = example(
		RecordType.PLACEMENT,
		record_version="1",
		start_date="2026-02-30",
		placement_type="Q9",
		carer_id=HTML,
		distance_miles=-1,
		owner="Administrator",
	)
	message |= {"specversion": "1", "source": "a b", "time": "today", "traceparent": "00-1"}
	reading = reading_of(message)
	assert set(refused(reading)) == {
		"specversion",
		"source",
		"time",
		"traceparent",
		"data.record_version",
		"data.start_date",
		"data.placement_type",
		"data.carer_id",
		"data.distance_miles",
		"data.owner",
	}
	assert (reading.id, reading.subject, reading.source) == ("msg-placement-1", CHILD, None)


def test_ten_thousand_unknown_fields_make_a_short_list() -> None:
	faults = faults_of(example(**{f"field_{number}": number for number in range(10_000)}))
	assert len(faults) == 101
	assert faults["message"] == ["has faults at 9,900 more places, which are not listed"]


def test_faults_never_repeat_what_is_said_about_a_child() -> None:
	faults = faults_of(
		example(
			RecordType.CHILD,
			first_name="Zuzanna\u0007",
			last_name="Wójcik" * 50,
			birth_date="28/02/2014",
			sex="Zuzanna",
			communication_needs={"signs": "Makaton"},
			social_worker="Mr Achebe",
		)
	)
	assert len(faults) == 6
	shown = json.dumps(faults, ensure_ascii=False)
	for private in ("Zuzanna", "Wójcik", "2014", "Makaton", "signs", "Achebe"):
		assert private not in shown
