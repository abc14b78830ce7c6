"""The rows of Review Limit: made as shipped; a council's own number stays while the law allows it."""

import frappe
from frappe.utils import cint

from iro_module.domain.limits import LIMITS, Authority, Limit

SHIPPED_FIELDS = ("title", "authority", "unit", "source", "holds_from", "shipped_value", "position")
"""What the app says of a limit; the number in force is the council's."""

_POSITIONS = {name: place for place, name in enumerate(LIMITS, start=1)}


def make_limits() -> None:
	"""Make the limits that are missing and correct the app's own words on the others. Idempotent."""
	stored = {
		row.name: row
		for row in frappe.get_all("Review Limit", fields=["name", "value", "differs", *SHIPPED_FIELDS])
	}
	for name, limit in LIMITS.items():
		row = stored.get(name)
		if row is None:
			_make(name, limit)
			continue
		value = _kept(row, limit)
		wanted = {**shipped_values(limit), "value": value, "differs": int(value != limit.value)}
		if any(row[field] != wanted[field] for field in wanted):
			frappe.db.set_value("Review Limit", name, wanted)


def shipped_values(limit: Limit) -> dict[str, object]:
	"""The read-only fields of a limit's row."""
	return {
		"title": limit.title,
		"authority": limit.authority.value,
		"unit": limit.unit.value,
		"source": limit.source,
		"holds_from": limit.holds_from,
		"shipped_value": limit.value,
		"position": _POSITIONS[limit.name],
	}


def limits_on_file() -> dict[str, int]:
	"""The numbers of this site by the limit's name. One read; a limit not on file yet is as shipped."""
	rows = frappe.get_all("Review Limit", fields=["name", "value"])
	return {row.name: cint(row.value) for row in rows if row.name in LIMITS}


def _kept(row: frappe._dict, limit: Limit) -> int:
	"""The council's number after a new release: what it left as shipped follows; the law is never exceeded."""
	if row.value == row.shipped_value:
		return limit.value
	return min(row.value, limit.value) if limit.authority is Authority.MUST else row.value


def _make(name: str, limit: Limit) -> None:
	frappe.get_doc(
		{"doctype": "Review Limit", "limit_name": name, "value": limit.value, **shipped_values(limit)}
	).insert(ignore_permissions=True)
