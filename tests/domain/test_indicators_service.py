"""IND15 to IND18: caseload, escalations, consultations, the children (domain.md 5.1)."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from iro_module.domain.codes import Sex
from iro_module.domain.indicators.caseload import against_range, caseload_of_each
from iro_module.domain.indicators.service_cases import Asked
from iro_module.domain.policy import DEFAULT_POLICY
from tests.domain.indicator_cases import (
	IROCase,
	Medium,
	care,
	child,
	consultation,
	escalation,
	figure,
	period,
	question,
	verdict,
)

ON = period("2026-08-01", "2026-08-31")
HALF, FULL = Fraction(1, 2), Fraction(1)


def of_iro(iro: str | None, count: int, **values: Any) -> list[Any]:
	return [
		child(care("2025-01-06", care_id=f"P{iro}{one}", **values), case_id=f"C{iro}{one:03}", iro=iro)
		for one in range(count)
	]


def test_ind15_children_for_each_full_time_post() -> None:
	"""Nottingham City, January 2023: an average caseload of 65."""
	children = of_iro("A", 70) + of_iro("B", 60) + of_iro("C", 33)
	asked = question(*children, IROCase("A", FULL), IROCase("B", FULL), IROCase("C", HALF), period=ON)
	found = figure("IND15", "average", asked)
	assert found.value == Fraction(163 * 2, 5)
	assert (found.shown, against_range(found, DEFAULT_POLICY)) == ("65.2", "within 50 to 70")
	assert found.numerator == found.denominator
	assert found.percentage is None


@pytest.mark.parametrize(
	("count", "expected"),
	[(49, "below 50 to 70"), (50, "within 50 to 70"), (70, "within 50 to 70"), (71, "above 50 to 70")],
)
def test_ind15_against_the_range_of_the_handbook(count: int, expected: str) -> None:
	found = figure("IND15", "average", question(*of_iro("A", count), IROCase("A", FULL), period=ON))
	assert against_range(found, DEFAULT_POLICY) == expected


def test_ind15_who_is_left_out_and_why() -> None:
	asked = question(
		*of_iro("A", 1),
		*of_iro(None, 1),
		*of_iro("Z", 1),
		child(care("2025-01-06", "2026-08-31", "gone"), case_id="gone", iro="A"),
		child(care("2025-01-06", None, "short", short_breaks_only=True), case_id="short", iro="A"),
		IROCase("A", FULL),
		period=ON,
	)
	found = figure("IND15", "average", asked)
	assert [verdict(found, one) for one in ("CA000", "CNone000", "CZ000", "gone", "short")] == [
		"counted",
		"no IRO is named",
		"the working time of the IRO is not recorded",
		"not there",
		"short breaks only, which have a timetable of their own",
	]


def test_ind15_nobody_at_work_is_no_caseload() -> None:
	found = figure("IND15", "average", question(*of_iro("A", 3), IROCase("A", Fraction()), period=ON))
	assert (found.value, found.shown, against_range(found, DEFAULT_POLICY)) == (
		None,
		"no cases",
		"no IRO at work",
	)


def test_ind15_an_iro_without_children_is_still_at_work() -> None:
	found = figure(
		"IND15", "average", question(*of_iro("A", 60), IROCase("A", FULL), IROCase("B", FULL), period=ON)
	)
	assert found.shown == "30.0"


def test_ind15_each_iro_for_the_manager_in_the_order_of_their_ids() -> None:
	children = of_iro("B", 20) + of_iro("A", 60) + of_iro(None, 2)
	asked = question(*children, IROCase("B", HALF), IROCase("A", FULL), IROCase("D", FULL), period=ON)
	found = caseload_of_each(figure("IND15", "average", asked), asked.facts.children)
	assert [(iro, one.shown) for iro, one in found] == [
		("A", "60.0"),
		("B", "40.0"),
		("D", "0.0"),
		("not recorded", "no cases"),
	]


@pytest.mark.parametrize(
	("values", "expected"),
	[
		# 20 working days after Friday 1 May 2026, 4 and 25 May being bank holidays: Tuesday 2 June.
		({"formal_on": "2026-05-01", "settled_on": "2026-06-02"}, "counted"),
		({"formal_on": "2026-05-01", "settled_on": "2026-06-03"}, "missed"),
		({"formal_on": "2026-05-01"}, "missed"),
		(
			{"formal_on": "2026-05-01", "dropped_on": "2026-06-02"},
			"withdrawn or overtaken on 2 June 2026, within its time",
		),
		({"formal_on": "2026-05-01", "dropped_on": "2026-06-03"}, "missed"),
		({"settled_on": "2026-06-02"}, "not there"),
		({"formal_on": "2026-05-01", "settled_on": "2026-06-02", "raised_on": "2026-03-31"}, "not there"),
	],
)  # fmt: skip
def test_ind16_twenty_working_days_in_all(values: dict[str, Any], expected: str) -> None:
	assert verdict(figure("IND16", "in_time", question(escalation(**values))), "E") == expected


@pytest.mark.parametrize(
	("today", "expected"),
	[("2026-06-02", "still open, to be settled by 2 June 2026"), ("2026-06-03", "missed")],
)
def test_ind16_open_within_its_time_is_not_late(today: str, expected: str) -> None:
	asked = question(escalation(formal_on="2026-05-01"), today=today)
	assert verdict(figure("IND16", "in_time", asked), "E") == expected


def test_ind16_what_is_dated_after_today_has_not_happened() -> None:
	case = escalation(formal_on="2026-05-05", settled_on="2026-05-06", cafcass_on="2026-05-07")
	first = question(case, today="2026-05-04")
	assert verdict(figure("IND16", "formal", first), "E") == "missed"
	assert verdict(figure("IND16", "informal", first), "E") == "counted"
	second = question(case, today="2026-05-05")
	assert verdict(figure("IND16", "formal", second), "E") == "counted"
	assert verdict(figure("IND16", "days", second), "E") == "not there"
	assert verdict(figure("IND16", "cafcass", question(case, today="2026-05-06")), "E") == "missed"
	assert verdict(figure("IND16", "cafcass", question(case, today="2026-05-07")), "E") == "counted"
	dropped = escalation(formal_on="2026-05-01", dropped_on="2026-05-10")
	asked = question(dropped, today="2026-05-09")
	assert verdict(figure("IND16", "in_time", asked), "E").startswith("still open")
	ahead = question(escalation(raised_on="2026-05-05"), today="2026-05-04")
	assert verdict(figure("IND16", "raised", ahead), "E") == "not there"
	just_raised = question(escalation(raised_on="2026-05-05"), today="2026-05-05")
	assert verdict(figure("IND16", "raised", just_raised), "E") == "counted"


def test_ind16_informal_and_formal() -> None:
	"""Reading 2017/18: 153 informal and 55 formal."""
	cases = [escalation(f"I{one:03}") for one in range(153)]
	cases += [escalation(f"F{one:03}", formal_on="2026-05-05") for one in range(55)]
	asked = question(*cases)
	assert figure("IND16", "raised", asked).shown == "208"
	informal, formal = figure("IND16", "informal", asked), figure("IND16", "formal", asked)
	assert (len(informal.numerator), len(formal.numerator)) == (153, 55)
	assert (informal.shown, formal.shown) == ("73.6%", "26.4%")
	assert figure("IND16", "cafcass", asked).shown == "0.0%"


def test_ind16_days_to_settle_are_a_median_of_working_days() -> None:
	asked = question(
		escalation("E1", formal_on="2026-05-01", settled_on="2026-05-05"),  # 1: 4 May is a bank holiday
		escalation("E2", formal_on="2026-05-01", settled_on="2026-05-08"),  # 4
		escalation("E3", formal_on="2026-05-05", settled_on="2026-05-29"),  # 17
		escalation("E4", formal_on="2026-05-05", settled_on="2026-05-12"),  # 5
		escalation("E5", formal_on="2026-05-05"),
		escalation("E6", settled_on="2026-05-06"),  # informal, 2 from being raised on 1 May
		escalation("E7", settled_on="2026-05-01"),  # informal, on the day
	)
	days = figure("IND16", "days", asked)
	assert [(one.case_id, one.value) for one in days.amounts] == [("E1", 1), ("E2", 4), ("E3", 17), ("E4", 5)]
	assert (days.value, days.shown) == (Fraction(9, 2), "4.5")
	informal = figure("IND16", "informal_days", asked)
	assert [(one.case_id, one.value) for one in informal.amounts] == [("E6", 2), ("E7", 0)]
	assert informal.shown == "1.0"
	assert figure("IND16", "days", question()).shown == "no cases"


def test_ind16_a_tighter_local_limit() -> None:
	tighter = replace(DEFAULT_POLICY, escalation_total_working_days=19)
	asked = question(escalation(formal_on="2026-05-01", settled_on="2026-06-02"), policy=tighter)
	assert verdict(figure("IND16", "in_time", asked), "E") == "missed"


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({"sent_on": "2026-08-10", "returned_on": "2026-08-20"}, "counted"),
		({"sent_on": "2026-08-10", "returned_on": "2026-09-20"}, "counted"),
		({"sent_on": "2026-08-10"}, "missed"),
		({"sent_on": "2026-08-10", "wanted_by": "2026-08-24"}, "missed"),
		(
			{"sent_on": "2026-08-10", "wanted_by": "2027-06-01"},
			"still awaited, for the review of 1 June 2027",
		),
		({"sent_on": "2026-08-10", "wanted_by": "2027-05-31"}, "missed"),
		({"sent_on": "2026-08-10", "wanted_by": "2027-06-01", "returned_on": "2026-08-11"}, "counted"),
		({"sent_on": "2026-07-31", "returned_on": "2026-08-20"}, "not there"),
		({"returned_on": "2026-08-20"}, "not there"),
	],
)
@pytest.mark.parametrize("asked", Asked)
def test_ind17_returned_of_those_sent(asked: Asked, values: dict[str, Any], expected: str) -> None:
	given = question(consultation(asked=asked, **values), period=ON)
	for key in ("child", "parent", "carer", "other"):
		assert verdict(figure("IND17", key, given), "Q") == (expected if key == asked.value else "not there")


def test_ind17_what_is_dated_after_today_has_not_happened() -> None:
	case = consultation(sent_on="2026-08-10", returned_on="2026-08-20")
	assert (
		verdict(figure("IND17", "child", question(case, period=ON, today="2026-08-09")), "Q") == "not there"
	)
	assert verdict(figure("IND17", "child", question(case, period=ON, today="2026-08-19")), "Q") == "missed"
	assert (
		verdict(figure("IND17", "received", question(case, period=ON, today="2026-08-19")), "Q")
		== "not there"
	)
	assert (
		verdict(figure("IND17", "received", question(case, period=ON, today="2026-08-20")), "Q") == "counted"
	)


def test_ind17_momo_one_and_express_are_counted_apart_and_unasked_statements_too() -> None:
	asked = question(
		consultation("Q1", medium=Medium.MOMO_ONE, returned_on="2026-08-01"),
		consultation("Q2", medium=Medium.MOMO_EXPRESS, sent_on="2026-07-20", returned_on="2026-08-31"),
		consultation("Q3", medium=Medium.MOMO_EXPRESS, sent_on="2026-08-20", returned_on="2026-09-01"),
		consultation("Q4", medium=Medium.SMILEY, sent_on="2026-08-20"),
		consultation("Q5", returned_on="2026-08-05"),
		period=ON,
	)
	assert figure("IND17", "by_momo_one", asked).numerator == ("Q1",)
	assert figure("IND17", "by_momo_express", asked).numerator == ("Q2",)
	assert figure("IND17", "by_smiley", asked).shown == "0"
	assert figure("IND17", "received", asked).numerator == ("Q1", "Q2", "Q5")


def test_ind17_every_medium_has_a_name_of_its_own() -> None:
	assert len({one.words for one in Medium}) == len(Medium)
	assert (Medium.MOMO_ONE.words, Medium.LETTER.words) == ("MOMO One", "letter")


@pytest.mark.parametrize(
	("period_of_care", "counts", "started", "left"),
	[
		(care("2025-01-06"), "counted", "not there", "not there"),
		(care("2026-08-01"), "counted", "counted", "not there"),
		(care("2026-07-31"), "counted", "not there", "not there"),
		(care("2026-08-31"), "counted", "counted", "not there"),
		(care("2026-09-01"), "not there", "not there", "not there"),
		(care("2025-01-06", "2026-08-01"), "not there", "not there", "counted"),
		(care("2025-01-06", "2026-07-31"), "not there", "not there", "not there"),
		(care("2026-08-10", "2026-08-20"), "not there", "counted", "counted"),
		(care("2025-01-06", "2026-09-01"), "counted", "not there", "not there"),
	],
)
def test_ind18_children_starts_and_leavers(period_of_care: Any, counts: str, started: str, left: str) -> None:
	asked = question(child(period_of_care), period=ON)
	assert verdict(figure("IND18", "children", asked), "C") == counts
	assert verdict(figure("IND18", "started", asked), "P") == started
	assert verdict(figure("IND18", "left", asked), "P") == left


def test_ind18_the_18th_birthday_ends_a_period_of_care() -> None:
	asked = question(child(care("2025-01-06"), birth_date="2008-08-20"), period=ON)
	assert verdict(figure("IND18", "children", asked), "C") == "not there"
	assert verdict(figure("IND18", "left", asked), "P") == "counted"


def test_ind18_what_lies_ahead_has_not_happened() -> None:
	asked = question(child(care("2026-08-10", "2026-08-20")), period=ON, today="2026-08-15")
	assert verdict(figure("IND18", "children", asked), "C") == "counted"
	assert verdict(figure("IND18", "left", asked), "P") == "not there"
	assert figure("IND18", "children", asked).period.title == "15 August 2026"


def test_ind18_a_child_who_comes_back_starts_again() -> None:
	case = child(care("2025-01-06", "2026-08-05", "P1"), care("2026-08-20", None, "P2"))
	asked = question(case, period=ON)
	assert figure("IND18", "started", asked).numerator == ("P2",)
	assert figure("IND18", "left", asked).numerator == ("P1",)
	assert figure("IND18", "children", asked).numerator == ("C",)


@pytest.mark.parametrize(("fact", "expected"), [(True, "counted"), (False, "missed"), (None, "not recorded")])
@pytest.mark.parametrize("key", ["uasc", "at_a_distance"])
def test_ind18_facts_of_the_children(key: str, fact: bool | None, expected: str) -> None:
	other = "at_a_distance" if key == "uasc" else "uasc"
	asked = question(child(care("2025-01-06"), sex=Sex.FEMALE, **{key: fact}), period=ON)
	assert verdict(figure("IND18", key, asked), "C") == expected
	assert verdict(figure("IND18", other, asked), "C") == "not recorded"


@pytest.mark.parametrize(
	("period_of_care", "missing", "expected"),
	[
		(care("2025-01-06"), ["2026-08-01"], "counted"),
		(care("2025-01-06"), ["2026-08-31"], "counted"),
		(care("2025-01-06"), ["2026-07-31", "2026-09-01"], "missed"),
		(care("2025-01-06"), [], "missed"),
		(care("2025-01-06", "2026-08-10"), ["2026-08-09"], "counted"),
		(care("2025-01-06", "2026-08-10"), ["2026-08-10"], "missed"),
		(care("2025-01-06", "2026-08-01"), [], "not there"),
		(care("2025-01-06", "2026-08-02"), [], "missed"),
		(care("2026-09-01"), [], "not there"),
		(care("2026-08-31"), [], "missed"),
		(
			care("2025-01-06", short_breaks_only=True),
			[],
			"short breaks only, which have a timetable of their own",
		),
	],
)
def test_ind18_missing_while_looked_after_in_the_period(
	period_of_care: Any, missing: list[str], expected: str
) -> None:
	asked = question(child(period_of_care, missing=missing), period=ON)
	assert verdict(figure("IND18", "missing", asked), "C") == expected


def test_ind18_short_breaks() -> None:
	only = child(care("2026-08-01", "2026-08-20", short_breaks_only=True))
	for key, case_id in (("started", "P"), ("left", "P"), ("missing", "C")):
		assert verdict(figure("IND18", key, question(only, period=ON)), case_id).startswith(
			"short breaks only"
		)
		counted = figure("IND18", key, question(only, period=ON, short_breaks=True))
		assert verdict(counted, case_id) == ("missed" if key == "missing" else "counted")
	both = child(
		care("2025-01-06", "2026-08-05", "P1"), care("2026-08-10", None, "P2", short_breaks_only=True)
	)
	asked = question(both, period=ON)
	assert verdict(figure("IND18", "missing", asked), "C") == "missed"
	for key in ("children", "uasc", "at_a_distance"):
		assert verdict(figure("IND18", key, asked), "C").startswith("short breaks only")
