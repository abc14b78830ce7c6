"""The child's page: what is due next and why, the chronology, and who learns what from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from iro_module.iro_setup.roles import DATA_OFFICER, REVIEWING_OFFICER
from tests.support.site import Site
from tests.support.story import Child, Refused, Story, play

pytestmark = pytest.mark.platform

DUE_NEXT = "iro_module.iro_reviews.child_page.due_next"
CHRONOLOGY = "iro_module.iro_reviews.chronology.chronology"
CONNECTIONS = "iro_module.permissions.connections.get_open_count"
ITEMS = ["IRO Private Note", "IRO Prompt", "IRO Escalation", "Care Placement"]
SINCE, MOVED = "2026-01-05", "2026-06-08"


@pytest.fixture(scope="module")
def story(site: Site) -> Iterator[Story]:
	with play(site) as story:
		yield story


@pytest.fixture(scope="module")
def child(story: Story) -> Child:
	"""Two reviews told, an unplanned move, a visit with a private note, a draft and a challenge."""
	child = story.child("Ines", born="2014-05-02")
	story.on("2026-05-20")
	story.feed(
		child.details(),
		child.period(SINCE),
		child.status(SINCE, "C1"),
		child.placed(SINCE, "U6", reason_new_episode="S"),
		child.reviewed("2026-01-29"),
		child.reviewed("2026-04-14"),
	)
	child.allocate()
	iro = story.site.iro
	story.add(
		"IRO Visit",
		user=iro,
		child=child.name,
		kind="Visit",
		happened_on="2026-05-19",
		with_child="Spoken to alone",
		views="Likes it here",
	)
	story.add("IRO Private Note", user=iro, child=child.name, words="Kept apart", happened_on="2026-05-19")
	story.add("IRO Escalation", user=iro, child=child.name, what_is_wrong="A first thought")
	story.add(
		"IRO Escalation",
		user=iro,
		child=child.name,
		state="Informal",
		what_is_wrong="No visit since March",
		what_is_needed="A visit this week",
	)
	story.on("2026-06-10")
	story.feed(
		child.placed(SINCE, "U6", reason_new_episode="S", end_date=MOVED, reason_place_change="CREQB"),
		child.placed(MOVED, "K2", reason_new_episode="P"),
	)
	return child


def connections(story: Story, child: Child, user: str) -> dict[str, int]:
	answer = story.call(CONNECTIONS, user=user, doctype="Looked After Child", name=child.name, items=ITEMS)
	return {one["doctype"]: one["count"] for one in answer["count"]["external_links_found"]}


def parts(story: Story, child: Child, user: str) -> dict[str, dict[str, Any]]:
	return {one["key"]: one for one in story.call(DUE_NEXT, user=user, child=child.name)}


def test_the_iro_sees_what_is_due_and_why(story: Story, child: Child) -> None:
	found = parts(story, child, story.site.iro)
	review = found["review"]
	assert (review["day"], review["standing"]) == ("6 July 2026", "planned")
	assert "by law 14 October 2026" in review["notes"]
	assert any(
		"Unplanned move on 8 June 2026" in one and "20 working days" in one for one in review["reasons"]
	)
	assert any(one.startswith("14 October 2026: ") for one in review["reasons"])
	assert review["link"] == {"doctype": "IRO Review", "name": child.review()["name"]}
	assert found["changes"]["title"] == "1 change not yet looked at"
	assert found["prompts"]["reasons"]
	assert found["challenges"]["title"] == "1 challenge open", "the draft is not open"
	assert "midway" not in found, "the review was brought forward"
	story.on("2026-07-07")
	assert parts(story, child, story.site.iro)["review"]["standing"] == "local"
	story.on("2026-10-15")
	assert parts(story, child, story.site.iro)["review"]["standing"] == "overdue"
	story.on("2026-06-10")


def test_the_chronology_is_one_list_newest_first(story: Story, child: Child) -> None:
	page = story.call(CHRONOLOGY, user=story.site.iro, child=child.name)
	days = [one["on"] for one in page["entries"]]
	assert days == sorted(days, reverse=True)
	said = [(one["on"], one["kind"]) for one in page["entries"]]
	for entry in (
		(MOVED, "placements"),
		(MOVED, "changes"),
		("2026-05-20", "challenges"),
		("2026-05-19", "visits"),
		("2026-04-14", "reviews"),
		(SINCE, "statuses"),
		(SINCE, "care"),
	):
		assert entry in said
	assert [kind for _on, kind in said].count("challenges") == 1, "a draft is on no chronology"
	assert "Kept apart" not in str(page)
	assert "Likes it here" not in str(page)
	only = story.call(CHRONOLOGY, user=story.site.iro, child=child.name, kinds=["reviews"])
	assert {one["kind"] for one in only["entries"]} == {"reviews"}
	assert only["kinds"] == page["kinds"]


def test_it_comes_in_pages(story: Story, child: Child) -> None:
	code = """
