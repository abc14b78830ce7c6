"""The child's page in a browser: what is due next, the chronology, and a visit recorded in three clicks."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from iro_module.domain.records import child_name
from iro_module.domain.wording import in_words
from tests.platform.test_ingest import SINCE, TODAY, settled_child
from tests.support.feed import moved
from tests.support.site import Site

pytestmark = [pytest.mark.platform, pytest.mark.browser]

SLOW = 30_000
RUN = secrets.token_hex(3)


def test_a_visit_is_three_clicks_from_the_child(site: Site, desk: Callable[[str], Page]) -> None:
	settled_child(site, f"{RUN}-VISIT")
	page = desk(site.iro)
	page.goto(f"/app/looked-after-child/{child_name(f'{RUN}-VISIT')}")
	page.get_by_role("button", name="Visit or conversation").click(timeout=SLOW)
	dialog = page.locator(".modal:visible")
	dialog.get_by_role("button", name="Spoken to alone").click(timeout=SLOW)
	dialog.get_by_role("button", name="Save").click()
	expect(dialog).to_have_count(0, timeout=SLOW)
	visits = site.rows("IRO Visit", f"{RUN}-VISIT", "kind", "with_child", "happened_on", "by_whom", "review")
	review = site.rows("IRO Review", f"{RUN}-VISIT", "name")
	assert visits == [
		{
			"kind": "Visit",
			"with_child": "Spoken to alone",
			"happened_on": TODAY.isoformat(),
			"by_whom": site.iro,
			"review": review[0]["name"],
		}
	]
	assert site.rows("IRO Private Note", f"{RUN}-VISIT") == []


def test_what_is_due_next_says_why_and_the_chronology_leads_on(
	site: Site, desk: Callable[[str], Page]
) -> None:
	settled_child(site, f"{RUN}-PAGE")
	on = TODAY - timedelta(days=3)
	site.feed.send(*moved(f"{RUN}-PAGE", SINCE, on), notify=False)
	page = desk(site.iro)
	page.goto(f"/app/looked-after-child/{child_name(f'{RUN}-PAGE')}")
	due = page.locator(".due-part[data-part=review]")
	expect(due).to_contain_text(f"Unplanned move on {in_words(on)}", timeout=SLOW)
	expect(page.locator(".due-part[data-part=changes]")).to_contain_text("1 change not yet looked at")
	page.get_by_role("tab", name="Chronology").click()
	listed = page.locator(".chronology-entry:visible")
	expect(listed.filter(has_text="Children's home").first).to_be_visible(timeout=SLOW)
	page.locator(".chronology-kinds").get_by_role("button", name="Reviews", exact=True).click()
	expect(page.locator(".chronology-entry[data-kind=placements]")).to_have_count(0, timeout=SLOW)
	page.locator(".chronology-entry[data-kind=reviews] a").first.click()
	page.wait_for_url("**/app/review-held-elsewhere/**", timeout=SLOW)
