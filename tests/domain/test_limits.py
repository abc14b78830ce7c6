"""Every number of the rules: values, versions of the law, local limits beside it; domain.md 1, 2.1, 2.4, 7."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date

import pytest

from iro_module.domain.limits import LIMITS, STATUTE, Authority, Limit, Unit, statutory
from iro_module.domain.policy import (
	DEFAULT_POLICY,
	DEFAULT_RULES,
	LimitRefusedError,
	LooserThanShippedError,
	Policy,
	tightened,
)
from tests.domain.shown import moved, reasons, settled_child
from tests.domain.story import Story, day

WD, DAYS, MONTHS, WEEKS = "working days", "days", "months", "weeks"
LAW = {
	"first_review_working_days": (20, WD, "2011-04-01"),
	"second_review_months": (3, MONTHS, "2011-04-01"),
	"later_review_months": (6, MONTHS, "2011-04-01"),
	"adoption_authority_months": (3, MONTHS, "2005-12-30"),
	"adoption_later_months": (6, MONTHS, "2005-12-30"),
	"placed_first_days": (28, DAYS, "2005-12-30"),
	"placed_second_months": (3, MONTHS, "2005-12-30"),
	"placed_later_months": (6, MONTHS, "2005-12-30"),
	"secure_panel_first_months": (1, MONTHS, None),
	"secure_panel_later_months": (3, MONTHS, None),
	"escalation_total_working_days": (20, WD, None),
	"icpc_working_days": (15, WD, None),
}
"""What sections 1.1, 1.6, 1.7 and 2.9 mark as seen in its source, and since when it holds."""
SETTINGS = {
	"short_break_first_months": (3, MONTHS),
	"short_break_later_months": (6, MONTHS),
	"secure_panel_first_days": (28, DAYS),
	"adoption_ended_from_days": (28, DAYS),
	"adoption_ended_to_days": (42, DAYS),
	"remand_plan_working_days": (5, WD),
	"detention_plan_working_days": (10, WD),
	"release_review_working_days": (10, WD),
	"allocate_iro_working_days": (5, WD),
	"second_move_talk_working_days": (3, WD),
	"unplanned_moves_months": (12, MONTHS),
	"missing_episodes": (3, "times"),
	"missing_window_days": (90, DAYS),
	"social_workers": (3, "times"),
	"social_worker_window_months": (12, MONTHS),
	"schools": (3, "times"),
	"school_window_months": (24, MONTHS),
	"removal_debrief_working_days": (10, WD),
	"turns_16_months": (3, MONTHS),
	"last_review_before_18_months": (3, MONTHS),
	"decision_lapses_working_days": (5, WD),
	"end_considered_months": (6, MONTHS),
	"short_notice_days": (2, DAYS),
	"decisions_working_days": (5, WD),
	"query_working_days": (5, WD),
	"record_working_days": (15, WD),
	"distribution_working_days": (20, WD),
	"care_plan_working_days": (10, WD),
	"sign_off_working_days": (5, WD),
	"planning_talk_working_days": (15, WD),
	"consultation_days": (14, DAYS),
	"report_working_days": (3, WD),
	"midway_from_months": (4, MONTHS),
	"adjournment_working_days": (20, WD),
	"permanence_by_review": (2, "times"),
	"permanence_months": (4, MONTHS),
	"spoken_to_window_working_days": (20, WD),
	"iro_visit_months": (6, MONTHS),
	"midway_looked_after_months": (6, MONTHS),
	"caseload_from": (50, "children"),
	"caseload_to": (70, "children"),
	"decision_overdue_working_days": (5, WD),
	"visit_first_days": (7, DAYS),
	"visit_weekly_days": (7, DAYS),
	"visit_weeks": (6, WEEKS),
	"visit_first_year_months": (12, MONTHS),
	"visit_settled_months": (3, MONTHS),
	"visit_parents_weeks": (4, WEEKS),
	"rcpc_first_months": (3, MONTHS),
	"rcpc_later_months": (6, MONTHS),
	"core_group_working_days": (10, WD),
	"pre_birth_after_birth_working_days": (20, WD),
}
"""What the reference could not verify, or names as practice: defaults under a name."""
OURS = {
	"answer_working_days",
	"closing_notices_months",
	"decision_not_done_times",
	"put_off_times",
	"reports_late_times",
	"voluntary_care_months",
	"plan_out_of_date_months",
}
"""Numbers the reference does not give."""


FIRST_OF = {"adoption_ended_to_days": "adoption_ended_from_days", "caseload_to": "caseload_from"}
"""Numbers that go together: the later, and the one it must not be below."""


class TestAsShipped:
	@pytest.mark.parametrize("name", LAW)
	def test_1_the_law_s_limits(self, name: str) -> None:
		value, unit, since = LAW[name]
		limit = LIMITS[name]
		assert (limit.name, limit.value, limit.unit.value, limit.authority) == (
			name,
			value,
			unit,
			Authority.MUST,
		)
		assert limit.holds_from == (day(since) if since else None)
		assert STATUTE[name] == (limit,)
		assert getattr(DEFAULT_POLICY, name) == value

	@pytest.mark.parametrize("name", SETTINGS)
	def test_what_is_not_verified_is_a_default_under_a_name(self, name: str) -> None:
		value, unit = SETTINGS[name]
		limit = LIMITS[name]
		assert (limit.name, limit.value, limit.unit.value) == (name, value, unit)
		assert (limit.authority, limit.holds_from) == (Authority.LOCAL, None)
		assert name not in STATUTE
		assert getattr(DEFAULT_POLICY, name) == value

	def test_there_are_no_others(self) -> None:
		assert set(LIMITS) == set(LAW) | set(SETTINGS) | OURS
		assert set(STATUTE) == set(LAW)
		assert set(LIMITS) <= {one.name for one in fields(Policy)}

	def test_each_says_what_it_is_and_where_it_comes_from(self) -> None:
		assert all(limit.title and limit.source for limit in LIMITS.values())
		assert len({limit.title for limit in LIMITS.values()}) == len(LIMITS)
		cited = {name: LIMITS[name].source for name in LAW}
		assert cited["first_review_working_days"].endswith("reg 33(1)")
		assert cited["later_review_months"].endswith("reg 33(2)")
		assert cited["adoption_authority_months"].endswith("reg 36(1)")
		assert cited["placed_first_days"].endswith("reg 36(3)")
		assert cited["escalation_total_working_days"] == "IRO Handbook 2010, 6.2"

	def test_they_cannot_be_changed_in_place(self) -> None:
		with pytest.raises(TypeError):
			LIMITS["caseload_to"] = LIMITS["caseload_from"]  # type: ignore[index]
		with pytest.raises(TypeError):
			STATUTE["caseload_to"] = ()  # type: ignore[index]
		with pytest.raises(FrozenInstanceError):
			DEFAULT_POLICY.caseload_to = 71  # type: ignore[misc]


class TestWhatACouncilMaySet:
	"""Design, section 4: local limits may be tighter than the statutory ones, never looser."""

	@pytest.mark.parametrize("name", LAW)
	def test_not_longer_than_the_law(self, name: str) -> None:
		value, unit, _ = LAW[name]
		replace(DEFAULT_POLICY, **{name: value})  # type: ignore[arg-type]
		with pytest.raises(LooserThanShippedError) as refused:
			replace(DEFAULT_POLICY, **{name: value + 1})  # type: ignore[arg-type]
		limit = LIMITS[name]
		assert (
			str(refused.value) == f"{limit.title}: at most {value} {unit} ({limit.source}), not {value + 1}"
		)

	@pytest.mark.parametrize("name", LIMITS)
	@pytest.mark.parametrize("value", [0, -1])
	def test_not_less_than_one(self, name: str, value: int) -> None:
		replace(DEFAULT_POLICY, **{FIRST_OF.get(name, name): 1, name: 1})  # type: ignore[arg-type]
		with pytest.raises(LimitRefusedError) as refused:
			replace(DEFAULT_POLICY, **{name: value})  # type: ignore[arg-type]
		limit = LIMITS[name]
		assert str(refused.value) == f"{limit.title}: enter 1 to 365 {limit.unit.value}, not {value}"

	@pytest.mark.parametrize("name", [name for name in LIMITS if name not in LAW])
	def test_not_a_year_of_anything(self, name: str) -> None:
		last = {first: last for last, first in FIRST_OF.items()}.get(name, name)
		replace(DEFAULT_POLICY, **{last: 365, name: 365})  # type: ignore[arg-type]
		with pytest.raises(LimitRefusedError, match=f"enter 1 to 365 {LIMITS[name].unit.value}, not 366"):
			replace(DEFAULT_POLICY, **{last: 366, name: 366})  # type: ignore[arg-type]

	@pytest.mark.parametrize("last", ["adoption_ended_to_days", "caseload_to"])
	def test_not_less_than_the_number_it_goes_with(self, last: str) -> None:
		first = FIRST_OF[last]
		replace(DEFAULT_POLICY, **{last: 10, first: 10})  # type: ignore[arg-type]
		with pytest.raises(LimitRefusedError) as refused:
			replace(DEFAULT_POLICY, **{last: 10, first: 11})  # type: ignore[arg-type]
		said = f"{LIMITS[first].title}: enter no more than 10, the number of: {LIMITS[last].title}"
		assert str(refused.value) == said

	@pytest.mark.parametrize("name", sorted(SETTINGS))
	def test_a_default_may_be_longer_or_shorter(self, name: str) -> None:
		own = replace(DEFAULT_POLICY, **{name: SETTINGS[name][0] + 1})  # type: ignore[arg-type]
		assert own.limits(name, day("2026-03-02")) == ((SETTINGS[name][0] + 1, Authority.LOCAL),)

	def test_the_refusals_are_kinds_of_each_other(self) -> None:
		assert issubclass(LooserThanShippedError, LimitRefusedError)
		assert issubclass(LimitRefusedError, ValueError)

	@pytest.mark.parametrize(
		("rule", "review", "tell", "enabled"),
		[("C24", None, 0, True), ("C38", None, 1, True), ("C38", None, 1, False), ("C39", None, None, True),
			("C16", 10, 1, True), ("C41", 1, 1, False), ("C17", 1, 1, True), ("C05", None, 1, True)],
	)  # fmt: skip
	def test_a_row_of_the_table_may_be_tightened(
		self, rule: str, review: int | None, tell: int | None, enabled: bool
	) -> None:
		own = tightened(DEFAULT_RULES[rule], review, tell, enabled)
		assert (own.review_within, own.tell_within, own.enabled) == (review, tell, enabled)
		assert replace(own, review_within=1, tell_within=1, enabled=True) == replace(
			DEFAULT_RULES[rule], review_within=1, tell_within=1, enabled=True
		)

	@pytest.mark.parametrize(
		("rule", "review", "tell", "said"),
		[
			("C24", None, 1, "C24: tell within must be 0 to 0 working days, not 1"),
			("C24", None, -1, "C24: tell within must be 0 to 0 working days, not -1"),
			("C24", None, None, "C24: tell within must be 0 to 0 working days, not None"),
			("C05", None, 0, "C05: tell within must be 1 to 5 working days, not 0"),
			("C05", None, 6, "C05: tell within must be 1 to 5 working days, not 6"),
			("C39", None, 1, "C39 has no limit tell within; leave it empty"),
			("C05", 5, 5, "C05 has no limit review within; leave it empty"),
		],
	)
	def test_but_not_loosened(self, rule: str, review: int | None, tell: int | None, said: str) -> None:
		with pytest.raises(LooserThanShippedError) as refused:
			tightened(DEFAULT_RULES[rule], review, tell, True)
		assert str(refused.value) == said

	def test_the_visit_clock_is_a_row_of_the_table_too(self) -> None:
		assert DEFAULT_POLICY.visit_clock is False
		on = {**DEFAULT_RULES, "C38": tightened(DEFAULT_RULES["C38"], None, 1, True)}
		assert replace(DEFAULT_POLICY, rules=on).visit_clock is True


def adoption(*held: str, kind: str | None = None) -> Story:
	"""Under a placement order, or placed for adoption, from Monday 2 March 2026."""
	story = settled_child().status("2025-01-06", "C2", end_date="2026-03-02").status("2026-03-02", "E1")
	if kind:
		story.placed(
			"2025-01-06", "U6", "OLD", carer_id="F-1", end_date="2026-03-02", reason_place_change="CARPL"
		)
		story.placed("2026-03-02", kind, "NEW", carer_id="A-1", reason_new_episode="P")
	for on in held:
		story.reviewed(on)
	return story


def new(*held: str) -> Story:
	story = Story().period("2026-03-02").status("2026-03-02", "V2")
	for on in held:
		story.reviewed(on)
	return story


BESIDE = [
	("first_review_working_days", 15, new(), [("T1", "2026-03-23", "local"), ("T1", "2026-03-30", "must")]),
	("second_review_months", 2, new("2026-03-16"), [("T2", "2026-05-16", "local"), ("T2", "2026-06-16", "must")]),
	(
		"later_review_months", 5, new("2026-03-16", "2026-03-31"),
		[("T3", "2026-08-31", "local"), ("T3", "2026-09-30", "must")],
	),
	("adoption_authority_months", 2, adoption(), [("C14", "2026-05-02", "local"), ("C14", "2026-06-02", "must")]),
	(
		"adoption_later_months", 5, adoption("2026-03-31"),
		[("C14", "2026-08-31", "local"), ("C14", "2026-09-30", "must")],
	),
	("placed_first_days", 21, adoption(kind="A6"), [("C15", "2026-03-23", "local"), ("C15", "2026-03-30", "must")]),
	(
		"placed_second_months", 2, adoption("2026-03-27", kind="A6"),
		[("C15", "2026-05-27", "local"), ("C15", "2026-06-27", "must")],
	),
	(
		"placed_later_months", 5, adoption("2026-03-27", "2026-03-31", kind="A6"),
		[("C15", "2026-08-31", "local"), ("C15", "2026-09-30", "must")],
	),
	(
		"secure_panel_later_months", 2,
		moved("K1").panel("2026-03-31"),
		[("C18", "2026-05-31", "local"), ("C18", "2026-06-30", "must")],
	),
]  # fmt: skip


class TestALocalLimitBesideTheLaw:
	"""A tighter local limit gives two reasons, and never moves the date by law."""

	@pytest.mark.parametrize(("name", "own", "story", "found"), BESIDE, ids=[row[0] for row in BESIDE])
	def test_two_reasons(self, name: str, own: int, story: Story, found: list[tuple[str, str, str]]) -> None:
		policy = replace(DEFAULT_POLICY, **{name: own})  # type: ignore[arg-type]
		today = "2026-03-31"
		both, shipped = story.plan(today, policy=policy), story.plan(today)
		rule = found[0][0]
		assert [one for one in reasons(both) if one[0] == rule] == found
		assert [one for one in reasons(shipped) if one[0] == rule] == found[1:]
		for own_row, row in zip(both.reviews, shipped.reviews, strict=True):
			assert own_row.statutory_due_on == row.statutory_due_on
			assert own_row.due_on <= row.due_on

	def test_both_say_how_they_were_counted(self) -> None:
		policy = replace(DEFAULT_POLICY, second_review_months=2)
		local, law = new("2026-03-16").plan("2026-03-16", policy=policy).reviews[0].basis
		assert (local.counted, law.counted) == ("2 months from 16 March 2026", "3 months from 16 March 2026")
		assert (local.reason, local.kind, local.timetable) == (law.reason, law.kind, law.timetable)

	def test_where_the_law_s_date_is_not_within_care_the_local_one_may_be(self) -> None:
		policy = replace(DEFAULT_POLICY, first_review_working_days=15)
		story = new().period("2026-03-02", "2026-03-27")
		(review,) = story.plan("2026-03-02", policy=policy).reviews
		assert (review.due_on, review.statutory_due_on) == (day("2026-03-23"), None)
		assert story.plan("2026-03-02").reviews == ()

	@pytest.mark.parametrize("days", [5, 9])
	def test_c17_ten_working_days_by_law_and_a_tighter_number(self, days: int) -> None:
		own = {**DEFAULT_RULES, "C17": tightened(DEFAULT_RULES["C17"], days, 1, True)}
		plan = moved("P1").plan("2026-03-02", policy=replace(DEFAULT_POLICY, rules=own))
		local = {5: "2026-03-09", 9: "2026-03-13"}[days]
		assert reasons(plan)[:2] == [("C17", local, "local"), ("C17", "2026-03-16", "must")]
		assert plan.reviews[0].statutory_due_on == day("2026-03-16")

	def test_both_say_that_no_review_came_before(self) -> None:
		own = {**DEFAULT_RULES, "C17": tightened(DEFAULT_RULES["C17"], 5, 1, True)}
		plan = moved("P1").plan("2026-03-02", policy=replace(DEFAULT_POLICY, rules=own))
		said = [
			one.reason.endswith("; no review before it is on record") for one in plan.reviews[0].basis[:2]
		]
		assert said == [True, True]

	def test_short_breaks_have_settings_only(self) -> None:
		story = Story().period("2026-03-02").status("2026-03-02", "V4")
		(review,) = story.plan("2026-03-02").reviews
		assert (review.due_on, review.statutory_due_on) == (day("2026-06-02"), None)
		longer = replace(DEFAULT_POLICY, short_break_first_months=4, short_break_later_months=7)
		assert reasons(story.plan("2026-03-02", policy=longer)) == [("SB1", "2026-07-02", "local")]
		story.reviewed("2026-05-29")
		assert reasons(story.plan("2026-05-29", policy=longer)) == [("SB2", "2026-12-29", "local")]


class TestVersionsOfTheLaw:
	"""Issue, "Policy": statutory limits with the date from which each holds. The later version here is invented."""

	LATER = replace(LIMITS["later_review_months"], value=4, holds_from=date(2026, 4, 1))
	LOOSER = replace(LIMITS["later_review_months"], value=9, holds_from=date(2026, 4, 1))

	def policy(self, version: Limit, **own: int) -> Policy:
		versions = (LIMITS["later_review_months"], version)
		return replace(DEFAULT_POLICY, statute={**STATUTE, "later_review_months": versions}, **own)  # type: ignore[arg-type]

	@pytest.mark.parametrize(
		("counted_from", "months"),
		[("2011-03-31", None), ("2011-04-01", 6), ("2026-03-31", 6), ("2026-04-01", 4), ("2030-01-01", 4)],
	)
	def test_the_version_in_force_on_the_day_counted_from(
		self, counted_from: str, months: int | None
	) -> None:
		versions = (LIMITS["later_review_months"], self.LATER)
		assert statutory(versions, day(counted_from)) == months

	def test_one_without_a_date_always_holds_and_without_versions_there_is_no_law(self) -> None:
		assert statutory((LIMITS["secure_panel_first_months"],), day("1990-01-01")) == 1
		assert statutory((), day("2026-03-02")) is None

	@pytest.mark.parametrize(
		("held", "found"),
		[("2026-03-31", [("T3", "2026-09-30", "must")]), ("2026-04-01", [("T3", "2026-08-01", "must")])],
	)
	def test_a_later_version_counts_from_its_day(self, held: str, found: list[tuple[str, str, str]]) -> None:
		story = new("2026-03-16", held)
		assert reasons(story.plan(held, policy=self.policy(self.LATER))) == found

	def test_a_local_number_between_the_versions(self) -> None:
		policy = self.policy(self.LATER, later_review_months=5)
		assert policy.limits("later_review_months", day("2026-03-31")) == (
			(5, Authority.LOCAL),
			(6, Authority.MUST),
		)
		assert policy.limits("later_review_months", day("2026-04-01")) == ((4, Authority.MUST),)

	def test_a_looser_version_leaves_the_council_s_number_in_front_of_it(self) -> None:
		found = self.policy(self.LOOSER).limits("later_review_months", day("2026-04-01"))
		assert found == ((6, Authority.LOCAL), (9, Authority.MUST))

	@pytest.mark.parametrize(
		("name", "since"), [(name, row[2]) for name, row in LAW.items() if row[2]], ids=lambda one: str(one)
	)
	def test_before_the_regulations_were_in_force_it_is_a_setting(self, name: str, since: str) -> None:
		value = LAW[name][0]
		before = date.fromordinal(day(since).toordinal() - 1)
		assert DEFAULT_POLICY.limits(name, before) == ((value, Authority.LOCAL),)
		assert DEFAULT_POLICY.limits(name, day(since)) == ((value, Authority.MUST),)

	@pytest.mark.parametrize(
		("start", "due", "authority"),
		[("2011-03-31", "2011-05-04", "local"), ("2011-04-01", "2011-05-05", "must")],
	)
	def test_1_april_2011_in_a_plan_with_easter_a_royal_wedding_and_may_day(
		self, start: str, due: str, authority: str
	) -> None:
		story = Story().period(start).status(start, "V2")
		plan = story.plan(start)
		assert reasons(plan) == [("T1", due, authority)]
		assert plan.reviews[0].statutory_due_on == (day(due) if authority == "must" else None)

	def test_a_name_without_a_law_is_a_setting(self) -> None:
		assert DEFAULT_POLICY.limits("caseload_to", day("2026-03-02")) == ((70, Authority.LOCAL),)
		without = replace(DEFAULT_POLICY, statute={})
		assert without.limits("later_review_months", day("2026-03-02")) == ((6, Authority.LOCAL),)

	def test_the_units_are_named_in_words(self) -> None:
		assert [one.value for one in Unit] == [WD, DAYS, WEEKS, MONTHS, "times", "children"]


def test_a_tighter_interval_does_not_reopen_what_a_review_considered() -> None:
	story = settled_child("V2").period("2025-01-06", "2026-08-03", reviews_complete=False, end_reason="E5")
	story.reviewed("2026-03-16", changes_considered=["PC"])
	own = replace(DEFAULT_POLICY, later_review_months=4)
	assert "C23" not in [rule for rule, *_ in reasons(story.plan("2026-03-20"))]
	assert "C23" not in [rule for rule, *_ in reasons(story.plan("2026-03-20", policy=own))]
