"""IND1, IND3, IND9 and IND10: figures of children on a day (domain.md 5.1)."""

from dataclasses import replace
from typing import Any

import pytest

from iro_module.domain.indicators.choices import Placing
from iro_module.domain.policy import DEFAULT_POLICY, ReviewDateBasis
from iro_module.domain.reasons import Timetable
from tests.domain.indicator_cases import (
	Mode,
	care,
	child,
	day,
	figure,
	midway,
	period,
	question,
	review,
	verdict,
	visit,
)

LONG = care("2025-01-06")
IN_TIME = {"due_by_law": "2026-07-14", "completed_on": "2026-07-14"}
LATE = {"due_by_law": "2026-07-14", "completed_on": "2026-07-15"}


@pytest.mark.parametrize(
	("reviews", "expected"),
	[
		([IN_TIME, {"due_by_law": "2027-01-14", "completed_on": "2027-01-13"}], "counted"),
		([IN_TIME, {"due_by_law": "2027-01-14", "completed_on": "2027-01-15"}], "missed"),
		([LATE, {"due_by_law": "2027-01-15", "completed_on": "2027-01-15"}], "missed"),
		([IN_TIME, {"due_by_law": "2027-01-14"}], "missed"),
		([{"due_by_law": "2026-03-31", "completed_on": "2026-04-20"}, IN_TIME], "counted"),
		([IN_TIME, {"due_by_law": "2027-04-01"}], "counted"),
		([{"due_by_law": "2026-03-31", "completed_on": "2026-04-20"}], "no review due in the period is on record"),
		([], "no review due in the period is on record"),
		([{**IN_TIME, "child_id": "another child"}], "no review due in the period is on record"),
		([{**LATE, "timetable": Timetable.SHORT_BREAK, "care_id": "before"}, IN_TIME], "counted"),
		([{**LATE, "care_id": "an earlier period of care"}, IN_TIME], "missed"),
		([{"due_by_law": "2026-07-14", "no_longer_needed": "raised twice"}, IN_TIME], "counted"),
	],
)  # fmt: skip
def test_ind1_all_reviews_due_in_the_year(reviews: list[dict[str, Any]], expected: str) -> None:
	cases = [review(f"R{number}", **values) for number, values in enumerate(reviews)]
	assert verdict(figure("IND1", "children", question(child(LONG), *cases)), "C") == expected


@pytest.mark.parametrize(
	("period_of_care", "expected"),
	[
		# 26 and 29 March 2027 are bank holidays: the 20th working day after 1 March is 31 March.
		(care("2027-03-01"), "counted"),
		(care("2027-03-02"), "looked after for less than 20 working days, until 1 April 2027"),
		(care("2025-01-06", "2027-03-31"), "not there"),
		(care("2025-01-06", "2027-04-01"), "counted"),
		(care("2027-04-01"), "not there"),
		(care("2025-01-06", short_breaks_only=True), "short breaks only"),
	],
)
def test_ind1_children_looked_after_for_four_weeks_on_the_last_day(
	period_of_care: Any, expected: str
) -> None:
	held = review(sequence=1, due_by_law="2027-03-31", completed_on="2027-03-31")
	asked = question(child(period_of_care), held, short_breaks=True)
	assert verdict(figure("IND1", "children", asked), "C") == expected


def test_ind1_switches() -> None:
	held = review(sequence=1, due_by_law="2027-03-31", completed_on="2027-03-31")
	asked = question(child(care("2027-03-01")), held, settled_working_days=21)
	assert verdict(figure("IND1", "children", asked), "C") == (
		"looked after for less than 21 working days, until 1 April 2027"
	)
	ahead = review(due_by_law="2027-04-10", completed_on="2027-03-31")
	assert verdict(figure("IND1", "children", question(child(LONG), ahead)), "C") == "counted"
	by_due = question(child(LONG), ahead, placing=Placing.DUE)
	assert verdict(figure("IND1", "children", by_due), "C") == "no review due in the period is on record"


ON = period("2026-08-01", "2026-08-31")


