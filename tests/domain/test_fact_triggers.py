"""What recorded facts show: C09, C19, C21, C22, C28-C30, C33-C35, C37, C41, ER-b and TI1-TI4; domain.md 7, 1.2, 2.8."""

from dataclasses import replace

import pytest

from iro_module.domain.care_events import FactKind
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from iro_module.domain.records import RecordType, record_name
from iro_module.domain.settling import Ruling
from tests.domain.shown import T3, change, moved, reasons, rules, settled_child, told, words
from tests.domain.story import FEED, Story, day

TODAY = "2026-03-02"
"""A Monday."""
LOCAL = "2026-03-30"
"""20 working days after it."""
ASK = "the IRO, to say whether it was considered"
TALK = "the IRO, to talk about school"

TABLE = {
	FactKind.SCHOOL_CHANGED: ("C09", "2026-03-09", False, "Change of school on 2 March 2026"),
	FactKind.EXCLUDED: ("C09", "2026-03-09", False, "Exclusion from school on 2 March 2026"),
	FactKind.DEPRIVATION_OF_LIBERTY: ("C19", "2026-03-03", True, "Deprivation of liberty order on 2 March 2026"),
	FactKind.SENTENCED: ("C22", "2026-03-03", False, "Sentenced to custody on 2 March 2026"),
	FactKind.ALLEGATION: (
		"C29", "2026-03-03", False,
		"Allegation or section 47 enquiry on 2 March 2026; consider an early review",
	),
	FactKind.PLACEMENT_UNSAFE: (
		"ER-b", "2026-03-03", True,
		"A visit found that the placement does not safeguard the child on 2 March 2026",
	),
	FactKind.SOCIAL_WORKER_CHANGED: ("C30", "2026-03-09", False, "Change of social worker on 2 March 2026"),
	FactKind.CONTACT_CHANGED: ("C33", "2026-03-09", False, "Contact suspended or changed on 2 March 2026"),
	FactKind.HEALTH_EVENT: ("C34", "2026-03-03", False, "Serious health event on 2 March 2026"),
	FactKind.COMPLAINT: ("C35", "2026-03-09", False, "Complaint on 2 March 2026"),
	FactKind.ADVOCATE_ASKED: ("C35", "2026-03-09", False, "Advocate asked for on 2 March 2026"),
	FactKind.ASYLUM_STATUS_ENDED: ("C37", "2026-03-03", False, "Asylum-seeking status ended on 2 March 2026"),
	FactKind.AGE_REASSESSED: ("C37", "2026-03-03", False, "Age reassessed on 2 March 2026"),
	FactKind.MENTAL_HEALTH_DETENTION: (
		"C41", "2026-03-03", True, "Detained under the Mental Health Act on 2 March 2026",
	),
	FactKind.CARE_PLAN_CHANGE_PROPOSED: (
		"TI1", "2026-03-04", False,
		"Change of care plan proposed on 2 March 2026; decide whether an early review is needed",
	),
	FactKind.BIRTH_FAMILY_CHANGED: (
		"TI2", "2026-03-09", False, "Significant change in the birth family on 2 March 2026",
	),
	FactKind.CHARGED: ("TI3", "2026-03-03", False, "Charge or youth justice referral on 2 March 2026"),
	FactKind.PERMANENCE_PANEL: ("TI4", "2026-03-09", False, "Panel decision on permanence on 2 March 2026"),
}  # fmt: skip
"""The rule, the day by which the IRO is told, whether a review within 20 working days is asked for, the words."""

KINDS = pytest.mark.parametrize("kind", TABLE, ids=[f"{row[0]}-{kind.name}" for kind, row in TABLE.items()])


def off(rule: str) -> Policy:
	return replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, rule: replace(DEFAULT_RULES[rule], enabled=False)})


