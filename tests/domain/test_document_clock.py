"""Deadlines after a review, each on its own clock: domain.md 2.4; scenarios 9 and 10."""

from dataclasses import replace
from datetime import timedelta

import pytest

from iro_module.domain.document_clock import (
	AfterReview,
	Answer,
	Deadline,
	Document,
	Reply,
	Status,
	awaited_from,
	document_clock,
	working_days_late,
)
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from tests.domain.story import day


def after(completed: str = "2025-08-08", **days: object) -> AfterReview:
	"""A review completed on Friday 8 August 2025; 25 August is a bank holiday."""
	known = {name: day(one) if isinstance(one, str) else one for name, one in days.items()}
	return AfterReview(day(completed), **known)  # type: ignore[arg-type]


def clock(what: Document, today: str, policy: Policy = DEFAULT_POLICY, **days: object) -> Deadline:
	return {one.what: one for one in document_clock(after(**days), day(today), policy)}[what.value]  # type: ignore[arg-type]


def due(found: Deadline) -> str | None:
	return found.due.on.isoformat() if found.due else None


SENT = {
	"decisions_sent_on": "2025-08-12",
	"care_plan_updated_on": "2025-08-20",
	"record_completed_on": "2025-08-29",
	"distributed_on": "2025-09-05",
}


class TestWhenDue:
	"""The limits of 2.4, and what starts each clock."""

	def test_2_4_the_six_deadlines_in_order(self) -> None:
		assert [one.what for one in document_clock(after(), day("2025-08-08"), DEFAULT_POLICY)] == [
			"decisions sent",
			"manager's reply to the decisions",
			"care plan updated",
			"full record completed",
			"record distributed",
			"record signed off by the manager",
		]

	@pytest.mark.parametrize(
		("what", "on", "counted"),
		[
			(Document.DECISIONS, "2025-08-15", "5 working days from 8 August 2025"),
			(Document.QUERY, "2025-08-19", "5 working days from 12 August 2025"),
			(Document.CARE_PLAN, "2025-08-22", "10 working days from 8 August 2025"),
			(
				Document.RECORD,
				"2025-09-01",
				"15 working days from 8 August 2025; 25 August is a bank holiday",
			),
			(
				Document.DISTRIBUTION,
				"2025-09-08",
				"20 working days from 8 August 2025; 25 August is a bank holiday",
			),
			(Document.SIGN_OFF, "2025-09-12", "5 working days from 5 September 2025"),
		],
	)
	def test_2_4_limits_and_their_counting(self, what: Document, on: str, counted: str) -> None:
		found = clock(what, "2025-09-05", **SENT)
		assert (due(found), found.due.words if found.due else None) == (on, counted)

	@pytest.mark.parametrize(
		("what", "setting", "on"),
		[
			(Document.DECISIONS, "decisions_working_days", "2025-08-13"),
			(Document.QUERY, "query_working_days", "2025-08-15"),
			(Document.CARE_PLAN, "care_plan_working_days", "2025-08-13"),
			(Document.RECORD, "record_working_days", "2025-08-13"),
			(Document.DISTRIBUTION, "distribution_working_days", "2025-08-13"),
			(Document.SIGN_OFF, "sign_off_working_days", "2025-09-10"),
		],
	)
	def test_2_4_every_limit_is_a_setting(self, what: Document, setting: str, on: str) -> None:
		policy = replace(DEFAULT_POLICY, **{setting: 3})
		assert due(clock(what, "2025-09-05", policy, **SENT)) == on

	def test_2_4_the_reply_is_counted_from_the_day_of_sending_not_from_the_review(self) -> None:
		assert due(clock(Document.QUERY, "2025-08-20", decisions_sent_on="2025-08-20")) == "2025-08-28"
		assert due(clock(Document.QUERY, "2025-08-20")) is None

	def test_2_4_what_was_sent_after_today_starts_no_clock(self) -> None:
		assert due(clock(Document.QUERY, "2025-08-19", decisions_sent_on="2025-08-20")) is None
		assert due(clock(Document.SIGN_OFF, "2025-09-04", distributed_on="2025-09-05")) is None
		assert due(clock(Document.SIGN_OFF, "2025-09-05", distributed_on="2025-09-05")) == "2025-09-12"

	def test_2_4_deadlines_are_independent(self) -> None:
		late = clock(Document.DISTRIBUTION, "2025-10-01", decisions_sent_on="2025-09-30")
		assert due(late) == "2025-09-08"


