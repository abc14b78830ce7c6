"""IND4 and IND8: participation, and the child seen or spoken to before the review (domain.md 4.2, 5.1)."""

from dataclasses import replace
from typing import Any

import pytest

from iro_module.domain.indicators.choices import Participating
from iro_module.domain.indicators.register import counted
from iro_module.domain.policy import DEFAULT_POLICY, ReviewDateBasis
from iro_module.domain.reasons import Timetable
from tests.domain.indicator_cases import Mode, figure, period, question, review, verdict

HELD = "2026-09-24"


@pytest.mark.parametrize(
	("code", "views", "participated", "attended"),
	[
		("PN1", "counted", "counted", "counted"),
		("PN2", "counted", "counted", "counted"),
		("PN3", "counted", "counted", "counted"),
		("PN4", "missed", "counted", "counted"),
		("PN5", "counted", "counted", "missed"),
		("PN6", "counted", "counted", "missed"),
		("PN7", "missed", "missed", "missed"),
		("PN0", *["the child was under 4 at the review (PN0)"] * 3),
	],
)
def test_ind4_by_participation_code_4_2(code: str, views: str, participated: str, attended: str) -> None:
	asked = question(review(code=code, completed_on=HELD))
	assert verdict(figure("IND4", "views", asked), "R") == views
	assert verdict(figure("IND4", "any", asked), "R") == participated
	assert verdict(figure("IND4", "attended", asked), "R") == attended


@pytest.mark.parametrize(
	("code", "born", "expected"),
	[
		("PN1", "2022-09-24", "counted"),
		("PN1", "2022-09-25", "coded PN1 although the child was under 4"),
		("PN7", "2022-09-24", "missed"),
		("PN7", "2022-09-25", "coded PN7 although the child was under 4"),
		("PN0", "2022-09-25", "the child was under 4 at the review (PN0)"),
		("PN0", "2022-09-24", "coded PN0 although the child was 4 or over"),
		("PN0", None, "the child was under 4 at the review (PN0)"),
		(None, "2012-09-24", "no participation code is recorded"),
	],
)
def test_ind4_children_of_four_and_over(code: str | None, born: str | None, expected: str) -> None:
	"""The 4th birthday asks for PN1 to PN7, as the 903 does from that day (rules 440, 441)."""
	values: dict[str, Any] = {"code": code} if code else {}
	asked = question(review(completed_on=HELD, birth_date=born, **values))
	assert verdict(figure("IND4", "any", asked), "R") == expected


@pytest.mark.parametrize(
	("completed", "expected"),
	[
		("2026-03-31", "not there"),
		("2026-04-01", "counted"),
		("2027-03-31", "counted"),
		("2027-04-01", "not there"),
	],
)
def test_ind4_reviews_held_in_the_period(completed: str, expected: str) -> None:
	asked = question(review(code="PN1", completed_on=completed))
	assert verdict(figure("IND4", "any", asked), "R") == expected


def test_ind4_the_council_chooses_the_headline_and_the_others_stay_beside_it() -> None:
	case = review(code="PN4", completed_on=HELD)
	shipped = [one.told.figure for one in counted("IND4", question(case))]
	assert shipped == ["any", "views", "attended"]
	own = counted("IND4", question(case, participation=Participating.VIEWS))
	assert [one.told.figure for one in own] == ["views", "any", "attended"]
	assert [one.shown for one in own] == ["0.0%", "100.0%", "100.0%"]


def test_ind4_short_breaks_have_no_participation_code_in_the_return() -> None:
	case = review(code="PN1", completed_on=HELD, timetable=Timetable.SHORT_BREAK)
	assert verdict(figure("IND4", "any", question(case)), "R").startswith("short breaks only")
	assert verdict(figure("IND4", "any", question(case, short_breaks=True)), "R") == "counted"


def test_ind4_the_age_is_that_of_the_day_that_counts() -> None:
	case = review(code="PN0", first_meeting_on="2026-09-23", completed_on=HELD, birth_date="2022-09-24")
	assert verdict(figure("IND4", "any", question(case)), "R").startswith("coded PN0 although")
	by_first = replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING)
	assert verdict(figure("IND4", "any", question(case, policy=by_first)), "R").startswith(
		"the child was under 4"
	)


