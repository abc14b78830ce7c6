"""Where the broker and the platform are: their addresses as given, checked, and fit to be shown."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from integration_service.tls import NO_FILES, Trust

DEFAULT_USER = DEFAULT_PASSWORD = "guest"  # noqa: S105 - known to everybody, and taken from this machine alone
"""As RabbitMQ makes it, for connections from its own machine alone."""
AMQP_PORTS = {"amqp": 5672, "amqps": 5671}


class AddressFault(ValueError):
	"""An address that cannot be used; the text says why and what to write instead, and shows no password."""


@dataclass(frozen=True, slots=True)
class BrokerAddress:
	"""Where RabbitMQ listens. The password is kept out of `repr` and of every message."""

	host: str
	port: int
	vhost: str
	encrypted: bool
	user: str = DEFAULT_USER
	password: str = field(default=DEFAULT_PASSWORD, repr=False)
	trust: Trust = NO_FILES

	def __str__(self) -> str:
		scheme = "amqps" if self.encrypted else "amqp"
		return f"{scheme}://{self.host}:{self.port}/{'' if self.vhost == '/' else self.vhost}"


@dataclass(frozen=True, slots=True)
class SiteAddress:
	"""A Frappe site."""

	url: str

	def __str__(self) -> str:
		return self.url


@dataclass(frozen=True, slots=True)
class FileAddress:
	"""A SQLite file; `path` is None for a store in memory, gone when the program ends."""

	path: Path | None

	def __str__(self) -> str:
		return f"sqlite:///{self.path}" if self.path else "sqlite://"


@dataclass(frozen=True, slots=True)
class StatusAddress:
	"""Where the service answers for itself."""

	host: str
	port: int

	def __str__(self) -> str:
		return f"{self.host}:{self.port}"


PlatformAddress = SiteAddress | FileAddress


def broker_address(text: str, *, password_allowed: bool = True, plain_allowed: bool = False) -> BrokerAddress:
	"""The broker's address from `amqp://host:port/vhost` or `amqps://`; raises AddressFault.

	plain_allowed: amqp:// to another machine is taken, for a network that is encrypted by other means.
	"""
	parts = _split(text, "amqp://host:5672/vhost")
	if parts.scheme not in AMQP_PORTS:
		raise AddressFault(
			"the broker's address begins with amqp:// or amqps://, such as amqp://localhost:5672/"
		)
	if not parts.hostname:
		raise AddressFault("the broker's address names no host; write amqp://host:port/vhost")
	if parts.scheme == "amqp" and not plain_allowed and not _is_this_machine(parts.hostname):
		raise AddressFault(
			"children's records do not travel unencrypted; write amqps://, or set IRO_SYNC_ALLOW_PLAIN_BROKER=yes "
			"where the network between the two is encrypted by other means"
		)
	if parts.query or parts.fragment:
		raise AddressFault("the broker's address ends with the vhost; options after ? are not taken")
	if parts.password is not None and not password_allowed:
		raise AddressFault(
			"a password on the command line can be read by everybody on the machine; put the address, or "
			"IRO_SYNC_BROKER_USER and IRO_SYNC_BROKER_PASSWORD, in the environment or in IRO_SYNC_CREDENTIALS_FILE"
		)
	user, password = parts.username, parts.password
	return BrokerAddress(
		host=parts.hostname,
		port=_port(parts) or AMQP_PORTS[parts.scheme],
		vhost=unquote(parts.path[1:]) or "/",
		encrypted=parts.scheme == "amqps",
		user=DEFAULT_USER if user is None else unquote(user),
		password=DEFAULT_PASSWORD if password is None else unquote(password),
	)


def status_address(text: str) -> StatusAddress:
	"""`host:port`, such as 127.0.0.1:9639; raises AddressFault."""
	parts = _split(f"//{text}", "127.0.0.1:9639")
	port = _port(parts)
	if not parts.hostname or not port or parts.path or parts.username is not None:
		raise AddressFault("write host:port, such as 127.0.0.1:9639, or off")
	return StatusAddress(parts.hostname, port)


def platform_address(text: str) -> PlatformAddress:
	"""The platform from `https://site`, `sqlite:///file` (relative), `sqlite:////file` or `sqlite://` (memory).

	http is taken only for this machine. Raises AddressFault.
	"""
	if text.startswith("sqlite:"):
		return _file(text)
	parts = _split(text, "https://site")
	if parts.scheme not in ("http", "https"):
		raise AddressFault("a platform is https://site, sqlite:///file or sqlite:// (in memory)")
	if not parts.hostname:
		raise AddressFault("the platform's address names no host; write https://site")
	if parts.username is not None:
		raise AddressFault("the platform's key and secret go into IRO_SYNC_API_KEY and IRO_SYNC_API_SECRET")
	if parts.path not in ("", "/") or parts.query or parts.fragment:
		raise AddressFault(
			"the platform's address is that of the site alone, such as https://iro.council.gov.uk"
		)
	if parts.scheme == "http" and not _is_this_machine(parts.hostname):
		raise AddressFault(
			"children's records do not travel unencrypted; http is taken only for this machine"
		)
	_port(parts)
	return SiteAddress(f"{parts.scheme}://{parts.netloc}")


def _file(text: str) -> FileAddress:
	if text == "sqlite://":
		return FileAddress(None)
	path = text.removeprefix("sqlite:///")
	if not path or path == text or "\0" in path or "?" in path:
		raise AddressFault(
			"a store in a file is sqlite:///file.sqlite in the current folder, or sqlite:////folder/file.sqlite"
		)
	return FileAddress(Path(path))


def _split(text: str, example: str) -> SplitResult:
	try:
		parts = urlsplit(text.strip())
		_ = parts.hostname
	except ValueError:
		raise AddressFault(f"this is not an address; write {example}") from None
	return parts


def _port(parts: SplitResult) -> int | None:
	try:
		return parts.port
	except ValueError:
		raise AddressFault("the port is a number from 1 to 65535") from None


def _is_this_machine(host: str) -> bool:
	if host == "localhost" or host.endswith(".localhost"):
		return True
	try:
		return ipaddress.ip_address(host).is_loopback
	except ValueError:
		return False
