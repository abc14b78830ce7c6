from frappe.utils import getdate

from iro_module.domain.conference_records import Protection, StrategyDiscussion
from iro_module.domain.conferences import conference_plan
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.happened import refuse_days_to_come
from iro_module.iro_setup.policy import policy_in_force

INITIAL = "Initial"


class ChildProtectionConference(CaseDocument):
	"""An initial or review conference about a child, who need not be looked after."""

	def validate(self) -> None:
		refuse_days_to_come(self, "strategy_discussion_on", "held_on")
		self.count_the_due_date()

	def count_the_due_date(self) -> None:
		"""The initial conference: counted from the strategy discussion, unless a day was entered."""
		if self.due_on or self.kind != INITIAL or not self.strategy_discussion_on:
			return
		discussion = StrategyDiscussion(getdate(self.strategy_discussion_on), started_enquiry=True)
		course = Protection(self.child, discussions=(discussion,))
		planned = conference_plan(course, today(), policy_in_force()).planned
		self.due_on = planned.due_on if planned else None
