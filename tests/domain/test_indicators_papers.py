"""IND11 to IND14: papers of a review, its decisions, permanence, the report before it (domain.md 2.4, 2.6, 5.1)."""

from dataclasses import replace
from typing import Any

import pytest

from iro_module.domain.policy import DEFAULT_POLICY, ReviewDateBasis
from iro_module.domain.reasons import Timetable
from tests.domain.indicator_cases import care, child, decision, figure, period, question, review, verdict

# Completed on Wednesday 3 June 2026 (scenario 9): decisions by 10 June, record by 24 June, distributed by 1 July.
LIMITS = [
	("decisions", "decisions_sent_on", "2026-06-10", "2026-06-11", "10 June 2026"),
	("record", "record_done_on", "2026-06-24", "2026-06-25", "24 June 2026"),
	("distributed", "distributed_on", "2026-07-01", "2026-07-02", "1 July 2026"),
]


@pytest.mark.parametrize(("key", "field", "last", "late", "words"), LIMITS)
def test_ind11_document_clocks_2_4(key: str, field: str, last: str, late: str, words: str) -> None:
	case = review(completed_on="2026-06-03")
	on_time, too_late = replace_date(case, field, last), replace_date(case, field, late)
	assert verdict(figure("IND11", key, question(on_time)), "R") == "counted"
	assert verdict(figure("IND11", key, question(too_late)), "R") == "missed"
	assert verdict(figure("IND11", key, question(case)), "R") == "missed"
	assert verdict(figure("IND11", key, question(case, today=late)), "R") == "missed"
	assert verdict(figure("IND11", key, question(case, today=last)), "R") == f"not yet due: due on {words}"
	assert verdict(figure("IND11", key, question(on_time, today="2026-06-04")), "R").startswith("not yet due")
	assert verdict(figure("IND11", key, question(on_time, today=last)), "R") == "counted"


def replace_date(case: Any, field: str, on: str) -> Any:
	return review(completed_on="2026-06-03", **{field: on})


def test_ind11_papers_are_on_time_before_they_are_due() -> None:
	case = review(completed_on="2026-06-03", decisions_sent_on="2026-06-08", record_done_on="2026-06-09")
	asked = question(case, today="2026-06-09")
	assert verdict(figure("IND11", "decisions", asked), "R") == "counted"
	assert verdict(figure("IND11", "record", asked), "R") == "counted"


@pytest.mark.parametrize(
	("completed", "expected"),
	[
		("2026-03-31", "not there"),
		("2026-04-01", "missed"),
		("2027-03-31", "missed"),
		("2027-04-01", "not there"),
	],
)
def test_ind11_reviews_completed_in_the_period(completed: str, expected: str) -> None:
	assert verdict(figure("IND11", "record", question(review(completed_on=completed))), "R") == expected


def test_ind11_runs_from_completion_whatever_day_a_review_counts_on() -> None:
	by_first = replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING)
	case = review(first_meeting_on="2026-05-27", completed_on="2026-06-03", decisions_sent_on="2026-06-10")
	assert verdict(figure("IND11", "decisions", question(case, policy=by_first)), "R") == "counted"
	going_on = review(first_meeting_on="2026-05-27")
	assert verdict(figure("IND11", "decisions", question(going_on, policy=by_first)), "R") == "not there"


def test_ind11_tighter_limits_and_short_breaks() -> None:
	tighter = replace(DEFAULT_POLICY, decisions_working_days=4)
	case = review(completed_on="2026-06-03", decisions_sent_on="2026-06-10")
	assert verdict(figure("IND11", "decisions", question(case, policy=tighter)), "R") == "missed"
	apart = review(completed_on="2026-06-03", timetable=Timetable.SHORT_BREAK)
	assert verdict(figure("IND11", "decisions", question(apart)), "R").startswith("short breaks only")


