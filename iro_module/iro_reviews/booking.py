"""The booking of a review: the day, when it was made, and that it moves later only with agreement.

A booking never moves a due date. To an earlier day it moves freely. Giving it up without another day is a putting-off
without end, so it needs the same agreement: ask for a day, or cancel the review with a reason.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, getdate

from iro_module.domain.wording import in_words
from iro_module.exceptions import BookingStays, PostponementNeeded
from iro_module.iro_reviews.statuses import BEGUN, BOOKED, CLOSED, PLANNED
from iro_module.iro_reviews.transitions import unbooked
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def needs_agreement() -> bool:
	"""Whether a later booking needs the IRO Manager's agreement on this site; it does unless switched off."""
	kept = frappe.db.get_singles_dict("IRO Settings").get("postponement_needs_approval")
	return kept is None or bool(cint(kept))


def settle(review: "IROReview") -> None:
	"""A planned review with a day is booked; the day on which a booking was made is kept."""
	if unbooked(review) and review.was("status") == BOOKED:
		review.booked_on = None
	elif review.status == PLANNED and review.booked_on:
		review.status = BOOKED
	_refuse_moving_what_has_begun(review)
	_refuse_a_later_day(review)
	_date_the_booking(review)


def drop_the_time_without_a_day(review: "IROReview") -> None:
	"""Frappe fills a new time field with the hour it is; without a day that says nothing."""
	if not review.booked_on:
		review.booked_at = None


def _refuse_moving_what_has_begun(review: "IROReview") -> None:
	if review.was("status") in BEGUN and _moved(review):
		frappe.throw(
			_(
				"Booked for: a meeting of this review was held, so its booking stays. Record the next meeting."
			),
			BookingStays,
		)


def _refuse_a_later_day(review: "IROReview") -> None:
	was = review.was("booked_on")
	if not was or not _moved(review) or review.flags.put_off or review.status in CLOSED:
		return
	if review.was("status") != BOOKED or not needs_agreement():
		return
	if not review.booked_on:
		if review.status == PLANNED:
			frappe.throw(
				_(
					"Booked for: the booking of {0} is given up only with the IRO Manager's agreement. "
					"Put the review off to another day, or cancel it with a reason."
				).format(in_words(getdate(was))),
				PostponementNeeded,
			)
	elif getdate(review.booked_on) > getdate(was):
		frappe.throw(
			_(
				"Booked for: moving the meeting from {0} to a later day needs the IRO Manager's agreement. "
				"Use the button Put off and say why."
			).format(in_words(getdate(was))),
			PostponementNeeded,
		)


def _date_the_booking(review: "IROReview") -> None:
	if not review.booked_on:
		review.booking_made_on = None
	elif _moved(review):
		review.booking_made_on = today()
	else:
		review.booking_made_on = review.was("booking_made_on")


def _moved(review: "IROReview") -> bool:
	was = review.was("booked_on")
	now = getdate(review.booked_on) if review.booked_on else None
	return now != (getdate(was) if was else None)
