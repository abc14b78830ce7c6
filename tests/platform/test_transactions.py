"""The transaction rules of ingest, each with a test that breaks without it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import requests

from integration_service.clock import today
from integration_service.frappe_client import FrappePlatform
from integration_service.outcomes import DeliveryFault
from integration_service.steady import SteadyPlatform
from iro_module.domain.wording import in_words
from tests.platform.test_ingest import settled_child
from tests.support.completing import ready
from tests.support.feed import Feed, looked_after, message, moved, reviewed
from tests.support.site import Site

pytestmark = pytest.mark.platform

TODAY = today()
SINCE = TODAY - timedelta(days=50)


def patient_feed(site: Site) -> Feed:
	"""A replica as the service runs it: a batch lost to a deadlock is sent again."""
	return Feed(SteadyPlatform(FrappePlatform(site.url, site.key, site.secret)))


def together(*work: Callable[[], object]) -> list[object]:
	"""Run all at once; returns their results, or raises the first failure."""
	results: list[object] = [None] * len(work)
	gate = threading.Barrier(len(work))

	def run(index: int, one: Callable[[], object]) -> None:
		gate.wait()
		try:
			results[index] = one()
		except Exception as problem:  # noqa: BLE001 (raised again below, in the test's own thread)
			results[index] = problem

	threads = [threading.Thread(target=run, args=pair) for pair in enumerate(work)]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	for result in results:
		if isinstance(result, Exception):
			raise result
	return results


def test_two_senders_of_one_child_raise_one_review(site: Site) -> None:
	"""READ COMMITTED and the child's lock: whoever waited sees what the other has just committed."""
	for round_ in range(10):
		child = f"TX-A{round_}"
		sent = looked_after(child, TODAY - timedelta(days=2))
		feeds = [patient_feed(site) for _ in sent]
		together(
			*(lambda feed=feed, one=one: feed.outcomes(one) for feed, one in zip(feeds, sent, strict=True))
		)
		assert len(site.rows("IRO Review", child, "name")) == 1, f"round {round_}"


def test_the_same_message_from_two_replicas_counts_once(site: Site) -> None:
	settled_child(site, "TX-B")
	sent = moved("TX-B", SINCE, TODAY - timedelta(days=2))
	feeds = [patient_feed(site) for _ in range(3)]
	outcomes = together(*(lambda feed=feed: feed.outcomes(*sent) for feed in feeds))
	assert sorted(one for answer in outcomes for one in answer) == ["applied"] * 2 + ["duplicate"] * 4  # type: ignore[attr-defined]
	assert len(site.rows("IRO Prompt", "TX-B", "name")) == 1
	assert len(site.rows("Change of Circumstances", "TX-B", "name")) == 1


def test_a_child_that_cannot_be_saved_harms_no_other(site: Site) -> None:
	"""One savepoint per child: its records and reviews go back together, its messages are kept as refused."""
	settled_child(site, "TX-C")
	blocker = """
from iro_module.domain.records import child_name
frappe.db.sql("UPDATE `tabIRO Review` SET open_key = CONCAT('freed-', name) WHERE child = %s", child_name('TX-C'))
frappe.db.set_value('IRO Review', {'child': child_name('TX-C')}, 'open_key', child_name(victim) + ':looked_after', update_modified=False)
"""
	site.run(blocker, victim="TX-D")
	bad = looked_after("TX-D", TODAY)
	good = looked_after("TX-E", TODAY)
	outcomes = [settled.outcome.value for settled in site.feed.send(*bad, *good)]
	assert outcomes == ["refused"] * 4 + ["applied"] * 4
	assert site.rows("Care Placement", "TX-D", "name") == []
	assert len(site.rows("IRO Review", "TX-E", "name")) == 1
	site.run(
		"frappe.db.sql(\"UPDATE `tabIRO Review` SET open_key = NULL WHERE open_key LIKE '%%:looked_after' AND child = %s\", c)",
		c=_name("TX-C"),
	)
	assert site.feed.outcomes(*bad) == ["applied"] * 4
	assert len(site.rows("IRO Review", "TX-D", "name")) == 1


def test_a_failed_save_leaves_no_child_in_the_error_log(site: Site) -> None:
	site.run("frappe.db.delete('Error Log')")
	settled_child(site, "TX-F")
	key = f"{_name('TX-G')}:looked_after"
	site.run(
		"frappe.db.sql('UPDATE `tabIRO Review` SET open_key = %s WHERE child = %s', (key, c))",
		key=key,
		c=_name("TX-F"),
	)
	assert set(site.feed.outcomes(*looked_after("TX-G", TODAY))) == {"refused"}
	logged = " ".join(site.run("result = frappe.get_all('Error Log', pluck='error')"))  # type: ignore[arg-type]
	assert "Testford" not in logged
	assert "TX-G" not in logged