from iro_module.iro_reviews import chronology
chronology.PAGE, before = 3, chronology.PAGE
try:
	result = [chronology.chronology(child, start) for start in (0, 3)]
finally:
	chronology.PAGE = before
"""
	first, second = story.run(code, child=child.name)
	whole = story.call(CHRONOLOGY, user=story.site.iro, child=child.name)["entries"]
	assert first["more"]
	assert [one["name"] for one in first["entries"] + second["entries"]] == [one["name"] for one in whole[:6]]


def test_who_may_not_read_reviews_sees_the_dates_alone(story: Story, child: Child) -> None:
	"""The data officer keeps the records and sees no review: dates, placements and legal statuses."""
	data = story.person("data", DATA_OFFICER)
	found = parts(story, child, data)
	assert set(found) == {"review"}
	assert (found["review"]["day"], found["review"]["reasons"]) == ("6 July 2026", [])
	page = story.call(CHRONOLOGY, user=data, child=child.name)
	assert set(page["kinds"]) == {"placements", "statuses", "care", "reviews"}
	assert {one["kind"] for one in page["entries"]} <= set(page["kinds"])


def test_connections_count_what_the_person_may_see(story: Story, child: Child) -> None:
	"""Frappe's own method counts for everybody: how many notes, drafts or prompts there are is not for all to know."""
	assert connections(story, child, story.site.iro) == {
		"IRO Private Note": 1,
		"IRO Prompt": len(child.rows("IRO Prompt")),
		"IRO Escalation": 2,
		"Care Placement": 2,
	}
	assert connections(story, child, "data.story@example.com") == {"Care Placement": 2}


def test_a_relation_counts_for_both_children_and_opens_at_its_name(story: Story, child: Child) -> None:
	"""Whoever stands first in it. Frappe filters by one field, so that the list opens at the names found."""
	sister = story.child("Ada", born="2014-05-06")
	story.feed(sister.details(), sister.period(SINCE), sister.status(SINCE, "C2"))
	sister.allocate()
	relation = story.add(
		"Child Relationship", user=story.site.manager,
		child=child.name, relation="Brother or sister of", related_child=sister.name,
	)  # fmt: skip
	for one in (child, sister):
		asked = {"doctype": "Looked After Child", "name": one.name, "items": ["Child Relationship"]}
		found = story.call(CONNECTIONS, user=story.site.iro, **asked)["count"]["internal_links_found"]
		assert found == [
			{"doctype": "Child Relationship", "count": 1, "open_count": 0, "names": [relation["name"]]}
		]


def test_a_stranger_learns_nothing(story: Story, child: Child) -> None:
	stranger = story.person("stranger", REVIEWING_OFFICER)
	for method, more in ((DUE_NEXT, {}), (CHRONOLOGY, {}), ("iro_module.iro_reviews.visits.offered", {})):
		with pytest.raises(Refused) as refusal:
			story.call(method, user=stranger, child=child.name, **more)
		assert refusal.value.kind == "PermissionError"


def test_the_childs_social_worker_sees_the_page_without_what_is_private(story: Story, child: Child) -> None:
	"""No prompt, no private note, no draft: neither their words nor that there are any."""
	worker = child.social_worker()
	found = parts(story, child, worker)
	assert {"review", "changes", "challenges"} <= set(found)
	assert not {"prompts", "oversight"} & set(found)
	assert found["challenges"]["title"] == "1 challenge open"
	page = story.call(CHRONOLOGY, user=worker, child=child.name)
	assert [one["kind"] for one in page["entries"]].count("challenges") == 1
	assert "Kept apart" not in str(page)
	assert connections(story, child, worker) == {
		"IRO Escalation": 1,
		"Care Placement": 2,
	}
	with pytest.raises(Refused) as refusal:
		story.call("iro_module.iro_reviews.visits.offered", user=worker, child=child.name)
	assert refusal.value.kind == "PermissionError"
	(draft,) = child.rows("IRO Escalation", state="Draft")
	for doctype, name in (
		("IRO Escalation", draft["name"]),
		("IRO Private Note", child.rows("IRO Private Note")[0]["name"]),
	):
		with pytest.raises(Refused) as refusal:
			story.get(doctype, name, user=worker)
		assert refusal.value.kind == "PermissionError"
