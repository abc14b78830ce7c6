"""Whether something due was done in time, and to which period that belongs: the rule of IND1, 2, 5 and 7.

A child who leaves care before the first review falls due (the 20th working day) owed none, and one who leaves on or
before the due date of a later review did not owe that one (domain practice). None is due on or after the 18th
birthday (CA 1989 s105).
"""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.indicators.choices import Placing
from iro_module.domain.indicators.question import SHORT_BREAKS_ONLY, Question
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.indicators.service_cases import ConferenceCase
from iro_module.domain.months import birthday
from iro_module.domain.wording import in_words


@dataclass(frozen=True, slots=True)
class Owed:
	"""Something due on a day: done when, and when the child left what asks for it.

	first: leaving on the very day leaves it due. leaving: how a sentence says that the child left.
	"""

	due_on: date | None
	done_on: date | None
	left_on: date | None = None
	first: bool = False
	leaving: str = "the child left care"
	never: date | None = None
	no_longer_needed: str | None = None
	no_longer_needed_from: date | None = None


@dataclass(frozen=True, slots=True)
class Settled:
	"""Where it belongs and how it ended. in_time: None where it is not counted, `why` then says why not."""

	on: date
	in_time: bool | None
	why: str = ""


def settled(owed: Owed, question: Question) -> Settled | None:
	"""How it ended, as known today. None where neither a due date nor a day of doing is known.

	In time: on the due date or before it. Late or still overdue: the due date has passed. On the due date itself
	nothing is overdue.
	"""
	due, done = owed.due_on, question.past(owed.done_on)
	if due is None:
		return Settled(done, None, "no date by which it was due is recorded") if done else None
	if done and done <= due and not (owed.left_on and done > owed.left_on):
		return Settled(due if question.choices.placing is Placing.DUE else done, True)
	why = _not_due(owed, due)
	if why:
		return Settled(due, None, why)
	if due >= question.today:
		return Settled(due, None, f"not yet due: due on {in_words(due)}")
	return Settled(due, False)


def review(case: ReviewCase, question: Question) -> Settled | None:
	"""A review against the date by law, by the date basis in force."""
	return of_review(case, case.due_by_law, question.held_on(case), question)


def of_review(case: ReviewCase, due: date | None, held: date | None, question: Question) -> Settled | None:
	"""A review due on that day and counted as held on the other; left out where short breaks are not counted."""
	owed = Owed(
		due,
		held,
		left_on=case.left_on,
		first=case.sequence == 1,
		never=birthday(case.birth_date, 18) if case.birth_date else None,
		no_longer_needed=case.no_longer_needed,
		no_longer_needed_from=case.no_longer_needed_from,
	)
	found = settled(owed, question)
	return Settled(found.on, None, SHORT_BREAKS_ONLY) if found and question.is_apart(case) else found


def conference(case: ConferenceCase, question: Question) -> Settled | None:
	"""A review conference against its due date."""
	return settled(
		Owed(case.due_on, case.held_on, left_on=case.plan_ended_on, leaving="the protection plan ended"),
		question,
	)


def _not_due(owed: Owed, due: date) -> str:
	if owed.never and due >= owed.never:
		return f"not due: the child turned 18 on {in_words(owed.never)}"
	left = owed.left_on
	if left and (left < due or (left == due and not owed.first)):
		when = "before it fell due" if left < due else "the day on which it would have been due"
		return f"not due: {owed.leaving} on {in_words(left)}, {when}"
	since = owed.no_longer_needed_from
	if owed.no_longer_needed and (since is None or (since <= due and since != left)):
		return f"no longer needed: {owed.no_longer_needed}"
	return ""
