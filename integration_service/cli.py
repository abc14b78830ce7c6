"""The command `iro-sync`.

Exit codes: 0 all applied or known; 1 something was refused; 2 wrong usage or configuration; 3 platform or broker not
reachable, or no queue takes a message. `demo` ends with 0 although its council sends a few wrong messages on purpose.
"""

import contextlib
import json
import logging
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from integration_service import (
	checks,
	demonstration,
	files,
	importers,
	platforms,
	publishing,
	replaying,
	status,
)
from integration_service.addresses import AddressFault, FileAddress, SiteAddress, platform_address
from integration_service.broker_checks import check_broker
from integration_service.clock import today
from integration_service.console import REFUSED, FaultOfTheProgram, answer, failures, progress, show
from integration_service.consumer import Consumer
from integration_service.delivery import Platform
from integration_service.findings import Finding, State
from integration_service.metrics import Metrics
from integration_service.parked_commands import group as parked
from integration_service.settings import NAMES, SettingsFault, from_environment
from integration_service.stopping import Stop
from integration_service.telemetry import configure, log, place_of
from iro_module import __version__


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
	"""A day within the years that records may have."""
	if value is None:
		return None
	try:
		day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
	except ValueError:
		raise click.BadParameter(f"{value!r} is not a day; write it as 2026-05-31", ctx, param) from None
	if len(value) != len("2026-05-31") or not 1990 <= day.year <= 2100:
		raise click.BadParameter(
			f"{value!r} is not a day from 1990 to 2100, written as 2026-05-31", ctx, param
		)
	return day


_VARIABLES = "\b\nEnvironment:\n" + "\n".join(f"  {name:26}{meaning}" for name, meaning in NAMES.items())
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True))
_FOLDER = click.argument(
	"folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
)
_AS_OF = click.option(
	"--as-of", metavar="YYYY-MM-DD", callback=_day, help="The day that counts as today; not for a site."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
_BROKER = click.option(
	"--broker", metavar="URL", help="amqp://host:port/vhost or amqps://, without a password."
)
_SITE = click.option("--platform", metavar="URL", help="https://site")
_PLATFORM = click.option(
	"--platform",
	metavar="URL",
	help="https://site, sqlite:///file in the current folder, sqlite:////folder/file, or sqlite:// in memory; "
	"by default a file in your data folder.",
)
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="iro-sync")
def main() -> None:
	"""Bring a council's records of looked after children to the platform that plans their reviews.

	Exit codes: 0 all applied or known; 1 something was refused; 2 wrong usage or configuration; 3 platform or broker
	not reachable, or no queue takes a message.
	"""
	configure(logging.WARNING)
	for stream in (sys.stdout, sys.stderr):
		if hasattr(stream, "reconfigure"):
			stream.reconfigure(errors="backslashreplace")


main.add_command(parked)


@main.command()
@_JSON
def demo(as_json: bool) -> None:
	"""Show what it does, with a month of a fictitious council's messages.

	Needs nothing, and keeps a file of its own in your data folder, so that a second run changes nothing. Ends with 0,
	although the council sends a few wrong messages on purpose.
	"""
	lines, day = demonstration.demo_lines(), demonstration.demo_day()
	with failures(), platforms.open_store(platforms.default_store("demo"), day) as platform:
		with progress(len(lines), plainly=not as_json) as tell:
			tally = replaying.replay("demo", lines, platform, day, tell, demonstration.BATCH_MESSAGES)
			platform.refresh()
		show(answer(tally, platform), as_json)


@main.command()
@_FILE
@_AS_OF
@_PLATFORM
@_JSON
def replay(file: str, as_of: date | None, platform: str | None, as_json: bool) -> None:
	"""Bring FILE, JSON lines of messages, to the platform; - is standard input. Nobody is notified."""

	def work(target: Platform, day: date) -> replaying.Tally:
		with progress(files.count_lines(file)) as tell:
			return replaying.replay(file, files.read_lines(file), target, day, tell)

	_bring(work, platform, as_of, as_json)


@main.command(name="import-903")
@_FOLDER
@_AS_OF
@_PLATFORM
@_JSON
def import_903(folder: Path, as_of: date | None, platform: str | None, as_json: bool) -> None:
	"""Take the council's own 903 return in DIR as its history on the first day. Nobody is notified.

	DIR holds header.csv, episodes.csv and reviews.csv. --as-of is the day of the return.
	"""

	def work(target: Platform, day: date) -> replaying.Tally:
		with progress(None) as tell:
			found = importers.import_903(folder, target, day, tell)
		return replaying.Tally(found.messages, found.rows, found.refused, found.notes, found.voided)

	_bring(work, platform, as_of, as_json)


