"""An IRO is away: who acts for the children, for which days, and who is told."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.records import child_name
from iro_module.domain.wording import in_words
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER, SOCIAL_WORKER
from tests.support.desk import Desk
from tests.support.feed import looked_after, message, moved
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
SINCE = TODAY - timedelta(days=60)
RUN = f"ABS{secrets.token_hex(3)}"
"""Children of this run: a site that is kept between runs has those of the last one."""
CHILD, OTHER = f"{RUN}-1", f"{RUN}-2"
PRIYA, DANA, RUTH, WORKER = (f"abs.{name}@example.com" for name in ("priya", "dana", "ruth", "worker"))
USERS = {PRIYA: REVIEWING_OFFICER, DANA: REVIEWING_OFFICER, RUTH: IRO_MANAGER, WORKER: SOCIAL_WORKER}

MAKE_USERS = """
for email, role in users.items():
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.split("@")[0], "send_welcome_email": 0, "new_password": password})
		user.insert(ignore_permissions=True)
		user.add_roles(role)
"""
ACTS = """
from iro_module.iro_records.acting import acting_user, acts_for
from frappe.utils import getdate
on = getdate(on)
result = {"acts": {user: acts_for(user, child, on) for user in users}, "acting": acting_user(child, on)}
"""


@pytest.fixture(scope="module")
def served(site: Site) -> Site:
	site.run(MAKE_USERS, users=USERS, password=PASSWORD)
	for child_id, iro in ((CHILD, PRIYA), (OTHER, RUTH)):
		site.feed.send(*looked_after(child_id, SINCE), notify=False)
		site.allocate(child_id, iro)
	return site


@pytest.fixture
def absence(served: Site) -> Any:
	"""Priya is away for ten days from today, Dana covers; cancelled after the test."""
	manager = Desk(served.url, RUTH, PASSWORD)
	made = manager.add(
		"IRO Absence",
		iro=PRIYA,
		from_on=str(TODAY),
		to_on=str(TODAY + timedelta(days=9)),
		covering_iro=DANA,
	)
	assert made.ok, made
	yield made.data
	assert manager.change("IRO Absence", made.data["name"], cancelled=1).ok


def acting(site: Site, on: Any, child_id: str = CHILD) -> Any:
	return site.run(ACTS, child=child_name(child_id), users=list(USERS), on=str(on))


def cover_of(site: Site, child_id: str = CHILD) -> Any:
	return site.run(
		"result = frappe.db.get_value('Looked After Child', name, ['iro', 'cover'])",
		name=child_name(child_id),
	)


def test_the_cover_acts_for_the_days_of_the_absence_only(served: Site, absence: Any) -> None:
	before, during, after = (acting(served, TODAY + timedelta(days=days)) for days in (-1, 9, 10))
	assert before["acts"] == after["acts"] == {PRIYA: True, DANA: False, RUTH: True, WORKER: False}
	assert during["acts"] == {PRIYA: True, DANA: True, RUTH: True, WORKER: False}
	assert [one["acting"] for one in (before, during, after)] == [PRIYA, DANA, PRIYA]
	assert cover_of(served) == [PRIYA, DANA]
	assert not acting(served, TODAY, OTHER)["acts"][DANA]


def test_notices_go_to_the_cover(served: Site, absence: Any) -> None:
	served.feed.send(*moved(CHILD, SINCE, TODAY - timedelta(days=1)))
	told = served.run(
		"result = frappe.get_all('IRO Prompt', {'child': name, 'tell': 'the IRO'}, pluck='notified_user')",
		name=child_name(CHILD),
	)
	assert told == [DANA]


def test_the_notification_of_a_cover_carries_nothing_of_a_child(served: Site, absence: Any) -> None:
	told = served.run(
		"""
rows = frappe.get_all("Notification Log", {"for_user": user, "document_name": absence}, ["*"])
mails = frappe.get_all("Email Queue", {"reference_name": absence}, pluck="message")
result = [[row.subject for row in rows], frappe.as_json(rows) + " ".join(mails)]
""",
		user=DANA,
		absence=absence["name"],
	)
	assert told[0] == [f"You cover from {in_words(TODAY)}"]
	for secret in ("Robin", "Testford", CHILD, child_name(CHILD), "2014"):
		assert secret not in told[1]


def test_a_cancelled_absence_gives_nobody_anything(served: Site, absence: Any) -> None:
	manager = Desk(served.url, RUTH, PASSWORD)
	assert manager.change("IRO Absence", absence["name"], cancelled=1).ok
	assert acting(served, TODAY)["acts"][DANA] is False
	assert cover_of(served) == [PRIYA, None]


def test_who_may_cover_and_when(served: Site, absence: Any) -> None:
	"""Each attempt of the manager breaks one rule; days are counted from today."""
	attempts = {
		"AbsenceWrongWayRound": {"iro": PRIYA, "from": 40, "to": 39},
		"CoversThemselves": {"iro": PRIYA, "from": 40, "to": 45, "cover": PRIYA},
		"NotAReviewingOfficer": {"iro": PRIYA, "from": 40, "to": 45, "cover": WORKER},
		"AbsenceOverlaps": {"iro": PRIYA, "from": 9, "to": 12, "cover": RUTH},
		"CoversSomebody": {"iro": DANA, "from": -5, "to": 0, "cover": RUTH},
		"CoverIsAway": {"iro": RUTH, "from": 5, "to": None, "cover": PRIYA},
		"AllocationDateWrong": {"iro": PRIYA, "from": 40, "to": 45, "told_on": 1},
		"fine": {"iro": DANA, "from": 10, "to": 12, "cover": RUTH, "cancelled": 1},
	}
	met = served.run(
		"""
