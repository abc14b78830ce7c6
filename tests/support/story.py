"""Children's stories played on a real site, on the days of the story.

One process on the bench plays every step (a few milliseconds each). "Today" there is the story's day; everything
else is real: messages go through ingest, documents through their controllers, as the user who does it. Each step is
committed, and the story's children are taken off the site at the end.

	def test_leila(site: Site) -> None:
		with play(site) as story:
			leila = story.child("Leila", born="2013-02-03")
			story.on("2026-01-05")
			story.feed(leila.period("2026-01-05"), leila.status("2026-01-05", "C1"), leila.placed("2026-01-05", "U6"))
			leila.allocate()                              # to site.iro, by the IRO Manager
			assert leila.review()["due_on"] == "2026-02-02"
			story.on("2026-01-29")
			leila.complete("2026-01-29")                  # the open review, by the child's IRO
			story.on("2026-03-02")
			story.feed(leila.placed("2026-01-05", "U6", end_date="2026-03-02", reason_place_change="CREQB"))

A record told again (same kind and first day, or the same `record_id`) is its next version; `leila.voided(...)` ends
it. `story.night()` plans the story's children as the nightly job does. `story.add/save/call/rows/get/run(...,
user=...)` do at the desk what a person does there (`call`: whitelisted methods); what is refused raises Refused, with
the class of the exception as `kind` and its text. `story.person("dana", ROLE)` makes a user. `play(site, keep=True)`
leaves the children on the site. Dates come back as ISO text.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, Any

from iro_module.domain.months import birthday
from iro_module.domain.records import child_name
from iro_module.iro_setup.roles import SOCIAL_WORKER
from tests.support.completing import held_on_record, ready
from tests.support.feed import entry, message
from tests.support.platform import ON_THE_BENCH
from tests.support.site import Site

Row = dict[str, Any]
ADMINISTRATOR = "Administrator"
_FIRST_DAY = "2026-01-01"


class Refused(Exception):
	"""The site refused a step. `kind`: the class of its exception; the text is what the user reads."""

	def __init__(self, kind: str, says: str) -> None:
		super().__init__(f"{kind}: {says}")
		self.kind, self.says = kind, says


class Child:
	"""One child of a story: what the feed says of the child, and what is on file."""

	def __init__(self, story: Story, first_name: str, born: str | None) -> None:
		self.story, self.first_name, self.born = story, first_name, born
		self.id = f"{first_name.upper()}-{secrets.token_hex(4)}"
		self.name = child_name(self.id)
		self._versions: dict[str, int] = {}

	# --- messages -------------------------------------------------------------------------------------------

	def details(self, **values: Any) -> Row:
		born = {"birth_date": self.born} if self.born else {}
		return self._message(
			"child", self.id, first_name=self.first_name, last_name="Story", **born, **values
		)

	def period(self, start: str, end: str | None = None, **values: Any) -> Row:
		ended = {"end_date": end} if end else {}
		return self._message("period-of-care", f"{self.id}-PC", start_date=start, **ended, **values)

	def placed(self, start: str, kind: str, **values: Any) -> Row:
		return self._message(
			"placement",
			values.pop("record_id", self.placement(start)),
			start_date=start,
			placement_type=kind,
			**values,
		)

	def status(self, start: str, code: str, **values: Any) -> Row:
		return self._message(
			"legal-status", f"{self.id}-LS-{start}", start_date=start, legal_status=code, **values
		)

	def reviewed(self, on: str, **values: Any) -> Row:
		"""A review held elsewhere or before the site was there."""
		return self._message("review", f"{self.id}-RV-{on}", review_date=on, **values)

	def voided(self, kind: str, record_id: str) -> Row:
		"""The record never happened, such as `leila.voided("placement", leila.placement("2026-03-31"))`."""
		return self._message(kind, record_id, voided=True)

	def placement(self, start: str) -> str:
		"""The record id of the placement that begins on a day."""
		return f"{self.id}-PL-{start}"

	def _message(self, kind: str, record_id: str, **values: Any) -> Row:
		version = self._versions[record_id] = self._versions.get(record_id, 0) + 1
		told = message(kind, self.id, record_id, version, **values)
		return {**told, "time": f"{self.story.today}T09:00:00Z"}

	def social_worker(self) -> str:
		"""The child's social worker, as the feed names them and an administrator maps them; returns the user's name."""
		worker, staff_id = self.story.person(f"worker.{self.id.lower()}", SOCIAL_WORKER), f"SW-{self.id}"
		self.story.feed(self.details(social_worker=staff_id))
		self.story.run(
			"""
