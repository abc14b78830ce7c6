"""The page for people: a missed local limit is not called overdue, and long lists are cut with a word about it."""

from __future__ import annotations

from typing import Any

from integration_service.report import MOST_LISTED, as_text

REASON = {
	"rule": "C04", "authority": "local", "due_on": "2026-05-08", "changed_on": "2026-04-09",
	"reason": "Unplanned move on 9 April 2026", "counted": "20 working days from 9 April 2026",
}  # fmt: skip
REVIEW = {
	"child_id": "CH-1", "kind": "change_of_circumstances", "timetable": "care_planning", "due_on": "2026-05-08",
	"statutory_due_on": "2026-06-11", "practical_on": "2026-05-08", "sequence": 6, "status": "planned",
	"basis": [REASON],
}  # fmt: skip


def page(**parts: Any) -> str:
	counts = {"read": 1, "applied": 1, "duplicate": 0, "stale": 0, "refused": 0}
	empty: dict[str, Any] = {"rows": {}, "refused": [], "reviews": [], "notices": [], "incomplete": []}
	return as_text({"as_of": "2026-05-31", "messages": counts, **empty, **parts})


def first_review(**changes: Any) -> str:
	text = page(reviews=[{**REVIEW, **changes}])
	return " ".join(text[text.index("CH-1") : text.index("C04")].split())


def test_a_missed_local_limit_is_shown_apart_from_lateness() -> None:
	assert first_review() == (
		"CH-1: change-of-circumstances review, due 8 May 2026; by law 11 June 2026; review 6 of the period of care; "
		"local limit missed"
	)


def test_a_review_late_by_law() -> None:
	assert first_review(due_on="2026-05-08", statutory_due_on="2026-05-08", status="overdue").endswith(
		"; OVERDUE"
	)


def test_a_review_that_no_law_asks_for() -> None:
	assert "; not by law;" in first_review(statutory_due_on=None)


def test_a_due_date_on_a_sunday_names_the_working_day_before() -> None:
	assert "last working day before it 22 May 2026" in first_review(
		due_on="2026-05-24", practical_on="2026-05-22"
	)


def test_the_reason_says_rule_change_and_count() -> None:
	text = " ".join(page(reviews=[REVIEW]).split())
	assert "C04, local limit, due 8 May 2026: Unplanned move on 9 April 2026." in text
	assert "Counted: 20 working days from 9 April 2026." in text


NOTICE = {
	"child_id": "CH-1", "rule": "C04", "tell": "the IRO", "tell_by": "2026-04-07", "reason": "Unplanned move",
	"counted": "1 working day from 2 April 2026; 3 April and 6 April are bank holidays",
}  # fmt: skip


def test_who_must_be_told_why_and_how_the_day_was_counted() -> None:
	said = (
		"CH-1: tell the IRO by 7 April 2026 C04: Unplanned move "
		"Counted: 1 working day from 2 April 2026; 3 April and 6 April are bank holidays."
	)
	assert said in " ".join(page(notices=[NOTICE]).split())


def test_a_notice_of_a_site_that_does_not_say_how_its_day_was_counted() -> None:
	before = {key: value for key, value in NOTICE.items() if key != "counted"}
	for notice in (before, {**NOTICE, "counted": ""}):
		text = page(notices=[notice])
		assert text.endswith("C04: Unplanned move")


def test_long_lists_are_cut_and_say_so() -> None:
	text = page(reviews=[REVIEW] * (MOST_LISTED + 5))
	assert text.count("CH-1") == MOST_LISTED
	assert "... and 5 more; --json prints all" in text


def test_what_is_missing_from_the_records() -> None:
	gap = {"child_id": "CH-9", "needed": "date of last review needed", "reason": "No review is on record"}
	assert "CH-9: date of last review needed. No review is on record" in page(incomplete=[gap])
