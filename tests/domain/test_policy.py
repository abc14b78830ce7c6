"""The limits in force: local ones may be tighter than those shipped, never looser (design, section 4)."""

from dataclasses import replace

import pytest

from iro_module.domain.policy import (
	DEFAULT_POLICY,
	DEFAULT_RULES,
	Authority,
	LooserThanShippedError,
	tightened,
)
from tests.domain.shown import moved, reasons, told
from tests.domain.story import Story

TABLE = {
	"C01": ("must", None, 2, False),
	"C02": ("must", 20, 1, True),
	"C03": ("local", 20, 1, False),
	"C04": ("local", 20, 1, False),
	"C05": ("local", None, 5, False),
	"C06": ("must", None, 1, False),
	"C07": ("must", None, 1, False),
	"C08": ("must", None, 1, False),
	"C09": ("local", None, 5, False),
	"C10": ("local", None, 2, False),
	"C11": ("local", 20, 5, False),
	"C12": ("must", 20, 5, True),
	"C13": ("local", None, 1, False),
	"C14": ("must", None, 5, False),
	"C15": ("must", None, 5, True),
	"C16": ("local", 20, 1, False),
	"C17": ("must", 10, 1, True),
	"C18": ("local", None, 1, False),
	"C19": ("local", 20, 1, False),
	"C20": ("local", None, 1, False),
	"C21": ("must", None, 1, True),
	"C22": ("local", None, 1, False),
	"C23": ("should", None, 1, True),
	"C24": ("local", None, 0, False),
	"C25": ("should", None, 1, True),
	"C26": ("local", None, 0, False),
	"C27": ("local", None, 0, False),
	"C28": ("local", None, 1, False),
	"C29": ("local", None, 1, False),
	"C30": ("local", None, 5, False),
	"C31": ("should", None, 5, False),
	"C32": ("should", None, 5, False),
	"C33": ("local", None, 5, False),
	"C34": ("local", None, 1, False),
	"C35": ("local", None, 5, False),
	"C36": ("local", None, 1, False),
	"C37": ("local", None, 1, False),
	"C38": ("local", None, 1, False),
	"C39": ("must", None, None, False),
	"C40": ("local", 20, 1, False),
	"C41": ("local", 20, 1, False),
	"ER-b": ("must", 20, 1, False),
	"ER-c": ("must", None, 1, True),
	"DR1": ("local", None, 5, False),
	"DR2": ("local", None, 5, False),
	"DR3": ("local", None, 5, False),
	"LS": ("local", None, 5, False),
	"TI1": ("local", None, 2, False),
	"TI2": ("local", None, 5, False),
	"TI3": ("local", None, 1, False),
	"TI4": ("local", None, 5, False),
}
"""Where it comes from, review within, tell within (working days), review before."""
OFF_AS_SHIPPED = {"C38"}
"""Off until the current text of reg 28 is read."""


def test_domain_7_the_trigger_table_as_shipped() -> None:
	shipped = {
		name: (row.authority.value, row.review_within, row.tell_within, row.before)
		for name, row in DEFAULT_RULES.items()
	}
	assert shipped == TABLE
	assert all(row.title and row.when for row in DEFAULT_RULES.values())
	assert {name for name, row in DEFAULT_RULES.items() if not row.enabled} == OFF_AS_SHIPPED
	by_law = [name for name, row in DEFAULT_RULES.items() if row.within_authority is Authority.MUST]
	assert by_law == ["C17"]
	told_by_law = [name for name, row in DEFAULT_RULES.items() if row.tell_by_law]
	assert told_by_law == ["C02", "C03", "C04", "C06", "C07", "C08", "C23"]


def test_domain_1_the_statutory_limits_as_shipped() -> None:
	one = DEFAULT_POLICY
	assert (one.first_review_working_days, one.second_review_months, one.later_review_months) == (20, 3, 6)
	assert (one.adoption_authority_months, one.adoption_later_months) == (3, 6)
	assert (one.placed_first_days, one.placed_second_months, one.placed_later_months) == (28, 3, 6)
	assert (one.short_break_first_months, one.short_break_later_months) == (3, 6)
	assert (one.allocate_iro_working_days, one.second_move_talk_working_days) == (5, 3)
	assert one.count_start_day is False


@pytest.mark.parametrize(
	("rule", "review_within", "tell_within", "enabled"),
	[
		("C03", 20, 1, True),
		("C03", 10, 1, True),
		("C03", 1, 1, True),
		("C03", 20, 1, False),
		("C02", 15, 1, True),
		("C05", None, 5, False),
		("C01", None, 1, True),
		("C17", 5, 1, True),
	],
)
def test_tighter_or_the_same_is_taken(
	rule: str, review_within: int | None, tell_within: int | None, enabled: bool
) -> None:
	shipped = DEFAULT_RULES[rule]
	own = tightened(shipped, review_within, tell_within, enabled)
	assert own == replace(shipped, review_within=review_within, tell_within=tell_within, enabled=enabled)


