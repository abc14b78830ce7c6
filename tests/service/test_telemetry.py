"""Logs: JSON lines with ids, and nothing that somebody sent."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from integration_service.telemetry import configure, log, place_of


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
	stream = io.StringIO()
	configure(logging.INFO, stream)
	yield stream
	logging.getLogger("integration_service").handlers.clear()


def test_an_event_is_one_line_of_json(lines: io.StringIO) -> None:
	log("message_refused", logging.WARNING, id="M-1", source=None, paths=["data.start_date"])
	(line,) = lines.getvalue().splitlines()
	event = json.loads(line)
	assert (event.pop("level"), event.pop("event")) == ("warning", "message_refused")
	assert event.pop("time").endswith("+00:00")
	assert event == {"id": "M-1", "paths": ["data.start_date"]}


def test_a_fault_of_the_program_is_told_by_its_place(lines: io.StringIO) -> None:
	with pytest.raises(ValueError, match="Marigold") as raised:
		int("Marigold")
	assert place_of(raised.value).startswith("ValueError at test_telemetry.py:")
	assert "Marigold" not in place_of(raised.value)


def test_libraries_are_silent(lines: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
	logging.getLogger("pika.adapters").error("Marigold")
	logging.getLogger("urllib3.connectionpool").warning("Marigold")
	assert "Marigold" not in lines.getvalue() + capsys.readouterr().err
