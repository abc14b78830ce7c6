"""Who holds a role, and who stands behind a staff id of the council's records."""

from collections.abc import Sequence
from typing import Any

import frappe

from iro_module.domain.records import digest


def holders(*roles: str) -> list[str]:
	"""The enabled users who hold one of the roles, in order of name. Administrator is never among them."""
	user = frappe.qb.DocType("User")
	return _with_a_role(roles).where(user.enabled == 1).select(user.name).orderby(user.name).run(pluck=True)


def colleagues(*roles: str) -> list[frappe._dict]:
	"""name, full_name and user_image of all who hold one of the roles, also of those who have left."""
	user = frappe.qb.DocType("User")
	return _with_a_role(roles).select(user.name, user.full_name, user.user_image).run(as_dict=True)


def _with_a_role(roles: Sequence[str]) -> Any:
	"""A query of the users who hold one of the roles, each once; Administrator and Guest are never among them."""
	user, held = frappe.qb.DocType("User"), frappe.qb.DocType("Has Role")
	return (
		frappe.qb.from_(user)
		.join(held)
		.on((held.parent == user.name) & (held.parenttype == "User"))
		.where(held.role.isin(list(roles)) & user.name.notin(["Administrator", "Guest"]))
		.distinct()
	)


def staff_name(staff_id: str) -> str:
	"""The name under which a staff id is kept: compared byte for byte, as database collations are not."""
	return digest("staff", staff_id)


def note_staff(staff_ids: list[str]) -> None:
	"""Make a row for each staff id that has none yet, with no user, so that the unmapped can be listed.

	Bulk SQL, safe within a savepoint and when two feeds name the same person at once.
	"""
	wanted = {staff_name(one): one for one in staff_ids if one}
	if not wanted:
		return
	staff = frappe.qb.DocType("Staff Identity")
	known = frappe.qb.from_(staff).where(staff.name.isin(list(wanted))).select(staff.name).run(pluck=True)
	now = frappe.utils.now()
	rows = [
		(name, staff_id, now, now, "Administrator", "Administrator")
		for name, staff_id in sorted(wanted.items())
		if name not in known
	]
	if rows:
		columns = ["name", "staff_id", "creation", "modified", "owner", "modified_by"]
		frappe.db.bulk_insert("Staff Identity", columns, rows, ignore_duplicates=True)


def users_of(staff_ids: list[str]) -> dict[str, str]:
	"""The user behind each staff id that is mapped to one."""
	names = {staff_name(one): one for one in staff_ids if one}
	if not names:
		return {}
	staff = frappe.qb.DocType("Staff Identity")
	rows = (
		frappe.qb.from_(staff)
		.where(staff.name.isin(list(names)) & staff.user.isnotnull() & (staff.user != ""))
		.select(staff.name, staff.user)
		.run()
	)
	return {names[name]: user for name, user in rows}


def staff_ids_of(user: str) -> list[str]:
	"""The staff ids that are mapped to the user."""
	staff = frappe.qb.DocType("Staff Identity")
	return frappe.qb.from_(staff).where(staff.user == user).select(staff.staff_id).run(pluck=True)


def unmapped_staff() -> int:
	"""How many staff ids named by the feed have no user yet: those people have no access."""
	return frappe.db.count("Staff Identity", {"user": ("is", "not set")})
