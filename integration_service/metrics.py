"""What the service measures of itself, for Prometheus: counts, times and states. Nothing in it is about a child."""

import time
from collections.abc import Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from integration_service import topology
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.worker import Handled, Report
from iro_module import __version__
from iro_module.domain.intake import Outcome

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)
_CALL_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
	"""One set per process. Written by the main loop, read by the status server's threads."""

	def __init__(self) -> None:
		self.registry = CollectorRegistry()
		self._received = self._counter("received", "Messages taken from the work queue, repeats included")
		self._messages = self._counter("messages", "Messages that the site has stored, by outcome", "outcome")
		self._refused = self._counter("refused", "Messages stored as refused, by what for", "reason")
		self._parked = self._counter("parked", "Messages put into the parked queue, by the failure", "reason")
		self._waiting = self._counter(
			"waiting", "Messages put on a rung of the ladder, by the failure", "reason"
		)
		self._batches = self._counter("batches", "Batches that came back from the site")
		self._holds = self._counter("holds", "Times the site took nothing for now, by the failure", "reason")
		self._batch = self._histogram("batch_seconds", "Time that a batch spent with the site", _CALL_SECONDS)
		self._delivery = self._histogram(
			"delivery_seconds",
			"Time from publishing, where the publisher dates its messages, else from receiving, until settled",
			_SECONDS,
		)
		self._queue = self._gauge("queue_messages", "Messages ready in a queue; NaN where not told", "queue")
		self._in_hand = self._gauge("in_hand", "Messages received and not yet settled")
		self._oldest = self._gauge("oldest_seconds", "Age of the oldest message that waits in hand")
		self._broker_up = self._gauge("broker_up", "1 while connected to the broker")
		self._platform_up = self._gauge(
			"platform_up", "1 while the site takes messages; 0 while they are held"
		)
		self._refuses_us = self._gauge("refuses_us", "1 while this side refuses the service", "side")
		self._settled_at = self._gauge(
			"last_settled_timestamp_seconds", "When a message was settled last; 0 for never"
		)
		self._gauge("build_info", "Always 1", "version").labels(__version__).set(1)
		self._gauge("start_time_seconds", "When the process started").set_to_current_time()
		self._show_zeros()

	def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
		return Counter(f"iro_sync_{name}", meaning, labels, registry=self.registry)

	def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
		return Gauge(f"iro_sync_{name}", meaning, labels, registry=self.registry)

	def _histogram(self, name: str, meaning: str, buckets: Sequence[float]) -> Histogram:
		return Histogram(f"iro_sync_{name}", meaning, buckets=buckets, registry=self.registry)

	def _show_zeros(self) -> None:
		"""A count that is not there yet cannot be compared with what it was."""
		for outcome in Outcome:
			self._messages.labels(outcome.value)
		for reason in ("contract", "conflict", "not saved", "failed again and again"):
			self._refused.labels(reason)
		for trouble in Trouble:
			for counter in (self._parked, self._waiting, self._holds):
				counter.labels(trouble.value)
		for side in ("broker", "platform"):
			self._refuses_us.labels(side).set(0)
		for queue in ("work", "parked"):
			self._queue.labels(queue).set(float("nan"))

	def as_text(self) -> bytes:
		"""In Prometheus' text format."""
		return generate_latest(self.registry)

	def received(self) -> None:
		self._received.inc()

	def settled(self, report: Report, now: float) -> None:
		"""A batch came back; now: seconds since 1970."""
		self._batches.inc()
		self._batch.observe(report.seconds)
		for one in report.handled:
			self._count(one)
			if one.held is None:
				self._settled_at.set(now)
				for copy in one.copies:
					self._delivery.observe(max(0.0, now - copy.dated))

	def _count(self, one: Handled) -> None:
		if one.delivered.settled:
			outcome = one.delivered.settled.outcome
			self._messages.labels(outcome.value).inc()
			if outcome is Outcome.REFUSED:
				self._refused.labels(refused_for(one)).inc()
		elif one.aside and one.aside.queue:
			parked = one.aside.queue == topology.PARKED_QUEUE
			(self._parked if parked else self._waiting).labels(one.aside.fault.trouble.value).inc()

	def in_hand(self, messages: int, oldest: float | None, now: float) -> None:
		"""oldest, now: seconds since 1970."""
		self._in_hand.set(messages)
		self._oldest.set(max(0.0, now - oldest) if oldest is not None else 0.0)

	def queues(self, waiting: Mapping[str, float]) -> None:
		"""How many messages are ready in each."""
		for queue, count in waiting.items():
			self._queue.labels(queue).set(count)

	def broker(self, *, up: bool, refuses_us: bool = False) -> None:
		self._broker_up.set(up)
		self._refuses_us.labels("broker").set(refuses_us)

	def platform(self, fault: DeliveryFault | None) -> None:
		"""The site took what it was given, or why not."""
		self._platform_up.set(fault is None)
		self._refuses_us.labels("platform").set(fault is not None and fault.trouble is Trouble.OURS)
		if fault:
			self._holds.labels(fault.trouble.value).inc()


def refused_for(one: Handled) -> str:
	"""What a message was refused for, in a few words that are always the same."""
	if one.delivered.fault:
		return "failed again and again"
	if one.entry.faults:
		return "contract"
	paths = set(one.delivered.settled.faults) if one.delivered.settled else set()
	return "conflict" if paths & {"id", "data.record_version"} else "not saved"


def unix_time() -> float:
	"""Seconds since 1970; tests bring their own."""
	return time.time()
