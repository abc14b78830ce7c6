"""Moves that somebody reported, before any record of them: C02, C15 and C17."""

import pytest

from iro_module.domain.care_events import FactKind, MoveTo
from iro_module.domain.circumstances.telling import told_late, working_days_until_told
from iro_module.domain.policy import DEFAULT_POLICY
from iro_module.domain.records import RecordType, record_name
from tests.domain.shown import T3, change, reasons, rules, settled_child, told, words
from tests.domain.story import FEED, Story, day

TODAY = "2026-03-02"
FRIDAY = "2026-03-13"
MOVE = FactKind.MOVE_PLANNED


class TestPlannedMove:
	@pytest.mark.parametrize(
		("move_to", "status", "rule", "title"),
		[
			(None, "C2", "C02", "Move"),
			(MoveTo.OTHER_CARERS, "C2", "C02", "Move"),
			(MoveTo.ADOPTION, "C2", "C15", "Placement for adoption"),
			(MoveTo.PARENTS, "C2", "C17", "Placement with parents under a care order"),
			(MoveTo.PARENTS, "V2", "C02", "Move"),
		],
	)
	def test_asks_for_a_review_the_last_working_day_before(
		self, move_to: MoveTo | None, status: str, rule: str, title: str
	) -> None:
		story = settled_child().status("2025-01-06", status).fact(MOVE, FRIDAY, "HAND", move_to=move_to)
		plan = story.plan(TODAY)
		assert rules(plan) == [rule]
		assert reasons(plan)[0] == (rule, "2026-03-12", "must")
		assert words(plan, rule) == f"{title} planned for 13 March 2026"
		assert change(plan, rule).reviewed_before is False

	def test_is_told_before_it(self) -> None:
		assert told(settled_child().fact(MOVE, FRIDAY).plan(TODAY)) == [("C02", "the IRO", "2026-03-12")]

	def test_a_review_that_considered_it_settles_it(self) -> None:
		story = settled_child().fact(MOVE, FRIDAY, "HAND").held("2026-02-20", considered=("HAND/",))
		found = change(story.plan(TODAY), "C02")
		assert (found.settled_on, found.reviewed_before) == (day("2026-02-20"), True)

	def test_once_its_day_has_passed_without_a_record(self) -> None:
		plan = settled_child().fact(MOVE, FRIDAY).plan("2026-03-16")
		assert reasons(plan) == [("C02", "2026-04-14", "local"), T3]
		assert change(plan, "C02").description == "Move planned for 13 March 2026, not yet in the records"

	@pytest.mark.parametrize(
		("recorded_on", "said"),
		[
			("2026-03-12", "Move planned for 13 March 2026, not yet in the records"),
			(FRIDAY, "Move on 13 March 2026, reported by staff, not yet in the records"),
		],
	)
	def test_on_its_very_day(self, recorded_on: str, said: str) -> None:
		plan = settled_child().fact(MOVE, FRIDAY, recorded_on=recorded_on).plan(FRIDAY)
		assert change(plan, "C02").description == said

	def test_reported_after_it_happened(self) -> None:
		plan = settled_child().fact(MOVE, TODAY, recorded_on="2026-03-04").plan("2026-03-04")
		said = "Move on 2 March 2026, reported by staff, not yet in the records"
		assert (change(plan, "C02").description, words(plan, "C02").split(";")[0]) == (said, said)

	@pytest.mark.parametrize(("assessed", "authority"), [(True, "local"), (False, "must")])
	def test_with_parents_after_their_assessment_only_a_local_limit_is_left(
		self, assessed: bool, authority: str
	) -> None:
		story = settled_child().fact(MOVE, TODAY, move_to=MoveTo.PARENTS)
		if assessed:
			story.fact(FactKind.PARENTS_ASSESSED, "2026-02-02")
		assert reasons(story.plan(TODAY))[0] == ("C17", "2026-03-16", authority)


class TestEachChangeOfARecordIsConsideredByItself:
	"""The placement left shows a move and, in year 11, a move in key stage 4."""

	def story(self, *considered: str) -> Story:
		left = record_name(FEED, RecordType.PLACEMENT, "OLD")
		story = settled_child().born("2010-05-06")
		ended = {"end_date": FRIDAY, "reason_place_change": "CARPL"}
		story.placed("2025-01-06", "U6", "OLD", reason_new_episode="S", carer_id="F-1", **ended)
		story.placed(FRIDAY, "U6", status="planned", reason_new_episode="P", carer_id="F-2")
		return story.held("2026-02-20", considered=tuple(f"{left}{one}" for one in considered))

	@pytest.mark.parametrize(
		("considered", "settled"),
		[((), ""), (("",), "C02 C08"), (("/",), "C02"), (("/C08",), "C08"), (("/", "/C08"), "C02 C08")],
	)
	def test_by_the_name_of_the_record_all_of_them(self, considered: tuple[str, ...], settled: str) -> None:
		plan = self.story(*considered).plan(TODAY)
		moves = [one for one in plan.changes if one.rule in ("C02", "C08")]
		assert len(moves) == 2
		assert [one.rule for one in moves if one.settled_on] == settled.split()

	def test_not_by_a_review_before_the_placement_began(self) -> None:
		story = self.story("/")
		story.desk.clear()
		left = next(one.subject for one in story.plan(TODAY).changes if one.rule == "C02")
		story.held("2024-12-20", considered=(f"{left}/",))
		assert change(story.plan(TODAY), "C02").settled_on is None


class TestToldLate:
	"""Counted in working days from the change; C02 is told the next working day, C33 within 5."""

	@pytest.mark.parametrize(
		("kind", "on", "told_on", "days", "late"),
		[
			(MOVE, "2026-02-27", "2026-03-02", 1, False),
			(MOVE, "2026-02-27", "2026-03-03", 2, True),
			(MOVE, FRIDAY, "2026-03-02", 0, False),
			(FactKind.CONTACT_CHANGED, "2026-02-23", "2026-03-02", 5, False),
			(FactKind.CONTACT_CHANGED, "2026-02-23", "2026-03-03", 6, True),
			(FactKind.CARE_PLAN_CHANGE_PROPOSED, "2026-02-23", "2026-02-25", 2, False),
			(FactKind.CARE_PLAN_CHANGE_PROPOSED, "2026-02-23", "2026-02-26", 3, True),
			(FactKind.END_PROPOSED, FRIDAY, "2026-03-12", 0, False),
			(FactKind.END_PROPOSED, FRIDAY, FRIDAY, 0, True),
		],
	)
	def test_against_the_day_of_its_rule(
		self, kind: FactKind, on: str, told_on: str, days: int, late: bool
	) -> None:
		(found,) = settled_child().fact(kind, on).plan(TODAY).changes
		assert working_days_until_told(found, day(told_on), DEFAULT_POLICY) == days
		assert told_late(found, day(told_on), DEFAULT_POLICY) is late

	def test_a_birthday_is_never_told_late(self) -> None:
		(found,) = settled_child().born("2010-03-01").plan(TODAY).changes
		assert found.rule == "C26"
		assert told_late(found, day("2026-04-20"), DEFAULT_POLICY) is False
