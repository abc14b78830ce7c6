"""Reporting a change, deciding about it and querying a date, as people do it on the desk."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from iro_module.domain.records import RecordType, child_name, record_name
from iro_module.domain.wording import in_words
from tests.platform.test_ingest import SINCE, TODAY, settled_child
from tests.support.feed import SOURCE, moved
from tests.support.site import Site

pytestmark = [pytest.mark.platform, pytest.mark.browser]

SLOW = 30_000
RUN = secrets.token_hex(3)


def test_a_change_is_reported_from_the_childs_page_and_shows_when_it_was_told(
	site: Site, desk: Callable[[str], Page]
) -> None:
	child = f"WEB-C1-{RUN}"
	settled_child(site, child)
	page = desk(site.iro)
	page.goto(f"/app/looked-after-child/{child_name(child)}")
	page.get_by_role("button", name="Report a change").click(timeout=SLOW)
	dialog = page.locator(".modal:visible")
	dialog.locator("select[data-fieldname=kind]").select_option("Contact suspended or changed")
	day = TODAY - timedelta(days=20)
	page.wait_for_timeout(800)  # the dialog's own first values come late, and would empty the field again
	dialog.locator("input[data-fieldname=happened_on]").fill(day.strftime("%d-%m-%Y"))
	dialog.locator("textarea[data-fieldname=details]").fill("Family time on Saturdays stopped by the court.")
	look(page, "report")
	dialog.get_by_role("button", name="Report").click()
	form = page.locator("#page-Change\\ of\\ Circumstances")
	expect(form).to_contain_text(f"Happened {in_words(day)}, told {in_words(TODAY)}", timeout=SLOW)
	expect(form).to_contain_text("Read by the reviewing officer", timeout=SLOW)
	look(page, "reported")


def test_the_iro_settles_a_change_in_one_action(site: Site, desk: Callable[[str], Page]) -> None:
	settled_child(site, f"WEB-C2-{RUN}")
	site.feed.send(*moved(f"WEB-C2-{RUN}", SINCE, TODAY - timedelta(days=3)))
	(change,) = site.rows("Change of Circumstances", f"WEB-C2-{RUN}", "name")
	page = desk(site.iro)
	page.goto(f"/app/change-of-circumstances/{change['name']}")
	page.get_by_role("button", name="Decide").click(timeout=SLOW)
	look(page, "decide")
	page.get_by_role("link", name="No separate review").click()
	dialog = page.locator(".modal:visible")
	dialog.locator("select[data-fieldname=reason]").select_option("The next review is soon enough")
	dialog.get_by_role("button", name="Decide").click()
	form = page.locator("#page-Change\\ of\\ Circumstances")
	expect(form).to_contain_text(f"Decided on {in_words(TODAY)}: no separate review", timeout=SLOW)
	look(page, "decided")
	page.goto("/app/change-of-circumstances")
	expect(page.locator(".frappe-list")).to_contain_text("Unplanned move", timeout=SLOW)
	look(page, "list")


def test_a_date_is_queried_and_the_query_shows_on_the_record_and_the_child(
	site: Site, desk: Callable[[str], Page]
) -> None:
	child = f"WEB-C3-{RUN}"
	settled_child(site, child)
	placement = record_name(SOURCE, RecordType.PLACEMENT, f"{child}-P1")
	page = desk(site.iro)
	page.goto(f"/app/care-placement/{placement}")
	page.get_by_role("button", name="Query this date").click(timeout=SLOW)
	dialog = page.locator(".modal:visible")
	dialog.locator("textarea[data-fieldname=question]").fill("The carer says it was a week later.")
	look(page, "query")
	dialog.get_by_role("button", name="Ask").click()
	said = page.locator(".iro-record-queries:visible")
	expect(said).to_contain_text("The carer says it was a week later.", timeout=SLOW)
	look(page, "queried")
	page.goto(f"/app/looked-after-child/{child_name(child)}")
	expect(page.locator(".iro-record-queries:visible")).to_contain_text("One open query", timeout=SLOW)
	look(page, "child")


def look(page: Page, name: str) -> None:
	"""A picture for whoever works on the screens (LOOK=<folder>)."""
	if os.environ.get("LOOK"):
		page.wait_for_timeout(1500)
		page.screenshot(path=f"{os.environ['LOOK']}/changes-{name}.png")
