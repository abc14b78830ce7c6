"""Visits and conversations, and what is kept private to the reviewing service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from iro_module.iro_setup.roles import REVIEWING_OFFICER
from tests.support.site import Site
from tests.support.story import Child, Refused, Story, play

pytestmark = pytest.mark.platform

RECORD = "iro_module.iro_reviews.visits.record"
OFFERED = "iro_module.iro_reviews.visits.offered"
ON = "2026-09-22"


@pytest.fixture(scope="module")
def story(site: Site) -> Iterator[Story]:
	with play(site) as story:
		yield story


@pytest.fixture(scope="module")
def family(story: Story) -> list[Child]:
	"""Three children of one family with the same reviewing officer."""
	children = [story.child(name, born="2013-04-05") for name in ("Beni", "Asha", "Cora")]
	story.on(ON)
	for child in children:
		story.feed(
			child.details(),
			child.period("2026-01-05"),
			child.status("2026-01-05", "C2"),
			child.placed("2026-01-05", "U6", reason_new_episode="S"),
			child.reviewed("2026-01-29"),
			child.reviewed("2026-04-14"),
		)
		child.allocate()
	beni, *others = children
	for other in others:
		story.add(
			"Child Relationship",
			user=story.site.iro,
			child=beni.name,
			relation="Brother or sister of",
			related_child=other.name,
		)
	return children


def record(story: Story, child: Child, user: str | None = None, **values: Any) -> dict[str, Any]:
	visit = {"kind": "Visit", "happened_on": ON, "with_child": "Spoken to alone", **values.pop("visit", {})}
	saved: dict[str, Any] = story.call(
		RECORD, user=user or story.site.iro, child=child.name, visit=visit, **values
	)
	return saved


def refused(kind: str, story: Story, child: Child, **values: Any) -> str:
	with pytest.raises(Refused) as refusal:
		record(story, child, **values)
	assert refusal.value.kind == kind
	return refusal.value.says


def test_one_occasion_three_records_and_a_note_apart(story: Story, family: list[Child]) -> None:
	beni, asha, cora = family
	offered = story.call(OFFERED, user=story.site.iro, child=beni.name)
	assert {one["name"] for one in offered["siblings"]} == {asha.name, cora.name}
	assert offered["review"]["name"] == beni.review()["name"]
	saved = record(
		story,
		beni,
		visit={"place": "At home", "views": "Wants to see Asha more", "review": offered["review"]["name"]},
		also=[asha.name, cora.name],
		private_words="Does not want the carer to know about the phone",
		private_kind="What the child asked not to be shared",
	)
	visit = story.get("IRO Visit", saved["visit"])
	assert (visit["by_whom"], visit["views"], visit["child_title"]) == (
		story.site.iro,
		"Wants to see Asha more",
		"Beni Story",
	)
	assert "phone" not in str(visit)
	(note,) = beni.rows("IRO Private Note", "*")
	assert (note["visit"], note["kind"], note["written_by"], note["happened_on"]) == (
		visit["name"],
		"What the child asked not to be shared",
		story.site.iro,
		ON,
	)
	for other in (asha, cora):
		(row,) = other.rows(
			"IRO Visit", "kind", "happened_on", "place", "by_whom", "views", "with_child", "review"
		)
		assert row == {
			"kind": "Visit",
			"happened_on": ON,
			"place": "At home",
			"by_whom": story.site.iro,
			"views": None,
			"with_child": "",
			"review": None,
		}, "nothing of what was said goes to another child's record"
		assert other.rows("IRO Private Note") == []


def test_what_a_record_must_say(story: Story, family: list[Child]) -> None:
	beni, asha, _cora = family
	assert "still to come" in refused("StillToCome", story, beni, visit={"happened_on": "2026-09-23"})
	refused("SeenHowMissing", story, beni, visit={"with_child": ""})
	refused("NotAloneReasonMissing", story, beni, visit={"with_child": "Spoken to with others"})
	refused("AnotherChild", story, beni, visit={"review": asha.review()["name"]})
	before = beni.rows("IRO Visit")
	stranger = story.child("Stranger")
	refused("AnotherChild", story, beni, also=[stranger.name])
	assert beni.rows("IRO Visit") == before, "all of it or none"
	read = record(
		story, asha, visit={"kind": "Reading the record", "with_child": "", "not_alone_because": "x"}
	)
	assert story.get("IRO Visit", read["visit"])["not_alone_because"] is None


def test_another_reviewing_officer_neither_writes_nor_reads(story: Story, family: list[Child]) -> None:
	beni, *_ = family
	other = story.person("other.iro", REVIEWING_OFFICER)
	refused("PermissionError", story, beni, user=other)
	for doctype in ("IRO Visit", "IRO Private Note"):
		assert story.rows(doctype, user=other, child=beni.name) == []
		(row, *_rest) = beni.rows(doctype)
		with pytest.raises(Refused) as refusal:
			story.get(doctype, row["name"], user=other)
		assert refusal.value.kind == "PermissionError"


def test_it_is_amended_by_who_acts_and_stays_who_made_it(story: Story, family: list[Child]) -> None:
	_beni, asha, _cora = family
	visit = record(story, asha)["visit"]
	other = story.person("other.iro", REVIEWING_OFFICER)
	amended = story.save("IRO Visit", visit, user=story.site.manager, worries="None", by_whom=other)
	assert (amended["worries"], amended["by_whom"]) == ("None", story.site.iro)
	with pytest.raises(Refused) as refusal:
		story.save("IRO Visit", visit, user=other, worries="Some")
	assert refusal.value.kind == "PermissionError"


def test_a_private_note_is_its_writers_and_never_printed(story: Story, family: list[Child]) -> None:
	_beni, _asha, cora = family
	saved = story.add(
		"IRO Private Note",
		user=story.site.iro,
		child=cora.name,
		words="Ask again",
		written_by=story.site.manager,
	)
	assert (saved["kind"], saved["written_by"]) == ("Note", story.site.iro)
	assert story.get("IRO Private Note", saved["name"], user=story.site.manager)["words"] == "Ask again"
	with pytest.raises(Refused) as refusal:
		story.save("IRO Private Note", saved["name"], user=story.site.manager, words="Mine")
	assert refusal.value.kind == "NotTheWriter"
	may = story.run(
		"""
note = frappe.get_doc("IRO Private Note", name)
result = [bool(frappe.has_permission("IRO Private Note", ptype, doc=note)) for ptype in ("read", "print", "email", "share")]
""",
		user=story.site.iro,
		name=saved["name"],
	)
	assert may == [True, False, False, False]
