"""The prints of a review and of its decisions: what stands on them, and what never does."""

from __future__ import annotations

from typing import Any

import pytest

from iro_module.iro_setup.roles import REVIEW_ADMINISTRATOR
from tests.support.site import Site
from tests.support.story import Child, Refused, Story, play

pytestmark = pytest.mark.platform

PRINT = """
from frappe.utils import strip_html
result = frappe.get_print(doctype, name, print_format=print_format, no_letterhead=1)
"""
FIRST = "2025-12-22"


def eda_and_willow(story: Story) -> tuple[Child, Child]:
	"""Two children looked after since the same day, each with a reviewing officer."""
	child, sister = story.child("Eda", born="2013-02-03"), story.child("Willow", born="2015-02-03")
	story.on(FIRST)
	for one in (child, sister):
		story.feed(
			one.details(), one.period("2025-12-01"), one.status("2025-12-01", "C2"),
			one.placed("2025-12-01", "U6", reason_new_episode="S"),
		)  # fmt: skip
		one.allocate()
	return child, sister


def test_a_print_holds_the_record_and_nothing_of_others(site: Site) -> None:
	with play(site) as story:
		child, sister = eda_and_willow(story)
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


NAMES = "iro_module.iro_reviews.names_of_others"
PAPER = """
from frappe.utils import print_format as pdfs, weasyprint
from frappe.www import printview
from iro_module.permissions import printing
routes = {
	"print": lambda: frappe.get_print(doctype, name, print_format=print_format),
	"attachment": lambda: frappe.attach_print(doctype, name, print_format=print_format),
	"page": lambda: printview.get_html_and_style(doctype, name, print_format),
	"pdf": lambda: pdfs.download_pdf(doctype, name, print_format),
}
result = {}
for route, way in routes.items():
	frappe.flags.mute_messages = False
	try:
		way()
		result[route] = "printed"
	except Exception as problem:
		result[route] = f"{type(problem).__name__}: {problem}"
frappe.local.flags.ignore_print_permissions = False
"""


def two_sisters(story: Story) -> tuple[Child, Child, str]:
	"""Eda and Willow, recorded as sisters; the name of Eda's review."""
	child, sister = eda_and_willow(story)
	story.add(
		"Child Relationship", user=story.site.manager,
		child=sister.name, relation="Brother or sister of", related_child=child.name,
	)  # fmt: skip
	return child, sister, child.review()["name"]


def on_every_route(story: Story, user: str, print_format: str, doctype: str, name: str) -> dict[str, str]:
	values = {"doctype": doctype, "name": name, "print_format": print_format}
	found: dict[str, str] = story.run(PAPER, user=user, **values)
	return found


def test_a_case_document_prints_in_our_formats_alone(site: Site) -> None:
	"""Standard prints every field; a format somebody made can print anything."""
	with play(site) as story:
		child, _sister, review = two_sisters(story)
		story.run(
			"""
frappe.delete_doc_if_exists("Print Format", "Made Here")
made = {"doctype": "Print Format", "name": "Made Here", "doc_type": "IRO Review", "standard": "No"}
frappe.get_doc({**made, "custom_format": 1, "html": "{{ doc.attendance }}", "print_format_type": "Jinja"}).insert()
"""
		)
		for print_format in ("Standard", "Made Here"):
			for route, answer in on_every_route(story, site.iro, print_format, "IRO Review", review).items():
				assert answer.startswith("FormatNotOurs"), (route, answer)
				assert "Review Decisions and Review Record" in answer
		for print_format, doctype, name in (
			("Review Record", "IRO Review", review),
			("Standard", "Looked After Child", child.name),  # which has no format of ours
		):
			routes = on_every_route(story, site.iro, print_format, doctype, name)
			assert routes["print"] == routes["page"] == "printed"
			for answer in routes.values():  # where the machine makes no PDF, that is what stops it
				assert answer == "printed" or answer.startswith("OSError: wkhtmltopdf"), answer
		made = on_every_route(story, site.iro, "Made Here", "Looked After Child", child.name)
		assert all("Choose the print format Standard" in answer for answer in made.values())
		for way in ("frappe.utils.weasyprint", "frappe.printing.doctype.print_format.print_format"):
			with pytest.raises(Refused) as refused:
				story.run(
					"""
(path,) = frappe.get_hooks("override_whitelisted_methods")[way + ".download_pdf"]
frappe.get_attr(path)("IRO Review", name, "Made Here")
""",
					user=site.iro, name=review, way=way,
				)  # fmt: skip
			assert refused.value.kind == "FormatNotOurs"
		story.run('frappe.delete_doc("Print Format", "Made Here")')


