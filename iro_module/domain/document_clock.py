"""The document clock: what is written and sent after a review, by when, and what became of it.

IRO Handbook 2010 as councils apply it for the decisions, the query, the record and its distribution; practice of
councils for the care plan and the sign-off. All limits are settings. The deadlines are independent: one that is late
moves no other. Decisions stand where nobody replies; silence is never shown as agreement.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted, working_days_after
from iro_module.domain.wording import in_words, plural
from iro_module.domain.working_days import Calendar


class Document(str, Enum):
	"""What has a deadline after a review; the value is its name on screen."""

	DECISIONS = "decisions sent"
	QUERY = "manager's reply to the decisions"
	ANSWER = "answer to the manager"
	CARE_PLAN = "care plan updated"
	RECORD = "full record completed"
	DISTRIBUTION = "record distributed"
	SIGN_OFF = "record signed off by the manager"


class Status(str, Enum):
	"""How a deadline stands. NOT_STARTED: what starts its clock has not happened. NO_REPLY: decisions stand.

	SHORT_NOTICE: the day had passed before the meeting was booked.
	"""

	NOT_STARTED = "not started"
	PENDING = "pending"
	MET = "met"
	LATE = "late"
	NO_REPLY = "no reply"
	SHORT_NOTICE = "short notice"


class Answer(str, Enum):
	"""What the manager said of the decisions."""

	AGREED = "agreed"
	QUERIED = "queried"
	OBJECTED = "objected"


OPEN_QUESTIONS = frozenset({Answer.QUERIED, Answer.OBJECTED})
"""Replies that the reviewing officer answers."""


@dataclass(frozen=True, slots=True)
class Reply:
	"""The manager's reply to the decisions and its day."""

	answer: Answer
	on: date


@dataclass(frozen=True, slots=True)
class AfterReview:
	"""The days on which things were done after a review; None where not done.

	completed_on: the day of the last meeting, day 0 of every clock but three: the manager's reply is counted from the
	day the decisions were sent, the answer to a query or objection from the day of that reply, the sign-off from the
	day the record was distributed.
	"""

	completed_on: date
	decisions_sent_on: date | None = None
	reply: Reply | None = None
	query_answered_on: date | None = None
	care_plan_updated_on: date | None = None
	record_completed_on: date | None = None
	distributed_on: date | None = None
	signed_off_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
	"""One deadline. due: None where its clock has not started. days_late: in working days, so far where not done."""

	what: str
	due: Counted | None
	status: Status
	words: str
	done_on: date | None = None
	days_late: int = 0


def document_clock(after: AfterReview, today: date, policy: Policy) -> tuple[Deadline, ...]:
	"""The deadlines after a review, as they stand today, in the order of the table of documents.

	The answer to the manager is among them only where the manager queried or objected.
	"""
	start, sent = after.completed_on, _by(after.decisions_sent_on, today)
	distributed = _by(after.distributed_on, today)
	clocks = (
		(Document.DECISIONS, start, policy.decisions_working_days, after.decisions_sent_on),
		(Document.CARE_PLAN, start, policy.care_plan_working_days, after.care_plan_updated_on),
		(Document.RECORD, start, policy.record_working_days, after.record_completed_on),
		(Document.DISTRIBUTION, start, policy.distribution_working_days, after.distributed_on),
		(Document.SIGN_OFF, distributed, policy.sign_off_working_days, after.signed_off_on),
	)
	found = [
		standing(
			what.value, working_days_after(policy, day, limit) if day else None, done, today, policy.calendar
		)
		for what, day, limit, done in clocks
	]
	return (
		found[0],
		_query(sent, after.reply, today, policy),
		*_answer(after.reply, after.query_answered_on, today, policy),
		*found[1:],
	)


def awaited_from(today: date, policy: Policy) -> date:
	"""The earliest day of sending decisions whose time for the manager's reply has not passed today."""
	day = today
	while working_days_after(policy, day - timedelta(days=1), policy.query_working_days).on >= today:
		day -= timedelta(days=1)
	return day


def standing(
	what: str, due: Counted | None, done_on: date | None, today: date, calendar: Calendar
) -> Deadline:
	"""How one deadline stands today. On the day is in time; what is dated after today counts as not done."""
	done = _by(done_on, today)
	if due is None:
		return Deadline(what, None, Status.NOT_STARTED, "not started", done)
	late = working_days_late(calendar, due.on, done or today)
	days = f"{plural(late, 'working day')} late"
	if done is None and not late:
		return Deadline(what, due, Status.PENDING, f"due by {in_words(due.on)}")
	if done is None:
		return Deadline(what, due, Status.LATE, f"was due by {in_words(due.on)}, {days} so far", None, late)
	status, how = (Status.LATE, days) if late else (Status.MET, "in time")
	return Deadline(what, due, status, f"{in_words(done)}, {how}", done, late)


def working_days_late(calendar: Calendar, due_on: date, day: date) -> int:
	"""Working days after a deadline up to and including a day, 0 in time.

	What is done on the weekend after the deadline is a day late, as if done on the next working day.
	"""
	return max(1, calendar.count(due_on, day)) if day > due_on else 0


def _query(sent: date | None, reply: Reply | None, today: date, policy: Policy) -> Deadline:
	"""The manager's clock: it starts on the day the decisions were sent, whenever the review was."""
	answered = reply if reply and reply.on <= today else None
	due = working_days_after(policy, sent, policy.query_working_days) if sent else None
	found = standing(Document.QUERY.value, due, answered.on if answered else None, today, policy.calendar)
	if answered:
		how = found.words if due else in_words(answered.on)
		return replace(found, words=f"{answered.answer.value} on {how}")
	if found.status is Status.LATE:
		return Deadline(found.what, due, Status.NO_REPLY, "no reply, decisions stand")
	return found


def _answer(reply: Reply | None, answered_on: date | None, today: date, policy: Policy) -> list[Deadline]:
	"""The reviewing officer's clock: it starts on the day the manager queried or objected."""
	if reply is None or reply.on > today or reply.answer not in OPEN_QUESTIONS:
		return []
	due = working_days_after(policy, reply.on, policy.answer_working_days)
	return [standing(Document.ANSWER.value, due, answered_on, today, policy.calendar)]


def _by(day: date | None, today: date) -> date | None:
	return day if day and day <= today else None
