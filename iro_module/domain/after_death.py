"""C36: a child has died. The record is restricted; what else follows by law lies outside this service."""

from datetime import date

from iro_module.domain.care_history import CareHistory
from iro_module.domain.codes import EndReason
from iro_module.domain.policy import Policy

RULE = "C36"


def asks_to_restrict(history: CareHistory, on: date, policy: Policy) -> bool:
	"""Whether the last period of care ended with the child's death (903 code E2) by that day; rule C36 switched on."""
	if not policy.rule(RULE).enabled:
		return False
	return any(
		period.record.end_reason is EndReason.E2 and period.record.end_date and period.record.end_date <= on
		for period in history.periods[-1:]
	)
