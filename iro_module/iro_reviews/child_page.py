"""The top of a child's page: what is due next and why, each with where to go.

Every part is read with the rights of the person asking: who may not read prompts does not learn that there are any.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.contract.answers import basis_from_json
from iro_module.domain.wording import in_words
from iro_module.iro_reviews.statuses import COMPLETED, OPEN
from iro_module.iro_setup.clock import today

CHILD = "Looked After Child"
Part = dict[str, Any]
Filters = dict[str, Any]

PANEL = "secure_panel"
PROMPTS_SHOWN = 5
REVIEW_FIELDS = (
	"name", "track", "status", "due_on", "statutory_due_on", "practical_on", "booked_on", "basis",
	"explanation", "flag",
)  # fmt: skip
OWED = {
	"decisions_sent_on": "decisions to be sent",
	"record_completed_on": "full record to be completed",
	"distributed_on": "record to be distributed",
}


@frappe.whitelist()
def due_next(child: str) -> list[Part]:
	"""What is due for the child and why, in the order of the page.

	Each part: `title`, `day` (in words) and `standing` where it has a date, `reasons` as sentences, and a `link` (a
	document, or a list with its filters). Raises PermissionError where the child may not be read.
	"""
	frappe.has_permission(CHILD, doc=child, throw=True)
	row = frappe.db.get_value(
		CHILD,
		child,
		[
			"next_review_due_on",
			"next_review_statutory_on",
			"left_care_on",
			"closer_oversight",
			"oversight_reason",
			"oversight_next_check_on",
		],
		as_dict=True,
	)
	return [
		*_reviews(child, row),
		*_midway(child),
		*_changes(child),
		*_prompts(child),
		*_decisions(child),
		*_papers_owed(child),
		*_escalations(child),
		*_oversight(child, row),
	]


# --- reviews --------------------------------------------------------------------------------------------------------


def _reviews(child: str, row: frappe._dict) -> Iterable[Part]:
	"""The open reviews with their reasons; from the child's own row for who may not read reviews."""
	open_ones = _read(
		"IRO Review", {"child": child, "status": ("in", list(OPEN))}, REVIEW_FIELDS, "due_on asc"
	)
	if open_ones is None:
		return [_by_the_childs_row(row)] if row.next_review_due_on else []
	if not open_ones and not row.left_care_on:
		return [{"key": "review", "title": _("No review is planned"), "reasons": []}]
	return [_review(one) for one in open_ones]


def _by_the_childs_row(row: frappe._dict) -> Part:
	due_on, by_law = row.next_review_due_on, row.next_review_statutory_on
	return {
		"key": "review",
		"title": _("Next review"),
		**_dated(due_on, by_law),
		"notes": _by_law(due_on, by_law),
		"reasons": [],
	}


def _review(row: frappe._dict) -> Part:
	due_on = getdate(row.due_on)
	notes = _by_law(due_on, row.statutory_due_on)
	if row.practical_on and getdate(row.practical_on) != due_on:
		notes.append(_("last working day to hold it: {0}").format(in_words(getdate(row.practical_on))))
	if row.booked_on:
		notes.append(_("booked for {0}").format(in_words(getdate(row.booked_on))))
	elif row.status == "Planned":
		notes.append(_("not booked yet"))
	else:
		notes.append(_(row.status).lower())
	return {
		"key": "review",
		"title": _("Next panel on secure accommodation") if row.track == PANEL else _("Next review"),
		**_dated(due_on, row.statutory_due_on),
		"notes": notes,
		"reasons": _reasons(row),
		"attention": row.flag,
		"link": _to("IRO Review", row.name),
	}


def _by_law(due_on: date, by_law: date | None) -> list[str]:
	if not by_law or getdate(by_law) == getdate(due_on):
		return []
	return [_("by law {0}").format(in_words(getdate(by_law)))]


def _reasons(row: frappe._dict) -> list[str]:
	"""A sentence for each reason: its day, what happened, how the days were counted."""
	if not row.basis:
		return [row.explanation] if row.explanation else []
	return [
		f"{in_words(one.due_on)}: {one.reason} ({one.counted})."
		for one in basis_from_json(json.loads(row.basis))
	]


# --- between the reviews ---------------------------------------------------------------------------------------


def _midway(child: str) -> Iterable[Part]:
	fields = ["name", "due_on", "counted", "held_on"]
	for row in _read("Midway Review", {"child": child, "state": "Planned"}, fields, "due_on asc") or []:
		yield {
			"key": "midway",
			"title": _("Midway review"),
			**_dated(row.due_on),
			"notes": [_("begun")] if row.held_on else [],
			"reasons": [_("{0}: {1}.").format(in_words(getdate(row.due_on)), row.counted)],
			"link": _to("Midway Review", row.name),
		}