def _bring(
	work: Callable[[Platform, date], replaying.Tally], platform: str | None, as_of: date | None, as_json: bool
) -> None:
	"""Do the work on the platform named, show what stands there, and end with 1 if something was refused."""
	with failures(), contextlib.ExitStack() as stack:
		address = _address(platform)
		target: Platform
		if isinstance(address, SiteAddress):
			if as_of:
				raise click.UsageError("--as-of is not for a site, which has a clock of its own")
			settings = from_environment(needs=("site",), platform=platform)
			target = stack.enter_context(platforms.open_site(address, settings))
		else:
			target = stack.enter_context(platforms.open_store(address, as_of or today()))
		tally = work(target, as_of or today())
		target.refresh()
		show(answer(tally, target), as_json)
	if tally.refused:
		raise click.exceptions.Exit(REFUSED)


def _address(platform: str | None) -> FileAddress | SiteAddress:
	if platform is None:
		return platforms.default_store("platform")
	try:
		return platform_address(platform)
	except AddressFault as fault:
		raise click.UsageError(f"--platform: {fault}") from None


@main.command()
@_FILE
@_BROKER
def publish(file: str, broker: str | None) -> None:
	"""Put each line of FILE on the broker as it is, valid or not, each confirmed; - is standard input."""
	count = 0
	with failures():
		settings = from_environment(needs=("broker",), broker=broker)
		with progress(files.count_lines(file)) as tell:
			lines = (line.content for line in files.read_lines(file))
			try:
				for count in publishing.publish_lines(settings.the_broker, lines):
					tell(count)
			except publishing.Unroutable as fault:
				words = (
					f"{count} messages published, then: {fault}; iro-sync run makes the queues when it starts"
				)
				raise publishing.Unroutable(words) from None
	click.echo(f"{count} messages published and confirmed")


@main.command(epilog=_VARIABLES)
@_BROKER
@_SITE
def run(broker: str | None, platform: str | None) -> None:
	"""Take messages from the broker and bring them to the site, until asked to stop.

	Logs are JSON lines on standard error, with ids only. Credentials come from the environment or a file.
	"""
	configure(logging.INFO)
	with failures():
		settings = from_environment(needs=("broker", "site"), broker=broker, platform=platform)
		stop = Stop()
		stop.listen()
		metrics, pulse = Metrics(), status.Pulse()
		with (
			status.served(settings.status, pulse, metrics),
			contextlib.closing(platforms.site_client(settings.the_site, settings)) as client,
		):
			_consume(Consumer(settings.the_broker, client, settings, stop, metrics, pulse))


def _consume(consumer: Consumer) -> None:
	try:
		consumer.run()
	except (
		ArithmeticError,
		AssertionError,
		AttributeError,
		LookupError,
		RuntimeError,
		TypeError,
		ValueError,
	) as bug:
		# The text and the frames of such an error may quote a message, so only its place is told.
		log("fault_of_the_program", logging.CRITICAL, where=place_of(bug))
		raise FaultOfTheProgram(f"fault of the program: {place_of(bug)}") from None


@main.command(epilog=_VARIABLES)
@_BROKER
@_SITE
@_JSON
def check(broker: str | None, platform: str | None, as_json: bool) -> None:
	"""Say whether everything is in place for `run`, and what to do where it is not. Changes nothing."""
	found = _findings(broker, platform)
	worst = max(finding.state for finding in found)
	if as_json:
		listed = [{**asdict(finding), "state": finding.state.name.lower()} for finding in found]
		click.echo(json.dumps({"ok": worst is State.FINE, "checks": listed}, indent=1))
	else:
		for finding in found:
			click.echo(
				f"{'ok     ' if finding.state is State.FINE else 'PROBLEM'} {finding.about}: {finding.found}"
			)
			if finding.advice:
				click.echo(f"        {finding.advice}")
	raise click.exceptions.Exit(worst.value)


def _findings(broker: str | None, platform: str | None) -> list[Finding]:
	try:
		settings = from_environment(needs=("broker", "site"), broker=broker, platform=platform)
		found = [Finding("configuration", State.FINE, "complete")]
	except SettingsFault as fault:
		settings = fault.settings
		found = [Finding("configuration", State.WRONG, text) for text in fault.faults]
	if settings.broker:
		found += check_broker(settings.broker, settings.delays)
	if settings.platform and settings.api_key and settings.api_secret:
		with contextlib.closing(platforms.site_client(settings.platform, settings)) as client:
			found += checks.check_site(client)
	found += checks.check_status(settings.status)
	return found
