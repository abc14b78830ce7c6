"""Rules between the values of one message; values that are faulty by themselves are left out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from iro_module.contract.faults import add
from iro_module.domain.intake import Faults
from iro_module.domain.records import RecordType


def faults_between(
	record_type: RecordType | None,
	subject: str | None,
	given: Mapping[str, Any],
	values: Mapping[str, Any],
	today: date,
) -> Faults:
	"""The faults between the values: `given` is the data as it came, `values` what is sound of it."""
	faults: Faults = {}
	child_id, record_id = values.get("child_id"), values.get("record_id")
	if child_id and subject and child_id != subject:
		add(faults, "data.child_id", "must be the same as subject: both name the child")
	child = child_id or subject
	if record_type is RecordType.CHILD and record_id and child and record_id != child:
		add(faults, "data.record_id", "must be the child's id: a child has one record, under that id")
	_add_faults_of_dates(faults, given, values, today)
	return faults


def _add_faults_of_dates(
	faults: Faults, given: Mapping[str, Any], values: Mapping[str, Any], today: date
) -> None:
	start, end, held = values.get("start_date"), values.get("end_date"), values.get("review_date")
	if start and end and end < start:
		add(faults, "data.end_date", "is before start_date; the same day is the earliest")
	if values.get("end_reason") and given.get("end_date") is None:
		add(faults, "data.end_date", "is missing: with an end_reason goes the date the period ended")
	if held and held > today:
		written = f"{today.day} {today:%B} {today.year}"
		add(faults, "data.review_date", f"is after today, {written}; send a review once it has been held")
