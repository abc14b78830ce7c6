"""A clean broker, a platform, and services that end with the test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.broker import queues
from tests.broker.queues import NAMES, Service
from tests.support.http_platform import HttpPlatform
from tests.support.rabbitmq import RabbitMQ

FORGETFUL_SECONDS = 1.5
"""RabbitMQ 3.10 takes a moment to write down a new quorum queue; killed within it, it never starts that queue again."""


@pytest.fixture(scope="session")
def _safe_url(amqp_url: str) -> str:
	held = queues.everything_waiting(amqp_url)
	assert not held, f"AMQP_URL names a virtual host that is in use; name an empty one. It holds {held}"
	return amqp_url


@pytest.fixture
def url(_safe_url: str) -> Iterator[str]:
	"""A broker without any queue of ours."""
	queues.wipe(_safe_url)
	yield _safe_url
	queues.wipe(_safe_url)


@pytest.fixture
def own_broker(rabbitmq: RabbitMQ) -> Iterator[RabbitMQ]:
	"""The private node, which the test may stop and kill."""
	queues.wipe(rabbitmq.url())
	queues.make(rabbitmq.url())
	time.sleep(FORGETFUL_SECONDS)
	yield rabbitmq
	if not rabbitmq.running:
		rabbitmq.start()
	queues.wipe(rabbitmq.url())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[HttpPlatform]:
	"""A platform that takes what it gets, until the test says otherwise."""
	served = HttpPlatform(tmp_path / "site.sqlite")
	served.start()
	yield served
	served.stop()


@pytest.fixture
def service(tmp_path: Path, site: HttpPlatform) -> Iterator[Callable[..., Service]]:
	"""Makes services. None outlives the test, and none may have logged a name."""
	made: list[Service] = []

	def make(url: str, **settings: str) -> Service:
		made.append(Service(url, site, tmp_path, f"service-{len(made)}", **settings))
		return made[-1]

	yield make
	for one in made:
		one.kill()
	for one in made:
		text = one.log.read_text() if one.log.exists() else ""
		assert not [name for name in NAMES if name in text], f"a child's name stands in {one.log}"
