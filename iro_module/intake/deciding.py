"""What the IRO decides about a change, in one action: the buttons of its form, and of several in the list.

The rules are the timetable's (`domain.settling`); here it is found out who asks and what the plan says of the change.
"""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from iro_module.domain.circumstances import Change
from iro_module.domain.reasons import Reason
from iro_module.domain.review_plan import LOOKED_AFTER_TRACK, Plan
from iro_module.domain.settling import ChangeDecision, DecisionRefusedError, Ruling, check
from iro_module.domain.wording import in_words
from iro_module.exceptions import DecisionReasonMissing, DecisionRefused, NotYoursToDecide
from iro_module.intake import rulings_on_file
from iro_module.intake.planning import compose, load
from iro_module.intake.reporting import DOCTYPE, locked, save
from iro_module.iro_records.acting import acts_for, refuse_if_tied
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

MOST_AT_ONCE = 50
CHOICES_SHOWN = 12


@frappe.whitelist()
def choices(change: str) -> dict[str, Any]:
	"""What the IRO can choose from: the reviews held, latest first, and the last day for a review.

	may_decide: whether the user decides about this child's changes at all.
	"""
	doc = frappe.get_doc(DOCTYPE, change)
	doc.check_permission("read")
	if doc.joined_to or doc.withdrawn_by or not acts_for(frappe.session.user, doc.child):
		return {"may_decide": False}
	planned, reviews = _plan_now(doc.child)
	found = _found(planned, doc)
	if found is None:
		return {"may_decide": False}
	last_day = _by_law(planned)
	return {
		"may_decide": True,
		"reviews": [
			{"value": day.isoformat(), "label": in_words(day)} for day in reversed(reviews[-CHOICES_SHOWN:])
		],
		"asked_by_law": _asked_by_law(planned, found),
		"last_day": last_day.isoformat() if last_day else None,
		"last_day_in_words": in_words(last_day) if last_day else None,
	}


@frappe.whitelist(methods=["POST"])
def decide(
	change: str,
	ruling: str,
	review_on: str | None = None,
	by: str | None = None,
	reason: str | None = None,
	because: str | None = None,
) -> None:
	"""Decide about one change; refused with a sentence that says why and what can be done.

	ruling: one of `domain.settling.Ruling`. review_on: the review at which it was considered, or was not. by: the day
	set for a review. reason, because: why no separate review is held; the one is counted, the other is read.
	"""
	doc = _to_decide(change)
	planned, reviews = _plan_now(doc.child)
	found = _found(planned, doc)
	if found is None:
		frappe.throw(
			_("Nothing is to be decided here: the records no longer show this change."), DecisionRefused
		)
	made = ChangeDecision(
		rule=found.rule,
		subject=found.subject,
		changed_on=found.on,
		ruling=Ruling(ruling),
		decided_on=today(),
		review_on=getdate(review_on) if review_on else None,
		by=getdate(by) if by else None,
		aspect=found.aspect,
	)
	_check(made, planned, found, reviews)
	doc.update({**_columns(made), **_why(doc, made, reason, because)})
	_ask_for_a_review(doc, made, planned, found)
	save(doc)


@frappe.whitelist(methods=["POST"])
def decide_several(
	changes: list | str,
	ruling: str,
	review_on: str | None = None,
	reason: str | None = None,
	because: str | None = None,
) -> dict[str, list[str]]:
	"""The same decision about several changes; each stands or falls by itself.

	Answers which were decided, and the sentences by which others were refused.
	"""
	names = list(frappe.parse_json(changes))[:MOST_AT_ONCE]
	children = dict(
		frappe.get_all(DOCTYPE, filters={"name": ("in", names)}, fields=["name", "child"], as_list=True)
	)
	answer: dict[str, list[str]] = {"decided": [], "refused": []}
	for name in sorted(children, key=lambda one: (children[one], one)):
		frappe.db.savepoint("one_change")
		try:
			decide(name, ruling, review_on=review_on, reason=reason, because=because)
		except (frappe.ValidationError, frappe.PermissionError) as problem:
			frappe.db.rollback(save_point="one_change")
			frappe.clear_last_message()
			answer["refused"].append(str(problem))
		else:
			answer["decided"].append(name)
	return answer


@frappe.whitelist(methods=["POST"])
def reset(change: str) -> None:
	"""Take a decision back; the change stands as the timetable finds it."""
	doc = _to_decide(change)
	doc.update(rulings_on_file.NONE_YET)
	save(doc)


