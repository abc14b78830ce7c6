"""The plan against what is on file: design, section 2 (raise, set the date, withdraw); scenario 2, last row."""

from dataclasses import replace

import pytest

from iro_module.domain.comparison import (
	ChangeReview,
	FiledNotice,
	FiledReview,
	FlagReview,
	NoticeActions,
	RaiseReview,
	WithdrawReview,
	booked_late,
	compare_notices,
	compare_reviews,
)
from iro_module.domain.notices import Notice
from iro_module.domain.review_plan import PlannedReview
from tests.domain.shown import moved, settled_child
from tests.domain.story import Story, day

(NEXT,) = settled_child().plan("2026-03-02").reviews
"""Due in July, for its own sake."""
(EARLY,) = moved(old={"reason_place_change": "CREQB"}).plan("2026-03-02").reviews
"""Due on 30 March, because of a move."""
(AHEAD,) = settled_child(end_date="2026-04-20").plan("2026-03-02").reviews
"""Due before a move of 20 April."""
(LATER,) = settled_child(end_date="2026-05-18").plan("2026-03-02").reviews
"""The same move, put off to 18 May."""
FILED = FiledReview("RV-1", NEXT)


def test_nothing_on_file_and_nothing_wanted() -> None:
	assert compare_reviews([], []) == ()


def test_raised_where_nothing_is_on_file() -> None:
	assert compare_reviews([NEXT], []) == (RaiseReview(NEXT),)


@pytest.mark.parametrize("filed", [FILED, replace(FILED, raised_by_plan=False), replace(FILED, begun=True)])
def test_left_alone_where_it_is_as_planned(filed: FiledReview) -> None:
	assert compare_reviews([NEXT], [filed]) == ()


@pytest.mark.parametrize(
	("was", "now"),
	[(NEXT, EARLY), (EARLY, NEXT), (AHEAD, LATER), (NEXT, replace(NEXT, sequence=9)), (None, NEXT)],
)
@pytest.mark.parametrize("by_hand", [False, True])
def test_set_to_the_plan_earlier_or_later(
	was: PlannedReview | None, now: PlannedReview, by_hand: bool
) -> None:
	filed = FiledReview("RV-1", was, raised_by_plan=not by_hand)
	assert compare_reviews([now], [filed]) == (ChangeReview("RV-1", now),)


def test_withdrawn_where_nothing_calls_for_it() -> None:
	assert compare_reviews([], [FILED]) == (WithdrawReview("RV-1"),)


def test_flagged_and_not_withdrawn_once_begun_and_flagged_once() -> None:
	begun = replace(FILED, begun=True)
	assert compare_reviews([], [begun]) == (FlagReview("RV-1"),)
	assert compare_reviews([], [replace(begun, flagged=True)]) == ()


@pytest.mark.parametrize("begun", [False, True])
def test_a_review_made_by_hand_is_never_withdrawn_or_flagged(begun: bool) -> None:
	assert compare_reviews([], [replace(FILED, raised_by_plan=False, begun=begun)]) == ()


def test_a_flag_is_taken_back_when_the_review_is_wanted_again() -> None:
	flagged = replace(FILED, begun=True, flagged=True)
	assert compare_reviews([NEXT], [flagged]) == (ChangeReview("RV-1", NEXT),)


