"""What settles a change, and what the IRO may decide: domain.md 7 ("What settles a change"); issue, "Changes"."""

from dataclasses import replace

import pytest

from iro_module.domain.care_events import FactKind
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Authority
from iro_module.domain.records import RecordType
from iro_module.domain.review_plan import ChildFacts, EarlyRequest
from iro_module.domain.review_plan import plan as make_plan
from iro_module.domain.settling import (
	ChangeDecision,
	DecisionRefusedError,
	Ruling,
	check,
	still_holds,
	why_lapsed,
)
from tests.domain.shown import T3, change, moved, reasons, settled_child, told
from tests.domain.story import Story, day

TODAY = "2026-03-02"
"""A Monday."""
C04 = ("C04", "2026-03-30", "local")
TOLD = [("C04", "the IRO", "2026-03-03")]
LAW = [Authority.MUST, Authority.LOCAL]
LOCAL = [Authority.SHOULD, Authority.LOCAL]


def unplanned(on: str = TODAY, **values: object) -> Story:
	return moved(on=on, old={"reason_place_change": "CREQB"}, **values)


def decided(story: Story, ruling: Ruling, on: str = TODAY, rule: str = "C04", **values: str) -> Story:
	"""The IRO decides about the change under that rule, as it stands on that day."""
	return story.decided(change(story.plan(on), rule), ruling, on, **values)  # type: ignore[arg-type]


def decision(ruling: Ruling, review_on: str | None = None, by: str | None = None) -> ChangeDecision:
	return ChangeDecision(
		"C04", "OLD", day(TODAY), ruling, day(TODAY),
		day(review_on) if review_on else None, day(by) if by else None,
	)  # fmt: skip


class TestWhatTheIroMayDecide:
	@pytest.mark.parametrize("ruling", [Ruling.CONSIDERED, Ruling.NOT_CONSIDERED])
	def test_7_c_considered_or_not_at_a_review_that_was_held(self, ruling: Ruling) -> None:
		held = [day("2026-02-16"), day("2026-02-27")]
		check(decision(ruling, "2026-02-27"), LAW, None, held)
		for review_on in (None, "2026-02-26"):
			with pytest.raises(DecisionRefusedError) as refused:
				check(decision(ruling, review_on), LOCAL, None, held)
			assert str(refused.value) == "Name the review: none was completed on the day given."

	@pytest.mark.parametrize("ruling", [Ruling.NO_REVIEW, Ruling.BY])
	@pytest.mark.parametrize("by_law", [LAW, [Authority.MUST]])
	def test_7_c_not_against_the_law(self, ruling: Ruling, by_law: list[Authority]) -> None:
		said = (
			"The law asks for this review, so it cannot be left out or put off. "
			"Hold it, or record the review at which the change was considered."
		)
		for asked_by, review_by_law in ((by_law, False), (LOCAL, True), ([], True)):
			with pytest.raises(DecisionRefusedError) as refused:
				check(decision(ruling, by="2026-03-09"), asked_by, None, [], review_by_law)
			assert str(refused.value) == said

	@pytest.mark.parametrize("asked_by", [LOCAL, [Authority.SHOULD], [Authority.LOCAL], []])
	def test_7_c_no_separate_review_where_only_guidance_or_a_setting_asks(
		self, asked_by: list[Authority]
	) -> None:
		check(decision(Ruling.NO_REVIEW), asked_by, day("2026-07-12"), [])

	@pytest.mark.parametrize("by", [TODAY, "2026-07-11", "2026-07-12"])
	def test_7_c_by_a_day_not_after_the_date_by_law(self, by: str) -> None:
		check(decision(Ruling.BY, by=by), LOCAL, day("2026-07-12"), [])

	def test_7_c_by_any_day_where_there_is_no_date_by_law(self) -> None:
		check(decision(Ruling.BY, by="2030-01-01"), LOCAL, None, [])

	@pytest.mark.parametrize(
		("by", "said"),
		[
			(None, "Set a day for the review, today or later."),
			("2026-03-01", "Set a day for the review, today or later."),
			("2026-07-13", "Set a day not after 12 July 2026, the date by law."),
		],
	)
	def test_7_c_no_other_day(self, by: str | None, said: str) -> None:
		with pytest.raises(DecisionRefusedError) as refused:
			check(decision(Ruling.BY, by=by), LOCAL, day("2026-07-12"), [])
		assert str(refused.value) == said

	def test_a_refusal_is_a_value_error(self) -> None:
		assert issubclass(DecisionRefusedError, ValueError)

	def test_how_the_rulings_read(self) -> None:
		assert [one.value for one in Ruling] == [
			"considered at a review",
			"not considered at the review",
			"no separate review",
			"review by a day",
		]


