"""The embedded platform as a file: private, named when unusable, planned for its day; and its inbox."""

import json
import os
import sqlite3
import stat
from datetime import date
from pathlib import Path

import pytest

from integration_service.delivery import Entry
from integration_service.embedded import EmbeddedPlatform
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.reading import entry_of
from iro_module.demo.messages import DEMO_AS_OF
from tests.service.embedded_runs import batches, entries

# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_file_is_its_owners_alone(tmp_path):
	path = tmp_path / "new" / "folder" / "store.sqlite"
	before = os.umask(0)
	try:
		with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
			platform.ingest(batches()[0], notify=False)
			modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
			assert modes == {0o600}
	finally:
		os.umask(before)
	assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
	path.chmod(0o644)
	EmbeddedPlatform(path, DEMO_AS_OF).close()
	assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_brought_is_there_the_next_time(tmp_path):
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		platform.ingest(entries(), notify=False)
		answer = platform.planned_reviews()
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		assert platform.planned_reviews() == answer


def test_a_store_in_memory_leaves_no_file(tmp_path, monkeypatch):
	monkeypatch.chdir(tmp_path)
	for path in (None, ":memory:"):
		with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
			platform.ingest(batches()[0], notify=False)
	assert list(tmp_path.iterdir()) == []


def test_files_that_are_no_store_are_named(tmp_path):
	text = tmp_path / "letter.txt"
	text.write_text("Dear Sir or Madam, " * 100)
	other = tmp_path / "other.sqlite"
	sqlite3.connect(other).executescript("CREATE TABLE song (title TEXT);")
	newer = tmp_path / "newer.sqlite"
	EmbeddedPlatform(newer, DEMO_AS_OF).close()
	sqlite3.connect(newer).execute("PRAGMA user_version = 99")
	for path, words in (
		(text, "cannot be used"),
		(other, "another program"),
		(newer, "version 99"),
		(tmp_path, "cannot"),
	):
		with pytest.raises(DeliveryFault, match=words) as caught:
			EmbeddedPlatform(path, DEMO_AS_OF)
		assert caught.value.trouble is Trouble.OURS
	assert text.read_text().startswith("Dear Sir")


def test_a_damaged_file_is_reported(tmp_path):
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		platform.ingest(entries(), notify=False)
	data = bytearray(path.read_bytes())
	for place in range(20_000, len(data) - 4096, 9_001):
		data[place : place + 64] = b"\xff" * 64
	path.write_bytes(data)
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		try:
			problems = platform.health()["problems"]
		except DeliveryFault as fault:
			problems = [str(fault)]
	assert problems


# --- the day ----------------------------------------------------------------------------------------------------------


def test_another_day_is_planned_by_refresh(tmp_path):
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		platform.ingest(entries(), notify=False)
		before = platform.planned_reviews()
	later = date(2026, 6, 30)
	with EmbeddedPlatform(path, later) as platform:
		platform.refresh()
		after = platform.planned_reviews()
		platform.refresh()
		assert platform.planned_reviews() == after
	assert after["as_of"] == "2026-06-30"
	# Karwan turned 18 on 24 June; Habtom's move of 15 June happened without a review before it.
	assert _of(before, "WB-1007")
	assert not _of(after, "WB-1007")
	assert {reason["due_on"] for reason in _of(after, "WB-1006")[0]["basis"]} == {"2026-07-13", "2026-08-05"}
	with EmbeddedPlatform(None, later) as platform:
		on_the_day = [entry for entry in entries() if not (entry.id or "").startswith("R-1039-5")]
		platform.ingest(on_the_day, notify=False)
		assert platform.planned_reviews() == after


def _of(answer: dict, child: str) -> list[dict]:
	return [one for one in answer["reviews"] if one["child_id"] == child]


# --- what no message holds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	"body", ["\ud800", "\x00", "x" * 2_000_000, '{"id": "\\ud800"}', "'; DELETE FROM message; --"]
)
def test_anything_can_be_kept_in_the_inbox(tmp_path, body):
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		sent = Entry(body, "not a digest", {"message": ["\ud800 is odd"]}, "urn:\ud800", None)
		(settled,) = platform.ingest([sent], notify=False)
		assert settled.outcome.value == "refused"
		platform.ingest([sent], notify=False)
	((kept, times),) = sqlite3.connect(path).execute("SELECT body, times FROM message").fetchall()
	assert len(kept) <= 1_000_000
	assert times == 2


def inbox(path: Path) -> dict[str, list[tuple]]:
	"""What the inbox holds of each message id: outcome, fields at fault, how often it came."""
	found: dict[str, list[tuple]] = {}
	rows = sqlite3.connect(path).execute(
		"SELECT id, outcome, faults, times FROM message ORDER BY outcome, faults"
	)
	for name, outcome, faults, times in rows:
		found.setdefault(name, []).append((outcome, list(json.loads(faults)), times))
	return found


def period(**changes: object) -> Entry:
	data = {"record_id": "C-1", "record_version": 1, "child_id": "1", "start_date": "2026-05-18", **changes}
	message = {
		"specversion": "1.0", "id": "M-1", "source": "urn:test", "type": "uk.council.period-of-care.recorded",
		"subject": "1", "data": data,
	}  # fmt: skip
	return entry_of(json.dumps(message).encode(), DEMO_AS_OF)


def test_a_refused_message_that_comes_mended_is_no_longer_shown_as_refused(tmp_path):
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		platform.ingest([period(start_date="18/05/2026")], notify=False)
		assert inbox(path) == {"M-1": [("refused", ["data.start_date"], 1)]}
		platform.ingest([period()], notify=False)
		assert inbox(path) == {"M-1": [("applied", [], 2)]}


def test_a_conflict_stands_in_the_inbox_beside_the_message_that_was_taken(tmp_path):
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		platform.ingest([period()], notify=False)
		for _ in range(2):
			platform.ingest([period(start_date="2026-05-11")], notify=False)
		platform.ingest([period(mood="good")], notify=False)
	assert inbox(path) == {
		"M-1": [("applied", [], 1), ("refused", ["data.mood"], 1), ("refused", ["id"], 2)],
	}  # fmt: skip


def test_health_says_what_is_in_it(tmp_path):
	with EmbeddedPlatform(tmp_path / "store.sqlite", DEMO_AS_OF) as platform:
		platform.ingest(entries(), notify=True)
		health = platform.health()
	assert health["today"] == "2026-05-31"
	assert health["problems"] == []
	assert health["rows"]["child"] == 42


def test_a_file_that_is_not_a_store_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
	path = tmp_path / "letters.txt"
	path.write_text("not a database, and nobody's business\n" * 20)
	path.chmod(0o644)
	with pytest.raises(DeliveryFault):
		EmbeddedPlatform(path, date(2026, 5, 31)).__enter__()
	assert stat.S_IMODE(path.stat().st_mode) == 0o644
	assert path.read_text().startswith("not a database")
