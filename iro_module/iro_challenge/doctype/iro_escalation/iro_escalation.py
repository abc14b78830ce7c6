import frappe
from frappe import _

from iro_module.exceptions import EscalationGoesForward, EscalationIncomplete
from iro_module.iro_challenge import answering
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.happened import refuse_another_childs, refuse_days_to_come

DRAFT, CLOSED, WITHDRAWN = "Draft", "Closed", "Withdrawn"
OVER = frozenset({CLOSED, WITHDRAWN})


class IROEscalation(CaseDocument):
	"""A challenge of the reviewing service, informal or formal. A draft is private to the service."""

	def validate(self) -> None:
		self.keep_who_raised_it()
		answering.refuse_own_answer(self)
		self.go_forward_only()
		refuse_days_to_come(self, "raised_on", "cafcass_on", "closed_on")
		refuse_another_childs(self, "review", "decision", "midway")
		for step in self.steps:
			refuse_days_to_come(step, "sent_on", "answered_on", "accepted_on")
		self.check_what_it_says()
		self.child_title = frappe.db.get_value("Looked After Child", self.child, "full_name")

	def keep_who_raised_it(self) -> None:
		"""The user who wrote it; raised on the day it leaves the service, unless another is entered."""
		if self.is_new():
			self.raised_by = frappe.session.user
		else:
			self.keep_as_stored(["raised_by"])
		if self.state == DRAFT:
			self.raised_on = None
		elif not self.raised_on:
			self.raised_on = today()

	def go_forward_only(self) -> None:
		before = self.was("state")
		if before in OVER:
			frappe.throw(
				_("This challenge is over ({0}) and is not written over. Raise another one.").format(
					_(before)
				),
				EscalationGoesForward,
			)
		if before and before != DRAFT and self.state == DRAFT:
			frappe.throw(
				_("State: what has left the reviewing service is no draft again. Withdraw it instead."),
				EscalationGoesForward,
			)

	def check_what_it_says(self) -> None:
		if self.state == DRAFT:
			return
		if self.state != WITHDRAWN and not (self.what_is_wrong or "").strip():
			self.refuse("what_is_wrong")
		if self.state == CLOSED:
			if not self.outcome:
				self.refuse("outcome")
			self.closed_on = self.closed_on or today()

	def refuse(self, fieldname: str) -> None:
		frappe.throw(
			_("{0}: fill this in before the challenge is {1}.").format(
				frappe.bold(_(self.meta.get_label(fieldname))), _(self.state).lower()
			),
			EscalationIncomplete,
		)

	def save_version(self) -> None:
		"""The history begins when the challenge leaves the service: drafts of its words stay private to it."""
		if self.was("state") not in (None, DRAFT):
			super().save_version()
