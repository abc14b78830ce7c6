"""Changes between groups of legal status: C13, C20, ER-c and any other; domain.md 4.4, 7, 1.2 and 1.6."""

from dataclasses import replace

import pytest

from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from tests.domain.shown import T3, change, reasons, rules, settled_child, told, words
from tests.domain.story import Story, day

TODAY = "2026-03-02"
"""A Monday."""
WITHIN = [
	("C2", "C1"),
	("E1", "D1"),
	("V3", "V4"),
	("V4", "V3"),
	("L1", "L2"),
	("L3", "L1"),
	("J1", "J3"),
	("J2", "J1"),
]


def off(rule: str) -> Policy:
	return replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, rule: replace(DEFAULT_RULES[rule], enabled=False)})


def changed(before: str, now: str, on: str = TODAY, ends: str | None = None) -> Story:
	"""`settled_child`, whose legal status changes on Monday 2 March 2026."""
	return settled_child(before).status("2025-01-06", before, end_date=on).status(on, now, end_date=ends)


def new(story: Story, today: str = TODAY) -> list[str]:
	return [one.rule for one in story.plan(today).changes if one.on == day(TODAY)]


@pytest.mark.parametrize(("before", "now"), WITHIN)
def test_4_4_within_a_group_nothing_changes(before: str, now: str) -> None:
	assert new(changed(before, now)) == []


class TestC13AfterAnEmergencyOrder:
	"""L1-L3 to another status: the IRO is told in one working day; the first review stays counted from day 1."""

	@pytest.mark.parametrize(
		("before", "now"),
		[("L1", "C1"), ("L2", "C1"), ("L2", "C2"), ("L2", "V2"), ("L3", "V2"), ("L1", "V4")],
	)
	def test_fires(self, before: str, now: str) -> None:
		plan = changed(before, now).plan(TODAY)
		assert told(plan) == [("C13", "the IRO", "2026-03-03")]
		assert plan.notices[0].reason == (
			f"Police protection or emergency order ended ({before} to {now}), 2 March 2026; "
			"the first review stays counted from the first day"
		)
		assert "C13" not in [rule for rule, *_ in reasons(plan)]

	@pytest.mark.parametrize("now", ["L1", "L3", "E1", "J1"])
	def test_not_to_another_emergency_order_nor_where_a_rule_of_its_own_says_more(self, now: str) -> None:
		assert "C13" not in new(changed("L2", now))

	def test_the_first_review_stays_counted_from_the_first_day(self) -> None:
		story = Story().period("2026-02-27").status("2026-02-27", "L1", end_date=TODAY).status(TODAY, "V2")
		assert reasons(story.plan(TODAY)) == [("T1", "2026-03-27", "must")]

	def test_ahead_settled_undone_and_switched_off(self) -> None:
		assert told(changed("L2", "C1").plan("2026-02-27")) == [("C13", "the IRO", "2026-03-03")]
		assert told(changed("L2", "C1").reviewed(TODAY).plan(TODAY)) == []
		assert told(settled_child("L2").plan(TODAY)) == []
		assert told(changed("L2", "C1").plan(TODAY, policy=off("C13"))) == []


class TestC20Remand:
	"""LASPO 2012: a child on remand is looked after; the IRO is told in one working day."""

	@pytest.mark.parametrize("before", ["C1", "C2", "V2", "L1", "E1", "V4"])
	@pytest.mark.parametrize(
		("now", "said"),
		[
			("J1", "Remanded (J1)"),
			("J2", "Police detention (J2)"),
			("J3", "Youth rehabilitation order (J3)"),
		],
	)
	def test_from_any_other_group(self, before: str, now: str, said: str) -> None:
		plan = changed(before, now).plan(TODAY)
		found = change(plan, "C20")
		assert found.on == day(TODAY)
		assert found.description.startswith(said)
		assert "2 March 2026" in found.description
		assert ("C20", "the IRO", "2026-03-03") in told(plan)
		assert "C20" not in [rule for rule, *_ in reasons(plan)]

	@pytest.mark.parametrize(
		("start_known", "shown"),
		[(True, True), (False, False)],
	)
	def test_the_first_status_of_a_period_where_its_start_is_known(
		self, start_known: bool, shown: bool
	) -> None:
		story = Story().period(TODAY, start_known=start_known).status(TODAY, "J1").reviewed(TODAY)
		assert ("C20" in rules(story.plan(TODAY))) is shown

	def test_not_already_looked_after_the_first_review_is_due_as_ever(self) -> None:
		story = Story().period(TODAY).status(TODAY, "J1")
		assert reasons(story.plan(TODAY)) == [("T1", "2026-03-30", "must")]

	def test_settled_undone_and_switched_off(self) -> None:
		assert told(changed("V2", "J1").reviewed(TODAY).plan(TODAY)) == []
		assert told(settled_child("V2").plan(TODAY)) == []
		assert told(changed("V2", "J1").plan(TODAY, policy=off("C20"))) == []


