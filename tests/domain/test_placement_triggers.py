"""What the beginning of a placement shows: C06-C08, C17, C18, C22, C25, C34, C40; domain.md 7."""

from dataclasses import replace

import pytest

from iro_module.domain.care_events import FactKind
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from tests.domain.shown import T3, change, moved, reasons, rules, settled_child, told, words
from tests.domain.story import Story, day

TODAY = "2026-03-02"
"""A Monday."""
NEXT_DAY = "2026-03-03"
LOCAL = "2026-03-30"
"""20 working days after it."""
OURS = replace(DEFAULT_POLICY, own_authority="OWN", adjoining_authorities=frozenset({"NEXT", "NEAR"}))
"""A council with two neighbours."""


def off(rule: str, policy: Policy = OURS) -> Policy:
	return replace(policy, rules={**DEFAULT_RULES, rule: replace(DEFAULT_RULES[rule], enabled=False)})


def found(story: Story, today: str = TODAY, policy: Policy = OURS) -> set[str]:
	return set(rules(story.plan(today, policy=policy)))


def notice(story: Story, rule: str, today: str = TODAY, policy: Policy = OURS) -> tuple[str, str, str]:
	"""Whom to tell, by when and of what: the one notice under that rule."""
	(one,) = [one for one in story.plan(today, policy=policy).notices if one.rule == rule]
	return one.tell, one.tell_by.isoformat(), one.reason


def intended(to: str, on: str = "2026-03-23", **values: object) -> Story:
	"""`settled_child`, for whom a move is intended on Monday 23 March 2026."""
	return settled_child().placed(on, to, "NEW", status="planned", carer_id="F-2", **values)


