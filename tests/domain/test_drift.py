"""Signs of drift and delay, each just met, just short of it, and undone; domain.md 0, 2.6, 7 (C30-C33, C38)."""

from dataclasses import replace
from datetime import date

import pytest

from iro_module.domain.care_events import FactKind, RecordedFact
from iro_module.domain.codes import LegalStatus
from iro_module.domain.drift import signs
from iro_module.domain.drift_facts import DriftFacts, PermanencePoint, PlanOnFile, Repeated, facts_from
from iro_module.domain.drift_sign import RULE_OF, SignKey
from iro_module.domain.notices import Notice
from iro_module.domain.permanence import InCare, permanence_notices
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from iro_module.domain.prompting import occurrence
from iro_module.domain.reasons import months_after
from iro_module.domain.social_work_visits import NOT_VISITED, Living, VisitRule, next_visit, overdue_visit
from iro_module.domain.statuses_held import StatusHeld
from tests.domain.story import Story, day

VISITS_ON = replace(
	DEFAULT_POLICY, rules={**DEFAULT_RULES, "C38": replace(DEFAULT_RULES["C38"], enabled=True)}
)


def shown(facts: DriftFacts, today: str, policy: Policy = DEFAULT_POLICY) -> list[tuple[str, str, str]]:
	"""Key, since and by when the IRO is told of each sign."""
	return [
		(one.key.value, one.since.isoformat(), one.tell_by.on.isoformat())
		for one in signs(facts, policy, day(today))
	]


def said(facts: DriftFacts, today: str, policy: Policy = DEFAULT_POLICY) -> str:
	(one,) = signs(facts, policy, day(today))
	return one.words


def fact(kind: FactKind, on: str, until: str | None = None) -> RecordedFact:
	return RecordedFact(f"F-{on}", kind, day(on), day(until) if until else None)


def test_nothing_known_gives_no_sign() -> None:
	assert signs(DriftFacts(), VISITS_ON, day("2026-06-01")) == ()


class TestSection20:
	"""Row 18: accommodated for more than 12 months."""

	FACTS = DriftFacts(voluntary=StatusHeld(LegalStatus.V2, "LS", day("2025-03-03")))

	@pytest.mark.parametrize(
		("today", "expected"),
		[("2026-03-03", []), ("2026-03-04", [("voluntary_care", "2026-03-03", "2026-03-10")])],
	)
	def test_over_twelve_months(self, today: str, expected: list[tuple[str, str, str]]) -> None:
		assert shown(self.FACTS, today) == expected

	def test_in_words(self) -> None:
		assert said(self.FACTS, "2026-06-01") == (
			"Accommodated under section 20 since 3 March 2025, past 3 March 2026 (12 months from 3 March 2025)"
		)

	def test_the_months_are_a_setting(self) -> None:
		policy = replace(DEFAULT_POLICY, voluntary_care_months=6)
		assert shown(self.FACTS, "2025-09-03", policy) == []
		assert shown(self.FACTS, "2025-09-04", policy) == [("voluntary_care", "2025-09-03", "2025-09-10")]

	@pytest.mark.parametrize(("status", "found"), [("V2", True), ("C1", False), ("V4", False)])
	def test_read_from_the_care_history(self, status: str, found: bool) -> None:
		story = Story().period("2025-03-03").status("2025-03-03", status)
		facts = facts_from(story.history(), day("2026-06-01"))
		held = StatusHeld(LegalStatus.V2, story.history().statuses[0].name, day("2025-03-03"))
		assert facts.voluntary == (held if found else None)

	def test_undone_by_an_order(self) -> None:
		story = Story().period("2025-03-03").status("2025-03-03", "V2", end_date="2026-04-20")
		story.status("2026-04-20", "C1")
		assert shown(facts_from(story.history(), day("2026-04-19")), "2026-04-19") != []
		assert shown(facts_from(story.history(), day("2026-04-20")), "2026-04-20") == []


MET = [("social_workers", "2026-06-01", "2026-06-08")]


