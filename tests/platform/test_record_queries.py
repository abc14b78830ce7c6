"""'Query this date': open until a new version of the record answers it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iro_module.domain.records import RecordType, record_name
from tests.support.feed import SOURCE
from tests.support.site import Site
from tests.support.story import Child, Refused, Row, Story, play

pytestmark = pytest.mark.platform

SINCE = "2025-01-06"
QUERIES = "iro_module.iro_records.querying"


@pytest.fixture(scope="module")
def story(site: Site) -> Iterator[Story]:
	with play(site) as played:
		yield played


@pytest.fixture
def child(story: Story) -> Child:
	child = story.child("Ines", born="2014-02-02")
	story.on("2026-03-02")
	story.feed(
		child.details(), child.period(SINCE, reviews_complete=False), child.placed(SINCE, "U6"), notify=False
	)
	child.allocate()
	return child


def asked(child: Child, user: str | None = None) -> Row:
	name = record_name(SOURCE, RecordType.PLACEMENT, child.placement(SINCE))
	query = child.story.call(
		f"{QUERIES}.ask",
		user=user or child.story.site.iro,
		record_type="Care Placement",
		record=name,
		field_label="Start",
		question="The carer says it was the 13th.",
	)
	return child.story.get("Record Query", query)


def test_open_until_a_new_version_arrives(story: Story, child: Child) -> None:
	query = asked(child)
	expected = {
		"status": "Open", "child": child.name, "record_version": 1, "raised_by": story.site.iro,
	}  # fmt: skip
	assert {key: query[key] for key in expected} == expected
	assert query["shown_value"] == "6 January 2025"
	shown = story.call(
		f"{QUERIES}.open_queries", user=story.site.iro, doctype="Looked After Child", name=child.name
	)
	assert [one["name"] for one in shown] == [query["name"]]
	story.feed(child.status(SINCE, "C2"))
	assert story.get("Record Query", query["name"])["status"] == "Open", "another record"
	story.feed(child.placed("2025-01-13", "U6", record_id=child.placement(SINCE)))
	answered = story.get("Record Query", query["name"])
	assert answered["status"] == "Answered"
	assert answered["answered_on"]
	told = story.rows("Notification Log", "for_user", document_name=query["name"])
	assert told == [{"for_user": story.site.iro}]


def test_the_data_officer_answers_in_words_or_says_that_the_record_is_right(
	story: Story, child: Child
) -> None:
	officer = story.person("officer", "Records Data Officer")
	query = asked(child)
	with pytest.raises(Refused, match="say why the record is right"):
		story.save("Record Query", query["name"], user=officer, record_is_right=1)
	tried = {"answer": "Asked the provider.", "question": "Changed", "status": "Answered"}
	in_words = story.save("Record Query", query["name"], user=officer, **tried)
	assert (in_words["status"], in_words["answered_by"]) == ("Open", officer)
	assert in_words["question"] == query["question"]
	right = story.save(
		"Record Query", query["name"], user=officer, record_is_right=1, answer="The agreement says the 6th."
	)
	assert right["status"] == "Answered"
	with pytest.raises(Refused, match="closed"):
		story.save("Record Query", query["name"], user=officer, answer="More")


def test_only_who_reads_the_record_asks(story: Story, child: Child) -> None:
	other = story.person("other", "Independent Reviewing Officer")
	with pytest.raises(Refused) as refused:
		asked(child, other)
	assert refused.value.kind == "PermissionError"


def test_only_about_records_of_the_feed(story: Story, child: Child) -> None:
	for doctype, name in (("User", story.site.iro), ("Care Placement", "none")):
		with pytest.raises(Refused):
			story.add(
				"Record Query",
				user=story.site.iro,
				record_type=doctype,
				record=name,
				field_label="X",
				question="Y",
			)


def test_who_asked_takes_it_back(story: Story, child: Child) -> None:
	query = asked(child)
	with pytest.raises(Refused, match="Only who raised"):
		story.call(f"{QUERIES}.withdraw", user=story.site.manager, query=query["name"])
	story.call(f"{QUERIES}.withdraw", user=story.site.iro, query=query["name"])
	assert story.get("Record Query", query["name"])["status"] == "Withdrawn"
