"""Putting a review off: asked for with a reason, answered by an IRO Manager, and the due date stays where it is.

Whoever may read the review may ask. The answer is never given by the person who asked, nor by anybody who holds a role
of social work or works on the child's case. With the setting off, asking is enough for those who may write the review;
social work still asks. A request falls away when the booking changes or the review begins or closes meanwhile.
"""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime, sbool

from iro_module.domain.wording import in_words
from iro_module.exceptions import NotYoursToAnswer, PostponementRefused
from iro_module.iro_records.acting import acting_user
from iro_module.iro_records.social_work_ties import works_on
from iro_module.iro_reviews import joint_booking
from iro_module.iro_reviews.booking import needs_agreement
from iro_module.iro_reviews.locking import locked
from iro_module.iro_reviews.notifying import notify
from iro_module.iro_reviews.statuses import BOOKED
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import holders
from iro_module.iro_setup.roles import IRO_MANAGER, SOCIAL_WORK

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview
	from iro_module.iro_reviews.doctype.review_postponement.review_postponement import ReviewPostponement

ASKED, APPROVED, REFUSED, WITHDRAWN = "Asked", "Approved", "Refused", "Withdrawn"
DOCTYPE = "Review Postponement"


@frappe.whitelist(methods=["POST"])
def put_off(review: str, to_on: str, reason: str, together: bool | int | str = False) -> dict[str, str]:
	"""Ask to put a review off; done at once where no agreement is needed.

	together: also the reviews that stand on the same day of its joint booking, each by a request of its own. All of
	them are asked for or none.
	"""
	if sbool(together):
		for other in joint_booking.on_the_same_day(review):
			_ask(other, to_on, reason)
	asked = _ask(review, to_on, reason)
	return {"name": asked.name, "state": asked.state}


def _ask(review: str, to_on: str, reason: str) -> "ReviewPostponement":
	return frappe.get_doc({"doctype": DOCTYPE, "review": review, "to_on": to_on, "reason": reason}).insert()


@frappe.whitelist(methods=["POST"])
def answer(postponement: str, agreed: bool | int | str, words: str = "") -> dict[str, str]:
	"""Agree to a request or refuse it. Agreement moves the booking; a refusal says why."""
	request = _locked(postponement)
	request.check_permission("read")
	if not may_answer(frappe.session.user, request):
		frappe.throw(_cannot_answer(request), NotYoursToAnswer)
	review = locked(request.review)
	if review.status != BOOKED or getdate(review.booked_on) != getdate(request.booked_on):
		frappe.throw(_overtaken(), PostponementRefused)
	agrees = bool(sbool(agreed))
	if not agrees and not words.strip():
		frappe.throw(_("Answer: say why the review is not put off."), PostponementRefused)
	_settle(request, APPROVED if agrees else REFUSED, words.strip(), frappe.session.user)
	if agrees:
		_apply(request, review)
	_tell(request)
	return {"name": request.name, "state": request.state}


@frappe.whitelist(methods=["POST"])
def withdraw(postponement: str) -> dict[str, str]:
	"""The person who asked takes the request back."""
	request = _locked(postponement)
	request.check_permission("read")
	if request.asked_by != frappe.session.user:
		frappe.throw(_("Only the person who asked takes a request back."), NotYoursToAnswer)
	_settle(request, WITHDRAWN, _("Taken back by the person who asked."), None)
	return {"name": request.name, "state": request.state}


def may_answer(user: str, request: Any) -> bool:
	"""An IRO Manager who did not ask, who holds no role of social work, and who does not work on the child's case."""
	held = frappe.get_roles(user)
	if IRO_MANAGER not in held or user == request.asked_by or set(SOCIAL_WORK) & set(held):
		return False
	return not works_on(user, request.child)


def offers(request: Any) -> dict[str, bool]:
	"""What the person at the desk may do with a request: answer it, take it back."""
	waits, user = request.state == ASKED, frappe.session.user
	return {
		"may_answer": waits and may_answer(user, request),
		"may_withdraw": waits and request.asked_by == user,
	}


