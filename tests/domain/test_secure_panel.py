"""Secure accommodation panels, besides the reviews: domain.md 1.6 and C18; 1991/1505 regs 15-16."""

from dataclasses import replace

import pytest

from iro_module.domain.policy import DEFAULT_POLICY, Policy
from iro_module.domain.reasons import Timetable
from iro_module.domain.review_plan import SECURE_PANEL_TRACK, PlannedReview
from iro_module.domain.secure_stays import on_welfare_grounds_from
from tests.domain.shown import T3, change, moved, reasons, rules, settled_child
from tests.domain.story import Story, day

TODAY = "2026-03-02"
"""A Monday: 28 days later is Monday 30 March, one month later Thursday 2 April 2026."""
FIRST = [("C18", "2026-03-30", "local"), ("C18", "2026-04-02", "must")]
NEEDED = "date of last secure accommodation panel needed"


def secure(**values: object) -> Story:
	"""`settled_child`, in a secure children's home from Monday 2 March 2026."""
	return moved("K1", **values)  # type: ignore[arg-type]


def panels(story: Story, today: str = TODAY, policy: Policy = DEFAULT_POLICY) -> list[PlannedReview]:
	return [one for one in story.plan(today, policy=policy).reviews if one.track == SECURE_PANEL_TRACK]


def asked(story: Story, today: str = TODAY, policy: Policy = DEFAULT_POLICY) -> list[tuple[str, str, str]]:
	"""Rule, date and authority of each reason for a panel."""
	return [
		(one.rule, one.due_on.isoformat(), one.authority.value)
		for panel in panels(story, today, policy)
		for one in panel.basis
	]


class TestFirstPanel:
	def test_1_6_one_month_by_law_28_days_as_councils_count_it(self) -> None:
		(panel,) = panels(secure())
		assert asked(secure()) == FIRST
		assert (panel.kind, panel.timetable, panel.sequence) == ("secure_panel", "secure_panel", 1)
		assert (panel.due_on, panel.statutory_due_on) == (day("2026-03-30"), day("2026-04-02"))
		assert panel.practical_on == day("2026-03-30")
		local, law = panel.basis
		assert (local.counted, law.counted) == ("28 days from 2 March 2026", "1 month from 2 March 2026")
		assert (local.changed_on, law.changed_on) == (day(TODAY), day(TODAY))
		assert (local.timetable, law.timetable) == (Timetable.SECURE_PANEL, Timetable.SECURE_PANEL)
		assert {one.reason for one in panel.basis} == {
			"First secure accommodation panel, secure since 2 March 2026"
		}

	def test_it_stands_besides_the_reviews(self) -> None:
		plan = secure().plan(TODAY)
		assert [one.track for one in plan.reviews] == ["looked_after", "secure_panel"]
		assert reasons(plan) == [("C04", "2026-03-30", "local"), T3, *FIRST]
		assert plan.gaps == ()

	@pytest.mark.parametrize(
		("on", "found"),
		[
			("2026-02-02", [("C18", "2026-03-02", "must")]),  # in February both are one day
			("2026-01-31", [("C18", "2026-02-28", "must")]),  # the last day of a short month
			("2026-01-30", [("C18", "2026-02-27", "local"), ("C18", "2026-02-28", "must")]),
		],
	)
	def test_the_local_date_stands_only_where_it_is_earlier(
		self, on: str, found: list[tuple[str, str, str]]
	) -> None:
		assert asked(secure(on=on), on) == found

	def test_the_local_days_are_a_setting_and_never_move_the_law(self) -> None:
		own = replace(DEFAULT_POLICY, secure_panel_first_days=21)
		assert asked(secure(), policy=own) == [("C18", "2026-03-23", "local"), FIRST[1]]
		own = replace(DEFAULT_POLICY, secure_panel_first_days=60)
		assert asked(secure(), policy=own) == [FIRST[1]]

	def test_fires_on_the_day_and_not_before(self) -> None:
		assert asked(secure(), "2026-03-01") == []
		assert asked(secure()) == FIRST

	@pytest.mark.parametrize("kind", ["K2", "K3", "R1", "U6"])
	def test_in_no_other_placement_and_undone_by_a_correction(self, kind: str) -> None:
		assert asked(moved(kind)) == []

	def test_not_for_one_that_is_only_intended(self) -> None:
		story = settled_child().placed("2026-02-16", "K1", "NEW", status="planned", carer_id="F-2")
		assert asked(story) == []

	def test_an_intention_does_not_end_it(self) -> None:
		story = secure().placed("2026-03-09", "U6", "NEXT", status="planned", carer_id="F-3")
		assert asked(story, "2026-03-10") == FIRST


