"""Completing a review and what follows: stories of `scenarios`, played on the site on their own days."""

from __future__ import annotations

from typing import Any

import pytest

from iro_module.iro_setup.roles import REVIEWING_OFFICER, SOCIAL_WORK_MANAGER, SOCIAL_WORKER
from tests.support.site import Site
from tests.support.story import Child, Refused, Story, play

pytestmark = pytest.mark.platform

LATE = {"lateness_kind": "The social worker could not come", "lateness_reason": "The worker was off sick."}

ABSENT = {"permanence_plan": "Not in place", "permanence_plan_on": None, "permanence_route": None}


def refused(step: Any, *arguments: Any, **values: Any) -> str:
	with pytest.raises(Refused) as problem:
		step(*arguments, **values)
	return problem.value.kind


def decide(child: Child, **more: Any) -> str:
	story = child.story
	values = {
		"child": child.name,
		"review": child.review()["name"],
		"decision_text": "The dentist sees the child.",
		"owner_role": "Social worker",
		"due_on": "2026-08-31",
		**more,
	}
	return str(story.add("Review Decision", user=story.site.iro, **values)["name"])


def statuses(child: Child, doctype: str = "IRO Review") -> list[Any]:
	return [row["status"] for row in child.rows(doctype, "status")]


def midways(child: Child) -> list[Any]:
	"""The midway reviews that are to be held, by their dates."""
	return [row["due_on"] for row in child.rows("Midway Review", "due_on", state="Planned")]


def test_first_cycle_one_early_one_late_home_before_the_next(site: Site) -> None:
	"""Scenario 1: Tobi, 9."""
	with play(site) as story:
		tobi = story.child("Tobi", born="2016-06-01")
		story.on("2026-03-20")
		started = tobi.period("2026-03-20")
		story.feed(
			tobi.details(), started, tobi.status("2026-03-20", "V2"),
			tobi.placed("2026-03-20", "U6", reason_new_episode="S"),
		)  # fmt: skip
		assert to_allocate(story, tobi) == [tobi.name]
		first = tobi.review()
		assert (first["due_on"], first["statutory_due_on"]) == ("2026-04-21", "2026-04-21")
		assert "3 April and 6 April" in first["explanation"]
		prompts = tobi.rows("IRO Prompt", "tell_by", "state")
		assert {"2026-03-24", "2026-03-27"} <= {row["tell_by"] for row in prompts}
		tobi.allocate()
		assert to_allocate(story, tobi) == []

		story.on("2026-04-14")
		decision = decide(tobi)
		assert story.get("Review Decision", decision)["status"] == "open"
		tobi.complete("2026-04-14", next_meeting_on="2026-07-10", **ABSENT)
		second = tobi.review()
		assert (second["due_on"], second["sequence"]) == ("2026-07-14", 2)
		assert (second["status"], second["booked_on"]) == ("Booked", "2026-07-10")
		assert midways(tobi) == []

		story.on("2026-07-16")
		look = [{"decision": decision, "outcome": "on track"}]
		assert refused(tobi.complete, "2026-07-16", looked_at=look) == "LatenessReasonMissing"
		asked = {**LATE, "looked_at": look, "next_meeting_on": "2027-01-17"}
		assert refused(tobi.complete, "2026-07-16", **asked) == "NextReviewTooLate"
		asked["next_meeting_on"] = None
		assert refused(tobi.complete, "2026-07-16", **asked) == "NextReviewDateMissing"
		asked["next_meeting_on"] = "2027-01-15"
		assert refused(tobi.complete, "2026-07-16", **asked, permanence_plan=None) == "PermanenceNotAnswered"
		tobi.complete("2026-07-16", **asked)
		about = story.call("iro_module.intake.review_view.about", user=site.iro, review=second["name"])[
			"held"
		]
		assert (about["days_late"], about["by_law_then"]) == (2, "14 July 2026")
		third = tobi.review()
		assert (third["due_on"], third["practical_on"]) == ("2027-01-16", "2027-01-15")
		assert midways(tobi) == ["2026-10-16"]
		letter = write_to(tobi, second["name"])
		kept = [story.get("Letter to Child", letter), story.get("IRO Review", second["name"])]

		story.on("2027-01-13")
		ended = tobi.period("2026-03-20", "2027-01-10", end_reason="E4A")
		outcomes = story.feed(ended)
		assert outcomes == ["applied"]
		assert statuses(tobi) == ["Completed", "Completed", "No Longer Needed"]
		rows = story.run(
			"from iro_module.iro_reviews.report.open_decisions.open_decisions import execute\n"
			"result = [row.name for row in execute({'left_care': 1})[1]]",
			user=site.manager,
		)
		assert decision in rows
		prompts = tobi.rows("IRO Prompt", "rule", "state")
		assert {row["state"] for row in prompts if row["rule"] in ("C31", "C32")} <= {"No longer needed"}
		assert story.feed(ended) == ["duplicate"]
		assert story.feed({**started, "id": f"{started['id']}-again"}) == ["stale"]
		assert statuses(tobi) == ["Completed", "Completed", "No Longer Needed"]
		assert tobi.on_file()["left_care_on"] == "2027-01-10", "version 1, sent again, changes nothing"
		assert story.get("Review Decision", decision)["status"] == "overdue"
		assert [story.get("Letter to Child", letter), story.get("IRO Review", second["name"])] == kept


