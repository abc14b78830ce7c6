"""Who is invited to the meetings of a review, and who came: one row for each person and meeting.

Before the meeting a row says that somebody is invited, or is not, at the child's wish or for a reason that is given.
After it, whether they came. The child says as far as possible who attends (IRO Handbook 2010).
"""

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.wording import in_words
from iro_module.exceptions import MeetingWrong, NotInvitedReasonMissing, WhoCameMissing

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

INVITED = "Invited"
CAME = ("Throughout", "In part")
NOT_INVITED_FOR_A_REASON = "Not invited, with reason"


def settle(review: "IROReview", stored: dict[str, Any]) -> None:
	"""Whoever came, came to a meeting on record; where its day is corrected, the rows go with it.

	stored: the meetings on file, by name. A child's wish is its own reason; any other is given in words.
	"""
	days = {getdate(row.held_on) for row in review.meetings}
	corrected = {
		getdate(stored[row.name].held_on): getdate(row.held_on)
		for row in review.meetings
		if row.name in stored
	}
	for row in review.attendance:
		if row.attended == NOT_INVITED_FOR_A_REASON and not (row.note or "").strip():
			frappe.throw(
				_("Who came, row {0}: say in the note why this person is not invited.").format(row.idx),
				NotInvitedReasonMissing,
			)
		row.meeting_on = _day(row, days, corrected)


def check_completed(review: "IROReview") -> None:
	"""For each meeting it is said who came, and nobody is left as merely invited. Raises WhoCameMissing."""
	for row in review.attendance:
		if row.attended == INVITED:
			frappe.throw(
				_(
					"Who came, row {0}: it still says Invited. Say whether this person came, sent apologies or did "
					"not come."
				).format(row.idx),
				WhoCameMissing,
			)
	came = {getdate(row.meeting_on) for row in review.attendance if row.attended in CAME and row.meeting_on}
	for meeting in review.meetings:
		if getdate(meeting.held_on) not in came:
			frappe.throw(
				_(
					"Who came: nobody is recorded for the meeting of {0}. Add a row for each person who was there."
				).format(in_words(getdate(meeting.held_on))),
				WhoCameMissing,
			)


def _day(row: Any, days: set[date], corrected: dict[date, date]) -> date | None:
	"""The meeting to which a row belongs; an invitation may be to one that is still to be held."""
	day = getdate(row.meeting_on) if row.meeting_on else None
	if day and day not in days:
		day = corrected.get(day, day)
	if row.attended not in CAME:
		return day or (None if row.attended == INVITED else max(days, default=None))
	day = day or max(days, default=None)
	if day is None:
		frappe.throw(
			_(
				"Who came, row {0}: no meeting was held yet. Enter Invited, or record the meeting first."
			).format(row.idx),
			MeetingWrong,
		)
	if day not in days:
		frappe.throw(
			_(
				"Who came, row {0}: there was no meeting on {1}. Record the meeting first, or correct the day."
			).format(row.idx, in_words(day)),
			MeetingWrong,
		)
	return day