@pytest.mark.parametrize(
	("reviews", "expected"),
	[
		([{"due_by_law": "2026-08-31"}], "counted"),
		([{"due_by_law": "2026-08-30"}], "missed"),
		([{"due_by_law": "2026-08-30", "completed_on": "2026-08-31"}, {"due_by_law": "2027-02-28"}], "counted"),
		([{"due_by_law": "2026-08-30", "completed_on": "2026-09-01"}, {"due_by_law": "2027-03-01"}], "missed"),
		([{"due_by_law": "2026-08-30", "no_longer_needed": "raised twice"}, {"due_by_law": "2026-09-30"}], "counted"),
		([
			{"due_by_law": "2026-08-20", "no_longer_needed": "combined", "no_longer_needed_from": "2026-08-31"},
			{"due_by_law": "2026-09-30"},
		], "counted"),
		([
			{"due_by_law": "2026-08-20", "no_longer_needed": "combined", "no_longer_needed_from": "2026-09-01"},
			{"due_by_law": "2026-09-30"},
		], "missed"),
		([{"due_by_law": "2026-08-20", "care_id": "an earlier one"}, {"due_by_law": "2026-09-30"}], "counted"),
		([{"due_by_law": "2026-08-30", "completed_on": "2026-08-30"}], "no date of the next review is known"),
		([{}], "no date of the next review is known"),
		([], "no date of the next review is known"),
	],
)  # fmt: skip
def test_ind3_up_to_date_on_the_last_day(reviews: list[dict[str, Any]], expected: str) -> None:
	cases = [review(f"R{number}", **values) for number, values in enumerate(reviews)]
	asked = question(child(LONG), *cases, period=ON)
	assert verdict(figure("IND3", "children", asked), "C") == expected


@pytest.mark.parametrize(
	("period_of_care", "born", "expected"),
	[
		(care("2026-08-31"), None, "counted"),
		(care("2026-09-01"), None, "not there"),
		(care("2025-01-06", "2026-08-31"), None, "not there"),
		(care("2025-01-06", "2026-09-01"), None, "counted"),
		(care("2025-01-06"), "2008-08-31", "not there"),
		(care("2025-01-06"), "2008-09-01", "counted"),
		(care("2025-01-06", "2026-08-20"), "2008-09-01", "not there"),
		(
			care("2025-01-06", short_breaks_only=True),
			None,
			"short breaks only, which have a timetable of their own",
		),
	],
)
def test_ind3_children_looked_after_on_the_last_day(
	period_of_care: Any, born: str | None, expected: str
) -> None:
	asked = question(child(period_of_care, birth_date=born), review(due_by_law="2026-09-10"), period=ON)
	assert verdict(figure("IND3", "children", asked), "C") == expected


def test_ind3_short_breaks_are_counted_where_a_council_wants_it() -> None:
	case = child(care("2025-01-06", short_breaks_only=True))
	asked = question(case, review(due_by_law="2026-09-10"), period=ON, short_breaks=True)
	assert verdict(figure("IND3", "children", asked), "C") == "counted"


def test_ind3_is_a_snapshot_of_the_last_day_or_of_today() -> None:
	cases = (child(LONG), review(due_by_law="2026-08-10"))
	running = figure("IND3", "children", question(*cases, period=ON, today="2026-08-10"))
	assert (verdict(running, "C"), running.period.title) == ("counted", "10 August 2026")
	ended = figure("IND3", "children", question(*cases, period=ON, today="2026-12-01"))
	assert (verdict(ended, "C"), ended.period.title) == ("missed", "31 August 2026")


def test_ind3_a_child_back_in_care_is_counted_once_by_the_running_period() -> None:
	case = child(care("2025-01-06", "2026-03-01", "old"), care("2026-08-01", None, "new"))
	asked = question(
		case,
		review("R1", care_id="old", due_by_law="2026-04-01"),
		review("R2", care_id="new", due_by_law="2026-09-01"),
		period=ON,
	)
	assert verdict(figure("IND3", "children", asked), "C") == "counted"


HELD = review("held", completed_on="2026-03-02")
NEXT = review("next", due_by_law="2026-09-02")


