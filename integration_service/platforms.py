"""Opening the platform that a command is to use: a site, or the embedded store in a file of the user's own."""

import contextlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from integration_service.addresses import FileAddress, SiteAddress
from integration_service.delivery import Platform
from integration_service.embedded import EmbeddedPlatform
from integration_service.frappe_client import FrappePlatform
from integration_service.settings import Settings
from integration_service.steady import SteadyPlatform


class StoreFault(Exception):
	"""The embedded store cannot be where it is wanted; the text says why and what to write instead."""


def default_store(name: str) -> FileAddress:
	"""The store of that name in the user's data folder, which is their own (XDG base directories).

	Raises StoreFault where there can be no such folder.
	"""
	return FileAddress(data_folder() / f"{name}.sqlite")


def data_folder() -> Path:
	"""The user's data folder of this program, made where there is none. Raises StoreFault."""
	given = os.environ.get("XDG_DATA_HOME", "")
	try:
		base = Path(given) if os.path.isabs(given) else Path.home() / ".local" / "share"
		folder = base / "iro-sync"
		folder.mkdir(mode=0o700, parents=True, exist_ok=True)
		folder.chmod(0o700)
	except (OSError, RuntimeError) as problem:
		reason = getattr(problem, "strerror", None) or problem
		raise StoreFault(
			f"cannot make the data folder: {reason}; name a file with --platform sqlite:////folder/file.sqlite, "
			"or another data folder in XDG_DATA_HOME"
		) from None
	return folder


def open_store(address: FileAddress, as_of: date) -> EmbeddedPlatform:
	"""The embedded store, as on the day `as_of`. Raises StoreFault or DeliveryFault."""
	if address.path and not address.path.parent.is_dir():
		raise StoreFault(
			f"cannot make {address.path}: there is no folder {address.path.parent}; sqlite:/// with three slashes is "
			"relative to the current folder, an absolute path takes four: sqlite:////folder/file.sqlite"
		)
	return EmbeddedPlatform(address.path, as_of)


@contextlib.contextmanager
def open_site(address: SiteAddress, settings: Settings) -> Iterator[Platform]:
	"""A Frappe site, asked again where that helps."""
	with contextlib.closing(site_client(address, settings)) as client:
		yield SteadyPlatform(client)


def site_client(address: SiteAddress, settings: Settings) -> FrappePlatform:
	"""The bare client of a site: each question is asked once."""
	return FrappePlatform(
		address.url, settings.api_key or "", settings.api_secret or "", trust=settings.trust
	)