@frappe.whitelist(methods=["POST"])
def mark_read(change: str) -> bool:
	"""The child's reviewing officer, or the cover, has opened the change; noted once. Whether it was noted now."""
	doc = frappe.get_doc(DOCTYPE, change)
	doc.check_permission("read")
	if doc.read_on or not _is_for(frappe.session.user, doc.child):
		return False
	frappe.db.set_value(DOCTYPE, doc.name, "read_on", now_datetime(), update_modified=False)
	return True


def _is_for(user: str, child: str) -> bool:
	"""Whether the change is there for this user to read: not for a manager who only looks."""
	iro = frappe.db.get_value("Looked After Child", child, "iro")
	return acts_for(user, child) and (user == iro or "IRO Manager" not in frappe.get_roles(user))


def _to_decide(change: str) -> Any:
	doc = locked(change)
	if not acts_for(frappe.session.user, doc.child):
		refuse_if_tied(doc.child)
		frappe.throw(
			_("The child's reviewing officer, the cover or the IRO Manager decides about this change."),
			NotYoursToDecide,
		)
	if doc.joined_to or doc.withdrawn_by:
		frappe.throw(
			_("This entry is closed. Decide about the one it points to, if there is one."), DecisionRefused
		)
	return doc


def _plan_now(child: str) -> tuple[Plan, list[date]]:
	"""The child's plan, and the days of the reviews held."""
	on = today()
	composed = compose(load([child]), child, on, policy_in_force())
	return composed.plan, [held.completed_on for held in composed.history.reviews if held.completed_on <= on]


def _found(planned: Plan, doc: Any) -> Change | None:
	key = (doc.subject, doc.aspect or "")
	return next((one for one in planned.changes if (one.subject, one.aspect) == key), None)


def _reasons(planned: Plan, found: Change) -> list[Reason]:
	return [
		reason
		for review in planned.reviews
		for reason in review.basis
		if (reason.rule, reason.changed_on) == (found.rule, found.on)
	]


def _by_law(planned: Plan) -> date | None:
	return next((one.statutory_due_on for one in planned.reviews if one.track == LOOKED_AFTER_TRACK), None)


def _asked_by_law(planned: Plan, found: Change) -> bool:
	rule = policy_in_force().rule(found.rule)
	return rule.review_by_law or any(reason.authority.value == "must" for reason in _reasons(planned, found))


def _check(made: ChangeDecision, planned: Plan, found: Change, reviews: list[date]) -> None:
	asked_by = [reason.authority for reason in _reasons(planned, found)]
	rule = policy_in_force().rule(found.rule)
	try:
		check(made, asked_by, _by_law(planned), reviews, rule.review_by_law)
	except DecisionRefusedError as problem:
		frappe.throw(_(str(problem)), DecisionRefused)


def _columns(made: ChangeDecision) -> dict[str, object]:
	return {
		"ruling": made.ruling.value,
		"considered_on": made.review_on,
		"review_by": made.by if made.ruling is Ruling.BY else None,
		"decided_by": frappe.session.user,
		"decided_on": made.decided_on,
		"decided_rule": made.rule,
		"decided_changed_on": made.changed_on,
		"decision_lapsed": None,
	}


def _why(doc: Any, made: ChangeDecision, reason: str | None, because: str | None) -> dict[str, str | None]:
	"""The reason from the list, and in words where none of the list says it. Asked for where no review is held."""
	words = (because or "").strip()
	if made.ruling is not Ruling.NO_REVIEW:
		return {"decided_reason": None, "decided_because": words or None}
	offered = [one for one in doc.meta.get_field("decided_reason").options.split("\n") if one]
	if reason not in offered:
		frappe.throw(_("Reason: choose why no separate review is held, then decide."), DecisionReasonMissing)
	if reason == offered[-1] and not words:
		frappe.throw(_("In a few words: say what the reason is, then decide."), DecisionReasonMissing)
	return {"decided_reason": reason, "decided_because": words or None}


def _ask_for_a_review(doc: Any, made: ChangeDecision, planned: Plan, found: Change) -> None:
	"""A day set for a change that asks for no review by itself is an early review the IRO asks for."""
	if made.ruling is not Ruling.BY or _reasons(planned, found):
		return
	review = frappe.db.get_value(
		"IRO Review", {"child": doc.child, "track": LOOKED_AFTER_TRACK, "open_key": ("is", "set")}
	)
	if not review:
		frappe.throw(
			_("No review is open that could be brought forward. Add a review for that day instead."),
			DecisionRefused,
		)
	brought_forward = frappe.get_doc("IRO Review", review, for_update=True)
	brought_forward.early_due_on = made.by
	brought_forward.save(ignore_permissions=True)
