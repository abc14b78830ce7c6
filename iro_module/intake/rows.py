"""Reading the rows of some children in one query, as they are now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import frappe


def of_children(
	doctype: str,
	columns: Sequence[str],
	names: Sequence[str],
	where: str = "",
	computed: Mapping[str, str] | None = None,
) -> dict[str, list[frappe._dict]]:
	"""Rows of a doctype by child. A locking read: the children's rows are locked, so it waits for nobody.

	Under REPEATABLE READ (the desk) a plain read would show the rows as they were when the request began.
	computed: further columns, each as an expression in SQL.
	"""
	found: dict[str, list[frappe._dict]] = defaultdict(list)
	if names:
		selected = ", ".join(
			[
				*(f"`{one}`" for one in ("name", "child", *columns)),
				*(f"({expression}) AS `{name}`" for name, expression in (computed or {}).items()),
			]
		)
		rows = frappe.db.sql(
			f"SELECT {selected} FROM `tab{doctype}` WHERE child IN %(names)s {where} ORDER BY name FOR UPDATE",
			{"names": tuple(names)},
			as_dict=True,
		)
		for row in rows:
			found[row.child].append(row)
	return found
