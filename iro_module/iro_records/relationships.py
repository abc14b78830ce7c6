"""Brothers and sisters, parents and children, among the children whose cases the council reviews.

Only what is recorded as a Child Relationship counts: a half-brother's half-sister need not be the child's own.
"""

from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Criterion

from iro_module.iro_records.acting import full_name

CHILD = "Looked After Child"
SIBLINGS, PARENT, CHILD_OF = "Brother or sister of", "Parent of", "Child of"


def siblings_of(child: str) -> list[str]:
	"""The child's recorded brothers and sisters (names), in order of name."""
	return sorted(other for other, relation in _linked([child]) if relation == SIBLINGS)


def parents_and_children_of(child: str) -> list[str]:
	"""The child's recorded parents and children (names): where a young parent is looked after, too."""
	return sorted(other for other, relation in _linked([child]) if relation != SIBLINGS)


def officers_of_parents_and_children() -> dict[str, frozenset[str]]:
	"""Child → the reviewing officers of those of its own parents and children who are in care. One query."""
	link, one, other = (
		frappe.qb.DocType("Child Relationship"),
		*(frappe.qb.DocType(CHILD).as_(n) for n in "ab"),
	)
	rows = (
		frappe.qb.from_(link)
		.join(one)
		.on(one.name == link.child)
		.join(other)
		.on(other.name == link.related_child)
		.where((link.mistaken == 0) & (link.relation != SIBLINGS))
		.select(one.name, one.iro, one.left_care_on, other.name, other.iro, other.left_care_on)
		.run()
	)
	found: dict[str, set[str]] = {}
	for name, iro, left, other_name, other_iro, other_left in rows:
		for child, officer, gone in ((name, other_iro, other_left), (other_name, iro, left)):
			if officer and not gone:
				found.setdefault(child, set()).add(officer)
	return {child: frozenset(officers) for child, officers in found.items()}


@frappe.whitelist()
def family_of(child: str) -> list[dict[str, Any]]:
	"""What the child's form lists: each relation that the person may see, with the reviewing officer.

	Raises PermissionError where the child may not be read. A relative's record that is not open to the person is
	listed without a name.
	"""
	frappe.has_permission(CHILD, doc=child, throw=True)
	words = {SIBLINGS: _("Brother or sister"), PARENT: _("Child"), CHILD_OF: _("Parent")}
	found = []
	for other, relation in sorted(_linked([child])):
		row = frappe.db.get_value(CHILD, other, ["full_name", "iro", "left_care_on"], as_dict=True)
		opens = frappe.has_permission(CHILD, doc=other)
		found.append(
			{
				"child": other if opens else None,
				"title": row.full_name if opens else _("A record that is not open to you"),
				"relation": words[relation],
				"iro": full_name(row.iro) if opens else "",
				"left_care_on": row.left_care_on if opens else None,
			}
		)
	return found


def _linked(children: Sequence[str]) -> list[tuple[str, str]]:
	"""The relatives of children, each with what the child is to the relative."""
	link = frappe.qb.DocType("Child Relationship")
	rows = (
		frappe.qb.from_(link)
		.where(Criterion.any([link.child.isin(children), link.related_child.isin(children)]))
		.where(link.mistaken == 0)
		.select(link.child, link.relation, link.related_child)
		.run()
	)
	turned = {PARENT: CHILD_OF, CHILD_OF: PARENT, SIBLINGS: SIBLINGS}
	return [(other, relation) for child, relation, other in rows if child in children] + [
		(child, turned[relation]) for child, relation, other in rows if other in children
	]
