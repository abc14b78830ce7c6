"""Bad input is refused by name at its path, kept in the inbox, and the rest of the batch is unharmed."""

import json
from typing import Any

import pytest

from iro_module.domain.intake import Outcome
from tests.conformance.conftest import Subject
from tests.conformance.material import Message, entry, raw_entry


def good(subject: Subject, number: int = 1, /, **envelope: Any) -> Message:
	"""A child comes into care on 18 May 2026."""
	child = subject.names.child(number)
	return (
		subject.names.message("period-of-care", child, f"C-{number}", 1, start_date="2026-05-18") | envelope
	)


def with_data(subject: Subject, **changes: Any) -> Message:
	message = good(subject, 2)
	data = {name: value for name, value in (message["data"] | changes).items() if value is not ...}
	return message | {"data": data}


BAD: dict[str, tuple[Any, str]] = {
	"not JSON": (lambda s: b"{not json", "message"),
	"not an object": (lambda s: b"[1, 2]", "message"),
	"nothing": (lambda s: b"", "message"),
	"another encoding": (lambda s: json.dumps(good(s, 2)).encode("utf-16"), "message"),
	"Latin-1": (lambda s: json.dumps(good(s, 2)).replace("period", "p\u00e9riod").encode("latin-1"), "message"),
	"five megabytes": (lambda s: json.dumps(good(s, 2) | {"x": "y" * 5_000_000}).encode(), "message"),
	"unknown type": (lambda s: good(s, 2, type="uk.council.weather.recorded"), "type"),
	"unknown attribute": (lambda s: good(s, 2, colour="red"), "colour"),
	"unknown field": (lambda s: with_data(s, mood="good"), "data.mood"),
	"unknown code": (lambda s: with_data(s, category_of_need="N9"), "data.category_of_need"),
	"impossible date": (lambda s: with_data(s, start_date="2026-02-30"), "data.start_date"),
	"far-off date": (lambda s: with_data(s, start_date="9999-12-31"), "data.start_date"),
	"end before start": (lambda s: with_data(s, end_date="2026-05-17"), "data.end_date"),
	"version as text": (lambda s: with_data(s, record_version="1"), "data.record_version"),
	"version too high": (lambda s: with_data(s, record_version=2**63), "data.record_version"),
	"no child id": (lambda s: with_data(s, child_id=...), "data.child_id"),
	"another child id": (lambda s: with_data(s, child_id="somebody-else"), "data.child_id"),
	"control character": (lambda s: with_data(s, record_id="C\u0007"), "data.record_id"),
	"SQL in the child id": (lambda s: good(s, 2, subject="x'; DROP TABLE child; --"), "subject"),
	"HTML in the child id": (lambda s: good(s, 2, subject="<script>alert(1)</script>"), "subject"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_at_its_path_and_the_rest_is_unharmed(subject: Subject, name: str):
	make, path = BAD[name]
	sent = [entry(message, subject.today) for message in (good(subject, 1), make(subject), good(subject, 3))]
	first, bad, last = subject.platform.ingest(sent, notify=False)
	assert (first.outcome, last.outcome) == (Outcome.APPLIED, Outcome.APPLIED)
	assert bad.outcome is Outcome.REFUSED
	assert path in bad.faults
	assert all(words and all(words) for words in bad.faults.values())
	assert bad.id in (sent[1].id, sent[1].digest)
	assert {one["child_id"] for one in subject.answer()["reviews"]} == {
		subject.names.child(1), subject.names.child(3),
	}  # fmt: skip
	again = subject.platform.ingest(sent, notify=False)
	assert [one.outcome.value for one in again] == ["duplicate", "refused", "duplicate"]
	assert (again[1].faults, again[1].id) == (bad.faults, bad.id)


def test_a_platform_reads_for_itself(subject: Subject):
	"""An entry that says its body is fine is not believed."""
	body = json.dumps(with_data(subject, mood="good"))
	(settled,) = subject.platform.ingest([raw_entry(body)], notify=False)
	assert settled.outcome is Outcome.REFUSED
	assert "data.mood" in settled.faults


def test_what_the_service_refused_stays_refused(subject: Subject):
	body = json.dumps(good(subject, 2))
	sent = raw_entry(body, faults={"message": ["is too strange"]})
	(settled,) = subject.platform.ingest([sent], notify=False)
	assert (settled.outcome, settled.faults) == (Outcome.REFUSED, {"message": ["is too strange"]})
	assert subject.of(subject.names.child(2)) == []


def test_a_message_that_was_taken_and_is_reported_as_failing_later_is_a_duplicate(subject: Subject):
	"""The service lost the answer, asked again and again, and at last reports the message as refused."""
	message = good(subject, 2)
	assert subject.ingest(message) == ["applied"]
	before = subject.answer()
	report = raw_entry(
		json.dumps(message),
		faults={"message": ["the site failed on it"]},
		source=message["source"],
		id=message["id"],
	)
	for _ in range(2):
		(settled,) = subject.platform.ingest([report], notify=False)
		assert (settled.outcome, settled.id, settled.faults) == (Outcome.DUPLICATE, message["id"], {})
	assert subject.answer() == before
	assert subject.ingest(message) == ["duplicate"]


def test_a_report_of_another_message_under_an_id_that_was_taken_is_refused(subject: Subject):
	assert subject.ingest(good(subject, 2)) == ["applied"]
	other = with_data(subject, start_date="2026-05-11", record_version=2)
	report = raw_entry(json.dumps(other), faults={"message": ["the site failed on it"]})
	(settled,) = subject.platform.ingest([report], notify=False)
	assert (settled.outcome, settled.faults) == (Outcome.REFUSED, report.faults)
	assert subject.ingest(good(subject, 2)) == ["duplicate"]


def test_a_refused_row_of_a_file(subject: Subject):
	row = f"{subject.names.child(1)},31/02/2026,S,C1,N1,U6"
	sent = raw_entry(
		row,
		faults={"episodes.csv:12.DECOM": ["is a day that does not exist"]},
		source=subject.names.return_source,
	)
	for _ in range(2):
		(settled,) = subject.platform.ingest([sent], notify=False)
		assert (settled.outcome, settled.id, settled.faults) == (Outcome.REFUSED, sent.digest, sent.faults)


def test_a_refused_message_is_judged_again_when_it_comes_mended(subject: Subject):
	assert subject.ingest(with_data(subject, category_of_need="N9")) == ["refused"]
	assert subject.ingest(with_data(subject, category_of_need="N1")) == ["applied"]
	assert subject.ingest(with_data(subject, category_of_need="N1")) == ["duplicate"]
	assert len(subject.of(subject.names.child(2))) == 1


def test_the_same_id_with_other_content_is_a_conflict(subject: Subject):
	message = good(subject, 2)
	other = with_data(subject, start_date="2026-05-11", record_version=2)
	assert subject.ingest(message) == ["applied"]
	before = subject.answer()
	for _ in range(2):
		(settled,) = subject.platform.ingest([entry(other, subject.today)], notify=False)
		assert (settled.outcome, list(settled.faults)) == (Outcome.REFUSED, ["id"])
	assert subject.answer() == before
	assert subject.ingest(message) == ["duplicate"]
	assert subject.ingest(other | {"id": "mended"}) == ["applied"]


def test_the_same_version_with_other_content_is_a_conflict(subject: Subject):
	message = good(subject, 2)
	other = with_data(subject, start_date="2026-05-11") | {"id": "other"}
	assert subject.ingest(message) == ["applied"]
	(settled,) = subject.platform.ingest([entry(other, subject.today)], notify=False)
	assert (settled.outcome, list(settled.faults)) == (Outcome.REFUSED, ["data.record_version"])
	assert subject.ingest(message) == ["duplicate"]


def test_nothing_at_all(subject: Subject):
	assert subject.platform.ingest([], notify=False) == []
	assert subject.platform.close_statement(subject.names.return_source, 1, []) == 0