@pytest.mark.parametrize(
	("midways", "coverage", "due"),
	[
		([{"due_on": "2026-06-02", "held_on": "2026-06-02"}], "counted", "counted"),
		([{"held_on": "2026-08-31"}], "counted", "counted"),
		([{"held_on": "2026-09-01"}], "missed", "no midway review was held or overdue"),
		([{"held_on": "2026-03-03"}], "counted", "counted"),
		([{"held_on": "2026-03-02"}], "missed", "no midway review was held or overdue"),
		([{"due_on": "2026-06-02"}], "missed", "missed"),
		([{"due_on": "2026-06-02", "held_on": "2026-09-01"}], "missed", "missed"),
		([{"due_on": "2026-08-30"}], "missed", "missed"),
		([{"due_on": "2026-08-31"}], "missed", "no midway review was held or overdue"),
		([{"due_on": "2026-03-02"}], "missed", "no midway review was held or overdue"),
		([{"due_on": "2025-12-02"}], "missed", "no midway review was held or overdue"),
		([], "missed", "no midway review was held or overdue"),
	],
)
def test_ind9_a_midway_in_the_present_interval(
	midways: list[dict[str, str]], coverage: str, due: str
) -> None:
	cases = [midway(f"M{number}", **values) for number, values in enumerate(midways)]
	asked = question(child(LONG), HELD, NEXT, *cases, period=ON)
	assert verdict(figure("IND9", "coverage", asked), "C") == coverage
	assert verdict(figure("IND9", "due", asked), "C") == due


@pytest.mark.parametrize(
	("started", "expected"),
	[
		("2026-02-28", "missed"),
		("2026-03-01", "looked after for less than 6 months, until 1 September 2026"),
	],
)
def test_ind9_children_looked_after_for_six_months(started: str, expected: str) -> None:
	"""28 February and six months is 28 August; 1 March and six months is the day after the snapshot."""
	asked = question(child(care(started)), period=ON)
	assert verdict(figure("IND9", "coverage", asked), "C") == expected


def test_ind9_six_months_to_the_day() -> None:
	"""15 February and six months is 15 August."""
	cases = child(care("2026-02-15"))
	on_the_day = question(cases, period=period("2026-08-01", "2026-08-15"))
	assert verdict(figure("IND9", "coverage", on_the_day), "C") == "missed"
	before = question(cases, period=period("2026-08-01", "2026-08-14"))
	assert verdict(figure("IND9", "coverage", before), "C").startswith("looked after for less than 6 months")


def test_ind9_before_any_review_the_interval_begins_on_entry() -> None:
	held = midway(held_on="2026-01-20")
	assert (
		verdict(figure("IND9", "coverage", question(child(care("2026-01-19")), held, period=ON)), "C")
		== "counted"
	)
	assert (
		verdict(figure("IND9", "coverage", question(child(care("2026-01-20")), held, period=ON)), "C")
		== "missed"
	)


@pytest.mark.parametrize(
	("due", "expected"),
	[("2026-07-01", "the next review is due in less than 4 months after the last"), ("2026-07-02", "missed")],
)
def test_ind9_no_midway_in_a_short_interval(due: str, expected: str) -> None:
	asked = question(child(LONG), HELD, review("next", due_by_law=due), period=ON)
	assert verdict(figure("IND9", "coverage", asked), "C") == expected
	assert verdict(figure("IND9", "due", asked), "C") == (
		expected if expected != "missed" else "no midway review was held or overdue"
	)


def test_ind9_the_interval_begins_with_the_last_review_that_starts_one() -> None:
	held = midway(held_on="2026-06-02")
	change_only = review("change", completed_on="2026-07-01", change_only=True)
	asked = question(child(LONG), HELD, NEXT, change_only, held, period=ON)
	assert verdict(figure("IND9", "coverage", asked), "C") == "counted"
	full = review("full", completed_on="2026-07-01")
	assert (
		verdict(figure("IND9", "coverage", question(child(LONG), HELD, full, held, period=ON)), "C")
		== "missed"
	)
	later = review("later", completed_on="2026-09-01")
	assert (
		verdict(figure("IND9", "coverage", question(child(LONG), HELD, later, held, period=ON)), "C")
		== "counted"
	)
	earlier = review("earlier", completed_on="2026-07-01", care_id="an earlier one")
	asked = question(child(LONG), HELD, earlier, held, period=ON)
	assert verdict(figure("IND9", "coverage", asked), "C") == "counted"


