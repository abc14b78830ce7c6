"""The agenda of a review comes from sections that are the council's; a held review is shown against corrected records."""

from __future__ import annotations

import pytest

from tests.support.site import Site
from tests.support.story import Refused, play

pytestmark = pytest.mark.platform

SET_OUT = "iro_module.iro_reviews.agenda_template.set_out"
GROWING_UP = "Growing up and moving on"


def test_what_a_council_has_done_with_sections_and_reasons_stays(site: Site) -> None:
	found = site.run(
		"""
from iro_module import install
section, reason = "Review Agenda Section", "Lateness Reason"
frappe.db.set_value(section, "Health", {"guidance": "Ours", "enabled": 0})
frappe.db.delete(section, "Identity")
frappe.db.delete(reason, "Another reason")
install.make_everything()
result = [
	list(frappe.db.get_value(section, "Health", ["guidance", "enabled"])),
	frappe.db.exists(section, "Identity"),
	frappe.db.exists(reason, "Another reason"),
	frappe.db.count(section),
]
frappe.db.rollback()
"""
	)
	assert found == [["Ours", 0], None, None, 16]


def test_an_agenda_has_the_sections_that_fit_the_age_each_once(site: Site) -> None:
	with play(site) as story:
		young, old = story.child("Hal", born="2012-06-02"), story.child("Ida", born="2011-06-01")
		story.on("2026-06-01")  # Hal is 13, Ida 15 today
		for one in (young, old):
			story.feed(
				one.details(), one.period("2026-05-20"), one.status("2026-05-20", "C2"),
				one.placed("2026-05-20", "U6", reason_new_episode="S"),
			)  # fmt: skip
			one.allocate()
			review = one.review()["name"]
			story.save("IRO Review", review, user=site.iro, agenda=[{"section": "Rights", "worry": "None."}])
			added = story.call(SET_OUT, user=site.iro, review=review)
			assert story.call(SET_OUT, user=site.iro, review=review) == 0
			agenda = [(row["section"], row["worry"]) for row in one.review()["agenda"]]
			assert agenda[0] == ("Rights", "None.")
			assert len(agenda) == added + 1 == len(set(agenda))
			assert (GROWING_UP in dict(agenda)) == (one is old)
		young.complete("2026-06-01")
		with pytest.raises(Refused) as refused:
			story.call(SET_OUT, user=site.iro, review=young.rows("IRO Review")[0]["name"])
		assert refused.value.kind == "ReviewClosed"


def test_a_review_in_time_when_held_names_the_correction_that_makes_it_late(site: Site) -> None:
	with play(site) as story:
		child = story.child("Jem", born="2013-02-03")
		story.on("2026-03-02")
		told = child.status("2026-03-02", "C2"), child.placed("2026-03-02", "U6", reason_new_episode="S")
		story.feed(child.details(), child.period("2026-03-02"), *told)
		child.allocate()
		story.on("2026-03-27")
		review = child.complete("2026-03-27")
		assert review["statutory_due_on"] == "2026-03-30"
		story.on("2026-04-01")
		story.feed(child.period("2026-02-20"))
		story.feed(
			child.voided("legal-status", f"{child.id}-LS-2026-03-02"), child.status("2026-02-20", "C2"),
			child.voided("placement", child.placement("2026-03-02")),
			child.placed("2026-02-20", "U6", reason_new_episode="S"),
		)  # fmt: skip
		about = "iro_module.intake.review_view.about"
		held = story.call(about, user=site.iro, review=review["name"])["held"]
		assert (held["days_late"], held["days_late_when_held"]) == (7, 0)
		assert (held["by_law_then"], held["by_law_today"]) == ("30 March 2026", "20 March 2026")
		assert held["reason"].startswith("record corrected on")
		assert story.get("IRO Review", review["name"])["statutory_due_on"] == "2026-03-30"