from iro_module.iro_setup.people import staff_name
staff = frappe.get_doc("Staff Identity", staff_name(staff_id))
staff.user = user_id
staff.save()
""",
			staff_id=staff_id,
			user_id=worker,
		)
		return worker

	# --- the desk -------------------------------------------------------------------------------------------

	def allocate(self, iro: str | None = None) -> None:
		"""The IRO Manager names the child's reviewing officer."""
		site = self.story.site
		self.story.save("Looked After Child", self.name, user=site.manager, iro=iro or site.iro)

	def review(self, track: str = "looked_after") -> Row:
		"""The child's one open review, every field."""
		open_ones = self.story.rows(
			"IRO Review", "name", child=self.name, track=track, open_key=("is", "set")
		)
		assert len(open_ones) == 1, f"{len(open_ones)} open reviews"
		return self.story.get("IRO Review", open_ones[0]["name"])

	def rows(self, doctype: str, *fields: str, **filters: Any) -> list[Row]:
		"""Rows of a doctype of this child, oldest first."""
		return self.story.rows(doctype, *fields, child=self.name, **filters)

	def on_file(self) -> Row:
		return self.story.get("Looked After Child", self.name)

	def complete(self, on: str, user: str | None = None, **values: Any) -> Row:
		"""The open review is held and completed, by the child's IRO unless another is named.

		Everything that is asked for is said, but for why it is late: a meeting on that day, too, where none is on
		record; `values` override. The next review is booked for the last working day on which it can be held.
		"""
		who, review = user or self.story.site.iro, self.review()
		given = ready(date.fromisoformat(on), **self._under_4(on), looked_at=_looked_at(review))
		meetings, attendance = held_on_record(
			review.get("meetings") or [], review.get("attendance") or [], on
		)
		given.update(meetings=meetings, attendance=attendance)
		if "next_meeting_on" not in values:
			given["next_meeting_on"] = self._last_day(review["name"], on, values)
		return self.story.save("IRO Review", review["name"], user=who, **{**given, **values})

	def _under_4(self, on: str) -> Row:
		if self.born and date.fromisoformat(on) < birthday(date.fromisoformat(self.born), 4):
			said = {"observation_note": "Content, and close to the carer."}
			return {"participation_code": "PN0", "child_attendance": None, "child_spoke": 0, **said}
		return {}

	def _last_day(self, review: str, on: str, values: Row) -> str | None:
		given = {"completed_on": on, "change_only": values.get("change_only", 0)}
		given["considered"] = values.get("considered_changes")
		method = "iro_module.intake.next_review.due_after"
		due = self.story.call(method, user=self.story.site.manager, review=review, **given)
		return due["practical_on"] if due else None


def _looked_at(review: Row) -> list[Row]:
	return [{**row, "outcome": row.get("outcome") or "on track"} for row in review.get("looked_at") or []]


