"""Configuration from the environment and one file, checked before anything starts; every fault is named at once.

The environment goes before the file. Credentials come from these two only, never from arguments, which everybody on
the machine can read.
"""

import difflib
import os
import stat
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from integration_service.addresses import (
	AddressFault,
	BrokerAddress,
	FileAddress,
	SiteAddress,
	broker_address,
	platform_address,
)
from integration_service.topology import DEFAULT_DELAYS, Delay

PREFIX = "IRO_SYNC_"
CREDENTIALS_FILE = "IRO_SYNC_CREDENTIALS_FILE"
NAMES = {
	"IRO_SYNC_BROKER": "address of RabbitMQ, amqp://host:port/vhost or amqps://",
	"IRO_SYNC_BROKER_USER": "user at the broker",
	"IRO_SYNC_BROKER_PASSWORD": "password at the broker",
	"IRO_SYNC_PLATFORM": "address of the site, https://site",
	"IRO_SYNC_API_KEY": "key of the site's user for the integration",
	"IRO_SYNC_API_SECRET": "secret of that user",
	"IRO_SYNC_BATCH_SIZE": "most messages in one request (50)",
	"IRO_SYNC_BATCH_WAIT_MS": "how long a batch is collected, in milliseconds (20)",
	"IRO_SYNC_RETRY_DELAYS": "waits before a failing message is tried again (10s,1m,10m)",
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
	values = _values(os.environ if environ is None else environ, faults)
	settings = Settings(
		broker=_broker(values, broker, faults) if "broker" in needs else None,
		platform=_site(values, platform, faults) if "site" in needs else None,
		api_key=values.get("IRO_SYNC_API_KEY"),
		api_secret=values.get("IRO_SYNC_API_SECRET"),
		batch_size=_number(values, "IRO_SYNC_BATCH_SIZE", 50, 1, 500, faults),
		batch_wait=_number(values, "IRO_SYNC_BATCH_WAIT_MS", 20, 0, 10_000, faults) / 1000,
		delays=_delays(values, faults),
		patience=_patience(values, faults),
		heartbeat=_number(values, "IRO_SYNC_HEARTBEAT", 15, 5, 60, faults),
	)
	if faults:
		raise SettingsFault(faults, settings)
	return settings


def _values(environ: Mapping[str, str], faults: list[str]) -> dict[str, str]:
	given = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
	file = given.get(CREDENTIALS_FILE)
	values = {**(_read_file(Path(file), faults) if file else {}), **given}
	for name in sorted(set(values) - set(NAMES)):
		near = difflib.get_close_matches(name, NAMES, n=1)
		faults.append(f"{name} is not a setting" + (f"; did you mean {near[0]}?" if near else ""))
	return {name: value.strip() for name, value in values.items() if value.strip()}


def _read_file(path: Path, faults: list[str]) -> dict[str, str]:
	try:
		if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
			faults.append(
				f"{CREDENTIALS_FILE}: everybody on this machine can read {path}; run: chmod 600 {path}"
			)
			return {}
		lines = path.read_text(encoding="utf-8").splitlines()
	except (OSError, UnicodeDecodeError) as problem:
		reason = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8 text"
		faults.append(f"{CREDENTIALS_FILE}: cannot read {path}: {reason}")
		return {}
	values = {}
	for number, line in enumerate(lines, start=1):
		text = line.strip()
		if not text or text.startswith("#"):
			continue
		name, equals, value = text.partition("=")
		if not equals:
			faults.append(f"{CREDENTIALS_FILE}: {path} line {number} is not NAME=VALUE")
			continue
		values[name.strip()] = _unquoted(value.strip())
	return values


def _unquoted(value: str) -> str:
	return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _broker(values: Mapping[str, str], argument: str | None, faults: list[str]) -> BrokerAddress | None:
	text = argument or values.get("IRO_SYNC_BROKER")
	if not text:
		faults.append("no broker: give --broker amqp://host:port/vhost, or set IRO_SYNC_BROKER")
		return None
	try:
		address = broker_address(text, password_allowed=not argument)
	except AddressFault as fault:
		faults.append(f"{'--broker' if argument else 'IRO_SYNC_BROKER'}: {fault}")
		return None
	return replace(
		address,
		user=values.get("IRO_SYNC_BROKER_USER", address.user),
		password=values.get("IRO_SYNC_BROKER_PASSWORD", address.password),
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
