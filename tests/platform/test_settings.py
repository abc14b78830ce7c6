"""What IRO Settings switch: the day a review counts, the last review before 18, areas, the calendar."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

import pytest

from iro_module.domain.months import months_later
from iro_module.domain.working_days import england, england_holidays
from iro_module.iro_setup.clock import today
from tests.support.completing import ready
from tests.support.desk import Desk
from tests.support.feed import looked_after, reviewed
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
CALENDAR = england()
RUN = secrets.token_hex(3)
"""Begins the ids of this run's children: a site that is kept has those of earlier runs."""
SETTINGS = ("IRO Settings", "IRO Settings")
OWN, NEIGHBOUR, FAR = "E09000008", "E09000006", "E08000025"


@pytest.fixture(scope="module")
def manager(site: Site) -> Desk:
	return Desk(site.url, site.manager, PASSWORD)


def open_review(site: Site, child_id: str) -> dict[str, Any]:
	(review,) = [row for row in site.rows("IRO Review", child_id, "*") if row["open_key"]]
	return review


# --- the day a review counts --------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["Completed", "First meeting"])
def test_the_next_review_is_counted_from_the_day_that_counts(site: Site, manager: Desk, basis: str) -> None:
	child_id, first = f"{RUN}-BAS{basis[0]}", TODAY - timedelta(days=10)
	held = TODAY - timedelta(days=60)
	site.feed.send(*looked_after(child_id, held - timedelta(days=20)), reviewed(child_id, held), notify=False)
	with manager.changed(*SETTINGS, review_date_basis=basis):
		review = open_review(site, child_id)
		done = manager.change(
			"IRO Review",
			review["name"],
			**ready(TODAY, first),
		)
		assert done.ok
		following = open_review(site, child_id)
	counted = TODAY if basis == "Completed" else first
	assert following["due_on"] == months_later(counted, 6).isoformat()


@pytest.mark.parametrize(("basis", "status"), [("Completed", 417), ("First meeting", 200)])
def test_lateness_is_judged_on_the_day_that_counts(
	site: Site, manager: Desk, basis: str, status: int
) -> None:
	"""By law due five days ago: the first meeting was before that day, the last is today."""
	child_id = f"{RUN}-LAT{basis[0]}"
	held = months_later(TODAY - timedelta(days=5), -3)
	site.feed.send(*looked_after(child_id, held - timedelta(days=20)), reviewed(child_id, held), notify=False)
	review = open_review(site, child_id)
	assert review["statutory_due_on"] < TODAY.isoformat()
	with manager.changed(*SETTINGS, review_date_basis=basis):
		answer = manager.change(
			"IRO Review",
			review["name"],
			**ready(TODAY, TODAY - timedelta(days=15)),
		)
	assert answer.status == status


# --- the last review before 18 ------------------------------------------------------------------------------


def test_a_last_review_is_planned_where_the_council_does_so(site: Site, manager: Desk) -> None:
	"""The next review would come a month after the day by which the last one is held."""
	birthday = months_later(TODAY + timedelta(days=40), 3)
	born = date(birthday.year - 18, birthday.month, min(birthday.day, 28))
	child_id = f"{RUN}-LAST"
	held = TODAY - timedelta(days=70)
	details, *rest = looked_after(child_id, held - timedelta(days=120))
	details["data"]["birth_date"] = born.isoformat()
	site.feed.send(
		details, *rest, reviewed(child_id, held - timedelta(days=100)), reviewed(child_id, held), notify=False
	)
	usual = open_review(site, child_id)
	last_day = months_later(born.replace(year=born.year + 18), -3)
	assert usual["due_on"] == months_later(held, 6).isoformat()
	with manager.changed(*SETTINGS, plan_last_review=1):
		site.platform.frappe("execute", "iro_module.intake.nightly.run")
		planned = open_review(site, child_id)
	assert planned["name"] == usual["name"]
	assert planned["due_on"] == last_day.isoformat() < usual["due_on"]
	assert planned["statutory_due_on"] == usual["statutory_due_on"]


# --- areas --------------------------------------------------------------------------------------------------


