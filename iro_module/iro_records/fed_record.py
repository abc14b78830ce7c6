"""The guard of every record that the council's system keeps: read on the desk, never written there."""

import frappe
from frappe import _

from iro_module.exceptions import KeptByTheFeed
from iro_module.iro_setup.case_document import CaseDocument


class FedRecord(CaseDocument):
	"""A record of the feed. Intake writes rows in bulk, or marks what the timetable saves with `flags.planned`."""

	def validate(self) -> None:
		if self.flags.planned:
			return
		frappe.throw(
			_(
				"{0} is kept by the council's records system. Correct it there; the change arrives here by itself."
			).format(_(self.doctype)),
			KeptByTheFeed,
		)
