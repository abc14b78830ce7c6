"""What the desk is told when a member of staff logs in."""

import frappe

from iro_module.iro_setup.people import colleagues
from iro_module.iro_setup.roles import DESK_ROLES


def name_colleagues(bootinfo: frappe._dict) -> None:
	"""Hook `extend_bootinfo`: the names of all who hold a role here, also of those who have left.

	Frappe tells a browser only who is logged in, and shows everybody else's log-in instead of their name. Nothing is
	told to people without a role here.
	"""
	if not set(DESK_ROLES) & set(frappe.get_roles()):
		return
	for one in colleagues(*DESK_ROLES):
		told = {"fullname": one.full_name, "image": one.user_image, "name": one.name, "email": one.name}
		bootinfo.user_info.setdefault(one.name, told)
