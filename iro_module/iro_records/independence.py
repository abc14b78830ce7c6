"""The reviewing officer is independent: never the child's social worker, nor one who manages the case or works in
the team, nor somebody recorded as incompatible with one of those (IRO Handbook, chapter 2).

A person on the desk is refused. A feed that breaks it is applied all the same, and the child is flagged.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _

from iro_module.iro_records.relationships import officers_of_parents_and_children
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import users_of
from iro_module.iro_setup.teams import NOBODY, TeamPeople, feed_key, people_of_teams

CHILD = "Looked After Child"


@dataclass(frozen=True, slots=True)
class Ties:
	"""What makes a reviewing officer unfit for a child, read once for a batch of children.

	apart: reviewing officer → the users and staff ids with whom not to work on one child.
	family: child → the reviewing officers of the child's own parent or children who are in care, too.
	"""

	teams: Mapping[str, TeamPeople]
	apart: Mapping[str, frozenset[str]]
	family: Mapping[str, frozenset[str]]

	def attention(self, child: "frappe._dict", iro: str | None) -> str:
		"""What is wrong with an allocation as it stands, in one sentence; empty where nothing is.

		The child's row carries what `conflict` needs, name and left_care_on. After care family no longer counts.
		"""
		words = self.conflict(child, iro)
		return words or ("" if child.left_care_on else self.togetherness(child.name, iro))

	def togetherness(self, child: str, iro: str | None) -> str:
		"""Whether the officer reviews the child's own parent or child who is in care, too."""
		if not iro or iro not in self.family.get(child, ()):
			return ""
		return _(
			"The reviewing officer is also that of this child's parent or child. Allocate another to one of them: "
			"parent and child have different ones."
		)

	def conflict(self, child: "frappe._dict", iro: str | None) -> str:
		"""Why the officer cannot be the child's, in one sentence; empty where nothing speaks against it.

		The child's row carries social_worker (staff id), social_worker_user and team.
		"""
		return self.dependence(child, iro) or self.incompatibility(child, iro)

	def dependence(self, child: "frappe._dict", iro: str | None) -> str:
		"""Whether the officer works on the child's case or manages it."""
		if not iro:
			return ""
		team = self.teams.get(feed_key(child.team), NOBODY)
		if iro == child.social_worker_user:
			return _(
				"The reviewing officer is also recorded as the child's social worker. Allocate another reviewing "
				"officer, or have the social worker corrected in the council's records."
			)
		if iro in team.managers:
			return _(
				"The reviewing officer manages the child's social work team or one above it. Allocate another "
				"reviewing officer, or correct the manager on Social Work Team."
			)
		if iro in team.members:
			return _(
				"The reviewing officer is a member of the child's social work team. Allocate another reviewing "
				"officer, or correct the members on Social Work Team."
			)
		return ""

	def incompatibility(self, child: "frappe._dict", iro: str | None) -> str:
		"""Whether the officer is not to work with the child's social worker or a manager of the team."""
		apart = self.apart.get(iro or "", frozenset())
		managers = self.teams.get(feed_key(child.team), NOBODY).managers
		if apart and apart & {child.social_worker, child.social_worker_user, *managers}:
			return _(
				"The reviewing officer is not to work with this child's social worker or a manager of the team "
				"(Incompatible Pair). Allocate another reviewing officer."
			)
		return ""


def ties() -> Ties:
	"""Teams, incompatible pairs and families as they stand today. Five queries."""
	pair = frappe.qb.DocType("Incompatible Pair")
	rows = (
		frappe.qb.from_(pair)
		.where(pair.until.isnull() | (pair.until >= today()))
		.select(pair.iro, pair.staff_id, pair.user)
		.run()
	)
	users = users_of([staff_id for _iro, staff_id, _user in rows if staff_id])
	apart: dict[str, set[str]] = {}
	for iro, staff_id, user in rows:
		both = {staff_id, user, users.get(staff_id or "")}
		apart.setdefault(iro, set()).update(one for one in both if one)
	return Ties(
		people_of_teams(),
		{iro: frozenset(others) for iro, others in apart.items()},
		officers_of_parents_and_children(),
	)


def flag_children(names: list[str]) -> None:
	"""Set or take back the flag on each of the children, as their records, the staff list and the teams now stand.

	Bulk SQL without hooks: safe within a savepoint. The children's rows are locked by the caller.
	"""
	if not names:
		return
	standing = ties()
	child = frappe.qb.DocType(CHILD)
	rows = (
		frappe.qb.from_(child)
		.where(child.name.isin(names))
		.select(
			child.name,
			child.social_worker,
			child.social_worker_user,
			child.team,
			child.iro,
			child.left_care_on,
			child.attention,
		)
		.run(as_dict=True)
	)
	for row in rows:
		words = standing.attention(row, row.iro)
		if words != (row.attention or ""):
			frappe.qb.update(child).set(child.attention, words).where(child.name == row.name).run()


def follow_mapping(doc, _event: str | None = None) -> None:
	"""A staff id has been given to a user, or taken from one: the children of that social worker follow."""
	child = frappe.qb.DocType(CHILD)
	rows = (
		frappe.qb.from_(child)
		.where(child.social_worker == doc.staff_id)
		.select(child.name, child.social_worker)
		.orderby(child.name)
		.for_update()
		.run()
	)
	# The database takes `sw-1` and `SW-1` for one; ids are compared byte for byte.
	names = [name for name, staff_id in rows if staff_id == doc.staff_id]
	if names:
		user = doc.user or None
		frappe.qb.update(child).set(child.social_worker_user, user).where(child.name.isin(names)).run()
	flag_children(names)
