"""What people do for several children at once: book brothers and sisters together, say one thing on all records."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.names_in_text import names_in, parts_of
from iro_module.domain.review_plan import LOOKED_AFTER_TRACK
from iro_module.domain.wording import in_words
from iro_module.exceptions import JointBookingRefused, NamesAnotherChild
from iro_module.iro_records.relationships import siblings_of
from iro_module.iro_reviews.joint_booking import BOOKING, DOCTYPE
from iro_module.iro_reviews.statuses import BOOKED, PLANNED
from iro_module.iro_setup.child_lock import lock_children

SECTIONS = ("childs_view", "working_well", "worry", "decision")


def said_for_all() -> str:
	"""What marks text that stands on the records of all children of a booking. It names none of them."""
	return _("(Said for all children of this booking.)")


@frappe.whitelist()
def brothers_and_sisters(review: str) -> list[dict[str, Any]]:
	"""The brothers and sisters on record whose reviews are planned or booked and reached by this person."""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("write")
	rows = frappe.get_list(
		"IRO Review",
		filters={
			"child": ("in", siblings_of(doc.child) or [""]),
			"status": ("in", [PLANNED, BOOKED]),
			"track": LOOKED_AFTER_TRACK,
		},
		fields=["name", "child", "child_title", "due_on", "booked_on"],
		order_by="due_on",
		limit_page_length=20,
	)
	return [{**row, "due": in_words(getdate(row.due_on))} for row in rows]


@frappe.whitelist(methods=["POST"])
def book_together(review: str, children: list | str, booked_on: str, **more: str) -> str:
	"""One booking for this review's child and others; returns its name. Each review is written as the person may."""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("write")
	if doc.joint_booking:
		frappe.throw(
			_("This review is part of a joint booking already. Add the child there."), JointBookingRefused
		)
	wanted = list(dict.fromkeys([doc.child, *frappe.parse_json(children)]))
	joint = frappe.new_doc(DOCTYPE)
	joint.update({field: more.get(field) or None for field in BOOKING})
	joint.booked_on = booked_on
	for child in wanted:
		joint.append("children", {"child": child})
	joint.insert()
	return joint.name


@frappe.whitelist(methods=["POST"])
def copy_agenda_text(review: str, section: str, to_reviews: list | str) -> list[str]:
	"""Add what one section of the agenda says to other reviews of the booking, marked as said for all.

	Refused where the text names a child of the booking. Returns the reviews written.
	"""
	wanted = list(dict.fromkeys(frappe.parse_json(to_reviews)))
	names = [review, *wanted]
	children = dict(
		frappe.get_all("IRO Review", filters={"name": ("in", names)}, fields=["name", "child"], as_list=True)
	)
	lock_children(children.values())
	docs = {name: frappe.get_doc("IRO Review", name, for_update=True) for name in names}
	for doc in docs.values():
		doc.check_permission("write")
	source = docs[review]
	if not source.joint_booking or {doc.joint_booking for doc in docs.values()} != {source.joint_booking}:
		frappe.throw(
			_("Copy: these reviews are not booked together. Copy only between reviews of one booking."),
			JointBookingRefused,
		)
	texts = _texts(source, section)
	_refuse_names(source.joint_booking, texts)
	for name in wanted:
		_add(docs[name], section, texts)
		docs[name].save()
	return wanted


def _texts(source: Any, section: str) -> dict[str, str]:
	row = next((one for one in source.agenda if one.section == section), None)
	texts = {field: (row.get(field) or "").strip() for field in SECTIONS if row}
	texts = {field: text.replace(said_for_all(), "").strip() for field, text in texts.items() if text}
	# What a child said is that child's own.
	texts.pop("childs_view", None)
	if not texts:
		frappe.throw(
			_("Copy: this section says nothing that can be said for all. The child's view is never copied."),
			JointBookingRefused,
		)
	return texts


def _refuse_names(booking: str, texts: dict[str, str]) -> None:
	children = frappe.get_all("Joint Booking Child", filters={"parent": booking}, pluck="child")
	names = frappe.get_all("Looked After Child", filters={"name": ("in", children)}, pluck="first_name")
	parts = {part for name in names for part in parts_of(name or "")}
	if any(names_in(text, parts) for text in texts.values()):
		frappe.throw(
			_("Copy: the text names one of the children. Write it so that it fits all of them, then copy."),
			NamesAnotherChild,
		)


def _add(target: Any, section: str, texts: dict[str, str]) -> None:
	row = next((one for one in target.agenda if one.section == section), None)
	row = row or target.append("agenda", {"section": section})
	for field, text in texts.items():
		marked = f"{text} {said_for_all()}"
		before = (row.get(field) or "").strip()
		if marked not in before:
			row.set(field, f"{before}\n{marked}".strip())
