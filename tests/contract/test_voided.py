"""A record that never happened: ids and version suffice, and what else is said is still checked."""

from typing import Any

import pytest

from iro_module.domain.records import RecordType
from tests.contract.examples import CHILD, example, faults_of, reading_of


def voided(record_type: RecordType = RecordType.PLACEMENT, **more: Any) -> dict[str, Any]:
	record_id = CHILD if record_type is RecordType.CHILD else "R-1"
	data = {"record_id": record_id, "record_version": 4, "voided": True}
	return example(record_type) | {"data": data | more}


@pytest.mark.parametrize("record_type", RecordType)
def test_ids_and_version_suffice(record_type: RecordType) -> None:
	message = reading_of(voided(record_type)).message
	assert message is not None
	assert message.record is None
	assert (message.child_id, message.version) == (CHILD, 4)


@pytest.mark.parametrize("record_type", RecordType)
def test_a_voided_record_may_come_with_all_its_fields(record_type: RecordType) -> None:
	message = reading_of(example(record_type, voided=True)).message
	assert message is not None
	assert message.record is None


def test_ids_and_version_are_needed() -> None:
	faults = faults_of(example() | {"data": {"voided": True}})
	assert faults == {"data.record_id": ["is missing"], "data.record_version": ["is missing"]}


def test_what_is_given_is_checked() -> None:
	given = {"start_date": "2026-02-30", "placement_type": "Q1", "colour": "red", "child_id": "CH-2"}
	assert set(faults_of(voided(**given))) == {
		"data.start_date",
		"data.placement_type",
		"data.colour",
		"data.child_id",
	}


def test_the_record_of_a_child_is_voided_under_the_childs_id() -> None:
	assert "child's id" in faults_of(voided(RecordType.CHILD, record_id="CH-9"))["data.record_id"][0]


@pytest.mark.parametrize("flag", ["true", 1, "yes", None, [], 0])
def test_voided_is_true_or_false_and_nothing_like_it(flag: object) -> None:
	faults = faults_of(voided(voided=flag))
	assert "data.voided" in faults
	assert "data.start_date" in faults, "only a plain true makes the other fields optional"
