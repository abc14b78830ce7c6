"""Completing a review: it was held, by somebody independent, with evidence of the child's part, whoever was invited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from iro_module.iro_setup.roles import REVIEW_ADMINISTRATOR, REVIEWING_OFFICER, SOCIAL_WORKER
from tests.support.site import Site
from tests.support.story import Child, Refused, Story, play

pytestmark = pytest.mark.platform

DAY = "2026-03-20"
NOTHING_TICKED = {"child_attendance": None, "child_spoke": 0}
MORE_OF_THE_CHILDS_PART = {
	"chose_where": "Yes",
	"chose_who": "In part",
	"chose_agenda": "No",
	"small_by_choice": 1,
	"child_chaired": "Together with somebody",
	"communication_help": "Used",
	"advocate_offered": "Yes, taken up",
	"knows_reviewing_officer": "Yes",
	"knows_how_to_complain": "Now told",
	"views_made_a_difference": "Football stays on Tuesdays.",
	"view_not_followed": "A dog of their own: the carer is allergic.",
	"feedback_on_review": "Short was good.",
}


@pytest.fixture(scope="module")
def story(site: Site) -> Iterator[Story]:
	with play(site) as played:
		played.on(DAY)
		yield played


def in_care(story: Story, first_name: str, born: str = "2013-02-03", **details: Any) -> Child:
	"""A child whose second review is due; allocated to the story's officer."""
	child = story.child(first_name, born=born)
	story.feed(
		child.details(**details), child.period("2025-12-01"), child.status("2025-12-01", "C2"),
		child.placed("2025-12-01", "U6", reason_new_episode="S"), child.reviewed("2025-12-22"),
	)  # fmt: skip
	child.allocate()
	return child


def refused(step: Any, *arguments: Any, **values: Any) -> tuple[str, str]:
	"""The class of the refusal and what the user reads."""
	with pytest.raises(Refused) as problem:
		step(*arguments, **values)
	return problem.value.kind, problem.value.says


# --- held, and by whom ----------------------------------------------------------------------------------------


def test_nobody_who_works_on_the_case_has_chaired_a_review_that_is_completed(story: Story) -> None:
	"""Whoever completes it, and whichever field names the chair."""
	dual, worker = story.person("dual", REVIEWING_OFFICER), story.person("plain", SOCIAL_WORKER)
	child = in_care(story, "Hana", social_worker="CO-DUAL")
	story.run(
		"""
staff = frappe.get_doc("Staff Identity", {"staff_id": "CO-DUAL"})
staff.user = dual
staff.save()
""",
		dual=dual,
	)
	manager = story.site.manager
	for chair, kind in ((dual, "NotIndependent"), (worker, "NotAReviewingOfficer")):
		meetings = [{"held_on": DAY, "mode": "By video", "chaired_by": chair}]
		assert refused(child.complete, DAY, user=manager, meetings=meetings)[0] == kind
	done = child.complete(DAY, user=manager, chaired_by=dual, first_meeting_on="2026-03-01")
	assert (done["chaired_by"], done["first_meeting_on"]) == (manager, DAY)
	assert (done["chaired_by_own_iro"], done["iro_when_held"]) == ("No", story.site.iro)


def test_a_meeting_without_a_chair_or_anybody_there_completes_nothing(story: Story) -> None:
	child = in_care(story, "Ines")
	kind, says = refused(child.complete, DAY, meetings=[], attendance=[])
	assert (kind, says.startswith("Meetings: none is on record. Record the meeting")) == (
		"MeetingMissing",
		True,
	)
	name = child.review()["name"]
	story.save("IRO Review", name, user=story.site.iro, meetings=[{"held_on": DAY, "mode": "By phone"}])
	(held,) = child.review()["meetings"]
	kind, says = refused(child.complete, DAY, meetings=[{**held, "chaired_by": None}])
	assert (kind, "who chaired that of 20 March 2026 is missing" in says) == ("MeetingMissing", True)
	kind, says = refused(child.complete, DAY, attendance=[])
	assert (kind, "nobody is recorded for the meeting of 20 March 2026" in says) == ("WhoCameMissing", True)
	sorry = [{"person": "A parent", "person_role": "Parent", "attended": "Apologies", "meeting_on": DAY}]
	assert refused(child.complete, DAY, attendance=sorry)[0] == "WhoCameMissing"
	assert child.complete(DAY)["status"] == "Completed"


# --- invited, and who came ------------------------------------------------------------------------------------


def test_who_is_invited_is_said_before_the_meeting_and_answered_after_it(story: Story) -> None:
	child, iro = in_care(story, "Juno"), story.site.iro
	name = child.review()["name"]
	rows = [
		{"person": "Juno", "person_role": "Child"},
		{"person": "The carer", "person_role": "Carer", "meeting_on": "2026-03-24"},
		{
			"person": "The head",
			"person_role": "Teacher or school",
			"attended": "Not invited at the child's wish",
		},
		{"person": "A parent", "person_role": "Parent", "attended": "Not invited, with reason"},
	]
	kind, says = refused(story.save, "IRO Review", name, user=iro, attendance=rows)
	assert (kind, "row 4: say in the note why" in says) == ("NotInvitedReasonMissing", True)
	rows[3]["note"] = "A court order."
	came = [*rows[:2], {**rows[2], "attended": "Throughout"}, rows[3]]
	kind, says = refused(story.save, "IRO Review", name, user=iro, attendance=came)
	assert (kind, "row 3: no meeting was held yet" in says) == ("MeetingWrong", True)
	saved = story.save("IRO Review", name, user=iro, attendance=rows, booked_on="2026-03-24")
	assert [(row["attended"], row["meeting_on"]) for row in saved["attendance"]] == [
		("Invited", None),
		("Invited", "2026-03-24"),
		("Not invited at the child's wish", None),
		("Not invited, with reason", None),
	]
	assert saved["status"] == "Booked", "an invitation begins nothing"
	kind, says = refused(child.complete, DAY)
	assert (kind, "row 1: it still says Invited" in says) == ("WhoCameMissing", True)
	first, second, third, fourth = saved["attendance"]
	answered = [
		{**first, "attended": "In part"}, {**second, "attended": "Did not come", "meeting_on": None}, third, fourth,
	]  # fmt: skip
	done = child.complete(DAY, attendance=answered)
	assert [row["meeting_on"] for row in done["attendance"]] == [DAY] * 4


