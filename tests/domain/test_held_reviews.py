"""Which reviews were due, and whether they were in time: domain.md 3.4 and 5.1 (IND2); scenarios 1, 2, 5 and 9."""

from dataclasses import replace

import pytest

from iro_module.domain.care_events import Held
from iro_module.domain.held_reviews import ReviewDue, reviews_due
from iro_module.domain.planned import ChildFacts, EarlyRequest
from iro_module.domain.policy import DEFAULT_POLICY, ReviewDateBasis
from iro_module.domain.settling import ChangeDecision, Ruling
from iro_module.domain.timeliness import Timeliness, timeliness
from tests.domain.shown import moved, settled_child
from tests.domain.story import Story, day


def due(
	story: Story, today: str, facts: ChildFacts | None = None
) -> list[tuple[str, str | None, str | None]]:
	"""Due date, date by law and day held of each review that was due."""
	return [shown(one) for one in reviews_due(story.history(), day(today), facts=facts or ChildFacts())]


def shown(one: ReviewDue) -> tuple[str, str | None, str | None]:
	law = one.planned.statutory_due_on
	return (
		one.planned.due_on.isoformat(),
		law.isoformat() if law else None,
		one.held.completed_on.isoformat() if one.held else None,
	)


def tobi() -> Story:
	return Story().period("2026-03-20").status("2026-03-20", "V2").placed("2026-03-20", "U6")


class TestScenario1:
	def test_every_review_held_has_the_date_that_follows_from_those_before_it(self) -> None:
		story = tobi().reviewed("2026-04-14").reviewed("2026-07-16")
		assert due(story, "2026-08-01") == [
			("2026-04-21", "2026-04-21", "2026-04-14"),
			("2026-07-14", "2026-07-14", "2026-07-16"),
		]

	def test_the_third_is_not_due_where_care_ended_before_its_date(self) -> None:
		story = tobi().reviewed("2026-04-14").reviewed("2026-07-16")
		story.period("2026-03-20", "2027-01-10", end_reason="E4A")
		assert len(due(story, "2027-01-13")) == 2
		story.period("2026-03-20", "2027-01-17", end_reason="E4A")
		assert due(story, "2027-01-20")[2] == ("2027-01-16", "2027-01-16", None)

	def test_a_review_held_early_was_due_though_care_ended_before_its_date(self) -> None:
		story = tobi().reviewed("2026-04-14").period("2026-03-20", "2026-04-20")
		assert due(story, "2026-05-01") == [("2026-04-21", "2026-04-21", "2026-04-14")]


class TestFirstReviewAndLeaving:
	"""domain.md 3.4: leaving before the 20th working day, no first review was due; on it, it was."""

	@pytest.mark.parametrize(("left", "count"), [("2026-04-20", 0), ("2026-04-21", 1), ("2026-04-22", 1)])
	def test_left_about_the_twentieth_working_day(self, left: str, count: int) -> None:
		assert len(due(tobi().period("2026-03-20", left), "2026-05-01")) == count

	def test_overdue_and_not_yet_due(self) -> None:
		assert due(tobi(), "2026-04-20") == []
		assert due(tobi(), "2026-04-21") == [("2026-04-21", "2026-04-21", None)]

	def test_the_18th_birthday_ends_it(self) -> None:
		assert due(tobi().born("2008-04-21"), "2026-05-01") == []

	def test_a_review_on_the_last_day_of_care_still_had_a_date(self) -> None:
		story = tobi().reviewed("2026-04-14").period("2026-03-20", "2026-04-14")
		assert due(story, "2026-05-01") == [("2026-04-21", "2026-04-21", "2026-04-14")]

	def test_every_period_counts_for_itself(self) -> None:
		story = tobi().period("2026-03-20", "2026-06-01").reviewed("2026-04-14")
		story.period("2026-09-01", record_id="PC-2").reviewed("2026-09-30")
		assert due(story, "2026-10-15") == [
			("2026-04-21", "2026-04-21", "2026-04-14"),
			("2026-09-29", "2026-09-29", "2026-09-30"),
		]

	def test_a_period_over_on_the_day_it_began_had_none(self) -> None:
		assert due(Story().period("2026-03-20", "2026-03-20"), "2026-05-01") == []

	def test_a_review_whose_date_nobody_knows_is_left_out(self) -> None:
		story = Story().period("2025-04-01", start_known=False).reviewed("2026-01-12")
		assert due(story, "2026-02-01") == []
		assert due(story.reviewed("2026-07-13"), "2026-07-20") == [("2026-07-12", "2026-07-12", "2026-07-13")]


