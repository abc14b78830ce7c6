"""The fields that each state of a review asks for: a booking, a completion, a cancellation."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from iro_module.exceptions import BookingDateMissing, CancellationReasonMissing, CompletionDateWrong
from iro_module.iro_reviews import completing
from iro_module.iro_reviews.statuses import BOOKED, CANCELLED, COMPLETED

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def check(review: "IROReview") -> None:
	"""The fields that each state asks for."""
	if review.status == BOOKED:
		_check_booking(review)
	elif review.status == COMPLETED:
		completing.check(review)
	elif review.status == CANCELLED and not (review.withdrawn_because or "").strip():
		frappe.throw(_("Say why the review is cancelled."), CancellationReasonMissing)
	if review.status != COMPLETED and review.completed_on:
		frappe.throw(
			_("Completed on: set the status to Completed as well, or leave the date empty."),
			CompletionDateWrong,
		)


def _check_booking(review: "IROReview") -> None:
	if not review.booked_on:
		frappe.throw(_("Booked for: enter the day of the meeting."), BookingDateMissing)
