"""Completing a review in its dialog, and reading afterwards what is owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from iro_module.iro_setup.clock import today
from tests.support.completing import ready
from tests.support.site import Site
from tests.support.story import play

pytestmark = [pytest.mark.platform, pytest.mark.browser]

SLOW = 30_000
ASKED = (
	"completed_on", "child_attendance", "child_spoke", "participation_code", "spoken_to_privately", "permanence_plan",
	"next_meeting_on",
)  # fmt: skip


def test_one_dialog_asks_for_everything_and_books_the_next_review(
	site: Site, desk: Callable[[str], Page]
) -> None:
	with play(site) as story:
		child, on = story.child("Ivo", born="2013-02-03"), today()
		since = on - timedelta(days=60)
		story.on(since.isoformat())
		story.feed(
			child.details(), child.period(since.isoformat()), child.status(since.isoformat(), "C2"),
			child.placed(since.isoformat(), "U6", reason_new_episode="S"),
		)  # fmt: skip
		child.allocate()
		decision = {
			"decision_text": "A <b>tutor</b> comes.",
			"owner_role": "School",
			"due_on": on.isoformat(),
		}
		review = child.review()["name"]
		story.add("Review Decision", user=site.iro, child=child.name, review=review, **decision)
		story.on((since + timedelta(days=20)).isoformat())
		child.complete((since + timedelta(days=20)).isoformat())
		story.on(on.isoformat())
		held = child.review()["name"]
		story.save(
			"IRO Review", held, user=site.iro,
			attendance=[{"person": "Ivo", "person_role": "Child"}, {"person": "Ms Ash", "person_role": "Carer"}],
		)  # fmt: skip
		page = desk(site.iro)
		page.goto(f"/app/iro-review/{held}")
		page.get_by_role("button", name="Complete", exact=True).click(timeout=SLOW)
		dialog = page.locator(".modal:visible", has_text="Complete the review")
		expect(dialog).to_contain_text("A <b>tutor</b> comes.", timeout=SLOW)
		page.wait_for_function("() => cur_dialog")
		# A message that is closed leaves no dialog current.
		page.evaluate("() => { window.asked = cur_dialog; }")
		given = {field: value for field, value in ready(on).items() if field in ASKED}
		page.evaluate(
			"async values => { await asked.set_values(values); }", {**given, "next_meeting_on": None}
		)
		expect(dialog).to_contain_text("Not after", timeout=SLOW)
		expect(dialog).to_contain_text("The meeting of that day")
		late = (on + timedelta(days=300)).isoformat()
		for values in ({"outcome_0": "on track", "next_meeting_on": late}, given):
			page.evaluate("async values => { await asked.set_values(values); }", values)
			dialog.get_by_role("button", name="Complete", exact=True).click()
			if values is not given:
				expect(page.locator(".msgprint")).to_contain_text("Day of the next review", timeout=SLOW)
				page.locator(".msgprint-dialog .btn-modal-close").click()
				expect(dialog).to_contain_text("Complete the review")
		expect(page.locator(".page-head:visible")).to_contain_text("Completed", timeout=SLOW)
		page.locator(".form-tabs .nav-link:visible", has_text="After").click()
		expect(page.locator(".form-page:visible")).to_contain_text("Decisions sent", timeout=SLOW)
		done = story.get("IRO Review", held)
		assert [(row["held_on"], row["chaired_by"]) for row in done["meetings"]] == [
			(on.isoformat(), site.iro)
		]
		came = {(row["person"], row["attended"], row["meeting_on"]) for row in done["attendance"]}
		assert came == {(who, "Throughout", on.isoformat()) for who in ("Ivo", "Ms Ash")}, (
			"once, refused save or not"
		)
		following = child.review()
		assert (following["status"], following["booked_on"]) == ("Booked", given["next_meeting_on"])
		page.goto("/app/query-report/Decisions and Records Owed")
		expect(page.locator(".report-wrapper:visible")).to_contain_text("Ivo Story", timeout=SLOW)
