"""Who must not see, write, share or call what. Rights come from the truth table, rows from the criteria."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
import requests

from iro_module.domain.records import child_name
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import DATA_OFFICER, IRO_MANAGER, REVIEWING_OFFICER, SYSTEM_MANAGER
from iro_module.permissions.truth_table import CASE_DOCTYPES, TABLE, rights
from tests.support.desk import Desk
from tests.support.feed import looked_after, message, reviewed
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
SINCE = TODAY - timedelta(days=60)
OWN, OTHERS, RESTRICTED, WAITING = "PRM-1", "PRM-2", "PRM-3", "PRM-4"
"""Allocated to the IRO; to another; restricted and to another; to nobody yet."""
FED = ("Child Details", "Period of Care", "Care Placement", "Care Legal Status", "Review Held Elsewhere")

USERS = {
	"prm.iro@example.com": REVIEWING_OFFICER,
	"prm.other@example.com": REVIEWING_OFFICER,
	"prm.manager@example.com": IRO_MANAGER,
	"prm.data@example.com": DATA_OFFICER,
	"prm.admin@example.com": SYSTEM_MANAGER,
}

MAKE_USERS = """
for email, role in users.items():
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.split("@")[0], "send_welcome_email": 0, "new_password": password})
		user.insert(ignore_permissions=True)
		user.add_roles(role)
"""


@dataclass
class People:
	"""The people of these tests at their desks."""

	site: Site
	iro: Desk
	other: Desk
	manager: Desk
	data: Desk
	admin: Desk
	names: dict[str, dict[str, set[str]]]

	def of_role(self, role: str) -> Desk:
		return {
			REVIEWING_OFFICER: self.iro,
			IRO_MANAGER: self.manager,
			DATA_OFFICER: self.data,
			SYSTEM_MANAGER: self.admin,
		}[role]


@pytest.fixture(scope="module")
def people(site: Site) -> People:
	site.run(MAKE_USERS, users=USERS, password=PASSWORD)
	for child_id in (OWN, OTHERS, RESTRICTED, WAITING):
		site.feed.send(
			*looked_after(child_id, SINCE), reviewed(child_id, TODAY - timedelta(days=30)), notify=False
		)
	site.feed.send(
		message("child", RESTRICTED, RESTRICTED, 2, first_name="Robin", last_name="Kept", restricted=True),
		notify=False,
	)
	for child_id in (OWN, OTHERS, RESTRICTED, WAITING):
		site.feed.send(
			message(
				"placement", child_id, f"{child_id}-P1", 2, start_date=SINCE, placement_type="U6", reason_new_episode="S",
				end_date=TODAY - timedelta(days=2), reason_place_change="CREQB",
			),
			message(
				"placement", child_id, f"{child_id}-P2", start_date=TODAY - timedelta(days=2), placement_type="K2",
				reason_new_episode="P",
			),
		)  # fmt: skip
	site.allocate(OWN, "prm.iro@example.com")
	site.allocate(OTHERS, "prm.other@example.com")
	site.allocate(RESTRICTED, "prm.other@example.com")
	desks = [Desk(site.url, email, PASSWORD) for email in USERS]
	return People(site, *desks, names=_names(site))


def _names(site: Site) -> dict[str, dict[str, set[str]]]:
	"""Doctype → child id → the names of its rows, as Administrator sees them."""
	found = site.run(
		"""
result = {}
for doctype in doctypes:
	for child_id, name in children.items():
		by = {"Looked After Child": {"name": name}, "Record Message": {"child_id": child_id}}.get(doctype, {"child": name})
		result.setdefault(doctype, {})[child_id] = frappe.get_all(doctype, by, pluck="name")