class TestC30SocialWorkers:
	"""Three changes or more in 12 months."""

	def facts(self, *days: str) -> DriftFacts:
		return DriftFacts(worker_changes=tuple(fact(FactKind.SOCIAL_WORKER_CHANGED, on) for on in days))

	@pytest.mark.parametrize(
		("days", "today", "expected"),
		[
			(
				["2025-09-01", "2026-01-05", "2026-06-01"],
				"2026-06-01",
				[("social_workers", "2026-06-01", "2026-06-08")],
			),
			(
				["2026-06-01", "2026-01-05", "2025-09-01"],
				"2026-06-01",
				[("social_workers", "2026-06-01", "2026-06-08")],
			),
			(["2026-01-05", "2026-06-01"], "2026-06-01", []),
			(["2025-09-01", "2026-01-05", "2026-06-02"], "2026-06-01", []),  # the third lies ahead
			(
				["2025-06-01", "2026-01-05", "2026-06-01"],
				"2026-06-01",
				[("social_workers", "2026-06-01", "2026-06-08")],
			),
			(["2025-05-31", "2026-01-05", "2026-06-01"], "2026-06-01", []),
			(
				["2025-09-01", "2026-01-05", "2026-06-01"],
				"2026-09-01",
				[("social_workers", "2026-06-01", "2026-06-08")],
			),
			(["2025-09-01", "2026-01-05", "2026-06-01"], "2026-09-02", []),  # undone by time
		],
	)
	def test_in_twelve_months(
		self, days: list[str], today: str, expected: list[tuple[str, str, str]]
	) -> None:
		assert shown(self.facts(*days), today) == expected

	def test_in_words(self) -> None:
		assert said(self.facts("2025-09-01", "2026-01-05", "2026-02-02", "2026-06-01"), "2026-06-01") == (
			"Another social worker took over 4 times in 12 months, the last on 1 June 2026; a sign from 3 times"
		)

	def test_both_numbers_are_settings(self) -> None:
		facts = self.facts("2026-01-05", "2026-06-01")
		assert shown(facts, "2026-06-01", replace(DEFAULT_POLICY, social_workers=2)) != []
		short = replace(DEFAULT_POLICY, social_workers=2, social_worker_window_months=4)
		assert shown(facts, "2026-06-01", short) == []

	def test_a_fourth_change_is_another_prompt(self) -> None:
		days = ["2025-09-01", "2026-01-05", "2026-06-01"]
		(three,) = signs(self.facts(*days), DEFAULT_POLICY, day("2026-06-20"))
		(four,) = signs(self.facts(*days, "2026-06-15"), DEFAULT_POLICY, day("2026-06-20"))
		assert three.notice("CH-1").key != four.notice("CH-1").key

	def test_read_from_the_care_history(self) -> None:
		story = Story().period("2026-01-05")
		kinds = [
			(FactKind.SOCIAL_WORKER_CHANGED, "2026-01-04"),  # before this period of care
			(FactKind.SOCIAL_WORKER_CHANGED, "2026-01-05"),
			(FactKind.SOCIAL_WORKER_CHANGED, "2026-06-01"),
			(FactKind.SOCIAL_WORKER_CHANGED, "2026-06-02"),  # ahead
			(FactKind.COMPLAINT, "2026-03-02"),
			(FactKind.CONTACT_CHANGED, "2026-03-03"),
		]
		history = replace(story.history(), facts=tuple(fact(kind, on) for kind, on in kinds))
		facts = facts_from(history, day("2026-06-01"))
		assert [one.on.isoformat() for one in facts.worker_changes] == ["2026-01-05", "2026-06-01"]
		assert [one.on.isoformat() for one in facts.contact_changes] == ["2026-03-03"]