class TestConsidered:
	"""(c) "considered at the review of ..."."""

	def test_settles_as_the_review_itself_would(self) -> None:
		story = decided(unplanned().reviewed("2026-02-27"), Ruling.CONSIDERED, review_on="2026-02-27")
		plan = story.plan(TODAY)
		assert (reasons(plan), told(plan)) == ([("T3", "2026-08-27", "must")], [])
		found = change(plan, "C04")
		assert (found.settled_on, found.reviewed_before, found.settled) == (day("2026-02-27"), True, True)
		assert found.decision is not None

	def test_a_review_after_it_too_and_the_question_is_answered(self) -> None:
		story = unplanned(recorded_on="2026-03-23").reviewed("2026-03-20")
		assert [tell for _, tell, _ in told(story.plan("2026-03-25"))] == [
			"the IRO, to say whether it was considered"
		]
		story = decided(story, Ruling.CONSIDERED, "2026-03-25", review_on="2026-03-20")
		assert told(story.plan("2026-03-25")) == []
		assert reasons(story.plan("2026-03-25")) == [("T3", "2026-09-20", "must")]

	def test_also_what_the_law_asks_for(self) -> None:
		story = moved("P1").reviewed("2026-02-27")
		assert reasons(story.plan(TODAY))[0] == ("C17", "2026-03-16", "must")
		story = decided(story, Ruling.CONSIDERED, rule="C17", review_on="2026-02-27")
		assert reasons(story.plan(TODAY)) == [("T3", "2026-08-27", "must")]

	@pytest.mark.parametrize(
		("review_on", "considered", "before"),
		[
			(TODAY, (), False),
			("2026-02-27", (), True),
			("2026-03-04", ("OLD",), True),
			("2026-03-04", (), False),
		],
	)
	def test_whether_it_was_before_the_change(
		self, review_on: str, considered: tuple[str, ...], before: bool
	) -> None:
		story = unplanned().reviewed(TODAY).reviewed("2026-02-27").reviewed("2026-03-04")
		if considered:
			story.reviewed("2026-02-16", changes_considered=considered)
		story = decided(story, Ruling.CONSIDERED, "2026-03-04", review_on=review_on)
		found = change(story.plan("2026-03-04"), "C04")
		assert (found.settled_on, found.reviewed_before) == (day(review_on), before)

	def test_not_by_a_review_that_is_not_on_record_any_more(self) -> None:
		story = decided(unplanned(), Ruling.CONSIDERED, review_on="2026-02-27")
		plan = story.plan(TODAY)
		assert (reasons(plan), told(plan)) == ([C04, T3], TOLD)
		assert change(plan, "C04").decision is None
		story.reviewed("2026-02-27")
		assert change(story.plan(TODAY), "C04").settled_on == day("2026-02-27")

	def test_nor_by_one_that_has_not_been_held_yet(self) -> None:
		story = decided(unplanned("2026-03-09").reviewed("2026-03-04"), Ruling.CONSIDERED, "2026-03-04", rule="C04",
			review_on="2026-03-04")  # fmt: skip
		assert change(story.plan("2026-03-03"), "C04").settled_on is None
		assert change(story.plan("2026-03-04"), "C04").settled_on == day("2026-03-04")