class TestOutOfAreaC06AndAtADistanceC07:
	"""CPPCR reg 11 and 13: the IRO is consulted; at a distance is neither the own area nor an adjoining one."""

	@pytest.mark.parametrize(
		("area", "rule"),
		[("NEXT", "C06"), ("NEAR", "C06"), ("FAR", "C07"), ("OWN", None), (None, None)],
	)
	def test_reg_11_the_area_decides(self, area: str | None, rule: str | None) -> None:
		story = moved(area_authority=area)
		assert found(story) == {"C04"} | ({rule} if rule else set())

	@pytest.mark.parametrize(
		("area", "rule", "said"),
		[
			(
				"NEXT", "C06",
				"Placed out of area from 2 March 2026; "
				"the IRO is consulted before a nominated officer approves it",
			),
			(
				"FAR", "C07",
				"Placed at a distance from 2 March 2026; "
				"the IRO is consulted before the director of children's services approves it",
			),
		],
	)  # fmt: skip
	def test_the_iro_is_told_and_no_review_is_asked_for(self, area: str, rule: str, said: str) -> None:
		story = moved(area_authority=area)
		assert notice(story, rule) == ("the IRO", NEXT_DAY, said)
		assert reasons(story.plan(TODAY, policy=OURS)) == [("C04", LOCAL, "local"), T3]

	@pytest.mark.parametrize(("area", "rule"), [("NEXT", "C06"), ("FAR", "C07")])
	def test_reg_11_known_in_advance_the_iro_is_consulted_before(self, area: str, rule: str) -> None:
		assert notice(intended("U6", area_authority=area), rule)[:2] == ("the IRO", "2026-03-20")
		assert notice(intended("U6", "2026-04-07", area_authority=area), rule)[1] == "2026-04-02"

	def test_nothing_where_the_council_has_not_said_which_area_is_its_own(self) -> None:
		assert found(moved(area_authority="FAR"), policy=DEFAULT_POLICY) == {"C04"}
		only_neighbours = replace(OURS, own_authority=None)
		assert found(moved(area_authority="NEXT"), policy=only_neighbours) == {"C04"}

	@pytest.mark.parametrize("rule", ["C06", "C07"])
	def test_undone_by_a_correction_of_the_area(self, rule: str) -> None:
		story = moved(area_authority={"C06": "NEXT", "C07": "FAR"}[rule])
		assert rule in found(story)
		story.placed(TODAY, "U6", "NEW", carer_id="F-2", reason_new_episode="P", area_authority="OWN")
		assert found(story) == {"C04"}

	@pytest.mark.parametrize(("area", "rule"), [("NEXT", "C06"), ("FAR", "C07")])
	def test_switched_off_the_iro_is_told_all_the_same(self, area: str, rule: str) -> None:
		assert notice(moved(area_authority=area), rule, policy=off(rule))[1] == NEXT_DAY

	@pytest.mark.parametrize(
		("start_known", "reason", "shown"),
		[(True, "S", True), (True, None, True), (False, "S", False), (False, "P", True), (False, "B", True)],
	)
	def test_the_first_placement_of_a_period(
		self, start_known: bool, reason: str | None, shown: bool
	) -> None:
		story = Story().period(TODAY, start_known=start_known)
		story.placed(TODAY, "U6", area_authority="FAR", reason_new_episode=reason)
		assert (found(story) == {"C07"}) is shown

	def test_a_placement_that_began_before_the_period_counts_from_the_period(self) -> None:
		story = Story().period(TODAY).placed("2026-02-23", "U6", area_authority="FAR")
		assert change(story.plan(TODAY, policy=OURS), "C07").on == day(TODAY)

	@pytest.mark.parametrize(
		("old_area", "carer", "shown"),
		[
			("FAR", "F-1", set()),  # there already, with the same carers
			("FAR", "F-2", {"C07"}),
			("OWN", "F-1", {"C07"}),
			(None, "F-1", {"C07"}),
			("NEXT", "F-1", {"C07"}),  # from out of area to at a distance
		],
	)
	def test_not_again_with_the_same_carers(self, old_area: str | None, carer: str, shown: set[str]) -> None:
		story = moved(
			old={"area_authority": old_area},
			area_authority="FAR", carer_id=carer, reason_new_episode="T" if carer == "F-1" else "P",
		).reviewed("2026-02-02")  # fmt: skip
		begun = [one.rule for one in story.plan(TODAY, policy=OURS).changes if one.on == day(TODAY)]
		assert set(begun) - {"C04", "C05"} == shown

	def test_nor_after_a_stay_in_hospital(self) -> None:
		story = moved("T2", area_authority="FAR", old={"area_authority": "FAR"}, end_date="2026-03-09")
		story.placed("2026-03-09", "U6", "BACK", carer_id="F-1", area_authority="FAR", reason_new_episode="P")
		assert [one.on for one in story.plan("2026-03-09", policy=OURS).changes] == [day("2025-01-06")]

	def test_nor_where_nobody_is_named_as_carer(self) -> None:
		home = {"area_authority": "FAR", "carer_id": None}
		story = moved("T2", old=home, carer_id=None, end_date="2026-03-09")
		story.placed("2026-03-09", "U6", "BACK", reason_new_episode="P", **home)
		assert [one.on for one in story.plan("2026-03-09", policy=OURS).changes] == [day("2025-01-06")]

	def test_settled_by_a_review_after_it_or_by_one_before_that_considered_the_placement(self) -> None:
		assert told(moved(area_authority="FAR").reviewed(TODAY).plan(TODAY, policy=OURS)) == []
		story = intended("U6", area_authority="FAR")
		assert "C07" in [rule for rule, *_ in told(story.plan(TODAY, policy=OURS))]
		story.reviewed(TODAY, changes_considered=["NEW"])
		assert told(story.plan(TODAY, policy=OURS)) == []
		story.reviewed(TODAY, changes_considered=["OLD"])
		assert [rule for rule, *_ in told(story.plan(TODAY, policy=OURS))] == ["C07"]

	def test_tells_its_record_apart_from_the_move(self) -> None:
		one = change(moved(area_authority="FAR").plan(TODAY, policy=OURS), "C07")
		assert (one.aspect, one.on, one.ahead) == ("C07", day(TODAY), False)
		later = intended("U6", area_authority="FAR").plan(TODAY, policy=OURS)
		assert (change(later, "C07").ahead, change(later, "C07").on) == (True, day("2026-03-23"))

	def test_recorded_late_it_is_not_put_to_the_iro_again(self) -> None:
		story = moved(area_authority="FAR", recorded_on="2026-03-23").reviewed("2026-03-20")
		assert [rule for rule, *_ in told(story.plan("2026-03-25", policy=OURS))] == ["C04"]

	def test_not_where_care_ends_with_the_move(self) -> None:
		story = moved(area_authority="FAR").period("2025-01-06", TODAY, reviews_complete=False)
		assert "C07" not in found(story, "2026-03-01")