def placed_in(site: Site, child_id: str, area: str) -> list[str]:
	"""The rules of the changes that a placement in an area shows."""
	since = TODAY - timedelta(days=1)
	child, period, status, placement = looked_after(child_id, since)
	placement["data"]["area_authority"] = area
	site.feed.send(child, period, status, placement, notify=False)
	return sorted(str(row["rule"]) for row in site.rows("Change of Circumstances", child_id, "rule"))


def test_a_placement_elsewhere_is_out_of_area_or_at_a_distance(site: Site, manager: Desk) -> None:
	assert placed_in(site, f"{RUN}-UNSET", FAR) == []
	with manager.changed(*SETTINGS, own_authority=OWN, adjoining_authorities=f"{NEIGHBOUR}, E09000032"):
		assert placed_in(site, f"{RUN}-OWN", OWN) == []
		assert placed_in(site, f"{RUN}-NEXT", NEIGHBOUR) == ["C06"]
		assert placed_in(site, f"{RUN}-FAR", FAR) == ["C07"]


@pytest.mark.parametrize(
	("field", "entered"),
	[
		("own_authority", "Croydon"),
		("own_authority", "E0900000"),
		("own_authority", f"{OWN} {NEIGHBOUR}"),
		("own_authority", "<b>E09000008</b>"),
		("adjoining_authorities", f"{NEIGHBOUR}; E09000032"),
		("adjoining_authorities", "E09000006\nBromley"),
	],
)
def test_a_code_that_no_record_could_name_is_refused(manager: Desk, field: str, entered: str) -> None:
	answer = manager.change(*SETTINGS, **{field: entered})
	assert (answer.status, answer.exc_type) == (417, "NotAnAreaCode")


def test_codes_are_kept_one_on_a_line_in_capitals_without_ones_own(manager: Desk) -> None:
	entered = {
		"own_authority": f" {OWN.lower()} ",
		"adjoining_authorities": f"e09000006,{OWN}\n\nE09000006 E09000032",
	}
	with manager.changed(*SETTINGS, **entered) as answer:
		assert answer.data["own_authority"] == OWN
		assert answer.data["adjoining_authorities"] == "E09000006\nE09000032"


# --- the calendar -------------------------------------------------------------------------------------------


def test_a_bank_holiday_that_is_worked_counts_as_a_working_day(site: Site, manager: Desk) -> None:
	holiday = next(day for day in sorted(england_holidays()) if day > TODAY and day.weekday() < 5)
	since = CALENDAR.before(holiday, 5)
	assert since <= holiday - timedelta(days=5)
	rows = [{"closed_on": holiday.isoformat(), "reason": "Moved to another day"}]
	with manager.changed(*SETTINGS, open_days=rows):
		days = site.run(
			"""
from iro_module.iro_setup.policy import policy_in_force
from frappe.utils import getdate
calendar = policy_in_force().calendar
result = [str(calendar.after(getdate(since), 6)), calendar.is_working_day(getdate(holiday))]
""",
			since=since.isoformat(),
			holiday=holiday.isoformat(),
		)
	assert days == [england(open_days=frozenset({holiday})).after(since, 6).isoformat(), True]
	assert not CALENDAR.is_working_day(holiday)


def test_administrators_are_warned_before_the_checked_bank_holidays_run_out(
	site: Site, manager: Desk
) -> None:
	"""On the workspace, in the settings and by `iro-sync check`: what is the matter, and what to do."""
	with manager.changed(*SETTINGS, calendar_confirmed_until=TODAY.year):
		on_workspace = manager.call("iro_module.iro_setup.health.on_workspace").data["problems"]
		form = manager.call("frappe.desk.form.load.getdoc", doctype=SETTINGS[0], name=SETTINGS[1])
		(shown,) = site.run(
			"""
settings = frappe.get_doc("IRO Settings")
settings.run_method("onload")
result = settings.get("__onload").problems
"""
		)  # type: ignore[misc]
	assert form.ok
	(warned,) = [one for one in on_workspace if "Bank holidays" in one["what"]]
	assert warned == shown
	assert warned["what"] == f"Bank holidays are confirmed only to the end of {TODAY.year}."
	assert warned["do"].startswith(f"Check those of {TODAY.year + 1}")
	assert "Bank holidays" not in str(
		manager.call("iro_module.iro_setup.health.on_workspace").data["problems"]
	)
