"""Killed at any moment, or used by several processes at once: a call is kept whole or not at all."""

import random
import signal
import sqlite3
import time

import pytest

from integration_service.embedded import EmbeddedPlatform
from integration_service.outcomes import DeliveryFault, Trouble
from iro_module.demo.messages import DEMO_AS_OF
from tests.service.embedded_runs import answer_after, batches, batches_kept, entries, start

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
