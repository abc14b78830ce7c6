"""Decisions that live across reviews: domain.md 2.6, 1.4 (regs 36 and 37); anchors rows 24 and 26."""

from dataclasses import replace

import pytest

from iro_module.domain.policy import DEFAULT_POLICY
from iro_module.domain.review_decisions import (
	Decision,
	DecisionStatus,
	Finding,
	Occasion,
	Outcome,
	Told,
	carried_into,
	carried_to,
	is_open,
	looked_for_since,
	missing,
	not_done_at,
	not_looked_at,
	overdue_working_days,
	status,
)
from tests.domain.story import day

ON_TRACK, DONE, NOT_DONE = Outcome.ON_TRACK, Outcome.DONE, Outcome.NOT_DONE
SUPERSEDED, NOT_DISCUSSED = Outcome.SUPERSEDED, Outcome.NOT_DISCUSSED


def decided(*findings: Finding, **values: object) -> Decision:
	"""Decided at review R1 on 14 April 2026, to be done by Friday 15 May 2026; 4 and 25 May are bank holidays."""
	decision = Decision(
		"D1", "CH-1", "R1", day("2026-04-14"), "Life story work", owner="social worker", due_on=day("2026-05-15"),
	)  # fmt: skip
	return replace(decision, findings=findings, **values)  # type: ignore[arg-type]


def at(name: str, on: str, outcome: Outcome, because: str = "") -> Finding:
	"""Found at a review (R...), at a midway review (M...) or between them (empty)."""
	occasion = {"R": Occasion.REVIEW, "M": Occasion.MIDWAY, "": Occasion.BETWEEN}[name[:1]]
	return Finding(day(on), outcome, occasion, name, because)


class TestStatus:
	"""2.6: open, on track, done, overdue, superseded, not done."""

	@pytest.mark.parametrize(
		("findings", "today", "stands"),
		[
			([], "2026-04-14", DecisionStatus.OPEN),
			([], "2026-05-15", DecisionStatus.OPEN),
			([], "2026-05-16", DecisionStatus.OVERDUE),
			([at("", "2026-04-20", ON_TRACK)], "2026-05-15", DecisionStatus.ON_TRACK),
			([at("", "2026-04-20", ON_TRACK)], "2026-05-16", DecisionStatus.OVERDUE),
			([at("", "2026-04-20", DONE)], "2026-04-19", DecisionStatus.OPEN),
			([at("", "2026-04-20", DONE)], "2026-04-20", DecisionStatus.DONE),
			([at("", "2026-04-20", DONE)], "2026-05-16", DecisionStatus.DONE),
			([at("R2", "2026-04-20", SUPERSEDED)], "2026-05-16", DecisionStatus.SUPERSEDED),
			([at("R2", "2026-04-20", NOT_DONE)], "2026-05-16", DecisionStatus.NOT_DONE),
			([at("R2", "2026-04-20", NOT_DISCUSSED, "ran out of time")], "2026-04-21", DecisionStatus.OPEN),
			(
				[at("M1", "2026-04-20", ON_TRACK), at("R2", "2026-04-21", NOT_DISCUSSED, "absent")],
				"2026-04-21",
				DecisionStatus.ON_TRACK,
			),
			(
				[at("R2", "2026-04-20", DONE), at("", "2026-04-22", ON_TRACK)],
				"2026-04-22",
				DecisionStatus.ON_TRACK,
			),
			(
				[at("R2", "2026-04-22", ON_TRACK), at("", "2026-04-20", DONE)],
				"2026-04-22",
				DecisionStatus.ON_TRACK,
			),
		],
	)
	def test_2_6_as_last_found(self, findings: list[Finding], today: str, stands: DecisionStatus) -> None:
		assert status(decided(*findings), day(today)) is stands

	def test_2_6_without_a_date_it_is_never_overdue(self) -> None:
		assert status(decided(due_on=None), day("2030-01-01")) is DecisionStatus.OPEN

	@pytest.mark.parametrize(
		("outcome", "open_still"), [(ON_TRACK, True), (NOT_DONE, True), (DONE, False), (SUPERSEDED, False)]
	)
	def test_2_6_still_to_be_carried_out(self, outcome: Outcome, open_still: bool) -> None:
		assert is_open(decided(at("R2", "2026-05-20", outcome)), day("2026-05-20")) is open_still

	@pytest.mark.parametrize(
		("today", "days"),
		[("2026-05-15", 0), ("2026-05-16", 1), ("2026-05-18", 1), ("2026-05-22", 5), ("2026-05-26", 6)],
	)
	def test_2_6_overdue_in_working_days(self, today: str, days: int) -> None:
		assert overdue_working_days(decided(), day(today), DEFAULT_POLICY) == days

	def test_2_6_overdue_is_undone_by_doing_it_and_never_without_a_date(self) -> None:
		done = decided(at("", "2026-05-20", DONE))
		assert overdue_working_days(done, day("2026-05-19"), DEFAULT_POLICY) == 2
		assert overdue_working_days(done, day("2026-05-20"), DEFAULT_POLICY) == 0
		assert overdue_working_days(decided(due_on=None), day("2026-06-30"), DEFAULT_POLICY) == 0


