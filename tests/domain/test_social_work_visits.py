"""Social work visits: CPPCR 2010 reg 28 and 29 as made, AAR 2005 reg 36(4); domain.md 1.5, 1.6 and C38."""

from dataclasses import replace

import pytest

from iro_module.domain.care_history import CareHistory
from iro_module.domain.living_arrangements import ToldOfPlacement, living
from iro_module.domain.notices import Notice
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from iro_module.domain.prompting import occurrence
from iro_module.domain.social_work_visits import (
	NOT_VISITED,
	RULE_WORDS,
	Living,
	VisitDue,
	VisitRule,
	next_visit,
	overdue_visit,
)
from iro_module.domain.statuses_held import status_held
from iro_module.domain.visit_records import NOT_ALONE_WORDS, NotAlone, VisitRecord, missing_from
from tests.domain.story import Story, day

ON = replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, "C38": replace(DEFAULT_RULES["C38"], enabled=True)})
START = day("2026-06-01")
"""A Monday."""


def due(
	rule: VisitRule, *visits: str, today: str = "2028-01-03", policy: Policy = ON, **values: object
) -> tuple[str, str] | None:
	"""The day of the next visit and how it was counted."""
	found = next_visit(Living("PL", rule, START, **values), map(day, visits), policy, day(today))  # type: ignore[arg-type]
	return (found.due.on.isoformat(), found.due.words) if found and found.due else None


