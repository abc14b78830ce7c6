"""The message contract, version 1: a CloudEvents envelope, and one schema for each type of record.

Source of the codes: SSDA903. Schemas are made once, here; they hold for marshmallow 3.21 and every 4.
"""

import re
from typing import Any

from marshmallow import Schema

from iro_module.contract import fields
from iro_module.domain import codes
from iro_module.domain.records import RecordType

LARGEST_VERSION = 2**63 - 1
_NAME = 140
_FARTHEST_MILES = 20_000
AREA_CODE = re.compile(r"\A[A-Z][0-9]{8}\Z")
"""The ONS code of a local authority's area."""


def message_type(record_type: RecordType) -> str:
	"""The CloudEvents type of messages about such a record, as in `uk.council.placement.recorded`."""
	return f"uk.council.{record_type.value}.recorded"


_TYPES = {message_type(record_type): record_type for record_type in RecordType}


class StrictSchema(Schema):
	"""A schema that names the fields it knows to those who send others.

	values: its fields by name, each of a kind of ours. needed: those that may not be left out.
	"""

	def __init__(self, **options: Any) -> None:
		super().__init__(**options)
		known = ", ".join(sorted(self.fields))
		self.error_messages["unknown"] = f"is unknown; the fields here are {known}"
		self.values = {name: field for name, field in self.fields.items() if isinstance(field, fields.Value)}
		self.needed = frozenset(name for name, field in self.values.items() if field.required)


class Envelope(StrictSchema):
	"""The CloudEvents attributes. `subject` is the child."""

	specversion = fields.Choice({"1.0": "1.0"}, 'must be "1.0", the version of CloudEvents', required=True)
	id = fields.Identifier(required=True)
	source = fields.Pattern(
		fields.SOURCE,
		"must be the sending system's name, 1 to 128 characters out of A-Z, a-z, 0-9 and . _ : / -",
		required=True,
	)
	type = fields.Choice(
		_TYPES, f"is not a type of message known here; the types are {', '.join(_TYPES)}", required=True
	)
	subject = fields.Identifier(required=True)
	time = fields.Moment()
	datacontenttype = fields.Pattern(
		re.compile(r"\Aapplication/json(; ?charset=utf-8)?\Z", re.IGNORECASE), 'must be "application/json"'
	)
	dataschema = fields.Pattern(
		re.compile(r"\A[!-~]{0,509}/v1\Z"), "must be the address of a schema that ends in /v1, without spaces"
	)
	data = fields.Object(required=True)


class RecordData(StrictSchema):
	"""What every record carries: whose it is, which record, which version of it."""

	record_id = fields.Identifier(required=True)
	record_version = fields.WholeNumber(1, LARGEST_VERSION, required=True)
	voided = fields.Flag(nullable=False)
	child_id = fields.Identifier(required=True)


class ChildData(RecordData):
	first_name = fields.Text(_NAME)
	last_name = fields.Text(_NAME)
	birth_date = fields.Day()
	sex = fields.CodeOf(codes.Sex, "a sex code")
	uasc = fields.Flag()
	disabled = fields.Flag()
	communication_needs = fields.Text(1000)
	restricted = fields.Flag()
	social_worker = fields.Identifier()
	team = fields.Text(_NAME)


class PeriodOfCareData(RecordData):
	start_date = fields.Day(required=True)
	end_date = fields.Day()
	category_of_need = fields.CodeOf(codes.CategoryOfNeed, "a category of need (CIN)")
	end_reason = fields.CodeOf(
		codes.EndReason,
		"a reason for leaving care (REC)",
		refused={"X1": "X1 ends an episode and the next begins the same day, so the period of care goes on"},
	)
	start_known = fields.Flag(nullable=False)
	reviews_complete = fields.Flag(nullable=False)


class PlacementData(RecordData):
	start_date = fields.Day(required=True)
	end_date = fields.Day()
	status = fields.CodeOf(codes.PlacementState, "a placement status", nullable=False)
	placement_type = fields.CodeOf(codes.PlacementType, "a placement type (PLACE)", required=True)
	provider = fields.CodeOf(codes.PlacementProvider, "a placement provider (PLACE_PROVIDER)")
	reason_new_episode = fields.CodeOf(codes.ReasonNewEpisode, "a reason for a new episode (RNE)")
	reason_place_change = fields.CodeOf(
		codes.ReasonPlaceChange, "a reason for placement change (REASON_PLACE_CHANGE)"
	)
	carer_id = fields.Identifier()
	urn = fields.Pattern(
		re.compile(r"\A[A-Z0-9]{1,10}\Z"),
		"must be a registration number, 1 to 10 capitals and digits, in quotes",
	)
	immediate_risk = fields.Flag()
	area_authority = fields.Pattern(
		AREA_CODE, "must be an ONS code: one capital and eight digits, as in E09000008"
	)
	distance_miles = fields.Number(0, _FARTHEST_MILES)


class LegalStatusData(RecordData):
	start_date = fields.Day(required=True)
	end_date = fields.Day()
	legal_status = fields.CodeOf(codes.LegalStatus, "a legal status (LS)", required=True)


class ReviewData(RecordData):
	review_date = fields.Day(required=True)
	participation_code = fields.CodeOf(codes.Participation, "a participation code (REVIEW_CODE)")
	changes_considered = fields.Identifiers(nullable=False)
	change_only = fields.Flag(nullable=False)


ENVELOPE = Envelope()
ANY_RECORD = RecordData()
DATA: dict[RecordType, RecordData] = {
	RecordType.CHILD: ChildData(),
	RecordType.PERIOD_OF_CARE: PeriodOfCareData(),
	RecordType.PLACEMENT: PlacementData(),
	RecordType.LEGAL_STATUS: LegalStatusData(),
	RecordType.REVIEW: ReviewData(),
}

NEEDED_OF_VOIDED = frozenset({"record_id", "record_version"})
"""A record that never happened needs only its id and version; the rest is checked where it is given."""
