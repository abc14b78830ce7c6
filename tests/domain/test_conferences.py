"""Child protection conferences: domain.md 1.7, 3.4 (two reviews on one day); issue, timetables."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iro_module.domain.conference_records import (
	Conference,
	ConferencePlan,
	Meeting,
	Protection,
	StrategyDiscussion,
)
from iro_module.domain.conferences import conference_plan
from iro_module.domain.limits import Authority, Limit, Unit
from iro_module.domain.policy import DEFAULT_POLICY, Policy
from tests.domain.arbitrary import dates, some
from tests.domain.story import Story, day

PRE_BIRTH = replace(DEFAULT_POLICY, pre_birth_variant=True)
ENQUIRY = "2026-03-02"
ICPC = "2026-03-23"
"""Fifteen working days after Monday 2 March 2026."""


def course(enquiry: str | None = ENQUIRY, icpc: str | None = ICPC, **more: object) -> Protection:
	"""An enquiry from Monday 2 March 2026, whose conference was held on the last day allowed."""
	discussions = (StrategyDiscussion(day(enquiry), True),) if enquiry else ()
	values = {"discussions": discussions, "initial_on": day(icpc) if icpc else None, **more}
	return Protection("CH-1", **values)  # type: ignore[arg-type]


def reviews(*days: str) -> tuple[object, ...]:
	return tuple(day(one) for one in days)


def planned(found: Protection, today: str, policy: Policy = DEFAULT_POLICY) -> Conference:
	conference = conference_plan(found, day(today), policy).planned
	assert conference is not None
	return conference


def shown(conference: Conference | None) -> tuple[str, int, str, str] | None:
	"""Meeting, number, due date and authority of the reason that leads."""
	if conference is None:
		return None
	first = conference.basis[0]
	return conference.meeting.value, conference.number, first.due_on.isoformat(), first.authority.value


class TestInitialConference:
	"""domain.md 1.7: within 15 working days of the strategy discussion at which the enquiry was initiated."""

	@pytest.mark.parametrize(
		("started", "due"),
		[
			("2026-03-02", "2026-03-23"),
			("2026-03-20", "2026-04-14"),  # over Good Friday and Easter Monday
			("2026-03-01", "2026-03-20"),  # a Sunday
			("2025-12-19", "2026-01-14"),
		],
	)
	def test_1_7_icpc_in_fifteen_working_days(self, started: str, due: str) -> None:
		needed = planned(course(started, None), started)
		assert shown(needed) == ("icpc", 1, due, "must")
		assert (needed.due_on, needed.statutory_due_on) == (day(due), day(due))

	def test_1_7_says_what_it_is_counted_from_and_how(self) -> None:
		(reason,) = planned(course("2026-03-20", None), "2026-03-20").basis
		assert reason.rule == "ICPC"
		assert reason.counted_from == day("2026-03-20")
		assert reason.reason == (
			"Initial conference, after the strategy discussion of 20 March 2026 that started the enquiry"
		)
		assert reason.counted == ("15 working days from 20 March 2026; 3 April and 6 April are bank holidays")

	@pytest.mark.parametrize(
		("discussions", "due"),
		[
			([("2026-02-23", False), ("2026-03-02", True), ("2026-03-09", False)], "2026-03-23"),
			([("2026-03-09", True), ("2026-03-02", True)], "2026-03-23"),
			([("2026-03-02", True)], "2026-03-23"),
		],
	)
	def test_1_7_counted_from_the_discussion_that_started_the_enquiry_if_several(
		self, discussions: list[tuple[str, bool]], due: str
	) -> None:
		held = tuple(StrategyDiscussion(day(on), started) for on, started in discussions)
		assert shown(planned(Protection("CH-1", held), "2026-03-10")) == ("icpc", 1, due, "must")

	@pytest.mark.parametrize(
		"found",
		[
			Protection("CH-1"),
			Protection("CH-1", (StrategyDiscussion(day(ENQUIRY)),)),
			course(icpc=None, enquiry_ended_on=day("2026-03-10")),
		],
		ids=["nothing on record", "a discussion that started no enquiry", "the enquiry ended without one"],
	)
	def test_nothing_is_due_without_an_enquiry_that_goes_on(self, found: Protection) -> None:
		assert conference_plan(found, day("2026-03-30")) == ConferencePlan("CH-1")

	def test_an_enquiry_that_is_to_end_still_asks_for_a_conference(self) -> None:
		found = course(icpc=None, enquiry_ended_on=day("2026-03-10"))
		assert shown(planned(found, "2026-03-09")) == ("icpc", 1, "2026-03-23", "must")
		assert conference_plan(found, day("2026-03-10")).planned is None

	def test_a_discussion_after_today_has_not_been_held(self) -> None:
		assert conference_plan(course(icpc=None), day("2026-03-01")) == ConferencePlan("CH-1")

	def test_a_tighter_local_limit_leads_and_the_national_one_judges(self) -> None:
		own = replace(DEFAULT_POLICY, icpc_working_days=10)
		needed = planned(course(icpc=None), ENQUIRY, own)
		assert [(one.due_on, one.authority.value) for one in needed.basis] == [
			(day("2026-03-16"), "local"),
			(day("2026-03-23"), "must"),
		]
		assert (needed.due_on, needed.statutory_due_on) == (day("2026-03-16"), day("2026-03-23"))
		assert needed.days_late(day("2026-03-23")) == 0
		assert needed.days_late(day("2026-03-24")) == 1


class TestLimitsThatChange:
	"""Issue, policy: each national limit with the date from which it holds, for what is counted from that day."""

	NEWER = Limit("any", "Newer", 2, Unit.MONTHS, Authority.MUST, "an invented rule", day("2026-03-02"))

	@pytest.mark.parametrize(
		("started", "due"),
		[
			("2026-02-27", [("2026-03-13", "local")]),
			("2026-03-02", [("2026-03-16", "local"), ("2026-03-23", "must")]),
		],
	)
	def test_the_initial_conference_follows_the_limit_in_force_when_the_enquiry_started(
		self, started: str, due: list[tuple[str, str]]
	) -> None:
		newer = replace(self.NEWER, value=15)
		own = replace(DEFAULT_POLICY, icpc_working_days=10, statute={"icpc_working_days": (newer,)})
		basis = planned(course(started, None), started, own).basis
		assert [(one.due_on.isoformat(), one.authority.value) for one in basis] == due

	@pytest.mark.parametrize(
		("icpc", "due"),
		[("2026-03-01", [("2026-06-01", "local")]), ("2026-03-02", [("2026-05-02", "must")])],
	)
	def test_a_review_follows_the_limit_in_force_at_the_last_conference(
		self, icpc: str, due: list[tuple[str, str]]
	) -> None:
		own = replace(DEFAULT_POLICY, statute={"rcpc_first_months": (self.NEWER,)})
		basis = planned(course(icpc=icpc), icpc, own).basis
		assert [(one.due_on.isoformat(), one.authority.value) for one in basis] == due


class TestReviewConferences:
	"""domain.md 1.7: the first within 3 months of the initial one, each later one within 6 months of the last held."""

	@pytest.mark.parametrize(
		("icpc", "held", "due"),
		[
			("2026-03-23", [], ("rcpc", 1, "2026-06-23", "local")),
			("2026-11-30", [], ("rcpc", 1, "2027-02-28", "local")),
			("2026-03-23", ["2026-06-23"], ("rcpc", 2, "2026-12-23", "local")),
			(
				"2026-03-23",
				["2026-06-02"],
				("rcpc", 2, "2026-12-02", "local"),
			),  # early: the next comes forward
			(
				"2026-03-23",
				["2026-07-03"],
				("rcpc", 2, "2027-01-03", "local"),
			),  # late: counted from the day held
			("2026-03-23", ["2026-08-31", "2026-06-01"], ("rcpc", 3, "2027-02-28", "local")),
			("2026-03-23", ["2026-06-23", "2026-06-23"], ("rcpc", 2, "2026-12-23", "local")),
		],
	)
	def test_1_7_rcpc_three_months_then_six(
		self, icpc: str, held: list[str], due: tuple[str, int, str, str]
	) -> None:
		assert shown(planned(course(icpc=icpc, reviews_on=reviews(*held)), "2026-12-01")) == due

	def test_1_7_says_what_they_are_counted_from(self) -> None:
		(first,) = planned(course(), ICPC).basis
		assert (first.rule, first.counted_from) == ("RCPC1", day(ICPC))
		assert first.reason == "First review conference, after the initial one held on 23 March 2026"
		assert first.counted == "3 months from 23 March 2026"
		(later,) = planned(course(reviews_on=reviews("2026-06-23")), "2026-06-23").basis
		assert (later.rule, later.counted_from) == ("RCPC", day("2026-06-23"))
		assert later.reason == "Review conference, after the last held on 23 June 2026"
		assert later.counted == "6 months from 23 June 2026"

	def test_these_are_defaults_not_law(self) -> None:
		needed = planned(course(), ICPC)
		assert (needed.due_on, needed.statutory_due_on) == (day("2026-06-23"), None)

	@pytest.mark.parametrize(
		("limits", "held", "due"),
		[
			({"rcpc_first_months": 2}, [], "2026-05-23"),
			({"rcpc_later_months": 5}, ["2026-06-23"], "2026-11-23"),
		],
	)
	def test_the_intervals_are_settings(self, limits: dict[str, int], held: list[str], due: str) -> None:
		own = replace(DEFAULT_POLICY, **limits)
		assert planned(course(reviews_on=reviews(*held)), "2026-06-23", own).due_on == day(due)

	def test_a_conference_after_today_has_not_been_held(self) -> None:
		found = course(reviews_on=reviews("2026-06-23"))
		assert shown(planned(found, "2026-06-22")) == ("rcpc", 1, "2026-06-23", "local")
		assert shown(planned(found, "2026-06-23")) == ("rcpc", 2, "2026-12-23", "local")
		assert shown(planned(found, "2026-03-22")) == ("icpc", 1, "2026-03-23", "must")
		assert shown(planned(found, "2026-03-23")) == ("rcpc", 1, "2026-06-23", "local")

	def test_a_review_dated_before_or_with_the_initial_conference_belongs_to_another_course(self) -> None:
		found = course(reviews_on=reviews("2026-01-15", ICPC))
		assert shown(planned(found, "2026-04-01")) == ("rcpc", 1, "2026-06-23", "local")
		assert len(conference_plan(found, day("2026-04-01")).held) == 1

	def test_a_course_known_only_from_its_last_review(self) -> None:
		found = course(None, None, reviews_on=reviews("2026-06-23"))
		result = conference_plan(found, day("2026-07-01"))
		assert shown(result.planned) == ("rcpc", 2, "2026-12-23", "local")
		(only,) = result.held
		assert (only.meeting, only.number) == (Meeting.REVIEW, 1)
		assert (only.due_on, only.statutory_due_on) == (None, None)
		assert only.basis == ()
		assert only.days_late(day("2026-07-01")) is None
		assert only.timing(day("2026-07-01")) == "cannot be judged"
		assert result.missing == "Date of the initial conference needed"


class TestBeforeABirth:
	"""domain.md 1.7, local variant: 3 months after the initial conference or 20 working days after the birth."""

	@pytest.mark.parametrize(
		("born", "due", "rules"),
		[
			("2026-05-11", "2026-06-09", ["RCPC1-birth", "RCPC1"]),
			("2026-06-01", "2026-06-23", ["RCPC1", "RCPC1-birth"]),  # 29 June is later
			("2026-03-24", "2026-04-23", ["RCPC1-birth", "RCPC1"]),
			(
				"2026-03-23",
				"2026-06-23",
				["RCPC1"],
			),  # born on the day of the conference: not before the birth
			("2026-01-05", "2026-06-23", ["RCPC1"]),
		],
	)
	def test_1_7_whichever_is_sooner(self, born: str, due: str, rules: list[str]) -> None:
		needed = planned(course(birth_date=day(born)), "2026-06-05", PRE_BIRTH)
		assert needed.due_on == day(due)
		assert [one.rule for one in needed.basis] == rules
		assert {one.authority.value for one in needed.basis} == {"local"}

	def test_1_7_says_so(self) -> None:
		reason = planned(course(birth_date=day("2026-05-11")), "2026-06-05", PRE_BIRTH).basis[0]
		assert reason.counted_from == day("2026-05-11")
		assert reason.reason == "First review conference after the birth on 11 May 2026"
		assert reason.counted == "20 working days from 11 May 2026; 25 May is a bank holiday"

	def test_1_7_off_as_shipped(self) -> None:
		assert DEFAULT_POLICY.pre_birth_variant is False
		found = course(birth_date=day("2026-05-11"))
		assert [one.rule for one in planned(found, "2026-06-05").basis] == ["RCPC1"]

	def test_1_7_an_expected_birth_gives_no_date(self) -> None:
		found = course(birth_date=day("2026-05-11"))
		assert [one.rule for one in planned(found, "2026-05-10", PRE_BIRTH).basis] == ["RCPC1"]
		assert [one.rule for one in planned(course(), "2026-05-10", PRE_BIRTH).basis] == ["RCPC1"]

	def test_1_7_only_the_first_review(self) -> None:
		found = course(birth_date=day("2026-05-11"), reviews_on=reviews("2026-06-12"))
		result = conference_plan(found, day("2026-06-12"), PRE_BIRTH)
		assert shown(result.planned) == ("rcpc", 2, "2026-12-12", "local")
		assert result.held[1].timing(day("2026-06-12")) == "3 days late"

	def test_1_7_how_long_after_the_birth_is_a_setting(self) -> None:
		own = replace(PRE_BIRTH, pre_birth_after_birth_working_days=15)
		assert planned(course(birth_date=day("2026-05-11")), "2026-06-01", own).due_on == day("2026-06-02")

	def test_a_birth_without_an_initial_conference_on_record_gives_no_date(self) -> None:
		found = course(None, None, birth_date=day("2026-05-11"), reviews_on=reviews("2026-06-12"))
		assert conference_plan(found, day("2026-06-12"), PRE_BIRTH).held[0].basis == ()


class TestCoreGroup:
	"""domain.md 1.7: within 10 working days of the initial conference (a default)."""

	def test_1_7_core_group_in_ten_working_days(self) -> None:
		group = conference_plan(course(), day(ICPC)).core_group
		assert shown(group) == ("core_group", 1, "2026-04-08", "local")
		assert group is not None
		assert group.basis[0].rule == "CORE"
		assert group.basis[0].counted_from == day(ICPC)
		assert group.basis[0].reason == "First core group, after the initial conference held on 23 March 2026"
		assert group.basis[0].counted == (
			"10 working days from 23 March 2026; 3 April and 6 April are bank holidays"
		)

	def test_the_limit_is_a_setting(self) -> None:
		group = conference_plan(
			course(), day(ICPC), replace(DEFAULT_POLICY, core_group_working_days=5)
		).core_group
		assert shown(group) == ("core_group", 1, "2026-03-30", "local")

	@pytest.mark.parametrize(
		("held", "timing"),
		[("2026-04-08", "in time"), ("2026-04-09", "1 day late"), ("2026-04-02", "in time")],
	)
	def test_in_time_or_late(self, held: str, timing: str) -> None:
		group = conference_plan(course(core_group_on=day(held)), day("2026-05-01")).core_group
		assert group is not None
		assert (group.held_on, group.timing(day("2026-05-01"))) == (day(held), timing)

	def test_one_that_lies_ahead_has_not_been_held(self) -> None:
		group = conference_plan(course(core_group_on=day("2026-04-08")), day("2026-04-07")).core_group
		assert group is not None
		assert group.held_on is None

	@pytest.mark.parametrize("more", [{"icpc": None}, {"plan_made": False}])
	def test_none_without_a_plan(self, more: dict[str, object]) -> None:
		assert conference_plan(course(**more), day("2026-04-01")).core_group is None  # type: ignore[arg-type]

	@pytest.mark.parametrize(("ended", "stands"), [("2026-04-08", False), ("2026-04-09", True)])
	def test_none_on_or_after_the_day_it_all_ends(self, ended: str, stands: bool) -> None:
		found = course(plan_ended_on=day(ended))
		assert (conference_plan(found, day("2026-04-01")).core_group is not None) is stands
		assert conference_plan(found, day(ended)).core_group is None

	def test_one_that_was_held_is_kept_when_the_plan_has_ended(self) -> None:
		found = course(plan_ended_on=day("2026-06-01"), core_group_on=day("2026-04-08"))
		group = conference_plan(found, day("2026-06-01")).core_group
		assert group is not None
		assert group.held_on == day("2026-04-08")


class TestWhenNothingIsDueAnyMore:
	"""domain.md 3.4: plan ended, child 18, taken over by another authority."""

	ENDS = (
		("plan_ended_on", "2026-05-11", "2026-05-11"),
		("transferred_on", "2026-05-11", "2026-05-11"),
		("birth_date", "2008-05-11", "2026-05-11"),
	)

	@pytest.mark.parametrize(("field", "value", "ends"), ENDS)
	def test_3_4_nothing_is_planned_from_that_day_on(self, field: str, value: str, ends: str) -> None:
		found = course(**{field: day(value)})
		for today in (ends, "2026-08-01"):
			result = conference_plan(found, day(today))
			assert (result.planned, result.missed, result.core_group) == (None, None, None)
			assert [one.meeting.value for one in result.held] == ["icpc"]

	@pytest.mark.parametrize("field", ["plan_ended_on", "transferred_on"])
	@pytest.mark.parametrize(("ends", "stands"), [("2026-06-23", False), ("2026-06-24", True)])
	def test_3_4_a_conference_due_on_or_after_that_day_is_not_due(
		self, field: str, ends: str, stands: bool
	) -> None:
		result = conference_plan(course(**{field: day(ends)}), day("2026-05-01"))
		assert (result.planned is not None) is stands
		assert result.missed is None

	@pytest.mark.parametrize(("born", "stands"), [("2008-06-23", False), ("2008-06-24", True)])
	def test_3_4_nor_on_or_after_the_18th_birthday(self, born: str, stands: bool) -> None:
		assert (
			conference_plan(course(birth_date=day(born)), day("2026-05-01")).planned is not None
		) is stands

	@pytest.mark.parametrize(
		("field", "value"),
		[("plan_ended_on", "2026-07-01"), ("transferred_on", "2026-07-01"), ("birth_date", "2008-07-01")],
	)
	def test_3_4_one_that_was_due_before_and_never_held_is_kept_as_missed(
		self, field: str, value: str
	) -> None:
		result = conference_plan(course(**{field: day(value)}), day("2026-07-01"))
		assert result.planned is None
		assert shown(result.missed) == ("rcpc", 1, "2026-06-23", "local")
		assert conference_plan(course(**{field: day(value)}), day("2026-06-30")).missed is None

	def test_3_4_an_initial_conference_that_never_came(self) -> None:
		found = course(icpc=None, transferred_on=day("2026-03-24"))
		assert shown(conference_plan(found, day("2026-03-24")).missed) == ("icpc", 1, "2026-03-23", "must")

	@pytest.mark.parametrize(
		"ends",
		[
			{"plan_ended_on": day("2026-05-11"), "transferred_on": day("2026-07-01")},
			{"plan_ended_on": day("2026-07-01"), "transferred_on": day("2026-05-11")},
		],
	)
	def test_the_earliest_end_counts(self, ends: dict[str, object]) -> None:
		assert conference_plan(course(**ends), day("2026-05-01")).planned is None

	def test_no_plan_was_made_at_the_initial_conference(self) -> None:
		result = conference_plan(course(plan_made=False), day("2026-04-01"))
		assert (result.planned, result.missed, result.core_group) == (None, None, None)
		assert [one.timing(day("2026-04-01")) for one in result.held] == ["in time"]


class TestInTimeOrLate:
	"""domain.md 1.7, 3.2 rule 3: on the day itself is in time; late by so many days."""

	@pytest.mark.parametrize(
		("icpc", "late", "timing"),
		[("2026-03-23", 0, "in time"), ("2026-03-24", 1, "1 day late"), ("2026-03-26", 3, "3 days late")],
	)
	def test_1_7_an_initial_conference(self, icpc: str, late: int, timing: str) -> None:
		(held,) = conference_plan(course(icpc=icpc), day("2026-05-01")).held
		assert (held.days_late(day("2026-05-01")), held.timing(day("2026-05-01"))) == (late, timing)

	def test_1_7_each_review_against_the_one_before_it(self) -> None:
		found = course(reviews_on=reviews("2026-06-23", "2026-12-25", "2027-06-01"))
		today = day("2027-07-01")
		assert [(one.meeting.value, one.number, str(one.due_on), one.timing(today)) for one in (
			conference_plan(found, today).held
		)] == [
			("icpc", 1, "2026-03-23", "in time"),
			("rcpc", 1, "2026-06-23", "in time"),
			("rcpc", 2, "2026-12-23", "2 days late"),
			("rcpc", 3, "2027-06-25", "in time"),
		]  # fmt: skip

	@pytest.mark.parametrize(("today", "late"), [("2026-06-23", 0), ("2026-06-24", 1), ("2026-07-23", 30)])
	def test_one_not_yet_held_is_late_by_the_days_to_today(self, today: str, late: int) -> None:
		assert planned(course(), today).days_late(day(today)) == late
		assert planned(course(), today).timing(day(today)) == (
			f"{late} day{'s' * (late > 1)} late" if late else "in time"
		)

	def test_without_the_day_the_enquiry_started_it_cannot_be_judged(self) -> None:
		result = conference_plan(course(None), day("2026-04-01"))
		assert result.held[0].timing(day("2026-04-01")) == "cannot be judged"
		assert result.missing == "Date of the strategy discussion needed at which the enquiry was started"
		assert shown(result.planned) == ("rcpc", 1, "2026-06-23", "local")

	def test_nothing_is_missing_where_all_is_known(self) -> None:
		assert conference_plan(course(reviews_on=reviews("2026-06-23")), day("2026-07-01")).missing is None


def test_3_4_a_review_and_a_conference_on_one_day_are_two_records() -> None:
	story = Story().period("2026-03-02").status("2026-03-02", "C2").reviewed("2026-03-23")
	review = story.review("2026-03-23")
	conference = planned(course(), "2026-03-23")
	assert review.due_on == conference.due_on == day("2026-06-23")
	assert shown(planned(course(reviews_on=reviews("2026-06-23")), "2026-06-23")) == (
		"rcpc", 2, "2026-12-23", "local",
	)  # fmt: skip
	assert story.review("2026-06-23").due_on == day("2026-06-23")  # the review is still to be held


courses = st.builds(
	Protection,
	st.just("CH-1"),
	st.lists(st.builds(StrategyDiscussion, dates, st.booleans()), max_size=3).map(tuple),
	some, some, st.booleans(), some, st.lists(dates, max_size=4).map(tuple), some, some, some,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(courses, dates, st.booleans(), st.data())
def test_at_most_one_conference_due_before_everything_ends_whatever_the_records(
	found: Protection, today: object, variant: bool, data: st.DataObject
) -> None:
	policy = PRE_BIRTH if variant else DEFAULT_POLICY
	result = conference_plan(found, today, policy)  # type: ignore[arg-type]
	assert result.planned is None or result.missed is None
	ends = [one for one in (found.plan_ended_on, found.transferred_on) if one]
	for needed in filter(None, (result.planned, result.missed)):
		assert needed.held_on is None
		assert [one.due_on for one in needed.basis] == sorted(one.due_on for one in needed.basis)
		assert needed.due_on is not None
		assert all(needed.due_on < one for one in ends)
	held = [one.held_on for one in result.held]
	assert held == sorted(held)  # type: ignore[type-var]
	assert all(one is not None and one <= today for one in held)  # type: ignore[operator]
	shuffled = replace(
		found,
		reviews_on=tuple(data.draw(st.permutations(found.reviews_on * 2))),
		discussions=tuple(data.draw(st.permutations(found.discussions * 2))),
	)
	assert conference_plan(shuffled, today, policy) == result  # type: ignore[arg-type]
