"""Moves that have happened, C02-C05, C17 and K1: domain.md 7 and 4.6; issue, "Parts: Domain"; scenario 2."""

import pytest

from tests.domain.shown import T3, change, moved, reasons, rules, settled_child, told, words
from tests.domain.story import Story, day

LOCAL = "2026-03-30"
"""20 working days after Monday 2 March 2026."""
TODAY = "2026-03-02"


def because(reason: str | None, **new: object) -> Story:
	return moved(old={"reason_place_change": reason}, **new)


@pytest.mark.parametrize(
	("reason", "rule"),
	[
		("CARPL", "C02"),
		("CLOSE", "C02"),
		("ALLEG", "C03"),
		("STAND", "C03"),
		("APPRR", "C03"),
		("CREQB", "C04"),
		("CREQO", "C04"),
		("CHILD", "C04"),
		("LAREQ", "C04"),
		("CUSTOD", "C04"),
		("OTHER", "C04"),
		(None, "C04"),
	],
)
def test_4_6_reason_place_change_decides_the_rule(reason: str | None, rule: str) -> None:
	plan = because(reason).plan(TODAY)
	assert [one for one in rules(plan) if one not in ("C22", "C29")] == [rule]
	assert reasons(plan) == [(rule, LOCAL, "local"), T3]
	assert (plan.reviews[0].kind, plan.reviews[0].timetable) == ("change_of_circumstances", "care_planning")
	assert plan.reviews[0].statutory_due_on == day("2026-07-12")
	assert (rule, "the IRO", "2026-03-03") in told(plan)
	assert ("C22" in rules(plan)) is (reason == "CUSTOD")
	assert ("C29" in rules(plan)) is (reason == "ALLEG")
	assert change(plan, rule).unplanned_move is (rule != "C02")


def test_fires_on_the_day_and_not_the_day_before() -> None:
	assert reasons(settled_child().plan("2026-03-01")) == [T3]
	assert not change(because("CREQB").plan(TODAY), "C04").ahead
	assert change(because("CREQB").plan("2026-03-01"), "C04").ahead


def test_undone_when_the_next_placement_is_voided_and_the_old_one_open_again() -> None:
	plan = settled_child().plan("2026-04-03")
	assert (reasons(plan), plan.notices, plan.changes) == ([T3], (), ())


def test_settled_by_a_review_on_or_after_it() -> None:
	story = because("CREQB")
	assert ("C04", LOCAL, "local") in reasons(story.reviewed("2026-03-01").plan("2026-03-20"))
	plan = story.reviewed("2026-03-02").plan("2026-03-20")
	assert reasons(plan) == [("T3", "2026-09-02", "must")]
	assert plan.notices == ()
	assert change(plan, "C04").settled_on == day("2026-03-02")


def test_a_review_that_looked_only_at_the_change_settles_it() -> None:
	plan = because("CREQB").reviewed("2026-03-20", change_only=True).plan("2026-03-20")
	assert reasons(plan) == [T3]


@pytest.mark.parametrize(
	("reason", "meaning"),
	[
		("CARPL", "Planned move on 2 March 2026, U6 to U6: a change in the care plan (CARPL)"),
		("ALLEG", "Emergency move on 2 March 2026, U6 to U6: an allegation (ALLEG)"),
		(
			"CREQB",
			"Unplanned move on 2 March 2026, U6 to U6: the carer asked, because of the child's behaviour (CREQB)",
		),
		(None, "Unplanned move on 2 March 2026, U6 to U6: no reason recorded yet, counted as unplanned"),
	],
)
def test_the_basis_names_the_change_its_date_and_its_reason(reason: str | None, meaning: str) -> None:
	plan = because(reason).plan(TODAY)
	assert plan.changes[0].description == meaning
	assert plan.notices[0].reason == meaning
	(basis, _) = plan.reviews[0].basis
	assert basis.reason.startswith(meaning)
	assert (basis.changed_on, basis.counted) == (day(TODAY), "20 working days from 2 March 2026")


