"""What the site answers about its open reviews and standing notices; the same JSON as any other platform."""

from typing import Any

import frappe

from iro_module.contract.answers import answer, gap_answer, notice_answer, review_answer
from iro_module.intake.planning import compose, load
from iro_module.intake.prompts_on_file import OPEN, notice_from_row
from iro_module.intake.reviews_on_file import planned_from_row
from iro_module.intake.transactions import begin_read_committed
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.policy import policy_in_force

CHUNK = 500


def planned_reviews() -> dict[str, Any]:
	"""All children of the site, in chunks; reads only."""
	begin_read_committed()
	on, policy = today(), policy_in_force()
	reviews, notices, incomplete = [], [], []
	names = frappe.get_all("Looked After Child", pluck="name", order_by="name", limit_page_length=0)
	for start in range(0, len(names), CHUNK):
		loaded = load(names[start : start + CHUNK])
		for name, child in loaded.children.items():
			for row in loaded.reviews.get(name, []):
				planned = planned_from_row(row)
				if planned:
					reviews.append(review_answer(child.child_id, planned, row.booked_on, on))
			for row in loaded.prompts.get(name, []):
				if row.state == OPEN:
					notices.append(notice_answer(notice_from_row(child.child_id, row)))
			if child.incomplete:
				gaps = compose(loaded, name, on, policy).plan.gaps
				incomplete.extend(gap_answer(child.child_id, gap) for gap in gaps)
		frappe.db.rollback()
	return answer(on, reviews, notices, incomplete)
