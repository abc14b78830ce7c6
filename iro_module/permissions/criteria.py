"""Which rows a person reaches: one criterion for each doctype, for lists and for single documents alike.

Frappe 15's hooks can only deny, so rights come from the truth table and rows from here. A list condition is one
bracketed expression: Frappe joins several with a bare AND.
"""

from typing import Any

import frappe
from pypika.terms import Criterion, Term, ValueWrapper

from iro_module.iro_setup.roles import DATA_OFFICER, IRO_MANAGER, REVIEWING_OFFICER
from iro_module.permissions.truth_table import CASE_DOCTYPES, readers

CHILD = "Looked After Child"


class SqlLiteral(Term):
	"""Text that is SQL already, such as a value escaped by the database's own function."""

	def __init__(self, sql: str) -> None:
		super().__init__()
		self.sql = sql

	def get_sql(self, **_how: Any) -> str:
		return self.sql


def list_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook `permission_query_conditions`: the rows of the doctype that the user may see in lists and reports."""
	user = user or frappe.session.user
	if user == "Administrator" or doctype not in CASE_DOCTYPES:
		return ""
	name = SqlLiteral(frappe.db.escape(user, percent=False))
	sql = criterion(doctype, name, _roles(user, doctype)).get_sql(quote_char="`", with_namespace=True)
	return f"({sql})"


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	"""Hook `has_permission`: whether the user reaches this document. Denies only; True leaves it to the rights.

	Looks at the row on file and, where the document in hand names another child than the row, at that child too.
	"""
	user = user or frappe.session.user
	if user == "Administrator" or doc.doctype not in CASE_DOCTYPES:
		return True
	roles = _roles(user, doc.doctype)
	stored = _stored_child(doc)
	if stored is not None and not _reaches(doc.doctype, "name", doc.name, user, roles):
		return False
	named = doc.get("child")
	if named and named != stored:
		return _reaches(CHILD, "name", named, user, roles)
	return bool(roles)


def criterion(doctype: str, user: Term, roles: tuple[str, ...]) -> Criterion:
	"""The rows of the doctype that somebody with these roles reaches; none without a role."""
	table = frappe.qb.DocType(doctype)
	if doctype == CHILD:
		return _children(table, user, roles)
	if IRO_MANAGER in roles:
		return _always()
	if doctype == "Record Message":
		return _messages(table, roles)
	child = frappe.qb.DocType(CHILD).as_("reached_child")
	return table.child.isin(frappe.qb.from_(child).select(child.name).where(_children(child, user, roles)))


def _children(child: Any, user: Term, roles: tuple[str, ...]) -> Criterion:
	"""The manager reaches all, the reviewing officer those allocated, the data officer the unrestricted."""
	if IRO_MANAGER in roles:
		return _always()
	reached = []
	if REVIEWING_OFFICER in roles:
		reached.append(child.iro == user)
	if DATA_OFFICER in roles:
		reached.append(child.restricted == 0)
	return Criterion.any(reached) if reached else _never()


def _messages(message: Any, roles: tuple[str, ...]) -> Criterion:
	"""The data officer reads the inbox but for messages about a restricted child."""
	if DATA_OFFICER not in roles:
		return _never()
	child = frappe.qb.DocType(CHILD).as_("restricted_child")
	hidden = frappe.qb.from_(child).select(child.child_id).where(child.restricted == 1)
	return message.child_id.isnull() | message.child_id.notin(hidden)


def _roles(user: str, doctype: str) -> tuple[str, ...]:
	"""The user's roles that count for this doctype: only those that may read it at all."""
	held = frappe.get_roles(user)
	return tuple(role for role in readers(doctype) if role in held)


def _stored_child(doc: Any) -> str | None:
	"""The child of the row on file; for a message its own name. None where there is no row."""
	if not doc.name:
		return None
	column = "child" if doc.doctype not in (CHILD, "Record Message") else "name"
	return frappe.db.get_value(doc.doctype, doc.name, column)


def _reaches(doctype: str, column: str, value: str, user: str, roles: tuple[str, ...]) -> bool:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table[column] == value)
	return bool(query.where(criterion(doctype, ValueWrapper(user), roles)).limit(1).run())


def _always() -> Criterion:
	return ValueWrapper(1) == ValueWrapper(1)


def _never() -> Criterion:
	return ValueWrapper(1) == ValueWrapper(0)