def test_a_deadlock_loses_nothing_and_asks_for_the_batch_again(site: Site) -> None:
	"""A deadlock wipes the whole transaction, savepoints included, so nothing of the batch may be half kept."""
	names = sorted((_name(one), one) for one in ("TX-H", "TX-I"))
	for _hash, child in names:
		settled_child(site, child)
	rival = threading.Thread(target=lambda: site.run(_RIVAL, first=names[1][0], second=names[0][0]))
	batch = [one for _hash, child in names for one in moved(child, SINCE, TODAY - timedelta(days=2))]
	rival.start()
	try:
		_wait_for(site, "tx-rival-holds")
		with pytest.raises(DeliveryFault, match="RetryBatch"):
			site.feed.send(*batch)
		assert all(not site.rows("Change of Circumstances", child, "name") for _hash, child in names)
		outcomes = site.feed.outcomes(*batch)
	finally:
		rival.join()
	assert outcomes == ["applied"] * 4
	for _hash, child in names:
		assert len(site.rows("Change of Circumstances", child, "name")) == 1


_RIVAL = """
import time
frappe.db.sql("SELECT name FROM `tabLooked After Child` WHERE name = %s FOR UPDATE", first)
for number in range(400):
	frappe.db.sql("INSERT INTO `tabError Log` (name, creation, modified) VALUES (%s, now(), now())", f"rival-{number}")
frappe.cache.set_value("tx-rival-holds", 1)
time.sleep(2)
frappe.db.sql("SELECT name FROM `tabLooked After Child` WHERE name = %s FOR UPDATE", second)
frappe.db.rollback()
frappe.cache.delete_value("tx-rival-holds")
"""


def _wait_for(site: Site, key: str) -> None:
	for _ in range(40):
		if site.run("import time\nresult = frappe.cache.get_value(key)\ntime.sleep(0.05)", key=key):
			return
	raise AssertionError(f"{key} was never set")


def _name(child_id: str) -> str:
	from iro_module.domain.records import child_name

	return child_name(child_id)


class Desk:
	"""A person logged in to the desk, through REST as the browser does."""

	def __init__(self, site: Site, user: str) -> None:
		self.url = site.url
		self.session = requests.Session()
		answer = self.session.post(
			f"{site.url}/api/method/login", data={"usr": user, "pwd": site.password}, timeout=30
		)
		answer.raise_for_status()
		self.session.headers["Accept"] = "application/json"

	def get(self, doctype: str, name: str) -> dict[str, object]:
		answer = self.session.get(f"{self.url}/api/resource/{doctype}/{name}", timeout=30)
		answer.raise_for_status()
		found = answer.json()["data"]
		assert isinstance(found, dict)
		return found

	def save(self, doc: dict[str, object]) -> requests.Response:
		token = self.session.get(f"{self.url}/app", timeout=60).text.split('csrf_token = "')[1].split('"')[0]
		return self.session.post(
			f"{self.url}/api/method/frappe.client.save",
			json={"doc": doc},
			headers={"X-Frappe-CSRF-Token": token},
			timeout=30,
		)


def test_a_person_with_the_form_open_can_still_save_and_the_due_date_is_the_feeds(site: Site) -> None:
	settled_child(site, "TX-J")
	(review,) = site.rows("IRO Review", "TX-J", "name", "due_on")
	desk = Desk(site, site.iro)
	opened = desk.get("IRO Review", str(review["name"]))
	site.feed.send(*moved("TX-J", SINCE, TODAY - timedelta(days=2)))
	moved_to = site.rows("IRO Review", "TX-J", "due_on")[0]["due_on"]
	assert moved_to != review["due_on"]
	saved = desk.save({**opened, "status": "Booked", "booked_on": (TODAY + timedelta(days=7)).isoformat()})
	assert saved.status_code == 200, saved.text
	(after,) = site.rows("IRO Review", "TX-J", "due_on", "status", "kind")
	assert after == {"due_on": moved_to, "status": "Booked", "kind": "change_of_circumstances"}


def test_the_form_cannot_move_a_due_date(site: Site) -> None:
	settled_child(site, "TX-K")
	(review,) = site.rows("IRO Review", "TX-K", "name", "due_on", "statutory_due_on")
	desk = Desk(site, site.iro)
	opened = desk.get("IRO Review", str(review["name"]))
	later = (TODAY + timedelta(days=300)).isoformat()
	desk.save({**opened, "due_on": later, "statutory_due_on": later, "basis": "[]"})
	(after,) = site.rows("IRO Review", "TX-K", "name", "due_on", "statutory_due_on")
	assert after == review


