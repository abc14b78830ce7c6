"""Why a review is late, where the records say so: offered when it is completed, and confirmed by a person.

What is known is that the service was told of a change only after the review it asked for was due. The reason chosen is
the council's own row of Lateness Reason that is marked for this.
"""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.domain.care_events import LOOKED_AFTER_TRACK, Held
from iro_module.domain.held_reviews import ReviewDue, reviews_due
from iro_module.domain.timeliness import timeliness
from iro_module.domain.wording import in_words
from iro_module.intake.planning import Loaded, compose, load
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

TOLD_LATE = "The service was told late"
"""As `offered_when` of Lateness Reason has it."""


@frappe.whitelist()
def offered(review: str, completed_on: str) -> dict[str, str | None] | None:
	"""The reason offered if the review were completed on that day; None where it is in time or none is known.

	For the form: `kind` (a Lateness Reason, where one is marked), `words` and `why`. Needs leave to write the review.
	"""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("write")
	if doc.track != LOOKED_AFTER_TRACK or getdate(completed_on) > today():
		return None
	lock_children([doc.child])
	return of(doc, load([doc.child]), getdate(completed_on))


def of(doc: Document, loaded: Loaded, on: date) -> dict[str, str | None] | None:
	"""The same, from what is loaded of the child; `on` is the day the review is, or would be, completed."""
	due = _due(doc, loaded, on)
	if due is None or due.held is None or due.told is None or due.told.recorded_on is None:
		return None
	policy = policy_in_force()
	by_law = due.planned.statutory_due_on
	judged = timeliness(due.held, due.planned.due_on, by_law, policy, told_late=due.told_late)
	if judged.reason is None:
		return None
	words = _("{0}: recorded on {1}, when the review it asks for had been due on {2}.").format(
		due.told.description, in_words(due.told.recorded_on), in_words(due.planned.due_on)
	)
	kind = frappe.db.get_value(
		"Lateness Reason", {"offered_when": TOLD_LATE, "enabled": 1}, order_by="position"
	)
	return {"kind": kind, "words": words, "why": _("Offered because the service was not told in time.")}


def _due(doc: Document, loaded: Loaded, on: date) -> ReviewDue | None:
	"""The review as due, with itself held on that day; saved nowhere."""
	first = min(getdate(doc.first_meeting_on), on) if doc.first_meeting_on else on
	held = Held(on, first_meeting_on=first)
	before = loaded.desk_reviews.get(doc.child, [])
	loaded.desk_reviews[doc.child] = [*before, held]
	policy = policy_in_force()
	composed = compose(loaded, doc.child, today(), policy)
	loaded.desk_reviews[doc.child] = before
	found = reviews_due(composed.history, today(), policy, composed.facts)
	return next((one for one in found if one.held and one.held.completed_on == on), None)
