"""Who can cover for a reviewing officer who is away, and what stands in the way.

The children stay allocated; the one who covers sees them and acts for them on the days of the absence alone.
"""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import getdate

from iro_module.domain.wording import in_words
from iro_module.exceptions import (
	AbsenceOverlaps,
	AbsenceWrongWayRound,
	CoverIsAway,
	CoverNotIndependent,
	CoversSomebody,
	CoversThemselves,
	NotAReviewingOfficer,
)
from iro_module.iro_records.acting import CHILD, full_name
from iro_module.iro_records.allocation_rules import can_review
from iro_module.iro_records.independence import ties

ABSENCE = "IRO Absence"


def refuse_wrong_dates(absence: Any) -> None:
	"""The last day is not before the first."""
	if absence.to_on and getdate(absence.to_on) < getdate(absence.from_on):
		frappe.throw(_("To is before From. Enter the last day of the absence in To."), AbsenceWrongWayRound)


def refuse_unfit_cover(absence: Any) -> None:
	"""Whoever covers can review, is somebody else and is there on those days."""
	iro, cover = absence.iro, absence.covering_iro
	if not can_review(iro):
		_refuse(
			_("{0} is not a reviewing officer. Choose another in Reviewing officer."),
			iro,
			NotAReviewingOfficer,
		)
	if not cover:
		return
	if cover == iro:
		frappe.throw(_("Covered by names the person who is away. Choose another."), CoversThemselves)
	if not can_review(cover):
		_refuse(
			_("{0} is not a reviewing officer. Choose another in Covered by."), cover, NotAReviewingOfficer
		)
	away = _overlapping(absence, iro=cover)
	if away:
		frappe.throw(
			_("{0} is away from {1}. Choose another in Covered by, or make two absences of it.").format(
				full_name(cover), in_words(getdate(away[0].from_on))
			),
			CoverIsAway,
		)


def refuse_overlaps(absence: Any) -> None:
	"""On one day one person covers; and whoever is away covers for nobody."""
	others = [
		one for one in _overlapping(absence, iro=absence.iro) if one.covering_iro != absence.covering_iro
	]
	if others:
		frappe.throw(
			_(
				"Another absence of {0} from {1} falls on the same days with another cover. Change the dates here, "
				"or cancel the other one."
			).format(full_name(absence.iro), in_words(getdate(others[0].from_on))),
			AbsenceOverlaps,
		)
	covering = _overlapping(absence, covering_iro=absence.iro)
	if covering:
		frappe.throw(
			_("{0} covers for {1} on these days. Name another cover there first, or leave it empty.").format(
				full_name(absence.iro), full_name(covering[0].iro)
			),
			CoversSomebody,
		)


def refuse_dependent_cover(absence: Any) -> None:
	"""Whoever covers is independent of each of the children. Says how many are not, and names none."""
	if not absence.covering_iro:
		return
	standing = ties()
	unfit = sum(bool(standing.conflict(child, absence.covering_iro)) for child in children_of(absence.iro))
	if unfit:
		frappe.throw(
			_(
				"{0} cannot cover: for {1} of the children, {0} is the social worker, manages or belongs to the team, "
				"or is not to work with them (Incompatible Pair). Choose another in Covered by, or allocate those "
				"children to another reviewing officer first."
			).format(full_name(absence.covering_iro), unfit),
			CoverNotIndependent,
		)


def children_of(iro: str) -> list["frappe._dict"]:
	"""The officer's children in care, in order of name, with what independence is judged by."""
	child = frappe.qb.DocType(CHILD)
	return (
		frappe.qb.from_(child)
		.where((child.iro == iro) & child.left_care_on.isnull())
		.select(child.name, child.full_name, child.social_worker, child.social_worker_user, child.team)
		.orderby(child.full_name)
		.orderby(child.name)
		.run(as_dict=True)
	)


def _overlapping(absence: Any, **same: str) -> list["frappe._dict"]:
	"""Other absences, not cancelled, that share a day with this one."""
	other = frappe.qb.DocType(ABSENCE)
	shares_a_day = [other.to_on.isnull() | (other.to_on >= getdate(absence.from_on))]
	if absence.to_on:
		shares_a_day.append(other.from_on <= getdate(absence.to_on))
	query = (
		frappe.qb.from_(other)
		.where((other.cancelled == 0) & (other.name != (absence.name or "")))
		.where(Criterion.all(shares_a_day))
		.select(other.name, other.iro, other.covering_iro, other.from_on, other.to_on)
		.orderby(other.from_on)
	)
	for fieldname, user in same.items():
		query = query.where(other[fieldname] == user)
	return query.run(as_dict=True)


def _refuse(words: str, user: str, error: type[Exception]) -> None:
	frappe.throw(words.format(user), error)
