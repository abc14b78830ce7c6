"""Which state of a review follows on which, and who may take it there: the one place where that is checked."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from iro_module.exceptions import SetByThePlan, StatusChangeRefused
from iro_module.iro_records.acting import refuse_unless_acting
from iro_module.iro_reviews.statuses import (
	ADJOURNED,
	BEGUN,
	BOOKING_WAYS,
	IN_PROGRESS,
	NO_LONGER_NEEDED,
	PLANNED,
	WAYS,
)

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def check(review: "IROReview") -> None:
	"""Refuse a change of state that the order, the facts or the person do not allow."""
	was, now = review.was("status"), review.status
	if was == now:
		return
	if now == NO_LONGER_NEEDED:
		frappe.throw(
			_("Only the timetable finds a review no longer needed. Choose Cancelled and say why."),
			SetByThePlan,
		)
	if now not in WAYS.get(was, ()):
		frappe.throw(_not_that_way(was, now), StatusChangeRefused)
	if (was, now) not in BOOKING_WAYS:
		refuse_unless_acting(review.child)
	_check_facts(review, now)


def _not_that_way(was: str | None, now: str) -> str:
	if was in BEGUN and now not in BEGUN:
		return _(
			"Status: a meeting of this review was held, so it is {0} and cannot be {1} again. "
			"Complete it, or cancel it with a reason."
		).format(_(was), _(now))
	if was is None:
		return _("Status: a new review is planned or booked. Save it first.")
	return _("Status: a review that is {0} does not become {1}. Record a meeting first.").format(
		_(was), _(now)
	)


def _check_facts(review: "IROReview", now: str) -> None:
	if now == IN_PROGRESS and not review.meetings:
		frappe.throw(
			_("Status: a review is in progress from its first meeting on. Record the meeting."),
			StatusChangeRefused,
		)
	if now == ADJOURNED and not review.flags.adjourning:
		frappe.throw(
			_("Status: adjourn with the button Adjourn, which asks what information was missing."),
			StatusChangeRefused,
		)


def unbooked(review: "IROReview") -> bool:
	"""Whether this save gives up the booking."""
	return review.status == PLANNED and bool(review.was("booked_on"))