class TestCarriedForward:
	"""2.6 and anchors row 26: looked at by the next review, until a review has found it done or superseded."""

	@pytest.mark.parametrize(
		("findings", "carried"),
		[
			([], True),
			([at("R2", "2026-07-14", ON_TRACK)], True),
			([at("R2", "2026-07-14", NOT_DONE)], True),
			([at("R2", "2026-07-14", NOT_DISCUSSED, "ran out of time")], True),
			([at("R2", "2026-07-14", DONE)], False),
			([at("R2", "2026-07-14", SUPERSEDED)], False),
			# done since the last review: looked at once more
			([at("", "2026-09-01", DONE)], True),
			([at("M2", "2026-10-14", DONE)], True),
			([at("R2", "2026-07-14", DONE), at("M2", "2026-10-14", DONE)], False),
			([at("R2", "2026-07-14", DONE), at("M2", "2026-10-14", NOT_DISCUSSED, "closed")], False),
			([at("R2", "2026-07-14", DONE), at("", "2026-10-14", NOT_DONE)], True),
			([at("", "2026-09-01", DONE), at("R2", "2026-09-02", DONE)], False),
			# what is found at the review itself, or after it, does not take it off the list
			([at("R3", "2027-01-14", DONE)], True),
			([at("R4", "2027-07-14", DONE)], True),
		],
	)
	def test_2_6_into_the_next_review(self, findings: list[Finding], carried: bool) -> None:
		decision = decided(*findings)
		assert carried_into([decision], "R3", day("2027-01-14")) == ((decision,) if carried else ())

	def test_2_6_not_into_the_review_that_made_it_nor_an_earlier_one(self) -> None:
		assert carried_into([decided()], "R1", day("2026-04-14")) == ()
		assert carried_into([decided()], "R0", day("2026-04-13")) == ()
		assert carried_into([decided()], "R2", day("2026-04-14")) == (decided(),)

	def test_2_6_to_which_reviews_and_how_often(self) -> None:
		decision = decided(
			at("R3", "2027-01-14", DONE),
			at("R2", "2026-07-14", NOT_DONE),
			at("R2", "2026-07-16", ON_TRACK),
			at("M2", "2026-10-14", ON_TRACK),
			at("", "2026-11-02", ON_TRACK),
		)
		assert carried_to(decision) == ("R2", "R3")
		assert carried_to(decided()) == ()


class TestLookedAt:
	"""Every decision of the last review is looked at before completion; "not discussed, because" is an answer."""

	@pytest.mark.parametrize(
		("finding", "looked_at"),
		[
			(at("R2", "2026-07-14", ON_TRACK), True),
			(at("R2", "2026-07-14", DONE), True),
			(at("R2", "2026-07-14", NOT_DONE), True),
			(at("R2", "2026-07-14", SUPERSEDED), True),
			(at("R2", "2026-07-14", NOT_DISCUSSED, "the child asked to leave it"), True),
			(at("R2", "2026-07-14", NOT_DISCUSSED), False),
			(at("R2", "2026-07-14", NOT_DISCUSSED, "  "), False),
			(at("M1", "2026-07-14", ON_TRACK), False),
			(at("", "2026-07-14", DONE), False),
		],
	)
	def test_2_6_answers(self, finding: Finding, looked_at: bool) -> None:
		decision = decided(finding)
		assert not_looked_at([decision], "R2", day("2026-07-14")) == (() if looked_at else (decision,))

	def test_2_6_in_the_first_of_two_meetings(self) -> None:
		decision = decided(at("R2", "2026-07-10", ON_TRACK))
		assert not_looked_at([decision], "R2", day("2026-07-14")) == ()

	def test_2_6_only_those_carried_into_it(self) -> None:
		mine = decided(name="D2", review="R2", made_on=day("2026-07-14"))
		closed = decided(at("R1b", "2026-06-01", DONE), name="D3")
		waiting = decided(name="D4")
		assert not_looked_at([mine, closed, waiting], "R2", day("2026-07-14")) == (waiting,)

	def test_2_7_a_midway_review_looks_at_every_open_decision(self) -> None:
		seen, other = decided(at("M1", "2026-06-01", ON_TRACK)), decided(name="D2")
		assert not_looked_at([seen, other], "M1", day("2026-06-01")) == (other,)