def to_allocate(story: Story, child: Child) -> list[Any]:
	"""The child, where the manager's figure of children without a reviewing officer opens a list that shows them."""
	figure = story.call("iro_module.iro_reviews.figures.children_without_iro", user=story.site.manager)
	shown = {**figure["route_options"], "name": child.name}
	return [row["name"] for row in story.rows("Looked After Child", user=story.site.manager, **shown)]


def write_to(child: Child, review: str) -> str:
	"""The letter after a review, sent."""
	letter = {
		"child": child.name,
		"review": review,
		"age_band": "7 to 11",
		"message_1": "You stay at your school.",
		"sent_on": "2026-07-16",
	}
	return str(child.story.add("Letter to Child", user=child.story.site.iro, **letter)["name"])


def test_a_review_in_two_meetings_its_clocks_and_dates(site: Site) -> None:
	"""Scenario 9, second half: Callum, 13."""
	with play(site) as story:
		callum = story.child("Callum", born="2012-10-01")
		story.on("2025-12-05")
		story.feed(
			callum.details(), callum.period("2025-06-02"), callum.status("2025-06-02", "C2"),
			callum.placed("2025-06-02", "U6", reason_new_episode="S"),
			callum.reviewed("2025-06-20"), callum.reviewed("2025-09-10"), callum.reviewed("2025-12-01"),
		)  # fmt: skip
		callum.allocate()
		review = callum.review()
		assert review["due_on"] == "2026-06-01"

		story.on("2026-05-27")
		story.save(
			"IRO Review", review["name"], user=site.iro, status="In Progress", first_meeting_on="2026-05-27",
			meetings=[{"held_on": "2026-05-27", "mode": "In person", "chaired_by": site.iro}],
		)  # fmt: skip
		assert callum.review()["status"] == "In Progress"
		assert len(callum.review()["agenda"]) > 10
		story.on("2026-06-01")
		story.feed(
			callum.placed("2025-06-02", "U6", reason_new_episode="S", end_date="2026-06-01", reason_place_change="CREQO"),
			callum.placed("2026-06-01", "U6", reason_new_episode="P"),
		)  # fmt: skip
		assert statuses(callum) == ["In Progress"]

		story.on("2026-06-03")
		values = {**LATE, "next_meeting_on": "2026-12-02", "permanence_plan": "Under way, not agreed"}
		done = callum.complete("2026-06-03", **values)
		assert (done["first_meeting_on"], done["completed_on"]) == ("2026-05-27", "2026-06-03")
		assert {row["status"] for row in callum.rows("Change of Circumstances", "status")} <= {"Settled"}
		assert callum.review()["due_on"] == "2026-12-03"
		assert midways(callum) == ["2026-09-02"]
		about = story.call("iro_module.intake.review_view.about", user=site.iro, review=done["name"])["held"]
		assert (about["days_late"], about["other_day"]) == (2, "27 May 2026")

		assert clock(story, done["name"])["decisions sent"][0] == "2026-06-10"
		story.on("2026-06-08")
		after(story, done["name"], decisions_sent_on="2026-06-08")
		found = clock(story, done["name"])
		assert {what: due for what, (due, _words) in found.items()} == {
			"decisions sent": "2026-06-10",
			"manager's reply to the decisions": "2026-06-15",
			"care plan updated": "2026-06-17",
			"full record completed": "2026-06-24",
			"record distributed": "2026-07-01",
			"record signed off by the manager": None,
		}
		story.on("2026-06-16")
		what, words = "manager's reply to the decisions", "no reply, decisions stand"
		assert clock(story, done["name"])[what] == ("2026-06-15", words)
		assert story.get("IRO Review", done["name"]).get("manager_reply") in (None, "")


