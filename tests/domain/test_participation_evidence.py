"""What is recorded of a child's part in a review: ways, conflicts and what is missing; domain.md 4.2."""

import pytest

from iro_module.domain.participation_evidence import (
	Attendance,
	Evidence,
	Medium,
	Speaker,
	attended,
	conflicts,
	missing,
	ways,
)
from tests.domain.story import day

ABSENT = Attendance.ABSENT


def evidence(attendance: Attendance | None = Attendance.THROUGHOUT, **values: object) -> Evidence:
	"""A child of ten at a review on 24 September 2026."""
	known = {"review_date": day("2026-09-24"), "birth_date": day("2016-05-06"), **values}
	return Evidence(attendance=attendance, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
	("attendance", "words"),
	[
		(Attendance.THROUGHOUT, "attended"),
		(Attendance.PART, "attended for part of the review"),
		(ABSENT, "did not attend"),
		(None, "is not recorded as present or absent"),
	],
)
def test_4_2_attendance_in_words(attendance: Attendance | None, words: str) -> None:
	assert attended(evidence(attendance)) == words


@pytest.mark.parametrize(
	("medium", "words"),
	[
		(Medium.TEXT, "by text message"),
		(Medium.WRITING, "in writing"),
		(Medium.PHONE, "by phone"),
		(Medium.AUDIO, "by voice recording"),
		(Medium.VIDEO, "by video"),
		(Medium.APP, "through an app"),
	],
)
def test_4_2_pn6_each_medium(medium: Medium, words: str) -> None:
	(way,) = ways(evidence(ABSENT, media=(medium,)))
	assert (way.code, way.words) == ("PN6", f"conveyed views {words}")


def test_4_2_all_media_are_named() -> None:
	(way,) = ways(evidence(ABSENT, media=(Medium.WRITING, Medium.APP, Medium.AUDIO)))
	assert way.words == "conveyed views in writing, through an app and by voice recording"


def test_4_2_ways_in_the_meeting_in_the_order_of_the_codes() -> None:
	shown = ways(evidence(symbols=True, spoken_for_by=(Speaker.ADVOCATE, Speaker.IRO), spoke=True))
	assert [(one.code, one.words) for one in shown] == [
		("PN1", "spoke for themselves"),
		("PN2", "had an advocate and the IRO speak for them"),
		("PN3", "conveyed views by symbols or otherwise without words"),
	]


def test_4_2_ways_of_an_absent_child_a_person_before_a_medium() -> None:
	shown = ways(evidence(ABSENT, media=(Medium.PHONE,), briefed=(Speaker.IRO,)))
	assert [(one.code, one.words) for one in shown] == [
		("PN5", "briefed the IRO to speak for them"),
		("PN6", "conveyed views by phone"),
	]


@pytest.mark.parametrize(("attendance", "code"), [(ABSENT, "PN7"), (Attendance.PART, "PN4")])
def test_4_2_no_views_only_where_a_person_recorded_that(attendance: Attendance, code: str) -> None:
	(way,) = ways(evidence(attendance, nothing_conveyed=True))
	assert (way.code, way.words) == (code, "conveyed no views")
	assert ways(evidence(attendance)) == ()


def test_4_2_views_recorded_are_not_lost_to_a_record_of_none() -> None:
	assert [one.code for one in ways(evidence(spoke=True, nothing_conveyed=True))] == ["PN1"]


def test_attendance_as_it_is_kept() -> None:
	assert [one.value for one in Attendance] == ["throughout", "part", "absent"]


def test_4_2_no_way_while_attendance_is_not_recorded() -> None:
	assert ways(evidence(None, spoke=True, media=(Medium.APP,), nothing_conveyed=True)) == ()


IN_THE_MEETING = "the child is recorded as absent, and as having conveyed views in the meeting"
NONE_AND_SOME = "views are recorded, and so is that none were conveyed"


@pytest.mark.parametrize(
	("attendance", "values", "found"),
	[
		(ABSENT, {"spoke": True}, IN_THE_MEETING),
		(ABSENT, {"symbols": True}, IN_THE_MEETING),
		(ABSENT, {"spoken_for_by": (Speaker.IRO,)}, None),
		(None, {"spoke": True}, None),
		(Attendance.PART, {"spoke": True}, None),
		(Attendance.PART, {"spoke": True, "nothing_conveyed": True}, NONE_AND_SOME),
		(Attendance.PART, {"symbols": True, "nothing_conveyed": True}, NONE_AND_SOME),
		(Attendance.PART, {"spoken_for_by": (Speaker.IRO,), "nothing_conveyed": True}, NONE_AND_SOME),
		(ABSENT, {"briefed": (Speaker.ADVOCATE,), "nothing_conveyed": True}, NONE_AND_SOME),
		(ABSENT, {"media": (Medium.TEXT,), "nothing_conveyed": True}, NONE_AND_SOME),
		(ABSENT, {"nothing_conveyed": True}, None),
		(
			ABSENT,
			{"birth_date": day("2026-09-25")},
			"the birth date lies after the review of 24 September 2026",
		),
		(ABSENT, {"birth_date": day("2026-09-24")}, None),
		(ABSENT, {"birth_date": None}, None),
	],
)
def test_4_2_conflicts(attendance: Attendance | None, values: dict[str, object], found: str | None) -> None:
	assert conflicts(evidence(attendance, **values)) == ((found,) if found else ())


def test_4_2_every_conflict_is_named() -> None:
	assert conflicts(evidence(ABSENT, spoke=True, nothing_conveyed=True)) == (IN_THE_MEETING, NONE_AND_SOME)


PUT_FORWARD = (
	"views were given beforehand; record who put them forward in the meeting, or confirm PN4 if nobody did"
)


@pytest.mark.parametrize(
	("attendance", "values", "words"),
	[
		(None, {"spoke": True}, "record whether the child attended"),
		(
			ABSENT,
			{"spoken_for_by": (Speaker.ADVOCATE,)},
			"an advocate spoke for the child; record whether the child had briefed them",
		),
		(Attendance.PART, {"briefed": (Speaker.IRO,)}, PUT_FORWARD),
		(Attendance.PART, {"media": (Medium.APP,)}, PUT_FORWARD),
		(Attendance.PART, {}, "record how views were conveyed, or that none were"),
		(ABSENT, {}, "record how views were conveyed, or that none were"),
	],
)
def test_4_2_what_is_missing(attendance: Attendance | None, values: dict[str, object], words: str) -> None:
	assert missing(evidence(attendance, **values)) == words
