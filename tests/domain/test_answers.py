"""What a platform answers and keeps: issue, "Interfaces to keep to"; contract/answers.py."""

import json
from dataclasses import replace

import pytest

from iro_module.contract import answers
from iro_module.domain.review_plan import Gap
from tests.domain.shown import moved, settled_child
from tests.domain.story import Story, day

STORIES = {
	"first": (Story().period("2026-03-20"), "2026-03-20"),
	"early": (moved(old={"reason_place_change": "CREQB"}), "2026-03-02"),
	"before": (settled_child(end_date="2026-04-20"), "2026-03-02"),
	"short breaks": (Story().period("2026-03-20").status("2026-03-20", "V4"), "2026-03-20"),
	"adoption": (
		Story().period("2026-03-02").status("2026-03-02", "E1").placed("2026-03-02", "A6"),
		"2026-03-02",
	),
	"no date by law": (
		Story().period("2025-04-01", start_known=False).placed("2025-04-01", "U6").placed("2026-03-02", "K2"),
		"2026-03-02",
	),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_planned_review_and_its_notices_survive_the_way_through_json(name: str) -> None:
	story, today = STORIES[name]
	plan = story.plan(today, iro=False)
	(review,) = plan.reviews
	assert (review.statutory_due_on is None) is (name in ("no date by law", "short breaks"))
	assert answers.planned_from_json(json.loads(json.dumps(answers.planned_to_json(review)))) == review
	assert (
		answers.basis_from_json(json.loads(json.dumps(answers.basis_to_json(review.basis)))) == review.basis
	)
	for notice in plan.notices:
		again = answers.notice_from_json(json.loads(json.dumps(answers.notice_to_json(notice))))
		assert (again, again.key) == (notice, notice.key)


def test_the_answer_has_the_shape_of_the_issue() -> None:
	story, today = STORIES["early"]
	plan = story.plan(today)
	found = answers.review_answer("CH-1", plan.reviews[0], None, day(today))
	assert {key: found[key] for key in found if key != "basis"} == {
		"child_id": "CH-1",
		"kind": "change_of_circumstances",
		"timetable": "care_planning",
		"due_on": "2026-03-30",
		"statutory_due_on": "2026-07-12",
		"practical_on": "2026-03-30",
		"sequence": 3,
		"status": "planned",
	}
	assert found["basis"][1] == {
		"rule": "T3",
		"authority": "must",
		"due_on": "2026-07-12",
		"changed_on": "2026-01-12",
		"reason": "Next review, after the last held on 12 January 2026",
		"counted": "6 months from 12 January 2026",
	}
	assert answers.notice_answer(plan.notices[0]) == {
		"child_id": "CH-1",
		"rule": "C04",
		"tell": "the IRO",
		"tell_by": "2026-03-03",
		"reason": plan.notices[0].reason,
		"counted": "1 working day from 2 March 2026",
	}


def test_a_notice_kept_before_it_said_how_its_day_was_counted_is_read_as_saying_nothing() -> None:
	story, today = STORIES["early"]
	(notice,) = story.plan(today).notices
	kept = answers.notice_to_json(notice)
	del kept["counted"]
	assert answers.notice_from_json(kept) == replace(notice, counted="")


@pytest.mark.parametrize(
	("name", "booked_on", "today", "status"),
	[
		("first", None, "2026-04-21", "planned"),
		("first", None, "2026-04-22", "overdue"),
		("first", "2026-04-20", "2026-04-21", "scheduled"),
		("first", "2026-04-20", "2026-04-22", "overdue"),
		("early", None, "2026-03-31", "planned"),  # a local limit missed is not late by law
		("early", "2026-04-02", "2026-03-31", "scheduled"),
		("early", None, "2026-07-13", "overdue"),
		("no date by law", None, "2030-01-01", "planned"),
	],
)
def test_lateness_is_judged_against_the_law(
	name: str, booked_on: str | None, today: str, status: str
) -> None:
	story, planned_on = STORIES[name]
	(review,) = story.plan(planned_on).reviews
	booked = day(booked_on) if booked_on else None
	assert answers.review_answer("CH-1", review, booked, day(today))["status"] == status


def test_the_order_depends_on_nothing_but_the_content() -> None:
	reviews = [
		{"due_on": due, "child_id": child, "timetable": timetable}
		for due in ("2026-03-30", "2026-03-31")
		for child in ("CH-1", "CH-2")
		for timetable in ("adoption", "care_planning")
	]
	notices = [
		{"tell_by": by, "child_id": child, "rule": rule, "tell": tell, "reason": reason}
		for by in ("2026-03-03", "2026-03-04")
		for child in ("CH-1", "CH-2")
		for rule in ("C01", "C04")
		for tell in ("the IRO", "the IRO service")
		for reason in ("a", "b")
	]
	gaps = [
		answers.gap_answer(child, Gap(needed, "why")) for child in ("CH-1", "CH-2") for needed in ("a", "b")
	]
	there = answers.answer(day("2026-03-02"), reviews, notices, gaps)
	back = answers.answer(day("2026-03-02"), reversed(reviews), reversed(notices), reversed(gaps))
	assert json.dumps(there) == json.dumps(back)
	assert (there["as_of"], there["reviews"], there["notices"]) == ("2026-03-02", reviews, notices)
	assert there["incomplete"] == gaps
	assert gaps[0] == {"child_id": "CH-1", "needed": "a", "reason": "why"}
