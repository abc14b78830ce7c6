"""The plan for permanence by the second review: seed 002; domain.md 5.1 (IND13), 7 (C32); scenario 2."""

from dataclasses import replace

import pytest

from iro_module.domain.permanence import InCare, PermanenceState, permanence, permanence_notices
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from tests.domain.story import day


def child(
	held: tuple[str, ...] = ("2026-01-29", "2026-03-26"),
	plan: str | None = None,
	entered: str | None = "2026-01-05",
	first_number: int = 1,
	answered: str | None = "2026-03-26",
) -> InCare:
	"""Scenario 2: in care since Monday 5 January 2026, first two reviews on 29 January and 26 March."""
	return InCare(
		"CH-1",
		"PC-1",
		day(entered) if entered else None,
		[day(one) for one in held],
		first_number,
		day(plan) if plan else None,
		day(answered) if answered else None,
	)


def marker(
	known: InCare, today: str = "2027-01-01", policy: Policy = DEFAULT_POLICY
) -> tuple[str, str] | None:
	found = permanence(known, day(today), policy).marker
	return (found.on.isoformat(), found.words) if found else None


class TestThePoint:
	"""The second review or four months after entry, whichever is later."""

	def test_scenario_2_four_months_later_than_the_second_review(self) -> None:
		assert marker(child()) == (
			"2026-05-05",
			"4 months from 5 January 2026, later than review 2 on 26 March 2026",
		)

	@pytest.mark.parametrize(
		("second", "on"),
		[("2026-05-04", "2026-05-05"), ("2026-05-05", "2026-05-05"), ("2026-05-06", "2026-05-06")],
	)
	def test_ind13_whichever_is_later(self, second: str, on: str) -> None:
		found = marker(child(("2026-01-29", second)))
		assert found is not None
		assert found[0] == on

	def test_ind13_the_second_review_later(self) -> None:
		assert marker(child(("2026-01-29", "2026-05-20"))) == (
			"2026-05-20",
			"review 2 on 20 May 2026, not earlier than 4 months from 5 January 2026",
		)

	def test_ind13_both_on_one_day(self) -> None:
		assert marker(child(("2026-01-29", "2026-05-05"))) == (
			"2026-05-05",
			"review 2 on 5 May 2026, not earlier than 4 months from 5 January 2026",
		)

	def test_ind13_the_records_are_taken_to_be_complete(self) -> None:
		known = InCare("CH-1", "PC-1", day("2026-01-05"), [day("2026-06-01"), day("2026-07-01")])
		assert marker(known) == (
			"2026-07-01",
			"review 2 on 1 July 2026, not earlier than 4 months from 5 January 2026",
		)

	@pytest.mark.parametrize(
		("held", "first_number", "on"),
		[
			(("2026-01-29", "2026-06-01", "2026-07-01"), 1, "2026-06-01"),
			(("2026-06-01", "2026-07-01"), 2, "2026-06-01"),  # the first is missing from the records
			(("2026-06-01", "2026-07-01"), 3, "2026-06-01"),
			(("2026-06-01",), 1, None),
			((), 1, None),
		],
	)
	def test_ind13_which_review_is_the_second(
		self, held: tuple[str, ...], first_number: int, on: str | None
	) -> None:
		found = marker(child(held, first_number=first_number))
		assert (found[0] if found else None) == on

	def test_ind13_a_review_that_lies_ahead_has_not_been_held(self) -> None:
		assert marker(child(), "2026-03-25") is None
		assert marker(child(), "2026-03-26") is not None

	def test_ind13_both_limits_are_settings(self) -> None:
		earlier = replace(DEFAULT_POLICY, permanence_by_review=1, permanence_months=2)
		found = marker(child(), policy=earlier)
		assert found == ("2026-03-05", "2 months from 5 January 2026, later than review 1 on 29 January 2026")


