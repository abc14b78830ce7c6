"""What the consumer brings to the platform when nothing fails: everything, once, soon, and settled as it deserves."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import pytest

from integration_service import topology
from tests.broker import queues
from tests.broker.queues import Service, ids, message, message_id
from tests.support.http_platform import HttpPlatform

pytestmark = pytest.mark.broker
MakeService = Callable[..., Service]


def test_every_message_is_applied_once_whatever_comes_between(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	queues.make(url)
	valid = [message(number) for number in range(300)]
	malformed = [b"not JSON", b"[]", b"\xff\xfe{}", message(1, first_name="\x00"), message(2, shoe_size=4)]
	mixed = valid + random.Random(7).choices(valid, k=100) + malformed
	random.Random(8).shuffle(mixed)
	queues.publish(url, mixed)

	running = service(url)
	running.start()
	site.wait_until_applied(ids(range(300)))
	queues.wait_until(lambda: sum(count["refused"] for count in site.outcomes.values()) >= len(malformed))

	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert sum(count["refused"] for count in site.outcomes.values()) == len(malformed)
	assert queues.everything_waiting(url) == {}, (
		"a refused message is on the platform, so the broker is rid of it"
	)
	assert site.notify == {True}, "the IRO is told of what comes by the live feed"
	assert sum(site.batch_sizes) < len(mixed), "copies in one batch are sent once"
	assert site.calls["ingest"] < 40, "messages travel in batches"


def test_a_lone_message_is_not_kept_waiting(url: str, site: HttpPlatform, service: MakeService) -> None:
	running = service(url, IRO_SYNC_BATCH_SIZE="50")
	running.start()
	taken = []
	for number in range(15):
		sent = time.monotonic()
		queues.publish(url, [message(number)])
		site.wait_until_applied(ids([number]))
		taken.append(time.monotonic() - sent)
	assert statistics.median(taken) < 0.5, f"seconds from publishing to applied: {taken}"


def test_versions_may_come_in_any_order(url: str, site: HttpPlatform, service: MakeService) -> None:
	queues.make(url)
	versions = [message(1, version) for version in range(1, 31)]
	random.Random(3).shuffle(versions)
	queues.publish(url, versions)
	running = service(url, IRO_SYNC_BATCH_SIZE="4")
	running.start()
	queues.wait_until(lambda: len(site.outcomes) == 30)
	assert running.terminate() == 0
	assert site.outcomes[message_id(1, 30)] == {"applied": 1}
	assert sum(count["applied"] + count["stale"] for count in site.outcomes.values()) == 30


def test_two_services_share_the_work(url: str, site: HttpPlatform, service: MakeService) -> None:
	queues.make(url)
	site.before = lambda method, sent: time.sleep(0.01)
	both = [service(url, IRO_SYNC_BATCH_SIZE="10"), service(url, IRO_SYNC_BATCH_SIZE="10")]
	for one in both:
		one.start()
	queues.publish(url, [message(number) for number in range(400)])
	site.wait_until_applied(ids(range(400)))
	for one in both:
		assert one.terminate() == 0
		assert one.events("batch"), "one of the two had nothing to do"
	assert set(site.applied().values()) == {1}
	assert queues.everything_waiting(url) == {}


def test_large_bodies_are_refused_and_never_fill_the_memory(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	queues.make(url)
	large = [message(number, team="x" * 3_000_000) for number in range(50)]
	queues.publish(url, [*large, message(99)])
	site.before = lambda method, sent: time.sleep(0.05) if method == "ingest" else None
	running = service(url)
	running.start()
	site.wait_until_applied(ids([99]), 60)
	queues.wait_until(lambda: sum(count["refused"] for count in site.outcomes.values()) == len(large), 60)
	peak = running.peak_memory_megabytes()
	assert running.terminate() == 0
	assert peak < 180, f"{peak} MB, of which the program itself needs 50"
	assert queues.everything_waiting(url) == {}


def test_stopping_finishes_the_batch_in_hand_and_gives_back_the_rest(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	queues.make(url)
	site.before = lambda method, sent: time.sleep(0.4) if method == "ingest" else None
	queues.publish(url, [message(number) for number in range(200)])
	running = service(url, IRO_SYNC_BATCH_SIZE="10")
	running.start()
	queues.wait_until(lambda: site.calls["ingest"] >= 2, why="no second batch is under way")
	assert running.terminate() == 0
	done = len(site.applied())
	assert 0 < done < 200
	assert queues.everything_waiting(url) == {topology.WORK_QUEUE: 200 - done}
	site.before = lambda method, sent: None
	again = service(url)
	again.start()
	site.wait_until_applied(ids(range(200)))
	assert again.terminate() == 0
	assert all(count == {"applied": 1} for count in site.outcomes.values()), "a message was brought twice"
