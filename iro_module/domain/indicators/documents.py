"""IND11 and IND14: the papers after a review and the report before it."""

from datetime import date

from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import SHORT_BREAKS_ONLY, Question
from iro_module.domain.indicators.results import Result
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.reasons import working_day_after
from iro_module.domain.wording import in_words

_REVIEWS = "reviews completed in the period, without those whose paper was neither sent nor overdue yet"
_SHORT_BREAKS = Variant("short_breaks", "Reviews of short breaks are left out or counted.")

IND11 = Definition(
	"IND11",
	"Papers of a review on time",
	"Of the reviews completed in the period, the share whose decisions were sent within "
	"{decisions_working_days}, whose full record was done within {record_working_days} and whose record "
	"was distributed within {distribution_working_days} of completion. The day of completion {start_day}. "
	"Each figure stands alone. Reviews of short breaks are {short_breaks}.",
	(
		Figure(
			"decisions",
			"Decisions sent within {decisions_working_days}",
			"reviews whose decisions were sent within {decisions_working_days}",
			_REVIEWS,
		),
		Figure(
			"record",
			"Record done within {record_working_days}",
			"reviews whose full record was done within {record_working_days}",
			_REVIEWS,
		),
		Figure(
			"distributed",
			"Record distributed within {distribution_working_days}",
			"reviews whose record was distributed within {distribution_working_days}",
			_REVIEWS,
		),
	),
	Evidence.UNVERIFIED,
	"Defaults of ours after the IRO Handbook 2010 and long-standing practice.",
	(
		Variant("decisions_working_days", "Days for the decisions."),
		Variant("record_working_days", "Days for the full record."),
		Variant("distribution_working_days", "Days for the distribution."),
		Variant("count_start_day", "Whether the day of completion counts as the first."),
		_SHORT_BREAKS,
	),
)  # fmt: skip

IND14 = Definition(
	"IND14",
	"Social worker's report before the review",
	"The share of reviews {held} in the period for which the social worker's report was received at least "
	"{report_working_days} before the first meeting. A report that came later, or not at all, counts as "
	"not received. Reviews of short breaks are {short_breaks}.",
	(
		Figure(
			"report",
			"Report received {report_working_days} before the review",
			"reviews with the report received at least {report_working_days} before the first meeting",
			"reviews {held} in the period",
		),
	),
	Evidence.PRACTICE,
	"A default of ours after the practice of councils.",
	(
		Variant("report_working_days", "How long before the meeting the report is due."),
		Variant("review_date_basis", "A review in several meetings counts on its completion or on its first meeting."),
		_SHORT_BREAKS,
	),
	note="Says nothing about why a report was late, and is not given by worker.",
)  # fmt: skip


def papers_on_time(question: Question) -> tuple[Result, ...]:
	"""IND11: three figures. They run from completion, whatever day a review counts on."""
	policy = question.policy
	return (
		_papers(question, "decisions", policy.decisions_working_days),
		_papers(question, "record", policy.record_working_days),
		_papers(question, "distributed", policy.distribution_working_days),
	)


def report_before_review(question: Question) -> tuple[Result, ...]:
	"""IND14, of the reviews held in the period."""
	policy, tally = question.policy, question.tally(IND14, "report")
	for case, held in question.held_in_period(tally):
		latest = policy.calendar.before(case.meeting_on or held, policy.report_working_days)
		received = case.report_received_on
		tally.count(case.case_id, received is not None and received <= latest)
	return (tally.result(),)


def _papers(question: Question, figure: str, working_days: int) -> Result:
	tally = question.tally(IND11, figure)
	for case in question.facts.reviews:
		completed = question.past(case.completed_on)
		if completed is None or not question.period.includes(completed):
			continue
		due = working_day_after(question.policy, completed, working_days)
		done = question.past(_done_on(case, figure))
		if question.is_apart(case):
			tally.leave_out(case.case_id, SHORT_BREAKS_ONLY)
		elif done is None and due >= question.today:
			tally.leave_out(case.case_id, f"not yet due: due on {in_words(due)}")
		else:
			tally.count(case.case_id, done is not None and done <= due)
	return tally.result()


def _done_on(case: ReviewCase, figure: str) -> date | None:
	return {
		"decisions": case.decisions_sent_on,
		"record": case.record_done_on,
		"distributed": case.distributed_on,
	}[figure]
