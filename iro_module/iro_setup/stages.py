"""The ladder of a challenge as a council starts with it. Made once; from then on the stages are the council's."""

import frappe

from iro_module.domain.escalation_ladder import DEFAULT_LADDER

DOCTYPE = "Escalation Stage"


def make_stages() -> None:
	"""The shipped ladder, on a site that has no stage. Idempotent."""
	if frappe.db.count(DOCTYPE):
		return
	for stage in DEFAULT_LADDER.stages:
		frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"stage_name": stage.title,
				"position": stage.number,
				"formal": int(stage.counts),
				"answered_by": stage.responder[:1].upper() + stage.responder[1:],
				"answer_within_working_days": stage.working_days,
				"enabled": 1,
			}
		).insert(ignore_permissions=True)
