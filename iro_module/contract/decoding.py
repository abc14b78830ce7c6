"""Bytes to a JSON object, with nothing let through that a store, a screen or a re-encoder chokes on later.

JSON after RFC 8259, narrowed: UTF-8 without byte order mark, no name twice in an object, finite numbers,
whole numbers of at most 19 digits, no control characters and no half characters in texts.
"""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from iro_module.contract.faults import WHOLE, add, path_of
from iro_module.domain.intake import Faults

MOST_BYTES = 1_000_000
"""The largest message: 1 MB, a thousand times the usual size."""

_MOST_LEVELS = 20
_MOST_DIGITS = 19

_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
_TOO_DEEP = "is nested too deeply: objects and lists within each other, more than the contract has"

_MARKS = {
	b"\xef\xbb\xbf": "starts with a byte order mark; send UTF-8 without it",
	b"\xff\xfe": "looks like UTF-16 or UTF-32; send UTF-8",
	b"\xfe\xff": "looks like UTF-16; send UTF-8",
	b"\x00\x00\xfe\xff": "looks like UTF-32; send UTF-8",
}


@dataclass(frozen=True, slots=True)
class Decoded:
	"""The object, None where there is none; and the faults of its texts and numbers, each at its path."""

	value: dict[str, Any] | None
	faults: Faults


class _NotAnObjectError(ValueError):
	"""The bytes are not one JSON object; the text says why."""


@dataclass(frozen=True, slots=True)
class _Unusable:
	"""Stands where a number cannot be used."""

	fault: str


class _Repeating(dict[str, Any]):
	"""An object in which names came more than once; the last value of each is kept."""

	repeated: frozenset[str] = frozenset()


def decode(body: bytes) -> Decoded:
	"""Read the JSON object in `body`; every fault is returned, none is raised."""
	try:
		value = _parsed(_text(body))
	except _NotAnObjectError as fault:
		return Decoded(None, {WHOLE: [str(fault)]})
	faults: Faults = {}
	_inspect(value, (), faults)
	return Decoded(value, faults)


def _text(body: bytes) -> str:
	if len(body) > MOST_BYTES:
		raise _NotAnObjectError(f"has {len(body):,} bytes; a message may have at most {MOST_BYTES:,}")
	for mark, fault in _MARKS.items():
		if body.startswith(mark):
			raise _NotAnObjectError(fault)
	if b"\x00" in body[:4]:
		raise _NotAnObjectError("holds zero bytes, as UTF-16 and UTF-32 do; send UTF-8")
	try:
		text = body.decode("utf-8")
	except UnicodeDecodeError as error:
		raise _NotAnObjectError(f"is not UTF-8 from byte {error.start + 1:,} on; send UTF-8") from None
	if not text.strip():
		raise _NotAnObjectError("is empty")
	return text


def _parsed(text: str) -> dict[str, Any]:
	try:
		value = json.loads(
			text,
			strict=False,  # control characters are found below, at their path
			object_pairs_hook=_object,
			parse_int=_whole_number,
			parse_float=_number,
			parse_constant=_constant,
		)
	except json.JSONDecodeError as error:
		place = f"line {error.lineno:,}, column {error.colno:,}"
		raise _NotAnObjectError(f"is not JSON at {place}: {error.msg}") from None
	except RecursionError:
		raise _NotAnObjectError(_TOO_DEEP) from None
	if not isinstance(value, dict):
		raise _NotAnObjectError(
			'is not a JSON object: it must be one message in braces, {"specversion": ...}'
		)
	return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
	members = dict(pairs)
	if len(members) == len(pairs):
		return members
	repeating = _Repeating(members)
	times = Counter(name for name, _ in pairs)
	repeating.repeated = frozenset(name for name in members if times[name] > 1)
	return repeating


def _whole_number(text: str) -> int | _Unusable:
	if len(text.lstrip("-")) > _MOST_DIGITS:
		return _Unusable(f"is too large a number: at most {_MOST_DIGITS} digits")
	return int(text)


def _number(text: str) -> float | _Unusable:
	value = float(text)
	return value if math.isfinite(value) else _Unusable("is too large a number")


def _constant(text: str) -> _Unusable:
	return _Unusable(f"is {text}, which is not a number in JSON")


def _inspect(value: Any, steps: tuple[str | int, ...], faults: Faults) -> None:
	if isinstance(value, str):
		if _UNWANTED.search(value):
			add(faults, path_of(*steps), _unwanted(value))
	elif isinstance(value, _Unusable):
		add(faults, path_of(*steps), value.fault)
	elif isinstance(value, (dict, list)):
		if len(steps) >= _MOST_LEVELS:
			add(faults, WHOLE, _TOO_DEEP)
			return
		if isinstance(value, _Repeating):
			for name in sorted(value.repeated):
				add(faults, path_of(*steps, name), "is given more than once; give each field once")
		for step, member in value.items() if isinstance(value, dict) else enumerate(value):
			_inspect(member, (*steps, step), faults)


def _unwanted(text: str) -> str:
	if _HALF.search(text):
		return "holds half a character (an unpaired surrogate); send the whole character"
	return "holds control characters (such as NUL, tab or line break); take them out"