def test_names_of_brothers_and_sisters_are_looked_at_before_a_copy_leaves(site: Site) -> None:
	with play(site) as story:
		child, sister, review = two_sisters(story)

		def write(**values: Any) -> None:
			story.save("IRO Review", review, user=site.iro, **values)

		def found() -> list[tuple[str, str, str | None]]:
			rows = story.call(f"{NAMES}.in_review", user=site.iro, review=review)
			return [(row["where"], row["name"], row["choice"]) for row in rows]

		def decide(choice: str, user: str = site.iro) -> None:
			rows = story.call(f"{NAMES}.in_review", user=site.iro, review=review)
			choices = {row["of"]: choice for row in rows if not row["choice"]}
			story.call(f"{NAMES}.decide", user=user, review=review, choices=choices)

		def printed() -> str:
			values = {"doctype": "IRO Review", "name": review, "print_format": "Review Record"}
			text = str(story.run(PRINT, user=site.iro, **values))
			return text.split('<div class="iro">', 1)[1]

		write(
			agenda=[{"section": "Health", "worry": "Willow's asthma worries Eda.", "working_well": "The family will swim."}],
			meetings=[{"held_on": FIRST, "mode": "By video", "chaired_by": site.iro, "covered": "WILLOW came too"}],
		)  # fmt: skip
		decision = story.add(
			"Review Decision", user=site.iro, child=child.name, review=review, due_on="2026-02-02",
			decision_text="Eda sees willow on Mondays.", owner_role="Carer",
		)  # fmt: skip
		assert found() == [
			("Meetings, row 1: what it covered", "Willow", None),
			("Agenda, Health: worry", "Willow", None),
			("Decisions of this review, row 1: what was decided", "Willow", None),
		]  # not the family name, which Eda bears as well
		for print_format in ("Review Record", "Review Decisions"):
			for answer in on_every_route(story, site.iro, print_format, "IRO Review", review).values():
				assert answer.startswith("NamesNotLookedAt"), answer
				assert "Willow (Agenda, Health: worry)" in answer
		one = on_every_route(story, site.iro, "Decision of a Review", "Review Decision", decision["name"])
		assert all("Willow (What was decided)" in answer for answer in one.values())
		other = story.person("bookings", REVIEW_ADMINISTRATOR)
		with pytest.raises(Refused) as refused:
			decide("may stay", user=other)
		assert refused.value.kind == "NotActingForChild"
		decide("leave out")
		assert {choice for *_where, choice in found()} == {"leave out"}
		text = printed()
		assert "willow" not in text.lower()
		assert "[a brother or sister]&#39;s asthma worries Eda." in text
		assert "The family will swim." in text
		write(names_of_others='{"forged": {}}')
		kept = story.get("IRO Review", review)["names_of_others"]
		assert "forged" not in kept
		assert "illow" not in kept
		assert site.iro in kept

		write(agenda=[{"section": "Health", "worry": "Willow's asthma is better."}])
		assert [(name, choice) for _where, name, choice in found() if choice is None] == [("Willow", None)]
		with pytest.raises(Refused) as refused:
			printed()
		assert refused.value.kind == "NamesNotLookedAt"
		decide("may stay")
		assert "Willow&#39;s asthma is better." in printed()
		child.complete(FIRST)
		story.save(
			"IRO Review", review, user=site.iro, addenda=[{"words": "Willow moved to another school."}]
		)
		for sent in (
			{"decisions_sent_on": FIRST},
			{"distributed_on": FIRST},
			{"recipients": [{"recipient": "Ms Ash", "recipient_role": "Carer", "sent_on": FIRST}]},
		):
			with pytest.raises(Refused) as refused:
				write(**sent)
			assert refused.value.kind == "NamesNotLookedAt"
			assert "Addenda, row 1" in refused.value.says
		decide("leave out")
		write(decisions_sent_on=FIRST)
		assert "Willow moved" not in printed()
		assert "[a brother or sister] moved to another school." in printed()
		assert sister.name not in printed()


def test_the_councils_own_words_stand_on_prints(site: Site) -> None:
	with play(site) as story:
		_child, _sister, review = two_sisters(story)

		def set_words(**words: str) -> None:
			story.run(
				"doc = frappe.get_doc('IRO Settings')\ndoc.update(words)\ndoc.save()",
				user=site.manager, words=words,
			)  # fmt: skip

		def printed(print_format: str = "Review Record") -> str:
			values = {"doctype": "IRO Review", "name": review, "print_format": print_format}
			return str(story.run(PRINT, user=site.iro, **values)).split('<div class="iro">', 1)[1]

		story.save("IRO Review", review, user=site.iro, judgement="Sound.", plan_meets_needs="Yes")
		ours = printed()
		for words in (
			"<h1>Record of the review</h1>", "First review", "Judgement of the reviewing officer",
			"Does the care plan meet",
		):  # fmt: skip
			assert words in ours, words
		try:
			set_words(term_review="CLA review", term_reviewing_officer="IRO", term_care_plan="plan")
			theirs = printed()
			for words in (
				"<h1>Record of the CLA review</h1>", "First CLA review", "Judgement of the IRO",
				"Does the plan meet",
			):  # fmt: skip
				assert words in theirs, words
			assert "<h1>Decisions of the CLA review</h1>" in printed("Review Decisions")
		finally:
			set_words(term_review="", term_reviewing_officer="", term_care_plan="")
