"""The nightly job: every child planned again, so that what time alone brings about shows in the morning."""

import frappe
from frappe.utils import now_datetime

from iro_module.intake.clearing import clear_payloads
from iro_module.intake.planning import Effects, load, ping, replan_locked
from iro_module.intake.transactions import begin_read_committed, is_passing
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

CHUNK = 200
ATTEMPTS = 5


def run() -> None:
	"""Plan all children in chunks, each a transaction of its own; note when it was finished.

	A second run on the same day changes nothing. A chunk that meets a deadlock is tried again.
	"""
	last = ""
	while names := _next_names(last):
		_plan_chunk(names)
		last = names[-1]
	clear_payloads(today())
	begin_read_committed()
	frappe.db.set_single_value("IRO Settings", "nightly_run_at", now_datetime(), update_modified=False)
	frappe.db.commit()


def _next_names(after: str) -> list[str]:
	child = frappe.qb.DocType("Looked After Child")
	return (
		frappe.qb.from_(child)
		.where(child.name > after)
		.select(child.name)
		.orderby(child.name)
		.limit(CHUNK)
		.run(pluck=True)
	)


def _plan_chunk(names: list[str]) -> None:
	for attempt in range(1, ATTEMPTS + 1):
		try:
			effects = _plan(names)
		except Exception as problem:
			frappe.db.rollback()
			if not is_passing(problem) or attempt == ATTEMPTS:
				raise
			continue
		ping(effects.told)
		frappe.db.commit()
		return


def _plan(names: list[str]) -> Effects:
	begin_read_committed()
	lock_children(names)
	return replan_locked(load(names), today(), policy_in_force(), notify=True)
