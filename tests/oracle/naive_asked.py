"""The reviews that changes demand."""

from datetime import date

from iro_module.domain.settling import Ruling
from tests.oracle.naive_dates import days_later, months_earlier
from tests.oracle.naive_days import comes_of_age, end_of
from tests.oracle.naive_settled import looked_at
from tests.oracle.naive_view import Change, Demand, View

KIND = "change_of_circumstances"
ENDS_A_PLACEMENT = {"C02", "C03", "C04", "C17"}
"""A placement is only ended following a review (reg 14(1)), whatever the reason."""


def falls_in_care(view: View, demand: Demand) -> bool:
	"""Before the day care ends; a first review due on that very day was due, but never on the 18th birthday."""
	end = end_of(view.period, view.child)
	if end is None or demand.due_on < end:
		return True
	return demand.rule == "T1" and demand.due_on == end and end != comes_of_age(view.child)


def asked_by_changes(
	view: View, found: list[Change], timetable: list[Demand], early: list[Demand]
) -> list[Demand]:
	"""Every demand of every change that falls in care, as the IRO's decisions leave them.

	early: what the IRO asked for; a day that the IRO set about a change is judged by that, too.
	"""
	wanted: list[tuple[Change, Demand]] = []
	for change in found:
		wanted += [(change, demand) for demand in _asked(view, change, timetable)]
	others = timetable + [demand for _, demand in wanted]
	by_law = [one.due_on for one in others if one.authority == "must" and falls_in_care(view, one)]
	by_law += [one.due_on for one in early]
	left = []
	for change, demand in wanted:
		decision = change.decision
		if demand.authority == "must" or decision is None:
			left.append(demand)
		elif decision.ruling is Ruling.BY and decision.by is not None:
			if not by_law or decision.by <= min(by_law):
				demand.due_on = decision.by
			left.append(demand)
		elif decision.ruling is not Ruling.NO_REVIEW:
			left.append(demand)
	return [demand for demand in left if falls_in_care(view, demand)]


def must_come_before(change: Change) -> bool:
	"""Whether the law asks for a review before a change that has not come yet."""
	if not change.ahead:
		return False
	if change.rule == "C23":
		return change.by_law is True
	return change.rule in ENDS_A_PLACEMENT | {"C12", "C15"}


def _asked(view: View, change: Change, timetable: list[Demand]) -> list[Demand]:
	rule = view.settings.policy.rules[change.rule]
	if change.rule == "C16":
		return _adoptive_placement_ended(view, change)
	if change.settled:
		return []
	before = view.settings.day_before(change.on)
	if change.rule in ("C21", "ER-c"):
		return _before_release(view, change, timetable)
	if change.rule == "C27":
		return _last_review(view, change, timetable)
	if must_come_before(change):
		return [Demand(change.rule, "must", KIND, before, change.on)]
	if (
		change.ahead
		and rule.enabled
		and (change.rule == "C25" or (change.rule == "C23" and change.by_law is None))
	):
		return [Demand(change.rule, "should", KIND, before, change.on)]
	if rule.review_within is None or not (rule.enabled or change.rule == "ER-b"):
		return []
	return _within(view, change, rule.review_within)


def _within(view: View, change: Change, count: int) -> list[Demand]:
	"""So many working days after it. Ten by law for a child placed with parents who were not assessed (reg 19)."""
	due = view.settings.working_days(change.on, count)
	if change.rule != "C17" or not change.by_law:
		return [Demand(change.rule, "local", KIND, due, change.on)]
	law = view.settings.working_days(change.on, 10)
	found = [Demand(change.rule, "must", KIND, law, change.on)]
	if count < 10:
		found.append(Demand(change.rule, "local", KIND, due, change.on))
	return found


def _before_release(view: View, change: Change, timetable: list[Demand]) -> list[Demand]:
	"""Reg 33(3)(c) and (d): before the day, if no review would fall before it; C21 also ten days before, locally."""
	found = []
	if not any(one.due_on < change.on and one.authority == "must" for one in timetable):
		found.append(Demand(change.rule, "must", KIND, view.settings.day_before(change.on), change.on))
	if change.rule == "C21":
		count = view.settings.policy.release_review_working_days
		found.append(Demand("C21", "local", KIND, view.settings.day_before(change.on, count), change.on))
	return found


def _adoptive_placement_ended(view: View, change: Change) -> list[Demand]:
	"""One review soon, and one not before day 28 and not after day 42."""
	policy = view.settings.policy
	if change.ahead or not policy.rules["C16"].enabled:
		return []
	found = []
	if not change.settled:
		due = view.settings.working_days(change.on, policy.rules["C16"].review_within or 0)
		found.append(Demand("C16", "local", KIND, due, change.on))
	first: date = days_later(change.on, policy.adoption_ended_from_days)
	ruled_out = date.min
	if change.decision and change.decision.ruling is Ruling.NOT_CONSIDERED and change.decision.review_on:
		ruled_out = change.decision.review_on
	held = [review for review in view.child.reviews if review.on >= first and review.on > ruled_out]
	if not any(looked_at(review, change.names) for review in held):
		due = days_later(change.on, policy.adoption_ended_to_days)
		found.append(Demand("C16", "local", KIND, due, change.on, None, first))
	return found


def _last_review(view: View, change: Change, timetable: list[Demand]) -> list[Demand]:
	"""Where the council plans it: the last review some months before the 18th birthday."""
	policy = view.settings.policy
	months = policy.last_review_before_18_months
	due = months_earlier(change.on, months)
	if not policy.plan_last_review:
		return []
	if any(review.on >= months_earlier(due, months) for review in view.child.reviews):
		return []
	if any(one.due_on <= due for one in timetable):
		return []
	return [Demand("C27", "local", KIND, due, change.on)]
