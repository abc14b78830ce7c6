"""One booking for the reviews of several children, usually brothers and sisters.

The booking and the preparation are shared; record, participation, decisions and letter stay each child's own. The
earliest due date leads, and no due date moves. One child's part can move alone: it is put off on its own review, and
the others stay as they are. Titles and notes name no child.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.review_plan import LOOKED_AFTER_TRACK
from iro_module.domain.wording import in_words, listed, plural
from iro_module.exceptions import JointBookingRefused
from iro_module.iro_reviews.statuses import BEGUN, BOOKED, OPEN, PLANNED, open_key
from iro_module.iro_setup.child_lock import lock_children

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview
	from iro_module.iro_reviews.doctype.joint_review_booking.joint_review_booking import JointReviewBooking

DOCTYPE = "Joint Review Booking"
BOOKING = ("booked_on", "booked_at", "venue", "mode")
PREPARED = ("planning_talk_on", "consultation_sent_on", "interpreter", "interpreter_note")


def find_reviews(joint: "JointReviewBooking") -> dict[str, "IROReview"]:
	"""The review of each child, by child: the one of the booking, else the open one. The children are locked."""
	children = [row.child for row in joint.children]
	if len(set(children)) < len(children):
		frappe.throw(
			_("Children: a child is in the list twice. Take one of the rows out."), JointBookingRefused
		)
	if len(children) < 2:
		frappe.throw(
			_("Children: a joint booking is for two children or more. Book one child on its own review."),
			JointBookingRefused,
		)
	kept = {row.child: row.review for row in joint.was("children") or []}
	return {child: _review_of(child, kept.get(child)) for child in children}


def _review_of(child: str, kept: str | None) -> "IROReview":
	name = kept or frappe.db.get_value(
		"IRO Review", {"open_key": open_key(child, LOOKED_AFTER_TRACK, PLANNED)}
	)
	if not name:
		frappe.throw(
			_("Children: one of them has no open review. Take that child out, or plan a review first."),
			JointBookingRefused,
		)
	review = frappe.get_doc("IRO Review", name, for_update=True)
	if not kept and review.status in BEGUN:
		frappe.throw(
			_("Children: a meeting of one of these reviews was held already. Take that child out."),
			JointBookingRefused,
		)
	return review


def settle(joint: "JointReviewBooking", reviews: dict[str, "IROReview"]) -> None:
	"""What the rows and the head of the booking show, from the reviews as they stand."""
	stored = {row.child: row for row in joint.was("children") or []}
	for row in joint.children:
		review = reviews[row.child]
		row.review, row.due_on = review.name, review.due_on
		row.moved_alone_to = stored[row.child].moved_alone_to if row.child in stored else None
	show(joint, reviews)


def show(joint: "JointReviewBooking", reviews: dict[str, "IROReview"]) -> None:
	"""Title, leading date and the note on children booked after their due date: without anybody's name."""
	together = [
		reviews[row.child]
		for row in joint.children
		if not row.moved_alone_to and reviews[row.child].status in OPEN
	]
	joint.leading_due_on = min((getdate(review.due_on) for review in together), default=None)
	joint.title = f"{plural_children(len(joint.children))}, {in_words(getdate(joint.booked_on))}"
	late = sorted({getdate(one.due_on) for one in together if getdate(joint.booked_on) > getdate(one.due_on)})
	joint.note = _late(joint, together, late) if late else None


def _late(joint: "JointReviewBooking", together: list["IROReview"], dates: list[date]) -> str:
	count = sum(getdate(one.due_on) in dates for one in together)
	return _("Booked after the due date of {0} of {1}: {2}. The other dates are kept.").format(
		count, plural_children(len(joint.children)), listed([in_words(day) for day in dates])
	)


def plural_children(count: int) -> str:
	return f"{count} {'child' if count == 1 else 'children'}"


