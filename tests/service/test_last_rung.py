"""The top of the ladder: stored as refused where the platform can keep it, parked where not, and never an innocent."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from integration_service import last_rung
from integration_service.courier import Delivered, Fate
from integration_service.frappe_client import FrappePlatform
from integration_service.last_rung import LastRung
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.reading import entry_of
from integration_service.retry import ATTEMPTS, FIRST_FAILED
from integration_service.setting_aside import Received
from integration_service.topology import DEFAULT_DELAYS
from iro_module.domain.intake import Outcome
from tests.broker.queues import NAMES, message, message_id
from tests.support.http_platform import HttpPlatform, Reply

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=timezone.utc)
TOP = len(DEFAULT_DELAYS)
POISON = DeliveryFault(Trouble.MESSAGE, "the platform answered 500 KeyError", status=500, exc_type="KeyError")
HANGING = DeliveryFault(Trouble.UNSURE, "it gave no answer within 30 s")


class _At:
	"""A clock that the test sets."""

	def __init__(self) -> None:
		self.moment = NOON

	def __call__(self) -> datetime:
		return self.moment


def received(attempts: int = TOP) -> Received:
	headers = {ATTEMPTS: attempts, FIRST_FAILED: NOON.isoformat()}
	return Received(1, message(1), "council.records", "a.b", message_id(1), headers)


def judged(
	rung: LastRung, site: HttpPlatform, fault: DeliveryFault = POISON, attempts: int = TOP
) -> Delivered:
	entry = entry_of(message(1), site.as_of)
	return rung.judge(received(attempts), entry, Delivered(Fate.BLAMED, fault=fault))


def applied_later(platform: FrappePlatform) -> LastRung:
	"""Another message was applied after this one failed for the first time."""
	clock = _At()
	rung = LastRung(platform, DEFAULT_DELAYS, clock)
	clock.moment = NOON + timedelta(minutes=1)
	rung.applied()
	return rung


def failing(reply: Reply) -> Any:
	return lambda method, sent: reply if method == "ingest" else None


@pytest.mark.parametrize("fault", [POISON, HANGING], ids=["fails", "hangs"])
def test_what_the_platform_fails_on_again_and_again_is_kept_there_as_refused(
	client: FrappePlatform, site: HttpPlatform, fault: DeliveryFault
) -> None:
	found = judged(applied_later(client), site, fault)
	assert found.fate is Fate.SETTLED
	assert found.settled is not None
	assert found.settled.outcome is Outcome.REFUSED
	(words,) = found.settled.faults["message"]
	assert f"failed on this message {TOP + 1} times" in words
	assert fault.summary in words
	assert "retry it here" in words
	assert not [name for name in NAMES if name in words]
	assert site.notify == {False}


def test_a_message_that_was_applied_all_the_same_is_a_duplicate(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	client.ingest([entry_of(message(1), site.as_of)], notify=True)
	found = judged(applied_later(client), site, HANGING)
	assert found.settled is not None
	assert found.settled.outcome is Outcome.DUPLICATE
	assert site.applied() == {message_id(1): 1}


def test_below_the_top_nothing_is_asked(client: FrappePlatform, site: HttpPlatform) -> None:
	for attempts in range(TOP):
		assert judged(applied_later(client), site, attempts=attempts).fate is Fate.BLAMED
	assert not site.calls


def test_it_is_given_up_only_where_the_report_fails_too(client: FrappePlatform, site: HttpPlatform) -> None:
	site.before = failing(Reply.failing(417, "ValidationError"))
	found = judged(applied_later(client), site)
	assert (found.fate, found.fault) == (Fate.GIVEN_UP, POISON)


@pytest.mark.parametrize(("reply", "fate"), [
	(Reply.failing(503, "InReadOnlyMode"), Fate.HELD),
	(Reply.failing(429, "RateLimitExceededError"), Fate.HELD),
	(Reply.failing(403, "PermissionError"), Fate.HELD),
	(Reply(502, b""), Fate.BLAMED),
	(Reply(200, b"", hang_up=0), Fate.BLAMED),
])  # fmt: skip
def test_a_report_that_is_not_answered_gives_nothing_up(
	client: FrappePlatform, site: HttpPlatform, reply: Reply, fate: Fate
) -> None:
	site.before = failing(reply)
	assert judged(applied_later(client), site, HANGING).fate is fate


def test_a_report_that_is_never_answered_is_given_up_in_the_end(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	site.before = failing(Reply(200, b"", hang_up=0))
	rung = applied_later(client)
	assert judged(rung, site, HANGING, last_rung.MOST_ATTEMPTS - 1).fate is Fate.BLAMED
	assert judged(rung, site, HANGING, last_rung.MOST_ATTEMPTS).fate is Fate.GIVEN_UP


@pytest.mark.parametrize("minutes", [None, -1, 0])
def test_a_platform_that_applies_nothing_is_no_verdict_on_a_message(
	client: FrappePlatform, site: HttpPlatform, minutes: int | None
) -> None:
	"""Nothing was applied since this message failed for the first time: all may fail alike."""
	clock = _At()
	rung = LastRung(client, DEFAULT_DELAYS, clock)
	if minutes is not None:
		clock.moment = NOON + timedelta(minutes=minutes)
		rung.applied()
	assert judged(rung, site).fate is Fate.BLAMED
	assert not site.calls
	site.before = failing(Reply.failing(417, "ValidationError"))
	assert judged(rung, site, attempts=last_rung.MOST_ATTEMPTS).fate is Fate.BLAMED, "never parked unproved"
	site.before = lambda method, sent: None
	assert judged(rung, site, attempts=last_rung.MOST_ATTEMPTS).fate is Fate.SETTLED, "but not for ever"


def test_many_in_a_row_and_none_applied_is_an_alarm(
	client: FrappePlatform, site: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	monkeypatch.setattr(last_rung, "MOST_UNPROVED", 2)
	rung = LastRung(client, DEFAULT_DELAYS, _At())
	assert [judged(rung, site).fate for _ in range(3)] == [Fate.BLAMED, Fate.BLAMED, Fate.HELD]
	fault = judged(rung, site).fault
	assert fault is not None
	assert fault.trouble is Trouble.OURS
	rung.applied()
	assert judged(rung, site).fate is Fate.BLAMED
