"""The thread that talks to the platform: what it reports, and what it does not hide."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from integration_service import worker
from integration_service.addresses import broker_address
from integration_service.courier import Fate
from integration_service.delivery import Entry, Settled
from integration_service.frappe_client import FrappePlatform
from integration_service.last_rung import LastRung
from integration_service.setting_aside import Received, Siding
from integration_service.topology import DEFAULT_DELAYS
from integration_service.worker import Job, Report, Stuck, Worker
from tests.broker.queues import message
from tests.support.http_platform import HttpPlatform

SIDING = Siding(broker_address("amqp://127.0.0.1:1/"), DEFAULT_DELAYS)


def worker_of(platform: FrappePlatform) -> Worker:
	return Worker(platform, SIDING, LastRung(platform, DEFAULT_DELAYS))


def received(*numbers: int) -> tuple[Received, ...]:
	return tuple(
		Received(tag, message(number), "council.records", "a.b", None, None)
		for tag, number in enumerate(numbers, start=1)
	)


def report_of(working: Worker) -> Report:
	end = time.monotonic() + 10
	while (report := working.collect()) is None:
		assert time.monotonic() < end, "no report"
		time.sleep(0.01)
	return report


def test_copies_in_a_batch_are_sent_once_and_settled_together(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	working = worker_of(client)
	working.start()
	working.submit(Job(self_session := object(), received(1, 2, 1, 1)))
	report = report_of(working)
	assert report.job.session is self_session
	assert [[copy.tag for copy in one.copies] for one in report.handled] == [[1, 3, 4], [2]]
	assert {one.delivered.fate for one in report.handled} == {Fate.SETTLED}
	assert site.batch_sizes == [2]
	assert not working.busy


def test_the_question_of_health(client: FrappePlatform, site: HttpPlatform) -> None:
	working = worker_of(client)
	working.start()
	working.submit(Job(None))
	assert report_of(working).fault is None
	site.stop()
	working.submit(Job(None))
	assert report_of(working).fault is not None


class _Broken(FrappePlatform):
	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		raise ZeroDivisionError("an error that nobody foresaw")


def test_an_error_that_nobody_foresaw_ends_the_program(site: HttpPlatform) -> None:
	working = worker_of(_Broken(site.url, "", ""))
	working.start()
	working.submit(Job(None, received(1)))
	with pytest.raises(ZeroDivisionError):
		report_of(working)


def test_a_delivery_without_end_is_noticed(
	client: FrappePlatform, site: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	site.before = lambda method, sent: time.sleep(0.5)
	monkeypatch.setattr(worker, "STUCK_SECONDS", 0.1)
	working = worker_of(client)
	working.start()
	working.submit(Job(None, received(1)))
	with pytest.raises(Stuck):
		report_of(working)


def test_what_was_received_is_never_shown(tmp_path: Path) -> None:
	assert "Marigold" not in repr(received(1))
	assert "Marigold" not in repr(Job(None, received(1)))