class TestC20ThePlan:
	"""1.6: a care plan in 5 working days in local authority accommodation, a detention placement plan in 10."""

	def remanded(self, kind: str = "U6", on: str = TODAY, **placement: object) -> Story:
		story = settled_child("V2", kind, **placement).status("2025-01-06", "V2", end_date=on)
		return story.status(on, "J1")

	@pytest.mark.parametrize(
		("kind", "plan"),
		[
			("U6", "care plan due by 9 March 2026"),
			("K2", "care plan due by 9 March 2026"),
			("R5", "detention placement plan due by 16 March 2026"),
			("K1", "detention placement plan due by 16 March 2026"),
		],
	)
	def test_by_where_the_child_is(self, kind: str, plan: str) -> None:
		found = change(self.remanded(kind).plan(TODAY), "C20").description
		assert plan in found
		assert ("detention" in found) is ("detention" in plan)

	def test_the_sentence(self) -> None:
		found = change(self.remanded().plan(TODAY), "C20").description
		assert found == "Remanded (J1), 2 March 2026; care plan due by 9 March 2026"
		assert (
			change(changed("V2", "J2").plan(TODAY), "C20").description
			== "Police detention (J2), 2 March 2026"
		)

	def test_over_easter(self) -> None:
		found = change(self.remanded(on="2026-04-01").plan("2026-04-01"), "C20").description
		assert "care plan due by 10 April 2026" in found

	@pytest.mark.parametrize(
		("start", "end", "detained"),
		[
			(TODAY, None, True),  # begins on the day of the remand
			("2026-03-03", None, False),
			("2026-02-16", TODAY, False),  # ended that day
			("2026-02-16", "2026-03-03", True),
		],
	)
	def test_the_placement_on_the_day_decides(self, start: str, end: str | None, detained: bool) -> None:
		story = self.remanded(end_date=start).placed(start, "R5", "NEW", end_date=end, carer_id="F-2")
		if end:
			story.placed(end, "U6", "NEXT", carer_id="F-3")
		assert ("detention placement plan" in change(story.plan("2026-03-04"), "C20").description) is detained

	def test_the_days_are_settings(self) -> None:
		own = replace(DEFAULT_POLICY, remand_plan_working_days=3, detention_plan_working_days=4)
		for kind, by in (("U6", "5 March 2026"), ("R5", "6 March 2026")):
			found = change(self.remanded(kind).plan(TODAY, policy=own), "C20").description
			assert f"due by {by}" in found

	@pytest.mark.parametrize("code", ["J2", "J3"])
	def test_1_6_only_a_remand_asks_for_a_plan_by_a_day(self, code: str) -> None:
		assert "due by" not in change(changed("V2", code).plan(TODAY), "C20").description


class TestOtherChangesOfStatus:
	"""4.4: any change between groups is told, in 5 working days (LS)."""

	@pytest.mark.parametrize(
		("before", "now"),
		[
			("V2", "V4"),
			("V2", "L2"),
			("C2", "L1"),
			("J1", "V2"),
			("J1", "C1"),
			("E1", "C2"),
			("V4", "V2"),
		],
	)
	def test_fires(self, before: str, now: str) -> None:
		plan = changed(before, now).plan(TODAY)
		assert new(changed(before, now)) == ["LS"]
		assert ("LS", "the IRO", "2026-03-09") in told(plan)
		assert change(plan, "LS").description == f"Legal status changed ({before} to {now}), 2 March 2026"
		assert "LS" not in [rule for rule, *_ in reasons(plan)]

	def test_settled_undone_and_switched_off(self) -> None:
		assert told(changed("V2", "L2").reviewed(TODAY).plan(TODAY)) == []
		assert told(settled_child("V2").plan(TODAY)) == []
		assert told(changed("V2", "L2").plan(TODAY, policy=off("LS"))) == []

	def test_not_where_care_ends_with_it(self) -> None:
		story = changed("V2", "L2").period("2025-01-06", TODAY, reviews_complete=False, end_reason="E4A")
		assert "LS" not in rules(story.plan("2026-02-27"))


