"""The participation code: domain.md 4.2, 4.7 (rules 167, 399, 440, 441), 3.4; scenario 10."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from iro_module.domain.codes import LegalStatus, Participation
from iro_module.domain.participation import (
	Verdict,
	check,
	contradiction,
	fourth_birthday,
	suggest,
	unsupported,
)
from iro_module.domain.participation_evidence import Attendance, Evidence, Medium, Speaker
from tests.domain.story import day

THERE, PART, ABSENT = Attendance.THROUGHOUT, Attendance.PART, Attendance.ABSENT
REVIEW = "2026-09-24"
TEN, BABY = "2016-05-06", "2026-02-11"
ALL = ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"]


def evidence(
	attendance: Attendance | None = None, born: str | None = TEN, on: str = REVIEW, **values: object
) -> Evidence:
	return Evidence(day(on), day(born) if born else None, attendance, **values)  # type: ignore[arg-type]


class TestSuggested:
	"""4.2: one case for each code, with the reason and the evidence it rests on."""

	@pytest.mark.parametrize(
		("shown", "code", "reason"),
		[
			(evidence(THERE, spoke=True), "PN1", "The child attended and spoke for themselves"),
			(
				evidence(THERE, spoken_for_by=(Speaker.ADVOCATE,)),
				"PN2",
				"The child attended and had an advocate speak for them",
			),
			(
				evidence(THERE, spoken_for_by=(Speaker.IRO,), briefed=(Speaker.IRO,)),
				"PN2",
				"The child attended and had the IRO speak for them",
			),
			(
				evidence(THERE, symbols=True),
				"PN3",
				"The child attended and conveyed views by symbols or otherwise without words",
			),
			(
				evidence(PART, nothing_conveyed=True),
				"PN4",
				"The child attended for part of the review and conveyed no views",
			),
			(
				evidence(ABSENT, briefed=(Speaker.ADVOCATE,)),
				"PN5",
				"The child did not attend and briefed an advocate to speak for them",
			),
			(
				evidence(ABSENT, media=(Medium.TEXT,)),
				"PN6",
				"The child did not attend and conveyed views by text message",
			),
			(
				evidence(ABSENT, nothing_conveyed=True),
				"PN7",
				"The child did not attend and conveyed no views",
			),
		],
	)
	def test_4_2_from_the_evidence(self, shown: Evidence, code: str, reason: str) -> None:
		found = suggest(shown)
		assert (found.code, found.reason, found.possible, found.conflicts) == (code, reason, (code,), ())
		assert found.rests_on[0] == "born on 6 May 2016"
		assert reason == f"The child {found.rests_on[1]} and {found.rests_on[2]}"

	def test_4_2_other_codes_that_fit_are_named(self) -> None:
		found = suggest(evidence(PART, spoke=True, spoken_for_by=(Speaker.ADVOCATE,), symbols=True))
		assert (found.code, found.possible) == ("PN1", ("PN1", "PN2", "PN3"))
		assert found.reason == (
			"The child attended for part of the review and spoke for themselves; PN2 and PN3 would fit too, as the "
			"child had an advocate speak for them and conveyed views by symbols or otherwise without words"
		)
		assert found.rests_on == (
			"born on 6 May 2016",
			"attended for part of the review",
			"spoke for themselves",
		)

	def test_4_2_one_other_code_is_named(self) -> None:
		found = suggest(evidence(ABSENT, briefed=(Speaker.IRO,), media=(Medium.APP,)))
		assert (found.code, found.possible) == ("PN5", ("PN5", "PN6"))
		assert found.reason == (
			"The child did not attend and briefed the IRO to speak for them; "
			"PN6 would fit too, as the child conveyed views through an app"
		)

	def test_4_2_pn0_under_4_whatever_else_is_recorded(self) -> None:
		found = suggest(evidence(PART, BABY, symbols=True))
		assert (found.code, found.possible, found.rests_on) == (
			"PN0",
			("PN0",),
			("born on 11 February 2026",),
		)
		assert found.reason == "Under 4 at the review: the 4th birthday is 11 February 2030"

	def test_scenario_10_three_children_of_one_family(self) -> None:
		asha = suggest(evidence(PART, "2017-03-14", spoke=True))
		beni = suggest(evidence(ABSENT, "2013-06-02", media=(Medium.AUDIO,)))
		cora = suggest(evidence(THERE, BABY))
		assert [one.code for one in (asha, beni, cora)] == ["PN1", "PN6", "PN0"]


class TestNotSuggested:
	"""Nothing is guessed: what is missing or contradictory is named."""

	def test_4_2_without_a_birth_date(self) -> None:
		found = suggest(evidence(ABSENT, None, media=(Medium.APP,)))
		assert (found.code, found.possible) == (None, ("PN0", "PN6"))
		assert found.reason == "The birth date is not on record: PN0 if the child was under 4, otherwise PN6"
		assert found.rests_on == ("did not attend", "conveyed views through an app")

	def test_4_2_without_a_birth_date_where_several_fit(self) -> None:
		found = suggest(evidence(PART, None, spoke=True, symbols=True))
		assert (found.code, found.possible) == (None, ("PN0", "PN1", "PN3"))
		assert found.reason.endswith("otherwise PN1")
		assert found.rests_on == ("attended for part of the review", "spoke for themselves")

	@pytest.mark.parametrize(
		("attendance", "possible"),
		[(None, ALL), (ABSENT, ["PN5", "PN6", "PN7"]), (PART, ["PN1", "PN2", "PN3", "PN4"])],
	)
	def test_4_2_without_evidence(self, attendance: Attendance | None, possible: list[str]) -> None:
		found = suggest(evidence(attendance))
		assert (found.code, list(found.possible), found.rests_on) == (None, possible, ())
		assert suggest(evidence(attendance, None)).possible == ("PN0", *possible)

	def test_4_2_says_what_to_record(self) -> None:
		assert suggest(evidence()).reason == "No code is suggested: record whether the child attended"

	def test_4_2_conflicts_are_named_and_not_resolved(self) -> None:
		found = suggest(evidence(ABSENT, spoke=True, media=(Medium.APP,)))
		words = "the child is recorded as absent, and as having conveyed views in the meeting"
		assert (found.code, found.possible, found.conflicts) == (None, (), (words,))
		assert found.reason == f"No code is suggested, because the evidence contradicts itself: {words}"

	def test_4_2_every_conflict_is_named(self) -> None:
		shown = evidence(ABSENT, spoke=True, nothing_conveyed=True)
		both = (
			"the child is recorded as absent, and as having conveyed views in the meeting; "
			"views are recorded, and so is that none were conveyed"
		)
		assert (
			suggest(shown).reason == f"No code is suggested, because the evidence contradicts itself: {both}"
		)
		assert contradiction(Participation.PN7, shown) == (
			f"PN7 is confirmed, but the evidence contradicts itself: {both}"
		)

	def test_4_2_a_conflict_is_named_beside_pn0_too(self) -> None:
		found = suggest(evidence(ABSENT, BABY, spoke=True))
		assert (found.code, len(found.conflicts)) == ("PN0", 1)

	def test_3_4_born_after_the_review(self) -> None:
		found = suggest(evidence(THERE, "2026-09-25", spoke=True))
		assert (found.code, found.conflicts) == (
			None,
			("the birth date lies after the review of 24 September 2026",),
		)

	def test_born_on_the_day_of_the_review(self) -> None:
		assert suggest(evidence(THERE, REVIEW)).code == "PN0"


class TestAge:
	"""4.2: PN1-PN7 from the 4th birthday on; the 903 accepts both on the day itself."""

	@pytest.mark.parametrize(
		("born", "birthday"),
		[
			("2022-09-24", "2026-09-24"),
			("2020-02-29", "2024-02-29"),
			("2096-02-29", "2100-03-01"),
			("2096-02-28", "2100-02-28"),
			("2096-03-01", "2100-03-01"),
		],
	)
	def test_4_2_fourth_birthday(self, born: str, birthday: str) -> None:
		assert fourth_birthday(day(born)) == day(birthday)

	@pytest.mark.parametrize(
		("born", "on", "code", "possible"),
		[
			("2022-09-24", "2026-09-23", "PN0", ["PN0"]),
			("2022-09-24", "2026-09-24", "PN1", ["PN1"]),
			("2022-09-24", "2026-09-25", "PN1", ["PN1"]),
			("2020-02-29", "2024-02-28", "PN0", ["PN0"]),
			("2020-02-29", "2024-02-29", "PN1", ["PN1"]),
			("2096-02-29", "2100-02-27", "PN0", ["PN0"]),
			("2096-02-29", "2100-02-28", "PN0", ["PN0", "PN1"]),
			("2096-02-29", "2100-03-01", "PN1", ["PN1"]),
		],
	)
	def test_4_2_suggested(self, born: str, on: str, code: str, possible: list[str]) -> None:
		found = suggest(evidence(THERE, born, on, spoke=True))
		assert (found.code, list(found.possible)) == (code, possible)

	@pytest.mark.parametrize(
		("code", "born", "on", "rule"),
		[
			("PN0", "2022-09-24", "2026-09-23", None),
			("PN0", "2022-09-24", "2026-09-24", "440"),  # ours: the 903 accepts it on the day itself
			("PN0", "2022-09-24", "2026-09-25", "440"),
			("PN1", "2022-09-24", "2026-09-23", "441"),
			("PN1", "2022-09-24", "2026-09-24", None),
			("PN7", "2022-09-24", "2026-09-23", "441"),
			("PN7", "2022-09-24", "2026-09-25", None),
			("PN0", "2096-02-29", "2100-02-27", None),
			("PN1", "2096-02-29", "2100-02-27", "441"),
			("PN0", "2096-02-29", "2100-02-28", None),
			("PN1", "2096-02-29", "2100-02-28", None),
			("PN0", "2096-02-29", "2100-03-01", "440"),
			("PN1", "2096-02-29", "2100-03-01", None),
		],
	)
	def test_4_7_rules_440_and_441(self, code: str, born: str, on: str, rule: str | None) -> None:
		found = check(code, day(on), day(born))
		assert [(one.rule, one.verdict) for one in found] == ([(rule, Verdict.REFUSED)] if rule else [])

	def test_4_7_whatever_the_903_refuses_is_refused_and_on_every_day_some_code_is_not(self) -> None:
		births = [day("2019-12-30") + timedelta(days=step) for step in range(500)]
		births += [day("2096-02-25") + timedelta(days=step) for step in range(8)]
		for born in births:
			turned_4 = born + relativedelta(years=4)
			for review in (turned_4 + timedelta(days=step) for step in range(-3, 4)):
				under_4, over_4 = check("PN0", review, born), check("PN5", review, born)
				assert under_4 or review <= turned_4
				assert over_4 or review >= turned_4
				assert not (under_4 and over_4)


class TestChecked:
	"""4.7: what the 903 refuses, and what to do about it."""

	def words(self, *found: object) -> list[str]:
		return [one.words for one in check(*found)]  # type: ignore[arg-type, attr-defined]

	@pytest.mark.parametrize("code", ALL)
	def test_accepted(self, code: str) -> None:
		assert check(code, day(REVIEW), day(TEN)) == ()
		assert check(Participation(code), day(REVIEW), day(TEN), {LegalStatus.C2}) == ()

	def test_4_7_rule_440_in_words(self) -> None:
		assert self.words("PN0", day(REVIEW), day(TEN)) == [
			"PN0 is for a child under 4; the 4th birthday was 6 May 2020. Confirm one of PN1 to PN7."
		]

	def test_4_7_rule_441_in_words(self) -> None:
		assert self.words("PN4", day(REVIEW), day(BABY)) == [
			"PN4 is for a child of 4 or older; the 4th birthday is 11 February 2030. Confirm PN0."
		]

	@pytest.mark.parametrize(
		("code", "on", "words"),
		[
			(None, REVIEW, "How the child took part is missing. Confirm one of PN0 to PN7."),
			("PN8", REVIEW, "PN8 is no participation code. Confirm one of PN0 to PN7."),
			("pn1", REVIEW, "pn1 is no participation code. Confirm one of PN0 to PN7."),
			("", REVIEW, " is no participation code. Confirm one of PN0 to PN7."),
			("PN1", None, "PN1 has no review date. Enter the date of the review, or take the code out."),
		],
	)
	def test_4_7_rule_167(self, code: str | None, on: str | None, words: str) -> None:
		(found,) = check(code, day(on) if on else None, day(TEN))
		assert (found.rule, found.verdict, found.words) == ("167", Verdict.REFUSED, words)

	def test_4_7_rule_167_neither_date_nor_code(self) -> None:
		assert check(None, None, day(TEN)) == ()

	def test_unknown_birth_date_is_said(self) -> None:
		(found,) = check("PN1", day(REVIEW), None)
		assert (found.rule, found.verdict) == ("DOB", Verdict.UNCHECKED)
		assert found.words == (
			"The birth date is not on record, so PN1 cannot be checked against the age. Record it first."
		)

	@pytest.mark.parametrize(("born", "refused"), [("2026-09-25", True), ("2026-09-24", False)])
	def test_born_after_the_review(self, born: str, refused: bool) -> None:
		found = check("PN0", day(REVIEW), day(born))
		assert [(one.rule, one.verdict) for one in found] == ([("DOB", Verdict.REFUSED)] if refused else [])

	def test_born_after_the_review_in_words(self) -> None:
		assert self.words("PN0", day(REVIEW), day("2026-09-25")) == [
			"The child was born on 25 September 2026, after the review. Correct one of the two dates."
		]

	@pytest.mark.parametrize(
		("statuses", "internal"),
		[
			({LegalStatus.V3}, True),
			({LegalStatus.V4}, True),
			([LegalStatus.V3, LegalStatus.V4, LegalStatus.V3], True),
			({LegalStatus.V3, LegalStatus.V2}, False),
			({LegalStatus.V2}, False),
			((), False),
		],
	)
	def test_4_7_rule_399_short_breaks_are_kept_internal(
		self, statuses: list[LegalStatus], internal: bool
	) -> None:
		found = check("PN1", day(REVIEW), day(TEN), statuses)
		assert [(one.rule, one.verdict) for one in found] == ([("399", Verdict.INTERNAL)] if internal else [])

	def test_verdicts_as_they_are_shown(self) -> None:
		assert [one.value for one in Verdict] == ["refused", "kept internal", "not checked"]

	def test_every_fault_is_named(self) -> None:
		found = check("PN0", day(REVIEW), day(TEN), {LegalStatus.V3})
		assert [one.rule for one in found] == ["440", "399"]
		assert found[1].words == (
			"Only short breaks (V3, V4) are on record. Keep review and code, and leave them out of the return."
		)


class TestContradicted:
	"""The IRO confirms; a code that goes against the evidence is warned of, in words."""

	@pytest.mark.parametrize(
		("code", "shown", "warned"),
		[
			("PN1", evidence(THERE, spoke=True), False),
			("PN4", evidence(THERE, spoke=True), True),
			("PN6", evidence(THERE, spoke=True), True),
			("PN2", evidence(THERE, spoke=True, spoken_for_by=(Speaker.IRO,)), False),
			("PN6", evidence(ABSENT, briefed=(Speaker.IRO,), media=(Medium.APP,)), False),
			("PN4", evidence(THERE, media=(Medium.APP,)), False),
			("PN6", evidence(THERE, media=(Medium.APP,)), True),
			("PN7", evidence(ABSENT), False),
			("PN1", evidence(ABSENT), True),
			("PN3", evidence(None), False),
			("PN0", evidence(None), True),
			("PN0", evidence(THERE, None, spoke=True), False),
			("PN1", evidence(THERE, None, spoke=True), False),
			("PN2", evidence(THERE, None, spoke=True), True),
			("PN0", evidence(ABSENT, BABY, spoke=True), False),
			("PN1", evidence(ABSENT, BABY, spoke=True), True),
			("PN1", evidence(ABSENT, spoke=True), True),
		],
	)
	def test_4_2_warned(self, code: str, shown: Evidence, warned: bool) -> None:
		assert (contradiction(Participation(code), shown) is not None) is warned

	def test_4_2_in_words(self) -> None:
		assert contradiction(Participation.PN4, evidence(THERE, spoke=True)) == (
			"PN4 is confirmed, but the evidence fits PN1. The child attended and spoke for themselves"
		)
		assert contradiction(Participation.PN1, evidence(ABSENT)) == (
			"PN1 is confirmed, but the evidence fits PN5 or PN6 or PN7. "
			"No code is suggested: record how views were conveyed, or that none were"
		)

	def test_4_2_where_the_evidence_contradicts_itself(self) -> None:
		assert contradiction(
			Participation.PN7, evidence(ABSENT, media=(Medium.APP,), nothing_conveyed=True)
		) == (
			"PN7 is confirmed, but the evidence contradicts itself: views are recorded, and so is that none were "
			"conveyed"
		)


class TestUnsupported:
	"""4.2: the evidence is stored. A code from PN1 to PN7 does not stand on nothing; PN0 asks for none of it."""

	@pytest.mark.parametrize("code", ALL)
	def test_4_2_no_code_rests_on_nothing(self, code: str) -> None:
		assert unsupported(Participation(code), evidence()) == "record whether the child attended"
		for attendance in (THERE, PART, ABSENT):
			said = unsupported(Participation(code), evidence(attendance))
			assert said == "record how views were conveyed, or that none were"

	def test_4_2_views_without_attendance_are_half_of_it(self) -> None:
		said = unsupported(Participation.PN6, evidence(media=(Medium.APP,)))
		assert said == "record whether the child attended"

	@pytest.mark.parametrize(
		("code", "shown"),
		[
			("PN1", evidence(THERE, spoke=True)),
			("PN2", evidence(PART, spoken_for_by=(Speaker.IRO,))),
			("PN3", evidence(THERE, symbols=True)),
			("PN4", evidence(THERE, nothing_conveyed=True)),
			("PN5", evidence(ABSENT, briefed=(Speaker.ADVOCATE,))),
			("PN6", evidence(ABSENT, media=(Medium.AUDIO,))),
			("PN7", evidence(ABSENT, nothing_conveyed=True)),
			("PN1", evidence(THERE, born=None, spoke=True)),
		],
	)
	def test_4_2_each_code_rests_on_its_evidence(self, code: str, shown: Evidence) -> None:
		assert unsupported(Participation(code), shown) is None

	def test_4_2_a_code_that_goes_against_the_evidence_is_not_without_any(self) -> None:
		shown = evidence(THERE, spoke=True)
		assert unsupported(Participation.PN3, shown) is None
		assert contradiction(Participation.PN3, shown)

	@pytest.mark.parametrize("views", [{"briefed": (Speaker.IRO,)}, {"media": (Medium.TEXT,)}])
	def test_4_2_pn4_where_views_given_before_were_put_forward_by_nobody(
		self, views: dict[str, object]
	) -> None:
		assert unsupported(Participation.PN4, evidence(THERE, **views)) is None
		assert unsupported(Participation.PN1, evidence(THERE, **views)) == (
			"views were given beforehand; record who put them forward in the meeting, or confirm PN4 if nobody did"
		)

	def test_4_2_somebody_spoke_for_an_absent_child_who_asked_nobody(self) -> None:
		shown = evidence(ABSENT, spoken_for_by=(Speaker.ADVOCATE,))
		said = "an advocate spoke for the child; record whether the child had briefed them"
		assert unsupported(Participation.PN5, shown) == said
		assert unsupported(Participation.PN7, shown) == said

	def test_4_2_under_4_nothing_is_ticked(self) -> None:
		assert unsupported(Participation.PN0, evidence(born=BABY)) is None
