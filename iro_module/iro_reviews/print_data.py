"""What the prints of a review show: nothing private to the reviewing service, nothing of another child, no hashes.

A brother or sister who came is printed without the name: the copy goes to people who may not know it. Names within
what people wrote are found, and left out where that was decided, in `names_of_others`. A print takes its texts from
here alone, so that none is passed over.
"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.adjournment import PROPOSALS_WAIT
from iro_module.domain.managers_reply import in_a_word
from iro_module.domain.wording import in_words
from iro_module.iro_reviews.decisions import reply_of, responsible
from iro_module.iro_reviews.statuses import COMPLETED
from iro_module.iro_setup.local_words import begun, local_terms

SIBLING = "Brother or sister"
CHOICES_OF_THE_CHILD = (
	"chose_where", "chose_who", "chose_agenda", "child_chaired", "communication_help", "advocate_offered",
	"knows_reviewing_officer", "knows_how_to_complain",
)  # fmt: skip
SAID_OF_THE_CHILD = (
	"observation_note", "carer_account", "views_made_a_difference", "view_not_followed", "feedback_on_review",
)  # fmt: skip
"""Of the child's part, what is printed where it is recorded: short answers in one line, words each in a paragraph."""
SAID = ("childs_view", "working_well", "worry", "decision", "not_discussed_because")
KINDS = {
	"first": "first {0}",
	"second": "second {0}",
	"subsequent": "{0}",
	"change_of_circumstances": "{0} after a change of circumstances",
	"adoption": "adoption {0}",
	"short_break": "short break {0}",
	"early": "early {0}",
	"secure_panel": "Secure accommodation panel",
}


def review_record(doc: Any) -> dict[str, Any]:
	"""The record of a review, for the print of that name: texts and days in words, ready to be set."""
	return {
		**review_decisions(doc),
		"meetings": [
			{"on": _day(row.held_on), "mode": row.mode, "chaired_by": _person(row.chaired_by), "covered": row.covered}
			for row in doc.meetings
		],
		"people": [_attended(row) for row in doc.attendance],
		"childs_choices": [(label, _(value)) for label, value in _recorded(doc, CHOICES_OF_THE_CHILD)],
		"childs_words": [
			{"label": label, "words": words} for label, words in _recorded(doc, SAID_OF_THE_CHILD)
		],
		"agenda": [_talked_about(row) for row in doc.agenda if _says_something(row)],
		"permanence_note": doc.permanence_note,
		"judgement": doc.judgement,
		"looked_at": [
			{
				"text": row.decision_text,
				"owner": row.owner_name,
				"due_on": _day(row.due_on),
				"outcome": row.outcome,
				"because": row.because,
			}
			for row in doc.looked_at
		],
		"addenda": [
			{
				"written": _day(row.added_on),
				"by": _person(row.added_by),
				"about": _day(row.happened_on),
				"words": row.words,
			}
			for row in doc.addenda
		],
	}  # fmt: skip


def review_decisions(doc: Any) -> dict[str, Any]:
	"""The decisions of a review, for the print of that name."""
	return {
		"child": frappe.db.get_value("Looked After Child", doc.child, "full_name") or "",
		"terms": local_terms(),
		"title": _title(doc),
		"held_on": _day(doc.completed_on or doc.first_meeting_on),
		"is_draft": doc.status != COMPLETED,
		"wait": PROPOSALS_WAIT,
		"chaired_by": _person(doc.chaired_by),
		"next_on": _day(doc.next_meeting_on),
		"decisions_sent": bool(doc.decisions_sent_on),
		"decisions": [_decision(row, doc.decisions_sent_on) for row in _decisions(doc.name)],
	}


def one_decision(doc: Any) -> dict[str, Any]:
	"""One decision with what became of it, for the print of that name."""
	asked = ["kind", "sequence", "completed_on", "decisions_sent_on"]
	review = frappe.db.get_value("IRO Review", doc.review, asked, as_dict=True)
	return {
		**_decision(doc, review.decisions_sent_on),
		"child": frappe.db.get_value("Looked After Child", doc.child, "full_name") or "",
		"terms": local_terms(),
		"title": _title(review),
		"held_on": _day(review.completed_on),
		"is_draft": not doc.made_on,
		"wait": PROPOSALS_WAIT,
		"progress": [
			{"on": _day(row.on_day), "progress": row.progress, "words": row.words, "again": _day(row.look_again_on)}
			for row in doc.progress
		],
		"closed_on": _day(doc.closed_on),
		"closed_because": doc.closed_because,
	}  # fmt: skip


def _title(review: Any) -> str:
	title = begun(_(KINDS.get(review.kind, "{0}")).format(local_terms()["review"]))
	if review.kind in ("first", "second", "secure_panel") or not review.sequence:
		return title
	return _("{0}, number {1} of this period of care").format(title, review.sequence)


def _decisions(review: str) -> list[frappe._dict]:
	"""The review's decisions but for proposals that were taken back."""
	rows = frappe.get_all(
		"Review Decision",
		filters={"review": review},
		fields=[
			"decision_text", "child_text", "owner_role", "owner_name", "due_on", "section", "status", "made_on",
			"manager_response", "manager_responded_on",
		],
		order_by="due_on, creation",
	)  # fmt: skip
	return [row for row in rows if row.made_on or row.status != "superseded"]


def _decision(row: Any, sent_on: Any) -> dict[str, Any]:
	return {
		"text": row.decision_text,
		"child_text": row.child_text,
		"owner": responsible(row),
		"due_on": _day(row.due_on),
		"section": row.section,
		"status": row.status,
		"is_proposal": not row.made_on,
		"manager": in_a_word(reply_of(row), sent_on),
	}


def _attended(row: Any) -> dict[str, str]:
	named = _("A brother or sister") if row.person_role == SIBLING else row.person
	return {"who": named, "as": row.person_role, "how": row.attended, "on": _day(row.meeting_on)}


def _recorded(doc: Any, fields: tuple[str, ...]) -> list[tuple[str, str]]:
	"""Label and value of the fields that are filled in."""
	return [
		(_(doc.meta.get_label(field)), value) for field in fields if (value := (doc.get(field) or "").strip())
	]


def _talked_about(row: Any) -> dict[str, str | None]:
	return {field: row.get(field) for field in ("section", *SAID)}


def _says_something(row: Any) -> bool:
	return any((row.get(field) or "").strip() for field in SAID)


def _day(day: Any) -> str:
	return in_words(getdate(day)) if day else ""


def _person(user: str | None) -> str:
	return frappe.db.get_value("User", user, "full_name") or "" if user else ""
