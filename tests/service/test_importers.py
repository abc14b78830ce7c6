"""Importing a 903 return: every row applied or refused, the totals add up, and a second import changes nothing."""

import json
import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from integration_service.embedded import EmbeddedPlatform
from integration_service.importers import ImportReport, import_903
from tests.service.ssda903 import COLUMNS, episode, header, review, write_return

SAMPLE = Path(__file__).parents[1] / "data" / "903"
AS_OF = date(2026, 3, 31)


def imported(folder: Path, as_of: date = AS_OF) -> tuple[ImportReport, dict]:
	"""Import into memory: the report and the platform's answer."""
	with EmbeddedPlatform(None, as_of) as platform:
		report = import_903(folder, platform, as_of)
		return report, platform.planned_reviews()


def of_child(answer: dict, child: str, part: str = "reviews") -> list[dict]:
	return [one for one in answer[part] if one["child_id"] == child]


def due(answer: dict, child: str) -> tuple[str, str, str | None]:
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


# --- the small return in tests/data -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small() -> tuple[ImportReport, dict]:
	return imported(SAMPLE)


def test_each_row_of_the_small_return_is_applied_or_refused(small):
	report, _ = small
	assert_adds_up(report)
	assert report.rows == {
		"header.csv": {"read": 12, "applied": 10, "refused": 2},
		"episodes.csv": {"read": 16, "applied": 12, "refused": 4},
		"reviews.csv": {"read": 14, "applied": 10, "refused": 4},
	}
	assert report.messages["applied"] == report.messages["read"] == 50


def test_each_refusal_has_its_file_line_column_and_reason(small):
	report, _ = small
	assert [(one["file"], one["line"], one["column"], one["id"]) for one in report.refused] == [
		("header.csv", 12, "SEX", "70011"),
		("header.csv", 13, "DOB", "70012"),
		("episodes.csv", 13, "PLACE", "70009"),
		("episodes.csv", 14, "DEC", "70009"),
		("episodes.csv", 15, "DEC", "70010"),
		("episodes.csv", 16, "CHILD", None),
		("reviews.csv", 5, "REVIEW_CODE", "70003"),
		("reviews.csv", 13, "REVIEW_CODE", "70008"),
		("reviews.csv", 14, "REVIEW", "70008"),
		("reviews.csv", 15, "REVIEW", "70007"),
	]
	reasons = {(one["file"], one["line"]): one["faults"][one["column"]][0] for one in report.refused}
	assert reasons["header.csv", 13] == "is a day that does not exist"
	assert "ceased to be looked after" in reasons["episodes.csv", 14]
	assert reasons["episodes.csv", 15] == "is before DECOM, 10 February 2026"
	assert "differs from line 3" in reasons["reviews.csv", 5]
	assert "31 March 2026" in reasons["reviews.csv", 14]


@pytest.mark.parametrize(
	("child", "expected"),
	[
		# began this year, first review held, then a move that nobody planned
		("70001", ("change_of_circumstances", "2026-03-30", "2026-04-29")),
		# not known when it began: six months from the last review
		("70003", ("subsequent", "2026-06-10", "2026-06-10")),
		# began last year, three months and more before the earliest review in the return: not the first
		("70004", ("subsequent", "2026-05-18", "2026-05-18")),
		# began last year, less than three months before the earliest review: the first
		("70005", ("second", "2025-07-03", "2025-07-03")),
		("70007", ("short_break", "2026-03-06", "2026-03-06")),
	],
)
def test_what_the_small_return_means_for_a_child(small, child, expected):
	assert due(small[1], child) == expected


def test_no_date_is_invented_for_a_child_without_start_and_review(small):
	_, answer = small
	assert of_child(answer, "70002") == []
	assert [one["needed"] for one in of_child(answer, "70002", "incomplete")] == [
		"date of last review needed"
	]


def test_a_child_who_left_needs_nothing(small):
	_, answer = small
	assert of_child(answer, "70006") == of_child(answer, "70006", "incomplete") == []


def test_a_child_missing_from_the_header_is_known_by_its_id(small):
	assert due(small[1], "70013") == ("first", "2026-04-10", "2026-04-10")


def test_reviews_are_not_complete_where_one_could_not_be_read(small):
	"""Line 13 says that 70008 had a review on 17 December, but not how: the one before need not be the last."""
	(one,) = of_child(small[1], "70008")
	assert {reason["rule"] for reason in one["basis"]} == {"C02", "C11", "T3"}


