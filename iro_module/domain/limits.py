"""Every number of the rules: its unit, what is shipped, where it comes from and since when it holds.

A statutory limit may be undercut by a council, never exceeded. Everything else is a default under a name, which an
administrator may set; no text shown to users claims it as law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType


class Authority(str, Enum):
	"""Where a limit comes from: law, the Handbook and guidance, or a local setting."""

	MUST = "must"
	SHOULD = "should"
	LOCAL = "local"


class Unit(str, Enum):
	"""What a limit counts."""

	WORKING_DAYS = "working days"
	DAYS = "days"
	WEEKS = "weeks"
	MONTHS = "months"
	TIMES = "times"
	CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Limit:
	"""One number. `authority` MUST: a statutory limit, in force from `holds_from`."""

	name: str
	title: str
	value: int
	unit: Unit
	authority: Authority
	source: str
	holds_from: date | None = None


_CARE_PLANNING = date(2011, 4, 1)
_ADOPTION = date(2005, 12, 30)
_WD, _D, _M, _T = Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS, Unit.TIMES
_REG_33 = "Care Planning, Placement and Case Review (England) Regulations 2010, reg 33"
_REG_36 = "Adoption Agencies Regulations 2005, reg 36"
_SECURE = "Children (Secure Accommodation) Regulations 1991, reg 15"
_HANDBOOK = "IRO Handbook 2010, as councils apply it"
_PRACTICE = "practice of councils"
_REG_28 = "Care Planning Regulations 2010, reg 28 as made"
_TOGETHER = "Working Together to Safeguard Children"
_HB_6_2 = "IRO Handbook 2010, 6.2"

_STATUTE = (
	("first_review_working_days", "First review after becoming looked after", 20, _WD, f"{_REG_33}(1)", _CARE_PLANNING),
	("second_review_months", "Second review after the first", 3, _M, f"{_REG_33}(2)", _CARE_PLANNING),
	("later_review_months", "Each later review after the last", 6, _M, f"{_REG_33}(2)", _CARE_PLANNING),
	("adoption_authority_months", "First review after authority to place", 3, _M, f"{_REG_36}(1)", _ADOPTION),
	("adoption_later_months", "Each later review until placed for adoption", 6, _M, f"{_REG_36}(1)", _ADOPTION),
	("placed_first_days", "First review after placement for adoption", 28, _D, f"{_REG_36}(3)", _ADOPTION),
	("placed_second_months", "Second review after placement for adoption", 3, _M, f"{_REG_36}(3)", _ADOPTION),
	("placed_later_months", "Each later review while placed for adoption", 6, _M, f"{_REG_36}(3)", _ADOPTION),
	("secure_panel_first_months", "First secure accommodation panel", 1, _M, _SECURE, None),
	("secure_panel_later_months", "Each later secure accommodation panel", 3, _M, _SECURE, None),
	("escalation_total_working_days", "All formal stages of an escalation together", 20, _WD, _HB_6_2, None),
	("icpc_working_days", "Initial child protection conference", 15, _WD, _TOGETHER, None),
)  # fmt: skip

_DEFAULTS = (
	("short_break_first_months", "First review of a series of short breaks", 3, _M, _PRACTICE),
	("short_break_later_months", "Each later review of short breaks", 6, _M, _PRACTICE),
	("secure_panel_first_days", "First secure accommodation panel, as councils count the month", 28, _D, _PRACTICE),
	("adoption_ended_from_days", "Review after an adoptive placement ended, not before", 28, _D, _PRACTICE),
	("adoption_ended_to_days", "Review after an adoptive placement ended, not after", 42, _D, _PRACTICE),
	("remand_plan_working_days", "Care plan of a child remanded to local authority accommodation", 5, _WD, _PRACTICE),
	("detention_plan_working_days", "Plan of a child remanded to youth detention accommodation", 10, _WD, _PRACTICE),
	("release_review_working_days", "Review before a release date", 10, _WD, _PRACTICE),
	("allocate_iro_working_days", "IRO named after becoming looked after", 5, _WD, _HANDBOOK),
	("second_move_talk_working_days", "IRO speaks to the social worker after a second move", 3, _WD, _PRACTICE),
	("unplanned_moves_months", "Unplanned moves are counted over", 12, _M, _PRACTICE),
	("missing_episodes", "Times missing that are told whatever their length", 3, _T, _PRACTICE),
	("missing_window_days", "Times missing are counted over", 90, _D, _PRACTICE),
	("social_workers", "Changes of social worker that prompt a challenge", 3, _T, _PRACTICE),
	("social_worker_window_months", "Changes of social worker are counted over", 12, _M, _PRACTICE),
	("schools", "Schools that prompt a talk", 3, _T, _PRACTICE),
	("school_window_months", "Schools are counted over", 24, _M, _PRACTICE),
	("removal_debrief_working_days", "IRO looks back at an unplanned return home", 10, _WD, _PRACTICE),
	("turns_16_months", "Pathway planning is flagged before and after the 16th birthday for", 3, _M, _PRACTICE),
	("last_review_before_18_months", "Last review before the 18th birthday, at least", 3, _M, _HANDBOOK),
	("closing_notices_months", "Notices of a child who left care stand for", 3, _M, _PRACTICE),
	("decision_lapses_working_days", "An IRO's decision lapses when its change moves by more than", 5, _WD, _PRACTICE),
	("end_considered_months", "A review may have considered an end that came within", 6, _M, _PRACTICE),
	("short_notice_days", "A closing placement told this late counts as unplanned", 2, _D, _PRACTICE),
	("decisions_working_days", "Decisions of a review sent out", 5, _WD, _HANDBOOK),
	("query_working_days", "Manager queries the decisions", 5, _WD, _HANDBOOK),
	("answer_working_days", "Reviewing officer answers the manager's query or objection", 5, _WD, _PRACTICE),
	("record_working_days", "Full record of a review", 15, _WD, _HANDBOOK),
	("distribution_working_days", "Record of a review distributed", 20, _WD, _HANDBOOK),
	("care_plan_working_days", "Care plan updated after a review", 10, _WD, _PRACTICE),
	("sign_off_working_days", "Manager signs off the record", 5, _WD, _PRACTICE),
	("planning_talk_working_days", "IRO and social worker plan the review, before it", 15, _WD, _HANDBOOK),
	("consultation_days", "Consultation documents sent before a review", 14, _D, _PRACTICE),
	("report_working_days", "Social worker's report before a review", 3, _WD, _HANDBOOK),
	("midway_from_months", "A midway review is held in intervals of at least", 4, _M, _PRACTICE),
	("adjournment_working_days", "A review is adjourned for at most", 20, _WD, _PRACTICE),
	("permanence_by_review", "Plan for permanence by review number", 2, _T, _HANDBOOK),
	("permanence_months", "Plan for permanence after becoming looked after, if later", 4, _M, _HANDBOOK),
	("spoken_to_window_working_days", "Child seen or spoken to in the days before a review", 20, _WD, _PRACTICE),
	("iro_visit_months", "IRO visits are counted over", 6, _M, _PRACTICE),
	("midway_looked_after_months", "Midway reviews are counted of children looked after for", 6, _M, _PRACTICE),
	("caseload_from", "Children per full-time IRO, from", 50, Unit.CHILDREN, _HANDBOOK),
	("caseload_to", "Children per full-time IRO, to", 70, Unit.CHILDREN, _HANDBOOK),
	("decision_overdue_working_days", "Prompt after a decision's date has passed", 5, _WD, _PRACTICE),
	("decision_not_done_times", "Reviews at which a decision was not done, before a prompt", 2, _T, _PRACTICE),
	("put_off_times", "Reviews at which a matter was put off without a decision", 2, _T, _PRACTICE),
	("reports_late_times", "Reviews in a row for which the report came late", 2, _T, _PRACTICE),
	("voluntary_care_months", "Section 20 accommodation looked at as drift after", 12, _M, _PRACTICE),
	("plan_out_of_date_months", "A care plan is out of date after", 6, _M, _PRACTICE),
	("visit_first_days", "First visit after a placement begins", 7, _D, _REG_28),
	("visit_weekly_days", "Weekly visits", 7, _D, _REG_28),
	("visit_weeks", "Visits in the first year", 6, Unit.WEEKS, _REG_28),
	("visit_first_year_months", "The first year of a placement", 12, _M, _REG_28),
	("visit_settled_months", "Visits in a placement meant to last to 18", 3, _M, _REG_28),
	("visit_parents_weeks", "Visits to a child with parents, under an interim order", 4, Unit.WEEKS, _REG_28),
	("rcpc_first_months", "First review child protection conference", 3, _M, _TOGETHER),
	("rcpc_later_months", "Each later review child protection conference", 6, _M, _TOGETHER),
	("core_group_working_days", "First core group after the initial conference", 10, _WD, _PRACTICE),
	("pre_birth_after_birth_working_days", "Review conference after a birth", 20, _WD, _PRACTICE),
)  # fmt: skip

LIMITS: Mapping[str, Limit] = MappingProxyType(
	{
		**{row[0]: Limit(*row[:4], Authority.MUST, *row[4:]) for row in _STATUTE},
		**{row[0]: Limit(*row[:4], Authority.LOCAL, row[4]) for row in _DEFAULTS},
	}
)
"""Every number by its name in the policy, as shipped."""

STATUTE: Mapping[str, tuple[Limit, ...]] = MappingProxyType({row[0]: (LIMITS[row[0]],) for row in _STATUTE})
"""The versions of each statutory limit, oldest first: a change of the law is a further version."""


def statutory(versions: tuple[Limit, ...], day: date) -> int | None:
	"""The statutory value for what is counted from that day; None for days before the oldest version."""
	for one in reversed(versions):
		if one.holds_from is None or one.holds_from <= day:
			return one.value
	return None
