"""The reviewing officer's answer to a manager who queried the decisions or objected to them: once, in words.

The reply stays what it was: an answered objection is no agreement. The decisions stand, or are closed and made anew
at a review.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from iro_module.domain.document_clock import OPEN_QUESTIONS
from iro_module.domain.wording import in_words
from iro_module.exceptions import NothingToAnswer
from iro_module.iro_records.acting import acting_user, refuse_unless_acting
from iro_module.iro_reviews.notifying import notify
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


@frappe.whitelist(methods=["POST"])
def answer(review: str, words: str) -> None:
	"""Answer the manager, who is told that there is an answer. Raises NotActingForChild, NothingToAnswer."""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("write")
	refuse_unless_acting(doc.child)
	if not _is_asked(doc):
		frappe.throw(_("The manager has not queried these decisions or objected to them."), NothingToAnswer)
	if doc.query_answered_on:
		frappe.throw(
			_("It was answered on {0}. Write an addendum if something is to be added.").format(
				in_words(doc.query_answered_on)
			),
			NothingToAnswer,
		)
	if not words.strip():
		frappe.throw(_("Answer: say what the manager is told."), NothingToAnswer)
	doc.update(
		{
			"query_answered_on": today(),
			"query_answered_by": frappe.session.user,
			"query_answer": words.strip(),
		}
	)
	doc.flags.answering = True
	doc.save()
	if doc.manager_replied_by:
		notify(
			doc.manager_replied_by,
			doc.doctype,
			doc.name,
			_("Your reply to a review's decisions was answered"),
		)


def tell_the_reviewing_officer(review: "IROReview") -> None:
	"""Whoever acts for the child today learns in the desk that a reply waits for an answer. Names no child."""
	user = acting_user(review.child)
	if user:
		notify(
			user,
			review.doctype,
			review.name,
			_("A manager's reply to a review's decisions waits for your answer"),
		)


def _is_asked(review: "IROReview") -> bool:
	return review.manager_reply in {one.value for one in OPEN_QUESTIONS}