def test_ind11_counts_the_start_day_where_a_council_does_3_2_rule_8() -> None:
	case = review(completed_on="2026-06-03", decisions_sent_on="2026-06-10")
	own = replace(DEFAULT_POLICY, count_start_day=True)
	assert verdict(figure("IND11", "decisions", question(case, policy=own)), "R") == "missed"
	sooner = review(completed_on="2026-06-03", decisions_sent_on="2026-06-09")
	assert verdict(figure("IND11", "decisions", question(sooner, policy=own)), "R") == "counted"


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({"next_review_on": "2026-09-24", "done_on": "2026-09-24", "due_on": "2026-06-30"}, "counted"),
		({"next_review_on": "2026-09-24", "done_on": "2026-09-25", "due_on": "2026-06-30"}, "missed"),
		({"next_review_on": "2026-09-24", "due_on": "2026-09-24"}, "missed"),
		({"next_review_on": "2026-09-24"}, "missed"),
		({"next_review_on": "2026-09-24", "done_on": "2026-08-01"}, "counted"),
		(
			{"next_review_on": "2026-09-24", "due_on": "2026-09-25"},
			"due on 25 September 2026, after the review of 24 September 2026",
		),
		(
			{"next_review_on": "2026-09-24", "done_on": "2026-08-01", "superseded": True},
			"another decision took its place",
		),
		({"due_on": "2026-06-30"}, "not there"),
		({"next_review_on": "2026-03-31", "due_on": "2026-06-30"}, "not there"),
		({"next_review_on": "2027-03-31", "due_on": "2026-06-30"}, "missed"),
		({"next_review_on": "2027-06-02", "due_on": "2026-06-30"}, "not there"),
	],
)
def test_ind12_decisions_done_by_the_next_review(values: dict[str, Any], expected: str) -> None:
	long = period("2026-04-01", "2027-12-31") if values.get("next_review_on") == "2027-06-02" else None
	asked = question(decision(**values), **({"period": long} if long else {}))
	assert verdict(figure("IND12", "done", asked), "D") == expected


# Scenario 2: looked after from 5 January 2026, second review on 26 March, four months on 5 May.
SECOND = {"sequence": 2, "due_by_law": "2026-04-29", "completed_on": "2026-03-26"}
LATE_SECOND = {"sequence": 2, "due_by_law": "2026-04-29", "completed_on": "2026-05-20"}


@pytest.mark.parametrize(
	("planned", "second", "expected"),
	[
		("2026-05-05", SECOND, "counted"),
		("2026-05-06", SECOND, "missed"),
		(None, SECOND, "missed"),
		("2026-05-20", LATE_SECOND, "counted"),
		("2026-05-21", LATE_SECOND, "missed"),
		(
			None,
			{"sequence": 2, "due_by_law": "2026-04-29"},
			"the review at which it is asked has not been held",
		),
		(None, {**SECOND, "sequence": 3}, "not there"),
		(None, {**SECOND, "change_only": True}, "not there"),
		(None, {**SECOND, "care_id": "another"}, "not there"),
		(None, {"sequence": 2}, "not there"),
		(None, {"sequence": 2, "due_by_law": "2026-04-29", "no_longer_needed": "raised twice"}, "not there"),
		("2026-05-05", {**SECOND, "no_longer_needed": "raised twice"}, "counted"),
	],
)
def test_ind13_permanence_at_the_second_review_or_four_months(
	planned: str | None, second: dict[str, Any], expected: str
) -> None:
	case = child(care("2026-01-05", permanence_plan_on=planned))
	assert verdict(figure("IND13", "by_second", question(case, review(**second))), "P") == expected


@pytest.mark.parametrize(
	("left", "expected"),
	[
		("2026-05-05", "left care on 5 May 2026, before that day"),
		("2026-05-06", "missed"),
		("2026-02-01", "left care on 1 February 2026, before that day"),
	],
)
def test_ind13_a_child_who_left_by_then_did_not_reach_it(left: str, expected: str) -> None:
	asked = question(child(care("2026-01-05", left)), review(**SECOND))
	assert verdict(figure("IND13", "by_second", asked), "P") == expected


