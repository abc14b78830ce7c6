"""A 903 return is a full statement: what an earlier one held and a later one does not is voided."""

from collections.abc import Sequence
from dataclasses import replace

from iro_module.domain.records import child_name
from iro_module.domain.sources import is_return
from iro_module.intake import stored
from iro_module.intake.planning import load, ping, replan_locked
from iro_module.intake.transactions import begin_read_committed
from iro_module.iro_setup.child_lock import lock_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force


class NotAStatementError(ValueError):
	"""Only the source of a 903 return states everything it knows."""


def close_statement(source: str, version: int, except_children: Sequence[str]) -> int:
	"""Void the records of `source` older than `version`, but for children some of whose rows were refused.

	Returns how many were voided. Nobody is notified.
	"""
	if not is_return(source):
		raise NotAStatementError(
			f"{source} is not a 903 return; only a return can be closed as a full statement"
		)
	begin_read_committed()
	spared = {child_name(child_id) for child_id in except_children}
	names = [name for name in stored.children_of_source(source, version) if name not in spared]
	lock_children(names)
	loaded = load(names)
	voided = []
	for records in loaded.records.values():
		for index, record in enumerate(records):
			if record.source == source and record.version < version and record.record is not None:
				# The tombstone keeps its version, so that a return which names the record again brings it back.
				records[index] = replace(record, record=None)
				voided.append(records[index])
	if voided:
		stored.save(voided)
		effects = replan_locked(loaded, today(), policy_in_force(), notify=False)
		ping(effects.told)
	return len(voided)
