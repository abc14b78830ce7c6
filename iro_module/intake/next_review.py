"""The day of the next review: asked for when a review is completed, and never after the date the plan then gives."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.domain.care_events import LOOKED_AFTER_TRACK, Held
from iro_module.domain.review_plan import PlannedReview
from iro_module.domain.wording import in_words
from iro_module.exceptions import NextReviewDateMissing, NextReviewTooLate
from iro_module.intake.planning import compose, load
from iro_module.iro_reviews.considered import considered_names
from iro_module.iro_reviews.statuses import BOOKED, COMPLETED, PLANNED
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force


def check(doc: Document, _event: str | None = None) -> None:
	"""Hook `validate` of IRO Review: the next day is there and not after the due date, when a review is completed."""
	if not _is_being_completed(doc) or doc.track != LOOKED_AFTER_TRACK:
		return
	planned = _planned_after(doc)
	if planned is None:
		doc.next_meeting_on = None  # the child has left care, or is about to
		return
	if not doc.next_meeting_on:
		if doc.change_only:
			return
		frappe.throw(
			_("Day of the next review: enter a day not after {0}.").format(in_words(planned.due_on)),
			NextReviewDateMissing,
		)
	asked = getdate(doc.next_meeting_on)
	if not getdate(doc.completed_on) < asked <= planned.due_on:
		frappe.throw(
			_("Day of the next review: {0} is not between this review and {1}, when the next is due.").format(
				in_words(asked), in_words(planned.due_on)
			),
			NextReviewTooLate,
		)


def book(doc: Document) -> None:
	"""Put the review that follows a completed one into the diary. The plan has just raised it."""
	if not doc.flags.just_completed or not doc.next_meeting_on:
		return
	name = frappe.db.get_value(
		"IRO Review", {"child": doc.child, "track": LOOKED_AFTER_TRACK, "status": PLANNED}, for_update=True
	)
	if not name:
		return
	following = frappe.get_doc("IRO Review", name)
	following.update({"status": BOOKED, "booked_on": doc.next_meeting_on, "booking_made_on": today()})
	following.flags.planned = True
	following.save(ignore_permissions=True)


@frappe.whitelist()
def due_after(
	review: str, completed_on: str, change_only: int | str = 0, considered: str | None = None
) -> dict[str, str] | None:
	"""When the next review would be due if this one were completed on that day; None where none would be.

	considered: the changes it looked at, where these are not those on file.
	For the form: `due_on` and `practical_on` as ISO dates, `words` why. Needs leave to write the review.
	"""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("write")
	doc.completed_on, doc.change_only = getdate(completed_on), int(change_only)
	doc.considered_changes = doc.considered_changes if considered is None else considered
	planned = _planned_after(doc)
	if planned is None:
		return None
	first = planned.basis[0]
	return {
		"due_on": planned.due_on.isoformat(),
		"practical_on": planned.practical_on.isoformat(),
		"words": f"{first.reason} ({first.counted})",
	}


def _is_being_completed(doc: Document) -> bool:
	before = doc.get_doc_before_save()
	doc.flags.just_completed = doc.status == COMPLETED and (not before or before.status != COMPLETED)
	return doc.flags.just_completed


def _planned_after(doc: Document) -> PlannedReview | None:
	"""The child's plan with this review held; saved nowhere."""
	lock_children([doc.child])
	loaded = load([doc.child])
	completed_on = getdate(doc.completed_on)
	first = getdate(doc.first_meeting_on) if doc.first_meeting_on else completed_on
	held = Held(
		completed_on,
		frozenset(considered_names(doc.considered_changes)),
		bool(doc.change_only),
		min(first, completed_on),
		doc.track,
	)
	loaded.desk_reviews[doc.child] = [*loaded.desk_reviews.get(doc.child, []), held]
	loaded.reviews[doc.child] = [row for row in loaded.reviews.get(doc.child, []) if row.name != doc.name]
	planned = compose(loaded, doc.child, today(), policy_in_force()).plan
	return next((one for one in planned.reviews if one.track == LOOKED_AFTER_TRACK), None)