""",
		doctypes=list(CASE_DOCTYPES),
		children={child_id: child_name(child_id) for child_id in (OWN, OTHERS, RESTRICTED, WAITING)},
	)
	assert isinstance(found, dict)
	return {
		doctype: {child: set(names) for child, names in by_child.items()}
		for doctype, by_child in found.items()
	}


def names_of(people: People, doctype: str, child_id: str) -> set[str]:
	"""The rows of a child."""
	names = people.names[doctype][child_id]
	assert names, f"{doctype} has no row of {child_id}: the test would prove nothing"
	return names


# --- rights: the truth table --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [REVIEWING_OFFICER, IRO_MANAGER, DATA_OFFICER, SYSTEM_MANAGER])
@pytest.mark.parametrize("doctype", sorted(TABLE))
def test_a_doctype_opens_for_the_roles_of_the_truth_table_alone(
	people: People, doctype: str, role: str
) -> None:
	desk = people.of_role(role)
	answer = desk.get(doctype, doctype) if doctype == "IRO Settings" else desk.list(doctype)
	if "read" in rights(doctype, role):
		assert answer.ok
	else:
		assert (answer.status, answer.exc_type) == (403, "PermissionError")


def test_the_rights_on_the_site_are_those_of_the_table(people: People) -> None:
	on_site = people.site.run(
		"""
from iro_module.permissions.truth_table import RIGHTS
result = {
	doctype: {row.role: sorted(r for r in RIGHTS if row.get(r)) for row in frappe.get_meta(doctype).permissions}
	for doctype in doctypes
}
""",
		doctypes=list(TABLE),
	)
	assert on_site == {
		doctype: {role: sorted(rights(doctype, role)) for role in roles} for doctype, roles in TABLE.items()
	}


# --- rows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doctype", sorted(set(CASE_DOCTYPES) - {"Record Message"}))
def test_an_iro_reaches_own_children_alone(people: People, doctype: str) -> None:
	own = names_of(people, doctype, OWN)
	shown = people.iro.names(doctype)
	assert own <= shown
	for child_id in (OTHERS, RESTRICTED, WAITING):
		others = names_of(people, doctype, child_id)
		assert not others & shown
		assert people.iro.get(doctype, min(others)).status == 403
	assert people.iro.get(doctype, min(own)).ok


@pytest.mark.parametrize("doctype", sorted(CASE_DOCTYPES))
def test_the_manager_reaches_every_child(people: People, doctype: str) -> None:
	shown = people.manager.names(doctype)
	for child_id in (OWN, OTHERS, RESTRICTED, WAITING):
		names = names_of(people, doctype, child_id)
		assert names <= shown
		assert people.manager.get(doctype, min(names)).ok


@pytest.mark.parametrize("doctype", ["Looked After Child", "Record Message", *FED])
def test_the_data_officer_reaches_all_but_the_restricted(people: People, doctype: str) -> None:
	shown = people.data.names(doctype)
	assert names_of(people, doctype, WAITING) <= shown
	kept = names_of(people, doctype, RESTRICTED)
	assert not kept & shown
	assert people.data.get(doctype, min(kept)).status == 403


def test_the_data_officer_reads_messages_without_a_child(people: People) -> None:
	(settled,) = people.site.feed.send('{"specversion": "1.0"')
	assert settled.id in people.data.names("Record Message", outcome="refused")


def test_a_restricted_child_stays_with_its_iro_and_the_manager(people: People) -> None:
	name = child_name(RESTRICTED)
	assert people.other.get("Looked After Child", name).ok
	assert people.manager.get("Looked After Child", name).ok
	for desk in (people.iro, people.data, people.admin):
		assert desk.get("Looked After Child", name).status == 403


def test_two_roles_do_not_add_up_to_more_than_each(people: People) -> None:
	"""An IRO who is also data officer reads all records, but still only the reviews of own children."""
	people.site.run(
		MAKE_USERS + "frappe.get_doc('User', 'prm.both@example.com').add_roles('Records Data Officer')",
		users={"prm.both@example.com": REVIEWING_OFFICER},
		password=PASSWORD,
	)
	both = Desk(people.site.url, "prm.both@example.com", PASSWORD)
	assert names_of(people, "Care Placement", OWN) <= both.names("Care Placement")
	assert not both.names("IRO Review")
	assert not both.names("IRO Prompt")


def test_a_user_permission_narrows_and_never_widens(people: People) -> None:
	"""Frappe joins conditions with a bare AND: one that is not bracketed would let this user out."""
	shown = people.site.run(
		"""
