"""What the signs of drift and delay are read from: plain values about one child, whoever knows them."""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_events import FactKind, RecordedFact
from iro_module.domain.care_history import CareHistory
from iro_module.domain.codes import LegalStatus
from iro_module.domain.reasons import Counted
from iro_module.domain.social_work_visits import VisitDue
from iro_module.domain.statuses_held import StatusHeld, status_held


@dataclass(frozen=True, slots=True)
class PlanOnFile:
	"""A care plan or pathway plan. title: `care plan`. subject: its record, or what stands for it.

	needed_by: the day by which there had to be one; None where none is needed yet. updated_on: None where none is
	on record.
	"""

	subject: str
	title: str
	needed_by: date | None = None
	updated_on: date | None = None


@dataclass(frozen=True, slots=True)
class PermanencePoint:
	"""Whether a plan for permanence is on record. expected_by: its point, and how that was counted."""

	subject: str
	expected_by: Counted
	recorded: bool = False


@dataclass(frozen=True, slots=True)
class Repeated:
	"""Something that happened at several reviews, the last on `last_on`. subject: the decision or the matter."""

	subject: str
	times: int
	last_on: date


@dataclass(frozen=True, slots=True)
class DriftFacts:
	"""All that is looked at. What is not known is left empty, and gives no sign.

	voluntary: the section 20 accommodation in force. worker_changes: days on which another social worker took over;
	the first allocation is none. contact_changes: contact suspended or changed, `until` the last day of it.
	last_review_on: the last review completed; last_decisions_on: the last that made decisions for the plan.
	put_off: matters put off from review to review without a decision. not_done: decisions found not done at reviews.
	"""

	voluntary: StatusHeld | None = None
	worker_changes: tuple[RecordedFact, ...] = ()
	contact_changes: tuple[RecordedFact, ...] = ()
	last_review_on: date | None = None
	last_decisions_on: date | None = None
	plans: tuple[PlanOnFile, ...] = ()
	permanence: PermanencePoint | None = None
	visit: VisitDue | None = None
	put_off: tuple[Repeated, ...] = ()
	not_done: tuple[Repeated, ...] = ()


def facts_from(history: CareHistory, today: date) -> DriftFacts:
	"""What the care history itself shows; the rest is added by whoever knows it. Nothing after leaving care."""
	period = history.current_period(today)
	if period is None:
		return DriftFacts()
	held = status_held(history, period, today)
	start = period.record.start_date
	recent = [one for one in history.facts if start <= one.on <= today]
	reviews = [one.completed_on for one in history.reviews_in(period) if one.completed_on <= today]
	return DriftFacts(
		voluntary=held if held and held.status is LegalStatus.V2 else None,
		worker_changes=tuple(one for one in recent if one.kind is FactKind.SOCIAL_WORKER_CHANGED),
		contact_changes=tuple(one for one in recent if one.kind is FactKind.CONTACT_CHANGED),
		last_review_on=max(reviews, default=None),
	)
