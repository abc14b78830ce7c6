"""What people hang on a case record: tasks, files, follows, tags, notifications. Nothing of it opens the record."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from iro_module.exceptions import AssigneeHasNoAccess, CaseFileNotPrivate
from iro_module.permissions.truth_table import ROW_DOCTYPES

_TELLS_THE_TITLE = frozenset({"Mention", "Assignment", "Share", "Energy Point"})


def check_task(todo: Document, _event: str | None = None) -> None:
	"""Hook on ToDo: who assigns a task about a case record and who gets it must both reach the record.

	Frappe would share the document with the assignee, which would open it past every rule.
	"""
	if todo.reference_type not in ROW_DOCTYPES or todo.status != "Open" or not _is_new_task(todo):
		return
	frappe.has_permission(todo.reference_type, "read", doc=todo.reference_name, throw=True)
	person = todo.allocated_to
	if person and not frappe.has_permission(
		todo.reference_type, "read", doc=todo.reference_name, user=person
	):
		frappe.throw(
			_("{0} has no access to this record. Choose somebody who works with the child.").format(person),
			AssigneeHasNoAccess,
		)


def check_file(file: Document, _event: str | None = None) -> None:
	"""Hook on File: what is attached to a case record is private."""
	if file.attached_to_doctype in ROW_DOCTYPES and not file.is_private:
		frappe.throw(
			_("Files of case records are kept private. Tick 'Is private' and attach the file again."),
			CaseFileNotPrivate,
		)


def drop_follow(follow: Document, _event: str | None = None) -> None:
	"""Hook on Document Follow: it would send changes and comments by e-mail, and asks nobody's permission."""
	if follow.ref_doctype not in ROW_DOCTYPES:
		return
	frappe.db.delete("Document Follow", {"name": follow.name})
	if "follow" in (frappe.form_dict.get("cmd") or ""):
		frappe.msgprint(_("Case records are not followed by e-mail."), alert=True)


def keep_title_out(doc: Document, _event: str | None = None) -> None:
	"""Hook on Tag Link: a tag keeps the title of its document, which may be a child's name."""
	if doc.document_type in ROW_DOCTYPES:
		doc.title = ""


def say_no_more(notification: Document, _event: str | None = None) -> None:
	"""Hook on Notification Log, which also goes out by e-mail: no title and no words of a case record."""
	if notification.document_type not in ROW_DOCTYPES or notification.type not in _TELLS_THE_TITLE:
		return
	words = {
		"Mention": _("You were mentioned in a comment on a record: {0}."),
		"Assignment": _("A task about a record was assigned to you or changed: {0}."),
	}
	sentence = words.get(notification.type, _("There is news about a record: {0}."))
	notification.subject = sentence.format(_(notification.document_type))
	notification.email_content = None


def refuse_prepared_report(prepared: Document, _event: str | None = None) -> None:
	"""Hook on Prepared Report: what it keeps was seen with one person's eyes, and Frappe shows it to others."""
	report: Any = frappe.db.get_value("Report", prepared.report_name, "ref_doctype")
	if report in ROW_DOCTYPES:
		frappe.throw(_("Reports on case records are not prepared beforehand. Switch off 'Prepared Report'."))


def _is_new_task(todo: Document) -> bool:
	stored = todo.get_doc_before_save()
	keys = ("reference_type", "reference_name", "allocated_to")
	return stored is None or any(stored.get(key) != todo.get(key) for key in keys)