def after(story: Story, review: str, **values: Any) -> dict[str, Any]:
	return story.save("IRO Review", review, user=story.site.iro, **values)


def clock(story: Story, review: str) -> dict[str, tuple[str | None, str]]:
	found = story.run(
		"from iro_module.iro_reviews import after_review\n"
		"result = after_review.clock(frappe.get_doc('IRO Review', name))",
		name=review,
	)
	return {row["what"]: (row["due_on"], row["words"]) for row in found}


def completed(story: Story, first_name: str, on: str = "2026-03-20") -> tuple[Child, str]:
	"""A child whose second review was completed on the story's day; the review."""
	child = story.child(first_name, born="2013-02-03")
	story.on(on)
	story.feed(
		child.details(), child.period("2025-12-01"), child.status("2025-12-01", "C2"),
		child.placed("2025-12-01", "U6", reason_new_episode="S"), child.reviewed("2025-12-22"),
	)  # fmt: skip
	child.allocate()
	review = child.review()["name"]
	child.complete(on, next_meeting_on="2026-09-18")
	return child, review


def test_a_completed_review_is_added_to_and_never_written_over(site: Site) -> None:
	with play(site) as story:
		_child, review = completed(story, "Ada")
		closed = "ReviewClosed"
		for change in (
			{"judgement": "Other"}, {"agenda": [{"section": "Health"}]}, {"next_meeting_on": "2026-05-01"},
			{"status": "Cancelled", "withdrawn_because": "x"}, {"spoken_to_privately": "No"}, {"looked_at": [{}]},
		):  # fmt: skip
			assert refused(after, story, review, **change) == closed, change
		story.on("2026-03-24")
		wrong = "DocumentDateWrong"
		assert refused(after, story, review, decisions_sent_on="2026-03-25") == wrong
		assert refused(after, story, review, distributed_on="2026-03-19") == wrong
		recipient = {
			"recipient": "Ms Ash",
			"recipient_role": "Parent",
			"sent_on": "2026-03-24",
			"withheld": 1,
		}
		assert refused(after, story, review, recipients=[recipient]) == "WithheldWithoutReason"
		said = {**recipient, "withheld_because": "The carer's address is left out."}
		saved = after(
			story, review, decisions_sent_on="2026-03-24", recipients=[said], manager_reply="agreed"
		)
		assert saved["decisions_sent_on"] == "2026-03-24"
		assert not saved.get("manager_reply")

		first = after(
			story, review, addenda=[{"words": "The school's name was misspelt.", "added_by": "Guest"}]
		)
		(row,) = first["addenda"]
		assert (row["added_by"], bool(row["added_on"])) == (site.iro, True)
		for rows in ([], [{**row, "words": "Nothing."}]):
			assert refused(after, story, review, addenda=rows) == "KeptAsWritten"
		future = {"words": "x", "happened_on": "2026-03-25"}
		assert refused(after, story, review, addenda=[row, future]) == "AddendumIncomplete"
		second = after(story, review, addenda=[row, {"words": "And the date.", "happened_on": "2026-03-20"}])
		assert [one["words"] for one in second["addenda"]] == [row["words"], "And the date."]


def test_the_manager_replies_and_nobody_replies_to_their_own_decisions(site: Site) -> None:
	reply, sign = (
		"iro_module.iro_reviews.managers_reply.reply",
		"iro_module.iro_reviews.managers_reply.sign_off",
	)
	with play(site) as story:
		child, review = completed(story, "Bea")
		chief = story.person("chief", SOCIAL_WORK_MANAGER)
		make_team(story, "Bea's team", chief)
		story.on("2026-03-23")
		after(story, review, decisions_sent_on="2026-03-23")
		for user in (site.iro, site.manager):
			assert (
				refused(story.call, reply, user=user, review=review, answer="agreed") == "NotTheChildsManager"
			)
		assert refused(story.call, reply, user=chief, review=review, answer="agreed") == "PermissionError"
		story.feed(child.details(team="Bea's team"))
		assert refused(story.call, sign, user=chief, review=review) == "NothingToReplyTo"
		assert refused(story.call, reply, user=chief, review=review, answer="queried") == "ReplyIncomplete"
		assert refused(story.call, reply, user=chief, review=review, answer="fine") == "ReplyIncomplete"
		story.call(reply, user=chief, review=review, answer="queried", words="Who pays?")
		again = refused(story.call, reply, user=chief, review=review, answer="agreed")
		assert again == "ReplyGiven"
		doc = story.get("IRO Review", review)
		assert (doc["manager_reply"], doc["manager_replied_on"]) == ("queried", "2026-03-23")
		assert "queried on 23 March 2026" in clock(story, review)["manager's reply to the decisions"][1]
		after(story, review, distributed_on="2026-03-23", record_completed_on="2026-03-23")
		story.call(sign, user=chief, review=review)
		assert story.get("IRO Review", review)["signed_off_on"] == "2026-03-23"


