"""Two people and the feed at work on one child at the same time: no entry is lost, and nobody sees a deadlock."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest

from iro_module.domain.records import child_name
from tests.platform.test_ingest import SINCE, TODAY, settled_child
from tests.platform.test_transactions import patient_feed, together
from tests.support.desk import Answer, Desk
from tests.support.feed import message
from tests.support.site import Site

pytestmark = [pytest.mark.platform, pytest.mark.slow]

SECONDS, PER_SECOND = 10, 50
CHILD = "TGT-1"


def placement(version: int) -> dict[str, object]:
	"""The one placement, over and over: each version ends it a day earlier or later, and so plans the child again."""
	ended = TODAY - timedelta(days=1 + version % 9)
	return message(
		"placement", CHILD, f"{CHILD}-P1", version, start_date=SINCE, placement_type="U6", reason_new_episode="S",
		end_date=ended, reason_place_change="CREQB",
	)  # fmt: skip


def test_two_people_and_the_feed_at_fifty_messages_a_second(site: Site) -> None:
	settled_child(site, CHILD)
	child = child_name(CHILD)
	(review,) = [row["name"] for row in site.rows("IRO Review", CHILD, "name")]
	iro, manager = Desk(site.url, site.iro, site.password), Desk(site.url, site.manager, site.password)
	told_all = threading.Event()

	def feed() -> int:
		"""A batch a second, as the service collects them; behind time it does not slow down."""
		replica, sent, began = patient_feed(site), 0, time.monotonic()
		try:
			for second in range(1, SECONDS + 1):
				batch = [placement(2 + sent + number) for number in range(PER_SECOND)]
				assert set(replica.outcomes(*batch)) == {"applied"}
				sent += PER_SECOND
				time.sleep(max(0.0, began + second - time.monotonic()))
		finally:
			told_all.set()
		return sent

	def visits() -> list[Answer]:
		"""The reviewing officer writes down one conversation after another."""
		answers = []
		while not told_all.is_set():
			answers.append(
				iro.add(
					"IRO Visit",
					child=child,
					kind="Phone or video call",
					happened_on=TODAY.isoformat(),
					with_child="Spoken to alone",
					place=f"call {len(answers)}",
				)
			)
		return answers

	def bookings() -> list[Answer]:
		"""The manager keeps the review open as a form and saves it again and again, never loading it afresh."""
		form = manager.get("IRO Review", review).data
		answers = []
		while not told_all.is_set():
			form["venue"] = f"room {len(answers)}"
			answers.append(answer := manager.save_form({**form, "doctype": "IRO Review"}))
			if not answer.ok:
				break
			form["modified"] = manager.get("IRO Review", review).data["modified"]
		return answers

	sent, calls, saves = together(feed, visits, bookings)
	assert isinstance(calls, list)
	assert isinstance(saves, list)
	assert sent == SECONDS * PER_SECOND
	assert {(one.status, one.exc_type) for one in (*calls, *saves)} == {(200, None)}
	assert min(len(calls), len(saves)) >= 5, "people hardly got a turn"
	written = {row["place"] for row in site.rows("IRO Visit", CHILD, "place")}
	assert written == {f"call {number}" for number in range(len(calls))}
	(row,) = site.rows("IRO Review", CHILD, "venue", "status")
	assert row == {"venue": f"room {len(saves) - 1}", "status": "Planned"}
	(stored,) = site.rows("Care Placement", CHILD, "record_version")
	assert stored == {"record_version": 1 + SECONDS * PER_SECOND}
	messages = site.run(
		"result = frappe.db.count('Record Message', {'child_id': child_id, 'outcome': 'applied', 'record_id': record_id})",
		child_id=CHILD,
		record_id=f"{CHILD}-P1",
	)
	assert messages == 1 + SECONDS * PER_SECOND