class TestLaterPanels:
	def test_1_6_three_months_from_the_last(self) -> None:
		story = secure().panel("2026-03-27")
		(panel,) = panels(story, "2026-03-27")
		assert asked(story, "2026-03-27") == [("C18", "2026-06-27", "must")]
		assert (panel.sequence, panel.practical_on) == (2, day("2026-06-26"))
		assert (
			panel.basis[0].reason == "Next secure accommodation panel, after the last held on 27 March 2026"
		)
		assert panel.basis[0].counted == "3 months from 27 March 2026"

	def test_each_counts_from_the_last_one_held(self) -> None:
		story = secure().panel("2026-06-15").panel("2026-03-27")
		assert asked(story, "2026-06-15") == [("C18", "2026-09-15", "must")]
		assert panels(story, "2026-06-15")[0].sequence == 3

	def test_the_words_name_the_last_one_held(self) -> None:
		(panel,) = panels(secure().panel("2026-06-15").panel("2026-03-27"), "2026-06-15")
		assert panel.basis[0].reason == "Next secure accommodation panel, after the last held on 15 June 2026"

	def test_a_tighter_local_interval_stands_before_the_law(self) -> None:
		own = replace(DEFAULT_POLICY, secure_panel_later_months=2)
		found = asked(secure().panel("2026-03-27"), "2026-03-27", own)
		assert found == [("C18", "2026-05-27", "local"), ("C18", "2026-06-27", "must")]

	@pytest.mark.parametrize(
		("held", "found"), [(TODAY, [("C18", "2026-06-02", "must")]), ("2026-03-01", FIRST)]
	)
	def test_only_those_held_since_the_stay_began(self, held: str, found: list[tuple[str, str, str]]) -> None:
		assert asked(secure().panel(held)) == found

	def test_a_panel_dated_after_today_has_not_been_held(self) -> None:
		story = secure().panel("2026-03-27")
		assert asked(story, "2026-03-26") == FIRST
		story.reviewed("2026-03-20")
		assert asked(story, "2026-03-26") == FIRST

	def test_one_held_twice_on_a_day_is_one(self) -> None:
		assert panels(secure().panel("2026-03-27").panel("2026-03-27"), "2026-03-27")[0].sequence == 2


class TestPanelsAndReviewsAreApart:
	def test_a_panel_settles_no_change_and_starts_no_interval(self) -> None:
		story = secure().panel("2026-03-27")
		plan = story.plan("2026-03-27")
		assert reasons(plan)[:2] == [("C04", "2026-03-30", "local"), T3]
		assert change(plan, "C18").settled_on is None

	def test_a_review_is_no_panel(self) -> None:
		assert asked(secure().reviewed("2026-03-20"), "2026-03-20") == FIRST


class TestHowLong:
	def test_until_the_child_leaves(self) -> None:
		story = secure(end_date="2026-03-23").placed(
			"2026-03-23", "U6", "NEXT", carer_id="F-3", reason_new_episode="P"
		)
		assert asked(story, "2026-03-22") == FIRST
		assert asked(story, "2026-03-23") == []

	@pytest.mark.parametrize(("today", "found"), [("2026-03-22", FIRST), ("2026-03-23", [])])
	def test_until_it_ended_with_nothing_after_it(
		self, today: str, found: list[tuple[str, str, str]]
	) -> None:
		assert asked(secure(end_date="2026-03-23"), today) == found

	def test_a_stay_in_hospital_does_not_end_it(self) -> None:
		story = secure(end_date="2026-03-16").placed("2026-03-16", "T1", "AWAY")
		assert asked(story, "2026-03-18") == FIRST
		story.placed("2026-03-16", "T1", "AWAY", end_date="2026-03-20")
		story.placed("2026-03-20", "K1", "BACK", carer_id="F-2", reason_new_episode="P")
		assert asked(story, "2026-03-20") == FIRST

	@pytest.mark.parametrize(
		("carer", "reason", "found"),
		[("F-2", "T", FIRST), ("F-3", "P", [("C18", "2026-04-13", "local"), ("C18", "2026-04-16", "must")])],
	)
	def test_another_secure_home_begins_anew(
		self, carer: str, reason: str, found: list[tuple[str, str, str]]
	) -> None:
		story = secure(end_date="2026-03-16")
		story.placed("2026-03-16", "K1", "NEXT", carer_id=carer, reason_new_episode=reason)
		assert asked(story, "2026-03-16") == found

	def test_without_a_carer_s_id_another_secure_home_is_not_taken_for_the_same(self) -> None:
		for old, new in ((None, None), ("F-1", None), (None, "F-1")):
			story = moved("K1", kind="K1", old={"carer_id": old}, carer_id=new)
			assert asked(story) == FIRST

	def test_but_after_a_stay_in_hospital_it_is(self) -> None:
		story = secure(carer_id=None, end_date="2026-03-16").placed(
			"2026-03-16", "T1", "AWAY", end_date="2026-03-20"
		)
		story.placed("2026-03-20", "K1", "BACK", reason_new_episode="P")
		assert asked(story, "2026-03-20") == FIRST

	def test_with_the_same_carers_elsewhere_it_has_ended(self) -> None:
		story = secure(end_date="2026-03-16")
		story.placed("2026-03-16", "U6", "NEXT", carer_id="F-2", reason_new_episode="T")
		assert asked(story, "2026-03-16") == []

	def test_a_second_time_after_living_elsewhere_begins_anew(self) -> None:
		story = secure(end_date="2026-03-09").placed(
			"2026-03-09", "U6", "BETWEEN", end_date="2026-03-16", carer_id="F-3", reason_new_episode="P"
		)
		story.placed("2026-03-16", "K1", "AGAIN", carer_id="F-2", reason_new_episode="P").panel("2026-03-06")
		assert asked(story, "2026-03-16") == [("C18", "2026-04-13", "local"), ("C18", "2026-04-16", "must")]

	@pytest.mark.parametrize(
		("end", "found"),
		[("2026-04-03", FIRST), ("2026-04-02", FIRST[:1]), ("2026-03-30", [])],
	)
	def test_nothing_on_or_after_the_end_of_care(self, end: str, found: list[tuple[str, str, str]]) -> None:
		story = secure().period("2025-01-06", end, reviews_complete=False, end_reason="E4A")
		assert asked(story) == found


