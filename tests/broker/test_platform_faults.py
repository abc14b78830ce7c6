"""The platform fails while messages come. What it cannot take now is held; what it can never take is parked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from integration_service import topology
from tests.broker import queues
from tests.broker.queues import DELAYS, NAMES, Service, ids, message, message_id
from tests.support.http_platform import HttpPlatform, Reply

pytestmark = pytest.mark.broker
MakeService = Callable[..., Service]


def holds(sent: dict[str, Any], number: int) -> bool:
	return any(entry["id"] == message_id(number) for entry in sent.get("entries", ()))


def test_a_platform_that_is_down_for_a_while_costs_nothing(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	running = service(url)
	running.start()
	site.stop()
	queues.publish(url, [message(number) for number in range(300)])
	running.wait_for("platform_does_not_take", 3)
	site.start()
	site.wait_until_applied(ids(range(300)))
	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert queues.everything_waiting(url) == {}, "a platform that is down is no verdict on a message"


def test_a_platform_that_is_busy_is_not_asked_in_a_spin(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	site.before = lambda method, sent: Reply(503, b"") if method == "ingest" else None
	queues.make(url)
	queues.publish(url, [message(number) for number in range(10)])
	running = service(url)
	running.start(until="platform_does_not_take")
	time.sleep(2)
	assert site.calls["ingest"] <= 4
	assert running.terminate() == 0
	assert queues.everything_waiting(url) == {topology.WORK_QUEUE: 10}


def test_a_platform_that_stays_down_gets_its_messages_given_back(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	running = service(url, IRO_SYNC_PATIENCE="1s")
	running.start()
	site.stop()
	queues.publish(url, [message(number) for number in range(20)])
	running.wait_for("platform_down")
	queues.wait_until(lambda: queues.ready(url) == 20, why="the broker did not get its messages back")
	site.start()
	site.wait_until_applied(ids(range(20)), 40)
	assert running.terminate() == 0
	assert queues.everything_waiting(url) == {}


PASSING_TROUBLES = (
	Reply.failing(503, "InReadOnlyMode"),
	Reply.failing(417, "DocumentLockedError"),
	Reply.failing(429, "TooManyRequestsError", Retry_After="1"),
	Reply(502, b"<html>Bad gateway</html>"),
	Reply(200, b"<html>Log in</html>"),
	Reply(200, b""),
	Reply.message({"outcomes": []}),
	Reply(200, b'{"message": {"outc', hang_up=5),
)


@pytest.mark.parametrize("stored", [False, True], ids=["before it is stored", "after it is stored"])
def test_any_passing_trouble_is_asked_again_under_the_same_ids(
	url: str, site: HttpPlatform, service: MakeService, stored: bool
) -> None:
	troubles = list(PASSING_TROUBLES)

	def fail(method: str, sent: dict[str, Any]) -> Reply | None:
		fails = method == "ingest" and troubles and site.calls["ingest"] % 2
		return troubles.pop(0) if fails else None

	if stored:
		site.after = fail
	else:
		site.before = fail
	running = service(url)
	running.start()
	for batch in range(len(PASSING_TROUBLES)):
		numbers = range(batch * 5, batch * 5 + 5)
		queues.publish(url, [message(number) for number in numbers])
		site.wait_until_applied(ids(numbers))
		queues.wait_until(lambda done=numbers.stop: _settled(running) == done)
	assert not troubles
	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert queues.everything_waiting(url) == {}


def _settled(running: Service) -> int:
	return sum(batch.get("applied", 0) + batch.get("duplicate", 0) for batch in running.events("batch"))


def test_a_deadlocked_batch_is_sent_again_whole_and_then_in_halves(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	def deadlock(method: str, sent: dict[str, Any]) -> Reply | None:
		return Reply.failing(503, "RetryBatch") if len(sent.get("entries", ())) > 3 else None

	site.before = deadlock
	queues.make(url)
	queues.publish(url, [message(number) for number in range(40)])
	running = service(url)
	running.start()
	site.wait_until_applied(ids(range(40)))
	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert not running.events("message_waits")


def test_a_message_that_the_platform_fails_on_is_parked_with_the_reason_and_spares_the_others(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	poison = (3, 17)

	def fail(method: str, sent: dict[str, Any]) -> Reply | None:
		bad = method == "ingest" and any(holds(sent, number) for number in poison)
		return Reply.failing(417, "ValidationError") if bad else None

	site.before = fail
	queues.make(url)
	queues.publish(url, [message(number) for number in range(40)])
	running = service(url)
	running.start()
	good = [number for number in range(40) if number not in poison]
	site.wait_until_applied(ids(good))
	running.wait_for("message_waits", 2)
	queues.publish(
		url, [message(40)]
	)  # applied after the two failed first, so the site does not fail on everything
	queues.wait_until(lambda: queues.ready(url, topology.PARKED_QUEUE) == 2)
	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert len(running.events("message_waits")) == 2 * len(DELAYS), "each climbs the whole ladder first"

	parked = queues.take(url, topology.PARKED_QUEUE)
	assert sorted(body for _, body in parked) == sorted(message(number) for number in poison)
	for properties, body in parked:
		headers = properties.headers
		assert properties.message_id == json.loads(body)["id"]
		assert headers["x-iro-attempts"] == len(DELAYS) + 1
		assert headers["x-iro-exception"] == "ValidationError"
		assert headers["x-iro-status"] == 417
		assert headers["x-iro-reason"] == "message"
		assert headers["x-iro-exchange"] == topology.EXCHANGE
		assert headers["x-iro-routing-key"] == "uk.council.child.recorded"
		assert headers["x-iro-first-failed"] < headers["x-iro-last-failed"]
		assert not [name for name in NAMES if name in str(headers)]
	assert queues.everything_waiting(url) == {}


def test_a_message_that_the_platform_can_keep_ends_in_its_inbox_as_refused(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	"""Applying it fails, keeping it does not: then it is in the desk, where somebody can act, and not on the broker."""
	hanging, failing = 3, 17

	def fail(method: str, sent: dict[str, Any]) -> Reply | None:
		unreported = [entry for entry in sent.get("entries", ()) if not entry["faults"]]
		if holds({"entries": unreported}, failing):
			return Reply.failing(500, "KeyError")
		return Reply(200, b"", hang_up=0) if holds({"entries": unreported}, hanging) else None

	site.before = fail
	queues.make(url)
	queues.publish(url, [message(number) for number in range(20)])
	running = service(url)
	running.start()
	running.wait_for("message_waits", 2, 30)
	queues.publish(url, [message(40)])
	running.wait_for("message_refused", 2, 60)
	assert running.terminate() == 0
	for number in (hanging, failing):
		assert site.outcomes[message_id(number)] == {"refused": 1}
	assert {event["trouble"] for event in running.events("message_refused")} == {"message", "unsure"}
	assert set(site.applied()) == set(ids([number for number in (*range(20), 40) if number not in (3, 17)]))
	assert queues.everything_waiting(url) == {}
	site.before = lambda method, sent: None
	queues.publish(url, [message(failing)])
	again = service(url)
	again.start()
	site.wait_until_applied(ids([failing]))


def test_a_message_that_was_applied_while_its_answers_were_lost_is_no_refusal(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	def lose(method: str, sent: dict[str, Any]) -> Reply | None:
		unreported = [entry for entry in sent.get("entries", ()) if not entry["faults"]]
		return Reply(200, b"", hang_up=0) if holds({"entries": unreported}, 3) else None

	site.after = lose
	queues.make(url)
	queues.publish(url, [message(number) for number in range(5)])
	running = service(url)
	running.start()
	running.wait_for("message_waits", 1, 30)
	queues.publish(url, [message(40)])
	queues.wait_until(lambda: len(running.events("message_waits")) == len(DELAYS), 30)
	queues.wait_until(lambda: running.events("batch")[-1].get("duplicate"), 30)
	assert running.terminate() == 0
	assert not running.events("message_refused")
	assert set(site.applied().values()) == {1}
	assert queues.everything_waiting(url) == {}


def test_a_site_that_is_busy_longer_than_the_ladder_parks_and_blames_nothing(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	"""Its health is good all the while: only the messages are put off, as under a rate limit."""
	replies = [
		Reply.failing(429, "RateLimitExceededError"),
		Reply.failing(503, "InReadOnlyMode"),
		Reply(503, b""),
	]
	site.before = lambda method, sent: replies[site.calls["ingest"] % 3] if method == "ingest" else None
	queues.make(url)
	queues.publish(url, [message(number) for number in range(30)])
	running = service(url)
	running.start()
	running.wait_for("platform_does_not_take", 5, 40)
	site.before = lambda method, sent: None
	site.wait_until_applied(ids(range(30)), 60)
	assert running.terminate() == 0
	assert not running.events("message_waits")
	assert queues.everything_waiting(url) == {}


def test_a_message_on_which_the_platform_hangs_is_never_parked_but_spares_the_others(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	def lose(method: str, sent: dict[str, Any]) -> Reply | None:
		return Reply(200, b'{"message"', hang_up=0) if method == "ingest" and holds(sent, 3) else None

	site.before = lose
	queues.make(url)
	queues.publish(url, [message(number) for number in range(20)])
	running = service(url)
	running.start()
	site.wait_until_applied(ids([number for number in range(20) if number != 3]))
	running.wait_for("message_waits", len(DELAYS) + 1, 30)
	assert queues.ready(url, topology.PARKED_QUEUE) == 0
	site.before = lambda method, sent: None
	site.wait_until_applied(ids(range(20)))
	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}


def test_a_platform_that_refuses_us_stops_the_consumer_and_raises_an_alarm(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	running = service(url)
	running.start()
	site.before = lambda method, sent: Reply.failing(403, "PermissionError") if method == "ingest" else None
	queues.publish(url, [message(number) for number in range(10)])
	running.wait_for("platform_refuses_us")
	queues.wait_until(lambda: queues.ready(url) == 10, why="the messages were not given back")
	calls = site.calls["ingest"]
	time.sleep(1)
	assert site.calls["ingest"] == calls, "it goes on asking"
	assert running.terminate() == 0
	assert queues.everything_waiting(url) == {topology.WORK_QUEUE: 10}


def test_a_site_without_the_app_is_not_held_against_the_messages(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	site.before = lambda method, sent: Reply.failing(417, "ValidationError")
	queues.make(url)
	queues.publish(url, [message(1)])
	running = service(url)
	running.start(until="platform_refuses_us")
	assert running.terminate() == 0
	assert queues.everything_waiting(url) == {topology.WORK_QUEUE: 1}
