"""What leaves of a review: names of brothers and sisters looked at in a dialog, and the manager's answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import SOCIAL_WORK_MANAGER
from tests.support.site import Site
from tests.support.story import play

pytestmark = [pytest.mark.platform, pytest.mark.browser]

SLOW = 60_000
TEAM = """
team = frappe.get_doc({"doctype": "Social Work Team", "team_name": name}).insert()
team.manager = manager
team.save()
frappe.utils.password.update_password(manager, password)
"""


def test_names_are_looked_at_and_decisions_answered_one_by_one(
	site: Site, desk: Callable[[str], Page]
) -> None:
	with play(site) as story:
		child, sister = story.child("Eda", born="2013-02-03"), story.child("Willow", born="2015-02-03")
		chief = story.person(f"chief.{child.id.lower()}", SOCIAL_WORK_MANAGER)
		story.run(TEAM, name=child.id, manager=chief, password=site.password)
		on = today()
		since, held = on - timedelta(days=30), on - timedelta(days=12)
		story.on(since.isoformat())
		for one in (child, sister):
			story.feed(
				one.details(team=child.id), one.period(since.isoformat()), one.status(since.isoformat(), "C2"),
				one.placed(since.isoformat(), "U6", reason_new_episode="S"),
			)  # fmt: skip
			one.allocate()
		story.add(
			"Child Relationship", user=site.manager,
			child=child.name, relation="Brother or sister of", related_child=sister.name,
		)  # fmt: skip
		story.on(held.isoformat())
		review = child.review()["name"]
		for text in ("A tutor comes.", "Eda sees Willow."):
			values = {"decision_text": text, "owner_role": "School", "due_on": on.isoformat()}
			story.add("Review Decision", user=site.iro, child=child.name, review=review, **values)
		child.complete(held.isoformat())
		story.on(on.isoformat())

		page = desk(site.iro)
		page.goto(f"/app/iro-review/{review}")
		page.get_by_role("button", name="Names of brothers and sisters (1 to look at)").click(timeout=SLOW)
		dialog = page.locator(".modal:visible", has_text="Names of brothers and sisters")
		expect(dialog).to_contain_text("Decisions of this review, row 2: what was decided", timeout=SLOW)
		expect(dialog).to_contain_text("Eda sees Willow.")
		dialog.get_by_role("combobox").select_option("leave out")
		dialog.get_by_role("button", name="Save", exact=True).click()
		expect(dialog).to_be_hidden(timeout=SLOW)
		story.save("IRO Review", review, user=site.iro, decisions_sent_on=on.isoformat())
		page.goto(f"/printview?doctype=IRO Review&name={review}&format=Review Decisions&no_letterhead=1")
		expect(page.locator(".iro")).to_contain_text("Eda sees [a brother or sister].", timeout=SLOW)
		expect(page.locator(".iro")).to_contain_text("no reply")
		page.goto(f"/printview?doctype=IRO Review&name={review}&format=Standard")
		expect(page.locator("body")).to_contain_text(
			"Choose the print format Review Decisions and Review Record"
		)

		page = desk(chief)
		page.goto(f"/app/iro-review/{review}")
		page.get_by_role("button", name="Reply to the decisions").click(timeout=SLOW)
		dialog = page.locator(".modal:visible", has_text="Reply to the decisions")
		expect(dialog.locator("[data-fieldname=answer] select")).to_be_visible(timeout=SLOW)
		dialog.locator("input[data-fieldname=one_by_one]").check()
		expect(dialog).to_contain_text("A tutor comes.", timeout=SLOW)
		expect(dialog.locator("[data-fieldname=answer] select")).to_be_hidden(timeout=SLOW)
		dialog.locator("[data-fieldname=answer_1] select").select_option("queried", timeout=SLOW)
		dialog.locator("[data-fieldname=words_1] textarea").fill("How often?")
		page.keyboard.press("Tab")  # a field that is left may move what stands below it
		dialog.get_by_role("button", name="Reply", exact=True).click()
		expect(dialog).to_be_hidden(timeout=SLOW)
		page.locator(".form-tabs .nav-link:visible", has_text="Decisions").click(timeout=SLOW)
		shown = page.locator("[data-fieldname=decisions_html]")
		expect(shown).to_contain_text("queried on", timeout=SLOW)
		expect(shown).to_contain_text("no reply")
		assert story.get("IRO Review", review)["manager_reply"] == "queried"