class TestC08KeyStage4:
	"""CPPCR reg 10: years 10 and 11, so 14 or 15 on the 31 August before; the school year begins on 1 September."""

	@pytest.mark.parametrize(
		("born", "shown"),
		[
			("2011-09-01", False),  # 13 on 31 August 2025: year 9
			("2011-08-31", True),  # 14 on that very day: year 10
			("2011-01-15", True),
			("2010-09-01", True),  # still 14 that day: year 10
			("2010-08-31", True),  # 15: year 11
			("2009-12-31", True),
			("2009-09-01", True),  # still 15 that day: year 11
			("2009-08-31", False),  # 16: school has ended
		],
	)
	def test_reg_10_years_10_and_11(self, born: str, shown: bool) -> None:
		assert ("C08" in found(moved().born(born))) is shown

	@pytest.mark.parametrize(
		("on", "born", "shown"),
		[
			("2026-08-31", "2011-09-01", False),
			("2026-09-01", "2011-09-01", True),
			("2026-08-31", "2009-09-01", True),
			("2026-09-01", "2009-09-01", False),
			("2026-12-31", "2010-10-01", True),
			("2027-01-04", "2010-10-01", True),
		],
	)
	def test_the_school_year_begins_on_1_september(self, on: str, born: str, shown: bool) -> None:
		assert ("C08" in found(moved(on=on).born(born), on)) is shown

	def test_the_iro_is_consulted(self) -> None:
		said = "Move in key stage 4 (year 10 or 11) on 2 March 2026; the IRO is consulted where it disrupts education"
		story = moved().born("2011-01-15")
		assert notice(story, "C08") == ("the IRO", NEXT_DAY, said)
		assert reasons(story.plan(TODAY)) == [("C04", LOCAL, "local"), T3]

	def test_known_in_advance_before_the_move(self) -> None:
		assert notice(intended("U6").born("2011-01-15"), "C08")[1] == "2026-03-20"

	def test_switched_off_the_iro_is_told_all_the_same(self) -> None:
		assert notice(moved().born("2011-01-15"), "C08", policy=off("C08"))[1] == NEXT_DAY

	@pytest.mark.parametrize("reason", ["ALLEG", "STAND", "APPRR"])
	def test_reg_10_not_in_an_emergency(self, reason: str) -> None:
		story = moved(old={"reason_place_change": reason}).born("2011-01-15")
		assert "C03" in found(story)
		assert "C08" not in found(story)

	def test_not_with_the_same_carer_nor_for_a_stay_in_hospital(self) -> None:
		assert found(moved(reason_new_episode="T", carer_id="F-1").born("2011-01-15")) == {"C05"}
		assert found(moved("T2").born("2011-01-15")) == set()

	@pytest.mark.parametrize(
		("to", "status", "kind", "rule"),
		[("P1", "C2", "U6", "C17"), ("A6", "C2", "U6", "C15"), ("U6", "C2", "A6", "C16"), ("K2", "C2", "U6", "C04")],
	)  # fmt: skip
	def test_whatever_else_the_move_is(self, to: str, status: str, kind: str, rule: str) -> None:
		assert {rule, "C08"} <= found(moved(to, status=status, kind=kind).born("2011-01-15"))

	def test_also_where_the_next_placement_is_not_on_record(self) -> None:
		story = settled_child(end_date=TODAY, reason_place_change="CREQB").born("2011-01-15")
		assert found(story) == {"C04", "C08"}

	def test_not_without_a_birth_date_and_undone_by_its_correction(self) -> None:
		assert found(moved()) == {"C04"}
		assert found(moved().born("2011-01-15")) == {"C04", "C08"}
		assert found(moved().born("2014-01-15")) == {"C04"}

	def test_settled_by_a_review_after_it(self) -> None:
		assert told(moved().born("2011-01-15").reviewed(TODAY).plan(TODAY)) == []

	def test_settled_by_a_review_before_that_considered_the_placement_left(self) -> None:
		story = intended("U6").born("2011-01-15").reviewed("2026-02-16", changes_considered=["OLD"])
		assert change(story.plan(TODAY), "C08").settled_on == day("2026-02-16")

	def test_7_b_settled_by_a_review_before_that_considered_the_placement_that_begins(self) -> None:
		story = intended("U6").born("2011-01-15").reviewed("2026-02-16", changes_considered=["NEW"])
		plan = story.plan(TODAY)
		assert change(plan, "C02").settled_on == day("2026-02-16")
		assert change(plan, "C08").settled_on == day("2026-02-16")


