"""Who reaches a child, role by role. Everything about a child is reached by who reaches the child.

Independence (IRO Handbook, chapter 2): whoever is the child's social worker, or is a member or manager of the child's
team, never acts as reviewing officer on that child. The role then opens nothing, even where the feed or an import has
allocated the child; the child's `attention` says so. An IRO Manager in that position still sees the record, so that it
can be put right, but writes only the allocation.
"""

from typing import Any

import frappe
from pypika.terms import Criterion

from iro_module.iro_records.social_work_ties import CHILD, tied
from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	QUALITY_ASSURANCE,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	SENIOR_MANAGER,
	SOCIAL_WORK_MANAGER,
	SOCIAL_WORKER,
)
from iro_module.iro_setup.terms import Binary, always, among, any_of, never, text
from iro_module.permissions.standing import Standing

UNTIL_AFTER_CARE = frozenset({SOCIAL_WORKER, SOCIAL_WORK_MANAGER, REVIEW_ADMINISTRATOR})
"""Roles whose reach ends some months after the child left care (IRO Settings)."""
WHOLE_SERVICE = frozenset({REVIEW_ADMINISTRATOR, SENIOR_MANAGER, QUALITY_ASSURANCE, DATA_OFFICER})
"""Roles that reach every child whose record is not restricted."""


def children(child: Any, role: str, standing: Standing, acting: bool = False) -> Criterion:
	"""The children that somebody with this standing reaches through this role; `acting`: to write a review's record."""
	if role == IRO_MANAGER:
		return _independent(child, standing) if acting else always()
	if role == REVIEWING_OFFICER:
		reached = among(child.iro, standing.acts_as) | _named(child, standing)
		return reached & _independent(child, standing)
	ordinary = _ordinarily(child, role, standing) & (child.restricted == 0)
	if role in UNTIL_AFTER_CARE:
		left = child.left_care_on
		ordinary = ordinary & (left.isnull() | (left >= standing.left_care_since.isoformat()))
	return ordinary | _named(child, standing)


def unrestricted(child: Any, standing: Standing) -> Criterion:
	"""Children whose record is not restricted, or names the user."""
	return (child.restricted == 0) | _named(child, standing)


def _ordinarily(child: Any, role: str, standing: Standing) -> Criterion:
	if role in WHOLE_SERVICE:
		return always()
	if role == SOCIAL_WORKER:
		return any_of([_caseload(child, standing), among(child.team, standing.teams)])
	if role == SOCIAL_WORK_MANAGER:
		return among(child.team, standing.managed_teams)
	return never()


def _named(child: Any, standing: Standing) -> Criterion:
	"""A restricted record names the user. Of use only to roles that read the doctype at all."""
	named = frappe.qb.DocType("Restricted Record Person").as_("named_person")
	names = (
		frappe.qb.from_(named)
		.where((named.parenttype == CHILD) & (named.user == text(standing.user)))
		.select(named.parent)
	)
	return (child.restricted == 1) & child.name.isin(names)


def _caseload(child: Any, standing: Standing) -> Criterion:
	return any_of([Binary(child.social_worker) == text(one) for one in standing.staff_ids])


def _independent(child: Any, standing: Standing) -> Criterion:
	"""The user is not the child's social worker, nor of the child's team, nor manages it."""
	teams = (*standing.teams, *standing.managed_teams)
	return tied(child, standing.staff_ids, teams).negate() if standing.staff_ids or teams else always()
