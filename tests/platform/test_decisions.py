"""Decisions of reviews: made at one, looked at by the next, told of in between, closed by the reviewing officer."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.records import child_name
from iro_module.iro_setup.clock import today
from tests.support.completing import ready
from tests.support.desk import Answer, Desk
from tests.support.feed import looked_after, reviewed
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
RUN = secrets.token_hex(3)
"""Begins the ids of this run's children: a site that is kept has those of earlier runs."""


@pytest.fixture(scope="module")
def manager(site: Site) -> Desk:
	return Desk(site.url, site.manager, PASSWORD)


@pytest.fixture(scope="module")
def iro(site: Site) -> Desk:
	return Desk(site.url, site.iro, PASSWORD)


def child_with_review(site: Site, child_id: str) -> str:
	"""A child allocated to the IRO whose third review is planned; the name of that review."""
	held = TODAY - timedelta(days=30)
	since = held - timedelta(days=20)
	site.feed.send(*looked_after(child_id, since), reviewed(child_id, held), notify=False)
	site.allocate(child_id)
	return str(open_review(site, child_id)["name"])


def open_review(site: Site, child_id: str) -> dict[str, Any]:
	(review,) = [row for row in site.rows("IRO Review", child_id, "name", "open_key") if row["open_key"]]
	return review


def decide(iro: Desk, child_id: str, review: str, **more: Any) -> Answer:
	values: dict[str, Any] = {
		"decision_text": "The dentist sees Robin.",
		"owner_role": "Social worker",
		"due_on": (TODAY + timedelta(days=30)).isoformat(),
	}
	return iro.add("Review Decision", child=child_name(child_id), review=review, **{**values, **more})


def assert_refused(answer: Answer, exc_type: str) -> None:
	assert answer.exc_type == exc_type
	assert answer.status in (403, 417)


def test_a_decision_is_a_proposal_until_its_review_is_completed(site: Site, iro: Desk) -> None:
	child_id = f"{RUN}-PROP"
	review = child_with_review(site, child_id)
	made = decide(iro, child_id, review)
	assert made.ok
	assert "until the review is completed" in made.data["proposal_note"]
	assert made.data.get("made_on") is None
	forged = decide(
		iro, child_id, review, status="done", made_on="2020-01-01", findings=[{"outcome": "done"}]
	)
	assert (forged.data["status"], forged.data.get("made_on"), forged.data["findings"]) == ("open", None, [])
	assert_refused(iro.call(f"{RULES}.close", decision=made.data["name"], outcome="done"), "DecisionMade")
	site.complete(review, TODAY)
	after = iro.get("Review Decision", made.data["name"]).data
	assert (after["made_on"], after.get("proposal_note"), after["status"]) == (
		TODAY.isoformat(),
		None,
		"open",
	)
	assert_refused(decide(iro, child_id, review), "ReviewClosed")
	for change in ({"decision_text": "Never mind."}, {"due_on": "2031-01-01"}, {"owner_role": "Other"}):
		assert_refused(iro.change("Review Decision", made.data["name"], **change), "DecisionMade")
	renamed = iro.change("Review Decision", made.data["name"], owner_name="Pat Ash", status="done")
	assert (renamed.data["owner_name"], renamed.data["status"]) == ("Pat Ash", "open")


RULES = "iro_module.iro_reviews.decision_rules"


def test_a_decision_without_who_or_when_keeps_the_review_open(site: Site, iro: Desk) -> None:
	child_id = f"{RUN}-LACK"
	review = child_with_review(site, child_id)
	made = decide(iro, child_id, review, owner_role=None, due_on=None)
	refused = iro.change("IRO Review", review, **ready(TODAY))
	assert_refused(refused, "DecisionIncomplete")
	assert iro.change("Review Decision", made.data["name"], owner_role="School").ok
	assert_refused(iro.change("IRO Review", review, **ready(TODAY)), "DecisionIncomplete")
	taken_back = {"decision": made.data["name"], "outcome": "superseded"}
	assert_refused(iro.call(f"{RULES}.close", **taken_back), "OutcomeReasonMissing")
	assert iro.call(f"{RULES}.close", **taken_back, because="Nobody is to do it.").ok
	assert iro.change("IRO Review", review, **ready(TODAY)).ok
	after = iro.get("Review Decision", made.data["name"]).data
	assert (after["status"], after.get("made_on")) == ("superseded", None)