class TestReg28:
	"""When the next visit is due, counted from the last one since the rule began."""

	def test_off_as_shipped(self) -> None:
		assert DEFAULT_POLICY.visit_clock is False
		assert due(VisitRule.PLACEMENT, policy=DEFAULT_POLICY) is None
		assert due(VisitRule.PLACEMENT) is not None

	@pytest.mark.parametrize("rule", list(VisitRule))
	def test_28_first_visit_within_a_week(self, rule: VisitRule) -> None:
		assert due(rule) == ("2026-06-08", "7 days from 1 June 2026")
		assert due(rule, first_review_on=day("2026-06-15")) == ("2026-06-08", "7 days from 1 June 2026")

	@pytest.mark.parametrize("rule", [VisitRule.PLACEMENT, VisitRule.PARENTS_CARE_ORDER])
	def test_28_2_and_28_5_then_every_six_weeks(self, rule: VisitRule) -> None:
		assert due(rule, "2026-06-03") == ("2026-07-15", "6 weeks from 3 June 2026")
		assert due(rule, "2026-06-03", first_review_on=day("2026-06-15")) == (
			"2026-07-15",
			"6 weeks from 3 June 2026",
		)

	@pytest.mark.parametrize(
		("rule", "review", "expected"),
		[
			(VisitRule.PARENTS_NOT_ASSESSED, None, ("2026-06-10", "7 days from 3 June 2026")),
			(VisitRule.PARENTS_NOT_ASSESSED, "2026-06-15", ("2026-07-15", "6 weeks from 3 June 2026")),
			(VisitRule.PARENTS_INTERIM_ORDER, None, ("2026-06-10", "7 days from 3 June 2026")),
			(VisitRule.PARENTS_INTERIM_ORDER, "2026-06-15", ("2026-07-01", "4 weeks from 3 June 2026")),
			(VisitRule.TEMPORARY_APPROVAL, None, ("2026-06-10", "7 days from 3 June 2026")),
			(VisitRule.TEMPORARY_APPROVAL, "2026-06-15", ("2026-07-01", "4 weeks from 3 June 2026")),
			(VisitRule.PLACED_FOR_ADOPTION, None, ("2026-06-10", "7 days from 3 June 2026")),
		],
	)
	def test_28_3_28_4_and_aar_36_4_weekly_until_the_first_review(
		self, rule: VisitRule, review: str | None, expected: tuple[str, str]
	) -> None:
		assert due(rule, "2026-06-03", first_review_on=day(review) if review else None) == expected

	@pytest.mark.parametrize(
		("today", "expected"), [("2026-06-14", "2026-06-10"), ("2026-06-15", "2026-07-15")]
	)
	def test_28_3_a_review_that_lies_ahead_has_not_been_held(self, today: str, expected: str) -> None:
		held = {"first_review_on": day("2026-06-15")}
		found = due(VisitRule.PARENTS_NOT_ASSESSED, "2026-06-03", today=today, **held)
		assert found is not None
		assert found[0] == expected

	@pytest.mark.parametrize(
		("last", "settled", "expected"),
		[
			("2027-05-31", True, "2027-07-12"),  # the interval began in the first year
			("2027-06-01", True, "2027-09-01"),
			("2027-06-01", False, "2027-07-13"),
			("2027-11-30", True, "2028-02-29"),
		],
	)
	def test_28_2_c_after_the_first_year_three_months_where_meant_to_last_to_18(
		self, last: str, settled: bool, expected: str
	) -> None:
		found = due(VisitRule.PLACEMENT, last, settled=settled)
		assert found is not None
		assert found[0] == expected

	def test_three_months_only_in_a_placement_under_28_2(self) -> None:
		assert due(VisitRule.PARENTS_CARE_ORDER, "2027-06-01", settled=True) == (
			"2027-07-13",
			"6 weeks from 1 June 2027",
		)
		found = due(VisitRule.PLACEMENT, "2027-06-01", settled=True)
		assert found == ("2027-09-01", "3 months from 1 June 2027")

	def test_aar_36_4_then_as_often_as_the_review_decided(self) -> None:
		held = {"first_review_on": day("2026-06-26")}
		assert due(VisitRule.PLACED_FOR_ADOPTION, "2026-06-24", agreed_days=14, **held) == (
			"2026-07-08",
			"14 days from 24 June 2026",
		)
		found = next_visit(
			Living("PL", VisitRule.PLACED_FOR_ADOPTION, START, first_review_on=day("2026-06-26")),
			[day("2026-06-24")],
			ON,
			day("2026-12-01"),
		)
		assert found == VisitDue(
			"PL",
			VisitRule.PLACED_FOR_ADOPTION,
			None,
			"How often to visit a child placed for adoption (Adoption Agencies Regulations 2005, reg 36(4)) is decided "
			"at each review; not on record",
		)

	@pytest.mark.parametrize(
		("visits", "expected"),
		[
			(["2026-05-29"], "2026-06-08"),  # before the placement
			(["2026-06-01"], "2026-07-13"),  # on its first day
			(["2026-06-03", "2026-06-29", "2026-06-10"], "2026-08-10"),
			(["2026-06-03", "2026-07-02"], "2026-07-15"),  # not made yet
			(["2026-06-03", "2026-07-01"], "2026-08-12"),
		],
	)
	def test_which_visits_count(self, visits: list[str], expected: str) -> None:
		found = due(VisitRule.PLACEMENT, *visits, today="2026-07-01")
		assert found is not None
		assert found[0] == expected

	def test_none_before_the_placement_begins(self) -> None:
		assert due(VisitRule.PLACEMENT, today="2026-05-31") is None
		assert due(VisitRule.PLACEMENT, today="2026-06-01") is not None

	@pytest.mark.parametrize(
		("name", "value", "rule", "visits", "values", "expected"),
		[
			("visit_first_days", 3, VisitRule.PLACEMENT, [], {}, "2026-06-04"),
			("visit_first_days", 3, VisitRule.PLACED_FOR_ADOPTION, [], {}, "2026-06-04"),
			("visit_weekly_days", 5, VisitRule.PARENTS_NOT_ASSESSED, [], {}, "2026-06-06"),
			("visit_weekly_days", 5, VisitRule.TEMPORARY_APPROVAL, ["2026-06-03"], {}, "2026-06-08"),
			("visit_weeks", 4, VisitRule.PLACEMENT, ["2026-06-03"], {}, "2026-07-01"),
			(
				"visit_parents_weeks",
				2,
				VisitRule.PARENTS_INTERIM_ORDER,
				["2026-06-03"],
				{"first_review_on": START},
				"2026-06-17",
			),
			(
				"visit_first_year_months",
				6,
				VisitRule.PLACEMENT,
				["2026-12-01"],
				{"settled": True},
				"2027-03-01",
			),
			("visit_settled_months", 2, VisitRule.PLACEMENT, ["2027-06-01"], {"settled": True}, "2027-08-01"),
		],
	)
	def test_every_number_is_a_setting(
		self,
		name: str,
		value: int,
		rule: VisitRule,
		visits: list[str],
		values: dict[str, object],
		expected: str,
	) -> None:
		policy = replace(ON, **{name: value})  # type: ignore[arg-type]
		found = due(rule, *visits, policy=policy, **values)
		assert found is not None
		assert found[0] == expected

	def test_says_by_which_rule_and_from_what(self) -> None:
		place = Living("PL", VisitRule.PLACEMENT, START)
		first = next_visit(place, [], ON, day("2026-06-02"))
		later = next_visit(place, [day("2026-06-03")], ON, day("2026-06-05"))
		assert (first and first.reason) == (
			"Visit due on 8 June 2026, 7 days from 1 June 2026; placement (reg 28(2) as made), no visit since "
			"1 June 2026"
		)
		assert (later and later.reason) == (
			"Visit due on 15 July 2026, 6 weeks from 3 June 2026; placement (reg 28(2) as made), last visited on "
			"3 June 2026"
		)

	def test_the_rules_by_stable_keys(self) -> None:
		assert {one.value: words for one, words in RULE_WORDS.items()} == {
			"placement": "placement (reg 28(2) as made)",
			"parents_not_assessed": "placed with parents before the assessment was complete (reg 28(3) as made)",
			"temporary_approval": "carer approved temporarily (reg 28(4) as made)",
			"parents_interim_order": "with parents under an interim care order (reg 28(4) as made)",
			"parents_care_order": "with parents under a care order (reg 28(5) as made)",
			"placed_for_adoption": "placed for adoption (Adoption Agencies Regulations 2005, reg 36(4))",
		}
		assert set(RULE_WORDS) == set(VisitRule)


