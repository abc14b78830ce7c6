"""The people and children of the permission tests: one user for each role, one child for each way of being reached.

Rows are put into the database as they are, without the doctypes' own rules: who reaches what must hold for any row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	QUALITY_ASSURANCE,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	SENIOR_MANAGER,
	SOCIAL_WORK_MANAGER,
	SOCIAL_WORKER,
	SYSTEM_ADMINISTRATOR,
	SYSTEM_MANAGER,
)
from iro_module.permissions.truth_table import CASE_DOCTYPES
from tests.support.desk import Desk
from tests.support.site import PASSWORD, Site

USERS: dict[str, tuple[str, ...]] = {
	"iro": (REVIEWING_OFFICER,),
	"other": (REVIEWING_OFFICER,),
	"absent": (REVIEWING_OFFICER,),
	"manager": (IRO_MANAGER,),
	"admin": (REVIEW_ADMINISTRATOR,),
	"social": (SOCIAL_WORKER,),
	"team": (SOCIAL_WORK_MANAGER,),
	"service": (SOCIAL_WORK_MANAGER,),
	"senior": (SENIOR_MANAGER,),
	"quality": (QUALITY_ASSURANCE,),
	"data": (DATA_OFFICER,),
	"system": (SYSTEM_ADMINISTRATOR,),
	"sysman": (SYSTEM_MANAGER,),
	"dual": (REVIEWING_OFFICER,),  # allocated to a child whose social worker this person is
	"both": (REVIEWING_OFFICER, DATA_OFFICER),
	"iroadmin": (REVIEWING_OFFICER, REVIEW_ADMINISTRATOR),
}
ONE_ROLE = tuple(who for who in USERS if who not in ("both", "iroadmin"))

OF_A_ROLE = {
	REVIEWING_OFFICER: "iro",
	IRO_MANAGER: "manager",
	REVIEW_ADMINISTRATOR: "admin",
	SOCIAL_WORKER: "social",
	SOCIAL_WORK_MANAGER: "team",
	SENIOR_MANAGER: "senior",
	QUALITY_ASSURANCE: "quality",
	SYSTEM_ADMINISTRATOR: "system",
	DATA_OFFICER: "data",
	SYSTEM_MANAGER: "sysman",
}

NORTH, SOUTH = "Prm North", "Prm South"
CHILDREN: dict[str, dict[str, Any]] = {
	"own": {"iro": "iro", "social_worker": "PRM-SW-1", "team": NORTH},
	"team": {"iro": "other", "social_worker": "PRM-SW-9", "team": NORTH},
	"others": {"iro": "other", "social_worker": "PRM-SW-9", "team": SOUTH},
	"restricted": {"iro": "iro", "social_worker": "PRM-SW-1", "team": NORTH, "restricted": 1},
	"named": {
		"iro": "other",
		"social_worker": "PRM-SW-9",
		"team": SOUTH,
		"restricted": 1,
		"people": ["social", "senior"],
	},
	"left": {"iro": "iro", "social_worker": "PRM-SW-1", "team": NORTH, "left_months_ago": 7},
	"covered": {"iro": "absent", "social_worker": "PRM-SW-9", "team": SOUTH},
	"conflict": {"iro": "dual", "social_worker": "PRM-SW-3", "team": SOUTH},
	# a staff id that differs from the social worker's by case alone, which the database takes for the same
	"lookalike": {"iro": "other", "social_worker": "prm-sw-1", "team": SOUTH},
}
"""What each child is; dates are counted on the site."""

WHOLE_SERVICE = {"admin", "senior", "quality", "data", "manager"}
REACHED_BY: dict[str, set[str]] = {
	"own": {"iro", "social", "team", "service", *WHOLE_SERVICE},
	"team": {"other", "social", "team", "service", *WHOLE_SERVICE},
	"others": {"other", "service", *WHOLE_SERVICE},
	"restricted": {"iro", "manager"},
	"named": {"other", "manager", "social", "senior"},
	"left": {"iro", "manager", "senior", "quality", "data"},
	"covered": {"absent", "iro", "service", *WHOLE_SERVICE},
	"conflict": {"service", *WHOLE_SERVICE},
	"lookalike": {"other", "service", *WHOLE_SERVICE},
}
"""Child → the people of one role who reach it: written down by hand, not taken from the criteria."""


@dataclass
class Cast:
	"""The people of these tests at their desks, and the names of the children's rows."""

	site: Site
	names: dict[str, dict[str, str]]
	"""Doctype → child → the name of its row."""
	_desks: dict[str, Desk] = field(default_factory=dict)

	def desk(self, who: str) -> Desk:
		if who not in self._desks:
			self._desks[who] = Desk(self.site.url, email(who), PASSWORD)
		return self._desks[who]

	def as_it_is(self, doctype: str, name: str) -> dict[str, Any]:
		"""The whole document as a form would hold it, whoever may read it."""
		found = self.site.run("result = frappe.get_doc(doctype, name).as_dict()", doctype=doctype, name=name)
		assert isinstance(found, dict)
		return found

	def run(self, code: str, **values: Any) -> Any:
		return self.site.run(HELPERS + PUT + code, **values)


