"""IND16: what the IRO challenged, how far it went, what came of it and how long it took."""

from datetime import date

from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.results import Measure, Result, Tally
from iro_module.domain.indicators.service_cases import EscalationCase
from iro_module.domain.reasons import working_day_after
from iro_module.domain.wording import in_words

_RAISED = "escalations raised in the period, informal and formal"

IND16 = Definition(
	"IND16",
	"Escalations",
	"Concerns that the IRO took up in the period, from the informal talk to the formal stages, each "
	"counted once. One that reached a formal stage is formal. The clock of the formal stages starts when "
	"the first of them is sent and stops when the IRO accepts an answer; all together have "
	"{escalation_total_working_days}; the day of sending {start_day}. Shown by stage reached, theme, team "
	"and outcome; one with several themes is counted under each.",
	(
		Figure("raised", "Escalations raised", _RAISED, measure=Measure.COUNT),
		Figure("informal", "Settled or still open informally", "informal escalations", _RAISED),
		Figure("formal", "Formal escalations", "escalations sent to a formal stage", _RAISED),
		Figure(
			"in_time",
			"Formal escalations settled within {escalation_total_working_days}",
			"formal escalations settled within {escalation_total_working_days} of the first formal sending",
			"formal escalations raised in the period, without those open within their time and those "
			"dropped within it",
		),
		Figure(
			"days",
			"Working days to settle a formal escalation",
			"formal escalations raised in the period and settled; the median of their working days",
			measure=Measure.MEDIAN,
		),
		Figure(
			"informal_days",
			"Working days to settle an informal escalation",
			"informal escalations raised in the period and settled; the median of their working days",
			measure=Measure.MEDIAN,
		),
		Figure("cafcass", "Referred to Cafcass", "escalations referred to Cafcass", _RAISED),
	),
	Evidence.PRACTICE,
	"IRO Handbook 2010, 6.2 for the days in all; the rest is practice of councils.",
	(
		Variant("escalation_total_working_days", "Working days for all formal stages together."),
		Variant("count_start_day", "Whether the day of sending counts as the first."),
	),
	note="Many escalations are no sign of poor practice, nor few of good practice; there is no benchmark. "
	"Never by worker.",
)  # fmt: skip


def escalations(question: Question) -> tuple[Result, ...]:
	"""IND16: the escalations raised in the period, as they stand today."""
	tallies = {key: question.tally(IND16, key) for key in IND16.keys}
	for case in question.facts.escalations:
		if case.raised_on <= question.today and question.period.includes(case.raised_on):
			_one(tallies, case, question)
	return tuple(tally.result() for tally in tallies.values())


def _one(tallies: dict[str, Tally], case: EscalationCase, question: Question) -> None:
	formal_on = question.past(case.formal_on)
	settled_on = question.past(case.settled_on)
	tallies["raised"].count(case.case_id)
	tallies["informal"].count(case.case_id, formal_on is None)
	tallies["formal"].count(case.case_id, formal_on is not None)
	tallies["cafcass"].count(case.case_id, question.past(case.cafcass_on) is not None)
	if formal_on is not None:
		_in_time(tallies["in_time"], case, formal_on, settled_on, question)
	if settled_on is not None:
		days = tallies["informal_days" if formal_on is None else "days"]
		days.count(case.case_id)
		days.add(case.case_id, question.policy.calendar.count(formal_on or case.raised_on, settled_on))


def _in_time(
	tally: Tally, case: EscalationCase, formal_on: date, settled_on: date | None, question: Question
) -> None:
	policy = question.policy
	due = working_day_after(policy, formal_on, policy.escalation_total_working_days)
	dropped_on = question.past(case.dropped_on)
	if settled_on is not None:
		tally.count(case.case_id, settled_on <= due)
	elif dropped_on is not None and dropped_on <= due:
		tally.leave_out(case.case_id, f"withdrawn or overtaken on {in_words(dropped_on)}, within its time")
	elif due >= question.today:
		tally.leave_out(case.case_id, f"still open, to be settled by {in_words(due)}")
	else:
		tally.count(case.case_id, False)
