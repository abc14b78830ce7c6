"""The trigger table: what each change of circumstances asks for, as shipped.

MUST is law that was read; SHOULD is the IRO Handbook 2010 and guidance; LOCAL a default of councils, editable. The ids
are those of the field's trigger list (C01-C41); ER-b and ER-c are the cases of CPPCR reg 33(3)(b) and (c); DR1-DR3
are signs of drift, LS any change of legal status without an id there, TI1-TI4 what the IRO is told besides: the IRO
Handbook's list of what social workers tell could not be read for this project, so these rows are local.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from iro_module.domain.limits import Authority


@dataclass(frozen=True, slots=True)
class RuleSetting:
	"""One row of the trigger table.

	authority: where the demand for a review, or else for the notice, comes from.
	review_within: working days after the change by which a review is due; None where none is asked for.
	tell_within: working days after the change by which the IRO is told, 0 the same day; None: nobody is told.
	before: the review is due the last working day before the change, where it lies ahead.
	within_authority: where `review_within` comes from, if not from the same source as `authority`.
	review_by_law: the law asks for the review, but by no day; the IRO cannot decide against it.
	tell_by_law: telling the IRO is a legal duty, so that switching the row off silences the review only.
	tell_before: the IRO is told, or consulted, before a change that lies ahead.
	asks: what the IRO is asked to do about it.
	"""

	rule: str
	title: str
	when: str
	authority: Authority
	review_within: int | None = None
	tell_within: int | None = None
	before: bool = False
	within_authority: Authority = Authority.LOCAL
	enabled: bool = True
	review_by_law: bool = False
	tell_by_law: bool = False
	tell_before: bool = False
	asks: str = ""


_MUST, _SHOULD, _LOCAL = Authority.MUST, Authority.SHOULD, Authority.LOCAL

_TABLE = (
	RuleSetting("C01", "Starts to be looked after", "a period of care begins", _MUST, None, 2),
	RuleSetting(
		"C02", "Planned move", "a placement ends as planned or with notice, or a move is known in advance",
		_MUST, 20, 1, before=True, tell_by_law=True,
	),
	RuleSetting(
		"C03", "Emergency move", "a placement ends for safety (ALLEG, STAND, APPRR or immediate risk)",
		_LOCAL, 20, 1, tell_by_law=True,
	),
	RuleSetting(
		"C04", "Unplanned move",
		"a placement ends unplanned (CREQB, CREQO, CHILD, LAREQ, CUSTOD, OTHER, no reason)",
		_LOCAL, 20, 1, tell_by_law=True,
	),
	RuleSetting(
		"C05", "Same carer, other address or provider", "the placement changes but not the carer", _LOCAL, None, 5,
	),
	RuleSetting(
		"C06", "Placed out of area", "the placement is in the area of another, adjoining authority",
		_MUST, None, 1, tell_by_law=True, tell_before=True,
		asks="the IRO is consulted before a nominated officer approves it",
	),
	RuleSetting(
		"C07", "Placed at a distance", "the placement is in the area of an authority that does not adjoin",
		_MUST, None, 1, tell_by_law=True, tell_before=True,
		asks="the IRO is consulted before the director of children's services approves it",
	),
	RuleSetting(
		"C08", "Move in key stage 4", "a child in year 10 or 11 moves to other carers",
		_MUST, None, 1, tell_by_law=True, tell_before=True,
		asks="the IRO is consulted where it disrupts education",
	),
	RuleSetting(
		"C09", "Change of school or exclusion", "a change of school or an exclusion is recorded", _LOCAL, None, 5,
	),
	RuleSetting(
		"C10", "Section 20 to interim care order", "V2 becomes C1", _LOCAL, None, 2,
		asks="decide whether an early review is needed",
	),
	RuleSetting("C11", "Interim to full care order", "C1 becomes C2", _LOCAL, 20, 5),
	RuleSetting(
		"C12", "Care order ends, child still looked after", "C1 or C2 becomes V2", _MUST, 20, 5, before=True,
	),
	RuleSetting(
		"C13", "After police protection or an emergency order", "L1, L2 or L3 becomes another status",
		_LOCAL, None, 1, asks="the first review stays counted from the first day",
	),
	RuleSetting("C14", "Placement order", "the legal status becomes E1", _MUST, None, 5),
	RuleSetting(
		"C15", "Placed for adoption", "the placement becomes A3, A4, A5 or A6", _MUST, None, 5, before=True,
	),
	RuleSetting(
		"C16", "Adoptive placement ended", "A3, A4, A5 or A6 becomes another placement", _LOCAL, 20, 1,
	),
	RuleSetting(
		"C17", "Placed with parents under a care order", "the placement becomes P1 under C1 or C2",
		_MUST, 10, 1, before=True, within_authority=_MUST,
	),
	RuleSetting(
		"C18", "Secure accommodation", "the placement becomes K1, not on remand", _LOCAL, None, 1,
		asks="a secure accommodation panel is held besides the reviews",
	),
	RuleSetting("C19", "Deprivation of liberty order", "such an order is recorded", _LOCAL, 20, 1),
	RuleSetting(
		"C20", "Remand or another youth justice status", "the legal status becomes J1, J2 or J3", _LOCAL, None, 1,
	),
	RuleSetting(
		"C21", "Release from custody of a child in care", "a release date is recorded under C1 or C2",
		_MUST, None, 1, before=True,
	),
	RuleSetting(
		"C22", "Sentenced to custody", "a placement ends with CUSTOD, or care ends with E9", _LOCAL, None, 1,
	),
	RuleSetting(
		"C23", "Care is to end", "the end of care is known in advance or proposed", _SHOULD, None, 1,
		before=True, tell_by_law=True, tell_before=True, asks="reg 39: the IRO is consulted before the decision",
	),
	RuleSetting(
		"C24", "Unplanned return home", "care ends with E4B", _LOCAL, None, 0, asks="look back at it",
	),
	RuleSetting(
		"C25", "Move to semi-independence", "K3 or Z11-Z14 at 16 or 17", _SHOULD, None, 1,
		before=True, tell_before=True,
	),
	RuleSetting(
		"C26", "Turns 16", "the 16th birthday", _LOCAL, None, 0, asks="pathway assessment and plan",
	),
	RuleSetting(
		"C27", "Turns 18", "the 18th birthday", _LOCAL, None, 0, asks="leaving care checklist",
	),
	RuleSetting(
		"C28", "Missing or away", "a missing episode lasts past its day, or is the third in 90 days", _LOCAL, None, 1,
		asks="is a return interview arranged?",
	),
	RuleSetting(
		"C29", "Allegation or section 47 enquiry", "such a fact is recorded, or a placement ends with ALLEG",
		_LOCAL, None, 1, asks="consider an early review",
	),
	RuleSetting("C30", "Change of social worker", "such a change is recorded", _LOCAL, None, 5),
	RuleSetting("C31", "Review decision overdue", "the date of a decision has passed", _SHOULD, None, 5),
	RuleSetting(
		"C32", "Plan out of date, or no plan for permanence", "such a sign is met", _SHOULD, None, 5,
	),
	RuleSetting("C33", "Contact suspended or changed", "such a change of family time is recorded", _LOCAL, None, 5),
	RuleSetting(
		"C34", "Serious health event or hospital", "T1 or R2, or such a fact is recorded", _LOCAL, None, 1,
	),
	RuleSetting("C35", "Complaint or request for an advocate", "such a fact is recorded", _LOCAL, None, 5),
	RuleSetting(
		"C36", "Child died", "care ends with E2", _LOCAL, None, 1, asks="the record is restricted",
	),
	RuleSetting(
		"C37", "Age reassessed or asylum-seeking status ended", "care ends with E15, or such a fact is recorded",
		_LOCAL, None, 1,
	),
	RuleSetting("C38", "Social work visit overdue", "a visit was not made in time", _LOCAL, None, 1, enabled=False),
	RuleSetting("C39", "Early review asked for by the IRO", "the IRO asks for it", _MUST),
	RuleSetting("C40", "Unregistered or other placement", "the placement becomes Z11, Z12, Z13 or Z14", _LOCAL, 20, 1),
	RuleSetting("C41", "Detained under the Mental Health Act", "such a fact is recorded", _LOCAL, 20, 1),
	RuleSetting(
		"ER-b", "A visit found the placement not to safeguard the child", "such a finding is recorded",
		_MUST, 20, 1, review_by_law=True,
	),
	RuleSetting(
		"ER-c", "Accommodation on remand or in detention is to end", "J1, J2 or J3 has an end date",
		_MUST, None, 1, before=True,
	),
	RuleSetting(
		"DR1", "Long section 20 accommodation", "V2 has lasted past the months set", _LOCAL, None, 5,
	),
	RuleSetting(
		"DR2", "Matter put off again and again", "several reviews put it off without a decision", _LOCAL, None, 5,
	),
	RuleSetting(
		"DR3", "Reports late again and again", "the report came late for several reviews in a row", _LOCAL, None, 5,
	),
	RuleSetting(
		"LS", "Other change of legal status", "the status moves to another group", _LOCAL, None, 5,
	),
	RuleSetting(
		"TI1", "Change of care plan proposed", "such a proposal is recorded", _LOCAL, None, 2,
		asks="decide whether an early review is needed",
	),
	RuleSetting("TI2", "Change in the birth family", "a significant one is recorded", _LOCAL, None, 5),
	RuleSetting("TI3", "Charge or youth justice referral", "such a fact is recorded", _LOCAL, None, 1),
	RuleSetting("TI4", "Panel decision on permanence", "such a decision is recorded", _LOCAL, None, 5),
)  # fmt: skip

DEFAULT_RULES: Mapping[str, RuleSetting] = MappingProxyType({row.rule: row for row in _TABLE})
"""The trigger table as shipped, by rule."""
