"""Fixtures for all tests. Servers start when the first test asks for them, once per run."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.support import bench as throwaway
from tests.support import rabbitmq as broker
from tests.support import summary
from tests.support.platform import TestPlatform
from tests.support.site import site as site  # a fixture: a served site with the feed on it


@pytest.fixture(scope="session")
def rabbitmq() -> Iterator[broker.RabbitMQ]:
	"""A private RabbitMQ node that a test may stop, kill and start again."""
	if broker.server_program() is None:
		pytest.skip(broker.ADVICE)
	node = broker.RabbitMQ()
	try:
		node.start()
		yield node
	finally:
		node.close()


@pytest.fixture(scope="session")
def amqp_url(request: pytest.FixtureRequest) -> str:
	"""A broker for tests that leave it standing: AMQP_URL, or a virtual host of the private node."""
	given = os.environ.get("AMQP_URL")
	if given:
		return given
	node: broker.RabbitMQ = request.getfixturevalue("rabbitmq")
	return node.url()


@pytest.fixture(scope="session")
def throwaway_bench() -> Iterator[throwaway.ThrowawayBench]:
	"""A bench of the tests' own, with its servers, and no site yet."""
	reason = throwaway.reason_to_skip()
	if reason:
		pytest.skip(reason)
	made = throwaway.ThrowawayBench()
	try:
		made.start()
		yield made
	finally:
		made.close()


@pytest.fixture(scope="session")
def bench(throwaway_bench: throwaway.ThrowawayBench) -> Iterator[TestPlatform]:
	"""A site with Frappe alone, for tests of installing and uninstalling. Each leaves it without the app."""
	site = TestPlatform(throwaway_bench, "bare.localhost")
	if not site.exists:
		site.make()
	yield site
	site.stop()


@pytest.fixture(scope="session")
def platform(throwaway_bench: throwaway.ThrowawayBench) -> Iterator[TestPlatform]:
	"""A site with the app and its demo data, made by what `make platform` runs."""
	site = TestPlatform(throwaway_bench, "iro.localhost")
	site.install()
	yield site
	site.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	"""Files that need a site come first, so that two processes which share the files out end at about the same time."""
	slow = {item.path for item in items if item.get_closest_marker("platform")}
	items.sort(key=lambda item: item.path not in slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
	summary.write(terminalreporter)
