"""Papers still owed after completed reviews, the longest overdue first: one row for each paper.

For a social work manager the same report, filtered to the reply and the sign-off, is the list of what awaits them.
"""

from datetime import timedelta
from typing import Any

import frappe
from frappe import _

from iro_module.domain.document_clock import Deadline, Document, Status, document_clock
from iro_module.domain.wording import plural
from iro_module.iro_reviews.after_review import as_after_review
from iro_module.iro_reviews.statuses import COMPLETED
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

LOOKS_BACK = timedelta(days=365)
OWED = frozenset({Status.PENDING, Status.LATE, Status.NO_REPLY})
OF_THE_MANAGER = frozenset({Document.QUERY.value, Document.SIGN_OFF.value})
FIELDS = (
	"name", "child", "child_title", "completed_on", "decisions_sent_on", "manager_reply", "manager_replied_on",
	"query_answered_on", "care_plan_updated_on", "record_completed_on", "distributed_on", "signed_off_on",
	"child.iro as iro",
)  # fmt: skip


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows. Only reviews of children whom the person asking reaches, of the last twelve months."""
	frappe.has_permission("IRO Review", "report", throw=True)
	filters = frappe._dict(filters or {})
	policy, on = policy_in_force(), today()
	asked: dict[str, Any] = {
		"status": COMPLETED,
		"track": "looked_after",
		"completed_on": (">=", (on - LOOKS_BACK).isoformat()),
	}
	reviews = frappe.get_list(
		"IRO Review", filters=asked, fields=list(FIELDS), limit_page_length=0, order_by="completed_on asc"
	)
	names = _full_names({review.iro for review in reviews if review.iro})
	rows = [
		{
			"child_title": review.child_title,
			"completed_on": review.completed_on,
			"what": one.what[:1].upper() + one.what[1:],
			"due_on": one.due.on if one.due else None,
			"standing": _standing(one),
			"late": one.days_late,
			"iro_name": names.get(review.iro, ""),
			"name": review.name,
		}
		for review in reviews
		if not filters.get("iro") or review.iro == filters.iro
		for one in document_clock(as_after_review(review), on, policy)
		if one.status in OWED and _wanted(one.what, filters.get("show"))
	]
	rows.sort(key=lambda row: (-row["late"], str(row["due_on"]), row["name"]))
	return _columns(), rows


def _standing(deadline: Deadline) -> str:
	if deadline.status is Status.LATE:
		return _("{0} late so far").format(plural(deadline.days_late, "working day"))
	return _("No reply, decisions stand") if deadline.status is Status.NO_REPLY else _("To come")


def _full_names(users: set[str]) -> dict[str, str]:
	rows = frappe.get_all("User", filters={"name": ("in", list(users))}, fields=["name", "full_name"])
	return {row.name: row.full_name for row in rows}


def _wanted(what: str, show: str | None) -> bool:
	if show == "The manager's":
		return what in OF_THE_MANAGER
	if show == "The reviewing service's":
		return what not in OF_THE_MANAGER and what != Document.CARE_PLAN.value
	return True


def _columns() -> list[dict[str, Any]]:
	def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 130, **more: Any) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

	return [
		column("child_title", _("Child"), width=160),
		column("completed_on", _("Review of"), "Date", 110),
		column("what", _("Owed"), width=230),
		column("due_on", _("By"), "Date", 110),
		column("standing", _("How it stands"), width=220),
		column("iro_name", _("Reviewing officer"), width=180),
	]
