"""What a save on the desk sets off: the child is planned again, in the same transaction."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.domain.wording import in_words
from iro_module.intake import next_review
from iro_module.intake.planning import ping, replan_children
from iro_module.iro_reviews.notifying import notify


def review_saved(doc: Document, _event: str | None = None) -> None:
	"""A person held, booked, cancelled or added a review. The planner's own writes set nothing off."""
	if not doc.flags.planned:
		replan_children([doc.child])
		next_review.book(doc)


def decision_saved(doc: Document, _event: str | None = None) -> None:
	"""A decision was told of, closed or looked at. Saves of a review are followed by that of the review itself."""
	if not doc.flags.of_a_review:
		replan_children([doc.child])


def midway_saved(doc: Document, _event: str | None = None) -> None:
	"""A person held a midway review, or began or took back one."""
	if not doc.flags.planned:
		replan_children([doc.child])


def child_saved(doc: Document, _event: str | None = None) -> None:
	"""A person allocated an IRO, who is told, or set a flag."""
	if doc.flags.planned:
		return
	if doc.iro and doc.has_value_changed("iro"):
		_tell(doc.iro, doc, _("A child has been allocated to you"))
	replan_children([doc.name])


def visit_saved(doc: Document, _event: str | None = None) -> None:
	"""A person recorded a visit, a conversation or a reading: closer oversight counts from the last look."""
	if frappe.db.get_value("Looked After Child", doc.child, "closer_oversight"):
		replan_children([doc.child])


def absence_saved(doc: Document, _event: str | None = None) -> None:
	"""A person recorded, changed or cancelled an absence: whoever covers is told, and the children's rows say so."""
	before = doc.get_doc_before_save()
	if doc.covering_iro and not doc.cancelled and (not before or before.covering_iro != doc.covering_iro):
		_tell(doc.covering_iro, doc, _("You cover from {0}").format(in_words(getdate(doc.from_on))))
	iros = {doc.iro, before.iro if before else doc.iro}
	replan_children(frappe.get_all("Looked After Child", {"iro": ("in", list(iros))}, pluck="name"))


def _tell(user: str, doc: Document, subject: str) -> None:
	"""A notification in the desk, unless the council has switched them off. Names no child."""
	if user != frappe.session.user and frappe.db.get_single_value("IRO Settings", "notify_in_desk"):
		ping(notify(user, doc.doctype, doc.name, subject))


def change_saved(doc: Document, _event: str | None = None) -> None:
	"""Somebody reported, corrected or withdrew a change, or decided about one; the form shows what follows."""
	if doc.flags.planned:
		return
	replan_children([doc.child])
	doc.reload()
	if doc.joined_to:
		_say_it_is_on_record(doc.joined_to)


def _say_it_is_on_record(name: str) -> None:
	row = frappe.db.get_value(
		"Change of Circumstances", name, ["description", "told_on", "creation"], as_dict=True
	)
	since = in_words(getdate(row.told_on or row.creation))
	frappe.msgprint(
		_("Already on record since {0}: {1}. Your report is noted there.").format(
			since, frappe.utils.escape_html(row.description)
		),
		title=_("One change, told twice"),
		indicator="blue",
	)
