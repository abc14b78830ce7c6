"""Importing a 903 return: every row applied or refused, the totals add up, and a second import changes nothing."""

import json
import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from integration_service.embedded import EmbeddedPlatform
from integration_service.importers import ImportReport, import_903
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
	of_child,
)

SAMPLE = Path(__file__).parents[1] / "data" / "903"


@pytest.fixture
def good(tmp_path) -> Path:
	return good_return(tmp_path / "return")


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
	],
)
def test_what_the_small_return_means_for_a_child(small, child, expected):
	assert due(small[1], child) == expected


@pytest.mark.parametrize("child", ["70002", "70007"])
def test_no_date_is_invented_for_a_child_whose_reviews_may_be_missing(small, child):
	"""70002: neither start nor review known. 70007: on short breaks, and the one review given could not be read."""
	_, answer = small
	assert of_child(answer, child) == []
	assert [one["needed"] for one in of_child(answer, child, "incomplete")] == ["date of last review needed"]


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
