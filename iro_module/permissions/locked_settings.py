"""Tracking of changes and views is part of the record: it cannot be switched off from the desk."""

import frappe
from frappe import _
from frappe.model.document import Document

from iro_module.exceptions import LockedSetting
from iro_module.permissions.truth_table import CASE_DOCTYPES

LOCKED = frozenset(
	{
		"track_changes",
		"track_views",
		"in_global_search",
		"show_name_in_global_search",
		"allow_import",
		"allow_rename",
		"allow_copy",
		"autoname",
		"email_append_to",
		"has_web_view",
		"allow_guest_to_view",
	}
)


def refuse(doc: Document, _event: str | None = None) -> None:
	"""Hook on Property Setter, which is how Customize Form keeps what it changes."""
	if doc.doc_type in CASE_DOCTYPES and doc.property in LOCKED:
		frappe.throw(
			_(
				"{0} of {1} is fixed: tracking, search and naming of case records are part of the record."
			).format(doc.property, _(doc.doc_type)),
			LockedSetting,
		)