def test_completing_on_the_desk_plans_the_next_review_in_the_same_save(site: Site) -> None:
	settled_child(site, "TX-L")
	(review,) = site.rows("IRO Review", "TX-L", "name", "kind")
	assert review["kind"] == "second"
	desk = Desk(site, site.iro)
	opened = desk.get("IRO Review", str(review["name"]))
	saved = desk.save({**opened, **ready(TODAY)})
	assert saved.status_code == 200, saved.text
	held, planned = site.rows("IRO Review", "TX-L", "status", "kind", "sequence")
	assert held == {"status": "Completed", "kind": "second", "sequence": 2}
	assert planned == {"status": "Booked", "kind": "subsequent", "sequence": 3}


def test_a_late_review_cannot_be_completed_without_a_reason(site: Site) -> None:
	since = TODAY - timedelta(days=60)
	site.feed.send(*looked_after("TX-M", since), notify=False)
	site.allocate("TX-M")
	(review,) = site.rows("IRO Review", "TX-M", "name")
	desk = Desk(site, site.iro)
	opened = desk.get("IRO Review", str(review["name"]))
	done = {**opened, **ready(TODAY)}
	refused = desk.save(done)
	assert refused.status_code == 417
	assert "LatenessReasonMissing" in refused.text
	kind = "The child was not well enough"
	said = {"lateness_kind": kind, "lateness_reason": "The child was in hospital."}
	assert desk.save({**done, **said}).status_code == 200


def test_the_nightly_run_changes_nothing_twice(site: Site) -> None:
	settled_child(site, "TX-N")
	site.feed.send(reviewed("TX-N", TODAY))
	counted = """
from iro_module.intake import nightly
nightly.run()
doctypes = ("IRO Review", "IRO Prompt", "Change of Circumstances", "Looked After Child", "Version", "Notification Log")
result = [[doctype, str(frappe.db.sql(f"SELECT COUNT(*), MAX(modified) FROM `tab{doctype}`"))] for doctype in doctypes]
"""
	assert site.run(counted) == site.run(counted)


def test_a_record_refused_in_a_batch_leaves_the_rest_applied(site: Site) -> None:
	bad = message("placement", "TX-O", "TX-O-P", start_date="2026-02-30", placement_type="U6")
	assert site.feed.outcomes(bad, *looked_after("TX-O", TODAY)) == ["refused", *["applied"] * 4]


def test_ingest_reads_committed_rows_and_uses_no_naming_series(site: Site) -> None:
	"""Under REPEATABLE READ a plain read after a lock shows old rows; a series is one row that all writers queue for."""
	read = """
import json
from iro_module.intake.ingesting import ingest
series = frappe.db.sql("SELECT COUNT(*), COALESCE(SUM(current), 0) FROM tabSeries")
ingest([{"body": json.dumps(one)} for one in messages], notify=True)
result = [
	frappe.db.sql("SELECT @@session.tx_isolation")[0][0],
	frappe.db.sql("SELECT COUNT(*), COALESCE(SUM(current), 0) FROM tabSeries") == series,
]
"""
	assert site.run(read, messages=looked_after("TX-P", TODAY)) == ["READ-COMMITTED", True]


def test_ingest_leaves_no_background_job(site: Site) -> None:
	"""An enqueued job survives a savepoint's rollback, so ingest enqueues none: people are told by rows of its own."""
	settled_child(site, "TX-Q")
	code = """
import json
from frappe.utils.background_jobs import get_queues
from iro_module.intake.ingesting import ingest
before = sum(len(queue) for queue in get_queues())
outcomes = [one["outcome"] for one in ingest([{"body": json.dumps(one)} for one in messages], notify=True)]
frappe.db.commit()
result = [outcomes, sum(len(queue) for queue in get_queues()) - before]
"""
	found = site.run(code, messages=moved("TX-Q", SINCE, TODAY - timedelta(days=2)))
	assert found == [["applied", "applied"], 0]
	(prompt,) = site.rows("IRO Prompt", "TX-Q", "notified_user")
	assert prompt["notified_user"] == site.iro


def test_a_prompt_raised_before_it_said_how_its_day_was_counted_says_so_after_the_nightly_run(
	site: Site,
) -> None:
	settled_child(site, "TX-R")
	site.feed.send(*moved("TX-R", SINCE, TODAY - timedelta(days=2)))
	code = """
from iro_module.intake import nightly
said = [frappe.db.get_value("IRO Prompt", name, "counted")]
frappe.db.set_value("IRO Prompt", name, "counted", None)
told = {"document_name": name}
before = frappe.db.count("Notification Log", told)
nightly.run()
said.append(frappe.db.get_value("IRO Prompt", name, "counted"))
result = [*said, frappe.db.count("Notification Log", told) - before]
"""
	(prompt,) = site.rows("IRO Prompt", "TX-R", "name")
	first, second, told_again = site.run(code, name=prompt["name"])  # type: ignore[misc]
	assert first == second
	assert str(first).startswith(f"1 working day from {in_words(TODAY - timedelta(days=2))}")
	assert told_again == 0
	assert [row["name"] for row in site.rows("IRO Prompt", "TX-R", "name")] == [prompt["name"]]
