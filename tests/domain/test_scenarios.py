"""Children's stories with exact dates, as far as they need no screen."""

from datetime import date

import pytest

from tests.domain.story import Story, day


def dates(review: object) -> tuple[str, str | None, str]:
	law = review.statutory_due_on  # type: ignore[attr-defined]
	return review.due_on.isoformat(), law.isoformat() if law else None, review.practical_on.isoformat()  # type: ignore[attr-defined]


class TestFirstCycleOverEaster:
	"""Tobi: one review early, one late, home before the next."""

	def started(self) -> Story:
		return (
			Story()
			.period("2026-03-20")
			.status("2026-03-20", "V2")
			.placed("2026-03-20", "U6", reason_new_episode="S")
		)

	def test_first_review_is_due_twenty_working_days_after_the_start(self) -> None:
		review = self.started().review("2026-03-20")
		assert dates(review) == ("2026-04-21", "2026-04-21", "2026-04-21")
		assert (review.kind, review.timetable, review.sequence) == ("first", "care_planning", 1)
		assert (
			review.basis[0].counted
			== "20 working days from 20 March 2026; 3 April and 6 April are bank holidays"
		)

	def test_the_service_is_told_in_two_working_days_and_an_iro_named_in_five(self) -> None:
		told = self.started().plan("2026-03-20", iro=False).notices
		assert [(one.rule, one.tell, one.tell_by) for one in told] == [
			("C01", "the IRO service", day("2026-03-24")),
			("C01", "the IRO Manager, to allocate an IRO", day("2026-03-27")),
		]
		assert self.started().plan("2026-03-20", iro=True).notices == ()

	def test_second_is_counted_from_the_day_the_first_was_held(self) -> None:
		review = self.started().reviewed("2026-04-14").review("2026-04-14")
		assert dates(review) == ("2026-07-14", "2026-07-14", "2026-07-14")
		assert (review.kind, review.sequence) == ("second", 2)

	def test_third_is_not_moved_off_the_weekend(self) -> None:
		review = self.started().reviewed("2026-04-14").reviewed("2026-07-16").review("2026-07-16")
		assert dates(review) == ("2027-01-16", "2027-01-16", "2027-01-15")
		assert (review.kind, review.sequence) == ("subsequent", 3)

	def test_nothing_is_needed_after_leaving_care(self) -> None:
		story = self.started().reviewed("2026-04-14").reviewed("2026-07-16")
		ended = story.period("2026-03-20", "2027-01-10", end_reason="E4A").plan("2027-01-13")
		assert (ended.reviews, ended.notices, ended.gaps) == ((), (), ())


class TestTwoUnplannedMoves:
	"""Leila: two unplanned moves within days, before the second review."""

	def moved_once(self) -> Story:
		return (
			Story()
			.period("2026-01-05")
			.status("2026-01-05", "C1")
			.reviewed("2026-01-29")
			.placed(
				"2026-01-05", "U6", reason_new_episode="S", end_date="2026-03-02", reason_place_change="CREQB"
			)
			.placed("2026-03-02", "U6", reason_new_episode="P", carer_id="F-2")
		)

	def moved_twice(self) -> Story:
		return (
			self.moved_once()
			.placed(
				"2026-03-02",
				"U6",
				reason_new_episode="P",
				carer_id="F-2",
				end_date="2026-03-09",
				reason_place_change="LAREQ",
			)
			.placed("2026-03-09", "U6", reason_new_episode="P", carer_id="F-3")
		)

	def test_one_review_due_at_the_local_limit_with_the_law_beside_it(self) -> None:
		review = self.moved_once().review("2026-03-02")
		assert dates(review) == ("2026-03-30", "2026-04-29", "2026-03-30")
		assert (review.kind, review.sequence, review.timetable) == (
			"change_of_circumstances",
			2,
			"care_planning",
		)

	def test_a_second_move_makes_no_second_review(self) -> None:
		review = self.moved_twice().review("2026-03-09")
		assert dates(review) == ("2026-03-30", "2026-04-29", "2026-03-30")
		assert [(one.rule, one.due_on.isoformat()) for one in review.basis] == [
			("C04", "2026-03-30"),
			("C04", "2026-04-08"),
			("T2", "2026-04-29"),
		]

	def test_second_unplanned_move_in_twelve_months_asks_the_iro_to_speak_to_the_social_worker(self) -> None:
		notices = self.moved_twice().plan("2026-03-09").notices
		assert ("the IRO, to speak to the social worker", day("2026-03-12")) in [
			(one.tell, one.tell_by) for one in notices
		]
		assert not [one for one in self.moved_once().plan("2026-03-09").notices if "speak" in one.tell]

	def test_the_review_held_is_the_second_and_starts_a_six_month_interval(self) -> None:
		review = self.moved_twice().reviewed("2026-03-26").review("2026-03-26")
		assert dates(review) == ("2026-09-26", "2026-09-26", "2026-09-25")
		assert (review.kind, review.sequence) == ("subsequent", 3)

	def test_third_move_and_its_withdrawal(self) -> None:
		story = self.moved_twice().reviewed("2026-03-26")
		story.placed(
			"2026-03-09",
			"U6",
			reason_new_episode="P",
			carer_id="F-3",
			end_date="2026-03-31",
			reason_place_change="CHILD",
		)
		story.placed("2026-03-31", "U6", reason_new_episode="P", carer_id="F-4")
		assert dates(story.review("2026-03-31")) == ("2026-04-30", "2026-09-26", "2026-04-30")
		assert "3 April and 6 April" in story.review("2026-03-31").basis[0].counted
		undone = self.moved_twice().reviewed("2026-03-26").review("2026-04-03")
		assert undone.due_on == day("2026-09-26")


