"""What a period of care and the child's age show: C13, C22-C24, C26, C27, C36, C37; domain.md 7 and 1.2 (ER-e)."""

from dataclasses import replace

import pytest

from iro_module.domain.care_events import FactKind
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from iro_module.domain.records import RecordType, record_name
from tests.domain.shown import T3, change, moved, reasons, rules, settled_child, told, words
from tests.domain.story import FEED, Story, day

TODAY = "2026-03-02"
"""A Monday."""
ENDS = "2026-04-13"
"""A Monday; the last working day before it is Friday 10 April."""
BEFORE = "2026-04-10"
PERIOD = record_name(FEED, RecordType.PERIOD_OF_CARE, "PC")
PLANNING = replace(DEFAULT_POLICY, plan_last_review=True)
"""A council that plans the last review before the 18th birthday."""


def off(rule: str) -> Policy:
	return replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, rule: replace(DEFAULT_RULES[rule], enabled=False)})


def ending(status: str = "V2", reason: str | None = "E5", on: str = ENDS) -> Story:
	"""`settled_child`, whose care is recorded to end on Monday 13 April 2026."""
	return settled_child(status).period("2025-01-06", on, reviews_complete=False, end_reason=reason)


def proposed(status: str = "V2", to_parents: bool | None = False, on: str = ENDS) -> Story:
	"""`settled_child`, for whom an end of care is proposed."""
	return settled_child(status).fact(FactKind.END_PROPOSED, on, "PROPOSAL", to_parents=to_parents)


def left(reason: str | None, on: str = TODAY, status: str = "V2") -> Story:
	"""Looked after until Monday 2 March 2026."""
	story = Story().period("2025-01-06", on, reviews_complete=False, end_reason=reason)
	return story.status("2025-01-06", status, end_date=on)