# --- the evidence of the child's part -------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"])
def test_no_code_is_accepted_on_no_evidence(story: Story, code: str) -> None:
	child = in_care(story, "Kit")
	kind, says = refused(child.complete, DAY, **NOTHING_TICKED, participation_code=code)
	assert kind == "ParticipationEvidenceMissing"
	assert "record whether the child attended" in says
	ticks = {
		"PN1": "spoke for themselves in the meeting", "PN2": "an advocate spoke for the child",
		"PN3": "conveyed views by symbols or without words", "PN4": "conveyed no views",
		"PN5": "asked an advocate beforehand to speak", "PN6": "sent a voice recording", "PN7": "conveyed no views",
	}  # fmt: skip
	assert f"“{ticks[code]}”" in says, "the words say what to tick"
	there = "was not there" if code in ("PN5", "PN6", "PN7") else "was there for part"
	kind, says = refused(
		child.complete, DAY, **{**NOTHING_TICKED, "child_attendance": there}, participation_code=code
	)
	assert (kind, "record how views were conveyed, or that none were" in says) == (
		"ParticipationEvidenceMissing",
		True,
	)
	shown = story.call(
		"iro_module.iro_reviews.participation_record.suggested", user=story.site.iro, review=child.review()["name"],
		evidence={"participation_code": code},
	)  # fmt: skip
	assert "has no evidence yet" in shown["needs"], "the form says so before the save"
	box = {
		"PN2": "iro_spoke",
		"PN3": "child_used_symbols",
		"PN5": "iro_briefed",
		"PN6": "sent_app",
		"PN1": "child_spoke",
	}
	given = {"child_attendance": there, "child_spoke": 0, box.get(code, "nothing_conveyed"): 1}
	assert child.complete(DAY, **given, participation_code=code)["participation_code"] == code


def test_under_4_what_was_seen_is_written_on_the_review_or_on_a_visit(story: Story) -> None:
	child = in_care(story, "Lou", born="2023-06-01")
	kind, says = refused(child.complete, DAY, observation_note=" ")
	assert (kind, "What was seen of a child under 4" in says) == ("ObservationMissing", True)
	seen = {
		"child": child.name,
		"kind": "Observation",
		"with_child": "Seen, not spoken to",
		"by_whom": story.site.iro,
	}
	story.add("IRO Visit", user=story.site.iro, **seen, happened_on="2025-12-10", observed="Slept.")
	story.add("IRO Visit", user=story.site.iro, **seen, happened_on="2026-03-18")
	assert refused(child.complete, DAY, observation_note=None)[0] == "ObservationMissing", (
		"before the last review"
	)
	story.add(
		"IRO Visit",
		user=story.site.iro,
		**seen,
		happened_on="2026-03-19",
		observed="Went to the carer for comfort.",
	)
	assert child.complete(DAY, observation_note=None)["participation_code"] == "PN0"


# --- more about the child's part ------------------------------------------------------------------------------


def test_the_childs_part_is_the_reviewing_services_to_write_and_is_printed(story: Story) -> None:
	child = in_care(story, "Mia")
	review, administrator = child.review()["name"], story.person("admin", REVIEW_ADMINISTRATOR)
	story.save("IRO Review", review, user=administrator, venue="At home", **MORE_OF_THE_CHILDS_PART)
	after = story.get("IRO Review", review)
	assert after["venue"] == "At home"
	assert not [field for field in MORE_OF_THE_CHILDS_PART if after.get(field)]
	worker = story.person("plain", SOCIAL_WORKER)
	for field, value in MORE_OF_THE_CHILDS_PART.items():
		assert (
			refused(story.save, "IRO Review", review, user=worker, **{field: value})[0] == "PermissionError"
		)
	child.complete(DAY, **MORE_OF_THE_CHILDS_PART)
	after = story.get("IRO Review", review)
	assert {field: after[field] for field in MORE_OF_THE_CHILDS_PART} == MORE_OF_THE_CHILDS_PART
	printed = story.run(
		"result = frappe.get_print('IRO Review', name, print_format='Review Record')",
		user=story.site.iro,
		name=review,
	)
	for words in (
		"Football stays on Tuesdays.", "A dog of their own: the carer is allergic.", "Short was good.",
		"The review was kept small, as the child wanted.", "Knows how to complain: now told",
		"The child chose what is talked about: no", "The child chaired: together with somebody",
	):  # fmt: skip
		assert words in printed, words
	closed = refused(story.save, "IRO Review", review, user=story.site.iro, feedback_on_review="Long.")
	assert closed[0] == "ReviewClosed"