class Story:
	"""A site on the days of a story. Made by `play`."""

	def __init__(self, site: Site, process: subprocess.Popen[str], said: IO[str]) -> None:
		self.site, self._process, self._said = site, process, said
		self.children: list[Child] = []
		self.today = _FIRST_DAY

	def child(self, first_name: str, born: str | None = None) -> Child:
		"""A child of this story, under an id never used before. Nothing is on file until the feed speaks."""
		child = Child(self, first_name, born)
		self.children.append(child)
		return child

	def person(self, who: str, *roles: str) -> str:
		"""A user with these roles; returns the user's name."""
		email = f"{who}.story@example.com"
		self._step("person", ADMINISTRATOR, email=email, roles=list(roles))
		return email

	def on(self, day: str) -> None:
		"""From now on it is that day."""
		self.today = day

	def feed(self, *messages: Row, notify: bool = True) -> list[str]:
		"""The messages in one batch; returns their outcomes."""
		entries = []
		for sent in map(entry, messages):
			entries.append({"body": sent.body, "digest": sent.digest, "source": sent.source, "id": sent.id})
		return [one["outcome"] for one in self._step("ingest", ADMINISTRATOR, entries=entries, notify=notify)]

	def night(self) -> None:
		"""The nightly job, for the children of this story."""
		self._step("night", ADMINISTRATOR, children=[child.name for child in self.children])

	def save(self, doctype: str, name: str, *, user: str, **values: Any) -> Row:
		"""Change fields of a document and save it; returns the document."""
		saved: Row = self._step("save", user, doctype=doctype, name=name, values=values)
		return saved

	def add(self, doctype: str, *, user: str, **values: Any) -> Row:
		"""A new document; returns it."""
		added: Row = self._step("add", user, doctype=doctype, values=values)
		return added

	def call(self, method: str, *, user: str, **values: Any) -> Any:
		"""A whitelisted method, by its dotted path."""
		return self._step("call", user, method=method, values=values)

	def rows(self, doctype: str, *fields: str, user: str = ADMINISTRATOR, **filters: Any) -> list[Row]:
		"""What the list of a doctype shows the user, oldest first."""
		found: list[Row] = self._step(
			"rows", user, doctype=doctype, filters=filters, fields=list(fields or ("name",))
		)
		return found

	def get(self, doctype: str, name: str, user: str = ADMINISTRATOR) -> Row:
		"""A document as the user may read it."""
		found: Row = self._step("get", user, doctype=doctype, name=name)
		return found

	def run(self, code: str, *, user: str = ADMINISTRATOR, **values: Any) -> Any:
		"""Python on the site, as with `site.run`, on the story's day."""
		return self._step("run", user, code=code, values=values)

	def forget(self) -> None:
		self._step("forget", ADMINISTRATOR, children=[child.name for child in self.children])

	def _step(self, step: str, user: str, **values: Any) -> Any:
		request = {"step": step, "user": user, "today": self.today, "values": values}
		_pipe(self._process.stdin).write(f"{json.dumps(request)}\n")
		_pipe(self._process.stdin).flush()
		line = _pipe(self._process.stdout).readline()
		if not line:
			self._said.seek(0)
			raise AssertionError(f"The story's process ended:\n{self._said.read()[-4000:]}")
		answer = json.loads(line)
		if "refused" in answer:
			raise Refused(answer["refused"], answer["says"])
		return answer["result"]


@contextmanager
def play(site: Site, *, keep: bool = False) -> Iterator[Story]:
	"""A story on the site; its children are taken off again at the end, unless they are kept."""
	platform = site.platform
	with tempfile.TemporaryFile("w+") as said:
		process = subprocess.Popen(
			[str(platform.python), str(ON_THE_BENCH / "played.py"), platform.site],
			cwd=platform.bench.sites,
			env=platform.bench.environment,
			stdin=subprocess.PIPE,
			stdout=subprocess.PIPE,
			stderr=said,
			text=True,
		)
		story = Story(site, process, said)
		try:
			yield story
			if not keep:
				story.forget()
		finally:
			_pipe(process.stdin).close()
			process.wait(30)
			_pipe(process.stdout).close()


def _pipe(pipe: IO[str] | None) -> IO[str]:
	assert pipe is not None
	return pipe
