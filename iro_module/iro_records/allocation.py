"""Allocating a reviewing officer: whom the IRO Manager can choose, whom we propose and why, and the act itself."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.iro_records.acting import CHILD
from iro_module.iro_records.allocation_rules import (
	can_review,
	officer_before,
	officers_of_siblings,
)
from iro_module.iro_records.caseload import Caseload, caseloads
from iro_module.iro_records.independence import ties
from iro_module.iro_records.relationships import parents_and_children_of
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import holders
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER

__all__ = ["allocate", "can_review", "proposal", "reviewing_officers"]


@frappe.whitelist(methods=["POST"])
def allocate(child: str, iro: str, because: str | None = None, from_on: str | None = None) -> str:
	"""The IRO Manager names the child's reviewing officer, from a day on (today where none is given).

	Returns the name of the row in the history. Raises one exception for each rule of `allocation_rules`.
	"""
	frappe.only_for(IRO_MANAGER)
	lock_children([child, *parents_and_children_of(child)])
	doc = frappe.get_doc(CHILD, child, for_update=True)
	doc.check_permission("write")
	doc.iro = iro
	doc.iro_since = getdate(from_on) if from_on else today()
	doc.allocation_reason = because
	doc.save()
	return frappe.db.get_value("IRO Allocation", {"child": child, "iro": iro, "until_on": ("is", "not set")})


@frappe.whitelist()
def proposal(child: str) -> dict[str, Any]:
	"""For the IRO Manager: the officer proposed and why, and everybody who can be chosen, in order of name."""
	frappe.only_for(IRO_MANAGER)
	doc = frappe.get_doc(CHILD, child)
	doc.check_permission("read")
	siblings, before = officers_of_siblings(child), officer_before(child)
	standing = ties()
	officers = []
	for one in caseloads():
		refused = standing.conflict(doc, one.user) or standing.togetherness(child, one.user)
		officers.append({**one.shown(), "refused": refused, "notes": _notes(one, siblings, before)})
	proposed = _proposed(officers, siblings, before)
	return {
		"now": doc.iro,
		"proposed": proposed["user"] if proposed else None,
		"because": _because(proposed, siblings, before),
		"reason_needed_but_for": [*siblings[:1], *([before] if before and not siblings else [])],
		"officers": officers,
	}


def _notes(one: Caseload, siblings: list[str], before: str | None) -> list[str]:
	notes = []
	if one.user in siblings:
		notes.append(_("Reviews a brother or sister"))
	if one.user == before:
		notes.append(_("Was the child's reviewing officer before"))
	if not one.takes_new_children:
		notes.append(_("Takes no new children"))
	if one.away:
		notes.append(one.away)
	return notes


def _proposed(
	officers: list[dict[str, Any]], siblings: list[str], before: str | None
) -> dict[str, Any] | None:
	"""A sibling's officer, else the one of before, else the lowest caseload by working time."""
	fit = [one for one in officers if not one["refused"]]
	for user in (*siblings, before):
		found = next((one for one in fit if one["user"] == user), None)
		if found:
			return found
	free = [one for one in fit if one["takes_new_children"] and not one["away"] and one["full_time"]]
	return min(free, key=lambda one: (one["per_full_time"], one["name"]), default=None)


def _because(proposed: dict[str, Any] | None, siblings: list[str], before: str | None) -> str:
	if proposed is None:
		return _("Nobody is free: see who takes new children on Reviewing Officer.")
	if proposed["user"] in siblings:
		return _("{0} reviews a brother or sister.").format(proposed["name"])
	if proposed["user"] == before:
		return _("{0} was the child's reviewing officer before.").format(proposed["name"])
	return _("{0} has the fewest children for the working time among those who take new children.").format(
		proposed["name"]
	)


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def reviewing_officers(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | None
) -> list[tuple[str, str]]:
	"""Search for the link field: reviewing officers by name or e-mail address."""
	frappe.only_for((IRO_MANAGER, REVIEWING_OFFICER))
	user = frappe.qb.DocType("User")
	wanted = f"%{txt}%"
	return (
		frappe.qb.from_(user)
		.where(user.name.isin(holders(REVIEWING_OFFICER, IRO_MANAGER) or [""]))
		.where(user.name.like(wanted) | user.full_name.like(wanted))
		.select(user.name, user.full_name)
		.orderby(user.full_name)
		.limit(page_len)
		.offset(start)
		.run()
	)
