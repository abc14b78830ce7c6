"""Who sees the app on the screen of apps, and which figures of its workspace."""

from typing import Any

import frappe

from iro_module.iro_setup.roles import DESK_ROLES, IRO_MANAGER, SYSTEM_MANAGER

CARDS_FOR = dict.fromkeys(
	("Children without a reviewing officer", "Allocations that need attention", "Absences without cover"),
	IRO_MANAGER,
)
"""Figures that mean something to one role only; the others follow the rights on what they count."""


def may_open_app() -> bool:
	"""Anyone with one of the desk roles, and whoever administers the site."""
	return bool({*DESK_ROLES, SYSTEM_MANAGER} & set(frappe.get_roles()))


def may_see_card(doc: Any, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Hook `has_permission` of Number Card: no opinion on other cards."""
	role = CARDS_FOR.get(doc.name)
	if role is None or role in frappe.get_roles(user or frappe.session.user):
		return None
	return False