@pytest.mark.parametrize(
	("spoken", "expected"),
	[
		# 20 working days before Thursday 24 September 2026, 31 August being a bank holiday: 26 August.
		([("2026-08-26", Mode.IN_PERSON)], "counted"),
		([("2026-08-25", Mode.IN_PERSON)], "missed"),
		([("2026-09-24", Mode.IN_PERSON)], "counted"),
		([("2026-09-25", Mode.IN_PERSON)], "missed"),
		([("2026-09-22", Mode.VIDEO)], "counted"),
		([("2026-09-22", Mode.PHONE)], "counted"),
		([("2026-09-22", Mode.OBSERVATION)], "counted"),
		([("2026-09-22", Mode.MESSAGE)], "missed"),
		([("2026-08-25", Mode.IN_PERSON), ("2026-09-01", Mode.PHONE)], "counted"),
		([], "missed"),
	],
)
def test_ind8_seen_or_spoken_to_in_the_20_working_days_before(
	spoken: list[tuple[str, Mode]], expected: str
) -> None:
	asked = question(review(completed_on=HELD, spoken=spoken))
	assert verdict(figure("IND8", "before", asked), "R") == expected


@pytest.mark.parametrize(("on", "expected"), [("2026-08-26", "missed"), ("2026-08-27", "counted")])
def test_ind8_the_window_is_a_setting(on: str, expected: str) -> None:
	tighter = replace(DEFAULT_POLICY, spoken_to_window_working_days=19)
	asked = question(review(completed_on=HELD, spoken=[(on, Mode.PHONE)]), policy=tighter)
	assert verdict(figure("IND8", "before", asked), "R") == expected


def test_ind8_what_counts_is_a_setting() -> None:
	case = review(completed_on=HELD, spoken=[("2026-09-22", Mode.PHONE)])
	asked = question(case, spoken_to=frozenset({Mode.IN_PERSON}))
	assert verdict(figure("IND8", "before", asked), "R") == "missed"


@pytest.mark.parametrize(("on", "expected"), [("2026-05-27", "counted"), ("2026-05-28", "missed")])
def test_ind8_is_measured_to_the_first_of_several_meetings(on: str, expected: str) -> None:
	case = review(first_meeting_on="2026-05-27", completed_on="2026-06-03", spoken=[(on, Mode.PHONE)])
	june = period("2026-06-01", "2026-06-30")
	assert verdict(figure("IND8", "before", question(case, period=june)), "R") == expected


def test_scenario_10_three_children_one_visit_each_heard_in_their_own_way() -> None:
	asked = question(
		review("Asha", code="PN1", completed_on=HELD, spoken=[("2026-09-22", Mode.IN_PERSON)]),
		review("Beni", code="PN6", completed_on=HELD, spoken=[("2026-09-22", Mode.VIDEO)]),
		review("Cora", code="PN0", completed_on=HELD, spoken=[("2026-09-22", Mode.OBSERVATION)], sequence=1),
	)
	before = figure("IND8", "before", asked)
	assert before.numerator == before.denominator == ("Asha", "Beni", "Cora")
	views = figure("IND4", "views", asked)
	assert (views.numerator, views.denominator) == (("Asha", "Beni"), ("Asha", "Beni"))
	assert figure("IND4", "attended", asked).numerator == ("Asha",)


@pytest.mark.parametrize(
	("own_iro", "expected"), [(True, "counted"), (False, "missed"), (None, "who chaired is not recorded")]
)
def test_scenario_9_reviews_chaired_by_the_child_s_own_iro(own_iro: bool | None, expected: str) -> None:
	asked = question(review(completed_on="2026-06-03", own_iro=own_iro))
	assert verdict(figure("IND8", "own_iro", asked), "R") == expected


def test_ind8_short_breaks_are_left_out_of_both_figures() -> None:
	asked = question(review(completed_on=HELD, timetable=Timetable.SHORT_BREAK, own_iro=True))
	for key in ("before", "own_iro"):
		assert verdict(figure("IND8", key, asked), "R").startswith("short breaks only")
