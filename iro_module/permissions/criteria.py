"""Which rows a person reaches: one criterion for each doctype, for lists and for single documents alike.

Frappe's hooks can only deny, so rights come from the truth table and rows from here. What somebody may do to a row is
asked role by role: a role that gives the right must itself reach the row, so that two roles of one person never add up
to more than each gives. A list condition is one bracketed expression: Frappe joins several with a bare AND.
"""

from collections.abc import Iterable
from typing import Any

import frappe
from pypika.terms import Criterion

from iro_module.iro_setup.roles import SOCIAL_WORK_MANAGER
from iro_module.iro_setup.terms import any_of, never
from iro_module.permissions.reach import CHILD, children
from iro_module.permissions.rows import ALLOCATING, rows
from iro_module.permissions.standing import Standing, standing_of
from iro_module.permissions.truth_table import RIGHTS, ROW_DOCTYPES, WRITES_LEVEL_1, rights

LOOKING = frozenset({"select", "read", "print", "email", "report", "export", "share"})
LEVEL_1 = "write level 1"
"""Asked by `CaseDocument` of Frappe's hook: may the user write this document's fields of permission level 1?"""
REPLY = "reply as manager"
"""Asked by `managers_reply`: does the user reach this review as the child's social work manager?"""
CHILD_FIELDS = ("child", "related_child")
JOINT = "Joint Review Booking"


def list_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook `permission_query_conditions`: the rows of the doctype that the user may see in lists and reports."""
	user = user or frappe.session.user
	if user == "Administrator" or doctype not in ROW_DOCTYPES:
		return ""
	return f"({sql_of(criterion(doctype, user))})"


def table_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""The same for a child table, whose rows Frappe lists to everybody who may read some document that has it."""
	user = user or frappe.session.user
	if user == "Administrator" or not doctype:
		return ""
	row = frappe.qb.DocType(doctype)
	reached = []
	for parent in parents_of(doctype):
		document = frappe.qb.DocType(parent)
		names = frappe.qb.from_(document).where(criterion(parent, user)).select(document.name)
		reached.append((row.parenttype == parent) & row.parent.isin(names))
	return f"({sql_of(any_of(reached))})"


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	"""Hook `has_permission`: whether the user reaches this document. Denies only; True leaves it to the rights.

	Looks at the row on file and, where the document in hand names other children than the row, at those too.
	"""
	user = user or frappe.session.user
	if user == "Administrator" or doc.doctype not in ROW_DOCTYPES:
		return True
	right = ptype if ptype in (*RIGHTS, LEVEL_1, REPLY) else "read"
	roles = roles_for(doc.doctype, user, right)
	if not roles:
		return False
	standing, acting = standing_of(user), right not in LOOKING
	reached, on_file = _on_file(doc, any_of([rows(doc.doctype, role, standing, acting) for role in roles]))
	named = _children_named(doc) - on_file
	return reached and (not named or _reaches_all(named, doc.doctype, roles, standing, acting))


def criterion(doctype: str, user: str, right: str = "read") -> Criterion:
	"""The rows of the doctype to which the user has the right; none without a role that gives it."""
	roles = roles_for(doctype, user, right)
	if not roles:
		return never()
	standing = standing_of(user)
	return any_of([rows(doctype, role, standing, right not in LOOKING) for role in roles])


def roles_for(doctype: str, user: str, right: str) -> tuple[str, ...]:
	"""The user's roles that give the right on the doctype, by the truth table."""
	held = frappe.get_roles(user)
	if right == LEVEL_1:
		return tuple(role for role in WRITES_LEVEL_1.get(doctype, ()) if role in held)
	if right == REPLY:
		return tuple(role for role in (SOCIAL_WORK_MANAGER,) if role in held)
	wanted = "read" if right == "select" else right
	return tuple(role for role in held if wanted in rights(doctype, role) and "read" in rights(doctype, role))


def parents_of(table: str) -> list[str]:
	"""The doctypes with rows of their own rule that have this child table."""
	return [
		parent
		for parent in ROW_DOCTYPES
		if any(field.options == table for field in frappe.get_meta(parent).get_table_fields())
	]


def _on_file(doc: Any, reached: Criterion) -> tuple[bool, set[str]]:
	"""Whether the row on file is reached (or there is none yet), and the children whom it names."""
	if not doc.name:
		return True, set()
	fields = _child_fields(doc)
	columns = ", ".join([f"({sql_of(reached)})", *(f"`{one}`" for one in fields)])
	name = frappe.db.escape(str(doc.name), percent=False)
	table = f"`tab{doc.doctype}`"
	row = frappe.db.sql(f"SELECT {columns} FROM {table} WHERE {table}.`name` = {name}")  # noqa: S608
	if not row:
		return True, set()
	if doc.doctype == JOINT:
		booked = {"parent": doc.name, "parenttype": JOINT}
		return bool(row[0][0]), set(frappe.get_all("Joint Booking Child", booked, pluck="child"))
	return bool(row[0][0]), set(row[0][1:])


def _reaches_all(
	named: set[str], doctype: str, roles: Iterable[str], standing: Standing, acting: bool
) -> bool:
	"""Children whom the document names and the row on file does not are reached too: naming one opens nothing."""
	table = frappe.qb.DocType(CHILD)
	acting = acting and doctype not in ALLOCATING
	reached = any_of([children(table, role, standing, acting) for role in roles])
	names = ", ".join(frappe.db.escape(one, percent=False) for one in sorted(named))
	of_them = f"`tab{CHILD}`.`name` IN ({names}) AND ({sql_of(reached)})"
	return frappe.db.sql(f"SELECT count(*) FROM `tab{CHILD}` WHERE {of_them}")[0][0] == len(named)  # noqa: S608


def _child_fields(doc: Any) -> list[str]:
	return [fieldname for fieldname in CHILD_FIELDS if doc.meta.has_field(fieldname)]


def _children_named(doc: Any) -> set[str]:
	named = [doc.get(fieldname) for fieldname in _child_fields(doc)]
	if doc.doctype == JOINT:
		named += [row.get("child") for row in doc.get("children") or []]
	return {str(one) for one in named if one}


def sql_of(of: Criterion) -> str:
	"""As a condition, for a query on the doctype's own table."""
	return of.get_sql(quote_char="`", with_namespace=True)