class TestEachKind:
	@KINDS
	def test_7_fires_on_its_day(self, kind: FactKind) -> None:
		rule, by, review, said = TABLE[kind]
		plan = settled_child().fact(kind, TODAY, "FACT").plan(TODAY)
		assert rules(plan) == [rule]
		assert [(one.rule, one.tell, one.tell_by, one.reason) for one in plan.notices] == [
			(rule, "the IRO", day(by), said)
		]
		assert reasons(plan) == ([(rule, LOCAL, "local"), T3] if review else [T3])
		assert plan.reviews[0].statutory_due_on == day("2026-07-12")
		found = change(plan, rule)
		assert (found.subject, found.ahead, found.on) == ("FACT", False, day(TODAY))
		if review:
			assert plan.reviews[0].kind == "change_of_circumstances"
			assert words(plan, rule) == said
			assert plan.reviews[0].basis[0].counted == "20 working days from 2 March 2026"

	@KINDS
	def test_undone_when_the_fact_is_withdrawn(self, kind: FactKind) -> None:
		assert rules(settled_child().fact(kind, TODAY, "FACT").plan(TODAY)) == [TABLE[kind][0]]
		assert (rules(settled_child().plan(TODAY)), told(settled_child().plan(TODAY))) == ([], [])

	@KINDS
	@pytest.mark.parametrize(("on", "shown"), [("2025-01-05", False), ("2025-01-06", True)])
	def test_only_from_the_first_day_of_the_period(self, kind: FactKind, on: str, shown: bool) -> None:
		assert bool(rules(settled_child().fact(kind, on).plan(TODAY))) is shown

	@KINDS
	@pytest.mark.parametrize(
		("end", "shown"), [("2026-03-16", True), ("2026-03-09", False), ("2026-03-06", False)]
	)
	def test_only_before_care_ends(self, kind: FactKind, end: str, shown: bool) -> None:
		story = settled_child().period("2025-01-06", end, reviews_complete=False, end_reason="E4A")
		assert (TABLE[kind][0] in rules(story.fact(kind, "2026-03-09").plan(TODAY))) is shown

	@KINDS
	def test_settled_by_a_review_on_or_after_it(self, kind: FactKind) -> None:
		story = settled_child().fact(kind, TODAY, "FACT").reviewed("2026-03-01")
		assert told(story.plan("2026-03-04")) == [(TABLE[kind][0], "the IRO", TABLE[kind][1])]
		plan = story.reviewed(TODAY).plan("2026-03-04")
		assert (reasons(plan), told(plan)) == ([("T3", "2026-09-02", "must")], [])

	@KINDS
	def test_settled_by_an_earlier_review_that_considered_it(self, kind: FactKind) -> None:
		story = settled_child().fact(kind, TODAY, "FACT").held("2026-02-16", considered=("FACT",))
		assert change(story.plan(TODAY), TABLE[kind][0]).settled_on == day("2026-02-16")
		story = settled_child().fact(kind, TODAY, "FACT").held("2026-02-16", considered=("ELSE",))
		assert change(story.plan(TODAY), TABLE[kind][0]).settled_on is None

	@KINDS
	def test_settled_by_the_iro_s_decision(self, kind: FactKind) -> None:
		story = settled_child().fact(kind, TODAY, "FACT").reviewed("2026-02-27")
		story.decided(
			change(story.plan(TODAY), TABLE[kind][0]), Ruling.CONSIDERED, TODAY, review_on="2026-02-27"
		)
		plan = story.plan(TODAY)
		assert change(plan, TABLE[kind][0]).settled_on == day("2026-02-27")
		assert told(plan) == []

	@KINDS
	def test_a_local_row_can_be_switched_off(self, kind: FactKind) -> None:
		rule = TABLE[kind][0]
		plan = settled_child().fact(kind, TODAY).plan(TODAY, policy=off(rule))
		assert told(plan) == []

	@KINDS
	def test_recorded_after_the_review_that_settled_it_only_one_that_asks_for_a_review_is_asked_about(
		self, kind: FactKind
	) -> None:
		story = settled_child().fact(kind, TODAY, recorded_on="2026-03-23").reviewed("2026-03-20")
		rule, _by, review, _said = TABLE[kind]
		expected = [(rule, ASK, "2026-03-24")] if review else []
		assert told(story.plan("2026-03-25")) == expected

	@KINDS
	def test_a_fact_that_lies_ahead_is_not_past(self, kind: FactKind) -> None:
		plan = settled_child().fact(kind, "2026-03-09").plan(TODAY)
		assert change(plan, TABLE[kind][0]).ahead
		assert not [one for one in plan.changes if one.unplanned_move]


