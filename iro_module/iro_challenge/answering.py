"""Who answers an escalation: never the person who raised it (IRO Handbook, chapter 6)."""

import frappe
from frappe import _

from iro_module.exceptions import AnswersOwnChallenge
from iro_module.iro_setup.case_document import CaseDocument

ANSWER = ("answer", "answered_on")


def refuse_own_answer(escalation: CaseDocument) -> None:
	"""Raises AnswersOwnChallenge where a stage goes to the person who raised it, or that person writes its answer."""
	stored = escalation.get_doc_before_save()
	before = {row.name: row for row in stored.steps} if stored else {}
	for row in escalation.steps:
		if row.sent_to and row.sent_to == escalation.raised_by:
			_refuse(row.idx, _("was sent to the person who raised the escalation"))
		was = before.get(row.name)
		if frappe.session.user == escalation.raised_by and any(
			(row.get(field) or "") != ((was.get(field) if was else None) or "") for field in ANSWER
		):
			_refuse(row.idx, _("is answered by the person who raised the escalation"))


def _refuse(stage: int, why: str) -> None:
	frappe.throw(
		_(
			"Stage {0} {1}. Choose the manager to whom it went, and let that manager or the IRO Manager answer."
		).format(stage, why),
		AnswersOwnChallenge,
	)
