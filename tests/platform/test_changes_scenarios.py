"""Children's stories with changes of circumstances, played on a site on their own days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from integration_service.delivery import Entry, Settled
from integration_service.importers import import_903
from iro_module.domain.intake import Outcome
from tests.service import ssda903
from tests.support.site import Site
from tests.support.story import Child, Refused, Story, play

pytestmark = pytest.mark.platform

ABOUT = "iro_module.intake.review_view.about"
LATENESS = "iro_module.intake.lateness.offered"


def dates(child: Child) -> tuple[str, str | None, str]:
	review = child.review()
	return review["due_on"], review["statutory_due_on"], review["practical_on"]


class TestTwoUnplannedMoves:
	"""Leila: two unplanned moves within days, before the second review; a third that never happened."""

	def test_leila(self, site: Site) -> None:
		with play(site) as story:
			leila = self.started(story)
			self.moved_twice(story, leila)
			self.reviewed(story, leila)
			self.third_move(story, leila)
			self.third_move_voided(story, leila)

	@pytest.mark.parametrize(
		"work", ["report received", "report shared", "consultation", "agenda", "decision", "meeting"]
	)
	def test_leila_where_work_on_the_early_review_has_begun(self, site: Site, work: str) -> None:
		"""The third move is voided all the same: the review is kept as it is, and flagged for the IRO."""
		with play(site) as story:
			leila = self.started(story)
			story.on("2026-03-26")
			leila.complete("2026-03-26")
			self.third_move(story, leila, since="2026-01-05", began="S")
			early = leila.review()
			story.save("IRO Review", early["name"], user=site.iro, booked_on="2026-04-20")
			story.on("2026-04-02")
			self.begin(story, leila, work)
			self.void(story, leila, since="2026-01-05", began="S")
			kept = leila.review()
			assert (kept["name"], kept["due_on"]) == (early["name"], "2026-04-30")
			assert "Work on this review has begun, so it is kept: hold it or cancel it." in kept["flag"]
			story.night()
			assert leila.review()["flag"] == kept["flag"]
			cancel = {"status": "Cancelled", "withdrawn_because": "The move was typed on the wrong child."}
			story.save("IRO Review", early["name"], user=site.iro, **cancel)
			assert dates(leila) == ("2026-09-26", "2026-09-26", "2026-09-25")

	def test_leila_where_the_early_review_was_only_booked(self, site: Site) -> None:
		"""A booking and documents sent are no work: the review becomes the next one."""
		with play(site) as story:
			leila = self.started(story)
			story.on("2026-03-26")
			leila.complete("2026-03-26")
			self.third_move(story, leila, since="2026-01-05", began="S")
			early = leila.review()["name"]
			sent = {
				"consultation_sent_on": "2026-03-31",
				"planning_talk_on": "2026-03-31",
				"booked_on": "2026-04-20",
			}
			story.save("IRO Review", early, user=site.iro, **sent)
			self.void(story, leila, since="2026-01-05", began="S")
			after = leila.review()
			assert (after["name"], after["due_on"], after["flag"]) == (early, "2026-09-26", None)

	def begin(self, story: Story, leila: Child, work: str) -> None:
		review, iro, day = leila.review()["name"], story.site.iro, "2026-04-02"
		of = {"child": leila.name, "review": review}
		if work == "consultation":
			returned = {"for_whom": "Child", "channel": "Paper", "sent_on": "2026-04-01", "returned_on": day}
			story.add("Review Consultation", user=iro, **of, **returned)
		elif work == "decision":
			decided = {"decision_text": "The dentist sees the child.", "owner_role": "Social worker"}
			story.add("Review Decision", user=iro, **of, **decided, due_on="2026-06-01")
		else:
			values = {
				"report received": {"report_received_on": day},
				"report shared": {"report_shared_child_on": day},
				"agenda": {"agenda": [{"section": "Health", "childs_view": "Fine."}]},
				"meeting": {"meetings": [{"held_on": day, "mode": "In person"}]},
			}
			story.save("IRO Review", review, user=iro, **values[work])

	def started(self, story: Story) -> Child:
		leila = story.child("Leila", born="2013-05-02")
		story.on("2026-01-05")
		story.feed(
			leila.details(),
			leila.period("2026-01-05"),
			leila.status("2026-01-05", "C1"),
			leila.placed("2026-01-05", "U6", reason_new_episode="S"),
		)
		leila.allocate()
		assert dates(leila) == ("2026-02-02", "2026-02-02", "2026-02-02")
		story.on("2026-01-29")
		leila.complete("2026-01-29", permanence_plan="Under way, not agreed", permanence_plan_on=None)
		assert dates(leila)[0] == "2026-04-29"
		return leila

	def moved_twice(self, story: Story, leila: Child) -> None:
		story.on("2026-03-02")
		story.feed(*moved(leila, "2026-01-05", "2026-03-02", "CREQB", "S"))
		assert dates(leila) == ("2026-03-30", "2026-04-29", "2026-03-30")
		assert (leila.review()["kind"], leila.review()["sequence"]) == ("change_of_circumstances", 2)
		story.on("2026-03-09")
		story.feed(*moved(leila, "2026-03-02", "2026-03-09", "LAREQ"))
		assert dates(leila) == ("2026-03-30", "2026-04-29", "2026-03-30")
		said = leila.review()["explanation"]
		assert all(one in said for one in ("2 March 2026", "9 March 2026", "29 April 2026: "))
		asked = leila.rows("IRO Prompt", "tell", "tell_by", state="Open")
		assert {"tell": "the IRO, to speak to the social worker", "tell_by": "2026-03-12"} in asked

	def reviewed(self, story: Story, leila: Child) -> None:
		story.on("2026-03-26")
		about = story.call(ABOUT, user=story.site.iro, review=leila.review()["name"])
		assert "5 May 2026" in about["permanence"]["words"], (
			"four months, since it lies after the second review"
		)
		with pytest.raises(Refused, match="Plan for permanence"):
			leila.complete("2026-03-26", permanence_plan=None)
		leila.complete("2026-03-26")
		assert dates(leila) == ("2026-09-26", "2026-09-26", "2026-09-25")
		assert [row["due_on"] for row in leila.rows("Midway Review", "due_on", state="Planned")] == [
			"2026-06-26"
		]
		assert leila.review()["sequence"] == 3
		moves = leila.rows("Change of Circumstances", "status", rule="C04")
		assert moves == [{"status": "Settled"}, {"status": "Settled"}]

	def third_move(self, story: Story, leila: Child, since: str = "2026-03-09", began: str = "P") -> None:
		story.on("2026-03-31")
		story.feed(*moved(leila, since, "2026-03-31", "CHILD", began))
		assert dates(leila) == ("2026-04-30", "2026-09-26", "2026-04-30")
		assert "3 April and 6 April are bank holidays" in leila.review()["explanation"]

	def third_move_voided(self, story: Story, leila: Child) -> None:
		early = leila.review()["name"]
		self.void(story, leila)
		assert dates(leila) == ("2026-09-26", "2026-09-26", "2026-09-25")
		assert leila.review()["name"] == early, "the same review, without what the voided move asked for"

	def void(self, story: Story, leila: Child, since: str = "2026-03-09", began: str = "P") -> None:
		story.on("2026-04-03")
		story.feed(
			leila.placed(since, "U6", reason_new_episode=began),
			leila.voided("placement", leila.placement("2026-03-31")),
		)


def moved(
	child: Child, since: str, on: str, reason: str, began: str = "P", kinds: tuple[str, str] = ("U6", "U6")
) -> list[dict[str, object]]:
	"""The placement that began on `since` ends for a reason, and the next begins."""
	ended = {"end_date": on, "reason_place_change": reason}
	return [
		child.placed(since, kinds[0], reason_new_episode=began, **ended),
		child.placed(on, kinds[1], reason_new_episode="P"),
	]


class TestTheChangeNobodyTold:
	"""Kieran: a move of 12 October reaches the service on 20 November."""

	SINCE, MOVED = "2025-06-02", "2026-10-12"

	def settled(self, story: Story) -> Child:
		kieran = story.child("Kieran", born="2011-03-04")
		story.on("2026-07-15")
		story.feed(*self.history(kieran), notify=False)
		kieran.allocate()
		assert dates(kieran)[0] == "2027-01-15"
		return kieran

	def history(self, kieran: Child) -> list[dict[str, object]]:
		return [
			kieran.details(),
			kieran.period(self.SINCE, reviews_complete=False),
			kieran.status(self.SINCE, "C2"),
			kieran.placed(self.SINCE, "U6", reason_new_episode="S"),
			kieran.reviewed("2026-07-15"),
		]

	def moved(self, kieran: Child) -> list[dict[str, object]]:
		return moved(kieran, self.SINCE, self.MOVED, "CREQB", "S", ("U6", "K2"))

	def told(self, story: Story, kieran: Child) -> list[dict[str, object]]:
		"""The IRO's notifications about this child's prompts."""
		prompts = [row["name"] for row in kieran.rows("IRO Prompt")]
		return story.rows("Notification Log", "for_user", document_name=("in", prompts))

	def test_told_late(self, site: Site) -> None:
		with play(site) as story:
			kieran = self.settled(story)
			story.on("2026-11-20")
			story.feed(*self.moved(kieran))
			assert dates(kieran)[:2] == ("2026-11-09", "2027-01-15")
			(move,) = kieran.rows("Change of Circumstances", "*", rule="C04")
			happened = (
				move["happened_on"],
				move["told_on"],
				move["working_days_until_told"],
				move["told_late"],
			)
			assert happened == ("2026-10-12", "2026-11-20", 29, 1)
			assert move["review"] == kieran.review()["name"]
			story.night()
			assert [one["for_user"] for one in self.told(story, kieran)] == [site.iro], "once"
			late = story.rows("Change of Circumstances", user=site.manager, told_late=1, child=kieran.name)
			assert move["name"] in [one["name"] for one in late]
			self.why_it_is_late(story, kieran)
			story.on("2026-12-01")
			done = kieran.complete("2026-12-01")
			held = story.call(ABOUT, user=site.iro, review=done["name"])["held"]
			assert (held["days_late"], held["reason"]) == (0, "service not told"), "in time by law"
			assert held["days_past_local"] == 22, "and 16 working days after the local date"
			assert dates(kieran)[0] == "2027-06-01"
			assert [row["due_on"] for row in kieran.rows("Midway Review", "due_on", state="Planned")] == [
				"2027-03-02"
			]

	def why_it_is_late(self, story: Story, kieran: Child) -> None:
		"""Offered from the day the local date has passed, to whoever may write the review; and where it is late by law."""
		review = kieran.review()["name"]
		for day in ("2026-11-20", "2027-01-18"):
			story.on(day)
			about = story.call(ABOUT, user=story.site.iro, review=review)["lateness"]
			offered = story.call(LATENESS, user=story.site.iro, review=review, completed_on=day)
			assert offered == about
			assert offered["kind"] == "The reviewing service was not told in time"
			for words in (
				"Unplanned move on 12 October",
				"recorded on 20 November",
				"due on 9 November 2026",
			):
				assert words in offered["words"], words
		assert story.call(LATENESS, user=story.site.iro, review=review, completed_on="2026-11-09") is None, (
			"in time"
		)
		assert story.call(LATENESS, user=story.site.iro, review=review, completed_on="2027-02-01") is None, (
			"to come"
		)
		other = story.person("other", "Independent Reviewing Officer")
		with pytest.raises(Refused) as refused:
			story.call(LATENESS, user=other, review=review, completed_on=day)
		assert refused.value.kind == "PermissionError"
		with pytest.raises(Refused) as refused:
			kieran.complete("2027-01-18")
		assert refused.value.kind == "LatenessReasonMissing", "offered, never filled in by itself"

	def test_a_review_was_held_meanwhile(self, site: Site) -> None:
		with play(site) as story:
			kieran = self.settled(story)
			story.on("2026-10-30")
			kieran.complete("2026-10-30")
			story.on("2026-11-20")
			story.feed(*self.moved(kieran))
			assert dates(kieran)[0] == "2027-04-30"
			story.night()
			story.night()
			asked = kieran.rows("IRO Prompt", "tell", "reason", state="Open", rule="C04")
			assert dates(kieran)[0] == "2027-04-30"
			assert [one["tell"] for one in asked] == ["the IRO, to say whether it was considered"]
			assert "Was it considered at the review of 30 October 2026?" in str(asked[0]["reason"])

	def test_from_a_return_nobody_is_notified(self, site: Site, tmp_path: Path) -> None:
		"""The same history in the three files of the 903, imported as `iro-sync import-903` does it."""
		with play(site) as story:
			kieran = story.child("Kieran", born="2011-03-04")
			story.on("2026-11-20")
			self.the_return(kieran, tmp_path)
			report = import_903(tmp_path, TheSite(story), date(2026, 11, 20))
			assert (report.refused, report.messages["applied"]) == ([], report.messages["read"])
			assert dates(kieran)[:2] == ("2026-11-09", "2027-01-15")
			kieran.allocate()
			story.night()
			assert self.told(story, kieran) == []
			(move,) = kieran.rows("Change of Circumstances", "told_on", "told_late", rule="C04")
			assert move == {"told_on": None, "told_late": 0}
			again = import_903(tmp_path, TheSite(story), date(2026, 11, 20))
			assert (again.messages["applied"], again.messages["duplicate"]) == (0, again.messages["read"])

	def the_return(self, kieran: Child, folder: Path) -> None:
		child = kieran.id
		ssda903.write_return(
			folder,
			[ssda903.header(child, born="04/03/2011")],
			[
				ssda903.episode(child, "02/06/2025", "S", "C2", dec="12/10/2026", rec="X1", reason="CREQB"),
				ssda903.episode(child, "12/10/2026", "P", "C2", "K2", urn="SC002", post="ZZ2 2BB"),
			],
			[ssda903.review(child, "15/07/2026").replace("14/06/2013", "04/03/2011")],
		)


class TheSite:
	"""The story's site as the importer sees a platform. Records of other children's returns stay on the site."""

	def __init__(self, story: Story) -> None:
		self.story = story

	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		bodies = [json.loads(one.body) for one in entries]
		outcomes = self.story.feed(*bodies, notify=notify)
		return [Settled(Outcome(outcome), one["id"]) for outcome, one in zip(outcomes, bodies, strict=True)]

	def close_statement(self, source: str, version: int, except_children: Sequence[str]) -> int:
		return 0

	def __getattr__(self, name: str) -> Any:
		raise AssertionError(f"the importer asks a platform for {name}")


class TestPlacedForAdoption:
	"""Rowan: a placement order, a placement reported before it, four weeks on Good Friday."""

	SINCE, PLACED = "2024-11-04", "2026-03-06"

	def test_rowan(self, site: Site) -> None:
		with play(site) as story:
			rowan = self.ordered(story)
			hand = self.reported(story, rowan)
			self.considered(story, rowan, hand)
			self.placed(story, rowan, hand)
			for on, due in (("2026-03-31", "2026-06-30"), ("2026-06-23", "2026-12-23")):
				story.on(on)
				rowan.complete(on)
				assert dates(rowan)[0] == due
			assert [row["due_on"] for row in rowan.rows("Midway Review", "due_on", state="Planned")] == [
				"2026-09-22"
			]

	def ordered(self, story: Story) -> Child:
		rowan = story.child("Rowan", born="2022-06-01")
		story.on("2025-09-29")
		story.feed(
			rowan.details(),
			rowan.period(self.SINCE, reviews_complete=False),
			rowan.status(self.SINCE, "C2"),
			rowan.placed(self.SINCE, "U4", reason_new_episode="S"),
			rowan.reviewed("2025-09-29"),
		)
		rowan.allocate()
		assert dates(rowan)[::2] == ("2026-03-29", "2026-03-27")
		story.on("2025-10-30")
		story.feed(
			rowan.status(self.SINCE, "C2", end_date="2025-10-30"),
			rowan.status("2025-10-30", "E1"),
		)
		assert dates(rowan)[0] == "2026-01-30"
		assert rowan.review()["timetable"] == "adoption"
		said = rowan.review()["explanation"]
		assert len(said.splitlines()) == 2, said
		story.on("2026-01-27")
		rowan.complete("2026-01-27")
		assert dates(rowan)[0] == "2026-07-27"
		return rowan

	def reported(self, story: Story, rowan: Child) -> dict[str, object]:
		"""The reviewing officer enters the planned placement that the social worker told of."""
		story.on("2026-02-23")
		hand = story.add(
			"Change of Circumstances",
			user=story.site.iro,
			child=rowan.name,
			kind="Planned move or end of placement",
			move_to="Placement for adoption",
			happened_on=self.PLACED,
			details="Matched at panel.",
		)
		assert (hand["rule"], hand["status"], hand["reported_by"]) == ("C15", "Open", story.site.iro)
		assert hand["description"] == "Placement for adoption planned for 6 March 2026"
		assert dates(rowan) == ("2026-03-05", "2026-03-05", "2026-03-05")
		assert hand["review"] == rowan.review()["name"]
		return hand

	def considered(self, story: Story, rowan: Child, hand: dict[str, object]) -> None:
		story.on("2026-03-03")
		rowan.complete("2026-03-03", considered_changes=json.dumps([f"{hand['subject']}/"]))
		assert dates(rowan)[0] == "2026-09-03"
		now = story.get("Change of Circumstances", str(hand["name"]))
		assert (now["status"], now["reviewed_before"]) == ("Settled", "Yes")

	def placed(self, story: Story, rowan: Child, hand: dict[str, object]) -> None:
		story.on(self.PLACED)
		story.feed(
			rowan.placed(
				self.SINCE, "U4", reason_new_episode="S", end_date=self.PLACED, reason_place_change="CARPL"
			),
			rowan.placed(self.PLACED, "A6", reason_new_episode="P"),
		)
		assert dates(rowan) == ("2026-04-03", "2026-04-03", "2026-04-02")
		assert len(rowan.review()["explanation"].splitlines()) == 1, "no separate review for the move"
		(fed,) = rowan.rows("Change of Circumstances", "*", rule="C15", hand_report=0)
		assert (fed["reviewed_before"], fed["told_on"], fed["told_late"]) == ("Yes", "2026-02-23", 0)
		now = story.get("Change of Circumstances", str(hand["name"]))
		assert (now["status"], now["joined_to"]) == ("Withdrawn", fed["name"])