class TestOnWelfareGrounds:
	"""CA 1989 s25: not while on remand; from the day on which the remand ends and the child stays."""

	@pytest.mark.parametrize("status", ["J1", "J2", "J3"])
	def test_not_on_remand(self, status: str) -> None:
		assert asked(secure(status=status)) == []

	@pytest.mark.parametrize("status", ["V2", "C1", "E1", "L2"])
	def test_under_any_other_status(self, status: str) -> None:
		assert asked(secure(status=status)) == FIRST

	def remand_ended(self, **values: object) -> Story:
		"""In a secure home on remand since January 2025, which goes on under a care order from 2 March 2026."""
		story = settled_child("J1", "K1", **values).status("2025-01-06", "J1", end_date=TODAY)
		return story.status(TODAY, "C2")

	def test_counts_from_the_end_of_the_remand(self) -> None:
		assert asked(self.remand_ended(), "2026-03-01") == []
		assert asked(self.remand_ended()) == FIRST
		assert change(self.remand_ended().plan(TODAY), "C18").on == day(TODAY)

	def test_panels_on_remand_do_not_count(self) -> None:
		assert asked(self.remand_ended().panel("2026-02-16")) == FIRST
		assert asked(self.remand_ended().panel(TODAY)) == [("C18", "2026-06-02", "must")]

	def test_with_an_end_known_in_advance(self) -> None:
		assert asked(self.remand_ended(end_date="2026-06-01")) == FIRST

	def test_a_status_before_the_remand_is_not_taken_for_the_end_of_it(self) -> None:
		story = moved("K1", "2026-02-02", status="V2").status("2025-01-06", "V2", end_date="2026-02-02")
		story.status("2026-02-02", "J1", end_date=TODAY).status(TODAY, "C2")
		assert asked(story) == FIRST

	def test_between_two_remands_it_counts_from_the_first_day_on_welfare_grounds(self) -> None:
		story = settled_child("J1", "K1").status("2025-01-06", "J1", end_date="2026-02-02")
		story.status("2026-02-02", "C2", end_date="2026-02-16").status("2026-02-16", "J1", end_date=TODAY)
		assert asked(story.status(TODAY, "C2")) == [("C18", "2026-03-02", "must")]

	@pytest.mark.parametrize("end", ["2026-02-16", TODAY])
	def test_not_where_the_stay_had_ended_when_the_remand_did(self, end: str) -> None:
		plan = self.remand_ended(end_date=end).plan(TODAY)
		assert "C18" not in [one.rule for one in plan.changes]
		assert [one for one in plan.reviews if one.track == SECURE_PANEL_TRACK] == []

	def test_nor_where_the_child_lives_elsewhere_by_then_though_the_stay_was_never_closed(self) -> None:
		story = self.remand_ended().placed(TODAY, "U6", "NEXT", carer_id="F-2", reason_new_episode="P")
		assert "C18" not in rules(story.plan(TODAY))
		assert asked(story) == []

	def test_where_the_period_began_before_the_records_the_end_of_the_remand_is_known(self) -> None:
		story = self.remand_ended().period("2025-01-06", start_known=False)
		assert asked(story) == FIRST
		assert story.plan(TODAY).gaps == ()
		assert change(story.plan(TODAY), "C18").on == day(TODAY)

	def test_remanded_later_it_pauses_and_goes_on_from_the_first_day(self) -> None:
		story = secure().status("2025-01-06", "C2", end_date="2026-03-09")
		story.status("2026-03-09", "J1", end_date="2026-03-16").status("2026-03-16", "C2")
		assert asked(story, "2026-03-08") == FIRST
		assert asked(story, "2026-03-10") == []
		assert asked(story, "2026-03-16") == FIRST

	def test_one_remand_after_another(self) -> None:
		story = settled_child("J1", "K1").status("2025-01-06", "J1", end_date="2026-02-02")
		story.status("2026-02-02", "J3", end_date=TODAY).status(TODAY, "V2")
		assert asked(story) == FIRST

	def test_not_where_the_stay_ended_with_the_remand(self) -> None:
		story = settled_child("J1", "K1", end_date=TODAY).status("2025-01-06", "J1", end_date=TODAY)
		story.status(TODAY, "C2").placed(TODAY, "U6", "NEXT", carer_id="F-2", reason_new_episode="P")
		assert (asked(story), "C18" in rules(story.plan(TODAY))) == ([], False)

	def test_a_record_that_ended_with_the_remand_while_the_next_is_yet_to_come(self) -> None:
		story = self.remand_ended(end_date=TODAY, reason_place_change="PLACE")
		assert asked(story) == []
		assert asked(story.panel(TODAY)) == [("C18", "2026-06-02", "must")]

	def test_remand_that_ends_after_a_change_within_the_same_home(self) -> None:
		story = self.remand_ended(end_date="2026-02-02")
		story.placed("2026-02-02", "K1", "NEXT", carer_id="F-1", reason_new_episode="T")
		assert asked(story) == FIRST


