"""Writing small 903 returns for tests, and importing them."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from integration_service.embedded import EmbeddedPlatform
from integration_service.importers import ImportReport, import_903

AS_OF = date(2026, 3, 31)

COLUMNS = {
	"header.csv": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
	"episodes.csv": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
	"reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE",
}


def episode(
	child: str,
	decom: str,
	rne: str,
	status: str,
	place: str = "U6",
	*,
	dec: str = "",
	rec: str = "",
	reason: str = "",
	provider: str = "PR1",
	urn: str = "SC001",
	post: str = "ZZ1 1AA",
) -> str:
	"""A row of episodes.csv."""
	return f"{child},{decom},{rne},{status},N1,{place},{provider},{dec},{rec},{reason},ZZ9 9ZZ,{post},{urn}"


def header(child: str, born: str = "14/06/2013", sex: str = "M") -> str:
	"""A row of header.csv."""
	return f"{child},{sex},{born},WBRI,A000000000001,,"


def review(child: str, held: str, code: str = "PN1") -> str:
	"""A row of reviews.csv."""
	return f"{child},14/06/2013,{held},{code}"


def write_return(
	folder: Path,
	headers: Iterable[str] = (),
	episodes: Iterable[str] = (),
	reviews: Iterable[str] = (),
) -> Path:
	"""The three files in a folder, with the columns of the return."""
	folder.mkdir(parents=True, exist_ok=True)
	for (file, columns), rows in zip(COLUMNS.items(), (headers, episodes, reviews), strict=True):
		(folder / file).write_text("\n".join([columns, *rows, ""]), encoding="utf-8")
	return folder


def good_return(folder: Path) -> Path:
	"""A return of two children without a fault."""
	return write_return(
		folder,
		[header("1"), header("2")],
		[episode("1", "05/01/2026", "S", "V2"), episode("2", "05/01/2026", "S", "V2")],
		[review("1", "29/01/2026")],
	)


def change(folder: Path, file: str, before: str, after: str) -> None:
	text = (folder / file).read_text(encoding="utf-8")
	assert before in text
	(folder / file).write_text(text.replace(before, after), encoding="utf-8")


def imported(folder: Path, as_of: date = AS_OF) -> tuple[ImportReport, dict[str, Any]]:
	"""Import into memory: the report and the platform's answer."""
	with EmbeddedPlatform(None, as_of) as platform:
		report = import_903(folder, platform, as_of)
		return report, platform.planned_reviews()


def of_child(answer: dict[str, Any], child: str, part: str = "reviews") -> list[dict[str, Any]]:
	return [one for one in answer[part] if one["child_id"] == child]


def due(answer: dict[str, Any], child: str) -> tuple[str, str, str | None]:
	"""Kind, due date and date by law of the child's only review."""
	(one,) = of_child(answer, child)
	return one["kind"], one["due_on"], one["statutory_due_on"]


def assert_adds_up(report: ImportReport) -> None:
	for file, rows in report.rows.items():
		assert rows["applied"] + rows["refused"] == rows["read"], file
		if not report.whole_refused:
			assert len({one["line"] for one in report.refused if one["file"] == file}) == rows["refused"]
	outcomes = [count for name, count in report.messages.items() if name != "read"]
	assert sum(outcomes) == report.messages["read"]


def dump(store: Path) -> list[tuple[Any, ...]]:
	"""Everything in the store but how often a message came."""
	connection = sqlite3.connect(store)
	tables = ("child", "record", "review", "notice")
	rows = [
		row for table in tables for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
	]
	return rows + connection.execute("SELECT name, outcome, faults, body FROM message ORDER BY 1").fetchall()
