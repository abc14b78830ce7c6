"""What holds of every figure, whatever the cases: councils and teams together follow from their parts (issue 3)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_module.domain.codes import Participation
from iro_module.domain.indicators.child_cases import CarePeriod, ChildCase, IROCase, MidwayCase, VisitCase
from iro_module.domain.indicators.choices import Choices, Mode, Placing
from iro_module.domain.indicators.combining import by, case_ids, together, under
from iro_module.domain.indicators.frozen import added, frozen
from iro_module.domain.indicators.in_time import reviews_in_time
from iro_module.domain.indicators.periods import ReportPeriod, return_year
from iro_module.domain.indicators.question import Facts, Question
from iro_module.domain.indicators.register import all_counted
from iro_module.domain.indicators.results import Measure, Result
from iro_module.domain.indicators.review_cases import DecisionCase, ReviewCase, SpokenTo
from iro_module.domain.indicators.service_cases import (
	Asked,
	ConferenceCase,
	ConsultationCase,
	EscalationCase,
	Medium,
	ProtectionPlanCase,
)
from iro_module.domain.months import birthday
from iro_module.domain.policy import DEFAULT_POLICY, Policy, ReviewDateBasis
from iro_module.domain.reasons import Timetable

many = settings(max_examples=60, deadline=None)
FIRST, LAST = date(2025, 12, 1), date(2027, 8, 31)
YEAR = return_year(2027)
ON_THE_DAY = {
	("IND1", "children"), ("IND3", "children"), ("IND5", "plans"), ("IND9", "coverage"), ("IND9", "due"),
	("IND10", "visited"), ("IND15", "average"), ("IND18", "children"), ("IND18", "uasc"), ("IND18", "at_a_distance"),
	("IND18", "missing"),
}  # fmt: skip
"""Figures of a day, or of children in a stretch of time; the others are flows of cases through the periods."""

days = st.dates(FIRST, LAST)
some = st.none() | days
maybe = st.none() | st.booleans()
births = st.none() | st.dates(date(2007, 1, 1), date(2025, 1, 1))
teams = st.sampled_from([None, "North", "East"])
modes = st.sampled_from(Mode)
children_ids = st.sampled_from(["C0", "C1", "C2", "C3"])
care_ids = st.sampled_from([f"C{child}-{number}" for child in range(4) for number in range(2)])


def cases(
	kind: type, fixed: dict[str, Any], most: int = 5, prefix: str = ""
) -> st.SearchStrategy[tuple[Any, ...]]:
	def numbered(drawn: list[dict[str, Any]]) -> tuple[Any, ...]:
		return tuple(
			kind(case_id=f"{prefix or kind.__name__}{number}", **one) for number, one in enumerate(drawn)
		)

	return st.lists(st.fixed_dictionaries(fixed), max_size=most).map(numbered)


reviews = cases(
	ReviewCase,
	{
		"child_id": children_ids, "care_id": care_ids, "sequence": st.integers(1, 4),
		"timetable": st.sampled_from(Timetable), "change_only": st.booleans(), "due_by_law": some, "due_local": some,
		"first_meeting_on": some, "completed_on": some, "left_on": some, "birth_date": births,
		"no_longer_needed": st.sampled_from([None, None, "combined"]), "no_longer_needed_from": some,
		"participation": st.none() | st.sampled_from(Participation), "own_iro": maybe, "report_received_on": some,
		"spoken_to": st.lists(st.builds(SpokenTo, days, modes), max_size=2).map(tuple),
		"decisions_sent_on": some, "record_done_on": some, "distributed_on": some, "team": teams,
	},
	most=8,
)  # fmt: skip


@st.composite
def children(draw: st.DrawFn) -> tuple[ChildCase, ...]:
	found = []
	for number in range(draw(st.integers(0, 4))):
		periods = tuple(
			CarePeriod(f"C{number}-{one}", draw(days), draw(some), None, draw(st.booleans()), draw(some))
			for one in range(draw(st.integers(0, 2)))
		)
		missing = tuple(draw(st.lists(days, max_size=2)))
		found.append(
			ChildCase(
				f"C{number}", periods, draw(births), uasc=draw(maybe), at_a_distance=draw(maybe), missing_on=missing,
				team=draw(teams), iro=draw(st.sampled_from([None, "I0", "I1", "I9"])),
			)
		)  # fmt: skip
	return tuple(found)


all_facts = st.builds(
	Facts,
	reviews,
	children(),
	cases(
		DecisionCase,
		{
			"child_id": children_ids, "due_on": some, "done_on": some, "next_review_on": some,
			"superseded": st.booleans(),
		},
	),
	cases(MidwayCase, {"child_id": children_ids, "due_on": some, "held_on": some}),
	cases(VisitCase, {"child_id": children_ids, "on": days, "mode": modes}),
	cases(IROCase, {"full_time": st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])}, 2, "I"),
	cases(
		EscalationCase,
		{
			"child_id": children_ids, "raised_on": days, "formal_on": some, "settled_on": some, "dropped_on": some,
			"cafcass_on": some, "themes": st.sampled_from([(), ("drift",), ("drift", "contact")]),
		},
	),
	cases(
		ConsultationCase,
		{
			"child_id": children_ids, "asked": st.sampled_from(Asked), "medium": st.none() | st.sampled_from(Medium),
			"sent_on": some, "returned_on": some, "wanted_by": some,
		},
	),
	cases(
		ConferenceCase,
		{
			"child_id": children_ids, "initial": st.booleans(),
			"plan_id": st.sampled_from([None, "ProtectionPlanCase0", "ProtectionPlanCase1"]),
			"due_on": some, "held_on": some, "plan_ended_on": some,
		},
	),
	cases(ProtectionPlanCase, {"child_id": children_ids, "started_on": days, "ended_on": some}, 2),
)  # fmt: skip
all_choices = st.builds(
	Choices, off=st.just(frozenset()), placing=st.sampled_from(Placing), short_breaks=st.booleans(),
	whole_plan=st.booleans(),
)  # fmt: skip
policies = st.sampled_from(
	[DEFAULT_POLICY, replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING, count_start_day=True)]
)  # fmt: skip
todays = st.dates(date(2027, 4, 1), LAST)


def figures(
	known: Facts, period: ReportPeriod, today: date, choices: Choices, policy: Policy = DEFAULT_POLICY
) -> Mapping[tuple[str, str], Result]:
	found = all_counted(Question(known, period, today, policy, choices))
	return {(one.told.indicator, one.told.figure): one for each in found.values() for one in each}


@many
@given(all_facts, todays, all_choices, policies)
def test_a_figure_is_consistent_with_itself(
	known: Facts, today: date, choices: Choices, policy: Policy
) -> None:
	for found in figures(known, YEAR, today, choices, policy).values():
		assert set(found.numerator) <= set(found.denominator)
		assert len(set(case_ids(found))) == len(list(case_ids(found)))
		assert set(found.rest) | set(found.numerator) == set(found.denominator)
		assert all(one.why for one in found.excluded)
		assert list(found.denominator) == sorted(found.denominator)
		if found.measure is Measure.SHARE:
			assert found.value is None or 0 <= found.value <= 1
			assert (found.value is None) is (not found.denominator)
		else:
			assert found.numerator == found.denominator
		if found.measure is Measure.MEDIAN:
			assert [one.case_id for one in found.amounts] == list(found.denominator)


@many
@given(all_facts, todays, all_choices, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_does_not_matter(
	known: Facts, today: date, choices: Choices, chance: Any
) -> None:
	def shuffled(given_cases: tuple[Any, ...]) -> tuple[Any, ...]:
		return tuple(chance.sample(given_cases, len(given_cases)))

	mixed = Facts(*(shuffled(getattr(known, name)) for name in Facts.__slots__))
	assert figures(mixed, YEAR, today, choices) == figures(known, YEAR, today, choices)


def of_council(name: str, known: Facts) -> Facts:
	"""The same facts with the council's name before every id."""

	def ours(one: Any) -> Any:
		ids = {
			field: f"{name}/{getattr(one, field)}"
			for field in ("case_id", "child_id", "care_id", "plan_id", "iro")
			if getattr(one, field, None)
		}
		if isinstance(one, ChildCase):
			ids["periods"] = tuple(ours(each) for each in one.periods)
		return replace(one, **ids)

	return Facts(*(tuple(ours(one) for one in getattr(known, field)) for field in Facts.__slots__))


