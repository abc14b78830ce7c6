"""Closer oversight of a child: set and ended by whoever acts for the child, with a reason; the server keeps the day."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from iro_module.exceptions import OversightIntervalWrong, OversightReasonMissing
from iro_module.iro_records.acting import refuse_unless_acting
from iro_module.iro_setup.clock import today

FIELDS = ("closer_oversight", "oversight_reason", "oversight_check_days", "oversight_review_months")
"""What people set."""
_MOST = {"oversight_check_days": 365, "oversight_review_months": 12}


def check(child: Any) -> None:
	"""Validate what was set on the child's form. `child` is the document being saved, its row under lock.

	Raises NotActingForChild, OversightReasonMissing or OversightIntervalWrong.
	"""
	if all((child.get(name) or None) == (child.was(name) or None) for name in FIELDS):
		return
	refuse_unless_acting(child.name)
	if not child.closer_oversight:
		child.update(dict.fromkeys((*FIELDS, "oversight_since")))
		child.closer_oversight = 0
		return
	if not (child.oversight_reason or "").strip():
		frappe.throw(_("Say in Why what closer oversight of this child is for."), OversightReasonMissing)
	for name, most in _MOST.items():
		if not 0 <= cint(child.get(name)) <= most:
			label = _(child.meta.get_label(name))
			frappe.throw(
				_("{0} is a number from 1 to {1}, or empty.").format(label, most), OversightIntervalWrong
			)
	if not child.was("closer_oversight"):
		child.oversight_since = today()