class TestC32Plans:
	"""Row 19: a care or pathway plan missing, out of date, or not updated after a review's decisions."""

	def facts(self, decided_on: str | None = None, **values: date | None) -> DriftFacts:
		plan = PlanOnFile("PLAN", "care plan", **values)
		return DriftFacts(plans=(plan,), last_decisions_on=day(decided_on) if decided_on else None)

	@pytest.mark.parametrize(
		("needed_by", "today", "expected"),
		[
			("2026-06-01", "2026-06-01", []),
			("2026-06-01", "2026-06-02", [("plan_missing", "2026-06-01", "2026-06-08")]),
			(None, "2030-01-01", []),  # never guessed
		],
	)
	def test_missing(self, needed_by: str | None, today: str, expected: list[tuple[str, str, str]]) -> None:
		assert shown(self.facts(needed_by=day(needed_by) if needed_by else None), today) == expected

	def test_missing_in_words(self) -> None:
		pathway = DriftFacts(plans=(PlanOnFile("PLAN", "pathway plan", day("2026-06-01")),))
		assert said(pathway, "2026-06-02") == "No pathway plan is on record; one was needed by 1 June 2026"

	def test_missing_says_no_more(self) -> None:
		facts = self.facts("2026-01-05", needed_by=day("2025-06-02"))
		assert [key for key, *_ in shown(facts, "2026-06-02")] == ["plan_missing"]

	def test_undone_by_a_plan(self) -> None:
		assert (
			shown(self.facts(needed_by=day("2026-06-01"), updated_on=day("2026-06-02")), "2026-06-02") == []
		)

	@pytest.mark.parametrize(
		("today", "expected"),
		[("2026-07-05", []), ("2026-07-06", [("plan_out_of_date", "2026-07-05", "2026-07-10")])],
	)
	def test_out_of_date_after_six_months(self, today: str, expected: list[tuple[str, str, str]]) -> None:
		assert shown(self.facts(updated_on=day("2026-01-05")), today) == expected

	def test_out_of_date_in_words(self) -> None:
		assert said(self.facts(updated_on=day("2026-01-05")), "2026-07-06") == (
			"The care plan was last updated on 5 January 2026, out of date after 5 July 2026 (6 months from "
			"5 January 2026)"
		)

	def test_out_of_date_is_a_setting(self) -> None:
		policy = replace(DEFAULT_POLICY, plan_out_of_date_months=3)
		assert shown(self.facts(updated_on=day("2026-01-05")), "2026-04-06", policy) != []

	@pytest.mark.parametrize(
		("updated", "decided", "today", "expected"),
		[
			("2026-04-13", "2026-04-14", "2026-04-28", []),
			("2026-04-13", "2026-04-14", "2026-04-29", [("plan_not_updated", "2026-04-28", "2026-05-06")]),
			("2026-04-14", "2026-04-14", "2026-04-29", []),  # updated at the review
			("2026-04-29", "2026-04-14", "2026-05-29", []),  # undone, though late
			("2026-04-13", None, "2026-04-29", []),
		],
	)
	def test_not_updated_ten_working_days_after_the_decisions(
		self, updated: str, decided: str | None, today: str, expected: list[tuple[str, str, str]]
	) -> None:
		assert shown(self.facts(decided, updated_on=day(updated)), today) == expected

	def test_not_updated_in_words(self) -> None:
		assert said(self.facts("2026-04-01", updated_on=day("2026-03-02")), "2026-05-01") == (
			"The care plan was last updated on 2 March 2026, before the decisions of 1 April 2026; due by "
			"17 April 2026 (10 working days from 1 April 2026; 3 April and 6 April are bank holidays)"
		)

	def test_not_updated_is_a_setting(self) -> None:
		policy = replace(DEFAULT_POLICY, care_plan_working_days=5)
		assert shown(self.facts("2026-04-14", updated_on=day("2026-04-13")), "2026-04-22", policy) != []

	def test_two_signs_of_one_plan_are_two_prompts(self) -> None:
		found = signs(
			self.facts("2026-04-14", updated_on=day("2026-01-05")), DEFAULT_POLICY, day("2026-07-06")
		)
		assert [one.key.value for one in found] == ["plan_not_updated", "plan_out_of_date"]
		assert len({one.notice("CH-1").key for one in found}) == 2

	def test_out_of_date_again_is_another_prompt(self) -> None:
		(one,) = signs(self.facts(updated_on=day("2026-01-05")), DEFAULT_POLICY, day("2026-08-01"))
		(two,) = signs(self.facts(updated_on=day("2026-08-03")), DEFAULT_POLICY, day("2027-03-01"))
		assert one.notice("CH-1").key != two.notice("CH-1").key


