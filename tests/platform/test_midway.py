"""Midway reviews on a site: planned by themselves, moved, dropped and restored, held with every decision looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from iro_module.iro_setup.roles import REVIEWING_OFFICER
from tests.support.site import Site
from tests.support.story import Child, Refused, Story, play

pytestmark = pytest.mark.platform


@pytest.fixture(scope="module")
def story(site: Site) -> Iterator[Story]:
	with play(site) as story:
		yield story


def looked_after(story: Story, name: str, since: str, *reviews: str, status: str = "C2") -> Child:
	"""A child of the story's IRO, looked after since a day, with reviews told by the feed."""
	child = story.child(name, born="2014-05-02")
	story.on(reviews[-1] if reviews else since)
	story.feed(
		child.details(),
		child.period(since),
		child.status(since, status),
		child.placed(since, "U6", reason_new_episode="S"),
		*(child.reviewed(on) for on in reviews),
	)
	child.allocate()
	return child


def moved(child: Child, since: str, on: str, reason: str) -> list[dict[str, Any]]:
	ended = {"end_date": on, "reason_place_change": reason}
	return [
		child.placed(since, "U6", reason_new_episode="S", **ended),
		child.placed(on, "U6", reason_new_episode="P"),
	]


def midways(child: Child) -> list[tuple[str, str]]:
	return [(row["due_on"], row["state"]) for row in child.rows("Midway Review", "due_on", "state")]


def planned(child: Child) -> dict[str, Any]:
	(row,) = child.rows("Midway Review", "name", state="Planned")
	return child.story.get("Midway Review", row["name"])


def test_none_in_three_months_then_half_way_to_the_third_review(story: Story) -> None:
	tobi = looked_after(story, "Tobi", "2026-03-20", "2026-04-14", status="V2")
	assert midways(tobi) == []
	assert tobi.on_file()["next_midway_due_on"] is None
	story.on("2026-07-16")
	story.feed(tobi.reviewed("2026-07-16"))
	assert midways(tobi) == [("2026-10-16", "Planned")]
	assert tobi.on_file()["next_midway_due_on"] == "2026-10-16"
	midway = planned(tobi)
	assert midway["counted"] == "half of the 184 days from 16 July 2026 to 16 January 2027"
	assert (midway["last_review_on"], midway["next_review_due_on"]) == ("2026-07-16", "2027-01-16")
	story.on("2026-09-02")
	story.feed(tobi.period("2026-03-20", "2026-09-01", end_reason="E4A"))
	(gone,) = tobi.rows("Midway Review", "state", "dropped_because")
	assert gone == {
		"state": "No longer needed",
		"dropped_because": "The child left care on 1 September 2026.",
	}
	assert tobi.on_file()["next_midway_due_on"] is None


def test_a_review_brought_forward_drops_it_and_a_voided_move_restores_it(story: Story) -> None:
	leila = looked_after(story, "Leila", "2026-01-05", "2026-01-29", "2026-03-26", status="C1")
	assert midways(leila) == [("2026-06-26", "Planned")]
	story.on("2026-03-31")
	story.feed(*moved(leila, "2026-01-05", "2026-03-31", "CHILD"))
	(dropped,) = leila.rows("Midway Review", "name", "state", "dropped_because", "modified")
	assert dropped["state"] == "No longer needed"
	assert dropped["dropped_because"].startswith(
		"No midway review: the next review was brought forward to 30 April 2026"
	)
	story.on("2026-04-03")
	story.feed(
		leila.placed("2026-01-05", "U6", reason_new_episode="S"),
		leila.voided("placement", leila.placement("2026-03-31")),
	)
	(again,) = leila.rows("Midway Review", "name", "state", "due_on", "modified")
	assert (again["name"], again["modified"]) == (dropped["name"], dropped["modified"]), (
		"one row, open forms save"
	)
	assert (again["state"], again["due_on"]) == ("Planned", "2026-06-26")


