"""The cells of a 903 return: checked one by one and turned into dates and codes, each fault under its column."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from iro_module.domain import codes
from iro_module.domain.wording import in_words

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CHILD = re.compile(r"\A[A-Za-z0-9._:-]{1,64}\Z")
_URN = re.compile(r"\A[A-Z0-9]{1,10}\Z")
_DATE = re.compile(r"\A([0-9]{2})/([0-9]{2})/([0-9]{4})\Z")
_LOOSE_DATE = re.compile(r"\A([0-9]{1,2})/([0-9]{1,2})/[0-9]{2,4}\Z")
_SEX = {"1": codes.Sex.MALE, "2": codes.Sex.FEMALE} | {sex.value: sex for sex in codes.Sex}
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Dates outside these years are refused, as in the message contract."""

Value = TypeVar("Value")
AnyCode = TypeVar("AnyCode", bound=codes.Code)


@dataclass(frozen=True, slots=True)
class HeaderRow:
	"""A row of header.csv."""

	line: int
	raw: str
	child: str
	sex: codes.Sex
	birth_date: date


@dataclass(frozen=True, slots=True)
class EpisodeRow:
	"""A row of episodes.csv; `postcodes` serve only to tell one address from another and go no further."""

	line: int
	raw: str
	child: str
	decom: date
	rne: codes.ReasonNewEpisode
	legal_status: codes.LegalStatus
	need: codes.CategoryOfNeed | None
	place: codes.PlacementType
	provider: codes.PlacementProvider | None
	dec: date | None
	rec: codes.EndReason | None
	reason: codes.ReasonPlaceChange | None
	urn: str | None
	postcodes: tuple[str, str]

	@property
	def ends_care(self) -> bool:
		"""Whether the child ceased to be looked after with this episode: any REC other than X1."""
		return self.rec not in (None, codes.EndReason.X1)


@dataclass(frozen=True, slots=True)
class ReviewRow:
	"""A row of reviews.csv."""

	line: int
	raw: str
	child: str
	review_date: date
	code: codes.Participation


Row = HeaderRow | EpisodeRow | ReviewRow
Faults = dict[str, list[str]]


def month_above_12(text: str) -> bool:
	"""Whether the text is a date whose second part cannot be a month: written month first, as in the US."""
	found = _LOOSE_DATE.match(text)
	return bool(found and int(found[2]) > 12)


def lies_after(text: str, as_of: date) -> bool:
	"""Whether the text is a date after `as_of`."""
	try:
		return _date(text) > as_of
	except ValueError:
		return False


def check(
	file: str, line: int, raw: str, cells: dict[str, str], as_of: date
) -> tuple[Row | None, str | None, Faults]:
	"""One row from its cells: the row or its faults by column, and the child's id where it can be read."""
	reader = _Reader(cells)
	child = reader.take("CHILD", _child)
	row: Row | None
	if file == "header.csv":
		row = _header(reader, line, raw, child, as_of)
	elif file == "episodes.csv":
		row = _episode(reader, line, raw, child)
	else:
		row = _review(reader, line, raw, child, as_of)
	return (None if reader.faults else row), child, reader.faults


class _Reader:
	"""Takes cells one by one and collects what is wrong with them."""

	def __init__(self, cells: dict[str, str]) -> None:
		self.cells = cells
		self.faults: Faults = {}

	def take(self, column: str, read: Callable[[str], Value]) -> Value | None:
		"""The cell's value; None and a fault where it is empty or wrong."""
		if not self.cells[column]:
			self.fault(column, "is empty")
			return None
		return self.take_if_given(column, read)

	def take_if_given(self, column: str, read: Callable[[str], Value]) -> Value | None:
		"""The cell's value; None where it is empty, None and a fault where it is wrong."""
		if not self.cells[column]:
			return None
		try:
			return read(self.cells[column])
		except ValueError as error:
			self.fault(column, str(error))
			return None

	def fault(self, column: str, words: str) -> None:
		self.faults.setdefault(column, []).append(words)


def _header(reader: _Reader, line: int, raw: str, child: str | None, as_of: date) -> HeaderRow | None:
	sex = reader.take("SEX", _sex)
	born = reader.take("DOB", _date)
	reader.take_if_given("MC_DOB", _date)
	if born and born > as_of:
		reader.fault("DOB", f"the child is born after the return's date, {in_words(as_of)}")
	if child is None or sex is None or born is None:
		return None
	return HeaderRow(line, raw, child, sex, born)


def _episode(reader: _Reader, line: int, raw: str, child: str | None) -> EpisodeRow | None:
	decom = reader.take("DECOM", _date)
	rne = reader.take("RNE", _code(codes.ReasonNewEpisode))
	status = reader.take("LS", _code(codes.LegalStatus))
	need = reader.take_if_given("CIN", _code(codes.CategoryOfNeed))
	place = reader.take("PLACE", _code(codes.PlacementType))
	provider = reader.take_if_given("PLACE_PROVIDER", _code(codes.PlacementProvider))
	dec = reader.take_if_given("DEC", _date)
	rec = reader.take_if_given("REC", _code(codes.EndReason))
	reason = reader.take_if_given("REASON_PLACE_CHANGE", _code(codes.ReasonPlaceChange))
	urn = reader.take_if_given("URN", _urn)
	if decom and dec and dec < decom:
		reader.fault("DEC", f"is before DECOM, {in_words(decom)}")
	if rec not in (None, codes.EndReason.X1) and not reader.cells["DEC"]:
		reader.fault("DEC", f"is empty, but REC {rec} says that the child ceased to be looked after")
	if child is None or decom is None or rne is None or status is None or place is None:
		return None
	posts = (reader.cells["HOME_POST"].upper(), reader.cells["PL_POST"].upper())
	return EpisodeRow(
		line, raw, child, decom, rne, status, need, place, provider, dec, rec, reason, urn, posts
	)


def _review(reader: _Reader, line: int, raw: str, child: str | None, as_of: date) -> ReviewRow | None:
	reader.take("DOB", _date)
	held = reader.take("REVIEW", _date)
	code = reader.take("REVIEW_CODE", _code(codes.Participation))
	if held and held > as_of:
		reader.fault(
			"REVIEW", f"is after the return's date, {in_words(as_of)}; a review in the return has been held"
		)
	if child is None or held is None or code is None:
		return None
	return ReviewRow(line, raw, child, held, code)


def _child(text: str) -> str:
	if not _CHILD.match(text):
		raise ValueError("is not an id: 1 to 64 letters, digits, full stops, underscores, colons or hyphens")
	return text


def _sex(text: str) -> codes.Sex:
	sex = _SEX.get(text.upper())
	if sex is None:
		raise ValueError("is none of M, F, U, 1 or 2")
	return sex


def _urn(text: str) -> str:
	if not _URN.match(text.upper()):
		raise ValueError("is not a reference of up to 10 letters and digits")
	return text.upper()


def _date(text: str) -> date:
	found = _DATE.match(text)
	if not found:
		raise ValueError("is not a date written dd/mm/yyyy")
	day, month, year = (int(part) for part in found.groups())
	try:
		value = date(year, month, day)
	except ValueError:
		raise ValueError("is a day that does not exist") from None
	if not FIRST_YEAR <= year <= LAST_YEAR:
		raise ValueError(f"is outside the years {FIRST_YEAR} to {LAST_YEAR}")
	return value


def _code(kind: type[AnyCode]) -> Callable[[str], AnyCode]:
	def read(text: str) -> AnyCode:
		try:
			return kind(text.upper())
		except ValueError:
			raise ValueError(f"is none of the codes {', '.join(code.value for code in kind)}") from None

	return read
