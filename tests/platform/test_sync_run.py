"""The main job, end to end: publish a move to RabbitMQ, and the review stands on the site, once, explained."""

from __future__ import annotations

import json
import logging
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from integration_service.clock import LONDON, today
from iro_module.domain.working_days import england
from tests.platform.test_ingest import SINCE, settled_child
from tests.support.feed import message, moved
from tests.support.site import Site

pytestmark = [pytest.mark.platform, pytest.mark.broker]

IRO_SYNC = Path(sys.executable).parent / "iro-sync"
PATIENCE = 20.0


@pytest.fixture
def consumer(site: Site, amqp_url: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
	environment = {
		**os.environ,
		"IRO_SYNC_BROKER": amqp_url,
		"IRO_SYNC_PLATFORM": site.url,
		"IRO_SYNC_API_KEY": site.key,
		"IRO_SYNC_API_SECRET": site.secret,
	}
	log = (tmp_path / "consumer.log").open("w")
	process = subprocess.Popen([IRO_SYNC, "run"], env=environment, stderr=log, text=True)
	yield process
	process.send_signal(signal.SIGTERM)
	assert process.wait(20) == 0, (tmp_path / "consumer.log").read_text()
	assert "Testford" not in (tmp_path / "consumer.log").read_text()


def publish(amqp_url: str, *messages: dict[str, object]) -> None:
	"""As a script does it: JSON lines on standard input, the broker in the environment."""
	lines = "\n".join(json.dumps(one) for one in messages)
	done = subprocess.run(
		[IRO_SYNC, "publish", "-"],
		input=lines,
		text=True,
		env={**os.environ, "IRO_SYNC_BROKER": amqp_url},
		capture_output=True,
		check=False,
	)
	assert done.returncode == 0, done.stderr


def test_a_move_on_the_queue_becomes_the_review_and_the_iro_is_told(
	site: Site, amqp_url: str, consumer: subprocess.Popen[str]
) -> None:
	child = f"RUN-{secrets.token_hex(4)}"
	settled_child(site, child)
	on = today() - timedelta(days=2)
	publish(amqp_url, message("placement", child, f"{child}-P0", start_date=SINCE, placement_type="T0"))
	wait_for_change(site, child, 0)
	began = datetime.now(LONDON).replace(tzinfo=None)
	publish(amqp_url, *moved(child, SINCE, on))
	wait_for_change(site, child, 1)
	(change,) = site.rows("Change of Circumstances", child, "creation")
	seconds = (datetime.fromisoformat(str(change["creation"])) - began).total_seconds()
	logging.getLogger(__name__).info("from the start of `iro-sync publish` to the review: %.2f s", seconds)
	(review,) = site.rows("IRO Review", child, "kind", "due_on", "explanation")
	assert review["kind"] == "change_of_circumstances"
	assert review["due_on"] == england().after(on, 20).isoformat()
	assert "Unplanned move" in str(review["explanation"])
	(prompt,) = site.rows("IRO Prompt", child, "name", "notified_user")
	assert prompt["notified_user"] == site.iro


def wait_for_change(site: Site, child_id: str, count: int) -> None:
	"""Ask the site, in one process on it, until the child has that many changes."""
	code = """
import time
from iro_module.domain.records import child_name
until = time.monotonic() + patience
while True:
	frappe.db.rollback()
	child = child_name(child_id)
	found = frappe.db.count("Change of Circumstances", {"child": child})
	messages = frappe.db.count("Record Message", {"child_id": child_id, "record_id": child_id + "-P0"})
	if (count and found == count) or (not count and messages):
		break
	if time.monotonic() > until:
		raise SystemExit(f"{found} changes of {child_id} after {patience} s")
	time.sleep(0.02)
"""
	site.run(code, child_id=child_id, count=count, patience=PATIENCE)
