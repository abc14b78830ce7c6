"""Who saw a child's records: Frappe's View Log (the form was opened) and Access Log (read by a program, listed,
printed, taken out, a file opened, refused). Neither holds what was seen.
"""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days

CHILD = "Looked After Child"
ROWS_AT_MOST = 5000

READ_BY_A_PROGRAM, PRINTED, REPORT_RUN = "API", "Print", "Report"
LIST_READ, REFUSED = "List", "Refused"
"""Values of Access Log's `method`, as `iro_module.permissions` writes them."""


def looks_at(child: str, since: date | None = None, until: date | None = None) -> list[dict[str, Any]]:
	"""Everything on record from one day to another, both included; newest first, at most ROWS_AT_MOST."""
	found: list[dict[str, Any]] = []
	for doctype, names in _documents_of(child).items():
		found += _opened(doctype, names, since, until) + _logged(doctype, names, since, until)
	found += _files(child, since, until) + _lists(since, until)
	found.sort(key=lambda row: row["seen_at"], reverse=True)
	return _with_names(found[:ROWS_AT_MOST])


def what_is_not_told() -> list[str]:
	"""In plain words, what the logs do not hold."""
	said = [
		_(
			"Recorded are: opening a record on the desk; reading or changing one through the API; a list narrowed to "
			"this child or to one record; prints and PDFs; files opened; reports run or taken out; lists taken out; "
			"and attempts at a record by its name that were refused."
		),
		_(
			"Other lists, searches, calendars and reports show many children at once. Here is who ran a report or took "
			"a list out; it may or may not have shown this child. Who looked at such a list on the screen is not "
			"recorded."
		),
		_(
			"Not recorded either: figures, titles of links and notifications; what forms and boards fetch by "
			"themselves, where a program asks for it alone (what is due, the chronology, comments, the history); "
			"attempts refused that name no record; and whoever works on the server or its database directly."
		),
	]
	for log in frappe.get_all(
		"Logs To Clear", {"ref_doctype": ("in", ("View Log", "Access Log"))}, ["ref_doctype", "days"]
	):
		said.append(
			_("{0} rows are cleared after {1} days (Log Settings).").format(_(log.ref_doctype), log.days)
		)
	return said


def _documents_of(child: str) -> dict[str, list[str]]:
	"""The names of the child's documents, by doctype."""
	documents = {CHILD: [child]}
	for field in frappe.get_all("DocField", {"fieldtype": "Link", "options": CHILD}, ["parent", "fieldname"]):
		meta = frappe.get_meta(field.parent)
		if meta.istable:
			names = frappe.get_all(field.parent, {field.fieldname: child}, ["parent", "parenttype"])
			for row in names:
				documents.setdefault(row.parenttype, []).append(row.parent)
		else:
			documents.setdefault(field.parent, []).extend(
				frappe.get_all(field.parent, {field.fieldname: child}, pluck="name")
			)
	return {doctype: sorted(set(names)) for doctype, names in documents.items() if names}


def _opened(doctype: str, names: list[str], since: date | None, until: date | None) -> list[dict[str, Any]]:
	rows = frappe.get_all(
		"View Log",
		filters=[
			["reference_doctype", "=", doctype],
			["reference_name", "in", names],
			*_between(since, until),
		],
		fields=["creation", "viewed_by", "reference_name"],
		order_by="creation desc",
		limit=ROWS_AT_MOST,
	)
	how = _("Opened on the desk")
	return [_row(row.creation, row.viewed_by, how, doctype, row.reference_name) for row in rows]


def _logged(doctype: str, names: list[str], since: date | None, until: date | None) -> list[dict[str, Any]]:
	rows = frappe.get_all(
		"Access Log",
		filters=[["export_from", "=", doctype], ["reference_document", "in", names], *_between(since, until)],
		fields=["creation", "user", "method", "report_name", "file_type", "reference_document"],
		order_by="creation desc",
		limit=ROWS_AT_MOST,
	)
	words = {
		READ_BY_A_PROGRAM: _("Read through the API"),
		PRINTED: _("Printed, or made a PDF"),
		"PDF": _("Made a PDF"),
		REFUSED: _("Was refused"),
	}
	ran, took = _("Ran the report {0} on this child"), _("Took out the report {0} on this child")
	listed = _("Listed what is on file of this child: {0}")

	def how(row: frappe._dict) -> str:
		if row.method == REPORT_RUN:
			return (took if row.file_type else ran).format(_(row.report_name))
		if row.method == LIST_READ:
			return listed.format(_(row.report_name))
		return words.get(row.method) or _("Taken out")

	return [_row(row.creation, row.user, how(row), doctype, row.reference_document) for row in rows]


def _files(child: str, since: date | None, until: date | None) -> list[dict[str, Any]]:
	"""Files attached to the child's documents that were opened."""
	files: dict[str, tuple[str, str]] = {}
	for doctype, names in _documents_of(child).items():
		for file in frappe.get_all(
			"File",
			{"attached_to_doctype": doctype, "attached_to_name": ("in", names)},
			["name", "attached_to_name"],
		):
			files[file.name] = (doctype, file.attached_to_name)
	if not files:
		return []
	rows = frappe.get_all(
		"Access Log",
		filters=[
			["export_from", "=", "File"],
			["reference_document", "in", list(files)],
			*_between(since, until),
		],
		fields=["creation", "user", "reference_document"],
	)
	return [_row(row.creation, row.user, _("Opened a file"), *files[row.reference_document]) for row in rows]


def _lists(since: date | None, until: date | None) -> list[dict[str, Any]]:
	"""Lists of case records taken out and reports run: of which children is not on record."""
	ours = frappe.get_all("DocField", {"fieldtype": "Link", "options": CHILD}, pluck="parent", distinct=True)
	exported = frappe.get_all(
		"Access Log",
		filters=[
			["export_from", "in", [*ours, CHILD]],
			["reference_document", "is", "not set"],
			*_between(since, until),
		],
		fields=["creation", "user", "export_from"],
		limit=ROWS_AT_MOST,
	)
	reports = frappe.get_all(
		"Access Log",
		filters=[
			["method", "=", REPORT_RUN],
			["report_name", "is", "set"],
			["reference_document", "is", "not set"],
			*_between(since, until),
		],
		fields=["creation", "user", "report_name", "file_type"],
		limit=ROWS_AT_MOST,
	)
	took = _("Took out a list, or tried to; it may have this child")
	ran = _("Ran the report {0}; it may have this child")
	took_report = _("Took out the report {0}; it may have this child")
	return [_row(row.creation, row.user, took, row.export_from, None) for row in exported] + [
		_row(
			row.creation,
			row.user,
			(took_report if row.file_type else ran).format(_(row.report_name)),
			None,
			None,
		)
		for row in reports
	]


def _between(since: date | None, until: date | None) -> list[list[Any]]:
	conditions: list[list[Any]] = []
	if since:
		conditions.append(["creation", ">=", since])
	if until:
		conditions.append(["creation", "<", add_days(until, 1)])
	return conditions


def _row(at: Any, user: str | None, how: str, doctype: str | None, name: str | None) -> dict[str, Any]:
	return {"seen_at": at, "user": user, "how": how, "of_doctype": doctype or "", "of_name": name or ""}


def _with_names(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	users = sorted({row["user"] for row in rows if row["user"]})
	names = (
		dict(frappe.get_all("User", {"name": ("in", users)}, ["name", "full_name"], as_list=True))
		if users
		else {}
	)
	for row in rows:
		row["person"] = names.get(row["user"]) or row["user"]
	return rows
