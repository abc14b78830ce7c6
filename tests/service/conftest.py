"""A platform over HTTP, and commands run as somebody would type them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from integration_service.cli import main
from integration_service.frappe_client import FrappePlatform
from tests.support.http_platform import KEY, SECRET, HttpPlatform


@pytest.fixture
def site(tmp_path: Path) -> Iterator[HttpPlatform]:
	"""A platform that takes what it gets, until the test says otherwise."""
	served = HttpPlatform(tmp_path / "site.sqlite")
	served.start()
	yield served
	served.stop()


@pytest.fixture
def client(site: HttpPlatform) -> Iterator[FrappePlatform]:
	"""A client of that platform."""
	made = FrappePlatform(site.url, KEY, SECRET)
	yield made
	made.close()


@dataclass(frozen=True)
class Ended:
	"""How a command ended, and what it wrote."""

	code: int
	out: str
	err: str


@pytest.fixture
def iro_sync(
	monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ended]:
	"""Runs `iro-sync` with arguments; the data folder and the environment are the test's own."""
	monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
	for name in ("BROKER", "PLATFORM", "API_KEY", "API_SECRET", "CREDENTIALS_FILE"):
		monkeypatch.delenv(f"IRO_SYNC_{name}", raising=False)

	def run(*arguments: object, stdin: bytes = b"") -> Ended:
		monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
		capsys.readouterr()
		with pytest.raises(SystemExit) as ended:
			main([str(one) for one in arguments], prog_name="iro-sync")
		wrote = capsys.readouterr()
		return Ended(int(ended.value.code or 0), wrote.out, wrote.err)

	return run
