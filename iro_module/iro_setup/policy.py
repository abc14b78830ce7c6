"""The limits in force on this site: those shipped, as the council has set them."""

from datetime import date

import frappe
from frappe.utils import cint, getdate

from iro_module.domain.policy import DEFAULT_RULES, Policy, ReviewDateBasis, RuleSetting, tightened
from iro_module.domain.working_days import LAST_CONFIRMED_YEAR, Calendar, england
from iro_module.iro_setup.areas import codes_in
from iro_module.iro_setup.limits import limits_on_file
from iro_module.iro_setup.trigger_rules import own_limit

RULE_FIELDS = ("name", "review_within_working_days", "tell_within_working_days", "enabled")
DATE_BASIS = {"Completed": ReviewDateBasis.COMPLETED, "First meeting": ReviewDateBasis.FIRST_MEETING}
"""The day on which a review counts, as IRO Settings offers it."""


def policy_in_force() -> Policy:
	"""The policy for a plan: settings, calendar, limits and trigger rules of this site. Four reads.

	Raises LimitRefusedError where a number on file cannot be used, which only a write past the forms brings about.
	"""
	settings = frappe.db.get_singles_dict("IRO Settings")
	rows = frappe.get_all("Review Trigger Rule", fields=list(RULE_FIELDS))
	return Policy(
		**limits_on_file(),
		count_start_day=bool(cint(settings.get("count_start_day"))),
		review_date_basis=DATE_BASIS[settings.get("review_date_basis") or "Completed"],
		plan_last_review=bool(cint(settings.get("plan_last_review"))),
		own_authority=settings.get("own_authority") or None,
		adjoining_authorities=frozenset(codes_in(settings.get("adjoining_authorities"))),
		rules={**DEFAULT_RULES, **{row.name: _setting(row) for row in rows if row.name in DEFAULT_RULES}},
		calendar=_calendar(cint(settings.get("calendar_confirmed_until")) or LAST_CONFIRMED_YEAR),
	)


def _calendar(confirmed_to: int) -> Calendar:
	days: dict[str, set[date]] = {"closed_days": set(), "open_days": set()}
	for row in frappe.get_all(
		"IRO Closed Day", filters={"parent": "IRO Settings"}, fields=["closed_on", "parentfield"]
	):
		days[row.parentfield].add(getdate(row.closed_on))
	return england(frozenset(days["closed_days"]), confirmed_to, frozenset(days["open_days"]))


def _setting(row: frappe._dict) -> RuleSetting:
	shipped = DEFAULT_RULES[row.name]
	return tightened(
		shipped,
		own_limit(row.review_within_working_days, shipped.review_within),
		own_limit(row.tell_within_working_days, shipped.tell_within),
		bool(row.enabled),
	)