def test_the_reviewing_officer_answers_a_query_once_and_the_reply_stays(site: Site) -> None:
	reply, answer = (
		"iro_module.iro_reviews.managers_reply.reply",
		"iro_module.iro_reviews.answering_manager.answer",
	)
	with play(site) as story:
		child, review = completed(story, "Hal")
		chief, other = story.person("chief", SOCIAL_WORK_MANAGER), story.person("other", REVIEWING_OFFICER)
		make_team(story, "Hal's team", chief)
		story.feed(child.details(team="Hal's team"))
		story.on("2026-03-23")
		after(story, review, decisions_sent_on="2026-03-23")
		said = {"review": review, "words": "The placement budget pays."}
		assert refused(story.call, answer, user=site.iro, **said) == "NothingToAnswer"
		story.call(reply, user=chief, review=review, answer="objected", words="Who pays?")
		told = {"document_name": review, "subject": ("like", "%waits for your answer%")}
		assert [row["for_user"] for row in story.rows("Notification Log", "for_user", **told)] == [site.iro]
		assert clock(story, review)["answer to the manager"] == ("2026-03-30", "due by 30 March 2026")

		story.on("2026-03-31")
		forged = after(story, review, query_answered_on="2026-03-24", query_answer="Forged.")
		assert (forged.get("query_answered_on"), forged.get("query_answer")) == (None, None)
		for user, kind in ((chief, "PermissionError"), (other, "PermissionError")):
			assert refused(story.call, answer, user=user, **said) == kind
		assert refused(story.call, answer, user=site.iro, review=review, words=" ") == "NothingToAnswer"
		story.call(answer, user=site.iro, **said)
		doc = story.get("IRO Review", review, user=chief)
		assert (doc["query_answered_on"], doc["query_answered_by"]) == ("2026-03-31", site.iro)
		assert (doc["query_answer"], doc["manager_reply"]) == ("The placement budget pays.", "objected")
		assert (doc["manager_replied_by"], doc["manager_replied_on"]) == (chief, "2026-03-23")
		assert refused(story.call, answer, user=site.manager, **said) == "NothingToAnswer"
		found = clock(story, review)
		assert found["answer to the manager"] == ("2026-03-30", "31 March 2026, 1 working day late")
		assert found["manager's reply to the decisions"][1] == "objected on 23 March 2026, in time"
		told = {"document_name": review, "subject": ("like", "%was answered%")}
		assert [row["for_user"] for row in story.rows("Notification Log", "for_user", **told)] == [chief]


