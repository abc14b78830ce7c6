"""Titles that people read: what a record of the feed says, in one line."""

from datetime import date

from iro_module.domain.codes import STATUS_MEANING
from iro_module.domain.records import (
	ChildDetails,
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	ReviewHeld,
)
from iro_module.domain.wording import in_words

PLACEMENT_WORDS = {
	"U1": "Foster care with relative or friend, long-term",
	"U2": "Foster care with relative or friend, also approved to adopt",
	"U3": "Foster care with relative or friend",
	"U4": "Foster care, long-term",
	"U5": "Foster care, also approved to adopt",
	"U6": "Foster care",
	"A3": "Placed for adoption with current foster carer, with consent",
	"A4": "Placed for adoption, with consent",
	"A5": "Placed for adoption with current foster carer, placement order",
	"A6": "Placed for adoption, placement order",
	"K1": "Secure children's home",
	"K2": "Children's home",
	"K3": "Supported accommodation",
	"P1": "With parents",
	"P2": "Independent living",
	"P3": "Residential employment",
	"R1": "Care home",
	"R2": "NHS or nursing",
	"R3": "Family centre or mother and baby unit",
	"R5": "Young offender institution",
	"S1": "Residential school",
	"T0": "Temporary placement",
	"T1": "In hospital",
	"T2": "On holiday",
	"T3": "Carer on holiday",
	"T4": "Temporary placement, up to seven days",
	"H5": "Semi-independent living",
	"Z1": "Other placement",
}
"""Own words for the 903's placement types; Z11-Z14 are shown by their code, their meaning being unverified."""


def title_of(record: Record | None) -> str:
	"""The title of a record: what it is and since when. None stands for a voided record."""
	if record is None:
		return "Voided"
	if isinstance(record, ChildDetails):
		return child_title(record)
	if isinstance(record, Placement):
		words = PLACEMENT_WORDS.get(record.placement_type.value, "Placement")
		planned = ", planned" if record.status.value == "planned" else ""
		return f"{words} ({record.placement_type}){planned}, {_between(record.start_date, record.end_date)}"
	if isinstance(record, LegalStatusHeld):
		words = STATUS_MEANING[record.legal_status]
		return f"{words[:1].upper()}{words[1:]} ({record.legal_status}), {_between(record.start_date, record.end_date)}"
	if isinstance(record, PeriodOfCare):
		return f"Looked after {_between(record.start_date, record.end_date)}"
	return _review_title(record)


def child_title(details: ChildDetails | None) -> str:
	"""First and last name; empty where neither is known."""
	if details is None:
		return ""
	return " ".join(name for name in (details.first_name, details.last_name) if name)


def _review_title(record: ReviewHeld) -> str:
	return f"Review held on {in_words(record.review_date)}"


def _between(start: date, end: date | None) -> str:
	if end is None:
		return f"from {in_words(start)}"
	return f"{in_words(start)} to {in_words(end)}"
