"""How many children each reviewing officer has, against the range for a full-time post (IRO Handbook 2010).

To share work out fairly, for the IRO Manager: in order of name, never of size.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import frappe
from frappe import _
from frappe.utils import flt, getdate

from iro_module.domain.indicators.caseload import in_range
from iro_module.domain.wording import in_words
from iro_module.iro_records.acting import CHILD, full_name
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import holders
from iro_module.iro_setup.policy import policy_in_force
from iro_module.iro_setup.roles import REVIEWING_OFFICER


@dataclass(frozen=True, slots=True)
class Caseload:
	"""One reviewing officer. children: allocated and in care. full_time: 1 is a full-time post.

	against: in words, against the range. away: in words, where away today. covers: names of those covered for today.
	"""

	user: str
	name: str
	children: int
	full_time: Fraction
	against: str
	takes_new_children: bool
	away: str
	covers: tuple[str, ...]
	covered_children: int

	@property
	def per_full_time(self) -> Fraction | None:
		"""Children for a full-time post; None without working time."""
		return self.children / self.full_time if self.full_time else None

	def shown(self) -> dict[str, Any]:
		"""As plain values for the desk."""
		average = self.per_full_time
		return {
			"user": self.user,
			"name": self.name,
			"children": self.children,
			"full_time": float(self.full_time),
			"per_full_time": round(float(average), 1) if average is not None else None,
			"against": self.against,
			"takes_new_children": self.takes_new_children,
			"away": self.away,
			"covers": ", ".join(self.covers),
			"covered_children": self.covered_children,
		}


def caseloads(on: date | None = None) -> list[Caseload]:
	"""Everybody who is a reviewing officer or has children, in order of name.

	Whoever has no row in Reviewing Officer counts as full time and takes new children, as a new row would say.
	"""
	on = on or today()
	children, away = _children(), _absences(on)
	officers = holders(REVIEWING_OFFICER)
	posts = {row.user: row for row in frappe.get_all("Reviewing Officer", fields=["*"])}
	policy = policy_in_force()
	found = []
	for user in {*officers, *children}:
		post = posts.get(user)
		full_time = Fraction(str(flt(post.full_time_equivalent, 2))) if post else Fraction(1)
		covered = [absence.iro for absence in away.values() if absence.covering_iro == user]
		found.append(
			Caseload(
				user=user,
				name=full_name(user),
				children=children[user],
				full_time=full_time,
				against=in_range(children[user] / full_time if full_time else None, policy),
				takes_new_children=user in officers and bool(post.takes_new_children if post else True),
				away=_away(away.get(user)),
				covers=tuple(sorted(full_name(one) for one in covered)),
				covered_children=sum(children[one] for one in covered),
			)
		)
	return sorted(found, key=lambda one: (one.name, one.user))


def _children() -> Counter[str]:
	"""How many children in care each officer has."""
	child = frappe.qb.DocType(CHILD)
	rows = (
		frappe.qb.from_(child)
		.where(child.iro.isnotnull() & (child.iro != "") & child.left_care_on.isnull())
		.select(child.iro)
		.run(pluck=True)
	)
	return Counter(rows)


def _absences(on: date) -> dict[str, "frappe._dict"]:
	"""The absences of that day, by who is away."""
	absence = frappe.qb.DocType("IRO Absence")
	rows = (
		frappe.qb.from_(absence)
		.where((absence.cancelled == 0) & (absence.from_on <= on))
		.where(absence.to_on.isnull() | (absence.to_on >= on))
		.select(absence.iro, absence.covering_iro, absence.to_on)
		.orderby(absence.from_on)
		.run(as_dict=True)
	)
	return {row.iro: row for row in rows}


def _away(absence: "frappe._dict | None") -> str:
	if absence is None:
		return ""
	until = _("Away until {0}").format(in_words(getdate(absence.to_on))) if absence.to_on else _("Away")
	cover = full_name(absence.covering_iro)
	return _("{0}, covered by {1}").format(until, cover) if cover else _("{0}, not covered").format(until)
