"""Bytes as received into the entry that the inbox gets: checked, named, and cut to a size that it keeps."""

from datetime import date

from integration_service.delivery import Entry
from iro_module.contract import read

MOST_CHARACTERS = 1_000_000


def entry_of(body: bytes, today: date) -> Entry:
	"""The entry for one message. Bytes that are no text are escaped, so that the data officer can see them."""
	reading = read(body, today)
	return Entry(
		body=body[: MOST_CHARACTERS * 4].decode("utf-8", "backslashreplace")[:MOST_CHARACTERS],
		digest=reading.digest,
		faults=reading.faults or None,
		source=reading.source,
		id=reading.id,
	)