class TestC17WithTheParentsAssessed:
	"""Regs 17 and 19: the 10 working days by law are for a placement before the assessment is complete."""

	def placed(self, assessed: str | None) -> Story:
		story = moved("P1", old={"reason_place_change": "CARPL"})
		return story.fact(FactKind.PARENTS_ASSESSED, assessed) if assessed else story

	@pytest.mark.parametrize(
		("assessed", "authority", "by_law"),
		[
			(None, "must", "2026-03-16"),
			("2026-03-03", "must", "2026-03-16"),  # only after the placement
			(TODAY, "local", "2026-07-12"),
			("2026-02-02", "local", "2026-07-12"),
			("2025-01-06", "local", "2026-07-12"),
			("2025-01-05", "must", "2026-03-16"),  # of an earlier period of care
		],
	)
	def test_reg_19_ten_working_days(self, assessed: str | None, authority: str, by_law: str) -> None:
		plan = self.placed(assessed).plan("2026-03-04")
		assert reasons(plan) == [("C17", "2026-03-16", authority), T3]
		assert plan.reviews[0].statutory_due_on == day(by_law)

	def test_another_fact_is_no_assessment(self) -> None:
		story = self.placed(None).fact(FactKind.HEALTH_EVENT, "2026-02-02")
		assert reasons(story.plan(TODAY))[0] == ("C17", "2026-03-16", "must")

	def test_reg_17_ahead_a_review_before_is_the_law_all_the_same(self) -> None:
		story = intended("P1").fact(FactKind.PARENTS_ASSESSED, "2026-02-02")
		assert reasons(story.plan(TODAY))[0] == ("C17", "2026-03-20", "must")

	@pytest.mark.parametrize(("assessed", "authority"), [(None, "must"), (TODAY, "local")])
	def test_a_period_that_begins_with_parents(self, assessed: str | None, authority: str) -> None:
		story = Story().period(TODAY).status(TODAY, "C2").placed(TODAY, "P1")
		if assessed:
			story.fact(FactKind.PARENTS_ASSESSED, assessed)
		plan = story.plan(TODAY)
		assert reasons(plan) == [("C17", "2026-03-16", authority), ("T1", LOCAL, "must")]

	def test_a_tighter_local_limit_with_the_parents_assessed_is_the_only_one(self) -> None:
		row = replace(DEFAULT_RULES["C17"], review_within=5)
		own = replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, "C17": row})
		assert reasons(self.placed(TODAY).plan(TODAY, policy=own)) == [("C17", "2026-03-09", "local"), T3]


class TestC18Secure:
	"""CA 1989 s25: a secure children's home (K1) on welfare grounds, not on remand."""

	def test_fires_besides_the_move(self) -> None:
		said = "Secure accommodation (K1) from 2 March 2026; a secure accommodation panel is held besides the reviews"
		story = moved("K1")
		assert found(story) == {"C04", "C18"}
		assert notice(story, "C18") == ("the IRO", NEXT_DAY, said)
		assert reasons(story.plan(TODAY))[:2] == [("C04", LOCAL, "local"), T3]

	@pytest.mark.parametrize("status", ["J1", "J2", "J3"])
	def test_not_on_remand(self, status: str) -> None:
		assert "C18" not in found(moved("K1", status=status))

	@pytest.mark.parametrize("status", ["V2", "C1", "E1"])
	def test_under_any_other_status(self, status: str) -> None:
		assert "C18" in found(moved("K1", status=status))

	def test_the_status_on_the_day_it_begins_decides(self) -> None:
		story = moved("K1", status="J1").status("2025-01-06", "J1", end_date=TODAY).status(TODAY, "C2")
		assert "C18" in found(story)

	@pytest.mark.parametrize("kind", ["K2", "K3", "R1"])
	def test_not_in_any_other_home_and_undone_by_a_correction(self, kind: str) -> None:
		story = moved("K1")
		assert "C18" in found(story)
		assert "C18" not in found(story.placed(TODAY, kind, "NEW", carer_id="F-2", reason_new_episode="P"))

	@pytest.mark.parametrize(("start_known", "shown"), [(True, {"C18"}), (False, set())])
	def test_the_first_placement_of_a_period(self, start_known: bool, shown: set[str]) -> None:
		story = Story().period(TODAY, start_known=start_known).status(TODAY, "V2").placed(TODAY, "K1")
		assert found(story) == shown

	@pytest.mark.parametrize(("carer", "times"), [("F-1", 1), ("F-2", 2)])
	def test_from_one_secure_home_to_another(self, carer: str, times: int) -> None:
		story = moved("K1", kind="K1", carer_id=carer, reason_new_episode="T" if times == 1 else "P")
		assert rules(story.plan(TODAY)).count("C18") == times

	def test_7_c18_remand_that_goes_on_as_welfare_secure_is_told(self) -> None:
		story = settled_child("J1", kind="K1").status("2025-01-06", "J1", end_date=TODAY).status(TODAY, "C2")
		assert notice(story, "C18")[1] == NEXT_DAY

	def test_a_stay_on_remand_before_hides_no_later_one(self) -> None:
		story = settled_child("J1", "K1", end_date="2026-02-02").status(
			"2025-01-06", "J1", end_date="2026-02-02"
		)
		story.status("2026-02-02", "C2").placed("2026-02-02", "U6", "HOME", end_date=TODAY, carer_id="F-2")
		story.placed(TODAY, "K1", "NEW", carer_id="F-3", reason_new_episode="P")
		assert change(story.plan(TODAY), "C18").on == day(TODAY)

	@pytest.mark.parametrize("today", [TODAY, NEXT_DAY])
	def test_one_intended_whose_day_has_come_is_told(self, today: str) -> None:
		story = settled_child().placed(TODAY, "K1", "NEW", status="planned", carer_id="F-2")
		assert change(story.plan(today), "C18").on == day(TODAY)

	def test_an_intention_to_live_elsewhere_whose_day_has_come_hides_none(self) -> None:
		story = settled_child("J1", "K1").status("2025-01-06", "J1", end_date=TODAY).status(TODAY, "C2")
		story.placed(TODAY, "U6", "NEXT", status="planned", carer_id="F-2")
		assert change(story.plan(TODAY), "C18").on == day(TODAY)


