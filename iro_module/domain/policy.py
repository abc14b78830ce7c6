"""The policy: the limits in force for one council, the law's and its own tighter ones.

What the field's reference could not verify is a default here, under a name, and never a legal claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from iro_module.domain.limits import LIMITS, STATUTE, Authority, Limit, statutory
from iro_module.domain.trigger_table import DEFAULT_RULES, RuleSetting
from iro_module.domain.working_days import Calendar, england

__all__ = ["DEFAULT_POLICY", "DEFAULT_RULES", "Authority", "LimitRefusedError", "LooserThanShippedError",
	"Policy", "ReviewDateBasis", "RuleSetting", "tightened"]  # fmt: skip


class LimitRefusedError(ValueError):
	"""A number of the policy cannot be used; the text says which and what is allowed."""


class LooserThanShippedError(LimitRefusedError):
	"""A council's limit is longer than the one shipped; limits may only be made tighter."""


class ReviewDateBasis(str, Enum):
	"""The day on which a review in several meetings counts: its completion, or its first meeting."""

	COMPLETED = "completed"
	FIRST_MEETING = "first"


LARGEST = 365
"""No number of the policy is larger: a date far beyond a lifetime in care is a slip of the keyboard."""
_IN_ORDER = (("adoption_ended_from_days", "adoption_ended_to_days"), ("caseload_from", "caseload_to"))


def _shipped(name: str) -> int:
	return LIMITS[name].value