class TestErCRemandIsToEnd:
	"""CPPCR reg 33(3)(c): J1-J3 end on a known day, and no review would otherwise fall before it."""

	def ending(self, status: str = "J1", on: str = "2026-04-13") -> Story:
		return settled_child(status).status("2025-01-06", status, end_date=on)

	@pytest.mark.parametrize("status", ["J1", "J2", "J3"])
	def test_er_c_a_review_before(self, status: str) -> None:
		plan = self.ending(status).plan(TODAY)
		assert reasons(plan) == [("ER-c", "2026-04-10", "must"), T3]
		assert plan.reviews[0].statutory_due_on == day("2026-04-10")
		assert words(plan, "ER-c") == f"Accommodation under {status} is to end on 13 April 2026"
		assert plan.reviews[0].basis[0].counted == "the last working day before 13 April 2026"
		assert ("ER-c", "the IRO", "2026-04-10") in told(plan)

	@pytest.mark.parametrize("status", ["V2", "C1", "L2", "E1"])
	def test_er_c_no_other_status(self, status: str) -> None:
		assert "ER-c" not in rules(self.ending(status).plan(TODAY))

	def test_er_c_not_without_an_end(self) -> None:
		assert "ER-c" not in rules(settled_child("J1").plan(TODAY))

	@pytest.mark.parametrize(("on", "asked"), [("2026-07-12", True), ("2026-07-13", False)])
	def test_er_c_only_where_no_review_falls_before_it(self, on: str, asked: bool) -> None:
		found = [rule for rule, *_ in reasons(self.ending(on=on).plan(TODAY))]
		assert ("ER-c" in found) is asked

	def test_er_c_the_first_review_falls_before_it(self) -> None:
		story = Story().period(TODAY).status(TODAY, "J1", end_date="2026-03-31")
		assert reasons(story.plan(TODAY)) == [("T1", "2026-03-30", "must")]
		story.status(TODAY, "J1", end_date="2026-03-30")
		assert reasons(story.plan(TODAY)) == [("ER-c", "2026-03-27", "must"), ("T1", "2026-03-30", "must")]

	def test_er_c_a_tighter_local_interval_does_not_take_the_law_away(self) -> None:
		own = replace(DEFAULT_POLICY, later_review_months=2)
		(review,) = self.ending().plan(TODAY, policy=own).reviews
		assert review.statutory_due_on == day("2026-04-10")

	@pytest.mark.parametrize(("today", "shown"), [("2026-04-12", True), ("2026-04-13", False)])
	def test_er_c_until_the_day_itself(self, today: str, shown: bool) -> None:
		assert ("ER-c" in rules(self.ending().plan(today))) is shown

	@pytest.mark.parametrize(("end", "shown"), [("2026-04-13", True), ("2026-04-12", False)])
	def test_er_c_where_care_ends_with_it_but_not_before(self, end: str, shown: bool) -> None:
		story = self.ending().period("2025-01-06", end, reviews_complete=False, end_reason="E14")
		assert ("ER-c" in rules(story.plan(TODAY))) is shown
		assert (("ER-c", "2026-04-10", "must") in reasons(story.plan(TODAY))) is shown

	def test_settled_by_a_review_that_considered_it_and_undone(self) -> None:
		story = self.ending().reviewed("2026-02-16", changes_considered=["LS-2025-01-06"])
		assert reasons(story.plan(TODAY)) == [("T3", "2026-08-16", "must")]
		assert "ER-c" in rules(self.ending().plan(TODAY))
		assert "ER-c" not in rules(settled_child("J1").plan(TODAY))

	def test_is_told_apart_from_the_change_that_follows(self) -> None:
		story = self.ending().status("2026-04-13", "V2")
		found = {(one.rule, one.aspect) for one in story.plan(TODAY).changes if one.on == day("2026-04-13")}
		assert found == {("ER-c", "ER-c"), ("LS", "")}

	def test_7_b_a_review_that_considered_the_remand_did_not_consider_its_end(self) -> None:
		story = self.ending().reviewed("2025-01-20", changes_considered=["LS-2025-01-06"])
		assert reasons(story.plan(TODAY))[0] == ("ER-c", "2026-04-10", "must")


def test_c14_an_order_that_ended_today_with_nothing_after_it_has_no_timetable() -> None:
	story = settled_child().status("2025-01-06", "C2", end_date="2026-02-02")
	story.status("2026-02-02", "E1", end_date=TODAY)
	assert ("C14", "2026-05-02", "must") in reasons(story.plan("2026-03-01"))
	assert reasons(story.plan(TODAY)) == [T3]


def test_c14_goes_before_a_change_that_asks_for_the_same_day() -> None:
	story = settled_child().status("2025-01-06", "C2", end_date="2026-02-27").status("2026-02-27", "E1")
	story.placed("2026-05-28", "U6", "NEW", status="planned", carer_id="F-2")
	plan = story.plan(TODAY)
	assert reasons(plan)[:2] == [("C14", "2026-05-27", "must"), ("C02", "2026-05-27", "must")]
	assert (plan.reviews[0].kind, plan.reviews[0].timetable) == ("adoption", "adoption")


def test_later_adoption_reviews_name_the_last_one() -> None:
	story = settled_child().status("2025-01-06", "C2", end_date="2026-02-02").status("2026-02-02", "E1")
	story.reviewed("2026-02-16").reviewed("2026-02-27")
	(found,) = [one for one in story.plan(TODAY).reviews[0].basis if one.rule == "C14"]
	assert found.reason == (
		"Next adoption review, after the last held on 27 February 2026, not yet placed for adoption"
	)


@pytest.mark.parametrize(
	("before", "now", "rule", "said"),
	[
		("V2", "C2", "C11", "Full care order made (V2 to C2), 2 March 2026"),
		("C1", "C2", "C11", "Full care order made (C1 to C2), 2 March 2026"),
		("C2", "E1", "C14", "Placement order made, 2 March 2026"),
		("V2", "C1", "C10", "Interim care order made (V2 to C1), 2 March 2026"),
	],
)
def test_what_an_order_is_called(before: str, now: str, rule: str, said: str) -> None:
	assert change(changed(before, now).plan(TODAY), rule).description == said