class TestStartNotKnown:
	"""Never an invented date: secure since before the records begin."""

	def unknown(self, **values: object) -> Story:
		story = (
			Story().period("2025-01-06", start_known=False).status("2025-01-06", "C2").reviewed("2026-01-12")
		)
		return story.placed("2025-01-06", "K1", reason_new_episode="S", carer_id="F-1", **values)

	def test_no_panel_on_record_is_a_gap(self) -> None:
		plan = self.unknown().plan(TODAY)
		assert panels(self.unknown()) == []
		assert [one.needed for one in plan.gaps] == [NEEDED]
		assert plan.gaps[0].reason == (
			"The child is in secure accommodation since before the records begin and no panel is on record"
		)

	def test_with_one_the_next_is_counted_from_it(self) -> None:
		story = self.unknown().panel("2026-02-16")
		assert asked(story) == [("C18", "2026-05-16", "must")]
		assert story.plan(TODAY).gaps == ()

	@pytest.mark.parametrize("reason", ["P", "B"])
	def test_the_records_show_that_the_child_came_there(self, reason: str) -> None:
		story = self.unknown().placed(TODAY, "K1", "PL-2025-01-06", reason_new_episode=reason, carer_id="F-1")
		assert asked(story) == FIRST
		assert story.plan(TODAY).gaps == ()

	def test_a_later_placement_is_known_to_have_begun_whatever_its_reason(self) -> None:
		story = self.unknown().placed(
			"2025-01-06", "U6", end_date=TODAY, reason_new_episode="S", carer_id="F-1"
		)
		story.placed(TODAY, "K1", "NEXT", reason_new_episode="T", carer_id="F-1")
		assert asked(story) == FIRST
		assert story.plan(TODAY).gaps == ()

	def test_no_gap_once_the_child_has_left_or_was_never_there(self) -> None:
		left = self.unknown(end_date=TODAY).placed(
			TODAY, "U6", "NEXT", carer_id="F-2", reason_new_episode="P"
		)
		assert left.plan(TODAY).gaps == ()
		assert Story().period("2025-01-06", start_known=False).reviewed("2026-01-12").plan(TODAY).gaps == ()

	def test_both_gaps_are_named(self) -> None:
		story = Story().period("2025-01-06", start_known=False).status("2025-01-06", "C2")
		story.placed("2025-01-06", "K1", reason_new_episode="S")
		assert [one.needed for one in story.plan(TODAY).gaps] == ["date of last review needed", NEEDED]


def test_no_other_stay_is_secure_on_welfare_grounds() -> None:
	history = moved("K1").history()
	old, new = history.stays
	assert (on_welfare_grounds_from(history, old), on_welfare_grounds_from(history, new)) == (
		None,
		day(TODAY),
	)
