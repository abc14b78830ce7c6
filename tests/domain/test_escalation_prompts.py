"""Prompts to consider escalating or to move up: the threshold met, why, and the theme; domain.md 6, C31-C38."""

from dataclasses import replace

import pytest

from iro_module.domain.drift import signs
from iro_module.domain.drift_facts import DriftFacts, Repeated
from iro_module.domain.drift_sign import SignKey
from iro_module.domain.escalation import Escalation, Outcome
from iro_module.domain.escalation_ladder import DEFAULT_LADDER
from iro_module.domain.escalation_prompts import (
	THEME_OF,
	Prompt,
	ReportDue,
	decision_prompts,
	for_sign,
	permanence_prompts,
	reports_late,
	stage_overdue,
	time_in_all_over,
)
from iro_module.domain.escalation_steps import Person, close, decide, raise_escalation, respond, send
from iro_module.domain.escalation_themes import THEMES
from iro_module.domain.permanence import InCare
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Policy
from iro_module.domain.prompting import occurrence, told_by
from iro_module.domain.review_decisions import Decision
from iro_module.domain.trigger_table import RuleSetting
from tests.domain.story import day

IRO = Person("iro-1", iro=True)
MANAGER = Person("tm-1")


class TestThemes:
	"""6: the list of themes, under keys that stay."""

	def test_the_keys(self) -> None:
		assert list(THEMES) == [
			"drift_and_delay", "permanence", "care_plan", "decision_not_implemented", "social_worker",
			"statutory_visit", "report", "placement", "contact", "education", "health", "legal_status",
			"reunification", "special_guardianship_adoption", "pathway_plan", "immigration", "safeguarding",
			"participation", "unregistered_placement", "decision_level", "transport", "supervision", "recording",
			"other_agency",
		]  # fmt: skip

	def test_each_sign_pre_fills_one(self) -> None:
		assert set(THEME_OF) == set(SignKey)
		assert set(THEME_OF.values()) <= set(THEMES)
		assert {key.value: theme for key, theme in THEME_OF.items()} == {
			"voluntary_care": "drift_and_delay",
			"matter_put_off": "drift_and_delay",
			"social_workers": "social_worker",
			"plan_missing": "care_plan",
			"plan_out_of_date": "care_plan",
			"plan_not_updated": "care_plan",
			"contact_changed": "contact",
			"not_visited": "statutory_visit",
			"permanence_absent": "permanence",
			"decision_not_done": "decision_not_implemented",
		}


def test_a_sign_of_drift_with_its_theme() -> None:
	(sign,) = signs(
		DriftFacts(put_off=(Repeated("M", 2, day("2026-06-01")),)), DEFAULT_POLICY, day("2026-06-01")
	)
	assert for_sign("CH-1", sign) == Prompt(sign.notice("CH-1"), ("drift_and_delay",))


@pytest.mark.parametrize(("today", "found"), [("2026-06-05", 0), ("2026-06-08", 1)])
def test_c31_a_decision_overdue_by_five_working_days(today: str, found: int) -> None:
	decision = Decision("DEC", "CH-1", "RV", day("2026-04-14"), "text", due_on=day("2026-06-01"))
	prompts = decision_prompts([decision], DEFAULT_POLICY, day(today))
	assert [(one.notice.rule, one.themes, one.stage) for one in prompts] == [
		("C31", ("decision_not_implemented",), None)
	] * found


@pytest.mark.parametrize(("plan_on", "found"), [(None, 1), (day("2026-05-04"), 0)])
def test_c32_no_plan_for_permanence(plan_on: object, found: int) -> None:
	held = (day("2026-02-02"), day("2026-03-26"))
	child = InCare("CH-1", "PC", day("2026-01-05"), held, plan_on=plan_on, answered_on=day("2026-03-26"))  # type: ignore[arg-type]
	prompts = permanence_prompts(child, DEFAULT_POLICY, day("2026-05-06"))
	assert [(one.notice.rule, one.themes) for one in prompts] == [("C32", ("permanence",))] * found


