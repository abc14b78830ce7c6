"""Which rows of a doctype somebody reaches through one role: the child's, but for doctypes with rows of their own."""

from collections.abc import Callable
from typing import Any

import frappe
from pypika.terms import Criterion

from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	REVIEWING_SERVICE,
)
from iro_module.iro_setup.terms import always, filled, never, text
from iro_module.permissions.reach import CHILD, UNTIL_AFTER_CARE, children, unrestricted
from iro_module.permissions.standing import Standing

Rule = Callable[[Any, str, Standing, bool], Criterion]

ALLOCATING = frozenset({CHILD, "IRO Allocation", "IRO Absence", "Incompatible Pair"})
"""What an IRO Manager writes even on a child of their own team, so that another reviewing officer can be found."""


def rows(doctype: str, role: str, standing: Standing, acting: bool = False) -> Criterion:
	"""The rows of the doctype that the role reaches; `acting` where they are to be written."""
	rule = _RULES.get(doctype, _as_the_child)
	return rule(frappe.qb.DocType(doctype), role, standing, acting and doctype not in ALLOCATING)


def _the_child(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	return children(table, role, standing, acting)


def _as_the_child(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	return _reached(table.child, role, standing, acting)


def _both_children(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	return _reached(table.child, role, standing, acting) & _reached(
		table.related_child, role, standing, acting
	)


def _every_child(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	"""A joint booking tells of all its children, so that whoever reaches only some of them does not see it."""
	row = frappe.qb.DocType("Joint Booking Child").as_("booked_child")
	of_booking = (row.parenttype == "Joint Review Booking") & (row.parentfield == "children")
	hidden = (
		frappe.qb.from_(row)
		.where(of_booking & _reached(filled(row.child), role, standing, acting).negate())
		.select(row.parent)
	)
	return table.name.notin(hidden)


def _messages(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	"""The data officer reads the inbox but for messages about a restricted child."""
	if role == IRO_MANAGER:
		return always()
	if role != DATA_OFFICER:
		return never()
	child = frappe.qb.DocType(CHILD).as_("restricted_child")
	hidden = frappe.qb.from_(child).where(unrestricted(child, standing).negate()).select(child.child_id)
	return table.child_id.isnull() | table.child_id.notin(hidden)


def _absences(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	"""A reviewing officer sees own absences, and those they cover until the cover ends."""
	if role in (IRO_MANAGER, REVIEW_ADMINISTRATOR):
		return always()
	if role != REVIEWING_OFFICER:
		return never()
	user = text(standing.user)
	not_over = table.to_on.isnull() | (table.to_on >= today().isoformat())
	covered = (table.covering_iro == user) & (table.cancelled == 0) & not_over
	return (table.iro == user) | covered


def _decisions(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	"""As the child's; and whoever is to carry the decision out reaches it, unless the record is restricted."""
	reached = _reached(table.child, role, standing, acting)
	if role in REVIEWING_SERVICE:
		return reached
	child = frappe.qb.DocType(CHILD).as_("child_of_decision")
	open_to = unrestricted(child, standing)
	if role in UNTIL_AFTER_CARE:
		left = child.left_care_on
		open_to = open_to & (left.isnull() | (left >= standing.left_care_since.isoformat()))
	names = frappe.qb.from_(child).where(open_to).select(child.name)
	return reached | ((table.owner_user == text(standing.user)) & table.child.isin(names))


def _escalations(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	"""A draft stays within the reviewing service."""
	reached = _reached(table.child, role, standing, acting)
	if role in REVIEWING_SERVICE:
		return reached
	return reached & (filled(table.state) != "Draft") & (filled(table.state) != "")


def _commendations(table: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	"""One that names no child is read by every role that reads commendations."""
	return (filled(table.child) == "") | _reached(table.child, role, standing, acting)


def _reached(field: Any, role: str, standing: Standing, acting: bool) -> Criterion:
	"""The field names a child whom the role reaches."""
	child = frappe.qb.DocType(CHILD).as_("reached_child")
	names = frappe.qb.from_(child).where(children(child, role, standing, acting)).select(child.name)
	return field.isin(names)


_RULES: dict[str, Rule] = {
	CHILD: _the_child,
	"Record Message": _messages,
	"Record Message Payload": _messages,
	"Child Relationship": _both_children,
	"Joint Review Booking": _every_child,
	"IRO Absence": _absences,
	"Review Decision": _decisions,
	"IRO Escalation": _escalations,
	"Practice Commendation": _commendations,
}