class TestNotConsidered:
	"""The IRO answers that the review did not consider the change: it is open again."""

	def answered(self, held: str = "2026-03-20", **values: object) -> Story:
		story = unplanned(recorded_on="2026-03-23", **values).reviewed(held)
		return decided(story, Ruling.NOT_CONSIDERED, "2026-03-25", review_on=held)

	def test_the_review_is_asked_for_and_the_iro_told(self) -> None:
		plan = self.answered().plan("2026-03-25")
		assert (reasons(plan), told(plan)) == ([C04, ("T3", "2026-09-20", "must")], TOLD)
		assert not change(plan, "C04").settled

	def test_a_later_review_settles_it(self) -> None:
		story = self.answered().reviewed("2026-03-27")
		assert reasons(story.plan("2026-03-27")) == [("T3", "2026-09-27", "must")]
		assert change(story.plan("2026-03-27"), "C04").settled_on == day("2026-03-27")

	def test_an_earlier_one_after_the_change_does_not(self) -> None:
		story = self.answered().reviewed("2026-03-10")
		assert C04 in reasons(story.plan("2026-03-25"))

	def test_one_that_recorded_considering_it_beforehand_does(self) -> None:
		story = self.answered().reviewed("2026-02-16", changes_considered=["OLD"])
		assert change(story.plan("2026-03-25"), "C04").settled_on == day("2026-02-16")

	def test_nor_one_that_says_so_but_the_iro_says_not(self) -> None:
		story = unplanned().reviewed("2026-02-16", changes_considered=["OLD"])
		assert change(story.plan(TODAY), "C04").settled_on == day("2026-02-16")
		decided(story, Ruling.NOT_CONSIDERED, review_on="2026-02-16")
		plan = story.plan(TODAY)
		assert reasons(plan) == [C04, ("T3", "2026-08-16", "must")]
		assert (told(plan), change(plan, "C04").reviewed_before) == (TOLD, False)

	def test_without_a_review_it_rules_out_none(self) -> None:
		story = unplanned().reviewed("2026-03-20")
		story.decided(change(unplanned().plan(TODAY), "C04"), Ruling.NOT_CONSIDERED, TODAY)
		assert change(story.plan("2026-03-25"), "C04").settled_on == day("2026-03-20")

	def test_the_second_unplanned_move_is_talked_about_again(self) -> None:
		story = unplanned(end_date="2026-03-09", reason_place_change="LAREQ")
		story.placed("2026-03-09", "U6", "NEXT", carer_id="F-3", reason_new_episode="P").reviewed(
			"2026-03-20"
		)
		assert told(story.plan("2026-03-25")) == []
		second = next(one for one in story.plan("2026-03-25").changes if one.on == day("2026-03-09"))
		story.decided(second, Ruling.NOT_CONSIDERED, "2026-03-25", review_on="2026-03-20")
		assert told(story.plan("2026-03-25")) == [
			("C04", "the IRO", "2026-03-10"),
			("C04", "the IRO, to speak to the social worker", "2026-03-12"),
		]


class TestNoSeparateReview:
	"""(c) "no separate review because ...": only what guidance or a setting asks for."""

	def test_the_local_reason_goes_and_the_law_stays(self) -> None:
		plan = decided(unplanned(), Ruling.NO_REVIEW).plan(TODAY)
		assert (reasons(plan), told(plan)) == ([T3], [])
		assert (change(plan, "C04").settled, change(plan, "C04").settled_on) == (True, None)

	def test_what_the_law_asks_for_stays(self) -> None:
		plan = decided(moved("P1"), Ruling.NO_REVIEW, rule="C17").plan(TODAY)
		assert reasons(plan) == [("C17", "2026-03-16", "must"), T3]

	def test_of_two_reasons_only_the_local_one_goes(self) -> None:
		story = settled_child().fact(FactKind.RELEASE, "2026-06-01")
		plan = decided(story, Ruling.NO_REVIEW, rule="C21").plan(TODAY)
		assert reasons(plan) == [("C21", "2026-05-29", "must"), T3]

	def test_only_about_the_change_it_names(self) -> None:
		story = unplanned(end_date="2026-03-09", reason_place_change="LAREQ")
		story.placed("2026-03-09", "U6", "NEXT", carer_id="F-3", reason_new_episode="P")
		first = story.plan("2026-03-09").changes[0]
		story.decided(first, Ruling.NO_REVIEW, "2026-03-09")
		assert reasons(story.plan("2026-03-09")) == [("C04", "2026-04-08", "local"), T3]

	def test_and_about_the_aspect_it_names(self) -> None:
		story = moved("Z11", old={"reason_place_change": "CREQB"})
		plan = decided(story, Ruling.NO_REVIEW, rule="C40").plan(TODAY)
		assert reasons(plan) == [C04, T3]
		assert [rule for rule, *_ in told(plan)] == ["C04"]

	def test_naming_a_review_it_is_still_no_answer_about_that_review(self) -> None:
		story = unplanned().reviewed("2026-03-20")
		story.decided(change(unplanned().plan(TODAY), "C04"), Ruling.NO_REVIEW, TODAY, review_on="2026-03-20")
		assert change(story.plan("2026-03-25"), "C04").settled_on == day("2026-03-20")

	def test_guidance_too(self) -> None:
		story = settled_child("V2").fact(FactKind.END_PROPOSED, "2026-04-13", to_parents=True)
		assert reasons(decided(story, Ruling.NO_REVIEW, rule="C23").plan(TODAY)) == [T3]

	def test_a_review_held_afterwards_settles_it_all_the_same(self) -> None:
		story = decided(unplanned(), Ruling.NO_REVIEW).reviewed("2026-03-20")
		assert change(story.plan("2026-03-20"), "C04").settled_on == day("2026-03-20")


