"""Completing a review: what must be there before, and what follows from it.

A panel about secure accommodation decides on the criteria of that alone: what is particular to reviews is not asked
of it. The day of the next review is checked against the plan (`intake/next_review.py`).
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.care_events import SECURE_PANEL_TRACK, Held
from iro_module.domain.review_decisions import Occasion, missing
from iro_module.domain.timeliness import timeliness
from iro_module.domain.wording import in_words, plural
from iro_module.exceptions import (
	CompletionDateWrong,
	DecisionIncomplete,
	DecisionsNotLookedAt,
	LatenessReasonMissing,
	ParticipationCodeMissing,
	PermanenceNotAnswered,
	PrivateTalkNotAnswered,
)
from iro_module.iro_records.acting import refuse_unless_acting
from iro_module.iro_reviews import (
	decision_looks,
	decisions,
	meetings,
	participation_record,
	permanence_record,
)
from iro_module.iro_reviews.statuses import COMPLETED, OPEN
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def look_at_earlier_decisions(review: "IROReview") -> None:
	"""A review in hand has a row for each decision carried into it."""
	if review.track == SECURE_PANEL_TRACK or review.was("status") not in (None, *OPEN):
		return
	if review.is_new() or not review.flags.planned:
		decision_looks.fill(review, Occasion.REVIEW)


def check(review: "IROReview") -> None:
	"""What a review needs before it is completed. Each thing that is missing has an exception of its own."""
	refuse_unless_acting(review.child)
	_check_the_day(review)
	meetings.check_completed(review)
	_check_lateness(review)
	if review.track == SECURE_PANEL_TRACK:
		return
	_check_participation(review)
	_check_private_talk(review)
	_check_earlier_decisions(review)
	_check_decisions(review)
	_check_permanence(review)


def follow_up(review: "IROReview") -> None:
	"""Once it is completed: its decisions are in force, and those of earlier reviews say what was found."""
	if review.status != COMPLETED or review.was("status") == COMPLETED:
		return
	for name in _proposals(review):
		doc = frappe.get_doc(decisions.DOCTYPE, name)
		doc.made_on = getdate(review.completed_on)
		doc.flags.by_the_service = doc.flags.of_a_review = True
		doc.save(ignore_permissions=True)
	decision_looks.write_findings(review, Occasion.REVIEW)


def _check_the_day(review: "IROReview") -> None:
	if not review.completed_on:
		frappe.throw(_("Completed on: enter the day of the last meeting."), CompletionDateWrong)
	completed_on = getdate(review.completed_on)
	if completed_on > today():
		frappe.throw(
			_("Completed on: {0} is still to come. Enter the day the last meeting was held.").format(
				in_words(completed_on)
			),
			CompletionDateWrong,
		)


def _check_lateness(review: "IROReview") -> None:
	"""Lateness is judged against the law, never against a local limit, on the day that counts in this council."""
	by_law = getdate(review.statutory_due_on) if review.statutory_due_on else None
	held = Held(getdate(review.completed_on), first_meeting_on=getdate(review.first_meeting_on))
	judged = timeliness(held, getdate(review.due_on), by_law, policy_in_force())
	if by_law and not judged.in_time and not (review.lateness_kind and _said(review.lateness_reason)):
		frappe.throw(
			_(
				"The review was due by law on {0}. Say why it was held after that day: choose a reason and add a few "
				"words."
			).format(in_words(by_law)),
			LatenessReasonMissing,
		)


def _check_participation(review: "IROReview") -> None:
	"""That the code goes with age and evidence is checked whenever it is set (`participation_record`)."""
	if not review.participation_code:
		frappe.throw(
			_("How the child took part: confirm one of the codes PN0 to PN7."), ParticipationCodeMissing
		)
	participation_record.check_evidence(review)


def _check_private_talk(review: "IROReview") -> None:
	"""Why not, where the answer is No, is asked whenever that is said (`contacts`)."""
	if not review.spoken_to_privately:
		frappe.throw(_("Spoken to in private before the review: answer Yes or No."), PrivateTalkNotAnswered)


def _check_earlier_decisions(review: "IROReview") -> None:
	left = decision_looks.unanswered(review, Occasion.REVIEW)
	if left:
		frappe.throw(
			_(
				"Decisions of earlier reviews: {0} not looked at yet, the first of {1}. Say what became of each, "
				"or that it was not discussed, and why."
			).format(plural(len(left), "decision"), in_words(left[0].made_on)),
			DecisionsNotLookedAt,
		)


def _check_decisions(review: "IROReview") -> None:
	for name in _proposals(review):
		lacks = missing(decisions.as_decision(frappe.get_doc(decisions.DOCTYPE, name)))
		if lacks:
			frappe.throw(
				_("Decisions of this review: one is not complete. Open it and {0}, or take it back.").format(
					_(" and ").join(lacks)
				),
				DecisionIncomplete,
			)


def _check_permanence(review: "IROReview") -> None:
	if permanence_record.is_asked(review) and not review.permanence_plan:
		frappe.throw(
			_("Plan for permanence: say whether one is in place. It is asked from the second review on."),
			PermanenceNotAnswered,
		)
	if review.permanence_plan == "In place" and not review.permanence_plan_on:
		review.permanence_plan_on = review.completed_on
	if review.permanence_plan_on and getdate(review.permanence_plan_on) > getdate(review.completed_on):
		frappe.throw(
			_("Plan for permanence, In place since: enter a day not after the review."), PermanenceNotAnswered
		)


def _proposals(review: "IROReview") -> list[str]:
	"""The decisions of the review that are not in force yet and were not taken back."""
	return frappe.get_all(
		decisions.DOCTYPE,
		filters={"review": review.name, "made_on": ("is", "not set"), "status": ("!=", "superseded")},
		order_by="creation, name",
		pluck="name",
	)


def _said(words: str | None) -> bool:
	return bool((words or "").strip())
