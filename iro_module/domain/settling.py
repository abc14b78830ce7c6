"""What the IRO decides about a change of circumstances, and for how long that decision holds.

A change is settled by a review on or after it, by an earlier one that considered it, or by the IRO's recorded
decision (practice of councils). Decisions are kept by whoever stores them, and are inputs of the plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.limits import Authority
from iro_module.domain.policy import Policy
from iro_module.domain.wording import in_words


class Ruling(str, Enum):
	"""What the IRO decided; the value is how it reads."""

	CONSIDERED = "considered at a review"
	NOT_CONSIDERED = "not considered at the review"
	NO_REVIEW = "no separate review"
	BY = "review by a day"


class DecisionRefusedError(ValueError):
	"""The IRO cannot decide so about this change; the text says why and what can be done."""


@dataclass(frozen=True, slots=True)
class ChangeDecision:
	"""The IRO's decision about one change. Why is kept with it elsewhere: the rules do not read it.

	rule, subject, aspect, changed_on: the change as it was when the IRO decided. review_on: the review at which it
	was considered, or was not. by: the day the IRO set for the review.
	"""

	rule: str
	subject: str
	changed_on: date
	ruling: Ruling
	decided_on: date
	review_on: date | None = None
	by: date | None = None
	aspect: str = ""


def still_holds(decision: ChangeDecision, rule: str, on: date, policy: Policy) -> bool:
	"""Whether a decision is still about this change: the same rule, and not moved by more than 5 working days."""
	if decision.rule != rule:
		return False
	return abs(policy.calendar.count(decision.changed_on, on)) <= policy.decision_lapses_working_days


def why_lapsed(decision: ChangeDecision, rule: str, on: date, policy: Policy) -> str:
	"""Why a decision that is not in force any more is not, in a sentence for the form."""
	if decision.rule != rule:
		return f"The change falls under another rule now ({decision.rule} before, {rule} now). Decide again."
	if not still_holds(decision, rule, on, policy):
		return (
			f"The change moved from {in_words(decision.changed_on)} to {in_words(on)}, by more than "
			f"{policy.decision_lapses_working_days} working days. Decide again."
		)
	if decision.ruling is Ruling.CONSIDERED:
		return "The review named is not on record any more. Decide again."
	return "The law asks for this review, so it cannot be left out or put off."


def check(
	decision: ChangeDecision,
	asked_by: Iterable[Authority],
	statutory_due_on: date | None,
	reviews_on: Iterable[date],
	review_by_law: bool = False,
) -> None:
	"""Raise DecisionRefusedError where the IRO may not decide so.

	asked_by: the authorities of the reasons the change gives for a review. statutory_due_on: of the review planned.
	reviews_on: the reviews held. review_by_law: the rule's row says that the law asks for one, but by no day.
	"""
	ruling = decision.ruling
	if ruling in (Ruling.CONSIDERED, Ruling.NOT_CONSIDERED):
		if decision.review_on not in set(reviews_on):
			raise DecisionRefusedError("Name the review: none was completed on the day given.")
		return
	if review_by_law or Authority.MUST in asked_by:
		raise DecisionRefusedError(
			"The law asks for this review, so it cannot be left out or put off. "
			"Hold it, or record the review at which the change was considered."
		)
	if ruling is Ruling.BY:
		_check_day(decision.by, decision.decided_on, statutory_due_on)


def _check_day(by: date | None, decided_on: date, statutory_due_on: date | None) -> None:
	if by is None or by < decided_on:
		raise DecisionRefusedError("Set a day for the review, today or later.")
	if statutory_due_on is not None and by > statutory_due_on:
		raise DecisionRefusedError(f"Set a day not after {in_words(statutory_due_on)}, the date by law.")
