"""The code sets of the children looked after return (SSDA903), and what each code means for a child.

Source: SSDA903 guidance as restated by the public 903 validator and the Standard Safeguarding Dataset.
"""

from enum import Enum


class Code(str, Enum):
	"""A code of the 903 return; equal to its own text, so that stored and typed values compare."""

	__hash__ = str.__hash__
	__str__ = str.__str__
	__format__ = str.__format__  # type: ignore[assignment]


class Sex(Code):
	MALE = "M"
	FEMALE = "F"
	UNKNOWN = "U"


class CategoryOfNeed(Code):
	"""CIN: the need at the start of the period of care, fixed for the period."""

	N1 = "N1"
	N2 = "N2"
	N3 = "N3"
	N4 = "N4"
	N5 = "N5"
	N6 = "N6"
	N7 = "N7"
	N8 = "N8"


class ReasonNewEpisode(Code):
	"""RNE: what changed when an episode began."""

	STARTED = "S"
	LEGAL_STATUS = "L"
	PLACEMENT_AND_CARER = "P"
	PLACEMENT_SAME_CARER = "T"
	LEGAL_STATUS_PLACEMENT_CARER = "B"
	LEGAL_STATUS_PLACEMENT_SAME_CARER = "U"


class LegalStatus(Code):
	"""LS: the legal status under which the child is looked after."""

	C1 = "C1"
	C2 = "C2"
	D1 = "D1"
	E1 = "E1"
	V2 = "V2"
	V3 = "V3"
	V4 = "V4"
	L1 = "L1"
	L2 = "L2"
	L3 = "L3"
	J1 = "J1"
	J2 = "J2"
	J3 = "J3"


class PlacementType(Code):
	"""PLACE: the kind of placement. H5, P2, Z1 ended with 2024-25; Z11-Z14 replace them from 2025-26."""

	U1 = "U1"
	U2 = "U2"
	U3 = "U3"
	U4 = "U4"
	U5 = "U5"
	U6 = "U6"
	A3 = "A3"
	A4 = "A4"
	A5 = "A5"
	A6 = "A6"
	K1 = "K1"
	K2 = "K2"
	K3 = "K3"
	P1 = "P1"
	P2 = "P2"
	P3 = "P3"
	R1 = "R1"
	R2 = "R2"
	R3 = "R3"
	R5 = "R5"
	S1 = "S1"
	T0 = "T0"
	T1 = "T1"
	T2 = "T2"
	T3 = "T3"
	T4 = "T4"
	H5 = "H5"
	Z1 = "Z1"
	Z11 = "Z11"
	Z12 = "Z12"
	Z13 = "Z13"
	Z14 = "Z14"


class PlacementProvider(Code):
	PR0 = "PR0"
	PR1 = "PR1"
	PR2 = "PR2"
	PR3 = "PR3"
	PR4 = "PR4"
	PR5 = "PR5"


class ReasonPlaceChange(Code):
	"""REASON_PLACE_CHANGE, recorded on the placement that ends."""

	CARPL = "CARPL"
	CLOSE = "CLOSE"
	ALLEG = "ALLEG"
	STAND = "STAND"
	APPRR = "APPRR"
	CREQB = "CREQB"
	CREQO = "CREQO"
	CHILD = "CHILD"
	LAREQ = "LAREQ"
	PLACE = "PLACE"
	CUSTOD = "CUSTOD"
	OTHER = "OTHER"


class EndReason(Code):
	"""REC: why an episode ended. X1 (the next begins the same day) never ends a period of care."""

	X1 = "X1"
	E11 = "E11"
	E12 = "E12"
	E2 = "E2"
	E3 = "E3"
	E4A = "E4A"
	E4B = "E4B"
	E13 = "E13"
	E41 = "E41"
	E45 = "E45"
	E46 = "E46"
	E47 = "E47"
	E48 = "E48"
	E5 = "E5"
	E6 = "E6"
	E7 = "E7"
	E8 = "E8"
	E9 = "E9"
	E14 = "E14"
	E15 = "E15"
	E16 = "E16"
	E17 = "E17"


class Participation(Code):
	"""REVIEW_CODE: how the child took part in the review."""

	PN0 = "PN0"
	PN1 = "PN1"
	PN2 = "PN2"
	PN3 = "PN3"
	PN4 = "PN4"
	PN5 = "PN5"
	PN6 = "PN6"
	PN7 = "PN7"


class PlacementState(Code):
	"""Ours, not the 903's: whether a placement is intended or has begun."""

	PLANNED = "planned"
	ACTUAL = "actual"


IN_CARE = frozenset({LegalStatus.C1, LegalStatus.C2})
"""Interim and full care orders."""

