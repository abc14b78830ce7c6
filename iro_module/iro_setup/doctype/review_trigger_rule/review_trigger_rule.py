import frappe
from frappe import _

from iro_module.domain import policy
from iro_module.exceptions import LooserThanShipped
from iro_module.iro_setup.shipped_row import ShippedRow
from iro_module.iro_setup.trigger_rules import SHIPPED_FIELDS, own_limit, shipped_values


class ReviewTriggerRule(ShippedRow):
	"""One row of the trigger table: when, then, by when, in use or not."""

	def validate(self) -> None:
		self.take_the_shipped_words()
		self.refuse_looser_limits()

	def take_the_shipped_words(self) -> None:
		"""What a rule says and who asks for it is the app's to say."""
		shipped = shipped_values(self.shipped)
		for fieldname in SHIPPED_FIELDS:
			self.set(fieldname, shipped[fieldname])

	def refuse_looser_limits(self) -> None:
		"""Limits may be made tighter only, and a rule of law stays on."""
		try:
			policy.tightened(
				self.shipped,
				own_limit(self.review_within_working_days, self.shipped.review_within),
				own_limit(self.tell_within_working_days, self.shipped.tell_within),
				bool(self.enabled),
			)
		except policy.LooserThanShippedError as looser:
			frappe.throw(_("{0}. Enter a number within that range.").format(str(looser)), LooserThanShipped)

	@property
	def shipped(self) -> policy.RuleSetting:
		if self.rule not in policy.DEFAULT_RULES:
			frappe.throw(
				_(
					"{0} is not a rule of this app. The rules are made on installation; edit one of those."
				).format(self.rule),
				LooserThanShipped,
			)
		return policy.DEFAULT_RULES[self.rule]
