"""Which children's rows a person reaches: the same over lists, documents, searches, numbers, values and reports."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from iro_module.permissions.truth_table import CASE_DOCTYPES, rights
from tests.platform.permissions.cast import CHILDREN, ONE_ROLE, REACHED_BY, USERS, Cast, email

pytestmark = pytest.mark.platform

INBOX = ("Record Message", "Record Message Payload")
AS_THE_CHILD = tuple(one for one in CASE_DOCTYPES if one not in INBOX)
ROUTES = ("list", "document", "number", "value", "search", "report")

ASK = """
import json
from iro_module.permissions import doors
from frappe.desk import reportview

docs = {doctype: {child: frappe.get_doc(doctype, name) for child, name in names[doctype].items()} for doctype in doctypes}

def reached(doctype):
	rows, found = names[doctype], {route: [] for route in routes}
	found["document"] = [child for child, doc in docs[doctype].items() if frappe.has_permission(doctype, "read", doc=doc)]
	if not frappe.has_permission(doctype, "read"):
		return found
	shown = {
		"list": frappe.get_list(doctype, pluck="name", limit=0),
		"search": [row["value"] for row in doors.search_link(doctype, "prm-", page_length=100, ignore_user_permissions=True)],
		"value": [
			name for name in rows.values() if name.startswith(("prm-own", "prm-restricted", "prm-named"))
			and frappe.client.get_value(doctype, "name", {"name": name})
		],
	}
	frappe.local.form_dict = frappe._dict(doctype=doctype, fields=json.dumps([f"`tab{doctype}`.`name`"]), filters="[]", start=0, page_length=0, view="Report")
	report = reportview.get() or {}
	shown["report"] = [row[0] for row in report.get("values", [])] if report else []
	for route, names_shown in shown.items():
		found[route] = [child for child, name in rows.items() if name in names_shown]
	found["number"] = doors.get_count(doctype, {"name": ("in", list(rows.values()))})
	return found

result = {}
for who, user in users.items():
	frappe.set_user(user)
	result[who] = {doctype: reached(doctype) for doctype in doctypes}
"""


@pytest.fixture(scope="module")
def reached(cast: Cast) -> dict[str, Any]:
	"""Who → doctype → route → the children whose row came."""
	found = cast.run(
		ASK,
		users={who: email(who) for who in ONE_ROLE},
		names=cast.names,
		doctypes=list(AS_THE_CHILD),
		routes=list(ROUTES),
	)
	assert isinstance(found, dict)
	return found


@pytest.mark.parametrize("who", ONE_ROLE)
@pytest.mark.parametrize("route", ROUTES)
def test_a_person_reaches_the_same_children_by_every_route(
	reached: dict[str, Any], who: str, route: str
) -> None:
	(role,) = USERS[who]
	mine = {child for child in CHILDREN if who in REACHED_BY[child]}
	for doctype in AS_THE_CHILD:
		expected = mine if "read" in rights(doctype, role) else set()
		found = reached[who][doctype][route]
		if route == "number":
			assert (found or 0) == len(expected), doctype
		elif route == "value":
			assert set(found) == expected & {"own", "restricted", "named"}, doctype
		else:
			assert set(found) == expected, doctype


def test_over_http_too(cast: Cast) -> None:
	"""Read and list of each doctype by each role, as a program would ask."""

	def ask(who: str) -> list[str]:
		wrong, desk = [], cast.desk(who)
		(role,) = USERS[who]
		for doctype in AS_THE_CHILD:
			may = "read" in rights(doctype, role)
			listed = desk.list(doctype)
			if listed.status != (200 if may else 403):
				wrong.append(f"{who}: list of {doctype} {listed.status}")
			for child in ("own", "restricted"):
				expected = 200 if may and who in REACHED_BY[child] else 403
				got = desk.get(doctype, cast.names[doctype][child]).status
				if got != expected:
					wrong.append(f"{who}: {doctype} of {child} {got}")
		return wrong

	people = ("iro", "manager", "admin", "social", "team", "senior", "quality", "data", "system", "sysman")
	with ThreadPoolExecutor(3) as threads:
		assert [one for wrong in threads.map(ask, people) for one in wrong] == []


SEARCH = {"doctype": "Looked After Child", "txt": "prm", "page_length": 100, "ignore_user_permissions": 1}


def test_a_link_search_from_the_browser_names_no_child_out_of_reach(cast: Cast) -> None:
	"""Frappe's own leaves out every condition where the browser says `ignore_user_permissions`."""
	for who in ("social", "team", "iro", "admin"):
		mine = {f"prm-{child}" for child in CHILDREN if who in REACHED_BY[child]}
		desk = cast.desk(who)
		for method in ("search_link", "search_widget"):
			for more in ({}, {"reference_doctype": "Child Relationship"}, {"filters": "{}"}):
				found = desk.call(f"frappe.desk.search.{method}", **SEARCH, **more).text
				assert {f"prm-{child}" for child in CHILDREN if f'"prm-{child}"' in found} == mine, (
					who,
					method,
				)
	others = {"doctype": "Looked After Child", "docname": "prm-others"}
	for name in ("prm-others", "prm-nobody"):
		asked = {**others, "docname": name}
		title = cast.desk("social").call("frappe.desk.search.get_link_title", **asked).data
		assert title == "A record that is not open to you"
	assert cast.desk("social").call("frappe.client.validate_link", **others).data == {"name": None}
	counted = {"doctype": "Looked After Child", "filters": {"full_name": ["like", "Prmchild%"]}}
	assert cast.desk("social").call("frappe.client.get_count", **counted).data == 3


