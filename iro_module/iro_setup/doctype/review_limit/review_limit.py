import frappe
from frappe import _
from frappe.utils import cint

from iro_module.domain.limits import LIMITS, Limit
from iro_module.domain.policy import LimitRefusedError, LooserThanShippedError, Policy
from iro_module.exceptions import LimitRefused, LooserThanShipped
from iro_module.iro_setup.limits import SHIPPED_FIELDS, limits_on_file, shipped_values
from iro_module.iro_setup.shipped_row import ShippedRow


class ReviewLimit(ShippedRow):
	"""One number of the rules, as the council sets it: the law's may only be tighter, a default is free."""

	def validate(self) -> None:
		self.take_the_shipped_words()
		self.refuse_what_the_rules_refuse()
		self.differs = int(cint(self.value) != self.shipped.value)

	def take_the_shipped_words(self) -> None:
		"""What a limit is, and who asks for it, is the app's to say."""
		shipped = shipped_values(self.shipped)
		for fieldname in SHIPPED_FIELDS:
			self.set(fieldname, shipped[fieldname])

	def refuse_what_the_rules_refuse(self) -> None:
		"""The rules look at all limits together, so that those which belong together are judged together."""
		try:
			Policy(**{**limits_on_file(), self.limit_name: cint(self.value)})
		except LooserThanShippedError as looser:
			frappe.throw(
				_("{0}. The council's own limit may be tighter, never looser.").format(str(looser)),
				LooserThanShipped,
			)
		except LimitRefusedError as refused:
			frappe.throw(_("{0}.").format(str(refused)), LimitRefused)

	@property
	def shipped(self) -> Limit:
		if self.limit_name not in LIMITS:
			frappe.throw(
				_(
					"{0} is not a limit of this app. The limits are made on installation; edit one of those."
				).format(self.limit_name),
				LimitRefused,
			)
		return LIMITS[self.limit_name]