def test_the_manager_answers_decision_by_decision(site: Site) -> None:
	"""One that is left out has no reply, which is not agreement; the review says what the answers come to."""
	method = "iro_module.iro_reviews.managers_reply.reply"
	with play(site) as story:
		child = story.child("Ben", born="2013-02-03")
		story.on("2026-03-09")
		chief = story.person("chief", SOCIAL_WORK_MANAGER)
		make_team(story, "Ben's team", chief)
		story.feed(
			child.details(team="Ben's team"), child.period("2026-02-16"), child.status("2026-02-16", "C2"),
			child.placed("2026-02-16", "U6", reason_new_episode="S"),
		)  # fmt: skip
		child.allocate()
		tutor, visit, bus = (
			decide(child, decision_text=text) for text in ("A tutor.", "A visit.", "A bus pass.")
		)
		gone = decide(child, decision_text="A car.")
		close = "iro_module.iro_reviews.decision_rules.close"
		story.call(close, user=site.iro, decision=gone, outcome="superseded", because="Too much.")
		review = child.complete("2026-03-09")["name"]
		after(story, review, decisions_sent_on="2026-03-09")

		def stands(decision: str) -> tuple[Any, ...]:
			doc = story.get("Review Decision", decision)
			fields = ("manager_response", "manager_responded_on", "manager_response_words")
			return tuple(doc[one] for one in fields)

		def whole() -> tuple[Any, ...]:
			doc = story.get("IRO Review", review)
			return doc["manager_reply"] or None, doc["manager_replied_on"], doc["manager_reply_words"] or None

		def reply(**given: Any) -> None:
			story.call(method, user=chief, review=review, **given)

		story.save("Review Decision", tutor, user=chief, manager_response="agreed")
		assert stands(tutor) == (None, None, None), "only the reply itself writes it"
		for each in ({tutor: {"answer": "fine"}}, {tutor: {"answer": "queried", "words": " "}}, {}):
			assert refused(reply, each=each) == "ReplyIncomplete"
		assert refused(reply, each={gone: {"answer": "agreed"}}) == "ReplyGiven", "it was never in force"
		reply(each={tutor: {"answer": "agreed"}})
		assert stands(tutor) == ("agreed", "2026-03-09", None)
		assert whole() == (None, None, None), "two have no reply"
		assert clock(story, review)["manager's reply to the decisions"][1] == "due by 16 March 2026"
		story.on("2026-03-17")
		assert clock(story, review)["manager's reply to the decisions"][1] == "no reply, decisions stand"
		reply(each={visit: {"answer": "queried", "words": "Who drives?"}})
		assert whole() == ("queried", "2026-03-17", "Who drives?")
		assert refused(reply, each={tutor: {"answer": "objected", "words": "No."}}) == "ReplyGiven"
		decisions = story.run(
			"""
from iro_module.iro_reviews import decisions
from iro_module.iro_reviews.report.open_decisions.open_decisions import execute
from frappe.utils import strip_html
said = {one.text: one.reply and one.reply.answer.value for one in decisions.of_child(child)}
listed = {row.decision_text: row.manager for row in execute({"child": child})[1]}
record = frappe.get_print("IRO Review", review, print_format="Review Decisions", no_letterhead=1)
one = frappe.get_print("Review Decision", visit, print_format="Decision of a Review", no_letterhead=1)
result = [said, listed, record.count("no reply"), record.count("queried on 17 March 2026"), "queried on" in one]
""",
			user=site.iro, child=child.name, review=review, visit=visit,
		)  # fmt: skip
		assert decisions[0] == {"A tutor.": "agreed", "A visit.": "queried", "A bus pass.": None}
		assert decisions[1] == {
			"A tutor.": "agreed on 9 March 2026",
			"A visit.": "queried on 17 March 2026",
			"A bus pass.": "no reply",
		}
		assert decisions[2:] == [1, 1, True]
		story.on("2026-03-18")
		reply(answer="agreed")
		assert stands(bus) == ("agreed", "2026-03-18", None)
		assert whole() == ("queried", "2026-03-17", "Who drives?"), "what one was queried stays"
		assert refused(reply, answer="agreed") == "ReplyGiven"


def make_team(story: Story, name: str, manager: str, *members: str) -> None:
	story.run(
		"""
if not frappe.db.exists("Social Work Team", team):
	frappe.get_doc({"doctype": "Social Work Team", "team_name": team}).insert()
doc = frappe.get_doc("Social Work Team", team)
doc.manager = manager
doc.set("members", [{"user": member} for member in members])
doc.save()
""",
		team=name,
		manager=manager,
		members=members,
	)


def test_social_work_tells_progress_and_decides_nothing(site: Site) -> None:
	with play(site) as story:
		child, other = story.child("Fay", born="2013-02-03"), story.child("Gus", born="2013-02-03")
		story.on("2025-12-22")
		chief, worker = story.person("chief", SOCIAL_WORK_MANAGER), story.person("worker", SOCIAL_WORKER)
		make_team(story, "Fay's team", chief, worker)
		for one, team in ((child, "Fay's team"), (other, "Another team")):
			story.feed(
				one.details(team=team), one.period("2025-12-01"), one.status("2025-12-01", "C2"),
				one.placed("2025-12-01", "U6", reason_new_episode="S"),
			)  # fmt: skip
			one.allocate()
		mine, foreign = decide(child), decide(other)
		for one in (child, other):
			one.complete("2025-12-22", next_meeting_on="2026-03-20", **ABSENT)
		told = {"progress": [{"on_day": "2025-12-22", "progress": "On track", "words": "Asked the dentist."}]}
		for user in (worker, chief):
			assert refused(story.save, "Review Decision", foreign, user=user, **told) == "PermissionError"
			assert [row["name"] for row in story.rows("Review Decision", user=user, child=other.name)] == []
			close = {"decision": mine, "outcome": "done"}
			method = "iro_module.iro_reviews.decision_rules.close"
			assert refused(story.call, method, user=user, **close) == "NotActingForChild"
			new = {"child": child.name, "review": child.review()["name"], "decision_text": "Mine."}
			assert refused(story.add, "Review Decision", user=user, **new) == "PermissionError"
		forged = {
			"decision_text": "Nothing.",
			"due_on": "2030-01-01",
			"status": "done",
			"owner_role": "Parent",
		}
		saved = story.save("Review Decision", mine, user=worker, **told, **forged)
		after_it = story.get("Review Decision", mine)
		assert [row["told_by"] for row in after_it["progress"]] == [worker]
		assert (after_it["decision_text"], after_it["due_on"]) == (
			"The dentist sees the child.",
			"2026-08-31",
		)
		assert (saved["status"], after_it["owner_role"]) == ("open", "Social worker")


