"""`iro-sync parked` on a real broker: looking changes nothing, acting loses nothing, doing it twice does no harm."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pika
import pytest

from integration_service import topology
from integration_service.addresses import broker_address
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.parked import RETRIED
from integration_service.retry import ATTEMPTS, FIRST_FAILED
from integration_service.setting_aside import Failed, Received, Siding
from tests.broker import queues
from tests.broker.queues import DELAYS, NAMES, ROOT, Service, ids, message, message_id
from tests.support.http_platform import HttpPlatform

pytestmark = pytest.mark.broker
MakeService = Callable[..., Service]
FAULT = DeliveryFault(Trouble.MESSAGE, "the platform answered 500 KeyError", status=500, exc_type="KeyError")


class Operator:
	"""Somebody at a terminal, with a data folder of their own."""

	def __init__(self, url: str, folder: Path) -> None:
		self.record = folder / "iro-sync" / "parked-actions.jsonl"
		self.environment = {
			"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder), "XDG_DATA_HOME": str(folder),
			"IRO_SYNC_BROKER": url,
		}  # fmt: skip

	def command(self, *arguments: str) -> list[str]:
		return [sys.executable, "-m", "integration_service", "parked", *arguments]

	def run(self, *arguments: str, code: int = 0) -> str:
		done = subprocess.run(
			self.command(*arguments), env=self.environment, capture_output=True, timeout=120, check=False
		)
		assert done.returncode == code, done.stderr.decode()
		return done.stdout.decode()

	def listed(self) -> list[dict[str, Any]]:
		return json.loads(self.run("list", "--json"))["parked"]

	def recorded(self) -> list[dict[str, Any]]:
		return [json.loads(line) for line in self.record.read_text().splitlines()]


@pytest.fixture
def operator(url: str, tmp_path: Path) -> Operator:
	queues.make(url)
	return Operator(url, tmp_path)


def park(url: str, bodies: Sequence[bytes]) -> None:
	"""As the service does it."""
	headers = {ATTEMPTS: len(DELAYS), FIRST_FAILED: "2026-05-04T12:00:00+00:00"}
	failed = [
		Failed(Received(1, body, topology.EXCHANGE, "a.b", None, headers), FAULT, park=True)
		for body in bodies
	]
	assert {one.queue for one in Siding(broker_address(url), DELAYS).put(failed)} == {topology.PARKED_QUEUE}


def waiting(url: str, queue: str, count: int) -> None:
	queues.wait_until(lambda: queues.ready(url, queue) == count, why=f"{queue} never held {count}")


def test_looking_shows_why_and_nothing_of_a_child_and_changes_nothing(url: str, operator: Operator) -> None:
	park(url, [message(1), b"not JSON Marigold", message(2)])
	first = operator.listed()
	assert [one["id"] for one in first] == [message_id(1), None, message_id(2)]
	assert {one["fault"] for one in first} == {FAULT.summary}
	assert {(one["status"], one["exception"], one["attempts"]) for one in first} == {(500, "KeyError", 3)}
	shown = operator.run("list") + json.dumps(first) + operator.run("show", message_id(1))
	assert "500 KeyError" in shown
	assert not [name for name in NAMES if name in shown]
	waiting(url, topology.PARKED_QUEUE, 3)
	assert operator.listed() == first, "they went back to their places"


def test_the_content_is_shown_only_when_it_is_asked_for(url: str, operator: Operator) -> None:
	park(url, [message(1), b"not JSON"])
	assert operator.run("show", "--body", message_id(1)).encode() == message(1)
	digest = operator.listed()[1]["digest"]
	assert operator.run("show", "--body", digest[:8]) == "not JSON"
	operator.run("show", "--body", digest[:7], code=1)
	operator.run("show", "M-404", code=1)


def test_what_is_put_back_to_work_is_applied_and_the_others_stay(
	url: str, operator: Operator, site: HttpPlatform, service: MakeService
) -> None:
	park(url, [message(number) for number in range(5)])
	done = json.loads(operator.run("retry", "--json", message_id(1), message_id(3)))
	assert done == {"retried": [message_id(1), message_id(3)], "not_found": []}
	waiting(url, topology.PARKED_QUEUE, 3)
	assert [one["id"] for one in operator.listed()] == [message_id(number) for number in (0, 2, 4)]
	operator.run("retry", message_id(1), code=1)
	running = service(url)
	running.start()
	site.wait_until_applied(ids([1, 3]))
	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert [(one["action"], one["id"]) for one in operator.recorded()] == [
		("retried", message_id(1)), ("retried", message_id(3))
	]  # fmt: skip


def test_a_message_starts_again_at_the_foot_of_the_ladder(url: str, operator: Operator) -> None:
	park(url, [message(1)])
	operator.run("retry", "--all")
	((properties, body),) = queues.take(url, topology.WORK_QUEUE)
	assert body == message(1)
	assert ATTEMPTS not in properties.headers
	assert FIRST_FAILED not in properties.headers
	assert properties.headers["x-iro-routing-key"] == "a.b"
	assert RETRIED in properties.headers
	assert properties.delivery_mode == 2


def test_what_the_broker_set_aside_itself_is_told_apart(url: str, operator: Operator) -> None:
	headers = {"x-death": [{"queue": topology.WORK_QUEUE, "reason": "delivery_limit", "count": 1}]}
	with queues.connected(url) as connection:
		channel = connection.channel()
		channel.basic_publish("", topology.PARKED_QUEUE, message(1), pika.BasicProperties(headers=headers))
		channel.basic_publish("", topology.PARKED_QUEUE, message(2))
	waiting(url, topology.PARKED_QUEUE, 2)
	assert [one["reason"] for one in operator.listed()] == ["broker: delivery_limit", "unknown"]
	operator.run("retry", "--all")
	assert all("x-death" not in (one.headers or {}) for one, _ in queues.take(url, topology.WORK_QUEUE))


def test_discarding_needs_a_reason_and_keeps_it(url: str, operator: Operator) -> None:
	park(url, [message(1), message(2)])
	operator.run("discard", message_id(1), "--yes", code=2)
	operator.run("discard", message_id(1), "--yes", "--because", "  ", code=2)
	operator.run("discard", "--yes", "--because", "a test", code=2)
	operator.run("discard", message_id(1), "--because", "nobody said yes", code=1)
	waiting(url, topology.PARKED_QUEUE, 2)
	operator.run("discard", message_id(1), "--yes", "--because", "sent by mistake")
	assert [one["id"] for one in operator.listed()] == [message_id(2)]
	(kept,) = operator.recorded()
	assert (kept["action"], kept["because"], kept["id"]) == ("discarded", "sent by mistake", message_id(1))
	assert kept["by"]
	assert kept["time"]
	assert kept["digest"]
	assert operator.record.stat().st_mode & 0o777 == 0o600
	assert not [name for name in NAMES if name in operator.record.read_text()]
	operator.run("discard", message_id(1), "--yes", "--because", "again", code=1)


@pytest.mark.parametrize("action", [("retry", "--all"), ("discard", "--all", "--yes", "--because", "a test")])
def test_killed_in_the_middle_nothing_is_lost(
	url: str, operator: Operator, action: tuple[str, ...], site: HttpPlatform, service: MakeService
) -> None:
	count = 400
	park(url, [message(number) for number in range(count)])
	process = subprocess.Popen(operator.command(*action), env=operator.environment)
	queues.wait_until(operator.record.exists, why="it never began")
	time.sleep(0.1)
	process.kill()
	process.wait()
	time.sleep(0.5)
	left = queues.ready(url, topology.PARKED_QUEUE)
	recorded = {one["id"] for one in operator.recorded()}
	assert 0 < left < count, "it was killed too early or too late to show anything"
	still = {one["id"] for one in operator.listed()}
	assert still | recorded == set(ids(range(count))), "neither parked nor on record"
	operator.run(*action)
	assert queues.ready(url, topology.PARKED_QUEUE) == 0
	if action[0] == "retry":
		running = service(url)
		running.start()
		site.wait_until_applied(ids(range(count)))
		assert running.terminate() == 0
		assert set(site.applied().values()) == {1}


def test_a_broker_without_our_queues(url: str, tmp_path: Path) -> None:
	operator = Operator(url, tmp_path)
	operator.run("list", code=2)
	operator.environment["IRO_SYNC_BROKER"] = "amqp://127.0.0.1:1/"
	operator.run("list", code=3)
