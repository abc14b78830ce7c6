"""Every fault of a message, in words for a data officer, under the path of the value at fault.

Faults are kept and shown, so they never repeat names, dates or free text of the message.
"""

import re
from collections.abc import Mapping
from typing import Any

from iro_module.domain.intake import Faults

WHOLE = "message"
"""The path of a fault that concerns the message as a whole."""

MOST_FAULTS = 100
"""Faults listed for one message: 1 MB of unknown fields must not become many more MB of faults."""

_UNUSUAL = re.compile(r"[^A-Za-z0-9_-]")
_LONGEST_NAME = 64


def path_of(*steps: str | int) -> str:
	"""The path of a value, as in `data.changes_considered.0`; unusual characters are shown as `?`."""
	return ".".join(_UNUSUAL.sub("?", str(step))[:_LONGEST_NAME] or "?" for step in steps)


def add(faults: Faults, path: str, fault: str) -> None:
	"""Add a fault under a path, once."""
	known = faults.setdefault(path, [])
	if fault not in known:
		known.append(fault)


def flattened(errors: Mapping[Any, Any], *parents: str | int) -> Faults:
	"""The nested errors of marshmallow as faults under their paths."""
	faults: Faults = {}
	for name, inner in errors.items():
		if isinstance(inner, Mapping):
			for path, texts in flattened(inner, *parents, name).items():
				for text in texts:
					add(faults, path, text)
		else:
			for text in inner:
				add(faults, path_of(*parents, name), text)
	return faults


def merged(first: Faults, *others: Faults) -> Faults:
	"""All faults together; where `first` has a fault of a value, the others are not heard on it."""
	together = {path: list(texts) for path, texts in first.items()}
	for other in others:
		for path, texts in other.items():
			if path not in first:
				for text in texts:
					add(together, path, text)
	return together


def limited(faults: Faults) -> Faults:
	"""The faults as they are; of more than 100 paths the first 100, and how many were left out."""
	if len(faults) <= MOST_FAULTS:
		return faults
	kept = dict(list(faults.items())[:MOST_FAULTS])
	add(kept, WHOLE, f"has faults at {len(faults) - MOST_FAULTS:,} more places, which are not listed")
	return kept
