"""A child in secure accommodation has panels besides its reviews: two open reviews, each with a date of its own."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.care_events import LOOKED_AFTER_TRACK, SECURE_PANEL_TRACK
from iro_module.domain.months import months_later
from iro_module.iro_setup.clock import today
from tests.support.completing import ready
from tests.support.desk import Desk
from tests.support.feed import looked_after, message, reviewed
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
RUN = secrets.token_hex(3)
"""Begins the ids of this run's children: a site that is kept has those of earlier runs."""
PLACED = TODAY - timedelta(days=15)


@pytest.fixture(scope="module")
def iro(site: Site) -> Desk:
	return Desk(site.url, site.iro, PASSWORD)


def in_secure_accommodation(site: Site, child_id: str) -> None:
	"""Looked after for 90 days, reviewed, moved to a secure children's home 15 days ago, reviewed since."""
	since = TODAY - timedelta(days=90)
	site.feed.send(
		*looked_after(child_id, since),
		reviewed(child_id, since + timedelta(days=20)),
		message(
			"placement", child_id, f"{child_id}-P1", 2, start_date=since, placement_type="U6", reason_new_episode="S",
			end_date=PLACED, reason_place_change="CARPL",
		),
		message("placement", child_id, f"{child_id}-P2", start_date=PLACED, placement_type="K1", reason_new_episode="P"),
		reviewed(child_id, TODAY - timedelta(days=5)),
		notify=False,
	)  # fmt: skip
	site.allocate(child_id)


def open_reviews(site: Site, child_id: str) -> dict[str, dict[str, Any]]:
	"""The open reviews by track."""
	return {str(row["track"]): row for row in site.rows("IRO Review", child_id, "*") if row["open_key"]}


def test_a_panel_and_a_review_are_open_side_by_side(site: Site) -> None:
	in_secure_accommodation(site, f"{RUN}-K1")
	found = open_reviews(site, f"{RUN}-K1")
	assert set(found) == {LOOKED_AFTER_TRACK, SECURE_PANEL_TRACK}
	panel, review = found[SECURE_PANEL_TRACK], found[LOOKED_AFTER_TRACK]
	assert (panel["kind"], panel["sequence"]) == ("secure_panel", 1)
	assert panel["due_on"] == (PLACED + timedelta(days=28)).isoformat()
	assert panel["statutory_due_on"] == months_later(PLACED, 1).isoformat()
	assert review["due_on"] == months_later(TODAY - timedelta(days=5), 6).isoformat()


def test_a_panel_held_moves_the_next_panel_and_not_the_review(site: Site, iro: Desk) -> None:
	in_secure_accommodation(site, f"{RUN}-HELD")
	before = open_reviews(site, f"{RUN}-HELD")
	panel = before[SECURE_PANEL_TRACK]["name"]
	done = {"status": "Completed", "completed_on": TODAY.isoformat()}
	assert iro.change("IRO Review", panel, **done).exc_type == "MeetingMissing"
	held = {field: rows for field, rows in ready(TODAY).items() if field in ("meetings", "attendance")}
	assert iro.change("IRO Review", panel, **done, **held).ok
	after = open_reviews(site, f"{RUN}-HELD")
	assert after[LOOKED_AFTER_TRACK] == before[LOOKED_AFTER_TRACK]
	assert after[SECURE_PANEL_TRACK]["name"] != panel
	assert after[SECURE_PANEL_TRACK]["due_on"] == months_later(TODAY, 3).isoformat()
	assert after[SECURE_PANEL_TRACK]["sequence"] == 2


def test_a_review_held_moves_the_next_review_and_not_the_panel(site: Site, iro: Desk) -> None:
	in_secure_accommodation(site, f"{RUN}-REV")
	before = open_reviews(site, f"{RUN}-REV")
	review = before[LOOKED_AFTER_TRACK]["name"]
	assert iro.change("IRO Review", review, **ready(TODAY)).ok
	after = open_reviews(site, f"{RUN}-REV")
	assert after[SECURE_PANEL_TRACK] == before[SECURE_PANEL_TRACK]
	assert after[LOOKED_AFTER_TRACK]["due_on"] == months_later(TODAY, 6).isoformat()


def test_a_panel_asks_for_no_early_review(site: Site, iro: Desk) -> None:
	in_secure_accommodation(site, f"{RUN}-EARLY")
	before = open_reviews(site, f"{RUN}-EARLY")
	panel = str(before[SECURE_PANEL_TRACK]["name"])
	assert iro.change("IRO Review", panel, early_due_on=(TODAY + timedelta(days=3)).isoformat()).ok
	after = open_reviews(site, f"{RUN}-EARLY")
	assert after[SECURE_PANEL_TRACK]["early_due_on"] is None
	assert after[LOOKED_AFTER_TRACK] == before[LOOKED_AFTER_TRACK]


def test_the_panel_is_no_longer_needed_once_the_child_has_left(site: Site) -> None:
	child_id = f"{RUN}-LEFT"
	in_secure_accommodation(site, child_id)
	site.feed.send(
		message(
			"placement", child_id, f"{child_id}-P2", 2, start_date=PLACED, placement_type="K1", reason_new_episode="P",
			end_date=TODAY, reason_place_change="CARPL",
		),
		message("placement", child_id, f"{child_id}-P3", start_date=TODAY, placement_type="U6", reason_new_episode="P"),
	)  # fmt: skip
	assert set(open_reviews(site, child_id)) == {LOOKED_AFTER_TRACK}
	(panel,) = [row for row in site.rows("IRO Review", child_id, "*") if row["track"] == SECURE_PANEL_TRACK]
	assert panel["status"] == "No Longer Needed"