@many
@given(all_facts, all_facts, todays, all_choices, policies)
def test_two_councils_together_are_the_council_of_all_their_cases(
	croydon: Facts, reading: Facts, today: date, choices: Choices, policy: Policy
) -> None:
	one = figures(of_council("croydon", croydon), YEAR, today, choices, policy)
	other = figures(of_council("reading", reading), YEAR, today, choices, policy)
	both = Facts(
		*(
			getattr(of_council("croydon", croydon), name) + getattr(of_council("reading", reading), name)
			for name in Facts.__slots__
		)
	)
	whole = figures(both, YEAR, today, choices, policy)
	alone = figures(croydon, YEAR, today, choices, policy)
	for key, found in whole.items():
		merged = together([one[key], other[key]])
		assert merged == found
		assert merged.value == found.value
		assert under("croydon", alone[key]) == one[key]
		if found.measure in (Measure.SHARE, Measure.COUNT):
			assert added([frozen(one[key]), frozen(other[key])]) == frozen(found)


@many
@given(all_facts, todays, all_choices)
def test_teams_put_together_are_the_whole(known: Facts, today: date, choices: Choices) -> None:
	for found in figures(known, YEAR, today, choices).values():
		for team in ({}, dict.fromkeys(list(case_ids(found))[::2], "North")):
			assert together([one for _, one in by(found, team, order=("North", "East"))]) == found