class TestC38Overdue:
	"""Prompt from the day after."""

	def notice(self, today: str, *visits: str, policy: Policy = ON) -> Notice | None:
		visit = next_visit(Living("PL", VisitRule.PLACEMENT, START), map(day, visits), ON, day(today))
		assert visit is not None
		return overdue_visit("CH-1", visit, policy, day(today))

	def test_not_on_the_day_itself(self) -> None:
		assert self.notice("2026-06-08") is None

	def test_from_the_day_after(self) -> None:
		notice = self.notice("2026-06-09")
		assert notice == Notice(
			"CH-1",
			"C38",
			occurrence("PL", NOT_VISITED, day("2026-06-08")),
			"the IRO, to consider escalating",
			day("2026-06-09"),
			"Visit due on 8 June 2026, 7 days from 1 June 2026; placement (reg 28(2) as made), no visit since "
			"1 June 2026",
			"1 working day from 8 June 2026",
		)
		assert self.notice("2026-06-20") == notice  # reworded by nothing but a visit

	def test_undone_by_a_visit(self) -> None:
		assert self.notice("2026-06-10", "2026-06-10") is None

	def test_missed_again_it_is_another_prompt(self) -> None:
		first, second = self.notice("2026-06-09"), self.notice("2026-08-11", "2026-06-10")
		assert first is not None
		assert second is not None
		assert first.key != second.key

	def test_off_as_shipped_and_without_a_date(self) -> None:
		assert self.notice("2026-06-09", policy=DEFAULT_POLICY) is None
		unknown = VisitDue("PL", VisitRule.PLACED_FOR_ADOPTION, None, "")
		assert overdue_visit("CH-1", unknown, ON, day("2030-01-01")) is None


