"""Connecting to RabbitMQ, and saying in words why that did not work."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pika
from pika import exceptions

from integration_service.addresses import BrokerAddress
from integration_service.tls import chain, why_not_trusted

HEARTBEAT_SECONDS = 15
CONNECT_SECONDS = 5
BLOCKED_SECONDS = 300
"""How long the broker may hold us off, out of memory or disk, before we let go and connect again."""


class BrokerFault(Exception):
	"""The broker cannot be used; the text says why, without credentials. `ours`: waiting will not help."""

	def __init__(self, text: str, *, ours: bool = False) -> None:
		super().__init__(text)
		self.ours = ours


def connect(address: BrokerAddress, name: str, heartbeat: int = HEARTBEAT_SECONDS) -> Any:
	"""A connection of its own, named for the broker's operator. Raises BrokerFault."""
	parameters = pika.ConnectionParameters(
		host=address.host,
		port=address.port,
		virtual_host=address.vhost,
		credentials=pika.PlainCredentials(address.user, address.password),
		ssl_options=pika.SSLOptions(address.trust.context(), address.host) if address.encrypted else None,
		heartbeat=heartbeat,
		blocked_connection_timeout=BLOCKED_SECONDS,
		socket_timeout=CONNECT_SECONDS,
		stack_timeout=2 * CONNECT_SECONDS,
		client_properties={"connection_name": name},
	)
	try:
		return pika.BlockingConnection(parameters)
	except (exceptions.AMQPError, OSError) as problem:
		raise fault_of(problem, address) from None


@contextlib.contextmanager
def connection(address: BrokerAddress, name: str, heartbeat: int = HEARTBEAT_SECONDS) -> Iterator[Any]:
	"""A connection for the length of a block, closed whatever happens."""
	opened = connect(address, name, heartbeat)
	try:
		yield opened
	except exceptions.AMQPError as problem:
		raise fault_of(problem, address) from None
	finally:
		with contextlib.suppress(exceptions.AMQPError, OSError):
			if opened.is_open:
				opened.close()


def fault_of(problem: BaseException, address: BrokerAddress) -> BrokerFault:
	"""What went wrong, in words an operator can act on."""
	names = {type(one).__name__ for one in chain(problem)}
	if names & {"ProbableAuthenticationError", "AuthenticationError"}:
		text = "it refuses the user and password; set IRO_SYNC_BROKER_USER and IRO_SYNC_BROKER_PASSWORD"
		return BrokerFault(f"the broker at {address} cannot be used: {text}", ours=True)
	if names & {"ProbableAccessDeniedError"}:
		text = "the user has no access to this vhost, or there is none of this name"
		return BrokerFault(f"the broker at {address} cannot be used: {text}", ours=True)
	closed = next(
		(one for one in chain(problem) if isinstance(one, exceptions.ConnectionClosedByBroker)), None
	)
	if closed is not None and closed.reply_code in (402, 403, 530):
		text = (
			f"it closed the connection with {closed.reply_code}; check the vhost and the user's permissions"
		)
		return BrokerFault(f"the broker at {address} cannot be used: {text}", ours=True)
	untrusted = why_not_trusted(problem) if address.encrypted else None
	if untrusted:
		return BrokerFault(f"the broker at {address} cannot be used: {untrusted}", ours=True)
	if address.encrypted and not address.trust.cert and "IncompatibleProtocolError" in names:
		# pika's name for a connection that was closed right after it was made.
		text = (
			"it closed the connection at once; where it asks for a client certificate, "
			"set IRO_SYNC_CLIENT_CERT and IRO_SYNC_CLIENT_KEY"
		)
		return BrokerFault(f"the broker at {address} cannot be used: {text}")
	return BrokerFault(f"the broker at {address} is not reachable: {_reason(problem)}")


def _reason(problem: BaseException) -> str:
	"""What the operating system says, or else the name of the exception."""
	for one in chain(problem):
		if isinstance(one, OSError) and one.strerror:
			return one.strerror
		if isinstance(one, exceptions.ConnectionClosedByBroker):
			return f"it closed the connection with {one.reply_code}"
	return type(problem).__name__