class TestC32Permanence:
	"""Row 17: no plan for permanence after its point."""

	def facts(self, recorded: bool = False) -> DriftFacts:
		point = PermanencePoint("PC", months_after(day("2026-01-05"), 4), recorded)
		return DriftFacts(permanence=point)

	@pytest.mark.parametrize(
		("today", "recorded", "expected"),
		[
			("2026-05-05", False, []),
			("2026-05-06", False, [("permanence_absent", "2026-05-05", "2026-05-12")]),
			("2026-05-06", True, []),
		],
	)
	def test_absent(self, today: str, recorded: bool, expected: list[tuple[str, str, str]]) -> None:
		assert shown(self.facts(recorded), today) == expected

	def test_in_words(self) -> None:
		assert said(self.facts(), "2026-05-06") == (
			"No plan for permanence is on record; expected by 5 May 2026 (4 months from 5 January 2026)"
		)

	def test_is_one_prompt_with_the_rule_on_permanence(self) -> None:
		child = InCare(
			"CH-1",
			"PC",
			day("2026-01-05"),
			(day("2026-02-02"), day("2026-03-26")),
			answered_on=day("2026-03-26"),
		)
		(other,) = permanence_notices(child, day("2026-05-06"), DEFAULT_POLICY)
		(sign,) = signs(self.facts(), DEFAULT_POLICY, day("2026-05-06"))
		assert (sign.notice("CH-1").key, sign.notice("CH-1").tell_by) == (other.key, other.tell_by)


class TestC33Contact:
	"""Contact suspended or changed, from a recorded fact, until it is over or a review has been held."""

	def facts(self, until: str | None = None, reviewed: str | None = None) -> DriftFacts:
		return DriftFacts(
			contact_changes=(fact(FactKind.CONTACT_CHANGED, "2026-06-01", until),),
			last_review_on=day(reviewed) if reviewed else None,
		)

	@pytest.mark.parametrize(
		("until", "reviewed", "today", "stands"),
		[
			(None, None, "2026-05-31", False),
			(None, None, "2026-06-01", True),
			(None, None, "2026-12-01", True),
			("2026-06-10", None, "2026-06-10", True),
			("2026-06-10", None, "2026-06-11", False),
			(None, "2026-05-31", "2026-06-05", True),
			(None, "2026-06-01", "2026-06-05", False),
		],
	)
	def test_stands(self, until: str | None, reviewed: str | None, today: str, stands: bool) -> None:
		expected = [("contact_changed", "2026-06-01", "2026-06-08")] if stands else []
		assert shown(self.facts(until, reviewed), today) == expected

	def test_in_words(self) -> None:
		assert said(self.facts(), "2026-06-01") == (
			"Contact was suspended or changed on 1 June 2026; no review has been held since"
		)

	def test_is_one_prompt_with_the_change_itself(self) -> None:
		(sign,) = signs(self.facts(), DEFAULT_POLICY, day("2026-06-01"))
		assert (
			sign.notice("CH-1").key
			== Notice("CH-1", "C33", "F-2026-06-01", "the IRO", day("2026-06-08"), "", "").key
		)


class TestC38Visits:
	"""Row 18: no social work visit, where the clock is on."""

	def facts(self, today: str) -> DriftFacts:
		living = Living("PL", VisitRule.PLACEMENT, day("2026-06-01"))
		return DriftFacts(visit=next_visit(living, [], VISITS_ON, day(today)))

	@pytest.mark.parametrize(
		("today", "expected"),
		[("2026-06-08", []), ("2026-06-09", [("not_visited", "2026-06-08", "2026-06-09")])],
	)
	def test_from_the_day_after(self, today: str, expected: list[tuple[str, str, str]]) -> None:
		assert shown(self.facts(today), today, VISITS_ON) == expected

	def test_off_as_shipped(self) -> None:
		assert shown(self.facts("2026-06-09"), "2026-06-09") == []

	def test_none_without_a_date(self) -> None:
		living = Living(
			"PL", VisitRule.PLACED_FOR_ADOPTION, day("2026-06-01"), first_review_on=day("2026-06-15")
		)
		visit = next_visit(living, [day("2026-06-10")], VISITS_ON, day("2026-12-01"))
		assert visit is not None
		assert shown(DriftFacts(visit=visit), "2026-12-01", VISITS_ON) == []

	def test_is_the_prompt_of_the_visit_itself(self) -> None:
		today = day("2026-06-09")
		facts = self.facts("2026-06-09")
		assert facts.visit is not None
		(sign,) = signs(facts, VISITS_ON, today)
		assert sign.notice("CH-1") == overdue_visit("CH-1", facts.visit, VISITS_ON, today)
		assert SignKey.NOT_VISITED.value == NOT_VISITED


