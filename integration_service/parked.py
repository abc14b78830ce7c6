"""The parked queue: what the platform could neither apply nor keep. Looking changes nothing; acting loses nothing.

A message is taken from the queue only when it is safe elsewhere (retry: confirmed in the work queue) or when what is
done with it is on record (discard). A crash in between leaves it parked; retried twice, the platform knows it.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from pika.exceptions import ChannelClosedByBroker

from integration_service import broker, topology
from integration_service.addresses import BrokerAddress
from integration_service.clock import today
from integration_service.publishing import Publisher, publisher
from integration_service.reading import entry_of
from integration_service.retry import attempts_before

SHORTEST_DIGEST = 8
RETRIED = "x-iro-retried"
_OF_THE_LADDER = ("x-iro-attempts", "x-iro-first-failed")
_OF_THE_BROKER = ("x-death", "x-first-death-", "x-delivery-count", "x-last-death-")


@dataclass(frozen=True, slots=True)
class Parked:
	"""One parked message without its content. `which`: what to call it by, its id or the beginning of its digest."""

	which: str
	source: str | None
	id: str | None
	digest: str
	type: str
	bytes: int
	reason: str
	fault: str
	status: int | None
	exception: str | None
	attempts: int
	first_failed: str | None
	last_failed: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Held:
	"""A parked message in hand, with its content. Its `repr` shows none of it."""

	about: Parked
	tag: int
	body: bytes
	message_id: str | None
	headers: dict[str, Any]


Progress = Callable[[int, int | None], None]


def look(address: BrokerAddress, progress: Progress = lambda done, total: None) -> list[Parked]:
	"""Everything that is parked, the oldest first. Raises BrokerFault, or TopologyFault where there is no queue."""
	with _in_hand(address, progress) as (_, messages):
		return [one.about for one in messages]


def body_of(address: BrokerAddress, which: str) -> bytes | None:
	"""The content of one message as it came; None where none is called so."""
	with _in_hand(address) as (_, messages):
		return next((one.body for one in messages if _is_called(one.about, which)), None)


def retry(
	address: BrokerAddress,
	which: Collection[str] | None,
	record: Callable[[Parked], None],
	progress: Progress = lambda done, total: None,
) -> list[Parked]:
	"""Put messages back to work, at the foot of the ladder; returns those. which: None for all of them.

	record: told of each before it is taken from the queue. Raises BrokerFault, TopologyFault, or Unroutable.
	"""
	with publisher(address, "iro-sync parked retry") as sender:

		def send(one: Held) -> None:
			_send_back(sender, one)
			record(one.about)

		return _take(address, which, send, progress)


def discard(
	address: BrokerAddress,
	which: Collection[str] | None,
	record: Callable[[Parked], None],
	progress: Progress = lambda done, total: None,
) -> list[Parked]:
	"""Remove messages for good; returns those. record: told of each before that. Raises BrokerFault, TopologyFault."""
	return _take(address, which, lambda one: record(one.about), progress)


def not_found(which: Collection[str], done: Collection[Parked]) -> list[str]:
	"""The names by which nothing was called."""
	return [name for name in which if not any(_is_called(one, name) for one in done)]


def _take(
	address: BrokerAddress, which: Collection[str] | None, act: Callable[[Held], None], progress: Progress
) -> list[Parked]:
	done = []
	with _in_hand(address, progress) as (channel, messages):
		for one in messages:
			if which is None or any(_is_called(one.about, name) for name in which):
				act(one)
				channel.basic_ack(one.tag)
				done.append(one.about)
	return done


@contextlib.contextmanager
def _in_hand(
	address: BrokerAddress, progress: Progress = lambda done, total: None
) -> Iterator[tuple[Any, Iterator[Held]]]:
	"""The messages that are parked now, one after the other; all that are not acknowledged go back to their places."""
	with broker.connection(address, "iro-sync parked") as connection:
		try:
			total = topology.waiting(connection, topology.PARKED_QUEUE)
		except ChannelClosedByBroker as closed:
			why = "is not for this user" if closed.reply_code == topology.NOT_ALLOWED else "does not exist"
			text = f"the queue {topology.PARKED_QUEUE} {why}; iro-sync run makes it when it starts"
			raise topology.TopologyFault(text) from None
		channel = connection.channel()
		yield channel, _each(channel, total, progress)
		channel.close()


def _each(channel: Any, total: int, progress: Progress) -> Iterator[Held]:
	for number in range(1, total + 1):
		method, properties, body = channel.basic_get(topology.PARKED_QUEUE)
		if method is None:
			return
		progress(number, total)
		headers = dict(properties.headers or {})
		yield Held(_about(body, headers), method.delivery_tag, body, properties.message_id, headers)


def _about(body: bytes, headers: Mapping[str, Any]) -> Parked:
	entry = entry_of(body, today())
	by_broker = _broker_reason(headers)
	return Parked(
		which=entry.id or entry.digest[:16],
		source=entry.source,
		id=entry.id,
		digest=entry.digest,
		type=_text(headers.get("x-iro-routing-key")) or "unknown",
		bytes=len(body),
		reason=_text(headers.get("x-iro-reason")) or by_broker or "unknown",
		fault=_text(headers.get("x-iro-fault")) or (_BROKER_FAULT if by_broker else "nothing is known"),
		status=_number(headers.get("x-iro-status")),
		exception=_text(headers.get("x-iro-exception")) or None,
		attempts=attempts_before(headers),
		first_failed=_text(headers.get("x-iro-first-failed")) or None,
		last_failed=_text(headers.get("x-iro-last-failed")) or None,
	)


_BROKER_FAULT = "the broker set it aside itself; the service did not come to judge it"


def _broker_reason(headers: Mapping[str, Any]) -> str | None:
	"""Why the broker dead-lettered a message by its own rules, which is the safety net only."""
	deaths = headers.get("x-death")
	if isinstance(deaths, list):
		for death in deaths:
			if isinstance(death, dict) and death.get("queue") == topology.WORK_QUEUE:
				return f"broker: {_text(death.get('reason')) or 'unknown'}"
	return None


def _send_back(sender: Publisher, one: Held) -> None:
	kept = {
		name: value
		for name, value in one.headers.items()
		if name not in _OF_THE_LADDER and not name.startswith(_OF_THE_BROKER)
	}
	kept[RETRIED] = datetime.now(timezone.utc).isoformat(timespec="seconds")
	sender.send("", topology.WORK_QUEUE, one.body, message_id=one.message_id, headers=kept)


def _is_called(one: Parked, which: str) -> bool:
	return which == one.id or (len(which) >= SHORTEST_DIGEST and one.digest.startswith(which.lower()))


def _text(value: Any) -> str:
	return value if isinstance(value, str) else ""


def _number(value: Any) -> int | None:
	return value if isinstance(value, int) and not isinstance(value, bool) and value else None
