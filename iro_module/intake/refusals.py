"""Refused messages in the hands of a person: taken in again once the cause is mended, or discarded with a reason.

What was done, by whom, when and why is kept on the message. What a message says is read here by the site, never shown:
that right the data officer alone has. A message about a restricted child is dealt with by the IRO Manager.
"""

from collections import Counter
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from iro_module.contract.decoding import decode
from iro_module.domain.intake import Outcome
from iro_module.exceptions import DiscardReasonMissing, RefusalNotRetried, TooManyAtOnce
from iro_module.intake import ingesting
from iro_module.intake.inbox import DOCTYPE, OPEN, PAYLOAD
from iro_module.intake.transactions import is_passing
from iro_module.iro_setup.roles import DATA_OFFICER, IRO_MANAGER

MOST_AT_ONCE = 200
ATTEMPTS = 3
RETRIED, DISCARDED, OPENED_AGAIN = "Retried", "Discarded", "Opened again"


@frappe.whitelist(methods=["POST"])
def retry(messages: list | str) -> dict[str, Any]:
	"""Take refused messages in again, as they were received, at most 200.

	Answers how many had which outcome, and `left`: message id and why, of those that could not be retried.
	"""
	rows, left = _asked_for(messages)
	entries = {}
	for row in rows:
		body = frappe.db.get_value(PAYLOAD, row.name, "payload")
		if problem := _why_not_retried(row, body):
			left.append({"message": row.message_id or row.name, "why": problem})
		else:
			entries[row.name] = {
				"body": body,
				"digest": row.digest,
				"source": row.source,
				"id": row.message_id,
			}
	outcomes = dict(zip(entries, _ingested(list(entries.values())), strict=True))
	for name, outcome in outcomes.items():
		_note(name, RETRIED, OPEN if outcome == Outcome.REFUSED.value else RETRIED, outcome=outcome)
	return {"outcomes": Counter(outcomes.values()), "left": left}


@frappe.whitelist(methods=["POST"])
def discard(messages: list | str, because: str) -> dict[str, Any]:
	"""Say of refused messages, at most 200, that nothing is to come of them, and why. Answers like `retry`."""
	if not (because or "").strip():
		frappe.throw(_("Say why the messages are discarded."), DiscardReasonMissing)
	rows, left = _asked_for(messages)
	discarded = 0
	for row in rows:
		if problem := _why_not_dealt_with(row):
			left.append({"message": row.message_id or row.name, "why": problem})
		else:
			_note(row.name, DISCARDED, DISCARDED, because=because.strip())
			discarded += 1
	return {"outcomes": {"discarded": discarded}, "left": left}


@frappe.whitelist(methods=["POST"])
def reopen(message: str, because: str) -> None:
	"""Take back that a message was discarded, and say why."""
	if not (because or "").strip():
		frappe.throw(_("Say why the message is opened again."), DiscardReasonMissing)
	rows, left = _asked_for([message])
	if left or rows[0].handling != DISCARDED:
		frappe.throw(
			_("The message is not discarded. Load the page again to see how it stands."),
			RefusalNotRetried,
		)
	_note(message, OPENED_AGAIN, OPEN, because=because.strip())


def _asked_for(messages: list | str) -> tuple[list[Any], list[dict[str, str]]]:
	"""The rows that this person may deal with, and a word on the others."""
	frappe.only_for((DATA_OFFICER, IRO_MANAGER))
	names = list(dict.fromkeys(frappe.parse_json(messages)))
	if len(names) > MOST_AT_ONCE:
		frappe.throw(
			_("Choose at most {0} messages at once, not {1}.").format(MOST_AT_ONCE, len(names)), TooManyAtOnce
		)
	rows = frappe.get_list(
		DOCTYPE,
		filters={"name": ("in", names)},
		fields=["name", "message_id", "source", "digest", "outcome", "handling"],
		order_by="received_at, name",
		limit_page_length=0,
	)
	unknown = set(names) - {row.name for row in rows}
	return rows, [{"message": name, "why": _("You do not reach this message.")} for name in sorted(unknown)]


def _why_not_dealt_with(row: Any) -> str | None:
	if row.outcome != Outcome.REFUSED.value:
		return _("It was applied meanwhile.")
	return _("It was discarded.") if row.handling == DISCARDED else None


def _why_not_retried(row: Any, body: str | None) -> str | None:
	if problem := _why_not_dealt_with(row):
		return problem
	if body is None:
		return _("What it said has been cleared. Have it sent again from the council's system.")
	if decode(body.encode("utf-8", "surrogatepass")).value is None:
		return _("It is no message that could be read. Correct it at its source and send it again.")
	return None


def _ingested(entries: list[dict[str, Any]]) -> list[str]:
	"""Their outcomes. A failure is told by its class alone, as in `api`."""
	failed = ""
	for _attempt in range(ATTEMPTS):
		try:
			return [answer["outcome"] for answer in ingesting.ingest(entries, notify=True)] if entries else []
		except Exception as problem:  # noqa: BLE001 (answered below)
			frappe.db.rollback()
			failed = type(problem).__name__
			if not is_passing(problem):
				break
	frappe.clear_messages()
	frappe.logger("iro_module").error({"event": "retry_failed", "problem": failed})
	return frappe.throw(
		_(
			"The messages could not be taken in just now ({0}). Nothing was changed: try again in a minute, and if it "
			"goes on, tell whoever looks after the platform."
		).format(failed),
		RefusalNotRetried,
	)


def _note(
	name: str, action: str, handling: str, *, because: str | None = None, outcome: str | None = None
) -> None:
	"""Keep what this person did, beside the message."""
	message: Document = frappe.get_doc(DOCTYPE, name, for_update=True)
	message.handling = handling
	message.append(
		"handlings",
		{
			"action": action,
			"handled_by": frappe.session.user,
			"handled_on": now_datetime(),
			"because": because,
			"outcome": outcome,
		},
	)
	message.flags.planned = True
	message.save(ignore_permissions=True)
