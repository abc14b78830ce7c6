"""The lists an IRO lives in, as they are clicked: a figure opens the rows it counted; sentences are shown whole."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from iro_module.domain.records import child_name
from tests.platform.test_ingest import SINCE, TODAY, settled_child
from tests.support.feed import moved
from tests.support.site import Site

pytestmark = [pytest.mark.platform, pytest.mark.browser]

SLOW = 60_000
RUN = secrets.token_hex(3)

SET_DATES = """
frappe.db.set_value("IRO Review", name, values, update_modified=False)
"""


@pytest.mark.parametrize(
	("card", "values"),
	[
		# two conditions on one field
		("Reviews overdue by law", {"due_on": -2, "statutory_due_on": -1, "booked_on": 5}),
		# rows found one by one
		("Children not yet spoken to", {"booked_on": 3}),
		# a report
		("Reviews this week", {"booked_on": 0}),
	],
)
def test_a_figure_opens_the_rows_that_it_counted(
	site: Site, desk: Callable[[str], Page], card: str, values: dict[str, int]
) -> None:
	child = f"LST-{RUN}-{card[:4]}{len(card)}"
	settled_child(site, child)
	(review,) = site.rows("IRO Review", child, "name")
	days = {field: str(TODAY + timedelta(days=ahead)) for field, ahead in values.items()}
	site.run(SET_DATES, name=review["name"], values={**days, "status": "Booked"})
	page = desk(site.iro)
	page.goto("/app/independent-reviewing")
	box = page.locator(f'.number-widget-box:has-text("{card}")')
	number = box.locator(".widget-content .number")
	expect(number).to_have_text(re.compile(r"\d"), timeout=SLOW)
	count = int(number.inner_text())
	assert count >= 1
	box.locator(".widget-content").click()
	expect(page.locator(".list-count:visible, .dt-scrollable:visible").first).to_be_visible(timeout=SLOW)
	if page.locator(".list-count:visible").count():
		expect(page.locator(".list-count:visible")).to_have_text(re.compile(rf"of {count}$"), timeout=SLOW)
	else:
		rows = page.locator(".dt-scrollable:visible .dt-row[data-row-index]")
		expect(rows).to_have_count(count, timeout=SLOW)
	look(page, card)


def test_the_list_of_changes_shows_the_whole_sentence(site: Site, desk: Callable[[str], Page]) -> None:
	child = f"LST-{RUN}-C"
	settled_child(site, child)
	site.feed.send(*moved(child, SINCE, TODAY - timedelta(days=3)))
	(change,) = site.rows("Change of Circumstances", child, "name", "description")
	long = f"{change['description']}, and a second sentence that is longer than one line of a list on a narrow screen"
	site.run(
		"frappe.db.set_value('Change of Circumstances', name, 'description', long, update_modified=False)",
		name=change["name"],
		long=long,
	)
	page = desk(site.iro)
	page.goto(f"/app/change-of-circumstances?child={child_name(child)}")
	sentence = page.locator(f'.list-subject a[data-name="{change["name"]}"]')
	expect(sentence).to_have_text(re.compile("a narrow screen$"), timeout=SLOW)
	cut = sentence.evaluate(
		"one => [one, ...$(one).parentsUntil('.list-row')].some((box) => getComputedStyle(box).overflow === 'hidden' "
		"&& box.scrollWidth > box.clientWidth + 1)"
	)
	whole = sentence.evaluate(
		"one => one.getBoundingClientRect().right <= one.closest('.list-subject').getBoundingClientRect().right + 1"
	)
	look(page, "changes")
	assert (cut, whole) == (False, True)


def test_a_query_is_answered_from_what_awaits_the_officer(site: Site, desk: Callable[[str], Page]) -> None:
	child = f"LST-{RUN}-Q"
	settled_child(site, child)
	(review,) = site.rows("IRO Review", child, "name")
	site.complete(str(review["name"]), TODAY)
	asked = f"Who pays for run {RUN}?"
	query = {"decisions_sent_on": str(TODAY), "manager_reply": "queried", "manager_replied_on": str(TODAY)}
	site.run(SET_DATES, name=review["name"], values={**query, "manager_reply_words": asked})
	page = desk(site.iro)
	page.goto("/app/query-report/Awaiting My Answer")
	row = page.locator(".dt-row", has_text=asked)
	expect(row).to_contain_text("The manager queried the decisions of", timeout=SLOW)
	look(page, "awaiting")
	row.get_by_role("link").first.click()
	page.get_by_role("button", name="Answer the manager").click(timeout=SLOW)
	dialog = page.locator(".modal:visible")
	expect(dialog).to_contain_text(asked)
	page.wait_for_timeout(800)  # the dialog's own first values come late, and would empty the field again
	dialog.locator("textarea[data-fieldname=words]").fill("The placement budget.")
	dialog.get_by_role("button", name="Answer", exact=True).click()
	expect(dialog).to_have_count(0, timeout=SLOW)
	page.locator(".form-tabs .nav-link:visible", has_text="After").click()
	form = page.locator(".form-page:visible")
	expect(form).to_contain_text("The placement budget.", timeout=SLOW)
	expect(form).to_contain_text("Answer to the manager")
	expect(page.get_by_role("button", name="Answer the manager")).to_have_count(0)
	look(page, "answered")


def look(page: Page, name: str) -> None:
	"""A picture for whoever works on the screens (LOOK=<folder>)."""
	if os.environ.get("LOOK"):
		page.wait_for_timeout(1500)
		page.screenshot(path=f"{os.environ['LOOK']}/lists-{name}.png")
