"""The code for how a child took part in a review: what the evidence suggests, and what the 903 return refuses.

REVIEW_CODE as the SSDA903 guidance defines it and the public 903 validator tests it (rules 167, 399, 440, 441). A code
is suggested from the evidence; the IRO confirms one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.codes import SHORT_BREAKS, LegalStatus, Participation
from iro_module.domain.months import birthday, months_later
from iro_module.domain.participation_evidence import Attendance, Evidence, attended, conflicts, missing, ways
from iro_module.domain.wording import in_words, listed

UNDER_4 = Participation.PN0
AGE_4_AND_OVER = tuple(code for code in Participation if code is not UNDER_4)
ATTENDED, ABSENT = AGE_4_AND_OVER[:4], AGE_4_AND_OVER[4:]
"""PN1 to PN4, PN5 to PN7."""


@dataclass(frozen=True, slots=True)
class Suggestion:
	"""The code the evidence suggests, or None with the reason why it suggests none.

	rests_on: the evidence used. possible: every code that does not go against the evidence, the suggested one first.
	conflicts: where the evidence contradicts itself.
	"""

	code: Participation | None
	reason: str
	rests_on: tuple[str, ...] = ()
	possible: tuple[Participation, ...] = ()
	conflicts: tuple[str, ...] = ()


class Verdict(str, Enum):
	"""What is wrong with a code: refused; kept with the child and left out of the return; or cannot be checked."""

	REFUSED = "refused"
	INTERNAL = "kept internal"
	UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Fault:
	"""One thing wrong with a code, under the 903 rule it falls under ("DOB" where it is the birth date)."""

	rule: str
	verdict: Verdict
	words: str


def fourth_birthday(birth_date: date) -> date:
	"""The day from which PN1 to PN7 are asked for; 1 March in a common year for a child born on 29 February."""
	return birthday(birth_date, 4)


def suggest(evidence: Evidence) -> Suggestion:
	"""The code for that evidence: PN0 under 4, whatever else is recorded; from the 4th birthday on, how views came.

	None where the birth date or the evidence needed is missing, or the evidence contradicts itself.
	"""
	against, shown, born = conflicts(evidence), ways(evidence), evidence.birth_date
	fitting = tuple(way.code for way in shown) or _open(evidence.attendance)
	facts = tuple(way.words for way in shown)
	if born is not None and born <= evidence.review_date < fourth_birthday(born):
		reason = f"Under 4 at the review: the 4th birthday is {in_words(fourth_birthday(born))}"
		either = _four_years_on(born) <= evidence.review_date
		possible = (UNDER_4, *fitting) if either else (UNDER_4,)
		return Suggestion(UNDER_4, reason, (_born(born),), possible, against)
	if against:
		reason = f"No code is suggested, because the evidence contradicts itself: {'; '.join(against)}"
		return Suggestion(None, reason, conflicts=against)
	possible = (UNDER_4, *fitting) if born is None else fitting
	if not shown:
		return Suggestion(None, f"No code is suggested: {missing(evidence)}", possible=possible)
	rests_on = (attended(evidence), facts[0])
	if born is None:
		reason = f"The birth date is not on record: PN0 if the child was under 4, otherwise {fitting[0]}"
		return Suggestion(None, reason, rests_on, possible)
	reason = f"The child {rests_on[0]} and {facts[0]}"
	if facts[1:]:
		reason += f"; {listed(fitting[1:])} would fit too, as the child {listed(facts[1:])}"
	return Suggestion(fitting[0], reason, (_born(born), *rests_on), possible)


def contradiction(code: Participation, evidence: Evidence) -> str | None:
	"""In words, that a confirmed code goes against the evidence; None where it does not. A warning, no refusal."""
	suggestion = suggest(evidence)
	if code in suggestion.possible:
		return None
	if not suggestion.possible:
		return f"{code} is confirmed, but the evidence contradicts itself: {'; '.join(suggestion.conflicts)}"
	fitting = " or ".join(suggestion.possible)
	return f"{code} is confirmed, but the evidence fits {fitting}. {suggestion.reason}"


def unsupported(code: Participation, evidence: Evidence) -> str | None:
	"""What to record before a code can rest on evidence (domain.md 4.2); None where it does. Asked at completion.

	A code that goes against the evidence is `contradiction`'s; here something has to be recorded at all: whether the
	child was there, and how views were conveyed or that none were. Under 4 nothing of that is asked.
	"""
	if code is UNDER_4:
		return None
	if evidence.attendance is None:
		return missing(evidence)
	given_before = bool(evidence.briefed or evidence.media)
	if ways(evidence) or (code is Participation.PN4 and given_before):
		return None
	return missing(evidence)


def check(
	code: str | None,
	review_date: date | None,
	birth_date: date | None,
	statuses: Collection[LegalStatus] = (),
) -> tuple[Fault, ...]:
	"""What is wrong with a code, with what to do about it; empty where it can be returned.

	On the 4th birthday itself the 903 accepts PN0 as well as PN1 to PN7; PN1 to PN7 are asked for. Born on 29 February,
	the 903 has the child turn 4 on 28 February of a common year: either is accepted on that day.
	statuses: every legal status the child has ever had; empty where they are not known.
	"""
	if code is None:
		words = "How the child took part is missing. Confirm one of PN0 to PN7."
		return (Fault("167", Verdict.REFUSED, words),) if review_date else ()
	if code not in tuple(Participation):
		words = f"{code} is no participation code. Confirm one of PN0 to PN7."
		return (Fault("167", Verdict.REFUSED, words),)
	if review_date is None:
		words = f"{code} has no review date. Enter the date of the review, or take the code out."
		return (Fault("167", Verdict.REFUSED, words),)
	found = [_against_age(code, review_date, birth_date)]
	if statuses and set(statuses) <= SHORT_BREAKS:
		words = "Only short breaks (V3, V4) are on record. Keep review and code, and leave them out of the return."
		found.append(Fault("399", Verdict.INTERNAL, words))
	return tuple(one for one in found if one)


def _against_age(code: str, review_date: date, birth_date: date | None) -> Fault | None:
	if birth_date is None:
		words = (
			f"The birth date is not on record, so {code} cannot be checked against the age. Record it first."
		)
		return Fault("DOB", Verdict.UNCHECKED, words)
	if birth_date > review_date:
		words = (
			f"The child was born on {in_words(birth_date)}, after the review. Correct one of the two dates."
		)
		return Fault("DOB", Verdict.REFUSED, words)
	turned_4 = in_words(fourth_birthday(birth_date))
	if code == UNDER_4 and review_date >= fourth_birthday(birth_date):
		words = f"PN0 is for a child under 4; the 4th birthday was {turned_4}. Confirm one of PN1 to PN7."
		return Fault("440", Verdict.REFUSED, words)
	if code != UNDER_4 and review_date < _four_years_on(birth_date):
		words = f"{code} is for a child of 4 or older; the 4th birthday is {turned_4}. Confirm PN0."
		return Fault("441", Verdict.REFUSED, words)
	return None


def _four_years_on(birth_date: date) -> date:
	"""As the 903 counts: 28 February in a common year for a child born on 29 February."""
	return months_later(birth_date, 48)


def _born(birth_date: date) -> str:
	return f"born on {in_words(birth_date)}"


def _open(attendance: Attendance | None) -> tuple[Participation, ...]:
	"""What remains possible where the evidence does not say enough."""
	if attendance is None:
		return AGE_4_AND_OVER
	return ABSENT if attendance is Attendance.ABSENT else ATTENDED
