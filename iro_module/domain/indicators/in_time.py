"""IND2: reviews in time, against the date by law; the local target and the other date basis stand beside it."""

from collections.abc import Callable, Mapping
from datetime import date

from iro_module.domain.indicators import due
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.results import Measure, Result
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.policy import ReviewDateBasis

IND2 = Definition(
	"IND2",
	"Reviews in time",
	"The share of reviews due in the period that were {held} by the date the law sets. {placed}. Reviews "
	"held late and reviews still overdue are counted as due. Not due, and not counted: reviews of a child "
	"who left care before the first review fell due, or on or before the date of a later one; reviews due "
	"on or after the 18th birthday; reviews that were no longer needed before they fell due. Reviews of "
	"short breaks are {short_breaks}.",
	(
		Figure(
			"in_time",
			"Reviews in time",
			"reviews {held} on or before the date by law",
			"reviews {due}, by the date the law sets",
		),
		Figure(
			"local",
			"Reviews within the council's own dates",
			"reviews {held} on or before the earliest date that any rule, local ones included, asked for",
			"reviews {due}, by the earliest date asked for",
		),
		Figure(
			"other_basis",
			"Reviews in time, by the other day of a review in several meetings",
			"reviews {other_held} on or before the date by law",
			"reviews {due}, by that day and the date the law sets",
		),
		Figure("held", "Reviews held", "reviews {held} in the period", measure=Measure.COUNT),
	),
	Evidence.PRACTICE,
	"Practice of councils. Due dates: Care Planning, Placement and Case Review (England) Regulations "
	"2010, reg 33; Adoption Agencies Regulations 2005, reg 36.",
	(
		Variant("review_date_basis", "A review in several meetings counts on its completion or on its first meeting."),
		Variant("placing", "A review held early belongs to the period in which it was held or was due."),
		Variant("short_breaks", "Reviews of short breaks are left out or counted."),
	),
	note="A missed local date is no missed date by law; the two are never added up.",
)  # fmt: skip

DueAndHeld = Callable[[ReviewCase], tuple[date | None, date | None]]


def reviews_in_time(question: Question) -> tuple[Result, ...]:
	"""IND2: by the date by law, by local dates, by the other date basis, and the number of reviews held."""
	basis = question.policy.review_date_basis
	other = (
		ReviewDateBasis.COMPLETED if basis is ReviewDateBasis.FIRST_MEETING else ReviewDateBasis.FIRST_MEETING
	)
	held = question.tally(IND2, "held")
	for case, _ in question.held_in_period(held):
		held.count(case.case_id)
	return (
		_share("in_time", question, lambda case: (case.due_by_law, case.held_on(basis))),
		_share("local", question, lambda case: (_local(case), case.held_on(basis))),
		_share("other_basis", question, lambda case: (case.due_by_law, case.held_on(other))),
		held.result(),
	)


def days_settled(question: Question) -> Mapping[str, date]:
	"""The day that puts each review into its period, by the date by law; for a breakdown by month or quarter."""
	found = ((case.case_id, due.review(case, question)) for case in question.facts.reviews)
	return {case_id: one.on for case_id, one in found if one}


def _share(figure: str, question: Question, dates: DueAndHeld) -> Result:
	tally = question.tally(IND2, figure)
	for case in question.facts.reviews:
		due_on, held_on = dates(case)
		found = due.of_review(case, due_on, held_on, question)
		if found is None or not question.period.includes(found.on):
			continue
		if found.in_time is None:
			tally.leave_out(case.case_id, found.why)
		else:
			tally.count(case.case_id, found.in_time)
	return tally.result()


def _local(case: ReviewCase) -> date | None:
	"""The earliest date asked for: a local one can only be tighter than the law's."""
	return min((day for day in (case.due_local, case.due_by_law) if day), default=None)
