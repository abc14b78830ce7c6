"""The platform port on SQLite: no server, no configuration, the same decisions as on a site.

A message, the records it changes and the reviews they call for are saved in one transaction, so a crash anywhere
leaves all of it or none.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from integration_service.delivery import Entry, Settled
from integration_service.embedded_rows import Inbox, Records
from integration_service.embedded_schema import open_store, store_fault
from iro_module import __version__
from iro_module.contract import Reading, read
from iro_module.contract.answers import (
	answer,
	gap_answer,
	notice_answer,
	notice_from_json,
	notice_to_json,
	planned_from_json,
	planned_to_json,
	review_answer,
)
from iro_module.domain.care_history import history_of
from iro_module.domain.comparison import (
	ChangeReview,
	FiledNotice,
	FiledReview,
	FlagReview,
	RaiseReview,
	WithdrawReview,
	compare_notices,
	compare_reviews,
)
from iro_module.domain.intake import Outcome, is_on_file, judge
from iro_module.domain.review_plan import ChildFacts, Gap, Plan, plan

_DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")


class EmbeddedPlatform:
	"""A store of records, reviews and notices in one SQLite file of mode 0600, or in memory.

	path: the file, made where there is none; None or ":memory:" keeps everything in memory. as_of: the day that
	counts as today.
	Every method raises DeliveryFault where the file cannot be used; nothing of the call is kept then. Usable in a
	`with` statement. Other processes may use the same file: each call waits for theirs.
	"""

	def __init__(self, path: Path | str | None, as_of: date) -> None:
		self.path = None if path is None or str(path) == ":memory:" else Path(path)
		self.as_of = as_of
		self._connection = open_store(self.path)

	def __enter__(self) -> "EmbeddedPlatform":
		return self

	def __exit__(self, *_: object) -> None:
		self.close()

	def close(self) -> None:
		"""Let go of the file."""
		self._connection.close()

	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		"""Apply or refuse each entry, all in one transaction; each child that changed is planned once.

		Every body is read again here; faults that the service found are believed. `notify` changes nothing: notices
		are kept, and nobody is written to.
		"""
		with self._transaction() as connection:
			readings = [read(entry.body, self.as_of) for entry in entries]
			inbox = Inbox(connection, readings)
			records = Records(connection, readings)
			settled = [
				self._settle(entry, reading, inbox, records)
				for entry, reading in zip(entries, readings, strict=True)
			]
			inbox.save()
			records.save()
			self._plan(records.children)
		return settled

	def close_statement(self, source: str, version: int, except_children: Sequence[str]) -> int:
		"""Void the records of `source` older than `version`, but those of `except_children`; returns how many.

		A record keeps its version, so that a later statement that names it again brings it back.
		"""
		spared = set(except_children)
		with self._transaction() as connection:
			old = connection.execute(
				"SELECT name, child_id FROM record WHERE source = ? AND version < ? AND fields IS NOT NULL",
				(source, version),
			).fetchall()
			gone = [row for row in old if row["child_id"] not in spared]
			connection.executemany(
				"UPDATE record SET fields = NULL WHERE name = ?", [(row["name"],) for row in gone]
			)
			self._plan({row["child_id"] for row in gone})
		return len(gone)

	def refresh(self) -> None:
		"""Plan every child again for `as_of`."""
		with self._transaction() as connection:
			self._plan(
				[row["child_id"] for row in connection.execute("SELECT child_id FROM child").fetchall()]
			)

	def planned_reviews(self) -> dict[str, Any]:
		"""The open reviews, standing notices and gaps, as of the last plan of each child; see `refresh`."""
		with self._faults_named():
			rows = self._connection.execute(
				"SELECT child_id, planned FROM review WHERE open_on IS NOT NULL"
			).fetchall()
			notices = self._connection.execute("SELECT notice FROM notice").fetchall()
			children = self._connection.execute(
				"SELECT child_id, gaps FROM child WHERE gaps != '[]'"
			).fetchall()
		return answer(
			self.as_of,
			[
				review_answer(
					row["child_id"], planned_from_json(json.loads(row["planned"])), None, self.as_of
				)
				for row in rows
			],
			[notice_answer(notice_from_json(json.loads(row["notice"]))) for row in notices],
			[gap_answer(row["child_id"], Gap(*gap)) for row in children for gap in json.loads(row["gaps"])],
		)

	def health(self) -> dict[str, Any]:
		"""Version and day of the store, how much is in it, and its problems."""
		with self._faults_named():
			check = self._connection.execute("PRAGMA quick_check").fetchone()[0]
			counts = {
				table: self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 # fixed names
				for table in ("child", "message", "record", "review", "notice")
			}
		return {
			"app_version": __version__,
			"sqlite_version": sqlite3.sqlite_version,
			"today": self.as_of.isoformat(),
			"store": str(self.path) if self.path else None,
			"rows": counts,
			"problems": []
			if check == "ok"
			else [f"the file is damaged: {check}; import again into a new file"],
		}

	def _settle(self, entry: Entry, reading: Reading, inbox: Inbox, records: Records) -> Settled:
		"""Judge one entry; what it changes is kept in `inbox` and `records` until they are saved."""
		message = reading.message
		if message is None:
			return self._refuse(entry, reading, inbox)
		if entry.faults:
			if not is_on_file(message, inbox.seen(message.name)):
				return self._refuse(entry, reading, inbox)
			inbox.put(message.name, reading, Outcome.DUPLICATE, {}, entry.body)
			return Settled(Outcome.DUPLICATE, message.id)
		judgement = judge(message, inbox.seen(message.name), records.get(message.record_name))
		if judgement.stored:
			records.put(judgement.stored)
		name = message.name
		if judgement.outcome is Outcome.REFUSED:
			name = inbox.name_of_refused(name, reading.digest)
		inbox.put(name, reading, judgement.outcome, judgement.faults, entry.body)
		return Settled(judgement.outcome, message.id, judgement.faults)

	def _refuse(self, entry: Entry, reading: Reading, inbox: Inbox) -> Settled:
		"""Keep what cannot be applied with its faults, under its ids where it has them, else under its digest."""
		faults = entry.faults or reading.faults
		digest = entry.digest if _DIGEST.match(entry.digest) else reading.digest
		name = inbox.name_of_refused(inbox.name_of(reading.source, reading.id), digest)
		inbox.put(name, reading, Outcome.REFUSED, faults, entry.body, entry.source)
		return Settled(Outcome.REFUSED, reading.id or digest, faults)

	def _plan(self, children: Iterable[str]) -> None:
		for child_id in sorted(children):
			stored = Records.of_child(self._connection, child_id)
			self._file(plan(history_of(child_id, stored), ChildFacts(), self.as_of))

	def _file(self, planned: Plan) -> None:
		"""Make what is on file that of the plan; where it already is, nothing is written."""
		self._file_reviews(planned)
		self._file_notices(planned)
		gaps = json.dumps([[gap.needed, gap.reason] for gap in planned.gaps])
		self._connection.execute(
			"UPDATE child SET gaps = ? WHERE child_id = ? AND gaps != ?", (gaps, planned.child_id, gaps)
		)

	def _file_reviews(self, planned: Plan) -> None:
		rows = self._connection.execute(
			"SELECT name, planned FROM review WHERE child_id = ? AND open_on IS NOT NULL", (planned.child_id,)
		).fetchall()
		filed = [FiledReview(str(row["name"]), planned_from_json(json.loads(row["planned"]))) for row in rows]
		for action in compare_reviews(planned.reviews, filed):
			match action:
				case RaiseReview(review):
					self._connection.execute(
						"INSERT INTO review (child_id, planned, open_on) VALUES (?, ?, ?)",
						(planned.child_id, json.dumps(planned_to_json(review)), review.track),
					)
				case ChangeReview(name, review):
					kept = json.dumps(planned_to_json(review))
					self._connection.execute(
						"UPDATE review SET planned = ? WHERE name = ?", (kept, int(name))
					)
				case WithdrawReview(name) | FlagReview(name):
					self._connection.execute("UPDATE review SET open_on = NULL WHERE name = ?", (int(name),))

	def _file_notices(self, planned: Plan) -> None:
		rows = self._connection.execute(
			"SELECT notice FROM notice WHERE child_id = ?", (planned.child_id,)
		).fetchall()
		filed = [FiledNotice(notice_from_json(json.loads(row["notice"]))) for row in rows]
		actions = compare_notices(planned.notices, filed)
		self._connection.executemany(
			"INSERT OR REPLACE INTO notice (key, child_id, notice) VALUES (?, ?, ?)",
			[
				(notice.key, notice.child_id, json.dumps(notice_to_json(notice)))
				for notice in (*actions.raised, *actions.changed)
			],
		)
		self._connection.executemany(
			"DELETE FROM notice WHERE key = ?", [(notice.key,) for notice in actions.closed]
		)

	@contextmanager
	def _transaction(self) -> Iterator[sqlite3.Connection]:
		with self._faults_named():
			self._connection.execute("BEGIN IMMEDIATE")
			try:
				yield self._connection
				self._connection.execute("COMMIT")
			except BaseException:
				if self._connection.in_transaction:
					self._connection.execute("ROLLBACK")
				raise

	@contextmanager
	def _faults_named(self) -> Iterator[None]:
		try:
			yield
		except sqlite3.Error as problem:
			raise store_fault(problem, self.path) from None
