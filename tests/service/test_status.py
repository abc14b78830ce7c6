"""What an operator's tools see of a running service: alive, ready, measured, and nothing of a child."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest
import requests

from integration_service import status, topology
from integration_service.addresses import AddressFault, StatusAddress, status_address
from integration_service.courier import Delivered, Fate
from integration_service.delivery import Settled
from integration_service.metrics import Metrics
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.reading import entry_of
from integration_service.setting_aside import Aside, Received
from integration_service.status import Pulse, StatusFault
from integration_service.worker import Handled, Job, Report
from iro_module.domain.intake import Faults, Outcome
from tests.broker.queues import NAMES, message, message_id
from tests.support.http_platform import HttpPlatform
from tests.support.processes import free_ports

TODAY = HttpPlatform(Path()).as_of
NOW = 1_790_000_000.0
POISON = DeliveryFault(Trouble.MESSAGE, "the platform answered 500 KeyError", status=500, exc_type="KeyError")


def handled(
	body: bytes, delivered: Delivered, aside: Aside | None = None, seconds_ago: float = 2.0
) -> Handled:
	received = Received(1, body, "council.records", "a.b", None, None, NOW - seconds_ago)
	return Handled((received,), entry_of(body, TODAY), delivered, aside)


def stored(outcome: Outcome, faults: Faults | None = None, fault: DeliveryFault | None = None) -> Delivered:
	return Delivered(Fate.SETTLED, Settled(outcome, message_id(1), faults or {}), fault)


def value(metrics: Metrics, name: str, **labels: str) -> Any:
	return metrics.registry.get_sample_value(f"iro_sync_{name}", labels)


def test_what_became_of_messages_is_counted_by_outcome_and_reason() -> None:
	metrics = Metrics()
	refused = Outcome.REFUSED
	metrics.settled(
		Report(
			Job(None),
			(
				handled(message(1), stored(Outcome.APPLIED)),
				handled(message(2), stored(Outcome.DUPLICATE)),
				handled(b"not JSON", stored(refused, {"message": ["is not JSON"]})),
				handled(message(3), stored(refused, {"id": ["came before"]})),
				handled(message(4), stored(refused, {"message": ["could not be saved"]})),
				handled(message(5), stored(refused, {"message": ["failed 4 times"]}, POISON)),
				handled(
					message(6),
					Delivered(Fate.GIVEN_UP, fault=POISON),
					Aside(topology.PARKED_QUEUE, 4, POISON),
				),
				handled(
					message(7),
					Delivered(Fate.BLAMED, fault=POISON),
					Aside("iro.records.retry.10s.v1", 1, POISON),
				),
				handled(message(8), Delivered(Fate.HELD, fault=POISON)),
			),
			seconds=0.3,
		),
		NOW,
	)
	assert {one.value: value(metrics, "messages_total", outcome=one.value) for one in Outcome} == {
		"applied": 1, "duplicate": 1, "stale": 0, "refused": 4
	}  # fmt: skip
	reasons = ("contract", "conflict", "not saved", "failed again and again")
	assert [value(metrics, "refused_total", reason=one) for one in reasons] == [1, 1, 1, 1]
	assert value(metrics, "parked_total", reason="message") == 1
	assert value(metrics, "waiting_total", reason="message") == 1
	assert value(metrics, "delivery_seconds_count") == 8, "what is held is not settled"
	assert value(metrics, "delivery_seconds_sum") == 16
	assert value(metrics, "batch_seconds_sum") == 0.3
	assert value(metrics, "last_settled_timestamp_seconds") == NOW


def test_states_of_broker_site_and_queues() -> None:
	metrics = Metrics()
	metrics.broker(up=False, refuses_us=True)
	metrics.platform(DeliveryFault(Trouble.OURS, "the platform answered 403", status=403))
	metrics.queues({"work": 7, "parked": 2})
	metrics.in_hand(3, NOW - 40, NOW)
	assert value(metrics, "refuses_us", side="broker") == value(metrics, "refuses_us", side="platform") == 1
	assert (
		value(metrics, "queue_messages", queue="work"),
		value(metrics, "queue_messages", queue="parked"),
	) == (7, 2)
	assert (value(metrics, "in_hand"), value(metrics, "oldest_seconds")) == (3, 40)
	assert value(metrics, "holds_total", reason="ours") == 1
	metrics.broker(up=True)
	metrics.platform(None)
	metrics.in_hand(0, None, NOW)
	assert value(metrics, "broker_up") == value(metrics, "platform_up") == 1
	assert value(metrics, "refuses_us", side="broker") == value(metrics, "refuses_us", side="platform") == 0
	assert value(metrics, "oldest_seconds") == 0


def test_nothing_of_a_message_stands_in_the_metrics() -> None:
	metrics = Metrics()
	faults = {NAMES[0]: [NAMES[1]], "data.record_version": [message_id(1)]}
	metrics.settled(Report(Job(None), (handled(message(1), stored(Outcome.REFUSED, faults)),)), NOW)
	text = metrics.as_text().decode()
	assert not [one for one in (*NAMES, message_id(1), "CH-1", "urn:tests") if one in text]


@pytest.fixture
def address() -> StatusAddress:
	return StatusAddress("127.0.0.1", free_ports(1)[0])


def test_alive_and_ready_are_two_questions(address: StatusAddress) -> None:
	pulse = Pulse()
	with status.served(address, pulse, Metrics()):
		healthz, readyz = (f"http://{address}/{name}" for name in ("healthz", "readyz"))
		assert requests.get(healthz, timeout=5).status_code == 200
		answer = requests.get(readyz, timeout=5)
		assert (answer.status_code, answer.json()["because"]) == (503, "not connected to the broker yet")
		pulse.ready(None)
		assert requests.get(readyz, timeout=5).json() == {"ready": True, "because": None}
		pulse.ready("the platform answered 502")
		assert requests.get(readyz, timeout=5).status_code == 503
		assert requests.get(healthz, timeout=5).status_code == 200, "a restart would not help"
		pulse.beat_at = time.monotonic() - status.DEAD_SECONDS - 1
		assert requests.get(healthz, timeout=5).status_code == 503
		pulse.beat()
		assert requests.get(healthz, timeout=5).status_code == 200
		assert "iro_sync_received_total 0.0" in requests.get(f"http://{address}/metrics", timeout=5).text
		assert requests.get(f"http://{address}/", timeout=5).status_code == 404
	with pytest.raises(requests.exceptions.ConnectionError):
		requests.get(healthz, timeout=5)


def test_a_port_that_is_taken_is_named(address: StatusAddress) -> None:
	with (
		status.served(address, Pulse(), Metrics()),
		pytest.raises(StatusFault, match=f"IRO_SYNC_STATUS: cannot listen at {address}"),
		status.served(address, Pulse(), Metrics()),
	):
		pytest.fail("two listen at one port")


@pytest.mark.parametrize(
	"text", ["9639", "127.0.0.1", "127.0.0.1:", ":9639", "host:99999", "http://host:1", "a:1/x"]
)
def test_addresses_that_cannot_be_used(text: str) -> None:
	with pytest.raises(AddressFault):
		status_address(text)


def test_an_address() -> None:
	assert status_address("0.0.0.0:9639") == StatusAddress("0.0.0.0", 9639)  # noqa: S104


def test_systemd_is_told_when_it_has_started_and_that_it_lives(
	tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
	path = tmp_path / "notify"
	with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
		systemd.bind(str(path))
		systemd.settimeout(5)
		monkeypatch.setenv("NOTIFY_SOCKET", str(path))
		pulse = Pulse()
		pulse.ready("not yet")
		pulse.started()
		pulse.started()
		pulse.beat()
		pulse.beat()
		assert [systemd.recv(99) for _ in range(2)] == [b"READY=1", b"WATCHDOG=1"]
		systemd.setblocking(False)
		with pytest.raises(BlockingIOError):
			systemd.recv(99)


def test_an_answer_is_json(address: StatusAddress) -> None:
	with status.served(address, Pulse(), Metrics()):
		answer = requests.get(f"http://{address}/healthz", timeout=5)
	assert json.loads(answer.content) == {"alive": True}
	assert "Python" not in answer.headers["Server"]