class TestReportsLate:
	"""The social worker's report late for two reviews in a row."""

	IN_TIME = ReportDue("RV-0", day("2025-06-02"), day("2025-06-02"))
	LATE = ReportDue("RV-1", day("2025-12-01"), day("2025-12-02"))
	NOT_COME = ReportDue("RV-2", day("2026-06-01"))

	def prompt(
		self, *reports: ReportDue, today: str = "2026-06-02", policy: Policy = DEFAULT_POLICY
	) -> Prompt | None:
		return reports_late("CH-1", reports, policy, day(today))

	def test_two_in_a_row(self) -> None:
		prompt = self.prompt(self.IN_TIME, self.LATE, self.NOT_COME)
		assert prompt is not None
		notice = prompt.notice
		assert (prompt.themes, prompt.stage) == (("report",), None)
		assert (notice.child_id, notice.rule, notice.tell, notice.tell_by) == (
			"CH-1",
			"DR3",
			"the IRO, to consider escalating",
			day("2026-06-08"),
		)
		assert notice.reason == (
			"The report came late, or not yet, for 2 reviews in a row, the last due on 1 June 2026; "
			"a sign from 2 reviews"
		)
		assert notice.subject == occurrence("RV-2", "reports_late", day("2026-06-01"))

	def test_not_on_the_day_it_is_due(self) -> None:
		assert self.prompt(self.LATE, self.NOT_COME, today="2026-06-01") is None

	@pytest.mark.parametrize(
		"reports",
		[
			(),
			(LATE,),
			(NOT_COME,),
			(LATE, IN_TIME, NOT_COME),
			(LATE, replace(NOT_COME, received_on=day("2026-06-01"))),
			(LATE, LATE, replace(NOT_COME, received_on=day("2026-05-29"))),
		],
	)
	def test_one_short_or_ended_by_a_report_in_time(self, reports: tuple[ReportDue, ...]) -> None:
		assert self.prompt(*reports) is None

	def test_one_not_due_yet_says_nothing(self) -> None:
		ahead = ReportDue("RV-3", day("2026-12-01"))
		assert self.prompt(self.LATE, self.NOT_COME, ahead) == self.prompt(self.LATE, self.NOT_COME)
		today = ReportDue("RV-3", day("2026-06-02"))
		assert self.prompt(self.LATE, self.NOT_COME, today) == self.prompt(self.LATE, self.NOT_COME)
		early = replace(ahead, received_on=day("2026-06-02"))
		assert self.prompt(self.LATE, self.NOT_COME, early) is None

	def test_a_third_is_another_prompt(self) -> None:
		two = self.prompt(self.LATE, self.NOT_COME)
		three = self.prompt(
			self.LATE, self.NOT_COME, ReportDue("RV-3", day("2026-12-01")), today="2026-12-02"
		)
		assert two is not None
		assert three is not None
		assert "for 3 reviews in a row" in three.notice.reason
		assert two.notice.key != three.notice.key

	def test_the_number_is_a_setting(self) -> None:
		three, one = (replace(DEFAULT_POLICY, reports_late_times=times) for times in (3, 1))
		assert reports_late("CH-1", (self.LATE, self.NOT_COME), three, day("2026-06-02")) is None
		assert reports_late("CH-1", (self.NOT_COME,), one, day("2026-06-02")) is not None

	def test_a_row_of_the_trigger_table_rules_it(self) -> None:
		row = RuleSetting("DR3", "Reports late", "late again", DEFAULT_RULES["C30"].authority, None, 2)
		reports = (self.LATE, self.NOT_COME)
		on = self.prompt(*reports, policy=replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, "DR3": row}))
		assert on is not None
		assert on.notice.tell_by == day("2026-06-03")
		off = replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, "DR3": replace(row, enabled=False)})
		assert self.prompt(*reports, policy=off) is None


def test_told_within_five_working_days_where_the_table_is_silent() -> None:
	assert told_by(DEFAULT_POLICY, "DR1", day("2026-06-01")).on == day("2026-06-08")
	assert told_by(DEFAULT_POLICY, "C39", day("2026-06-01")).on == day("2026-06-08")
	assert told_by(DEFAULT_POLICY, "C28", day("2026-06-01")).on == day("2026-06-02")


def sent(*stages: tuple[int, str]) -> Escalation:
	escalation = raise_escalation("ESC-1", "CH-1", ("contact", "health"), IRO, day("2026-03-02"))
	for number, on in stages:
		escalation = send(escalation, DEFAULT_LADDER.stage(number), IRO, day(on))
	return escalation