def book_reviews(joint: "JointReviewBooking", reviews: dict[str, "IROReview"]) -> None:
	"""Put the booking on each review that goes with it, and take it off those that no longer do."""
	for row in sorted(joint.children, key=lambda row: row.child):
		review = reviews[row.child]
		if review.status not in OPEN:
			continue
		joined = review.joint_booking != joint.name
		review.joint_booking = joint.name
		review.flags.joint = True
		if review.status not in BEGUN and not row.moved_alone_to:
			review.update({field: joint.get(field) for field in BOOKING if _shared(joint, field, joined)})
		review.update({field: joint.get(field) for field in PREPARED if _shared(joint, field, joined)})
		review.save()
	here = {row.child for row in joint.children}
	for row in joint.was("children") or []:
		if row.child not in here:
			_let_go(row.review)


def _shared(joint: "JointReviewBooking", field: str, joined: bool) -> bool:
	"""What was changed on the booking goes to each review; what was entered on one review alone stays there."""
	now, was = joint.get(field), joint.was(field)
	if field == "booked_on":
		return True
	if joined:
		return bool(now) and now != "Not needed"
	return str(now or "") != str(was or "")


def _let_go(name: str) -> None:
	review = frappe.get_doc("IRO Review", name, for_update=True)
	if review.status in OPEN:
		review.joint_booking = None
		review.flags.joint = True
		review.save()


def note_move(review: "IROReview") -> None:
	"""The review of a joint booking now stands on a day of its own, or on the joint day again."""
	if not review.joint_booking or review.flags.joint or not review.has_value_changed("booked_on"):
		return
	joint = frappe.get_doc(DOCTYPE, review.joint_booking, for_update=True)
	together = bool(review.booked_on) and getdate(review.booked_on) == getdate(joint.booked_on)
	for row in joint.children:
		if row.review == review.name:
			row.moved_alone_to = None if together else review.booked_on
	reviews = {row.child: frappe.get_doc("IRO Review", row.review) for row in joint.children}
	reviews[review.child] = review
	_move_along(joint)
	show(joint, reviews)
	joint.flags.following = True
	joint.save(ignore_permissions=True)


def _move_along(joint: "JointReviewBooking") -> None:
	"""Where every part was moved to the same day, that is the day of the booking."""
	days = {str(row.moved_alone_to) if row.moved_alone_to else None for row in joint.children}
	if len(days) == 1 and None not in days:
		joint.booked_on = getdate(days.pop())
		for row in joint.children:
			row.moved_alone_to = None


def note_keeps(review: "IROReview") -> None:
	"""The link to the booking is set by the booking alone."""
	if not review.flags.joint:
		review.keep_as_stored(("joint_booking",))


def on_the_same_day(review: str) -> list[str]:
	"""The other reviews of its joint booking that stand on its day. The children are locked, in sorted order."""
	joint = frappe.db.get_value("IRO Review", review, "joint_booking")
	if not joint:
		frappe.throw(
			_("This review is not booked together with others. Put it off alone."), JointBookingRefused
		)
	rows = _rows_of(joint)
	lock_children(row.child for row in rows)
	day = next(row.moved_alone_to for row in rows if row.review == review)
	on_it = [row.review for row in rows if row.review != review and row.moved_alone_to == day]
	return [name for name in on_it if _is_booked(name)]


def _is_booked(review: str) -> bool:
	return frappe.db.get_value("IRO Review", review, "status") == BOOKED


def _rows_of(joint: str) -> list[Any]:
	return frappe.get_all(
		"Joint Booking Child",
		filters={"parent": joint, "parenttype": DOCTYPE},
		fields=["child", "review", "moved_alone_to"],
		order_by="child",
	)


def words_of(review: "IROReview") -> str | None:
	"""How many other children a review is booked with, for its form."""
	if not review.joint_booking:
		return None
	rows = _rows_of(review.joint_booking)
	others = len(rows) - 1
	mine = next((row for row in rows if row.review == review.name), None)
	words = _("Booked together with {0}.").format(plural(others, "other child").replace("childs", "children"))
	if mine and mine.moved_alone_to:
		words += " " + _("This part was moved alone; the others stay.")
	return words
