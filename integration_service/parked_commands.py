"""`iro-sync parked`: looking at what the platform could neither apply nor keep, and deciding what becomes of it."""

import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path

import click

from integration_service import parked, platforms
from integration_service.addresses import BrokerAddress
from integration_service.console import failures, progress
from integration_service.parked import Parked
from integration_service.settings import from_environment

RECORD = "parked-actions.jsonl"

_BROKER = click.option("--broker", metavar="URL", help="amqps://host:port/vhost, without a password.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
_WHICH = click.argument("which", metavar="[ID]...", nargs=-1)
_ALL = click.option("--all", "everything", is_flag=True, help="All that are parked now.")


class NothingFound(click.ClickException):
	"""Ends the command: nothing is parked, or nothing by that name."""

	exit_code = 1


@click.group(name="parked")
def group() -> None:
	"""The messages that the site could neither apply nor keep, in the queue iro.records.parked.v1.

	ID is a message's id, or its digest from the first eight characters on, as `list` shows them. What is done is
	written to parked-actions.jsonl in your data folder, with ids, reason and user, before a message leaves the queue.

	Exit codes: 0 done; 1 nothing is called so; 2 wrong usage or configuration; 3 broker not reachable.
	"""


@group.command(name="list")
@_BROKER
@_JSON
def show_all(broker: str | None, as_json: bool) -> None:
	"""What is parked, the oldest first, and why; no content. Changes nothing."""
	with failures(), progress(None) as tell:
		found = parked.look(_address(broker), tell)
	if as_json:
		click.echo(json.dumps({"parked": [asdict(one) for one in found]}, indent=1))
		return
	for one in found:
		click.echo(
			f"{one.which}  {one.type}  {one.reason}: {one.fault}  ({one.attempts} attempts, {_since(one)})"
		)
	click.echo(f"{len(found)} parked")


@group.command()
@click.argument("which", metavar="ID")
@click.option(
	"--body", is_flag=True, help="Print the content as it came, and nothing else. It is a child's record."
)
@_BROKER
def show(which: str, body: bool, broker: str | None) -> None:
	"""All that is known of one message; with --body its content, to correct it and `publish` it again."""
	with failures():
		address = _address(broker)
		if body:
			content = parked.body_of(address, which)
			if content is None:
				raise _nothing((which,))
			sys.stdout.buffer.write(content)
			sys.stdout.buffer.flush()
			return
		found = [one for one in parked.look(address) if not parked.not_found([which], [one])]
	if not found:
		raise _nothing((which,))
	for one in found:
		for name, value in asdict(one).items():
			click.echo(f"{name:14}{'' if value is None else value}")


@group.command()
@_WHICH
@_ALL
@_BROKER
@_JSON
def retry(which: tuple[str, ...], everything: bool, broker: str | None, as_json: bool) -> None:
	"""Put messages back to work, once what made the site fail is mended. Safe to repeat."""
	wanted = _wanted(which, everything)
	with failures(), progress(None) as tell:
		done = parked.retry(_address(broker), wanted, _recorder("retried", None), tell)
	_tell("retried", done, wanted, as_json)


@group.command()
@_WHICH
@_ALL
@click.option("--because", metavar="TEXT", required=True, help="Why; kept on record. Name no child in it.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@_BROKER
@_JSON
def discard(
	which: tuple[str, ...], everything: bool, because: str, yes: bool, broker: str | None, as_json: bool
) -> None:
	"""Remove messages for good. Their content is gone; ids, digest, reason, user and time are kept."""
	wanted = _wanted(which, everything)
	if not because.strip():
		raise click.UsageError("--because: say why they are discarded")
	if not yes:
		what = "every parked message" if wanted is None else ", ".join(wanted)
		click.confirm(f"Discard {what} for good?", abort=True, err=True)
	with failures(), progress(None) as tell:
		done = parked.discard(_address(broker), wanted, _recorder("discarded", because.strip()), tell)
	_tell("discarded", done, wanted, as_json)


def _address(broker: str | None) -> BrokerAddress:
	return from_environment(needs=("broker",), broker=broker).the_broker


def _wanted(which: tuple[str, ...], everything: bool) -> tuple[str, ...] | None:
	if bool(which) == everything:
		raise click.UsageError("name messages by their ids, or give --all")
	return None if everything else which


def _recorder(action: str, because: str | None) -> Callable[[Parked], None]:
	"""Writes what is done to the record, and to the disk, before it is done."""
	path = record_file()

	def record(one: Parked) -> None:
		line = {
			"time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
			"action": action,
			"by": getpass.getuser(),
			"because": because,
			**asdict(one),
		}
		descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
		with os.fdopen(descriptor, "a", encoding="utf-8") as file:
			file.write(json.dumps(line) + "\n")
			file.flush()
			os.fsync(file.fileno())

	return record


def record_file() -> Path:
	"""Where what was done with parked messages is kept. Raises StoreFault."""
	return platforms.data_folder() / RECORD


def _tell(action: str, done: list[Parked], wanted: tuple[str, ...] | None, as_json: bool) -> None:
	missing = parked.not_found(wanted or (), done)
	if as_json:
		click.echo(json.dumps({action: [one.which for one in done], "not_found": missing}, indent=1))
	else:
		click.echo(f"{len(done)} {action}; on record in {record_file()}")
	if missing or not done:
		raise _nothing(missing)


def _nothing(which: Sequence[str]) -> click.ClickException:
	what = f"nothing parked is called {', '.join(which)}" if which else "nothing is parked"
	return NothingFound(f"{what}; iro-sync parked list shows what there is")


def _since(one: Parked) -> str:
	return f"since {one.first_failed}" if one.first_failed else "time unknown"
