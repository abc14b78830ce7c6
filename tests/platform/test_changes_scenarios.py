"""Children's stories with changes of circumstances, played on a site on their own days."""

from __future__ import annotations

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
