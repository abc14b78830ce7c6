"""Valid messages of an invented child, one of each type, and what a test does with them."""

import copy
import json
from datetime import date
from typing import Any

from iro_module.contract import Reading, message_type, read
from iro_module.domain.records import RecordType

TODAY = date(2026, 5, 31)
CHILD = "CH-1042"

DATA: dict[RecordType, dict[str, Any]] = {
	RecordType.CHILD: {
		"record_id": CHILD,
		"first_name": "Zuzanna",
		"last_name": "Ó Briain-Wójcik",
		"birth_date": "2014-02-28",
		"sex": "F",
		"uasc": False,
		"disabled": True,
		"communication_needs": "Signs Makaton; likes pictures 🐢",
		"restricted": False,
		"social_worker": "SW.17",
		"team": "Children looked after, north",
	},
	RecordType.PERIOD_OF_CARE: {
		"record_id": "POC:1",
		"start_date": "2024-02-29",
		"end_date": "2026-05-20",
		"category_of_need": "N1",
		"end_reason": "E4A",
		"start_known": True,
		"reviews_complete": False,
	},
	RecordType.PLACEMENT: {
		"record_id": "PL-7",
		"start_date": "2026-05-21",
		"end_date": "2026-05-21",
		"status": "actual",
		"placement_type": "U4",
		"provider": "PR1",
		"reason_new_episode": "P",
		"reason_place_change": "ALLEG",
		"carer_id": "carer_9",
		"urn": "SC123456",
		"immediate_risk": True,
		"area_authority": "E09000008",
		"distance_miles": 12.5,
	},
	RecordType.LEGAL_STATUS: {
		"record_id": "LS-3",
		"start_date": "2026-01-05",
		"end_date": "2026-03-01",
		"legal_status": "C1",
	},
	RecordType.REVIEW: {
		"record_id": "RV-12",
		"review_date": "2026-05-31",
		"participation_code": "PN1",
		"changes_considered": ["PL-7", "LS-3", "PL-7"],
		"change_only": False,
	},
}

NEEDED: dict[RecordType, dict[str, Any]] = {
	RecordType.CHILD: {},
	RecordType.PERIOD_OF_CARE: {"start_date": "2024-02-29"},
	RecordType.PLACEMENT: {"start_date": "2026-05-21", "placement_type": "U4"},
	RecordType.LEGAL_STATUS: {"start_date": "2026-01-05", "legal_status": "C1"},
	RecordType.REVIEW: {"review_date": "2026-05-30"},
}
"""The fields that each type must have, besides the ids and the version."""


def example(record_type: RecordType = RecordType.PLACEMENT, **changes: Any) -> dict[str, Any]:
	"""A valid message with every field; `changes` replace fields of its data, None included."""
	data = {"record_version": 3, "voided": False, "child_id": CHILD} | copy.deepcopy(DATA[record_type])
	return {
		"specversion": "1.0",
		"id": f"msg-{record_type.value}-1",
		"source": "urn:example:records/live",
		"type": message_type(record_type),
		"subject": CHILD,
		"time": "2026-05-30T23:30:00Z",
		"datacontenttype": "application/json",
		"dataschema": "https://example.org/records/v1",
		"data": data | changes,
	}


def small(record_type: RecordType) -> dict[str, Any]:
	"""The smallest valid message of that type."""
	record_id = CHILD if record_type is RecordType.CHILD else "R-1"
	return {
		"specversion": "1.0",
		"id": "m-1",
		"source": "mosaic",
		"type": message_type(record_type),
		"subject": CHILD,
		"data": {"record_id": record_id, "record_version": 1, "child_id": CHILD} | NEEDED[record_type],
	}


def without(message: dict[str, Any], *names: str) -> dict[str, Any]:
	"""The message without these fields; `data.x` is a field of its data."""
	message = copy.deepcopy(message)
	for name in names:
		holder = message["data"] if name.startswith("data.") else message
		del holder[name.removeprefix("data.")]
	return message


def reading_of(message: Any) -> Reading:
	"""What the reader makes of a message given as Python values."""
	return read(json.dumps(message), TODAY)


def faults_of(message: Any) -> dict[str, list[str]]:
	"""The faults of a message that must be refused."""
	return refused(reading_of(message))


def refused(reading: Reading) -> dict[str, list[str]]:
	"""The faults of a refused message, after a look at their shape."""
	assert reading.message is None
	assert reading.faults
	assert all(
		texts and all(isinstance(text, str) and text for text in texts) for texts in reading.faults.values()
	)
	return reading.faults
