"""A child's chronology: everything dated on file in one list, newest first, read with the rights of the person asking.

What is private to the reviewing service has no part in it: neither notes nor drafts, so that it can be printed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate

CHILD = "Looked After Child"
PAGE = 40
Row = frappe._dict


@dataclass(frozen=True, slots=True)
class Source:
	"""One kind of dated record. day: the field that dates it. words: what is said of a row."""

	kind: str
	doctype: str
	day: str
	fields: tuple[str, ...]
	words: Callable[[Row], str]
	filters: dict[str, Any] = field(default_factory=dict)


def _title(row: Row) -> str:
	return row.title


def _ended(row: Row) -> str:
	return _("Left care") if not row.end_reason else _("Left care ({0})").format(row.end_reason)


def _change(row: Row) -> str:
	return row.description or _("Change of circumstances")


def _review(row: Row) -> str:
	took_part = f" ({row.participation_code})" if row.participation_code else ""
	return _("Review held") + took_part


def _cancelled(row: Row) -> str:
	return _("Review cancelled: {0}").format(row.withdrawn_because or _("no reason on file"))


def _elsewhere(row: Row) -> str:
	return _("Review held, told by the council's records")


def _midway(row: Row) -> str:
	return _("Midway review: {0}").format(_(row.outcome).lower() if row.outcome else _("held"))


def _midway_dropped(row: Row) -> str:
	return _("Midway review no longer needed. {0}").format(row.dropped_because or "").strip()


def _visit(row: Row) -> str:
	how = f": {_(row.with_child).lower()}" if row.with_child else ""
	return f"{_(row.kind)}{how}"


def _escalation(row: Row) -> str:
	return _("Challenge ({0}): {1}").format(_(row.state).lower(), row.theme or _("no theme yet"))


def _allocation(row: Row) -> str:
	name = frappe.get_cached_value("User", row.iro, "full_name") if row.iro else ""
	return _("Reviewing officer: {0}").format(name or row.iro)


def _conference(row: Row) -> str:
	outcome = f": {_(row.outcome).lower()}" if row.outcome else ""
	return _("Child protection conference, {0}").format(_(row.kind).lower()) + outcome


REAL = {"voided": 0}
STANDING = {"status": ("!=", "Withdrawn")}
SOURCES = (
	Source("placements", "Care Placement", "start_date", ("title",), _title, REAL),
	Source("statuses", "Care Legal Status", "start_date", ("title",), _title, REAL),
	Source("care", "Period of Care", "start_date", ("title",), _title, REAL),
	Source("care", "Period of Care", "end_date", ("end_reason",), _ended, REAL),
	Source("changes", "Change of Circumstances", "happened_on", ("description",), _change, STANDING),
	Source("reviews", "IRO Review", "completed_on", ("participation_code",), _review, {"status": "Completed"}),
	Source("reviews", "IRO Review", "modified", ("withdrawn_because",), _cancelled, {"status": "Cancelled"}),
	Source("reviews", "Review Held Elsewhere", "review_date", (), _elsewhere, REAL),
	Source("midways", "Midway Review", "held_on", ("outcome",), _midway, {"state": "Held"}),
	Source("midways", "Midway Review", "due_on", ("dropped_because",), _midway_dropped, {"state": "No longer needed"}),
	Source("visits", "IRO Visit", "happened_on", ("kind", "with_child"), _visit),
	Source("challenges", "IRO Escalation", "raised_on", ("state", "theme"), _escalation, {"state": ("!=", "Draft")}),
	Source("officers", "IRO Allocation", "from_on", ("iro",), _allocation),
	Source("conferences", "Child Protection Conference", "held_on", ("kind", "outcome"), _conference),
)  # fmt: skip


@frappe.whitelist()
def chronology(child: str, start: int = 0, kinds: str | list[str] | None = None) -> dict[str, Any]:
	"""A page of the chronology from `start` on, of some kinds or all: `entries`, whether there is `more`, the `kinds`.

	Kinds that the person may not read are not among them. Raises PermissionError where the child may not be read.
	"""
	frappe.has_permission(CHILD, doc=child, throw=True)
	first, wanted = max(0, cint(start)), set(frappe.parse_json(kinds) or [])
	may_read = {one.doctype: frappe.has_permission(one.doctype, "read") for one in SOURCES}
	open_ones = [one for one in SOURCES if may_read[one.doctype]]
	entries = []
	for source in open_ones:
		if not wanted or source.kind in wanted:
			entries += _entries(source, child, first + PAGE + 1)
	entries.sort(key=lambda one: (one["on"], one["kind"], one["name"]), reverse=True)
	page = entries[first : first + PAGE]
	return {
		"entries": [{**one, "on": one["on"].isoformat()} for one in page],
		"more": len(entries) > first + PAGE,
		"kinds": list(dict.fromkeys(one.kind for one in open_ones)),
	}


def _entries(source: Source, child: str, most: int) -> list[dict[str, Any]]:
	rows = frappe.get_list(
		source.doctype,
		filters={"child": child, source.day: ("is", "set"), **source.filters},
		fields=["name", source.day, *source.fields],
		order_by=f"{source.day} desc, name desc",
		limit_page_length=most,
	)
	return [
		{
			"on": _day(row[source.day]),
			"kind": source.kind,
			"words": source.words(row),
			"doctype": source.doctype,
			"name": row.name,
		}
		for row in rows
	]


def _day(value: Any) -> date:
	return getdate(value)
