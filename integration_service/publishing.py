"""Putting messages on the broker so that none is lost: persistent, mandatory, and confirmed one by one.

A confirmation alone is not enough: RabbitMQ confirms a message that no queue takes, and drops it. `mandatory` has it
sent back instead.
"""

import contextlib
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pika
from pika import exceptions

from integration_service import broker, topology
from integration_service.addresses import BrokerAddress
from iro_module.contract import MOST_BYTES

PERSISTENT = 2
_ROUTABLE = re.compile(r"[A-Za-z0-9._-]{1,128}")
_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")


class Unroutable(Exception):
	"""No queue takes the message, or its queue is full; nothing was lost, and nothing was sent."""


class Publisher:
	"""Sends on a channel with confirmations. Not to be shared with a connection that consumes."""

	def __init__(self, connection: Any) -> None:
		self._channel = connection.channel()
		self._channel.confirm_delivery()

	def send(
		self,
		exchange: str,
		routing_key: str,
		body: bytes,
		*,
		message_id: str | None,
		headers: Mapping[str, Any] | None = None,
		dated: float | None = None,
	) -> None:
		"""Return once the broker has it in a queue. Raises Unroutable, or pika's AMQPError when the broker goes.

		dated: when it was first published, in seconds since 1970; by default now.
		"""
		properties = pika.BasicProperties(
			content_type="application/json",
			delivery_mode=PERSISTENT,
			message_id=message_id,
			timestamp=int(time.time() if dated is None else dated),
			headers=dict(headers) if headers else None,
		)
		try:
			self._channel.basic_publish(exchange, routing_key, body, properties, mandatory=True)
		except exceptions.UnroutableError:
			where = f"exchange {exchange}" if exchange else "the default exchange"
			raise Unroutable(f"no queue takes messages for {routing_key!r} from {where}") from None
		except exceptions.NackError:
			raise Unroutable(f"the queue for {routing_key!r} takes no more messages") from None
		except exceptions.ChannelClosedByBroker as closed:
			raise Unroutable(
				f"the broker does not take messages for {exchange}: {closed.reply_code}"
			) from None


@contextlib.contextmanager
def publisher(address: BrokerAddress, name: str) -> Iterator[Publisher]:
	"""A publisher on a connection of its own, for the length of a block. Raises BrokerFault."""
	with broker.connection(address, name) as connection:
		yield Publisher(connection)


def publish_lines(address: BrokerAddress, lines: Iterable[bytes]) -> Iterator[int]:
	"""Send each line as it is, valid or not, under its own type; yields how many the broker has so far.

	Raises BrokerFault, and Unroutable at the first line that no queue takes.
	"""
	with publisher(address, "iro-sync publish") as sender:
		for count, line in enumerate(lines, start=1):
			routing_key, message_id = labels(line)
			sender.send(topology.EXCHANGE, routing_key, line, message_id=message_id)
			yield count


def labels(line: bytes) -> tuple[str, str | None]:
	"""The routing key and the message id on the outside: type and id where they are readable, `unknown` and None."""
	try:
		message = json.loads(line) if len(line) <= MOST_BYTES else None
	except (ValueError, RecursionError):
		message = None
	if not isinstance(message, dict):
		return "unknown", None
	kind, name = message.get("type"), message.get("id")
	return (
		kind if isinstance(kind, str) and _ROUTABLE.fullmatch(kind) else "unknown",
		name if isinstance(name, str) and _ID.fullmatch(name) else None,
	)