def test_that_parents_were_assessed_is_no_change() -> None:
	assert rules(settled_child().fact(FactKind.PARENTS_ASSESSED, TODAY).plan(TODAY)) == []


class TestC09Schools:
	"""The third school in two years, so the second change of school: the IRO talks about it in 3 working days."""

	def twice(self, first: str, second: FactKind = FactKind.SCHOOL_CHANGED) -> Story:
		story = Story().period("2024-01-08", reviews_complete=False).status("2024-01-08", "C2")
		return story.reviewed("2026-01-12").fact(FactKind.SCHOOL_CHANGED, first).fact(second, TODAY, "SECOND")

	@pytest.mark.parametrize(
		("first", "asked"), [("2024-03-01", False), ("2024-03-02", True), ("2026-02-27", True)]
	)
	def test_within_24_months(self, first: str, asked: bool) -> None:
		plan = self.twice(first).plan(TODAY)
		assert (("C09", TALK, "2026-03-05") in told(plan)) is asked
		if asked:
			(notice,) = [one for one in plan.notices if one.tell == TALK]
			assert (notice.subject, notice.rule) == ("SECOND", "C09")
			assert notice.reason == "2 changes of school in 24 months, the last on 2 March 2026"

	def test_a_change_before_the_period_of_care_counts(self) -> None:
		story = (
			settled_child().fact(FactKind.SCHOOL_CHANGED, "2024-09-02").fact(FactKind.SCHOOL_CHANGED, TODAY)
		)
		assert ("C09", TALK, "2026-03-05") in told(story.plan(TODAY))
		assert rules(story.plan(TODAY)) == ["C09"]

	def test_the_first_is_not_asked_about(self) -> None:
		found = [one for one in self.twice("2026-02-27").plan(TODAY).notices if one.tell == TALK]
		assert [one.subject for one in found] == ["SECOND"]

	@pytest.mark.parametrize("kind", [FactKind.EXCLUDED, FactKind.HEALTH_EVENT])
	def test_nothing_else_counts_as_a_change_of_school(self, kind: FactKind) -> None:
		assert TALK not in [tell for _, tell, _ in told(self.twice("2026-02-23", kind).plan(TODAY))]

	def test_an_exclusion_on_the_same_day_is_not_asked_about_beside_it(self) -> None:
		story = self.twice("2026-02-23").fact(FactKind.EXCLUDED, TODAY, "EXCLUDED")
		found = [one.subject for one in story.plan(TODAY).notices if one.tell == TALK]
		assert found == ["SECOND"]

	def test_the_number_of_schools_and_the_months_are_settings(self) -> None:
		story = self.twice("2025-09-01")
		own = replace(DEFAULT_POLICY, schools=4)
		assert TALK not in [tell for _, tell, _ in told(story.plan(TODAY, policy=own))]
		own = replace(DEFAULT_POLICY, school_window_months=6)
		assert TALK not in [tell for _, tell, _ in told(story.plan(TODAY, policy=own))]
		own = replace(DEFAULT_POLICY, school_window_months=6)
		assert TALK in [tell for _, tell, _ in told(self.twice("2025-09-02").plan(TODAY, policy=own))]

	def test_undone_by_a_review_and_by_the_switch(self) -> None:
		assert told(self.twice("2025-09-01").reviewed(TODAY).plan(TODAY)) == []
		assert told(self.twice("2025-09-01").plan(TODAY, policy=off("C09"))) == []


