"""A timetable's own reasons: the law's date, and before it a tighter one of the council's own."""

from datetime import date

from iro_module.domain.limits import LIMITS, Unit
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


def limited(
	policy: Policy, name: str, start: date, rule: str, kind: Kind, timetable: Timetable, words: str
) -> list[Reason]:
	"""The reasons that the limit of that name gives, counted in its own unit from `start`."""
	unit = LIMITS[name].unit
	return [
		reason(rule, authority, kind, start, words, _counted(policy, unit, start, count), timetable)
		for count, authority in policy.limits(name, start)
	]


def _counted(policy: Policy, unit: Unit, start: date, count: int) -> Counted:
	if unit is Unit.MONTHS:
		return months_after(start, count)
	return days_after(start, count) if unit is Unit.DAYS else working_days_after(policy, start, count)


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
