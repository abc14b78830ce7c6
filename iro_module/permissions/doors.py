"""Methods of Frappe 15 that answer without asking which rows the user reaches: asked here first, then Frappe's own.

Registered as `override_whitelisted_methods`. For doctypes without a rule of ours they do what Frappe does. What each
one gives away otherwise: `client.get_count`, `client.get` by filters, and `get_group_by_count` tell by
their number whether some hidden text exists; `get_link_title` gives any title; a link search with
`ignore_user_permissions` leaves out every condition; the others act on a document by its name alone.
"""

from typing import Any

import frappe
import frappe.client
import frappe.desk.like
import frappe.desk.listview
import frappe.desk.search
from frappe import _
from frappe.core.doctype.access_log import access_log
from frappe.desk.doctype.tag import tag as tags
from frappe.desk.form import document_follow, linked_with, load, utils
from frappe.utils import get_safe_filters


def guarded(doctype: str | None) -> bool:
	"""Whether a rule of ours says which rows of the doctype a user reaches."""
	hooks = frappe.get_hooks("permission_query_conditions", {}).get(doctype, [])
	return any(path.startswith("iro_module.permissions.") for path in hooks)


def require(doctype: str, name: Any, right: str = "read") -> None:
	"""Raises PermissionError unless the user has the right on this document; says nothing of whether it exists."""
	if guarded(doctype) and not _allowed(doctype, name, right):
		raise frappe.PermissionError(_("You have no access to this {0}.").format(_(doctype)))


def _allowed(doctype: str, name: Any, right: str = "read") -> bool:
	name = str(name) if isinstance(name, str | int) else ""
	return bool(name and frappe.db.exists(doctype, name) and frappe.has_permission(doctype, right, doc=name))


def out_of_reach() -> str:
	"""What a form shows in place of a title or of a name made by chance, where the document does not open."""
	return _("A record that is not open to you")


# --- numbers and titles -------------------------------------------------------------------------------------


@frappe.whitelist()
def get_count(doctype: str, filters: Any = None, debug: bool = False, cache: bool = False) -> Any:
	"""How many of the rows that the user reaches meet the filters."""
	if not guarded(doctype):
		return frappe.client.get_count(doctype, filters, debug, cache)
	found = frappe.get_list(
		doctype, filters=get_safe_filters(filters), fields=["count(*) as total"], order_by=None
	)
	return found[0].total if found else 0


@frappe.whitelist()
def get(doctype: str, name: Any = None, filters: Any = None, parent: str | None = None) -> Any:
	"""A document by name, or the first reached one that meets the filters."""
	if guarded(doctype) and not name and (filters or filters == {}):
		found = frappe.get_list(
			doctype, filters=frappe.parse_json(filters), pluck="name", limit=1, parent_doctype=parent
		)
		if not found:
			raise frappe.DoesNotExistError
		name = found[0]
	return frappe.client.get(doctype, name, filters, parent)


@frappe.whitelist()
def validate_link(doctype: str, docname: str, fields: Any = None) -> Any:
	"""Whether the document exists, as far as the user may know."""
	if guarded(doctype) and not _allowed(doctype, docname):
		return frappe._dict(name=None)
	return frappe.client.validate_link(doctype, docname, fields)


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> Any:
	"""The title of a document that the user reaches; of any other the same words, whether it exists or not."""
	if guarded(doctype) and not _allowed(doctype, docname):
		return out_of_reach()
	return frappe.desk.search.get_link_title(doctype, docname)


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str, field: str) -> Any:
	"""The list's side bar. By person assigned Frappe counts rows that the user does not reach: not offered here."""
	if guarded(doctype) and field == "assigned_to":
		return []
	return frappe.desk.listview.get_group_by_count(doctype, current_filters, field)


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> Any:
	if not guarded(doctype):
		return tags.get_tagged_docs(doctype, tag)
	return frappe.get_list(doctype, filters={"_user_tags": ("like", tag)}, fields=["name"], as_list=True)


# --- link search --------------------------------------------------------------------------------------------


@frappe.whitelist()
def search_link(
	doctype: str,
	txt: str,
	query: str | None = None,
	filters: Any = None,
	page_length: int = 10,
	searchfield: str | None = None,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> Any:
	"""Frappe takes `ignore_user_permissions` from the browser and then leaves out conditions of ours as well."""
	ignore = False if guarded(doctype) else ignore_user_permissions
	found = frappe.desk.search.search_link(
		doctype, txt, query, filters, page_length, searchfield, reference_doctype, ignore
	)
	return [_without_its_name(row) for row in found] if guarded(doctype) else found


def _without_its_name(row: dict[str, str]) -> dict[str, str]:
	"""Frappe writes a document's name beneath its title; here that is a hash, which tells nobody anything."""
	parts = row["description"].split(", ")
	return {**row, "description": ", ".join(part for part in parts if part != row["value"])}


@frappe.whitelist()
def search_widget(
	doctype: str,
	txt: str,
	query: str | None = None,
	searchfield: str | None = None,
	start: int = 0,
	page_length: int = 10,
	filters: Any = None,
	filter_fields: Any = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> Any:
	ignore = False if guarded(doctype) else ignore_user_permissions
	return frappe.desk.search.search_widget(
		doctype,
		txt,
		query,
		searchfield,
		start,
		page_length,
		filters,
		filter_fields,
		as_dict,
		reference_doctype,
		ignore,
	)


# --- one document by its name -------------------------------------------------------------------------------


@frappe.whitelist()
def getdoc(doctype: str, name: str, user: str | None = None) -> Any:
	"""The form. Frappe sends the titles of everything linked: of documents out of reach, words in place of them."""
	answer = load.getdoc(doctype, name, user)
	titles = frappe.local.response.get("_link_titles") or {}
	for key in list(titles):
		linked, _separator, linked_name = key.partition("::")
		if guarded(linked) and not _allowed(linked, linked_name):
			titles[key] = out_of_reach()
	return answer


@frappe.whitelist()
def get_linked_docs(doctype: str, docname: str) -> Any:
	"""What is linked with a document; Frappe asks for permission here and does not look at the answer."""
	require(doctype, docname)
	return linked_with.get(doctype, docname)


@frappe.whitelist()
def get_next(
	doctype: str,
	value: str,
	prev: Any,
	filters: Any = None,
	sort_order: str = "desc",
	sort_field: str = "modified",
) -> Any:
	require(doctype, value)
	return utils.get_next(doctype, value, prev, filters, sort_order, sort_field)


@frappe.whitelist()
def toggle_like(doctype: str, name: str, add: Any = False) -> None:
	require(doctype, name)
	frappe.desk.like.toggle_like(doctype, name, add)


@frappe.whitelist()
def get_follow_users(doctype: str, doc_name: str) -> Any:
	require(doctype, doc_name)
	return document_follow.get_follow_users(doctype, doc_name)


@frappe.whitelist()
def make_access_log(
	doctype: str | None = None,
	document: str | None = None,
	method: str | None = None,
	file_type: str | None = None,
	report_name: str | None = None,
	filters: Any = None,
	page: str | None = None,
	columns: Any = None,
) -> None:
	"""The browser says what was printed or taken out, and sends the page itself: of case records it is not kept."""
	if guarded(doctype):
		filters = page = columns = None
	access_log.make_access_log(doctype, document, method, file_type, report_name, filters, page, columns)
