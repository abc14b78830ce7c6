"""Looking at the decisions of earlier reviews: at a review, and at a midway review.

Both have a table `looked_at` with a row for each decision carried into them. The rows come from the decisions, the
answers from the person; "not discussed" is an answer with its reason, and so is "superseded".
"""

from dataclasses import replace
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.domain.review_decisions import (
	Decision,
	Finding,
	Occasion,
	Outcome,
	carried_into,
	is_open,
	not_looked_at,
)
from iro_module.iro_reviews import decisions
from iro_module.iro_setup.clock import today


def fill(doc: Document, occasion: Occasion) -> None:
	"""Bring the rows of `looked_at` in line with the decisions carried into the document; answers stay.

	A review looks once more at what was done since the last one; a midway review at what is still to be done, and at
	what it has answered already.
	"""
	answers = {row.decision: row for row in doc.looked_at}
	rows = []
	for one in _carried(doc, occasion):
		answer = answers.get(one.name)
		row = {"decision_text": one.text, "owner_name": one.owner, "due_on": one.due_on}
		if answer:
			rows.append(answer)
			answer.update(row)
		else:
			rows.append({"decision": one.name, **row})
	doc.set("looked_at", rows)


def unanswered(doc: Document, occasion: Occasion) -> tuple[Decision, ...]:
	"""The decisions without an answer; the document is not completed while there are any."""
	on = _day(doc)
	given = {row.decision: finding for row in doc.looked_at if (finding := _finding(doc, row, occasion))}
	looked = [
		replace(one, findings=(*one.findings, given[one.name])) if one.name in given else one
		for one in _carried(doc, occasion)
	]
	return not_looked_at(looked, doc.name, on)


def write_findings(doc: Document, occasion: Occasion) -> None:
	"""Write the answers to the decisions themselves, once the document is completed or held."""
	for row in doc.looked_at:
		finding = _finding(doc, row, occasion)
		if finding:
			decisions.record(row.decision, finding)


def _carried(doc: Document, occasion: Occasion) -> list[Decision]:
	on = _day(doc)
	carried = carried_into(decisions.of_child(doc.child), doc.name, on)
	if occasion is Occasion.MIDWAY:
		answered = {row.decision for row in doc.looked_at if row.outcome}
		carried = tuple(one for one in carried if is_open(one, on) or one.name in answered)
	return sorted(carried, key=lambda one: (one.due_on or date.max, one.made_on, one.name))


def _finding(doc: Document, row: frappe._dict, occasion: Occasion) -> Finding | None:
	"""The answer as the rules keep it; None where the row has none, or lacks the reason it needs."""
	because = (row.because or "").strip()
	if not row.outcome:
		return None
	outcome = Outcome(row.outcome)
	if outcome in (Outcome.SUPERSEDED, Outcome.NOT_DISCUSSED) and not because:
		return None
	return Finding(_day(doc), outcome, occasion, doc.name, because)


def _day(doc: Document) -> date:
	"""The day of the review or midway review; today, while it has none."""
	day = doc.get("completed_on") or doc.get("held_on")
	return getdate(day) if day else today()
