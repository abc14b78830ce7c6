import frappe

from iro_module.iro_reviews import decision_rules, progress
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children

KEPT_BY_THE_APP = (
	"status",
	"made_on",
	"proposal_note",
	"closed_on",
	"closed_by",
	"closed_because",
	"manager_response",
	"manager_responded_on",
	"manager_response_words",
)


class ReviewDecision(CaseDocument):
	"""A decision of a review: it lives across reviews until one of them, or the reviewing officer, closes it.

	`flags.by_the_service` marks a save of a review, a midway review or the closing of the decision itself.
	"""

	def check_if_latest(self) -> None:
		"""Lock the child's row, then the decision's own: the order in which everything that plans takes them."""
		lock_children([self.child])
		super().check_if_latest()

	def onload(self) -> None:
		"""Whoever carries a decision out is told whose it is, also where they do not reach the child's record."""
		if not frappe.has_permission("Looked After Child", "read", self.child):
			self.set_onload(
				"out_of_reach", frappe.db.get_value("Looked After Child", self.child, "full_name")
			)

	def validate(self) -> None:
		if not self.flags.by_the_service:
			self.keep_as_stored(KEPT_BY_THE_APP)
			decision_rules.keep_the_findings(self)
			decision_rules.check_the_review(self)
			decision_rules.keep_what_was_decided(self)
		progress.check(self)
		decision_rules.say_how_it_stands(self)
