"""What the form shows of the preparation of a review, in one call: papers, contacts, consultation, the child's part."""

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.before_review import BeforeReview, before_review
from iro_module.domain.document_clock import Deadline, Status, working_days_late
from iro_module.domain.policy import Policy
from iro_module.domain.wording import in_words, plural
from iro_module.iro_reviews import adjourning, contacts, joint_booking, participation_record, postponing
from iro_module.iro_reviews.booking import needs_agreement
from iro_module.iro_reviews.meetings import last_meeting
from iro_module.iro_reviews.statuses import BOOKED, IN_PROGRESS, OPEN
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

SHARED_WITH = {
	"report_shared_child_on": "the child",
	"report_shared_parent_on": "parents",
	"report_shared_carer_on": "the carer",
}


@frappe.whitelist()
def preparation(review: str) -> dict[str, Any]:
	"""Everything the tabs Prepare and Meetings show beside the fields, for somebody who may read the review."""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("read")
	policy = policy_in_force()
	return {
		"papers": papers(doc, policy, today()),
		"contacts": contacts.before_review(doc, policy),
		"consultations": _consultations(doc),
		"postponements": _postponements(doc),
		"participation": participation_record.suggestion_for(doc),
		"proposals_wait": adjourning.proposals_wait(doc),
		"together": joint_booking.words_of(doc),
		"may": _may(doc),
	}


def deadlines(review: Any, policy: Policy, on: date) -> tuple[Deadline, ...]:
	"""The three deadlines before the meeting, as the rules see them; of a series, before the first meeting."""
	day = review.first_meeting_on or review.booked_on
	return before_review(
		BeforeReview(
			meeting_on=getdate(day) if day else None,
			booked_on=_day(review.booking_made_on),
			talked_on=_day(review.planning_talk_on),
			consultation_sent_on=_day(review.consultation_sent_on),
			report_shared_on=_day(review.report_received_on),
		),
		on,
		policy,
	)


def papers(review: Any, policy: Policy, on: date) -> list[dict[str, Any]]:
	"""Each deadline with its day and how it stands, and under the report with whom it was shared and when."""
	found = deadlines(review, policy, on)
	rows = [
		{
			"what": _(deadline.what[:1].upper() + deadline.what[1:]),
			"by": in_words(deadline.due.on) if deadline.due else None,
			"counted": deadline.due.words if deadline.due else None,
			"status": deadline.status.value,
			"words": against_the_mark(deadline),
		}
		for deadline in found
	]
	rows[-1]["shared"] = [
		{"with": _(who), "words": _shared(_day(review.get(field)), found[-1], policy)}
		for field, who in SHARED_WITH.items()
	]
	return rows


def against_the_mark(deadline: Deadline) -> str:
	"""How a deadline stands, in words."""
	if deadline.status is Status.NOT_STARTED:
		return _("no meeting is booked yet")
	if deadline.status is Status.LATE and deadline.done_on:
		late = plural(deadline.days_late, "working day")
		return _("{0}, {1} late against the mark").format(in_words(deadline.done_on), late)
	return deadline.words


def _shared(day: date | None, report: Deadline, policy: Policy) -> str:
	if day is None:
		return _("not recorded")
	late = working_days_late(policy.calendar, report.due.on, day) if report.due else 0
	if not late or report.status is Status.SHORT_NOTICE:
		return in_words(day)
	return _("{0}, {1} after the mark").format(in_words(day), plural(late, "working day"))


def _consultations(review: "IROReview") -> list[dict[str, Any]] | None:
	"""Of whom a consultation was sent and came back; None for somebody who may not read consultations."""
	if not frappe.has_permission("Review Consultation", "read"):
		return None
	rows = frappe.get_list(
		"Review Consultation",
		filters={"child": review.child, "review": review.name},
		fields=["name", "for_whom", "channel", "sent_on", "returned_on"],
		order_by="for_whom, creation",
		limit_page_length=50,
	)
	return [
		{
			**row,
			"sent": in_words(getdate(row.sent_on)) if row.sent_on else None,
			"returned": in_words(getdate(row.returned_on)) if row.returned_on else None,
		}
		for row in rows
	]


def _postponements(review: "IROReview") -> list[dict[str, Any]] | None:
	"""The requests to put the review off; None for somebody who may not read them."""
	if not frappe.has_permission(postponing.DOCTYPE, "read"):
		return None
	rows = frappe.get_list(
		postponing.DOCTYPE,
		filters={"review": review.name},
		fields=[
			"name",
			"state",
			"booked_on",
			"to_on",
			"reason",
			"answer",
			"asked_by",
			"decided_by",
			"creation",
		],
		order_by="creation desc",
		limit_page_length=20,
	)
	return [
		{
			**row,
			"from": in_words(getdate(row.booked_on)) if row.booked_on else None,
			"to": in_words(getdate(row.to_on)),
			"asked_on": in_words(getdate(row.creation)),
			**postponing.offers(row),
		}
		for row in rows
	]


def _may(review: "IROReview") -> dict[str, bool]:
	"""Which buttons the form offers this person; each method checks again."""
	user, last = frappe.session.user, last_meeting(review)
	writes = frappe.has_permission("IRO Review", "write", doc=review)
	waiting = frappe.db.exists(postponing.DOCTYPE, {"review": review.name, "state": postponing.ASKED})
	asks = frappe.has_permission(postponing.DOCTYPE, "create")
	return {
		"book": writes and review.status in OPEN and review.status not in ("In Progress", "Adjourned"),
		"later_needs_agreement": needs_agreement(),
		"put_off": bool(asks and review.status == BOOKED and review.booked_on and not waiting),
		"adjourn": bool(
			writes
			and review.status == IN_PROGRESS
			and not review.adjourned_on
			and last
			and last.chaired_by == user
		),
	}


def _day(value: Any) -> date | None:
	return getdate(value) if value else None
