"""The child's name on reviews, visits, requests and challenges: a copy, brought up to date when the name changes."""

import frappe

TITLED = ("IRO Review", "Midway Review", "IRO Visit", "Review Postponement", "IRO Escalation")
"""Doctypes that carry the child's name as their title."""


def refresh(children: list[str]) -> None:
	"""Copy the children's names (rows by name) onto what carries them. Bulk SQL, safe within a savepoint."""
	if not children:
		return
	for doctype in TITLED:
		frappe.db.sql(
			f"""UPDATE `tab{doctype}` titled JOIN `tabLooked After Child` child ON child.name = titled.child
			SET titled.child_title = child.full_name
			WHERE titled.child IN %(children)s AND NOT titled.child_title <=> child.full_name""",  # noqa: S608
			{"children": children},
		)