def test_ind13_the_day_has_to_have_come_and_to_lie_in_the_period() -> None:
	cases = (child(care("2026-01-05")), review(**SECOND))
	assert (
		verdict(figure("IND13", "by_second", question(*cases, today="2026-05-04")), "P")
		== "not yet reached: 5 May 2026"
	)
	assert verdict(figure("IND13", "by_second", question(*cases, today="2026-05-05")), "P") == "missed"
	march = period("2026-03-01", "2026-03-31")
	assert verdict(figure("IND13", "by_second", question(*cases, period=march)), "P") == "not there"


def test_ind13_a_review_raised_twice_is_asked_about_once() -> None:
	cases = [
		review("R1", sequence=2, due_by_law="2026-04-29", no_longer_needed="raised twice"),
		review("R2", **SECOND),
		review("R3", sequence=2, completed_on="2026-06-20"),
		review("R4", sequence=2, due_by_law="2026-07-29"),
		review("A5", sequence=2, due_by_law="2026-04-01"),
	]
	for order in (cases, cases[::-1]):
		asked = question(child(care("2026-01-05", permanence_plan_on="2026-05-05")), *order)
		assert verdict(figure("IND13", "by_second", asked), "P") == "counted"


def test_ind13_of_two_open_reviews_the_earlier_date_counts() -> None:
	cases = [
		review("R1", sequence=2, due_by_law="2028-07-29"),
		review("R2", sequence=2, due_by_law="2026-04-29"),
		review("R3", sequence=2),
	]
	for order in (cases, cases[::-1]):
		asked = question(child(care("2026-01-05")), *order)
		assert (
			verdict(figure("IND13", "by_second", asked), "P")
			== "the review at which it is asked has not been held"
		)


def test_ind13_settings() -> None:
	cases = (child(care("2026-01-05", permanence_plan_on="2026-05-05")), review(**SECOND))
	sooner = replace(DEFAULT_POLICY, permanence_months=3)
	assert verdict(figure("IND13", "by_second", question(*cases, policy=sooner)), "P") == "missed"
	third = replace(DEFAULT_POLICY, permanence_by_review=3)
	assert verdict(figure("IND13", "by_second", question(*cases, policy=third)), "P") == "not there"


def test_ind13_short_breaks() -> None:
	cases = (child(care("2026-01-05", short_breaks_only=True)), review(**SECOND))
	assert verdict(figure("IND13", "by_second", question(*cases)), "P").startswith("short breaks only")
	assert verdict(figure("IND13", "by_second", question(*cases, short_breaks=True)), "P") == "missed"


@pytest.mark.parametrize(
	("received", "expected"),
	[
		("2026-05-20", "counted"),
		("2026-05-21", "counted"),
		("2026-05-22", "missed"),
		("2026-05-26", "missed"),
		(None, "missed"),
	],
)
def test_ind14_report_three_working_days_before_the_first_meeting(
	received: str | None, expected: str
) -> None:
	"""Scenario 9: the meeting is on 27 May, 25 May is a bank holiday, the report is due on 21 May."""
	case = review(first_meeting_on="2026-05-27", completed_on="2026-06-03", report_received_on=received)
	assert verdict(figure("IND14", "report", question(case)), "R") == expected


def test_ind14_scenario_10_of_three_reports_one_is_late() -> None:
	asked = question(
		review("Asha", completed_on="2026-09-24", report_received_on="2026-09-21"),
		review("Beni", completed_on="2026-09-24", report_received_on="2026-09-21"),
		review("Cora", completed_on="2026-09-24", report_received_on="2026-09-23"),
		review("open", due_by_law="2026-09-24", report_received_on="2026-09-21"),
	)
	found = figure("IND14", "report", asked)
	assert (found.numerator, found.rest, found.shown) == (("Asha", "Beni"), ("Cora",), "66.7%")


def test_ind14_the_days_are_a_setting() -> None:
	case = review(completed_on="2026-05-27", report_received_on="2026-05-21")
	longer = replace(DEFAULT_POLICY, report_working_days=4)
	assert verdict(figure("IND14", "report", question(case, policy=longer)), "R") == "missed"
