"""A review completed as it should be: everything that is asked for, said."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from typing import Any

SOON = timedelta(days=20)
"""Until the next review: early enough for every limit that a review just held can start."""


def held_on_record(meetings: list[Any], attendance: list[Any], on: str) -> tuple[list[Any], list[Any]]:
	"""The rows with a meeting on that day, where there is none, and with somebody who came to each meeting."""
	days = [str(row.get("held_on")) for row in meetings]
	if on not in days:
		days, meetings = [*days, on], [*meetings, {"held_on": on, "mode": "In person"}]
	came = [
		str(row.get("meeting_on")) for row in attendance if row.get("attended") in ("Throughout", "In part")
	]
	carer = {"person": "The carer", "person_role": "Carer", "attended": "Throughout"}
	return meetings, [*attendance, *({**carer, "meeting_on": day} for day in days if day not in came)]


COMPLETE = (
	"from typing import Any\n"
	+ inspect.getsource(held_on_record)
	+ """
from frappe.utils import getdate
from iro_module.domain.review_decisions import Occasion
from iro_module.iro_reviews import decision_looks
frappe.set_user(user)
doc = frappe.get_doc("IRO Review", review)
rows = held_on_record(doc.meetings, doc.attendance, values["completed_on"])
doc.update({**values, "meetings": rows[0], "attendance": rows[1]})
if doc.track != "secure_panel":
	decision_looks.fill(doc, Occasion.REVIEW)
	for row in doc.looked_at:
		row.outcome = row.outcome or "on track"
if doc.statutory_due_on and getdate(doc.statutory_due_on) < getdate(doc.completed_on):
	doc.lateness_kind = doc.lateness_kind or frappe.get_all("Lateness Reason", order_by="position", pluck="name")[0]
	doc.lateness_reason = doc.lateness_reason or "The carer was ill."
doc.save()
"""
)
"""Run on the site with `user`, `review` (its name) and `values`."""


def ready(on: date, *earlier: date, **more: Any) -> dict[str, Any]:
	"""The values with which a review of a child aged 4 or over is completed on that day; `more` overrides.

	earlier: the days of earlier meetings of the same review.
	"""
	before = [{"held_on": day.isoformat(), "mode": "In person"} for day in earlier]
	meetings, attendance = held_on_record(before, [], on.isoformat())
	values = {
		"meetings": meetings,
		"attendance": attendance,
		"status": "Completed",
		"completed_on": on,
		"child_attendance": "was there throughout",
		"child_spoke": 1,
		"participation_code": "PN1",
		"spoken_to_privately": "Yes",
		"permanence_plan": "In place",
		"permanence_plan_on": on,
		"permanence_route": "Long-term foster care",
		"next_meeting_on": on + SOON,
		**more,
	}
	return {field: value.isoformat() if isinstance(value, date) else value for field, value in values.items()}
