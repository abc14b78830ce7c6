"""What holds for a decision of a review: where it comes from, what of it may change, and how it stands.

CPPCR 2010 Part 6: a named person for each decision. Once its review is completed the wording stays; what becomes of
it is told in progress, found by reviews, and closed by the reviewing officer.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.adjournment import PROPOSALS_WAIT
from iro_module.domain.review_decisions import CLOSING, Finding, Occasion, Outcome, status
from iro_module.exceptions import (
	DecisionMade,
	OutcomeReasonMissing,
	ReviewClosed,
)
from iro_module.iro_records.acting import refuse_unless_acting
from iro_module.iro_reviews import decisions
from iro_module.iro_reviews.statuses import OPEN
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.review_decision.review_decision import ReviewDecision

DECIDED = ("decision_text", "child_text", "owner_role", "due_on", "section")
"""What stays as it was decided, once the review is completed. The person may change, as people come and go."""


def check_the_review(decision: "ReviewDecision") -> None:
	"""A decision is made at an open review of the child, by whoever acts for the child."""
	review = frappe.db.get_value("IRO Review", decision.review, ["child", "status"], as_dict=True)
	if not review or review.child != decision.child:
		frappe.throw(_("Review: choose a review of this child."), ReviewClosed)
	if not decision.is_new():
		return
	refuse_unless_acting(decision.child)
	if review.status not in OPEN:
		frappe.throw(
			_("The review is closed. Add an addendum to it, or make the decision at the next review."),
			ReviewClosed,
		)


def keep_what_was_decided(decision: "ReviewDecision") -> None:
	"""Refuse to rewrite a decision that is in force."""
	if not decision.made_on:
		return
	stored = decision.get_doc_before_save()
	for fieldname in DECIDED:
		if _as_said(fieldname, stored) != _as_said(fieldname, decision):
			frappe.throw(
				_(
					"{0}: the review that made this decision is completed, so it stays as it was decided. Close it "
					"as superseded and make another one at the next review."
				).format(_(decision.meta.get_label(fieldname))),
				DecisionMade,
			)


def _as_said(fieldname: str, decision: "ReviewDecision") -> object:
	value = decision.get(fieldname) or None
	return getdate(value) if value and fieldname == "due_on" else value


def keep_the_findings(decision: "ReviewDecision") -> None:
	"""What reviews found is written by reviews alone, whatever the form says."""
	stored = decision.get_doc_before_save()
	decision.set("findings", stored.findings if stored else [])


def say_how_it_stands(decision: "ReviewDecision") -> None:
	"""The status follows from what was found and from the date; it is never entered."""
	found = decisions.as_decision(decision)
	if decision.made_on:
		decision.status = status(found, today()).value
		decision.proposal_note = None
	else:
		decision.status = decision.status or "open"
		decision.proposal_note = PROPOSALS_WAIT[:1].upper() + PROPOSALS_WAIT[1:]
	closing = [one for one in found.until(today()) if one.outcome in CLOSING]
	if decision.made_on and decision.status in {one.value for one in CLOSING}:
		decision.closed_on, decision.closed_because = closing[-1].on, closing[-1].because
		decision.closed_by = decision.closed_by or frappe.session.user
	elif decision.made_on:
		decision.closed_on = decision.closed_by = decision.closed_because = None


@frappe.whitelist(methods=["POST"])
def close(decision: str, outcome: str, because: str = "") -> None:
	"""Close a decision between reviews: done, or superseded with the reason. Progress alone never closes one.

	A proposal of a review that is not completed is taken back the same way. Raises NotActingForChild,
	OutcomeReasonMissing.
	"""
	doc = frappe.get_doc(decisions.DOCTYPE, decision)
	doc.check_permission("write")
	refuse_unless_acting(doc.child)
	found, because = _closing(outcome), because.strip()
	if found is Outcome.SUPERSEDED and not because:
		frappe.throw(_("Say why the decision is superseded."), OutcomeReasonMissing)
	if doc.made_on:
		decisions.record(doc.name, Finding(today(), found, Occasion.BETWEEN, because=because))
		return
	if found is not Outcome.SUPERSEDED:
		frappe.throw(
			_(
				"The review is not completed: the decision is not to be carried out yet. It can be taken back."
			),
			DecisionMade,
		)
	doc.update({"status": found.value, "closed_on": today(), "closed_by": frappe.session.user})
	doc.closed_because = because
	doc.flags.by_the_service = True
	doc.save(ignore_permissions=True)


def _closing(outcome: str) -> Outcome:
	if outcome not in {one.value for one in CLOSING}:
		frappe.throw(_("Choose done or superseded."), OutcomeReasonMissing)
	return Outcome(outcome)