class TestC22AdmittedToCustody:
	"""CUSTOD under a care order: the child stays looked after (domain.md 4.6 and 7)."""

	@pytest.mark.parametrize(
		("status", "shown"), [("C1", True), ("C2", True), ("V2", False), ("E1", False), ("J1", False)]
	)
	def test_under_a_care_order(self, status: str, shown: bool) -> None:
		story = moved("R5", status=status, old={"reason_place_change": "CUSTOD"})
		assert found(story) - {"C14", "C20"} == {"C04"} | ({"C22"} if shown else set())

	def test_the_iro_is_told_and_no_further_review_is_asked_for(self) -> None:
		story = moved("R5", old={"reason_place_change": "CUSTOD"})
		said = "Admitted to custody on 2 March 2026, still looked after"
		assert notice(story, "C22") == ("the IRO", NEXT_DAY, said)
		assert reasons(story.plan(TODAY)) == [("C04", LOCAL, "local"), T3]

	@pytest.mark.parametrize("reason", ["OTHER", "LAREQ", None])
	def test_not_for_any_other_reason_and_undone_by_its_correction(self, reason: str | None) -> None:
		assert "C22" in found(moved("R5", old={"reason_place_change": "CUSTOD"}))
		assert "C22" not in found(moved("R5", old={"reason_place_change": reason}))

	def test_settled_by_a_review_after_it_and_silent_when_switched_off(self) -> None:
		story = moved("R5", old={"reason_place_change": "CUSTOD"})
		rest = [rule for rule, *_ in told(story.plan(TODAY, policy=off("C22")))]
		assert rest == ["C04"]
		assert told(story.reviewed(TODAY).plan(TODAY)) == []

	def test_the_status_on_the_day_of_the_move_decides(self) -> None:
		story = moved("R5", status="C2", old={"reason_place_change": "CUSTOD"})
		story.status("2025-01-06", "C2", end_date=TODAY).status(TODAY, "V2")
		assert "C22" not in found(story)


class TestC25SemiIndependence:
	"""CA 1989 s22D (as guidance): K3 and Z11-Z14 from the 16th birthday; a review before."""

	@pytest.mark.parametrize("to", ["K3", "Z11", "Z12", "Z13", "Z14"])
	def test_fires_from_the_16th_birthday(self, to: str) -> None:
		assert "C25" in found(moved(to).born("2010-03-02"))
		assert "C25" not in found(moved(to).born("2010-03-03"))
		assert "C25" not in found(moved(to))

	@pytest.mark.parametrize("to", ["K2", "U6", "H5", "P2", "Z1", "P3"])
	def test_not_elsewhere(self, to: str) -> None:
		assert "C25" not in found(moved(to).born("2009-09-15"))

	def test_happened_the_iro_is_told(self) -> None:
		story = moved("K3").born("2009-09-15")
		said = "Move to semi-independence (K3) from 2 March 2026"
		assert notice(story, "C25") == ("the IRO", NEXT_DAY, said)
		assert reasons(story.plan(TODAY)) == [("C04", LOCAL, "local"), T3]

	def test_ahead_a_review_before(self) -> None:
		plan = intended("K3").born("2009-09-15").plan(TODAY)
		assert reasons(plan) == [("C02", "2026-03-20", "must"), ("C25", "2026-03-20", "should"), T3]
		assert ("C25", "the IRO", "2026-03-20") in told(plan)
		assert plan.reviews[0].basis[1].counted == "the last working day before 23 March 2026"

	def test_ahead_with_the_same_carers_it_is_asked_for_by_guidance_alone(self) -> None:
		story = settled_child(kind="K2").born("2009-09-15")
		story.placed("2026-03-23", "K3", "NEW", status="planned", carer_id="F-1")
		plan = story.plan(TODAY)
		assert reasons(plan) == [("C25", "2026-03-20", "should"), T3]
		assert plan.reviews[0].statutory_due_on == day("2026-07-12")

	def test_turning_16_there_is_no_move_but_a_change_of_setting_afterwards_is(self) -> None:
		story = settled_child(kind="Z11").born("2010-02-02")
		assert found(story) == {"C26", "C40"}
		story = moved("K3", kind="Z11", carer_id="F-1", reason_new_episode="T").born("2010-02-02")
		assert "C25" in found(story)

	def test_from_one_such_setting_to_another_of_the_same_carers_it_is_not_told_again(self) -> None:
		story = moved("Z11", kind="K3", carer_id="F-1", reason_new_episode="T").born("2008-09-15")
		assert [one.on for one in story.plan(TODAY).changes if one.rule == "C25"] == [day("2025-01-06")]

	def test_considered_before_and_switched_off(self) -> None:
		story = intended("K3").born("2009-09-15")
		plan = story.plan(TODAY, policy=off("C25"))
		assert reasons(plan) == [("C02", "2026-03-20", "must"), T3]
		assert "C25" not in [rule for rule, *_ in told(plan)]
		assert ("C25", "the IRO", "2026-03-20") in told(story.plan(TODAY))
		plan = story.reviewed("2026-02-16", changes_considered=["NEW"]).plan(TODAY)
		assert (reasons(plan), told(plan)) == ([("T3", "2026-08-16", "must")], [])


