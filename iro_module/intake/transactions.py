"""The transaction rules of everything that plans.

Frappe reads (authentication) before our code under REPEATABLE READ, so a plain SELECT after waiting for a lock would
see old rows and a second review would be raised. Whatever plans locks the child's row first, in sorted order.
"""

from collections.abc import Iterable

import frappe

from iro_module.domain.records import child_name
from iro_module.iro_setup.child_lock import lock_children

CHILD = "Looked After Child"


class RetryBatch(frappe.ValidationError):
	"""The transaction was lost to a deadlock or a lock time-out; the sender repeats the batch as it was."""

	http_status_code = 503


def begin_read_committed() -> None:
	"""Start afresh in READ COMMITTED, before the first read of our own."""
	frappe.db.sql("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
	frappe.db.rollback()


def lock_or_create_children(child_ids: Iterable[str]) -> None:
	"""Make bare children of ids not on file, then lock all of them; two senders of one new child wait in line.

	Not INSERT IGNORE: where the row is there by then, that takes a shared lock, and two waiting senders that then
	ask for the exclusive one would deadlock. ON DUPLICATE KEY UPDATE asks for the exclusive lock at once.
	"""
	ids = {child_name(child_id): child_id for child_id in child_ids}
	now, user = frappe.utils.now(), frappe.session.user
	for name in sorted(ids.keys() - _on_file(ids)):
		frappe.db.sql(
			"""INSERT INTO `tabLooked After Child`
			(name, creation, modified, owner, modified_by, docstatus, idx, child_id, full_name)
			VALUES (%(name)s, %(now)s, %(now)s, %(user)s, %(user)s, 0, 0, %(child_id)s, %(child_id)s)
			ON DUPLICATE KEY UPDATE name = VALUES(name)""",
			{"name": name, "now": now, "user": user, "child_id": ids[name]},
		)
	lock_children(ids)


def _on_file(names: Iterable[str]) -> set[str]:
	wanted = list(names)
	if not wanted:
		return set()
	child = frappe.qb.DocType(CHILD)
	return set(frappe.qb.from_(child).where(child.name.isin(wanted)).select(child.name).run(pluck=True))


def is_passing(problem: Exception) -> bool:
	"""Whether the database gave up for a reason that passes: a deadlock, or a lock waited for too long."""
	return isinstance(problem, RetryBatch | frappe.QueryDeadlockError | frappe.QueryTimeoutError) or (
		isinstance(problem, frappe.db.InternalError | frappe.db.OperationalError)
		and bool(frappe.db.is_deadlocked(problem) or frappe.db.is_timedout(problem))
	)