class TestC23CareIsToEnd:
	"""CPPCR reg 33(3)(e): section 20 care is to stop and the child does not go to parents: a review before, by law."""

	def test_er_e_section_20_and_not_to_parents(self) -> None:
		plan = ending().plan(TODAY)
		assert reasons(plan) == [("C23", BEFORE, "must")]
		review = plan.reviews[0]
		assert (review.kind, review.statutory_due_on) == ("change_of_circumstances", day(BEFORE))
		assert words(plan, "C23") == "Care is to end on 13 April 2026, not to parents"
		assert review.basis[0].counted == "the last working day before 13 April 2026"
		(notice,) = plan.notices
		assert (notice.rule, notice.tell, notice.tell_by) == ("C23", "the IRO", day(BEFORE))
		assert notice.reason == (
			"Care is to end on 13 April 2026, not to parents; reg 39: the IRO is consulted before the decision"
		)

	def test_the_last_working_day_before_over_easter(self) -> None:
		assert reasons(ending(on="2026-04-07").plan(TODAY)) == [("C23", "2026-04-02", "must")]

	@pytest.mark.parametrize("reason", ["E3", "E5", "E6", "E7", "E8", "E13", "E14", "E16"])
	def test_4_6_which_ends_are_not_to_parents(self, reason: str) -> None:
		assert reasons(ending(reason=reason).plan(TODAY)) == [("C23", BEFORE, "must")]

	@pytest.mark.parametrize("reason", ["E4A", "E4B", "E41", "E45", "E46", "E47", "E48", None])
	def test_4_6_home_or_with_an_order_the_law_asks_for_none_but_the_iro_is_told(
		self, reason: str | None
	) -> None:
		plan = ending(reason=reason).plan(TODAY)
		assert (reasons(plan), told(plan)) == ([], [("C23", "the IRO", BEFORE)])
		where = "to parents or others with parental responsibility" if reason else "where to is not recorded"
		assert change(plan, "C23").description == f"Care is to end on 13 April 2026, {where}"

	@pytest.mark.parametrize("reason", ["E11", "E12"])
	def test_an_adoption_is_no_such_end(self, reason: str) -> None:
		assert "C23" not in rules(ending("E1", reason).plan(TODAY))

	@pytest.mark.parametrize("status", ["C1", "C2", "J1", "E1"])
	def test_er_e_only_section_20_accommodation(self, status: str) -> None:
		plan = ending(status).plan(TODAY)
		assert "C23" not in [rule for rule, *_ in reasons(plan)]
		assert ("C23", "the IRO", BEFORE) in told(plan)

	def test_er_e_the_status_of_today_decides(self) -> None:
		story = ending("C2").status("2025-01-06", "C2", end_date=TODAY).status(TODAY, "V2")
		assert ("C23", BEFORE, "must") in reasons(story.plan(TODAY))

	@pytest.mark.parametrize(("today", "shown"), [("2026-04-12", True), (ENDS, False)])
	def test_until_the_day_itself(self, today: str, shown: bool) -> None:
		assert ("C23" in rules(ending().plan(today))) is shown

	def test_undone_when_the_end_is_taken_back(self) -> None:
		story = ending().period("2025-01-06", reviews_complete=False)
		assert (rules(story.plan(TODAY)), reasons(story.plan(TODAY))) == ([], [T3])

	def test_settled_by_a_review_that_considered_the_period(self) -> None:
		story = ending().reviewed("2026-02-16", changes_considered=["PC"])
		plan = story.plan(TODAY)
		assert (reasons(plan), told(plan)) == ([], [])
		assert change(plan, "C23").settled_on == day("2026-02-16")
		assert reasons(ending().reviewed("2026-02-16", changes_considered=["ELSE"]).plan(TODAY))

	def test_switched_off_the_law_stays(self) -> None:
		plan = ending().plan(TODAY, policy=off("C23"))
		assert (reasons(plan), told(plan)) == ([("C23", BEFORE, "must")], [("C23", "the IRO", BEFORE)])

	@pytest.mark.parametrize(
		("born", "shown"), [("2008-04-12", False), ("2008-04-13", False), ("2008-04-14", True)]
	)
	def test_an_end_on_or_after_the_18th_birthday_is_no_such_end(self, born: str, shown: bool) -> None:
		assert ("C23" in rules(ending().born(born).plan(TODAY))) is shown

	def test_7_b_a_review_that_considered_the_beginning_of_the_period_did_not_consider_its_end(self) -> None:
		story = Story().period("2025-01-06").status("2025-01-06", "C2", end_date="2025-09-01")
		story.placed("2025-01-06", "P1", end_date="2025-09-01", reason_place_change="CARPL")
		story.status("2025-09-01", "V2").placed("2025-09-01", "U6", carer_id="F-1", reason_new_episode="B")
		story.reviewed("2025-01-20", changes_considered=["PC"]).reviewed("2025-09-08").reviewed("2026-02-16")
		story.fact(FactKind.END_PROPOSED, ENDS, to_parents=False)
		assert reasons(story.plan(TODAY))[0] == ("C23", BEFORE, "must")
		story.period("2025-01-06", ENDS, end_reason="E5")
		assert reasons(story.plan(TODAY)) == [("C23", BEFORE, "must")]


