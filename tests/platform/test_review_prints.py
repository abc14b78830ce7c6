"""The prints of a review and of its decisions: what stands on them, and what never does."""

from __future__ import annotations

import pytest

from tests.support.site import Site
from tests.support.story import play

pytestmark = pytest.mark.platform

PRINT = """
from frappe.utils import strip_html
result = frappe.get_print(doctype, name, print_format=print_format, no_letterhead=1)
"""
FIRST = "2025-12-22"


def test_a_print_holds_the_record_and_nothing_of_others(site: Site) -> None:
	with play(site) as story:
		child, sister = story.child("Eda", born="2013-02-03"), story.child("Willow", born="2015-02-03")
		story.on(FIRST)
		for one in (child, sister):
			story.feed(
				one.details(), one.period("2025-12-01"), one.status("2025-12-01", "C2"),
				one.placed("2025-12-01", "U6", reason_new_episode="S"),
			)  # fmt: skip
			one.allocate()
		review, other = child.review()["name"], sister.review()["name"]

		def decide(text: str, of: str, at: str) -> str:
			values = {"decision_text": text, "owner_role": "School", "due_on": "2026-02-02", "child": of}
			return str(story.add("Review Decision", user=site.iro, review=at, **values)["name"])

		story.add(
			"IRO Private Note", user=site.iro, child=child.name, kind="Note", words="Afraid of the uncle."
		)
		decision = decide("A tutor comes on <b>Mondays</b>.", child.name, review)
		gone = decide("A tutor comes every day.", child.name, review)
		close = "iro_module.iro_reviews.decision_rules.close"
		story.call(close, user=site.iro, decision=gone, outcome="superseded", because="Too much.")
		decide("Willow learns to swim.", sister.name, other)
		story.save(
			"IRO Review", review, user=site.iro,
			agenda=[{"section": "Health", "childs_view": "I like the dentist."}, {"section": "Rights"}],
			meetings=[{"held_on": FIRST, "mode": "By video", "chaired_by": site.iro}],
			attendance=[
				{"meeting_on": FIRST, "person": "Willow Story", "person_role": "Brother or sister", "attended": "In part"},
				{"meeting_on": FIRST, "person": "Ms Ash", "person_role": "Carer", "attended": "Throughout"},
			],
		)  # fmt: skip

		def printed(print_format: str, doctype: str = "IRO Review", name: str = review) -> str:
			values = {"doctype": doctype, "name": name, "print_format": print_format}
			text = str(story.run(PRINT, user=site.iro, **values)).split('<div class="iro">', 1)[1]
			for never in ("Willow", "swim", "uncle", "every day", child.name, review, decision, "<b>Mondays"):
				assert never not in text, never
			return text

		for draft in (printed("Review Record"), printed("Review Decisions")):
			assert "not to be carried out until the review is completed" in draft
			assert "&lt;b&gt;Mondays" in draft
		child.complete(FIRST, judgement="The plan is sound.")
		story.save("IRO Review", review, user=site.iro, addenda=[{"words": "The tutor is Mr Oak."}])
		record = printed("Review Record")
		for there in (
			"Eda Story", "22 December 2025", "I like the dentist.", "Ms Ash", "A brother or sister", "by video",
			"The plan is sound.", "2 February 2026", "School", "The tutor is Mr Oak.",
		):  # fmt: skip
			assert there in record, there
		assert "Rights" not in record  # nothing was said under it
		assert "not to be carried out" not in record
		decisions = printed("Review Decisions")
		assert "Ms Ash" not in decisions
		assert "2 February 2026" in decisions
		progress = [{"on_day": FIRST, "progress": "On track", "words": "Booked."}]
		story.save("Review Decision", decision, user=site.iro, progress=progress)
		assert "Booked." in printed("Decision of a Review", "Review Decision", decision)
