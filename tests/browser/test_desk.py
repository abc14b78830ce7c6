"""What people see on the desk: the workspace, a review with its reasons, a child, a refused message."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from iro_module.domain.records import child_name
from iro_module.domain.wording import in_words
from tests.platform.test_ingest import SINCE, TODAY, settled_child
from tests.support.feed import message, moved
from tests.support.site import Site

pytestmark = [pytest.mark.platform, pytest.mark.browser]

SLOW = 30_000


def test_the_iro_finds_the_review_with_its_reasons_and_books_it(
	site: Site, desk: Callable[[str], Page]
) -> None:
	settled_child(site, "WEB-1")
	on = TODAY - timedelta(days=3)
	site.feed.send(*moved("WEB-1", SINCE, on))
	(review,) = site.rows("IRO Review", "WEB-1", "name")
	page = desk(site.iro)
	page.goto(f"/app/iro-review/{review['name']}")
	form = page.locator(".form-page:visible")
	expect(form).to_contain_text(f"Unplanned move on {in_words(on)}", timeout=SLOW)
	expect(form).to_contain_text(f"20 working days from {in_words(on)}")
	expect(form).to_contain_text("Local limit")
	expect(form).to_contain_text("By law")
	page.get_by_role("button", name="Book", exact=True).click()
	expect(page.locator(".modal:visible")).to_contain_text("Book", timeout=SLOW)


def test_the_iro_has_a_notification_without_the_childs_name(site: Site, desk: Callable[[str], Page]) -> None:
	settled_child(site, "WEB-2")
	site.feed.send(*moved("WEB-2", SINCE, TODAY - timedelta(days=1)))
	page = desk(site.iro)
	page.goto("/app/independent-reviewing")
	page.locator(".notifications-icon").first.click()
	listed = page.locator(".notifications-list .panel-notifications")
	expect(listed).to_contain_text("A child's circumstances changed", timeout=SLOW)
	expect(listed).not_to_contain_text("Testford")


def test_the_child_shows_what_is_due_next(site: Site, desk: Callable[[str], Page]) -> None:
	settled_child(site, "WEB-3")
	page = desk(site.iro)
	page.goto(f"/app/looked-after-child/{child_name('WEB-3')}")
	form = page.locator(".form-page:visible")
	expect(form).to_contain_text("Next review", timeout=SLOW)
	expect(page.locator(".page-title:visible").first).to_contain_text("Robin Testford")


def test_the_manager_sees_what_the_service_needs(site: Site, desk: Callable[[str], Page]) -> None:
	page = desk(site.manager)
	page.goto("/app/independent-reviewing")
	board = page.locator(".layout-main:visible").first
	expect(board).to_contain_text("Reviews overdue by law", timeout=SLOW, ignore_case=True)
	expect(board).to_contain_text("Next reviews", timeout=SLOW)


def test_html_in_a_message_stays_text(site: Site, desk: Callable[[str], Page]) -> None:
	"""What a feed sends never becomes markup on the desk of whoever looks at it."""
	child_id = f"WEB-4-{secrets.token_hex(3)}"
	evil = message(
		"child", child_id, child_id, first_name="<img src=x onerror=alert(1)>", last_name="<b>Bold</b>"
	)
	assert site.feed.outcomes(evil) == ["applied"]
	page = desk(site.manager)
	alerts: list[str] = []
	page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
	page.goto(f"/app/looked-after-child/{child_name(child_id)}")
	expect(page.locator(".form-page:visible")).to_contain_text("No review is planned", timeout=SLOW)
	page.goto("/app/looked-after-child")
	expect(page.locator(".frappe-list:visible")).to_contain_text(child_id, timeout=SLOW)
	assert alerts == []
	assert page.locator("img[src='x']").count() == 0
