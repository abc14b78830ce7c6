"""What the child's social work manager says: a reply to the decisions, and the sign-off of the record.

Whoever acts for the child in the reviewing service replies to nothing here: nobody answers their own decisions.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.permissions import has_controller_permissions

from iro_module.domain.document_clock import OPEN_QUESTIONS, Answer
from iro_module.domain.wording import in_words
from iro_module.exceptions import NothingToReplyTo, NotTheChildsManager, ReplyGiven, ReplyIncomplete
from iro_module.iro_records.acting import is_of_the_service
from iro_module.iro_reviews.answering_manager import tell_the_reviewing_officer
from iro_module.iro_reviews.statuses import COMPLETED
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


@frappe.whitelist(methods=["POST"])
def reply(review: str, answer: str, words: str = "") -> None:
	"""The manager agrees, queries or objects to the decisions, once. A query or objection says what it is about."""
	doc = _review(review)
	if not doc.decisions_sent_on:
		frappe.throw(_("The decisions of this review have not been sent yet."), NothingToReplyTo)
	if doc.manager_reply:
		frappe.throw(
			_("The manager replied on {0}. Tell the reviewing officer anything further.").format(
				in_words(doc.manager_replied_on)
			),
			ReplyGiven,
		)
	if answer not in {one.value for one in Answer}:
		frappe.throw(_("Choose agreed, queried or objected."), ReplyIncomplete)
	if answer != Answer.AGREED.value and not words.strip():
		frappe.throw(_("Say what you query or object to."), ReplyIncomplete)
	doc.update(
		{
			"manager_reply": answer,
			"manager_replied_on": today(),
			"manager_replied_by": frappe.session.user,
			"manager_reply_words": words.strip() or None,
		}
	)
	_save(doc)
	if Answer(answer) in OPEN_QUESTIONS:
		tell_the_reviewing_officer(doc)


@frappe.whitelist(methods=["POST"])
def sign_off(review: str) -> None:
	"""The manager has read the record that was distributed."""
	doc = _review(review)
	if not doc.distributed_on:
		frappe.throw(_("The record of this review has not been distributed yet."), NothingToReplyTo)
	if doc.signed_off_on:
		frappe.throw(_("It was signed off on {0}.").format(in_words(doc.signed_off_on)), ReplyGiven)
	doc.signed_off_on = today()
	_save(doc)


def may_reply(review: "IROReview") -> bool:
	"""Whether the user reaches the review as the child's social work manager, and is not of the reviewing service.

	The reach is that of the manager's role: having another role that reads the review is not enough.
	"""
	user = frappe.session.user
	if is_of_the_service(user, review.child):
		return False
	return bool(has_controller_permissions(review, "reply as manager", user=user))


def _review(name: str) -> "IROReview":
	doc = frappe.get_doc("IRO Review", name, for_update=False)
	doc.check_permission("read")
	if not may_reply(doc):
		frappe.throw(
			_("The reply is for the child's social work manager, who is not the reviewing officer."),
			NotTheChildsManager,
		)
	if doc.status != COMPLETED:
		frappe.throw(_("The review is not completed yet."), NothingToReplyTo)
	return doc


def _save(doc: "IROReview") -> None:
	"""Managers do not write reviews; what they may say was checked above."""
	doc.flags.by_the_manager = True
	doc.save(ignore_permissions=True)