class TestHowTheChildLives:
	"""The rule from placements and legal statuses; what they do not say is told, never assumed."""

	def story(self, kind: str = "U6", status: str = "C2", **values: object) -> Story:
		return (
			Story()
			.period("2026-01-05")
			.status("2026-01-05", status)
			.placed("2026-01-05", kind, "PL", carer_id="F-1", **values)
		)

	def lives(self, story: Story, today: str = "2026-06-01", **told: object) -> Living | None:
		return living(story.history(), day(today), ToldOfPlacement(**told))  # type: ignore[arg-type]

	def rule(self, story: Story, today: str = "2026-06-01", **told: object) -> tuple[str, str] | None:
		found = self.lives(story, today, **told)
		return (found.rule.value, found.since.isoformat()) if found else None

	def test_28_2_any_placement(self) -> None:
		found = living(self.story().history(), day("2026-06-01"))
		name = self.story().history().stays[0].name
		assert found == Living(name, VisitRule.PLACEMENT, day("2026-01-05"))

	@pytest.mark.parametrize(
		("status", "told", "rule"),
		[
			("C1", {}, "parents_interim_order"),
			(
				"C1",
				{"before_assessment": True},
				"parents_interim_order",
			),  # four weeks, not six, after the review
			("C2", {}, "parents_care_order"),
			("C2", {"before_assessment": True}, "parents_not_assessed"),
			("V2", {}, "placement"),
		],
	)
	def test_28_3_to_28_5_with_parents(self, status: str, told: dict[str, object], rule: str) -> None:
		assert self.rule(self.story("P1", status), **told) == (rule, "2026-01-05")

	@pytest.mark.parametrize(("status", "kind"), [("C1", "U6"), ("C2", "U6")])
	def test_an_order_alone_does_not_place_with_parents(self, status: str, kind: str) -> None:
		assert self.rule(self.story(kind, status), before_assessment=True) == ("placement", "2026-01-05")

	def test_28_4_temporary_approval(self) -> None:
		assert self.rule(self.story("U3"), temporary_approval=True) == ("temporary_approval", "2026-01-05")

	def test_28_5_from_the_order_or_the_placement_whichever_is_later(self) -> None:
		story = self.story("P1", "C1").status("2026-01-05", "C1", end_date="2026-04-20")
		assert self.rule(story.status("2026-04-20", "C2")) == ("parents_care_order", "2026-04-20")
		assert self.rule(story, "2026-04-19") == ("parents_interim_order", "2026-01-05")
		moved = self.story(end_date="2026-03-02").placed("2026-03-02", "P1", "NEW", reason_new_episode="P")
		assert self.rule(moved) == ("parents_care_order", "2026-03-02")

	def test_28_4_from_the_interim_order_where_it_came_later(self) -> None:
		story = self.story("P1", "V2").status("2026-01-05", "V2", end_date="2026-04-20")
		assert self.rule(story.status("2026-04-20", "C1")) == ("parents_interim_order", "2026-04-20")
		assert self.rule(self.story("P1", "C1")) == ("parents_interim_order", "2026-01-05")

	def test_the_order_does_not_start_the_clock_elsewhere(self) -> None:
		story = self.story("P1").status("2026-01-05", "C1", end_date="2026-04-20").status("2026-04-20", "C2")
		assert self.rule(story, before_assessment=True) == ("parents_not_assessed", "2026-01-05")

	def test_aar_36_4_from_the_placement_for_adoption_with_the_same_carers(self) -> None:
		story = self.story("U5", "E1", end_date="2026-03-02")
		story.placed("2026-03-02", "A5", "ADOPTIVE", carer_id="F-1", reason_new_episode="T")
		assert self.rule(story) == ("placed_for_adoption", "2026-03-02")
		found = self.lives(story, agreed_days=14)
		assert found is not None
		assert found.agreed_days == 14

	@pytest.mark.parametrize(
		("kind", "told", "settled"),
		[
			("U1", None, True),
			("U4", None, True),
			("U6", None, False),
			("K2", None, False),
			("K2", True, True),
			("U4", False, False),
		],
	)
	def test_28_2_c_meant_to_last_to_18(self, kind: str, told: bool | None, settled: bool) -> None:
		found = self.lives(self.story(kind), to_18=told)
		assert found is not None
		assert found.settled is settled

	@pytest.mark.parametrize(
		("held", "first"),
		[
			([], None),
			(["2026-01-05"], None),  # on the day it began
			(["2026-01-06"], "2026-01-06"),
			(["2026-01-20", "2026-04-14"], "2026-01-20"),
			(["2026-06-01"], "2026-06-01"),
			(["2026-06-02"], None),  # not held yet
		],
	)
	def test_the_first_review_after_it_began(self, held: list[str], first: str | None) -> None:
		story = self.story()
		for on in held:
			story.reviewed(on)
		found = self.lives(story)
		assert found is not None
		assert found.first_review_on == (day(first) if first else None)

	def test_a_move_starts_the_clock_again(self) -> None:
		story = self.story(end_date="2026-03-02").placed(
			"2026-03-02", "U6", "NEW", carer_id="F-2", reason_new_episode="P"
		)
		assert self.rule(story) == ("placement", "2026-03-02")
		assert self.rule(story, "2026-03-01") == ("placement", "2026-01-05")

	def test_the_same_carers_go_on(self) -> None:
		story = self.story(end_date="2026-02-02")
		story.placed(
			"2026-02-02", "U6", "SECOND", carer_id="F-1", end_date="2026-03-02", reason_new_episode="T"
		)
		story.placed("2026-03-02", "U4", "THIRD", carer_id="F-1", reason_new_episode="T")
		found = self.lives(story)
		assert found is not None
		assert (found.since, found.settled) == (day("2026-01-05"), True)
		assert found.subject == story.history().stays[0].name

	def test_the_same_carers_in_two_records(self) -> None:
		story = self.story(end_date="2026-03-02")
		story.placed("2026-03-02", "U6", "SECOND", carer_id="F-1", reason_new_episode="T")
		assert self.rule(story) == ("placement", "2026-01-05")

	@pytest.mark.parametrize(
		("before", "now", "rule"), [("U3", "P1", "parents_care_order"), ("P1", "U3", "placement")]
	)
	def test_with_parents_it_begins_anew_though_the_carer_is_the_same(
		self, before: str, now: str, rule: str
	) -> None:
		story = self.story(before, end_date="2026-03-02")
		story.placed("2026-03-02", now, "SECOND", carer_id="F-1", reason_new_episode="T")
		assert self.rule(story) == (rule, "2026-03-02")

	def test_on_its_first_day(self) -> None:
		assert self.rule(self.story(), "2026-01-05") == ("placement", "2026-01-05")

	def test_in_hospital_the_placement_goes_on(self) -> None:
		story = self.story(end_date="2026-05-18").placed("2026-05-18", "T1", "WARD")
		assert self.rule(story) == ("placement", "2026-01-05")

	def test_none_where_the_placement_has_ended(self) -> None:
		assert self.rule(self.story(end_date="2026-06-01")) is None
		assert self.rule(self.story(end_date="2026-06-02")) == ("placement", "2026-01-05")

	def test_an_intention_is_no_placement(self) -> None:
		story = self.story(end_date="2026-05-18").placed("2026-05-18", "U6", "NEW", status="planned")
		assert self.rule(story) is None

	@pytest.mark.parametrize(
		("story", "today"),
		[
			(Story(), "2026-06-01"),
			(Story().period("2026-01-05").status("2026-01-05", "C2"), "2026-06-01"),
			(Story().period("2026-01-05", "2026-05-01").placed("2026-01-05", "U6"), "2026-06-01"),
			(Story().period("2026-01-05").placed("2026-01-05", "U6"), "2026-01-04"),
		],
	)
	def test_none_out_of_care_or_without_a_placement(self, story: Story, today: str) -> None:
		assert self.lives(story, today) is None

	@pytest.mark.parametrize("status", ["V3", "V4"])
	def test_48_3_c_none_on_short_breaks(self, status: str) -> None:
		assert self.lives(self.story(status=status)) is None

	def test_without_a_legal_status_on_record(self) -> None:
		story = Story().period("2026-01-05").placed("2026-01-05", "P1")
		assert self.rule(story) == ("placement", "2026-01-05")


