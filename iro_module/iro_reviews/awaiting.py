"""What waits for a reviewing officer's answer: of the children whom the person at the desk reviews or covers today.

An IRO Manager also answers for the children who have no reviewing officer. Each item says since when it waits.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.document_clock import OPEN_QUESTIONS
from iro_module.domain.reasons import working_days_after
from iro_module.domain.review_decisions import Told, looked_for_since
from iro_module.domain.wording import in_words
from iro_module.iro_records.acting import covered_by
from iro_module.iro_reviews import decisions
from iro_module.iro_reviews.counted import Condition, rows
from iro_module.iro_reviews.statuses import COMPLETED, OPEN
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER

CHILD = "Looked After Child"
DONE = "Done"


@dataclass(frozen=True, slots=True)
class Item:
	"""One thing that waits. about: it in words. since: None where no day is known. by: None where nothing sets one."""

	child: str
	what: str
	about: str
	doctype: str
	name: str
	since: date | None = None
	by: date | None = None


def items() -> list[Item]:
	"""Everything that waits for the person asking, what has waited longest first."""
	children = _children()
	if not children:
		return []
	theirs: Condition = ("child", "in", sorted(children))
	found = [*_queries(theirs), *_flags(theirs), *_changes(theirs), *_progress(theirs)]
	return sorted(found, key=lambda one: (one.since or date.min, one.doctype, one.name))


def _children() -> list[str]:
	user, roles = frappe.session.user, frappe.get_roles()
	if not {REVIEWING_OFFICER, IRO_MANAGER} & set(roles):
		return []
	found = rows(CHILD, [("iro", "in", [user, *covered_by(user, today())])])
	if IRO_MANAGER in roles:
		found += rows(CHILD, [("iro", "is", "not set")])
	return [row.name for row in found]


def _queries(theirs: Condition) -> Iterator[Item]:
	"""Replies of managers that are queries or objections and have no answer yet."""
	policy = policy_in_force()
	asked = [("status", "=", COMPLETED), ("manager_reply", "in", sorted(one.value for one in OPEN_QUESTIONS))]
	fields = ("child", "completed_on", "manager_reply", "manager_replied_on", "manager_reply_words")
	for row in rows("IRO Review", [theirs, *asked, ("query_answered_on", "is", "not set")], *fields):
		since = getdate(row.manager_replied_on)
		what = _("The manager {0} the decisions of {1}").format(
			_(row.manager_reply), in_words(getdate(row.completed_on))
		)
		by = working_days_after(policy, since, policy.answer_working_days).on
		yield Item(row.child, what, row.manager_reply_words or "", "IRO Review", row.name, since, by)


def _flags(theirs: Condition) -> Iterator[Item]:
	"""Open reviews of which the timetable could not decide by itself what becomes of them."""
	asked = [("status", "in", list(OPEN)), ("flag", "is", "set")]
	for row in rows("IRO Review", [theirs, *asked], "child", "flag"):
		yield Item(row.child, _("A review to decide about"), row.flag, "IRO Review", row.name)


def _changes(theirs: Condition) -> Iterator[Item]:
	"""Open changes that no review was raised for and about which nothing is decided, or no longer."""
	asked = [("status", "=", "Open"), ("review", "is", "not set")]
	fields = ("child", "description", "happened_on", "told_on", "ruling", "decision_lapsed")
	for row in rows("Change of Circumstances", [theirs, *asked], *fields):
		if row.ruling and not row.decision_lapsed:
			continue
		since = getdate(row.told_on or row.happened_on)
		what = _("A change to settle")
		yield Item(row.child, what, row.description or "", "Change of Circumstances", row.name, since)


def _progress(theirs: Condition) -> Iterator[Item]:
	"""Decisions told done, or to be looked at again by today, at which nobody has looked since."""
	asked = [("made_on", "is", "set"), ("status", "not in", ["done", "superseded"])]
	open_ones = rows(decisions.DOCTYPE, [theirs, *asked], "child", "decision_text")
	names = [row.name for row in open_ones]
	told, found = _last_told(names), _last_found(names)
	for row in open_ones:
		last = told.get(row.name)
		since = looked_for_since(last, found.get(row.name), today()) if last else None
		if last and since:
			what = _("A decision told done, to close") if last.done else _("A decision to look at again")
			yield Item(row.child, what, row.decision_text or "", decisions.DOCTYPE, row.name, since)


def _last_told(names: Iterable[str]) -> dict[str, Told]:
	return {
		row.parent: Told(
			getdate(row.on_day),
			row.progress == DONE,
			getdate(row.look_again_on) if row.look_again_on else None,
		)
		for row in _table("Review Decision Progress", names, "on_day", "progress", "look_again_on")
	}


def _last_found(names: Iterable[str]) -> dict[str, date]:
	last: dict[str, date] = {}
	for row in _table("Review Decision Finding", names, "on_day"):
		last[row.parent] = max(last.get(row.parent, date.min), getdate(row.on_day))
	return last


def _table(table: str, names: Iterable[str], *fields: str) -> list[frappe._dict]:
	"""The rows of decisions the person may see, in their order."""
	return frappe.get_all(
		table,
		filters={"parent": ("in", list(names)), "parenttype": decisions.DOCTYPE},
		fields=["parent", *fields],
		order_by="parent, idx",
	)
