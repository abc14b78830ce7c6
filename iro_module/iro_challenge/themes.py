"""What challenges are about, as a council starts with it. Made once; from then on the list is the council's."""

import frappe

from iro_module.domain.escalation_themes import THEMES

DOCTYPE = "Escalation Theme"


def make_themes() -> None:
	"""The shipped themes, on a site that has none. Idempotent."""
	if frappe.db.count(DOCTYPE):
		return
	for words in THEMES.values():
		frappe.get_doc({"doctype": DOCTYPE, "theme": words, "enabled": 1}).insert(ignore_permissions=True)
