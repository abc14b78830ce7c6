"""Who works on a child's case or manages it, and so never acts for that child in the reviewing service.

Independence (IRO Handbook, chapter 2): the child's social worker, the members of the child's team, its manager, and the
managers of all teams above it. One criterion, for lists and documents (`permissions.reach`) and for what methods ask.
"""

from collections.abc import Sequence
from typing import Any

import frappe
from pypika.terms import Criterion

from iro_module.iro_setup.people import staff_ids_of
from iro_module.iro_setup.teams import managed_teams_of, teams_of
from iro_module.iro_setup.terms import Binary, among, any_of, filled, text

CHILD = "Looked After Child"


def tied(child: Any, staff_ids: Sequence[str], teams: Sequence[str]) -> Criterion:
	"""Children whose social worker has one of the staff ids, or whose team, as the records write it, is among those."""
	caseload = [Binary(filled(child.social_worker)) == text(one) for one in staff_ids]
	return any_of([among(filled(child.team), teams), *caseload])


def works_on(user: str, child: str) -> bool:
	"""Whether the user is the child's social worker, or belongs to or manages the child's team or one above it."""
	staff_ids, teams = staff_ids_of(user), (*teams_of(user), *managed_teams_of(user))
	if not staff_ids and not teams:
		return False
	table = frappe.qb.DocType(CHILD)
	found = frappe.qb.from_(table).where((table.name == child) & tied(table, staff_ids, teams))
	return bool(found.select(table.name).run())
