"""The status port of a running service."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests

from tests.broker import queues
from tests.broker.queues import NAMES, Service, ids, message
from tests.support.http_platform import HttpPlatform, Reply
from tests.support.processes import free_ports

pytestmark = pytest.mark.broker
MakeService = Callable[..., Service]


def test_an_operator_sees_what_it_does(url: str, site: HttpPlatform, service: MakeService) -> None:
	address = f"127.0.0.1:{free_ports(1)[0]}"

	def metrics() -> dict[str, float]:
		lines = requests.get(f"http://{address}/metrics", timeout=5).text.splitlines()
		assert not [name for name in NAMES if name in "".join(lines)]
		return {
			name: float(value)
			for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
		}

	running = service(url, IRO_SYNC_STATUS=address, IRO_SYNC_PATIENCE="1s")
	running.start()
	assert requests.get(f"http://{address}/readyz", timeout=5).status_code == 200
	queues.publish(url, [message(number) for number in range(20)] + [b"not JSON"])
	site.wait_until_applied(ids(range(20)))
	queues.wait_until(lambda: metrics()["iro_sync_received_total"] == 21)
	queues.wait_until(lambda: metrics()['iro_sync_refused_total{reason="contract"}'] == 1)
	seen = metrics()
	assert seen['iro_sync_messages_total{outcome="applied"}'] == 20
	assert seen["iro_sync_delivery_seconds_count"] == 21
	assert seen["iro_sync_broker_up"] == seen["iro_sync_platform_up"] == 1
	assert seen['iro_sync_queue_messages{queue="parked"}'] == 0

	site.before = lambda method, sent: Reply.failing(403, "PermissionError")
	queues.publish(url, [message(99)])
	running.wait_for("platform_refuses_us")
	answer = requests.get(f"http://{address}/readyz", timeout=5)
	assert answer.status_code == 503
	assert "403" in answer.json()["because"]
	assert requests.get(f"http://{address}/healthz", timeout=5).status_code == 200
	seen = metrics()
	assert seen["iro_sync_platform_up"] == 0
	assert seen['iro_sync_refuses_us{side="platform"}'] == 1
	assert running.terminate() == 0


def test_a_port_that_is_taken_ends_the_program_with_words(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	running = service(url, IRO_SYNC_STATUS=f"127.0.0.1:{site.port}")
	assert running.start_and_end() == 2
	assert "IRO_SYNC_STATUS: cannot listen" in running.log.read_text()