def test_a_second_import_changes_nothing(tmp_path):
	store = tmp_path / "store.sqlite"
	with EmbeddedPlatform(store, AS_OF) as platform:
		first = import_903(SAMPLE, platform, AS_OF)
		before = (platform.planned_reviews(), dump(store))
	with EmbeddedPlatform(store, AS_OF) as platform:
		second = import_903(SAMPLE, platform, AS_OF)
		assert (platform.planned_reviews(), dump(store)) == before
	assert second.rows == first.rows
	assert second.refused == first.refused
	assert second.messages == first.messages | {"applied": 0, "duplicate": first.messages["read"]}
	assert_adds_up(second)


def test_refused_rows_are_where_the_data_officer_looks(tmp_path):
	store = tmp_path / "store.sqlite"
	with EmbeddedPlatform(store, AS_OF) as platform:
		report = import_903(SAMPLE, platform, AS_OF)
	rows = (
		sqlite3.connect(store)
		.execute("SELECT body, faults FROM message WHERE outcome = 'refused'")
		.fetchall()
	)
	assert len(rows) == len(report.refused) == 10
	bodies = {body: json.loads(faults) for body, faults in rows}
	hostile = next(body for body in bodies if "DROP TABLE" in body)
	assert list(bodies[hostile]) == ["episodes.csv:16.CHILD"]


def test_progress_is_told_to_the_end(tmp_path):
	told = []
	with EmbeddedPlatform(None, AS_OF) as platform:
		import_903(SAMPLE, platform, AS_OF, lambda done, total: told.append((done, total)))
	assert told
	assert told[-1] == (60, 60)
	assert told == sorted(told)


def dump(store: Path) -> list[tuple]:
	"""Everything in the store but how often a message came."""
	connection = sqlite3.connect(store)
	tables = ("child", "record", "review", "notice")
	rows = [
		row for table in tables for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
	]
	return rows + connection.execute("SELECT name, outcome, faults, body FROM message ORDER BY 1").fetchall()


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


@pytest.fixture
def good(tmp_path) -> Path:
	return write_return(
		tmp_path / "return",
		[header("1"), header("2")],
		[episode("1", "05/01/2026", "S", "V2"), episode("2", "05/01/2026", "S", "V2")],
		[review("1", "29/01/2026")],
	)


def change(folder: Path, file: str, before: str, after: str) -> None:
	text = (folder / file).read_text(encoding="utf-8")
	assert before in text
	(folder / file).write_text(text.replace(before, after), encoding="utf-8")


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
		("episodes.csv", "2,05/01/2026,S,V2,N1,U6,PR1,", "2,05/01/2026,S,V2,N1,U6,PR1,1/25/2026", ("episodes.csv", 3, "DEC")),
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


# --- rows to records --------------------------------------------------------------------------------------------------


def records(folder: Path, child: str, kind: str, as_of: date = AS_OF) -> list[dict]:
	"""The records of one kind that the return makes, in order of time, without their empty fields."""
	with EmbeddedPlatform(None, as_of) as platform:
		import_903(folder, platform, as_of)
		rows = platform._connection.execute(
			"SELECT fields FROM record WHERE child_id = ? AND record_type = ?", (child, kind)
		).fetchall()
	found = [{name: value for name, value in json.loads(row["fields"]).items() if value} for row in rows]
	return sorted(found, key=lambda one: one["start_date"])


def test_one_placement_runs_over_a_change_of_status(tmp_path):
	write_return(tmp_path, [header("1")], [
		episode("1", "01/06/2025", "S", "V2", dec="01/09/2025", rec="X1"),
		episode("1", "01/09/2025", "L", "C1", dec="10/01/2026", rec="X1", reason="CARPL"),
		episode("1", "10/01/2026", "P", "C1", "K2", urn="SC002"),
	])  # fmt: skip
	assert [
		(one["start_date"], one.get("end_date"), one["placement_type"], one.get("reason_place_change"))
		for one in records(tmp_path, "1", "placement")
	] == [("2025-06-01", "2026-01-10", "U6", "CARPL"), ("2026-01-10", None, "K2", None)]
	assert [
		(one["start_date"], one.get("end_date"), one["legal_status"])
		for one in records(tmp_path, "1", "legal-status")
	] == [("2025-06-01", "2025-09-01", "V2"), ("2025-09-01", None, "C1")]
	(period,) = records(tmp_path, "1", "period-of-care")
	assert period == {
		"start_date": "2025-06-01", "category_of_need": "N1", "start_known": True, "reviews_complete": True,
	}  # fmt: skip


def test_periods_begin_with_s_and_after_an_ending_and_end_with_their_reason(tmp_path):
	write_return(tmp_path, [], [
		episode("1", "01/06/2025", "P", "V2", dec="01/07/2025", rec="E4A"),
		episode("1", "01/08/2025", "L", "V2", dec="01/09/2025", rec="X1"),
		episode("1", "10/09/2025", "S", "V2", dec="", rec="X1"),
		episode("1", "10/12/2025", "S", "C1"),
	])  # fmt: skip
	assert [
		(one["start_date"], one.get("end_date"), one.get("end_reason"), one.get("start_known", False))
		for one in records(tmp_path, "1", "period-of-care")
	] == [
		("2025-06-01", "2025-07-01", "E4A", False),
		("2025-08-01", "2025-09-01", None, False),
		("2025-09-10", "2025-12-10", None, True),
		("2025-12-10", None, None, True),
	]


