"""The part of `iro-sync check` that asks the site, and what only the two together can show. Changes nothing."""

import errno
import os
import socket
from collections.abc import Iterator
from typing import Any

import requests

from integration_service.addresses import StatusAddress
from integration_service.clock import today
from integration_service.delivery import Platform
from integration_service.findings import Finding, State
from integration_service.outcomes import DeliveryFault, Trouble
from iro_module import __version__
from iro_module.domain.records import RecordType

CLOCK_SECONDS = 60
FRAPPE_VERSIONS = ("15", "16")
ROLE = "Records Integration"


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
	yield from _rights(health)
	yield from _contract(health)


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


def _rights(health: dict[str, Any]) -> Iterator[Finding]:
	"""The service's user needs one role; whoever steals its secret should gain no other."""
	roles = set(health.get("roles") or [ROLE])
	if roles - {ROLE}:
		listed = ", ".join(sorted(roles - {ROLE}))
		advice = (
			f"take these roles away from the service's user, or make it one of its own, with {ROLE} alone"
		)
		yield Finding("rights", State.WRONG, f"its user has more than it needs: {listed}", advice)


def _contract(health: dict[str, Any]) -> Iterator[Finding]:
	"""Messages of a type that the site does not know would all be refused there."""
	known = health.get("record_types")
	unknown = sorted({one.value for one in RecordType} - set(known)) if isinstance(known, list) else []
	if unknown:
		found = f"the site does not know these records yet: {', '.join(unknown)}"
		yield Finding("contract", State.WRONG, found, "update the app on the site, and run its migrate")


def check_status(address: StatusAddress | None) -> Iterator[Finding]:
	"""Whether the status port is free, or held by the service itself."""
	if address is None:
		return
	try:
		with socket.create_server((address.host, address.port)):
			found = f"{address} is free; no service answers there now"
			yield Finding("status port", State.FINE, found)
	except OSError as problem:
		if problem.errno == errno.EADDRINUSE and _is_ours(address):
			yield Finding("status port", State.FINE, f"the service answers at {address}")
			return
		advice = "name another in IRO_SYNC_STATUS, or end what listens there"
		yield Finding("status port", State.WRONG, f"{address}: {os.strerror(problem.errno or 0)}", advice)


def _is_ours(address: StatusAddress) -> bool:
	try:
		answer = requests.get(f"http://{address}/healthz", timeout=3, allow_redirects=False)
	except requests.exceptions.RequestException:
		return False
	return answer.headers.get("Server", "").startswith("iro-sync")
