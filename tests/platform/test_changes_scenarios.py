"""Children's stories with changes of circumstances, played on a site on their own days."""

from __future__ import annotations

import json

import pytest

from tests.support.site import Site
from tests.support.story import Child, Story, play

pytestmark = pytest.mark.platform


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
			self.third_move_voided(story, leila)

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
		leila.complete("2026-01-29")
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
		leila.complete("2026-03-26")
		assert dates(leila) == ("2026-09-26", "2026-09-26", "2026-09-25")
		assert leila.review()["sequence"] == 3
		moves = leila.rows("Change of Circumstances", "status", rule="C04")
		assert moves == [{"status": "Settled"}, {"status": "Settled"}]

	def third_move_voided(self, story: Story, leila: Child) -> None:
		story.on("2026-03-31")
		story.feed(*moved(leila, "2026-03-09", "2026-03-31", "CHILD"))
		assert dates(leila) == ("2026-04-30", "2026-09-26", "2026-04-30")
		assert "3 April and 6 April are bank holidays" in leila.review()["explanation"]
		early = leila.review()["name"]
		story.on("2026-04-03")
		story.feed(
			leila.placed("2026-03-09", "U6", reason_new_episode="P"),
			leila.voided("placement", leila.placement("2026-03-31")),
		)
		assert dates(leila) == ("2026-09-26", "2026-09-26", "2026-09-25")
		assert leila.review()["name"] == early, "the same review, without what the voided move asked for"


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
			story.on("2026-12-01")
			kieran.complete("2026-12-01")
			assert dates(kieran)[0] == "2027-06-01"

	def test_a_review_was_held_meanwhile(self, site: Site) -> None:
		with play(site) as story:
			kieran = self.settled(story)
			story.on("2026-10-30")
			kieran.complete("2026-10-30")
			story.on("2026-11-20")
			story.feed(*self.moved(kieran))
			assert dates(kieran)[0] == "2027-04-30"
			asked = kieran.rows("IRO Prompt", "tell", "reason", state="Open", rule="C04")
			assert [one["tell"] for one in asked] == ["the IRO, to say whether it was considered"]
			assert "Was it considered at the review of 30 October 2026?" in str(asked[0]["reason"])

	def test_from_a_return_nobody_is_notified(self, site: Site) -> None:
		with play(site) as story:
			kieran = story.child("Kieran", born="2011-03-04")
			story.on("2026-11-20")
			story.feed(*self.history(kieran), notify=False)
			story.feed(*self.moved(kieran), notify=False)
			assert dates(kieran)[:2] == ("2026-11-09", "2027-01-15")
			kieran.allocate()
			assert self.told(story, kieran) == []
			(move,) = kieran.rows("Change of Circumstances", "told_on", "told_late", rule="C04")
			assert move == {"told_on": None, "told_late": 0}


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
