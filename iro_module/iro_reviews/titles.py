"""The child's name as it stands on reviews and prompts: a copy, brought up to date when the name changes."""

import frappe


def refresh(children: list[str]) -> None:
	"""Copy the children's names (rows by name) onto their reviews and prompts. Bulk SQL, safe in a savepoint."""
	if not children:
		return
	for doctype in ("IRO Review", "IRO Prompt"):
		frappe.db.sql(
			f"""UPDATE `tab{doctype}` one JOIN `tabLooked After Child` child ON child.name = one.child
			SET one.child_title = child.full_name
			WHERE one.child IN %(children)s AND NOT one.child_title <=> child.full_name""",
			{"children": children},
		)
