"""One connection's life: receive, collect, hand over, settle. It ends with the connection, or when asked to stop.

The platform's troubles are not the broker's: a batch that the platform does not take is held and sent again, while
heartbeats go on. If that lasts, the channel is closed, so that the broker takes its messages back, and opened again
when the platform answers.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from pika.exceptions import AMQPError, ChannelClosedByBroker

from integration_service import events, topology
from integration_service.acknowledging import UnsettledTags
from integration_service.metrics import Metrics, unix_time
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.retry import Backoff
from integration_service.setting_aside import Received
from integration_service.settings import Settings
from integration_service.status import Pulse
from integration_service.stopping import Stop
from integration_service.telemetry import Counts, log
from integration_service.worker import Job, Report, Worker

PREFETCH_BATCHES = 4
MOST_BYTES_IN_HAND = 32 * 1024 * 1024
FEW_BYTES_IN_HAND = 8 * 1024 * 1024
MOST_BYTES_IN_BATCH = 4 * 1024 * 1024
IDLE_SECONDS = 0.5
FINISH_SECONDS = 8.0
ALARM_SECONDS = 60.0
SUSPICIOUS_ROUNDS = 3
COUNT_SECONDS = 15.0


class SessionEnded(Exception):
	"""The broker closed the channel or took the queue away; connecting again makes what is missing."""


class Session:
	"""What one connection has in hand. All of it runs in the connection's thread; only the worker does not.

	clock: seconds that only grow; tests bring one that does not make them wait.
	"""

	def __init__(
		self,
		connection: Any,
		worker: Worker,
		settings: Settings,
		stop: Stop,
		counts: Counts,
		*,
		metrics: Metrics | None = None,
		pulse: Pulse | None = None,
		clock: Callable[[], float] = time.monotonic,
	) -> None:
		self._metrics = metrics or Metrics()
		self._pulse = pulse or Pulse()
		self._count_at = 0.0
		self._clock = clock
		self._connection = connection
		self._worker = worker
		self._settings = settings
		self._stop = stop
		self._counts = counts
		self._channel: Any = None
		self._consumer: str | None = None
		self._tags = UnsettledTags()
		self._pending: deque[Received] = deque()
		self._collect_until = 0.0
		self._bytes = 0
		self._held: tuple[Received, ...] = ()
		self._held_until = 0.0
		self._rounds = 0
		self._down_since: float | None = None
		self._probe_at = 0.0
		self._backoff = Backoff(0.5, 30.0)
		worker.wake = self._wake

	def run(self) -> None:
		"""Until the stop is asked for, or the connection fails: then pika's AMQPError, or SessionEnded."""
		while not self._stop.requested:
			self._hand_over(self._clock())
			self._connection.process_data_events(time_limit=self._pause(self._clock()))
			self._check_channel()
			self._collect_report()
			self._bound_memory()
			self._show()
		self._pulse.ready("it is stopping")
		self._finish()

	def _show(self) -> None:
		"""What an operator sees of this moment."""
		self._pulse.beat()
		now = unix_time()
		in_hand = (*self._held, *self._pending)
		self._metrics.in_hand(len(self._tags), min((one.dated for one in in_hand), default=None), now)
		if self._clock() >= self._count_at:
			self._count_at = self._clock() + COUNT_SECONDS
			queues = {"work": topology.WORK_QUEUE, "parked": topology.PARKED_QUEUE}
			self._metrics.queues({name: _ready(self._connection, queue) for name, queue in queues.items()})

	# --- from the broker --------------------------------------------------------------------------------------------

	def _subscribe(self) -> None:
		if self._channel is None:
			self._channel = self._connection.channel()
			self._tags = UnsettledTags()
			self._bytes = 0
			self._channel.basic_qos(prefetch_count=PREFETCH_BATCHES * self._settings.batch_size)
			self._channel.add_on_cancel_callback(lambda _: self._lose_queue())
		self._consumer = self._channel.basic_consume(topology.WORK_QUEUE, self._receive)

	def _receive(self, channel: Any, method: Any, properties: Any, body: bytes) -> None:
		if not self._pending:
			self._collect_until = self._clock() + self._settings.batch_wait
		self._tags.add(method.delivery_tag)
		self._bytes += len(body)
		self._counts["received"] += 1
		self._metrics.received()
		self._pending.append(
			Received(
				method.delivery_tag,
				body,
				method.exchange,
				method.routing_key,
				properties.message_id,
				properties.headers,
				float(properties.timestamp or unix_time()),
			)
		)

	def _lose_queue(self) -> None:
		self._consumer = None
		raise SessionEnded(f"queue {topology.WORK_QUEUE} was removed")

	def _check_channel(self) -> None:
		if self._channel is not None and not self._channel.is_open:
			raise SessionEnded("the broker closed the channel")

	def _bound_memory(self) -> None:
		"""Stop taking when much is in hand, and take again when little is; the surplus goes back to the broker."""
		if self._channel is None:
			return
		if self._consumer and self._bytes > MOST_BYTES_IN_HAND:
			self._channel.basic_cancel(self._consumer)
			self._consumer = None
		elif self._consumer is None and self._bytes < FEW_BYTES_IN_HAND:
			self._subscribe()

	# --- to the platform --------------------------------------------------------------------------------------------

	def _hand_over(self, now: float) -> None:
		if self._worker.busy:
			return
		if self._channel is None:
			if now >= self._probe_at:
				self._worker.submit(Job(self))
		elif self._held:
			if now >= self._held_until:
				self._send_again()
		elif self._pending and (
			len(self._pending) >= self._settings.batch_size or now >= self._collect_until
		):
			self._worker.submit(Job(self, self._take_batch(self._settings.batch_size)))

	def _send_again(self) -> None:
		"""What is held, and once it is under suspicion some others with it: what becomes of them is the evidence."""
		suspicious = self._rounds >= SUSPICIOUS_ROUNDS
		room = self._settings.batch_size + 1 - len(self._held)
		others = self._take_batch(room) if suspicious and self._pending and room > 0 else ()
		self._worker.submit(Job(self, (*self._held, *others), suspicious))

	def _take_batch(self, most: int) -> tuple[Received, ...]:
		batch = [self._pending.popleft()]
		size = len(batch[0].body)
		while self._pending and len(batch) < most:
			size += len(self._pending[0].body)
			if size > MOST_BYTES_IN_BATCH:
				break
			batch.append(self._pending.popleft())
		return tuple(batch)

	def _pause(self, now: float) -> float:
		"""How long nothing can be due, in seconds; news from the broker or the worker ends it earlier."""
		if self._worker.busy:
			return IDLE_SECONDS
		if self._channel is None:
			due = self._probe_at
		elif self._held:
			due = self._held_until
		elif self._pending:
			due = self._collect_until
		else:
			return IDLE_SECONDS
		return min(max(due - now, 0.0), IDLE_SECONDS)

	def _wake(self) -> None:
		"""Called by the worker's thread; the only thing it may do with a connection of ours."""
		try:
			self._connection.add_callback_threadsafe(lambda: None)
		except AMQPError:
			log("connection_gone_while_delivering", logging.DEBUG)

	# --- what the platform made of it -------------------------------------------------------------------------------

	def _collect_report(self) -> None:
		report = self._worker.collect()
		if report is None or report.job.session is not self:
			return
		if not report.job.messages:
			self._hear_health(report.fault)
		else:
			self._settle(report)

	def _settle(self, report: Report) -> None:
		events.report_batch(report, self._counts)
		self._metrics.settled(report, unix_time())
		done = [copy for one in report.handled if one.held is None for copy in one.copies]
		for tag, multiple in self._tags.settle(copy.tag for copy in done):
			self._channel.basic_ack(tag, multiple)
		self._bytes -= sum(len(copy.body) for copy in done)
		self._held = tuple(copy for one in report.handled if one.held for copy in one.copies)
		fault = next((one.held for one in report.handled if one.held), None)
		if done:
			self._down_since = None
		if fault is None:
			self._metrics.platform(None)
			self._rounds = 0
			self._backoff.reset()
		else:
			self._hold(fault, self._clock())

	def _hold(self, fault: DeliveryFault, now: float) -> None:
		self._metrics.platform(fault)
		self._rounds += 1
		self._down_since = self._down_since or now
		if fault.trouble is Trouble.OURS or now - self._down_since >= self._settings.patience:
			self._suspend(fault, now)
			return
		wait = self._backoff.next(fault.retry_after)
		self._held_until = now + wait
		events.report_hold(fault, len(self._held), wait)

	def _suspend(self, fault: DeliveryFault, now: float) -> None:
		"""Give everything back, and take nothing until the platform is well."""
		self._channel.close()
		self._forget()
		self._probe_later(fault, now)

	def _hear_health(self, fault: DeliveryFault | None) -> None:
		now = self._clock()
		if fault is None:
			self._backoff.reset()
			self._metrics.platform(None)
			self._subscribe()
			self._pulse.ready(None)
			log("consuming", queue=topology.WORK_QUEUE)
		else:
			self._probe_later(fault, now)

	def _probe_later(self, fault: DeliveryFault, now: float) -> None:
		ours = fault.trouble is Trouble.OURS
		self._probe_at = now + (ALARM_SECONDS if ours else self._backoff.next(fault.retry_after))
		self._metrics.platform(fault)
		self._pulse.ready(fault.summary)
		events.report_suspended(fault)

	def _forget(self) -> None:
		self._channel = self._consumer = None
		self._pending.clear()
		self._held = ()
		self._rounds = 0
		self._down_since = None

	def _finish(self) -> None:
		"""Finish the batch that is with the platform; the rest goes back to the broker untouched."""
		if self._channel is None:
			return
		if self._consumer:
			self._channel.basic_cancel(self._consumer)
			self._consumer = None
		self._pending.clear()
		end = self._clock() + FINISH_SECONDS
		while self._worker.busy and self._clock() < end:
			self._connection.process_data_events(time_limit=0.1)
			self._collect_report()
		if self._channel is not None:
			self._channel.close()


def _ready(connection: Any, queue: str) -> float:
	"""How many messages are ready; not a number where the broker does not tell us, or has no such queue."""
	try:
		return topology.waiting(connection, queue)
	except ChannelClosedByBroker as closed:
		log("queue_cannot_be_counted", logging.DEBUG, queue=queue, code=closed.reply_code)
		return float("nan")
