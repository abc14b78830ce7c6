"""What the broker tests do to a broker, and the service they run against it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pika
import pytest
from pika.exceptions import AMQPError, ChannelClosedByBroker

from integration_service import topology
from integration_service.publishing import Publisher, labels
from integration_service.topology import Delay
from tests.support.http_platform import KEY, SECRET, HttpPlatform
from tests.support.processes import Server, ServerFailed

ROOT = Path(__file__).resolve().parents[2]
DELAYS = (Delay("1s"), Delay("2s"))
QUEUES = list(topology.queues((*DELAYS, *topology.DEFAULT_DELAYS)))
NAMES = ("Marigold", "Featherstonehaugh")
"""Names that stand in every message sent by these tests, and may stand nowhere else."""


def message(number: int, version: int = 1, **data: Any) -> bytes:
	"""A valid message about child `number`, whose id is message_id(number, version)."""
	return json.dumps({
		"specversion": "1.0",
		"id": message_id(number, version),
		"source": "urn:tests:records",
		"type": "uk.council.child.recorded",
		"subject": f"CH-{number}",
		"data": {
			"record_id": f"CH-{number}",
			"record_version": version,
			"child_id": f"CH-{number}",
			"first_name": NAMES[0],
			"last_name": NAMES[1],
			**data,
		},
	}).encode()  # fmt: skip


def message_id(number: int, version: int = 1) -> str:
	return f"M-{number}-{version}"


def ids(numbers: Sequence[int] | range) -> list[str]:
	return [message_id(number) for number in numbers]


@contextmanager
def connected(url: str) -> Iterator[pika.BlockingConnection]:
	connection = pika.BlockingConnection(pika.URLParameters(url))
	try:
		yield connection
	finally:
		try:
			connection.close()
		except AMQPError:
			return


def wipe(url: str) -> None:
	"""Remove every queue of ours and the exchange."""
	with connected(url) as connection:
		channel = connection.channel()
		for name in QUEUES:
			channel.queue_delete(name)
		channel.exchange_delete(topology.EXCHANGE)


def make(url: str) -> None:
	"""Exchange and queues as the service makes them, before it starts."""
	with connected(url) as connection:
		topology.ensure(connection, DELAYS)


def publish(url: str, bodies: Sequence[bytes]) -> None:
	"""Put them on the council's exchange, each confirmed."""
	with connected(url) as connection:
		publisher = Publisher(connection)
		for body in bodies:
			key, name = labels(body)
			publisher.send(topology.EXCHANGE, key, body, message_id=name)


def ready(url: str, queue: str = topology.WORK_QUEUE) -> int:
	"""How many messages wait in a queue; 0 where there is none."""
	with connected(url) as connection:
		try:
			return topology.waiting(connection, queue)
		except ChannelClosedByBroker:
			return 0


def everything_waiting(url: str) -> dict[str, int]:
	"""The queues that hold messages. Call it when no consumer runs, or what is in hand is not seen."""
	return {queue: count for queue in QUEUES if (count := ready(url, queue))}


def take(url: str, queue: str) -> list[tuple[Any, bytes]]:
	"""All messages of a queue, with their properties; they are removed."""
	taken = []
	with connected(url) as connection:
		channel = connection.channel()
		while True:
			method, properties, body = channel.basic_get(queue, auto_ack=True)
			if method is None:
				return taken
			taken.append((properties, body))


def wait_until(what: Callable[[], Any], seconds: float = 20, why: str = "it never came true") -> None:
	end = time.monotonic() + seconds
	while not what():
		assert time.monotonic() < end, f"after {seconds} seconds: {why}"
		time.sleep(0.02)


class Service:
	"""`iro-sync run` as a process of its own."""

	def __init__(
		self, url: str, platform: HttpPlatform, folder: Path, name: str = "service", **settings: str
	) -> None:
		self.log = folder / f"{name}.log"
		environment = {
			**{key: value for key, value in os.environ.items() if not key.startswith("IRO_SYNC_")},
			"PYTHONPATH": str(ROOT),
			"IRO_SYNC_BROKER": url,
			"IRO_SYNC_PLATFORM": platform.url,
			"IRO_SYNC_API_KEY": KEY,
			"IRO_SYNC_API_SECRET": SECRET,
			"IRO_SYNC_RETRY_DELAYS": ",".join(delay.label for delay in DELAYS),
			**settings,
		}
		command = [sys.executable, "-m", "integration_service", "run"]
		self._server = Server(f"iro-sync run ({name})", command, self.log, environment, folder)

	def start(self, until: str = "consuming") -> None:
		"""Start it, and wait for an event in its log."""
		before = len(self.events(until))
		self._server.start(lambda: len(self.events(until)) > before, 20)

	def events(self, name: str) -> list[dict[str, Any]]:
		"""The events of that name so far."""
		if not self.log.exists():
			return []
		lines = [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
		return [line for line in lines if line["event"] == name]

	def wait_for(self, name: str, count: int = 1, seconds: float = 20) -> None:
		wait_until(
			lambda: len(self.events(name)) >= count, seconds, f"no {count} events {name} in {self.log}"
		)

	def start_and_end(self, seconds: float = 20) -> int:
		"""Start it where it is expected to give up; returns its exit code."""
		with pytest.raises(ServerFailed):
			self._server.start(lambda: False, seconds)
		assert self._server.process is not None
		return self._server.process.wait(seconds)

	def peak_memory_megabytes(self) -> int:
		"""The most memory it ever had, as the kernel counted."""
		status = Path(f"/proc/{self._server.pid}/status").read_text()
		return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024

	@property
	def running(self) -> bool:
		return self._server.running

	def kill(self) -> None:
		"""kill -9."""
		self._server.kill()

	def terminate(self, seconds: float = 10) -> int:
		"""SIGTERM; returns the exit code, and fails where it takes longer."""
		process: subprocess.Popen[bytes] | None = self._server.process
		assert process is not None, "it does not run"
		process.send_signal(signal.SIGTERM)
		return process.wait(seconds)
