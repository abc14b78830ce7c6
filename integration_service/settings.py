"""The configuration, checked before anything starts; every fault is named at once."""

import os
import ssl
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from integration_service import credentials
from integration_service.addresses import (
	AddressFault,
	BrokerAddress,
	FileAddress,
	SiteAddress,
	StatusAddress,
	broker_address,
	platform_address,
	status_address,
)
from integration_service.credentials import CREDENTIALS_FILE, readable_by_everybody
from integration_service.tls import NO_FILES, Trust
from integration_service.topology import DEFAULT_DELAYS, Delay

NAMES = {
	"IRO_SYNC_BROKER": "address of RabbitMQ, amqp://host:port/vhost or amqps://",
	"IRO_SYNC_BROKER_USER": "user at the broker",
	"IRO_SYNC_BROKER_PASSWORD": "password at the broker",
	"IRO_SYNC_PLATFORM": "address of the site, https://site",
	"IRO_SYNC_API_KEY": "key of the site's user for the integration",
	"IRO_SYNC_API_SECRET": "secret of that user",
	"IRO_SYNC_CA_FILE": "authorities trusted besides the machine's own, for broker and site, in PEM",
	"IRO_SYNC_CLIENT_CERT": "our certificate, for a broker or site that asks for one, in PEM",
	"IRO_SYNC_CLIENT_KEY": "its key, without passphrase, in PEM",
	"IRO_SYNC_ALLOW_PLAIN_BROKER": "yes: amqp:// to another machine, where the network itself is encrypted (no)",
	"IRO_SYNC_BATCH_SIZE": "most messages in one request (50)",
	"IRO_SYNC_BATCH_WAIT_MS": "how long a batch is collected, in milliseconds (20)",
	"IRO_SYNC_RETRY_DELAYS": "waits before a failing message is tried again (10s,1m,10m)",
	"IRO_SYNC_STATUS": "host:port for /healthz, /readyz and /metrics, such as 127.0.0.1:9639 (off)",
	"IRO_SYNC_HEARTBEAT": "seconds between signs of life on the broker's connection (15)",
	"IRO_SYNC_PATIENCE": "how long messages are held for a platform that is down (10m)",
	CREDENTIALS_FILE: "a file with NAME=VALUE lines of the above",
}


@dataclass(frozen=True, slots=True)
class Settings:
	"""What the commands need. Secrets are kept out of `repr`."""

	broker: BrokerAddress | None = None
	platform: SiteAddress | None = None
	api_key: str | None = None
	api_secret: str | None = field(default=None, repr=False)
	batch_size: int = 50
	batch_wait: float = 0.02
	delays: tuple[Delay, ...] = DEFAULT_DELAYS
	patience: float = 600.0
	heartbeat: int = 15
	trust: Trust = NO_FILES
	status: StatusAddress | None = None

	@property
	def the_broker(self) -> BrokerAddress:
		"""The broker, for a command that needs one."""
		if self.broker is None:
			raise SettingsFault(["no broker is configured"], self)
		return self.broker

	@property
	def the_site(self) -> SiteAddress:
		"""The site, for a command that needs one."""
		if self.platform is None:
			raise SettingsFault(["no platform is configured"], self)
		return self.platform


class SettingsFault(Exception):
	"""The configuration cannot be used; `faults` holds every reason, `settings` what is sound none the less."""

	def __init__(self, faults: Sequence[str], settings: Settings) -> None:
		super().__init__("; ".join(faults))
		self.faults = tuple(faults)
		self.settings = settings


def from_environment(
	environ: Mapping[str, str] | None = None,
	*,
	needs: Collection[str],
	broker: str | None = None,
	platform: str | None = None,
) -> Settings:
	"""The settings from arguments, environment and file; raises SettingsFault with every fault found.

	needs: of "broker" and "site" those that the command uses; the other is not looked at. broker, platform: as given
	on the command line; they go before the environment.
	"""
	faults: list[str] = []
	values = credentials.values(os.environ if environ is None else environ, NAMES, faults)
	trust = _trust(values, faults)
	settings = Settings(
		broker=_broker(values, broker, trust, faults) if "broker" in needs else None,
		platform=_site(values, platform, faults) if "site" in needs else None,
		api_key=values.get("IRO_SYNC_API_KEY"),
		api_secret=values.get("IRO_SYNC_API_SECRET"),
		batch_size=_number(values, "IRO_SYNC_BATCH_SIZE", 50, 1, 500, faults),
		batch_wait=_number(values, "IRO_SYNC_BATCH_WAIT_MS", 20, 0, 10_000, faults) / 1000,
		delays=_delays(values, faults),
		patience=_patience(values, faults),
		heartbeat=_number(values, "IRO_SYNC_HEARTBEAT", 15, 5, 60, faults),
		trust=trust,
		status=_status(values, faults),
	)
	if faults:
		raise SettingsFault(faults, settings)
	return settings


