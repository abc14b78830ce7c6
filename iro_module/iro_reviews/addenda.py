"""Addenda: how a completed review is put right. Rows are added, signed and dated by the server; none is changed."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from iro_module.exceptions import AddendumIncomplete, KeptAsWritten
from iro_module.iro_records.acting import refuse_unless_acting
from iro_module.iro_reviews.statuses import COMPLETED
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def check(review: "IROReview") -> None:
	"""The rows on file stand first and as they are; new ones are written by whoever acts for the child."""
	stored = review.get_doc_before_save()
	kept = {row.name: row for row in stored.addenda} if stored else {}
	given = {row.name: row for row in review.addenda if row.name in kept}
	for name, before in kept.items():
		if name not in given or _told(given[name]) != _told(before):
			frappe.throw(_("An addendum stays as it was written. Add another one."), KeptAsWritten)
	added = [row for row in review.addenda if row.name not in kept]
	if added:
		refuse_unless_acting(review.child)
	for row in added:
		_sign(review, row)
	review.set("addenda", [*kept.values(), *added])


def _sign(review: "IROReview", row: frappe._dict) -> None:
	if review.status != COMPLETED:
		frappe.throw(_("Addenda: they are for completed reviews."), AddendumIncomplete)
	if not (row.words or "").strip():
		frappe.throw(_("Addendum: say what is to be added."), AddendumIncomplete)
	if row.happened_on and getdate(row.happened_on) > today():
		frappe.throw(_("Addendum, About the day: it is still to come."), AddendumIncomplete)
	row.added_on, row.added_by = now_datetime(), frappe.session.user


def _told(row: frappe._dict) -> tuple[object, ...]:
	return (getdate(row.happened_on) if row.happened_on else None, row.words or "")
