"""The agenda of a review, set out from the sections that administrators edit."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.care_events import SECURE_PANEL_TRACK
from iro_module.domain.months import birthday
from iro_module.exceptions import ReviewClosed
from iro_module.iro_reviews.statuses import BEGUN
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def set_out_when_begun(review: "IROReview") -> None:
	"""With the first meeting the agenda is there to be written into; rows may be added and taken away."""
	if review.status in BEGUN and review.was("status") not in BEGUN and review.track != SECURE_PANEL_TRACK:
		_set_out(review)


@frappe.whitelist(methods=["POST"])
def set_out(review: str) -> int:
	"""Add the sections that the agenda of an open review lacks; returns how many. Needs leave to write the agenda."""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("write")
	if not doc.has_permlevel_access_to("agenda", permission_type="write"):
		raise frappe.PermissionError
	if not doc.is_open:
		frappe.throw(_("The review is closed. Add an addendum to it."), ReviewClosed)
	added = _set_out(doc)
	if added:
		doc.save()
	return added


def _set_out(review: "IROReview") -> int:
	there = {row.section for row in review.agenda}
	wanted = [name for name in sections(review.child) if name not in there]
	for name in wanted:
		review.append("agenda", {"section": name})
	return len(wanted)


def sections(child: str) -> list[str]:
	"""The sections in use that fit the child's age today, in their order; all of them where the age is not known."""
	born = frappe.db.get_value("Looked After Child", child, "birth_date")
	rows = frappe.get_all(
		"Review Agenda Section",
		filters={"enabled": 1},
		fields=["name", "from_age", "to_age"],
		order_by="position, name",
	)
	return [row.name for row in rows if not born or _fits(row, getdate(born))]


def _fits(row: frappe._dict, born) -> bool:
	"""From the birthday of the one age to the day before the birthday after the other."""
	old_enough = not row.from_age or birthday(born, row.from_age) <= today()
	return old_enough and (not row.to_age or today() < birthday(born, row.to_age + 1))
