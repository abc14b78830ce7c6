"""What is done before a review, counted back from the booked meeting: domain.md 2.2; scenarios 9 and 10."""

from dataclasses import replace

import pytest

from iro_module.domain.before_review import (
	BeforeReview,
	Preparation,
	before_review,
)
from iro_module.domain.document_clock import Deadline, Status
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from iro_module.domain.reasons import days_before, working_days_before
from iro_module.domain.working_days import england
from tests.domain.story import day


def before(meeting: str | None = "2026-05-27", **days: str) -> BeforeReview:
	"""A meeting booked for Wednesday 27 May 2026; 4 and 25 May are bank holidays."""
	return BeforeReview(day(meeting) if meeting else None, **{name: day(one) for name, one in days.items()})


def deadlines(booked: BeforeReview, today: str, policy: Policy = DEFAULT_POLICY) -> dict[str, Deadline]:
	return {one.what: one for one in before_review(booked, day(today), policy)}


def on(found: Deadline) -> str | None:
	return found.due.on.isoformat() if found.due else None


@pytest.mark.parametrize(
	("what", "due", "counted"),
	[
		(
			Preparation.PLANNING_TALK,
			"2026-05-05",
			"15 working days before 27 May 2026; 25 May is a bank holiday",
		),
		(Preparation.CONSULTATION, "2026-05-13", "14 days before 27 May 2026"),
		(
			Preparation.REPORT,
			"2026-05-21",
			"3 working days before 27 May 2026; 25 May is a bank holiday",
		),
	],
)
def test_2_2_when_due(what: Preparation, due: str, counted: str) -> None:
	found = deadlines(before(), "2026-05-01")[what.value]
	assert (on(found), found.due.words if found.due else None) == (due, counted)


@pytest.mark.parametrize(
	("what", "setting", "due"),
	[
		(Preparation.PLANNING_TALK, "planning_talk_working_days", "2026-05-26"),
		(Preparation.CONSULTATION, "consultation_days", "2026-05-26"),
		(Preparation.REPORT, "report_working_days", "2026-05-26"),
	],
)
def test_2_2_every_limit_is_a_setting(what: Preparation, setting: str, due: str) -> None:
	policy = replace(DEFAULT_POLICY, **{setting: 1})
	assert on(deadlines(before(), "2026-05-01", policy)[what.value]) == due


def test_2_2_what_is_done_in_order() -> None:
	assert [one.what for one in before_review(before(), day("2026-05-01"), DEFAULT_POLICY)] == [
		"IRO and social worker plan the review",
		"consultation documents sent",
		"social worker's report and care plan shared",
	]


def test_2_2_nothing_is_due_while_no_meeting_is_booked() -> None:
	found = before_review(before(None), day("2026-05-01"), DEFAULT_POLICY)
	assert [(one.status, one.due) for one in found] == [(Status.NOT_STARTED, None)] * 3


@pytest.mark.parametrize(
	("field", "what", "done", "late"),
	[
		("talked_on", Preparation.PLANNING_TALK, "2026-05-05", 0),
		("talked_on", Preparation.PLANNING_TALK, "2026-05-06", 1),
		("consultation_sent_on", Preparation.CONSULTATION, "2026-05-13", 0),
		("consultation_sent_on", Preparation.CONSULTATION, "2026-05-15", 2),
		("report_shared_on", Preparation.REPORT, "2026-05-21", 0),
		("report_shared_on", Preparation.REPORT, "2026-05-22", 1),
	],
)
def test_2_2_met_or_late(field: str, what: Preparation, done: str, late: int) -> None:
	found = deadlines(before(**{field: done}), "2026-05-27")
	status = Status.LATE if late else Status.MET
	assert (found[what.value].status, found[what.value].days_late) == (status, late)
	assert found[what.value].done_on == day(done)
	assert [one.done_on for name, one in found.items() if name != what.value] == [None, None]


def test_scenario_9_report_two_working_days_late_both_dates_kept() -> None:
	waiting = deadlines(before(), "2026-05-21")[Preparation.REPORT.value]
	assert (waiting.status, waiting.words) == (Status.PENDING, "due by 21 May 2026")
	found = deadlines(before(report_shared_on="2026-05-26"), "2026-05-26")[Preparation.REPORT.value]
	assert (found.status, on(found), found.done_on) == (Status.LATE, "2026-05-21", day("2026-05-26"))
	assert found.words == "26 May 2026, 2 working days late"


