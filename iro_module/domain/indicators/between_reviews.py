"""IND9 and IND10: midway reviews and IRO visits of the children looked after on a day."""

from collections.abc import Mapping, Sequence
from datetime import date

from iro_module.domain.indicators.child_cases import CarePeriod, ChildCase, MidwayCase
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import Question, by_child
from iro_module.domain.indicators.results import Result
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.indicators.up_to_date import last_held, next_due
from iro_module.domain.months import months_later
from iro_module.domain.wording import in_words, plural

_SHORT_BREAKS = Variant("short_breaks", "Children with short breaks only are left out or counted.")

IND9 = Definition(
	"IND9",
	"Midway reviews",
	"The share of children looked after on the day, for {midway_looked_after_months} or longer without a "
	"break, who have had a midway review since their last review. Children whose next review is due in "
	"less than {midway_from_months} after the last are left out: no midway is held in so short an "
	"interval. The second figure looks only at the children whose midway was held or is overdue. A review "
	"is the last once it is {held}. Children with short breaks only are {short_breaks}.",
	(
		Figure(
			"coverage",
			"Children with a midway review since their last review",
			"children with a midway review held since their last review",
			"children looked after on the day for at least {midway_looked_after_months}",
		),
		Figure(
			"due",
			"Midway reviews held, of those held or overdue",
			"children with a midway review held since their last review",
			"children looked after on the day for at least {midway_looked_after_months} whose midway was "
			"held or is overdue",
		),
	),
	Evidence.PRACTICE,
	"Published by a council in the north of England.",
	(
		Variant("midway_looked_after_months", "How long a child has to have been looked after."),
		Variant("midway_from_months", "The shortest interval in which a midway review is held."),
		Variant("review_date_basis", "A review in several meetings counts on its completion or on its first meeting."),
		_SHORT_BREAKS,
	),
)  # fmt: skip

IND10 = Definition(
	"IND10",
	"Children visited by their IRO",
	"The share of children looked after on the day whom the IRO visited ({visited}) in the "
	"{iro_visit_months} up to that day, however long they have been looked after. Children with short "
	"breaks only are {short_breaks}.",
	(
		Figure(
			"visited",
			"Children visited by their IRO",
			"children with an IRO visit in the {iro_visit_months} up to the day",
			"children looked after on the day",
		),
	),
	Evidence.PRACTICE,
	"Published by a council in the north of England; the date of the last IRO visit is in the Annex A "
	"dataset.",
	(
		Variant("iro_visit_months", "Over how long visits are counted."),
		Variant("visited", "What counts as a visit."),
		_SHORT_BREAKS,
	),
)  # fmt: skip


def midway_coverage(question: Question) -> tuple[Result, ...]:
	"""IND9, on the last day of the period or today."""
	coverage = question.tally(IND9, "coverage", snapshot=True)
	overdue = question.tally(IND9, "due", snapshot=True)
	reviews, midways = by_child(question.facts.reviews), by_child(question.facts.midways)
	for child, care in question.looked_after(coverage, overdue):
		why, since = _cycle(child, care, reviews, question)
		if why:
			coverage.leave_out(child.case_id, why)
			overdue.leave_out(child.case_id, why)
			continue
		own = midways.get(child.case_id, ())
		held = any(one.held_on and since < one.held_on <= question.on for one in own)
		coverage.count(child.case_id, held)
		if held or any(_overdue(one, since, question.on) for one in own):
			overdue.count(child.case_id, held)
		else:
			overdue.leave_out(child.case_id, "no midway review was held or overdue")
	return coverage.result(), overdue.result()


def children_visited(question: Question) -> tuple[Result, ...]:
	"""IND10, on the last day of the period or today."""
	tally = question.tally(IND10, "visited", snapshot=True)
	visits = by_child(question.facts.visits)
	months = question.policy.iro_visit_months
	for child, _ in question.looked_after(tally):
		visited = any(
			one.mode in question.choices.visited and one.on <= question.on <= months_later(one.on, months)
			for one in visits.get(child.case_id, ())
		)
		tally.count(child.case_id, visited)
	return (tally.result(),)


def _cycle(
	child: ChildCase, care: CarePeriod, reviews: Mapping[str, Sequence[ReviewCase]], question: Question
) -> tuple[str, date]:
	"""Why the child is not counted, in words or empty; and the day the present interval began."""
	policy, own = question.policy, reviews.get(child.case_id, ())
	since = last_held(own, care, question) or care.started_on
	enough = months_later(care.started_on, policy.midway_looked_after_months)
	if enough > question.on:
		length = plural(policy.midway_looked_after_months, "month")
		return f"looked after for less than {length}, until {in_words(enough)}", since
	due_on = next_due(own, care, question)
	if due_on is not None and due_on < months_later(since, policy.midway_from_months):
		length = plural(policy.midway_from_months, "month")
		return f"the next review is due in less than {length} after the last", since
	return "", since


def _overdue(midway: MidwayCase, since: date, on: date) -> bool:
	"""Whether its date lies in the present interval and had passed by that day."""
	return midway.due_on is not None and since < midway.due_on < on