class TestNoReviewBeforeTheMove:
	"""Kept as a fact with the risk (yes, no, not known): C02, C04 (reg 14(1), 14(3))."""

	@pytest.mark.parametrize(
		("reason", "risk", "rule", "fact"),
		[
			("CARPL", None, "C02", "; no review before it is on record, immediate risk: not known"),
			("CREQB", False, "C04", "; no review before it is on record, immediate risk: no"),
			(None, None, "C04", "; no review before it is on record, immediate risk: not known"),
			("CREQB", True, "C03", "(CREQB)"),
			("CARPL", True, "C03", "(CARPL)"),
			("ALLEG", None, "C03", "(ALLEG)"),
		],
	)
	def test_the_fact(self, reason: str | None, risk: bool | None, rule: str, fact: str) -> None:
		plan = moved(old={"reason_place_change": reason, "immediate_risk": risk}).plan(TODAY)
		assert words(plan, rule).endswith(fact)
		found = change(plan, rule)
		assert found.reviewed_before is (None if rule == "C03" else False)
		assert found.immediate_risk is risk

	def test_a_review_that_considered_it_is_on_record(self) -> None:
		story = because("CARPL").reviewed("2026-02-26", changes_considered=["NEW"])
		found = change(story.plan(TODAY), "C02")
		assert (found.reviewed_before, found.settled_on) == (True, day("2026-02-26"))

	def test_a_review_on_the_day_settles_it_but_was_not_before_it(self) -> None:
		found = change(because("CARPL").reviewed("2026-03-02").plan(TODAY), "C02")
		assert (found.reviewed_before, found.settled_on) == (False, day("2026-03-02"))


class TestC05SameCarer:
	"""RNE T or U, reason PLACE, or the same carer's id: the IRO is told, no review of its own."""

	@pytest.mark.parametrize(
		("old", "new"),
		[
			({}, {"reason_new_episode": "T", "carer_id": None}),
			({}, {"reason_new_episode": "U", "carer_id": None}),
			({}, {"reason_new_episode": "T", "carer_id": "F-1"}),
			({}, {"reason_new_episode": None, "carer_id": "F-1"}),
			({"reason_place_change": "PLACE"}, {"reason_new_episode": None, "carer_id": None}),
			({"reason_place_change": "PLACE"}, {"reason_new_episode": "P", "carer_id": None}),
			({"carer_id": None}, {"reason_new_episode": "L", "carer_id": None}),
		],
	)
	def test_fires(self, old: dict[str, object], new: dict[str, object]) -> None:
		plan = moved(old=old, **new).plan(TODAY)
		assert rules(plan) == ["C05"]
		assert reasons(plan) == [T3]
		assert told(plan) == [("C05", "the IRO", "2026-03-09")]
		assert plan.changes[0].description.startswith(
			"Change of placement with the same carer on 2 March 2026, U6 to U6"
		)
		assert plan.changes[0].reviewed_before is None

	@pytest.mark.parametrize(
		("old", "new"),
		[
			({}, {"reason_new_episode": "T", "carer_id": "F-2"}),  # the ids outrank the reason
			({"reason_place_change": "PLACE"}, {"reason_new_episode": "T", "carer_id": "F-2"}),
			({}, {"reason_new_episode": "P", "carer_id": "F-1"}),  # said to be another carer
			({}, {"reason_new_episode": "B", "carer_id": None}),
			(
				{"carer_id": None},
				{"reason_new_episode": None, "carer_id": None},
			),  # nothing says the same carer
			({"carer_id": None, "urn": "SC1"}, {"reason_new_episode": None, "carer_id": None, "urn": "SC1"}),
			({"carer_id": None, "urn": "SC1"}, {"reason_new_episode": "L", "carer_id": None, "urn": "SC2"}),
			(
				{"carer_id": None, "provider": "PR1"},
				{"reason_new_episode": "L", "carer_id": None, "provider": "PR4"},
			),
		],
	)
	def test_just_short_of_it_is_a_move(self, old: dict[str, object], new: dict[str, object]) -> None:
		assert rules(moved(old=old, **new).plan(TODAY)) == ["C04"]

	def test_undone_by_a_correction_that_names_another_carer(self) -> None:
		story = moved(reason_new_episode="T", carer_id=None)
		assert rules(story.plan(TODAY)) == ["C05"]
		assert rules(story.placed(TODAY, "U6", "NEW", reason_new_episode="P").plan(TODAY)) == ["C04"]


