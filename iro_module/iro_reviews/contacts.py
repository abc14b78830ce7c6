"""Speaking with the child before the review: which visits and conversations count, and why there was none."""

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.policy import Policy
from iro_module.domain.wording import in_words
from iro_module.exceptions import NotSpokenReasonMissing
from iro_module.iro_reviews.counted import past
from iro_module.iro_reviews.statuses import COMPLETED
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

ALONE = "Spoken to alone"


def settle(review: "IROReview") -> None:
	"""Not spoken to in private: which of the three reasons, and in words. Otherwise neither is kept."""
	if review.spoken_to_privately != "No":
		for fieldname in ("not_spoken_because", "not_spoken_why"):
			if review.get(fieldname):
				review.set(fieldname, None)
	elif not review.not_spoken_because or not (review.not_spoken_why or "").strip():
		frappe.throw(
			_("Spoken to in private before the review: No. Choose why not, and say so in words."),
			NotSpokenReasonMissing,
		)


def before_review(review: "IROReview", policy: Policy) -> dict[str, Any]:
	"""The visits and conversations since the last review, those within the window marked; what they let one say.

	Neither what the child said nor what was seen is among it: that is on the visit itself, for whoever may read it.
	"""
	meeting_on, from_on, since = _window(review, policy)
	words = _("{0} to {1}").format(in_words(from_on), in_words(meeting_on))
	if not frappe.has_permission("IRO Visit", "read"):
		return {"window": words, "rows": None, "offer": None}
	visits = frappe.get_list(
		"IRO Visit",
		filters={"child": review.child, "happened_on": ("between", [since or from_on, meeting_on])},
		fields=["name", "kind", "happened_on", "by_whom", "with_child", "not_alone_because"],
		order_by="happened_on desc, creation desc",
		limit_page_length=20,
	)
	names = _full_names({visit.by_whom for visit in visits if visit.by_whom})
	rows = [
		{
			**visit,
			"on": in_words(getdate(visit.happened_on)),
			"by": names.get(visit.by_whom, visit.by_whom),
			"counts": getdate(visit.happened_on) >= from_on,
		}
		for visit in visits
	]
	alone = next((row for row in rows if row["counts"] and row["with_child"] == ALONE), None)
	offer = _("Spoken to alone on {0} ({1})").format(alone["on"], _(alone["kind"])) if alone else None
	return {"window": words, "rows": rows, "offer": offer}


def is_observed(review: "IROReview") -> bool:
	"""Whether a visit since the last review, up to the day of this one, says what was seen of the child."""
	day = getdate(review.completed_on) if review.completed_on else today()
	since = _last_review(review, day)
	visits = frappe.get_all(
		"IRO Visit",
		filters={"child": review.child, "happened_on": ("between", [since or date.min, day])},
		pluck="observed",
	)
	return any((observed or "").strip() for observed in visits)


def _window(review: "IROReview", policy: Policy) -> tuple[date, date, date | None]:
	"""The day of the (first) meeting, the first day that counts before it, and the day of the last review."""
	day = review.first_meeting_on or review.booked_on
	meeting_on = getdate(day) if day else today()
	from_on = policy.calendar.before(meeting_on, policy.spoken_to_window_working_days)
	since = _last_review(review, meeting_on)
	return meeting_on, max(from_on, since) if since else from_on, since


def _last_review(review: "IROReview", meeting_on: date) -> date | None:
	"""The day of the last review before the meeting, whether held on this site or told by the feed."""
	here = frappe.get_all(
		"IRO Review",
		filters=[
			["child", "=", review.child],
			["status", "=", COMPLETED],
			["name", "!=", review.name],
			*map(list, past("completed_on", meeting_on)),
		],
		pluck="completed_on",
	)
	elsewhere = frappe.get_all(
		"Review Held Elsewhere",
		filters=[
			["child", "=", review.child],
			["voided", "=", 0],
			*map(list, past("review_date", meeting_on)),
		],
		pluck="review_date",
	)
	return max((getdate(day) for day in (*here, *elsewhere)), default=None)


def _full_names(users: set[str]) -> dict[str, str]:
	rows = frappe.get_all("User", filters={"name": ("in", list(users))}, fields=["name", "full_name"])
	return {row.name: row.full_name for row in rows}
