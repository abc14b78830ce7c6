"""How soon the service was told of a change."""

from datetime import date

from iro_module.domain.circumstances.change import Change
from iro_module.domain.policy import Policy


def working_days_until_told(change: Change, told_on: date, policy: Policy) -> int:
	"""The working days from a change until it was told; 0 where it was told beforehand or on its day."""
	return max(0, policy.calendar.count(change.on, told_on))


def told_late(change: Change, told_on: date, policy: Policy) -> bool:
	"""Whether the change was told after the day its rule allows.

	What is to be told beforehand is late from its own day on (reg 10, 39). A birthday is known to everybody, and a
	rule that tells nobody is never late.
	"""
	rule = policy.rule(change.rule)
	if rule.tell_within is None or change.tell_by is not None:
		return False
	if rule.tell_before:
		return told_on >= change.on
	return working_days_until_told(change, told_on, policy) > rule.tell_within