class TestPlacementTypeOutranksTheReasonForTheEpisode:
	"""Issue: A3-A6, P1 and K1 outrank RNE (A3-A6: test_adoption)."""

	@pytest.mark.parametrize(
		("to", "reason", "rule"),
		[
			("K1", None, "C04"),
			("K1", "CARPL", "C02"),
			("K1", "PLACE", "C04"),
			("K2", None, "C05"),
			("P1", None, "C17"),
		],
	)
	def test_said_to_be_with_the_same_carer(self, to: str, reason: str | None, rule: str) -> None:
		story = moved(to, old={"reason_place_change": reason}, reason_new_episode="T", carer_id=None)
		assert rules(story.plan(TODAY)) == ([rule, "C18"] if to == "K1" else [rule])

	@pytest.mark.parametrize(("kind", "status"), [("P1", "C2"), ("K1", "C2")])
	def test_nothing_begins_where_the_child_was_there_already(self, kind: str, status: str) -> None:
		story = moved(kind, kind=kind, status=status, reason_new_episode="T", carer_id=None).reviewed(
			"2026-02-02"
		)
		assert rules(story.plan(TODAY))[-1] == "C05"


class TestC17PlacedWithParents:
	"""regs 17 and 19: a review before; missed, within 10 working days, by law."""

	@pytest.mark.parametrize("status", ["C1", "C2"])
	@pytest.mark.parametrize("reason", ["CARPL", "STAND", None])
	def test_fires_under_a_care_order_whatever_the_reason(self, status: str, reason: str | None) -> None:
		plan = moved("P1", status=status, old={"reason_place_change": reason}).plan(TODAY)
		assert rules(plan) == ["C17"]
		assert reasons(plan) == [("C17", "2026-03-16", "must"), T3]
		assert plan.reviews[0].statutory_due_on == day("2026-03-16")
		assert told(plan) == [("C17", "the IRO", "2026-03-03")]
		assert "; no review before it is on record" in words(plan, "C17")
		assert "immediate risk" not in words(plan, "C17")

	@pytest.mark.parametrize("status", ["V2", "E1", "J1", "L2"])
	def test_not_without_a_care_order(self, status: str) -> None:
		assert "C17" not in rules(moved("P1", status=status).plan(TODAY))

	def test_not_in_any_other_placement(self) -> None:
		assert rules(moved("P3").plan(TODAY)) == ["C04"]

	def test_undone_by_a_correction_of_the_type(self) -> None:
		story = moved("P1")
		assert rules(story.plan(TODAY)) == ["C17"]
		assert rules(story.placed(TODAY, "U3", "NEW", reason_new_episode="P").plan(TODAY)) == ["C04"]

	def test_the_status_on_the_day_of_the_move_decides(self) -> None:
		story = moved("P1", status="V2").status("2025-01-06", "V2", end_date=TODAY).status(TODAY, "C1")
		assert "C17" in rules(story.plan(TODAY))

	@pytest.mark.parametrize(("status", "found"), [("C1", ["C17"]), ("C2", ["C17"]), ("V2", [])])
	def test_a_period_that_begins_with_parents(self, status: str, found: list[str]) -> None:
		story = Story().period("2026-03-02").status("2026-03-02", status).placed("2026-03-02", "P1")
		plan = story.plan(TODAY)
		assert rules(plan) == found
		if found:
			assert reasons(plan) == [("C17", "2026-03-16", "must"), ("T1", "2026-03-30", "must")]
			assert plan.changes[0].description == "Placed with parents under a care order on 2 March 2026"
			assert reasons(story.reviewed("2026-03-12").plan("2026-03-12")) == [("T2", "2026-06-12", "must")]

	def test_a_period_that_begins_with_parents_after_a_few_days_in_hospital(self) -> None:
		story = (
			Story().period("2026-02-23").status("2026-02-23", "C2").placed("2026-02-23", "T2", end_date=TODAY)
		)
		plan = story.placed(TODAY, "P1", reason_new_episode="P").plan(TODAY)
		assert [(one.rule, one.on) for one in plan.changes] == [("C17", day(TODAY))]

	def test_a_period_that_begins_with_parents_the_child_was_with_all_along(self) -> None:
		story = Story().period(TODAY).status(TODAY, "C2").placed("2026-02-23", "P1")
		assert reasons(story.plan(TODAY))[0] == ("C17", "2026-03-16", "must")

	@pytest.mark.parametrize(
		("held", "considered", "before"),
		[
			("2026-02-25", "PL-2026-03-02", True),
			("2026-02-25", "PL-ELSE", False),
			("2026-03-02", "PL-2026-03-02", False),
		],
	)
	def test_whether_a_review_before_considered_it(self, held: str, considered: str, before: bool) -> None:
		story = Story().period("2026-02-23").status("2026-02-23", "C2").placed(TODAY, "P1")
		story.reviewed(held, changes_considered=[considered])
		found = change(story.plan(TODAY), "C17")
		assert found.reviewed_before is before
		assert (found.settled_on is not None) is (considered == "PL-2026-03-02")

	def test_immediate_risk_excuses_from_the_review_before(self) -> None:
		plan = moved("P1", old={"immediate_risk": True}).plan(TODAY)
		assert (change(plan, "C17").reviewed_before, "no review before" in words(plan, "C17")) == (
			None,
			False,
		)

	def test_a_first_placement_that_is_to_be_with_parents_asks_for_a_review_before(self) -> None:
		story = Story().period(TODAY).status(TODAY, "C2").placed("2026-03-16", "P1", status="planned")
		plan = story.plan(TODAY)
		assert change(plan, "C17").ahead
		assert reasons(plan) == [("C17", "2026-03-13", "must"), ("T1", "2026-03-30", "must")]

	def test_a_period_that_begins_elsewhere(self) -> None:
		story = Story().period("2026-03-02").status("2026-03-02", "C2").placed("2026-03-02", "U6")
		assert rules(story.plan(TODAY)) == []

	def test_with_parents_before_the_records_began_but_the_move_is_on_record(self) -> None:
		story = Story().period("2026-03-02", start_known=False).status("2026-03-02", "C2")
		story.placed("2026-03-02", "P1", reason_new_episode="P")
		assert reasons(story.plan(TODAY)) == [("C17", "2026-03-16", "must")]
		assert story.plan(TODAY).gaps

	def test_with_one_parent_at_first_and_then_with_the_other_are_two_things_to_tell(self) -> None:
		story = Story().period("2026-01-05").status("2026-01-05", "C2")
		story.placed("2026-01-05", "P1", end_date=TODAY).placed(TODAY, "P1", reason_new_episode="P")
		plan = story.plan(TODAY)
		assert rules(plan) == ["C17", "C17"]
		assert len({notice.key for notice in plan.notices}) == 2