class TestRepeated:
	"""Row 18 (repeated non-decision) and row 27, C31 (decisions repeatedly not done)."""

	@pytest.mark.parametrize(("times", "stands"), [(1, False), (2, True), (3, True)])
	def test_a_decision_not_done_at_two_reviews(self, times: int, stands: bool) -> None:
		facts = DriftFacts(not_done=(Repeated("DEC", times, day("2026-06-01")),))
		assert shown(facts, "2026-06-01") == (
			[("decision_not_done", "2026-06-01", "2026-06-08")] if stands else []
		)

	@pytest.mark.parametrize(("times", "stands"), [(1, False), (2, True), (3, True)])
	def test_a_matter_put_off_at_two_reviews(self, times: int, stands: bool) -> None:
		facts = DriftFacts(put_off=(Repeated("MATTER", times, day("2026-06-01")),))
		assert shown(facts, "2026-06-01") == (
			[("matter_put_off", "2026-06-01", "2026-06-08")] if stands else []
		)

	def test_in_words(self) -> None:
		not_done = DriftFacts(not_done=(Repeated("DEC", 3, day("2026-06-01")),))
		assert said(not_done, "2026-06-01") == (
			"The same decision was found not done at 3 reviews, the last on 1 June 2026; a sign from 2 reviews"
		)
		put_off = DriftFacts(put_off=(Repeated("MATTER", 2, day("2026-06-01")),))
		assert said(put_off, "2026-06-01") == (
			"The same matter was put off without a decision at 2 reviews, the last on 1 June 2026; "
			"a sign from 2 reviews"
		)

	def test_decisions_not_done_is_a_setting(self) -> None:
		facts = DriftFacts(not_done=(Repeated("DEC", 2, day("2026-06-01")),))
		assert shown(facts, "2026-06-01", replace(DEFAULT_POLICY, decision_not_done_times=3)) == []

	def test_each_on_its_own(self) -> None:
		facts = DriftFacts(
			put_off=(Repeated("M-1", 2, day("2026-06-01")), Repeated("M-2", 2, day("2026-06-01"))),
			not_done=(Repeated("D-1", 2, day("2026-05-01")), Repeated("D-2", 1, day("2026-06-01"))),
		)
		found = signs(facts, DEFAULT_POLICY, day("2026-06-01"))
		assert [one.subject for one in found] == ["D-1", "M-1", "M-2"]


def everything() -> DriftFacts:
	return DriftFacts(
		voluntary=StatusHeld(LegalStatus.V2, "LS", day("2024-01-01")),
		worker_changes=tuple(
			fact(FactKind.SOCIAL_WORKER_CHANGED, f"2026-0{month}-02") for month in (3, 4, 5)
		),
		contact_changes=(fact(FactKind.CONTACT_CHANGED, "2026-05-11"),),
		last_decisions_on=day("2026-04-14"),
		plans=(
			PlanOnFile("P-1", "care plan", updated_on=day("2025-11-03")),
			PlanOnFile("P-2", "pathway plan", day("2026-02-02")),
		),
		permanence=PermanencePoint("PC", months_after(day("2024-01-01"), 4)),
		visit=next_visit(
			Living("PL", VisitRule.PLACEMENT, day("2026-01-05")), [], VISITS_ON, day("2026-06-01")
		),
		put_off=(Repeated("MATTER", 2, day("2026-04-14")),),
		not_done=(Repeated("DEC", 2, day("2026-04-14")),),
	)


