"""An IRO is away: who acts for the children, for which days, and who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.records import child_name
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER, SOCIAL_WORKER
from tests.support.desk import Desk
from tests.support.feed import looked_after, message, moved
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
SINCE = TODAY - timedelta(days=60)
CHILD, OTHER = "ABS-1", "ABS-2"
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


def test_a_cancelled_absence_gives_nobody_anything(served: Site, absence: Any) -> None:
	manager = Desk(served.url, RUTH, PASSWORD)
	assert manager.change("IRO Absence", absence["name"], cancelled=1).ok
	assert acting(served, TODAY)["acts"][DANA] is False
	assert cover_of(served) == [PRIYA, None]


def test_the_social_worker_of_a_child_follows_the_feed_and_the_staff_list(served: Site) -> None:
	served.feed.send(
		message("child", CHILD, CHILD, 2, first_name="Robin", last_name="Testford", social_worker="ABS-sw"),
		message("child", OTHER, OTHER, 2, first_name="Robin", last_name="Testford", social_worker="ABS-SW"),
		notify=False,
	)
	served.run(
		"""
from iro_module.iro_setup.people import staff_name
identity = frappe.get_doc("Staff Identity", staff_name("ABS-sw"))
identity.user = user
identity.save()
""",
		user=WORKER,
	)
	read = "result = frappe.get_all('Looked After Child', {'name': ('in', names)}, ['name', 'social_worker_user'])"
	names = [child_name(CHILD), child_name(OTHER)]
	mapped = {row["name"]: row["social_worker_user"] for row in served.run(read, names=names)}
	assert mapped == {names[0]: WORKER, names[1]: None}  # ABS-SW is another person
	served.feed.send(
		message("child", CHILD, CHILD, 3, first_name="Robin", last_name="Testford", social_worker="ABS-9"),
		notify=False,
	)
	assert served.run(read, names=names[:1])[0]["social_worker_user"] is None


def test_a_child_who_has_left_care_is_marked(served: Site) -> None:
	child = "ABS-3"
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
