"""Reading a review to change it: the child's row locked first, as everything that plans does."""

from collections.abc import Iterable

import frappe


def lock_children(names: Iterable[str]) -> None:
	"""Lock the children's rows in sorted order until the transaction ends."""
	wanted = sorted({name for name in names if name})
	if wanted:
		frappe.db.sql(
			"SELECT name FROM `tabLooked After Child` WHERE name IN %(names)s ORDER BY name FOR UPDATE",
			{"names": wanted},
		)


def locked(review: str):
	"""The review as it stands now, its child and itself locked. The caller checks the permission."""
	child = frappe.db.get_value("IRO Review", review, "child")
	lock_children([child])
	return frappe.get_doc("IRO Review", review, for_update=True)
