"""Holding a midway review: its day, every open decision looked at, the plan judged, how things stand."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.review_decisions import Occasion
from iro_module.domain.wording import in_words
from iro_module.exceptions import (
	MidwayAnswerMissing,
	MidwayDateWrong,
	MidwayDecisionNotLookedAt,
	NotActingForChild,
)
from iro_module.iro_records.acting import acts_for
from iro_module.iro_reviews import decision_looks
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.midway_review.midway_review import MidwayReview

PLANNED, HELD, NO_LONGER_NEEDED = "Planned", "Held", "No longer needed"
ON_TRACK = "On track"


def bring_in_the_decisions(midway: "MidwayReview") -> None:
	"""One row for each decision that is open on the day; answers stay."""
	decision_looks.fill(midway, Occasion.MIDWAY)


def check(midway: "MidwayReview") -> None:
	"""The day, wherever one is entered; everything else once it is held."""
	if midway.held_on:
		_check_day(midway)
	if midway.state != HELD:
		return
	if not midway.held_on:
		frappe.throw(_("Held on: enter the day of the midway review."), MidwayDateWrong)
	_check_who(midway)
	_check_decisions(midway)
	_check_answers(midway)


def write_findings(midway: "MidwayReview") -> None:
	"""What was found of each decision, on the decisions themselves."""
	decision_looks.write_findings(midway, Occasion.MIDWAY)


def _check_day(midway: "MidwayReview") -> None:
	held_on, last = getdate(midway.held_on), midway.last_review_on
	if held_on > today():
		frappe.throw(
			_("Held on: {0} is still to come. Enter the day once it was held.").format(in_words(held_on)),
			MidwayDateWrong,
		)
	if last and held_on <= getdate(last):
		frappe.throw(
			_("Held on: {0} is not after the last review, held on {1}.").format(
				in_words(held_on), in_words(getdate(last))
			),
			MidwayDateWrong,
		)


def _check_who(midway: "MidwayReview") -> None:
	midway.held_by = midway.held_by or frappe.session.user
	if not acts_for(midway.held_by, midway.child):
		frappe.throw(
			_(
				"Held by: choose the child's reviewing officer, who covers for them, or a manager of the"
				" reviewing service."
			),
			NotActingForChild,
		)


def _check_decisions(midway: "MidwayReview") -> None:
	left = decision_looks.unanswered(midway, Occasion.MIDWAY)
	if left:
		frappe.throw(
			_(
				"Open decisions: say of each what became of it, with a reason where it was superseded or not"
				" discussed. Still to answer: {0}."
			).format(len(left)),
			MidwayDecisionNotLookedAt,
		)


def _check_answers(midway: "MidwayReview") -> None:
	if not midway.plan_quality:
		frappe.throw(_("The care plan is: choose how good the plan is today."), MidwayAnswerMissing)
	if not midway.outcome:
		frappe.throw(_("Outcome: choose how things stand."), MidwayAnswerMissing)
	if midway.outcome == ON_TRACK:
		midway.agreed_action = None
	elif not (midway.agreed_action or "").strip():
		frappe.throw(
			_("What was agreed, or what will be challenged: say it in a few words."), MidwayAnswerMissing
		)
