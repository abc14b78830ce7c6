"""The demo's messages moved in time, so that a demo site looks lived in on the day it is made."""

import copy
from datetime import date, datetime, timedelta
from typing import Any

from iro_module.demo.feed import Message
from iro_module.demo.messages import DEMO_AS_OF, demo_messages


def messages_until(today: date) -> list[Message]:
	"""The demo's messages as if its month had just ended: every date moved by the same number of whole weeks."""
	step = timedelta(weeks=(today - DEMO_AS_OF).days // 7)
	return [_moved(message, step) for message in demo_messages()]


def _moved(message: Message, step: timedelta) -> Message:
	moved = copy.deepcopy(message)
	if isinstance(moved.get("time"), str):
		moved["time"] = _moment(moved["time"], step)
	data = moved.get("data")
	if isinstance(data, dict):
		moved["data"] = {
			name: _day(value, step) if name.endswith("_date") else value for name, value in data.items()
		}
	return moved


def _day(value: Any, step: timedelta) -> Any:
	"""Dates that are wrong on purpose stay wrong."""
	try:
		return (date.fromisoformat(value) + step).isoformat()
	except (TypeError, ValueError):
		return value


def _moment(value: str, step: timedelta) -> str:
	try:
		return (
			(datetime.fromisoformat(value.replace("Z", "+00:00")) + step).isoformat().replace("+00:00", "Z")
		)
	except ValueError:
		return value
