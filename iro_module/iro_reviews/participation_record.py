"""How the child took part: the evidence on the form, the code it suggests, and the check of the code confirmed."""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, getdate

from iro_module.domain.codes import LegalStatus, Participation
from iro_module.domain.participation import UNDER_4, Verdict, check, contradiction, suggest, unsupported
from iro_module.domain.participation_evidence import Attendance, Evidence, Medium, Speaker
from iro_module.exceptions import (
	ObservationMissing,
	ParticipationEvidenceMissing,
	ParticipationNoteMissing,
	ParticipationRefused,
)
from iro_module.iro_reviews import contacts
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

ATTENDANCE = {
	"was there throughout": Attendance.THROUGHOUT,
	"was there for part": Attendance.PART,
	"was not there": Attendance.ABSENT,
}
SPOKE_FOR = {"advocate_spoke": Speaker.ADVOCATE, "iro_spoke": Speaker.IRO}
BRIEFED = {"advocate_briefed": Speaker.ADVOCATE, "iro_briefed": Speaker.IRO}
SENT = {
	"sent_text": Medium.TEXT,
	"sent_writing": Medium.WRITING,
	"sent_phone": Medium.PHONE,
	"sent_audio": Medium.AUDIO,
	"sent_video": Medium.VIDEO,
	"sent_app": Medium.APP,
}
TICKS = {
	Participation.PN1: ("child_spoke",),
	Participation.PN2: tuple(SPOKE_FOR),
	Participation.PN3: ("child_used_symbols",),
	Participation.PN4: ("nothing_conveyed",),
	Participation.PN5: tuple(BRIEFED),
	Participation.PN6: tuple(SENT),
	Participation.PN7: ("nothing_conveyed",),
}
"""The boxes on which each code rests."""
FIELDS = (
	"child_attendance", "child_spoke", "child_used_symbols", "nothing_conveyed",
	*SPOKE_FOR, *BRIEFED, *SENT,
)  # fmt: skip
"""What the form asks of the child's part in the meeting."""


def settle(review: "IROReview") -> None:
	"""Refuse a code that the 903 refuses; one that goes against the evidence needs a note."""
	code = review.participation_code
	if not code:
		return
	born, on = _birth_date(review.child), review_day(review)
	for fault in check(code, on, born, _statuses(review.child)):
		if fault.verdict is Verdict.REFUSED:
			frappe.throw(_("How the child took part: {0}").format(fault.words), ParticipationRefused)
	against = contradiction(Participation(code), evidence_of(review, on, born))
	if against and not (review.participation_note or "").strip():
		frappe.throw(
			_("{0}. Choose another code, or say why in: Why this code.").format(against),
			ParticipationNoteMissing,
		)


def check_evidence(review: "IROReview") -> None:
	"""At completion: the code rests on evidence (domain.md 4.2); under 4, on what was seen of the child."""
	code = Participation(review.participation_code)
	if code is UNDER_4:
		if not (review.observation_note or "").strip() and not contacts.is_observed(review):
			frappe.throw(
				_(
					"What was seen of a child under 4: write what you saw, here or on a visit before the review."
				),
				ObservationMissing,
			)
		return
	needed = needs(review, code, evidence_of(review, review_day(review), _birth_date(review.child)))
	if needed:
		frappe.throw(_("How the child took part: {0}").format(needed), ParticipationEvidenceMissing)


def needs(review: "IROReview", code: Participation, evidence: Evidence) -> str | None:
	"""In words, what to tick so that a code rests on evidence; None where it does."""
	lacks = unsupported(code, evidence)
	if lacks is None:
		return None
	boxes = listed_or([_(review.meta.get_label(field)) for field in TICKS[code]])
	return _("{0} has no evidence yet: {1}. Choose whether the child was there, and tick: {2}.").format(
		str(code), lacks, boxes
	)


def listed_or(labels: list[str]) -> str:
	"""Labels of boxes of which one is enough."""
	return _(" or ").join(f"“{label}”" for label in labels)


@frappe.whitelist()
def suggested(review: str, evidence: dict | str | None = None) -> dict[str, Any]:
	"""What the evidence suggests: as it stands on the form where it is given, else as it is on file."""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("read")
	given = frappe.parse_json(evidence) if evidence else {}
	doc.update(
		{name: given[name] for name in (*FIELDS, "participation_code", "completed_on") if name in given}
	)
	return suggestion_for(doc)


def suggestion_for(review: "IROReview") -> dict[str, Any]:
	"""The suggestion in words, and what there is to say of the code that is set."""
	born, on = _birth_date(review.child), review_day(review)
	evidence = evidence_of(review, on, born)
	found = suggest(evidence)
	code = review.participation_code
	faults = check(code, on, born, _statuses(review.child)) if code else ()
	return {
		"code": str(found.code) if found.code else None,
		"reason": found.reason,
		"possible": [str(one) for one in found.possible],
		"conflicts": list(found.conflicts),
		"faults": [fault.words for fault in faults],
		"needs": needs(review, Participation(code), evidence) if code and not faults else None,
		"against": contradiction(Participation(code), evidence) if code and not faults else None,
	}


def evidence_of(review: "IROReview", on: Any, born: Any) -> Evidence:
	"""The domain's evidence from the fields of the form. What is not ticked is unknown, never "no"."""
	return Evidence(
		review_date=on,
		birth_date=born,
		attendance=ATTENDANCE.get(review.child_attendance or ""),
		spoke=bool(cint(review.child_spoke)),
		spoken_for_by=tuple(who for field, who in SPOKE_FOR.items() if cint(review.get(field))),
		symbols=bool(cint(review.child_used_symbols)),
		briefed=tuple(who for field, who in BRIEFED.items() if cint(review.get(field))),
		media=tuple(how for field, how in SENT.items() if cint(review.get(field))),
		nothing_conveyed=bool(cint(review.nothing_conveyed)),
	)


def review_day(review: "IROReview") -> Any:
	"""The day for which age and code are judged: completion, else the last meeting, else today."""
	days = [getdate(row.held_on) for row in review.meetings]
	return getdate(review.completed_on) if review.completed_on else max(days, default=today())


def _birth_date(child: str) -> Any:
	born = frappe.db.get_value("Looked After Child", child, "birth_date")
	return getdate(born) if born else None


def _statuses(child: str) -> tuple[LegalStatus, ...]:
	"""Every legal status the child has ever had, but for those that were voided."""
	rows = frappe.get_all(
		"Care Legal Status", filters={"child": child, "voided": 0}, pluck="legal_status", distinct=True
	)
	return tuple(LegalStatus(code) for code in rows if code)
