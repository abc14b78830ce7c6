"""Messages on which the platform fails, put out of the way on a real broker."""

from __future__ import annotations

import pytest

from integration_service import topology
from integration_service.addresses import broker_address
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.retry import ATTEMPTS
from integration_service.setting_aside import Failed, Received, Siding
from tests.broker import queues
from tests.broker.queues import DELAYS, message

pytestmark = pytest.mark.broker
FAULT = DeliveryFault(Trouble.MESSAGE, "the platform answered 500 KeyError", status=500, exc_type="KeyError")


def received(number: int, attempts: int) -> Received:
	headers = {ATTEMPTS: attempts} if attempts else None
	return Received(number, message(number), topology.EXCHANGE, "a.b", f"M-{number}", headers)


def given_up(*numbers: int) -> list[Failed]:
	return [Failed(received(number, len(DELAYS)), FAULT, park=True) for number in numbers]


def test_each_rung_is_a_queue_of_its_own(url: str) -> None:
	siding = Siding(broker_address(url), DELAYS)
	put = siding.put([Failed(received(number, number), FAULT) for number in range(4)])
	longest = DELAYS[-1].queue
	assert [one.queue for one in put] == [*[delay.queue for delay in DELAYS], longest, longest]
	assert [one.attempts for one in put] == [1, 2, 3, 4]
	assert siding.put(given_up(1))[0].queue == topology.PARKED_QUEUE


def test_a_message_comes_back_by_itself_when_its_wait_is_over(url: str) -> None:
	Siding(broker_address(url), DELAYS).put([Failed(received(1, 0), FAULT)])
	queues.wait_until(lambda: queues.ready(url) == 1)
	((properties, body),) = queues.take(url, topology.WORK_QUEUE)
	assert body == message(1)
	assert properties.headers[ATTEMPTS] == 1


def test_a_parking_queue_that_is_missing_is_made_again(url: str) -> None:
	queues.make(url)
	with queues.connected(url) as connection:
		connection.channel().queue_delete(topology.PARKED_QUEUE)
	(put,) = Siding(broker_address(url), DELAYS).put(given_up(1))
	assert put.queue == topology.PARKED_QUEUE
	assert queues.ready(url, topology.PARKED_QUEUE) == 1


def test_what_cannot_be_set_aside_is_held() -> None:
	put = Siding(broker_address("amqp://127.0.0.1:1/"), DELAYS).put(given_up(1, 2))
	assert [one.queue for one in put] == [None, None]
	assert {one.fault.trouble for one in put} == {Trouble.LATER}
