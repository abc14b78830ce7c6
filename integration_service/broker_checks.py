"""The part of `iro-sync check` that asks the broker. It takes nothing, leaves nothing, and makes nothing."""

import re
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

import pika
from pika.exceptions import AMQPError, ChannelClosedByBroker, UnroutableError

from integration_service import broker, topology
from integration_service.addresses import BrokerAddress
from integration_service.findings import Finding, State
from integration_service.topology import Delay

OLDEST_RABBITMQ = (3, 10)
"""The first that hands dead letters over safely, which the safety net relies on."""


def check_broker(address: BrokerAddress, delays: Sequence[Delay]) -> Iterator[Finding]:
	"""Whether the broker takes us, is new enough, has what we need as we need it, and lets us use it."""
	try:
		with broker.connection(address, "iro-sync check") as connection:
			yield Finding("broker", State.FINE, f"{address} takes our connection")
			yield _version(connection)
			missing = topology.verify(connection, delays)
			for one in missing:
				yield Finding("queues", State.WRONG, one, "iro-sync run makes what is missing when it starts")
			if not missing:
				yield from _queues(connection, delays)
	except broker.BrokerFault as fault:
		state = State.WRONG if fault.ours else State.UNREACHABLE
		yield Finding("broker", state, str(fault), "mend it, then check again")
	except AMQPError as fault:
		yield Finding(
			"broker", State.UNREACHABLE, f"{address} went away: {type(fault).__name__}", "check again"
		)


def _queues(connection: Any, delays: Sequence[Delay]) -> Iterator[Finding]:
	different = topology.differing(connection, delays)
	for name in different:
		advice = "stop the service, let the queue run empty and remove it; the service makes it anew when it starts"
		yield Finding("queues", State.WRONG, f"{name} has other arguments than it should", advice)
	if not different:
		yield _waiting(connection)
	yield _parked(connection)  # before the queue is tried, which takes a message for a moment
	yield from _permissions(connection)


def _version(connection: Any) -> Finding:
	"""pika keeps what the broker says of itself on the connection inside."""
	told = connection._impl.server_properties or {}
	product, version = str(told.get("product", "broker")), str(told.get("version", "unknown"))
	numbers = re.match(r"(\d+)\.(\d+)", version)
	if product != "RabbitMQ" or numbers is None:
		return Finding(
			"broker version", State.WRONG, f"it is {product} {version}", "the service is made for RabbitMQ"
		)
	if (int(numbers[1]), int(numbers[2])) < OLDEST_RABBITMQ:
		oldest = ".".join(map(str, OLDEST_RABBITMQ))
		return Finding(
			"broker version",
			State.WRONG,
			f"it is {product} {version}",
			f"RabbitMQ {oldest} or newer is needed",
		)
	return Finding("broker version", State.FINE, f"{product} {version}")


def _waiting(connection: Any) -> Finding:
	with connection.channel() as channel:
		method = channel.queue_declare(topology.WORK_QUEUE, passive=True).method
	taking = method.consumer_count
	who = "no service takes from it now" if not taking else f"{taking} taking from it"
	return Finding("queues", State.FINE, f"all as they should be; {method.message_count} waiting, {who}")


def _permissions(connection: Any) -> Iterator[Finding]:
	"""Whether the user may publish to our queues and take from them, tried where nothing can happen."""
	advice = "give the user write permission on the default exchange (amq.default) and read on iro.records.*"
	may_write, may_read = _may_write(connection), _may_read(connection, topology.PARKED_QUEUE)
	if may_write and may_read:
		yield Finding("broker permissions", State.FINE, "the user may publish and take")
	if not may_write:
		yield Finding("broker permissions", State.WRONG, "the user may not set messages aside", advice)
	if not may_read:
		yield Finding("broker permissions", State.WRONG, "the user may not take messages", advice)


def _may_write(connection: Any) -> bool:
	"""A message for a queue that does not exist comes back, where the user may publish at all."""
	channel = connection.channel()
	channel.confirm_delivery()
	nowhere = f"iro.check.{secrets.token_hex(8)}"
	try:
		channel.basic_publish("", nowhere, b"", pika.BasicProperties(), mandatory=True)
	except UnroutableError:
		channel.close()
		return True
	except ChannelClosedByBroker as closed:
		if closed.reply_code != topology.NOT_ALLOWED:
			raise
		return False
	return True


def _may_read(connection: Any, queue: str) -> bool:
	"""Looks at one message of a queue where that does not count, and puts it back."""
	channel = connection.channel()
	try:
		channel.basic_get(queue)
	except ChannelClosedByBroker as closed:
		if closed.reply_code != topology.NOT_ALLOWED:
			raise
		return False
	channel.close()
	return True


def _parked(connection: Any) -> Finding:
	parked = topology.waiting(connection, topology.PARKED_QUEUE)
	if not parked:
		return Finding("parked messages", State.FINE, "none")
	advice = "iro-sync parked list says why each could not be stored; then parked retry, or parked discard"
	return Finding("parked messages", State.WRONG, f"{parked} that the platform could not store", advice)
