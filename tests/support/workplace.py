"""People around one child on a day, and rows put on the child's file exactly as a figure or a list is to meet them.

The rows pass no controller: a list is tested with the row just inside its rule and the row just outside, whatever way
they came about. They are taken away again after each look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	SOCIAL_WORK_MANAGER,
	SOCIAL_WORKER,
)
from tests.support.site import Site
from tests.support.story import Child, Story, play

Row = dict[str, Any]
Placed = tuple[str, Row]
"""The doctype and the fields of a row."""

TODAY = "2026-05-13"
"""A Wednesday; 4 May 2026 is a bank holiday."""

ROLES = {
	"own": REVIEWING_OFFICER,
	"cover": REVIEWING_OFFICER,
	"stranger": REVIEWING_OFFICER,
	"manager": IRO_MANAGER,
	"administrator": REVIEW_ADMINISTRATOR,
	"worker": SOCIAL_WORKER,
	"chief": SOCIAL_WORK_MANAGER,
	"data": DATA_OFFICER,
}
OF_THE_CHILD = ("own", "cover", "worker", "chief")
"""Those who reach this child and no other one: what they see is known to the last row."""
WHOLE_SERVICE = ("manager", "administrator")
"""Those who also see what else is on the site."""

SET_UP = """
for team in ("Workplace team",):
	if not frappe.db.exists("Social Work Team", team):
		frappe.get_doc({"doctype": "Social Work Team", "team_name": team}).insert()
	doc = frappe.get_doc("Social Work Team", team)
	doc.manager = users["chief"]
	doc.set("members", [{"user": users["worker"]}])
	doc.save()
	for name, child_id, full_name, iro, team_name in children:
		child = frappe.new_doc("Looked After Child")
		child.update({"child_id": child_id, "full_name": full_name, "iro": iro, "team": team_name})
		child.name = name
		child.db_insert()
frappe.db.delete("IRO Absence", {"iro": users["own"]})
absence = frappe.new_doc("IRO Absence")
absence.update({"iro": users["own"], "covering_iro": users["cover"], "from_on": day, "name": "workplace-absence"})
absence.db_insert()
"""

LOOK = """
import json
from frappe.desk import query_report

def put(name, doctype, values):
	doc = frappe.new_doc(doctype)
	tables = {one.fieldname: values.pop(one.fieldname, []) for one in doc.meta.get_table_fields()}
	for one in doc.meta.get("fields", {"fieldtype": "Time"}):
		doc.set(one.fieldname, None)  # Frappe fills a new one with the hour it is
	if doc.meta.has_field("child"):
		doc.child = child
	doc.update(values)
	doc.name = name
	doc.db_insert()
	for fieldname, rows in tables.items():
		for idx, row in enumerate(rows, 1):
			one = frappe.new_doc(doc.meta.get_field(fieldname).options)
			one.update({**row, "parent": name, "parenttype": doctype, "parentfield": fieldname, "idx": idx})
			one.name = f"{name}-{idx}"
			one.db_insert()

def as_a_list_filters(doctype, options):
	# what the desk's list makes of route options
	for fieldname, value in options.items():
		if isinstance(value, list) and str(value[0]).startswith("["):
			yield from ([doctype, fieldname, *json.loads(one)] for one in value)
		elif isinstance(value, list):
			yield [doctype, fieldname, *value]
		else:
			yield [doctype, fieldname, "=", value]

def opened(figure):
	kind, what = figure["route"][:2]
	if kind == "query-report":
		return [row["name"] for row in query_report.run(what, filters=dict(report_filters))["result"]]
	filters = list(as_a_list_filters(what, figure["route_options"]))
	return frappe.get_list(what, filters=filters, pluck="name", limit_page_length=0)

def report(name, **filters):
	return query_report.run(name, filters=filters)["result"]

for key, (doctype, values) in rows.items():
	put(key, doctype, dict(values))
result = {}
for who, user in users.items():
	frappe.set_user(user)
	try:
		result[who] = seen()
	except frappe.PermissionError:
		frappe.clear_messages()
		result[who] = None
frappe.set_user("Administrator")
frappe.db.rollback()
"""


@dataclass
class Workplace:
	"""The story, the people by what they are to the child, the child, and another officer's child."""

	story: Story
	users: dict[str, str]
	child: Child
	foreign: Child
	made: list[str] = field(default_factory=list)

	def look(self, seen: str, rows: Mapping[str, Placed], *who: str, **values: Any) -> dict[str, Any]:
		"""What each of the people sees with these rows on file; None for somebody who is refused. Nothing is kept.

		`seen`: the body of a function on the site, with `report(name, **filters)` and `opened(figure)` at hand.
		"""
		body = "\n".join(f"\t{line}" for line in seen.strip().splitlines())
		users = {one: self.users[one] for one in who or self.users}
		code = f"def seen():\n{body}\n{LOOK}"
		given = {"rows": rows, "users": users, "child": self.child.name, "report_filters": {}, **values}
		found: dict[str, Any] = self.story.run(code, **given)
		return found


@contextmanager
def workplace(site: Site) -> Iterator[Workplace]:
	"""A child with an IRO who is away and covered, a team, and everybody else; gone again at the end."""
	with play(site) as story:
		story.on(TODAY)
		users = {who: story.person(f"workplace.{who}", role) for who, role in ROLES.items()}
		child, foreign = story.child("Wren"), story.child("Finch")
		children = [
			(child.name, child.id, "Wren Workplace", users["own"], "Workplace team"),
			(foreign.name, foreign.id, "Finch Workplace", users["stranger"], None),
		]
		story.run(SET_UP, users=users, children=children, day="2026-05-01")
		yield Workplace(story, users, child, foreign)
		story.run("frappe.db.delete('IRO Absence', {'name': 'workplace-absence'})")
