"""IRO Allocations: how many working days it took until the child had a reviewing officer, from the records."""

from collections.abc import Iterable, Sequence
from datetime import date

import frappe

from iro_module.domain.care_history import CareHistory
from iro_module.domain.policy import Policy
from iro_module.intake import rows

_COMPUTED = ("first_of_period", "working_days_to_allocate")


def load(names: Sequence[str]) -> dict[str, list[frappe._dict]]:
	"""The history of reviewing officers of children."""
	return rows.of_children("IRO Allocation", ("from_on", "until_on", *_COMPUTED), names)


def save(history: CareHistory, on_file: Iterable[frappe._dict], policy: Policy, on: date) -> None:
	"""Mark the first allocation of the present period of care, and how long it took.

	Counted from the day the child became looked after, which is not counted itself. None is the first where that day
	is not known, or an officer of before it stayed. Bulk SQL: the records may be corrected, and nobody wrote this.
	"""
	period = history.current_period(on)
	start = history.looked_after_from(period) if period and period.record.start_known else None
	if start is None:
		return
	allocations = sorted(on_file, key=lambda row: (row.from_on, row.name))
	stayed = any(row.from_on < start and (not row.until_on or row.until_on > start) for row in allocations)
	of_period = [row for row in allocations if row.from_on >= start]
	for number, row in enumerate(of_period):
		first = number == 0 and not stayed
		_write(row, (int(first), policy.calendar.count(start, row.from_on) if first else 0))


def _write(row: frappe._dict, computed: tuple[int, int]) -> None:
	values = dict(zip(_COMPUTED, computed, strict=True))
	if any(row[name] != value for name, value in values.items()):
		frappe.db.set_value("IRO Allocation", row.name, values, update_modified=False)
		row.update(values)