def test_every_decision_is_looked_at_by_the_next_review(site: Site, iro: Desk) -> None:
	child_id = f"{RUN}-LOOK"
	review = child_with_review(site, child_id)
	names = [decide(iro, child_id, review, decision_text=f"Decision {n}").data["name"] for n in range(3)]
	site.complete(review, TODAY - timedelta(days=1))
	following = str(open_review(site, child_id)["name"])
	doc = iro.get("IRO Review", following).data
	assert {row["decision"] for row in doc["looked_at"]} == set(names)
	# Rows that a form leaves out or writes over come back as they are; answers stay.
	first = {**doc["looked_at"][0], "outcome": "done", "decision_text": "Something else"}
	saved = iro.change("IRO Review", following, looked_at=[first])
	assert {row["decision"] for row in saved.data["looked_at"]} == set(names)
	assert sorted(row.get("outcome") or "" for row in saved.data["looked_at"]) == ["", "", "done"]
	assert "Something else" not in {row["decision_text"] for row in saved.data["looked_at"]}
	assert_refused(iro.change("IRO Review", following, **ready(TODAY)), "DecisionsNotLookedAt")
	rows = saved.data["looked_at"]
	answers = [{**row, "outcome": row.get("outcome") or "not discussed"} for row in rows]
	refused = iro.change("IRO Review", following, **ready(TODAY, looked_at=answers))
	assert_refused(refused, "DecisionsNotLookedAt")
	answers = [
		{**row, "because": "The school could not come." if row["outcome"] != "done" else None}
		for row in answers
	]
	assert iro.change("IRO Review", following, **ready(TODAY, looked_at=answers)).ok
	found = {name: iro.get("Review Decision", name).data for name in names}
	done = [one for one in found.values() if one["status"] == "done"]
	assert [one["closed_on"] for one in done] == [TODAY.isoformat()]
	assert {row["outcome"] for one in found.values() for row in one["findings"]} == {"done", "not discussed"}
	assert {row["occasion_name"] for one in found.values() for row in one["findings"]} == {following}
	# What was found done is not carried further; what was not discussed is.
	third = iro.get("IRO Review", str(open_review(site, child_id)["name"])).data
	assert {row["decision"] for row in third["looked_at"]} == set(names) - {done[0]["name"]}


def test_progress_is_added_and_never_changed(site: Site, iro: Desk) -> None:
	child_id = f"{RUN}-PRO"
	review = child_with_review(site, child_id)
	name = decide(iro, child_id, review).data["name"]
	site.complete(review, TODAY)
	row = {"on_day": TODAY.isoformat(), "progress": "Done", "told_by": "Administrator"}
	first = iro.change("Review Decision", name, progress=[row])
	assert [(one["told_by"], bool(one["written_at"])) for one in first.data["progress"]] == [(site.iro, True)]
	assert first.data["status"] == "open"  # progress closes nothing
	kept = first.data["progress"]
	for rows in ([], [{**kept[0], "progress": "Delayed"}], [{**kept[0], "words": "x"}]):
		assert_refused(iro.change("Review Decision", name, progress=rows), "KeptAsWritten")
	late = {"on_day": TODAY.isoformat(), "progress": "Delayed, outside our control"}
	for more in ({}, {"words": "The clinic has closed."}, {"look_again_on": "2031-01-01"},
		{"words": "Closed", "look_again_on": TODAY.isoformat()}):  # fmt: skip
		assert_refused(
			iro.change("Review Decision", name, progress=[*kept, {**late, **more}]), "ProgressIncomplete"
		)
	soon = (TODAY + timedelta(days=9)).isoformat()
	told = {**late, "words": "The clinic has closed.", "look_again_on": soon}
	assert iro.change("Review Decision", name, progress=[*kept, told]).ok
	assert_refused(
		iro.change("Review Decision", name, progress=[*kept, {**row, "on_day": soon}]), "KeptAsWritten"
	)


def test_only_who_acts_for_the_child_decides_and_closes(site: Site, iro: Desk) -> None:
	child_id = f"{RUN}-WHO"
	review = child_with_review(site, child_id)
	name = decide(iro, child_id, review).data["name"]
	site.complete(review, TODAY)
	assert iro.call(f"{RULES}.close", decision=name, outcome="done").ok
	closed = iro.get("Review Decision", name).data
	assert (closed["status"], closed["closed_by"]) == ("done", site.iro)
	assert [row["occasion"] for row in closed["findings"]] == ["between"]
	site.run("frappe.db.set_value('Looked After Child', child, 'iro', None)", child=child_name(child_id))
	following = str(open_review(site, child_id)["name"])
	refused = site.run(
		"""
frappe.set_user(user)
result = []
for made in (
	lambda: frappe.get_doc(dict(doctype="Review Decision", child=child, review=review, decision_text="x")).insert(ignore_permissions=True),
	lambda: frappe.get_attr(close)(decision, "done"),
):
	try:
		made()
	except Exception as problem:
		result.append(type(problem).__name__)
""",
		user=site.iro,
		child=child_name(child_id),
		review=following,
		decision=name,
		close=f"{RULES}.close",
	)
	assert refused == ["NotActingForChild", "PermissionError"]
