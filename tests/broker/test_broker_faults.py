"""The consumer and the broker fail in every way we could think of; nothing is lost and nothing applied twice."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

import pytest
from pika.exceptions import AMQPError

from integration_service import topology
from integration_service.publishing import Publisher, Unroutable
from tests.broker import queues
from tests.broker.queues import Service, ids, message
from tests.support.http_platform import HttpPlatform
from tests.support.rabbitmq import RabbitMQ

pytestmark = pytest.mark.broker
MakeService = Callable[..., Service]


def test_killing_the_service_again_and_again_loses_nothing(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	queues.make(url)
	queues.publish(url, [message(number) for number in range(600)])
	dice = random.Random(11)
	site.before = lambda method, sent: time.sleep(dice.uniform(0.0, 0.03))
	site.after = lambda method, sent: time.sleep(dice.uniform(0.0, 0.03))
	for _ in range(8):
		running = service(url, IRO_SYNC_BATCH_SIZE="7")
		running.start()
		time.sleep(dice.uniform(0.05, 0.5))
		running.kill()
	last = service(url)
	last.start()
	site.wait_until_applied(ids(range(600)))
	queues.wait_until(lambda: queues.ready(url) == 0)
	assert last.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert queues.everything_waiting(url) == {}, "crashes are no verdict on a message"


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_a_broker_that_goes_and_comes_back_is_met_again(
	own_broker: RabbitMQ, site: HttpPlatform, service: MakeService, how: str
) -> None:
	url = own_broker.url()
	running = service(url)
	running.start()
	confirmed: list[int] = []
	stop = threading.Event()
	feeder = threading.Thread(target=_feed, args=(url, confirmed, stop))
	feeder.start()
	try:
		queues.wait_until(lambda: len(confirmed) > 50)
		getattr(own_broker, how)()
		time.sleep(0.5)
		own_broker.start()
		before = len(confirmed)
		queues.wait_until(lambda: len(confirmed) > before + 50, 40, "the feeder never came back")
	finally:
		stop.set()
		feeder.join()
	site.wait_until_applied(ids(confirmed), 40)
	assert running.terminate() == 0
	assert set(site.applied().values()) == {1}
	assert running.events("broker_lost")
	assert len(running.events("connected")) >= 2


def _feed(url: str, confirmed: list[int], stop: threading.Event) -> None:
	"""Publish, and note what the broker confirmed; connect again whenever it goes."""
	number = 0
	while not stop.is_set():
		try:
			with queues.connected(url) as connection:
				publisher = Publisher(connection)
				while not stop.is_set():
					number += 1
					publisher.send(topology.EXCHANGE, "test", message(number), message_id=None)
					confirmed.append(number)
					time.sleep(0.002)
		except (AMQPError, OSError, Unroutable):
			time.sleep(0.1)


def test_a_queue_that_is_removed_is_made_again(url: str, site: HttpPlatform, service: MakeService) -> None:
	running = service(url)
	running.start()
	with queues.connected(url) as connection:
		connection.channel().queue_delete(topology.WORK_QUEUE)
	running.wait_for("consuming", 2)
	queues.publish(url, [message(1)])
	site.wait_until_applied(ids([1]))


def test_a_frozen_broker_is_noticed_by_its_missing_heartbeats(
	own_broker: RabbitMQ, site: HttpPlatform, service: MakeService
) -> None:
	running = service(own_broker.url(), IRO_SYNC_HEARTBEAT="5")
	running.start()
	own_broker.pause()
	try:
		running.wait_for("broker_lost", seconds=45)
	finally:
		own_broker.resume()
	running.wait_for("consuming", 2)
	queues.publish(own_broker.url(), [message(1)])
	site.wait_until_applied(ids([1]))


def test_a_broker_that_no_longer_takes_our_password_raises_an_alarm(
	own_broker: RabbitMQ, site: HttpPlatform, service: MakeService
) -> None:
	user, password = "revoked", "password-of-tests"
	own_broker.control("add_user", user, password)
	own_broker.control("set_permissions", "--vhost", "tests", user, ".*", ".*", ".*")
	try:
		running = service(own_broker.url(), IRO_SYNC_BROKER_USER=user, IRO_SYNC_BROKER_PASSWORD=password)
		running.start()
		own_broker.control("change_password", user, "another")
		own_broker.control("close_all_user_connections", user, "its password changed")
		running.wait_for("broker_refuses_us", seconds=30)
		(alarm, *_) = running.events("broker_refuses_us")
		assert alarm["level"] == "critical"
		assert "IRO_SYNC_BROKER_PASSWORD" in alarm["fault"]
		assert password not in running.log.read_text()
		own_broker.control("change_password", user, password)
		running.wait_for("consuming", 2, 60)
		queues.publish(own_broker.url(), [message(1)])
		site.wait_until_applied(ids([1]))
		assert running.terminate() == 0
	finally:
		own_broker.control("delete_user", user)


def test_a_queue_with_other_arguments_is_reported_and_left_alone(
	url: str, site: HttpPlatform, service: MakeService
) -> None:
	with queues.connected(url) as connection:
		connection.channel().queue_declare(topology.WORK_QUEUE, durable=True)
	running = service(url)
	assert running.start_and_end() == 2
	assert "other arguments" in running.log.read_text()
