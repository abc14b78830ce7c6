"""What a care history is made of: periods of care, placements, legal statuses, reviews held and recorded facts.

Named tuples where every child has many: a frozen dataclass of as many fields takes four times as long to make.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from iro_module.domain.records import LegalStatusHeld, PeriodOfCare, Placement

LOOKED_AFTER_TRACK = "looked_after"
"""Care planning, adoption and short-break reviews are one row of reviews: one is planned at a time."""
SECURE_PANEL_TRACK = "secure_panel"
"""Panels on secure accommodation, held besides the reviews."""


class Held(NamedTuple):
	"""A completed review, or panel. `considered` names the records whose changes it looked at beforehand.

	A name alone stands for every change that the record shows; `considered_as` names one of them.
	completed_on: its last meeting. first_meeting_on: the first of a series, where there were several.
	change_only: it looked only at a change, and starts no interval.
	"""

	completed_on: date
	considered: frozenset[str] = frozenset()
	change_only: bool = False
	first_meeting_on: date | None = None
	track: str = LOOKED_AFTER_TRACK


class Period(NamedTuple):
	"""A period of care under the name of its record."""

	name: str
	record: PeriodOfCare


class Stay(NamedTuple):
	"""A placement under the name of its record; `recorded_on` is the first day the feed spoke of it."""

	name: str
	record: Placement
	recorded_on: date | None = None


class Status(NamedTuple):
	"""A legal status under the name of its record."""

	name: str
	record: LegalStatusHeld
	recorded_on: date | None = None


class FactKind(str, Enum):
	"""What a recorded fact says of a child, beyond placements and legal statuses; the value is how it reads."""

	SCHOOL_CHANGED = "Change of school"
	EXCLUDED = "Exclusion from school"
	DEPRIVATION_OF_LIBERTY = "Deprivation of liberty order"
	RELEASE = "Release from custody"
	SENTENCED = "Sentenced to custody"
	END_PROPOSED = "End of care proposed"
	MISSING = "Missing or away without authorisation"
	ALLEGATION = "Allegation or section 47 enquiry"
	PLACEMENT_UNSAFE = "A visit found that the placement does not safeguard the child"
	SOCIAL_WORKER_CHANGED = "Change of social worker"
	CONTACT_CHANGED = "Contact suspended or changed"
	HEALTH_EVENT = "Serious health event"
	COMPLAINT = "Complaint"
	ADVOCATE_ASKED = "Advocate asked for"
	ASYLUM_STATUS_ENDED = "Asylum-seeking status ended"
	AGE_REASSESSED = "Age reassessed"
	MENTAL_HEALTH_DETENTION = "Detained under the Mental Health Act"
	PARENTS_ASSESSED = "Suitability of parents assessed"
	ADOPTIVE_PLACEMENT_ENDED = "Adoptive placement ended"
	MOVE_PLANNED = "Planned move or end of placement"
	CARE_PLAN_CHANGE_PROPOSED = "Change of care plan proposed"
	BIRTH_FAMILY_CHANGED = "Significant change in the birth family"
	CHARGED = "Charge or youth justice referral"
	PERMANENCE_PANEL = "Panel decision on permanence"


class MoveTo(str, Enum):
	"""Where a move leads that a person reported, as far as the rules tell one from another."""

	OTHER_CARERS = "To other carers or another home"
	ADOPTION = "Placement for adoption"
	PARENTS = "With parents"


@dataclass(frozen=True, slots=True)
class RecordedFact:
	"""A fact with its date, under the name of its record.

	on: when it happened, or is to happen. until: its last day, where it lasts. to_parents: where the child goes
	when care ends, to parents or others with parental responsibility or not; None where that is not recorded.
	move_to: where a move leads, where that was said.
	"""

	name: str
	kind: FactKind
	on: date
	until: date | None = None
	recorded_on: date | None = None
	to_parents: bool | None = None
	move_to: MoveTo | None = None


def considered_as(subject: str, aspect: str) -> str:
	"""The name under which a review considers one change of a record that may show several."""
	return f"{subject}/{aspect}"
