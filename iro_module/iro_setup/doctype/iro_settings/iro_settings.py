import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from iro_module.domain.working_days import FIRST_YEAR, LAST_YEAR
from iro_module.exceptions import NotAnAreaCode
from iro_module.iro_setup.areas import check_codes, codes_in
from iro_module.iro_setup.health import problems_of_the_policy


class IROSettings(Document):
	"""Limits, definitions and switches of the whole site."""

	def validate(self) -> None:
		self.keep_the_nightly_run()
		self.check_calendar_year()
		self.sort_days("closed_days")
		self.sort_days("open_days")
		self.check_areas()

	def onload(self) -> None:
		"""What an administrator has to do about limits and calendar, shown above the form."""
		self.set_onload("problems", problems_of_the_policy())

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

	def sort_days(self, fieldname: str) -> None:
		"""Each day once, in order of time."""
		days = {str(row.closed_on): row for row in self.get(fieldname)}
		self.set(fieldname, [days[day] for day in sorted(days)])
		for position, row in enumerate(self.get(fieldname), start=1):
			row.idx = position

	def check_areas(self) -> None:
		"""Codes as the records have them, one on a line; a council does not adjoin itself."""
		own, adjoining = codes_in(self.own_authority), codes_in(self.adjoining_authorities)
		check_codes(_("Own area"), own)
		check_codes(_("Adjoining areas"), adjoining)
		if len(own) > 1:
			frappe.throw(
				_("Own area: enter one code. Its neighbours go into Adjoining areas."), NotAnAreaCode
			)
		self.own_authority = own[0] if own else None
		self.adjoining_authorities = "\n".join(code for code in adjoining if code not in own)
