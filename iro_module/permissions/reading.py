"""Who read what, where Frappe keeps no log of it: through the API, in narrowed lists, by reports; and who was refused.

Frappe logs a view when the desk opens the form, a print, and a list taken out. Of everything here the log holds who,
when, how and of which record, never what it said.
"""

from typing import Any

import frappe

from iro_module.iro_records.access import LIST_READ, READ_BY_A_PROGRAM, REFUSED, REPORT_RUN
from iro_module.permissions import asked
from iro_module.permissions.truth_table import ROW_DOCTYPES

_TAKES_OUT_A_LIST = "frappe.desk.reportview.export_query"
_FILE_TYPES = frozenset({"CSV", "Excel"})


def note(response: Any = None, request: Any = None) -> None:
	"""Hook `after_request`: one row for what was read, and one for a case document that was refused.

	Runs when the answer is ready, so that a fault here takes no answer away; it is told to the log by its class alone.
	"""
	status = getattr(response, "status_code", None)
	if status not in (200, 403) or frappe.session.user == "Guest" or frappe.flags.read_only:
		return
	try:
		if request.method in ("GET", "HEAD") or status == 403:
			frappe.db.rollback()  # what such a request wrote is not kept; our own commit would keep it
		_keep_no_filters(request)
		row = _refused(request) if status == 403 else _row(request)
		if row:
			frappe.get_doc({"doctype": "Access Log", "user": frappe.session.user, **row}).db_insert()
			frappe.db.commit()
	except Exception as problem:  # noqa: BLE001 - the answer stands, whatever went wrong here
		frappe.db.rollback()
		frappe.logger("iro_module").error("A reading was not logged: %s", type(problem).__name__)


def _row(request: Any) -> dict[str, Any] | None:
	if ran := asked.report(request):
		return _report(ran)
	read = (asked.document(request) if request.method != "DELETE" else None) or asked.narrowed_list(request)
	if read is None:
		return None
	row = {"export_from": read.doctype, "reference_document": read.name}
	if read.listed:
		return {**row, "method": LIST_READ, "report_name": read.listed}
	return {**row, "method": READ_BY_A_PROGRAM}


def _report(ran: asked.Report) -> dict[str, Any]:
	"""On one child where it was asked for one, else on children not kept."""
	kind = frappe.form_dict.get("file_format_type")
	row = {"method": REPORT_RUN, "report_name": ran.name}
	if ran.taken_out:
		row["file_type"] = kind if kind in _FILE_TYPES else "File"
	return {**row, "export_from": asked.CHILD, "reference_document": ran.child} if ran.child else row


def _refused(request: Any) -> dict[str, Any] | None:
	wanted = asked.refused_document(request)
	if wanted is None:
		return None
	return {"method": REFUSED, "export_from": wanted.doctype, "reference_document": wanted.name}


def _keep_no_filters(request: Any) -> None:
	"""Frappe logs a list taken out with its filters, which may be a child's name: of case records they are not kept."""
	doctype = frappe.form_dict.get("doctype")
	if asked.method_of(request) != _TAKES_OUT_A_LIST or doctype not in ROW_DOCTYPES:
		return
	log = frappe.qb.DocType("Access Log")
	mine = (log.user == frappe.session.user) & (log.export_from == doctype)
	frappe.qb.update(log).set(log.filters, None).where(mine & log.filters.isnotnull()).run()
	frappe.db.commit()
