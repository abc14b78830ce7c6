"""'Query this date': the buttons of the fed records' forms."""

from typing import Any

import frappe
from frappe import _
from frappe.model import no_value_fields

from iro_module.domain.wording import in_words
from iro_module.exceptions import NotYourReport
from iro_module.iro_records.doctype.record_query.record_query import refuse_if_closed

DOCTYPE = "Record Query"
_NOT_ASKED_ABOUT = frozenset(
	{"child", "source", "record_id", "record_version", "content_hash", "title", "first_recorded_on", "voided"}
)
"""What people cannot judge: how the record is kept."""


@frappe.whitelist()
def fields_of(record_type: str, record: str) -> list[str]:
	"""The labels of the fields one may ask about, dates first."""
	doc = frappe.get_doc(record_type, record)
	doc.check_permission("read")
	fields = [
		field
		for field in doc.meta.fields
		if field.fieldtype not in no_value_fields
		and not field.hidden
		and field.label
		and field.fieldname not in _NOT_ASKED_ABOUT
	]
	return [field.label for field in sorted(fields, key=lambda one: one.fieldtype != "Date")]


@frappe.whitelist(methods=["POST"])
def ask(record_type: str, record: str, field_label: str, question: str) -> str:
	"""Raise a query about a field of a record; returns its name. Needs the right to create queries."""
	query = frappe.new_doc(DOCTYPE)
	query.update(
		{"record_type": record_type, "record": record, "field_label": field_label, "question": question}
	)
	query.insert()
	return query.name


@frappe.whitelist()
def open_queries(doctype: str, name: str) -> list[dict[str, Any]]:
	"""The open queries on a record, or on all records of a child; nothing for who may not read queries."""
	frappe.get_doc(doctype, name).check_permission("read")
	if not frappe.has_permission(DOCTYPE, "read"):
		return []
	about = {"child": name} if doctype == "Looked After Child" else {"record_type": doctype, "record": name}
	rows = frappe.get_list(
		DOCTYPE,
		filters={**about, "status": "Open"},
		fields=["name", "record_type", "field_label", "shown_value", "question", "answer", "creation"],
		order_by="creation",
	)
	return [{**row, "asked_on": in_words(row.creation.date())} for row in rows]


@frappe.whitelist(methods=["POST"])
def withdraw(query: str) -> None:
	"""Take a query back; only who raised it does."""
	doc = frappe.get_doc(DOCTYPE, query)
	doc.check_permission("read")
	if doc.raised_by != frappe.session.user:
		frappe.throw(_("Only who raised a query takes it back. Add a comment to it instead."), NotYourReport)
	refuse_if_closed(doc.status)
	doc.status = "Withdrawn"
	doc.flags.checked = True
	doc.save(ignore_permissions=True)
