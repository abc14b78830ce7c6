"""The platforms that the suite runs against. Each is given by a function that opens it for one test."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from integration_service.clock import today as today_in_london
from integration_service.delivery import Platform
from integration_service.embedded import EmbeddedPlatform
from integration_service.frappe_client import FrappePlatform
from integration_service.steady import SteadyPlatform
from iro_module.demo.messages import DEMO_AS_OF
from tests.conformance.material import Message, Names, ingest, of_children
from tests.support.site import Site


@dataclass
class Subject:
	"""A platform under test, the day that is today there, and ids that no other test uses."""

	platform: Platform
	today: date
	names: Names

	def ingest(self, *messages: Message | bytes) -> list[str]:
		"""Bring messages in one call; their outcomes."""
		return [settled.outcome.value for settled in ingest(self.platform, messages, self.today)]

	def answer(self) -> dict[str, Any]:
		"""What the platform says about this test's children."""
		return of_children(self.platform.planned_reviews(), self.names.prefix)

	def of(self, child: str, part: str = "reviews") -> list[dict[str, Any]]:
		"""What it says about one of them."""
		return [one for one in self.answer()[part] if one["child_id"] == child]

	def reference(self, *messages: Message) -> dict[str, Any]:
		"""What a fresh store in memory answers to the same messages, brought in order and in one call."""
		with EmbeddedPlatform(None, self.today) as platform:
			ingest(platform, messages, self.today)
			return of_children(platform.planned_reviews(), self.names.prefix)


@contextmanager
def _in_memory(request: pytest.FixtureRequest) -> Iterator[tuple[Platform, date]]:
	with EmbeddedPlatform(None, DEMO_AS_OF) as platform:
		yield platform, DEMO_AS_OF


@contextmanager
def _in_a_file(request: pytest.FixtureRequest) -> Iterator[tuple[Platform, date]]:
	path = request.getfixturevalue("tmp_path") / "store.sqlite"
	with EmbeddedPlatform(path, DEMO_AS_OF) as platform:
		yield platform, DEMO_AS_OF


@contextmanager
def _on_a_site(request: pytest.FixtureRequest) -> Iterator[tuple[Platform, date]]:
	served: Site = request.getfixturevalue("site")
	yield SteadyPlatform(FrappePlatform(served.url, served.key, served.secret)), today_in_london()


Opener = Callable[[pytest.FixtureRequest], AbstractContextManager[tuple[Platform, date]]]
PLATFORMS: list[Any] = [
	pytest.param(_in_memory, id="memory"),
	pytest.param(_in_a_file, id="file"),
	pytest.param(_on_a_site, id="site", marks=pytest.mark.platform),
]
"""Openers: each gives a platform, which other tests may have used, and the day that is today there."""


@pytest.fixture(params=PLATFORMS)
def subject(request: pytest.FixtureRequest) -> Iterator[Subject]:
	opener: Opener = request.param
	with opener(request) as (platform, today):
		yield Subject(platform, today, Names(f"T{secrets.token_hex(5)}"))
