"""What an app leaves in the tables of Frappe, found through Frappe's own descriptions of them.

Only tables of Frappe itself are touched. Rows are deleted in bulk, without hooks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

import frappe
from frappe.model import table_fields

Removed = dict[str, set[str]]
"""Doctype → names of its documents that go with the app."""

KEPT = frozenset({"DocType", "Email Account", "IMAP Folder", "User Type"})
"""Their rows stand for something else as well: the link is emptied, the row stays."""

TEXT_FIELDS = {
	"Custom Role": "ref_doctype",
	"Deleted Document": "deleted_doctype",
	"Access Log": "export_from",
}
"""Fields that hold the name of a doctype without being a link."""


def among(names: Collection[str]) -> tuple[str, list[str]]:
	"""The filter for one of the names. None of them means no row: an empty list would match rows without a value."""
	return ("in", list(names) or ["iro_module: no name"])


def names_linked_to(target: str, names: Collection[str]) -> Removed:
	"""The documents of Frappe's doctypes that link to one of the names, by doctype."""
	found: Removed = defaultdict(set)
	for table, field, is_child in _links(target):
		if not is_child and table != target:
			found[table] |= set(frappe.get_all(table, {field: among(names)}, pluck="name"))
	return found


def scheduled_jobs(prefix: str) -> Removed:
	"""The scheduled jobs whose methods lie in the app."""
	return {
		"Scheduled Job Type": set(
			frappe.get_all("Scheduled Job Type", {"method": ("like", f"{prefix}%")}, pluck="name")
		)
	}


def remove_files(doctypes: Collection[str]) -> None:
	"""Attached files, on the disk too."""
	for name in frappe.get_all("File", {"attached_to_doctype": among(doctypes)}, pluck="name"):
		frappe.delete_doc("File", name, ignore_permissions=True, force=True, delete_permanently=True)


def remove_reports(doctypes: Collection[str]) -> None:
	"""What was prepared in the background for reports on the doctypes; the reports themselves go with their link."""
	reports = frappe.get_all("Report", {"ref_doctype": among(doctypes)}, pluck="name")
	for name in frappe.get_all("Prepared Report", {"report_name": among(reports)}, pluck="name"):
		frappe.delete_doc(
			"Prepared Report", name, ignore_permissions=True, force=True, delete_permanently=True
		)


def remove_users(names: Collection[str]) -> None:
	"""Users, with everything that Frappe keeps about them."""
	for name in names:
		if frappe.db.exists("User", name):
			frappe.delete_doc("User", name, ignore_permissions=True, force=True, delete_permanently=True)
	remove_links("User", names)
	frappe.db.delete("Sessions", {"user": among(names)})
	frappe.db.delete("DefaultValue", {"parent": among(names)})
	for table in _child_tables("User"):
		frappe.db.delete(table, {"parenttype": "User", "parent": among(names)})


def remove_links(target: str, names: Collection[str]) -> None:
	"""Delete the rows of Frappe's tables that link to one of the names, with the rows of their own tables."""
	for table, field, _is_child in _links(target):
		rows = {field: among(names)}
		if table in KEPT:
			frappe.db.set_value(table, rows, field, None, update_modified=False)
			continue
		owners = frappe.get_all(table, rows, pluck="name")
		if owners:
			for child in _child_tables(table):
				frappe.db.delete(child, {"parenttype": table, "parent": among(owners)})
			frappe.db.delete(table, {"name": among(owners)})


def remove_by_text(doctypes: Collection[str]) -> None:
	"""Rows that name a doctype in a plain field, or in the route or text of a log."""
	names = list(doctypes)
	for table, field in TEXT_FIELDS.items():
		frappe.db.delete(table, {field: among(names)})
	frappe.db.delete("Custom DocPerm", {"parent": among(names)})
	frappe.db.delete("List View Settings", {"name": among(names)})
	for name in names:
		frappe.db.delete("Route History", {"route": ("like", f"%/{name}%")})
	frappe.db.delete("Error Log", {"error": ("like", "%iro_module%")})


def remove_traces(removed: Removed) -> None:
	"""Versions, comments, logs and the like about the documents removed, and Frappe's copies of them."""
	for doctype, names in removed.items():
		if not names:
			continue
		for table, type_field, name_field in _dynamic_links():
			frappe.db.delete(table, {type_field: doctype, name_field: among(names)})
		frappe.db.delete("Version", {"ref_doctype": doctype, "docname": among(names)})
		frappe.db.delete("Deleted Document", {"deleted_doctype": doctype, "deleted_name": among(names)})


def remove_jobs_and_patches(prefix: str, jobs: Collection[str]) -> None:
	"""The nightly job with its log, and the marks of patches that ran."""
	frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": among(jobs)})
	frappe.db.delete("Scheduled Job Type", {"name": among(jobs)})
	frappe.db.delete("Patch Log", {"patch": ("like", f"{prefix}%")})


def remove_desk_settings(
	doctypes: Collection[str], modules: Collection[str], workspaces: Collection[str]
) -> None:
	"""Single values, users' list settings, blocked modules and start pages."""
	frappe.db.delete("Singles", {"doctype": among(doctypes)})
	frappe.db.delete("Block Module", {"module": among(modules)})
	frappe.db.set_value(
		"User",
		{"default_workspace": among(workspaces)},
		"default_workspace",
		None,
		update_modified=False,
	)
	for name in workspaces:
		frappe.db.delete("Route History", {"route": ("like", f"%/{name}%")})
	settings = frappe.qb.Table("__UserSettings")
	frappe.qb.from_(settings).where(settings.doctype.isin(among(doctypes)[1])).delete().run()


def remove_mention_among_installed(app: str) -> None:
	"""Frappe's own log of installed apps, where it speaks of this one."""
	frappe.db.delete("Version", {"ref_doctype": "Installed Applications", "data": ("like", f"%{app}%")})


def _links(target: str) -> Iterator[tuple[str, str, bool]]:
	"""Table, field, whether a table of rows: every link of Frappe's own doctypes to `target`."""
	for table, field, is_child in _fields("Link"):
		if field.options == target:
			yield table, field.fieldname, is_child


def _dynamic_links() -> Iterator[tuple[str, str, str]]:
	"""Table, field of the doctype, field of the name."""
	for table, field, _is_child in _fields("Dynamic Link"):
		yield table, field.options, field.fieldname


def _fields(fieldtype: str) -> Iterator[tuple[str, frappe._dict, bool]]:
	tables = {
		row.name: bool(row.istable)
		for row in frappe.get_all(
			"DocType",
			filters={"module": ("in", _frappes_modules()), "issingle": 0, "is_virtual": 0},
			fields=["name", "istable"],
		)
	}
	fields = frappe.get_all(
		"DocField",
		filters={"fieldtype": fieldtype},
		fields=["parent", "fieldname", "options"],
		order_by="parent, idx",
	)
	for field in fields:
		if field.parent in tables and frappe.db.table_exists(field.parent):
			yield field.parent, field, tables[field.parent]


def _frappes_modules() -> list[str]:
	return frappe.get_all("Module Def", {"app_name": "frappe"}, pluck="name")


def _child_tables(doctype: str) -> list[str]:
	return frappe.get_all(
		"DocField", {"parent": doctype, "fieldtype": ("in", table_fields)}, pluck="options", distinct=True
	)
