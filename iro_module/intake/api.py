"""The three methods that the integration user may call, and nothing else.

Whatever goes wrong is answered here by the class of the problem alone: an exception that left this module would
put its local variables, and so a child's data, into Frappe's Error Log.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _

from iro_module import __version__
from iro_module.domain.records import RecordType
from iro_module.intake import answering, ingesting, statements
from iro_module.intake.transactions import RetryBatch, is_passing
from iro_module.iro_setup import health as site_health
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import RECORDS_INTEGRATION

MAX_ENTRIES = 500
EVERYBODYS_ROLES = {"All", "Guest", "Desk User"}
"""Roles that Frappe gives by itself to everybody who is logged in."""


@frappe.whitelist(methods=["POST"])
def ingest(
	entries: list | str, notify: bool | int | str = True, statement: dict | str | None = None
) -> dict[str, Any] | None:
	"""Apply or refuse a batch of entries, at most 500; then close a full statement, where one is named.

	Answers {"outcomes": [{"outcome", "id", "faults"}], "voided": n}; 503 RetryBatch asks for the batch again.
	"""
	frappe.only_for(RECORDS_INTEGRATION)
	return _guarded(
		lambda: _ingest(frappe.parse_json(entries), frappe.utils.sbool(notify), frappe.parse_json(statement))
	)


@frappe.whitelist(methods=["GET", "POST"])
def planned_reviews() -> dict[str, Any] | None:
	"""The open reviews and standing notices of every child of the site."""
	frappe.only_for(RECORDS_INTEGRATION)
	return _guarded(answering.planned_reviews)


@frappe.whitelist(methods=["GET", "POST"])
def health() -> dict[str, Any] | None:
	"""Versions, the caller's roles, records known, the day, time zone, scheduler, nightly run, problems of the site."""
	frappe.only_for(RECORDS_INTEGRATION)
	return _guarded(
		lambda: {
			"app_version": __version__,
			"frappe_version": frappe.__version__,
			"today": today().isoformat(),
			"roles": sorted(set(frappe.get_roles()) - EVERYBODYS_ROLES),
			"record_types": [record_type.value for record_type in RecordType],
			**site_health.facts(),
			"problems": site_health.problems(),
		}
	)


def _ingest(entries: list[dict[str, Any]], notify: bool, statement: dict[str, Any] | None) -> dict[str, Any]:
	if len(entries) > MAX_ENTRIES:
		frappe.throw(_("Send at most {0} messages at once, not {1}.").format(MAX_ENTRIES, len(entries)))
	outcomes = ingesting.ingest(entries, notify=bool(notify)) if entries else []
	voided = 0
	if statement:
		if entries:
			frappe.db.commit()  # the batch and the statement are two transactions: each is whole by itself
		voided = statements.close_statement(
			statement["source"], int(statement["version"]), statement.get("except_children") or []
		)
	return {"outcomes": outcomes, "voided": voided}


def _guarded(work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
	"""Run it; on any failure roll back, log the class alone, and answer it as Frappe would have."""
	try:
		return work()
	except Exception as problem:  # noqa: BLE001 (answered and logged by its class, see above)
		frappe.db.rollback()
		frappe.clear_messages()
		kind = RetryBatch if is_passing(problem) else type(problem)
		frappe.logger("iro_module").error({"event": "request_failed", "problem": type(problem).__name__})
		frappe.local.response["http_status_code"] = getattr(kind, "http_status_code", 500)
		frappe.local.response["exc_type"] = kind.__name__
		return None
