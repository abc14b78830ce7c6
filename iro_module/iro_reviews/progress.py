"""Progress of a decision, as the person responsible tells it: rows are added, never changed or removed.

Progress closes nothing. "Delayed, outside our control" says why, and when it is looked at again.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from iro_module.domain.wording import in_words
from iro_module.exceptions import KeptAsWritten, ProgressIncomplete
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.review_decision.review_decision import ReviewDecision

DELAYED_OUTSIDE = "Delayed, outside our control"
TOLD = ("on_day", "progress", "words", "look_again_on")
DATES = ("on_day", "look_again_on")


def check(decision: "ReviewDecision") -> None:
	"""The rows on file stand first and as they are; each new one is complete, and signed and dated by the server."""
	stored = decision.get_doc_before_save()
	kept = {row.name: row for row in stored.progress} if stored else {}
	given = {row.name: row for row in decision.progress if row.name in kept}
	for name, before in kept.items():
		if name not in given or _told(given[name]) != _told(before):
			frappe.throw(
				_("Progress that was written down stays as it is. Add a row that says what has changed."),
				KeptAsWritten,
			)
	added = [row for row in decision.progress if row.name not in kept]
	for row in added:
		_check_row(row)
		row.told_by, row.written_at = frappe.session.user, now_datetime()
	decision.set("progress", [*kept.values(), *added])


def _check_row(row: frappe._dict) -> None:
	if not row.on_day:
		row.on_day = today()
	if getdate(row.on_day) > today():
		frappe.throw(
			_("Progress, On: {0} is still to come.").format(in_words(getdate(row.on_day))), ProgressIncomplete
		)
	if row.progress != DELAYED_OUTSIDE:
		return
	if not (row.words or "").strip():
		frappe.throw(_("Progress, In words: say what delays it."), ProgressIncomplete)
	if not row.look_again_on or getdate(row.look_again_on) <= getdate(row.on_day):
		frappe.throw(
			_("Progress, Look again on: enter a day after {0}.").format(in_words(getdate(row.on_day))),
			ProgressIncomplete,
		)


def _told(row: frappe._dict) -> tuple[object, ...]:
	"""What a row says, however the form writes it."""
	return tuple(
		(getdate(row.get(field)) if row.get(field) else None) if field in DATES else row.get(field) or ""
		for field in TOLD
	)
