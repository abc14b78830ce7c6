"""Who is to blame when a batch fails: a message only on evidence, and never for the platform's own trouble."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from integration_service.courier import Courier, Fate
from integration_service.delivery import Entry
from integration_service.frappe_client import FrappePlatform
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.reading import entry_of
from integration_service.steady import SteadyPlatform
from iro_module.domain.intake import Outcome
from tests.broker.queues import message, message_id
from tests.support.http_platform import Fault, HttpPlatform, Reply

TODAY = HttpPlatform(Path()).as_of


def batch(count: int) -> list[Entry]:
	return [entry_of(message(number), TODAY) for number in range(count)]


def failing_on(poison: set[int], reply: Reply) -> Fault:
	wanted = {message_id(number) for number in poison}

	def fail(method: str, sent: dict[str, Any]) -> Reply | None:
		return reply if wanted & {entry["id"] for entry in sent.get("entries", ())} else None

	return fail


def deliver(client: FrappePlatform, count: int, *, suspicious: bool = False) -> list[Fate]:
	courier = Courier(client, notify=True, sleep=lambda seconds: None)
	return [one.fate for one in courier.deliver(batch(count), suspicious=suspicious)]


@pytest.mark.parametrize("poison", [{0}, {9}, {4, 5}, {0, 3, 9}, set(range(10))])
def test_only_the_messages_at_fault_are_blamed(
	client: FrappePlatform, site: HttpPlatform, poison: set[int]
) -> None:
	site.before = failing_on(poison, Reply.failing(500, "KeyError"))
	fates = deliver(client, 10)
	assert {number for number, fate in enumerate(fates) if fate is Fate.BLAMED} == poison
	assert set(fates) <= {Fate.BLAMED, Fate.SETTLED}
	assert len(site.applied()) == 10 - len(poison)


def test_finding_one_of_fifty_takes_few_calls(client: FrappePlatform, site: HttpPlatform) -> None:
	site.before = failing_on({random.Random(5).randrange(50)}, Reply.failing(417, "ValidationError"))
	deliver(client, 50)
	assert site.calls["ingest"] <= 14


def test_a_platform_in_bad_health_is_no_reason_to_blame_a_message(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	site.before = lambda method, sent: Reply.failing(417, "ValidationError")
	assert set(deliver(client, 4)) == {Fate.HELD}
	assert site.calls["ingest"] == 1


@pytest.mark.parametrize("reply", [
	Reply.failing(503, "InReadOnlyMode"), Reply.failing(403, "PermissionError"), Reply(200, b"<html>"), Reply(502, b"")
])  # fmt: skip
def test_passing_trouble_holds_the_batch_without_halving(
	client: FrappePlatform, site: HttpPlatform, reply: Reply
) -> None:
	site.before = lambda method, sent: reply if method == "ingest" else None
	assert set(deliver(client, 8)) == {Fate.HELD}
	assert site.calls["ingest"] == 1


def test_a_batch_that_was_held_often_is_searched_for_the_message_it_waits_on(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	site.before = failing_on({6}, Reply(200, b"", hang_up=0))
	fates = deliver(client, 8, suspicious=True)
	assert [number for number, fate in enumerate(fates) if fate is Fate.BLAMED] == [6]


def test_a_platform_that_goes_down_during_the_search_holds_the_rest(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	poisoned = failing_on({1}, Reply.failing(500, "KeyError"))

	def fail(method: str, sent: dict[str, Any]) -> Reply | None:
		if site.calls["ingest"] > 2:
			return Reply(503, b"")
		return poisoned(method, sent)

	site.before = fail
	fates = deliver(client, 8)
	assert Fate.BLAMED not in fates
	assert Fate.HELD in fates


def test_a_deadlock_is_tried_again_at_once(client: FrappePlatform, site: HttpPlatform) -> None:
	replies = [Reply.failing(503, "RetryBatch")]
	site.before = lambda method, sent: replies.pop() if replies else None
	assert set(deliver(client, 8)) == {Fate.SETTLED}
	assert site.calls["ingest"] == 2


def test_a_deadlock_that_stays_ends_in_halves(client: FrappePlatform, site: HttpPlatform) -> None:
	site.before = lambda method, sent: Reply.failing(503, "RetryBatch") if len(sent["entries"]) > 2 else None
	assert set(deliver(client, 8)) == {Fate.SETTLED}
	assert site.batch_sizes == [2, 2, 2, 2]


def test_a_single_message_that_deadlocks_is_held_at_first(client: FrappePlatform, site: HttpPlatform) -> None:
	site.before = failing_on({0}, Reply.failing(503, "RetryBatch"))
	assert deliver(client, 2) == [Fate.HELD, Fate.SETTLED]
	assert deliver(client, 2, suspicious=True) == [Fate.BLAMED, Fate.SETTLED]
	assert deliver(client, 1, suspicious=True) == [Fate.HELD], (
		"nothing shows that the platform takes any other"
	)


def test_a_message_that_was_blamed_on_evidence_before_is_blamed_again_without(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	"""It comes back from its wait while nothing else is in the queue."""
	site.before = failing_on({0}, Reply(200, b"", hang_up=0))
	(entry,) = batch(1)
	courier = Courier(client, notify=True, sleep=lambda seconds: None)
	assert courier.deliver([entry], suspicious=True)[0].fate is Fate.HELD
	assert courier.deliver([entry], suspicious=True, known={entry.digest})[0].fate is Fate.BLAMED


BUSY = [Reply.failing(429, "RateLimitExceededError"), Reply.failing(503, "InReadOnlyMode"), Reply(503, b"")]


@pytest.mark.parametrize("reply", BUSY, ids=["rate limit", "read only", "maintenance"])
def test_a_busy_platform_blames_nobody_however_long_it_lasts(
	client: FrappePlatform, site: HttpPlatform, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
	"""Not even where it takes others in the same search, and answers so to one that was sent alone."""
	monkeypatch.setattr(random, "random", lambda: 0.9)
	poisoned = failing_on({7}, Reply.failing(500, "KeyError"))

	def fail(method: str, sent: dict[str, Any]) -> Reply | None:
		if method == "ingest" and len(sent["entries"]) == 1:
			return reply
		return poisoned(method, sent)

	site.before = fail
	fates = deliver(client, 8, suspicious=True)
	assert Fate.SETTLED in fates
	assert Fate.BLAMED not in fates


def test_a_platform_that_takes_nothing_at_all_is_no_reason_to_blame_a_message(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	"""Its health is good, and yet it takes no message: a full disk, say."""
	reply = Reply.failing(500, "OperationalError")
	site.before = lambda method, sent: reply if method == "ingest" else None
	assert set(deliver(client, 50, suspicious=True)) == {Fate.HELD}
	assert site.calls["ingest"] <= 9, "each call may take half a minute, and the broker waits half an hour"


# --- for files, which somebody waits for ------------------------------------------------------------------------------


def steady(client: FrappePlatform) -> tuple[SteadyPlatform, list[float]]:
	waits: list[float] = []
	return SteadyPlatform(client, sleep=waits.append), waits


def test_a_file_survives_a_platform_that_is_away_for_a_moment(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	replies = [Reply(503, b""), Reply(200, b""), Reply(502, b"")]
	site.before = lambda method, sent: replies.pop() if replies else None
	platform, waits = steady(client)
	assert {one.outcome for one in platform.ingest(batch(5), notify=False)} == {Outcome.APPLIED}
	assert len(waits) == 3


def test_a_file_is_given_up_when_the_platform_stays_away(client: FrappePlatform, site: HttpPlatform) -> None:
	site.stop()
	platform, waits = steady(client)
	with pytest.raises(DeliveryFault) as raised:
		platform.ingest(batch(5), notify=False)
	assert raised.value.trouble is Trouble.LATER
	assert 10 < sum(waits) < 60


def test_a_message_that_the_platform_fails_on_counts_as_refused(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	site.before = failing_on({2}, Reply.failing(500, "KeyError"))
	platform, _ = steady(client)
	settled = platform.ingest(batch(4), notify=False)
	assert [one.outcome for one in settled] == [
		Outcome.APPLIED, Outcome.APPLIED, Outcome.REFUSED, Outcome.APPLIED
	]  # fmt: skip
	assert "500 KeyError" in settled[2].faults["message"][0]


def test_a_wrong_key_is_not_tried_twice(client: FrappePlatform, site: HttpPlatform) -> None:
	site.before = lambda method, sent: Reply.failing(401, "AuthenticationError")
	platform, waits = steady(client)
	with pytest.raises(DeliveryFault):
		platform.planned_reviews()
	assert not waits
