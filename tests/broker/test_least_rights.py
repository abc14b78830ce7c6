"""The users of deploy/rabbitmq/definitions.json can do their work with the rights that stand there, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from pika.exceptions import ChannelClosedByBroker

from integration_service import topology
from tests.broker import queues
from tests.broker.queues import DELAYS, ROOT, Service, ids, message
from tests.support.http_platform import HttpPlatform, Reply
from tests.support.rabbitmq import RabbitMQ

pytestmark = pytest.mark.broker
PASSWORD = "password-of-tests"
RIGHTS = json.loads((ROOT / "deploy" / "rabbitmq" / "definitions.json").read_text())["permissions"]


@pytest.fixture
def url_of(own_broker: RabbitMQ) -> Iterator[Callable[[str], str]]:
	"""Makes the two users on a broker without any queue of ours; gives the address for each."""
	queues.wipe(own_broker.url())
	for right in RIGHTS:
		own_broker.control("add_user", right["user"], PASSWORD)
		given = [right[kind] for kind in ("configure", "write", "read")]
		own_broker.control("set_permissions", "--vhost", "tests", right["user"], *given)
	yield lambda user: f"amqp://{quote(user)}:{PASSWORD}@127.0.0.1:{own_broker.port}/tests"
	for right in RIGHTS:
		own_broker.control("delete_user", right["user"])


def test_the_service_makes_what_it_needs_takes_and_sets_aside(
	url_of: Callable[[str], str], site: HttpPlatform, service: Callable[..., Service]
) -> None:
	running = service(url_of("iro-sync"))
	running.start()
	site.before = lambda method, sent: (
		Reply.failing(500, "KeyError")
		if any(entry["id"] == ids([1])[0] for entry in sent.get("entries", ()))
		else None
	)
	queues.publish(url_of("council-records"), [message(1), message(2)])
	site.wait_until_applied(ids([2]))
	running.wait_for("message_waits")
	assert running.terminate() == 0


def test_the_council_may_publish_and_nothing_else(url_of: Callable[[str], str], own_broker: RabbitMQ) -> None:
	queues.make(own_broker.url())
	with queues.connected(url_of("council-records")) as connection:
		for attempt in (
			lambda channel: channel.basic_get(topology.WORK_QUEUE),
			lambda channel: channel.queue_delete(DELAYS[0].queue),
			lambda channel: channel.queue_declare("theirs"),
			lambda channel: channel.exchange_declare("theirs"),
		):
			with pytest.raises(ChannelClosedByBroker) as closed:
				attempt(connection.channel())
			assert closed.value.reply_code == topology.NOT_ALLOWED
