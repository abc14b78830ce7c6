"""IND2, reviews in time: domain.md 5.1, and 3.4 for who owed no review. Scenarios 1, 2, 5, 9 and 10."""

from dataclasses import replace
from typing import Any

import pytest

from iro_module.domain.indicators.choices import Placing
from iro_module.domain.indicators.in_time import days_settled
from iro_module.domain.indicators.periods import quarter_of
from iro_module.domain.policy import DEFAULT_POLICY, ReviewDateBasis
from iro_module.domain.reasons import Timetable
from tests.domain.indicator_cases import YEAR, day, figure, period, question, review, verdict

FIRST_MEETING = replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING)

CASES: list[tuple[str, dict[str, Any], str]] = [
	("held early", {"due_by_law": "2026-07-14", "completed_on": "2026-06-01"}, "counted"),
	("held on the due date", {"due_by_law": "2026-07-14", "completed_on": "2026-07-14"}, "counted"),
	("held a day late", {"due_by_law": "2026-07-14", "completed_on": "2026-07-15"}, "missed"),
	("still overdue", {"due_by_law": "2026-07-14"}, "missed"),
	("due on the last day, held the day after", {"due_by_law": "2027-03-31", "completed_on": "2027-04-01"}, "missed"),
	("due on the first day", {"due_by_law": "2026-04-01"}, "missed"),
	("due the day before the year, still overdue", {"due_by_law": "2026-03-31"}, "not there"),
	("due the day after the year", {"due_by_law": "2027-04-01"}, "not there"),
	("due before the year, held late in it", {"due_by_law": "2026-03-31", "completed_on": "2026-04-10"}, "not there"),
	("held in time in the year, due after it", {"due_by_law": "2027-04-10", "completed_on": "2027-03-31"}, "counted"),
	("held in time before the year", {"due_by_law": "2026-04-10", "completed_on": "2026-03-31"}, "not there"),
	(
		"left before the 20th working day",
		{"sequence": 1, "due_by_law": "2026-09-28", "left_on": "2026-09-27"},
		"not due: the child left care on 27 September 2026, before it fell due",
	),
	("left on the 20th working day", {"sequence": 1, "due_by_law": "2026-09-28", "left_on": "2026-09-28"}, "missed"),
	(
		"left on the 20th working day, reviewed that day",
		{"sequence": 1, "due_by_law": "2026-09-28", "left_on": "2026-09-28", "completed_on": "2026-09-28"},
		"counted",
	),
	(
		"left before a later review",
		{"sequence": 2, "due_by_law": "2026-09-28", "left_on": "2026-09-27"},
		"not due: the child left care on 27 September 2026, before it fell due",
	),
	(
		"left on the day of a later review",
		{"sequence": 2, "due_by_law": "2026-09-28", "left_on": "2026-09-28"},
		"not due: the child left care on 28 September 2026, the day on which it would have been due",
	),
	("left the day after", {"sequence": 2, "due_by_law": "2026-09-28", "left_on": "2026-09-29"}, "missed"),
	(
		"reviewed in time, then left before it fell due",
		{"due_by_law": "2026-09-28", "completed_on": "2026-09-01", "left_on": "2026-09-15"},
		"counted",
	),
	(
		"looked back at after leaving",
		{"due_by_law": "2026-09-28", "completed_on": "2026-09-20", "left_on": "2026-09-15"},
		"not due: the child left care on 15 September 2026, before it fell due",
	),
	(
		"left after it fell due, held after leaving",
		{"due_by_law": "2026-09-28", "completed_on": "2026-10-20", "left_on": "2026-10-01"},
		"missed",
	),
	("due the day before the 18th birthday", {"due_by_law": "2026-09-28", "birth_date": "2008-09-29"}, "missed"),
	(
		"due on the 18th birthday",
		{"due_by_law": "2026-09-28", "birth_date": "2008-09-28", "sequence": 1},
		"not due: the child turned 18 on 28 September 2026",
	),
	(
		"never was needed",
		{"due_by_law": "2026-09-28", "no_longer_needed": "the move was a mistake"},
		"no longer needed: the move was a mistake",
	),
	(
		"no longer needed since its date",
		{"due_by_law": "2026-09-28", "no_longer_needed": "combined", "no_longer_needed_from": "2026-09-28"},
		"no longer needed: combined",
	),
	(
		"no longer needed when already overdue",
		{"due_by_law": "2026-09-28", "no_longer_needed": "combined", "no_longer_needed_from": "2026-09-29"},
		"missed",
	),
	(
		"first review no longer needed since the child left on its date",
		{
			"sequence": 1,
			"due_by_law": "2026-09-28",
			"left_on": "2026-09-28",
			"no_longer_needed": "the child left care",
			"no_longer_needed_from": "2026-09-28",
		},
		"missed",
	),
	("no date, and not held", {}, "not there"),
	("held without a date", {"completed_on": "2026-09-28"}, "no date by which it was due is recorded"),
	(
		"short breaks",
		{"due_by_law": "2026-09-28", "timetable": Timetable.SHORT_BREAK},
		"short breaks only, which have a timetable of their own",
	),
	("short breaks without a date", {"timetable": Timetable.SHORT_BREAK}, "not there"),
	("adoption", {"due_by_law": "2026-09-28", "timetable": Timetable.ADOPTION}, "missed"),
	("first meeting in time, completed late", {
		"due_by_law": "2026-06-01", "first_meeting_on": "2026-05-27", "completed_on": "2026-06-03"}, "missed"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "expected"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_ind2_reviews_in_time_3_4(values: dict[str, Any], expected: str) -> None:
	assert verdict(figure("IND2", "in_time", question(review(**values))), "R") == expected


@pytest.mark.parametrize(
	("today", "expected"),
	[
		("2026-07-13", "not yet due: due on 14 July 2026"),
		("2026-07-14", "not yet due: due on 14 July 2026"),
		("2026-07-15", "missed"),
	],
)
def test_ind2_on_the_due_date_nothing_is_overdue(today: str, expected: str) -> None:
	asked = question(review(due_by_law="2026-07-14"), today=today)
	assert verdict(figure("IND2", "in_time", asked), "R") == expected


def test_ind2_what_is_dated_after_today_has_not_happened() -> None:
	held = review(due_by_law="2026-07-14", completed_on="2026-07-14")
	assert verdict(figure("IND2", "in_time", question(held, today="2026-07-13")), "R").startswith(
		"not yet due"
	)
	assert verdict(figure("IND2", "held", question(held, today="2026-07-13")), "R") == "not there"
	assert verdict(figure("IND2", "in_time", question(held, today="2026-07-14")), "R") == "counted"
	assert verdict(figure("IND2", "held", question(held, today="2026-07-14")), "R") == "counted"


@pytest.mark.parametrize(
	("values", "held_or_due", "due"),
	[
		({"due_by_law": "2027-04-10", "completed_on": "2027-03-31"}, "counted", "not there"),
		({"due_by_law": "2026-04-10", "completed_on": "2026-03-31"}, "not there", "counted"),
		({"due_by_law": "2026-04-10", "completed_on": "2026-04-09"}, "counted", "counted"),
		({"due_by_law": "2027-03-31", "completed_on": "2027-04-01"}, "missed", "missed"),
	],
)
def test_ind2_a_review_held_early_belongs_where_the_council_says(
	values: dict[str, Any], held_or_due: str, due: str
) -> None:
	for placing, expected in ((Placing.HELD_OR_DUE, held_or_due), (Placing.DUE, due)):
		asked = question(review(**values), placing=placing)
		assert verdict(figure("IND2", "in_time", asked), "R") == expected


def test_ind2_each_review_belongs_to_one_quarter() -> None:
	cases = [
		review("early", due_by_law="2026-07-03", completed_on="2026-06-29"),
		review("late", due_by_law="2026-06-29", completed_on="2026-07-03"),
		review("overdue", due_by_law="2026-12-31"),
		review("unknown"),
	]
	found = {
		piece.title: figure("IND2", "in_time", question(*cases, period=piece)).denominator
		for piece in YEAR.quarters()
	}
	assert found == {
		"Quarter 1 of 2026/27": ("early", "late"),
		"Quarter 2 of 2026/27": (),
		"Quarter 3 of 2026/27": ("overdue",),
		"Quarter 4 of 2026/27": (),
	}
	assert days_settled(question(*cases)) == {
		"early": day("2026-06-29"),
		"late": day("2026-06-29"),
		"overdue": day("2026-12-31"),
	}


@pytest.mark.parametrize(
	("basis", "headline", "beside", "held"),
	[(DEFAULT_POLICY, "missed", "counted", "counted"), (FIRST_MEETING, "counted", "missed", "not there")],
)
def test_ind2_the_other_date_basis_stands_beside_it(
	basis: Any, headline: str, beside: str, held: str
) -> None:
	"""Scenario 9: first meeting on 27 May, completed on 3 June, due on 1 June."""
	case = review(due_by_law="2026-06-01", first_meeting_on="2026-05-27", completed_on="2026-06-03")
	asked = question(case, policy=basis)
	assert verdict(figure("IND2", "in_time", asked), "R") == headline
	assert verdict(figure("IND2", "other_basis", asked), "R") == beside
	june = question(case, policy=basis, period=period("2026-06-01", "2026-06-30"))
	assert verdict(figure("IND2", "held", june), "R") == held


def test_ind2_by_first_meeting_a_review_in_progress_is_held() -> None:
	case = review(due_by_law="2026-06-01", first_meeting_on="2026-05-27")
	assert verdict(figure("IND2", "in_time", question(case, policy=FIRST_MEETING)), "R") == "counted"
	assert verdict(figure("IND2", "in_time", question(case)), "R") == "missed"


def test_ind2_a_review_of_one_day_counts_on_it_by_either_basis() -> None:
	case = review(due_by_law="2026-06-01", completed_on="2026-05-27")
	assert verdict(figure("IND2", "in_time", question(case, policy=FIRST_MEETING)), "R") == "counted"


@pytest.mark.parametrize(
	("values", "law", "local"),
	[
		# Scenario 5: due locally on 9 November, by law on 15 January, completed on 1 December.
		({"due_local": "2026-11-09", "due_by_law": "2027-01-15", "completed_on": "2026-12-01"}, "counted", "missed"),
		({"due_local": "2026-11-09", "due_by_law": "2027-01-15", "completed_on": "2026-11-09"}, "counted", "counted"),
		({"due_by_law": "2027-01-15", "completed_on": "2026-12-01"}, "counted", "counted"),
		({"due_local": "2027-02-01", "due_by_law": "2027-01-15", "completed_on": "2027-01-20"}, "missed", "missed"),
		(
			{"due_local": "2026-11-09", "completed_on": "2026-11-10"},
			"no date by which it was due is recorded", "missed",
		),
		(
			{"due_local": "2026-11-09", "due_by_law": "2027-01-15", "left_on": "2026-12-01"},
			"not due: the child left care on 1 December 2026, before it fell due", "missed",
		),
	],
)  # fmt: skip
def test_ind2_the_local_target_is_a_second_figure(values: dict[str, Any], law: str, local: str) -> None:
	asked = question(review(**values))
	assert verdict(figure("IND2", "in_time", asked), "R") == law
	assert verdict(figure("IND2", "local", asked), "R") == local


def test_ind2_short_breaks_are_counted_where_a_council_wants_it() -> None:
	case = review(due_by_law="2026-09-28", completed_on="2026-09-28", timetable=Timetable.SHORT_BREAK)
	asked = question(case, short_breaks=True)
	assert verdict(figure("IND2", "in_time", asked), "R") == "counted"
	assert verdict(figure("IND2", "held", asked), "R") == "counted"
	assert verdict(figure("IND2", "held", question(case)), "R").startswith("short breaks only")


def test_scenario_1_one_in_time_one_late_and_home_before_the_next() -> None:
	asked = question(
		review("first", sequence=1, due_by_law="2026-04-21", completed_on="2026-04-14", left_on="2027-01-10"),
		review(
			"second", sequence=2, due_by_law="2026-07-14", completed_on="2026-07-16", left_on="2027-01-10"
		),
		review(
			"third",
			due_by_law="2027-01-16",
			left_on="2027-01-10",
			no_longer_needed="the child left care",
			no_longer_needed_from="2027-01-10",
		),
	)
	found = figure("IND2", "in_time", asked)
	assert (found.numerator, found.denominator, found.rest) == (("first",), ("first", "second"), ("second",))
	assert [one.case_id for one in found.excluded] == ["third"]
	assert found.shown == "50.0%"


def test_scenario_2_the_local_date_moves_nothing_by_law() -> None:
	"""Raised by two moves, due on 30 March locally and on 29 April by law, completed on 26 March."""
	case = review(
		sequence=2, due_local="2026-03-30", due_by_law="2026-04-29", completed_on="2026-03-26"
	)  # fmt: skip
	asked = question(case, period=quarter_of(day("2026-03-26")))
	assert verdict(figure("IND2", "in_time", asked), "R") == "counted"
	assert verdict(figure("IND2", "local", asked), "R") == "counted"


def test_scenario_10b_put_off_past_the_local_date_is_in_time_by_law() -> None:
	asked = question(review(due_local="2026-09-29", due_by_law="2026-10-14", completed_on="2026-10-06"))
	assert verdict(figure("IND2", "in_time", asked), "R") == "counted"
	assert verdict(figure("IND2", "local", asked), "R") == "missed"
