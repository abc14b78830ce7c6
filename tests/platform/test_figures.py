"""Every figure on a workspace: a row just inside its rule counts, a row just outside does not, and the list that it
opens has as many rows as the figure says, for each person who may look.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.static.files import documents
from tests.support.site import Site
from tests.support.workplace import Placed, Workplace, workplace

pytestmark = pytest.mark.platform

FIGURES = "iro_module.iro_reviews.figures"
SEEN = """
found = frappe.get_attr(method)()
return [found["value"], opened(found)]
"""


@pytest.fixture(scope="module")
def place(site: Site) -> Iterator[Workplace]:
	with workplace(site) as made:
		yield made


def review(**values: Any) -> Placed:
	return "IRO Review", {
		"status": "Planned",
		"due_on": "2026-09-01",
		"statutory_due_on": "2026-09-01",
		**values,
	}


def completed(**values: Any) -> Placed:
	return review(**{"status": "Completed", "completed_on": "2026-04-30", **values})


def change(**values: Any) -> Placed:
	return "Change of Circumstances", {
		"status": "Open",
		"description": "A move",
		"happened_on": "2026-05-01",
		**values,
	}


def decision(**values: Any) -> Placed:
	return "Review Decision", {
		"decision_text": "The dentist",
		"status": "open",
		"made_on": "2026-03-02",
		**values,
	}


LATE = {"due_on": "2026-05-12", "statutory_due_on": "2026-05-12"}
UNREVIEWED = {"reviewed_before": "No", "planned": 0, "told_on": "2026-05-04"}
NO_REPLY = {"decisions_sent_on": "2026-05-06"}

CASES: dict[str, tuple[list[Placed], list[Placed]]] = {
	"overdue_by_law": (
		[review(**LATE), review(status="Adjourned", **LATE)],
		[
			review(due_on="2026-05-12", statutory_due_on="2026-05-13"),
			review(due_on="2026-05-12", statutory_due_on=None),  # added by hand, no date by law
			completed(**LATE),
		],
	),
	"local_target_missed": (
		[
			review(due_on="2026-05-12", statutory_due_on="2026-05-13"),
			review(due_on="2026-05-12", statutory_due_on=None),
		],
		[
			review(**LATE),
			review(due_on="2026-05-13", statutory_due_on="2026-06-01"),
			completed(due_on="2026-05-12", statutory_due_on="2026-06-01"),
		],
	),
	"due_and_not_booked": (
		[review(due_on="2026-06-24"), review(**LATE)],
		[
			review(due_on="2026-06-25"),
			review(due_on="2026-06-01", status="Booked", booked_on="2026-05-29"),
			review(due_on="2026-06-01", status="In Progress"),
			review(due_on="2026-06-01", status="Adjourned"),
			completed(due_on="2026-04-30"),
		],
	),
	"booked_after_due": (
		[review(status="Booked", booked_on="2026-09-02", booking_note="Booked one day after the due date.")],
		[review(status="Booked", booked_on="2026-08-31"), completed(booking_note="Booked after the due date.")],
	),
	"this_week": (
		[
			review(status="Booked", booked_on="2026-05-11"),
			review(status="In Progress", booked_on="2026-05-17"),
			completed(booked_on="2026-05-12"),
		],
		[
			review(status="Booked", booked_on="2026-05-10"),
			review(status="Booked", booked_on="2026-05-18"),
			review(status="Cancelled", booked_on="2026-05-13"),
			review(),
		],
	),
	"in_progress": (
		[review(status="In Progress"), review(status="Adjourned")],
		[review(status="Booked", booked_on="2026-05-12"), completed()],
	),
	"not_yet_spoken_to": (
		[
			review(status="Booked", booked_on="2026-06-10"),
			review(status="Booked", booked_on="2026-05-01"),
			review(status="In Progress"),
		],
		[
			review(status="Booked", booked_on="2026-06-11"),
			review(),  # no booking at all
			review(status="Booked", booked_on="2026-06-10", spoken_to_privately="No"),
			review(status="In Progress", spoken_to_privately="Yes"),
			review(status="Booked", booked_on="2026-06-10", track="secure_panel"),
			completed(booked_on="2026-04-30"),
		],
	),
	"decisions_to_send": (
		[completed()],
		[completed(decisions_sent_on="2026-05-05"), completed(track="secure_panel"), review(status="In Progress")],
	),
	"records_to_complete": (
		[completed()],
		[completed(record_completed_on="2026-05-05"), completed(track="secure_panel"), review(status="Adjourned")],
	),
	"records_to_distribute": (
		[completed(record_completed_on="2026-05-05")],
		[completed(), completed(record_completed_on="2026-05-05", distributed_on="2026-05-06")],
	),
	"replies_awaited": (
		[completed(**NO_REPLY), completed(decisions_sent_on="2026-05-13")],
		[
			completed(decisions_sent_on="2026-05-05"),  # five working days ended on 12 May
			completed(**NO_REPLY, manager_reply="queried", manager_replied_on="2026-05-07"),
			completed(),
		],
	),
	"without_a_reply": (
		[completed(decisions_sent_on="2026-05-05"), completed(decisions_sent_on="2025-05-13")],
		[
			completed(**NO_REPLY),
			completed(decisions_sent_on="2025-05-12"),
			completed(decisions_sent_on="2026-05-05", manager_reply="agreed", manager_replied_on="2026-05-12"),
			completed(),
		],
	),
	"postponements_to_answer": (
		[("Review Postponement", {"state": "Asked", "to_on": "2026-06-01"})],
		[("Review Postponement", {"state": "Withdrawn", "to_on": "2026-06-01"})],
	),
	"midways_due": (
		[("Midway Review", {"state": "Planned", "due_on": day}) for day in ("2026-05-27", "2026-05-01")],
		[
			("Midway Review", {"state": "Planned", "due_on": "2026-05-28"}),
			("Midway Review", {"state": "Planned", "due_on": None}),
			("Midway Review", {"state": "Held", "due_on": "2026-05-01"}),
		],
	),
	"decisions_overdue": ([decision(status="overdue")], [decision(), decision(status="done")]),
	"told_late": (
		[change(told_late=1), change(told_late=1, status="Settled")],
		[change(told_late=1, status="Withdrawn"), change(told_late=0)],
	),
	"moves_without_review": (
		[change(**UNREVIEWED)],
		[
			change(**{**UNREVIEWED, "told_on": None}),  # history of an import: told to nobody
			change(**UNREVIEWED, status="Settled"),
			change(**UNREVIEWED, status="Withdrawn"),
			change(**{**UNREVIEWED, "planned": 1}),
			change(**{**UNREVIEWED, "reviewed_before": "Yes"}),
		],
	),
	"open_changes": ([change()], [change(status="Settled"), change(status="Withdrawn")]),
	"dates_in_question": ([("Record Query", {"status": "Open"})], [("Record Query", {"status": "Answered"})]),
	"open_prompts": (
		[("IRO Prompt", {"state": "Open", "subject": "workplace-1"})],
		[("IRO Prompt", {"state": "Dismissed", "subject": "workplace-2"})],
	),
}  # fmt: skip
APART = {
	"my_decisions", "awaiting_my_answer", "children_without_iro", "allocations_to_look_at", "closer_oversight", "uncovered_absences",
	"refused_messages", "unmapped_staff", "teams_without_a_team",
}  # fmt: skip
"""Figures whose rows depend on who asks, or that count other things than rows about a child. Tested below."""


def keyed(inside: list[Placed], outside: list[Placed]) -> dict[str, Placed]:
	named = [(f"workplace-in-{number}", row) for number, row in enumerate(inside)]
	return dict([*named, *((f"workplace-out-{number}", row) for number, row in enumerate(outside))])


def test_no_figure_is_left_out() -> None:
	methods = {card["method"].rpartition(".")[2] for card in documents("number_card").values()}
	assert methods == set(CASES) | APART


@pytest.mark.parametrize("figure", CASES)
def test_a_figure_counts_what_its_list_shows(place: Workplace, figure: str) -> None:
	rows = keyed(*CASES[figure])
	inside = {name for name in rows if "-in-" in name}
	seen = place.look(SEEN, rows, method=f"{FIGURES}.{figure}")
	for who in ("own", "cover"):
		value, listed = seen[who]
		assert (value, set(listed)) == (len(inside), inside), who
	if seen["stranger"] is not None:
		assert seen["stranger"] == [0, []]
	for who in ("manager", "administrator"):
		if who == "administrator" and seen[who] is None:
			continue
		value, listed = seen[who]
		assert value == len(listed), who
		assert set(listed) & set(rows) == inside, who
	for who in ("worker", "chief"):
		if seen[who] is not None:
			assert seen[who][0] == len(seen[who][1]), who
			assert set(seen[who][1]) <= inside, who


@pytest.mark.parametrize("figure", ["replies_awaited", "due_and_not_booked", "decisions_overdue"])
def test_social_work_sees_its_figures_of_its_own_children(place: Workplace, figure: str) -> None:
	rows = keyed(*CASES[figure])
	inside = {name for name in rows if "-in-" in name}
	seen = place.look(SEEN, rows, "worker", "chief", method=f"{FIGURES}.{figure}")
	for value, listed in seen.values():
		assert (value, set(listed)) == (len(inside), inside)


def test_my_decisions_are_those_in_force_for_which_i_am_responsible(place: Workplace) -> None:
	worker = place.users["worker"]
	rows = keyed(
		[
			decision(owner_user=worker, status=status)
			for status in ("open", "on track", "overdue", "not done")
		],
		[
			decision(owner_user=worker, made_on=None),  # a proposal is not to be carried out yet
			decision(owner_user=worker, status="done"),
			decision(owner_user=place.users["chief"], status="superseded"),
			decision(),
		],
	)
	seen = place.look(SEEN, rows, method=f"{FIGURES}.my_decisions")
	inside = {name for name in rows if "-in-" in name}
	assert (seen["worker"][0], set(seen["worker"][1])) == (4, inside)
	for who in ("chief", "own", "cover", "stranger", "manager"):
		assert seen[who] == [0, []], who


def test_children_and_absences_are_counted_as_their_lists_show_them(place: Workplace) -> None:
	def child(name: str, **values: Any) -> Placed:
		return "Looked After Child", {"child_id": f"WORKPLACE-{name}", "full_name": name, **values}

	own, soon = place.users["own"], {"next_review_due_on": "2026-06-01"}
	rows = {
		"workplace-in-0": child("a", closer_oversight=1, attention="The officer manages the case.", **soon),
		"workplace-out-0": child("b", iro=own, closer_oversight=0, **soon),
		"workplace-out-1": child("c", next_review_due_on=None, closer_oversight=0),
		"workplace-out-2": child("d", iro=own, attention="Left care since.", left_care_on="2026-05-01"),
	}
	for figure in ("children_without_iro", "closer_oversight", "allocations_to_look_at"):
		seen = place.look(SEEN, rows, method=f"{FIGURES}.{figure}")
		value, listed = seen["manager"]
		assert (value, set(listed) & set(rows)) == (len(listed), {"workplace-in-0"}), figure
		assert seen["own"] == [0, []], figure

	stranger = place.users["stranger"]
	absent = {"iro": stranger, "from_on": "2026-05-27"}
	absences: dict[str, Placed] = {
		"workplace-in-0": ("IRO Absence", absent),
		"workplace-out-0": ("IRO Absence", {**absent, "from_on": "2026-05-28"}),
		"workplace-out-1": ("IRO Absence", {**absent, "cancelled": 1}),
		"workplace-out-2": ("IRO Absence", {**absent, "covering_iro": place.users["cover"]}),
	}
	seen = place.look(SEEN, absences, "manager", method=f"{FIGURES}.uncovered_absences")
	value, listed = seen["manager"]
	assert (value, set(listed) & set(absences)) == (len(listed), {"workplace-in-0"})


def test_the_data_officers_figures_are_theirs_and_hold_no_row_that_is_in_order(place: Workplace) -> None:
	message = {"child_id": "WORKPLACE-1", "received_at": "2026-05-13 09:00:00"}
	rows: dict[str, Placed] = {
		"workplace-in-0": ("Record Message", {**message, "outcome": "refused", "handling": "Open"}),
		"workplace-out-1": ("Record Message", {**message, "outcome": "refused", "handling": "Discarded"}),
		"workplace-out-0": ("Record Message", {**message, "outcome": "applied"}),
	}
	staff: dict[str, Placed] = {
		"workplace-in-0": ("Staff Identity", {"staff_id": "WORKPLACE-S1"}),
		"workplace-out-0": ("Staff Identity", {"staff_id": "WORKPLACE-S2", "user": place.users["own"]}),
	}
	for figure, of in (("refused_messages", rows), ("unmapped_staff", staff)):
		seen = place.look(SEEN, of, method=f"{FIGURES}.{figure}")
		value, listed = seen["data"]
		assert (value, set(listed) & set(of)) == (len(listed), {"workplace-in-0"}), figure
		assert [who for who in ("own", "worker", "chief") if seen[who] is not None] == [], figure


def test_teams_without_a_team_are_for_whoever_may_add_one(place: Workplace) -> None:
	named: dict[str, Placed] = {
		"workplace-in-0": (
			"Looked After Child",
			{"child_id": "WORKPLACE-T", "full_name": "t", "team": "Nowhere team"},
		)
	}
	value = "return frappe.get_attr(method)()['value']"
	method = f"{FIGURES}.teams_without_a_team"
	before = place.look(value, {}, method=method)
	after = place.look(value, named, method=method)
	assert after["manager"] == before["manager"] + 1
	assert {who for who, seen in after.items() if seen is not None} == {"manager"}


def test_new_on_my_children_is_what_the_officer_was_told_and_has_not_read(place: Workplace) -> None:
	shortcuts = documents("workspace")["Independent Reviewing"]["shortcuts"]
	(asked,) = [row["stats_filter"] for row in shortcuts if row["label"] == "New on my children"]
	told = {"told_on": "2026-05-12"}
	rows = keyed(
		[change(**told), change(**told, status="Settled")],
		[
			change(told_on=None, status="Settled"),  # history of an import
			change(**told, read_on="2026-05-12 10:00:00"),
			change(**told, status="Withdrawn"),
		],
	)
	listed = "return frappe.get_list('Change of Circumstances', filters=json.loads(asked), pluck='name')"
	seen = place.look(listed, rows, "own", "cover", "stranger", asked=asked)
	inside = {"workplace-in-0", "workplace-in-1"}
	assert {who: set(names) for who, names in seen.items()} == {
		"own": inside,
		"cover": inside,
		"stranger": set(),
	}