class TestC34Hospital:
	"""T1 and R2: the IRO is told of a hospital stay in one working day."""

	@pytest.mark.parametrize(
		("to", "said"),
		[("T1", "Hospital stay (T1) from 2 March 2026"), ("R2", "Health or nursing placement (R2) from 2 March 2026")],
	)  # fmt: skip
	def test_fires(self, to: str, said: str) -> None:
		assert notice(moved(to), "C34") == ("the IRO", NEXT_DAY, said)

	@pytest.mark.parametrize("to", ["T0", "T2", "T3", "T4", "R1", "R3"])
	def test_not_elsewhere(self, to: str) -> None:
		assert "C34" not in found(moved(to))

	def test_a_hospital_stay_asks_for_no_review(self) -> None:
		plan = moved("T1").plan(TODAY)
		assert (rules(plan), reasons(plan)) == (["C34"], [T3])

	def test_not_one_that_is_only_intended(self) -> None:
		assert found(settled_child().placed("2026-03-23", "T1", "NEW", status="planned")) == set()

	def test_each_hospital_stay_is_told(self) -> None:
		story = moved("T1", end_date="2026-03-04").placed("2026-03-09", "T1", "AGAIN")
		assert [one.on for one in story.plan("2026-03-09").changes] == [day(TODAY), day("2026-03-09")]

	def test_the_first_placement_of_a_period(self) -> None:
		assert found(Story().period(TODAY).status(TODAY, "V2").placed(TODAY, "R2")) == {"C34"}

	def test_7_c34_a_hospital_stay_that_is_the_only_placement(self) -> None:
		assert found(Story().period(TODAY).status(TODAY, "V2").placed(TODAY, "T1")) == {"C34"}

	def test_nursed_by_the_same_carers_is_told_once(self) -> None:
		story = moved("R2", kind="R2", carer_id="F-1", reason_new_episode="T")
		assert [one.on for one in story.plan(TODAY).changes if one.rule == "C34"] == [day("2025-01-06")]

	def test_undone_settled_and_switched_off(self) -> None:
		assert found(settled_child()) == set()
		assert told(moved("T1").reviewed(TODAY).plan(TODAY)) == []
		assert told(moved("T1").plan(TODAY, policy=off("C34"))) == []

	def test_not_after_care_ended(self) -> None:
		story = moved("T1", "2026-03-09").period("2025-01-06", "2026-03-09", reviews_complete=False)
		assert "C34" not in found(story)


class TestC40Unregistered:
	"""Z11-Z14: a change-of-circumstances review in 20 working days (a local setting)."""

	@pytest.mark.parametrize("to", ["Z11", "Z12", "Z13", "Z14"])
	def test_fires(self, to: str) -> None:
		plan = moved(to, old={"reason_place_change": "CARPL"}).reviewed(
			"2026-02-16", changes_considered=["OLD"]
		)
		planned = plan.plan(TODAY)
		assert reasons(planned) == [("C40", LOCAL, "local"), ("T3", "2026-08-16", "must")]
		assert planned.reviews[0].kind == "change_of_circumstances"
		assert told(planned) == [("C40", "the IRO", NEXT_DAY)]
		assert (
			change(planned, "C40").description == f"Unregistered or other placement ({to}) from 2 March 2026"
		)

	@pytest.mark.parametrize("to", ["Z1", "H5", "P2", "K2", "K3"])
	def test_not_elsewhere(self, to: str) -> None:
		assert "C40" not in found(moved(to))

	def test_ahead_it_is_counted_from_the_day_it_is_to_begin(self) -> None:
		plan = intended("Z12").plan(TODAY)
		assert ("C40", "2026-04-22", "local") in reasons(plan)
		assert ("C40", "the IRO", "2026-03-24") in told(plan)

	def test_the_first_placement_of_a_period(self) -> None:
		plan = Story().period(TODAY).status(TODAY, "V2").placed(TODAY, "Z11").plan(TODAY)
		assert reasons(plan) == [("T1", LOCAL, "must"), ("C40", LOCAL, "local")]

	@pytest.mark.parametrize(("carer", "days"), [("F-1", ["2025-01-06"]), ("F-2", ["2025-01-06", TODAY])])
	def test_again_with_other_carers_only(self, carer: str, days: list[str]) -> None:
		story = moved("Z12", kind="Z11", carer_id=carer, reason_new_episode="T" if carer == "F-1" else "P")
		assert [one.on for one in story.plan(TODAY).changes if one.rule == "C40"] == [
			day(one) for one in days
		]

	def test_undone_settled_and_switched_off(self) -> None:
		story = moved("Z11")
		assert "C40" not in found(story.placed(TODAY, "U6", "NEW", carer_id="F-2", reason_new_episode="P"))
		assert "C40" not in [rule for rule, *_ in reasons(moved("Z11").reviewed(TODAY).plan(TODAY))]
		plan = moved("Z11").plan(TODAY, policy=off("C40"))
		assert "C40" not in [rule for rule, *_ in (*reasons(plan), *told(plan))]