class TestWhereTheNextPlacementIsNotOnRecord:
	"""A placement ended and nothing follows: the child has moved, wherever to."""

	@pytest.mark.parametrize(
		("reason", "rule", "said"),
		[
			(
				None,
				"C04",
				"no reason recorded yet, counted as unplanned",
			),
			(
				"CARPL",
				"C02",
				"a change in the care plan (CARPL)",
			),
			(
				"ALLEG",
				"C03",
				"an allegation (ALLEG)",
			),
		],
	)
	def test_fires(self, reason: str | None, rule: str, said: str) -> None:
		plan = settled_child(end_date="2026-03-02", reason_place_change=reason).plan(TODAY)
		assert reasons(plan) == [(rule, LOCAL, "local"), T3]
		assert change(plan, rule).description == (
			f"U6 placement ended on 2 March 2026, none recorded after it: {said}"
		)

	def test_is_the_same_change_once_the_next_placement_arrives(self) -> None:
		before = settled_child(end_date="2026-03-02", reason_place_change="CREQB").plan(TODAY)
		after = because("CREQB").plan(TODAY)
		assert change(before, "C04").subject == change(after, "C04").subject
		assert [one.key for one in before.notices] == [one.key for one in after.notices]

	def test_not_where_care_ended_with_it(self) -> None:
		story = settled_child(end_date="2026-03-02").period(
			"2025-01-06", "2026-03-02", reviews_complete=False
		)
		assert rules(story.plan("2026-03-01")) == ["C23"]

	def test_counts_from_the_day_the_last_one_ended_where_the_next_began_later(self) -> None:
		story = settled_child(end_date="2026-03-02", reason_place_change="CREQB")
		story.placed("2026-03-05", "U6", "NEW", carer_id="F-2", reason_new_episode="P")
		assert ("C04", LOCAL, "local") in reasons(story.plan("2026-03-06"))

	def test_counts_from_the_day_the_next_began_where_they_overlap(self) -> None:
		story = settled_child(end_date="2026-03-06", reason_place_change="CREQB")
		story.placed("2026-03-02", "U6", "NEW", carer_id="F-2", reason_new_episode="P")
		assert ("C04", LOCAL, "local") in reasons(story.plan("2026-03-06"))
