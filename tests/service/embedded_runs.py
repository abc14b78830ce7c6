"""Bringing the demo to an embedded store, batch by batch, from this process and from others."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from integration_service.delivery import Entry
from integration_service.embedded import EmbeddedPlatform
from integration_service.reading import entry_of
from iro_module.demo.messages import DEMO_AS_OF, demo_messages

ROOT = Path(__file__).parents[2]
BATCH = 20

INGEST = """
import os, signal, sys
from pathlib import Path
from tests.service.embedded_runs import BATCH, batches
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


def answer_after(count: int) -> dict[str, Any]:
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
