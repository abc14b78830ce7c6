"""A sign of drift or delay: its key, the rule behind it, and the prompt that it gives."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.notices import THE_IRO, Notice
from iro_module.domain.prompting import TO_CONSIDER_ESCALATING, occurrence
from iro_module.domain.reasons import Counted


class SignKey(str, Enum):
	"""The signs, by stable keys."""

	VOLUNTARY_CARE = "voluntary_care"
	MATTER_PUT_OFF = "matter_put_off"
	SOCIAL_WORKERS = "social_workers"
	PLAN_MISSING = "plan_missing"
	PLAN_OUT_OF_DATE = "plan_out_of_date"
	PLAN_NOT_UPDATED = "plan_not_updated"
	CONTACT_CHANGED = "contact_changed"
	NOT_VISITED = "not_visited"
	PERMANENCE_ABSENT = "permanence_absent"
	DECISION_NOT_DONE = "decision_not_done"


RULE_OF = {
	SignKey.VOLUNTARY_CARE: "DR1",
	SignKey.MATTER_PUT_OFF: "DR2",
	SignKey.SOCIAL_WORKERS: "C30",
	SignKey.PLAN_MISSING: "C32",
	SignKey.PLAN_OUT_OF_DATE: "C32",
	SignKey.PLAN_NOT_UPDATED: "C32",
	SignKey.CONTACT_CHANGED: "C33",
	SignKey.NOT_VISITED: "C38",
	SignKey.PERMANENCE_ABSENT: "C32",
	SignKey.DECISION_NOT_DONE: "C31",
}
"""The rule of each sign: a row of the trigger table, or one of ours (DR) where the table has none."""

_TOLD_ELSEWHERE = {
	SignKey.CONTACT_CHANGED: THE_IRO,
	SignKey.PERMANENCE_ABSENT: TO_CONSIDER_ESCALATING,
	SignKey.DECISION_NOT_DONE: TO_CONSIDER_ESCALATING,
}
"""Signs that another rule prompts for too, and whom it tells: under the same record it stays one prompt."""


@dataclass(frozen=True, slots=True)
class Sign:
	"""One sign. since: the event, or the last day on which all was in order. words: the threshold met, and why."""

	key: SignKey
	subject: str
	since: date
	tell_by: Counted
	words: str

	@property
	def rule(self) -> str:
		"""The trigger rule."""
		return RULE_OF[self.key]

	def notice(self, child_id: str) -> Notice:
		"""The prompt to the IRO."""
		tell = _TOLD_ELSEWHERE.get(self.key)
		subject = self.subject if tell else occurrence(self.subject, self.key.value, self.since)
		by = self.tell_by
		return Notice(
			child_id, self.rule, subject, tell or TO_CONSIDER_ESCALATING, by.on, self.words, by.words
		)
