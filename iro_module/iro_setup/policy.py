"""The limits in force on this site: those shipped, as the council has tightened them."""

import frappe
from frappe.utils import cint, getdate

from iro_module.domain.policy import DEFAULT_RULES, Policy, RuleSetting, tightened
from iro_module.domain.working_days import LAST_CONFIRMED_YEAR, england
from iro_module.iro_setup.trigger_rules import own_limit

RULE_FIELDS = ("name", "review_within_working_days", "tell_within_working_days", "enabled")


def policy_in_force() -> Policy:
	"""The policy for a plan: settings, closed days and trigger rules of this site. Three reads."""
	settings = frappe.db.get_singles_dict("IRO Settings")
	closed = frappe.get_all("IRO Closed Day", filters={"parent": "IRO Settings"}, pluck="closed_on")
	rows = frappe.get_all("Review Trigger Rule", fields=list(RULE_FIELDS))
	return Policy(
		count_start_day=bool(cint(settings.get("count_start_day"))),
		rules={**DEFAULT_RULES, **{row.name: _setting(row) for row in rows if row.name in DEFAULT_RULES}},
		calendar=england(
			frozenset(getdate(day) for day in closed),
			cint(settings.get("calendar_confirmed_until")) or LAST_CONFIRMED_YEAR,
		),
	)


def _setting(row: frappe._dict) -> RuleSetting:
	shipped = DEFAULT_RULES[row.name]
	return tightened(
		shipped,
		own_limit(row.review_within_working_days, shipped.review_within),
		own_limit(row.tell_within_working_days, shipped.tell_within),
		bool(row.enabled),
	)