def check_request(request: "ReviewPostponement") -> None:
	"""A new request: the review is booked, the day is later, a reason is given, and no other request waits."""
	review = locked(request.review)
	frappe.has_permission("IRO Review", "read", doc=review, throw=True)
	if review.status != BOOKED or not review.booked_on:
		frappe.throw(
			_("Review: only a booked review is put off, and only until its first meeting. Book it instead."),
			PostponementRefused,
		)
	was, to_on = getdate(review.booked_on), getdate(request.to_on)
	if to_on <= was:
		frappe.throw(
			_("Put off to: choose a day after {0}. An earlier day is booked without asking.").format(
				in_words(was)
			),
			PostponementRefused,
		)
	if to_on < today():
		frappe.throw(_("Put off to: {0} has passed.").format(in_words(to_on)), PostponementRefused)
	if not (request.reason or "").strip():
		frappe.throw(_("Why: say why the review is put off."), PostponementRefused)
	if _waiting(review.name):
		frappe.throw(
			_(
				"A request to put this review off is waiting for its answer. Take it back before asking again."
			),
			PostponementRefused,
		)
	request.update(
		{
			"child": review.child,
			"booked_on": was,
			"state": ASKED,
			"waiting_key": review.name,
			"asked_by": frappe.session.user,
			"answer": None,
			"decided_by": None,
			"decided_at": None,
		}
	)


def follow_request(request: "ReviewPostponement") -> None:
	"""What a new request sets off: the managers are told, or the booking moves at once.

	At once only where no agreement is needed and the person who asks may move the booking anyway.
	"""
	review = locked(request.review)
	if not needs_agreement() and frappe.has_permission("IRO Review", "write", doc=review):
		_settle(request, APPROVED, _("No agreement is needed on this site."), None)
		_apply(request, review)
		_tell(request)
		return
	for user in holders(IRO_MANAGER):
		if may_answer(user, request):
			notify(user, DOCTYPE, request.name, _("A request to put off a review is waiting for your answer"))


def fall_away(review: "IROReview") -> None:
	"""Requests that the booking has overtaken are withdrawn; one that is being carried out is not waiting."""
	if review.was("status") != BOOKED:
		return
	if review.status == BOOKED and not review.has_value_changed("booked_on"):
		return
	name = _waiting(review.name)
	if name:
		_settle(frappe.get_doc(DOCTYPE, name, for_update=True), WITHDRAWN, _overtaken(), None)


def _waiting(review: str) -> str | None:
	"""The request that waits for an answer. A unique column allows one, where two ask at the same moment."""
	return frappe.db.get_value(DOCTYPE, {"waiting_key": review})


def _overtaken() -> str:
	return _("The booking changed, or the review was held or closed, meanwhile.")


def _locked(postponement: str) -> "ReviewPostponement":
	"""The request as it stands now, the child's row and the review locked before it."""
	locked(frappe.db.get_value(DOCTYPE, postponement, "review"))
	request = frappe.get_doc(DOCTYPE, postponement, for_update=True)
	if request.state != ASKED:
		frappe.throw(
			_("This request has its answer already ({0}). Ask again if need be.").format(_(request.state)),
			PostponementRefused,
		)
	return request


def _settle(request: "ReviewPostponement", state: str, words: str, user: str | None) -> None:
	request.update({"state": state, "answer": words, "decided_by": user, "decided_at": now_datetime()})
	request.waiting_key = None
	request.flags.answering = True
	request.save(ignore_permissions=True)


def _apply(request: "ReviewPostponement", review: "IROReview") -> None:
	"""Move the booking, and nothing else: the request was checked, and answered by somebody who may."""
	review.booked_on = request.to_on
	review.flags.put_off = True
	review.save(ignore_permissions=True)


def _tell(request: "ReviewPostponement") -> None:
	iro = frappe.db.get_value("Looked After Child", request.child, "iro")
	words = {
		APPROVED: _("The review of one of your children was put off"),
		REFUSED: _("A request to put off a review was refused"),
	}[request.state]
	told: set[Any] = {iro, acting_user(request.child), request.asked_by} - {None, "", frappe.session.user}
	for user in sorted(told):
		subject = words if user != request.asked_by else _("Your request to put off a review was answered")
		notify(user, DOCTYPE, request.name, subject)


def _cannot_answer(request: "ReviewPostponement") -> str:
	if request.asked_by == frappe.session.user:
		return _("You asked for this yourself. Another IRO Manager answers it.")
	return _(
		"A request to put off a review is answered by an IRO Manager who holds no role of social work and does not "
		"work on the child's case. Leave it to one of them."
	)
