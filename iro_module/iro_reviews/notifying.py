"""Notifications in the desk, written so that they stand or fall with the transaction that caused them.

Nothing is enqueued and no callback registered: both would survive the rollback of a savepoint. The subject
names no child; whoever opens it sees the record, if the permissions allow.
"""

import frappe
from frappe.desk.doctype.notification_log.notification_log import is_notifications_enabled
from frappe.utils import now


def notify(user: str, doctype: str, name: str, subject: str) -> list[str]:
	"""Put one notification on the user's list; returns the users whose open desks may be pinged afterwards.

	Empty where the user, or the site in IRO Settings, has switched notifications off. Never sends e-mail.
	"""
	if not _wanted_on_this_site() or not is_notifications_enabled(user):
		return []
	when = now()
	log = frappe.qb.DocType("Notification Log")
	row = {
		"name": frappe.generate_hash(length=20),
		"creation": when,
		"modified": when,
		"owner": frappe.session.user,
		"modified_by": frappe.session.user,
		"docstatus": 0,
		"idx": 0,
		"subject": subject,
		"type": "Alert",
		"for_user": user,
		"from_user": frappe.session.user,
		"document_type": doctype,
		"document_name": name,
		"read": 0,
	}
	frappe.qb.into(log).columns(*row).insert(*row.values()).run()
	frappe.db.set_value("Notification Settings", user, "seen", 0, update_modified=False)
	return [user]


def _wanted_on_this_site() -> bool:
	kept = frappe.db.get_singles_dict("IRO Settings").get("notify_in_desk")
	return kept is None or bool(frappe.utils.cint(kept))
