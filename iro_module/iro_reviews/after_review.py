"""After a review: what is sent and written, by when, the manager's reply to the decisions and the answer to that.

A completed review keeps what it says. Days of sending, recipients and addenda are added; nothing else is written.
"No reply" is not "agreed": where the manager stays silent the decisions stand.
"""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, getdate

from iro_module.domain.document_clock import AfterReview, Answer, Reply, document_clock
from iro_module.domain.wording import in_words
from iro_module.exceptions import DocumentDateWrong, ReviewClosed, WithheldWithoutReason
from iro_module.iro_reviews import addenda, names_of_others
from iro_module.iro_reviews.statuses import CLOSED, COMPLETED
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

DATES = ("decisions_sent_on", "care_plan_updated_on", "record_completed_on", "distributed_on")
SENT = ("decisions_sent_on", "distributed_on")
"""Days on which a copy left the service."""
OF_THE_MANAGER = (
	"manager_reply", "manager_replied_on", "manager_replied_by", "manager_reply_words", "signed_off_on",
)  # fmt: skip
OF_THE_ANSWER = ("query_answered_on", "query_answered_by", "query_answer")
WRITTEN_AFTER = frozenset(
	{*DATES, *OF_THE_MANAGER, *OF_THE_ANSWER, "recipients", "addenda", names_of_others.FIELD}
)
SKIPPED = frozenset({"Section Break", "Column Break", "Tab Break", "HTML"})


def is_closed(review: "IROReview") -> bool:
	"""Whether the review was closed before this save."""
	return review.was("status") in CLOSED


def check(review: "IROReview") -> None:
	"""What may be written on a closed review: nothing, but what is added to a completed one. Raises ReviewClosed."""
	_refuse_everything_else(review)
	_keep_what_was_said(review)
	check_dates(review)
	_check_recipients(review)
	names_of_others.keep_choices(review)
	names_of_others.check_before_sending(review, SENT)
	addenda.check(review)


def start(review: "IROReview") -> None:
	"""On the day of completion, and before: no reply and no answer to it, and no addendum yet."""
	_keep_what_was_said(review)
	check_dates(review)
	_check_recipients(review)
	names_of_others.keep_choices(review)
	names_of_others.check_before_sending(review, SENT)
	addenda.check(review)


def _keep_what_was_said(review: "IROReview") -> None:
	"""The manager's reply and the answer to it come through their own methods, never from the form."""
	if not review.flags.by_the_manager:
		review.keep_as_stored(OF_THE_MANAGER)
	if not review.flags.answering:
		review.keep_as_stored(OF_THE_ANSWER)


def check_dates(review: "IROReview") -> None:
	"""The days on which papers went out are not to come, nor before the review. Raises DocumentDateWrong."""
	for fieldname in DATES:
		day = review.get(fieldname)
		if not day:
			continue
		label = _(review.meta.get_label(fieldname))
		if not review.completed_on:
			frappe.throw(_("{0}: complete the review first.").format(label), DocumentDateWrong)
		if not getdate(review.completed_on) <= getdate(day) <= today():
			frappe.throw(
				_("{0}: enter a day from {1}, the day of the review, to today.").format(
					label, in_words(getdate(review.completed_on))
				),
				DocumentDateWrong,
			)


def clock(review: "IROReview") -> list[dict[str, Any]]:
	"""The deadlines after a completed review as they stand today, for the form, lists and prints."""
	if review.status != COMPLETED or not review.completed_on:
		return []
	return [
		{
			"what": one.what,
			"due_on": one.due.on.isoformat() if one.due else None,
			"counted": one.due.words if one.due else None,
			"standing": one.status.value,
			"words": one.words,
		}
		for one in document_clock(as_after_review(review), today(), policy_in_force())
	]


def as_after_review(row: Any) -> AfterReview:
	"""The days of a review, a document or a row, as the clock reads them."""

	def day(fieldname: str):
		return getdate(row.get(fieldname)) if row.get(fieldname) else None

	replied = row.get("manager_reply") and day("manager_replied_on")
	return AfterReview(
		completed_on=getdate(row.get("completed_on")),
		decisions_sent_on=day("decisions_sent_on"),
		reply=Reply(Answer(row.get("manager_reply")), day("manager_replied_on")) if replied else None,
		query_answered_on=day("query_answered_on"),
		care_plan_updated_on=day("care_plan_updated_on"),
		record_completed_on=day("record_completed_on"),
		distributed_on=day("distributed_on"),
		signed_off_on=day("signed_off_on"),
	)


def _refuse_everything_else(review: "IROReview") -> None:
	stored = review.get_doc_before_save()
	allowed = WRITTEN_AFTER if stored.status == COMPLETED else frozenset()
	for df in review.meta.fields:
		if df.fieldtype in SKIPPED or df.fieldname in allowed:
			continue
		if _value(df, review) != _value(df, stored):
			frappe.throw(
				_(
					"This review is closed ({0}): {1} is not written over. Add an addendum if something is to be put "
					"right."
				).format(_(stored.status), _(df.label)),
				ReviewClosed,
			)


def _value(df: Any, doc: Any) -> Any:
	"""A field's value in one form, however a form or an API writes it."""
	value = doc.get(df.fieldname)
	if df.fieldtype == "Table":
		fields = [one for one in frappe.get_meta(df.options).fields if one.fieldtype not in SKIPPED]
		return [tuple(_value(one, row) for one in fields) for row in value or []]
	if df.fieldtype == "Date":
		return getdate(value) if value else None
	if df.fieldtype == "Datetime":
		return get_datetime(value) if value else None
	if df.fieldtype in ("Check", "Int"):
		return cint(value)
	if df.fieldtype == "Time":
		return cstr(value).split(".")[0].zfill(8) if value else ""
	return cstr(value)


def _check_recipients(review: "IROReview") -> None:
	for row in review.recipients:
		if row.withheld and not (row.withheld_because or "").strip():
			frappe.throw(
				_("Recipients, row {0}: say why the record was not sent, or sent in part.").format(row.idx),
				WithheldWithoutReason,
			)
		if row.sent_on and not (
			review.completed_on and getdate(review.completed_on) <= getdate(row.sent_on) <= today()
		):
			frappe.throw(
				_("Recipients, row {0}: enter a day from the review to today.").format(row.idx),
				DocumentDateWrong,
			)
