"""Whether the service is in order on this site, and what to do where it is not.

Shown on the workspace, after installation, by `bench execute iro_module.iro_setup.health.report` and by
`iro-sync check`.
"""

from datetime import datetime, timedelta
from typing import Any, TypedDict

import click
import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime
from frappe.utils.scheduler import is_scheduler_inactive

from iro_module.domain.policy import LimitRefusedError
from iro_module.domain.wording import in_words
from iro_module.domain.working_days import calendar_warning
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import holders, unmapped_staff
from iro_module.iro_setup.policy import policy_in_force
from iro_module.iro_setup.roles import DATA_OFFICER, IRO_MANAGER, SYSTEM_ADMINISTRATOR, SYSTEM_MANAGER
from iro_module.iro_setup.teams import unnamed_teams

TIME_ZONE = "Europe/London"
NIGHTLY_JOB = "iro_module.intake.nightly.run"
MOST_NAMES = 5
LONGEST_NIGHT = timedelta(hours=26)
"""A nightly run may start an hour or two later than the last; more than that and one was missed."""


class Problem(TypedDict):
	"""Something out of order, and what to do about it."""

	what: str
	do: str


def problems() -> list[Problem]:
	"""Everything out of order, the gravest first; empty where all is well."""
	found = [
		_time_zone(),
		_scheduler(),
		_nightly_run(now_datetime()),
		_durability(),
		_no_manager(),
		*problems_of_the_policy(),
		_unmapped(),
		_teams(),
	]
	return [problem for problem in found if problem]


def facts() -> dict[str, Any]:
	"""What the site says of itself, without a judgement."""
	return {
		"time_zone": _site_time_zone(),
		"scheduler": "stopped" if is_scheduler_inactive(verbose=False) else "running",
		"nightly_run_at": str(at) if (at := _nightly_run_at()) else None,
	}


def report() -> None:
	"""Print the problems for an administrator."""
	found = problems()
	if not found:
		click.echo("Independent Reviewing: everything is in order.")
	for problem in found:
		click.echo(f"Independent Reviewing: {problem['what']} {problem['do']}")


@frappe.whitelist()
def on_workspace() -> dict[str, Any]:
	"""What the workspace shows: problems for those who can act on them, and when the last nightly run was."""
	frappe.only_for((IRO_MANAGER, DATA_OFFICER, SYSTEM_ADMINISTRATOR, SYSTEM_MANAGER))
	at = _nightly_run_at()
	return {
		"problems": problems(),
		"nightly_run_at": f"{in_words(at.date())}, {at:%H:%M}" if at else None,
	}


def _time_zone() -> Problem | None:
	if _site_time_zone() == TIME_ZONE:
		return None
	return Problem(
		what=_("The site's time zone is {0}.").format(_site_time_zone()),
		do=_(
			"Set it to {0} in System Settings, so that nightly runs and time stamps follow the day in England."
		).format(TIME_ZONE),
	)


def _scheduler() -> Problem | None:
	if not is_scheduler_inactive(verbose=False):
		return None
	return Problem(
		what=_("The scheduler is stopped."),
		do=_(
			"Switch it on with `bench --site {0} enable-scheduler`: without it no nightly run looks at the new day."
		).format(frappe.local.site),
	)


def _nightly_run(now: datetime) -> Problem | None:
	at = _nightly_run_at()
	since = at or _installed_at()
	if since is None or now - since <= LONGEST_NIGHT:
		return None
	do = _("See that `bench schedule` and a worker are running, and look at Scheduled Job Log for errors.")
	if at is None:
		return Problem(what=_("The nightly run has never finished."), do=do)
	return Problem(what=_("The last nightly run finished on {0}.").format(in_words(at.date())), do=do)


def _durability() -> Problem | None:
	"""With any other setting MariaDB confirms what is not on the disk yet; the service then forgets the message."""
	((flush,),) = frappe.db.sql("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit")
	if int(flush) == 1:
		return None
	return Problem(
		what=_("The database may lose its last second when the machine fails: {0} is {1}.").format(
			"innodb_flush_log_at_trx_commit", flush
		),
		do=_("Set it to 1 in MariaDB's configuration, and restart MariaDB."),
	)


def _no_manager() -> Problem | None:
	if holders(IRO_MANAGER):
		return None
	return Problem(
		what=_("No user has the role {0}.").format(IRO_MANAGER),
		do=_("Give it to somebody: notices about children without a reviewing officer go to the managers."),
	)


def problems_of_the_policy() -> list[Problem]:
	"""A number that stops all planning, and a calendar about to run out: reviews are due up to six months ahead."""
	try:
		calendar = policy_in_force().calendar
	except LimitRefusedError as refused:
		return [
			Problem(
				what=_("Nothing can be planned: {0}.").format(str(refused)),
				do=_("Correct it in Review Limit or Review Trigger Rule."),
			)
		]
	what, _stop, do = (calendar_warning(calendar, today()) or "").partition(". ")
	return [Problem(what=f"{what}.", do=do)] if what else []


def _unmapped() -> Problem | None:
	count = unmapped_staff()
	if not count:
		return None
	one = count == 1
	return Problem(
		what=_("One staff id has no user yet.")
		if one
		else _("{0} staff ids have no user yet.").format(count),
		do=_("Name the user on Staff Identity; until then that person has no access."),
	)


def _teams() -> Problem | None:
	names = unnamed_teams()
	if not names:
		return None
	shown, more = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
	if more > 0:
		shown = _("{0} and {1} more").format(shown, more)
	return Problem(
		what=_("The council's records name teams that no Social Work Team stands for: {0}.").format(shown),
		do=_(
			"Add each team, or give its name there to the team it is; until then no manager sees its children."
		),
	)


def _site_time_zone() -> str:
	return frappe.db.get_single_value("System Settings", "time_zone") or _("not set")


def _nightly_run_at() -> datetime | None:
	at = frappe.db.get_singles_dict("IRO Settings").get("nightly_run_at")
	return get_datetime(at) if at else None


def _installed_at() -> datetime | None:
	return frappe.db.get_value("Scheduled Job Type", {"method": NIGHTLY_JOB}, "creation")
