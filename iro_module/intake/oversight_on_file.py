"""Closer oversight: what the child's form says of it, and when the reviewing service last looked."""

from collections.abc import Sequence
from datetime import date

import frappe
from frappe.utils import getdate

from iro_module.domain.oversight import Oversight, next_check
from iro_module.intake import rows

FIELDS = (
	"closer_oversight", "oversight_since", "oversight_check_days", "oversight_review_months", "oversight_next_check_on",
)  # fmt: skip
"""The fields of the child's row that this reads and the plan writes."""


def load_looks(names: Sequence[str]) -> dict[str, list[date]]:
	"""The days of IRO visits, conversations and readings of children."""
	found = rows.of_children("IRO Visit", ("happened_on",), names)
	return {child: [row.happened_on for row in visits if row.happened_on] for child, visits in found.items()}


def oversight_of(child: frappe._dict) -> Oversight | None:
	"""The child's closer oversight; None where the child is under none."""
	if not child.closer_oversight or not child.oversight_since:
		return None
	return Oversight(
		getdate(child.oversight_since),
		child.oversight_check_days or None,
		child.oversight_review_months or None,
	)


def save(child: frappe._dict, looked_on: Sequence[date], on: date) -> None:
	"""Put the day of the next look on the child's own row. Bulk SQL: the plan owns the field."""
	oversight = oversight_of(child)
	check = next_check(oversight, looked_on, on) if oversight else None
	due = check.on if check else None
	if str(child.oversight_next_check_on or "") != str(due or ""):
		frappe.db.set_value(
			"Looked After Child", child.name, "oversight_next_check_on", due, update_modified=False
		)
		child.oversight_next_check_on = due
