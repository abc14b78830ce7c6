"""Open queries about records: a new version of the record answers them."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import now_datetime

from iro_module.domain.intake import StoredRecord
from iro_module.iro_reviews.notifying import notify as notify_in_desk

DOCTYPE = "Record Query"


def answer(records: Iterable[StoredRecord], *, notify: bool) -> set[str]:
	"""Close the open queries that a newer version of their record answers; returns the users told.

	The children's rows are locked, and with them who may raise a query about their records.
	"""
	versions = {record.name: record.version for record in records}
	if not versions:
		return set()
	query = frappe.qb.DocType(DOCTYPE)
	rows = (
		frappe.qb.from_(query)
		.where((query.status == "Open") & query.record.isin(sorted(versions)))
		.select(query.name, query.record, query.record_version)
		.orderby(query.name)
		.for_update()
		.run(as_dict=True)
	)
	told: set[str] = set()
	for row in rows:
		if row.record_version < versions[row.record]:
			told |= _close(row.name, notify=notify)
	return told


def _close(name: str, *, notify: bool) -> set[str]:
	doc = frappe.get_doc(DOCTYPE, name)
	doc.update({"status": "Answered", "answered_on": now_datetime()})
	doc.flags.planned = True
	doc.save(ignore_permissions=True)
	if not notify or not frappe.db.get_single_value("IRO Settings", "notify_in_desk"):
		return set()
	return set(notify_in_desk(doc.raised_by, DOCTYPE, name, _("A record you asked about has a new version")))
