import frappe
from frappe import _

from iro_module.exceptions import MidwayClosed, SetByThePlan
from iro_module.iro_reviews import midway_record
from iro_module.iro_reviews.midway_record import HELD, NO_LONGER_NEEDED, PLANNED
from iro_module.iro_setup.planned_document import PlannedDocument

SET_BY_THE_PLAN = (
	"due_on",
	"counted",
	"last_review_on",
	"next_review_due_on",
	"dropped_because",
	"raised_by_plan",
)


class MidwayReview(PlannedDocument):
	"""A short look at plan and decisions half way between two reviews; planned by itself, held by people."""

	def validate(self) -> None:
		if not self.flags.planned:
			self.refuse_writing_over_a_closed_one()
			self.refuse_what_the_plan_sets()
			self.keep_as_stored(SET_BY_THE_PLAN)
		if self.state != NO_LONGER_NEEDED:
			midway_record.bring_in_the_decisions(self)
		if not self.flags.planned:
			midway_record.check(self)
		self.child_title = frappe.db.get_value("Looked After Child", self.child, "full_name")
		self.open_key = self.child if self.state == PLANNED else None

	def on_update(self) -> None:
		if self.state == HELD and self.was("state") != HELD:
			midway_record.write_findings(self)

	def refuse_writing_over_a_closed_one(self) -> None:
		if self.was("state") in (HELD, NO_LONGER_NEEDED):
			frappe.throw(
				_(
					"This midway review is closed ({0}) and is not written over. Add a comment instead."
				).format(_(self.was("state"))),
				MidwayClosed,
			)

	def refuse_what_the_plan_sets(self) -> None:
		if self.is_new():
			frappe.throw(_("Midway reviews are planned by the timetable."), SetByThePlan)
		if self.state == NO_LONGER_NEEDED:
			frappe.throw(
				_(
					"Only the timetable finds a midway review no longer needed. Held on: leave it empty if it"
					" was not held."
				),
				SetByThePlan,
			)
