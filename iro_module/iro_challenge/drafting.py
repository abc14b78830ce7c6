"""From what a midway review found to a draft of a challenge, which stays with the service until it is sent."""

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.wording import in_words
from iro_module.iro_records.acting import refuse_unless_acting

ESCALATION, MIDWAY = "IRO Escalation", "Midway Review"
NOT_DONE = ("not done", "not discussed")


@frappe.whitelist(methods=["POST"])
def draft_from_midway(midway: str) -> str:
	"""The draft of this midway review's challenge, made if there is none yet; returns its name.

	Raises PermissionError where the user may not read the midway review, or does not act for the child.
	"""
	doc = frappe.get_doc(MIDWAY, midway)
	doc.check_permission("read")
	frappe.has_permission(ESCALATION, "create", throw=True)
	refuse_unless_acting(doc.child)
	standing = frappe.get_list(ESCALATION, filters={"midway": doc.name}, pluck="name", limit_page_length=1)
	if standing:
		return standing[0]
	draft = frappe.new_doc(ESCALATION)
	draft.update({"child": doc.child, "midway": doc.name, "what_is_wrong": _what_is_wrong(doc)})
	return draft.insert().name


def _what_is_wrong(midway) -> str:
	"""What was written at the midway review, and the decisions found not done there."""
	lines = [(midway.agreed_action or "").strip()]
	not_done = [row for row in midway.looked_at if row.outcome in NOT_DONE]
	if not_done:
		found_on = in_words(getdate(midway.held_on)) if midway.held_on else _("the midway review")
		lines.append(_("Decisions not carried out, as found on {0}:").format(found_on))
		lines.extend(
			f"- {row.decision_text}" + (f" ({row.because})" if row.because else "") for row in not_done
		)
	return "\n".join(line for line in lines if line)
