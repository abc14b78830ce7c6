"""Whom the IRO Manager can choose as a child's reviewing officer."""

import frappe

from iro_module.iro_setup.people import holders
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER


def can_review(user: str) -> bool:
	"""Whether the user is enabled and holds a role of the reviewing service."""
	return user in holders(REVIEWING_OFFICER, IRO_MANAGER)


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def reviewing_officers(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | None
) -> list[tuple[str, str]]:
	"""Search for the link field: reviewing officers by name or e-mail address."""
	frappe.only_for((IRO_MANAGER, REVIEWING_OFFICER))
	user = frappe.qb.DocType("User")
	wanted = f"%{txt}%"
	return (
		frappe.qb.from_(user)
		.where(user.name.isin(holders(REVIEWING_OFFICER, IRO_MANAGER) or [""]))
		.where(user.name.like(wanted) | user.full_name.like(wanted))
		.select(user.name, user.full_name)
		.orderby(user.full_name)
		.limit(page_len)
		.offset(start)
		.run()
	)
