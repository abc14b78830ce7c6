"""Adjourning a review once, by the IRO who chairs, within the limit: domain.md 1.4, 2.3; scenario 9 (b)."""

from dataclasses import replace

import pytest

from iro_module.domain.adjournment import PROPOSALS_WAIT, AdjournmentAsked, NoAdjournment, adjournment
from iro_module.domain.policy import DEFAULT_POLICY
from tests.domain.story import day


def asked(**values: object) -> AdjournmentAsked:
	"""The covering IRO, who chairs on Wednesday 27 May 2026, finds the information insufficient."""
	known = {
		"meeting_on": "2026-05-27",
		"asked_by": "W-2",
		"chaired_by": "W-2",
		"missing": "the school's report",
	}
	known |= values  # type: ignore[arg-type]
	typed = {name: day(one) if name.endswith("_on") and one else one for name, one in known.items()}
	return AdjournmentAsked(**typed)  # type: ignore[arg-type]


def refused(**values: object) -> list[str]:
	found = adjournment(asked(**values), DEFAULT_POLICY)
	return list(found.reasons) if isinstance(found, NoAdjournment) else []


def test_scenario_9b_latest_completion() -> None:
	found = adjournment(asked(), DEFAULT_POLICY)
	assert not isinstance(found, NoAdjournment)
	assert (found.meeting_on, found.latest.on) == (day("2026-05-27"), day("2026-06-24"))
	assert found.latest.words == "20 working days from 27 May 2026"
	assert found.words == (
		"Adjourned on 27 May 2026 for want of information: to be completed by 24 June 2026 "
		"(20 working days from 27 May 2026). Proposals are not to be carried out until the review is completed; "
		"the due date of the review stays as it is"
	)
	assert PROPOSALS_WAIT == "not to be carried out until the review is completed"


def test_1_4_the_length_is_a_setting() -> None:
	found = adjournment(asked(), replace(DEFAULT_POLICY, adjournment_working_days=10))
	assert not isinstance(found, NoAdjournment)
	assert found.latest.on == day("2026-06-10")


def test_scenario_9b_a_second_adjournment_is_refused() -> None:
	assert refused(meeting_on="2026-06-10", adjourned_before_on="2026-05-27") == [
		"It was adjourned on 27 May 2026 already, and may be once. Complete it, and plan an early review."
	]


@pytest.mark.parametrize("asker", ["W-1", "SW-7", "w-2"])
def test_scenario_9b_only_the_iro_who_chairs(asker: str) -> None:
	assert refused(asked_by=asker) == [
		"Only the IRO who chairs the meeting may adjourn it. Ask the IRO who chairs."
	]


def test_1_4_who_chairs_must_be_recorded() -> None:
	assert refused(chaired_by=None) == ["Who chairs is not recorded. Record the chair of the meeting first."]


@pytest.mark.parametrize("missing", ["", "  \n"])
def test_1_4_only_for_want_of_information(missing: str) -> None:
	assert refused(missing=missing) == ["The reason is missing. Say which information was insufficient."]


def test_1_4_not_after_completion() -> None:
	assert refused(completed_on="2026-05-27") == [
		"The review was completed on 27 May 2026. Add to its record instead."
	]


@pytest.mark.parametrize(
	("resumes", "allowed"),
	[
		(None, True),
		("2026-05-26", False),
		("2026-05-27", False),
		("2026-05-28", True),
		("2026-06-24", True),
		("2026-06-25", False),
	],
)
def test_1_4_the_day_it_resumes(resumes: str | None, allowed: bool) -> None:
	words = "Choose a day after 27 May 2026 and not after 24 June 2026 to resume."
	assert refused(resumes_on=resumes) == ([] if allowed else [words])


def test_1_4_every_reason_is_named() -> None:
	assert (
		len(refused(completed_on="2026-05-27", adjourned_before_on="2026-05-20", asked_by="X", missing=""))
		== 4
	)
