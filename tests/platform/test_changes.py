"""Changes of circumstances: reported by staff, joined with the records, decided by the reviewing officer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.site import Site
from tests.support.story import Child, Refused, Row, Story, play

pytestmark = pytest.mark.platform

SINCE, TODAY, FRIDAY = "2025-01-06", "2026-03-02", "2026-03-13"
CHANGE = "Change of Circumstances"
DECIDING, REPORTING = "iro_module.intake.deciding", "iro_module.intake.reporting"
MOVE = "Planned move or end of placement"


@pytest.fixture(scope="module")
def story(site: Site) -> Iterator[Story]:
	with play(site) as played:
		yield played


@pytest.fixture
def child(story: Story) -> Child:
	"""In care since January 2025, last reviewed on 12 January 2026; it is Monday 2 March 2026."""
	child = story.child("Noor", born="2015-09-09")
	story.on(TODAY)
	story.feed(
		child.details(social_worker="SW-NOOR"),
		child.period(SINCE, reviews_complete=False),
		child.status(SINCE, "C2"),
		child.placed(SINCE, "U6", reason_new_episode="S"),
		child.reviewed("2026-01-12"),
		notify=False,
	)
	child.allocate()
	return child


def reported(
	child: Child, kind: str = MOVE, on: str = FRIDAY, user: str | None = None, **more: object
) -> Row:
	story = child.story
	return story.add(CHANGE, user=user or story.site.iro, child=child.name, kind=kind, happened_on=on, **more)


def moved(child: Child, on: str, reason: str = "CREQB") -> Row:
	"""The feed shows a move; returns its change."""
	child.story.feed(
		child.placed(SINCE, "U6", reason_new_episode="S", end_date=on, reason_place_change=reason),
		child.placed(on, "K2", reason_new_episode="P"),
	)
	return next(row for row in child.rows(CHANGE, "*") if not row["hand_report"] and row["happened_on"] == on)


def now(story: Story, change: Row) -> Row:
	return story.get(CHANGE, change["name"])


class TestReporting:
	def test_reporting_sets_who_and_when_and_plans_the_child(self, child: Child) -> None:
		story = child.story
		given = {"ruling": "no separate review", "settled_by": "me", "told_on": "2020-01-01", "subject": "X"}
		change = reported(
			child, "Contact suspended or changed", "2026-02-20", details="By court order.", **given
		)
		expected = {
			"rule": "C33", "status": "Open", "hand_report": 1, "ruling": None, "settled_by": None, "told_on": TODAY,
			"reported_on": TODAY, "reported_by": story.site.iro, "working_days_until_told": 6, "told_late": 1,
			"description": "Contact suspended or changed on 20 February 2026",
		}  # fmt: skip
		assert {key: change[key] for key in expected} == expected
		asked = child.rows("IRO Prompt", "rule", "tell_by", state="Open", rule="C33")
		assert asked == [{"rule": "C33", "tell_by": "2026-02-27"}]

	@pytest.mark.parametrize(
		("values", "said"),
		[
			({"kind": ""}, "Kind"),
			({"kind": "Anything"}, "Kind"),
			({"happened_on": None}, "Happened on"),
			({"happened_on": "2029-01-01"}, "Check the year"),
			({"kind": "Missing or away without authorisation", "until": "2026-02-01"}, "before it began"),
		],
	)
	def test_what_is_missing_or_impossible_is_named(
		self, child: Child, values: dict[str, object], said: str
	) -> None:
		given = {"kind": MOVE, "happened_on": "2026-02-20", **values}
		with pytest.raises(Refused, match=said) as refused:
			child.story.add(CHANGE, user=child.story.site.iro, child=child.name, **given)
		assert refused.value.kind in ("ReportIncomplete", "ValidationError")

	def test_a_short_absence_is_kept_and_nothing_follows(self, child: Child) -> None:
		missing = "Missing or away without authorisation"
		first = reported(child, missing, "2026-02-02", until="2026-02-02")
		assert (first["status"], first["settled_by"]) == ("Settled", "Kept on record; nothing follows.")
		reported(child, missing, "2026-02-13", until="2026-02-13")
		assert reported(child, missing, "2026-02-27", until="2026-02-27")["status"] == "Open", (
			"three in 90 days"
		)
		child.story.night()
		assert now(child.story, first)["status"] == "Settled"

	def test_the_childs_social_worker_reports_and_decides_nothing(self, child: Child) -> None:
		story = child.story
		worker = story.person("noors-worker", "Social Worker")
		story.run(
			"""
