"""The rows of the trigger table: made as shipped, never written over once a council has them."""

import frappe

from iro_module.domain.policy import DEFAULT_RULES, RuleSetting

SHIPPED_FIELDS = (
	"title",
	"authority",
	"happens_when",
	"before_change",
	"tell_before",
	"tell_by_law",
	"asks",
	"tells_the_iro",
	"shipped_review_within",
	"shipped_tell_within",
)
"""What the app says of a rule; the rest of the row is the council's."""


def make_trigger_rules() -> None:
	"""Make the rules that are missing and correct the app's own words on the others. Idempotent."""
	for setting in DEFAULT_RULES.values():
		shipped = shipped_values(setting)
		if not frappe.db.exists("Review Trigger Rule", setting.rule):
			_make(setting, shipped)
			continue
		stored = frappe.db.get_value("Review Trigger Rule", setting.rule, SHIPPED_FIELDS, as_dict=True)
		if stored != shipped:
			frappe.db.set_value("Review Trigger Rule", setting.rule, shipped)


def shipped_values(setting: RuleSetting) -> dict[str, str | int | None]:
	"""The read-only fields of a rule's row."""
	return {
		"title": setting.title,
		"authority": setting.authority.value,
		"happens_when": setting.when[:1].upper() + setting.when[1:],
		"before_change": int(setting.before),
		"tell_before": int(setting.tell_before),
		"tell_by_law": int(setting.tell_by_law),
		"asks": (setting.asks[:1].upper() + setting.asks[1:]) or None,
		"tells_the_iro": int(setting.tell_within is not None),
		"shipped_review_within": setting.review_within or 0,
		"shipped_tell_within": setting.tell_within or 0,
	}


def own_limit(value: int | None, shipped: int | None) -> int | None:
	"""A limit as a form keeps it, where an empty number is 0; none where the rule has none."""
	return (value or None) if shipped is None else (value or 0)


def _make(setting: RuleSetting, shipped: dict[str, str | int | None]) -> None:
	frappe.get_doc(
		{
			"doctype": "Review Trigger Rule",
			"rule": setting.rule,
			"review_within_working_days": setting.review_within or 0,
			"tell_within_working_days": setting.tell_within or 0,
			"enabled": int(setting.enabled),
			**shipped,
		}
	).insert(ignore_permissions=True)
