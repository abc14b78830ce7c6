import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from iro_module.domain.working_days import FIRST_YEAR, LAST_YEAR


class IROSettings(Document):
	"""Limits, definitions and switches of the whole site."""

	def validate(self) -> None:
		self.keep_the_nightly_run()
		self.check_calendar_year()
		self.sort_closed_days()

	def keep_the_nightly_run(self) -> None:
		"""When the nightly run finished is written by the run alone."""
		self.nightly_run_at = frappe.db.get_singles_dict("IRO Settings").get("nightly_run_at")

	def check_calendar_year(self) -> None:
		if not FIRST_YEAR <= cint(self.calendar_confirmed_until) <= LAST_YEAR:
			frappe.throw(
				_("Bank holidays confirmed up to the end of: enter a year from {0} to {1}.").format(
					FIRST_YEAR, LAST_YEAR
				)
			)

	def sort_closed_days(self) -> None:
		"""Each day once, in order of time."""
		days = {str(row.closed_on): row for row in self.closed_days}
		self.closed_days = [days[day] for day in sorted(days)]
		for position, row in enumerate(self.closed_days, start=1):
			row.idx = position
