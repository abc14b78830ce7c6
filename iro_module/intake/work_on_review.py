"""Whether work on an open review has begun: then the plan neither resets nor withdraws it, and the IRO decides.

A booking, the talk that plans it and consultation documents that went out are no work: nothing of them is lost when the
review becomes the next one. What came in, what was shared, written, decided or held belongs to this review.
"""

MEETINGS = ("status IN ('In Progress', 'Adjourned')", "first_meeting_on IS NOT NULL")
PAPERS = ("report_received_on", "report_shared_child_on", "report_shared_parent_on", "report_shared_carer_on")
WRITTEN = (
	"participation_code", "spoken_to_privately", "child_attendance", "views_made_a_difference",
	"permanence_plan", "plan_meets_needs", "judgement",
)  # fmt: skip
AGENDA = ("childs_view", "working_well", "worry", "decision", "not_discussed_because")

_ELSEWHERE = (
	"SELECT 1 FROM `tabReview Consultation` WHERE review = `tabIRO Review`.name AND returned_on IS NOT NULL",
	"SELECT 1 FROM `tabReview Decision` WHERE review = `tabIRO Review`.name AND status <> 'superseded'",
	"SELECT 1 FROM `tabDecision Look` WHERE parent = `tabIRO Review`.name AND outcome > ''",
	"SELECT 1 FROM `tabIRO Review Agenda Item` WHERE parent = `tabIRO Review`.name"
	f" AND CONCAT_WS('', {', '.join(AGENDA)}) > ''",
)

BEGUN = " OR ".join(
	(
		*MEETINGS,
		*(f"{field} IS NOT NULL" for field in PAPERS),
		*(f"{field} > ''" for field in WRITTEN),
		*(f"EXISTS ({found})" for found in _ELSEWHERE),
	)
)
"""The question in SQL, of a row of IRO Review."""