def test_the_inbox_hides_messages_about_restricted_children(cast: Cast) -> None:
	for doctype in INBOX:
		shown = cast.desk("data").names(doctype)
		assert cast.names[doctype]["own"] in shown
		assert cast.names[doctype]["restricted"] not in shown
		assert cast.desk("data").get(doctype, cast.names[doctype]["restricted"]).status == 403
	assert (
		cast.desk("manager").get("Record Message Payload", cast.names["Record Message Payload"]["own"]).status
		== 403
	)
	assert cast.desk("manager").get("Record Message", cast.names["Record Message"]["restricted"]).ok


def test_two_roles_do_not_add_up(cast: Cast) -> None:
	"""Each right on the rows of the role that gives it: reading by one role and writing by another is not both."""
	found = cast.run(
		"""
result = {}
for who, doctype, right, name in asked:
	result[f"{who} {right} {doctype}"] = frappe.has_permission(doctype, right, doc=name, user=f"pmx.{who}@example.com")
""",
		asked=[
			["both", "Care Placement", "read", cast.names["Care Placement"]["own"]],
			["both", "IRO Review", "read", cast.names["IRO Review"]["own"]],
			["iroadmin", "IRO Review", "write", cast.names["IRO Review"]["own"]],
			["iroadmin", "IRO Visit", "read", cast.names["IRO Visit"]["own"]],
			["iroadmin", "Midway Review", "read", cast.names["Midway Review"]["own"]],
			["iroadmin", "Midway Review", "write", cast.names["Midway Review"]["own"]],
			["iroadmin", "IRO Review", "create", cast.names["IRO Review"]["own"]],
		],
	)
	assert found == {
		"both read Care Placement": True,
		"both read IRO Review": False,
		"iroadmin write IRO Review": True,  # bookings and papers: the review administrator's
		"iroadmin read IRO Visit": False,
		"iroadmin read Midway Review": True,
		"iroadmin write Midway Review": False,
		"iroadmin create IRO Review": False,
	}


@pytest.mark.parametrize("allow", ["User", "Social Work Team", "IRO Review", "Escalation Theme"])
def test_a_user_permission_on_another_doctype_changes_nothing(cast: Cast, allow: str) -> None:
	value = {
		"User": email("senior"),
		"Social Work Team": "Prm South",
		"IRO Review": cast.names["IRO Review"]["others"],
	}.get(allow, "Prm theme")
	before, during = cast.run(
		"""
if allow == "Escalation Theme" and not frappe.db.exists(allow, value):
	frappe.get_doc({"doctype": allow, "name": value, frappe.get_meta(allow).fields[0].fieldname: value}).insert(set_name=value)

def seen():
	frappe.set_user(user)
	found = {doctype: sorted(frappe.get_list(doctype, pluck="name", limit=0)) for doctype in doctypes if frappe.has_permission(doctype)}
	frappe.set_user("Administrator")
	return found

before = seen()
permission = frappe.get_doc({"doctype": "User Permission", "user": user, "allow": allow, "for_value": value}).insert()
during = seen()
permission.delete()
result = [before, during]
""",
		user=email("iro"),
		allow=allow,
		value=value,
		doctypes=[one for one in AS_THE_CHILD if one != allow],
	)
	assert during == before


def test_a_user_permission_on_a_child_narrows_and_never_widens(cast: Cast) -> None:
	"""Frappe joins conditions with a bare AND: one that is not bracketed would let this user out."""
	shown = cast.run(
		"""
permission = frappe.get_doc({"doctype": "User Permission", "user": user, "allow": "Looked After Child", "for_value": child}).insert()
frappe.set_user(user)
result = frappe.get_list("IRO Review", pluck="child", limit=0)
frappe.set_user("Administrator")
permission.delete()
""",
		user=email("iro"),
		child=cast.names["Looked After Child"]["others"],
	)
	assert shown == []


def test_a_condition_is_one_bracketed_expression(cast: Cast) -> None:
	conditions = cast.run(
		"""
from iro_module.permissions import criteria, references
hooks = frappe.get_hooks("permission_query_conditions")
result = [
	frappe.get_attr(path)(user, doctype=doctype)
	for user in users for doctype, paths in hooks.items() for path in paths if path.startswith("iro_module.")
]
""",
		users=[email(who) for who in USERS],
	)
	assert len(conditions) > 100
	for condition in conditions:
		depths = [
			condition[: index + 1].count("(") - condition[: index + 1].count(")")
			for index in range(len(condition))
		]
		assert min(depths[:-1]) >= 1, condition
		assert depths[-1] == 0
