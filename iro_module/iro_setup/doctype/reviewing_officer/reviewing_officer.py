import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from iro_module.exceptions import WorkingTimeWrong


class ReviewingOfficer(Document):
	"""The working time of a reviewing officer, and whether new children can be allocated."""

	def validate(self) -> None:
		if not 0 <= flt(self.full_time_equivalent) <= 1:
			frappe.throw(
				_("Full-time equivalent is a number from 0 to 1: 1 is full time, 0.5 half."), WorkingTimeWrong
			)
