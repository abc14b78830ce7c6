"""The records a council's system sends about a child, as frozen dataclasses, and their stored versions.

Field names are those of the message contract; `as_fields` and `from_fields` turn a record into plain values
(ISO dates, codes as text) and back, for any store.
"""

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any, ClassVar

from iro_module.domain import codes


class RecordType(str, Enum):
	"""The five record types; the value is the middle part of the CloudEvents type."""

	CHILD = "child"
	PERIOD_OF_CARE = "period-of-care"
	PLACEMENT = "placement"
	LEGAL_STATUS = "legal-status"
	REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ChildDetails:
	"""Who the child is. Staff are the council's staff ids, kept as text."""

	TYPE: ClassVar[RecordType] = RecordType.CHILD
	first_name: str | None = None
	last_name: str | None = None
	birth_date: date | None = None
	sex: codes.Sex | None = None
	uasc: bool | None = None
	disabled: bool | None = None
	communication_needs: str | None = None
	restricted: bool | None = None
	social_worker: str | None = None
	team: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodOfCare:
	"""A continuous time of being looked after, from 903 RNE S to an end reason other than X1.

	start_known: false where `start_date` is only the earliest date on record, not the day the period began.
	reviews_complete: false where reviews held since the start may be missing from the records.
	"""

	TYPE: ClassVar[RecordType] = RecordType.PERIOD_OF_CARE
	start_date: date
	end_date: date | None = None
	category_of_need: codes.CategoryOfNeed | None = None
	end_reason: codes.EndReason | None = None
	start_known: bool = True
	reviews_complete: bool = True


@dataclass(frozen=True, slots=True)
class Placement:
	"""Where the child lives. `reason_place_change` says why *this* placement ended (903 practice).

	immediate_risk: whether the ending was an emergency under reg 14(3); None where that is not known.
	"""

	TYPE: ClassVar[RecordType] = RecordType.PLACEMENT
	start_date: date
	placement_type: codes.PlacementType
	end_date: date | None = None
	status: codes.PlacementState = codes.PlacementState.ACTUAL
	provider: codes.PlacementProvider | None = None
	reason_new_episode: codes.ReasonNewEpisode | None = None
	reason_place_change: codes.ReasonPlaceChange | None = None
	carer_id: str | None = None
	urn: str | None = None
	immediate_risk: bool | None = None
	area_authority: str | None = None
	distance_miles: float | None = None


@dataclass(frozen=True, slots=True)
class LegalStatusHeld:
	"""The legal status under which the child is looked after, from a date."""

	TYPE: ClassVar[RecordType] = RecordType.LEGAL_STATUS
	start_date: date
	legal_status: codes.LegalStatus
	end_date: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewHeld:
	"""A review held elsewhere or before go-live. `changes_considered`: record ids looked at beforehand.

	change_only: the IRO records that the review looked only at the change, so it starts no new interval.
	"""

	TYPE: ClassVar[RecordType] = RecordType.REVIEW
	review_date: date
	participation_code: codes.Participation | None = None
	changes_considered: tuple[str, ...] = ()
	change_only: bool = False


Record = ChildDetails | PeriodOfCare | Placement | LegalStatusHeld | ReviewHeld

CLASS_OF: dict[RecordType, type[Record]] = {
	RecordType.CHILD: ChildDetails,
	RecordType.PERIOD_OF_CARE: PeriodOfCare,
	RecordType.PLACEMENT: Placement,
	RecordType.LEGAL_STATUS: LegalStatusHeld,
	RecordType.REVIEW: ReviewHeld,
}

_CODES: dict[str, type[codes.Code]] = {
	"sex": codes.Sex,
	"category_of_need": codes.CategoryOfNeed,
	"end_reason": codes.EndReason,
	"status": codes.PlacementState,
	"placement_type": codes.PlacementType,
	"provider": codes.PlacementProvider,
	"reason_new_episode": codes.ReasonNewEpisode,
	"reason_place_change": codes.ReasonPlaceChange,
	"legal_status": codes.LegalStatus,
	"participation_code": codes.Participation,
}
_DATES = frozenset({"start_date", "end_date", "birth_date", "review_date"})


def as_fields(record: Record) -> dict[str, Any]:
	"""The record as plain values: ISO dates, codes as text, lists; the inverse of `from_fields`."""
	return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def from_fields(record_type: RecordType, values: dict[str, Any]) -> Record:
	"""The record of that type from plain values; unknown names raise TypeError, unknown codes ValueError."""
	typed = {name: _typed(name, value) for name, value in values.items()}
	return CLASS_OF[record_type](**typed)


def _plain(value: Any) -> Any:
	if isinstance(value, date):
		return value.isoformat()
	if isinstance(value, codes.Code):
		return value.value
	if isinstance(value, tuple):
		return list(value)
	return value


def _typed(name: str, value: Any) -> Any:
	if value is None:
		return None
	if name in _DATES:
		return value if isinstance(value, date) else date.fromisoformat(value)
	if name in _CODES:
		return _CODES[name](value)
	if name == "changes_considered":
		return tuple(value)
	return value


def digest(*parts: str) -> str:
	"""SHA-256 in hex of the parts, each with its length: names that no collation can confuse."""
	sha = hashlib.sha256()
	for part in parts:
		data = part.encode()
		sha.update(str(len(data)).encode() + b":" + data)
	return sha.hexdigest()


def child_name(child_id: str) -> str:
	"""The name under which a child is stored: ids are compared byte for byte, database collations are not."""
	return digest("child", child_id)


def message_name(source: str, message_id: str) -> str:
	"""The name of a message in the inbox, from what CloudEvents says identifies it: source and id."""
	return digest("message", source, message_id)


def record_name(source: str, record_type: RecordType, record_id: str) -> str:
	"""The name of a record, whatever version of it: source, type and the source's own id."""
	return digest("record", source, record_type.value, record_id)
