"""Absences that nobody covers, and the children who are still to be told who comes instead."""

from datetime import date, timedelta
from typing import Any

import frappe

from iro_module.iro_records.absence_rules import ABSENCE, children_of
from iro_module.iro_records.acting import CHILD
from iro_module.iro_setup.people import holders
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER

TWO_WEEKS = timedelta(days=14)


def uncovered(on: date) -> list[str]:
	"""Absences, running or beginning within two weeks, of officers with children for whom nobody covers.

	Nobody covers, too, where the one who was to cover is no reviewing officer any more.
	"""
	absence, child = frappe.qb.DocType(ABSENCE), frappe.qb.DocType(CHILD)
	with_children = (
		frappe.qb.from_(child).where(child.iro.isnotnull() & child.left_care_on.isnull()).select(child.iro)
	)
	able = holders(REVIEWING_OFFICER, IRO_MANAGER) or [""]
	return (
		frappe.qb.from_(absence)
		.where((absence.cancelled == 0) & (absence.from_on <= on + TWO_WEEKS))
		.where(absence.to_on.isnull() | (absence.to_on >= on))
		.where(absence.covering_iro.isnull() | absence.covering_iro.notin(able))
		.where(absence.iro.isin(with_children))
		.select(absence.name)
		.orderby(absence.from_on)
		.orderby(absence.name)
		.run(pluck=True)
	)


@frappe.whitelist()
def still_to_be_told(absence: str) -> dict[str, Any]:
	"""The officer's children in care who have not been told who comes instead: those whom the person may see.

	`more`: how many others there are. Raises PermissionError where the absence may not be read.
	"""
	doc = frappe.get_doc(ABSENCE, absence)
	doc.check_permission("read")
	told = {row.child for row in doc.children_told if row.told_on}
	waiting = [child for child in children_of(doc.iro) if child.name not in told]
	seen = set(
		frappe.get_list(
			CHILD,
			{"name": ("in", [child.name for child in waiting] or [""])},
			pluck="name",
			limit_page_length=0,
		)
	)
	shown = [{"child": child.name, "title": child.full_name} for child in waiting if child.name in seen]
	return {"children": shown, "more": len(waiting) - len(shown)}
