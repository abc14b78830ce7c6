"""`iro-sync demo`: a month of a fictitious council's messages through the embedded platform."""

import json
from datetime import date

from integration_service.files import Line
from iro_module.demo.messages import DEMO_AS_OF, demo_messages

BATCH_MESSAGES = 20
"""Small, so that one can watch."""


def demo_day() -> date:
	"""The day as of which the demo is told; fixed, so that it looks the same whenever it is run."""
	return DEMO_AS_OF


def demo_lines() -> list[Line]:
	"""The messages, numbered as the lines of a file would be."""
	return [
		Line(number, json.dumps(message, ensure_ascii=False).encode())
		for number, message in enumerate(demo_messages(), start=1)
	]