permission = frappe.get_doc({"doctype": "User Permission", "user": user, "allow": "Looked After Child", "for_value": child})
permission.insert()
frappe.set_user(user)
result = frappe.get_list("IRO Review", pluck="child", limit=0)
frappe.set_user("Administrator")
permission.delete()
""",
		user="prm.iro@example.com",
		child=child_name(OTHERS),
	)
	assert shown == []


def test_a_condition_is_one_bracketed_expression(people: People) -> None:
	conditions = people.site.run(
		"""
from iro_module.permissions.criteria import list_condition
result = [list_condition(user, doctype) for user in users for doctype in doctypes]
""",
		users=list(USERS),
		doctypes=list(CASE_DOCTYPES),
	)
	assert isinstance(conditions, list)
	for condition in conditions:
		depths = [
			condition[: index + 1].count("(") - condition[: index + 1].count(")")
			for index in range(len(condition))
		]
		assert min(depths[:-1]) >= 1, condition
		assert depths[-1] == 0


def test_a_review_is_not_moved_into_reach_by_naming_another_child(people: People) -> None:
	review = min(names_of(people, "IRO Review", OTHERS))
	assert people.iro.change("IRO Review", review, child=child_name(OWN)).status == 403


def test_an_iro_adds_no_review_for_somebody_elses_child(people: People) -> None:
	due = (TODAY + timedelta(days=9)).isoformat()
	assert people.iro.add("IRO Review", child=child_name(WAITING), due_on=due).status == 403


# --- nothing leaves, nothing goes ---------------------------------------------------------------------------


@pytest.mark.parametrize("doctype", sorted(CASE_DOCTYPES))
def test_nobody_may_delete(people: People, doctype: str) -> None:
	assert people.manager.delete(doctype, min(names_of(people, doctype, OWN))).status == 403


def test_not_even_an_administrator_deletes(people: People) -> None:
	refused = people.site.run(
		"""
result = {}
for doctype, name in names.items():
	try:
		frappe.delete_doc(doctype, name)
	except Exception as problem:
		result[doctype] = type(problem).__name__
	frappe.db.rollback()
""",
		names={doctype: min(names_of(people, doctype, OWN)) for doctype in CASE_DOCTYPES},
	)
	assert refused == dict.fromkeys(CASE_DOCTYPES, "NothingIsDeleted")


def test_nobody_shares(people: People) -> None:
	review = min(names_of(people, "IRO Review", OWN))
	share = {"doctype": "IRO Review", "name": review, "user": "prm.other@example.com"}
	assert people.iro.call("frappe.share.add", **share).status == 403
	assert people.manager.call("frappe.share.add", **share).status == 403
	assert people.other.get("IRO Review", review).status == 403


def test_a_share_made_by_code_is_refused_too(people: People) -> None:
	refused = people.site.run(
		"""
import frappe.share
result = []
for make in (
	lambda: frappe.share.add_docshare("IRO Review", name, "prm.other@example.com", flags={"ignore_share_permission": True}),
	lambda: frappe.get_doc("IRO Review", name).get_document_share_key(),
):
	try:
		make()
	except Exception as problem:
		result.append(type(problem).__name__)