def test_told_late_then_the_next_interval_has_its_own(story: Story) -> None:
	kieran = looked_after(story, "Kieran", "2025-06-02", "2025-06-27", "2026-01-15", "2026-07-15")
	assert midways(kieran) == [("2026-10-15", "Planned")]
	story.on("2026-11-20")
	story.feed(*moved(kieran, "2025-06-02", "2026-10-12", "CREQB"))
	assert [state for _due, state in midways(kieran)] == ["No longer needed"]
	story.on("2026-12-01")
	story.feed(kieran.reviewed("2026-12-01"))
	assert midways(kieran)[-1] == ("2027-03-02", "Planned")
	assert len(kieran.rows("Midway Review", state="Planned")) == 1


def test_one_not_held_is_closed_when_the_review_is_and_the_night_changes_nothing(story: Story) -> None:
	callum = looked_after(story, "Callum", "2025-05-01", "2025-05-28", "2025-08-20", "2025-12-01")
	assert midways(callum) == [("2026-03-02", "Planned")]
	story.on("2026-06-03")
	story.feed(callum.reviewed("2026-06-03"))
	assert midways(callum) == [("2026-03-02", "No longer needed"), ("2026-09-02", "Planned")]
	closed = callum.rows("Midway Review", "dropped_because")[0]
	assert closed["dropped_because"] == "Not held: the next review was held on 3 June 2026."
	before = callum.rows("Midway Review", "*")
	story.night()
	story.night()
	assert callum.rows("Midway Review", "*") == before


def decided(child: Child, text: str, due_on: str) -> str:
	"""A decision in force, made at a review of this child."""
	name: str = child.story.run(
		"""
review = frappe.get_all("IRO Review", {"child": child}, pluck="name")[0]
doc = frappe.new_doc("Review Decision")
doc.update({"child": child, "review": review, "decision_text": text, "owner_name": "Social worker", "due_on": due_on})
doc.update({"made_on": "2026-03-02", "status": "open"})
doc.name = frappe.generate_hash(length=10)
doc.db_insert()
result = doc.name
""",
		child=child.name,
		text=text,
		due_on=due_on,
	)
	return name


@pytest.fixture(scope="module")
def nia(story: Story) -> Child:
	child = looked_after(story, "Nia", "2025-05-01", "2025-05-28", "2025-08-20", "2026-03-02")
	decided(child, "Life story work begins", "2026-05-01")
	decided(child, "Dentist seen", "2026-04-01")
	story.on("2026-06-01")
	return child


