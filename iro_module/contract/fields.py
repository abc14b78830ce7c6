"""The kinds of value a message may hold, each stricter than marshmallow's own and with its fault in words.

A kind keeps what it allows in attributes (pattern, codes, limits), so that a JSON Schema can be made of it.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields

from iro_module.domain import codes

IDENTIFIER = re.compile(r"\A[A-Za-z0-9._:-]{1,64}\Z")
SOURCE = re.compile(r"\A[A-Za-z0-9._:/-]{1,128}\Z")

EARLIEST_YEAR = 1990
LATEST_YEAR = 2100

_DAY = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(
	r"\A([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?"
	r"([Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])\Z"
)
_MOMENT_WORDS = (
	"must be a date and time with its offset, such as 2026-05-31T09:30:00+01:00 or 2026-05-31T08:30:00Z"
)
_SHORT_CODE = re.compile(r"\A[A-Za-z0-9]{1,6}\Z")
_MOST_IDENTIFIERS = 1_000
_IDENTIFIER_WORDS = (
	"must be an id of 1 to 64 characters out of A-Z, a-z, 0-9 and . _ : - (no spaces, no other characters)"
)


class Value(fields.Raw):
	"""A value; `nullable` allows null, which then means "not known", as leaving the field out does."""

	def __init__(self, *, required: bool = False, nullable: bool | None = None) -> None:
		allowed = not required if nullable is None else nullable
		missing: dict[str, Any] = {"required": "is missing", "null": "must have a value, not null"}
		super().__init__(required=required, allow_none=allowed, error_messages=missing)

	def _deserialize(
		self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
	) -> Any:
		return self.typed(value)

	def typed(self, value: Any) -> Any:
		"""The value as the domain has it; ValidationError with what is wrong."""
		raise NotImplementedError


class Pattern(Value):
	"""A text of one form. `words` says the form."""

	def __init__(self, pattern: re.Pattern[str], words: str, *, required: bool = False) -> None:
		super().__init__(required=required)
		self.pattern = pattern
		self.words = words

	def typed(self, value: Any) -> str:
		if not isinstance(value, str) or not self.pattern.match(value):
			raise ValidationError(self.words)
		return value


class Identifier(Pattern):
	"""An id of the council's system: of a record, child, carer or worker. Compared byte for byte."""

	def __init__(self, *, required: bool = False) -> None:
		super().__init__(IDENTIFIER, _IDENTIFIER_WORDS, required=required)


class Identifiers(Value):
	"""A list of ids; one that is repeated counts once."""

	def typed(self, value: Any) -> tuple[str, ...]:
		if not isinstance(value, list):
			raise ValidationError("must be a list of ids, in square brackets")
		if len(value) > _MOST_IDENTIFIERS:
			raise ValidationError(f"has {len(value):,} ids; at most {_MOST_IDENTIFIERS:,}")
		wrong: dict[int, list[str]] = {
			place: [_IDENTIFIER_WORDS]
			for place, item in enumerate(value)
			if not isinstance(item, str) or not IDENTIFIER.match(item)
		}
		if wrong:
			raise ValidationError(wrong)
		return tuple(dict.fromkeys(value))


class Text(Value):
	"""Free text, stripped of the white space around it."""

	def __init__(self, longest: int, *, required: bool = False) -> None:
		super().__init__(required=required)
		self.longest = longest

	def typed(self, value: Any) -> str:
		if not isinstance(value, str):
			raise ValidationError("must be text, in quotation marks")
		text = value.strip()
		if not text:
			raise ValidationError("must not be empty; leave the field out where it is not known")
		if len(text) > self.longest:
			raise ValidationError(f"has {len(text):,} characters; at most {self.longest:,}")
		return text


class Flag(Value):
	"""true or false, as JSON has them."""

	def typed(self, value: Any) -> bool:
		if not isinstance(value, bool):
			raise ValidationError("must be true or false, without quotation marks")
		return value