class TestCloseAtShortNotice:
	"""4.6: a carer resigns or a setting closes: notice given is planned, 48 hours are not."""

	def closing(self, recorded_on: str | None, to: str | None = "U6") -> Story:
		if to is None:
			return settled_child(end_date=TODAY, reason_place_change="CLOSE", recorded_on=recorded_on)
		return moved(to, old={"reason_place_change": "CLOSE"}, recorded_on=recorded_on)

	@pytest.mark.parametrize(
		("recorded_on", "rule"),
		[
			("2026-02-02", "C02"),
			("2026-02-27", "C02"),  # three days before
			("2026-02-28", "C04"),  # two
			("2026-03-01", "C04"),
			(None, "C02"),
			(TODAY, "C02"),  # told on the day or later: nothing is known of the notice given
			("2026-03-09", "C02"),
		],
	)
	def test_4_6_by_when_it_was_told(self, recorded_on: str | None, rule: str) -> None:
		plan = self.closing(recorded_on).plan("2026-03-09")
		assert rules(plan) == [rule]
		assert change(plan, rule).unplanned_move is (rule == "C04")
		assert words(plan, rule).startswith("Unplanned move" if rule == "C04" else "Planned move")

	@pytest.mark.parametrize(("recorded_on", "rule"), [("2026-02-27", "C02"), ("2026-03-01", "C04")])
	def test_4_6_with_nothing_on_record_after_it(self, recorded_on: str, rule: str) -> None:
		assert rules(self.closing(recorded_on, to=None).plan(TODAY)) == [rule]

	def test_4_6_the_days_are_a_setting(self) -> None:
		own = replace(DEFAULT_POLICY, short_notice_days=3)
		assert rules(self.closing("2026-02-27").plan(TODAY, policy=own)) == ["C04"]

	def test_no_other_reason_is_judged_by_it(self) -> None:
		story = moved(old={"reason_place_change": "CARPL"}, recorded_on="2026-03-01")
		assert rules(story.plan(TODAY)) == ["C02"]