class TestStatusHeld:
	"""Since when a legal status has been in force without a break, in however many pieces."""

	def held(
		self, *statuses: tuple[str, str, str | None], today: str = "2026-06-01"
	) -> tuple[str, str] | None:
		story = Story().period("2026-01-05")
		for start, code, end in statuses:
			story.status(start, code, end_date=end)
		history: CareHistory = story.history()
		found = status_held(history, history.periods[0], day(today))
		return (found.status.value, found.since.isoformat()) if found else None

	@pytest.mark.parametrize(
		("statuses", "expected"),
		[
			([], None),
			([("2026-01-05", "V2", None)], ("V2", "2026-01-05")),
			([("2026-01-05", "V2", "2026-03-02"), ("2026-03-02", "V2", None)], ("V2", "2026-01-05")),
			([("2026-01-05", "V2", "2026-03-02"), ("2026-03-03", "V2", None)], ("V2", "2026-03-03")),
			([("2026-01-05", "V2", "2026-03-02"), ("2026-03-02", "C1", None)], ("C1", "2026-03-02")),
			(
				[
					("2026-01-05", "V2", "2026-02-02"),
					("2026-02-02", "C1", "2026-03-02"),
					("2026-03-02", "V2", None),
				],
				("V2", "2026-03-02"),
			),
			([("2026-01-05", "V2", "2026-06-01")], None),
			([("2026-06-01", "C1", None)], ("C1", "2026-06-01")),
			([("2026-01-05", "V2", "2026-06-02"), ("2026-07-06", "V2", None)], ("V2", "2026-01-05")),
			(
				[("2026-01-05", "V2", None), ("2026-02-02", "C1", "2026-03-02"), ("2026-03-02", "V2", None)],
				("V2", "2026-03-02"),
			),
			([("2026-01-05", "V2", "2026-06-02"), ("2026-06-02", "C1", None)], ("V2", "2026-01-05")),
			([("2026-01-05", "V2", None), ("2026-03-02", "V2", "2026-04-06")], ("V2", "2026-01-05")),
		],
	)
	def test_since(
		self, statuses: list[tuple[str, str, str | None]], expected: tuple[str, str] | None
	) -> None:
		assert self.held(*statuses) == expected

	def test_subject_is_the_record_that_began_it(self) -> None:
		story = Story().period("2026-01-05").status("2026-01-05", "V2", end_date="2026-03-02")
		history = story.status("2026-03-02", "V2").history()
		found = status_held(history, history.periods[0], day("2026-06-01"))
		assert found is not None
		assert found.subject == history.statuses[0].name