class TestTheChangeNobodyTold:
	"""Kieran: a move of 12 October reaches the service on 20 November."""

	def story(self) -> Story:
		return (
			Story()
			.period("2025-06-02", reviews_complete=False)
			.status("2025-06-02", "C2")
			.reviewed("2026-07-15")
			.placed(
				"2025-06-02", "U6", reason_new_episode="S", end_date="2026-10-12", reason_place_change="CREQB"
			)
			.placed("2026-10-12", "K2", reason_new_episode="P", recorded_on="2026-11-20")
		)

	def test_early_review_is_due_from_the_day_of_the_move(self) -> None:
		assert dates(self.story().review("2026-11-20")) == ("2026-11-09", "2027-01-15", "2026-11-09")

	def test_completing_it_starts_the_next_interval(self) -> None:
		assert self.story().reviewed("2026-12-01").review("2026-12-01").due_on == day("2027-06-01")

	def test_a_review_held_meanwhile_settles_it_and_the_iro_is_asked_once(self) -> None:
		plan = self.story().reviewed("2026-10-30").plan("2026-11-20")
		assert plan.reviews[0].due_on == day("2027-04-30")
		(asked,) = plan.notices
		assert "Was it considered at the review of 30 October 2026?" in asked.reason


class TestPlacedForAdoption:
	"""Rowan: placement order, placed, four weeks on Good Friday."""

	def order(self) -> Story:
		return (
			Story()
			.period("2024-11-04", reviews_complete=False)
			.status("2024-11-04", "C2", end_date="2025-10-30")
			.placed("2024-11-04", "U4")
			.reviewed("2025-09-29")
			.status("2025-10-30", "E1")
		)

	def test_before_the_order(self) -> None:
		assert dates(self.order().review("2025-10-29")) == ("2026-03-29", "2026-03-29", "2026-03-27")

	def test_one_combined_review_after_the_order(self) -> None:
		review = self.order().review("2025-10-30")
		assert dates(review)[0] == "2026-01-30"
		assert [one.rule for one in review.basis] == ["C14", "T3"]
		assert (review.kind, review.timetable) == ("adoption", "adoption")

	def test_completing_it_moves_both(self) -> None:
		review = self.order().reviewed("2026-01-27").review("2026-01-27")
		assert {(one.rule, one.due_on) for one in review.basis} == {
			("T3", day("2026-07-27")),
			("C14", day("2026-07-27")),
		}

	def planned(self) -> Story:
		return (
			self.order()
			.reviewed("2026-01-27")
			.placed("2024-11-04", "U4", end_date="2026-03-06", reason_place_change="CARPL")
			.placed("2026-03-06", "A6", status="planned", reason_new_episode="P")
		)

	def test_planned_placement_asks_for_a_review_before(self) -> None:
		review = self.planned().review("2026-02-23")
		assert dates(review) == ("2026-03-05", "2026-03-05", "2026-03-05")
		assert review.basis[0].counted == "the last working day before 6 March 2026"

	def placed(self) -> Story:
		story = self.planned().reviewed("2026-03-03", changes_considered=["PL-2026-03-06"])
		assert story.review("2026-03-03").due_on == day("2026-09-03")
		return story.placed("2026-03-06", "A6", reason_new_episode="P")

	def test_four_weeks_are_twenty_eight_days_and_good_friday_does_not_move_them(self) -> None:
		review = self.placed().review("2026-03-06")
		assert dates(review) == ("2026-04-03", "2026-04-03", "2026-04-02")
		assert [one.rule for one in review.basis] == ["C15"]

	@pytest.mark.parametrize(
		("held", "due"), [(["2026-03-31"], "2026-06-30"), (["2026-03-31", "2026-06-23"], "2026-12-23")]
	)
	def test_then_three_months_then_six(self, held: list[str], due: str) -> None:
		story = self.placed()
		for on in held:
			story.reviewed(on)
		assert story.review(held[-1]).due_on == day(due)


class TestThreeSiblings:
	"""Asha, Beni and Cora: dates of each, whatever the others do."""

	def asha(self) -> Story:
		return (
			Story()
			.period("2025-01-06", reviews_complete=False)
			.status("2025-01-06", "C2")
			.reviewed("2026-04-14")
			.placed("2025-01-06", "U6")
		)

	def test_each_has_dates_of_their_own(self) -> None:
		beni = self.asha().placed("2025-01-06", "U6", end_date="2026-09-01", reason_place_change="CREQB")
		beni.placed("2026-09-01", "U6", reason_new_episode="P", carer_id="F-9")
		cora = Story().period("2026-09-07").status("2026-09-07", "V2")
		assert self.asha().review("2026-09-08").due_on == day("2026-10-14")
		assert dates(beni.review("2026-09-08"))[:2] == ("2026-09-29", "2026-10-14")
		assert cora.review("2026-09-08").due_on == date(2026, 10, 5)
		assert beni.reviewed("2026-10-06").review("2026-10-06").due_on == day("2027-04-06")
		assert cora.reviewed("2026-09-24").review("2026-09-24").due_on == day("2026-12-24")
