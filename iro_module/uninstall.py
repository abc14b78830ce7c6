"""Leaving a site as it was before the app came.

Frappe drops the doctypes and what is linked to their modules. Whatever else speaks of them (versions, comments,
files, logs, permissions, settings of lists) is removed here before; what the removal itself writes, afterwards.
"""

import frappe

from iro_module import leftovers
from iro_module.demo.people import PEOPLE
from iro_module.iro_setup import integration_user
from iro_module.iro_setup.roles import ROLES
from iro_module.leftovers import Removed
from iro_module.workspace_blocks import BLOCKS, remove_blocks

USERS = (integration_user.USER, *(person.email for person in PEOPLE))
"""Users that the app itself made: the feed's, and those of the demo. Everybody else stays, without our roles."""


def before_uninstall() -> None:
	"""While the doctypes still stand."""
	modules = frappe.get_all("Module Def", {"app_name": "iro_module"}, pluck="name")
	doctypes = frappe.get_all("DocType", {"module": leftovers.among(modules)}, pluck="name")
	removed: Removed = {
		"DocType": set(doctypes),
		"Module Def": set(modules),
		"Role": set(ROLES),
		"Custom HTML Block": set(BLOCKS),
		"User": set(USERS),
		"Notification Settings": set(USERS),
		**leftovers.names_linked_to("Module Def", modules),
		**leftovers.scheduled_jobs("iro_module."),
	}
	leftovers.remove_files(doctypes)
	leftovers.remove_reports(doctypes)
	leftovers.remove_links("DocType", doctypes)
	leftovers.remove_links("Role", list(ROLES))
	leftovers.remove_by_text(doctypes)
	remove_blocks()
	frappe.db.delete("Role", {"name": leftovers.among(ROLES)})
	leftovers.remove_users(USERS)
	frappe.flags.iro_module_removed = removed


def after_uninstall() -> None:
	"""When Frappe has dropped the doctypes: the traces of what was removed, and what Frappe does not look for."""
	removed: Removed = frappe.flags.pop("iro_module_removed")
	leftovers.remove_traces(removed)
	leftovers.remove_jobs_and_patches("iro_module.", removed["Scheduled Job Type"])
	leftovers.remove_desk_settings(removed["DocType"], removed["Module Def"], removed["Workspace"])
	leftovers.remove_mention_among_installed("iro_module")
	frappe.db.commit()  # the last thing that happens: Frappe has committed its own part already
	frappe.clear_cache()
