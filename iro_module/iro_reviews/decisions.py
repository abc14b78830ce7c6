"""The decisions of reviews as the rules read them, and what is written of them later.

A decision counts from the day its review was completed; until then it is a proposal and no rule looks at it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe.utils import getdate

from iro_module.domain.document_clock import Answer, Reply
from iro_module.domain.review_decisions import Decision, Finding, Occasion, Outcome

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.review_decision.review_decision import ReviewDecision

DOCTYPE = "Review Decision"


@dataclass(frozen=True, slots=True)
class FiledDecision:
	"""A decision in force, and how it stands on file."""

	decision: Decision
	status: str


def on_file(children: Sequence[str]) -> dict[str, list[FiledDecision]]:
	"""The decisions in force of children (by name), each with what was found of it. Two locking reads.

	The children's rows are locked, so it waits for nobody; a plain read would show the rows as they were when the
	request began.
	"""
	found: dict[str, list[FiledDecision]] = defaultdict(list)
	rows = _rows(children) if children else []
	findings = _findings([row.name for row in rows])
	for row in rows:
		found[row.child].append(FiledDecision(_decision(row, tuple(findings[row.name])), row.status))
	return found


def of_child(child: str) -> list[Decision]:
	"""The decisions in force of one child, oldest first."""
	return [one.decision for one in on_file([child])[child]]


def as_decision(doc: "ReviewDecision") -> Decision:
	"""A decision in hand as the rules read it; a proposal counts as made on no day before the last."""
	findings = tuple(_finding(row) for row in doc.findings)
	return _decision(frappe._dict(doc.as_dict(), made_on=getdate(doc.made_on or date.max)), findings)


def record(name: str, finding: Finding) -> None:
	"""Write what was found of a decision; what the same review or midway review found before is replaced.

	The caller has seen to it that the user may. Of a review or midway review, its own save plans the child again.
	"""
	doc = frappe.get_doc(DOCTYPE, name)
	row = next((one for one in doc.findings if finding.name and one.occasion_name == finding.name), None)
	values = {
		"on_day": finding.on,
		"outcome": finding.outcome.value,
		"occasion": finding.occasion.value,
		"occasion_name": finding.name,
		"because": finding.because,
	}
	if row:
		row.update(values)
	else:
		doc.append("findings", values)
	doc.flags.by_the_service = True
	doc.flags.of_a_review = bool(finding.name)
	doc.save(ignore_permissions=True)


def _rows(children: Sequence[str]) -> list[frappe._dict]:
	table = frappe.qb.DocType(DOCTYPE)
	return (
		frappe.qb.from_(table)
		.where(table.child.isin(list(children)) & table.made_on.isnotnull())
		.select(
			table.name,
			table.child,
			table.review,
			table.made_on,
			table.decision_text,
			table.child_text,
			table.owner_role,
			table.owner_name,
			table.due_on,
			table.section,
			table.in_care_plan,
			table.status,
			table.manager_response,
			table.manager_responded_on,
		)
		.orderby(table.made_on, table.due_on, table.name)
		.for_update()
		.run(as_dict=True)
	)


def _findings(names: Sequence[str]) -> dict[str, list[Finding]]:
	found: dict[str, list[Finding]] = defaultdict(list)
	if not names:
		return found
	table = frappe.qb.DocType("Review Decision Finding")
	rows = (
		frappe.qb.from_(table)
		.where(table.parent.isin(list(names)) & (table.parenttype == DOCTYPE))
		.select(table.parent, table.on_day, table.outcome, table.occasion, table.occasion_name, table.because)
		.orderby(table.parent, table.idx)
		.for_update()
		.run(as_dict=True)
	)
	for row in rows:
		found[row.parent].append(_finding(row))
	return found


def _finding(row: frappe._dict) -> Finding:
	outcome, occasion = Outcome(row.outcome), Occasion(row.occasion)
	return Finding(getdate(row.on_day), outcome, occasion, row.occasion_name or "", row.because or "")


def _decision(row: frappe._dict, findings: tuple[Finding, ...]) -> Decision:
	return Decision(
		name=row.name,
		child_id=row.child,
		review=row.review,
		made_on=row.made_on,
		text=row.decision_text or "",
		child_text=row.child_text or "",
		owner=responsible(row),
		due_on=getdate(row.due_on) if row.due_on else None,
		section=row.section or "",
		in_care_plan={"Yes": True, "No": False}.get(row.in_care_plan or ""),
		reply=reply_of(row),
		findings=findings,
	)


def reply_of(row: frappe._dict) -> Reply | None:
	"""The manager's answer to a decision, a document or a row; None where there is none."""
	if not row.manager_response:
		return None
	return Reply(Answer(row.manager_response), getdate(row.manager_responded_on))


def responsible(row: frappe._dict) -> str:
	"""Who is to carry out a decision, as it is shown: the name given, else the role."""
	return (row.get("owner_name") or "").strip() or row.get("owner_role") or ""