@pytest.mark.parametrize(
	("rule", "review_within", "tell_within", "enabled", "said"),
	[
		("C03", 21, 1, True, "C03: review within must be 1 to 20 working days, not 21"),
		("C03", 0, 1, True, "C03: review within must be 1 to 20 working days, not 0"),
		("C03", -1, 1, True, "C03: review within must be 1 to 20 working days, not -1"),
		("C03", None, 1, True, "C03: review within must be 1 to 20 working days, not None"),
		("C03", 20, 2, True, "C03: tell within must be 1 to 1 working days, not 2"),
		("C03", 20, None, True, "C03: tell within must be 1 to 1 working days, not None"),
		("C05", 20, 5, True, "C05 has no limit review within; leave it empty"),
		("C17", 11, 1, True, "C17: review within must be 1 to 10 working days, not 11"),
		*(
			(name, row[1], row[2], False, f"{name} is asked for by law and cannot be switched off")
			for name, row in TABLE.items()
			if row[0] == "must"
		),
	],
)
def test_looser_is_refused_and_says_why(
	rule: str, review_within: int | None, tell_within: int | None, enabled: bool, said: str
) -> None:
	with pytest.raises(LooserThanShippedError) as refused:
		tightened(DEFAULT_RULES[rule], review_within, tell_within, enabled)
	assert str(refused.value) == said


def test_a_limit_that_is_not_shipped_may_not_be_added() -> None:
	with pytest.raises(LooserThanShippedError, match="tell within"):
		tightened(replace(DEFAULT_RULES["C05"], tell_within=None), None, 5, True)


def test_a_tighter_rule_tightens_the_plan() -> None:
	own = replace(
		DEFAULT_POLICY, rules={**DEFAULT_RULES, "C04": tightened(DEFAULT_RULES["C04"], 10, 1, True)}
	)
	plan = moved(old={"reason_place_change": "CREQB"}).plan("2026-03-02", policy=own)
	assert reasons(plan)[0] == ("C04", "2026-03-16", "local")


def test_a_row_that_tells_nobody_and_asks_for_nothing() -> None:
	silent = replace(DEFAULT_RULES["C04"], tell_within=None, review_within=None)
	own = replace(DEFAULT_POLICY, rules={**DEFAULT_RULES, "C04": silent})
	plan = moved(old={"reason_place_change": "CREQB"}).plan("2026-03-02", policy=own)
	assert ([rule for rule, *_ in reasons(plan)], told(plan)) == (["T3"], [])


@pytest.mark.parametrize(
	("limits", "held", "due"),
	[
		({"first_review_working_days": 15}, [], "2026-04-14"),
		({"second_review_months": 2}, ["2026-04-14"], "2026-06-14"),
		({"later_review_months": 4}, ["2026-04-14", "2026-07-14"], "2026-11-14"),
		({"count_start_day": True}, [], "2026-04-20"),
	],
)
def test_each_limit_is_used_where_it_belongs(limits: dict[str, int], held: list[str], due: str) -> None:
	story = Story().period("2026-03-20")
	for on in held:
		story.reviewed(on)
	assert reasons(story.plan("2026-07-14", policy=replace(DEFAULT_POLICY, **limits)))[0][1] == due


@pytest.mark.parametrize(
	("limits", "kind", "held", "due"),
	[
		({"adoption_authority_months": 2}, "U6", [], "2026-05-02"),
		({"adoption_later_months": 4}, "U6", ["2026-03-23"], "2026-07-23"),
		({"placed_first_days": 21}, "A6", [], "2026-03-23"),
		({"placed_second_months": 2}, "A6", ["2026-03-23"], "2026-05-23"),
		({"placed_later_months": 4}, "A6", ["2026-03-23", "2026-05-22"], "2026-09-22"),
		({"short_break_first_months": 2}, "short breaks", [], "2026-05-02"),
		({"short_break_later_months": 4}, "short breaks", ["2026-03-23"], "2026-07-23"),
	],
)
def test_and_on_the_other_timetables(limits: dict[str, int], kind: str, held: list[str], due: str) -> None:
	story = Story().period("2026-03-02")
	if kind == "short breaks":
		story.status("2026-03-02", "V4")
	else:
		story.status("2026-03-02", "E1").placed("2026-03-02", kind)
	for on in held:
		story.reviewed(on)
	plan = story.plan("2026-05-22", policy=replace(DEFAULT_POLICY, **limits))
	assert due in [by for _, by, _ in reasons(plan)]
