import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.exceptions import AllocationDateWrong, NothingIsDeleted
from iro_module.iro_records import absence_rules
from iro_module.iro_setup.clock import today


class IROAbsence(Document):
	"""A reviewing officer is away, and somebody covers. The children stay allocated as they are.

	Arrangements only: no reason for the absence is kept.
	"""

	def validate(self) -> None:
		absence_rules.refuse_wrong_dates(self)
		self.check_children_told()
		if not self.cancelled and self.arranges_anew():
			absence_rules.refuse_unfit_cover(self)
			absence_rules.refuse_overlaps(self)
			absence_rules.refuse_dependent_cover(self)

	def arranges_anew(self) -> bool:
		"""Whether who, when or by whom has changed: later notes on it are not judged by who has left since."""
		return any(
			self.has_value_changed(name) for name in ("iro", "covering_iro", "from_on", "to_on", "cancelled")
		)

	def on_trash(self) -> None:
		frappe.throw(_("Absences are kept. Tick Cancelled instead."), NothingIsDeleted)

	def check_children_told(self) -> None:
		for row in self.children_told:
			if row.told_on and getdate(row.told_on) > today():
				frappe.throw(
					_("Told on cannot be in the future (row {0}).").format(row.idx), AllocationDateWrong
				)