def test_ind9_a_review_still_going_on_ends_no_interval_unless_its_first_meeting_counts() -> None:
	going_on = review("going on", first_meeting_on="2026-07-01", due_by_law="2027-09-02")
	cases = (child(LONG), HELD, going_on, midway(held_on="2026-06-02"))
	assert verdict(figure("IND9", "coverage", question(*cases, period=ON)), "C") == "counted"
	by_first = replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING)
	assert verdict(figure("IND9", "coverage", question(*cases, period=ON, policy=by_first)), "C") == "missed"


def test_ind9_short_breaks_are_left_out_of_both_figures() -> None:
	asked = question(child(care("2025-01-06", short_breaks_only=True)), period=ON)
	for key in ("coverage", "due"):
		assert verdict(figure("IND9", key, asked), "C").startswith("short breaks only")


@pytest.mark.parametrize(
	("visits", "expected"),
	[
		([visit("2026-08-31")], "counted"),
		([visit("2026-02-28")], "missed"),
		([visit("2026-03-01")], "counted"),
		([visit("2026-09-01")], "missed"),
		([visit("2026-08-01", Mode.OBSERVATION)], "counted"),
		([visit("2026-08-01", Mode.VIDEO)], "missed"),
		([visit("2026-08-01", Mode.PHONE, "V1"), visit("2026-08-01", Mode.MESSAGE, "V2")], "missed"),
		([visit("2026-08-01", Mode.PHONE, "V1"), visit("2026-05-01", Mode.IN_PERSON, "V2")], "counted"),
		([], "missed"),
	],
)
def test_ind10_visited_in_the_last_six_months(visits: list[Any], expected: str) -> None:
	"""28 February and six months is 28 August, before the snapshot of 31 August."""
	asked = question(child(care("2026-08-30")), *visits, period=ON)
	assert verdict(figure("IND10", "visited", asked), "C") == expected


def test_ind10_a_visit_on_the_corresponding_day_still_counts() -> None:
	cases = (child(LONG), visit("2026-02-15"))
	assert (
		verdict(figure("IND10", "visited", question(*cases, period=period("2026-08-01", "2026-08-15"))), "C")
		== "counted"
	)
	assert (
		verdict(figure("IND10", "visited", question(*cases, period=period("2026-08-01", "2026-08-16"))), "C")
		== "missed"
	)


def test_ind10_what_counts_as_a_visit_is_the_council_s_choice() -> None:
	cases = (child(LONG), visit("2026-08-01", Mode.VIDEO))
	asked = question(*cases, period=ON, visited=frozenset({Mode.VIDEO}))
	assert verdict(figure("IND10", "visited", asked), "C") == "counted"


def test_ind10_as_a_council_published_it() -> None:
	"""Rotherham 2022/23: 273 children visited are 52.7 %, of 518 looked after."""
	children = [child(care("2025-01-06", care_id=f"P{one}"), case_id=f"C{one:03}") for one in range(518)]
	visits = [
		replace(visit("2026-08-01", case_id=f"V{one}"), child_id=f"C{one:03}") for one in range(273)
	]  # fmt: skip
	found = figure("IND10", "visited", question(*children, *visits, period=ON))
	assert (len(found.numerator), len(found.denominator), found.shown) == (273, 518, "52.7%")


def test_a_child_who_came_and_went_on_one_day_was_never_looked_after() -> None:
	case = child(care("2026-08-10", "2026-08-10"))
	assert case.in_care_on(day("2026-08-10")) is None
	assert case.in_care_within(day("2026-08-01"), day("2026-08-31")) == ()


def test_where_periods_of_care_overlap_the_latest_to_begin_counts() -> None:
	case = child(care("2026-08-01", None, "later"), care("2026-01-01", None, "sooner"))
	found = case.in_care_on(day("2026-08-10"))
	assert found is not None
	assert found.care_id == "later"