class TestHeld:
	"""Holding one: what is refused, in the order in which a person meets it, and what it leaves behind."""

	def refused(self, nia: Child, kind: str, **values: Any) -> str:
		with pytest.raises(Refused) as refusal:
			self.save(nia, **values)
		assert refusal.value.kind == kind
		return refusal.value.says

	def save(self, nia: Child, user: str | None = None, **values: Any) -> dict[str, Any]:
		story = nia.story
		return story.save("Midway Review", planned(nia)["name"], user=user or story.site.iro, **values)

	def test_the_open_decisions_are_its_rows(self, nia: Child) -> None:
		"""Before anybody has opened it, so that lists and the form show them."""
		story = nia.story
		assert planned(nia)["looked_at"] == []
		story.night()
		rows = planned(nia)["looked_at"]
		assert [row["decision_text"] for row in rows] == ["Dentist seen", "Life story work begins"]
		before = nia.rows("Midway Review", "*")
		story.night()
		assert (nia.rows("Midway Review", "*"), planned(nia)["looked_at"]) == (before, rows)

	def test_the_plan_keeps_what_it_set(self, nia: Child) -> None:
		due_on = planned(nia)["due_on"]
		self.save(nia, due_on="2031-01-01", counted="as I like", raised_by_plan=0)
		assert (planned(nia)["due_on"], planned(nia)["raised_by_plan"]) == (due_on, 1)
		self.refused(nia, "SetByThePlan", state="No longer needed")

	def test_what_is_refused(self, nia: Child) -> None:
		held = {"state": "Held", "held_on": "2026-06-01"}
		assert "enter the day" in self.refused(nia, "MidwayDateWrong", state="Held")
		assert "still to come" in self.refused(nia, "MidwayDateWrong", held_on="2026-06-02")
		assert "not after the last review" in self.refused(nia, "MidwayDateWrong", held_on="2026-03-02")
		outsider = nia.story.person("outsider", REVIEWING_OFFICER)
		self.refused(nia, "NotActingForChild", **held, held_by=outsider)
		assert "Still to answer: 2" in self.refused(nia, "MidwayDecisionNotLookedAt", **held)
		answered = [{**row, "outcome": "done"} for row in planned(nia)["looked_at"]]
		unsaid = [answered[0], {**answered[1], "outcome": "not discussed"}]
		assert "Still to answer: 1" in self.refused(
			nia, "MidwayDecisionNotLookedAt", **held, looked_at=unsaid
		)
		assert "care plan" in self.refused(nia, "MidwayAnswerMissing", **held, looked_at=answered)
		more = {**held, "looked_at": answered, "plan_quality": "Out of date"}
		assert "Outcome" in self.refused(nia, "MidwayAnswerMissing", **more)
		assert "agreed" in self.refused(nia, "MidwayAnswerMissing", **more, outcome="Challenge")
		assert planned(nia)["state"] == "Planned"

	def test_one_begun_is_not_withdrawn(self, nia: Child) -> None:
		story = nia.story
		self.save(nia, held_on="2026-05-29")
		story.on("2026-06-02")
		story.feed(nia.reviewed("2026-06-02"))
		assert planned(nia)["last_review_on"] == "2026-03-02"
		story.feed(nia.voided("review", f"{nia.id}-RV-2026-06-02"))

	def test_held_it_is_fixed_and_the_decisions_know(self, nia: Child) -> None:
		story = nia.story
		rows = planned(nia)["looked_at"]
		outcomes = ("done", "not done")
		looked_at = [{**row, "outcome": outcome} for row, outcome in zip(rows, outcomes, strict=True)]
		held = self.save(
			nia,
			state="Held",
			held_on="2026-06-01",
			looked_at=looked_at,
			plan_quality="Out of date",
			outcome="Challenge",
			agreed_action="The plan has not been written since March.",
		)
		assert (held["state"], held["held_by"]) == ("Held", story.site.iro)
		assert nia.on_file()["next_midway_due_on"] is None
		found = story.get("Review Decision", rows[1]["decision"])["findings"]
		assert [(one["occasion"], one["outcome"], one["on_day"]) for one in found] == [
			("midway", "not done", "2026-06-01")
		]
		with pytest.raises(Refused, match="not written over") as refusal:
			story.save("Midway Review", held["name"], user=story.site.iro, outcome="On track")
		assert refusal.value.kind == "MidwayClosed"

	def test_a_challenge_is_drafted_once_and_only_by_who_acts(self, nia: Child) -> None:
		story = nia.story
		(row,) = nia.rows("Midway Review", state="Held")
		draft = "iro_module.iro_challenge.drafting.draft_from_midway"
		with pytest.raises(Refused) as refusal:
			story.call(draft, user="outsider.story@example.com", midway=row["name"])
		assert refusal.value.kind == "PermissionError"
		first = story.call(draft, user=story.site.iro, midway=row["name"])
		assert story.call(draft, user=story.site.iro, midway=row["name"]) == first
		escalation = story.get("IRO Escalation", first)
		assert (escalation["state"], escalation["raised_by"], escalation["raised_on"]) == (
			"Draft",
			story.site.iro,
			None,
		)
		assert "has not been written since March" in escalation["what_is_wrong"]
		assert "Life story work begins" in escalation["what_is_wrong"]
		assert "Dentist" not in escalation["what_is_wrong"]
