"""One history, and all that a plan is made from besides."""

from dataclasses import dataclass, field
from datetime import date

from iro_module.domain.care_events import RecordedFact
from iro_module.domain.policy import DEFAULT_RULES, Policy, ReviewDateBasis, RuleSetting
from iro_module.domain.settling import ChangeDecision
from iro_module.domain.working_days import england
from tests.oracle.naive_records import Review, Told

FEED, RETURN = "council/records", "urn:ssda903:E09000008"


@dataclass
class Case:
	"""What the feed told, what the desk knows, and how the council set its limits."""

	seed: int
	today: date
	messages: list[Told] = field(default_factory=list)
	desk_reviews: list[Review] = field(default_factory=list)
	panels: list[date] = field(default_factory=list)
	facts: list[RecordedFact] = field(default_factory=list)
	asked: list[tuple[date, date]] = field(default_factory=list)
	decisions: list[ChangeDecision] = field(default_factory=list)
	iro_allocated: bool = True
	extra_holidays: frozenset[date] = frozenset()
	rules: dict[str, RuleSetting] = field(default_factory=dict)
	numbers: dict[str, int] = field(default_factory=dict)
	count_start_day: bool = False
	first_meeting_counts: bool = False
	plan_last_review: bool = False
	areas_known: bool = False

	def policy(self) -> Policy:
		"""The council's policy."""
		return Policy(
			**self.numbers,
			count_start_day=self.count_start_day,
			plan_last_review=self.plan_last_review,
			review_date_basis=(
				ReviewDateBasis.FIRST_MEETING if self.first_meeting_counts else ReviewDateBasis.COMPLETED
			),
			own_authority="E09000008" if self.areas_known else None,
			adjoining_authorities=frozenset({"E09000006"}),
			rules={**DEFAULT_RULES, **self.rules},
			calendar=england(self.extra_holidays),
		)
