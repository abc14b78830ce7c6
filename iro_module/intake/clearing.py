"""What messages said, cleared once it is old: the row of each message, and what became of it, stays for good."""

from datetime import date

import frappe

from iro_module.domain.intake import Outcome
from iro_module.domain.months import months_later
from iro_module.intake.inbox import DOCTYPE, OPEN, PAYLOAD
from iro_module.intake.transactions import begin_read_committed

CHUNK = 1_000


def clear_payloads(on: date) -> int:
	"""Clear what messages said that were received longer ago than `IRO Settings` keeps it; how many were cleared.

	Refusals that nobody has dealt with keep theirs. Each chunk is a transaction of its own.
	"""
	begin_read_committed()
	months = frappe.db.get_single_value("IRO Settings", "payload_months")
	if not months:
		return 0
	before, cleared = months_later(on, -months), 0
	while names := _old(before):
		frappe.db.delete(PAYLOAD, {"name": ("in", names)})
		message = frappe.qb.DocType(DOCTYPE)
		frappe.qb.update(message).set(message.payload_cleared_on, on).where(message.name.isin(names)).run()
		frappe.db.commit()
		cleared += len(names)
	return cleared


def _old(before: date) -> list[str]:
	message, payload = frappe.qb.DocType(DOCTYPE), frappe.qb.DocType(PAYLOAD)
	waits = (message.outcome == Outcome.REFUSED.value) & (message.handling == OPEN)
	return (
		frappe.qb.from_(payload)
		.join(message)
		.on(message.name == payload.name)
		.where((message.received_at < before) & waits.negate())
		.select(payload.name)
		.orderby(payload.name)
		.limit(CHUNK)
		.run(pluck=True)
	)