class TestByADay:
	"""(c) "by" a date not after the date by law."""

	def test_the_day_replaces_the_local_date(self) -> None:
		plan = decided(unplanned(), Ruling.BY, by="2026-05-11").plan(TODAY)
		assert reasons(plan) == [("C04", "2026-05-11", "local"), T3]
		basis = plan.reviews[0].basis[0]
		assert basis.counted == "11 May 2026, the day the IRO set"
		assert basis.reason.startswith("Unplanned move on 2 March 2026")
		assert told(plan) == []
		assert not change(plan, "C04").settled

	@pytest.mark.parametrize(("by", "due"), [("2026-03-09", "2026-03-09"), ("2026-07-12", "2026-07-12")])
	def test_earlier_or_up_to_the_date_by_law(self, by: str, due: str) -> None:
		assert ("C04", due, "local") in reasons(decided(unplanned(), Ruling.BY, by=by).plan(TODAY))

	def test_not_after_it(self) -> None:
		assert reasons(decided(unplanned(), Ruling.BY, by="2026-07-13").plan(TODAY)) == [C04, T3]

	def test_the_date_by_law_may_come_from_another_change(self) -> None:
		story = decided(unplanned(), Ruling.BY, by="2026-05-11")
		story.fact(FactKind.RELEASE, "2026-04-28")
		assert C04 in reasons(story.plan(TODAY))
		story.fact(FactKind.RELEASE, "2026-05-12", "RELEASE-2026-04-28")
		assert ("C04", "2026-05-11", "local") in reasons(story.plan(TODAY))

	def test_nothing_is_late_where_no_date_by_law_is_known(self) -> None:
		story = Story().period("2025-04-01", start_known=False).status("2025-04-01", "C2")
		story.placed(
			"2025-04-01", "U6", "OLD", end_date=TODAY, reason_place_change="CREQB", reason_new_episode="S"
		)
		story.placed(TODAY, "U6", "NEW", reason_new_episode="P")
		plan = decided(story, Ruling.BY, by="2030-01-07").plan(TODAY)
		assert reasons(plan) == [("C04", "2030-01-07", "local")]
		assert plan.reviews[0].statutory_due_on is None

	def test_the_law_keeps_its_own_day(self) -> None:
		plan = decided(moved("P1"), Ruling.BY, rule="C17", by="2026-03-09").plan(TODAY)
		assert reasons(plan)[0] == ("C17", "2026-03-16", "must")

	def test_without_a_day_nothing_changes(self) -> None:
		assert reasons(decided(unplanned(), Ruling.BY).plan(TODAY)) == [C04, T3]


