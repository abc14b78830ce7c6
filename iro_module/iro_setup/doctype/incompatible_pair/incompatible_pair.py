import frappe
from frappe import _
from frappe.model.document import Document

from iro_module.exceptions import PairIncomplete
from iro_module.iro_setup.people import holders
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER


class IncompatiblePair(Document):
	"""A reviewing officer and a member of staff who are not to work on the same child, for as long as it says.

	Allocations and cover are refused; a child to whom it comes about through the feed is flagged.
	"""

	def validate(self) -> None:
		self.check_the_officer()
		self.check_the_other()

	def check_the_officer(self) -> None:
		if self.has_value_changed("iro") and self.iro not in holders(REVIEWING_OFFICER, IRO_MANAGER):
			frappe.throw(
				_("Reviewing officer: this user is not a reviewing officer. Choose another."), PairIncomplete
			)

	def check_the_other(self) -> None:
		if not (self.staff_id or "").strip() and not self.user:
			frappe.throw(_("Name the member of staff, by staff id or by user."), PairIncomplete)
		if self.user == self.iro:
			frappe.throw(
				_("The pair is one person: choose as user somebody other than the reviewing officer."),
				PairIncomplete,
			)