class TestAnswer:
	"""The reviewing officer's answer to a query or an objection; its limit is a local setting."""

	@pytest.mark.parametrize("answer", [Answer.QUERIED, Answer.OBJECTED])
	def test_2_4_a_query_or_an_objection_starts_the_clock_on_its_own_day(self, answer: Answer) -> None:
		reply = Reply(answer, day("2025-08-20"))
		found = clock(Document.ANSWER, "2025-08-28", decisions_sent_on="2025-08-12", reply=reply)
		assert (due(found), found.status) == ("2025-08-28", Status.PENDING)
		found = clock(Document.ANSWER, "2025-08-29", decisions_sent_on="2025-08-12", reply=reply)
		assert (found.status, found.days_late) == (Status.LATE, 1)
		answered = clock(Document.ANSWER, "2025-09-30", reply=reply, query_answered_on="2025-08-28")
		assert (answered.status, answered.words) == (Status.MET, "28 August 2025, in time")
		policy = replace(DEFAULT_POLICY, answer_working_days=3)
		assert due(clock(Document.ANSWER, "2025-08-28", policy, reply=reply)) == "2025-08-26"

	def test_2_4_it_stands_after_the_reply_and_only_where_there_is_something_to_answer(self) -> None:
		def names(reply: Reply | None) -> list[str]:
			found = document_clock(after(reply=reply), day("2025-08-20"), DEFAULT_POLICY)
			return [one.what for one in found]

		asked = names(Reply(Answer.QUERIED, day("2025-08-20")))
		assert asked[1:3] == ["manager's reply to the decisions", "answer to the manager"]
		assert len(asked) == 7
		for nothing in (
			None,
			Reply(Answer.AGREED, day("2025-08-20")),
			Reply(Answer.QUERIED, day("2025-08-21")),
		):
			assert Document.ANSWER.value not in names(nothing)

	@pytest.mark.parametrize(
		("today", "since"),
		[
			("2025-08-19", "2025-08-12"),
			("2025-08-20", "2025-08-13"),
			("2025-08-28", "2025-08-20"),
			("2025-09-06", "2025-09-01"),
		],
	)
	def test_2_4_the_earliest_sending_whose_time_for_a_reply_runs(self, today: str, since: str) -> None:
		found = awaited_from(day(today), DEFAULT_POLICY)
		assert found == day(since)
		on_it = clock(Document.QUERY, today, decisions_sent_on=found)
		before = clock(Document.QUERY, today, decisions_sent_on=found - timedelta(days=1))
		assert (on_it.status, before.status) == (Status.PENDING, Status.NO_REPLY)


class TestHowTheyStand:
	"""Pending, met or late, with the days late in working days."""

	@pytest.mark.parametrize(
		("sent", "today", "status", "late", "words"),
		[
			(None, "2025-08-08", Status.PENDING, 0, "due by 15 August 2025"),
			(None, "2025-08-15", Status.PENDING, 0, "due by 15 August 2025"),
			(None, "2025-08-16", Status.LATE, 1, "was due by 15 August 2025, 1 working day late so far"),
			(None, "2025-08-18", Status.LATE, 1, "was due by 15 August 2025, 1 working day late so far"),
			(None, "2025-08-26", Status.LATE, 6, "was due by 15 August 2025, 6 working days late so far"),
			("2025-08-08", "2025-08-08", Status.MET, 0, "8 August 2025, in time"),
			("2025-08-15", "2025-09-30", Status.MET, 0, "15 August 2025, in time"),
			("2025-08-16", "2025-09-30", Status.LATE, 1, "16 August 2025, 1 working day late"),
			("2025-08-18", "2025-09-30", Status.LATE, 1, "18 August 2025, 1 working day late"),
			("2025-08-19", "2025-09-30", Status.LATE, 2, "19 August 2025, 2 working days late"),
			("2025-08-13", "2025-08-12", Status.PENDING, 0, "due by 15 August 2025"),
			(
				"2025-08-19",
				"2025-08-18",
				Status.LATE,
				1,
				"was due by 15 August 2025, 1 working day late so far",
			),
		],
	)
	def test_2_4_decisions(self, sent: str | None, today: str, status: Status, late: int, words: str) -> None:
		found = clock(Document.DECISIONS, today, decisions_sent_on=sent)
		assert (found.status, found.days_late, found.words) == (status, late, words)
		assert found.done_on == (day(sent) if sent and sent <= today else None)

	@pytest.mark.parametrize("what", [Document.QUERY, Document.SIGN_OFF])
	def test_2_4_not_started(self, what: Document) -> None:
		found = clock(what, "2025-12-01", signed_off_on="2025-09-01")
		assert (found.status, found.words, found.due, found.days_late) == (
			Status.NOT_STARTED,
			"not started",
			None,
			0,
		)

	@pytest.mark.parametrize(
		("due_on", "on", "late"),
		[
			("2025-08-15", "2025-08-14", 0),
			("2025-08-15", "2025-08-15", 0),
			("2025-08-15", "2025-08-17", 1),
			("2025-08-13", "2025-08-17", 2),
			("2025-08-22", "2025-08-26", 1),
			("2026-05-21", "2026-05-26", 2),
		],
	)
	def test_2_4_days_late_are_working_days(self, due_on: str, on: str, late: int) -> None:
		assert working_days_late(DEFAULT_POLICY.calendar, day(due_on), day(on)) == late


