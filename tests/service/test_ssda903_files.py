"""What refuses a whole return, what refuses one row of it, and what is taken although it looks different."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from integration_service.embedded import EmbeddedPlatform
from integration_service.importers import import_903
from tests.service.ssda903 import (
	AS_OF,
	COLUMNS,
	assert_adds_up,
	change,
	due,
	dump,
	episode,
	good_return,
	imported,
	review,
)


@pytest.fixture
def good(tmp_path) -> Path:
	return good_return(tmp_path / "return")


# --- what refuses the whole return ------------------------------------------------------------------------------------


def refused_whole(folder: Path) -> list[tuple[str, int | None, str | None]]:
	"""The faults of a return of which nothing may be applied."""
	with EmbeddedPlatform(None, AS_OF) as platform:
		report = import_903(folder, platform, AS_OF)
		assert report.whole_refused
		assert_adds_up(report)
		assert all(rows["applied"] == 0 for rows in report.rows.values())
		assert report.messages["read"] == 0
		assert set(platform.health()["rows"].values()) == {0}
	return [(one["file"], one["line"], one["column"]) for one in report.refused]


def test_the_good_return_is_good(good):
	report, answer = imported(good)
	assert not report.whole_refused
	assert report.refused == []
	assert due(answer, "1") == ("second", "2026-04-29", "2026-04-29")


@pytest.mark.parametrize("file", COLUMNS)
def test_a_missing_file_refuses_the_return(good, file):
	(good / file).unlink()
	assert refused_whole(good) == [(file, None, None)]


def test_a_missing_and_an_extra_column_refuse_the_return(good):
	change(good, "episodes.csv", ",LS,", ",LEGAL,")
	change(good, "reviews.csv", "REVIEW_CODE", "REVIEW_CODE,NOTE")
	assert refused_whole(good) == [
		("episodes.csv", 1, "LS"),
		("episodes.csv", 1, "LEGAL"),
		("reviews.csv", 1, "NOTE"),
	]


def test_a_column_named_twice_refuses_the_return(good):
	change(good, "header.csv", "MC_DOB", "MC_DOB,DOB")
	assert refused_whole(good) == [("header.csv", 1, "DOB")]


@pytest.mark.parametrize(
	("encoding", "line"), [("latin-1", 3), ("cp1252", 3), ("utf-16", 1), ("utf-16-le", 1), ("utf-32", 1)]
)
def test_another_encoding_refuses_the_return(good, encoding, line):
	change(good, "header.csv", "2,M", "2,é")
	text = (good / "header.csv").read_text(encoding="utf-8")
	(good / "header.csv").write_bytes(text.encode(encoding))
	assert refused_whole(good) == [("header.csv", line, None)]


@pytest.mark.parametrize(
	("file", "before", "after", "where"),
	[
		("episodes.csv", "1,05/01/2026", "1,01/25/2026", ("episodes.csv", 2, "DECOM")),
		("episodes.csv", "2,05/01/2026,S,V2,N1,U6,PR1,", "2,05/01/2026,S,V2,N1,U6,PR1,1/25/2026",
			("episodes.csv", 3, "DEC")),
		("reviews.csv", "29/01/2026", "01/29/2026", ("reviews.csv", 2, "REVIEW")),
		("reviews.csv", "14/06/2013", "06/14/2013", ("reviews.csv", 2, "DOB")),
		("header.csv", "2,M,14/06/2013", "2,M,06/14/2013", ("header.csv", 3, "DOB")),
		("header.csv", "WBRI,A000000000001,,\n2", "WBRI,A000000000001,1,02/28/2025\n2", ("header.csv", 2, "MC_DOB")),
	],
)  # fmt: skip
def test_a_month_above_12_refuses_the_return(good, file, before, after, where):
	change(good, file, before, after)
	assert refused_whole(good) == [where]


def test_every_fault_of_the_whole_is_named(good):
	change(good, "reviews.csv", "29/01/2026", "01/29/2026")
	change(good, "header.csv", "14/06/2013", "06/14/2013")
	(good / "episodes.csv").unlink()
	assert refused_whole(good) == [
		("header.csv", 2, "DOB"),
		("header.csv", 3, "DOB"),
		("episodes.csv", None, None),
		("reviews.csv", 2, "REVIEW"),
	]


def test_nothing_of_a_refused_return_touches_what_is_there(good, tmp_path):
	store = tmp_path / "store.sqlite"
	with EmbeddedPlatform(store, AS_OF) as platform:
		import_903(good, platform, AS_OF)
		before = (platform.planned_reviews(), dump(store))
		change(good, "episodes.csv", "2,05/01/2026", "2,01/25/2026")
		later = date(2026, 4, 30)
		assert import_903(good, platform, later).whole_refused
		assert (platform.planned_reviews(), dump(store)) == before


def test_an_empty_folder_and_no_folder(tmp_path):
	assert len(refused_whole(tmp_path)) == 3
	with EmbeddedPlatform(None, AS_OF) as platform, pytest.raises(NotADirectoryError, match=r"header\.csv"):
		import_903(tmp_path / "nowhere", platform, AS_OF)


# --- what is taken although it looks different ------------------------------------------------------------------------


def test_order_of_columns_names_in_capitals_byte_order_mark_and_line_ends_do_not_matter(good):
	plain = imported(good)
	text = (good / "reviews.csv").read_text(encoding="utf-8")
	rows = [line.split(",")[::-1] for line in text.splitlines()]
	(good / "reviews.csv").unlink()
	mixed = "\r\n".join(",".join(row) for row in rows) + "\r\n\r\n"
	(good / "Reviews.CSV").write_bytes(b"\xef\xbb\xbf" + mixed.encode())
	assert imported(good) == plain


def test_two_files_of_one_name_refuse_the_return(good):
	shutil.copy(good / "header.csv", good / "HEADER.CSV")
	if len(list(good.iterdir())) == 3:
		pytest.skip("this file system does not tell header.csv from HEADER.CSV")
	assert refused_whole(good) == [("header.csv", None, None)]


def test_blanks_and_small_letters_are_read(good):
	plain = imported(good)
	change(good, "episodes.csv", "2,05/01/2026,S,V2,N1,U6,PR1", " 2 , 05/01/2026 , s ,v2, n1,u6 ,pr1")
	assert imported(good) == plain


# --- bad cells refuse their row ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("row", "column"),
	[
		(episode("3", "2026-01-05", "S", "V2"), "DECOM"),
		(episode("3", "5/1/2026", "S", "V2"), "DECOM"),
		(episode("3", "05/01/26", "S", "V2"), "DECOM"),
		(episode("3", "31/02/2026", "S", "V2"), "DECOM"),
		(episode("3", "05/01/1889", "S", "V2"), "DECOM"),
		(episode("3", "٠٥/01/2026", "S", "V2"), "DECOM"),
		(episode("3", "", "S", "V2"), "DECOM"),
		(episode("3", "05/01/2026", "Q", "V2"), "RNE"),
		(episode("3", "05/01/2026", "S", ""), "LS"),
		(episode("3", "05/01/2026", "S", "V2", "X9"), "PLACE"),
		(episode("3", "05/01/2026", "S", "V2", provider="PR9"), "PLACE_PROVIDER"),
		(episode("3", "05/01/2026", "S", "V2", dec="04/01/2026", rec="X1"), "DEC"),
		(episode("3", "05/01/2026", "S", "V2", rec="E4A"), "DEC"),
		(episode("3", "05/01/2026", "S", "V2", dec="06/01/2026", rec="E99"), "REC"),
		(episode("3", "05/01/2026", "S", "V2", reason="WHIM"), "REASON_PLACE_CHANGE"),
		(episode("3", "05/01/2026", "S", "V2", urn="SC 0001"), "URN"),
		(episode("3", "05/01/2026", "S", "V2", post="ZZ1\x071AA"), "PL_POST"),
		(episode("", "05/01/2026", "S", "V2"), "CHILD"),
		(episode("<b>3</b>", "05/01/2026", "S", "V2"), "CHILD"),
		(episode("3" * 65, "05/01/2026", "S", "V2"), "CHILD"),
		(episode("3\u00a0", "05/01/2026", "S", "V2"), "CHILD"),
		(episode("3", "05/01/2026", "S", "V2") + ",more", None),
		("3,05/01/2026,S", None),
		('3,"05/01/2026,S,V2,N1,U6,PR1,,,,,,', None),
		("3," + "9" * 200_000, None),
	],
)
def test_a_bad_cell_refuses_its_row_and_no_other(good, row, column):
	_, plain = imported(good)
	with (good / "episodes.csv").open("a", encoding="utf-8") as file:
		file.write(row + "\n")
	report, answer = imported(good)
	assert report.rows["episodes.csv"] == {"read": 3, "applied": 2, "refused": 1}
	assert [(one["file"], one["line"], one["column"]) for one in report.refused] == [
		("episodes.csv", 4, column)
	]
	assert answer == plain
	assert_adds_up(report)


def test_every_bad_cell_of_a_row_is_named(good):
	change(good, "episodes.csv", "2,05/01/2026,S,V2,N1,U6,PR1", "2,5.1.2026,Z,V9,N9,U0,PR7")
	(one,) = imported(good)[0].refused
	assert list(one["faults"]) == ["DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER"]


def test_five_million_characters_in_a_cell(good):
	with (good / "reviews.csv").open("a", encoding="utf-8") as file:
		file.write(review("1", "x" * 5_000_000) + "\n")
	report, _ = imported(good)
	assert report.rows["reviews.csv"] == {"read": 2, "applied": 1, "refused": 1}


def test_same_child_and_date_counts_once(good):
	_, plain = imported(good)
	with (good / "reviews.csv").open("a", encoding="utf-8") as file:
		file.write(review("1", "29/01/2026") + "\n" + review("1", "29/01/2026", "PN7") + "\n")
	report, answer = imported(good)
	assert report.rows["reviews.csv"] == {"read": 3, "applied": 2, "refused": 1}
	assert answer == plain
