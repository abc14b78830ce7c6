"""The embedded platform as a file: private, whole after any kill, shared between processes, and named when unusable."""

import json
import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from integration_service.delivery import Entry
from integration_service.embedded import EmbeddedPlatform
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.reading import entry_of
from iro_module.demo.messages import DEMO_AS_OF, demo_messages

ROOT = Path(__file__).parents[2]
BATCH = 20

INGEST = """
import os, signal, sys
from pathlib import Path
from tests.service.test_embedded import BATCH, batches
from integration_service.embedded import EmbeddedPlatform
from iro_module.demo.messages import DEMO_AS_OF
path, kill_at = Path(sys.argv[1]), int(sys.argv[2])
platform = EmbeddedPlatform(path, DEMO_AS_OF)
statements = 0
def count(statement):
	global statements
	statements += 1
	if statements == kill_at:
		os.kill(os.getpid(), signal.SIGKILL)
platform._connection.set_trace_callback(count)
for number, batch in enumerate(batches(), start=1):
	platform.ingest(batch, notify=False)
	print(number, statements, flush=True)
"""


def entries() -> list[Entry]:
	return [entry_of(json.dumps(message).encode(), DEMO_AS_OF) for message in demo_messages()]


def batches() -> list[list[Entry]]:
	every = entries()
	return [every[start : start + BATCH] for start in range(0, len(every), BATCH)]


def answer_after(count: int) -> dict:
	"""What a store answers that took the first `count` batches."""
	with EmbeddedPlatform(None, DEMO_AS_OF) as platform:
		for batch in batches()[:count]:
			platform.ingest(batch, notify=False)
		return platform.planned_reviews()


def start(path: Path, kill_at: int = 0) -> "subprocess.Popen[str]":
	"""Another process that brings the demo to the store, and kills itself before one of its SQL statements."""
	return subprocess.Popen(
		[sys.executable, "-c", INGEST, str(path), str(kill_at)], cwd=ROOT, stdout=subprocess.PIPE, text=True
	)


def batches_kept(path: Path) -> int:
	"""How many whole batches are in the store; the test fails where there is a part of one."""
	ids = {row[0] for row in sqlite3.connect(path).execute("SELECT id FROM message")}
	kept, known = 0, set()
	for batch in batches():
		those = {entry.id for entry in batch}
		if not those <= ids:
			break
		kept, known = kept + 1, known | those
	assert ids == known, "a part of a batch was kept"
	return kept


# --- killed -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def statements_of_a_run(tmp_path_factory) -> int:
	"""How many SQL statements it takes to bring the whole demo."""
	process = start(tmp_path_factory.mktemp("run") / "store.sqlite")
	out, _ = process.communicate(timeout=120)
	assert process.returncode == 0
	return int(out.split()[-1])


@pytest.mark.parametrize("part", range(12))
def test_killed_before_any_statement_a_call_is_kept_whole_or_not_at_all(tmp_path, statements_of_a_run, part):
	path = tmp_path / "store.sqlite"
	dice = random.Random(part)
	kill_at = dice.randint(1 + part * statements_of_a_run // 12, (part + 1) * statements_of_a_run // 12)
	process = start(path, kill_at)
	out, _ = process.communicate(timeout=120)
	assert process.returncode == -signal.SIGKILL
	told = len(out.splitlines())
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		assert batches_kept(path) == told
		assert platform.planned_reviews() == answer_after(told)
		assert platform.health()["problems"] == []
		for batch in batches():
			platform.ingest(batch, notify=False)
		assert platform.planned_reviews() == answer_after(len(batches()))


def test_killed_at_any_moment(tmp_path):
	path = tmp_path / "store.sqlite"
	dice = random.Random(8)
	for _ in range(6):
		process = start(path)
		time.sleep(dice.uniform(0.3, 1.2))
		process.kill()
		out, _ = process.communicate(timeout=120)
		if not path.exists():
			continue
		with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
			assert batches_kept(path) >= len(out.splitlines())
			assert platform.health()["problems"] == []
	process = start(path)
	process.communicate(timeout=120)
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		assert platform.planned_reviews() == answer_after(len(batches()))


def test_a_fault_within_a_call_keeps_nothing_of_it(tmp_path, monkeypatch):
	with EmbeddedPlatform(tmp_path / "store.sqlite", DEMO_AS_OF) as platform:
		platform.ingest(batches()[0], notify=False)
		before = (platform.planned_reviews(), platform.health()["rows"])

		def fails(*_: object) -> None:
			raise RuntimeError("planned to fail")

		with monkeypatch.context() as patched:
			patched.setattr(platform, "_file_notices", fails)
			with pytest.raises(RuntimeError, match="planned to fail"):
				platform.ingest(batches()[1], notify=False)
		assert (platform.planned_reviews(), platform.health()["rows"]) == before
		assert {one.outcome.value for one in platform.ingest(batches()[1], notify=False)} == {"applied"}


# --- shared -----------------------------------------------------------------------------------------------------------


def test_three_processes_bring_the_same_messages_at_once(tmp_path):
	path = tmp_path / "store.sqlite"
	processes = [start(path) for _ in range(3)]
	for process in processes:
		process.communicate(timeout=240)
	assert [process.returncode for process in processes] == [0, 0, 0]
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		assert platform.planned_reviews() == answer_after(len(batches()))
	applied = (
		sqlite3.connect(path).execute("SELECT count(*) FROM message WHERE outcome = 'applied'").fetchone()[0]
	)
	assert applied == 475


def test_the_database_allows_one_open_review_on_a_track(tmp_path):
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		platform.ingest(entries(), notify=False)
	connection = sqlite3.connect(path)
	with pytest.raises(sqlite3.IntegrityError):
		connection.execute(
			"INSERT INTO review (child_id, planned, open_on) SELECT child_id, planned, open_on FROM review "
			"WHERE open_on IS NOT NULL LIMIT 1"
		)


def test_a_store_that_another_program_holds_is_asked_again_later(tmp_path, monkeypatch):
	monkeypatch.setattr("integration_service.embedded_schema.BUSY_SECONDS", 0.2)
	path = tmp_path / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		other = sqlite3.connect(path, isolation_level=None)
		other.execute("BEGIN IMMEDIATE")
		with pytest.raises(DeliveryFault, match="another program") as caught:
			platform.ingest(batches()[0], notify=False)
		assert caught.value.trouble is Trouble.LATER
		other.execute("ROLLBACK")
		assert platform.ingest(batches()[0], notify=False)


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


def test_health_says_what_is_in_it(tmp_path):
	with EmbeddedPlatform(tmp_path / "store.sqlite", DEMO_AS_OF) as platform:
		platform.ingest(entries(), notify=True)
		health = platform.health()
	assert health["today"] == "2026-05-31"
	assert health["problems"] == []
	assert health["rows"]["child"] == 42