class TestAsTheRecordsStoodThen:
	def test_a_later_move_is_not_taken_for_one_known_ahead(self) -> None:
		story = moved(old={"reason_place_change": "CREQB"}).reviewed("2026-02-16")
		held = [one for one in due(story, "2026-03-20") if one[2] == "2026-02-16"]
		assert held == [("2026-07-12", "2026-07-12", "2026-02-16")]

	def test_a_planned_move_was_known_ahead(self) -> None:
		story = settled_child().placed("2026-03-02", "U6", "NEW", status="planned", carer_id="F-2")
		held = [one for one in due(story.reviewed("2026-02-16"), "2026-02-20") if one[2] == "2026-02-16"]
		assert held == [("2026-02-27", "2026-02-27", "2026-02-16")]

	def test_a_later_order_is_left_out(self) -> None:
		story = (
			settled_child("C1").status("2025-01-06", "C1", end_date="2026-03-02").status("2026-03-02", "C2")
		)
		held = [one for one in due(story.reviewed("2026-02-16"), "2026-02-20") if one[2] == "2026-02-16"]
		assert held == [("2026-07-12", "2026-07-12", "2026-02-16")]

	def test_the_iros_request_and_decision_count_from_the_day_they_were_made(self) -> None:
		story = moved(old={"reason_place_change": "CREQB"}).reviewed("2026-03-26")
		asked = ChildFacts(early_requests=(EarlyRequest(day("2026-03-03"), day("2026-03-13")),))
		assert due(story, "2026-03-27", asked)[-1] == ("2026-03-13", "2026-03-13", "2026-03-26")
		asked = ChildFacts(early_requests=(EarlyRequest(day("2026-03-27"), day("2026-04-13")),))
		assert due(story, "2026-03-27", asked)[-1] == ("2026-03-30", "2026-07-12", "2026-03-26")
		(change,) = [one for one in story.plan("2026-03-20").changes if one.rule == "C04"]
		decided = ChangeDecision(
			"C04", change.subject, change.on, Ruling.BY, day("2026-03-05"), by=day("2026-05-01")
		)
		assert due(story, "2026-03-27", ChildFacts(decisions=(decided,)))[-1][0] == "2026-05-01"
		late = replace(decided, decided_on=day("2026-03-27"))
		assert due(story, "2026-03-27", ChildFacts(decisions=(late,)))[-1][0] == "2026-03-30"


class TestScenario5:
	def kieran(self) -> Story:
		story = Story().period("2023-05-02", reviews_complete=False).status("2023-05-02", "C2")
		story.reviewed("2026-07-15")
		story.placed("2023-05-02", "U6", "OLD", end_date="2026-10-12", reason_place_change="CREQB")
		return story.placed(
			"2026-10-12", "K2", "NEW", reason_new_episode="P", carer_id="H-1", recorded_on="2026-11-20"
		)

	def test_told_after_the_local_date_in_time_by_law(self) -> None:
		(review,) = reviews_due(self.kieran().reviewed("2026-12-01").history(), day("2026-12-01"))
		assert shown(review) == ("2026-11-09", "2027-01-15", "2026-12-01")
		assert review.told_late is True
		assert review.held is not None
		found = timeliness(
			review.held,
			review.planned.due_on,
			review.planned.statutory_due_on,
			DEFAULT_POLICY,
			told_late=True,
		)
		assert (found.in_time, found.days_late, found.days_past_local) == (True, 0, 22)
		assert found.reason == "service not told"

	def test_told_in_time(self) -> None:
		story = self.kieran().placed(
			"2026-10-12", "K2", "NEW", reason_new_episode="P", carer_id="H-1", recorded_on="2026-11-09"
		)
		(review,) = reviews_due(story.reviewed("2026-12-01").history(), day("2026-12-01"))
		assert review.told_late is False