class TestReg29VisitRecord:
	"""The child spoken to in private, unless refused, not appropriate or not possible."""

	COMPLETE = VisitRecord(on=START, seen=True, alone=True)

	@pytest.mark.parametrize(
		("visit", "missing"),
		[
			(COMPLETE, ()),
			(VisitRecord(), ("date of the visit", "whether the child was seen")),
			(replace(COMPLETE, on=None), ("date of the visit",)),
			(replace(COMPLETE, seen=None), ("whether the child was seen",)),
			(replace(COMPLETE, alone=None), ("whether the child was spoken to alone",)),
			(replace(COMPLETE, alone=False), ("why the child was not spoken to alone",)),
			(replace(COMPLETE, alone=False, not_alone=NotAlone.REFUSED), ()),
			(replace(COMPLETE, alone=False, not_alone=NotAlone.INAPPROPRIATE), ()),
			(replace(COMPLETE, alone=False, not_alone=NotAlone.UNABLE), ()),
			(VisitRecord(on=START, seen=False), ("why the child was not seen",)),
			(VisitRecord(on=START, seen=False, not_seen_because=" "), ("why the child was not seen",)),
			(VisitRecord(on=START, seen=False, not_seen_because="At school"), ()),
		],
	)
	def test_29_what_is_missing(self, visit: VisitRecord, missing: tuple[str, ...]) -> None:
		assert missing_from(visit) == missing

	def test_the_reasons_by_stable_keys(self) -> None:
		assert {one.value: words for one, words in NOT_ALONE_WORDS.items()} == {
			"refused": "the child, of sufficient understanding, refused",
			"inappropriate": "it was not appropriate, given the child's age and understanding",
			"unable": "it was not possible",
		}
		assert set(NOT_ALONE_WORDS) == set(NotAlone)