from iro_module.iro_setup.people import staff_name
staff = frappe.get_doc("Staff Identity", staff_name("SW-NOOR"))
staff.user = worker
staff.save()
""",
			worker=worker,
		)
		story.night()
		change = reported(child, user=worker)
		assert (change["status"], change["reported_by"]) == ("Open", worker)
		decided = {"ruling": "considered at a review", "review_on": "2026-01-12"}
		with pytest.raises(Refused) as refused:
			story.call(f"{DECIDING}.decide", user=worker, change=change["name"], **decided)
		assert refused.value.kind == "NotYoursToDecide"
		assert story.call(f"{DECIDING}.choices", user=worker, change=change["name"]) == {"may_decide": False}
		assert story.call(f"{DECIDING}.mark_read", user=worker, change=change["name"]) is False
		story.call(f"{REPORTING}.withdraw", user=worker, change=change["name"], because="It is off.")
		assert now(story, change)["status"] == "Withdrawn"

	def test_who_has_nothing_to_do_with_the_child_reports_nothing(self, child: Child) -> None:
		other = child.story.person("other", "Independent Reviewing Officer")
		with pytest.raises(Refused) as refused:
			reported(child, user=other)
		assert refused.value.kind == "PermissionError"

	def test_a_report_is_not_saved_over(self, child: Child) -> None:
		change = reported(child)
		with pytest.raises(Refused) as refused:
			child.story.save(CHANGE, change["name"], user=child.story.site.manager, happened_on="2026-03-20")
		assert refused.value.kind == "PermissionError"
		with pytest.raises(Refused) as refused:
			child.story.save(CHANGE, change["name"], user="Administrator", happened_on="2026-03-20")
		assert refused.value.kind == "KeptByTheFeed"

	def test_corrected_by_who_made_it_while_undecided(self, child: Child) -> None:
		story, iro, manager = child.story, child.story.site.iro, child.story.site.manager
		change = reported(child)
		again = {"change": change["name"], "happened_on": "2026-03-20"}
		with pytest.raises(Refused, match="Only who reported") as refused:
			story.call(f"{REPORTING}.correct", user=manager, **again)
		assert refused.value.kind == "NotYourReport"
		story.call(f"{REPORTING}.correct", user=iro, details="A week later.", **again)
		corrected = now(story, change)
		assert corrected["description"] == "Move planned for 20 March 2026"
		assert child.review()["due_on"] == "2026-03-19"
		decided = {"ruling": "considered at a review", "review_on": "2026-01-12"}
		story.call(f"{DECIDING}.decide", user=iro, change=change["name"], **decided)
		with pytest.raises(Refused, match="has decided"):
			story.call(f"{REPORTING}.correct", user=iro, **again)

	def test_withdrawn_with_a_reason_and_kept(self, child: Child) -> None:
		story, iro = child.story, child.story.site.iro
		due = child.review()["due_on"]
		change = reported(child)
		assert child.review()["due_on"] == "2026-03-12"
		with pytest.raises(Refused, match="say why"):
			story.call(f"{REPORTING}.withdraw", user=iro, change=change["name"], because=" ")
		story.call(f"{REPORTING}.withdraw", user=iro, change=change["name"], because="The move is off.")
		assert child.review()["due_on"] == due
		story.night()
		gone = now(story, change)
		assert (gone["status"], gone["withdrawn_because"]) == ("Withdrawn", "The move is off.")
		with pytest.raises(Refused, match="closed"):
			story.call(f"{REPORTING}.withdraw", user=iro, change=change["name"], because="Again")
		with pytest.raises(Refused):
			story.call(f"{REPORTING}.withdraw", user=iro, change=moved(child, TODAY)["name"], because="Fed")


class TestJoining:
	def told(self, child: Child) -> int:
		prompts = [row["name"] for row in child.rows("IRO Prompt")]
		return len(child.story.rows("Notification Log", document_name=("in", prompts)))

	def test_the_record_takes_over_what_was_told_first(self, child: Child) -> None:
		story, iro = child.story, child.story.site.iro
		story.on("2026-02-23")
		hand = reported(child)
		story.call(f"{DECIDING}.mark_read", user=iro, change=hand["name"])
		decided = {"ruling": "considered at a review", "review_on": "2026-01-12"}
		story.call(f"{DECIDING}.decide", user=iro, change=hand["name"], **decided)
		times = self.told(child)
		story.on("2026-03-18")
		fed = moved(child, "2026-03-16", "CARPL")
		expected = {
			"told_on": "2026-02-23", "working_days_until_told": 0, "reported_by": iro, "reported_on": "2026-02-23",
			"ruling": "considered at a review", "decided_rule": "C02", "decided_changed_on": "2026-03-16",
			"status": "Settled",
		}  # fmt: skip
		assert {key: fed[key] for key in expected} == expected
		assert fed["read_on"]
		gone = now(story, hand)
		assert (gone["status"], gone["joined_to"]) == ("Withdrawn", fed["name"])
		assert self.told(child) == times, "nobody is told twice"
		story.night()
		assert [now(story, hand)["status"], now(story, fed)["status"]] == ["Withdrawn", "Settled"]

	def test_a_prompt_that_was_taken_up_stays_so(self, child: Child) -> None:
		story = child.story
		reported(child)
		(prompt,) = child.rows("IRO Prompt", state="Open", rule="C02")
		story.save("IRO Prompt", prompt["name"], user=story.site.iro, state="Taken up")
		story.on(FRIDAY)
		moved(child, FRIDAY, "CARPL")
		states = {row["state"] for row in child.rows("IRO Prompt", "state", tell="the IRO", rule="C02")}
		assert states == {"Taken up"}

	def test_reported_after_the_record_came(self, child: Child) -> None:
		fed = moved(child, "2026-02-25")
		times = self.told(child)
		hand = reported(child, on="2026-02-27")
		assert (hand["status"], hand["joined_to"]) == ("Withdrawn", fed["name"])
		joined = now(child.story, fed)
		assert (joined["reported_by"], joined["told_on"]) == (child.story.site.iro, TODAY)
		assert self.told(child) == times
		assert len([row for row in child.rows(CHANGE, "status") if row["status"] == "Open"]) == 1

	def test_further_away_they_are_two(self, child: Child) -> None:
		hand = reported(child)
		moved(child, "2026-03-23", "CARPL")
		assert now(child.story, hand)["joined_to"] is None
		assert len([row for row in child.rows(CHANGE, "status") if row["status"] == "Open"]) == 2

	def test_when_the_record_is_voided_the_report_stands_by_itself(self, child: Child) -> None:
		hand = reported(child)
		fed = moved(child, FRIDAY, "CARPL")
		assert now(child.story, hand)["joined_to"] == fed["name"]
		child.story.feed(
			child.placed(SINCE, "U6", reason_new_episode="S"),
			child.voided("placement", child.placement(FRIDAY)),
		)
		again = now(child.story, hand)
		assert (again["status"], again["joined_to"]) == ("Open", None)
		assert now(child.story, fed)["status"] == "Withdrawn"


class TestDeciding:
	def decide(self, child: Child, change: Row, ruling: str, user: str | None = None, **how: object) -> Row:
		story = child.story
		story.call(
			f"{DECIDING}.decide", user=user or story.site.iro, change=change["name"], ruling=ruling, **how
		)
		return now(story, change)

	def test_considered_at_a_review_that_was_held(self, child: Child) -> None:
		change = moved(child, "2026-02-25")
		with pytest.raises(Refused, match="none was completed on the day given") as refused:
			self.decide(child, change, "considered at a review", review_on="2026-01-13")
		assert refused.value.kind == "DecisionRefused"
		decided = self.decide(child, change, "considered at a review", review_on="2026-01-12")
		assert (decided["status"], decided["settled_by"]) == ("Settled", "Review of 12 January 2026")
		assert child.review()["due_on"] == "2026-07-12"
		child.story.call(f"{DECIDING}.reset", user=child.story.site.iro, change=change["name"])
		assert (now(child.story, change)["status"], child.review()["due_on"]) == ("Open", "2026-03-25")

	def test_was_not_considered_opens_it_again(self, child: Child) -> None:
		story = child.story
		change = moved(child, "2026-02-25")
		child.complete(TODAY)
		assert now(story, change)["status"] == "Settled"
		decided = self.decide(child, change, "not considered at the review", review_on=TODAY)
		assert (decided["status"], decided["review"]) == ("Open", child.review()["name"])

	def test_no_separate_review_with_a_reason_from_the_list(self, child: Child) -> None:
		change = moved(child, "2026-02-25")
		for how in ({}, {"reason": "Because"}, {"reason": "Another reason"}):
			with pytest.raises(Refused) as refused:
				self.decide(child, change, "no separate review", **how)
			assert refused.value.kind == "DecisionReasonMissing"
		decided = self.decide(child, change, "no separate review", reason="The next review is soon enough")
		expected = ("Settled", "Decided on 2 March 2026: no separate review", child.story.site.iro)
		assert (decided["status"], decided["settled_by"], decided["decided_by"]) == expected
		assert child.review()["due_on"] == "2026-07-12"

	def test_what_the_law_asks_for_is_not_left_out(self, child: Child) -> None:
		change = reported(child)
		with pytest.raises(Refused, match="The law asks for this review"):
			self.decide(child, change, "no separate review", reason="Nothing changes for the child")
		assert now(child.story, change)["ruling"] is None

	def test_a_review_by_a_day_not_after_the_date_by_law(self, child: Child) -> None:
		change = moved(child, "2026-02-25")
		with pytest.raises(Refused, match="not after 12 July 2026"):
			self.decide(child, change, "review by a day", by="2026-07-13")
		self.decide(child, change, "review by a day", by="2026-04-20")
		assert child.review()["due_on"] == "2026-04-20"

	def test_a_day_for_a_change_that_asks_for_no_review_brings_one_forward(self, child: Child) -> None:
		change = reported(child, "Allegation or section 47 enquiry", TODAY)
		assert child.review()["due_on"] == "2026-07-12"
		self.decide(child, change, "review by a day", by="2026-03-20")
		assert (child.review()["due_on"], child.review()["early_due_on"]) == ("2026-03-20", "2026-03-20")

	def test_lapses_when_the_change_moves_by_more_than_five_working_days(self, child: Child) -> None:
		story = child.story
		change = moved(child, "2026-02-25")
		self.decide(child, change, "no separate review", reason="Nothing changes for the child")
		story.feed(
			child.placed(
				SINCE, "U6", reason_new_episode="S", end_date="2026-02-16", reason_place_change="CREQB"
			),
			child.placed("2026-02-16", "K2", reason_new_episode="P", record_id=child.placement("2026-02-25")),
		)
		lapsed = now(story, change)
		assert lapsed["status"] == "Open"
		assert lapsed["decision_lapsed"] == (
			"The change moved from 25 February 2026 to 16 February 2026, by more than 5 working days. Decide again."
		)
		again = self.decide(child, change, "no separate review", reason="Nothing changes for the child")
		assert (again["status"], again["decision_lapsed"]) == ("Settled", None)

	def test_only_who_acts_for_the_child(self, child: Child) -> None:
		story = child.story
		change = moved(child, "2026-02-25")
		worker = story.person("worker", "Social Worker")
		other = story.person("other", "Independent Reviewing Officer")
		for user in (worker, other):
			with pytest.raises(Refused) as refused:
				self.decide(child, change, "considered at a review", user, review_on="2026-01-12")
			assert refused.value.kind in ("PermissionError", "NotYoursToDecide")
		by_manager = self.decide(
			child, change, "considered at a review", story.site.manager, review_on="2026-01-12"
		)
		assert by_manager["decided_by"] == story.site.manager

	def test_whoever_covers_decides_on_the_days_of_the_cover_alone(self, child: Child) -> None:
		story = child.story
		away = story.person("away", "Independent Reviewing Officer")
		cover = story.person("cover", "Independent Reviewing Officer")
		child.allocate(away)
		change = moved(child, "2026-02-25")
		asked = {"ruling": "considered at a review", "review_on": "2026-01-12"}
		with pytest.raises(Refused):
			self.decide(child, change, user=cover, **asked)
		absence = story.add(
			"IRO Absence", user=story.site.manager, iro=away, covering_iro=cover, from_on=TODAY, to_on=TODAY
		)
		try:
			assert self.decide(child, change, user=cover, **asked)["decided_by"] == cover
			story.call(f"{DECIDING}.reset", user=cover, change=change["name"])
			story.on("2026-03-03")
			with pytest.raises(Refused) as refused:
				self.decide(child, change, user=cover, **asked)
			assert refused.value.kind in ("PermissionError", "NotYoursToDecide")
			assert self.decide(child, change, user=away, **asked)["decided_by"] == away
		finally:
			story.save("IRO Absence", absence["name"], user=story.site.manager, cancelled=1)

	def test_several_at_once_each_by_itself(self, child: Child) -> None:
		story = child.story
		changes = [moved(child, "2026-02-25"), reported(child)]
		answer = story.call(
			f"{DECIDING}.decide_several",
			user=story.site.iro,
			changes=[one["name"] for one in changes],
			ruling="no separate review",
			reason="Looked at together with another change",
		)
		assert answer["decided"] == [changes[0]["name"]]
		assert [("The law asks" in one) for one in answer["refused"]] == [True]

	def test_choices_are_the_reviews_held_and_the_last_day(self, child: Child) -> None:
		story = child.story
		change = moved(child, "2026-02-25")
		offered = story.call(f"{DECIDING}.choices", user=story.site.iro, change=change["name"])
		assert offered["reviews"] == [{"value": "2026-01-12", "label": "12 January 2026"}]
		assert (offered["last_day"], offered["asked_by_law"], offered["may_decide"]) == (
			"2026-07-12",
			False,
			True,
		)

	def test_read_once_by_the_reviewing_officer(self, child: Child) -> None:
		story = child.story
		change = moved(child, "2026-02-25")
		assert story.call(f"{DECIDING}.mark_read", user=story.site.manager, change=change["name"]) is False
		assert story.call(f"{DECIDING}.mark_read", user=story.site.iro, change=change["name"]) is True
		first = now(story, change)["read_on"]
		assert story.call(f"{DECIDING}.mark_read", user=story.site.iro, change=change["name"]) is False
		assert now(story, change)["read_on"] == first

	def test_the_manager_sees_decisions_counted_by_reason(self, child: Child) -> None:
		story = child.story
		story.on("2019-03-04")  # a day on which nobody else decides anything
		report = {
			"report_name": "Decisions on Changes",
			"filters": {"from_on": "2019-03-04", "to_on": "2019-03-04"},
		}
		run = "frappe.desk.query_report.run"
		assert story.call(run, user=story.site.manager, **report)["result"] == []
		story.on(TODAY)
		changes = [moved(child, "2026-02-25"), reported(child, "Allegation or section 47 enquiry", TODAY)]
		for change in changes:
			self.decide(child, change, "no separate review", reason="Nothing changes for the child")
		report["filters"] = {"from_on": TODAY, "to_on": TODAY}
		rows = story.call(run, user=story.site.manager, **report)["result"]
		mine = {row["rule"]: row for row in rows if row["reason"] == "Nothing changes for the child"}
		assert {"C04 Unplanned move", "C29 Allegation or section 47 enquiry"} <= set(mine)
		assert mine["C29 Allegation or section 47 enquiry"]["in_force"] == 1
		with pytest.raises(Refused) as refused:
			story.call(run, user=story.site.iro, **report)
		assert refused.value.kind == "PermissionError"