def judged(held: Held, due_on: str, law: str | None, **more: object) -> Timeliness:
	policy = more.pop("policy", DEFAULT_POLICY)
	return timeliness(held, day(due_on), day(law) if law else None, policy, **more)  # type: ignore[arg-type]


class TestTimeliness:
	CALLUM = Held(day("2026-06-03"), first_meeting_on=day("2026-05-27"))

	def test_scenario_9_counts_on_completion_with_the_first_meeting_beside_it(self) -> None:
		found = judged(self.CALLUM, "2026-06-01", "2026-06-01")
		assert (found.counted_on, found.other_day, found.days_late) == (
			day("2026-06-03"),
			day("2026-05-27"),
			2,
		)
		assert found.in_time is False

	def test_by_the_first_meeting_where_the_council_says_so(self) -> None:
		policy = replace(DEFAULT_POLICY, review_date_basis=ReviewDateBasis.FIRST_MEETING)
		found = judged(self.CALLUM, "2026-06-01", "2026-06-01", policy=policy)
		assert (found.counted_on, found.other_day, found.days_late) == (
			day("2026-05-27"),
			day("2026-06-03"),
			0,
		)
		one = Held(day("2026-06-03"))
		assert judged(one, "2026-06-01", "2026-06-01", policy=policy).days_late == 2

	@pytest.mark.parametrize(("law", "late"), [("2026-06-02", 1), ("2026-06-03", 0), ("2026-06-04", 0)])
	def test_3_2_on_the_day_is_in_time(self, law: str, late: int) -> None:
		assert judged(Held(day("2026-06-03")), law, law).days_late == late

	def test_one_meeting_has_no_other_day(self) -> None:
		assert (
			judged(Held(day("2026-06-03"), first_meeting_on=day("2026-06-03")), "2026-07-01", None).other_day
			is None
		)

	def test_no_date_by_law_is_never_late(self) -> None:
		found = judged(Held(day("2026-06-03")), "2026-06-01", None)
		assert (found.in_time, found.days_past_local) == (True, 2)

	def test_made_late_by_a_correction(self) -> None:
		known = {"known_when_held": day("2026-06-10"), "corrected_on": day("2026-07-06")}
		found = judged(Held(day("2026-06-03")), "2026-06-01", "2026-06-01", **known)
		assert (found.days_late, found.days_late_when_held) == (2, 0)
		assert found.reason == "record corrected on 6 July 2026"
		assert judged(Held(day("2026-06-12")), "2026-06-01", "2026-06-01", **known).reason is None
		assert judged(Held(day("2026-06-03")), "2026-06-03", "2026-06-03", **known).reason is None
		del known["corrected_on"]
		assert judged(Held(day("2026-06-03")), "2026-06-01", "2026-06-01", **known).reason is None

	def test_made_timely_by_a_correction_keeps_that_it_was_late(self) -> None:
		found = judged(Held(day("2026-06-03")), "2026-06-10", "2026-06-10", known_when_held=day("2026-06-01"))
		assert (found.days_late, found.days_late_when_held) == (0, 2)

	def test_not_told_is_no_reason_where_nothing_was_late(self) -> None:
		assert judged(Held(day("2026-06-03")), "2026-06-03", None, told_late=True).reason is None

	@pytest.mark.parametrize(
		("law", "noted"),
		[("2020-04-23", False), ("2020-04-24", True), ("2020-09-25", True), ("2020-09-26", False)],
	)
	def test_1_6_coronavirus_period_is_noted(self, law: str, noted: bool) -> None:
		found = judged(Held(day("2020-12-01")), law, law)
		assert (found.note is not None) is noted
		assert judged(Held(day(law)), law, law).note is None
