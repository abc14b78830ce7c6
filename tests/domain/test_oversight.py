"""Closer oversight: checks of the record, and an interval of the service's own that only brings reviews forward."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iro_module.domain.oversight import Oversight, next_check, oversight_notices, own_interval
from iro_module.domain.planned import ChildFacts
from iro_module.domain.planned_midway import planned_midway
from iro_module.domain.review_plan import plan
from tests.domain.shown import T3, reasons, settled_child
from tests.domain.story import Story, day

SINCE = day("2026-02-02")


def planned(story: Story, today: str, oversight: Oversight | None) -> list[tuple[str, str, str]]:
	return reasons(plan(story.history(), ChildFacts(True, oversight=oversight), day(today)))


def test_the_timetable_of_the_child_of_these_tests() -> None:
	assert planned(settled_child(), "2026-02-02", None) == [T3]


@pytest.mark.parametrize("months", [1, 2, 3, 4, 5])
def test_a_shorter_interval_brings_the_review_forward_as_a_local_limit(months: int) -> None:
	found = planned(settled_child(), "2026-02-02", Oversight(SINCE, review_months=months))
	assert found[-1] == T3
	assert (found[0][0], found[0][2]) == ("OVR", "local")
	assert found[0][1] < T3[1]


@pytest.mark.parametrize("months", [6, 7, 12, 0, None])
def test_an_interval_that_is_not_shorter_leaves_the_timetable_as_it_is(months: int | None) -> None:
	assert planned(settled_child(), "2026-02-02", Oversight(SINCE, review_months=months)) == [T3]


def test_says_what_is_looked_at_how_often_and_since_when() -> None:
	facts = ChildFacts(True, oversight=Oversight(SINCE, review_months=4))
	(review,) = plan(settled_child().history(), facts, SINCE).reviews
	first = review.basis[0]
	assert first.reason == (
		"The reviewing service looks at this child at least every 4 months (closer oversight since 2 February 2026)"
	)
	assert first.counted.startswith("4 months from ")
	assert (review.kind, review.timetable, first.timetable) == ("subsequent", "care_planning", None)
	assert review.statutory_due_on == day(T3[1])


def test_is_counted_from_the_last_review_and_begins_again_with_the_next() -> None:
	story = settled_child()
	last = story.history().reviews[-1].completed_on
	assert last < day("2026-01-31")
	story.reviewed("2026-02-10")
	found = planned(story, "2026-02-10", Oversight(SINCE, review_months=2))
	assert found[0][:2] == ("OVR", "2026-04-10")


def test_is_never_due_before_closer_oversight_began() -> None:
	found = planned(settled_child(), "2026-03-02", Oversight(day("2026-03-02"), review_months=1))
	assert found[0][:2] == ("OVR", "2026-03-02")
	(review,) = plan(
		settled_child().history(),
		ChildFacts(True, oversight=Oversight(day("2026-03-02"), review_months=1)),
		day("2026-03-02"),
	).reviews
	assert review.basis[0].counted.endswith(", and not before closer oversight began on 2 March 2026")


def test_asks_for_nothing_before_the_first_review_nor_where_the_last_is_not_known() -> None:
	oversight = Oversight(day("2026-01-05"), review_months=1)
	started = Story().period("2026-01-05")
	assert planned(started, "2026-01-12", oversight) == planned(started, "2026-01-12", None) != []
	unknown = Story().period("2025-04-01", start_known=False)
	assert planned(unknown, "2026-01-12", oversight) == []


def test_the_midway_review_goes_by_the_own_interval_from_the_day_it_began() -> None:
	history = settled_child().history()
	facts = ChildFacts(True, oversight=Oversight(SINCE, review_months=3))
	dropped = planned_midway(history, plan(history, facts, SINCE), (), SINCE)
	assert dropped is not None
	assert "one is held only where at least 4 months lie between two reviews" in getattr(
		dropped, "reason", ""
	)


@given(
	last=st.dates(date(2025, 7, 1), date(2026, 1, 31)),
	since=st.dates(date(2025, 9, 1), date(2026, 6, 30)),
	months=st.integers(0, 14),
	ahead=st.integers(0, 200),
)
def test_never_makes_a_review_later_and_never_changes_the_date_by_law(
	last: date, since: date, months: int, ahead: int
) -> None:
	story = settled_child().reviewed(last.isoformat())
	today = max(last, since) + timedelta(days=ahead)
	without = plan(story.history(), ChildFacts(True), today)
	under = plan(story.history(), ChildFacts(True, oversight=Oversight(since, review_months=months)), today)
	assert [one.statutory_due_on for one in without.reviews] == [
		one.statutory_due_on for one in under.reviews
	]
	for before, after in zip(without.reviews, under.reviews, strict=True):
		assert after.due_on <= before.due_on
		assert after.due_on >= min(since, before.due_on)
		assert set(before.basis) <= set(after.basis)
	assert (without.notices, without.changes) == (under.notices, under.changes)


# --- checks of the record -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("looked_on", "due"),
	[
		((), "2026-02-16"),  # 14 days after oversight began
		(("2026-02-02",), "2026-02-16"),  # on that very day: as if none
		(("2026-01-20",), "2026-02-16"),  # before oversight began
		(("2026-02-10",), "2026-02-24"),
		(("2026-02-20", "2026-02-10"), "2026-03-06"),
		(("2026-02-10", "2026-03-09"), "2026-02-24"),  # one in the future is none yet
	],
)
def test_the_next_check_is_counted_from_the_last_look(looked_on: tuple[str, ...], due: str) -> None:
	counted = next_check(Oversight(SINCE, check_days=14), [day(one) for one in looked_on], day("2026-03-02"))
	assert counted is not None
	assert counted.on == day(due)


@pytest.mark.parametrize("days", [0, None])
def test_without_an_interval_there_is_no_check(days: int | None) -> None:
	assert next_check(Oversight(SINCE, check_days=days), (), SINCE) is None
	assert oversight_notices("K-1", Oversight(SINCE, check_days=days), (), day("2026-12-01")) == ()
	assert oversight_notices("K-1", None, (), day("2026-12-01")) == ()


def test_prompts_from_the_day_of_the_check_until_the_record_was_looked_at() -> None:
	oversight = Oversight(SINCE, check_days=14)
	assert oversight_notices("K-1", oversight, (), day("2026-02-15")) == ()
	(notice,) = oversight_notices("K-1", oversight, (), day("2026-02-16"))
	assert (notice.rule, notice.tell, notice.tell_by) == (
		"OVR",
		"the IRO, to look at the child's record",
		day("2026-02-16"),
	)
	assert notice.reason == "Closer oversight since 2 February 2026: the record is looked at every 14 days"
	assert notice.counted == "14 days from 2 February 2026"
	assert oversight_notices("K-1", oversight, [day("2026-02-17")], day("2026-02-17")) == ()
	(later,) = oversight_notices("K-1", oversight, [day("2026-02-17")], day("2026-03-03"))
	assert later.key != notice.key


def test_an_interval_without_a_timetable_asks_for_nothing() -> None:
	assert own_interval(Oversight(SINCE, review_months=1), [SINCE], []) == []