class WholeNumber(Value):
	"""A whole number between two limits, both allowed."""

	def __init__(self, smallest: int, largest: int, *, required: bool = False) -> None:
		super().__init__(required=required)
		self.smallest = smallest
		self.largest = largest

	def typed(self, value: Any) -> int:
		if isinstance(value, bool) or not isinstance(value, int):
			raise ValidationError("must be a whole number, such as 3: no quotation marks, no decimal point")
		if not self.smallest <= value <= self.largest:
			raise ValidationError(f"must be between {self.smallest} and {self.largest}")
		return value


class Number(Value):
	"""A number between two limits, both allowed."""

	def __init__(self, smallest: float, largest: float) -> None:
		super().__init__()
		self.smallest = smallest
		self.largest = largest

	def typed(self, value: Any) -> float:
		if isinstance(value, bool) or not isinstance(value, (int, float)):
			raise ValidationError("must be a number, such as 12.5, without quotation marks")
		if not self.smallest <= value <= self.largest:
			raise ValidationError(f"must be between {self.smallest:,} and {self.largest:,}")
		return float(value)


class Day(Value):
	"""A day of the calendar, written 2026-05-31, in the years 1990 to 2100."""

	def typed(self, value: Any) -> date:
		if not isinstance(value, str) or not _DAY.match(value):
			raise ValidationError("must be a date written YYYY-MM-DD, such as 2026-05-31")
		try:
			day = date.fromisoformat(value)
		except ValueError:
			raise ValidationError(
				"is not a day of the calendar (year-month-day, such as 2026-05-31)"
			) from None
		if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
			raise ValidationError(f"must be a date in the years {EARLIEST_YEAR} to {LATEST_YEAR}")
		return day


class Moment(Value):
	"""A date and time with its offset from UTC, after RFC 3339: 2026-05-31T09:30:00+01:00."""

	def typed(self, value: Any) -> datetime:
		parts = _MOMENT.match(value) if isinstance(value, str) else None
		if parts is None:
			raise ValidationError(_MOMENT_WORDS)
		day, minute, second, offset = parts.groups()
		whole = "59" if second == "60" else second  # a leap second
		try:
			moment = datetime.fromisoformat(f"{day}T{minute}:{whole}{'+00:00' if offset in 'Zz' else offset}")
		except ValueError:
			raise ValidationError(f"is not a moment of the calendar; it {_MOMENT_WORDS}") from None
		if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
			raise ValidationError(f"must lie in the years {EARLIEST_YEAR} to {LATEST_YEAR}")
		return moment


class CodeOf(Value):
	"""A code of a code set that is `called` so; `refused` gives codes that do not fit here, and why."""

	def __init__(
		self,
		code_set: type[codes.Code],
		called: str,
		*,
		required: bool = False,
		nullable: bool | None = None,
		refused: Mapping[str, str] | None = None,
	) -> None:
		super().__init__(required=required, nullable=nullable)
		self.called = called
		self.refused = dict(refused or {})
		self.allowed = {code.value: code for code in code_set if code.value not in self.refused}

	def typed(self, value: Any) -> codes.Code:
		if isinstance(value, str) and value in self.allowed:
			return self.allowed[value]
		listed = f"the codes are {', '.join(self.allowed)}"
		if not isinstance(value, str):
			raise ValidationError(f"must be {self.called}, in quotation marks; {listed}")
		if value in self.refused:
			raise ValidationError(f"{self.refused[value]}; {listed}")
		said = f"{value} is not" if _SHORT_CODE.match(value) else "is not"
		raise ValidationError(f"{said} {self.called}; {listed}")


class Choice(Value):
	"""One of a few texts, each standing for something."""

	def __init__(self, choices: Mapping[str, Any], words: str, *, required: bool = False) -> None:
		super().__init__(required=required, nullable=False)
		self.choices = dict(choices)
		self.words = words

	def typed(self, value: Any) -> Any:
		if not isinstance(value, str) or value not in self.choices:
			raise ValidationError(self.words)
		return self.choices[value]


class Object(Value):
	"""A JSON object, looked into elsewhere."""

	def typed(self, value: Any) -> dict[str, Any]:
		if not isinstance(value, dict):
			raise ValidationError('must be an object in braces, {"record_id": ...}')
		return value
