"""Decisions of reviews and plans for permanence: what they prompt, and how decisions stand on a new day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import frappe

from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances.case import case_of
from iro_module.domain.decision_notices import decision_notices
from iro_module.domain.notices import Notice
from iro_module.domain.permanence import InCare, permanence_notices
from iro_module.domain.policy import Policy
from iro_module.domain.review_decisions import status
from iro_module.domain.timescales import reviews_held
from iro_module.iro_reviews import decisions
from iro_module.iro_reviews.decisions import FiledDecision
from iro_module.iro_reviews.permanence_record import Answer, answers


def load(names: Sequence[str]) -> dict[str, list[FiledDecision]]:
	"""The decisions in force of children."""
	return decisions.on_file(names)


def load_permanence(names: Sequence[str]) -> dict[str, list[Answer]]:
	"""Of each child: what completed reviews recorded of the plan for permanence."""
	return answers(names)


def prompts(
	history: CareHistory, filed: Iterable[FiledDecision], said: Sequence[Answer], on: date, policy: Policy
) -> tuple[Notice, ...]:
	"""What the reviewing officer is prompted about; nothing once the child has left care."""
	if history.current_period(on) is None:
		return ()
	of_child = [replace(one.decision, child_id=history.child_id) for one in filed]
	return (
		*decision_notices(of_child, on, policy),
		*permanence_notices(in_care(history, said, on, policy), on, policy),
	)


def in_care(history: CareHistory, said: Sequence[Answer], on: date, policy: Policy) -> InCare:
	"""The current period of care as the rule about permanence looks at it."""
	period = history.current_period(on)
	if period is None:
		return InCare(history.child_id, "", None)
	order = reviews_held(case_of(history, period, on, policy))
	record = period.record
	of_period = [one for one in said if one.on >= record.start_date]
	return InCare(
		history.child_id,
		period.name,
		record.start_date if record.start_known else None,
		order.days,
		order.missing + 1,
		min((one.since for one in of_period if one.since), default=None),
		min((one.on for one in of_period), default=None),
	)


def save(filed: Iterable[FiledDecision], on: date) -> None:
	"""Write how decisions stand, where a new day has changed it. `modified` stays, so open forms can be saved."""
	for one in filed:
		stands = status(one.decision, on).value
		if stands != one.status:
			frappe.db.set_value(decisions.DOCTYPE, one.decision.name, "status", stands, update_modified=False)
