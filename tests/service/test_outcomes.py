"""What an answer of the platform means, and what follows: one table of `exc_type` and status."""

from __future__ import annotations

import pytest

from integration_service.outcomes import DeliveryFault, Trouble, classify
from integration_service.retry import (
	LONGEST_WAIT,
	Backoff,
	attempts_before,
	failure_headers,
	first_failed,
	next_delay,
)
from integration_service.topology import DEFAULT_DELAYS


@pytest.mark.parametrize(("status", "exc_type", "trouble"), [
	# 417 and 500 hold both kinds.
	(417, "ValidationError", Trouble.MESSAGE),
	(417, "MandatoryError", Trouble.MESSAGE),
	(417, "LinkValidationError", Trouble.MESSAGE),
	(417, "TimestampMismatchError", Trouble.LATER),
	(417, "DocumentLockedError", Trouble.LATER),
	(417, "AppNotInstalledError", Trouble.OURS),
	(500, "KeyError", Trouble.MESSAGE),
	(500, "TooManyWritesError", Trouble.MESSAGE),
	(500, "QueryDeadlockError", Trouble.AGAIN),
	(500, "QueryTimeoutError", Trouble.LATER),
	(500, "OperationalError", Trouble.LATER),
	(500, "SessionBootFailed", Trouble.LATER),
	(500, None, Trouble.LATER),
	(503, "RetryBatch", Trouble.AGAIN),
	(503, "InReadOnlyMode", Trouble.LATER),
	(503, "SessionStopped", Trouble.LATER),
	(503, None, Trouble.LATER),
	(502, None, Trouble.LATER),
	(504, None, Trouble.LATER),
	(508, None, Trouble.LATER),
	(429, "TooManyRequestsError", Trouble.LATER),
	(429, "RateLimitExceededError", Trouble.LATER),
	(429, None, Trouble.LATER),
	(401, "AuthenticationError", Trouble.OURS),
	(401, "SessionExpired", Trouble.OURS),
	(401, None, Trouble.OURS),
	(403, "PermissionError", Trouble.OURS),
	(403, None, Trouble.OURS),
	(404, None, Trouble.OURS),
	(404, "PageDoesNotExistError", Trouble.OURS),
	(404, "DoesNotExistError", Trouble.MESSAGE),
	(301, None, Trouble.OURS),
	(302, None, Trouble.OURS),
	(409, "DuplicateEntryError", Trouble.AGAIN),
	(409, None, Trouble.MESSAGE),
	(413, None, Trouble.MESSAGE),
	(400, "CSRFTokenError", Trouble.OURS),
	(204, None, Trouble.UNSURE),
])  # fmt: skip
def test_what_an_answer_means(status: int, exc_type: str | None, trouble: Trouble) -> None:
	assert classify(status, exc_type) is trouble


def test_waits_double_up_to_a_limit_and_vary() -> None:
	backoff = Backoff(1.0, 20.0)
	for full in (1, 2, 4, 8, 16, 20, 20):
		assert full / 2 <= backoff.next() <= full
	backoff.reset()
	assert backoff.next() <= 1.0
	assert len({Backoff(1.0, 20.0).next() for _ in range(20)}) > 1, "replicas would come back all at once"


def test_the_platform_may_ask_for_a_longer_wait_but_not_for_ever() -> None:
	assert Backoff(1.0, 20.0).next(at_least=60) == 60
	assert Backoff(1.0, 20.0).next(at_least=1e9) == LONGEST_WAIT
	assert Backoff(16.0, 20.0).next(at_least=1) >= 8


@pytest.mark.parametrize(("status", "exc_type", "busy"), [
	(429, "TooManyRequestsError", True),
	(429, "RateLimitExceededError", True),
	(429, None, True),
	(503, "SessionStopped", True),
	(503, "InReadOnlyMode", True),
	(503, None, True),
	(503, "RetryBatch", False),
	(503, "OperationalError", False),
	(502, None, False),
	(504, None, False),
	(500, "OperationalError", False),
	(None, "ReadTimeout", False),
])  # fmt: skip
def test_a_platform_that_takes_nothing_from_anybody(
	status: int | None, exc_type: str | None, busy: bool
) -> None:
	assert DeliveryFault(Trouble.LATER, "it does not take it", status=status, exc_type=exc_type).busy is busy


def test_a_failing_message_climbs_the_ladder() -> None:
	assert [next_delay(attempts, DEFAULT_DELAYS) for attempts in range(4)] == [*DEFAULT_DELAYS, None]


@pytest.mark.parametrize("value", [None, 5, "", "yesterday", "2026-05-01T10:00:00"])
def test_a_first_failure_that_says_nothing_sensible(value: object) -> None:
	assert first_failed({"x-iro-first-failed": value}) is None
	assert first_failed(None) is None


@pytest.mark.parametrize("value", [None, "3", 2.5, -1, 0, True, 10**9])
def test_a_header_that_says_nothing_sensible_counts_as_no_attempt(value: object) -> None:
	assert attempts_before({"x-iro-attempts": value}) == 0
	assert attempts_before(None) == 0


def test_headers_tell_why_how_often_since_when_and_from_where() -> None:
	fault = DeliveryFault(
		Trouble.MESSAGE, "the platform answered 417", status=417, exc_type="ValidationError"
	)
	first = failure_headers(
		{"council": "own header"}, fault, exchange="council.records", routing_key="a.b", version="1"
	)
	assert first["x-iro-attempts"] == 1
	again = failure_headers(first, fault, exchange="", routing_key="iro.records.v1", version="1")
	assert again["x-iro-attempts"] == 2
	assert again["x-iro-first-failed"] == first["x-iro-first-failed"]
	assert (again["x-iro-exchange"], again["x-iro-routing-key"]) == ("council.records", "a.b")
	assert (again["x-iro-status"], again["x-iro-exception"]) == (417, "ValidationError")