def _trust(values: Mapping[str, str], faults: list[str]) -> Trust:
	"""The files of TLS, each readable and of use; what is at fault is left out."""
	cert, key = (values.get(f"IRO_SYNC_CLIENT_{part}") for part in ("CERT", "KEY"))
	if bool(cert) != bool(key):
		faults.append("IRO_SYNC_CLIENT_CERT and IRO_SYNC_CLIENT_KEY go together; only one of them is set")
	ca_file = values.get("IRO_SYNC_CA_FILE")
	authorities = Trust(Path(ca_file)) if ca_file else Trust()
	ours = Trust(cert=Path(cert), key=Path(key)) if cert and key else Trust()
	found = Trust()
	if _usable(authorities, "IRO_SYNC_CA_FILE", "holds no certificate in PEM", faults):
		found = replace(found, ca_file=authorities.ca_file)
	what = "hold no certificate in PEM and its key without passphrase"
	if _usable(ours, "IRO_SYNC_CLIENT_CERT, IRO_SYNC_CLIENT_KEY", what, faults):
		found = replace(found, cert=ours.cert, key=ours.key)
	return found


def _usable(trust: Trust, names: str, what: str, faults: list[str]) -> bool:
	before = len(faults)
	for path in (trust.ca_file, trust.cert, trust.key):
		try:
			if path and not path.read_bytes():
				faults.append(f"{names}: {path} is empty")
		except OSError as problem:
			faults.append(f"{names}: cannot read {path}: {problem.strerror}")
	if len(faults) > before:
		return False
	if trust.key and readable_by_everybody(trust.key):
		faults.append(
			f"IRO_SYNC_CLIENT_KEY: everybody on this machine can read {trust.key}; run: chmod 600 {trust.key}"
		)
		return False
	try:
		trust.context()
	except ssl.SSLError:
		listed = " and ".join(str(path) for path in (trust.ca_file, trust.cert, trust.key) if path)
		faults.append(f"{names}: {listed} {what}")
		return False
	return True


def _broker(
	values: Mapping[str, str], argument: str | None, trust: Trust, faults: list[str]
) -> BrokerAddress | None:
	plain = values.get("IRO_SYNC_ALLOW_PLAIN_BROKER", "no")
	if plain not in ("yes", "no"):
		faults.append("IRO_SYNC_ALLOW_PLAIN_BROKER: must be yes or no")
	text = argument or values.get("IRO_SYNC_BROKER")
	if not text:
		faults.append("no broker: give --broker amqp://host:port/vhost, or set IRO_SYNC_BROKER")
		return None
	try:
		address = broker_address(text, password_allowed=not argument, plain_allowed=plain == "yes")
	except AddressFault as fault:
		faults.append(f"{'--broker' if argument else 'IRO_SYNC_BROKER'}: {fault}")
		return None
	return replace(
		address,
		user=values.get("IRO_SYNC_BROKER_USER", address.user),
		password=values.get("IRO_SYNC_BROKER_PASSWORD", address.password),
		trust=trust,
	)


def _site(values: Mapping[str, str], argument: str | None, faults: list[str]) -> SiteAddress | None:
	text = argument or values.get("IRO_SYNC_PLATFORM")
	if not text:
		faults.append("no platform: give --platform https://site, or set IRO_SYNC_PLATFORM")
		return None
	place = "--platform" if argument else "IRO_SYNC_PLATFORM"
	try:
		address = platform_address(text)
	except AddressFault as fault:
		faults.append(f"{place}: {fault}")
		return None
	if isinstance(address, FileAddress):
		faults.append(
			f"{place}: it must be a site, https://site; a SQLite file is only for trying things out"
		)
		return None
	faults += [
		f"no {what} for the platform: set {name} in the environment or in {CREDENTIALS_FILE}"
		for what, name in (("key", "IRO_SYNC_API_KEY"), ("secret", "IRO_SYNC_API_SECRET"))
		if not values.get(name)
	]
	return address


def _status(values: Mapping[str, str], faults: list[str]) -> StatusAddress | None:
	text = values.get("IRO_SYNC_STATUS", "off")
	if text == "off":
		return None
	try:
		return status_address(text)
	except AddressFault as fault:
		faults.append(f"IRO_SYNC_STATUS: {fault}")
		return None


def _number(
	values: Mapping[str, str], name: str, default: int, low: int, high: int, faults: list[str]
) -> int:
	text = values.get(name)
	if text is None:
		return default
	if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
		faults.append(f"{name}: must be a whole number from {low} to {high}")
		return default
	return int(text)


def _delays(values: Mapping[str, str], faults: list[str]) -> tuple[Delay, ...]:
	text = values.get("IRO_SYNC_RETRY_DELAYS")
	if text is None:
		return DEFAULT_DELAYS
	try:
		delays = tuple(Delay(part.strip()) for part in text.split(","))
	except ValueError as fault:
		faults.append(f"IRO_SYNC_RETRY_DELAYS: {fault}")
		return DEFAULT_DELAYS
	if [delay.seconds for delay in delays] != sorted({delay.seconds for delay in delays}):
		faults.append("IRO_SYNC_RETRY_DELAYS: each wait must be longer than the one before")
	return delays


def _patience(values: Mapping[str, str], faults: list[str]) -> float:
	text = values.get("IRO_SYNC_PATIENCE")
	if text is None:
		return 600.0
	try:
		seconds = Delay(text).seconds
	except ValueError as fault:
		faults.append(f"IRO_SYNC_PATIENCE: {fault}")
		return 600.0
	if seconds > 1200:
		faults.append(
			"IRO_SYNC_PATIENCE: at most 20m, since the broker takes messages back after thirty minutes"
		)
	return float(seconds)