class TestStageOverdue:
	"""6: overdue → prompt to move up."""

	def prompt(self, escalation: Escalation, today: str) -> Prompt | None:
		return stage_overdue(escalation, DEFAULT_LADDER, DEFAULT_POLICY, day(today))

	def test_not_on_its_day(self) -> None:
		assert self.prompt(sent((1, "2026-06-01")), "2026-06-08") is None
		assert self.prompt(sent(), "2026-06-08") is None

	def test_from_the_working_day_after(self) -> None:
		prompt = self.prompt(sent((1, "2026-06-01")), "2026-06-09")
		assert prompt is not None
		notice = prompt.notice
		assert (prompt.themes, prompt.stage) == (("contact", "health"), DEFAULT_LADDER.stage(2))
		assert (notice.child_id, notice.rule, notice.tell, notice.tell_by) == (
			"CH-1",
			"ES1",
			"the IRO, to consider moving up",
			day("2026-06-09"),
		)
		assert notice.reason == (
			"Stage 1 (team manager) was due to answer by 8 June 2026 (5 working days from 1 June 2026), and no answer "
			"has been accepted; consider Stage 2 (service manager)"
		)
		assert notice.subject == occurrence("ESC-1", "stage_1", day("2026-06-08"))
		assert self.prompt(sent((1, "2026-06-01")), "2026-06-19") == prompt

	def test_from_informal_into_the_formal_process(self) -> None:
		prompt = self.prompt(sent((0, "2026-06-01")), "2026-06-09")
		assert prompt is not None
		assert prompt.stage == DEFAULT_LADDER.stage(1)

	def test_at_the_top_a_referral(self) -> None:
		prompt = self.prompt(sent((4, "2026-06-01")), "2026-06-09")
		assert prompt is not None
		assert prompt.stage is None
		assert prompt.notice.reason.endswith("; consider a referral to Cafcass, no stage lies above")

	def test_undone_by_an_answer_and_by_moving_up(self) -> None:
		answered = respond(sent((1, "2026-06-01")), 1, MANAGER, day("2026-06-09"))
		assert self.prompt(answered, "2026-06-09") is None
		assert self.prompt(decide(answered, 1, False, IRO, day("2026-06-09")), "2026-06-09") is not None
		assert self.prompt(sent((1, "2026-06-01"), (2, "2026-06-09")), "2026-06-09") is None

	def test_the_next_stage_overdue_is_another_prompt(self) -> None:
		one = self.prompt(sent((1, "2026-06-01")), "2026-06-09")
		two = self.prompt(sent((1, "2026-06-01"), (2, "2026-06-01")), "2026-06-09")
		assert one is not None
		assert two is not None
		assert one.notice.key != two.notice.key


class TestTimeInAllOver:
	"""HB 6.2: 20 working days in all; Cafcass at any time."""

	def prompt(self, escalation: Escalation, today: str) -> Prompt | None:
		return time_in_all_over(escalation, DEFAULT_LADDER, DEFAULT_POLICY, day(today))

	RUNNING = ((1, "2026-06-01"), (2, "2026-06-29"))

	def test_not_on_the_last_day(self) -> None:
		assert self.prompt(sent(*self.RUNNING), "2026-06-29") is None

	def test_from_the_working_day_after(self) -> None:
		prompt = self.prompt(sent(*self.RUNNING), "2026-06-30")
		assert prompt is not None
		notice = prompt.notice
		assert (prompt.themes, prompt.stage) == (("contact", "health"), DEFAULT_LADDER.stage(3))
		assert (notice.child_id, notice.rule, notice.tell, notice.tell_by) == (
			"CH-1",
			"ES2",
			"the IRO, to decide what follows",
			day("2026-06-30"),
		)
		assert notice.reason == (
			"The time for all formal stages ended on 29 June 2026 (20 working days from 1 June 2026), and no answer "
			"has been accepted; a referral to Cafcass is open at any time"
		)
		assert notice.subject == occurrence("ESC-1", "in_all", day("2026-06-29"))

	def test_while_an_answer_awaits_the_iro_too(self) -> None:
		answered = respond(sent(*self.RUNNING), 2, MANAGER, day("2026-06-30"))
		assert self.prompt(answered, "2026-06-30") is not None

	def test_undone_by_acceptance_and_by_closing(self) -> None:
		answered = respond(sent(*self.RUNNING), 2, MANAGER, day("2026-06-30"))
		assert self.prompt(decide(answered, 2, True, IRO, day("2026-07-02")), "2026-07-15") is None
		closed = close(sent(*self.RUNNING), Outcome.WITHDRAWN, "", IRO, day("2026-07-02"))
		assert self.prompt(closed, "2026-07-15") is None

	def test_never_while_informal_or_not_sent(self) -> None:
		assert self.prompt(sent((0, "2026-06-01")), "2026-12-01") is None
		assert self.prompt(sent(), "2026-12-01") is None
