"""One change told twice: which report joins which change of the records."""

from datetime import date

import pytest

from iro_module.domain.care_events import FactKind, Held, MoveTo, RecordedFact
from iro_module.domain.circumstances.change import Change
from iro_module.domain.circumstances.joining import considering, joins, standing
from iro_module.domain.sentences import Sentence
from iro_module.domain.working_days import Calendar
from tests.domain.story import day

CALENDAR = Calendar()
MOVE = FactKind.MOVE_PLANNED


def report(
	kind: FactKind = MOVE, on: str = "2026-03-06", name: str = "HAND", move_to: MoveTo | None = None
) -> RecordedFact:
	return RecordedFact(name, kind, day(on), recorded_on=date(2026, 2, 23), move_to=move_to)


def shown(rule: str, on: str = "2026-03-06", subject: str = "FED") -> Change:
	return Change(rule, subject, day(on), False, Sentence("as the records show it"))


def joined(one: RecordedFact, *found: Change) -> tuple[str, str] | None:
	return joins([one], found, {}, CALENDAR).get("HAND")


class TestWhichChangeOfTheRecords:
	@pytest.mark.parametrize(
		("kind", "move_to", "rules"),
		[
			(MOVE, None, "C02 C03 C04 C05 C15 C16 C17"),
			(MOVE, MoveTo.OTHER_CARERS, "C02 C03 C04 C05 C16"),
			(MOVE, MoveTo.ADOPTION, "C15"),
			(MOVE, MoveTo.PARENTS, "C02 C03 C04 C16 C17"),
			(FactKind.ADOPTIVE_PLACEMENT_ENDED, None, "C16"),
			(FactKind.END_PROPOSED, None, "C23"),
			(FactKind.SENTENCED, None, "C22"),
			(FactKind.ALLEGATION, None, "C29"),
			(FactKind.HEALTH_EVENT, None, "C34"),
			(FactKind.CONTACT_CHANGED, None, ""),
		],
	)
	def test_of_a_rule_that_fits_what_was_reported(
		self, kind: FactKind, move_to: MoveTo | None, rules: str
	) -> None:
		all_rules = [f"C{number:02}" for number in range(1, 42)]
		fitting = [rule for rule in all_rules if joined(report(kind, move_to=move_to), shown(rule))]
		assert fitting == rules.split()

	@pytest.mark.parametrize(
		("on", "one"),
		[
			("2026-03-13", True),
			("2026-03-16", False),
			("2026-02-27", True),
			("2026-02-26", False),
		],
	)
	def test_at_most_five_working_days_away(self, on: str, one: bool) -> None:
		assert bool(joined(report(), shown("C02", on))) is one

	def test_bank_holidays_do_not_count_as_days_between(self) -> None:
		assert joined(report(on="2026-04-01"), shown("C02", "2026-04-10"))
		assert not joined(report(on="2026-04-01"), shown("C02", "2026-04-13"))

	def test_the_end_of_care_whatever_its_day(self) -> None:
		assert joined(report(FactKind.END_PROPOSED), shown("C23", "2026-09-30")) == ("FED", "C23")

	def test_the_nearest(self) -> None:
		found = [
			shown("C02", "2026-03-03", "A"),
			shown("C02", "2026-03-09", "B"),
			shown("C02", "2026-03-12", "C"),
		]
		assert joined(report(), *found) == ("B", "")

	def test_of_two_that_are_equally_near_the_earlier_and_of_one_day_the_one_named_first(self) -> None:
		assert joined(report(), shown("C02", "2026-03-09", "A"), shown("C02", "2026-03-05", "B")) == ("B", "")
		assert joined(report(), shown("C02", subject="B"), shown("C03", subject="A")) == ("A", "")

	def test_of_two_that_are_equally_near_and_of_one_record_the_first(self) -> None:
		assert joined(report(), shown("C02"), shown("C16")) == ("FED", "")

	def test_what_else_the_record_shows_is_another_change(self) -> None:
		found = [shown("C08"), shown("C02")]
		assert joined(report(), *found) == ("FED", "")


