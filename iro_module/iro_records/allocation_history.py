"""The history of a child's reviewing officers: one row for each, opened and closed with the child's own row.

Written only while the child's row is locked, in the transaction of the change.
"""

from datetime import date

import frappe

DOCTYPE = "IRO Allocation"


def record_change(
	child: str,
	was: tuple[str | None, date | None],
	now: tuple[str | None, date],
	because: str | None,
) -> str | None:
	"""Close the open row and open one for the new officer; returns its name, None where nobody follows.

	was, now: the officer and since when. An officer of before this history was kept gets a row, too.
	"""
	iro_was, since_was = was
	iro, from_on = now
	open_rows = frappe.get_all(
		DOCTYPE, {"child": child, "until_on": ("is", "not set")}, pluck="name", order_by="from_on, name"
	)
	if iro_was and not open_rows:
		open_rows = [_insert(child, iro_was, since_was or from_on)]
	for name in open_rows:
		row = frappe.get_doc(DOCTYPE, name)
		row.until_on = from_on
		row.flags.planned = True
		row.save(ignore_permissions=True)
	return _insert(child, iro, from_on, because, frappe.session.user) if iro else None


def record_correction(child: str, from_on: date) -> None:
	"""The manager has corrected since when: the open row says the same."""
	for name in frappe.get_all(DOCTYPE, {"child": child, "until_on": ("is", "not set")}, pluck="name"):
		row = frappe.get_doc(DOCTYPE, name)
		row.from_on = from_on
		row.flags.planned = True
		row.save(ignore_permissions=True)


def _insert(child: str, iro: str, from_on: date, because: str | None = None, by: str | None = None) -> str:
	row = frappe.new_doc(DOCTYPE)
	row.update({"child": child, "iro": iro, "from_on": from_on, "because": because, "allocated_by": by})
	row.flags.planned = True
	row.insert(ignore_permissions=True)
	return row.name
