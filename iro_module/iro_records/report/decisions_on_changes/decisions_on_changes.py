"""Decisions on changes of circumstances, counted by what was decided, why, and the rule of the change.

For the IRO Manager: to see what is decided and whether the reasons hold, not who decides how often.
"""

from collections import Counter
from typing import Any

import frappe
from frappe import _

from iro_module.domain.trigger_table import DEFAULT_RULES
from iro_module.iro_setup.roles import IRO_MANAGER


def execute(filters: Any = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows: decisions in force and, beside them, those that lapsed; in order of the rulings' words."""
	frappe.only_for(IRO_MANAGER)
	return _columns(), _rows(frappe._dict(filters or {}))


def _rows(filters: frappe._dict) -> list[dict[str, Any]]:
	days = [filters.from_on or "1900-01-01", filters.to_on or "2999-12-31"]
	decided = frappe.get_list(
		"Change of Circumstances",
		filters=[["decided_on", "between", days], ["ruling", "is", "set"], ["joined_to", "is", "not set"]],
		fields=["ruling", "decided_reason", "decided_rule", "decision_lapsed"],
		limit_page_length=0,
	)
	in_force: Counter[tuple[str, str, str]] = Counter()
	lapsed: Counter[tuple[str, str, str]] = Counter()
	for row in decided:
		key = (row.ruling, row.decided_reason or "", row.decided_rule or "")
		(lapsed if row.decision_lapsed else in_force)[key] += 1
	return [
		{
			"ruling": _(ruling).capitalize(),
			"reason": _(reason) if reason else "",
			"rule": f"{rule} {_(DEFAULT_RULES[rule].title)}" if rule in DEFAULT_RULES else rule,
			"in_force": in_force[ruling, reason, rule],
			"lapsed": lapsed[ruling, reason, rule],
		}
		for ruling, reason, rule in sorted({*in_force, *lapsed})
	]


def _columns() -> list[dict[str, Any]]:
	columns = [
		("ruling", _("Decision"), "Data", 220),
		("reason", _("Reason"), "Data", 280),
		("rule", _("Kind of change"), "Data", 280),
		("in_force", _("Decisions in force"), "Int", 140),
		("lapsed", _("No longer in force"), "Int", 150),
	]
	return [
		{"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}
		for fieldname, label, fieldtype, width in columns
	]
