"""Decisions of reviews that are still to be carried out: by who is responsible, what is longest overdue first."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.document_clock import working_days_late
from iro_module.domain.managers_reply import in_a_word
from iro_module.iro_reviews.decisions import reply_of, responsible
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

FIELDS = (
	"name", "child", "child.full_name as child_name", "child.left_care_on as left_care_on", "decision_text",
	"owner_role", "owner_name", "owner_user", "due_on", "made_on", "status", "section", "in_care_plan",
	"manager_response", "manager_responded_on", "review.decisions_sent_on as sent_on",
)  # fmt: skip


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows. Only decisions of children whom the person asking reaches."""
	frappe.has_permission("Review Decision", "report", throw=True)
	filters = frappe._dict(filters or {})
	rows = _decisions(filters)
	told = _last_told([row.name for row in rows])
	calendar, on = policy_in_force().calendar, today()
	for row in rows:
		row.responsible = responsible(row)
		row.in_care_plan = row.in_care_plan or _("Not recorded")
		row.manager = in_a_word(reply_of(row), row.sent_on)
		due_on = getdate(row.due_on) if row.due_on else None
		row.overdue = working_days_late(calendar, due_on, on) if due_on else 0
		row.update(told.get(row.name, {}))
	rows.sort(key=lambda row: (row.responsible.casefold(), -row.overdue, str(row.due_on or "9999"), row.name))
	return _columns(), rows


def _decisions(filters: frappe._dict) -> list[frappe._dict]:
	asked: dict[str, Any] = {"status": ("not in", ["done", "superseded"]), "made_on": ("is", "set")}
	for field in ("owner_role", "owner_user", "section", "child"):
		if filters.get(field):
			asked[field] = filters[field]
	if filters.get("only_overdue"):
		asked["status"] = "overdue"
	rows = frappe.get_list(
		"Review Decision", filters=asked, fields=list(FIELDS), limit_page_length=0, order_by="due_on asc"
	)
	if filters.get("responsible"):
		wanted = filters.responsible.strip().casefold()
		rows = [row for row in rows if wanted in responsible(row).casefold()]
	if filters.get("not_in_plan"):
		rows = [row for row in rows if row.in_care_plan != "Yes"]
	if filters.get("left_care"):
		rows = [row for row in rows if row.left_care_on]
	return rows


def _last_told(names: list[str]) -> dict[str, dict[str, Any]]:
	"""The last progress told of each decision."""
	if not names:
		return {}
	rows = frappe.get_all(
		"Review Decision Progress",
		filters={"parent": ("in", names), "parenttype": "Review Decision"},
		fields=["parent", "progress", "on_day", "look_again_on"],
		order_by="parent, idx",
	)
	return {
		row.parent: {"progress": row.progress, "told_on": row.on_day, "look_again_on": row.look_again_on}
		for row in rows
	}


def _columns() -> list[dict[str, Any]]:
	def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 120, **more: Any) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}

	return [
		column("responsible", _("Responsible"), width=150),
		column("child_name", _("Child"), width=150),
		column("decision_text", _("What was decided"), width=320),
		column("due_on", _("By"), "Date", 110),
		column("overdue", _("Working days overdue"), "Int", 110),
		column("status", _("Status"), width=90),
		column("in_care_plan", _("In the care plan"), width=120),
		column("progress", _("Last told"), width=140),
		column("told_on", _("Told on"), "Date", 110),
		column("look_again_on", _("Look again on"), "Date", 110),
		column("made_on", _("Decided on"), "Date", 110),
		column("manager", _("Manager"), width=160),
	]