SHORT_BREAKS = frozenset({LegalStatus.V3, LegalStatus.V4})
"""Series of short breaks (reg 48), which have a timetable of their own."""

PLACED_FOR_ADOPTION = frozenset({PlacementType.A3, PlacementType.A4, PlacementType.A5, PlacementType.A6})
"""Placements to which the Adoption Agencies Regulations apply instead of the care planning timetable."""

TEMPORARY = frozenset(
	{PlacementType.T0, PlacementType.T1, PlacementType.T2, PlacementType.T3, PlacementType.T4}
)
"""Hospital, holiday and other short absences; the child keeps the placement left (rule 383)."""

EMERGENCY = frozenset({ReasonPlaceChange.ALLEG, ReasonPlaceChange.STAND, ReasonPlaceChange.APPRR})
"""Endings for the child's safety (trigger C03)."""

PLANNED = frozenset({ReasonPlaceChange.CARPL, ReasonPlaceChange.CLOSE})
"""Endings decided beforehand or notified ahead (trigger C02)."""

YOUTH_JUSTICE = frozenset({LegalStatus.J1, LegalStatus.J2, LegalStatus.J3})
"""Remand, police detention and youth rehabilitation orders."""

EMERGENCY_ORDERS = frozenset({LegalStatus.L1, LegalStatus.L2, LegalStatus.L3})
"""Police protection, emergency protection and child assessment orders."""

STATUS_GROUPS: tuple[frozenset[LegalStatus], ...] = (
	IN_CARE,
	frozenset({LegalStatus.V2}),
	SHORT_BREAKS,
	frozenset({LegalStatus.D1, LegalStatus.E1}),
	EMERGENCY_ORDERS,
	YOUTH_JUSTICE,
)
"""The groups between which a change of legal status is a change of circumstances."""

UNREGISTERED = frozenset({PlacementType.Z11, PlacementType.Z12, PlacementType.Z13, PlacementType.Z14})
"""Unregistered and other settings (from 2025-26)."""

SEMI_INDEPENDENT = UNREGISTERED | {PlacementType.K3}
"""Registered supported accommodation, and the other settings that replaced unregulated ones."""

DETENTION = frozenset({PlacementType.R5, PlacementType.K1})
"""Youth detention accommodation: a young offender institution, or a secure children's home on remand."""

TO_PARENTS = frozenset(
	{
		EndReason.E4A, EndReason.E4B, EndReason.E41,
		EndReason.E45, EndReason.E46, EndReason.E47, EndReason.E48,
	}
)  # fmt: skip
"""Care ended with a parent or another person with parental responsibility, orders that give it included."""

ADOPTED = frozenset({EndReason.E11, EndReason.E12})

SAME_CARER = frozenset(
	{ReasonNewEpisode.PLACEMENT_SAME_CARER, ReasonNewEpisode.LEGAL_STATUS_PLACEMENT_SAME_CARER}
)
NEW_CARER = frozenset({ReasonNewEpisode.PLACEMENT_AND_CARER, ReasonNewEpisode.LEGAL_STATUS_PLACEMENT_CARER})

REASON_MEANING = {
	ReasonPlaceChange.CARPL: "a change in the care plan",
	ReasonPlaceChange.CLOSE: "the carer resigned or the setting closed",
	ReasonPlaceChange.ALLEG: "an allegation",
	ReasonPlaceChange.STAND: "a standards-of-care process",
	ReasonPlaceChange.APPRR: "approval or registration was removed",
	ReasonPlaceChange.CREQB: "the carer asked, because of the child's behaviour",
	ReasonPlaceChange.CREQO: "the carer asked, for another reason",
	ReasonPlaceChange.CHILD: "the child asked",
	ReasonPlaceChange.LAREQ: "the authority ended it as unsuitable",
	ReasonPlaceChange.PLACE: "only the status of the placement changed",
	ReasonPlaceChange.CUSTOD: "the child was admitted to custody",
	ReasonPlaceChange.OTHER: "another reason",
}

STATUS_MEANING = {
	LegalStatus.C1: "interim care order",
	LegalStatus.C2: "full care order",
	LegalStatus.D1: "freeing order",
	LegalStatus.E1: "placement order",
	LegalStatus.V2: "accommodated under section 20",
	LegalStatus.V3: "short breaks, each recorded",
	LegalStatus.V4: "short breaks, agreement recorded",
	LegalStatus.L1: "police protection",
	LegalStatus.L2: "emergency protection order",
	LegalStatus.L3: "child assessment order",
	LegalStatus.J1: "remanded",
	LegalStatus.J2: "police detention",
	LegalStatus.J3: "youth rehabilitation order",
}