class TestC21ReleaseFromCustody:
	"""CPPCR reg 33(3)(d): in care and detained, no review would otherwise fall before release."""

	def released(self, on: str, status: str = "C2") -> Story:
		return settled_child(status).fact(FactKind.RELEASE, on, "RELEASE")

	def test_er_d_the_law_before_and_ten_working_days_by_local_setting(self) -> None:
		plan = self.released("2026-06-01").plan(TODAY)
		assert reasons(plan) == [("C21", "2026-05-15", "local"), ("C21", "2026-05-29", "must"), T3]
		local, law, _ = plan.reviews[0].basis
		assert local.counted == "10 working days before 1 June 2026; 25 May is a bank holiday"
		assert law.counted == "the last working day before 1 June 2026"
		assert law.reason == "Release from custody on 1 June 2026"
		assert plan.reviews[0].statutory_due_on == day("2026-05-29")
		assert told(plan) == [("C21", "the IRO", "2026-05-29")]

	@pytest.mark.parametrize(
		("on", "found"),
		[
			("2026-07-13", [("C21", "2026-06-29", "local"), T3]),  # the next review falls the day before
			("2026-07-12", [("C21", "2026-06-29", "local"), ("C21", "2026-07-10", "must"), T3]),
		],
	)
	def test_er_d_by_law_only_where_no_review_falls_before_it(
		self, on: str, found: list[tuple[str, str, str]]
	) -> None:
		assert reasons(self.released(on).plan(TODAY)) == found

	def test_er_d_a_tighter_local_interval_does_not_take_the_law_away(self) -> None:
		own = replace(DEFAULT_POLICY, later_review_months=4)
		(review,) = self.released("2026-06-01").plan(TODAY, policy=own).reviews
		assert review.statutory_due_on == day("2026-05-29")
		assert review.due_on == day("2026-05-12")

	@pytest.mark.parametrize(
		("status", "shown"), [("C1", True), ("C2", True), ("V2", False), ("J1", False), ("E1", False)]
	)
	def test_er_d_only_in_care(self, status: str, shown: bool) -> None:
		assert ("C21" in rules(self.released("2026-06-01", status).plan(TODAY))) is shown

	@pytest.mark.parametrize(
		("today", "shown"), [("2026-05-31", True), ("2026-06-01", False), ("2026-06-02", False)]
	)
	def test_until_the_day_itself(self, today: str, shown: bool) -> None:
		assert ("C21" in rules(self.released("2026-06-01").plan(today))) is shown

	def test_settled_by_a_review_that_considered_it(self) -> None:
		plan = self.released("2026-06-01").held("2026-02-16", considered=("RELEASE",)).plan(TODAY)
		assert (reasons(plan), told(plan)) == ([("T3", "2026-08-16", "must")], [])

	def test_care_ends_with_the_release(self) -> None:
		story = self.released("2026-06-01").period("2025-01-06", "2026-06-01", reviews_complete=False)
		assert ("C21", "2026-05-29", "must") in reasons(story.plan(TODAY))
		story.period("2025-01-06", "2026-05-31", reviews_complete=False)
		assert "C21" not in rules(story.plan(TODAY))

	def test_the_local_days_are_a_setting(self) -> None:
		own = replace(DEFAULT_POLICY, release_review_working_days=5)
		assert reasons(self.released("2026-06-01").plan(TODAY, policy=own))[0] == (
			"C21",
			"2026-05-22",
			"local",
		)


class TestC22SentencedUnderACareOrder:
	"""The child stays looked after (domain.md 4.6)."""

	@pytest.mark.parametrize(
		("status", "shown"), [("C1", True), ("C2", True), ("V2", False), ("J1", False), ("E1", False)]
	)
	def test_only_under_a_care_order_on_that_day(self, status: str, shown: bool) -> None:
		story = settled_child(status).fact(FactKind.SENTENCED, TODAY)
		assert ("C22" in rules(story.plan(TODAY))) is shown

	def test_the_status_on_the_day_decides(self) -> None:
		story = (
			settled_child("C2").status("2025-01-06", "C2", end_date="2026-03-09").status("2026-03-09", "V2")
		)
		assert "C22" in rules(story.fact(FactKind.SENTENCED, TODAY).plan("2026-03-09"))


