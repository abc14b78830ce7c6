"""Logs as JSON lines on standard error, and what was counted. Ids only: no body, no name, no text of a record.

Exceptions are logged by class and place, never by their text, which may quote what somebody sent.
"""

import json
import logging
import sys
import traceback
from collections import Counter
from datetime import datetime, timezone
from typing import Any, TextIO

_LOGGER = logging.getLogger("integration_service")


class _JsonLine(logging.Formatter):
	def format(self, record: logging.LogRecord) -> str:
		moment = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
		line = {"time": moment, "level": record.levelname.lower(), "event": record.getMessage()}
		return json.dumps({**line, **getattr(record, "fields", {})}, default=str)


def configure(level: int = logging.INFO, stream: TextIO | None = None) -> None:
	"""Send our events to `stream`, by default standard error. Libraries are silenced: we say what they mean."""
	handler = logging.StreamHandler(stream or sys.stderr)
	handler.setFormatter(_JsonLine())
	_LOGGER.handlers[:] = [handler]
	_LOGGER.setLevel(level)
	_LOGGER.propagate = False
	for library in ("pika", "urllib3", "requests"):
		logging.getLogger(library).setLevel(logging.CRITICAL + 1)


def log(event: str, level: int = logging.INFO, **fields: Any) -> None:
	"""One event with its fields; fields that are None are left out."""
	given = {name: value for name, value in fields.items() if value is not None}
	_LOGGER.log(level, event, extra={"fields": given})


def place_of(problem: BaseException) -> str:
	"""`ValueError at consumer.py:12`: enough to find a fault of the program, and nothing of its data."""
	frames = traceback.extract_tb(problem.__traceback__)
	where = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
	return f"{type(problem).__name__}{where}"


class Counts(Counter[str]):
	"""How many messages met each fate since the start."""
