"""A review as a series of meetings: when, how, who chaired and who came, and when each was written down.

The first meeting begins the review. The chair of the last meeting is who chaired the review; whether that was the
child's own reviewing officer is settled when the review is completed, and stays.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from iro_module.domain.care_events import SECURE_PANEL_TRACK
from iro_module.domain.wording import in_words
from iro_module.exceptions import (
	CompletionDateWrong,
	MeetingMissing,
	MeetingsKept,
	MeetingWrong,
	NotAReviewingOfficer,
	NotIndependent,
)
from iro_module.iro_records.allocation_rules import can_review
from iro_module.iro_records.independence import ties
from iro_module.iro_reviews import who_came
from iro_module.iro_reviews.statuses import ADJOURNED, BEGUN, BOOKED, COMPLETED, IN_PROGRESS, PLANNED
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

FROM_THE_MEETINGS = ("first_meeting_on", "chaired_by")
KEPT_FROM_COMPLETION = ("chaired_by_own_iro", "iro_when_held")


def settle(review: "IROReview") -> None:
	"""Check what was recorded of the meetings, and begin the review with the first of them.

	The first day and the chair follow from the meetings; what a form or an API sends for them is not taken.
	"""
	review.keep_as_stored(FROM_THE_MEETINGS)
	stored = {row.name: row for row in review.was("meetings") or []}
	if stored and not review.meetings:
		frappe.throw(
			_(
				"Meetings: a review that has begun keeps at least one. Correct its day, or cancel the review "
				"with a reason."
			),
			MeetingsKept,
		)
	for row in review.meetings:
		_check_day(row)
		_check_chair(review, row, stored.get(row.name))
		row.written_at = stored[row.name].written_at if row.name in stored else now_datetime()
	_put_in_order(review)
	who_came.settle(review, stored)
	_begin(review)


def last_meeting(review: "IROReview") -> Any:
	"""The latest meeting recorded; None where there is none."""
	return max(review.meetings, key=lambda row: (getdate(row.held_on), row.idx), default=None)


def check_completed(review: "IROReview") -> None:
	"""A completed review was held: its last meeting on the day of completion, each with a chair and who came.

	Who chairs was checked when the meeting was written down, by whatever route. A panel on secure accommodation may be
	chaired by somebody who is no reviewing officer; it need not name the chair.
	"""
	last = last_meeting(review)
	if last is None:
		frappe.throw(
			_(
				"Meetings: none is on record. Record the meeting: its day, how it was held, who chaired and who came."
			),
			MeetingMissing,
		)
	if getdate(last.held_on) != getdate(review.completed_on):
		frappe.throw(
			_(
				"Completed on: the last meeting on record is that of {0}. Enter that day, or record the meeting of {1}."
			).format(in_words(getdate(last.held_on)), in_words(getdate(review.completed_on))),
			CompletionDateWrong,
		)
	for row in review.meetings:
		if not row.chaired_by and review.track != SECURE_PANEL_TRACK:
			frappe.throw(
				_(
					"Meetings: who chaired that of {0} is missing. Choose the reviewing officer who chaired it."
				).format(in_words(getdate(row.held_on))),
				MeetingMissing,
			)
	who_came.check_completed(review)


def note_who_chaired(review: "IROReview") -> None:
	"""At completion: who the child's reviewing officer was then, and whether it was they who chaired."""
	if review.status != COMPLETED or review.was("status") == COMPLETED:
		review.keep_as_stored(KEPT_FROM_COMPLETION)
		return
	review.iro_when_held = _iro_on(review.child, getdate(review.completed_on))
	own = review.iro_when_held and review.iro_when_held == review.chaired_by
	review.chaired_by_own_iro = ("Yes" if own else "No") if review.chaired_by else None


def _iro_on(child: str, day: date) -> str | None:
	"""The child's own reviewing officer on a day: by the history of allocations, else as it stands now."""
	rows = frappe.get_all(
		"IRO Allocation",
		filters={"child": child, "from_on": ("<=", day)},
		fields=["iro", "until_on"],
		order_by="from_on desc, creation desc",
		limit=1,
	)
	if rows and (not rows[0].until_on or getdate(rows[0].until_on) >= day):
		return rows[0].iro
	return frappe.db.get_value("Looked After Child", child, "iro")


def _check_day(row: Any) -> None:
	if getdate(row.held_on) > today():
		frappe.throw(
			_(
				"Meetings: {0} is still to come. Enter a meeting once it was held; until then, book it."
			).format(in_words(getdate(row.held_on))),
			MeetingWrong,
		)


def _check_chair(review: "IROReview", row: Any, stored: Any) -> None:
	if not row.chaired_by and stored is None and can_review(frappe.session.user):
		row.chaired_by = frappe.session.user
	if not row.chaired_by or (stored and stored.chaired_by == row.chaired_by):
		return
	if not can_review(row.chaired_by):
		frappe.throw(
			_("Meetings: {0} is not a reviewing officer. Choose who chaired the meeting.").format(
				row.chaired_by
			),
			NotAReviewingOfficer,
		)
	child = frappe.db.get_value(
		"Looked After Child", review.child, ["social_worker", "social_worker_user", "team"], as_dict=True
	)
	if ties().dependence(child, row.chaired_by):
		frappe.throw(
			_("Meetings: whoever works on the child's case or manages it does not chair the review. ")
			+ _("Choose who chaired it."),
			NotIndependent,
		)


def _put_in_order(review: "IROReview") -> None:
	review.meetings = sorted(review.meetings, key=lambda row: getdate(row.held_on))
	for position, row in enumerate(review.meetings, start=1):
		row.idx = position


def _begin(review: "IROReview") -> None:
	last = last_meeting(review)
	if last is None:
		return
	review.first_meeting_on = min(getdate(row.held_on) for row in review.meetings)
	review.chaired_by = last.chaired_by
	resumed = (
		review.status == ADJOURNED
		and not review.flags.adjourning
		and review.was("adjourned_on")
		and getdate(last.held_on) > getdate(review.was("adjourned_on"))
	)
	first = review.status in (PLANNED, BOOKED) and review.was("status") not in BEGUN
	if first or resumed:
		review.status = IN_PROGRESS