TIES = ("social worker", "team manager", "service manager", "member")
"""What ties somebody to the case of the child `own`; `ties_of` says in code how each comes about."""


def ties_of(who: str) -> list[str]:
	"""For each of TIES, Python that ties that person."""
	return [
		f"frappe.db.set_value('Staff Identity', staff_name('PRM-SW-1'), 'user', mail('{who}'))",
		f"frappe.db.set_value('Social Work Team', 'Prm North', 'manager', mail('{who}'))",
		f"frappe.db.set_value('Social Work Team', 'Prm Service', 'manager', mail('{who}'))",
		"put('Social Work Team Member', name='prm-tie', parent='Prm North', parenttype='Social Work Team', "
		f"parentfield='members', user=mail('{who}'))",
	]


def email(who: str) -> str:
	return f"pmx.{who}@example.com"


HELPERS = '''
def attempt(act, *args, **kwargs):
	"""The class of what it raises; None where it is done."""
	frappe.db.savepoint("attempt")
	try:
		act(*args, **kwargs)
	except Exception as problem:
		frappe.db.rollback(save_point="attempt")
		frappe.clear_messages()
		return type(problem).__name__
	return None
'''

PUT = '''
from frappe.utils import add_days, add_months
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import staff_name

def put(doctype, **values):
	"""A row as it is; one of the same name is replaced."""
	name = values.get("name") or frappe.generate_hash(length=12)
	frappe.db.delete(doctype, {"name": name})
	doc = frappe.new_doc(doctype)
	tables = {field.fieldname: values.pop(field.fieldname, []) for field in doc.meta.get_table_fields()}
	doc.update({**values, "name": name})
	doc.db_insert()
	for fieldname, rows in tables.items():
		child = doc.meta.get_field(fieldname).options
		frappe.db.delete(child, {"parent": name, "parenttype": doctype})
		for idx, row in enumerate(rows, 1):
			one = frappe.new_doc(child)
			one.update({**row, "name": f"{name}-{fieldname}-{idx}", "parent": name, "parenttype": doctype, "parentfield": fieldname, "idx": idx})
			one.db_insert()
	return name

def mail(who):
	return f"pmx.{who}@example.com"
'''

