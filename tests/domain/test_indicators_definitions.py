"""The texts beside the figures: what is counted, with the limits and choices in force (domain.md 5.1, 7, B)."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest

from iro_module.domain.indicators.choices import DEFAULT_CHOICES, Choices, Mode, Participating, Placing
from iro_module.domain.indicators.definitions import Evidence, NoSuchFigureError, Told, in_force
from iro_module.domain.indicators.register import DEFINITIONS, all_counted, definition
from iro_module.domain.indicators.results import Measure
from iro_module.domain.policy import DEFAULT_POLICY, Policy, ReviewDateBasis
from tests.domain.indicator_cases import question

OTHER_CHOICES: dict[str, Any] = {
	"placing": Placing.DUE,
	"short_breaks": True,
	"settled_working_days": 28,
	"plan_open_months": 4,
	"whole_plan": False,
	"spoken_to": frozenset({Mode.IN_PERSON}),
	"visited": frozenset({Mode.IN_PERSON, Mode.VIDEO}),
}
OTHER_POLICY: dict[str, Any] = {"review_date_basis": ReviewDateBasis.FIRST_MEETING, "count_start_day": True}
SETTINGS = [(one, each.setting) for one, known in DEFINITIONS.items() for each in known.variants]


def every(indicator: str, policy: Policy = DEFAULT_POLICY, choices: Choices = DEFAULT_CHOICES) -> list[Told]:
	known = DEFINITIONS[indicator]
	return [known.told(key, policy, choices) for key in known.keys]


def test_there_are_eighteen() -> None:
	assert list(DEFINITIONS) == [f"IND{number}" for number in range(1, 19)]
	assert all(definition(one).id == one for one in DEFINITIONS)


@pytest.mark.parametrize("indicator", DEFINITIONS)
def test_each_figure_says_what_it_counts_and_out_of_what(indicator: str) -> None:
	known = DEFINITIONS[indicator]
	assert len(set(known.keys)) == len(known.keys)
	assert known.source
	for told in every(indicator):
		assert told.title
		assert told.counts
		assert told.numerator
		if known.figure(told.figure).measure in (Measure.SHARE, Measure.RATIO):
			assert told.denominator
		assert not re.search(r"[{}]", repr(told))


@pytest.mark.parametrize("indicator", DEFINITIONS)
def test_what_is_counted_is_what_is_defined(indicator: str) -> None:
	asked = question()
	results = all_counted(asked)[indicator]
	assert sorted(one.told.figure for one in results) == sorted(DEFINITIONS[indicator].keys)
	for one in results:
		assert one.told == DEFINITIONS[indicator].told(one.told.figure, asked.policy, asked.choices)
		assert one.measure is DEFINITIONS[indicator].figure(one.told.figure).measure


@pytest.mark.parametrize(("indicator", "setting"), SETTINGS)
def test_each_variant_is_a_setting_and_shows_in_the_words(indicator: str, setting: str) -> None:
	"""What councils count differently is named, so that their figures are never put together unseen."""
	choices, policy = DEFAULT_CHOICES, DEFAULT_POLICY
	if setting in {field.name for field in fields(Choices)}:
		if setting in ("off", "participation"):
			return
		choices = replace(choices, **{setting: OTHER_CHOICES[setting]})
	elif setting in OTHER_POLICY:
		policy = replace(policy, **{setting: OTHER_POLICY[setting]})
	else:
		policy = replace(policy, **{setting: getattr(policy, setting) - 1})
	if setting.startswith("caseload"):
		assert every(indicator, policy, choices) == every(indicator)
		known = DEFINITIONS[indicator]
		assert known.remark(policy, choices) != known.remark(DEFAULT_POLICY, DEFAULT_CHOICES)
	else:
		assert every(indicator, policy, choices) != every(indicator)


def test_every_choice_is_a_variant_of_some_indicator() -> None:
	assert {field.name for field in fields(Choices)} <= {setting for _, setting in SETTINGS}


def test_defaults_wanted_by_practice_section_7() -> None:
	"""IND4 B as the headline with A beside it; IND1 off until verified; a review counts on completion."""
	assert DEFAULT_CHOICES.participation is Participating.ANY
	assert DEFAULT_CHOICES.off == {"IND1"}
	assert not DEFAULT_CHOICES.short_breaks
	assert DEFAULT_POLICY.review_date_basis is ReviewDateBasis.COMPLETED


@pytest.mark.parametrize(
	("indicator", "evidence"),
	[("IND1", Evidence.UNVERIFIED), ("IND5", Evidence.UNVERIFIED), ("IND11", Evidence.UNVERIFIED)]
	+ [("IND3", Evidence.VERIFIED), ("IND15", Evidence.VERIFIED)]
	+ [(f"IND{number}", Evidence.PRACTICE) for number in (2, 4, 6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18)],
)
def test_how_well_each_definition_is_known(indicator: str, evidence: Evidence) -> None:
	known = DEFINITIONS[indicator]
	assert known.evidence is evidence
	if evidence is Evidence.UNVERIFIED:
		assert re.search("not been confirmed|default of ours|Defaults of ours", known.source)


def test_no_handbook_paragraph_but_those_that_were_read() -> None:
	words = " ".join(f"{known.source} {known.note} {known.counts}" for known in DEFINITIONS.values())
	paragraphs = re.findall(r"Handbook 2010, ?(?:paragraph )?([0-9.]+)", words)
	assert set(paragraphs) <= {"6.2", "6.4", "7.11"}


def test_the_caseload_of_each_iro_is_for_the_manager() -> None:
	note = definition("IND15").remark(DEFAULT_POLICY, DEFAULT_CHOICES)
	assert "50 to 70" in note
	assert "for the IRO and the IRO manager" in note
	assert "not published and never put in order of size" in note


def test_the_words_name_the_limits_in_force() -> None:
	own = replace(DEFAULT_POLICY, decisions_working_days=1, iro_visit_months=1, permanence_by_review=3)
	assert (
		definition("IND11").told("decisions", own, DEFAULT_CHOICES).title
		== "Decisions sent within 1 working day"
	)
	assert "in the 1 month up to" in definition("IND10").told("visited", own, DEFAULT_CHOICES).numerator
	assert (
		definition("IND13").told("by_second", own, DEFAULT_CHOICES).title
		== "Plan for permanence by the third review"
	)
	ordinals = {1: "first", 2: "second", 3: "third", 4: "4th"}
	for number, words in ordinals.items():
		policy = replace(own, permanence_by_review=number)
		assert in_force(policy, DEFAULT_CHOICES)["permanence_review"] == words
	assert in_force(own, replace(DEFAULT_CHOICES, visited=frozenset()))["visited"] == "in no way"


def test_an_initial_conference_is_measured_by_the_national_limit() -> None:
	tighter = replace(DEFAULT_POLICY, icpc_working_days=10)
	assert "15 working days" in definition("IND6").told("in_time", tighter, DEFAULT_CHOICES).numerator


@pytest.mark.parametrize(
	("policy", "choices", "expected"),
	[
		(
			DEFAULT_POLICY,
			DEFAULT_CHOICES,
			(
				"What was held in time belongs to the period in which it was held, anything else to the period in "
				"which its date passed.",
				"reviews completed on or before the date by law",
				"reviews held in time in the period, and those whose date passed in it, by the date the law sets",
				"reviews held for the first time on or before the date by law",
			),
		),
		(
			replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING),
			replace(DEFAULT_CHOICES, placing=Placing.DUE),
			(
				"What was due belongs to the period in which its date lies, whenever it was held.",
				"reviews held for the first time on or before the date by law",
				"reviews whose date lies in the period, by the date the law sets",
				"reviews completed on or before the date by law",
			),
		),
	],
)
def test_ind2_in_words(policy: Policy, choices: Choices, expected: tuple[str, ...]) -> None:
	told = definition("IND2").told("in_time", policy, choices)
	other = definition("IND2").told("other_basis", policy, choices)
	assert expected[0] in told.counts
	assert (told.numerator, told.denominator, other.numerator) == expected[1:]
	assert "Reviews of short breaks are left out." in told.counts


@pytest.mark.parametrize(
	("indicator", "key", "shipped", "own"),
	[
		(
			"IND5",
			"plans",
			"conferences since the start of the plan were",
			"conferences due in the period were",
		),
		(
			"IND11",
			"record",
			"The day of completion is not counted.",
			"The day of completion counts as the first.",
		),
		("IND18", "children", "short breaks only are left out", "short breaks only are counted too"),
		("IND10", "visited", "(in person and by observation)", "(in person and by video)"),
	],
)
def test_the_words_name_the_choices_in_force(indicator: str, key: str, shipped: str, own: str) -> None:
	policy = replace(DEFAULT_POLICY, **OTHER_POLICY)
	choices = replace(DEFAULT_CHOICES, **OTHER_CHOICES)
	assert shipped in definition(indicator).told(key, DEFAULT_POLICY, DEFAULT_CHOICES).counts
	assert own in definition(indicator).told(key, policy, choices).counts


def test_a_figure_that_does_not_exist_is_named() -> None:
	with pytest.raises(NoSuchFigureError, match="IND4 has no figure other; it has any, views, attended"):
		definition("IND4").figure("other")
