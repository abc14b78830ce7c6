"""Prompts to the IRO that come from a threshold met: whom they ask, by when, and whether the rule is switched on."""

from datetime import date

from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted, working_days_after
from iro_module.domain.records import digest

TO_CONSIDER_ESCALATING = "the IRO, to consider escalating"
"""What a sign of drift or delay asks for; whether to escalate is the IRO's own decision."""

TELL_WORKING_DAYS = 5
"""Within how many working days the IRO is told under a rule without a limit in the trigger table."""


def switched_on(policy: Policy, rule: str) -> bool:
	"""Whether the rule prompts: as the trigger table says, and always where it has no row there."""
	row = policy.rules.get(rule)
	return row is None or row.enabled


def told_by(policy: Policy, rule: str, since: date) -> Counted:
	"""The day by which the IRO is told of something that has stood since a day; working days, and how counted."""
	row = policy.rules.get(rule)
	within = row.tell_within if row else None
	return working_days_after(policy, since, within or TELL_WORKING_DAYS)


def occurrence(subject: str, sign: str, since: date) -> str:
	"""The subject of a prompt about one occurrence: closed by a person it stays closed, and the next one is new."""
	return digest("occurrence", subject, sign, since.isoformat())