@pytest.mark.parametrize("field", ["urn", "post", "provider"])
def test_another_address_or_provider_is_another_placement_an_empty_cell_is_not(tmp_path, field):
	other = {"urn": "SC002", "post": "ZZ8 8ZZ", "provider": "PR4"}[field]
	for value, count in ((other, 2), ("", 1)):
		rows = [
			episode("1", "01/06/2025", "S", "V2", dec="01/09/2025", rec="X1"),
			episode("1", "01/09/2025", "L", "C1", **{field: value}),
		]
		folder = write_return(tmp_path / str(count), [], rows)
		assert len(records(folder, "1", "placement")) == count


@pytest.mark.parametrize(("rne", "count"), [("L", 1), ("P", 2), ("T", 2), ("B", 2), ("U", 2)])
def test_the_reason_for_the_episode_says_whether_a_placement_begins(tmp_path, rne, count):
	rows = [
		episode("1", "01/06/2025", "S", "V2", dec="01/09/2025", rec="X1"),
		episode("1", "01/09/2025", rne, "V2"),
	]
	write_return(tmp_path, [], rows)
	assert len(records(tmp_path, "1", "placement")) == count
	assert len(records(tmp_path, "1", "legal-status")) == (2 if rne in "LBU" else 1)


def test_overlapping_and_unordered_episodes_are_read_as_far_as_they_go(tmp_path):
	rows = [
		episode("1", "01/09/2025", "P", "C2", "K2", dec="01/12/2025", rec="X1"),
		episode("1", "01/06/2025", "S", "V2", dec="01/11/2025", rec="X1"),
		episode("1", "01/10/2025", "L", "C1", "U4"),
		episode("1", "01/10/2025", "P", "C1", "U4"),
	]
	report, _ = imported(write_return(tmp_path, [], rows))
	assert [(one["line"], one["column"]) for one in report.refused] == [(5, "RNE")]
	assert [(one["start_date"], one.get("end_date")) for one in records(tmp_path, "1", "placement")] == [
		("2025-06-01", "2025-09-01"),
		("2025-09-01", "2025-10-01"),
		("2025-10-01", None),
	]


def test_postcodes_stay_in_the_files(tmp_path):
	write_return(tmp_path, [header("1")], [episode("1", "01/06/2025", "S", "V2", post="QQ7 7QQ")])
	with EmbeddedPlatform(tmp_path / "store.sqlite", AS_OF) as platform:
		import_903(tmp_path, platform, AS_OF)
	assert b"QQ7 7QQ" not in (tmp_path / "store.sqlite").read_bytes()


@pytest.mark.parametrize(
	("start", "rne", "first_review", "complete"),
	[
		("01/04/2025", "S", "30/09/2025", True),  # in the return year, however late the review
		("31/03/2025", "S", "30/06/2025", False),  # a day earlier, and three months to the day
		("31/03/2025", "S", "29/06/2025", True),
		("01/05/2025", "P", "20/05/2025", False),  # not known when it began
	],
)
def test_when_the_earliest_review_is_the_first(tmp_path, start, rne, first_review, complete):
	write_return(tmp_path, [], [episode("1", start, rne, "V2")], [review("1", first_review)])
	(period,) = records(tmp_path, "1", "period-of-care")
	assert period.get("reviews_complete", False) is complete
	_, answer = imported(tmp_path)
	assert due(answer, "1")[0] == ("second" if complete else "subsequent")


def test_a_start_long_ago_with_no_review_is_a_first_review_never_held(tmp_path):
	write_return(tmp_path, [], [episode("1", "01/06/2022", "S", "V2")])
	_, answer = imported(tmp_path)
	assert due(answer, "1") == ("first", "2022-07-01", "2022-07-01")


def test_long_ids_of_children_are_taken(tmp_path):
	children = ["c" * 63 + "1", "c" * 63 + "2"]
	write_return(
		tmp_path,
		[header(child) for child in children],
		[episode(child, "05/01/2026", "S", "V2") for child in children],
		[review(children[0], "29/01/2026")],
	)
	report, answer = imported(tmp_path)
	assert report.refused == []
	assert [due(answer, child)[0] for child in children] == ["second", "first"]


