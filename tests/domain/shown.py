"""What a plan says, in short plain values that a table of cases can be compared with."""

from iro_module.domain.circumstances import Change
from iro_module.domain.review_plan import Plan
from tests.domain.story import Story

T3 = ("T3", "2026-07-12", "must")
"""The next review of `settled_child` for its own sake."""


def settled_child(status: str = "C2", kind: str = "U6", **placement: object) -> Story:
	"""Looked after since January 2025, with one carer, last reviewed on Monday 12 January 2026."""
	return (
		Story()
		.period("2025-01-06", reviews_complete=False)
		.status("2025-01-06", status)
		.reviewed("2026-01-12")
		.placed("2025-01-06", kind, "OLD", **{"reason_new_episode": "S", "carer_id": "F-1", **placement})
	)


def moved(
	to: str = "U6",
	on: str = "2026-03-02",
	*,
	status: str = "C2",
	kind: str = "U6",
	old: dict[str, object] | None = None,
	**new: object,
) -> Story:
	"""`settled_child` after a move to another carer on Monday 2 March 2026, or as the values say."""
	story = settled_child(status, kind, **{"end_date": on, **(old or {})})
	return story.placed(on, to, "NEW", **{"reason_new_episode": "P", "carer_id": "F-2", **new})


def reasons(planned: Plan) -> list[tuple[str, str, str]]:
	"""Rule, due date and authority of each reason of the planned review, in the order of its basis."""
	return [
		(one.rule, one.due_on.isoformat(), one.authority.value)
		for review in planned.reviews
		for one in review.basis
	]


def rules(planned: Plan) -> list[str]:
	"""The rules of the changes found, settled or not."""
	return [one.rule for one in planned.changes]


def change(planned: Plan, rule: str) -> Change:
	"""The one change under that rule."""
	(found,) = [one for one in planned.changes if one.rule == rule]
	return found


def told(planned: Plan) -> list[tuple[str, str, str]]:
	"""Rule, whom to tell and by when, of each notice."""
	return [(one.rule, one.tell, one.tell_by.isoformat()) for one in planned.notices]


def words(planned: Plan, rule: str) -> str:
	"""What the first reason under that rule says of the change."""
	return next(one.reason for review in planned.reviews for one in review.basis if one.rule == rule)
