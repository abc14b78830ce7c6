"""Reading a council's 903 return: three CSV files into checked rows, every fault with file, line and column.

Some faults refuse the whole return, because they say that the files are not what they seem: a missing file, a
missing or extra column, another encoding, a month above 12 (a US date). Any other bad cell refuses its row.
Source of columns and codes: SSDA903 guidance, as restated by the public 903 validator.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from integration_service.ssda903_cells import (
	CONTROL,
	EpisodeRow,
	HeaderRow,
	ReviewRow,
	check,
	lies_after,
	month_above_12,
)

COLUMNS: dict[str, tuple[str, ...]] = {
	"header.csv": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
	"episodes.csv": (
		"CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
		"HOME_POST", "PL_POST", "URN",
	),
	"reviews.csv": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
}  # fmt: skip
"""The three files that are read, and their columns; their order is free."""

DATE_COLUMNS = frozenset({"DOB", "MC_DOB", "DECOM", "DEC", "REVIEW"})


@dataclass(frozen=True, slots=True)
class Refusal:
	"""A fault of the return: of one row, or of the whole where `row` is False.

	line: as counted in the file, the header line being 1; None where the file itself is at fault. child: its id as
	far as that can be read. raw: the row as it stands in the file.
	"""

	file: str
	line: int | None
	column: str | None
	faults: dict[str, list[str]]
	child: str | None = None
	raw: str = ""
	row: bool = True


@dataclass(slots=True)
class Return:
	"""What was read. `refusals` holds faults of the whole return only, if there are any: then no row counts.

	reviews_missing: children of whom a review that was held could not be read.
	"""

	header: list[HeaderRow] = field(default_factory=list)
	episodes: list[EpisodeRow] = field(default_factory=list)
	reviews: list[ReviewRow] = field(default_factory=list)
	read: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
	refusals: list[Refusal] = field(default_factory=list)
	reviews_missing: set[str] = field(default_factory=set)

	@property
	def is_refused(self) -> bool:
		"""Whether the whole return is refused."""
		return any(not refusal.row for refusal in self.refusals)


@dataclass(frozen=True, slots=True)
class _Line:
	number: int
	raw: str
	cells: list[str] | None


def read_return(directory: Path, as_of: date) -> Return:
	"""Read and check the three files of a return in `directory`; their names may be in upper or lower case.

	as_of: the return's date; a review held or a child born after it is refused. Raises NotADirectoryError.
	"""
	if not directory.is_dir():
		raise NotADirectoryError(f"{directory} is not a folder; name the one that holds {', '.join(COLUMNS)}")
	found = Return()
	lines = {file: _lines(directory, file, found) for file in COLUMNS}
	for file, rows in lines.items():
		if rows:
			_check_whole(file, rows, found)
	if found.is_refused:
		found.refusals = [refusal for refusal in found.refusals if not refusal.row]
		return found
	for file, rows in lines.items():
		names = _names(rows[0])
		for line in rows[1:]:
			_take(file, names, line, as_of, found)
	return found


def _lines(directory: Path, file: str, found: Return) -> list[_Line]:
	"""The file's lines, the header line first; [] where it cannot be read, which refuses the return."""
	paths = [path for path in directory.iterdir() if path.name.lower() == file and path.is_file()]
	if len(paths) != 1:
		fault = "this file is missing; put it beside the others" if not paths else (
			f"there are {len(paths)} files of this name: {', '.join(sorted(path.name for path in paths))}; keep one"
		)  # fmt: skip
		return _refuse_file(found, file, fault)
	data = paths[0].read_bytes().removeprefix(b"\xef\xbb\xbf")
	bad = _not_text(data)
	if bad is not None:
		line = data.count(b"\n", 0, bad) + 1
		return _refuse_file(found, file, "this line is not UTF-8 text; save the file as CSV UTF-8", line)
	lines = [_split(number, text) for number, text in _numbered(data.decode("utf-8"))]
	if not lines or lines[0].cells is None:
		return _refuse_file(found, file, f"the first line must name the columns {','.join(COLUMNS[file])}", 1)
	found.read[file] = len(lines) - 1
	return lines


def _not_text(data: bytes) -> int | None:
	"""Where the bytes stop being UTF-8 text; a NUL is UTF-16 or no text at all."""
	nul = data.find(b"\0")
	try:
		data.decode("utf-8")
	except UnicodeDecodeError as error:
		return min(error.start, nul) if nul >= 0 else error.start
	return nul if nul >= 0 else None


def _numbered(text: str) -> Iterator[tuple[int, str]]:
	for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
		if line.strip():
			yield number, line


def _split(number: int, text: str) -> _Line:
	"""The cells of one line, trimmed; None where its quotes do not close. No cell of a return spans lines."""
	try:
		cells = next(csv.reader([text], strict=True))
	except csv.Error:
		return _Line(number, text, None)
	return _Line(number, text, [cell.strip(" ") for cell in cells])


def _names(header: _Line) -> list[str]:
	return [name.upper() for name in header.cells or []]


def _check_whole(file: str, rows: list[_Line], found: Return) -> None:
	"""Faults that refuse the whole return: its columns, and months above 12."""
	names, wanted = _names(rows[0]), COLUMNS[file]
	for name in wanted:
		if name not in names:
			_refuse_whole(found, file, rows[0].number, name, "this column is missing")
	for place, name in enumerate(names):
		if name not in wanted or name in names[:place]:
			label = name or f"column {place + 1}"
			_refuse_whole(
				found, file, rows[0].number, label, "this column is not part of the file; remove it"
			)
	dated = [(place, name) for place, name in enumerate(names) if name in DATE_COLUMNS]
	for line in rows[1:]:
		for place, name in dated:
			if line.cells and place < len(line.cells) and month_above_12(line.cells[place]):
				fault = "the month is above 12, as in a US date; write every date of the return as dd/mm/yyyy"
				_refuse_whole(found, file, line.number, name, fault)


def _take(file: str, names: list[str], line: _Line, as_of: date, found: Return) -> None:
	"""Check one row and keep it, or refuse it."""
	child: str | None = None
	if line.cells is None:
		faults = {"row": ["a quotation mark is not closed, or the row is too long"]}
	elif len(line.cells) != len(names):
		faults = {"row": [f"{len(line.cells)} cells where the file has {len(names)} columns"]}
	elif CONTROL.search("".join(line.cells)):
		faults = {
			name: ["holds a control character"]
			for name, cell in zip(names, line.cells, strict=True)
			if CONTROL.search(cell)
		}
	else:
		cells = dict(zip(names, line.cells, strict=True))
		row, child, faults = check(file, line.number, line.raw, cells, as_of)
		if faults and child and file == "reviews.csv" and not lies_after(cells["REVIEW"], as_of):
			found.reviews_missing.add(child)
		if isinstance(row, HeaderRow):
			found.header.append(row)
		elif isinstance(row, EpisodeRow):
			found.episodes.append(row)
		elif row:
			found.reviews.append(row)
	if faults:
		column = next(iter(faults))
		named = column if column != "row" else None
		found.refusals.append(Refusal(file, line.number, named, faults, child, line.raw))


def _refuse_file(found: Return, file: str, fault: str, line: int | None = None) -> list[_Line]:
	found.refusals.append(Refusal(file, line, None, {"file": [fault]}, row=False))
	return []


def _refuse_whole(found: Return, file: str, line: int, column: str, fault: str) -> None:
	found.refusals.append(Refusal(file, line, column, {column: [fault]}, row=False))
