"""`publish` and `check` against a real broker."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from integration_service import topology
from tests.broker import queues
from tests.broker.queues import DELAYS, ROOT, message
from tests.support.http_platform import KEY, SECRET, HttpPlatform
from tests.support.rabbitmq import RabbitMQ

pytestmark = pytest.mark.broker


def iro_sync(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
	return subprocess.run(
		[sys.executable, "-m", "integration_service", *arguments],
		input=stdin,
		env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment},
		capture_output=True,
		timeout=60,
		check=False,
	)


def test_publish_sends_each_line_as_it_is_under_its_type(url: str, tmp_path: Path) -> None:
	queues.make(url)
	lines = [message(1), b'{"type": "a b"}', b"not JSON \xff", message(2)]
	file = tmp_path / "messages.jsonl"
	file.write_bytes(b"\r\n".join(lines) + b"\n\n")
	done = iro_sync("publish", str(file), IRO_SYNC_BROKER=url)
	assert done.returncode == 0, done.stderr
	assert b"4 messages published" in done.stdout
	with queues.connected(url) as connection:
		channel = connection.channel()
		taken = [channel.basic_get(topology.WORK_QUEUE, auto_ack=True) for _ in lines]
	assert [body for _, _, body in taken] == lines
	assert [method.routing_key for method, _, _ in taken] == [
		"uk.council.child.recorded", "unknown", "unknown", "uk.council.child.recorded"
	]  # fmt: skip
	assert [properties.message_id for _, properties, _ in taken] == ["M-1-1", None, None, "M-2-1"]
	assert {properties.delivery_mode for _, properties, _ in taken} == {2}


def test_publish_says_so_when_no_queue_takes_a_message(url: str) -> None:
	with queues.connected(url) as connection:
		connection.channel().exchange_declare(topology.EXCHANGE, "topic", durable=True)
	done = iro_sync("publish", "-", stdin=message(1), IRO_SYNC_BROKER=url)
	assert done.returncode == 3
	assert b"no queue takes" in done.stderr


def test_publish_says_so_when_there_is_no_exchange(url: str) -> None:
	done = iro_sync("publish", "-", stdin=message(1), IRO_SYNC_BROKER=url)
	assert done.returncode == 3
	assert b"iro-sync run makes the queues" in done.stderr


def check(url: str, site: HttpPlatform, **environment: str) -> tuple[int, dict[str, Any]]:
	given = {
		"IRO_SYNC_BROKER": url, "IRO_SYNC_PLATFORM": site.url, "IRO_SYNC_API_KEY": KEY, "IRO_SYNC_API_SECRET": SECRET,
		"IRO_SYNC_RETRY_DELAYS": ",".join(delay.label for delay in DELAYS),
	}  # fmt: skip
	done = iro_sync("check", "--json", **{**given, **environment})
	return done.returncode, json.loads(done.stdout)


def test_check_is_content_when_all_is_in_place(url: str, site: HttpPlatform) -> None:
	queues.make(url)
	code, found = check(url, site)
	assert code == 0, found
	assert found["ok"] is True
	about = {one["about"]: one["found"] for one in found["checks"]}
	assert about["broker version"].startswith("RabbitMQ 3.") or about["broker version"].startswith(
		"RabbitMQ 4."
	)
	assert about["queues"] == "all as they should be; 0 waiting, no service takes from it now"
	assert about["broker permissions"] == "the user may publish and take"


def test_check_changes_nothing_and_names_what_is_missing(url: str, site: HttpPlatform) -> None:
	code, found = check(url, site)
	assert code == 2
	assert sum("there is no queue" in one["found"] for one in found["checks"]) == len(topology.queues(DELAYS))
	assert check(url, site) == (code, found)


def test_check_sees_a_queue_with_other_arguments_and_leaves_it(url: str, site: HttpPlatform) -> None:
	queues.make(url)
	name = DELAYS[0].queue
	with queues.connected(url) as connection:
		channel = connection.channel()
		channel.queue_delete(name)
		channel.queue_declare(name, durable=True, arguments={"x-queue-type": "quorum"})
		channel.basic_publish("", name, b"{}")
	queues.wait_until(lambda: queues.ready(url, name) == 1)
	for _ in range(2):
		code, found = check(url, site)
		assert code == 2
		(one,) = [one for one in found["checks"] if one["state"] == "wrong"]
		assert one["found"] == f"{name} has other arguments than it should"
		assert "let the queue run empty" in one["advice"]
	assert queues.take(url, name), "it was left as it is"


def test_check_tries_what_the_user_may_do(own_broker: RabbitMQ, site: HttpPlatform) -> None:
	limited = ["add_user", "limited", "password-of-tests"]
	own_broker.control(*limited)
	try:
		as_limited = {"IRO_SYNC_BROKER_USER": "limited", "IRO_SYNC_BROKER_PASSWORD": limited[-1]}
		for write, read, words in (
			("nothing", ".*", "the user may not set messages aside"),
			(".*", "nothing", "the user may not take messages"),
		):
			own_broker.control("set_permissions", "--vhost", "tests", "limited", "nothing", write, read)
			code, found = check(own_broker.url(), site, **as_limited)
			assert code == 2
			assert [one["found"] for one in found["checks"] if one["state"] == "wrong"] == [words]
		own_broker.control("set_permissions", "--vhost", "tests", "limited", "nothing", ".*", ".*")
		code, found = check(own_broker.url(), site, **as_limited)
		assert code == 0, found
	finally:
		own_broker.control("delete_user", "limited")


def test_check_tells_a_wrong_password_from_a_broker_that_is_not_there(url: str, site: HttpPlatform) -> None:
	code, found = check(url, site, IRO_SYNC_BROKER_PASSWORD="wrong")
	assert code == 2
	assert any("refuses the user and password" in one["found"] for one in found["checks"])
	code, found = check("amqp://127.0.0.1:1/", site)
	assert code == 3


def test_check_counts_parked_messages(url: str, site: HttpPlatform) -> None:
	queues.make(url)
	with queues.connected(url) as connection:
		connection.channel().basic_publish("", topology.PARKED_QUEUE, b"{}")
	queues.wait_until(lambda: queues.ready(url, topology.PARKED_QUEUE) == 1)
	for _ in range(5):
		code, found = check(url, site)
		assert code == 2
		(one,) = [one for one in found["checks"] if one["about"] == "parked messages"]
		assert one["found"].startswith("1 that")
		assert "parked list" in one["advice"]
