"""From a council's 903 return to its live feed: design, section 5, "First load"."""

from dataclasses import replace

import pytest

from iro_module.domain.records import RecordType
from iro_module.domain.sources import counting, is_return
from tests.domain.shown import reasons, rules
from tests.domain.story import FEED, Story, day

RETURN = "urn:ssda903:E09000008"


def returned(**period: object) -> Story:
	"""A child as the return of 2025-26 has it: the start not known, two reviews, one carer."""
	story = Story(RETURN).period("2025-04-01", **{"start_known": False, "reviews_complete": False, **period})
	story.status("2025-04-01", "C2").placed("2025-04-01", "U6", reason_new_episode="L")
	return story.reviewed("2025-07-14").reviewed("2026-01-12")


def live(story: Story, start: str = "2024-02-05", **period: object) -> Story:
	"""The same child once the feed has spoken of the period of care, and of nothing else yet."""
	return story.period(start, source=FEED, **period)


@pytest.mark.parametrize(
	("source", "rank"),
	[("urn:ssda903", True), (RETURN, True), ("council/records", False), ("records/urn:ssda903", False)],
)
def test_what_a_return_is(source: str, rank: bool) -> None:
	assert is_return(source) is rank


def test_alone_the_return_counts() -> None:
	assert reasons(returned().plan("2026-02-02")) == [("T3", "2026-07-12", "must")]


def test_both_count_until_the_feed_has_a_period_of_care() -> None:
	story = returned().placed("2026-02-02", "K2", source=FEED, reason_new_episode="P")
	assert rules(story.plan("2026-02-02")) == ["C04"]


def test_the_feed_takes_over_without_raising_a_thing() -> None:
	story = live(returned())
	assert reasons(story.plan("2026-02-02")) == [("T3", "2026-07-12", "must")]
	assert story.plan("2026-02-02", iro=False).notices == ()
	history = story.history()
	assert [one.record.start_date for one in history.periods] == [day("2024-02-05")]
	assert (history.stays, history.statuses) == ((), ())


def test_a_tombstone_of_the_feed_does_not_take_over() -> None:
	story = live(returned())
	name = next(key for key, one in story.records.items() if one.source == FEED)
	story.records[name] = replace(story.records[name], version=2, record=None)
	assert [one.record.start_date for one in story.history().periods] == [day("2025-04-01")]


def test_tombstones_never_count() -> None:
	story = returned()
	(name, stored) = next(iter(story.records.items()))
	story.records[name] = replace(stored, record=None)
	assert all(one.record for one in counting(story.records.values()))
	assert len(counting(story.records.values())) == len(story.records) - 1


def test_a_review_of_the_return_on_the_first_day_of_the_period_counts_in_it() -> None:
	history = live(returned(), "2026-01-12").history()
	assert [one.record.reviews_complete for one in history.periods] == [False]


@pytest.mark.parametrize(
	("held", "due", "number"),
	[
		("2025-07-14", "2026-07-12", 4),  # as far as the feed has come; the return's later one still counts
		("2026-01-12", "2026-07-12", 2 + 1),
		("2026-01-20", "2026-07-20", 2 + 1),
	],
)
def test_reviews_of_the_return_count_only_after_the_last_one_of_the_feed(
	held: str, due: str, number: int
) -> None:
	story = live(returned()).reviewed("2025-02-03", source=FEED).reviewed(held, source=FEED)
	review = story.review("2026-02-02")
	assert (review.due_on, review.sequence) == (day(due), number)


def test_reviews_that_the_return_lacks_are_not_taken_for_the_first() -> None:
	story = returned().without(RecordType.REVIEW, "RV-2025-07-14")
	assert live(story).review("2026-02-02").kind == "subsequent"


def test_where_the_return_lacks_none_the_interval_is_as_usual() -> None:
	story = returned(start_known=True, reviews_complete=True).without(RecordType.REVIEW, "RV-2025-07-14")
	assert live(story).review("2026-02-02").kind == "second"


def test_a_period_of_the_feed_that_began_after_the_return_is_complete() -> None:
	"""The child came back into care: the second review is due in three months, not six."""
	story = live(returned(end="2026-02-16"), "2026-03-02")
	story.desk.extend(Story().reviewed("2026-03-27").history().reviews)
	review = story.review("2026-03-27")
	assert (review.kind, review.sequence, review.due_on) == ("second", 2, day("2026-06-27"))


def test_nor_does_a_review_on_the_day_it_ended_reach_beyond() -> None:
	story = live(returned(), "2024-02-05", end="2025-07-14").period(
		"2025-09-01", record_id="PC-2", source=FEED
	)
	history = story.history()
	assert [one.record.reviews_complete for one in history.periods] == [False, False]
	story = live(returned(), "2024-02-05", end="2025-07-13").period(
		"2026-01-13", record_id="PC-2", source=FEED
	)
	assert [one.record.reviews_complete for one in story.history().periods] == [True, True]