class TestAnEarlyReviewWhoseChangeIsGone:
	"""Scenario 2: not begun, it becomes the next review; begun, it is kept and flagged for the IRO."""

	def test_not_begun(self) -> None:
		assert compare_reviews([NEXT], [FiledReview("RV-1", EARLY)]) == (ChangeReview("RV-1", NEXT),)

	def test_begun(self) -> None:
		filed = FiledReview("RV-1", EARLY, begun=True)
		assert compare_reviews([NEXT], [filed]) == (FlagReview("RV-1"),)
		assert compare_reviews([NEXT], [replace(filed, flagged=True)]) == ()

	def test_begun_by_hand(self) -> None:
		filed = FiledReview("RV-1", EARLY, raised_by_plan=False, begun=True)
		assert compare_reviews([NEXT], [filed]) == (ChangeReview("RV-1", NEXT),)

	@pytest.mark.parametrize(
		("was", "now"),
		[
			(AHEAD, LATER),  # the change is still there, only later
			(EARLY, AHEAD),  # another change calls for it
			(NEXT, replace(NEXT, due_on=day("2026-12-12"))),  # a timetable called for it, and still does
			(LATER, replace(NEXT, due_on=day("2026-05-01"))),  # the timetable calls for it sooner
			(None, NEXT),
		],
	)
	def test_begun_and_still_called_for(self, was: PlannedReview | None, now: PlannedReview) -> None:
		filed = FiledReview("RV-1", was, begun=True)
		assert compare_reviews([now], [filed]) == (ChangeReview("RV-1", now),)

	def test_wanted_again_it_loses_the_flag(self) -> None:
		filed = FiledReview("RV-1", EARLY, begun=True, flagged=True)
		assert compare_reviews([EARLY], [filed]) == (ChangeReview("RV-1", EARLY),)


def test_one_on_file_for_each_track() -> None:
	other = replace(NEXT, track="conference")
	assert compare_reviews([NEXT, other], [FILED]) == (RaiseReview(other),)
	assert compare_reviews([NEXT], [FILED, FiledReview("RV-2", other, track="conference")]) == (
		WithdrawReview("RV-2"),
	)


def test_a_second_one_on_one_track_is_withdrawn() -> None:
	assert compare_reviews([NEXT], [FILED, replace(FILED, name="RV-2")]) == (WithdrawReview("RV-2"),)


TOLD = Notice("CH-1", "C04", "PL-1", "the IRO", day("2026-03-03"), "Unplanned move", "so")
MOVED = replace(TOLD, tell_by=day("2026-03-04"))
UNCOUNTED = replace(TOLD, counted="")
"""Raised before notices said how their day was counted."""
OTHER = replace(TOLD, subject="PL-2")


class TestNotices:
	@pytest.mark.parametrize(
		("standing", "filed", "actions"),
		[
			([], [], NoticeActions()),
			([TOLD], [], NoticeActions(raised=(TOLD,))),
			([TOLD], [FiledNotice(TOLD)], NoticeActions()),
			([MOVED], [FiledNotice(TOLD)], NoticeActions(changed=(MOVED,))),
			([TOLD], [FiledNotice(UNCOUNTED)], NoticeActions(changed=(TOLD,))),
			([TOLD], [FiledNotice(UNCOUNTED, open=False)], NoticeActions()),
			([], [FiledNotice(TOLD)], NoticeActions(closed=(TOLD,))),
			([OTHER], [FiledNotice(TOLD)], NoticeActions(raised=(OTHER,), closed=(TOLD,))),
			([TOLD], [FiledNotice(TOLD, open=False)], NoticeActions()),
			([MOVED], [FiledNotice(TOLD, open=False)], NoticeActions()),
			([], [FiledNotice(TOLD, open=False)], NoticeActions()),
			([TOLD, TOLD], [], NoticeActions(raised=(TOLD,))),
			([TOLD], [FiledNotice(TOLD, open=False, closed_by_plan=True)], NoticeActions(reopened=(TOLD,))),
			([MOVED], [FiledNotice(TOLD, open=False, closed_by_plan=True)], NoticeActions(reopened=(MOVED,))),
			([], [FiledNotice(TOLD, open=False, closed_by_plan=True)], NoticeActions()),
		],
	)
	def test_each_stands_once(
		self, standing: list[Notice], filed: list[FiledNotice], actions: NoticeActions
	) -> None:
		assert compare_notices(standing, filed) == actions


