"""Correcting and withdrawing what staff reported; the buttons of a report's form."""

from typing import Any

import frappe
from frappe import _

from iro_module.exceptions import NotYourReport, ReportIncomplete, ReportSettled
from iro_module.iro_records import hand_reports
from iro_module.iro_records.acting import acts_for, refuse_if_tied
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today

DOCTYPE = "Change of Circumstances"


@frappe.whitelist(methods=["POST"])
def correct(
	change: str,
	happened_on: str,
	details: str | None = None,
	until: str | None = None,
	to_parents: str | None = None,
	move_to: str | None = None,
) -> None:
	"""Correct a report while nothing has been decided about it; only who made it does."""
	doc = locked(change)
	_refuse_if_settled(doc)
	if doc.reported_by != frappe.session.user:
		frappe.throw(
			_("Only who reported this corrects it. Report what you know as a change of its own."),
			NotYourReport,
		)
	if doc.ruling:
		frappe.throw(
			_("The reviewing officer has decided about this. Withdraw it and report it again."), ReportSettled
		)
	doc.update(
		{
			"happened_on": happened_on,
			"details": details,
			"until": until,
			"to_parents": to_parents,
			"move_to": move_to,
		}
	)
	hand_reports.check(doc)
	hand_reports.describe(doc)
	save(doc)


@frappe.whitelist(methods=["POST"])
def withdraw(change: str, because: str) -> None:
	"""Withdraw a report, with a reason: who made it does, or who acts for the child as reviewing officer."""
	doc = locked(change)
	_refuse_if_settled(doc)
	if doc.reported_by != frappe.session.user and not acts_for(frappe.session.user, doc.child):
		refuse_if_tied(doc.child)
		frappe.throw(
			_("Who reported this withdraws it, or the child's reviewing officer. Ask one of them."),
			NotYourReport,
		)
	if not (because or "").strip():
		frappe.throw(_("Withdrawn because: say why, then withdraw it."), ReportIncomplete)
	doc.update(
		{
			"status": "Withdrawn",
			"withdrawn_because": because.strip(),
			"withdrawn_by": frappe.session.user,
			"settled_by": _("Withdrawn on {0}").format(hand_reports.in_words(today())),
			"review": None,
		}
	)
	save(doc)


def locked(change: str) -> Any:
	"""The change as it is now, its child's row locked first; only where the user may read it."""
	child = frappe.db.get_value(DOCTYPE, change, "child")
	lock_children([child] if child else [])
	doc = frappe.get_doc(DOCTYPE, change, for_update=True)
	doc.check_permission("read")
	return doc


def save(doc: Any) -> None:
	"""Save what the method has checked; the child is planned again by it."""
	doc.flags.checked = True
	doc.save(ignore_permissions=True)


def _refuse_if_settled(doc: Any) -> None:
	if not doc.hand_report:
		frappe.throw(
			_(
				"This change comes from the council's records. Use Query this date on the record that shows it."
			),
			ReportSettled,
		)
	if doc.joined_to or doc.withdrawn_by:
		frappe.throw(_("This report is closed: {0}").format(doc.settled_by or ""), ReportSettled)