class TestStates:
	"""Before the review, asked at it, in time, late, absent; not known without the day of entry."""

	def test_states_as_they_are_shown(self) -> None:
		assert [one.value for one in PermanenceState] == [
			"not known",
			"before the review",
			"asked at the review",
			"in time",
			"late",
			"absent",
		]

	@pytest.mark.parametrize(
		("plan", "today", "state"),
		[
			(None, "2026-03-25", PermanenceState.BEFORE_REVIEW),
			("2026-02-02", "2026-03-25", PermanenceState.IN_TIME),
			("2026-03-26", "2026-03-25", PermanenceState.BEFORE_REVIEW),
			(None, "2026-03-26", PermanenceState.ASKED),
			(None, "2026-05-04", PermanenceState.ASKED),
			(None, "2026-05-05", PermanenceState.ABSENT),
			("2026-05-05", "2026-05-05", PermanenceState.IN_TIME),
			("2026-05-06", "2026-05-05", PermanenceState.ABSENT),
			("2026-05-06", "2026-05-06", PermanenceState.LATE),
			("2026-05-06", "2027-01-01", PermanenceState.LATE),
		],
	)
	def test_seed_002_state(self, plan: str | None, today: str, state: PermanenceState) -> None:
		found = permanence(child(plan=plan), day(today), DEFAULT_POLICY)
		assert found.state is state
		assert found.by_months is not None
		assert (found.by_months.on, found.by_months.words) == (
			day("2026-05-05"),
			"4 months from 5 January 2026",
		)

	@pytest.mark.parametrize(
		("answered", "today", "state"),
		[
			(None, "2026-05-05", PermanenceState.UNKNOWN),
			(None, "2026-03-25", PermanenceState.BEFORE_REVIEW),
			("2026-09-18", "2026-09-17", PermanenceState.UNKNOWN),
			("2026-09-18", "2026-09-18", PermanenceState.ABSENT),
			("2026-01-29", "2026-05-05", PermanenceState.ABSENT),
		],
	)
	def test_what_no_review_recorded_is_not_absent(
		self, answered: str | None, today: str, state: PermanenceState
	) -> None:
		assert permanence(child(answered=answered), day(today), DEFAULT_POLICY).state is state

	def test_what_no_review_recorded_in_words(self) -> None:
		assert permanence(child(answered=None), day("2026-05-05"), DEFAULT_POLICY).words == (
			"By 5 May 2026 (4 months from 5 January 2026, later than review 2 on 26 March 2026). "
			"No plan is on record: no review has recorded whether there is one"
		)

	def test_a_plan_says_so_itself(self) -> None:
		known = child(plan="2026-03-01", answered=None)
		assert permanence(known, day("2026-05-05"), DEFAULT_POLICY).state is PermanenceState.IN_TIME

	@pytest.mark.parametrize(
		("plan", "today", "words"),
		[
			(
				None,
				"2026-02-02",
				"Asked at review 2, not held yet; by months: 5 May 2026. No plan is on record",
			),
			(
				"2026-04-01",
				"2026-04-01",
				"By 5 May 2026 (4 months from 5 January 2026, later than review 2 on 26 March 2026). "
				"Plan made on 1 April 2026",
			),
		],
	)
	def test_seed_002_in_words(self, plan: str | None, today: str, words: str) -> None:
		assert permanence(child(plan=plan), day(today), DEFAULT_POLICY).words == words

	@pytest.mark.parametrize(
		("plan", "made"), [(None, "No plan is on record"), ("2026-03-01", "Plan made on 1 March 2026")]
	)
	def test_no_date_is_guessed_where_the_entry_is_not_known(self, plan: str | None, made: str) -> None:
		found = permanence(child(entered=None, plan=plan), day("2026-12-01"), DEFAULT_POLICY)
		assert (found.state, found.marker, found.by_months) == (PermanenceState.UNKNOWN, None, None)
		assert (
			found.words
			== f"The day the child came into care is not on record, so the point is not known. {made}"
		)


class TestPrompt:
	"""C32: told where the point is reached without a plan."""

	def told(self, known: InCare, today: str, policy: Policy = DEFAULT_POLICY) -> list[str]:
		return [one.tell_by.isoformat() for one in permanence_notices(known, day(today), policy)]

	@pytest.mark.parametrize(
		("today", "by"), [("2026-05-04", []), ("2026-05-05", ["2026-05-12"]), ("2027-01-01", ["2026-05-12"])]
	)
	def test_c32_when_the_point_is_reached(self, today: str, by: list[str]) -> None:
		assert self.told(child(), today) == by

	def test_c32_at_the_second_review_where_that_is_later(self) -> None:
		late = child(("2026-01-29", "2026-05-20"))
		assert self.told(late, "2026-05-19") == []
		assert self.told(late, "2026-05-20") == ["2026-05-28"]  # 25 May is a bank holiday

	def test_c32_the_notice(self) -> None:
		(notice,) = permanence_notices(child(), day("2026-05-05"), DEFAULT_POLICY)
		assert (notice.child_id, notice.rule, notice.subject) == ("CH-1", "C32", "PC-1")
		assert notice.tell == "the IRO, to consider escalating"
		assert notice.reason == (
			"No plan for permanence by 5 May 2026, 4 months from 5 January 2026, later than review 2 on 26 March 2026. "
			"Theme: permanence plan absent by the second review"
		)

	def test_c32_undone_by_a_plan_even_a_late_one(self) -> None:
		assert self.told(child(plan="2026-06-01"), "2026-05-31") == ["2026-05-12"]
		assert self.told(child(plan="2026-06-01"), "2026-06-01") == []

	def test_c32_not_where_no_review_recorded_how_the_plan_stands(self) -> None:
		assert self.told(child(answered=None), "2027-01-01") == []

	def test_c32_not_where_the_entry_is_not_known(self) -> None:
		assert self.told(child(entered=None), "2027-01-01") == []

	def test_c32_switched_off_with_its_row(self) -> None:
		rules = {**DEFAULT_RULES, "C32": replace(DEFAULT_RULES["C32"], enabled=False)}
		assert self.told(child(), "2026-05-05", replace(DEFAULT_POLICY, rules=rules)) == []

	def test_c32_the_time_to_tell_is_a_setting_of_its_row(self) -> None:
		rules = {**DEFAULT_RULES, "C32": replace(DEFAULT_RULES["C32"], tell_within=2)}
		assert self.told(child(), "2026-05-05", replace(DEFAULT_POLICY, rules=rules)) == ["2026-05-07"]
