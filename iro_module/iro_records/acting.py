"""Who acts for a child in the reviewing service: the reviewing officer, whoever covers on the day, an IRO Manager.

None of them does who works on the child's case or manages it: whatever else they may do, it is not reviewing. Every
method that writes what the service found or decided asks here, however the document is then saved. Cover is a matter of
dates alone: it begins and ends by itself, and the child stays allocated to the one who is away.
"""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _

from iro_module.exceptions import NotActingForChild, TiedToTheCase
from iro_module.iro_records.social_work_ties import CHILD, works_on
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER


def acts_for(user: str, child: str, on: date | None = None) -> bool:
	"""Whether the user acts for the child (by name) on the day, today where none is given."""
	return is_of_the_service(user, child, on) and not works_on(user, child)


def is_of_the_service(user: str, child: str, on: date | None = None) -> bool:
	"""Whether the user is the child's reviewing officer, covers on the day, or is an IRO Manager: tied or not."""
	roles = frappe.get_roles(user)
	if IRO_MANAGER in roles:
		return True
	if REVIEWING_OFFICER not in roles:
		return False
	iro = frappe.db.get_value(CHILD, child, "iro")
	return bool(iro) and user in (iro, covers_on([iro], on or today()).get(iro))


def refuse_unless_acting(child: str) -> None:
	"""Raises NotActingForChild, saying who may, where the person at the desk does not act for the child.

	Raises TiedToTheCase where they would, did they not work on the child's case.
	"""
	if acts_for(frappe.session.user, child):
		return
	refuse_if_tied(child)
	iro = frappe.db.get_value(CHILD, child, "iro")
	if not iro:
		frappe.throw(
			_(
				"This child has no reviewing officer yet. An IRO Manager may do this, or allocates one who then may."
			),
			NotActingForChild,
		)
	cover = covers_on([iro], today()).get(iro)
	who = _("{0}, who covers for {1} today").format(full_name(cover), full_name(iro)) if cover else ""
	frappe.throw(
		_("Only the child's reviewing officer may do this: {0}. An IRO Manager may, too.").format(
			who or full_name(iro)
		),
		NotActingForChild,
	)


def refuse_if_tied(child: str) -> None:
	"""Raises TiedToTheCase where the person at the desk is of the reviewing service, but works on the child's case."""
	user = frappe.session.user
	if is_of_the_service(user, child) and works_on(user, child):
		frappe.throw(
			_(
				"You are recorded as this child's social worker, or as a member or manager of the child's team, so you "
				"do not act for this child in the reviewing service. Leave it to the child's reviewing officer or "
				"another IRO Manager."
			),
			TiedToTheCase,
		)


def acting_user(child: "str | frappe._dict", on: date | None = None) -> str | None:
	"""Who receives the child's notices on the day: the covering IRO during an absence, else the IRO.

	`child` is a name, or a row that carries `iro`. None where no reviewing officer is allocated.
	"""
	iro = frappe.db.get_value(CHILD, child, "iro") if isinstance(child, str) else child.get("iro")
	if not iro:
		return None
	return covers_on([iro], on or today()).get(iro) or iro


def covers_on(iros: Iterable[str], on: date) -> dict[str, str]:
	"""Who covers on the day for each of the reviewing officers who is away; nobody else is in it. One query."""
	wanted = sorted({one for one in iros if one})
	if not wanted:
		return {}
	absence = frappe.qb.DocType("IRO Absence")
	rows = (
		frappe.qb.from_(absence)
		.where(absence.iro.isin(wanted) & (absence.cancelled == 0) & (absence.from_on <= on))
		.where(absence.to_on.isnull() | (absence.to_on >= on))
		.where(absence.covering_iro.isnotnull() & (absence.covering_iro != ""))
		.select(absence.iro, absence.covering_iro)
		.orderby(absence.from_on)
		.orderby(absence.name)
		.run()
	)
	return dict(rows)


def covered_by(user: str, on: date) -> list[str]:
	"""The reviewing officers for whom the user covers on the day, in order of name."""
	absence = frappe.qb.DocType("IRO Absence")
	return (
		frappe.qb.from_(absence)
		.where((absence.covering_iro == user) & (absence.cancelled == 0) & (absence.from_on <= on))
		.where(absence.to_on.isnull() | (absence.to_on >= on))
		.select(absence.iro)
		.distinct()
		.orderby(absence.iro)
		.run(pluck=True)
	)


def full_name(user: str | None) -> str:
	"""The user's name as people read it; the user id where there is none."""
	return (frappe.db.get_value("User", user, "full_name") or user or "") if user else ""
