"""What the child's social work manager says: a reply to the decisions, and the sign-off of the record.

One reply for all decisions, or one for each. A decision that is left out has no reply, which is not agreement; it can
be answered later. The review keeps what the answers come to. Whoever acts for the child in the reviewing service
replies to nothing here: nobody answers their own decisions.
"""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.permissions import has_controller_permissions

from iro_module.domain.document_clock import OPEN_QUESTIONS, Answer
from iro_module.domain.managers_reply import summary
from iro_module.domain.wording import in_words
from iro_module.exceptions import NothingToReplyTo, NotTheChildsManager, ReplyGiven, ReplyIncomplete
from iro_module.iro_records.acting import is_of_the_service
from iro_module.iro_reviews import decisions
from iro_module.iro_reviews.answering_manager import tell_the_reviewing_officer
from iro_module.iro_reviews.statuses import COMPLETED
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview
	from iro_module.iro_reviews.doctype.review_decision.review_decision import ReviewDecision


@frappe.whitelist(methods=["POST"])
def reply(review: str, answer: str = "", words: str = "", each: str | dict[str, Any] | None = None) -> None:
	"""The manager agrees, queries or objects, once to each decision. A query or objection says what it is about.

	answer, words: to every decision that has no reply yet. each: instead, {decision: {"answer": ..., "words": ...}} for
	some of them.
	"""
	doc = _review(review)
	if not doc.decisions_sent_on:
		frappe.throw(_("The decisions of this review have not been sent yet."), NothingToReplyTo)
	made = _decisions(doc.name)
	waiting = {one.name: one for one in made if not one.manager_response}
	if doc.manager_reply and not waiting:
		frappe.throw(
			_("The manager replied on {0}. Tell the reviewing officer anything further.").format(
				in_words(doc.manager_replied_on)
			),
			ReplyGiven,
		)
	of_all = {"answer": answer, "words": words}
	chosen = frappe.parse_json(each) if each else dict.fromkeys(waiting, of_all)
	if not chosen:
		_check(of_all)
	for name, given in chosen.items():
		_check(given)
		_answer(waiting.get(name), given)
	whole = summary(_given(one) for one in made) if made else Answer(answer)
	_sum_up(doc, whole, [one.manager_response_words for one in made] if made else [words.strip()])
	if any(Answer(given["answer"]) in OPEN_QUESTIONS for given in (chosen or {"": of_all}).values()):
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
	"""The completed review, read under the child's lock, as the child's manager may reply to it."""
	lock_children([frappe.db.get_value("IRO Review", name, "child")])
	doc = frappe.get_doc("IRO Review", name, for_update=True)
	doc.check_permission("read")
	if not may_reply(doc):
		frappe.throw(
			_("The reply is for the child's social work manager, who is not the reviewing officer."),
			NotTheChildsManager,
		)
	if doc.status != COMPLETED:
		frappe.throw(_("The review is not completed yet."), NothingToReplyTo)
	return doc


def _decisions(review: str) -> list["ReviewDecision"]:
	"""The decisions in force of a review, oldest first."""
	asked = {"review": review, "made_on": ("is", "set")}
	names = frappe.get_all(decisions.DOCTYPE, filters=asked, pluck="name", order_by="creation, name")
	return [frappe.get_doc(decisions.DOCTYPE, name, for_update=True) for name in names]


def _check(given: dict[str, Any]) -> None:
	if given.get("answer") not in {one.value for one in Answer}:
		frappe.throw(_("Choose agreed, queried or objected."), ReplyIncomplete)
	if given["answer"] != Answer.AGREED.value and not (given.get("words") or "").strip():
		frappe.throw(_("Say what you query or object to."), ReplyIncomplete)


def _answer(decision: "ReviewDecision | None", given: dict[str, Any]) -> None:
	if decision is None:
		frappe.throw(
			_(
				"A decision that you answered has a reply already, or is not one of this review. Load the page again."
			),
			ReplyGiven,
		)
	decision.manager_response, decision.manager_responded_on = given["answer"], today()
	decision.manager_response_words = (given.get("words") or "").strip() or None
	decision.flags.by_the_service = True
	decision.flags.of_a_review = True
	decision.save(ignore_permissions=True)


def _given(decision: "ReviewDecision") -> Answer | None:
	return Answer(decision.manager_response) if decision.manager_response else None


def _sum_up(doc: "IROReview", whole: Answer | None, words: list[str | None]) -> None:
	"""What the answers come to stands on the review, with the day on which they first came to it."""
	if whole and doc.manager_reply != whole.value:
		doc.manager_reply, doc.manager_replied_on = whole.value, today()
		doc.manager_replied_by = frappe.session.user
	doc.manager_reply_words = "\n".join(dict.fromkeys(filter(None, words))) or None
	_save(doc)


def _save(doc: "IROReview") -> None:
	"""Managers do not write reviews; what they may say was checked above."""
	doc.flags.by_the_manager = True
	doc.save(ignore_permissions=True)