from frappe.utils import add_days
frappe.set_user(manager)
result = {}
for name, one in attempts.items():
	doc = frappe.new_doc("IRO Absence")
	doc.update({"iro": one["iro"], "covering_iro": one.get("cover"), "from_on": add_days(today, one["from"])})
	doc.to_on = None if one["to"] is None else add_days(today, one["to"])
	doc.cancelled = one.get("cancelled", 0)
	if one.get("told_on"):
		doc.append("children_told", {"child": child, "told_on": add_days(today, one["told_on"])})
	try:
		doc.insert()
		result[name] = "fine"
	except Exception as refused:
		result[name] = type(refused).__name__
""",
		manager=RUTH,
		attempts=attempts,
		today=str(TODAY),
		child=child_name(CHILD),
	)
	assert met == {name: name for name in attempts}


def test_whoever_covers_is_independent_of_each_of_the_children(served: Site) -> None:
	manager = Desk(served.url, RUTH, PASSWORD)
	pair = manager.add("Incompatible Pair", iro=DANA, staff_id=f"{RUN}-lead", reason="Line management")
	assert pair.ok, pair
	served.feed.send(
		message(
			"child", CHILD, CHILD, 4, first_name="Robin", last_name="Testford", social_worker=f"{RUN}-lead"
		),
		notify=False,
	)
	away = {"iro": PRIYA, "from_on": str(TODAY), "covering_iro": DANA}
	assert manager.add("IRO Absence", **away).exc_type == "CoverNotIndependent"
	assert manager.change("Incompatible Pair", pair.data["name"], until="2020-01-01").ok
	made = manager.add("IRO Absence", **away)
	assert made.ok
	assert manager.change("IRO Absence", made.data["name"], cancelled=1).ok


def test_an_absence_without_cover_is_on_the_managers_page_and_children_are_still_to_be_told(
	served: Site,
) -> None:
	manager, dana = Desk(served.url, RUTH, PASSWORD), Desk(served.url, DANA, PASSWORD)
	days = {"soon": 14, "later": 15}
	names = {}
	for when, ahead in days.items():
		from_on = TODAY + timedelta(days=ahead)
		made = manager.add("IRO Absence", iro=PRIYA, from_on=str(from_on), to_on=str(from_on))
		assert made.ok, made
		names[when] = made.data["name"]
	figure = manager.call("iro_module.iro_reviews.figures.uncovered_absences").data
	counted = figure["route_options"]["name"][1]
	assert names["soon"] in counted
	assert names["later"] not in counted
	assert figure["value"] == len(counted)
	waiting = "iro_module.iro_records.cover.still_to_be_told"
	children = [one["child"] for one in manager.call(waiting, absence=names["soon"]).data["children"]]
	assert child_name(CHILD) in children
	told = {"child": child_name(CHILD), "told_on": str(TODAY), "told_how": "Letter"}
	assert manager.change("IRO Absence", names["soon"], children_told=[told], covering_iro=DANA).ok
	after = manager.call(waiting, absence=names["soon"]).data
	assert child_name(CHILD) not in [one["child"] for one in after["children"]]
	assert (
		names["soon"]
		not in (
			manager.call("iro_module.iro_reviews.figures.uncovered_absences").data["route_options"]["name"][1]
		)
	)
	assert not dana.add("IRO Absence", iro=DANA, from_on=str(TODAY)).ok
	for name in names.values():
		assert manager.change("IRO Absence", name, cancelled=1).ok
		assert not manager.delete("IRO Absence", name).ok


def test_the_social_worker_of_a_child_follows_the_feed_and_the_staff_list(served: Site) -> None:
	served.feed.send(
		message(
			"child", CHILD, CHILD, 5, first_name="Robin", last_name="Testford", social_worker=f"{RUN}-sw"
		),
		message(
			"child", OTHER, OTHER, 2, first_name="Robin", last_name="Testford", social_worker=f"{RUN}-SW"
		),
		notify=False,
	)
	served.run(
		"""
from iro_module.iro_setup.people import staff_name
frappe.db.set_value("Staff Identity", {"user": user}, "user", None)
identity = frappe.get_doc("Staff Identity", staff_name(staff_id))
identity.user = user
identity.save()
""",
		user=WORKER,
		staff_id=f"{RUN}-sw",
	)
	read = "result = frappe.get_all('Looked After Child', {'name': ('in', names)}, ['name', 'social_worker_user'])"
	names = [child_name(CHILD), child_name(OTHER)]
	mapped = {row["name"]: row["social_worker_user"] for row in served.run(read, names=names)}
	assert mapped == {names[0]: WORKER, names[1]: None}  # …-SW is another person
	served.feed.send(
		message("child", CHILD, CHILD, 6, first_name="Robin", last_name="Testford", social_worker=f"{RUN}-9"),
		notify=False,
	)
	assert served.run(read, names=names[:1])[0]["social_worker_user"] is None


def test_a_child_who_has_left_care_is_marked(served: Site) -> None:
	child = f"{RUN}-3"
	served.feed.send(*looked_after(child, SINCE), notify=False)
	read = "result = str(frappe.db.get_value('Looked After Child', name, 'left_care_on') or '')"
	assert served.run(read, name=child_name(child)) == ""
	ended = TODAY - timedelta(days=1)
	served.feed.send(
		message(
			"period-of-care",
			child,
			f"{child}-PC",
			2,
			start_date=SINCE,
			end_date=ended,
			end_reason="E4A",
		),
		notify=False,
	)
	assert served.run(read, name=child_name(child)) == str(ended)