frappe.db.rollback()
""",
		name=min(names_of(people, "IRO Review", OWN)),
	)
	assert refused == ["SharingRefused", "SharingRefused"]


def test_assigning_a_task_opens_no_document(people: People) -> None:
	review = min(names_of(people, "IRO Review", OWN))
	people.manager.call(
		"frappe.desk.form.assign_to.add",
		assign_to='["prm.other@example.com"]',
		doctype="IRO Review",
		name=review,
	)
	assert people.other.get("IRO Review", review).status == 403


def test_tracking_cannot_be_switched_off(people: People) -> None:
	refused = people.site.run(
		"""
try:
	frappe.make_property_setter({"doctype": "IRO Review", "doctype_or_field": "DocType", "property": "track_changes", "value": "0", "property_type": "Check"})
except Exception as problem:
	result = type(problem).__name__
frappe.db.rollback()
"""
	)
	assert refused == "LockedSetting"


def test_an_administrator_reads_no_case_content_through_frappes_own_logs(people: People) -> None:
	review = min(names_of(people, "IRO Review", OWN))
	assert people.iro.change("IRO Review", review, booked_on=TODAY.isoformat()).ok
	assert people.iro.add(
		"Comment",
		comment_type="Comment",
		reference_doctype="IRO Review",
		reference_name=review,
		content="private",
	).status in (200, 403)
	versions = people.site.run(
		"result = frappe.get_all('Version', {'docname': name}, pluck='name')", name=review
	)
	assert isinstance(versions, list)
	assert versions
	assert not set(versions) & people.admin.names("Version")
	assert people.admin.get("Version", versions[0]).status == 403
	assert not people.admin.names("Comment", reference_doctype="IRO Review")


# --- the integration user -----------------------------------------------------------------------------------

REFUSED = (
	"/api/resource/IRO%20Review",
	"/api/resource/User",
	"/api/v1/method/iro_module.intake.api.health",
	"/api/v2/method/iro_module.intake.api.health",
	"/api/v2/document/IRO%20Review",
	"/api/method/frappe.client.get_list?doctype=User",
	"/api/method/frappe.auth.get_logged_user",
	"/api/method/iro_module.intake.api.health/",
	"/api/method/iro_module.intake.api.health?cmd=frappe.auth.get_logged_user",
	"/?cmd=frappe.auth.get_logged_user",
	"/app",
	"/app/iro-review",
	"/me",
	"/",
	"/private/files/anything.pdf",
	"/backups/anything.sql.gz",
)


def as_integration(site: Site, path: str, **more: object) -> requests.Response:
	headers = {"Authorization": f"token {site.key}:{site.secret}"}
	return requests.request(
		str(more.pop("verb", "GET")),
		f"{site.url}{path}",
		headers=headers,
		timeout=60,
		allow_redirects=False,
		**more,
	)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", REFUSED)
def test_the_integration_user_may_call_nothing_else(site: Site, path: str) -> None:
	assert as_integration(site, path).status_code == 403


def test_nor_by_a_command_in_the_body(site: Site) -> None:
	path = "/api/method/iro_module.intake.api.ingest"
	answer = as_integration(site, path, verb="POST", json={"cmd": "frappe.auth.get_logged_user"})
	assert answer.status_code == 403
	assert "example" not in answer.text


def test_the_integration_user_may_call_its_three_methods(site: Site) -> None:
	for method in ("health", "planned_reviews"):
		assert as_integration(site, f"/api/method/iro_module.intake.api.{method}").status_code == 200
	answer = as_integration(
		site, "/api/method/iro_module.intake.api.ingest", verb="POST", json={"entries": [], "notify": False}
	)
	assert answer.json()["message"] == {"outcomes": [], "voided": 0}


@pytest.mark.parametrize("role", [REVIEWING_OFFICER, IRO_MANAGER, DATA_OFFICER, SYSTEM_MANAGER])
def test_nobody_else_may_call_them(people: People, role: str) -> None:
	for method in ("ingest", "planned_reviews", "health"):
		arguments = {"entries": []} if method == "ingest" else {}
		assert people.of_role(role).call(f"iro_module.intake.api.{method}", **arguments).status == 403