class TestTheManagersReply:
	"""2.4: five working days from the day of sending; silence leaves the decisions standing and is no agreement."""

	def reply(
		self, on: str | None, today: str, answer: Answer = Answer.AGREED, sent: str | None = "2025-08-12"
	) -> Deadline:
		reply = Reply(answer, day(on)) if on else None
		return clock(Document.QUERY, today, decisions_sent_on=sent, reply=reply)

	@pytest.mark.parametrize(
		("on", "today", "status", "late", "words"),
		[
			(None, "2025-08-19", Status.PENDING, 0, "due by 19 August 2025"),
			(None, "2025-08-20", Status.NO_REPLY, 0, "no reply, decisions stand"),
			("2025-08-19", "2025-08-20", Status.MET, 0, "agreed on 19 August 2025, in time"),
			("2025-08-21", "2025-08-21", Status.LATE, 2, "agreed on 21 August 2025, 2 working days late"),
			("2025-08-21", "2025-08-20", Status.NO_REPLY, 0, "no reply, decisions stand"),
			("2025-08-15", "2025-08-14", Status.PENDING, 0, "due by 19 August 2025"),
		],
	)
	def test_2_4_how_it_stands(
		self, on: str | None, today: str, status: Status, late: int, words: str
	) -> None:
		found = self.reply(on, today)
		assert (found.status, found.days_late, found.words) == (status, late, words)
		assert found.what == "manager's reply to the decisions"
		assert due(found) == "2025-08-19"
		assert found.done_on == (day(on) if on and on <= today else None)

	@pytest.mark.parametrize("answer", list(Answer))
	def test_2_4_what_was_answered(self, answer: Answer) -> None:
		assert (
			self.reply("2025-08-13", "2025-08-13", answer).words
			== f"{answer.value} on 13 August 2025, in time"
		)

	def test_2_4_a_reply_to_decisions_not_recorded_as_sent(self) -> None:
		found = self.reply("2025-08-13", "2025-08-14", Answer.QUERIED, sent=None)
		assert (found.status, found.words, found.due) == (
			Status.NOT_STARTED,
			"queried on 13 August 2025",
			None,
		)
		assert found.done_on == day("2025-08-13")

	def test_2_4_silence_is_never_shown_as_agreement(self) -> None:
		assert "agreed" not in self.reply(None, "2026-08-20").words


def test_words_as_they_are_shown() -> None:
	assert [one.value for one in Answer] == ["agreed", "queried", "objected"]
	assert [one.value for one in Status] == [
		"not started",
		"pending",
		"met",
		"late",
		"no reply",
		"short notice",
	]


def test_scenario_9_clocks_after_a_review_in_two_meetings() -> None:
	callum = after("2026-06-03", decisions_sent_on="2026-06-08")
	found = document_clock(callum, day("2026-06-16"), DEFAULT_POLICY)
	assert [due(one) for one in found] == [
		"2026-06-10",
		"2026-06-15",
		"2026-06-17",
		"2026-06-24",
		"2026-07-01",
		None,
	]
	assert [one.status for one in found[:3]] == [Status.MET, Status.NO_REPLY, Status.PENDING]
	assert found[1].words == "no reply, decisions stand"


def test_scenario_10_clocks() -> None:
	found = document_clock(after("2026-09-24"), day("2026-09-24"), DEFAULT_POLICY)
	assert [due(one) for one in found] == ["2026-10-01", None, "2026-10-08", "2026-10-15", "2026-10-22", None]
