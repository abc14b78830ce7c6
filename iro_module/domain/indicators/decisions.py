"""IND12 and IND13: what became of a review's decisions, and plans for permanence by the second review."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from iro_module.domain.indicators.child_cases import CarePeriod, ChildCase
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import SHORT_BREAKS_ONLY, Question
from iro_module.domain.indicators.results import Result, Tally
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.months import months_later
from iro_module.domain.wording import in_words

IND12 = Definition(
	"IND12",
	"Decisions done by the next review",
	"Of the decisions that came back to a review held in the period, being due by then, the share that "
	"had been done. A decision without a date of its own is due by the next review. Left out: decisions "
	"due later than that review, and decisions that another one replaced.",
	(
		Figure(
			"done",
			"Decisions done by the next review",
			"decisions done on or before the day of the next review",
			"decisions due by the next review, where that was held in the period",
		),
	),
	Evidence.PRACTICE,
	"Practice of councils.",
	note="Counts decisions, not the workers they were given to.",
)  # fmt: skip

IND13 = Definition(
	"IND13",
	"Plan for permanence by the {permanence_review} review",
	"Of the children who in the period reached their {permanence_review} review or {permanence_months} "
	"after becoming looked after, whichever is later, the share who had a plan for permanence on that "
	"day. A child who left care on or before that day did not reach it. The review counts on the day it "
	"was {held}. Children with short breaks only are {short_breaks}.",
	(
		Figure(
			"by_second",
			"Plan for permanence by the {permanence_review} review",
			"periods of care with a plan for permanence on that day or before",
			"periods of care that reached, in the period, the {permanence_review} review or "
			"{permanence_months}, whichever is later",
		),
	),
	Evidence.PRACTICE,
	"Practice of councils after the IRO Handbook 2010.",
	(
		Variant("permanence_by_review", "At which review a plan for permanence is looked for."),
		Variant("permanence_months", "How long after becoming looked after at the earliest."),
		Variant("review_date_basis", "A review in several meetings counts on its completion or on its first meeting."),
		Variant("short_breaks", "Children with short breaks only are left out or counted."),
	),
	note="Where the review is late the day is late as well; IND2 shows late reviews.",
)  # fmt: skip


def decisions_done(question: Question) -> tuple[Result, ...]:
	"""IND12, by the day of the next review."""
	tally = question.tally(IND12, "done")
	for case in question.facts.decisions:
		looked_at = question.past(case.next_review_on)
		if looked_at is None or not question.period.includes(looked_at):
			continue
		if case.superseded:
			tally.leave_out(case.case_id, "another decision took its place")
		elif case.due_on is not None and case.due_on > looked_at:
			tally.leave_out(
				case.case_id, f"due on {in_words(case.due_on)}, after the review of {in_words(looked_at)}"
			)
		else:
			tally.count(case.case_id, case.done_on is not None and case.done_on <= looked_at)
	return (tally.result(),)


def permanence_by_second_review(question: Question) -> tuple[Result, ...]:
	"""IND13. A case is a period of care: a child who comes back is asked about again."""
	tally = question.tally(IND13, "by_second")
	asked = _asked(question)
	for child in question.facts.children:
		for care in child.periods:
			_permanence(tally, child, care, asked.get(care.care_id), question)
	return (tally.result(),)


def _asked(question: Question) -> Mapping[str, ReviewCase]:
	"""The review of each period of care at which the plan is looked for: the one held, else the one open."""
	found: dict[str, list[ReviewCase]] = defaultdict(list)
	for case in question.facts.reviews:
		wanted = case.sequence == question.policy.permanence_by_review and not case.change_only
		if wanted and (question.held_on(case) or not case.no_longer_needed):
			found[case.care_id].append(case)
	return {
		care_id: min(
			cases, key=lambda case: (question.held_on(case) or date.max, case.due_by_law or date.max)
		)
		for care_id, cases in found.items()
	}


def _permanence(
	tally: Tally, child: ChildCase, care: CarePeriod, asked: ReviewCase | None, question: Question
) -> None:
	"""Counts one period of care, or says why not where its day, held or expected, lies in the period."""
	held = question.held_on(asked) if asked else None
	day = _marker(care, held or (asked.due_by_law if asked else None), question)
	if day is None or not question.period.includes(day):
		return
	left = child.left_on(care)
	if care.short_breaks_only and not question.choices.short_breaks:
		tally.leave_out(care.care_id, SHORT_BREAKS_ONLY)
	elif left is not None and left <= day:
		tally.leave_out(care.care_id, f"left care on {in_words(left)}, before that day")
	elif held is None:
		tally.leave_out(care.care_id, "the review at which it is asked has not been held")
	elif day > question.today:
		tally.leave_out(care.care_id, f"not yet reached: {in_words(day)}")
	else:
		planned = care.permanence_plan_on
		tally.count(care.care_id, planned is not None and planned <= day)


def _marker(care: CarePeriod, review_on: date | None, question: Question) -> date | None:
	"""The later of the review and so many months after becoming looked after; None where no review is known."""
	months = months_later(care.started_on, question.policy.permanence_months)
	return max(review_on, months) if review_on else None