class TestC28Missing:
	"""Told where it lasted past its day (the records give no hours) or is the third in 90 days."""

	def missing(self, on: str = TODAY, until: str | None = None) -> Story:
		return settled_child().fact(FactKind.MISSING, on, until=until)

	@pytest.mark.parametrize(
		("until", "today", "shown"),
		[
			(TODAY, "2026-03-05", False),  # back on the same day
			("2026-03-03", "2026-03-05", True),
			(None, TODAY, False),  # still away, but since today
			(None, "2026-03-03", True),
		],
	)
	def test_past_its_day(self, until: str | None, today: str, shown: bool) -> None:
		plan = self.missing(until=until).plan(today)
		assert rules(plan) == (["C28"] if shown else [])
		if shown:
			(notice,) = plan.notices
			assert (notice.tell, notice.tell_by) == ("the IRO", day("2026-03-03"))
			assert notice.reason == (
				"Missing or away without authorisation on 2 March 2026; is a return interview arranged?"
			)
			assert reasons(plan) == [T3]

	@pytest.mark.parametrize(
		("first", "shown"),
		[("2025-12-02", False), ("2025-12-03", True), ("2026-02-27", True)],
	)
	def test_the_third_in_90_days(self, first: str, shown: bool) -> None:
		story = self.missing(until=TODAY)
		for on in (first, "2026-02-28"):
			story.fact(FactKind.MISSING, on, until=on)
		plan = story.plan("2026-03-05")
		assert [one.on for one in plan.changes] == ([day(TODAY)] if shown else [])

	def test_the_second_is_not_told_and_other_facts_do_not_count(self) -> None:
		story = self.missing(until=TODAY).fact(FactKind.MISSING, "2026-02-27", until="2026-02-27")
		story.fact(FactKind.HEALTH_EVENT, "2026-02-26")
		assert rules(story.plan("2026-03-05")) == ["C34"]

	def test_later_ones_do_not_count_for_it(self) -> None:
		story = self.missing(until=TODAY)
		for on in ("2026-03-03", "2026-03-04"):
			story.fact(FactKind.MISSING, on, until=on)
		assert [one.on for one in story.plan("2026-03-05").changes] == [day("2026-03-04")]

	def test_the_times_and_the_days_are_settings(self) -> None:
		story = self.missing(until=TODAY).fact(FactKind.MISSING, "2026-02-27", until="2026-02-27")
		assert rules(story.plan("2026-03-05", policy=replace(DEFAULT_POLICY, missing_episodes=2))) == ["C28"]
		own = replace(DEFAULT_POLICY, missing_episodes=2, missing_window_days=3)
		assert rules(story.plan("2026-03-05", policy=own)) == []
		own = replace(DEFAULT_POLICY, missing_episodes=2, missing_window_days=4)
		assert rules(story.plan("2026-03-05", policy=own)) == ["C28"]

	def test_undone_by_a_correction_of_the_return(self) -> None:
		assert rules(self.missing(until="2026-03-03").plan("2026-03-05")) == ["C28"]
		assert rules(self.missing(until=TODAY).plan("2026-03-05")) == []

	def test_settled_and_switched_off(self) -> None:
		story = self.missing(until="2026-03-03")
		assert told(story.plan("2026-03-05", policy=off("C28"))) == []
		assert told(story.reviewed("2026-03-04").plan("2026-03-05")) == []


class TestC29PlacementEndedAfterAnAllegation:
	"""REASON_PLACE_CHANGE ALLEG: besides the emergency move, the IRO considers an early review."""

	def test_fires(self) -> None:
		plan = moved(old={"reason_place_change": "ALLEG"}).plan(TODAY)
		assert rules(plan) == ["C03", "C29"]
		assert reasons(plan) == [("C03", LOCAL, "local"), T3]
		(notice,) = [one for one in plan.notices if one.rule == "C29"]
		assert (notice.tell, notice.tell_by) == ("the IRO", day("2026-03-03"))
		assert (
			notice.reason == "Placement ended after an allegation on 2 March 2026; consider an early review"
		)

	@pytest.mark.parametrize("reason", ["STAND", "APPRR", "CREQB", None])
	def test_not_otherwise_and_undone_by_a_correction(self, reason: str | None) -> None:
		assert "C29" not in rules(moved(old={"reason_place_change": reason}).plan(TODAY))

	def test_also_where_the_child_goes_to_parents(self) -> None:
		assert rules(moved("P1", old={"reason_place_change": "ALLEG"}).plan(TODAY)) == ["C17", "C29"]

	def test_settled_by_a_review_after_it(self) -> None:
		assert told(moved(old={"reason_place_change": "ALLEG"}).reviewed(TODAY).plan(TODAY)) == []