class TestC23EndProposed:
	"""A fact: the authority proposes that care is to end."""

	@pytest.mark.parametrize(
		("status", "to_parents", "authority"),
		[
			("V2", False, "must"),
			("V2", True, "should"),
			("V2", None, "should"),
			("C2", False, "should"),
			("C1", True, "should"),
		],
	)
	def test_er_e_law_or_guidance(self, status: str, to_parents: bool | None, authority: str) -> None:
		plan = proposed(status, to_parents).plan(TODAY)
		assert reasons(plan) == [("C23", BEFORE, authority), T3]
		assert plan.reviews[0].statutory_due_on == day(BEFORE if authority == "must" else "2026-07-12")
		assert told(plan) == [("C23", "the IRO", BEFORE)]
		assert change(plan, "C23").subject == "PROPOSAL"

	def test_only_where_no_end_is_recorded(self) -> None:
		story = ending(reason="E4A").fact(FactKind.END_PROPOSED, "2026-04-09", to_parents=False)
		plan = story.plan(TODAY)
		assert [(one.rule, one.on) for one in plan.changes] == [("C23", day(ENDS))]

	@pytest.mark.parametrize(("today", "shown"), [("2026-04-12", True), (ENDS, False), ("2026-04-14", False)])
	def test_until_the_day_itself(self, today: str, shown: bool) -> None:
		assert ("C23" in rules(proposed().plan(today))) is shown

	def test_undone_when_the_proposal_is_withdrawn(self) -> None:
		assert reasons(settled_child("V2").plan(TODAY)) == [T3]

	def test_settled_by_a_review_that_considered_it(self) -> None:
		plan = proposed().held("2026-02-16", considered=("PROPOSAL",)).plan(TODAY)
		assert (reasons(plan), told(plan)) == ([("T3", "2026-08-16", "must")], [])

	@pytest.mark.parametrize(("to_parents", "count"), [(True, 1), (False, 2)])
	def test_switched_off_only_the_law_is_left(self, to_parents: bool, count: int) -> None:
		plan = proposed(to_parents=to_parents).plan(TODAY, policy=off("C23"))
		assert len(reasons(plan)) == count
		assert told(plan) == [("C23", "the IRO", BEFORE)]

	def test_recorded_on_is_kept(self) -> None:
		story = settled_child("V2").fact(FactKind.END_PROPOSED, ENDS, recorded_on="2026-02-27")
		assert change(story.plan(TODAY), "C23").recorded_on == day("2026-02-27")

	def test_not_after_the_18th_birthday(self) -> None:
		assert "C23" not in rules(proposed().born("2008-04-12").plan(TODAY))


class TestC24UnplannedReturnHome:
	"""REC E4B: told the same day; the IRO looks back at it within 10 working days."""

	def test_fires(self) -> None:
		plan = left("E4B").plan(TODAY)
		assert told(plan) == [
			("C24", "the IRO", TODAY),
			("C24", "the IRO, to look back at the return home", "2026-03-16"),
		]
		said = [one.reason for one in plan.notices]
		assert said == [
			"Returned home unplanned on 2 March 2026; look back at it",
			"Returned home unplanned on 2 March 2026",
		]
		assert (plan.reviews, plan.left_care_on) == ((), day(TODAY))

	def test_the_same_day_is_a_sunday_too(self) -> None:
		assert told(left("E4B", "2026-03-01").plan("2026-03-01")) == [
			("C24", "the IRO", "2026-03-01"),
			("C24", "the IRO, to look back at the return home", "2026-03-13"),
		]

	@pytest.mark.parametrize(
		("today", "count"), [(TODAY, 2), ("2026-06-02", 2), ("2026-06-03", 0), ("2026-03-01", 0)]
	)
	def test_stands_for_three_months(self, today: str, count: int) -> None:
		found = [one for one in told(left("E4B").plan(today)) if one[0] == "C24"]
		assert len(found) == count

	@pytest.mark.parametrize("reason", ["E4A", "E41", "E5", None])
	def test_not_otherwise_and_undone_by_a_correction(self, reason: str | None) -> None:
		assert left(reason).plan(TODAY).notices == ()

	def test_switched_off(self) -> None:
		assert left("E4B").plan(TODAY, policy=off("C24")).notices == ()


