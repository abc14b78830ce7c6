"""What the commands have in common on a terminal: the progress bar, the words for a failure, the answer."""

import contextlib
import json
import sys
from collections.abc import Iterator
from typing import Any, Protocol

import click
from tqdm import tqdm

from integration_service.broker import BrokerFault
from integration_service.delivery import Platform
from integration_service.files import FileFault
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.platforms import StoreFault
from integration_service.publishing import Unroutable
from integration_service.replaying import Tally
from integration_service.report import as_text
from integration_service.settings import SettingsFault
from integration_service.status import StatusFault
from integration_service.topology import TopologyFault

REFUSED = 1


class Misconfigured(click.ClickException):
	"""Ends the command: wrong usage or configuration."""

	exit_code = 2


class Unreachable(click.ClickException):
	"""Ends the command: platform or broker not reachable, or no queue takes a message."""

	exit_code = 3


class FaultOfTheProgram(click.ClickException):
	"""Ends the command: an error that nobody foresaw (EX_SOFTWARE of sysexits)."""

	exit_code = 70


@contextlib.contextmanager
def failures() -> Iterator[None]:
	"""Turn what can go wrong around us into words and an exit code. A fault of the program itself passes through."""
	try:
		yield
	except SettingsFault as fault:
		listed = "\n  ".join(fault.faults)
		raise Misconfigured(f"the configuration cannot be used:\n  {listed}") from None
	except (StoreFault, FileFault, StatusFault, TopologyFault, NotADirectoryError) as fault:
		raise Misconfigured(str(fault)) from None
	except BrokerFault as fault:
		raise (Misconfigured if fault.ours else Unreachable)(str(fault)) from None
	except Unroutable as fault:
		raise Unreachable(str(fault)) from None
	except DeliveryFault as fault:
		if fault.trouble is Trouble.OURS:
			raise Misconfigured(fault.summary) from None
		again = "what was brought before stays; run the same again later, nothing is applied twice"
		raise Unreachable(f"{fault.summary}; {again}") from None


class Progress(Protocol):
	"""Told how many are done, and of how many where that is known only now."""

	def __call__(self, done: int, total: int | None = None) -> None: ...


class _Quarters:
	"""Progress where there is no terminal: a line for each quarter."""

	def __init__(self, total: int) -> None:
		self._total = total
		self._told = 0

	def __call__(self, done: int, total: int | None = None) -> None:
		self._total = total or self._total
		quarter = 4 * done // self._total if self._total else 4
		if quarter > self._told:
			self._told = quarter
			click.echo(f"{done} of {self._total} messages", err=True)


@contextlib.contextmanager
def progress(total: int | None, *, plainly: bool = False) -> Iterator[Progress]:
	"""A bar on standard error where that is a terminal. Elsewhere nothing, or plain lines if asked for."""
	if plainly and not sys.stderr.isatty():
		yield _Quarters(total or 0)
		return
	with tqdm(total=total, unit=" messages", disable=None, file=sys.stderr, leave=False) as bar:

		def tell(done: int, total: int | None = None) -> None:
			bar.total = total or bar.total
			bar.update(done - bar.n)

		yield tell


def answer(tally: Tally, platform: Platform) -> dict[str, Any]:
	"""The object that `--json` prints: what was brought, and the reviews and notices that now stand."""
	stands = platform.planned_reviews()
	imported = {"voided": tally.voided, "notes": tally.notes} if tally.rows else {}
	return {
		"as_of": stands["as_of"],
		"messages": tally.messages,
		"rows": tally.rows,
		"refused": tally.refused,
		"reviews": stands["reviews"],
		"notices": stands["notices"],
		"incomplete": stands["incomplete"],
		**imported,
	}


def show(found: dict[str, Any], as_json: bool) -> None:
	"""Print the answer on standard output."""
	click.echo(json.dumps(found, indent=1) if as_json else as_text(found))