MAKE = """
for who, roles in users.items():
	if not frappe.db.exists("User", mail(who)):
		user = frappe.new_doc("User")
		user.update({"email": mail(who), "first_name": who.title(), "send_welcome_email": 0, "new_password": password})
		user.insert(ignore_permissions=True)
		user.add_roles(*roles)

for staff_id, who in (("PRM-SW-1", "social"), ("PRM-SW-3", "dual")):
	put("Staff Identity", name=staff_name(staff_id), staff_id=staff_id, user=mail(who))
for team in ("Prm North", "Prm South", "Prm Service"):
	if frappe.db.exists("Social Work Team", team):
		frappe.delete_doc("Social Work Team", team, force=True)
service = frappe.get_doc({"doctype": "Social Work Team", "team_name": "Prm Service", "is_group": 1, "manager": mail("service")}).insert()
frappe.get_doc({"doctype": "Social Work Team", "team_name": "Prm North", "parent_social_work_team": service.name, "manager": mail("team"), "members": [{"user": mail("social")}]}).insert()
frappe.get_doc({"doctype": "Social Work Team", "team_name": "Prm South", "parent_social_work_team": service.name}).insert()
put("IRO Absence", name="prm-absence", iro=mail("absent"), covering_iro=mail("iro"), from_on=add_days(today(), -3))
put("IRO Absence", name="prm-absence-over", iro=mail("other"), covering_iro=mail("iro"), from_on=add_days(today(), -30), to_on=add_days(today(), -1))
put("IRO Absence", name="prm-absence-to-come", iro=mail("other"), covering_iro=mail("iro"), from_on=add_days(today(), 1))
put("IRO Absence", name="prm-absence-cancelled", iro=mail("other"), covering_iro=mail("iro"), from_on=add_days(today(), -3), cancelled=1)

for held, of in (("DocShare", "share_doctype"), ("Document Share Key", "reference_doctype"), ("Document Follow", "ref_doctype")):
	frappe.db.delete(held, {of: ("in", doctypes)})
names = {}
for child, is_ in children.items():
	key = f"prm-{child}"
	left = is_.get("left_months_ago")
	put(
		"Looked After Child", name=key, child_id=f"PRM-{child}", full_name=f"Prmchild {child}", iro=mail(is_["iro"]),
		social_worker=is_["social_worker"], team=is_["team"], restricted=is_.get("restricted", 0),
		left_care_on=add_months(today(), -left) if left else None,
		named_people=[{"user": mail(who)} for who in is_.get("people", [])],
	)
	names.setdefault("Looked After Child", {})[child] = key
	names.setdefault("Record Message", {})[child] = put("Record Message", name=f"prm-message-{child}", child_id=f"PRM-{child}", outcome="applied")
	names.setdefault("Record Message Payload", {})[child] = put("Record Message Payload", name=f"prm-message-{child}", child_id=f"PRM-{child}", payload="secretword")
	for doctype in doctypes:
		if doctype in names and child in names[doctype]:
			continue
		values = {"name": f"prm-{child}-{frappe.scrub(doctype)}", "child": key}
		meta = frappe.get_meta(doctype)
		for fieldname, value in (
			("words", "secretword"), ("what_is_wrong", "secretword"), ("decision_text", f"Prmdecision {child}"),
			("review", f"prm-{child}-iro_review"), ("related_child", key), ("title", f"Prmtitle {child}"),
		):
			if meta.has_field(fieldname):
				values[fieldname] = value
		if meta.has_field("record_version") and meta.has_field("voided"):
			# a tombstone: the timetable passes over it
			values.update({"source": "prm", "record_id": f"{key}-{doctype}", "record_version": 1, "voided": 1})
		if doctype == "IRO Prompt":
			values.update({"rule": "C11", "subject": key, "tell": "IRO", "tell_by": today(), "reason": "x", "state": "Dismissed"})
		if doctype == "IRO Escalation":
			values.update({"state": "Formal", "raised_by": mail("iro")})
		if doctype == "IRO Review":
			values.update({"status": "Planned", "agenda": [{"childs_view": "secretword"}], "due_on": today(), "statutory_due_on": today()})
		if doctype == "Joint Review Booking":
			values.pop("child")
			values.update({"booked_on": today(), "children": [{"child": key}]})
		names.setdefault(doctype, {})[child] = put(doctype, **values)
frappe.clear_cache()
result = names
"""


def make(site: Site) -> Cast:
	"""Make everything, or make it again as it was."""
	names = site.run(
		PUT + MAKE,
		users={who: list(roles) for who, roles in USERS.items()},
		children=CHILDREN,
		doctypes=list(CASE_DOCTYPES),
		password=PASSWORD,
	)
	assert isinstance(names, dict)
	return Cast(site, names)