class TestOtherEndsOfCare:
	"""C13 and C22 (domain.md 7: told in one working day), C36 and C37."""

	@pytest.mark.parametrize(
		("reason", "rule", "said"),
		[
			("E9", "C22", "Sentenced to custody, no longer looked after, 2 March 2026"),
			("E2", "C36", "Died on 2 March 2026; the record is restricted"),
			("E15", "C37", "Assessed to be an adult, 2 March 2026"),
		],
	)
	def test_fires_for_three_months(self, reason: str, rule: str, said: str) -> None:
		plan = left(reason).plan(TODAY)
		assert told(plan) == [(rule, "the IRO", "2026-03-03")]
		assert plan.notices[0].reason == said
		assert (plan.reviews, plan.gaps) == ((), ())
		assert told(left(reason).plan("2026-06-02")) == told(plan)
		assert told(left(reason).plan("2026-06-03")) == []
		assert told(left(reason).plan(TODAY, policy=off(rule))) == []

	@pytest.mark.parametrize("status", ["L1", "L2", "L3"])
	def test_c13_home_from_police_protection(self, status: str) -> None:
		plan = left("E4A", status=status).plan(TODAY)
		assert told(plan) == [("C13", "the IRO", "2026-03-03")]
		assert plan.notices[0].subject == PERIOD
		assert plan.notices[0].reason == (
			"Police protection or emergency order ended, no longer looked after, 2 March 2026; "
			"the first review stays counted from the first day"
		)

	def test_c13_only_where_the_order_lasted_to_the_end(self) -> None:
		story = left("E4A", status="L2").status("2025-01-06", "L2", end_date="2026-02-27")
		assert told(story.plan(TODAY)) == []
		assert told(story.status("2026-02-27", "V2", end_date=TODAY).plan(TODAY)) == []

	def test_c13_an_order_of_one_day(self) -> None:
		story = (
			left("E4A")
			.status("2025-01-06", "V2", end_date="2026-03-01")
			.status("2026-03-01", "L1", end_date=TODAY)
		)
		assert told(story.plan(TODAY)) == [("C13", "the IRO", "2026-03-03")]

	def test_not_where_the_18th_birthday_ended_care_before(self) -> None:
		assert told(left("E9").born("2008-03-01").plan(TODAY)) == []
		assert told(left("E9").born("2008-03-02").plan(TODAY)) == [("C22", "the IRO", "2026-03-03")]

	def test_c13_and_c24_are_two_things_to_tell(self) -> None:
		assert [rule for rule, *_ in told(left("E4B", status="L2").plan(TODAY))] == ["C24", "C13", "C24"]

	@pytest.mark.parametrize("status", ["C1", "V2"])
	def test_c22_e9_is_told_whatever_the_status(self, status: str) -> None:
		assert told(left("E9", status=status).plan(TODAY)) == [("C22", "the IRO", "2026-03-03")]

	def test_the_last_period_is_the_one_that_counts(self) -> None:
		story = left("E9", "2026-02-02").period("2026-02-04", TODAY, "PC-2", end_reason="E4A")
		assert told(story.plan(TODAY)) == []

	def test_nothing_before_the_end_has_come(self) -> None:
		assert "C22" not in rules(left("E9").plan("2026-03-01"))
		assert "C22" not in [rule for rule, *_ in told(left("E9").plan("2026-03-01"))]


