"""What staff reported of a child, as the rules take it, and with which change of the records each report is one.

Both are read from the child's Changes of Circumstances, which are loaded once.
"""

from collections.abc import Iterable, Sequence

import frappe

from iro_module.domain.care_events import FactKind, MoveTo, RecordedFact
from iro_module.domain.circumstances import Change
from iro_module.domain.circumstances.joining import Key, joins
from iro_module.domain.policy import Policy

TO_PARENTS = {"With parents or others with parental responsibility": True, "Elsewhere": False}


def reports(rows: Iterable[frappe._dict]) -> list[RecordedFact]:
	"""What was reported and not withdrawn, in order of reporting."""
	told = [row for row in rows if row.hand_report and not row.withdrawn_by]
	return [_fact(row) for row in sorted(told, key=lambda row: (row.creation, row.name))]


def joined(rows: Iterable[frappe._dict], found: Sequence[Change] | None, policy: Policy) -> dict[str, Key]:
	"""Which change each report is one with, by the subjects of the reports.

	found: the changes that the records alone show; None where care has ended, when nothing is joined anew.
	"""
	rows = list(rows)
	by_name = {row.name: row for row in rows}
	before: dict[str, Key] = {
		row.subject: (target.subject, target.aspect or "")
		for row in rows
		if row.hand_report and not row.withdrawn_by and (target := by_name.get(row.joined_to))
	}
	if found is None:
		return before
	return joins(reports(rows), found, before, policy.calendar)


def _fact(row: frappe._dict) -> RecordedFact:
	return RecordedFact(
		name=row.subject,
		kind=FactKind(row.kind),
		on=row.happened_on,
		until=row.until,
		recorded_on=row.reported_on,
		to_parents=TO_PARENTS.get(row.to_parents),
		move_to=MoveTo(row.move_to) if row.move_to else None,
	)
