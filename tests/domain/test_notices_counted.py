"""How the day of each notice was counted, in a sentence: issue, "every computed date explains itself"."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from iro_module.domain.care_events import FactKind, RecordedFact
from iro_module.domain.care_history import history_of
from iro_module.domain.decision_notices import decision_notices
from iro_module.domain.escalation import Escalation
from iro_module.domain.escalation_ladder import DEFAULT_LADDER
from iro_module.domain.escalation_prompts import ReportDue, reports_late, stage_overdue, time_in_all_over
from iro_module.domain.escalation_steps import Person, raise_escalation, send
from iro_module.domain.intake import Message
from iro_module.domain.months import months_later
from iro_module.domain.notices import Notice
from iro_module.domain.permanence import InCare, permanence_notices
from iro_module.domain.policy import DEFAULT_POLICY
from iro_module.domain.review_decisions import Decision, Finding, Occasion, Outcome
from iro_module.domain.review_plan import ChildFacts, plan
from iro_module.domain.wording import MONTHS
from iro_module.domain.working_days import england
from tests.domain.arbitrary import dates, messages, received, recorded_facts
from tests.domain.shown import moved, settled_child
from tests.domain.story import Story, day

EASTER = "; 3 April and 6 April are bank holidays"
"""Good Friday and Easter Monday of 2026."""
START_COUNTED = replace(DEFAULT_POLICY, count_start_day=True)

UNPLANNED = {"reason_place_change": "CREQB"}
BEFORE_EASTER, AFTER_EASTER = "2026-04-02", "2026-04-07"


def ended(reason: str, on: str = BEFORE_EASTER, status: str = "V2") -> Story:
	return Story().period("2025-01-06", on, end_reason=reason).status("2025-01-06", status)


def twice() -> Story:
	story = moved(old=UNPLANNED, end_date=BEFORE_EASTER, reason_place_change="LAREQ")
	return story.placed(BEFORE_EASTER, "U6", "THIRD", reason_new_episode="P", carer_id="F-3")


STORIES = [
	("started", Story().period(BEFORE_EASTER).status(BEFORE_EASTER, "V2"), BEFORE_EASTER, [
		("C01", "2026-04-08", "2 working days from 2 April 2026" + EASTER),
		("C01", "2026-04-13", "5 working days from 2 April 2026" + EASTER),
	]),
	("moved", moved(on=BEFORE_EASTER, old=UNPLANNED), BEFORE_EASTER, [
		("C04", "2026-04-07", "1 working day from 2 April 2026" + EASTER),
	]),
	("moved on a Saturday", moved(on="2026-03-07", old=UNPLANNED), "2026-03-09", [
		("C04", "2026-03-09", "1 working day from 7 March 2026"),
	]),
	("moved twice", twice(), BEFORE_EASTER, [
		("C04", "2026-03-03", "1 working day from 2 March 2026"),
		("C04", "2026-04-07", "1 working day from 2 April 2026" + EASTER),
		("C04", "2026-04-09", "3 working days from 2 April 2026" + EASTER),
	]),
	("third school", settled_child().fact(FactKind.SCHOOL_CHANGED, "2026-03-02").fact(
		FactKind.SCHOOL_CHANGED, BEFORE_EASTER), BEFORE_EASTER, [
		("C09", "2026-03-09", "5 working days from 2 March 2026"),
		("C09", "2026-04-09", "3 working days from 2 April 2026" + EASTER),
		("C09", "2026-04-13", "5 working days from 2 April 2026" + EASTER),
	]),
	("an end known in advance", settled_child(end_date=AFTER_EASTER), "2026-03-02", [
		("C02", "2026-04-02", "the last working day before 7 April 2026" + EASTER),
	]),
	("care to end", settled_child("V2").period("2025-01-06", AFTER_EASTER, end_reason="E4A"), "2026-03-02", [
		("C23", "2026-04-02", "the last working day before 7 April 2026" + EASTER),
	]),
	("ahead, and told of after it", settled_child().fact(FactKind.CONTACT_CHANGED, BEFORE_EASTER),
		"2026-03-02", [("C33", "2026-04-13", "5 working days from 2 April 2026" + EASTER)]),
	("returned home", ended("E4B"), BEFORE_EASTER, [
		("C24", "2026-04-02", "the day itself, 2 April 2026"),
		("C24", "2026-04-20", "10 working days from 2 April 2026" + EASTER),
	]),
	("died", ended("E2"), BEFORE_EASTER, [
		("C36", "2026-04-07", "1 working day from 2 April 2026" + EASTER),
	]),
	("after police protection", ended("E45", status="L2"), BEFORE_EASTER, [
		("C13", "2026-04-07", "1 working day from 2 April 2026" + EASTER),
	]),
	("turns 16", settled_child().born("2010-04-06"), "2026-03-02", [
		("C26", "2026-04-06", "the day itself, 6 April 2026"),
	]),
	("turns 18", settled_child().born("2008-08-31"), "2026-03-02", [
		("C27", "2026-05-31", "3 months before 31 August 2026"),
	]),
	("recorded late", moved(old=UNPLANNED, recorded_on=BEFORE_EASTER).reviewed("2026-03-20"), BEFORE_EASTER, [
		("C04", "2026-04-07", "1 working day from 2 April 2026" + EASTER),
	]),
	("past the confirmed years", moved(on="2027-12-31", old=UNPLANNED), "2027-12-31", [
		("C04", "2028-01-04", "1 working day from 31 December 2027; 3 January 2028 is a bank holiday; "
			"calendar not confirmed for 2028"),
	]),
]  # fmt: skip


def shown(notices: tuple[Notice, ...]) -> list[tuple[str, str, str]]:
	return [(one.rule, one.tell_by.isoformat(), one.counted) for one in notices]


@pytest.mark.parametrize(
	("story", "today", "said"), [row[1:] for row in STORIES], ids=[row[0] for row in STORIES]
)
def test_of_a_change(story: Story, today: str, said: list[tuple[str, str, str]]) -> None:
	assert shown(story.plan(today, iro=False).notices) == said


def test_where_the_first_day_is_counted() -> None:
	plan = moved(on=BEFORE_EASTER, old=UNPLANNED).plan(BEFORE_EASTER, policy=START_COUNTED)
	assert shown(plan.notices) == [
		("C04", "2026-04-02", "1 working day from 2 April 2026, which is counted as the first")
	]
	assert shown(ended("E4B").plan(BEFORE_EASTER, policy=START_COUNTED).notices) == [
		("C24", "2026-04-02", "the day itself, 2 April 2026"),
		("C24", "2026-04-17", "10 working days from 2 April 2026, which is counted as the first" + EASTER),
	]


def escalated() -> Escalation:
	iro = Person("iro-1", iro=True)
	escalation = raise_escalation("ESC-1", "CH-1", ("contact",), iro, day("2026-03-04"))
	return send(escalation, DEFAULT_LADDER.stage(1), iro, day("2026-03-05"))


class TestOfAThresholdMet:
	"""Counted from the threshold, over Easter."""

	def test_c31_overdue_and_not_done(self) -> None:
		findings = tuple(
			Finding(day(on), Outcome.NOT_DONE, Occasion.REVIEW, on) for on in ("2026-04-01", "2026-04-03")
		)
		decision = Decision(
			"D", "CH-1", "R", day("2026-01-12"), "text", due_on=day("2026-04-01"), findings=findings
		)
		assert shown(decision_notices([decision], day("2026-06-01"), DEFAULT_POLICY)) == [
			("C31", "2026-04-03", "the day itself, 3 April 2026"),
			("C31", "2026-04-10", "5 working days from 1 April 2026" + EASTER),
		]

	def test_c32_no_plan_for_permanence(self) -> None:
		child = InCare(
			"CH-1",
			"PC",
			day("2025-12-02"),
			(day("2025-12-29"), day("2026-03-26")),
			answered_on=day("2026-03-26"),
		)
		found = permanence_notices(child, day("2026-06-01"), DEFAULT_POLICY)
		assert shown(found) == [("C32", "2026-04-13", "5 working days from 2 April 2026" + EASTER)]

	def test_dr3_reports_late(self) -> None:
		reports = [ReportDue("R1", day("2025-10-01")), ReportDue("R2", day(BEFORE_EASTER))]
		prompt = reports_late("CH-1", reports, DEFAULT_POLICY, day("2026-06-01"))
		assert prompt is not None
		assert shown((prompt.notice,)) == [("DR3", "2026-04-13", "5 working days from 2 April 2026" + EASTER)]

	def test_es1_and_es2_an_escalation_out_of_time(self) -> None:
		stage = stage_overdue(escalated(), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-01"))
		in_all = time_in_all_over(escalated(), DEFAULT_LADDER, DEFAULT_POLICY, day("2026-06-01"))
		assert stage is not None
		assert in_all is not None
		assert shown((stage.notice, in_all.notice)) == [
			("ES1", "2026-03-13", "1 working day from 12 March 2026"),
			("ES2", "2026-04-07", "1 working day from 2 April 2026" + EASTER),
		]


DAY = r"(\d+) (\w+) (\d{4})"
FORWARD = re.compile(rf"(\d+) working days? from {DAY}")
BACK = re.compile(rf"the last working day before {DAY}")
MONTHS_BACK = re.compile(rf"(\d+) months? before {DAY}")
ITSELF = re.compile(rf"the day itself, {DAY}")


def named(found: re.Match[str]) -> date:
	"""The day that the sentence names."""
	in_month, month, year = found.groups()[-3:]
	return date(int(year), MONTHS.index(month) + 1, int(in_month))


def read_back(words: str) -> tuple[date, date]:
	"""The day counted from and the day arrived at, by nothing but the sentence."""
	if found := FORWARD.match(words):
		return named(found), england().after(named(found), int(found[1]))
	if found := BACK.match(words):
		return named(found), england().before(named(found))
	if found := MONTHS_BACK.match(words):
		return named(found), months_later(named(found), -int(found[1]))
	found = ITSELF.fullmatch(words)
	assert found, words
	return named(found), named(found)


@settings(max_examples=150, deadline=None)
@given(messages(), dates, recorded_facts)
def test_each_notice_can_be_counted_again_by_its_sentence(
	found: list[Message], today: date, recorded: list[RecordedFact]
) -> None:
	"""The origin is the change, the day it was recorded, or the start; every bank holiday on the way is named."""
	planned = plan(history_of("CH-1", received(found).values(), facts=recorded), ChildFacts(), today)
	recorded_on = {(one.rule, one.subject): one.recorded_on for one in planned.changes}
	for notice in planned.notices:
		origin, by = read_back(notice.counted)
		assert by == notice.tell_by
		if notice.rule == "C01":
			assert f"Looked after from {origin.day} {MONTHS[origin.month - 1]} {origin.year}" == notice.reason
		elif notice.tell == "the IRO, to say whether it was considered":
			assert origin == recorded_on[notice.rule, notice.subject]
		else:
			assert origin == notice.changed_on
		if not MONTHS_BACK.match(notice.counted):
			start, end = (origin, by) if origin <= by else (by, origin - timedelta(days=1))
			for holiday in england().holidays_within(start, end):
				assert f"{holiday.day} {MONTHS[holiday.month - 1]}" in notice.counted.split("; ", 1)[1]