class TestC26Turns16:
	"""Pathway planning is flagged 3 months before and after the birthday."""

	@pytest.mark.parametrize(
		("today", "said"),
		[
			("2026-03-01", None),
			("2026-03-02", "Turns 16 on 2 June 2026; pathway assessment and plan"),
			("2026-06-01", "Turns 16 on 2 June 2026; pathway assessment and plan"),
			("2026-06-02", "Turned 16 on 2 June 2026; pathway assessment and plan"),
			("2026-09-02", "Turned 16 on 2 June 2026; pathway assessment and plan"),
			("2026-09-03", None),
		],
	)
	def test_three_months_before_and_after(self, today: str, said: str | None) -> None:
		plan = settled_child().born("2010-06-02").plan(today)
		found = [(one.rule, one.tell, one.tell_by, one.reason) for one in plan.notices]
		assert found == ([("C26", "the IRO", day("2026-06-02"), said)] if said else [])
		assert reasons(plan) == [T3]

	@pytest.mark.parametrize(
		("born", "today", "shown"),
		[
			("2011-01-15", "2026-12-01", True),  # the birthday is in the next year
			("2011-03-15", "2026-12-01", False),
			("2009-12-15", "2026-01-15", True),  # or was in the last
			("2009-10-14", "2026-01-15", False),
		],
	)
	def test_over_the_turn_of_the_year(self, born: str, today: str, shown: bool) -> None:
		assert ("C26" in rules(settled_child().born(born).plan(today))) is shown

	def test_on_the_birthday_it_does_not_lie_ahead(self) -> None:
		story = settled_child().born("2010-06-02")
		assert change(story.plan("2026-06-01"), "C26").ahead
		assert not change(story.plan("2026-06-02"), "C26").ahead

	def test_undone_by_a_correction_of_the_birth_date(self) -> None:
		assert rules(settled_child().born("2010-06-02").plan(TODAY)) == ["C26"]
		assert rules(settled_child().born("2011-06-02").plan(TODAY)) == []

	@pytest.mark.parametrize(
		("end", "shown"), [("2026-06-01", False), ("2026-06-02", False), ("2026-06-03", True)]
	)
	def test_not_where_care_ends_by_then(self, end: str, shown: bool) -> None:
		assert ("C26" in rules(ending("C2", "E4A", end).born("2010-06-02").plan(TODAY))) is shown

	def test_settled_by_a_review_on_or_after_the_birthday(self) -> None:
		story = settled_child().born("2010-06-02").reviewed("2026-06-01")
		assert told(story.plan("2026-06-02")) == [("C26", "the IRO", "2026-06-02")]
		assert told(story.reviewed("2026-06-02").plan("2026-06-02")) == []

	@pytest.mark.parametrize(
		("on", "considered", "left"),
		[
			("2026-02-16", PERIOD, []),
			("2026-02-16", f"{PERIOD}/C26", []),
			("2026-02-16", f"{PERIOD}/C23", ["C26"]),
			("2025-11-10", PERIOD, ["C26"]),  # more than half a year before
		],
	)
	def test_settled_by_a_review_that_considered_it_when_it_was_near(
		self, on: str, considered: str, left: list[str]
	) -> None:
		story = settled_child().born("2010-06-02").held(on, considered=(considered,))
		assert [rule for rule, *_ in told(story.plan(TODAY))] == left

	def test_a_setting_of_more_than_a_year_reaches_into_the_year_after_next(self) -> None:
		own = replace(DEFAULT_POLICY, turns_16_months=13)
		story = settled_child().born("2012-01-15")
		assert rules(story.plan("2026-12-14", policy=own)) == []
		assert rules(story.plan("2026-12-15", policy=own)) == ["C26"]

	def test_a_setting_says_how_many_months_and_a_switch_whether(self) -> None:
		story = settled_child().born("2010-06-02")
		own = replace(DEFAULT_POLICY, turns_16_months=2)
		assert rules(story.plan("2026-04-01", policy=own)) == []
		assert rules(story.plan("2026-04-02", policy=own)) == ["C26"]
		assert rules(story.plan("2026-08-02", policy=own)) == ["C26"]
		assert rules(story.plan("2026-08-03", policy=own)) == []
		assert told(story.plan(TODAY, policy=off("C26"))) == []


