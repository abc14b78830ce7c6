"""Reading a review to change it: the child's row locked first, as everything that plans does."""

import frappe

from iro_module.iro_setup.child_lock import lock_children


def locked(review: str):
	"""The review as it stands now, its child and itself locked. The caller checks the permission."""
	child = frappe.db.get_value("IRO Review", review, "child")
	lock_children([child])
	return frappe.get_doc("IRO Review", review, for_update=True)
