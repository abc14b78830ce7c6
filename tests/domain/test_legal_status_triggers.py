"""Changes of legal status, C10, C11, C12 and C14: domain.md 7 and 4.4."""

import pytest

from iro_module.domain.codes import LegalStatus
from tests.domain.shown import T3, change, reasons, rules, settled_child, told, words
from tests.domain.story import Story, day

TODAY = "2026-03-02"


def changed(before: str, now: str, on: str = TODAY, ends: str | None = None) -> Story:
	"""`settled_child` whose legal status changes on Monday 2 March 2026."""
	return settled_child(before).status("2025-01-06", before, end_date=on).status(on, now, end_date=ends)


ALL = ("C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3")
WITHIN_A_GROUP = {"C1 C2", "D1 E1", "V3 V4", "L1 L2 L3", "J1 J2 J3"}
FOUND = {
	**{
		(before, now): "LS"
		for before in ALL
		for now in ALL
		if before != now and not any({before, now} <= set(group.split()) for group in WITHIN_A_GROUP)
	},
	**{(before, now): "C13" for before in ("L1", "L2", "L3") for now in ("C1", "C2", "V2", "V3", "V4", "D1")},
	**{(before, "E1"): "C14" for before in ALL if before != "E1"},
	**{(before, now): "C20" for before in ALL if before[0] != "J" for now in ("J1", "J2", "J3")},
	("V2", "C1"): "C10",
	("C1", "C2"): "C11",
	("V2", "C2"): "C11",
	("C1", "V2"): "C12",
	("C2", "V2"): "C12",
}


@pytest.mark.parametrize("now", [str(code) for code in LegalStatus])
@pytest.mark.parametrize("before", [str(code) for code in LegalStatus])
def test_4_4_which_transition_is_which_rule(before: str, now: str) -> None:
	rule = FOUND.get((before, now))
	found = [one.rule for one in changed(before, now).plan(TODAY).changes if one.on == day(TODAY)]
	assert found == ([rule] if rule else [])


@pytest.mark.parametrize(
	("before", "now", "reason", "tell_by", "said"),
	[
		("V2", "C1", None, "2026-03-04", "Interim care order made (V2 to C1), 2 March 2026"),
		("C1", "C2", ("C11", "2026-03-30", "local"), "2026-03-09", "Full care order made (C1 to C2), 2 March 2026"),
		(
			"C1", "V2", ("C12", "2026-03-30", "local"), "2026-03-09",
			"Interim care order ended, child still looked after (C1 to V2), 2 March 2026",
		),
		(
			"C2", "V2", ("C12", "2026-03-30", "local"), "2026-03-09",
			"Care order ended, child still looked after (C2 to V2), 2 March 2026",
		),
	],
)  # fmt: skip
def test_fires_on_the_day(
	before: str, now: str, reason: tuple[str, str, str] | None, tell_by: str, said: str
) -> None:
	plan = changed(before, now).plan(TODAY)
	assert reasons(plan) == ([reason, T3] if reason else [T3])
	(found,) = plan.changes
	assert (found.description, found.ahead, found.on) == (said, False, day(TODAY))
	assert told(plan) == [(found.rule, "the IRO", tell_by)]
	assert found.unplanned_move is False


@pytest.mark.parametrize(
	("before", "now", "first", "tell_by"),
	[
		("V2", "C1", T3, "2026-03-04"),
		("C1", "C2", ("C11", "2026-03-30", "local"), "2026-03-09"),
		("C2", "V2", ("C12", "2026-02-27", "must"), "2026-02-27"),
	],
)
def test_known_in_advance_only_c12_asks_for_a_review_before(
	before: str, now: str, first: tuple[str, str, str], tell_by: str
) -> None:
	plan = changed(before, now).plan("2026-02-02")
	assert reasons(plan)[0] == first
	assert [by for *_, by in told(plan)] == [tell_by]


def test_c12_missed_is_kept_as_a_fact_without_asking_for_the_risk() -> None:
	plan = changed("C2", "V2").plan(TODAY)
	assert words(plan, "C12").endswith("; no review before it is on record")
	assert change(plan, "C12").reviewed_before is False


@pytest.mark.parametrize(("before", "now", "rule"), [("V2", "C1", "C10"), ("C1", "C2", "C11")])
def test_where_the_law_asks_for_no_review_before_there_is_no_such_fact(
	before: str, now: str, rule: str
) -> None:
	plan = changed(before, now).plan(TODAY)
	assert change(plan, rule).reviewed_before is None
	assert not [one for review in plan.reviews for one in review.basis if "no review before" in one.reason]


class TestSettled:
	def test_by_a_review_on_or_after_it(self) -> None:
		story = changed("C1", "C2")
		assert reasons(story.reviewed("2026-03-01").plan(TODAY))[0] == ("C11", "2026-03-30", "local")
		plan = story.reviewed(TODAY).plan(TODAY)
		assert (reasons(plan), plan.notices) == ([("T3", "2026-09-02", "must")], ())

	def test_by_one_before_it_that_considered_the_new_status(self) -> None:
		story = changed("C2", "V2").reviewed("2026-02-16", changes_considered=["LS-2026-03-02"])
		plan = story.plan("2026-02-16")
		assert reasons(plan) == [("T3", "2026-08-16", "must")]
		assert change(plan, "C12").reviewed_before is True

	def test_not_by_one_that_considered_the_old_status(self) -> None:
		story = changed("C2", "V2").reviewed("2026-02-16", changes_considered=["LS-2025-01-06"])
		assert reasons(story.plan("2026-02-16"))[0] == ("C12", "2026-02-27", "must")


@pytest.mark.parametrize(("before", "now"), [("V2", "C1"), ("C1", "C2"), ("C2", "V2"), ("C2", "E1")])
def test_undone_when_the_new_status_is_voided(before: str, now: str) -> None:
	plan = settled_child(before).plan(TODAY)
	assert (rules(plan), reasons(plan)) == ([], [T3])


def test_an_order_from_the_first_day_is_a_change_unless_the_start_is_not_known() -> None:
	story = Story().period(TODAY).status(TODAY, "E1")
	assert told(story.plan(TODAY)) == [("C14", "the IRO", "2026-03-09")]
	story.period(TODAY, start_known=False).reviewed("2026-03-04")
	plan = story.plan("2026-03-04")
	assert (rules(plan), told(plan)) == ([], [])
	assert ("C14", "2026-09-04", "must") in reasons(plan)


def test_left_care_with_the_order_nothing_is_due() -> None:
	story = settled_child("C2").status("2025-01-06", "C2", end_date=TODAY).period("2025-01-06", TODAY)
	assert story.plan(TODAY).reviews == ()
	ahead = changed("C2", "V2").period("2025-01-06", TODAY, reviews_complete=False).plan("2026-02-02")
	assert (rules(ahead), reasons(ahead)) == (["C23"], [])


def test_from_remand_through_care_orders_each_change_is_its_own() -> None:
	story = settled_child("V2").status("2025-01-06", "V2", end_date="2026-02-02")
	story.status("2026-02-02", "C1", end_date="2026-03-02").status("2026-03-02", "C2", end_date="2026-04-13")
	story.status("2026-04-13", "E1")
	plan = story.plan("2026-04-13")
	assert rules(plan) == ["C10", "C11", "C14"]
	assert reasons(plan) == [("C11", "2026-03-30", "local"), T3, ("C14", "2026-07-13", "must")]
