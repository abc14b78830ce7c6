"""What the record of a visit or conversation must say, and who writes it."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from iro_module.exceptions import NotActingForChild, NotAloneReasonMissing, SeenHowMissing
from iro_module.iro_records.acting import acts_for

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_visit.iro_visit import IROVisit

WITH_THE_CHILD = frozenset({"Visit", "Phone or video call", "Observation"})
"""Kinds at which the child was seen or spoken to, or should have been."""
WITH_OTHERS = "Spoken to with others"


def keep_who(visit: "IROVisit") -> None:
	"""By whom: the user, unless another who acts for the child is named. It is amended by its writer, or by them."""
	user = frappe.session.user
	if visit.is_new():
		visit.by_whom = visit.by_whom or user
		if visit.by_whom != user and not acts_for(visit.by_whom, visit.child):
			frappe.throw(
				_("By: choose yourself, or the person of the reviewing service who acts for this child."),
				NotActingForChild,
			)
		return
	visit.keep_as_stored(["by_whom"])
	if user not in (visit.owner, visit.by_whom) and not acts_for(user, visit.child):
		frappe.throw(
			_("A visit is amended by who wrote it or acts for this child. Record one of your own instead."),
			NotActingForChild,
		)


def check_how_seen(visit: "IROVisit") -> None:
	"""Whether the child was spoken to, and why not alone; filled in later where a brother or sister was seen, too."""
	if visit.kind in WITH_THE_CHILD and not visit.with_child and not visit.flags.to_be_written_up:
		frappe.throw(
			_("The child: choose whether the child was spoken to, alone or with others, or seen."),
			SeenHowMissing,
		)
	if visit.with_child != WITH_OTHERS:
		visit.not_alone_because = None
	elif not (visit.not_alone_because or "").strip():
		frappe.throw(
			_("Why not alone: say in a few words why the child was not spoken to alone."),
			NotAloneReasonMissing,
		)
