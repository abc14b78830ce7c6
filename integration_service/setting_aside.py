"""Putting a message on which the platform fails out of the way of the others: to wait, and in the end to be parked.

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

MOST_PARKED_IN_A_ROW = 50
"""If so many messages are to be parked and not one in between was taken, the messages are not at fault."""


@dataclass(frozen=True, slots=True, repr=False)
class Received:
	"""A message as the broker delivered it. Its `repr` shows no content."""

	tag: int
	body: bytes
	exchange: str
	routing_key: str
	message_id: str | None
	headers: dict[str, Any] | None


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
		self._parked_in_a_row = 0

	def taken(self) -> None:
		"""The platform took a message, so it is not at fault in general."""
		self._parked_in_a_row = 0

	def put(self, failed: Sequence[tuple[Received, DeliveryFault]]) -> list[Aside]:
		"""Set each aside; one result per message, in the same order."""
		if not failed:
			return []
		results: list[Aside] = []
		try:
			with broker.connection(self._address, "iro-sync setting aside") as connection:
				topology.ensure(connection, self._delays)
				publisher = Publisher(connection)
				for received, fault in failed:
					results.append(self._put_one(publisher, received, fault))
		except (broker.BrokerFault, topology.TopologyFault, AMQPError, Unroutable) as problem:
			text = f"a message cannot be set aside: {problem}"
			held = [
				Aside(None, attempts_before(one.headers), DeliveryFault(Trouble.LATER, text))
				for one, _ in failed
			]
			results += held[len(results) :]
		return results

	def _put_one(self, publisher: Publisher, received: Received, fault: DeliveryFault) -> Aside:
		before = attempts_before(received.headers)
		delay = next_delay(before, self._delays, fault.trouble)
		if delay is None and self._parked_in_a_row >= MOST_PARKED_IN_A_ROW:
			text = f"{MOST_PARKED_IN_A_ROW} messages in a row failed for good and none was taken; parking no more"
			stop = DeliveryFault(
				Trouble.OURS, f"{text}: {fault.summary}", status=fault.status, exc_type=fault.exc_type
			)
			return Aside(None, before, stop)
		queue = delay.queue if delay else topology.PARKED_QUEUE
		headers = failure_headers(
			received.headers,
			fault,
			exchange=received.exchange,
			routing_key=received.routing_key,
			version=__version__,
		)
		publisher.send("", queue, received.body, message_id=received.message_id, headers=headers)
		self._parked_in_a_row += delay is None
		return Aside(queue, before + 1, fault)
