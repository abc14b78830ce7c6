"""What a user is to children: staff id, teams, children's IROs for whom the user stands in today."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe.utils import add_months

from iro_module.iro_records.acting import covered_by
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import staff_ids_of
from iro_module.iro_setup.teams import managed_teams_of, teams_of


@dataclass(frozen=True)
class Standing:
	"""Facts about one user that decide which children the user reaches; none of them is a right."""

	user: str
	acts_as: tuple[str, ...]
	"""The user, and each absent reviewing officer for whom the user covers today."""
	staff_ids: tuple[str, ...]
	"""The council's staff ids mapped to the user."""
	teams: tuple[str, ...]
	"""Names, as the records write them, of teams that the user is a member of."""
	managed_teams: tuple[str, ...]
	"""Names of the teams that the user manages and of all teams under them."""
	left_care_since: date
	"""Who left care before this day is no longer reached by social work staff and administrators."""


def standing_of(user: str) -> Standing:
	"""Read once a request; saving an absence, a team, a staff id or the settings makes it be read again."""
	kept: dict[tuple[str, date], Standing] = getattr(frappe.local, "iro_standing", None) or {}
	frappe.local.iro_standing = kept
	key = (user, today())
	if key not in kept:
		kept[key] = Standing(
			user,
			(user, *covered_by(*key)),
			tuple(staff_ids_of(user)),
			teams_of(user),
			managed_teams_of(user),
			_left_care_since(),
		)
	return kept[key]


def forget(_doc: Any = None, _event: str | None = None) -> None:
	"""Hook on the doctypes that a standing is read from."""
	frappe.local.iro_standing = {}


def _left_care_since() -> date:
	months = frappe.db.get_single_value("IRO Settings", "left_care_access_months") or 0
	return add_months(today(), -int(months))
