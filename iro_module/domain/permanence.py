"""The plan for permanence: in place by the second review or four months after coming into care, whichever is later.

IRO Handbook 2010 as councils apply it (C32, indicator IND13); both limits are settings. Where the point is reached
and a review recorded that there is no plan, the IRO is told, to watch closely and consider escalating. That records
say nothing of a plan (an import has only the days of reviews) does not make it absent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.notices import Notice
from iro_module.domain.policy import Policy
from iro_module.domain.prompting import TO_CONSIDER_ESCALATING, switched_on, told_by
from iro_module.domain.reasons import Counted, months_after
from iro_module.domain.wording import in_words

THEME = "permanence plan absent by the second review"
"""The theme a challenge of it begins with."""


class PermanenceState(str, Enum):
	"""How the plan for permanence stands. The point is the later of the review and the months after entry."""

	UNKNOWN = "not known"
	BEFORE_REVIEW = "before the review"
	ASKED = "asked at the review"
	IN_TIME = "in time"
	LATE = "late"
	ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class InCare:
	"""What is known of one period of care.

	period: the name of its record. entered_on: the day the child became looked after; None where not known.
	held: the reviews that count, in order. first_number: the number of the earliest of them, where earlier ones are
	missing from the records. plan_on: the day a plan for permanence was made. answered_on: the first day on which a
	review recorded how the plan stands; None where none did.
	"""

	child_id: str
	period: str
	entered_on: date | None
	held: Sequence[date] = ()
	first_number: int = 1
	plan_on: date | None = None
	answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Permanence:
	"""How the plan for permanence stands today.

	by_months: so many months after entry, on its own. marker: the point by which a plan is in place; None until the
	review was held, or where the entry is not known.
	"""

	state: PermanenceState
	words: str
	by_months: Counted | None = None
	marker: Counted | None = None


def permanence(child: InCare, today: date, policy: Policy) -> Permanence:
	"""The state of the plan for permanence. A day after today has not come: neither review nor plan counts yet."""
	made = child.plan_on if child.plan_on and child.plan_on <= today else None
	if child.entered_on is None:
		words = "The day the child came into care is not on record, so the point is not known"
		return Permanence(PermanenceState.UNKNOWN, f"{words}. {_made(made)}")
	by_months = months_after(child.entered_on, policy.permanence_months)
	review_on = _review(child, today, policy)
	if review_on is None:
		state = PermanenceState.IN_TIME if made else PermanenceState.BEFORE_REVIEW
		words = f"Asked at review {policy.permanence_by_review}, not held yet; by months: {in_words(by_months.on)}"
		return Permanence(state, f"{words}. {_made(made)}", by_months)
	marker = _marker(review_on, by_months, policy)
	words = f"By {in_words(marker.on)} ({marker.words}). {_made(made)}"
	answered = child.answered_on is not None and child.answered_on <= today
	if not made and not answered:
		words = f"{words}: no review has recorded whether there is one"
		return Permanence(PermanenceState.UNKNOWN, words, by_months, marker)
	return Permanence(_state(made, marker.on, today), words, by_months, marker)


def permanence_notices(child: InCare, today: date, policy: Policy) -> tuple[Notice, ...]:
	"""C32: what the IRO is told where the point was reached without a plan, until there is one."""
	found = permanence(child, today, policy)
	if found.state is not PermanenceState.ABSENT or found.marker is None or not switched_on(policy, "C32"):
		return ()
	by = told_by(policy, "C32", found.marker.on)
	reason = f"No plan for permanence by {in_words(found.marker.on)}, {found.marker.words}. Theme: {THEME}"
	return (Notice(child.child_id, "C32", child.period, TO_CONSIDER_ESCALATING, by.on, reason, by.words),)


def _review(child: InCare, today: date, policy: Policy) -> date | None:
	"""The day of the second review, or of the earliest later one on record."""
	held = enumerate(child.held, child.first_number)
	return next((day for number, day in held if number >= policy.permanence_by_review and day <= today), None)


def _marker(review_on: date, by_months: Counted, policy: Policy) -> Counted:
	review = f"review {policy.permanence_by_review} on {in_words(review_on)}"
	if review_on >= by_months.on:
		return Counted(review_on, f"{review}, not earlier than {by_months.words}")
	return Counted(by_months.on, f"{by_months.words}, later than {review}")


def _state(made: date | None, marker: date, today: date) -> PermanenceState:
	if made:
		return PermanenceState.IN_TIME if made <= marker else PermanenceState.LATE
	return PermanenceState.ABSENT if today >= marker else PermanenceState.ASKED


def _made(made: date | None) -> str:
	return f"Plan made on {in_words(made)}" if made else "No plan is on record"
