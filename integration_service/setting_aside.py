"""Putting a message on which the platform fails out of the way of the others: to wait, or to be parked.

It is published first, with confirmation, and acknowledged only then: a crash in between leaves two copies, never none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pika.exceptions import AMQPError

from integration_service import broker, topology
from integration_service.addresses import BrokerAddress
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.publishing import Publisher, Unroutable
from integration_service.retry import attempts_before, failure_headers, next_delay
from iro_module import __version__


@dataclass(frozen=True, slots=True, repr=False)
class Received:
	"""A message as the broker delivered it. Its `repr` shows no content."""

	tag: int
	body: bytes
	exchange: str
	routing_key: str
	message_id: str | None
	headers: dict[str, Any] | None
	dated: float = 0.0
	"""When it was published, by its timestamp, else when it was received; seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Failed:
	"""A message to be set aside, and why. park: for good, until somebody acts; else until its next attempt."""

	received: Received
	fault: DeliveryFault
	park: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
	"""Where a message was put, or why it could not be: then `queue` is None, and it is held."""

	queue: str | None
	attempts: int
	fault: DeliveryFault


class Siding:
	"""Sets messages aside on a connection of its own, opened when needed, which is rare."""

	def __init__(self, address: BrokerAddress, delays: Sequence[topology.Delay]) -> None:
		self._address = address
		self._delays = tuple(delays)

	def put(self, failed: Sequence[Failed]) -> list[Aside]:
		"""Set each aside; one result per message, in the same order. At the top of the ladder it waits longest."""
		if not failed:
			return []
		results: list[Aside] = []
		try:
			with broker.connection(self._address, "iro-sync setting aside") as connection:
				topology.ensure(connection, self._delays)
				publisher = Publisher(connection)
				for one in failed:
					results.append(self._put_one(publisher, one))
		except (broker.BrokerFault, topology.TopologyFault, AMQPError, Unroutable) as problem:
			text = f"a message cannot be set aside: {problem}"
			held = [
				Aside(None, attempts_before(one.received.headers), DeliveryFault(Trouble.LATER, text))
				for one in failed
			]
			results += held[len(results) :]
		return results

	def _put_one(self, publisher: Publisher, failed: Failed) -> Aside:
		received, fault = failed.received, failed.fault
		before = attempts_before(received.headers)
		delay = next_delay(before, self._delays) or self._delays[-1]
		queue = topology.PARKED_QUEUE if failed.park else delay.queue
		headers = failure_headers(
			received.headers,
			fault,
			exchange=received.exchange,
			routing_key=received.routing_key,
			version=__version__,
		)
		publisher.send(
			"",
			queue,
			received.body,
			message_id=received.message_id,
			headers=headers,
			dated=received.dated or None,
		)
		return Aside(queue, before + 1, fault)
