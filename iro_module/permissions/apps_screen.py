"""Who sees the app on Frappe's screen of apps."""

import frappe

from iro_module.iro_setup.roles import DESK_ROLES, SYSTEM_MANAGER


def may_open() -> bool:
	"""Anyone with one of the desk roles, and whoever administers the site."""
	return bool({*DESK_ROLES, SYSTEM_MANAGER} & set(frappe.get_roles()))
