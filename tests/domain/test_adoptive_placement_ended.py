"""C16, an adoptive placement ended: a review soon, and one between day 28 and day 42; domain.md 7 and 1.6."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from iro_module.domain.care_events import FactKind
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES
from iro_module.domain.settling import Ruling
from tests.domain.shown import T3, change, moved, reasons, rules, settled_child, told
from tests.domain.story import Story, day

TODAY = "2026-03-02"
"""A Monday; day 28 is Monday 30 March, which is also the 20th working day, day 42 is Monday 13 April."""
SOON = ("C16", "2026-03-30", "local")
WINDOW = ("C16", "2026-04-13", "local")


def ended(to: str = "U6", reason: str | None = "STAND", **values: object) -> Story:
	"""Placed for adoption since January 2025; the placement ends on Monday 2 March 2026."""
	return moved(to, kind="A6", old={"reason_place_change": reason}, **values)


def by_fact(on: str = TODAY, **placement: object) -> Story:
	"""The same, known only by a fact: the placement itself is still open in the records."""
	story = settled_child(kind="A6", **placement)
	return story.fact(FactKind.ADOPTIVE_PLACEMENT_ENDED, on, "ENDED")


@pytest.mark.parametrize(
	("reason", "recorded_on", "unplanned"),
	[
		("CARPL", None, False),
		("CLOSE", "2026-02-27", False),
		("CLOSE", "2026-02-28", True),
		("STAND", None, True),
		(None, None, True),
	],
)
def test_4_6_counts_as_an_unplanned_move_by_its_reason_and_notice(
	reason: str | None, recorded_on: str | None, unplanned: bool
) -> None:
	plan = ended(reason=reason, recorded_on=recorded_on).plan(TODAY)
	assert change(plan, "C16").unplanned_move is unplanned


class TestTwoReasons:
	def test_a_review_in_20_working_days_and_one_from_day_28_to_day_42(self) -> None:
		plan = ended().plan(TODAY)
		assert reasons(plan) == [SOON, WINDOW, T3]
		soon, window, _ = plan.reviews[0].basis
		assert (soon.not_before, window.not_before) == (None, day("2026-03-30"))
		assert soon.counted == "20 working days from 2 March 2026"
		assert window.counted == "42 days from 2 March 2026, and not before 30 March 2026"
		said = "Adoptive placement ended on 2 March 2026, A6 to U6: a standards-of-care process (STAND)"
		assert (soon.reason, window.reason) == (said, said)
		review = plan.reviews[0]
		assert (review.kind, review.timetable) == ("change_of_circumstances", "care_planning")
		assert review.statutory_due_on == day("2026-07-12")
		assert ("C16", "the IRO", "2026-03-03") in told(plan)

	def test_over_easter(self) -> None:
		story = moved("U6", "2026-03-16", kind="A6", old={"reason_place_change": "STAND"})
		plan = story.plan("2026-03-16")
		assert reasons(plan) == [("C16", "2026-04-15", "local"), ("C16", "2026-04-27", "local"), T3]
		assert plan.reviews[0].basis[1].not_before == day("2026-04-13")

	@pytest.mark.parametrize(
		("held", "left"),
		[
			("2026-03-01", [SOON, WINDOW]),
			(TODAY, [WINDOW]),
			("2026-03-29", [WINDOW]),
			("2026-03-30", []),  # one date meets both
			("2026-04-13", []),
			("2026-04-14", []),  # late, but held
		],
	)
	def test_what_a_review_meets(self, held: str, left: list[tuple[str, str, str]]) -> None:
		found = reasons(ended().reviewed(held).plan("2026-04-20"))
		assert [one for one in found if one[0] == "C16"] == left

	def test_a_second_review_in_the_window_meets_what_the_first_left(self) -> None:
		story = ended().reviewed("2026-03-10").reviewed("2026-04-02")
		assert reasons(story.plan("2026-04-02")) == [("T3", "2026-10-02", "must")]

	@pytest.mark.parametrize(
		("considered", "left"), [((), []), (("OLD",), []), (("NEW",), []), (("ELSE",), [SOON, WINDOW])]
	)
	def test_a_review_that_looked_only_at_some_changes_meets_only_theirs(
		self, considered: tuple[str, ...], left: list[tuple[str, str, str]]
	) -> None:
		story = ended().reviewed("2026-03-31", changes_considered=considered, change_only=True)
		found = reasons(story.plan("2026-03-31"))
		assert [one for one in found if one[0] == "C16"] == left

	@pytest.mark.parametrize(("aspect", "left"), [("", []), ("C08", [SOON, WINDOW])])
	def test_a_review_that_looked_only_at_the_end_itself_meets_both(
		self, aspect: str, left: list[tuple[str, str, str]]
	) -> None:
		end = change(ended().plan(TODAY), "C16")
		story = ended().held("2026-03-31", considered=(f"{end.subject}/{aspect}",), change_only=True)
		assert [one for one in reasons(story.plan("2026-03-31")) if one[0] == "C16"] == left

	def test_a_review_before_that_considered_the_end_leaves_the_window(self) -> None:
		story = ended().reviewed("2026-02-16", changes_considered=["OLD"])
		assert reasons(story.plan(TODAY)) == [WINDOW, ("T3", "2026-08-16", "must")]
		assert told(story.plan(TODAY)) == []

	def test_the_window_is_a_setting(self) -> None:
		own = replace(DEFAULT_POLICY, adoption_ended_from_days=14, adoption_ended_to_days=21)
		plan = ended().plan(TODAY, policy=own)
		assert ("C16", "2026-03-23", "local") in reasons(plan)
		assert plan.reviews[0].basis[0].not_before == day("2026-03-16")

	def test_only_what_falls_before_the_end_of_care(self) -> None:
		story = ended().period("2025-01-06", "2026-04-13", reviews_complete=False, end_reason="E4A")
		assert reasons(story.plan(TODAY)) == [SOON]

	def test_switched_off(self) -> None:
		off = {**DEFAULT_RULES, "C16": replace(DEFAULT_RULES["C16"], enabled=False)}
		plan = ended().plan(TODAY, policy=replace(DEFAULT_POLICY, rules=off))
		assert "C16" not in [rule for rule, *_ in (*reasons(plan), *told(plan))]

	def test_without_a_limit_only_the_window_is_left(self) -> None:
		row = {**DEFAULT_RULES, "C16": replace(DEFAULT_RULES["C16"], review_within=None)}
		assert reasons(ended().plan(TODAY, policy=replace(DEFAULT_POLICY, rules=row))) == [WINDOW, T3]


class TestWhichMoves:
	"""A3-A6 to anything else, or ended with nothing after it."""

	@pytest.mark.parametrize("kind", ["A3", "A4", "A5", "A6"])
	def test_from_every_adoptive_placement(self, kind: str) -> None:
		assert "C16" in rules(moved(kind=kind).plan(TODAY))

	@pytest.mark.parametrize("kind", ["U2", "U5", "K2"])
	def test_from_no_other(self, kind: str) -> None:
		assert "C16" not in rules(moved(kind=kind).plan(TODAY))

	@pytest.mark.parametrize("to", ["U1", "U5", "K1", "K2", "P1"])
	def test_to_anything_else_whatever_it_is(self, to: str) -> None:
		found = rules(ended(to).plan(TODAY))
		assert "C16" in found
		assert not {"C02", "C03", "C04", "C05", "C17"} & set(found)

	@pytest.mark.parametrize("reason", ["ALLEG", "CREQB", "CARPL", None])
	def test_whatever_the_reason(self, reason: str | None) -> None:
		found = rules(ended(reason=reason).plan(TODAY))
		assert "C16" in found
		assert not {"C02", "C03", "C04"} & set(found)

	def test_also_with_the_same_carers_who_go_on_fostering(self) -> None:
		story = ended(carer_id="F-1", reason_new_episode="T")
		assert reasons(story.plan(TODAY)) == [SOON, WINDOW, T3]

	def test_not_to_other_adopters_nor_with_the_same_ones(self) -> None:
		assert rules(ended("A4").plan(TODAY)) == ["C15"]
		assert rules(ended("A4", carer_id="F-1", reason_new_episode="T").plan(TODAY)) == ["C05"]

	def test_ended_with_nothing_after_it(self) -> None:
		plan = settled_child(kind="A6", end_date=TODAY, reason_place_change="STAND").plan(TODAY)
		assert reasons(plan) == [SOON, WINDOW, T3]
		assert change(plan, "C16").description == (
			"A6 placement ended on 2 March 2026, none recorded after it: a standards-of-care process (STAND)"
		)

	def test_not_for_a_stay_in_hospital(self) -> None:
		assert rules(ended("T1").plan(TODAY)) == ["C34"]

	def test_not_where_the_child_is_adopted(self) -> None:
		story = settled_child("E1", kind="A6", end_date=TODAY)
		story.period("2025-01-06", TODAY, reviews_complete=False, end_reason="E11")
		assert "C16" not in rules(story.plan("2026-03-01"))

	def test_undone_when_the_next_placement_is_voided(self) -> None:
		assert "C16" not in rules(settled_child(kind="A6").plan(TODAY))

	def test_nothing_is_asked_for_while_it_lies_ahead(self) -> None:
		plan = ended().plan("2026-03-01")
		assert "C16" not in [rule for rule, *_ in reasons(plan)]
		assert change(plan, "C16").ahead
		assert SOON in reasons(ended().plan(TODAY))

	def test_intended_it_is_spoken_of_as_intended(self) -> None:
		story = settled_child(kind="A6").placed("2026-03-23", "U6", "NEW", status="planned", carer_id="F-2")
		said = "End of the adoptive placement planned for 23 March 2026, A6 to U6"
		assert change(story.plan(TODAY), "C16").description == said


class TestCountedAsAnUnplannedMove:
	"""Two unplanned moves in 12 months (C04): unless the end was planned."""

	@pytest.mark.parametrize(
		("reason", "unplanned"),
		[("STAND", True), ("CREQB", True), ("OTHER", True), (None, True), ("CARPL", False), ("CLOSE", False)],
	)
	def test_by_its_reason(self, reason: str | None, unplanned: bool) -> None:
		assert change(ended(reason=reason).plan(TODAY), "C16").unplanned_move is unplanned
		assert change(ended(reason=reason).plan("2026-03-01"), "C16").unplanned_move is False

	def test_the_second_is_talked_about(self) -> None:
		story = ended(end_date="2026-03-09", reason_place_change="CREQB")
		story.placed("2026-03-09", "U6", "NEXT", carer_id="F-3", reason_new_episode="P")
		asked = ("C04", "the IRO, to speak to the social worker", "2026-03-12")
		assert asked in told(story.plan("2026-03-09"))

	def test_a_recorded_fact_alone_is_no_move(self) -> None:
		assert change(by_fact().plan(TODAY), "C16").unplanned_move is False


class TestTheAdoptionTimetableEnds:
	"""AAR reg 36(3) runs until the child is returned; then care planning goes on."""

	def test_with_the_placement(self) -> None:
		assert [one for one in reasons(ended().plan("2026-03-01")) if one[2] == "must"] == [
			("C15", "2026-04-12", "must")
		]
		assert reasons(ended().plan(TODAY))[-1] == T3

	def test_with_the_fact_though_the_placement_is_open(self) -> None:
		assert reasons(by_fact().plan("2026-03-01")) == [("C15", "2026-04-12", "must")]
		assert reasons(by_fact().plan(TODAY)) == [SOON, WINDOW, T3]

	def test_not_with_another_fact(self) -> None:
		story = settled_child(kind="A6").fact(FactKind.HEALTH_EVENT, TODAY)
		assert reasons(story.plan(TODAY)) == [("C15", "2026-04-12", "must")]

	def test_new_adopters_on_the_day_of_the_fact_begin_their_own_four_weeks(self) -> None:
		story = ended("A5").fact(FactKind.ADOPTIVE_PLACEMENT_ENDED, TODAY)
		assert ("C15", "2026-03-30", "must") in reasons(story.plan(TODAY))
		assert rules(story.plan(TODAY)) == ["C15", "C16"]

	def test_nor_does_one_of_an_earlier_placement_end_it(self) -> None:
		story = ended("A5").fact(FactKind.ADOPTIVE_PLACEMENT_ENDED, "2026-02-27")
		assert ("C15", "2026-03-30", "must") in reasons(story.plan(TODAY))


class TestByARecordedFact:
	def test_fires_as_the_placement_would(self) -> None:
		plan = by_fact().plan(TODAY)
		assert reasons(plan) == [SOON, WINDOW, T3]
		assert told(plan) == [("C16", "the IRO", "2026-03-03")]
		assert change(plan, "C16").subject == "ENDED"
		assert change(plan, "C16").description == "Adoptive placement ended on 2 March 2026"

	def test_not_before_its_day(self) -> None:
		assert "C16" not in [rule for rule, *_ in reasons(by_fact().plan("2026-03-01"))]

	def test_once_only_where_the_placements_show_the_same_day(self) -> None:
		story = ended().fact(FactKind.ADOPTIVE_PLACEMENT_ENDED, TODAY)
		assert rules(story.plan(TODAY)) == ["C16"]

	def test_no_other_fact_has_such_a_window(self) -> None:
		story = settled_child().fact(FactKind.HEALTH_EVENT, TODAY).reviewed("2026-03-31")
		assert change(story.plan("2026-03-31"), "C34").window_met_on is None

	def test_undone_when_the_fact_is_withdrawn(self) -> None:
		assert reasons(settled_child(kind="A6").plan(TODAY)) == [("C15", "2026-04-12", "must")]

	@pytest.mark.parametrize(("held", "left"), [(TODAY, [WINDOW]), ("2026-03-30", [])])
	def test_what_a_review_meets(self, held: str, left: list[tuple[str, str, str]]) -> None:
		found = reasons(by_fact().reviewed(held).plan("2026-03-30"))
		assert [one for one in found if one[0] == "C16"] == left

	@pytest.mark.parametrize("considered", ["ENDED", "ENDED/"])
	def test_a_review_of_that_change_alone(self, considered: str) -> None:
		story = by_fact().held("2026-03-31", considered=(considered,), change_only=True)
		assert reasons(story.plan("2026-03-31")) == [T3]


class TestTheIroDecides:
	def test_no_separate_review(self) -> None:
		story = ended()
		story.decided(change(story.plan(TODAY), "C16"), Ruling.NO_REVIEW, TODAY)
		assert (reasons(story.plan(TODAY)), told(story.plan(TODAY))) == ([T3], [])

	def test_by_a_day(self) -> None:
		story = ended()
		story.decided(change(story.plan(TODAY), "C16"), Ruling.BY, TODAY, by="2026-04-07")
		assert reasons(story.plan(TODAY)) == [
			("C16", "2026-04-07", "local"), ("C16", "2026-04-07", "local"), T3,
		]  # fmt: skip

	def test_considered_at_a_review_leaves_the_window(self) -> None:
		story = ended().reviewed("2026-02-27")
		story.decided(change(story.plan(TODAY), "C16"), Ruling.CONSIDERED, TODAY, review_on="2026-02-27")
		assert reasons(story.plan(TODAY)) == [WINDOW, ("T3", "2026-08-27", "must")]

	@pytest.mark.parametrize("known", [ended, by_fact])
	def test_not_considered_at_a_review_in_the_window_both_are_open_again(
		self, known: Callable[[], Story]
	) -> None:
		story = known().reviewed("2026-03-31")
		story.decided(
			change(story.plan("2026-03-31"), "C16"),
			Ruling.NOT_CONSIDERED,
			"2026-03-31",
			review_on="2026-03-31",
		)
		found = reasons(story.plan("2026-03-31"))
		assert [one for one in found if one[0] == "C16"] == [SOON, WINDOW]