def test_2_6_reviews_that_found_it_not_done() -> None:
	decision = decided(
		at("R3", "2027-01-14", NOT_DONE),
		at("R2", "2026-07-14", NOT_DONE),
		at("R2", "2026-07-15", NOT_DONE),
		at("M2", "2026-10-14", NOT_DONE),
		at("", "2026-10-15", NOT_DONE),
		at("R4", "2027-07-14", ON_TRACK),
	)
	assert [one.name for one in not_done_at(decision, day("2027-07-14"))] == ["R2", "R3"]
	assert [one.name for one in not_done_at(decision, day("2027-01-13"))] == ["R2"]


def test_2_6_words_as_they_are_kept_and_shown() -> None:
	assert [one.value for one in DecisionStatus] == [
		"open",
		"on track",
		"done",
		"overdue",
		"superseded",
		"not done",
	]
	assert [one.value for one in Outcome] == ["on track", "done", "not done", "superseded", "not discussed"]
	assert [one.value for one in Occasion] == ["review", "midway", "between"]


def test_2_6_what_is_left_empty_is_empty() -> None:
	decision = Decision("D1", "CH-1", "R1", day("2026-04-14"), "")
	assert len(missing(decision)) == 3
	assert (decision.child_text, decision.section, decision.in_care_plan, decision.reply) == (
		"",
		"",
		None,
		None,
	)
	finding = Finding(day("2026-07-14"), NOT_DISCUSSED)
	assert (finding.occasion, finding.name, finding.answers) == (Occasion.REVIEW, "", False)


@pytest.mark.parametrize(
	("values", "lacks"),
	[
		({}, []),
		({"text": " "}, ["say what was decided"]),
		({"owner": ""}, ["name who is responsible"]),
		({"due_on": None}, ["set the date by which it is done"]),
		({"owner": " ", "due_on": None}, ["name who is responsible", "set the date by which it is done"]),
	],
)
def test_1_4_reg_36_a_responsible_person_and_a_date(values: dict[str, object], lacks: list[str]) -> None:
	assert list(missing(decided(**values))) == lacks


class TestLookedFor:
	"""Progress that was told and waits for the reviewing officer to look at it."""

	@pytest.mark.parametrize(
		("told", "today", "since"),
		[
			(Told(day("2026-05-01"), done=True), "2026-05-01", "2026-05-01"),
			(Told(day("2026-05-01"), done=True, look_again_on=day("2026-06-01")), "2026-05-20", "2026-05-01"),
			(Told(day("2026-05-01"), done=False), "2026-06-01", None),
			(Told(day("2026-05-01"), done=False, look_again_on=day("2026-05-20")), "2026-05-19", None),
			(
				Told(day("2026-05-01"), done=False, look_again_on=day("2026-05-20")),
				"2026-05-20",
				"2026-05-20",
			),
		],
	)
	def test_2_6_told_done_or_the_day_to_look_again_has_come(
		self, told: Told, today: str, since: str | None
	) -> None:
		assert looked_for_since(told, None, day(today)) == (day(since) if since else None)

	def test_2_6_what_was_found_on_that_day_or_later_answers_it(self) -> None:
		told = Told(day("2026-05-10"), done=True)
		assert looked_for_since(told, day("2026-05-09"), day("2026-05-11")) == day("2026-05-10")
		assert looked_for_since(told, day("2026-05-10"), day("2026-05-11")) is None
