"""The exchange and the queues: their names, their arguments, and whether a broker has them.

Arguments of a queue cannot be changed once it exists, so every name of ours carries a version. All queues are quorum
queues: what the broker confirmed survives its crash. Quorum queues do not keep order across faults; nothing here
relies on order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pika.exceptions import ChannelClosedByBroker

EXCHANGE = "council.records"
"""The council's exchange. Not ours: declared only where it is absent, and taken as it is where it exists."""

WORK_QUEUE = "iro.records.v1"
PARKED_QUEUE = "iro.records.parked.v1"

DELIVERY_LIMIT = 1000
"""How often the broker hands a message out before it sets it aside. High, because a crash of the service counts
against every message it had in hand; attempts on a message are counted by the service itself."""

PARKED_DELIVERY_LIMIT = 1_000_000
"""Looking at a parked message hands it out and puts it back, and must never use it up."""

_UNITS = {"s": 1, "m": 60, "h": 3600}
NOT_ALLOWED, NOT_FOUND, OTHER_ARGUMENTS = 403, 404, 406


class TopologyFault(Exception):
	"""The broker has no such queue, or has it with other arguments, or does not let us make it."""


@dataclass(frozen=True, slots=True)
class Delay:
	"""How long a failing message waits before it is tried again; `label` is as written, such as `10s` or `1m`."""

	label: str

	def __post_init__(self) -> None:
		if not re.fullmatch(r"[1-9][0-9]{0,3}[smh]", self.label):
			raise ValueError(
				f"{self.label!r} is not a delay; write a whole number and s, m or h, such as 10s or 1m"
			)

	@property
	def seconds(self) -> int:
		return int(self.label[:-1]) * _UNITS[self.label[-1]]

	@property
	def queue(self) -> str:
		return f"iro.records.retry.{self.label}.v1"


DEFAULT_DELAYS = (Delay("10s"), Delay("1m"), Delay("10m"))


def queues(delays: Sequence[Delay]) -> dict[str, dict[str, Any]]:
	"""Every queue of ours with its arguments, in the order in which they are made: targets before sources."""
	safety_net = {
		"x-queue-type": "quorum",
		"x-dead-letter-exchange": "",
		"x-dead-letter-strategy": "at-least-once",
		"x-overflow": "reject-publish",
	}
	work = {**safety_net, "x-dead-letter-routing-key": PARKED_QUEUE, "x-delivery-limit": DELIVERY_LIMIT}
	waiting = {**safety_net, "x-dead-letter-routing-key": WORK_QUEUE}
	return {
		PARKED_QUEUE: {"x-queue-type": "quorum", "x-delivery-limit": PARKED_DELIVERY_LIMIT},
		WORK_QUEUE: work,
		**{delay.queue: {**waiting, "x-message-ttl": delay.seconds * 1000} for delay in delays},
	}


def ensure(connection: Any, delays: Sequence[Delay]) -> None:
	"""Make what is missing, and bind. Doing it twice changes nothing.

	A user who may not make queues is enough where somebody else has made them. Raises TopologyFault.
	"""
	try:
		if _refused(connection, "exchange_declare", EXCHANGE, passive=True) == NOT_FOUND:
			_make(
				connection, f"make exchange {EXCHANGE}", "exchange_declare", EXCHANGE, "topic", durable=True
			)
		for name, arguments in queues(delays).items():
			_make(connection, f"make queue {name}", "queue_declare", name, durable=True, arguments=arguments)
		_make(connection, f"bind {WORK_QUEUE} to {EXCHANGE}", "queue_bind", WORK_QUEUE, EXCHANGE, "#")
	except _Forbidden as refusal:
		missing = verify(connection, delays)
		if missing:
			raise TopologyFault(f"{refusal}, and without that: {'; '.join(missing)}") from None


def verify(connection: Any, delays: Sequence[Delay]) -> list[str]:
	"""What a broker lacks, in words, changing nothing. A missing binding shows when a message is published."""
	missing = []
	if _refused(connection, "exchange_declare", EXCHANGE, passive=True):
		missing.append(f"there is no exchange {EXCHANGE}")
	for name in queues(delays):
		if _refused(connection, "queue_declare", name, passive=True):
			missing.append(f"there is no queue {name}, or this user may not see it")
	return missing


def differing(connection: Any, delays: Sequence[Delay]) -> list[str]:
	"""Which of our queues, all of which exist, have other arguments than we would give them.

	A queue that exists is not changed by being declared. A user who may not make queues cannot be told.
	"""
	return [
		name
		for name, arguments in queues(delays).items()
		if _refused(connection, "queue_declare", name, durable=True, arguments=arguments) == OTHER_ARGUMENTS
	]


def waiting(connection: Any, queue: str) -> int:
	"""How many messages are ready in a queue that exists."""
	with connection.channel() as channel:
		return int(channel.queue_declare(queue, passive=True).method.message_count)


class _Forbidden(Exception):
	"""The broker's user lacks a permission."""


def _make(connection: Any, what: str, method: str, *arguments: Any, **options: Any) -> None:
	code = _refused(connection, method, *arguments, **options)
	if code == NOT_ALLOWED:
		raise _Forbidden(f"this broker user is not allowed to {what}")
	if code == OTHER_ARGUMENTS:
		raise TopologyFault(
			f"cannot {what}: the broker has one of that name with other arguments; "
			"let it run empty and remove it, then start again"
		)
	if code:
		raise TopologyFault(f"cannot {what}: the broker answered {code}")


def _refused(connection: Any, method: str, *arguments: Any, **options: Any) -> int:
	"""0, or the code with which the broker closed the channel; each call has a channel of its own for that."""
	channel = connection.channel()
	try:
		getattr(channel, method)(*arguments, **options)
	except ChannelClosedByBroker as closed:
		return int(closed.reply_code)
	channel.close()
	return 0
