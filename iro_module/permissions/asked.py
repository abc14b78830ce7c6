"""What of a case a request asks for: one document, a list narrowed to one child or document, or a report.

Read from the address and the arguments alone, after Frappe has answered. Never what stands in a document.
"""

import re
from dataclasses import dataclass
from typing import Any

import frappe

from iro_module.permissions.truth_table import CASE_DOCTYPES, ROW_DOCTYPES

CHILD = "Looked After Child"
_DOCUMENT = re.compile(r"^/api/(?:v\d+/)?(?:resource|document)/([^/]+)/(.+?)(?:/method/[^/]+)?/?$")
_LIST = re.compile(r"^/api/(?:v\d+/)?(?:resource|document)/([^/]+)/?$")
_METHOD = re.compile(r"^/api/(?:v\d+/)?method/([^/]+)")
_ONE = frozenset({"frappe.client.get", "frappe.client.get_value", "frappe.client.set_value"})
_LISTS = frozenset(
	{
		"frappe.client.get",
		"frappe.client.get_list",
		"frappe.client.get_value",
		"frappe.desk.reportview.get",
		"frappe.desk.reportview.get_list",
		"frappe.desk.reportview.export_query",
	}
)
_DOCUMENT_METHODS = frozenset({"run_doc_method", "runserverobj", "frappe.handler.run_doc_method"})
_REPORTS = {"frappe.desk.query_report.run": False, "frappe.desk.query_report.export_query": True}
"""Methods that run a report, and whether they hand it out as a file."""
_DOCTYPE_KEYS = ("doctype", "dt", "doc")
_NAME_KEYS = ("name", "docname", "dn")


@dataclass(frozen=True, slots=True)
class Target:
	"""A document by its name; listed: the doctype of which a list was narrowed to that child."""

	doctype: str
	name: str
	listed: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
	"""A report on case records: on one child where it was asked for one."""

	name: str
	child: str | None
	taken_out: bool


def document(request: Any) -> Target | None:
	"""The case document that the request names and the answer holds."""
	asked, called = frappe.form_dict, method_of(request)
	found = _DOCUMENT.match(request.path)
	if found:
		return _target(found.group(1), found.group(2))
	if called in _ONE:
		return _target(asked.get("doctype"), asked.get("name") or _plain(asked.get("filters")))
	if called == "frappe.client.validate_link" and _parsed(asked.get("fields")):
		return _target(asked.get("doctype"), asked.get("docname"))
	if called in _DOCUMENT_METHODS:
		whole = _parsed(asked.get("docs") or asked.get("document"))
		whole = whole if isinstance(whole, dict) else {}
		return _target(asked.get("dt") or whole.get("doctype"), asked.get("dn") or whole.get("name"))
	return None


def narrowed_list(request: Any) -> Target | None:
	"""The child or document to which the filters of a list of case records narrow it."""
	asked, path = frappe.form_dict, _LIST.match(request.path)
	if path and request.method == "GET":
		doctype = path.group(1)
	elif method_of(request) in _LISTS:
		doctype = asked.get("doctype")
	else:
		return None
	if doctype not in CASE_DOCTYPES:
		return None
	for field, value in _equalities(asked.get("filters")):
		if field == "name":
			return _target(doctype, value)
		if doctype == CHILD and field == "child_id":
			return _target(CHILD, frappe.db.get_value(CHILD, {"child_id": value}))
		if field in ("child", "related_child"):
			return _target(CHILD, value, doctype)
	return None


def report(request: Any) -> Report | None:
	"""The report that was run or taken out."""
	called = method_of(request)
	name = frappe.form_dict.get("report_name")
	if called not in _REPORTS or not isinstance(name, str):
		return None
	if frappe.get_cached_value("Report", name, "ref_doctype") not in ROW_DOCTYPES:
		return None
	filters = _parsed(frappe.form_dict.get("filters"))
	child = _target(CHILD, filters.get("child")) if isinstance(filters, dict) else None
	return Report(name, child.name if child else None, _REPORTS[called])


def refused_document(request: Any) -> Target | None:
	"""The case document that a refused request named, by whatever method."""
	asked = frappe.form_dict
	found = document(request)
	doctype = next((asked.get(key) for key in _DOCTYPE_KEYS if asked.get(key) in CASE_DOCTYPES), None)
	name = next((asked.get(key) for key in _NAME_KEYS if asked.get(key)), None)
	return found or _target(doctype, name)


def method_of(request: Any) -> str | None:
	"""The method that the request calls, by its dotted path; None where it calls none."""
	method = _METHOD.match(request.path)
	return method.group(1) if method else frappe.form_dict.get("cmd")


def _target(doctype: Any, name: Any, listed: str | None = None) -> Target | None:
	"""Only what is on file: a name that somebody made up may say anything, and is not kept."""
	if doctype not in CASE_DOCTYPES or not isinstance(name, str) or not frappe.db.exists(doctype, name):
		return None
	return Target(doctype, name, listed)


def _plain(filters: Any) -> Any:
	"""A name in place of filters."""
	return filters if isinstance(filters, str) and not filters.startswith(("{", "[")) else None


def _parsed(value: Any) -> Any:
	if not isinstance(value, str):
		return value
	try:
		return frappe.parse_json(value)
	except ValueError:
		return None


def _equalities(filters: Any) -> list[tuple[str, Any]]:
	"""The conditions of a list that say what a field is; {field: value}, [field, "=", value] or [doctype, field, …]."""
	given = _parsed(filters)
	if isinstance(given, dict):
		given = [
			[field, *(value if isinstance(value, list | tuple) else ("=", value))]
			for field, value in given.items()
		]
	found = []
	for condition in given if isinstance(given, list | tuple) else ():
		parts = list(condition) if isinstance(condition, list | tuple) else []
		if len(parts) >= 4:
			parts = parts[1:4]
		if len(parts) != 3:
			continue
		field, operator, value = parts
		if str(operator).lower() == "in" and isinstance(value, list | tuple) and len(value) == 1:
			operator, value = "=", value[0]
		if operator == "=":
			found.append((str(field).split(".")[-1].strip("`"), value))
	return found