class TestC27Turns18:
	"""The last review is held at least 3 months before the birthday; planned only where the council says so."""

	@pytest.mark.parametrize(
		("today", "shown"), [("2026-03-01", False), ("2026-03-02", True), ("2026-09-01", True), ("2026-09-02", False)]
	)  # fmt: skip
	def test_flagged_from_six_months_before(self, today: str, shown: bool) -> None:
		plan = settled_child().born("2008-09-02").plan(today)
		assert ("C27" in rules(plan)) is shown
		if shown:
			assert ("C27", "the IRO", "2026-06-02") in told(plan)
			assert change(plan, "C27").ahead
			(notice,) = [one for one in plan.notices if one.rule == "C27"]
			assert notice.reason == (
				"Turns 18 on 2 September 2026; the last review is held by 2 June 2026; leaving care checklist"
			)
		assert "C27" not in [rule for rule, *_ in reasons(plan)]

	def test_undone_by_a_correction_of_the_birth_date(self) -> None:
		assert rules(settled_child().born("2008-09-02").plan(TODAY)) == ["C27"]
		assert rules(settled_child().born("2009-09-02").plan(TODAY)) == []

	def test_not_where_care_ends_before_the_birthday(self) -> None:
		assert "C27" not in rules(ending("C2", "E4A", "2026-09-01").born("2008-09-02").plan(TODAY))
		assert "C27" in rules(ending("C2", "E17", "2026-09-02").born("2008-09-02").plan(TODAY))

	def test_the_last_review_where_the_council_plans_it(self) -> None:
		plan = settled_child().born("2008-09-02").plan(TODAY, policy=PLANNING)
		assert reasons(plan) == [("C27", "2026-06-02", "local"), T3]
		assert plan.reviews[0].basis[0].counted == "3 months before 2 September 2026"
		assert plan.reviews[0].statutory_due_on == day("2026-07-12")

	@pytest.mark.parametrize(
		("held", "planned"),
		[("2026-03-01", True), ("2026-03-02", False), ("2026-05-29", False)],
	)
	def test_none_where_one_was_held_in_the_three_months_before_the_mark(
		self, held: str, planned: bool
	) -> None:
		story = settled_child().born("2008-09-02").reviewed(held)
		found = [rule for rule, *_ in reasons(story.plan("2026-05-29", policy=PLANNING))]
		assert ("C27" in found) is planned

	@pytest.mark.parametrize(("last", "planned"), [("2025-12-02", False), ("2025-12-03", True)])
	def test_none_where_the_timetable_asks_for_one_by_then(self, last: str, planned: bool) -> None:
		story = Story().period("2025-01-06", reviews_complete=False).status("2025-01-06", "C2").reviewed(last)
		found = [rule for rule, *_ in reasons(story.born("2008-09-02").plan(TODAY, policy=PLANNING))]
		assert ("C27" in found) is planned

	def test_the_months_are_a_setting(self) -> None:
		own = replace(PLANNING, last_review_before_18_months=4)
		story = settled_child().born("2008-09-02")
		assert rules(story.plan("2026-01-01", policy=own)) == []
		plan = story.plan("2026-01-02", policy=own)
		assert rules(plan) == ["C27"]
		assert told(plan) == [("C27", "the IRO", "2026-05-02")]

	def test_born_on_29_february(self) -> None:
		plan = settled_child().born("2008-02-29").plan("2025-09-01")
		assert [one.tell_by for one in plan.notices if one.rule == "C27"] == [day("2025-12-01")]
		assert change(plan, "C27").on == day("2026-03-01")

	@pytest.mark.parametrize("start", ["2026-09-02", "2026-10-01"])
	def test_not_of_a_period_that_begins_on_or_after_the_birthday(self, start: str) -> None:
		assert "C27" not in rules(Story().period(start).born("2008-09-02").plan("2026-08-03"))

	def test_the_timetable_s_own_earlier_date_is_enough(self) -> None:
		"""A tighter local interval falls before the mark, the law's after it."""
		own = replace(PLANNING, later_review_months=4)
		found = reasons(settled_child().born("2008-09-02").plan(TODAY, policy=own))
		assert found == [("T3", "2026-05-12", "local"), T3]

	def test_switched_off(self) -> None:
		assert told(settled_child().born("2008-09-02").plan(TODAY, policy=off("C27"))) == []


def test_each_says_which_record_it_is_about() -> None:
	plan = ending("V2", "E5", "2026-07-13").born("2010-06-02").plan(TODAY)
	assert {(one.rule, one.subject, one.aspect) for one in plan.changes} == {
		("C23", PERIOD, "C23"),
		("C26", PERIOD, "C26"),
	}
	assert rules(moved().plan(TODAY)) == ["C04"]
