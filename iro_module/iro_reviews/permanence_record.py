"""The plan for permanence as the reviews of a period of care tell it.

It is asked for at the second review of a period, and at each later one while there is none.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe.utils import getdate

from iro_module.domain.care_events import LOOKED_AFTER_TRACK
from iro_module.iro_reviews.statuses import COMPLETED
from iro_module.iro_setup.policy import policy_in_force

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

IN_PLACE = "In place"


@dataclass(frozen=True, slots=True)
class Answer:
	"""What a review completed on a day recorded of the plan. since: the day from which it is in place; None if not."""

	on: date
	since: date | None


def answers(children: Sequence[str]) -> dict[str, list[Answer]]:
	"""Of each child, in order: what completed reviews recorded of the plan for permanence."""
	found: dict[str, list[Answer]] = defaultdict(list)
	if not children:
		return found
	table = frappe.qb.DocType("IRO Review")
	rows = (
		frappe.qb.from_(table)
		.where(
			table.child.isin(list(children))
			& (table.status == COMPLETED)
			& (table.track == LOOKED_AFTER_TRACK)
			& (table.permanence_plan != "")
			& table.completed_on.isnotnull()
		)
		.select(table.child, table.completed_on, table.permanence_plan, table.permanence_plan_on)
		.orderby(table.completed_on)
		.for_update()
		.run(as_dict=True)
	)
	for row in rows:
		in_place = row.permanence_plan == IN_PLACE
		since = (row.permanence_plan_on or row.completed_on) if in_place else None
		found[row.child].append(Answer(row.completed_on, since))
	return found


def is_asked(review: "IROReview") -> bool:
	"""Whether this review has to say how the plan for permanence stands."""
	if review.change_only or (review.sequence or 0) < policy_in_force().permanence_by_review:
		return False
	began = _period_began(review)
	return not any(one.since and one.on >= began for one in answers([review.child])[review.child])


def _period_began(review: "IROReview") -> date:
	"""The start of the period of care in which the review is held; the earliest day there is, where none is known."""
	day = getdate(review.completed_on or review.due_on)
	rows = frappe.get_all(
		"Period of Care",
		filters={"child": review.child, "voided": 0, "start_date": ("<=", day)},
		order_by="start_date desc",
		limit=1,
		pluck="start_date",
	)
	return getdate(rows[0]) if rows else date.min
