"""Booking, completing and cancelling a review: what must be said, and when."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.care_events import Held
from iro_module.domain.timeliness import timeliness
from iro_module.domain.wording import in_words
from iro_module.exceptions import (
	BookingDateMissing,
	CancellationReasonMissing,
	CompletionDateWrong,
	LatenessReasonMissing,
)
from iro_module.iro_reviews.statuses import BOOKED, CANCELLED, COMPLETED
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def check(review: "IROReview") -> None:
	"""The fields that each state asks for."""
	if review.status == BOOKED:
		_check_booking(review)
	elif review.status == COMPLETED:
		_check_completion(review)
		_check_lateness(review)
	elif review.status == CANCELLED and not _said(review.withdrawn_because):
		frappe.throw(_("Say why the review is cancelled."), CancellationReasonMissing)
	if review.status != COMPLETED and review.completed_on:
		frappe.throw(
			_("Completed on: set the status to Completed as well, or leave the date empty."),
			CompletionDateWrong,
		)


def _check_booking(review: "IROReview") -> None:
	if not review.booked_on:
		frappe.throw(_("Booked for: enter the day of the meeting."), BookingDateMissing)


def _check_completion(review: "IROReview") -> None:
	if not review.completed_on:
		frappe.throw(_("Completed on: enter the day of the last meeting."), CompletionDateWrong)
	completed_on, first = getdate(review.completed_on), review.first_meeting_on
	if completed_on > today():
		frappe.throw(
			_("Completed on: {0} is still to come. Enter the day the last meeting was held.").format(
				in_words(completed_on)
			),
			CompletionDateWrong,
		)
	if first and getdate(first) > completed_on:
		frappe.throw(
			_("First meeting held on: {0} is after the day of completion.").format(in_words(getdate(first))),
			CompletionDateWrong,
		)
	review.first_meeting_on = first or completed_on
	review.chaired_by = review.chaired_by or frappe.session.user


def _check_lateness(review: "IROReview") -> None:
	"""Lateness is judged against the law, never against a local limit, on the day that counts in this council."""
	by_law = getdate(review.statutory_due_on) if review.statutory_due_on else None
	held = Held(getdate(review.completed_on), first_meeting_on=getdate(review.first_meeting_on))
	judged = timeliness(held, getdate(review.due_on), by_law, policy_in_force())
	if by_law and not judged.in_time and not _said(review.lateness_reason):
		frappe.throw(
			_("The review was due by law on {0}. Say why it was held after that day.").format(
				in_words(by_law)
			),
			LatenessReasonMissing,
		)


def _said(words: str | None) -> bool:
	return bool((words or "").strip())