class TestOnceJoined:
	def test_stays_though_the_record_is_corrected_to_another_day(self) -> None:
		found = [shown("C02", "2026-04-20"), shown("C02", "2026-03-06", "OTHER")]
		assert joins([report()], found, {"HAND": ("FED", "")}, CALENDAR) == {"HAND": ("FED", "")}

	def test_stands_by_itself_again_when_the_change_is_gone(self) -> None:
		assert joins([report()], [], {"HAND": ("FED", "")}, CALENDAR) == {}
		assert standing([report()], {}) == [report()]
		assert standing([report()], {"HAND": ("FED", "")}) == []


class TestTwoReports:
	@pytest.mark.parametrize(
		("kind", "on", "one"),
		[
			(MOVE, "2026-03-13", True),
			(MOVE, "2026-03-16", False),
			(FactKind.END_PROPOSED, "2026-03-13", True),
			(FactKind.MISSING, "2026-03-06", True),
			(FactKind.MISSING, "2026-03-09", False),
			(FactKind.CONTACT_CHANGED, "2026-03-09", False),
		],
	)
	def test_of_one_kind_on_one_day_or_near(self, kind: FactKind, on: str, one: bool) -> None:
		both = [report(kind, name="FIRST"), report(kind, on)]
		assert ("HAND" in joins(both, [], {}, CALENDAR)) is one

	def test_of_two_kinds_are_two(self) -> None:
		assert joins([report(FactKind.MISSING, name="FIRST"), report()], [], {}, CALENDAR) == {}

	def test_one_of_another_kind_reported_first_hides_none(self) -> None:
		three = [report(FactKind.MISSING, name="AWAY"), report(name="FIRST"), report()]
		assert joins(three, [], {}, CALENDAR) == {"HAND": ("FIRST", "")}

	@pytest.mark.parametrize(
		("first", "second", "one"),
		[
			(MoveTo.ADOPTION, MoveTo.OTHER_CARERS, False),
			(MoveTo.ADOPTION, MoveTo.ADOPTION, True),
			(None, MoveTo.ADOPTION, True),
			(MoveTo.ADOPTION, None, True),
		],
	)
	def test_of_two_kinds_of_move_are_two(
		self, first: MoveTo | None, second: MoveTo | None, one: bool
	) -> None:
		both = [report(name="FIRST", move_to=first), report(move_to=second)]
		assert ("HAND" in joins(both, [], {}, CALENDAR)) is one

	@pytest.mark.parametrize(
		("kind", "aspect"), [(FactKind.ALLEGATION, "C29"), (FactKind.END_PROPOSED, "C23"), (MOVE, "")]
	)
	def test_the_aspect_is_that_of_the_first(self, kind: FactKind, aspect: str) -> None:
		both = [report(kind, name="FIRST"), report(kind)]
		assert joins(both, [], {}, CALENDAR) == {"HAND": ("FIRST", aspect)}

	def test_both_follow_the_first_to_the_records(self) -> None:
		both = [report(name="FIRST"), report(on="2026-03-12")]
		told_first = joins(both, [], {}, CALENDAR)
		assert told_first == {"HAND": ("FIRST", "")}
		found = [shown("C02", "2026-03-03")]
		assert joins(both, found, told_first, CALENDAR) == {"FIRST": ("FED", ""), "HAND": ("FED", "")}

	def test_a_report_of_what_was_withdrawn_stands_by_itself(self) -> None:
		assert joins([report()], [], {"HAND": ("GONE", "")}, CALENDAR) == {}


class TestReviewsThatConsideredIt:
	@pytest.mark.parametrize("considered", ["HAND", "HAND/"])
	def test_considered_the_change_it_is_one_with(self, considered: str) -> None:
		held = Held(date(2026, 3, 3), frozenset({considered}))
		(one,) = considering([held], {"HAND": ("FED", "")})
		assert one.considered == {considered, "FED/"}

	def test_others_are_left_alone(self) -> None:
		held = Held(date(2026, 3, 3), frozenset({"ELSE"}))
		assert considering([held], {"HAND": ("FED", "")}) == [held]
