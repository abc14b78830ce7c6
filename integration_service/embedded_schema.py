"""The SQLite file behind the embedded platform: its tables, and how it is opened."""

import os
import sqlite3
from pathlib import Path

from integration_service.outcomes import DeliveryFault, Trouble

APPLICATION_ID = 0x49524F31
SCHEMA_VERSION = 1
BUSY_SECONDS = 30.0

_TABLES = """
CREATE TABLE child (
	child_id TEXT PRIMARY KEY,
	gaps TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE TABLE message (
	name TEXT PRIMARY KEY,
	source TEXT,
	id TEXT,
	type TEXT,
	child_id TEXT,
	outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'duplicate', 'stale', 'refused')),
	faults TEXT NOT NULL DEFAULT '{}',
	message_hash TEXT,
	body TEXT NOT NULL,
	times INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX message_outcome ON message (outcome);
CREATE TABLE record (
	name TEXT PRIMARY KEY,
	source TEXT NOT NULL,
	record_type TEXT NOT NULL,
	record_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	child_id TEXT NOT NULL REFERENCES child,
	fields TEXT,
	content_hash TEXT NOT NULL,
	first_recorded_on TEXT
);
CREATE INDEX record_child ON record (child_id);
CREATE TABLE review (
	name INTEGER PRIMARY KEY,
	child_id TEXT NOT NULL REFERENCES child,
	planned TEXT NOT NULL,
	open_on TEXT,
	UNIQUE (child_id, open_on)
);
CREATE TABLE notice (
	key TEXT PRIMARY KEY,
	child_id TEXT NOT NULL REFERENCES child,
	notice TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX notice_child ON notice (child_id);
"""
# message: the inbox, one row for each message ever received, refused ones with their faults and body.
# record: the version in force; fields is NULL for a tombstone. review.open_on: its track while open, NULL once
# withdrawn, so that the database itself allows one open review on a track.


def open_store(path: Path | None) -> sqlite3.Connection:
	"""Open the store in `path` (None: in memory), making it and its folder where there are none, mode 0600.

	Every commit is on the disk before it returns. Raises DeliveryFault where the file cannot be used.
	"""
	try:
		if path is not None:
			_prepare(path)
		connection = sqlite3.connect(
			":memory:" if path is None else path, timeout=BUSY_SECONDS, isolation_level=None
		)
	except (OSError, sqlite3.Error) as problem:
		reason = getattr(problem, "strerror", None) or str(problem)
		raise DeliveryFault(Trouble.OURS, f"the store {path} cannot be opened: {reason}") from None
	try:
		connection.row_factory = sqlite3.Row
		connection.execute("PRAGMA foreign_keys = ON")
		connection.execute("PRAGMA synchronous = FULL")
		_make_tables(connection, path)
		if path is not None:
			path.chmod(0o600)
	except (OSError, sqlite3.Error) as problem:
		connection.close()
		raise store_fault(problem, path) from None
	except DeliveryFault:
		connection.close()
		raise
	return connection


def store_fault(problem: OSError | sqlite3.Error, path: Path | None) -> DeliveryFault:
	"""What a fault of SQLite means for what was to be delivered: nothing of it was kept."""
	store = f"the store {path}" if path else "the store in memory"
	if isinstance(problem, sqlite3.OperationalError) and "locked" in str(problem):
		return DeliveryFault(
			Trouble.LATER, f"{store} is being written by another program; try again when it is done"
		)
	return DeliveryFault(Trouble.OURS, f"{store} cannot be used: {problem}")


def _prepare(path: Path) -> None:
	"""A new file is private from its first moment; one that is there is not touched before it is known as ours."""
	path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
	os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _make_tables(connection: sqlite3.Connection, path: Path | None) -> None:
	if _is_ours(connection, path):
		return
	connection.execute("BEGIN IMMEDIATE")
	try:
		if not _is_ours(connection, path):
			for statement in _TABLES.split(";"):
				connection.execute(statement)
			connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
			connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
		connection.execute("COMMIT")
	except BaseException:
		connection.execute("ROLLBACK")
		raise


def _is_ours(connection: sqlite3.Connection, path: Path | None) -> bool:
	"""Whether the tables are there already; False for an empty file."""
	if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
		return False
	if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
		raise DeliveryFault(Trouble.OURS, f"{path} is a database of another program; name a file of its own")
	version = connection.execute("PRAGMA user_version").fetchone()[0]
	if version != SCHEMA_VERSION:
		fault = f"the store {path} has version {version}, not {SCHEMA_VERSION}; import again into a new file"
		raise DeliveryFault(Trouble.OURS, fault)
	return True
