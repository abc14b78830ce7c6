"""Adjourning a review: whether it may be done, and by when the review must then be completed.

Practice of councils under Part 6 of the CPPCR 2010: the IRO who chairs may adjourn once where the information supplied
is insufficient, and nothing proposed is carried out meanwhile. The length is a setting. The due date of the review
does not move.
"""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted, working_days_after
from iro_module.domain.wording import in_words

PROPOSALS_WAIT = "not to be carried out until the review is completed"
"""What is shown beside every proposal of a review that is not completed."""


@dataclass(frozen=True, slots=True)
class AdjournmentAsked:
	"""An adjournment that somebody wants to record. Persons are the council's staff ids.

	meeting_on: the meeting that is adjourned. missing: the information that was insufficient. chaired_by: None where it
	is not recorded. resumes_on: the day agreed, where there is one.
	"""

	meeting_on: date
	asked_by: str
	chaired_by: str | None
	missing: str
	resumes_on: date | None = None
	adjourned_before_on: date | None = None
	completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Adjournment:
	"""An adjournment that may be made, and the latest day on which the review is completed."""

	meeting_on: date
	latest: Counted
	words: str


@dataclass(frozen=True, slots=True)
class NoAdjournment:
	"""Why a review may not be adjourned, and what to do instead: every reason, in words."""

	reasons: tuple[str, ...]


def adjournment(asked: AdjournmentAsked, policy: Policy) -> Adjournment | NoAdjournment:
	"""Whether a review may be adjourned: once, by the IRO who chairs, for want of information, within the limit."""
	latest = working_days_after(policy, asked.meeting_on, policy.adjournment_working_days)
	reasons = _against(asked, latest)
	if reasons:
		return NoAdjournment(reasons)
	words = (
		f"Adjourned on {in_words(asked.meeting_on)} for want of information: to be completed by {in_words(latest.on)} "
		f"({latest.words}). Proposals are {PROPOSALS_WAIT}; the due date of the review stays as it is"
	)
	return Adjournment(asked.meeting_on, latest, words)


def _against(asked: AdjournmentAsked, latest: Counted) -> tuple[str, ...]:
	found = []
	if asked.completed_on:
		found.append(
			f"The review was completed on {in_words(asked.completed_on)}. Add to its record instead."
		)
	if asked.adjourned_before_on:
		earlier = in_words(asked.adjourned_before_on)
		found.append(
			f"It was adjourned on {earlier} already, and may be once. Complete it, and plan an early review."
		)
	if asked.chaired_by is None:
		found.append("Who chairs is not recorded. Record the chair of the meeting first.")
	elif asked.asked_by != asked.chaired_by:
		found.append("Only the IRO who chairs the meeting may adjourn it. Ask the IRO who chairs.")
	if not asked.missing.strip():
		found.append("The reason is missing. Say which information was insufficient.")
	if asked.resumes_on and not asked.meeting_on < asked.resumes_on <= latest.on:
		found.append(
			f"Choose a day after {in_words(asked.meeting_on)} and not after {in_words(latest.on)} to resume."
		)
	return tuple(found)
