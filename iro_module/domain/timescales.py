"""The statutory timetables: when the next review is due for its own sake.

T1-T3: Care Planning, Placement and Case Review (England) Regulations 2010, reg 33. Adoption: Adoption
Agencies Regulations 2005, reg 36. Second and later reviews are counted from the day the last one was actually held.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_history import CareHistory, Held, Period
from iro_module.domain.codes import LegalStatus
from iro_module.domain.moves import placed_for_adoption_from
from iro_module.domain.policy import Authority, Policy
from iro_module.domain.reasons import (
	Counted,
	Kind,
	Reason,
	Timetable,
	days_after,
	months_after,
	working_days_after,
)
from iro_module.domain.wording import in_words


@dataclass(frozen=True, slots=True)
class ReviewsHeld:
	"""The reviews held in a period of care that start an interval, and the number of the next."""

	held: tuple[Held, ...]
	next_number: int

	@property
	def last(self) -> Held | None:
		return self.held[-1] if self.held else None


def sequence(history: CareHistory, period: Period) -> ReviewsHeld:
	"""The reviews that count: all completed in the period but those that looked only at a change.

	Where earlier reviews may be missing from the records, the earliest known is taken to be the second.
	"""
	held = tuple(one for one in history.reviews_in(period) if not one.change_only)
	missing = 1 if held and not (period.record.start_known and period.record.reviews_complete) else 0
	return ReviewsHeld(held, len(held) + missing + 1)


def timetable_reasons(
	history: CareHistory, period: Period, policy: Policy, today: date
) -> tuple[Reason, ...]:
	"""The due date of each timetable that runs for the child in this period.

	None at all where neither the start of the period nor any review is known: no date is ever invented.
	"""
	order = sequence(history, period)
	if not order.held and not period.record.start_known:
		return ()
	looked_after_from = history.looked_after_from(period)
	if looked_after_from is None or period.record.start_date <= today < looked_after_from:
		return (_short_break(period, order, policy),)
	stays = history.stays_in(period)
	placed = placed_for_adoption_from(stays, today)
	if placed:
		return (_placed(placed.record.start_date, order.held, policy),)
	found = [_care_planning(looked_after_from, order, policy)]
	authority = _authority_from(history, period, today)
	if authority:
		found.append(_authority(authority, order.held, policy))
	return tuple(found)


def _care_planning(start: date, order: ReviewsHeld, policy: Policy) -> Reason:
	since = [one.completed_on for one in order.held if one.completed_on >= start]
	if not since:
		return _reason(
			"T1", Kind.FIRST, Timetable.CARE_PLANNING, start,
			f"First review after becoming looked after on {in_words(start)}",
			working_days_after(policy, start, policy.first_review_working_days),
		)  # fmt: skip
	last = since[-1]
	if order.next_number - len(order.held) + len(since) == 2:
		return _reason(
			"T2", Kind.SECOND, Timetable.CARE_PLANNING, last,
			f"Second review, after the first held on {in_words(last)}",
			months_after(last, policy.second_review_months),
		)  # fmt: skip
	return _reason(
		"T3", Kind.SUBSEQUENT, Timetable.CARE_PLANNING, last,
		f"Next review, after the last held on {in_words(last)}",
		months_after(last, policy.later_review_months),
	)  # fmt: skip


def _authority_from(history: CareHistory, period: Period, today: date) -> date | None:
	"""The day of the placement order (E1) in force today, from which AAR reg 36(1) counts."""
	if history.status_on(today) is not LegalStatus.E1:
		return None
	began: date | None = None
	for record in (one.record for one in reversed(history.statuses_in(period))):
		ended = record.end_date is not None and record.end_date < (began or today)
		if record.legal_status is LegalStatus.E1 and record.start_date <= today and not ended:
			began = record.start_date
	return began


def _authority(made: date, held: Sequence[Held], policy: Policy) -> Reason:
	since = [one.completed_on for one in held if one.completed_on > made]
	if not since:
		words = f"Review after the placement order of {in_words(made)}, child not yet placed for adoption"
		return _reason(
			"C14",
			Kind.ADOPTION,
			Timetable.ADOPTION,
			made,
			words,
			months_after(made, policy.adoption_authority_months),
		)
	words = f"Next adoption review, after the last held on {in_words(since[-1])}, not yet placed for adoption"
	counted = months_after(since[-1], policy.adoption_later_months)
	return _reason("C14", Kind.ADOPTION, Timetable.ADOPTION, since[-1], words, counted)


def _placed(placed_on: date, held: Sequence[Held], policy: Policy) -> Reason:
	since = [one.completed_on for one in held if one.completed_on > placed_on]
	if not since:
		words = f"First review after the placement for adoption on {in_words(placed_on)}"
		counted = days_after(placed_on, policy.placed_first_days)
		return _reason("C15", Kind.ADOPTION, Timetable.ADOPTION, placed_on, words, counted)
	months = policy.placed_second_months if len(since) == 1 else policy.placed_later_months
	which = "Second" if len(since) == 1 else "Next"
	words = f"{which} adoption review, after the last held on {in_words(since[-1])}"
	return _reason(
		"C15", Kind.ADOPTION, Timetable.ADOPTION, since[-1], words, months_after(since[-1], months)
	)


def _short_break(period: Period, order: ReviewsHeld, policy: Policy) -> Reason:
	start = period.record.start_date
	if order.last is None:
		words = f"First review of short breaks that began on {in_words(start)}"
		counted = months_after(start, policy.short_break_first_months)
		return _reason("SB1", Kind.SHORT_BREAK, Timetable.SHORT_BREAK, start, words, counted)
	last = order.last.completed_on
	words = f"Next review of short breaks, after the last held on {in_words(last)}"
	counted = months_after(last, policy.short_break_later_months)
	return _reason("SB2", Kind.SHORT_BREAK, Timetable.SHORT_BREAK, last, words, counted)


def _reason(rule: str, kind: Kind, timetable: Timetable, start: date, words: str, counted: Counted) -> Reason:
	return Reason(rule, Authority.MUST, kind, counted.on, start, words, counted.words, timetable)