def test_what_is_missing_at_completion_is_asked_one_by_one(site: Site) -> None:
	with play(site) as story:
		child = story.child("Cy", born="2013-02-03")
		story.on("2026-03-20")
		story.feed(
			child.details(), child.period("2025-12-01"), child.status("2025-12-01", "C2"),
			child.placed("2025-12-01", "U6", reason_new_episode="S"), child.reviewed("2025-12-22"),
		)  # fmt: skip
		child.allocate()
		day = "2026-03-20"
		assert refused(child.complete, day, participation_code="PN0") == "ParticipationRefused"
		assert refused(child.complete, day, participation_code=None) == "ParticipationCodeMissing"
		assert refused(child.complete, day, spoken_to_privately=None) == "PrivateTalkNotAnswered"
		no = {"spoken_to_privately": "No", "not_spoken_because": "The child did not want to"}
		assert refused(child.complete, day, **no) == "NotSpokenReasonMissing"
		later = {"permanence_plan_on": "2026-03-21"}
		assert refused(child.complete, day, **later) == "PermanenceNotAnswered"
		assert refused(child.complete, day, next_meeting_on=day) == "NextReviewTooLate"
		due = story.call(
			"iro_module.intake.next_review.due_after", user=site.iro, review=child.review()["name"],
			completed_on=day,
		)  # fmt: skip
		assert due["due_on"] == "2026-09-20"
		other = story.person("other", "Independent Reviewing Officer")
		assert refused(child.complete, day, user=other) == "PermissionError"
		said = {**no, "not_spoken_why": "Wanted to stay at football."}
		child.complete(day, **said, next_meeting_on="2026-09-18")
		assert child.review()["booked_on"] == "2026-09-18"


def test_prompts_about_decisions_and_permanence_are_raised_once_and_closed(site: Site) -> None:
	with play(site) as story:
		child = story.child("Dot", born="2013-02-03")
		story.on("2025-12-22")
		story.feed(
			child.details(), child.period("2025-12-01"), child.status("2025-12-01", "C2"),
			child.placed("2025-12-01", "U6", reason_new_episode="S"),
		)  # fmt: skip
		child.allocate()
		decision = decide(child, due_on="2026-02-02")
		child.complete("2025-12-22", next_meeting_on="2026-03-20", **ABSENT)

		def prompts(rule: str) -> list[str]:
			return [row["state"] for row in child.rows("IRO Prompt", "state", rule=rule)]

		story.on("2026-02-06")
		story.night()
		assert (prompts("C31"), story.get("Review Decision", decision)["status"]) == ([], "overdue")
		story.on("2026-02-09")
		story.night()
		story.night()
		assert prompts("C31") == ["Open"]
		close = "iro_module.iro_reviews.decision_rules.close"
		story.call(close, user=site.iro, decision=decision, outcome="done")
		assert prompts("C31") == ["No longer needed"]
		assert story.get("Review Decision", decision)["status"] == "done"

		story.on("2026-03-20")
		look = [{"decision": decision, "outcome": "done"}]
		child.complete("2026-03-20", looked_at=look, next_meeting_on="2026-09-18", **ABSENT)
		assert prompts("C32") == []  # four months after coming into care: 1 April 2026
		story.on("2026-04-01")
		story.night()
		story.night()
		assert prompts("C32") == ["Open"]
		story.on("2026-09-18")
		assert refused(child.complete, "2026-09-18", permanence_plan=None) == "PermanenceNotAnswered"
		child.complete("2026-09-18", permanence_plan_on="2026-09-01", next_meeting_on="2027-03-01")
		assert prompts("C32") == ["No longer needed"]
		story.on("2027-03-01")
		child.complete("2027-03-01", permanence_plan=None, next_meeting_on="2027-08-02")
