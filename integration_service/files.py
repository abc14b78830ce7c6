"""Reading files of messages: JSON lines, one message to a line, from a file or from standard input."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class FileFault(Exception):
	"""A file cannot be read; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Line:
	"""A line that is not blank, with its number as editors count, from 1, and without its line end."""

	number: int
	content: bytes


def read_lines(name: str) -> Iterator[Line]:
	"""The lines of the file, or of standard input for `-`; blank lines are passed over. Raises FileFault."""
	try:
		if name == "-":
			yield from _numbered(sys.stdin.buffer)
		else:
			with Path(name).open("rb") as file:
				yield from _numbered(file)
	except OSError as problem:
		raise FileFault(f"cannot read {name}: {problem.strerror}") from None


def count_lines(name: str) -> int | None:
	"""How many lines a file has that are not blank; None for what can be read only once. Raises FileFault."""
	if not Path(name).is_file():
		return None
	return sum(1 for _ in read_lines(name))


def _numbered(file: Iterator[bytes]) -> Iterator[Line]:
	for number, content in enumerate(file, start=1):
		stripped = content.rstrip(b"\r\n")
		if stripped.strip():
			yield Line(number, stripped)
