import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.exceptions import PeriodTurnedRound
from iro_module.iro_setup.happened import refuse_days_to_come


class IROServiceReport(Document):
	"""A report of the reviewing service about a quarter, half a year or a year."""

	def validate(self) -> None:
		refuse_days_to_come(self, "issued_on")
		if getdate(self.to_on) < getdate(self.from_on):
			frappe.throw(_("To: enter a day on or after the first day of the period."), PeriodTurnedRound)
