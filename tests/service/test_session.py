"""A platform that stays away for minutes and hours, on a clock of the test's own: nothing is lost, parked or spun."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from integration_service.addresses import broker_address
from integration_service.delivery import Entry, Settled
from integration_service.embedded import EmbeddedPlatform
from integration_service.last_rung import LastRung
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.reading import entry_of
from integration_service.session import Session
from integration_service.setting_aside import Aside, Failed, Siding
from integration_service.settings import Settings
from integration_service.stopping import Stop
from integration_service.telemetry import Counts
from integration_service.topology import DEFAULT_DELAYS
from integration_service.worker import Job, Worker
from iro_module.domain.intake import Outcome
from tests.broker.queues import ids, message
from tests.support.http_platform import HttpPlatform

TODAY = HttpPlatform(Path()).as_of
MESSAGES = 12
PATIENCE = 600.0
MINUTE, HOUR = 60.0, 3600.0


@dataclass
class _Queue:
	"""A work queue: what waits in it, and when time passes. Nothing of a broker's failing is imitated."""

	waiting: deque[bytes]
	now: float = 1000.0
	acknowledged: int = 0
	channels: int = 0
	unacknowledged: dict[int, bytes] = field(default_factory=dict)
	events: Callable[[], None] = lambda: None

	def clock(self) -> float:
		return self.now


class _Connection:
	"""As much of pika's connection and channel as a session uses; time passes while it waits for events."""

	def __init__(self, queue: _Queue) -> None:
		self._queue = queue
		self._receive: Any = None
		self._tag = 0
		self.is_open = False

	def process_data_events(self, time_limit: float) -> None:
		self._queue.now += max(time_limit, 0.001)
		self._queue.events()
		while self._receive and self._queue.waiting and len(self._queue.unacknowledged) < 200:
			self._tag += 1
			body = self._queue.unacknowledged[self._tag] = self._queue.waiting.popleft()
			method = SimpleNamespace(delivery_tag=self._tag, exchange="council.records", routing_key="a.b")
			self._receive(self, method, SimpleNamespace(message_id=None, headers=None, timestamp=None), body)

	def add_callback_threadsafe(self, callback: Callable[[], None]) -> None:
		"""Nothing waits in another thread here."""

	def channel(self) -> Any:
		self.is_open = True
		return self

	def __enter__(self) -> _Connection:
		return self

	def __exit__(self, *_: object) -> None:
		"""The channel on which messages are counted is another one."""

	def queue_declare(self, queue: str, passive: bool) -> Any:
		assert passive
		return SimpleNamespace(method=SimpleNamespace(message_count=len(self._queue.waiting)))

	def basic_qos(self, prefetch_count: int) -> None:
		self._queue.channels += 1
		assert prefetch_count == 200

	def add_on_cancel_callback(self, callback: Any) -> None:
		"""The queue is never removed."""

	def basic_consume(self, queue: str, receive: Any) -> str:
		self._receive = receive
		return "consumer"

	def basic_cancel(self, consumer: str) -> None:
		self._receive = None

	def basic_ack(self, tag: int, multiple: bool) -> None:
		done = [one for one in self._queue.unacknowledged if one == tag or (multiple and one < tag)]
		for one in done:
			del self._queue.unacknowledged[one]
		self._queue.acknowledged += len(done)

	def close(self) -> None:
		"""The broker takes back what was not acknowledged."""
		self._receive, self.is_open = None, False
		self._queue.waiting.extendleft(reversed(self._queue.unacknowledged.values()))
		self._queue.unacknowledged.clear()


class _AtOnce(Worker):
	"""Does each job when it is handed over, so that a test does not depend on threads."""

	def submit(self, job: Job) -> None:
		super().submit(job)
		self._reports.put(self._report(self._jobs.get()))


class _NothingAside(Siding):
	"""Counts what would be set aside."""

	put_aside = 0

	def put(self, failed: Sequence[Failed]) -> list[Aside]:
		self.put_aside += len(failed)
		return [Aside("elsewhere", 1, one.fault) for one in failed]


class _Away(EmbeddedPlatform):
	"""Takes nothing from one moment to another. healthy: it says that it is well all the while."""

	def __init__(
		self, queue: _Queue, since: float, until: float, fault: DeliveryFault, healthy: bool
	) -> None:
		super().__init__(None, TODAY)
		self._queue, self._since, self._until, self._fault, self._healthy = (
			queue,
			since,
			until,
			fault,
			healthy,
		)
		self.calls = 0

	def _refuse_while_away(self) -> None:
		self.calls += 1
		if self._since <= self._queue.now < self._until:
			raise self._fault

	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		self._refuse_while_away()
		return super().ingest(entries, notify=notify)

	def health(self) -> dict[str, Any]:
		if not self._healthy:
			self._refuse_while_away()
		return super().health()


