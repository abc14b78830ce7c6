"""The record versions of the feed as rows of their doctypes: read in sets, written in bulk."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import frappe

from iro_module.domain.intake import StoredRecord
from iro_module.domain.records import CLASS_OF, RecordType, as_fields, child_name, from_fields
from iro_module.iro_records.titles import title_of

DOCTYPE_OF = {
	RecordType.CHILD: "Child Details",
	RecordType.PERIOD_OF_CARE: "Period of Care",
	RecordType.PLACEMENT: "Care Placement",
	RecordType.LEGAL_STATUS: "Care Legal Status",
	RecordType.REVIEW: "Review Held Elsewhere",
}
_VERSION_FIELDS = (
	"name",
	"source",
	"record_id",
	"record_version",
	"voided",
	"content_hash",
	"first_recorded_on",
)
_YES_NO = {"immediate_risk"}
_CHECKS = {"start_known", "reviews_complete", "change_only", "uasc", "disabled", "restricted"}


def load_by_child(children: Iterable[str]) -> dict[str, list[StoredRecord]]:
	"""The record versions of children (by name), read as they are now: the children's rows are locked."""
	names = sorted(set(children))
	found: dict[str, list[StoredRecord]] = defaultdict(list)
	if names:
		for record_type in RecordType:
			for row in _select(record_type, "record.child IN %(names)s", {"names": names}):
				found[row["child"]].append(_stored(record_type, row))
	return found


def children_of(names_by_type: dict[RecordType, set[str]]) -> dict[str, str]:
	"""Record name → child id on file, for the records that are."""
	found: dict[str, str] = {}
	for record_type, names in names_by_type.items():
		rows = _select(record_type, "record.name IN %(names)s", {"names": sorted(names)}, lock=False)
		found.update((row["name"], row["child_id"]) for row in rows)
	return found


def save(records: Iterable[StoredRecord]) -> None:
	"""Write versions in bulk, new or over the version on file; the caller holds the children's locks."""
	by_type: dict[RecordType, list[StoredRecord]] = defaultdict(list)
	for record in records:
		by_type[record.record_type].append(record)
	for record_type, changed in by_type.items():
		_upsert(
			DOCTYPE_OF[record_type], [_row(record) for record in sorted(changed, key=lambda one: one.name)]
		)


def _select(
	record_type: RecordType, where: str, values: dict[str, Any], lock: bool = True
) -> list[dict[str, Any]]:
	columns = [f"record.`{name}`" for name in (*_VERSION_FIELDS, "child", *_field_names(record_type))]
	return frappe.db.sql(
		f"""SELECT {", ".join(columns)}, child.child_id
		FROM `tab{DOCTYPE_OF[record_type]}` record
		JOIN `tabLooked After Child` child ON child.name = record.child
		WHERE {where} {"FOR UPDATE" if lock else ""}""",
		values,
		as_dict=True,
	)


def _field_names(record_type: RecordType) -> list[str]:
	return [field.name for field in fields(CLASS_OF[record_type])]


def _stored(record_type: RecordType, row: dict[str, Any]) -> StoredRecord:
	record = None
	if not row["voided"]:
		values = {name: _from_column(name, row[name]) for name in _field_names(record_type)}
		record = from_fields(record_type, values)
	return StoredRecord(
		name=row["name"],
		source=row["source"],
		record_type=record_type,
		record_id=row["record_id"],
		version=row["record_version"],
		child_id=row["child_id"],
		record=record,
		content_hash=row["content_hash"],
		first_recorded_on=row["first_recorded_on"],
	)


def _row(stored: StoredRecord) -> dict[str, Any]:
	values = as_fields(stored.record) if stored.record else dict.fromkeys(_field_names(stored.record_type))
	return {
		"name": stored.name,
		"child": child_name(stored.child_id),
		"source": stored.source,
		"record_id": stored.record_id,
		"record_version": stored.version,
		"voided": int(stored.record is None),
		"title": title_of(stored.record) or stored.record_id,
		"content_hash": stored.content_hash,
		"first_recorded_on": stored.first_recorded_on,
		**{name: _to_column(name, value) for name, value in values.items()},
	}


def _to_column(name: str, value: Any) -> Any:
	if name in _YES_NO:
		return {None: None, True: "Yes", False: "No"}[value]
	if name in _CHECKS:
		return int(bool(value))
	if name == "changes_considered":
		return json.dumps(value or [])
	if name == "distance_miles":
		return value or 0
	return value


def _from_column(name: str, value: Any) -> Any:
	if name in _YES_NO:
		return {"Yes": True, "No": False}.get(value)
	if name in _CHECKS:
		return bool(value)
	if name == "changes_considered":
		return json.loads(value or "[]")
	return value or None


def _upsert(doctype: str, rows: list[dict[str, Any]]) -> None:
	now, user = frappe.utils.now(), frappe.session.user
	added = {"creation": now, "owner": user, "docstatus": 0, "idx": 0}
	kept = {"modified": now, "modified_by": user}
	columns = [*rows[0], *kept, *added]
	updated = ", ".join(f"`{name}` = VALUES(`{name}`)" for name in [*rows[0], *kept] if name != "name")
	names = ", ".join(f"`{name}`" for name in columns)
	marks = ", ".join(["(" + ", ".join(["%s"] * len(columns)) + ")"] * len(rows))
	values = [value for row in rows for value in {**row, **kept, **added}.values()]
	frappe.db.sql(
		f"INSERT INTO `tab{doctype}` ({names}) VALUES {marks} ON DUPLICATE KEY UPDATE {updated}", values
	)


def children_of_source(source: str, older_than: int) -> list[str]:
	"""The children (by name, sorted) with records of that source older than a version, tombstones left out."""
	names: set[str] = set()
	for doctype in DOCTYPE_OF.values():
		names.update(
			frappe.db.sql(
				f"SELECT DISTINCT child FROM `tab{doctype}` WHERE source = %s AND record_version < %s AND voided = 0",
				(source, older_than),
				pluck=True,
			)
		)
	return sorted(names)