def test_scenario_10_reports_due_three_working_days_before() -> None:
	for shared, status in (("2026-09-21", Status.MET), ("2026-09-23", Status.LATE)):
		found = deadlines(before("2026-09-24", report_shared_on=shared), "2026-09-24")[
			Preparation.REPORT.value
		]
		assert (on(found), found.status) == ("2026-09-21", status)


class TestBookedAtShortNotice:
	"""A day that had passed when the meeting was booked is not called late."""

	@pytest.mark.parametrize(
		("booked", "status", "late"),
		[
			("2026-05-20", Status.LATE, 4),
			("2026-05-21", Status.LATE, 4),
			("2026-05-22", Status.SHORT_NOTICE, 0),
			(None, Status.LATE, 4),
		],
	)
	def test_2_2_the_report(self, booked: str | None, status: Status, late: int) -> None:
		values = {"booked_on": booked} if booked else {}
		found = deadlines(before(**values), "2026-05-28")[Preparation.REPORT.value]
		assert (found.status, found.days_late, on(found)) == (status, late, "2026-05-21")

	def test_2_2_in_words(self) -> None:
		found = deadlines(before(booked_on="2026-05-22"), "2026-05-26")[Preparation.REPORT.value]
		assert found.words == "as soon as possible; the meeting was booked on 22 May 2026, after 21 May 2026"

	def test_2_2_done_all_the_same(self) -> None:
		found = deadlines(before(booked_on="2026-05-22", report_shared_on="2026-05-26"), "2026-05-26")
		report = found[Preparation.REPORT.value]
		assert (report.status, report.done_on, report.days_late) == (
			Status.SHORT_NOTICE,
			day("2026-05-26"),
			0,
		)
		assert report.words == "26 May 2026; the meeting was booked on 22 May 2026, after 21 May 2026"

	def test_2_2_done_in_time_before_it_was_booked(self) -> None:
		found = deadlines(before(booked_on="2026-05-22", report_shared_on="2026-05-20"), "2026-05-26")
		assert found[Preparation.REPORT.value].status is Status.MET

	def test_2_2_what_can_still_be_met_stays_as_it_is(self) -> None:
		found = deadlines(before(booked_on="2026-05-18"), "2026-05-18")
		assert [one.status for one in found.values()] == [
			Status.SHORT_NOTICE,
			Status.SHORT_NOTICE,
			Status.PENDING,
		]


@pytest.mark.parametrize(
	("event", "count", "due", "words"),
	[
		("2026-04-09", 1, "2026-04-08", "the last working day before 9 April 2026"),
		(
			"2026-04-08",
			2,
			"2026-04-02",
			"2 working days before 8 April 2026; 3 April and 6 April are bank holidays",
		),
		# the event itself is never counted, nor named where it is a bank holiday
		("2026-05-25", 1, "2026-05-22", "the last working day before 25 May 2026"),
		("2026-05-24", 1, "2026-05-22", "the last working day before 24 May 2026"),
	],
)
def test_2_2_working_days_counted_back(event: str, count: int, due: str, words: str) -> None:
	found = working_days_before(DEFAULT_POLICY, day(event), count)
	assert (found.on, found.words) == (day(due), words)


@pytest.mark.parametrize(
	("event", "marked"),
	[("2026-12-31", False), ("2027-01-01", False), ("2027-01-02", True), ("2027-01-12", True)],
)
def test_3_1_beyond_the_confirmed_years_it_says_so(event: str, marked: bool) -> None:
	policy = replace(DEFAULT_POLICY, calendar=england(confirmed_to=2026))
	words = working_days_before(policy, day(event), 1).words
	assert words.endswith("; calendar not confirmed for 2027") is marked


def test_2_2_calendar_days_counted_back() -> None:
	found = days_before(day("2026-01-08"), 14)
	assert (found.on, found.words) == (day("2025-12-25"), "14 days before 8 January 2026")
