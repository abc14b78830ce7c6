"""A timetable's own reasons: the law's date, and before it a tighter one of the council's own."""

from datetime import date

from iro_module.domain.policy import Authority, Policy
from iro_module.domain.reasons import (
	Counted,
	Kind,
	Reason,
	Timetable,
	days_after,
	months_after,
	working_days_after,
)


def limited_working_days(
	policy: Policy, name: str, start: date, rule: str, kind: Kind, timetable: Timetable, words: str
) -> list[Reason]:
	"""Reasons counted in working days from `start`, by the limit of that name."""
	return [
		reason(rule, authority, kind, start, words, working_days_after(policy, start, count), timetable)
		for count, authority in policy.limits(name, start)
	]


def limited_months(
	policy: Policy, name: str, start: date, rule: str, kind: Kind, timetable: Timetable, words: str
) -> list[Reason]:
	"""Reasons counted in calendar months from `start`, by the limit of that name."""
	return [
		reason(rule, authority, kind, start, words, months_after(start, count), timetable)
		for count, authority in policy.limits(name, start)
	]


def limited_days(
	policy: Policy, name: str, start: date, rule: str, kind: Kind, timetable: Timetable, words: str
) -> list[Reason]:
	"""Reasons counted in calendar days from `start`, by the limit of that name."""
	return [
		reason(rule, authority, kind, start, words, days_after(start, count), timetable)
		for count, authority in policy.limits(name, start)
	]


def reason(
	rule: str,
	authority: Authority,
	kind: Kind,
	start: date,
	words: str,
	counted: Counted,
	timetable: Timetable,
) -> Reason:
	"""One reason of a timetable, counted from `start`."""
	return Reason(rule, authority, kind, counted.on, start, words, counted.words, timetable)
