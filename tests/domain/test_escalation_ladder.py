"""The ladder of an escalation: what ships, and which ladders of councils are refused; domain.md 6 and 2.9."""

from dataclasses import replace

import pytest

from iro_module.domain.escalation_ladder import (
	DEFAULT_LADDER,
	Ladder,
	LadderRefusedError,
	NoSuchStageError,
	Stage,
	checked,
	faults,
)
from iro_module.domain.policy import DEFAULT_POLICY

TM = Stage(1, "Stage 1", "team manager", 5)
HEAD = Stage(2, "Stage 2", "head of service", 5)
TALK = Stage(0, "Informal", "social worker", 5, counts=False)


def found(*stages: Stage, in_all: int = 20) -> tuple[str, ...]:
	return faults(Ladder(stages), replace(DEFAULT_POLICY, escalation_total_working_days=in_all))


def test_6_the_ladder_as_shipped() -> None:
	assert [one.title for one in DEFAULT_LADDER.stages] == [
		"Informal",
		"Stage 1",
		"Stage 2",
		"Stage 3",
		"Stage 4",
	]
	assert [(one.number, one.responder, one.working_days, one.counts) for one in DEFAULT_LADDER.stages] == [
		(0, "social worker and team manager", 5, False),
		(1, "team manager", 5, True),
		(2, "service manager", 5, True),
		(3, "head of service", 5, True),
		(4, "director of children's services or assistant director", 5, True),
	]
	assert faults(DEFAULT_LADDER, DEFAULT_POLICY) == ()
	assert checked(DEFAULT_LADDER, DEFAULT_POLICY) is DEFAULT_LADDER


def test_6_2_the_formal_stages_together_take_at_most_20_working_days() -> None:
	assert found(TM, replace(HEAD, working_days=15)) == ()
	assert found(TM, replace(HEAD, working_days=16)) == (
		"The formal stages take 21 working days together, and 20 in all are allowed: shorten or remove a stage "
		"(IRO Handbook 2010, 6.2: at most 20)",
	)


def test_6_2_a_council_may_allow_less_in_all() -> None:
	assert found(TM, HEAD, in_all=10) == ()
	(said,) = found(TM, HEAD, in_all=9)
	assert said.startswith("The formal stages take 10 working days together, and 9 in all are allowed")


def test_6_an_informal_stage_does_not_count_towards_the_total() -> None:
	assert found(replace(TALK, working_days=10), TM, replace(HEAD, working_days=15)) == ()


@pytest.mark.parametrize(("days", "refused"), [(1, False), (0, True), (-5, True)])
def test_every_stage_has_a_day_at_least(days: int, refused: bool) -> None:
	said = (f"Stage 2: enter 1 or more working days to answer in, not {days}",) if refused else ()
	assert found(TM, replace(HEAD, working_days=days)) == said
	assert found(replace(TALK, working_days=days), TM) == tuple(one.replace("2", "0", 1) for one in said)


@pytest.mark.parametrize("stages", [(), (TALK,)])
def test_one_stage_at_least_is_formal(stages: tuple[Stage, ...]) -> None:
	assert found(*stages) == ("No stage is formal: let at least one count towards the total",)


def test_every_stage_has_a_title_and_somebody_who_answers() -> None:
	assert found(replace(TM, title=" "), replace(HEAD, responder="")) == (
		"Stage 1: enter its title",
		"Stage 2: enter who answers",
	)


@pytest.mark.parametrize(
	("numbers", "refused"), [((1, 2), False), ((1, 5), False), ((1, 1), True), ((2, 1), True)]
)
def test_stages_are_numbered_from_the_lowest_up(numbers: tuple[int, int], refused: bool) -> None:
	lower, upper = numbers
	said = (f"The stages are numbered {lower}, {upper}: number them from the lowest up, each once",)
	assert found(replace(TM, number=lower), replace(HEAD, number=upper)) == (said if refused else ())


def test_no_stage_above_a_formal_one_escapes_the_total() -> None:
	assert found(TM, replace(HEAD, counts=False)) == (
		"Stage 2 does not count towards the total but follows stage 1, which does: let it count, or put it before "
		"the formal stages",
	)
	assert found(TALK, replace(TALK, number=1), HEAD) == ()


def test_a_refusal_names_every_fault() -> None:
	with pytest.raises(LadderRefusedError) as refused:
		checked(
			Ladder((replace(TM, title="", working_days=0), replace(HEAD, working_days=30))), DEFAULT_POLICY
		)
	assert str(refused.value) == (
		"Stage 1: enter 1 or more working days to answer in, not 0. Stage 1: enter its title. "
		"The formal stages take 30 working days together, and 20 in all are allowed: shorten or remove a stage "
		"(IRO Handbook 2010, 6.2: at most 20)"
	)


def test_finding_a_stage_and_the_one_above_it() -> None:
	assert DEFAULT_LADDER.stage(2).responder == "service manager"
	assert DEFAULT_LADDER.above(2) == DEFAULT_LADDER.stage(3)
	assert DEFAULT_LADDER.above(4) is None
	assert Ladder((TM, replace(HEAD, number=7))).above(1) == replace(HEAD, number=7)
	assert DEFAULT_LADDER.stage(3).words == "Stage 3 (head of service)"
	with pytest.raises(NoSuchStageError, match=r"\AThere is no stage 5; choose one of 0, 1, 2, 3, 4\Z"):
		DEFAULT_LADDER.stage(5)
