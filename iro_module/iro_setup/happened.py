"""What happened lies behind us: days entered as past, and documents of one child that point to each other."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from iro_module.domain.wording import in_words
from iro_module.exceptions import AnotherChild, StillToCome
from iro_module.iro_setup.clock import today


def refuse_days_to_come(doc: Document, *fieldnames: str) -> None:
	"""Raises StillToCome where a day on which something happened lies ahead. Empty fields pass."""
	for fieldname in fieldnames:
		day = doc.get(fieldname)
		if day and getdate(day) > today():
			message = _("{0}: {1} is still to come. Enter the day on which it happened.")
			label = _(doc.meta.get_label(fieldname))
			frappe.throw(message.format(frappe.bold(label), in_words(getdate(day))), StillToCome)


def refuse_another_childs(doc: Document, *fieldnames: str) -> None:
	"""Raises AnotherChild where a link leads to a document of another child than this one's."""
	for fieldname in fieldnames:
		if not doc.get(fieldname):
			continue
		doctype = doc.meta.get_field(fieldname).options
		if frappe.db.get_value(doctype, doc.get(fieldname), "child") != doc.child:
			label = _(doc.meta.get_label(fieldname))
			frappe.throw(
				_("{0}: this one belongs to another child. Choose one of this child's.").format(
					frappe.bold(label)
				),
				AnotherChild,
			)