FAULTS = {
	"gone": (DeliveryFault(Trouble.LATER, "nothing answers at that address"), False),
	"bad gateway": (DeliveryFault(Trouble.LATER, "it answered 502", status=502), False),
	"in maintenance": (
		DeliveryFault(Trouble.LATER, "503", status=503, exc_type="SessionStopped"), False
	),
	"takes no messages": (DeliveryFault(Trouble.LATER, "503", status=503, exc_type="InReadOnlyMode"), True),
	"too many requests": (
		DeliveryFault(Trouble.LATER, "429", status=429, exc_type="RateLimitExceededError", retry_after=30), True
	),
	"database full": (DeliveryFault(Trouble.LATER, "500", status=500, exc_type="OperationalError"), True),
	"answers nothing": (DeliveryFault(Trouble.UNSURE, "it gave no answer within 30 s"), True),
}  # fmt: skip


@pytest.fixture
def queue() -> _Queue:
	"""A few messages waiting."""
	return _Queue(deque(message(number) for number in range(MESSAGES)))


@pytest.mark.parametrize("seconds", [MINUTE, 10 * MINUTE, 2 * HOUR], ids=["a minute", "ten minutes", "hours"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_platform_that_is_away_costs_nothing_however_long(queue: _Queue, name: str, seconds: float) -> None:
	fault, healthy = FAULTS[name]
	went, came_back = queue.now + 5, queue.now + 5 + seconds
	platform = _Away(queue, went, came_back, fault, healthy)
	messages, queue.waiting = list(queue.waiting), deque()
	siding = _NothingAside(broker_address("amqp://127.0.0.1:1/"), DEFAULT_DELAYS)
	worker = _AtOnce(platform, siding, LastRung(platform, DEFAULT_DELAYS))
	stop, counts = Stop(), Counts()

	def events() -> None:
		if queue.now > went and messages:
			queue.waiting.extend(messages)
			messages.clear()
		stop.requested = queue.acknowledged == MESSAGES or queue.now > came_back + HOUR

	queue.events = events
	Session(_Connection(queue), worker, Settings(patience=PATIENCE), stop, counts, clock=queue.clock).run()

	assert siding.put_aside == 0, "a platform that is away is no verdict on a message"
	assert queue.acknowledged == MESSAGES
	assert not queue.waiting
	assert queue.now - came_back < 10 * MINUTE, "it resumes by itself"
	assert platform.calls < 40 + seconds / 2, "it is not asked in a spin"
	if seconds > PATIENCE:
		assert queue.channels > 1, "the broker got its messages back meanwhile"
	repeated = platform.ingest([_entry(number) for number in range(MESSAGES)], notify=False)
	assert {one.outcome for one in repeated} == {Outcome.DUPLICATE}
	assert [one.id for one in repeated] == ids(range(MESSAGES))


def _entry(number: int) -> Entry:
	return entry_of(message(number), TODAY)


def test_a_message_that_hangs_alone_at_the_head_does_not_hold_up_those_behind_it(queue: _Queue) -> None:
	"""It is held by itself; under suspicion others go with it, and show that it alone is at fault."""
	first, *others = queue.waiting
	queue.waiting = deque([first])
	platform = _Hangs()
	siding = _NothingAside(broker_address("amqp://127.0.0.1:1/"), DEFAULT_DELAYS)
	worker = _AtOnce(platform, siding, LastRung(platform, DEFAULT_DELAYS))
	stop, began = Stop(), queue.now

	def events() -> None:
		if queue.now > began + 2 and others:
			queue.waiting.extend(others)
			others.clear()
		stop.requested = queue.acknowledged == MESSAGES or queue.now > began + HOUR

	queue.events = events
	Session(_Connection(queue), worker, Settings(), stop, Counts(), clock=queue.clock).run()
	assert queue.acknowledged == MESSAGES
	assert siding.put_aside == 1
	assert queue.now - began < 5 * MINUTE


class _Hangs(EmbeddedPlatform):
	"""Never answers to message 0, and takes all others."""

	def __init__(self) -> None:
		super().__init__(None, TODAY)

	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		if any(entry.id == ids([0])[0] for entry in entries):
			raise DeliveryFault(Trouble.UNSURE, "it gave no answer within 30 s")
		return super().ingest(entries, notify=notify)
