"""Adjourning a review: once, for want of information, by the reviewing officer who chairs, within the limit."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.adjournment import PROPOSALS_WAIT, AdjournmentAsked, NoAdjournment, adjournment
from iro_module.domain.document_clock import working_days_late
from iro_module.domain.wording import in_words, plural
from iro_module.exceptions import AdjournmentRefused
from iro_module.iro_reviews.locking import locked
from iro_module.iro_reviews.meetings import last_meeting
from iro_module.iro_reviews.statuses import ADJOURNED, BEGUN, COMPLETED
from iro_module.iro_setup.policy import policy_in_force

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

FIELDS = ("adjourned_on", "adjourned_by", "adjourned_for", "resumes_on", "complete_by", "adjournment_note")


@frappe.whitelist(methods=["POST"])
def adjourn(review: str, missing: str, resumes_on: str | None = None) -> dict[str, str]:
	"""Adjourn the meeting last held. Refused with every reason at once; the due date stays as it is."""
	doc = locked(review)
	doc.check_permission("write")
	meeting = last_meeting(doc)
	if doc.status not in (*BEGUN, COMPLETED) or meeting is None:
		frappe.throw(_("Adjourn: no meeting was held yet. Record the meeting first."), AdjournmentRefused)
	outcome = adjournment(
		AdjournmentAsked(
			meeting_on=getdate(meeting.held_on),
			asked_by=frappe.session.user,
			chaired_by=meeting.chaired_by,
			missing=missing or "",
			resumes_on=getdate(resumes_on) if resumes_on else None,
			adjourned_before_on=getdate(doc.adjourned_on) if doc.adjourned_on else None,
			completed_on=getdate(doc.completed_on) if doc.completed_on else None,
		),
		policy_in_force(),
	)
	if isinstance(outcome, NoAdjournment):
		frappe.throw(" ".join(outcome.reasons), AdjournmentRefused)
	doc.flags.adjourning = True
	doc.update(
		{
			"status": ADJOURNED,
			"adjourned_on": outcome.meeting_on,
			"adjourned_by": frappe.session.user,
			"adjourned_for": missing.strip(),
			"resumes_on": resumes_on or None,
			"complete_by": outcome.latest.on,
			"adjournment_note": f"{outcome.words}.",
		}
	)
	doc.save()
	return {"complete_by": str(outcome.latest.on), "words": outcome.words}


def settle(review: "IROReview") -> None:
	"""What an adjournment set stays; a review completed after its limit says so."""
	if review.flags.adjourning:
		return
	review.keep_as_stored(FIELDS)
	if review.status == COMPLETED and review.was("status") != COMPLETED and review.complete_by:
		review.adjournment_note = completed_after(review)


def completed_after(review: "IROReview") -> str:
	"""In words, how the completion of an adjourned review stands to its limit."""
	limit, done = getdate(review.complete_by), getdate(review.completed_on)
	late = working_days_late(policy_in_force().calendar, limit, done)
	when = _("Adjourned on {0}, completed on {1}").format(
		in_words(getdate(review.adjourned_on)), in_words(done)
	)
	if not late:
		return _("{0}, within the limit of {1}.").format(when, in_words(limit))
	return _("{0}: {1} late against the limit of the adjournment, {2}.").format(
		when, plural(late, "working day"), in_words(limit)
	)


def proposals_wait(review: "IROReview") -> str:
	"""What is said beside the proposals of an adjourned review that is not completed; empty otherwise."""
	if not review.adjourned_on or review.status not in BEGUN:
		return ""
	return _("Proposals are {0}.").format(PROPOSALS_WAIT)