class TestErBPlacementUnsafe:
	"""CPPCR reg 33(3)(b) and reg 30: the law asks for a review, by no day; when is a local setting."""

	def unsafe(self) -> Story:
		return settled_child().fact(FactKind.PLACEMENT_UNSAFE, TODAY, "VISIT")

	def test_the_review_takes_the_law_s_place_before_the_next(self) -> None:
		review = self.unsafe().review(TODAY)
		assert (review.due_on, review.statutory_due_on) == (day(LOCAL), day("2026-07-12"))

	@pytest.mark.parametrize(("ruling", "by"), [(Ruling.NO_REVIEW, None), (Ruling.BY, "2026-06-01")])
	def test_the_iro_cannot_decide_against_it(self, ruling: Ruling, by: str | None) -> None:
		story = self.unsafe()
		story.decided(change(story.plan(TODAY), "ER-b"), ruling, TODAY, by=by)
		plan = story.plan(TODAY)
		assert reasons(plan) == [("ER-b", LOCAL, "local"), T3]
		assert told(plan) == [("ER-b", "the IRO", "2026-03-03")]
		assert not change(plan, "ER-b").settled

	def test_but_say_that_it_was_considered(self) -> None:
		story = self.unsafe().reviewed("2026-02-27")
		story.decided(change(story.plan(TODAY), "ER-b"), Ruling.CONSIDERED, TODAY, review_on="2026-02-27")
		plan = story.plan(TODAY)
		assert (reasons(plan), told(plan)) == ([("T3", "2026-08-27", "must")], [])

	@pytest.mark.parametrize("rule", ["C19", "C41"])
	def test_where_no_law_asks_the_iro_can(self, rule: str) -> None:
		kind = FactKind.DEPRIVATION_OF_LIBERTY if rule == "C19" else FactKind.MENTAL_HEALTH_DETENTION
		story = settled_child().fact(kind, TODAY)
		story.decided(change(story.plan(TODAY), rule), Ruling.NO_REVIEW, TODAY)
		plan = story.plan(TODAY)
		assert (reasons(plan), told(plan)) == ([T3], [])


def test_a_fact_on_the_day_of_a_move_stands_beside_it() -> None:
	for kind in ("U6", "A6"):
		story = moved(kind=kind, old={"reason_place_change": "STAND"}).fact(FactKind.HEALTH_EVENT, TODAY)
		assert "C34" in rules(story.plan(TODAY))


def test_facts_close_together_make_one_review() -> None:
	story = settled_child().fact(FactKind.DEPRIVATION_OF_LIBERTY, TODAY)
	story.fact(FactKind.MENTAL_HEALTH_DETENTION, "2026-03-04").fact(FactKind.PLACEMENT_UNSAFE, "2026-02-27")
	(review,) = story.plan("2026-03-04").reviews
	assert [(one.rule, one.due_on.isoformat()) for one in review.basis] == [
		("ER-b", "2026-03-27"),
		("C19", LOCAL),
		("C41", "2026-04-01"),
		("T3", "2026-07-12"),
	]


def test_facts_of_one_day_are_two_things_to_tell() -> None:
	story = settled_child().fact(FactKind.COMPLAINT, TODAY).fact(FactKind.ADVOCATE_ASKED, TODAY)
	plan = story.plan(TODAY)
	assert rules(plan) == ["C35", "C35"]
	assert len({one.key for one in plan.notices}) == 2


def test_changes_of_one_day_stand_in_the_order_of_their_rules_and_then_of_their_records() -> None:
	story = settled_child().placed(TODAY, "T1", "STAY").fact(FactKind.COMPLAINT, TODAY, "B")
	story.fact(FactKind.HEALTH_EVENT, TODAY, "A").fact(FactKind.CONTACT_CHANGED, TODAY, "Z")
	stay = record_name(FEED, RecordType.PLACEMENT, "STAY")
	found = [(one.rule, one.subject) for one in story.plan(TODAY).changes]
	assert found == [("C33", "Z"), ("C34", "A"), ("C34", stay), ("C35", "B")]