@dataclass(frozen=True, slots=True)
class Policy:
	"""Every limit that the rules use; what each means, its unit and its source are in `limits.LIMITS`.

	count_start_day: count the day of the event as day 1, as some systems do; off as shipped.
	own_authority, adjoining_authorities: the council's own area code and those of its neighbours (C06, C07).
	escalation_moves_by_itself, pre_birth_variant, plan_last_review: switches of councils' practice, off as shipped.
	statute: the versions of each statutory limit.
	Raises LooserThanShippedError where a number is longer than the law, LimitRefusedError where it is below 1,
	above 365, or above the number it must not exceed.
	"""

	first_review_working_days: int = _shipped("first_review_working_days")
	second_review_months: int = _shipped("second_review_months")
	later_review_months: int = _shipped("later_review_months")
	adoption_authority_months: int = _shipped("adoption_authority_months")
	adoption_later_months: int = _shipped("adoption_later_months")
	placed_first_days: int = _shipped("placed_first_days")
	placed_second_months: int = _shipped("placed_second_months")
	placed_later_months: int = _shipped("placed_later_months")
	secure_panel_first_months: int = _shipped("secure_panel_first_months")
	secure_panel_later_months: int = _shipped("secure_panel_later_months")
	escalation_total_working_days: int = _shipped("escalation_total_working_days")
	icpc_working_days: int = _shipped("icpc_working_days")
	short_break_first_months: int = _shipped("short_break_first_months")
	short_break_later_months: int = _shipped("short_break_later_months")
	secure_panel_first_days: int = _shipped("secure_panel_first_days")
	adoption_ended_from_days: int = _shipped("adoption_ended_from_days")
	adoption_ended_to_days: int = _shipped("adoption_ended_to_days")
	remand_plan_working_days: int = _shipped("remand_plan_working_days")
	detention_plan_working_days: int = _shipped("detention_plan_working_days")
	release_review_working_days: int = _shipped("release_review_working_days")
	allocate_iro_working_days: int = _shipped("allocate_iro_working_days")
	second_move_talk_working_days: int = _shipped("second_move_talk_working_days")
	unplanned_moves_months: int = _shipped("unplanned_moves_months")
	missing_episodes: int = _shipped("missing_episodes")
	missing_window_days: int = _shipped("missing_window_days")
	social_workers: int = _shipped("social_workers")
	social_worker_window_months: int = _shipped("social_worker_window_months")
	schools: int = _shipped("schools")
	school_window_months: int = _shipped("school_window_months")
	removal_debrief_working_days: int = _shipped("removal_debrief_working_days")
	turns_16_months: int = _shipped("turns_16_months")
	last_review_before_18_months: int = _shipped("last_review_before_18_months")
	closing_notices_months: int = _shipped("closing_notices_months")
	decision_lapses_working_days: int = _shipped("decision_lapses_working_days")
	end_considered_months: int = _shipped("end_considered_months")
	short_notice_days: int = _shipped("short_notice_days")
	decisions_working_days: int = _shipped("decisions_working_days")
	query_working_days: int = _shipped("query_working_days")
	answer_working_days: int = _shipped("answer_working_days")
	record_working_days: int = _shipped("record_working_days")
	distribution_working_days: int = _shipped("distribution_working_days")
	care_plan_working_days: int = _shipped("care_plan_working_days")
	sign_off_working_days: int = _shipped("sign_off_working_days")
	planning_talk_working_days: int = _shipped("planning_talk_working_days")
	consultation_days: int = _shipped("consultation_days")
	report_working_days: int = _shipped("report_working_days")
	midway_from_months: int = _shipped("midway_from_months")
	adjournment_working_days: int = _shipped("adjournment_working_days")
	permanence_by_review: int = _shipped("permanence_by_review")
	permanence_months: int = _shipped("permanence_months")
	spoken_to_window_working_days: int = _shipped("spoken_to_window_working_days")
	iro_visit_months: int = _shipped("iro_visit_months")
	midway_looked_after_months: int = _shipped("midway_looked_after_months")
	caseload_from: int = _shipped("caseload_from")
	caseload_to: int = _shipped("caseload_to")
	decision_overdue_working_days: int = _shipped("decision_overdue_working_days")
	decision_not_done_times: int = _shipped("decision_not_done_times")
	put_off_times: int = _shipped("put_off_times")
	reports_late_times: int = _shipped("reports_late_times")
	voluntary_care_months: int = _shipped("voluntary_care_months")
	plan_out_of_date_months: int = _shipped("plan_out_of_date_months")
	visit_first_days: int = _shipped("visit_first_days")
	visit_weekly_days: int = _shipped("visit_weekly_days")
	visit_weeks: int = _shipped("visit_weeks")
	visit_first_year_months: int = _shipped("visit_first_year_months")
	visit_settled_months: int = _shipped("visit_settled_months")
	visit_parents_weeks: int = _shipped("visit_parents_weeks")
	rcpc_first_months: int = _shipped("rcpc_first_months")
	rcpc_later_months: int = _shipped("rcpc_later_months")
	core_group_working_days: int = _shipped("core_group_working_days")
	pre_birth_after_birth_working_days: int = _shipped("pre_birth_after_birth_working_days")
	count_start_day: bool = False
	review_date_basis: ReviewDateBasis = ReviewDateBasis.COMPLETED
	escalation_moves_by_itself: bool = False
	pre_birth_variant: bool = False
	plan_last_review: bool = False
	own_authority: str | None = None
	adjoining_authorities: frozenset[str] = frozenset()
	rules: Mapping[str, RuleSetting] = field(default_factory=lambda: DEFAULT_RULES)
	calendar: Calendar = field(default_factory=england)
	statute: Mapping[str, tuple[Limit, ...]] = field(default_factory=lambda: STATUTE)

	def __post_init__(self) -> None:
		for name, limit in LIMITS.items():
			own: int = getattr(self, name)
			if not 1 <= own <= LARGEST:
				raise LimitRefusedError(f"{limit.title}: enter 1 to {LARGEST} {limit.unit.value}, not {own}")
			if limit.authority is Authority.MUST and own > limit.value:
				raise LooserThanShippedError(
					f"{limit.title}: at most {limit.value} {limit.unit.value} ({limit.source}), not {own}"
				)
		for first, last in _IN_ORDER:
			if getattr(self, first) > getattr(self, last):
				raise LimitRefusedError(
					f"{LIMITS[first].title}: enter no more than {getattr(self, last)}, "
					f"the number of: {LIMITS[last].title}"
				)

	def rule(self, name: str) -> RuleSetting:
		"""The row of the trigger table in force."""
		return self.rules[name]

	def limits(self, name: str, counted_from: date) -> tuple[tuple[int, Authority], ...]:
		"""What a number asks of something counted from that day: the law's limit, and before it a tighter local one.

		A number without a statutory limit in force on that day is local.
		"""
		own: int = getattr(self, name)
		law = statutory(self.statute.get(name, ()), counted_from)
		if law is None:
			return ((own, Authority.LOCAL),)
		if own < law:
			return ((own, Authority.LOCAL), (law, Authority.MUST))
		return ((law, Authority.MUST),)

	@property
	def visit_clock(self) -> bool:
		"""Whether the clock of social work visits runs; off as shipped, by the row C38 of the trigger table."""
		return self.rules["C38"].enabled


DEFAULT_POLICY = Policy()


def tightened(
	shipped: RuleSetting, review_within: int | None, tell_within: int | None, enabled: bool
) -> RuleSetting:
	"""A council's version of a row of the trigger table.

	Raises LooserThanShippedError where a limit is longer than shipped, missing or too short, or where a rule that
	the law asks for is switched off.
	"""
	if shipped.authority is Authority.MUST and not enabled:
		raise LooserThanShippedError(f"{shipped.rule} is asked for by law and cannot be switched off")
	for words, least, limit, own in (
		("review within", 1, shipped.review_within, review_within),
		("tell within", min(1, shipped.tell_within or 0), shipped.tell_within, tell_within),
	):
		if limit is not None and (own is None or not least <= own <= limit):
			raise LooserThanShippedError(
				f"{shipped.rule}: {words} must be {least} to {limit} working days, not {own}"
			)
		if limit is None and own is not None:
			raise LooserThanShippedError(f"{shipped.rule} has no limit {words}; leave it empty")
	return replace(shipped, review_within=review_within, tell_within=tell_within, enabled=enabled)
