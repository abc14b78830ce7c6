"""The child's name on reviews, visits, requests and challenges: a copy, brought up to date when the name changes."""

import frappe

TITLED = ("IRO Review", "Midway Review", "IRO Visit", "Review Postponement", "IRO Escalation")
"""Doctypes that carry the child's name as their title."""


def refresh(children: list[str]) -> None:
	"""Copy the children's names (rows by name) onto what carries them. Bulk SQL, safe within a savepoint."""
	if children:
		_copy("titled.child IN %(children)s", {"children": children})


def refresh_all() -> None:
	"""The same for every child: after an update a doctype may carry the name that did not before."""
	_copy("TRUE", {})


def _copy(whose: str, values: dict[str, list[str]]) -> None:
	for doctype in TITLED:
		frappe.db.sql(
			f"""UPDATE `tab{doctype}` titled JOIN `tabLooked After Child` child ON child.name = titled.child
			SET titled.child_title = child.full_name
			WHERE {whose} AND NOT titled.child_title <=> child.full_name""",  # noqa: S608
			values,
		)
