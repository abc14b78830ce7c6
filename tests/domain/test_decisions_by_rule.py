"""The IRO's decision reaches each change, whatever shows it: domain.md 7, what settles a change (c)."""

from copy import deepcopy

import pytest

from iro_module.domain.care_events import FactKind
from iro_module.domain.circumstances.change import Change
from iro_module.domain.policy import DEFAULT_RULES
from iro_module.domain.sentences import Sentence
from iro_module.domain.settling import Ruling
from tests.domain.shown import change, moved, settled_child, told
from tests.domain.story import Story, day
from tests.domain.test_placement_triggers import OURS

TODAY = "2026-03-02"
HELD = "2026-02-27"
"""A review that did not say what it considered."""


def status(before: str, now: str) -> Story:
	story = settled_child(before).status("2025-01-06", before, end_date=TODAY)
	return story.status(TODAY, now)


def reason(code: str | None, to: str = "U6", kind: str = "U6") -> Story:
	return moved(to, kind=kind, old={"reason_place_change": code})


def first_with_parents() -> Story:
	story = Story().period("2026-02-23").status("2026-02-23", "C2")
	return story.placed(TODAY, "P1")


STORIES = {
	"C02": reason("CARPL"),
	"C03": reason("ALLEG"),
	"C04": reason("CREQB"),
	"C05": moved(reason_new_episode="T", carer_id="F-1"),
	"C06": moved(area_authority="NEXT"),
	"C07": moved(area_authority="FAR"),
	"C08": moved().born("2011-01-15"),
	"C10": status("V2", "C1"),
	"C11": status("C1", "C2"),
	"C12": status("C2", "V2"),
	"C13": status("L2", "V2"),
	"C14": status("C2", "E1"),
	"C15": reason("CARPL", "A6"),
	"C16": reason("STAND", kind="A6"),
	"C17": reason(None, "P1"),
	"C17 from the start": first_with_parents(),
	"C18": moved("K1"),
	"C20": status("V2", "J1"),
	"C22": reason("CUSTOD", "R5"),
	"C23 recorded": settled_child("V2").period("2025-01-06", "2026-04-13", reviews_complete=False, end_reason="E5"),
	"C23 proposed": settled_child("V2").fact(FactKind.END_PROPOSED, "2026-04-13", to_parents=False),
	"C25": moved("K3").born("2009-09-15"),
	"C26": settled_child().born("2010-04-13"),
	"C27": settled_child().born("2008-08-03"),
	"C29": reason("ALLEG"),
	"C34": moved("T1"),
	"C40": moved("Z11"),
	"ER-c": settled_child("J1").status("2025-01-06", "J1", end_date="2026-04-13"),
	"LS": status("V2", "L2"),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_7_c_considered_at_an_earlier_review(name: str) -> None:
	rule = name.split()[0]
	story = deepcopy(STORIES[name]).reviewed(HELD)
	before = story.plan(TODAY, policy=OURS)
	found = change(before, rule)
	assert found.settled_on is None
	assert rule in [one for one, *_ in told(before)]
	story.decided(found, Ruling.CONSIDERED, TODAY, review_on=HELD)
	after = story.plan(TODAY, policy=OURS)
	now = change(after, rule)
	assert (now.settled_on, now.decision) == (day(HELD), story.decisions[-1])
	assert not [one for one in after.notices if (one.rule, one.subject) == (rule, found.subject)]


APART = {
	"C06", "C07", "C08", "C18", "C22", "C23", "C24", "C25", "C26", "C27", "C29", "C34", "C36", "C37", "C40", "ER-c",
}  # fmt: skip
"""What one record may show besides another change, so that a decision must say which it is about."""


@pytest.mark.parametrize("rule", sorted(DEFAULT_RULES))
def test_a_change_is_known_by_its_record_and_its_aspect(rule: str) -> None:
	one = Change(rule, "RECORD", day(TODAY), ahead=False, words=Sentence("x"))
	assert one.aspect == (rule if rule in APART else "")


@pytest.mark.parametrize(
	("name", "recorded"),
	[
		("C06", {"area_authority": "NEXT"}),
		("C18", {"to": "K1"}),
		("C34", {"to": "T1"}),
		("C40", {"to": "Z11"}),
		("C08", {}),
		("C29", {"old": {"reason_place_change": "ALLEG"}}),
		("C04", {}),
	],
)
def test_when_the_feed_first_spoke_of_it_is_kept(name: str, recorded: dict[str, object]) -> None:
	story = moved(recorded_on="2026-03-04", **recorded).born("2011-01-15")  # type: ignore[arg-type]
	assert change(story.plan("2026-03-04", policy=OURS), name).recorded_on == day("2026-03-04")


def test_when_the_feed_first_spoke_of_the_end_of_a_remand_is_kept() -> None:
	story = settled_child("J1").status("2025-01-06", "J1", end_date="2026-04-13", recorded_on="2026-02-04")
	assert change(story.plan(TODAY), "ER-c").recorded_on == day("2026-02-04")