class TestWhenADecisionLapses:
	"""Issue: if its change is withdrawn, changes kind or moves by more than 5 working days."""

	@pytest.mark.parametrize(
		("on", "holds"),
		[
			("2026-03-09", True),  # 5 working days later
			("2026-03-10", False),
			("2026-02-23", True),  # 5 working days earlier
			("2026-02-20", False),
			("2026-03-02", True),
		],
	)
	def test_moved_by_more_than_five_working_days(self, on: str, holds: bool) -> None:
		story = decided(unplanned(), Ruling.NO_REVIEW)
		story.placed("2025-01-06", "U6", "OLD", carer_id="F-1", end_date=on, reason_place_change="CREQB")
		story.placed(on, "U6", "NEW", carer_id="F-2", reason_new_episode="P")
		found = change(story.plan("2026-03-10"), "C04")
		assert found.settled is holds
		assert (found.decision is not None) is holds

	def test_bank_holidays_are_not_counted(self) -> None:
		before = ChangeDecision("C04", "OLD", day("2026-04-01"), Ruling.NO_REVIEW, day("2026-04-01"))
		assert still_holds(before, "C04", day("2026-04-10"), DEFAULT_POLICY)
		assert not still_holds(before, "C04", day("2026-04-13"), DEFAULT_POLICY)

	def test_the_days_are_a_setting(self) -> None:
		own = replace(DEFAULT_POLICY, decision_lapses_working_days=1)
		one = ChangeDecision("C04", "OLD", day(TODAY), Ruling.NO_REVIEW, day(TODAY))
		assert still_holds(one, "C04", day("2026-03-03"), own)
		assert not still_holds(one, "C04", day("2026-03-04"), own)

	def test_changed_in_kind(self) -> None:
		story = decided(unplanned(), Ruling.NO_REVIEW)
		story.placed("2025-01-06", "U6", "OLD", carer_id="F-1", end_date=TODAY, reason_place_change="ALLEG")
		plan = story.plan(TODAY)
		assert reasons(plan) == [("C03", "2026-03-30", "local"), T3]
		assert change(plan, "C03").decision is None

	def test_withdrawn(self) -> None:
		story = decided(unplanned(), Ruling.NO_REVIEW).without(RecordType.PLACEMENT, "NEW")
		story.placed("2025-01-06", "U6", "OLD", carer_id="F-1")
		assert (story.plan(TODAY).changes, reasons(story.plan(TODAY))) == ((), [T3])

	def test_the_latest_decision_counts(self) -> None:
		story = decided(unplanned(), Ruling.NO_REVIEW, TODAY)
		later = story.plan(TODAY).changes[0]
		story.decided(later, Ruling.BY, "2026-03-04", by="2026-05-11")
		assert reasons(story.plan("2026-03-04")) == [("C04", "2026-05-11", "local"), T3]
		story.decisions.reverse()
		assert reasons(story.plan("2026-03-04")) == [("C04", "2026-05-11", "local"), T3]


class TestReviewsThatLookedOnlyAtAChange:
	"""change_only: it starts no interval; naming records, it settles only theirs."""

	def two(self) -> Story:
		story = unplanned(end_date="2026-03-09", reason_place_change="LAREQ")
		return story.placed("2026-03-09", "U6", "NEXT", carer_id="F-3", reason_new_episode="P")

	@pytest.mark.parametrize(
		("considered", "settled"),
		[((), [True, True]), (("OLD",), [True, False]), (("NEXT",), [False, True]), (("OLD", "NEXT"), [True, True]),
			(("ELSE",), [False, False])],
	)  # fmt: skip
	def test_which_it_settles(self, considered: tuple[str, ...], settled: list[bool]) -> None:
		story = self.two().reviewed("2026-03-16", changes_considered=considered, change_only=True)
		plan = story.plan("2026-03-16")
		assert [one.settled for one in plan.changes] == settled
		assert T3 in reasons(plan)

	def test_any_other_review_settles_all_whatever_it_names(self) -> None:
		story = self.two().reviewed("2026-03-16", changes_considered=["OLD"])
		assert [one.settled for one in story.plan("2026-03-16").changes] == [True, True]

	def test_the_next_review_settles_what_it_left(self) -> None:
		story = (
			self.two()
			.reviewed("2026-03-16", changes_considered=["OLD"], change_only=True)
			.reviewed("2026-03-20")
		)
		plan = story.plan("2026-03-20")
		assert [one.settled_on for one in plan.changes] == [day("2026-03-16"), day("2026-03-20")]


