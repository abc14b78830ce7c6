"""Who read what through the interface for programs: Frappe logs a view only when the desk opens the form."""

import re
from typing import Any

import frappe

from iro_module.iro_records.access import CHILD, READ_BY_A_PROGRAM, REPORT_RUN
from iro_module.permissions.truth_table import CASE_DOCTYPES, ROW_DOCTYPES

_DOCUMENT = re.compile(r"^/api/(?:v\d+/)?(?:resource|document)/([^/]+)/(.+?)/?$")
_METHOD = re.compile(r"^/api/(?:v\d+/)?method/([^/]+)")
_READS_ONE = frozenset({"frappe.client.get", "frappe.client.get_value"})
_RUNS_REPORT = "frappe.desk.query_report.run"


def note(response: Any = None, request: Any = None) -> None:
	"""Hook `after_request`: one row for a case document that was read, and one for a report that was run.

	Runs when the answer is ready, so that a fault here takes no answer away; it is told to the log by its class alone.
	"""
	if (
		getattr(response, "status_code", None) != 200
		or frappe.session.user == "Guest"
		or frappe.flags.read_only
	):
		return
	try:
		row = _row(request)
		if row:
			frappe.get_doc(row).db_insert()
			frappe.db.commit()
	except Exception as problem:  # noqa: BLE001 - the answer stands, whatever went wrong here
		frappe.db.rollback()
		frappe.logger("iro_module").error("A reading was not logged: %s", type(problem).__name__)


def _row(request: Any) -> dict[str, Any] | None:
	found = _DOCUMENT.match(request.path)
	if found and request.method == "GET" and found.group(1) in CASE_DOCTYPES:
		return _viewed(found.group(1), found.group(2))
	method = _METHOD.match(request.path)
	called = method.group(1) if method else frappe.form_dict.get("cmd")
	if called in _READS_ONE and frappe.form_dict.get("doctype") in CASE_DOCTYPES:
		return _viewed(frappe.form_dict.doctype, _named(frappe.form_dict))
	if called == _RUNS_REPORT:
		return _report(frappe.form_dict.get("report_name"), frappe.form_dict.get("filters"))
	return None


def _named(asked: Any) -> str | None:
	"""The document asked for; None where it was asked for by filters (a list of one, logged as lists are)."""
	name = asked.get("name") or asked.get("filters")
	return name if isinstance(name, str) and not name.startswith(("{", "[")) else None


def _viewed(doctype: str, name: str | None) -> dict[str, Any] | None:
	if not name:
		return None
	log = {"doctype": "Access Log", "user": frappe.session.user, "method": READ_BY_A_PROGRAM}
	return {**log, "export_from": doctype, "reference_document": name}


def _report(name: Any, filters: Any) -> dict[str, Any] | None:
	"""That a report on case records was run: on one child where it was asked for one, else on children not kept."""
	if (
		not isinstance(name, str)
		or frappe.get_cached_value("Report", name, "ref_doctype") not in ROW_DOCTYPES
	):
		return None
	log = {"doctype": "Access Log", "user": frappe.session.user, "report_name": name, "method": REPORT_RUN}
	asked = frappe.parse_json(filters) if filters else {}
	child = asked.get("child") if isinstance(asked, dict) else None
	return (
		{**log, "export_from": CHILD, "reference_document": child}
		if isinstance(child, str) and child
		else log
	)
