"""Changes of Circumstances: one row for each change that the records show, kept when it is undone."""

from collections.abc import Iterable, Sequence
from datetime import date

import frappe
from frappe import _

from iro_module.domain.circumstances import Change
from iro_module.domain.policy import Policy
from iro_module.domain.records import digest
from iro_module.domain.wording import in_words
from iro_module.intake import rows

_FIELDS = (
	"rule", "subject", "description", "happened_on", "planned", "recorded_on", "reviewed_before",
	"immediate_risk", "settled_by", "status",
)  # fmt: skip
_TOLD = ("told_on", "working_days_until_told")


def load(names: Sequence[str]) -> dict[str, list[frappe._dict]]:
	"""The changes of children on file."""
	return rows.of_children("Change of Circumstances", (*_FIELDS, *_TOLD), names)


def save(
	child: frappe._dict,
	found: Sequence[Change],
	on_file: Iterable[frappe._dict],
	policy: Policy,
	on: date,
	*,
	notify: bool,
) -> None:
	"""Make the child's changes on file those of the records; a change no longer shown is withdrawn, not deleted."""
	filed = {row.name: row for row in on_file}
	for change in found:
		name = digest("change", child.child_id, change.subject, *filter(None, [change.aspect]))
		row = filed.pop(name, None)
		values = _values(change)
		if row is None:
			_insert(name, child.name, {**values, **(_told(change, policy, on) if notify else {})})
		elif any(_text(row.get(key)) != _text(value) for key, value in values.items()):
			_write(name, values)
	for row in filed.values():
		if row.status == "Open":
			_write(row.name, {"status": "Withdrawn", "settled_by": _("The records no longer show it.")})


def _values(change: Change) -> dict[str, object]:
	settled = change.settled_on
	return {
		"rule": change.rule,
		"subject": change.subject,
		"description": change.description,
		"happened_on": change.on,
		"planned": int(change.ahead),
		"recorded_on": change.recorded_on,
		"reviewed_before": {None: "Not required", True: "Yes", False: "No"}[change.reviewed_before],
		"immediate_risk": {None: "Not known", True: "Yes", False: "No"}[change.immediate_risk],
		"settled_by": _("Review of {0}").format(in_words(settled)) if settled else None,
		"status": "Settled" if change.settled else "Open",
	}


def _told(change: Change, policy: Policy, on: date) -> dict[str, object]:
	"""When the service was told, and how many working days that was after a change that has happened."""
	late = 0 if change.ahead else max(0, policy.calendar.count(change.on, on))
	return {"told_on": on, "working_days_until_told": late}


def _insert(name: str, child: str, values: dict[str, object]) -> None:
	doc = frappe.new_doc("Change of Circumstances")
	doc.update({"name": name, "child": child, **values})
	doc.flags.planned = True
	doc.insert(ignore_permissions=True, set_name=name)


def _write(name: str, values: dict[str, object]) -> None:
	doc = frappe.get_doc("Change of Circumstances", name)
	doc.update(values)
	doc.flags.planned = True
	doc.save(ignore_permissions=True)


def _text(value: object) -> str:
	return "" if value in (None, 0) else str(value)