class TestPutToTheIroOnce:
	"""Issue: recorded only after the review that settled it under (a), the IRO is asked."""

	ASK = ("C04", "the IRO, to say whether it was considered", "2026-04-02")

	@pytest.mark.parametrize(
		("held", "asked"),
		[
			(["2026-03-10"], True),
			(["2026-03-10", "2026-03-20"], True),  # neither could know of it
			(["2026-03-10", "2026-04-01"], False),  # held on the day it was recorded
			(["2026-03-10", "2026-04-02"], False),  # this one could
		],
	)
	def test_until_a_review_is_held_that_could_know_of_it(self, held: list[str], asked: bool) -> None:
		story = unplanned(recorded_on="2026-04-01")
		for on in held:
			story.reviewed(on)
		assert told(story.plan("2026-04-02")) == ([self.ASK] if asked else [])

	def test_it_is_about_the_review_that_settled_it(self) -> None:
		story = unplanned(recorded_on="2026-04-01").reviewed("2026-03-10").reviewed("2026-03-20")
		(notice,) = story.plan("2026-04-02").notices
		assert notice.reason.endswith(
			"recorded on 1 April 2026. Was it considered at the review of 10 March 2026?"
		)

	def test_not_about_a_change_that_asks_for_no_review(self) -> None:
		story = moved(reason_new_episode="T", carer_id="F-1", recorded_on="2026-04-01").reviewed("2026-03-10")
		assert told(story.plan("2026-04-02")) == []

	def test_nor_where_the_row_is_switched_off(self) -> None:
		off = {**DEFAULT_RULES, "C04": replace(DEFAULT_RULES["C04"], enabled=False)}
		story = unplanned(recorded_on="2026-04-01").reviewed("2026-03-10")
		assert told(story.plan("2026-04-02", policy=replace(DEFAULT_POLICY, rules=off))) == []

	def test_in_one_working_day_where_the_row_tells_nobody(self) -> None:
		row = {**DEFAULT_RULES, "C04": replace(DEFAULT_RULES["C04"], tell_within=None)}
		story = unplanned(recorded_on="2026-04-01").reviewed("2026-03-10")
		assert told(story.plan("2026-04-02", policy=replace(DEFAULT_POLICY, rules=row))) == [self.ASK]


class TestEarlyRequestsOfThePeriod:
	"""C39, reg 33(3)(a): what the IRO asked for in this period of care."""

	@pytest.mark.parametrize(
		("asked_on", "shown"),
		[("2026-02-27", False), ("2026-03-01", False), (TODAY, True), ("2026-03-04", True)],
	)
	def test_not_what_was_asked_before_it_began(self, asked_on: str, shown: bool) -> None:
		story = Story().period(TODAY).status(TODAY, "V2")
		facts = ChildFacts(
			iro_allocated=True, early_requests=(EarlyRequest(day(asked_on), day("2026-03-16")),)
		)
		found = reasons(make_plan(story.history(), facts, day("2026-03-04")))
		assert (("C39", "2026-03-16", "must") in found) is shown


def test_a_review_of_tomorrow_hides_neither_today_s_nor_a_panel() -> None:
	story = moved("K1").reviewed("2026-03-20").reviewed("2026-03-23").panel("2026-03-20").panel("2026-03-23")
	plan = story.plan("2026-03-20")
	assert reasons(plan) == [("T3", "2026-09-20", "must"), ("C18", "2026-06-20", "must")]


class TestWhyItNoLongerHolds:
	@pytest.mark.parametrize(
		("rule", "on", "ruling", "said"),
		[
			("C16", "2026-04-01", Ruling.BY, "under another rule now (C04 before, C16 now)"),
			(
				"C04",
				"2026-04-13",
				Ruling.BY,
				"from 1 April 2026 to 13 April 2026, by more than 5 working days",
			),
			("C04", "2026-04-01", Ruling.CONSIDERED, "The review named is not on record any more"),
			("C04", "2026-04-01", Ruling.NO_REVIEW, "The law asks for this review"),
		],
	)
	def test_is_said_in_a_sentence(self, rule: str, on: str, ruling: Ruling, said: str) -> None:
		before = ChangeDecision("C04", "PL", day("2026-04-01"), ruling, day("2026-04-02"))
		assert said in why_lapsed(before, rule, day(on), DEFAULT_POLICY)
