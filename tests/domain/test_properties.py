"""What holds for every history, plausible or not: design, section 7 (properties)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_module.contract import answers
from iro_module.domain.care_events import RecordedFact
from iro_module.domain.care_history import history_of
from iro_module.domain.comparison import (
	ChangeReview,
	FiledNotice,
	FiledReview,
	FlagReview,
	RaiseReview,
	WithdrawReview,
	compare_notices,
	compare_reviews,
)
from iro_module.domain.intake import Message
from iro_module.domain.policy import DEFAULT_POLICY, DEFAULT_RULES, Authority, Policy
from iro_module.domain.review_plan import ChildFacts, EarlyRequest, Plan, PlannedReview, plan
from iro_module.domain.working_days import england
from tests.domain.arbitrary import dates, decisions, messages, received, recorded_facts
from tests.domain.story import Story

many = settings(max_examples=75, deadline=None)
TIGHT = replace(
	DEFAULT_POLICY,
	first_review_working_days=15,
	second_review_months=2,
	later_review_months=5,
	placed_first_days=21,
	count_start_day=True,
	rules={
		name: replace(row, review_within=row.review_within and row.review_within - 5)
		for name, row in DEFAULT_RULES.items()
	},
)
facts = st.builds(
	ChildFacts,
	st.booleans(),
	st.lists(st.builds(EarlyRequest, dates, dates), max_size=2).map(tuple),
	decisions,
)


def planned(found: list[Message], today: date, known: ChildFacts, policy: Policy = DEFAULT_POLICY) -> Plan:
	return plan(history_of("CH-1", received(found).values()), known, today, policy)


@many
@given(messages(), dates, facts, st.data())
def test_order_duplicates_and_replays_change_nothing(
	found: list[Message], today: date, known: ChildFacts, data: st.DataObject
) -> None:
	again = data.draw(st.permutations(found + data.draw(st.lists(st.sampled_from(found), max_size=6))))
	there, back = received(found), received(again)
	assert there == back
	assert planned(found, today, known) == planned(again, today, known)
	# The versions that were overtaken might as well never have come, but for the day they were recorded.
	newest = {one.name: (one.version, one.record) for one in there.values()}
	kept = [one for one in found if newest[one.record_name] == (one.version, one.record)]
	assert {one.name: (one.version, one.record) for one in received(kept).values()} == newest


@many
@given(messages(), dates, facts, recorded_facts)
def test_a_plan_is_consistent_with_itself(
	found: list[Message], today: date, known: ChildFacts, recorded: list[RecordedFact]
) -> None:
	history = history_of("CH-1", received(found).values(), facts=recorded)
	result = plan(history, known, today)
	assert len({review.track for review in result.reviews}) == len(result.reviews)
	for review in result.reviews:
		by_law = [one.due_on for one in review.basis if one.authority is Authority.MUST]
		assert review.due_on == min(one.due_on for one in review.basis) == review.basis[0].due_on
		assert review.statutory_due_on == (min(by_law) if by_law else None)
		assert review.statutory_due_on is None or review.due_on <= review.statutory_due_on
		assert review.practical_on <= review.due_on
		assert england().is_working_day(review.practical_on)
		assert review.kind is review.basis[0].kind
		assert review.sequence >= 1
		period = history.current_period(today)
		assert period is not None
		ends = history.ends_on(period)
		due_on_the_last_day = review.basis[0].rule == "T1" and review.due_on == period.record.end_date
		assert ends is None or review.due_on < ends or due_on_the_last_day
		assert answers.planned_from_json(answers.planned_to_json(review)) == review
	assert len({one.key for one in result.notices}) == len(result.notices)
	assert list(result.notices) == sorted(result.notices, key=lambda one: one.tell_by)
	assert list(result.changes) == sorted(result.changes, key=lambda one: one.on)
	assert len({(one.subject, one.aspect) for one in result.changes}) == len(result.changes)
	for change in result.changes:
		assert change.ahead is (change.on > today)
		assert change.description
		assert change.settled_on is None or change.settled_on <= today
		assert not (change.ahead and change.unplanned_move)


@many
@given(messages(), dates, facts)
def test_a_child_in_care_is_never_left_without_a_review_or_a_gap(
	found: list[Message], today: date, known: ChildFacts
) -> None:
	history = history_of("CH-1", received(found).values())
	result = plan(history, known, today)
	for period in history.periods:
		if period.record.start_date <= today and history.ends_on(period) is None:
			assert result.reviews or result.gaps
	if not history.periods and any(stay.record.end_date is None for stay in history.stays):
		assert result.gaps


@many
@given(messages(), dates, facts)
def test_tighter_limits_never_make_a_review_later(
	found: list[Message], today: date, known: ChildFacts
) -> None:
	shipped, own = planned(found, today, known), planned(found, today, known, TIGHT)
	for review in shipped.reviews:
		assert own.reviews
		assert own.reviews[0].due_on <= review.due_on


@many
@given(messages(), dates, facts, recorded_facts)
def test_a_councils_own_limits_never_move_the_date_by_law(
	found: list[Message], today: date, known: ChildFacts, recorded: list[RecordedFact]
) -> None:
	history = history_of("CH-1", received(found).values(), facts=recorded)
	own = replace(TIGHT, count_start_day=False)
	by_law = [
		[review.statutory_due_on for review in plan(history, known, today, policy).reviews]
		for policy in (DEFAULT_POLICY, own)
	]
	assert by_law[0] == by_law[1]


@many
@given(messages(), dates, facts)
def test_recomputed_from_scratch_and_step_by_step_agree(
	found: list[Message], today: date, known: ChildFacts
) -> None:
	"""Whatever order the messages came in, and planned after each: what is on file is the plan of them all."""
	filed: list[FiledReview] = []
	notices: dict[str, FiledNotice] = {}
	for count in range(len(found) + 1):
		step = planned(found[:count], today, known)
		filed = carried_out(step, filed)
		actions = compare_notices(step.notices, list(notices.values()))
		for notice in (*actions.raised, *actions.changed, *actions.reopened):
			notices[notice.key] = FiledNotice(notice)
		for notice in actions.closed:
			notices[notice.key] = FiledNotice(notice, open=False, closed_by_plan=True)
	whole = planned(found, today, known)
	assert sorted((one.planned for one in filed if one.planned), key=by_track) == sorted(
		whole.reviews, key=by_track
	)
	standing = [one.notice for one in notices.values() if one.open]
	assert sorted(standing, key=lambda one: one.key) == sorted(whole.notices, key=lambda one: one.key)


def by_track(review: PlannedReview) -> str:
	return review.track


@many
@given(
	st.dates(date(2024, 1, 1), date(2026, 6, 1)),
	st.lists(st.integers(0, 900), max_size=5),
	st.lists(st.integers(1, 900), max_size=3),
	st.integers(0, 1000),
)
def test_due_no_later_than_the_statute_allows(
	start: date, held: list[int], moved: list[int], today_after: int
) -> None:
	"""Against reg 33 counted here once more, whatever moves and reviews there were."""
	today = start + timedelta(days=today_after)
	story = Story().period(start.isoformat()).status(start.isoformat(), "C2").placed(start.isoformat(), "U6")
	for after in held:
		story.reviewed((start + timedelta(days=after)).isoformat())
	for number, after in enumerate(moved):
		story.placed(
			(start + timedelta(days=after)).isoformat(), "U6", reason_new_episode="P", carer_id=str(number)
		)
	done = sorted(day for day in {start + timedelta(days=after) for after in held} if day <= today)
	if not done:
		limit = start
		for _ in range(20):
			limit += timedelta(days=1)
			while not england().is_working_day(limit):
				limit += timedelta(days=1)
	else:
		last, months = done[-1], 3 if len(done) == 1 else 6
		month = last.month - 1 + months
		first = date(last.year + month // 12, month % 12 + 1, 1)
		following = (first + timedelta(days=31)).replace(day=1)
		limit = first.replace(day=min(last.day, (following - timedelta(days=1)).day))
	(review,) = story.plan(today.isoformat()).reviews
	assert review.statutory_due_on is not None
	assert review.due_on <= review.statutory_due_on <= limit


def carried_out(wanted: Plan, filed: list[FiledReview]) -> list[FiledReview]:
	"""The open reviews on file after the actions that the plan calls for."""
	after = {one.name: one for one in filed}
	for action in compare_reviews(wanted.reviews, filed):
		match action:
			case RaiseReview(review):
				after[review.track] = FiledReview(review.track, review, track=review.track)
			case ChangeReview(name, review):
				after[name] = replace(after[name], planned=review, flagged=False)
			case WithdrawReview(name):
				assert after[name].raised_by_plan
				assert not after[name].begun
				del after[name]
			case FlagReview(name):
				assert after[name].raised_by_plan
				after[name] = replace(after[name], flagged=True)
	return list(after.values())


@many
@given(messages(), dates, messages(), dates, facts, st.booleans(), st.booleans())
def test_a_plan_carried_out_twice_changes_nothing(
	before: list[Message],
	then: date,
	more: list[Message],
	today: date,
	known: ChildFacts,
	by_hand: bool,
	begun: bool,
) -> None:
	"""From any plan to any other, whatever people did meanwhile."""
	old, new = planned(before, then, known), planned(more, today, known)
	filed = [replace(one, raised_by_plan=not by_hand, begun=begun) for one in carried_out(old, [])]
	once = carried_out(new, filed)
	assert compare_reviews(new.reviews, once) == ()
	assert carried_out(new, once) == once
	if by_hand or begun:
		assert {one.name for one in filed} <= {one.name for one in once}
	assert_on_file(new.reviews, once)
	notices = {one.key: one for one in old.notices}
	actions = compare_notices(new.notices, [FiledNotice(one) for one in notices.values()])
	for notice in (*actions.raised, *actions.changed):
		notices[notice.key] = notice
	for notice in actions.closed:
		del notices[notice.key]
	assert sorted(notices) == sorted(one.key for one in new.notices)
	done = compare_notices(new.notices, [FiledNotice(one) for one in notices.values()])
	assert (done.raised, done.changed, done.closed) == ((), (), ())


def assert_on_file(wanted: tuple[PlannedReview, ...], filed: list[FiledReview]) -> None:
	for review in wanted:
		assert any(one.planned == review or one.flagged for one in filed)


@many
@given(messages())
def test_the_history_does_not_depend_on_the_order_of_the_records(found: list[Message]) -> None:
	stored = list(received(found).values())
	assert history_of("CH-1", stored) == history_of("CH-1", reversed(stored))
