"""Hints while somebody writes for a child."""

import frappe

from iro_module.domain.plain_words import hints


@frappe.whitelist()
def hints_for(text: str = "") -> list[str]:
	"""What would make the text easier to read for a child; it is kept nowhere."""
	return list(hints(text))
