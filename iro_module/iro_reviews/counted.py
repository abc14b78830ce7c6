"""How a figure counts, and how it says to the desk which list it counted.

Frappe reads an empty date as the first day of the year 1: `<` and `<=` match it. A condition of that kind stands with
another one that leaves empty dates out.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import frappe

Condition = tuple[str, str, Any]
"""Field, operator, value, as Frappe's lists filter."""
Figure = dict[str, Any]


def past(field: str, day: date) -> list[Condition]:
	"""The field has a date, and it is before the day."""
	return [(field, "is", "set"), (field, "<", day.isoformat())]


def by(field: str, day: date) -> list[Condition]:
	"""The field has a date, and it is not after the day."""
	return [(field, "is", "set"), (field, "<=", day.isoformat())]


def figure(doctype: str, conditions: Sequence[Condition]) -> Figure:
	"""The number of rows that the person asking may see, and the list they lead to.

	Raises PermissionError where the doctype may not be read.
	"""
	return {
		"value": _count(doctype, conditions),
		"fieldtype": "Int",
		"route": ["List", doctype, "List"],
		"route_options": _route_options(conditions),
	}


def figure_of(doctype: str, names: Iterable[str]) -> Figure:
	"""The same of rows found one by one, where no list filter says what they have in common."""
	return figure(doctype, [("name", "in", sorted(names) or [""])])


def rows(doctype: str, conditions: Sequence[Condition], *fields: str) -> list[frappe._dict]:
	"""The rows, with the permissions of the person asking."""
	return frappe.get_list(
		doctype,
		filters=[list(one) for one in conditions],
		fields=["name", *fields],
		order_by=None,
		limit_page_length=0,
	)


def _route_options(conditions: Sequence[Condition]) -> dict[str, Any]:
	"""As the desk's lists read them: operator and value; several conditions on one field each as JSON."""
	found: dict[str, list[list[Any]]] = {}
	for field, operator, value in conditions:
		found.setdefault(field, []).append([operator, value])
	return {
		field: ones[0] if len(ones) == 1 else [json.dumps(one) for one in ones]
		for field, ones in found.items()
	}


def _count(doctype: str, conditions: Sequence[Condition]) -> int:
	"""Counted with the permissions of the person asking; Frappe 16 writes a function of a field as a dict."""
	old = frappe.__version__.startswith("15.")
	fields = ["count(name) as total"] if old else [{"COUNT": "name", "as": "total"}]
	filters = [list(one) for one in conditions]
	return frappe.get_list(doctype, filters=filters, fields=fields, order_by=None)[0].total