class TestWhatMovesSay:
	@pytest.mark.parametrize(
		("risk", "before", "fact"),
		[
			(False, False, "; no review before it is on record, immediate risk: no"),
			(None, None, "an allegation (ALLEG)"),
			(True, None, "an allegation (ALLEG)"),
		],
	)
	def test_reg_14_3_an_emergency_without_immediate_risk(
		self, risk: bool | None, before: bool | None, fact: str
	) -> None:
		plan = moved(old={"reason_place_change": "ALLEG", "immediate_risk": risk}).plan(TODAY)
		assert change(plan, "C03").reviewed_before is before
		assert words(plan, "C03").endswith(fact)

	@pytest.mark.parametrize(("considered", "before"), [(["NEW"], True), (["ELSE"], False)])
	def test_c15_whether_a_review_came_before_the_placement_for_adoption(
		self, considered: list[str], before: bool
	) -> None:
		story = moved("A6", old={"reason_place_change": "CARPL"})
		plan = story.reviewed("2026-02-16", changes_considered=considered).plan(TODAY)
		assert change(plan, "C15").reviewed_before is before
		assert change(plan, "C15").description == (
			"Placed for adoption on 2 March 2026, U6 to A6: a change in the care plan (CARPL)"
		)

	def test_known_in_advance_with_the_same_carer(self) -> None:
		story = settled_child().placed("2026-03-23", "U6", "NEW", status="planned", carer_id="F-1")
		said = "Change of placement with the same carer planned for 23 March 2026, U6 to U6"
		assert change(story.plan(TODAY), "C05").description == said

	def test_an_end_known_in_advance_with_nothing_after_it(self) -> None:
		story = settled_child(end_date="2026-03-23", reason_place_change="CARPL")
		said = "U6 placement is to end on 23 March 2026: a change in the care plan (CARPL)"
		assert change(story.plan(TODAY), "C02").description == said

	@pytest.mark.parametrize(
		("story", "rule"),
		[
			(moved(reason_new_episode="T", carer_id=None), "C05"),
			(moved("A6"), "C15"),
			(moved("P1"), "C17"),
			(settled_child().placed("2026-02-23", "U6", "NEW", status="planned", carer_id="F-2"), "C02"),
		],
		ids=["C05", "C15", "C17", "C02"],
	)
	def test_what_is_no_unplanned_move_though_no_reason_is_recorded(self, story: Story, rule: str) -> None:
		assert change(story.plan(TODAY), rule).unplanned_move is False

	@pytest.mark.parametrize(
		("today", "rule"), [("2026-03-01", "C04"), (TODAY, "C05"), ("2026-03-09", "C05")]
	)
	def test_status_changed_and_what_goes_on_with_it_not_on_record_yet(self, today: str, rule: str) -> None:
		story = settled_child(end_date=TODAY, reason_place_change="PLACE")
		assert rules(story.plan(today)) == [rule]

	def test_an_adoptive_placement_whose_status_changed_goes_on(self) -> None:
		story = settled_child(kind="A6", end_date=TODAY, reason_place_change="PLACE")
		plan = story.plan(TODAY)
		assert (rules(plan), reasons(plan)) == (["C05"], [("C15", "2026-04-12", "must")])

	@pytest.mark.parametrize(
		("to", "expected"), [("P1", ["C17"]), ("K1", ["C04", "C18"]), ("K2", ["C05"]), ("U5", ["C05"])]
	)
	def test_with_parents_or_in_a_secure_home_it_is_a_move_though_the_carer_is_said_to_stay(
		self, to: str, expected: list[str]
	) -> None:
		assert rules(moved(to, reason_new_episode="T", carer_id=None).plan(TODAY)) == expected

	def test_a_carer_known_on_one_side_only_is_not_another_carer(self) -> None:
		assert rules(moved(old={"carer_id": None}, reason_new_episode="T").plan(TODAY)) == ["C05"]
		assert rules(moved(carer_id=None, reason_new_episode="T").plan(TODAY)) == ["C05"]


class TestWhatIsNotShown:
	"""After the 18th birthday nothing is; and what one rule sees is not another's."""

	@pytest.mark.parametrize(
		("born", "shown"), [("2008-03-24", True), ("2008-03-23", False), ("2008-03-16", False)]
	)
	def test_after_the_18th_birthday(self, born: str, shown: bool) -> None:
		secure = intended("K1").born(born)
		assert ("C18" in rules(secure.plan(TODAY))) is shown
		status = (
			settled_child("V2").status("2025-01-06", "V2", end_date="2026-03-23").status("2026-03-23", "C1")
		)
		assert ("C10" in rules(status.born(born).plan(TODAY))) is shown
		parents = Story().period("2026-02-23").status("2026-02-23", "C2").placed("2026-03-23", "P1")
		assert ("C17" in rules(parents.born(born).plan(TODAY))) is shown

	def test_c06_where_a_council_names_itself_among_its_neighbours(self) -> None:
		own = replace(OURS, adjoining_authorities=frozenset({"OWN", "NEXT"}))
		assert found(moved(area_authority="OWN"), policy=own) == {"C04"}

	def test_c25_only_by_the_type(self) -> None:
		for story in (moved("K1"), moved("R2"), moved(area_authority="FAR")):
			assert "C25" not in found(story.born("2009-09-15"))

	def test_c01_not_where_the_child_is_18_before_the_short_breaks_end(self) -> None:
		story = Story().period("2026-01-05").status("2026-01-05", "V4", end_date="2026-04-01")
		story.status("2026-04-01", "V2").born("2008-03-16")
		assert "C01" not in [rule for rule, *_ in told(story.plan(TODAY, iro=False))]
		assert "C01" in [rule for rule, *_ in told(story.born("2008-05-16").plan(TODAY, iro=False))]

	def test_c01_where_the_row_tells_nobody_the_iro_is_still_allocated(self) -> None:
		row = {**DEFAULT_RULES, "C01": replace(DEFAULT_RULES["C01"], tell_within=None)}
		story = Story().period(TODAY).status(TODAY, "V2")
		plan = story.plan(TODAY, iro=False, policy=replace(OURS, rules=row))
		assert told(plan) == [("C01", "the IRO Manager, to allocate an IRO", "2026-03-09")]