def test_the_change_that_nobody_told_us_about_comes_with_the_return(tmp_path):
	"""Story 5 (c): the same history as a return gives the same plan."""
	write_return(tmp_path, [header("1", "20/02/2011")], [
		episode("1", "11/06/2024", "S", "C2", dec="12/10/2026", rec="X1", reason="CREQB"),
		episode("1", "12/10/2026", "P", "C2", "K2", provider="PR4", urn="SC009"),
	], [review("1", "15/07/2026")])  # fmt: skip
	_, answer = imported(tmp_path, date(2026, 11, 20))
	assert due(answer, "1") == ("change_of_circumstances", "2026-11-09", "2027-01-15")
	assert {reason["rule"] for reason in of_child(answer, "1")[0]["basis"]} == {"C04", "T3"}


# --- a later return ---------------------------------------------------------------------------------------------------


def test_rows_gone_from_a_later_return_are_voided(good):
	later = date(2026, 4, 30)
	with EmbeddedPlatform(None, AS_OF) as platform:
		import_903(good, platform, AS_OF)
		(good / "reviews.csv").write_text(COLUMNS["reviews.csv"] + "\n", encoding="utf-8")
		change(good, "episodes.csv", episode("2", "05/01/2026", "S", "V2") + "\n", "")
		report = import_903(good, platform, later)
		answer = platform.planned_reviews()
		assert report.voided == 4  # a review; a period, a placement and a status
		assert import_903(good, platform, later).voided == 0
		assert platform.planned_reviews() == answer
	assert due(answer, "1")[0] == "first"
	assert of_child(answer, "2") == []


def test_an_earlier_return_after_a_later_one_corrects_nothing(good):
	with EmbeddedPlatform(None, date(2026, 4, 30)) as platform:
		import_903(good, platform, date(2026, 4, 30))
		answer = platform.planned_reviews()
		change(good, "episodes.csv", "1,05/01/2026,S,V2", "1,05/01/2026,S,C2")
		report = import_903(good, platform, AS_OF)
		assert platform.planned_reviews() == answer
	assert report.messages["stale"] == report.messages["read"]
	assert report.refused == []


def test_children_with_refused_rows_keep_what_an_earlier_return_said(good):
	with EmbeddedPlatform(None, AS_OF) as platform:
		import_903(good, platform, AS_OF)
		change(good, "episodes.csv", "1,05/01/2026,S", "1,05/01/2026,?")
		report = import_903(good, platform, date(2026, 4, 30))
		assert (report.voided, report.rows["episodes.csv"]["refused"]) == (0, 1)
		assert due(platform.planned_reviews(), "1")[0] == "second"


def test_nothing_is_voided_while_nobody_knows_whose_a_refused_row_is(good):
	with EmbeddedPlatform(None, AS_OF) as platform:
		import_903(good, platform, AS_OF)
		change(good, "episodes.csv", "1,05/01/2026,S", "?,05/01/2026,S")
		report = import_903(good, platform, date(2026, 4, 30))
		assert report.voided == 0
		assert "CHILD" in report.notes[0]
		assert due(platform.planned_reviews(), "1")[0] == "second"


def test_a_corrected_return_of_the_same_day_is_told_what_to_do(good):
	with EmbeddedPlatform(None, AS_OF) as platform:
		import_903(good, platform, AS_OF)
		change(good, "episodes.csv", "1,05/01/2026,S,V2,N1,U6", "1,05/01/2026,S,V2,N1,K2")
		report = import_903(good, platform, AS_OF)
	assert report.rows["episodes.csv"] == {"read": 2, "applied": 1, "refused": 1}
	(one,) = report.refused
	assert (one["line"], one["id"]) == (2, "1")
	assert "later --as-of" in one["faults"]["row"][0]
	assert_adds_up(report)


# --- a return that is not ours ----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(
	"IRO_903_SAMPLE" not in os.environ, reason="IRO_903_SAMPLE=<folder of a 903 return> is not set"
)
@pytest.mark.parametrize("as_of", [date(2017, 6, 30), date(2018, 3, 31), AS_OF])
def test_a_return_that_nobody_here_wrote(tmp_path, as_of):
	folder = Path(os.environ["IRO_903_SAMPLE"])
	with EmbeddedPlatform(tmp_path / "store.sqlite", as_of) as platform:
		first = import_903(folder, platform, as_of)
		answer = platform.planned_reviews()
		second = import_903(folder, platform, as_of)
		assert platform.planned_reviews() == answer
		platform.refresh()
		assert platform.planned_reviews() == answer
	for file, rows in first.rows.items():
		lines = (folder / file).read_text(encoding="utf-8").splitlines()
		assert rows["read"] == len(lines) - 1
	assert not first.whole_refused
	assert_adds_up(first)
	assert (second.rows, second.refused) == (first.rows, first.refused)
	assert second.messages["duplicate"] == second.messages["read"] == first.messages["applied"]
	assert answer["reviews"]
	assert answer["incomplete"]
