"""From the rows of a return to periods of care, placements, legal statuses and reviews."""

import json
from datetime import date
from pathlib import Path

import pytest

from integration_service.embedded import EmbeddedPlatform
from integration_service.importers import import_903
from tests.service.ssda903 import (
	AS_OF,
	due,
	episode,
	header,
	imported,
	of_child,
	review,
	write_return,
)


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