@many
@given(all_facts, todays, all_choices, policies, st.integers(0, 120), st.integers(0, 120))
def test_a_longer_period_loses_no_case(
	known: Facts, today: date, choices: Choices, policy: Policy, before: int, after: int
) -> None:
	narrow = figures(known, YEAR, today, choices, policy)
	longer = ReportPeriod(YEAR.first - timedelta(days=before), YEAR.last + timedelta(days=after))
	wide = figures(known, longer, today, choices, policy)
	for key, found in narrow.items():
		if key in ON_THE_DAY - {("IND18", "missing")}:
			continue
		assert set(found.denominator) <= set(wide[key].denominator)
		assert set(found.numerator) <= set(wide[key].numerator)
		if key not in ON_THE_DAY:
			kept = set(found.denominator)
			assert [one for one in wide[key].numerator if one in kept] == list(found.numerator)


@many
@given(all_facts, todays, all_choices)
def test_the_quarters_share_out_the_cases_of_the_year(known: Facts, today: date, choices: Choices) -> None:
	whole = figures(known, YEAR, today, choices)
	pieces = [figures(known, piece, today, choices) for piece in YEAR.quarters()]
	for key, found in whole.items():
		if key not in ON_THE_DAY:
			assert sorted(one for piece in pieces for one in piece[key].denominator) == list(
				found.denominator
			)
			assert sorted(one for piece in pieces for one in piece[key].numerator) == list(found.numerator)


@many
@given(all_facts, todays, st.integers(1, 100), all_choices)
def test_a_review_once_settled_stays_as_it_is(
	known: Facts, today: date, after: int, choices: Choices
) -> None:
	now = figures(known, YEAR, today, choices)
	later = figures(known, YEAR, today + timedelta(days=after), choices)
	for key in (("IND2", "in_time"), ("IND2", "local"), ("IND2", "held"), ("IND7", "in_time")):
		assert set(now[key].numerator) <= set(later[key].numerator)
		assert set(now[key].rest) <= set(later[key].rest)


@many
@given(all_facts, todays, all_choices, st.integers(1, 4))
def test_tighter_limits_never_make_more_reviews_on_time(
	known: Facts, today: date, choices: Choices, less: int
) -> None:
	shipped = DEFAULT_POLICY
	tighter = replace(
		shipped,
		decisions_working_days=shipped.decisions_working_days - less,
		spoken_to_window_working_days=shipped.spoken_to_window_working_days - less,
		iro_visit_months=shipped.iro_visit_months - less,
		report_working_days=shipped.report_working_days + less,
	)
	usual, own = figures(known, YEAR, today, choices), figures(known, YEAR, today, choices, tighter)
	for key in (("IND11", "decisions"), ("IND8", "before"), ("IND10", "visited"), ("IND14", "report")):
		assert set(own[key].numerator) <= set(usual[key].numerator)


def naive_in_time(case: ReviewCase, today: date) -> str:
	"""IND2 of one review, written a second time: the day it is placed on and what becomes of it, or nothing."""
	due, held = case.due_by_law, case.completed_on
	if held is not None and held > today:
		held = None
	if case.timetable is Timetable.SHORT_BREAK or due is None:
		return ""
	in_care = [True, True]
	for number, on in enumerate([held, due]):
		if on is not None and case.left_on is not None:
			in_care[number] = on < case.left_on or (
				on == case.left_on and (number == 0 or case.sequence == 1)
			)
	if held is not None and held <= due and in_care[0]:
		return f"{held} in time"
	grown_up = case.birth_date is not None and birthday(case.birth_date, 18) <= due
	needed = True
	if case.no_longer_needed:
		needed = case.no_longer_needed_from is not None and (
			case.no_longer_needed_from > due or case.no_longer_needed_from == case.left_on
		)
	if grown_up or not in_care[1] or not needed or today <= due:
		return ""
	return f"{due} late"


@settings(max_examples=150, deadline=None)
@given(reviews, todays)
def test_a_second_way_of_counting_ind2_agrees(known: tuple[ReviewCase, ...], today: date) -> None:
	expected: dict[str, list[str]] = {"in time": [], "late": []}
	for case in known:
		day_and_end = naive_in_time(case, today)
		if day_and_end and YEAR.first <= date.fromisoformat(day_and_end[:10]) <= YEAR.last:
			expected[day_and_end[11:]].append(case.case_id)
	found = reviews_in_time(Question(Facts(known), YEAR, today))[0]
	assert sorted(found.numerator) == sorted(expected["in time"])
	assert sorted(found.rest) == sorted(expected["late"])
