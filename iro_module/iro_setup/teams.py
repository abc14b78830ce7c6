"""The council's social work teams: who manages and belongs to the team that the feed names with a child."""

from collections.abc import Mapping
from dataclasses import dataclass

import frappe

TEAM = "Social Work Team"


@dataclass(frozen=True, slots=True)
class TeamPeople:
	"""managers: of the team itself and of every team above it. members: its social workers."""

	managers: frozenset[str] = frozenset()
	members: frozenset[str] = frozenset()


NOBODY = TeamPeople()


def feed_key(team: str | None) -> str:
	"""Team names are compared without regard to upper and lower case, as the database compares them."""
	return (team or "").strip().casefold()


def people_of_teams() -> Mapping[str, TeamPeople]:
	"""The people of every team, by `feed_key` of its name in the council's records. Two queries."""
	team, member = frappe.qb.DocType(TEAM), frappe.qb.DocType("Social Work Team Member")
	rows = (
		frappe.qb.from_(team)
		.select(team.name, team.feed_name, team.team_name, team.manager, team.lft, team.rgt)
		.run(as_dict=True)
	)
	members: dict[str, set[str]] = {}
	named = frappe.qb.from_(member).where(member.parenttype == TEAM).select(member.parent, member.user).run()
	for parent, user in named:
		members.setdefault(parent, set()).add(user)
	return {
		feed_key(row.feed_name or row.team_name): TeamPeople(
			frozenset(
				one.manager for one in rows if one.manager and one.lft <= row.lft and row.rgt <= one.rgt
			),
			frozenset(members.get(row.name, ())),
		)
		for row in rows
	}


def teams_of(user: str) -> tuple[str, ...]:
	"""The teams that the user is a member of."""
	team, member = frappe.qb.DocType(TEAM), frappe.qb.DocType("Social Work Team Member")
	rows = (
		frappe.qb.from_(team)
		.join(member)
		.on((member.parent == team.name) & (member.parenttype == TEAM))
		.where(member.user == user)
		.select(team.team_name, team.feed_name)
		.run()
	)
	return _as_in_the_records(rows)


def managed_teams_of(user: str) -> tuple[str, ...]:
	"""The teams that the user manages, and all teams under them."""
	team, above = frappe.qb.DocType(TEAM), frappe.qb.DocType(TEAM).as_("above")
	rows = (
		frappe.qb.from_(team)
		.join(above)
		.on((team.name == above.name) | ((team.lft > above.lft) & (team.rgt < above.rgt)))
		.where(above.manager == user)
		.select(team.team_name, team.feed_name)
		.run()
	)
	return _as_in_the_records(rows)


def _as_in_the_records(rows: list[tuple[str, str | None]]) -> tuple[str, ...]:
	"""A team's own name, unless the records write another."""
	return tuple(sorted({feed_name or team_name for team_name, feed_name in rows}))


def unnamed_teams() -> list[str]:
	"""Names of teams that the feed gives with children and no Social Work Team stands for, in order.

	Their managers see none of those children. No case content: names of teams alone.
	"""
	team, child = frappe.qb.DocType(TEAM), frappe.qb.DocType("Looked After Child")
	known = {
		feed_key(feed or name)
		for feed, name in frappe.qb.from_(team).select(team.feed_name, team.team_name).run()
	}
	used = (
		frappe.qb.from_(child)
		.where(child.team.isnotnull() & (child.team != ""))
		.select(child.team)
		.distinct()
		.orderby(child.team)
		.run(pluck=True)
	)
	return [name for name in used if feed_key(name) not in known]
