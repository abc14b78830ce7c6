"""The reviewing officer is independent: never the child's own social worker (IRO Handbook, chapter 2).

A person on the desk is refused. A feed that breaks it is applied all the same, and the child is flagged.
"""

import frappe
from frappe import _

from iro_module.iro_setup.people import users_of


def conflict(social_worker: str | None, iro: str | None) -> str:
	"""Why these two cannot stand together, in one sentence; empty where they can."""
	if not social_worker or not iro or users_of([social_worker]).get(social_worker) != iro:
		return ""
	return _(
		"The reviewing officer is also recorded as the child's social worker. Allocate another reviewing officer, "
		"or have the social worker corrected in the council's records."
	)


def flag_children(names: list[str]) -> None:
	"""Set or take back the flag on each of the children, as their records and the staff list now stand.

	Bulk SQL without hooks: safe within a savepoint. The children's rows are locked by the caller.
	"""
	if not names:
		return
	child = frappe.qb.DocType("Looked After Child")
	rows = (
		frappe.qb.from_(child)
		.where(child.name.isin(names))
		.select(child.name, child.social_worker, child.iro, child.attention)
		.run(as_dict=True)
	)
	for row in rows:
		words = conflict(row.social_worker, row.iro)
		if words != (row.attention or ""):
			frappe.qb.update(child).set(child.attention, words).where(child.name == row.name).run()


def flag_after_mapping(doc, _event: str | None = None) -> None:
	"""A staff id has been given to a user: look again at the children of that social worker."""
	child = frappe.qb.DocType("Looked After Child")
	names = (
		frappe.qb.from_(child)
		.where(child.social_worker == doc.staff_id)
		.select(child.name)
		.orderby(child.name)
		.for_update()
		.run(pluck=True)
	)
	flag_children(names)
