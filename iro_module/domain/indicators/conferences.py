"""IND5, IND6 and IND7: child protection conferences and plans. Each case is one child's conference or plan."""

from collections import defaultdict

from iro_module.domain.indicators import due
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.results import Result
from iro_module.domain.indicators.service_cases import ConferenceCase
from iro_module.domain.months import months_later
from iro_module.domain.wording import in_words, plural

IND5 = Definition(
	"IND5",
	"Protection plans reviewed within timescale",
	"The share of child protection plans open at the end of the period, for {plan_open} or longer, all of "
	"whose review conferences {of_conferences} were in time: the first within {rcpc_first_months} of the "
	"initial conference, each later one within {rcpc_later_months} of the last. {placed}. One late "
	"conference counts against the plan.",
	(
		Figure(
			"plans",
			"Protection plans reviewed within timescale",
			"plans all of whose review conferences {of_conferences} were in time",
			"plans open on the last day for at least {plan_open}, with a review conference on record",
		),
	),
	Evidence.UNVERIFIED,
	"National Indicator 67 as councils remember it; its official wording has not been confirmed.",
	(
		Variant("plan_open_months", "How long a plan has to have been open."),
		Variant("whole_plan", "All conferences of the plan count, or only those due in the period."),
		Variant("placing", "A conference held early belongs to the period in which it was held or was due."),
		Variant("rcpc_first_months", "Months to the first review conference."),
		Variant("rcpc_later_months", "Months to each later one."),
	),
)  # fmt: skip

IND6 = Definition(
	"IND6",
	"Initial conferences in time",
	"The share of initial child protection conferences held in the period that were held within "
	"{icpc_working_days} of the strategy discussion at which the section 47 enquiry was initiated. Each "
	"child counts as one conference.",
	(
		Figure(
			"in_time",
			"Initial conferences in time",
			"initial conferences held within {icpc_working_days}",
			"initial conferences held in the period whose strategy discussion is on record",
		),
	),
	Evidence.PRACTICE,
	"Working Together to Safeguard Children, as local partnerships restate it; published by councils.",
)  # fmt: skip

IND7 = Definition(
	"IND7",
	"Review conferences in time",
	"The share of review child protection conferences due in the period that were held in time: the first "
	"within {rcpc_first_months} of the initial conference, each later one within {rcpc_later_months} of "
	"the last. Held late and still overdue are counted as due. {placed}. Not due: conferences of a plan "
	"that ended on or before their date. Each child counts as one conference.",
	(
		Figure(
			"in_time",
			"Review conferences in time",
			"review conferences held on or before their date",
			"review conferences {due}",
		),
	),
	Evidence.PRACTICE,
	"Working Together to Safeguard Children, as local partnerships restate it; published by councils.",
	(
		Variant("placing", "A conference held early belongs to the period in which it was held or was due."),
		Variant("rcpc_first_months", "Months to the first review conference."),
		Variant("rcpc_later_months", "Months to each later one."),
	),
)  # fmt: skip


def plans_reviewed_in_time(question: Question) -> tuple[Result, ...]:
	"""IND5, of the plans open on the last day of the period or today."""
	choices = question.choices
	tally = question.tally(IND5, "plans")
	reviews: dict[str | None, list[ConferenceCase]] = defaultdict(list)
	for case in question.facts.conferences:
		if not case.initial:
			reviews[case.plan_id].append(case)
	for plan in question.facts.plans:
		if plan.started_on > question.on or (plan.ended_on and plan.ended_on <= question.on):
			continue
		enough = months_later(plan.started_on, choices.plan_open_months)
		found = [due.conference(case, question) for case in reviews[plan.case_id]]
		judged = [
			one.in_time for one in found if one and one.in_time is not None and _looked_at(one, question)
		]
		if enough > question.on:
			length = plural(choices.plan_open_months, "month")
			tally.leave_out(plan.case_id, f"open for less than {length}, until {in_words(enough)}")
		elif not judged:
			tally.leave_out(plan.case_id, "no review conference that was due is on record")
		else:
			tally.count(plan.case_id, all(judged))
	return (tally.result(),)


def initial_conferences_in_time(question: Question) -> tuple[Result, ...]:
	"""IND6, of the initial conferences held in the period."""
	tally = question.tally(IND6, "in_time")
	for case in question.facts.conferences:
		held = question.past(case.held_on)
		if not case.initial or held is None or not question.period.includes(held):
			continue
		if case.due_on is None:
			tally.leave_out(case.case_id, "the strategy discussion is not recorded")
		else:
			tally.count(case.case_id, held <= case.due_on)
	return (tally.result(),)


def review_conferences_in_time(question: Question) -> tuple[Result, ...]:
	"""IND7, of the review conferences due in the period."""
	tally = question.tally(IND7, "in_time")
	for case in question.facts.conferences:
		found = None if case.initial else due.conference(case, question)
		if found is None or not question.period.includes(found.on):
			continue
		if found.in_time is None:
			tally.leave_out(case.case_id, found.why)
		else:
			tally.count(case.case_id, found.in_time)
	return (tally.result(),)


def _looked_at(found: due.Settled, question: Question) -> bool:
	first = None if question.choices.whole_plan else question.period.first
	return found.on <= question.on and (first is None or found.on >= first)
