"""The IRO's decisions about changes, as they are kept on the changes' rows."""

from collections.abc import Iterable, Mapping, Sequence

import frappe

from iro_module.domain.circumstances import Change
from iro_module.domain.circumstances.joining import Key
from iro_module.domain.settling import ChangeDecision, Ruling

COLUMNS = (
	"ruling", "considered_on", "review_by", "decided_reason", "decided_because", "decided_by", "decided_on",
	"decided_rule", "decided_changed_on",
)  # fmt: skip
NONE_YET = dict.fromkeys((*COLUMNS, "decision_lapsed"))


def decision(row: frappe._dict) -> ChangeDecision | None:
	"""The decision kept on a change's row; None where there is none."""
	if not row.ruling or not row.decided_on or not row.decided_changed_on:
		return None
	return ChangeDecision(
		rule=row.decided_rule,
		subject=row.subject,
		changed_on=row.decided_changed_on,
		ruling=Ruling(row.ruling),
		decided_on=row.decided_on,
		review_on=row.considered_on,
		by=row.review_by,
		aspect=row.aspect or "",
	)


def decisions(
	rows: Iterable[frappe._dict], joined: Mapping[str, Key], found: Sequence[Change]
) -> tuple[ChangeDecision, ...]:
	"""The decisions of one child. One about a report goes over to the change that the report is one with."""
	kept = {(row.subject, row.aspect or ""): row for row in rows if row.ruling}
	by_key = {(change.subject, change.aspect): change for change in found}
	for row in list(kept.values()):
		key = joined.get(row.subject)
		if key in by_key and key not in kept:
			kept[key] = frappe._dict(row, **about(by_key[key]))
	return tuple(made for row in kept.values() if (made := decision(row)))


def about(change: Change) -> dict[str, object]:
	"""What a decision is about: the change as it stands."""
	return {
		"subject": change.subject,
		"aspect": change.aspect,
		"decided_rule": change.rule,
		"decided_changed_on": change.on,
	}


def carried(row: frappe._dict, change: Change) -> dict[str, object]:
	"""The decision about a report, as the change takes it over that the report is one with."""
	return {
		**{column: row.get(column) for column in COLUMNS},
		"decided_rule": change.rule,
		"decided_changed_on": change.on,
	}
