"""Recording a visit or conversation from the child's page: one short form, saved as the records it belongs in."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.care_events import LOOKED_AFTER_TRACK
from iro_module.domain.wording import in_words
from iro_module.exceptions import AnotherChild
from iro_module.iro_records.relationships import siblings_of
from iro_module.iro_reviews.statuses import OPEN

CHILD, VISIT, NOTE = "Looked After Child", "IRO Visit", "IRO Private Note"
SHARED = ("kind", "happened_on", "happened_at", "by_whom", "place", "length_minutes")
"""What the record of a brother or sister seen on the same occasion takes over: never what was said or seen."""
ASKED = (*SHARED, "with_child", "not_alone_because", "review", "views", "observed", "worries")


@frappe.whitelist()
def offered(child: str) -> dict[str, Any]:
	"""What the form proposes: the open review that it comes before, and the brothers and sisters on file.

	Raises PermissionError where the user may record no visit of the child.
	"""
	_check(child)
	return {"review": _open_review(child), "siblings": _siblings(child)}


@frappe.whitelist(methods=["POST"])
def record(
	child: str,
	visit: str | dict[str, Any],
	also: str | list[str] | None = None,
	private_words: str | None = None,
	private_kind: str | None = None,
) -> dict[str, Any]:
	"""Save the visit; its private part as a note of its own; a record for each brother or sister also seen.

	All of it or none. Raises PermissionError where the user may not record one of them.
	"""
	given = frappe.parse_json(visit)
	others = sorted(set(frappe.parse_json(also) or []))
	_check(child)
	if set(others) - {one["name"] for one in _siblings(child)}:
		frappe.throw(_("Also seen: choose among the child's brothers and sisters on file."), AnotherChild)
	saved = _insert(child, {key: given.get(key) for key in ASKED})
	if (private_words or "").strip():
		_note(saved, private_words, private_kind)
	shared = {key: saved.get(key) for key in SHARED}
	with_them = [_insert(one, shared, to_be_written_up=True) for one in others]
	return {"visit": saved.name, "others": [one.name for one in with_them]}


def _check(child: str) -> None:
	"""The record is to be about this child: the user reaches the child and may write visits."""
	frappe.has_permission(CHILD, doc=child, throw=True)
	frappe.has_permission(VISIT, "create", throw=True)


def _insert(child: str, values: dict[str, Any], *, to_be_written_up: bool = False) -> Any:
	_check(child)
	doc = frappe.new_doc(VISIT)
	doc.update({**values, "child": child})
	doc.flags.to_be_written_up = to_be_written_up
	return doc.insert()


def _note(visit: Any, words: str, kind: str | None) -> None:
	doc = frappe.new_doc(NOTE)
	doc.update(
		{
			"child": visit.child,
			"visit": visit.name,
			"review": visit.review,
			"happened_on": visit.happened_on,
			"words": words,
			**({"kind": kind} if kind else {}),
		}
	)
	doc.insert()


def _open_review(child: str) -> dict[str, Any] | None:
	"""The open review that a visit today comes before, in words; None where there is none to see."""
	found = frappe.get_list(
		"IRO Review",
		filters={"child": child, "status": ("in", list(OPEN)), "track": LOOKED_AFTER_TRACK},
		fields=["name", "due_on", "booked_on"],
		limit_page_length=1,
	)
	if not found:
		return None
	row = found[0]
	words = _("due {0}").format(in_words(getdate(row.due_on)))
	if row.booked_on:
		words = _("booked for {0}").format(in_words(getdate(row.booked_on)))
	return {"name": row.name, "words": words}


def _siblings(child: str) -> list[dict[str, str]]:
	"""Brothers and sisters whose records are open to the user and who are still looked after."""
	names = siblings_of(child)
	if not names:
		return []
	return frappe.get_list(
		CHILD,
		filters={"name": ("in", names), "left_care_on": ("is", "not set")},
		fields=["name", "full_name"],
		order_by="full_name",
	)
