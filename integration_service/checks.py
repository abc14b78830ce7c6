"""`iro-sync check`: whether everything is in place for `run`, and what to do where it is not. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from pika.exceptions import AMQPError

from integration_service import broker, topology
from integration_service.addresses import BrokerAddress
from integration_service.clock import today
from integration_service.delivery import Platform
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.topology import Delay
from iro_module import __version__

CLOCK_SECONDS = 60
FRAPPE_VERSIONS = ("15", "16")


class State(IntEnum):
	"""How a check ended; the value is the exit code it asks for."""

	FINE = 0
	WRONG = 2
	UNREACHABLE = 3


@dataclass(frozen=True, slots=True)
class Finding:
	"""One thing that was looked at. `advice`: what to do, where something is wrong."""

	about: str
	state: State
	found: str
	advice: str | None = None


def check_broker(address: BrokerAddress, delays: tuple[Delay, ...]) -> Iterator[Finding]:
	"""Whether the broker takes us, and has the exchange and the queues."""
	try:
		with broker.connection(address, "iro-sync check") as connection:
			yield Finding("broker", State.FINE, f"{address} takes our connection")
			missing = topology.verify(connection, delays)
			for one in missing:
				yield Finding("queues", State.WRONG, one, "iro-sync run makes what is missing when it starts")
			if not missing:
				yield _waiting(connection)
				yield _parked(connection)
	except broker.BrokerFault as fault:
		yield Finding(
			"broker",
			State.WRONG if fault.ours else State.UNREACHABLE,
			str(fault),
			"mend it, then check again",
		)
	except AMQPError as fault:
		yield Finding(
			"broker", State.UNREACHABLE, f"{address} went away: {type(fault).__name__}", "check again"
		)


def _waiting(connection: Any) -> Finding:
	return Finding(
		"queues", State.FINE, f"all there; {topology.waiting(connection, topology.WORK_QUEUE)} waiting"
	)


def _parked(connection: Any) -> Finding:
	parked = topology.waiting(connection, topology.PARKED_QUEUE)
	if not parked:
		return Finding("parked messages", State.FINE, "none")
	advice = "iro-sync parked list says why each could not be stored; then parked retry, or parked discard"
	return Finding("parked messages", State.WRONG, f"{parked} that the platform could not store", advice)


def check_site(platform: Platform) -> Iterator[Finding]:
	"""Whether the site takes us, what it says of its own order, and what only the two together can show."""
	try:
		health = platform.health()
	except DeliveryFault as fault:
		yield _cannot_ask(fault)
		return
	frappe = health.get("frappe_version")
	yield Finding("platform", State.FINE, f"it takes our key and secret; Frappe {frappe}")
	for problem in health.get("problems") or ():
		yield Finding("site", State.WRONG, str(problem.get("what")), problem.get("do"))
	yield from _clock(health)
	yield from _versions(health)


def _cannot_ask(fault: DeliveryFault) -> Finding:
	if fault.trouble in (Trouble.LATER, Trouble.UNSURE):
		advice = "start the site, or mend its address in --platform or IRO_SYNC_PLATFORM"
		return Finding("platform", State.UNREACHABLE, fault.summary, advice)
	if fault.status == 401:
		advice = "set IRO_SYNC_API_KEY and IRO_SYNC_API_SECRET to those of the integration's user, which is enabled"
	elif fault.status == 403:
		advice = "give the integration's user the role Records Integration"
	else:
		advice = "mend the address; install the app on that site and run its migrate"
	return Finding("platform", State.WRONG, fault.summary, advice)


def _clock(health: dict[str, Any]) -> Iterator[Finding]:
	advice = "set the clocks of both machines by a time server"
	ahead = health.get("clock_ahead")
	if isinstance(ahead, int | float) and abs(ahead) > CLOCK_SECONDS:
		direction = "ahead of" if ahead > 0 else "behind"
		yield Finding(
			"clock", State.WRONG, f"the site's is {abs(ahead):.0f} seconds {direction} ours", advice
		)
	elif health.get("today") != today().isoformat():
		yield Finding("clock", State.WRONG, f"the site takes today for {health.get('today')}", advice)


def _versions(health: dict[str, Any]) -> Iterator[Finding]:
	app, frappe = str(health.get("app_version")), str(health.get("frappe_version"))
	if app.split(".")[:2] != __version__.split(".")[:2]:
		advice = "install the same version on both sides; the site first"
		yield Finding(
			"versions", State.WRONG, f"the site runs {app} of the app, this is {__version__}", advice
		)
	if frappe.split(".")[0] not in FRAPPE_VERSIONS:
		yield Finding(
			"versions",
			State.WRONG,
			f"the site runs Frappe {frappe}",
			"the app is made for versions 15 and 16",
		)
