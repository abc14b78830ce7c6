"""The lock that everything takes first which plans a child or writes what plans are made from."""

from collections.abc import Iterable

import frappe


def lock_children(names: Iterable[str | None]) -> None:
	"""Lock the rows of children that are on file, in sorted order, until the transaction ends."""
	wanted = sorted({name for name in names if name})
	if wanted:
		frappe.db.sql(
			"SELECT name FROM `tabLooked After Child` WHERE name IN %(names)s ORDER BY name FOR UPDATE",
			{"names": wanted},
		)
