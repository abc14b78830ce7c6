"""Whom a child's reviewing officer may be, and where a reason is asked for.

IRO Handbook 2010, as councils apply it: independent of the case; brothers and sisters together; a young parent and
the child apart; the same officer for as long as the child is looked after, and again on return to care.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate
from pypika import Order

from iro_module.exceptions import (
	AllocationDateWrong,
	AnotherThanBefore,
	IncompatiblePairRefused,
	NotAReviewingOfficer,
	NotIndependent,
	ParentAndChildTogether,
	SiblingsApart,
)
from iro_module.iro_records.acting import CHILD, full_name
from iro_module.iro_records.independence import Ties, ties
from iro_module.iro_records.relationships import siblings_of
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import holders
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER


def can_review(user: str) -> bool:
	"""Whether the user is enabled and holds a role of the reviewing service."""
	return user in holders(REVIEWING_OFFICER, IRO_MANAGER)


def refuse_unfit(child: "frappe._dict", iro: str, standing: Ties) -> None:
	"""Nobody who cannot review, is not independent, or reviews the child's parent or child. No reason helps."""
	if not can_review(iro):
		frappe.throw(
			_("{0} is not a reviewing officer. Give the user the role first, or choose another.").format(iro),
			NotAReviewingOfficer,
		)
	if words := standing.dependence(child, iro):
		frappe.throw(words, NotIndependent)
	if words := standing.incompatibility(child, iro):
		frappe.throw(words, IncompatiblePairRefused)
	if words := standing.togetherness(child.name, iro):
		frappe.throw(words, ParentAndChildTogether)


def refuse_without_reason(child: str, iro: str, because: str | None) -> None:
	"""Brothers and sisters elsewhere, or another officer than before: only with a reason."""
	if (because or "").strip():
		return
	next_step = _("Choose Allocate on the child's page and say why, or allocate {0}.")
	others = [one for one in officers_of_siblings(child) if one != iro]
	if others:
		names = _(" or ").join(full_name(one) for one in others)
		frappe.throw(
			_("A brother or sister has another reviewing officer.") + " " + next_step.format(names),
			SiblingsApart,
		)
	before = officer_before(child)
	if before and before != iro:
		frappe.throw(
			_("On return to care the child keeps the reviewing officer of before where possible.")
			+ " "
			+ next_step.format(full_name(before)),
			AnotherThanBefore,
		)


def refuse_wrong_date(from_on: date, was_since: date | None) -> None:
	"""An allocation begins today or on a day passed, and not before the one it ends."""
	if from_on > today():
		frappe.throw(
			_("Reviewing officer since cannot be in the future: allocate on the day."), AllocationDateWrong
		)
	if was_since and from_on < getdate(was_since):
		frappe.throw(
			_("Reviewing officer since cannot be before the last allocation began."), AllocationDateWrong
		)


def officers_of_siblings(child: str) -> list[str]:
	"""The reviewing officers of the child's brothers and sisters in care, who can still review; by user id."""
	able = set(holders(REVIEWING_OFFICER, IRO_MANAGER))
	return sorted(_officers(siblings_of(child)) & able)


def officer_before(child: str) -> str | None:
	"""The officer of an earlier period of care, who can still review and is fit, and after whom none came yet.

	None within a period: handing over there is the manager's to decide.
	"""
	allocation = frappe.qb.DocType("IRO Allocation")
	last = (
		frappe.qb.from_(allocation)
		.where(allocation.child == child)
		.select(allocation.iro, allocation.from_on)
		.orderby(allocation.from_on, order=Order.desc)
		.orderby(allocation.creation, order=Order.desc)
		.limit(1)
		.run(as_dict=True)
	)
	since = _period_began_on(child)
	if not last or since is None or getdate(last[0].from_on) >= since or not can_review(last[0].iro):
		return None
	row = frappe.db.get_value(CHILD, child, ["social_worker", "social_worker_user", "team"], as_dict=True)
	standing = ties()
	if standing.conflict(row, last[0].iro) or standing.togetherness(child, last[0].iro):
		return None
	return last[0].iro


def _officers(children: list[str]) -> set[str]:
	"""The officers of those of the children who are in care."""
	if not children:
		return set()
	child = frappe.qb.DocType(CHILD)
	rows = (
		frappe.qb.from_(child)
		.where(
			child.name.isin(children)
			& child.left_care_on.isnull()
			& child.iro.isnotnull()
			& (child.iro != "")
		)
		.select(child.iro)
		.distinct()
		.run(pluck=True)
	)
	return set(rows)


def _period_began_on(child: str) -> date | None:
	"""When the latest period of care on record began."""
	period = frappe.qb.DocType("Period of Care")
	rows = (
		frappe.qb.from_(period)
		.where((period.child == child) & (period.voided == 0))
		.select(period.start_date)
		.orderby(period.start_date, order=Order.desc)
		.limit(1)
		.run(pluck=True)
	)
	return getdate(rows[0]) if rows and rows[0] else None
