"""What people read in the desk: names instead of log-ins and hashes, and why a date moved."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta

import pytest

from integration_service.clock import today
from tests.support.feed import looked_after, moved, reviewed
from tests.support.site import IRO, MANAGER, Site

pytestmark = pytest.mark.platform

TODAY = today()
RUN = f"DW{secrets.token_hex(3)}"


def test_colleagues_are_named_to_those_who_work_here(site: Site) -> None:
	found = site.run(
		"""
from iro_module.iro_setup.boot import name_colleagues
def named(user):
	frappe.set_user(user)
	boot = frappe._dict(user_info={})
	name_colleagues(bootinfo=boot)
	return boot.user_info
result = [named(iro).get(manager), named(iro).get("Administrator"), named("Guest")]
result.append(frappe.db.get_value("User", manager, "full_name"))
""",
		iro=IRO,
		manager=MANAGER,
	)
	assert found[0]["fullname"] == found[3]
	assert found[1:3] == [None, {}]


def test_a_search_shows_no_hash_beneath_a_title(site: Site) -> None:
	child = f"{RUN}-S"
	site.feed.send(*looked_after(child, TODAY))
	site.allocate(child)
	(row,) = site.run(
		"""
from iro_module.permissions.doors import search_link
frappe.set_user(manager)
result = search_link("Looked After Child", child)
""",
		manager=MANAGER,
		child=child,
	)
	assert row["label"] == "Robin Testford"
	assert row["description"] == child


def test_the_trail_says_that_the_timetable_moved_the_date(site: Site) -> None:
	child, since = f"{RUN}-V", TODAY - timedelta(days=50)
	site.feed.send(*looked_after(child, since), reviewed(child, TODAY - timedelta(days=25)))
	(review,) = site.rows("IRO Review", child, "name")
	site.feed.send(*moved(child, since, TODAY - timedelta(days=3)))
	versions = site.run(
		'result = frappe.get_all("Version", {"ref_doctype": "IRO Review", "docname": name}, pluck="data")',
		name=review["name"],
	)
	assert versions
	assert {json.loads(one)["updater_reference"]["label"] for one in versions} == {
		"as the review timetable was counted again"
	}


def test_who_carries_a_decision_out_is_told_whose_it_is(site: Site) -> None:
	child = f"{RUN}-D"
	site.feed.send(*looked_after(child, TODAY))
	found = site.run(
		"""
from frappe.desk.form.load import getdoc
from iro_module.domain.records import child_name
owner = "dw.owner@example.com"
if not frappe.db.exists("User", owner):
	user = frappe.new_doc("User")
	user.update({"email": owner, "first_name": "Pat", "send_welcome_email": 0})
	user.insert(ignore_permissions=True)
	user.add_roles("Social Worker")
decision = frappe.new_doc("Review Decision")
decision.update({
	"child": child_name(child), "review": frappe.db.get_value("IRO Review", {"child": child_name(child)}), "owner_user": owner,
	"decision_text": "A test", "owner_role": "Social worker", "due_on": frappe.utils.today(), "made_on": frappe.utils.today(),
})
decision.flags.by_the_service = True
decision.insert(ignore_permissions=True)
def told(who):
	frappe.set_user(who)
	getdoc("Review Decision", decision.name)
	return (frappe.response.docs.pop().get("__onload") or {}).get("out_of_reach")
result = [told(owner), told(manager)]
""",
		child=child,
		manager=MANAGER,
	)
	assert found == ["Robin Testford", None]
