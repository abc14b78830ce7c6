"""IND5, IND6 and IND7: child protection plans and conferences (domain.md 1.7, 5.1)."""

from typing import Any

import pytest

from iro_module.domain.indicators.choices import Placing
from tests.domain.indicator_cases import conference, figure, period, protection_plan, question, verdict

NONE_DUE = "no review conference that was due is on record"
ON = period("2026-08-01", "2026-08-31")
IN_TIME = {"plan_id": "PP", "due_on": "2026-05-10", "held_on": "2026-05-10"}
LATE = {"plan_id": "PP", "due_on": "2026-05-10", "held_on": "2026-05-11"}


@pytest.mark.parametrize(
	("conferences", "expected"),
	[
		([IN_TIME], "counted"),
		([LATE], "missed"),
		([IN_TIME, {"plan_id": "PP", "due_on": "2026-08-30"}], "missed"),
		([IN_TIME, {"plan_id": "PP", "due_on": "2026-09-01"}], "counted"),
		([IN_TIME, {**LATE, "plan_id": "another"}], "counted"),
		([IN_TIME, {**LATE, "plan_id": None}], "counted"),
		([IN_TIME, {**LATE, "initial": True}], "counted"),
		([IN_TIME, {**LATE, "due_on": "2024-05-10"}], "missed"),
		([{"plan_id": "PP", "due_on": "2026-09-01", "held_on": "2026-09-01"}], NONE_DUE),
		([], NONE_DUE),
		([{"plan_id": "PP", "due_on": "2026-08-31", "held_on": "2026-08-31"}], "counted"),
		([IN_TIME, {"plan_id": "PP", "held_on": "2026-07-01"}], "counted"),
		([IN_TIME, {"plan_id": "PP"}], "counted"),
	],
)  # fmt: skip
def test_ind5_all_conferences_of_an_open_plan(conferences: list[dict[str, Any]], expected: str) -> None:
	cases = [conference(f"K{number}", **values) for number, values in enumerate(conferences)]
	asked = question(protection_plan("2024-02-10"), *cases, period=ON)
	assert verdict(figure("IND5", "plans", asked), "PP") == expected


@pytest.mark.parametrize(
	("started", "ended", "expected"),
	[
		("2026-05-30", None, "counted"),
		("2026-05-31", None, "counted"),
		("2026-06-01", None, "open for less than 3 months, until 1 September 2026"),
		("2026-08-31", None, "open for less than 3 months, until 30 November 2026"),
		("2026-09-01", None, "not there"),
		("2024-02-10", "2026-08-31", "not there"),
		("2024-02-10", "2026-09-01", "counted"),
	],
)
def test_ind5_plans_open_for_three_months(started: str, ended: str | None, expected: str) -> None:
	asked = question(protection_plan(started, ended), conference(**IN_TIME), period=ON)
	assert verdict(figure("IND5", "plans", asked), "PP") == expected


def test_ind5_switches() -> None:
	cases = (protection_plan("2024-02-10"), conference("K1", **LATE), conference(
		"K2", plan_id="PP", due_on="2026-08-10", held_on="2026-08-10"))  # fmt: skip
	assert verdict(figure("IND5", "plans", question(*cases, period=ON)), "PP") == "missed"
	assert verdict(figure("IND5", "plans", question(*cases, period=ON, whole_plan=False)), "PP") == "counted"
	first_day = conference("K3", plan_id="PP", due_on="2026-08-01")
	asked = question(cases[0], cases[2], first_day, period=ON, whole_plan=False)
	assert verdict(figure("IND5", "plans", asked), "PP") == "missed"
	asked = question(*cases, period=ON, plan_open_months=31)
	assert (
		verdict(figure("IND5", "plans", asked), "PP")
		== "open for less than 31 months, until 10 September 2026"
	)


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({"due_on": "2026-08-20", "held_on": "2026-08-20"}, "counted"),
		({"due_on": "2026-08-20", "held_on": "2026-08-21"}, "missed"),
		({"due_on": "2026-07-20", "held_on": "2026-08-01"}, "missed"),
		({"held_on": "2026-08-21"}, "the strategy discussion is not recorded"),
		({"due_on": "2026-08-20"}, "not there"),
		({"due_on": "2026-08-31", "held_on": "2026-09-01"}, "not there"),
		({"due_on": "2026-08-20", "held_on": "2026-08-20", "initial": False}, "not there"),
	],
)
def test_ind6_initial_conferences_held(values: dict[str, Any], expected: str) -> None:
	asked = question(conference(**{"initial": True, **values}), period=ON)
	assert verdict(figure("IND6", "in_time", asked), "K") == expected


def test_ind6_a_conference_after_today_has_not_been_held() -> None:
	asked = question(
		conference(initial=True, due_on="2026-08-20", held_on="2026-08-20"), period=ON, today="2026-08-19"
	)
	assert verdict(figure("IND6", "in_time", asked), "K") == "not there"


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({"due_on": "2026-08-20", "held_on": "2026-08-20"}, "counted"),
		({"due_on": "2026-08-20", "held_on": "2026-08-21"}, "missed"),
		({"due_on": "2026-08-20"}, "missed"),
		({"due_on": "2026-09-20", "held_on": "2026-08-31"}, "counted"),
		({"due_on": "2026-07-31", "held_on": "2026-08-05"}, "not there"),
		({"held_on": "2026-08-05"}, "no date by which it was due is recorded"),
		({}, "not there"),
		({"due_on": "2026-08-20", "initial": True}, "not there"),
		(
			{"due_on": "2026-08-20", "plan_ended_on": "2026-08-20"},
			"not due: the protection plan ended on 20 August 2026, the day on which it would have been due",
		),
		(
			{"due_on": "2026-08-20", "plan_ended_on": "2026-08-19"},
			"not due: the protection plan ended on 19 August 2026, before it fell due",
		),
		({"due_on": "2026-08-20", "plan_ended_on": "2026-08-21"}, "missed"),
	],
)
def test_ind7_review_conferences_due(values: dict[str, Any], expected: str) -> None:
	assert verdict(figure("IND7", "in_time", question(conference(**values), period=ON)), "K") == expected


def test_ind7_where_an_early_conference_belongs_is_a_choice() -> None:
	case = conference(due_on="2026-09-20", held_on="2026-08-31")
	asked = question(case, period=ON, placing=Placing.DUE)
	assert verdict(figure("IND7", "in_time", asked), "K") == "not there"
