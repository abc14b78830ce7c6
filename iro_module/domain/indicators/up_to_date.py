"""IND1 and IND3: children, rather than reviews, whose reviews were in time or are up to date."""

from collections.abc import Sequence
from datetime import date

from iro_module.domain.indicators import due
from iro_module.domain.indicators.child_cases import CarePeriod
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import Question, by_child
from iro_module.domain.indicators.results import Result
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.reasons import working_day_after
from iro_module.domain.wording import in_words, plural

IND1 = Definition(
	"IND1",
	"Children reviewed within timescale",
	"The share of children looked after at the end of the period, for {settled} or longer without a "
	"break, all of whose reviews due in the period were {held} by the date the law sets. {placed}. One "
	"late review counts against the child. Children with short breaks only are left out; reviews of short "
	"breaks are {short_breaks}. The day of becoming looked after {start_day}.",
	(
		Figure(
			"children",
			"Children reviewed within timescale",
			"children all of whose reviews due in the period were in time by law",
			"children looked after on the last day for at least {settled}, with a review due in the period",
		),
	),
	Evidence.UNVERIFIED,
	"National Indicator 66 (2008) as councils remember it; its official wording has not been confirmed.",
	(
		Variant("off", "Not shown until its definition is verified."),
		Variant("count_start_day", "Whether the day of becoming looked after counts as the first."),
		Variant("settled_working_days", "How long a child has to have been looked after."),
		Variant("review_date_basis", "A review in several meetings counts on its completion or on its first meeting."),
		Variant("placing", "A review held early belongs to the period in which it was held or was due."),
		Variant("short_breaks", "Reviews of short breaks are left out or counted."),
	),
	note="Meant for a return year, 1 April to 31 March.",
)  # fmt: skip

IND3 = Definition(
	"IND3",
	"Children with an up-to-date review",
	"The share of children looked after on the day whose next review is not overdue by law: the date "
	"counted from their last review, or from becoming looked after, has not passed. On the date itself a "
	"review is not overdue; it stays awaited until it is {held}. Children with short breaks only are "
	"{short_breaks}.",
	(
		Figure(
			"children",
			"Children with an up-to-date review",
			"children whose next review was not overdue by law on the day",
			"children looked after on the day whose next date is known",
		),
	),
	Evidence.VERIFIED,
	"Monthly corporate parenting indicators of a London council.",
	(
		Variant("review_date_basis", "A review in several meetings counts on its completion or on its first meeting."),
		Variant("short_breaks", "Children with short breaks only are left out or counted."),
	),
)  # fmt: skip


def children_reviewed_in_time(question: Question) -> tuple[Result, ...]:
	"""IND1. The reviews of the whole period count, those of an earlier period of care included."""
	policy, choices = question.policy, question.choices
	tally = question.tally(IND1, "children")
	reviews = by_child(question.facts.reviews)
	for child in question.facts.children:
		care = child.in_care_on(question.on)
		if care is None:
			continue
		enough = working_day_after(policy, care.started_on, choices.settled_working_days)
		found = [due.review(case, question) for case in reviews.get(child.case_id, ())]
		within = [one.in_time for one in found if one and question.period.includes(one.on)]
		judged = [in_time for in_time in within if in_time is not None]
		if care.short_breaks_only:
			tally.leave_out(child.case_id, "short breaks only")
		elif enough > question.on:
			length = plural(choices.settled_working_days, "working day")
			tally.leave_out(child.case_id, f"looked after for less than {length}, until {in_words(enough)}")
		elif not judged:
			tally.leave_out(child.case_id, "no review due in the period is on record")
		else:
			tally.count(child.case_id, all(judged))
	return (tally.result(),)


def children_up_to_date(question: Question) -> tuple[Result, ...]:
	"""IND3, on the last day of the period or today."""
	tally = question.tally(IND3, "children", snapshot=True)
	reviews = by_child(question.facts.reviews)
	for child, care in question.looked_after(tally):
		due_on = next_due(reviews.get(child.case_id, ()), care, question)
		if due_on is None:
			tally.leave_out(child.case_id, "no date of the next review is known")
		else:
			tally.count(child.case_id, due_on >= question.on)
	return (tally.result(),)


def next_due(reviews: Sequence[ReviewCase], care: CarePeriod, question: Question) -> date | None:
	"""The date by law of the review that the child awaited on the day of the snapshot; None where none is known."""
	return min(
		(
			case.due_by_law
			for case in reviews
			if case.care_id == care.care_id and case.due_by_law and _awaited(case, question)
		),
		default=None,
	)


def last_held(reviews: Sequence[ReviewCase], care: CarePeriod, question: Question) -> date | None:
	"""The day of the last review of that period of care that started an interval; None where there was none."""
	days = (
		question.held_on(case) for case in reviews if case.care_id == care.care_id and not case.change_only
	)
	return max((day for day in days if day and day <= question.on), default=None)


def _awaited(case: ReviewCase, question: Question) -> bool:
	since = case.no_longer_needed_from
	if case.no_longer_needed and (since is None or since <= question.on):
		return False
	held = question.held_on(case)
	return held is None or held > question.on
