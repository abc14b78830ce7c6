"""Figures: exact values, how they are shown, breakdowns, and putting councils together (domain.md 5.1)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from iro_module.domain.codes import LegalStatus, PlacementType, Sex
from iro_module.domain.indicators import labels
from iro_module.domain.indicators.combining import NotTogetherError, by, case_ids, together, under
from iro_module.domain.indicators.frozen import NeedsCasesError, added, frozen
from iro_module.domain.indicators.in_time import days_settled
from iro_module.domain.indicators.question import CountedTwiceError, Facts, PeriodAheadError
from iro_module.domain.indicators.register import (
	NoSuchIndicatorError,
	SwitchedOffError,
	all_counted,
	counted,
	definition,
)
from iro_module.domain.indicators.results import Amount, Excluded, Measure, Result, Told
from iro_module.domain.reasons import Timetable
from tests.domain.indicator_cases import (
	YEAR,
	care,
	child,
	day,
	escalation,
	facts,
	figure,
	question,
	review,
	verdict,
)

TOLD = Told("IND0", "share", "A share", "", "", "")


def share(
	counted: Sequence[str], rest: Sequence[str] = (), left_out: Sequence[str] = (), **values: Any
) -> Result:
	both = tuple(sorted([*counted, *rest]))
	excluded = tuple(Excluded(one, "why") for one in left_out)
	return Result(TOLD, Measure.SHARE, YEAR, tuple(counted), both, excluded, **values)


def of(counted: int, whole: int) -> Result:
	ids = [f"{one:05}" for one in range(whole)]
	return share(ids[:counted], ids[counted:])


@pytest.mark.parametrize(
	("counted", "whole", "shown"),
	[
		(0, 0, "no cases"),
		(0, 3, "0.0%"),
		(3, 3, "100.0%"),
		(1, 3, "33.3%"),
		(2, 3, "66.7%"),
		(1, 16, "6.3%"),
		(1, 8, "12.5%"),
		(1, 2000, "0.1%"),
		(1, 2001, "0.0%"),
		(273, 518, "52.7%"),
		(1467, 1600, "91.7%"),
	],
)
def test_a_share_to_one_decimal_from_its_counts(counted: int, whole: int, shown: str) -> None:
	found = of(counted, whole)
	assert found.shown == shown
	assert found.percentage == (None if whole == 0 else Decimal(shown.rstrip("%")))
	assert found.value == (None if whole == 0 else Fraction(counted, whole))
	assert len(found.rest) == whole - counted


def test_counts_medians_and_ratios_are_no_shares() -> None:
	amounts = tuple(Amount(f"{one}", Fraction(one)) for one in (1, 2, 5))
	base = share(["1", "2", "3"])
	assert replace(base, measure=Measure.COUNT).shown == "3"
	assert replace(share([]), measure=Measure.COUNT).shown == "0"
	median = replace(base, measure=Measure.MEDIAN, amounts=amounts)
	assert (median.shown, median.value, median.percentage) == ("2.0", 2, None)
	assert replace(share([]), measure=Measure.MEDIAN).shown == "no cases"
	ratio = replace(
		base, measure=Measure.RATIO, amounts=(Amount("A", Fraction(5, 4)), Amount("B", Fraction(1, 4)))
	)
	assert (ratio.shown, ratio.percentage) == ("2.0", None)
	assert replace(base, measure=Measure.RATIO).shown == "no cases"


def test_a_breakdown_keeps_each_case_in_its_group_and_ranks_nothing() -> None:
	whole = share(
		["a", "b"], ["c", "d"], ["e", "f"], amounts=(Amount("a", Fraction(1)), Amount("d", Fraction(2)))
	)
	groups = by(whole, {"a": "North", "c": "North", "d": "East", "e": "West", "f": "North"}, order=("South",))
	assert [name for name, _ in groups] == ["South", "East", "North", "West", "not recorded"]
	found = dict(groups)
	assert found["South"] == share([])
	assert found["North"] == share(["a"], ["c"], ["f"], amounts=(Amount("a", Fraction(1)),))
	assert found["East"] == share([], ["d"], amounts=(Amount("d", Fraction(2)),))
	assert found["West"] == share([], [], ["e"])
	assert found["not recorded"] == share(["b"])
	assert together([one for _, one in groups]) == whole


def test_a_case_with_several_themes_is_in_several_groups_that_cannot_be_added() -> None:
	cases = [
		escalation("E1", themes=("drift", "contact", "drift")),
		escalation("E2", themes=("drift",)),
		escalation("E3"),
	]
	found = by(figure("IND16", "raised", question(*cases)), labels.themes(cases))
	assert [(name, one.shown) for name, one in found] == [
		("contact", "1"),
		("drift", "2"),
		("not recorded", "1"),
	]
	with pytest.raises(NotTogetherError, match="E1 would be counted twice"):
		together([one for _, one in found])


def test_two_councils_are_one_after_naming_their_cases() -> None:
	croydon, reading = (
		share(["1", "2"], ["3"], ["4"]),
		share(["2"], ["1"], amounts=(Amount("1", Fraction(1)),)),
	)
	with pytest.raises(NotTogetherError, match="1, 2 would be counted twice; name the council"):
		together([croydon, reading])
	found = together([under("reading", reading), under("croydon", croydon)])
	assert found == share(
		["croydon/1", "croydon/2", "reading/2"],
		["croydon/3", "reading/1"],
		["croydon/4"],
		amounts=(Amount("reading/1", Fraction(1)),),
	)
	assert found.shown == "60.0%"
	assert list(case_ids(found)) == [
		"croydon/1",
		"croydon/2",
		"croydon/3",
		"reading/1",
		"reading/2",
		"croydon/4",
	]


@pytest.mark.parametrize(
	("other", "why"),
	[
		(replace(share(["b"]), told=replace(TOLD, counts="something else")), "do not count the same things"),
		(replace(share(["b"]), measure=Measure.COUNT), "do not count the same things"),
		(
			replace(share(["b"]), period=YEAR.quarters()[0]),
			"2026/27 and Quarter 1 of 2026/27 are different times",
		),
		(share(["a"]), "a would be counted twice"),
		(share([], [], ["a"]), "a would be counted twice"),
		(share(["b"], amounts=(Amount("x", Fraction(1)),)), "x would be counted twice"),
	],
)
def test_what_cannot_be_put_together_says_why(other: Result, why: str) -> None:
	with pytest.raises(NotTogetherError, match=why):
		together([share(["a"], amounts=(Amount("x", Fraction(1)),)), other])


def test_nothing_cannot_be_put_together_and_one_stays_itself() -> None:
	with pytest.raises(NotTogetherError, match="no figures"):
		together([])
	assert together([of(1, 2)]) == of(1, 2)


def test_a_median_together_is_that_of_all_cases_not_of_the_medians() -> None:
	def days(council: str, *taken: int) -> Result:
		amounts = tuple(Amount(f"{council}{one}", Fraction(one)) for one in taken)
		ids = [one.case_id for one in amounts]
		return replace(share(ids), measure=Measure.MEDIAN, amounts=amounts)

	assert together([days("a", 1, 2, 3), days("b", 20)]).value == Fraction(5, 2)


def test_frozen_figures_add_up_where_counts_do() -> None:
	one, other = frozen(of(1, 3)), frozen(under("b", of(3, 3)))
	found = added([one, other])
	assert (found.numerator, found.denominator, found.value, found.shown) == (4, 6, Fraction(2, 3), "66.7%")
	assert (one.shown, one.told, one.period) == ("33.3%", TOLD, YEAR)
	assert added([frozen(of(0, 0))]).shown == "no cases"
	count = replace(of(2, 2), measure=Measure.COUNT)
	assert added([frozen(count), frozen(count)]).shown == "4"


@pytest.mark.parametrize("measure", [Measure.MEDIAN, Measure.RATIO])
def test_frozen_averages_need_their_cases(measure: Measure) -> None:
	one = replace(of(1, 1), measure=measure, amounts=(Amount("x", Fraction(2)),))
	assert frozen(one).shown == one.shown
	with pytest.raises(NeedsCasesError, match="A share: averages cannot be added"):
		added([frozen(one), frozen(one)])


@pytest.mark.parametrize(
	"other",
	[
		replace(frozen(of(1, 1)), told=replace(TOLD, counts="else")),
		replace(frozen(of(1, 1)), measure=Measure.COUNT),
		replace(frozen(of(1, 1)), period=YEAR.quarters()[0]),
	],
)
def test_frozen_figures_of_different_things_or_times(other: Any) -> None:
	with pytest.raises(NotTogetherError, match="different things or different times"):
		added([frozen(of(1, 1)), other])
	with pytest.raises(NotTogetherError, match="no figures"):
		added([])


def test_labels_of_reviews() -> None:
	cases = [
		review(
			"R1", sequence=1, due_by_law="2026-04-21", completed_on="2026-04-14", code="PN1", team="North"
		),
		review(
			"R2", sequence=2, due_by_law="2026-07-14", completed_on="2026-07-16", late_because="told late"
		),
		review("R3", due_by_law="2026-07-14", completed_on="2026-07-16", birth_date="2022-07-17"),
		review(
			"R4", sequence=4, due_by_law="2026-07-14", timetable=Timetable.ADOPTION, birth_date="2022-07-17"
		),
		review("R5", due_by_law="2026-07-14", left_on="2026-07-01", timetable=Timetable.SHORT_BREAK),
		review("R6"),
	]
	asked = question(*cases)
	assert labels.team(cases) == {
		"R1": "North",
		**dict.fromkeys(("R2", "R3", "R4", "R5", "R6"), "not recorded"),
	}
	assert list(labels.review_type(cases).values()) == ["First", "Second", "Later", "Later", "Later", "Later"]
	assert list(labels.timetable(cases).values())[2:5] == ["Care planning", "Adoption", "Short breaks"]
	assert list(labels.participation_code(cases).values())[:2] == ["PN1", "not recorded"]
	assert labels.lateness(asked) == {
		"R1": "In time",
		"R2": "told late",
		"R3": "No reason recorded",
		"R4": "Still overdue",
	}
	ages = labels.age_at_review(cases, asked)
	assert (ages["R1"], ages["R3"], ages["R4"]) == ("not recorded", "1 to 4", "not recorded")
	assert labels.quarter(days_settled(asked))["R2"] == "Quarter 2 of 2026/27"
	assert labels.month(days_settled(asked))["R1"] == "April 2026"


@pytest.mark.parametrize(
	("born", "band"),
	[
		("2025-09-01", "Under 1"),
		("2025-08-31", "1 to 4"),
		("2021-09-01", "1 to 4"),
		("2021-08-31", "5 to 9"),
		("2016-09-01", "5 to 9"),
		("2016-08-31", "10 to 15"),
		("2010-09-01", "10 to 15"),
		("2010-08-31", "16 and over"),
		(None, "not recorded"),
	],
)
def test_age_bands(born: str | None, band: str) -> None:
	assert labels.age([child(birth_date=born)], day("2026-08-31")) == {"C": band}


def test_labels_of_children_and_escalations() -> None:
	known = child(
		case_id="C1",
		sex=Sex.FEMALE,
		ethnicity="WBRI",
		legal_status=LegalStatus.C2,
		placement_type=PlacementType.U6,
	)
	cases = [known, child(case_id="C2")]
	assert labels.sex(cases) == {"C1": "F", "C2": "not recorded"}
	assert labels.ethnicity(cases) == {"C1": "WBRI", "C2": "not recorded"}
	assert labels.legal_status(cases) == {"C1": "full care order", "C2": "not recorded"}
	assert labels.placement_type(cases) == {"C1": "U6", "C2": "not recorded"}
	raised = [escalation("E1", stage="Stage 2", outcome="resolved informally"), escalation("E2")]
	assert labels.stage(raised) == {"E1": "Stage 2", "E2": "not recorded"}
	assert labels.outcome(raised) == {"E1": "resolved informally", "E2": "not recorded"}


def test_there_is_no_breakdown_by_worker() -> None:
	names = [name for name in dir(labels) if not name.startswith("_")]
	assert not [name for name in names if "iro" in name.lower() or "worker" in name or "chair" in name]


def test_a_case_is_counted_once() -> None:
	with pytest.raises(CountedTwiceError, match="reviews: R appear more than once"):
		facts(review("R"), review("R"))
	with pytest.raises(CountedTwiceError, match="a period of care appears more than once"):
		facts(child(care("2026-04-01"), case_id="C1"), child(care("2026-04-01"), case_id="C2"))
	assert facts(review("R"), child(case_id="R")).reviews


def test_a_period_that_has_not_begun_has_no_figures() -> None:
	with pytest.raises(PeriodAheadError, match="begins on 1 April 2026"):
		question(today="2026-03-31")
	assert question(today="2026-04-01").on == day("2026-04-01")


def test_an_indicator_is_off_until_it_is_switched_on() -> None:
	asked = question(off=frozenset({"IND1"}))
	with pytest.raises(
		SwitchedOffError, match=r"IND1 \(Children reviewed within timescale\) is switched off"
	):
		counted("IND1", asked)
	assert list(all_counted(asked)) == [f"IND{number}" for number in range(2, 19)]
	assert list(all_counted(question())) == [f"IND{number}" for number in range(1, 19)]
	with pytest.raises(NoSuchIndicatorError, match="There is no indicator IND19"):
		definition("IND19")


def test_no_facts_are_no_cases_and_never_nought_per_cent() -> None:
	for results in all_counted(question()).values():
		for one in results:
			assert one.shown == ("0" if one.measure is Measure.COUNT else "no cases")
	assert Facts() == facts()
	assert verdict(figure("IND2", "in_time", question()), "R") == "not there"


def test_figures_of_a_day_say_so() -> None:
	"""Children looked after, visited, up to date: on the last day; everything else is of the whole period."""
	asked = question()
	of_a_day = {
		(one.told.indicator, one.told.figure)
		for each in all_counted(asked).values()
		for one in each
		if one.period == asked.snapshot
	}
	assert of_a_day == {
		("IND3", "children"), ("IND9", "coverage"), ("IND9", "due"), ("IND10", "visited"), ("IND15", "average"),
		("IND18", "children"), ("IND18", "uasc"), ("IND18", "at_a_distance"),
	}  # fmt: skip
	others = [one for each in all_counted(asked).values() for one in each if one.period != asked.snapshot]
	assert {one.period for one in others} == {YEAR}
