"""What a save on the desk sets off: the child is planned again, in the same transaction."""

from frappe.model.document import Document

from iro_module.intake.planning import replan_children


def review_saved(doc: Document, _event: str | None = None) -> None:
	"""A person held, booked, cancelled or added a review. The planner's own writes set nothing off."""
	if not doc.flags.planned:
		replan_children([doc.child])


def child_saved(doc: Document, _event: str | None = None) -> None:
	"""A person allocated an IRO or set a flag."""
	if not doc.flags.planned:
		replan_children([doc.name])