class TestALaterReviewWasRecordedMeanwhile:
	"""A review in progress is not given the dates of the one after it."""

	def planned_after(self, *reviewed: str) -> PlannedReview:
		story = settled_child()
		for day_held in reviewed:
			story.reviewed(day_held)
		return story.review("2026-08-01")

	def test_work_begun_on_it_is_kept_and_flagged(self) -> None:
		filed = replace(FILED, begun=True)
		assert compare_reviews([self.planned_after("2026-07-10")], [filed]) == (FlagReview("RV-1"),)
		assert compare_reviews([self.planned_after("2026-07-10")], [replace(filed, flagged=True)]) == ()

	def test_not_where_nothing_was_begun(self) -> None:
		after = self.planned_after("2026-07-10")
		assert compare_reviews([after], [FILED]) == (ChangeReview("RV-1", after),)

	def test_not_where_an_older_review_was_found(self) -> None:
		after = self.planned_after("2025-07-14")
		assert after.sequence == NEXT.sequence + 1
		assert compare_reviews([after], [replace(FILED, begun=True)]) == (ChangeReview("RV-1", after),)

	def test_not_where_the_start_was_corrected(self) -> None:
		"""The same first review, two days later: it is moved, not flagged as one that nothing calls for."""
		first, corrected = (
			Story()
			.period(start)
			.status(start, "V2")
			.placed(start, "U6", reason_new_episode="S")
			.review("2026-03-10")
			for start in ("2026-03-02", "2026-03-04")
		)
		assert (first.sequence, corrected.sequence) == (1, 1)
		filed = FiledReview("RV-1", first, begun=True)
		assert compare_reviews([corrected], [filed]) == (ChangeReview("RV-1", corrected),)

	def test_not_where_the_date_comes_nearer(self) -> None:
		filed = replace(FILED, begun=True, planned=replace(NEXT, due_on=day("2027-12-01")))
		after = self.planned_after("2026-07-10")
		assert compare_reviews([after], [filed]) == (ChangeReview("RV-1", after),)


class TestBookedLate:
	"""A booking after the due date is flagged and moves nothing."""

	@pytest.mark.parametrize(
		("booked", "law", "said"),
		[
			(None, "2026-07-12", None),
			("2026-07-10", "2026-07-12", None),
			("2026-07-11", "2026-07-12", "Booked for 11 July 2026, after the due date of 10 July 2026; "
				"by law it is in time until 12 July 2026."),
			("2026-07-12", "2026-07-12", "Booked for 12 July 2026, after the due date of 10 July 2026; "
				"by law it is in time until 12 July 2026."),
			("2026-07-13", "2026-07-12", "Booked for 13 July 2026, after the due date of 10 July 2026; "
				"by law it is due on 12 July 2026. Book an earlier day."),
			("2026-07-13", "2026-07-10", "Booked for 13 July 2026, after the due date of 10 July 2026, "
				"which is the date by law. Book an earlier day."),
			("2026-07-13", None, "Booked for 13 July 2026, after the due date of 10 July 2026."),
		],
	)  # fmt: skip
	def test_what_is_said(self, booked: str | None, law: str | None, said: str | None) -> None:
		found = booked_late(day(booked) if booked else None, day("2026-07-10"), day(law) if law else None)
		assert found == said


class TestANoticeClosedByAPerson:
	"""It stays closed, unless the change moved by more than 5 working days."""

	NOTICE = Notice("CH-1", "C04", "record", "the IRO", day("2026-03-03"), "why", "so", day("2026-03-02"))

	@pytest.mark.parametrize(
		("now", "back"),
		[
			("2026-03-09", False),
			("2026-03-10", True),
			("2026-02-23", False),
			("2026-02-20", True),
			(None, False),
		],
	)
	def test_comes_back_for_another_day(self, now: str | None, back: bool) -> None:
		wanted = replace(self.NOTICE, changed_on=day(now) if now else None)
		actions = compare_notices([wanted], [FiledNotice(self.NOTICE, open=False)])
		assert actions == NoticeActions(reopened=(wanted,) if back else ())

	def test_not_where_it_is_open(self) -> None:
		wanted = replace(self.NOTICE, changed_on=day("2026-04-13"))
		actions = compare_notices([wanted], [FiledNotice(self.NOTICE)])
		assert actions == NoticeActions(changed=(wanted,))

	def test_not_where_nobody_kept_the_day(self) -> None:
		filed = FiledNotice(replace(self.NOTICE, changed_on=None), open=False)
		assert compare_notices([self.NOTICE], [filed]) == NoticeActions()
