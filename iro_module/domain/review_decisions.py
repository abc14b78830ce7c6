"""Decisions of reviews: they live on until they are done, and every later review looks at them.

CPPCR 2010 Part 6: a named person for each decision. How a decision stands follows from what was found of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.document_clock import Reply, working_days_late
from iro_module.domain.policy import Policy


class DecisionStatus(str, Enum):
	"""How a decision stands. OVERDUE follows from its date; it is never entered."""

	OPEN = "open"
	ON_TRACK = "on track"
	DONE = "done"
	OVERDUE = "overdue"
	SUPERSEDED = "superseded"
	NOT_DONE = "not done"


class Outcome(str, Enum):
	"""What was found of a decision. NOT_DISCUSSED is an answer only with its reason."""

	ON_TRACK = "on track"
	DONE = "done"
	NOT_DONE = "not done"
	SUPERSEDED = "superseded"
	NOT_DISCUSSED = "not discussed"


class Occasion(str, Enum):
	"""Where something was found: at a review, at a midway review, or between them."""

	REVIEW = "review"
	MIDWAY = "midway"
	BETWEEN = "between"


CLOSING = frozenset({Outcome.DONE, Outcome.SUPERSEDED})
_AS_FOUND = {
	outcome: DecisionStatus(outcome.value) for outcome in Outcome if outcome is not Outcome.NOT_DISCUSSED
}


@dataclass(frozen=True, slots=True)
class Finding:
	"""What was found of a decision on a day. name: of the review or midway review; empty in between."""

	on: date
	outcome: Outcome
	occasion: Occasion = Occasion.REVIEW
	name: str = ""
	because: str = ""

	@property
	def answers(self) -> bool:
		"""Whether it says what became of the decision, or why that was not discussed."""
		return self.outcome is not Outcome.NOT_DISCUSSED or bool(self.because.strip())


@dataclass(frozen=True, slots=True)
class Decision:
	"""One decision of a review. review, made_on: the review that made it and its day. section: of the agenda.

	owner: the role or person responsible. reply: the manager's. findings: in any order.
	"""

	name: str
	child_id: str
	review: str
	made_on: date
	text: str
	child_text: str = ""
	owner: str = ""
	due_on: date | None = None
	section: str = ""
	in_care_plan: bool | None = None
	reply: Reply | None = None
	findings: tuple[Finding, ...] = ()

	def until(self, today: date) -> tuple[Finding, ...]:
		"""What has been found by that day, in order of time."""
		return tuple(sorted((one for one in self.findings if one.on <= today), key=lambda one: one.on))


def status(decision: Decision, today: date) -> DecisionStatus:
	"""How a decision stands: as last found, and overdue where its date has passed and nothing closed it."""
	found = [one.outcome for one in decision.until(today) if one.outcome is not Outcome.NOT_DISCUSSED]
	last = _AS_FOUND[found[-1]] if found else DecisionStatus.OPEN
	if last in (DecisionStatus.OPEN, DecisionStatus.ON_TRACK) and decision.due_on and decision.due_on < today:
		return DecisionStatus.OVERDUE
	return last


def is_open(decision: Decision, today: date) -> bool:
	"""Whether a decision is still to be carried out."""
	return status(decision, today) not in (DecisionStatus.DONE, DecisionStatus.SUPERSEDED)


def overdue_working_days(decision: Decision, today: date, policy: Policy) -> int:
	"""How long a decision that is not carried out has been overdue; 0 where it is not, or has no date."""
	if decision.due_on is None or not is_open(decision, today):
		return 0
	return working_days_late(policy.calendar, decision.due_on, today)


def carried_to(decision: Decision) -> tuple[str, ...]:
	"""The reviews to which a decision was carried forward, in order; their number is how often."""
	found = (one.name for one in decision.until(date.max) if one.occasion is Occasion.REVIEW)
	return tuple(dict.fromkeys(found))


def carried_into(decisions: Sequence[Decision], name: str, on: date) -> tuple[Decision, ...]:
	"""The decisions that a review, or midway review, held on that day has to look at.

	Every one made before it that no earlier review has found done or superseded: what was done since the last review
	is looked at once more.
	"""
	return tuple(
		one
		for one in decisions
		if one.review != name and one.made_on <= on and not _closed_before(one, name, on)
	)


def not_looked_at(decisions: Sequence[Decision], name: str, on: date) -> tuple[Decision, ...]:
	"""The decisions carried into a review without an answer there; it cannot be completed while there are any."""
	return tuple(
		one
		for one in carried_into(decisions, name, on)
		if not any(found.name == name and found.answers for found in one.findings)
	)


def not_done_at(decision: Decision, today: date) -> tuple[Finding, ...]:
	"""The reviews that found a decision not done, each once, in order of time."""
	reviews = {
		one.name: one
		for one in decision.until(today)
		if one.occasion is Occasion.REVIEW and one.outcome is Outcome.NOT_DONE
	}
	return tuple(reviews.values())


def missing(decision: Decision) -> tuple[str, ...]:
	"""What a decision still lacks, in words."""
	lacks = {
		"say what was decided": not decision.text.strip(),
		"name who is responsible": not decision.owner.strip(),
		"set the date by which it is done": decision.due_on is None,
	}
	return tuple(words for words, holds in lacks.items() if holds)


def _closed_before(decision: Decision, name: str, on: date) -> bool:
	"""Whether an earlier review found it done or superseded, and nothing since says otherwise."""
	closed = False
	for found in decision.until(on):
		if found.name == name or found.outcome is Outcome.NOT_DISCUSSED:
			continue
		closed = found.outcome in CLOSING and (closed or found.occasion is Occasion.REVIEW)
	return closed


@dataclass(frozen=True, slots=True)
class Told:
	"""Progress of a decision as it was last told. look_again_on: the day it named for the next look, if any."""

	on: date
	done: bool
	look_again_on: date | None = None


def looked_for_since(told: Told, found_on: date | None, today: date) -> date | None:
	"""Since when an open decision waits for the reviewing officer to look at what was told; None where it does not.

	It waits from the day on which it was told done, else from the day named for the next look, until something is
	found of it on that day or later. found_on: the last day on which something was.
	"""
	since = told.on if told.done else told.look_again_on
	if since is None or since > today or (found_on and found_on >= since):
		return None
	return since