class TestSwitches:
	"""Every sign can be switched off, by its key or with its row of the trigger table."""

	def test_all_of_them_in_order_of_time(self) -> None:
		found = signs(everything(), VISITS_ON, day("2026-06-01"))
		assert {one.key for one in found} == set(SignKey)
		assert [one.since for one in found] == sorted(one.since for one in found)

	@pytest.mark.parametrize("key", list(SignKey))
	def test_by_its_key(self, key: SignKey) -> None:
		found = signs(everything(), VISITS_ON, day("2026-06-01"), frozenset({key}))
		assert {one.key for one in found} == set(SignKey) - {key}

	@pytest.mark.parametrize("rule", ["C30", "C31", "C32", "C33", "C38"])
	def test_with_its_rule(self, rule: str) -> None:
		rules = {**VISITS_ON.rules, rule: replace(VISITS_ON.rules[rule], enabled=False)}
		found = signs(everything(), replace(VISITS_ON, rules=rules), day("2026-06-01"))
		assert {one.rule for one in found} == set(RULE_OF.values()) - {rule}

	def test_as_shipped_all_but_visits(self) -> None:
		found = signs(everything(), DEFAULT_POLICY, day("2026-06-01"))
		assert {one.key for one in found} == set(SignKey) - {SignKey.NOT_VISITED}

	def test_told_within_what_the_rule_says(self) -> None:
		rules = {**DEFAULT_RULES, "C33": replace(DEFAULT_RULES["C33"], tell_within=2)}
		facts = DriftFacts(contact_changes=(fact(FactKind.CONTACT_CHANGED, "2026-06-01"),))
		(one,) = signs(facts, replace(DEFAULT_POLICY, rules=rules), day("2026-06-01"))
		assert (one.tell_by.on, one.tell_by.words) == (day("2026-06-03"), "2 working days from 1 June 2026")


def test_the_rule_of_each_sign() -> None:
	assert {key.value: rule for key, rule in RULE_OF.items()} == {
		"voluntary_care": "DR1",
		"matter_put_off": "DR2",
		"social_workers": "C30",
		"plan_missing": "C32",
		"plan_out_of_date": "C32",
		"plan_not_updated": "C32",
		"contact_changed": "C33",
		"not_visited": "C38",
		"permanence_absent": "C32",
		"decision_not_done": "C31",
	}


def test_every_sign_becomes_a_prompt_of_its_own() -> None:
	found = signs(everything(), VISITS_ON, day("2026-06-01"))
	prompts = [one.notice("CH-1") for one in found]
	assert len({one.key for one in prompts}) == len(found)
	assert [one.rule for one in prompts] == [RULE_OF[one.key] for one in found]
	assert [one.reason for one in prompts] == [one.words for one in found]
	assert [one.tell_by for one in prompts] == [one.tell_by.on for one in found]
	assert [one.counted for one in prompts] == [one.tell_by.words for one in found]
	told = {one.key.value: prompt.tell for one, prompt in zip(found, prompts, strict=True)}
	assert {key for key, tell in told.items() if tell != "the IRO, to consider escalating"} == {
		"contact_changed"
	}


def test_the_subject_of_an_occurrence_fits_its_field_and_tells_occurrences_apart() -> None:
	one = occurrence("PL", "not_visited", day("2026-06-08"))
	others = [
		occurrence("PL2", "not_visited", day("2026-06-08")),
		occurrence("PL", "voluntary_care", day("2026-06-08")),
		occurrence("PL", "not_visited", day("2026-06-09")),
	]
	assert len(one) == 64
	assert len({one, *others}) == 4
	assert (
		one == "c52b0f02b16ec0d29865de00b9230f585096cc4c44862645a669291f58135972"
	)  # prompts on file keep it


class TestFactsFromTheCareHistory:
	"""What the records show by themselves; the rest is added by whoever knows it."""

	def test_nothing_out_of_care(self) -> None:
		story = Story().period("2025-03-03", "2026-03-02").status("2025-03-03", "V2").reviewed("2025-06-02")
		assert facts_from(story.history(), day("2026-06-01")) == DriftFacts()

	@pytest.mark.parametrize(
		("held", "last"),
		[
			([], None),
			(["2026-02-02", "2026-04-14"], "2026-04-14"),
			(["2026-04-14", "2026-06-01"], "2026-06-01"),
			(["2026-04-14", "2026-06-02"], "2026-04-14"),  # not held yet
			(["2025-12-01"], None),  # before this period of care
		],
	)
	def test_the_last_review_held(self, held: list[str], last: str | None) -> None:
		story = Story().period("2026-01-05")
		for on in held:
			story.reviewed(on)
		assert facts_from(story.history(), day("2026-06-01")).last_review_on == (day(last) if last else None)

	def test_leaves_the_rest_open(self) -> None:
		facts = facts_from(Story().period("2026-01-05").history(), day("2026-06-01"))
		assert facts == DriftFacts()
