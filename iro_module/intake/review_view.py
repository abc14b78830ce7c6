"""What a review's form shows that needs the whole history: the plan for permanence, and the dates of a held review."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.domain.care_events import LOOKED_AFTER_TRACK
from iro_module.domain.held_reviews import ReviewDue, reviews_due
from iro_module.domain.permanence import permanence
from iro_module.domain.timeliness import timeliness
from iro_module.domain.wording import in_words
from iro_module.intake import decisions_on_file, lateness
from iro_module.intake.planning import Loaded, compose, load
from iro_module.iro_reviews.statuses import COMPLETED, OPEN
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force


@frappe.whitelist()
def about(review: str) -> dict[str, Any]:
	"""For the form of a review: `permanence` (state and words); `held`, where it is completed; `lateness`, where it is
	open, past its date and the person may write it: why, where the records say so.
	"""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("read")
	if doc.track != LOOKED_AFTER_TRACK:
		return {}
	lock_children([doc.child])
	loaded = load([doc.child])
	about = {"permanence": _permanence(doc, loaded), "held": _held(doc, loaded)}
	if doc.status in OPEN and doc.has_permission("write"):
		about["lateness"] = lateness.of(doc, loaded, today())
	return about


def _permanence(doc: Document, loaded: Loaded) -> dict[str, str]:
	policy, on = policy_in_force(), today()
	history = compose(loaded, doc.child, on, policy).history
	child = decisions_on_file.in_care(history, loaded.permanence.get(doc.child, []), on, policy)
	found = permanence(child, on, policy)
	return {"state": found.state.value, "words": found.words}


def _held(doc: Document, loaded: Loaded) -> dict[str, Any] | None:
	"""How a completed review stands against its dates: as known when it was held, and from today's records."""
	due = _as_it_follows_today(doc, loaded)
	if due is None or due.held is None:
		return None
	known = getdate(doc.statutory_due_on) if doc.statutory_due_on else None
	corrected = due.planned.statutory_due_on != known
	judged = timeliness(
		due.held,
		due.planned.due_on,
		due.planned.statutory_due_on,
		policy_in_force(),
		known_when_held=known,
		corrected_on=_last_message_on(doc) if corrected else None,
		told_late=due.told_late,
	)
	by_law = due.planned.statutory_due_on
	return {
		"counted_on": in_words(judged.counted_on),
		"other_day": in_words(judged.other_day) if judged.other_day else None,
		"days_late": judged.days_late,
		"days_late_when_held": judged.days_late_when_held,
		"days_past_local": judged.days_past_local,
		"reason": judged.reason,
		"note": judged.note,
		"by_law_then": in_words(known) if known else None,
		"by_law_today": in_words(by_law) if corrected and by_law else None,
	}


def _as_it_follows_today(doc: Document, loaded: Loaded) -> ReviewDue | None:
	if doc.status != COMPLETED:
		return None
	policy, on = policy_in_force(), today()
	composed = compose(loaded, doc.child, on, policy)
	day = getdate(doc.completed_on)
	found = reviews_due(composed.history, on, policy, composed.facts)
	return next((one for one in found if one.held and one.held.completed_on == day), None)


def _last_message_on(doc: Document):
	"""The day on which the records were last corrected after the review was completed."""
	child_id = frappe.db.get_value("Looked After Child", doc.child, "child_id")
	rows = frappe.get_all(
		"Record Message",
		filters={"child_id": child_id, "outcome": "applied", "received_at": (">", doc.completed_on)},
		order_by="received_at desc",
		limit=1,
		pluck="received_at",
	)
	return getdate(rows[0]) if rows else None
