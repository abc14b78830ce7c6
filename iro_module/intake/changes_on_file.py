"""Changes of Circumstances: one row for each change, kept when it is undone.

A change comes from the records, or from what staff reported; told twice it is one change, and the report points to
the row of the records (`joined_to`), which takes over when it was told and what was decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _

from iro_module.domain.circumstances import Change
from iro_module.domain.circumstances.joining import Key
from iro_module.domain.circumstances.telling import told_late, working_days_until_told
from iro_module.domain.policy import Policy
from iro_module.domain.review_plan import Plan
from iro_module.domain.settling import Ruling, why_lapsed
from iro_module.domain.wording import in_words
from iro_module.intake import rows, rulings_on_file
from iro_module.iro_records.hand_reports import change_name

_FIELDS = (
	"rule", "subject", "aspect", "description", "happened_on", "planned", "recorded_on", "reviewed_before",
	"immediate_risk", "settled_by", "status", "review", "told_on", "working_days_until_told", "told_late",
	"read_on", "decision_lapsed",
)  # fmt: skip
_REPORTED = (
	"hand_report", "kind", "until", "to_parents", "move_to", "reported_by", "reported_on", "joined_to",
	"withdrawn_by", "creation",
)  # fmt: skip
LedTo = Mapping[tuple[str, date], str]
"""The open reviews by the rule and the day of a change that they were raised for."""


@dataclass(frozen=True, slots=True)
class Telling:
	"""Under which policy and on which day changes are filed, and whether the service is told of new ones."""

	policy: Policy
	on: date
	notify: bool


def load(names: Sequence[str]) -> dict[str, list[frappe._dict]]:
	"""The changes of children on file, reports and decisions with them."""
	return rows.of_children(
		"Change of Circumstances", (*_FIELDS, *rulings_on_file.COLUMNS, *_REPORTED), names
	)


def save(
	child: frappe._dict,
	planned: Plan,
	joined: Mapping[str, Key],
	on_file: Iterable[frappe._dict],
	led_to: LedTo,
	telling: Telling,
) -> None:
	"""Make the child's changes on file those of the plan; a change no longer shown is withdrawn, not deleted."""
	filed = {row.name: row for row in on_file}
	targets = {name: change_name(child.child_id, *key) for name, key in joined.items()}
	told_twice: dict[str, list[frappe._dict]] = {}
	for row in filed.values():
		if row.hand_report and row.subject in targets:
			told_twice.setdefault(targets[row.subject], []).append(row)
	rest = dict(filed)
	for change in planned.changes:
		name = change_name(child.child_id, change.subject, change.aspect)
		row = rest.pop(name, None)
		values = _values(change, row or frappe._dict(), told_twice.get(name, []), led_to, telling)
		if row is None:
			_insert(name, child.name, values)
		else:
			_write(row, values)
	for row in rest.values():
		if row.hand_report and row.subject in targets:
			_write(row, _joined(targets[row.subject]))
		elif row.hand_report and not row.withdrawn_by and not planned.left_care_on:
			_write(
				row,
				{"status": "Settled", "joined_to": None, "settled_by": _("Kept on record; nothing follows.")},
			)
		elif row.status == "Open":
			_write(row, {"status": "Withdrawn", "settled_by": _why_gone(planned)})


def _values(
	change: Change, row: frappe._dict, reports: Sequence[frappe._dict], led_to: LedTo, telling: Telling
) -> dict[str, object]:
	values: dict[str, object] = {
		"rule": change.rule,
		"subject": change.subject,
		"aspect": change.aspect or None,
		"description": change.description,
		"happened_on": change.on,
		"planned": int(change.ahead),
		"recorded_on": None if row.hand_report else change.recorded_on,
		"reviewed_before": {None: "Not required", True: "Yes", False: "No"}[change.reviewed_before],
		"immediate_risk": {None: "Not known", True: "Yes", False: "No"}[change.immediate_risk],
		"status": "Settled" if change.settled else "Open",
		"settled_by": _settled_by(change),
		"review": led_to.get((change.rule, change.on)) or (row.review if change.settled else None),
		**_decided(change, row, reports, telling),
		**_told(change, row, reports, telling),
	}
	if row.hand_report:
		values["joined_to"] = None
	else:
		values.update(_reported(reports))
	return values


def _settled_by(change: Change) -> str | None:
	if change.settled_on:
		return _("Review of {0}").format(in_words(change.settled_on))
	if change.decision and change.decision.ruling is Ruling.NO_REVIEW:
		return _("Decided on {0}: no separate review").format(in_words(change.decision.decided_on))
	return None


def _decided(
	change: Change, row: frappe._dict, reports: Sequence[frappe._dict], telling: Telling
) -> dict[str, object]:
	"""The decision: kept, taken over from a report that is one with the change, or why it no longer holds."""
	taken_over: dict[str, object] = {}
	if not row.ruling:
		decided = next((report for report in reports if report.ruling), None)
		taken_over = rulings_on_file.carried(decided, change) if decided else {}
	made = rulings_on_file.decision(row)
	lapsed = made is not None and change.decision is None
	why = why_lapsed(made, change.rule, change.on, telling.policy) if made and lapsed else None
	return {**taken_over, "decision_lapsed": why}


def _told(
	change: Change, row: frappe._dict, reports: Sequence[frappe._dict], telling: Telling
) -> dict[str, object]:
	"""When the service was told, from whichever source came first, and how many working days after the change.

	An import tells nobody.
	"""
	days = [one.told_on for one in (row, *reports) if one.told_on]
	if not row.name and telling.notify:
		days.append(telling.on)
	reads = [one.read_on for one in (row, *reports) if one.read_on]
	told_on = min(days, default=None)
	return {
		"told_on": told_on,
		"working_days_until_told": working_days_until_told(change, told_on, telling.policy) if told_on else 0,
		"told_late": int(bool(told_on and told_late(change, told_on, telling.policy))),
		"read_on": min(reads, default=None),
	}


def _reported(reports: Sequence[frappe._dict]) -> dict[str, object]:
	"""Who also reported a change that the records show: the first to do so."""
	first = min(reports, key=lambda one: (one.reported_on, one.creation), default=None)
	return {
		"reported_by": first.reported_by if first else None,
		"reported_on": first.reported_on if first else None,
	}


def _joined(target: str) -> dict[str, object]:
	return {
		"status": "Withdrawn",
		"joined_to": target,
		"settled_by": _("On record as one change with another entry"),
		"review": None,
	}


def _why_gone(planned: Plan) -> str:
	if planned.left_care_on:
		return _("The child left care on {0}.").format(in_words(planned.left_care_on))
	return _("The records no longer show it.")


def _insert(name: str, child: str, values: dict[str, object]) -> None:
	doc = frappe.new_doc("Change of Circumstances")
	doc.update({"name": name, "child": child, **values})
	doc.flags.planned = True
	doc.insert(ignore_permissions=True, set_name=name)


def _write(row: frappe._dict, values: dict[str, object]) -> None:
	if all(_text(row.get(key)) == _text(value) for key, value in values.items()):
		return
	doc = frappe.get_doc("Change of Circumstances", row.name)
	doc.update(values)
	doc.flags.planned = True
	doc.save(ignore_permissions=True)


def _text(value: object) -> str:
	return "" if value in (None, 0) else str(value)