def _changes(child: str) -> Iterable[Part]:
	filters = {"child": child, "status": "Open"}
	rows = _read("Change of Circumstances", filters, ["description"], "happened_on desc")
	if rows:
		yield {
			"key": "changes",
			"title": _n(len(rows), _("1 change not yet looked at"), _("{0} changes not yet looked at")),
			"reasons": [row.description for row in rows[:PROMPTS_SHOWN]],
			"link": _list("Change of Circumstances", filters),
		}


def _prompts(child: str) -> Iterable[Part]:
	filters = {"child": child, "state": "Open"}
	rows = _read("IRO Prompt", filters, ["reason", "tell_by"], "tell_by asc")
	if rows:
		yield {
			"key": "prompts",
			"title": _n(len(rows), _("1 prompt for you"), _("{0} prompts for you")),
			**_dated(rows[0].tell_by),
			"reasons": [
				_("By {0}: {1}").format(in_words(getdate(row.tell_by)), row.reason)
				if row.tell_by
				else row.reason
				for row in rows[:PROMPTS_SHOWN]
			],
			"link": _list("IRO Prompt", filters),
		}


def _decisions(child: str) -> Iterable[Part]:
	filters = {
		"child": child,
		"status": ("in", ["open", "on track", "overdue", "not done"]),
		"made_on": ("is", "set"),
	}
	rows = _read("Review Decision", filters, ["decision_text", "due_on"], "due_on asc")
	if not rows:
		return
	late = [row for row in rows if row.due_on and getdate(row.due_on) < today()]
	title = _n(len(rows), _("1 decision to be carried out"), _("{0} decisions to be carried out"))
	yield {
		"key": "decisions",
		"title": title,
		"standing": "overdue" if late else None,
		"notes": [_("{0} past their date").format(len(late))] if late else [],
		"reasons": [
			_("{0}, by {1}").format(row.decision_text, in_words(getdate(row.due_on)))
			for row in late[:PROMPTS_SHOWN]
		],
		"link": _list("Review Decision", filters),
	}


def _papers_owed(child: str) -> Iterable[Part]:
	"""What the last review still owes: only what comes after its completion."""
	filters = {"child": child, "status": COMPLETED}
	rows = _read("IRO Review", filters, ["name", "completed_on", *OWED], "completed_on desc") or []
	for row in rows[:1]:
		owed = [_(words) for field, words in OWED.items() if not row[field]]
		if owed:
			yield {
				"key": "papers",
				"title": _("Review of {0}").format(in_words(getdate(row.completed_on))),
				"notes": owed,
				"reasons": [],
				"link": _to("IRO Review", row.name),
			}


def _escalations(child: str) -> Iterable[Part]:
	filters = {"child": child, "state": ("in", ["Informal", "Formal"])}
	rows = _read("IRO Escalation", filters, ["name", "theme", "raised_on"], "raised_on asc")
	if rows:
		yield {
			"key": "challenges",
			"title": _n(len(rows), _("1 challenge open"), _("{0} challenges open")),
			"reasons": [
				_("{0}, since {1}").format(row.theme or _("Challenge"), in_words(getdate(row.raised_on)))
				for row in rows[:PROMPTS_SHOWN]
			],
			"link": _list("IRO Escalation", filters),
		}


def _oversight(child: str, row: frappe._dict) -> Iterable[Part]:
	"""Closer oversight is the reviewing service's own: shown to whoever may write a prompt, which is the service."""
	if row.closer_oversight and frappe.has_permission("IRO Prompt", "read"):
		yield {
			"key": "oversight",
			"title": _("Closer oversight"),
			**_dated(row.oversight_next_check_on),
			"reasons": [row.oversight_reason] if row.oversight_reason else [],
		}


# --- small parts ---------------------------------------------------------------------------------------


def _read(doctype: str, filters: Filters, fields: list[str], order_by: str) -> list[frappe._dict] | None:
	"""The rows that the person may see; None where the doctype is not open to them at all."""
	if not frappe.has_permission(doctype, "read"):
		return None
	return frappe.get_list(doctype, filters=filters, fields=fields, order_by=order_by, limit_page_length=0)


def _dated(due_on: date | None, by_law: date | None = None) -> Part:
	"""The day in words, and how it stands: by law where there is a date by law, apart from a local target."""
	if not due_on:
		return {}
	on = today()
	if by_law and getdate(by_law) < on:
		standing = "overdue"
	elif getdate(due_on) < on:
		standing = "local" if by_law else "overdue"
	else:
		standing = "planned"
	return {"day": in_words(getdate(due_on)), "standing": standing}


def _n(number: int, one: str, many: str) -> str:
	return one if number == 1 else many.format(number)


def _to(doctype: str, name: str) -> Part:
	return {"doctype": doctype, "name": name}


def _list(doctype: str, filters: Filters) -> Part:
	plain = {key: list(value) if isinstance(value, tuple) else value for key, value in filters.items()}
	return {"doctype": doctype, "filters": plain}
