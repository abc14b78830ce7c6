"""Reports, the booking board and the calendar: what they show, in which order, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from tests.support.site import Site
from tests.support.workplace import Placed, Workplace, workplace

pytestmark = pytest.mark.platform

BOARD = "iro_module.iro_reviews.page.booking_board.booking_board.board"
REPORT = "return [{key: row.get(key) for key in keys} for row in report(name, **filters)]"


@pytest.fixture(scope="module")
def place(site: Site) -> Iterator[Workplace]:
	with workplace(site) as made:
		yield made


def review(**values: Any) -> Placed:
	return "IRO Review", {
		"status": "Planned", "due_on": "2026-09-01", "statutory_due_on": "2026-09-01", "child_title": "Wren Workplace",
		**values,
	}  # fmt: skip


def completed(**values: Any) -> Placed:
	return review(**{"status": "Completed", "completed_on": "2026-04-30", **values})


def decision(**values: Any) -> Placed:
	return "Review Decision", {
		"decision_text": "The dentist", "status": "open", "made_on": "2026-03-02", "owner_role": "Social worker", **values,
	}  # fmt: skip


def shown(
	place: Workplace,
	report: str,
	rows: dict[str, Placed],
	*who: str,
	keys: tuple[str, ...] = (),
	**filters: Any,
) -> dict[str, Any]:
	"""The rows of the report that are rows of ours, as each person sees them; None for somebody who may not open it."""
	wanted = ("name", *keys)
	seen = place.look(REPORT, rows, *who, name=report, filters=filters, keys=wanted)
	return {
		one: None if found is None else [row for row in found if row["name"] in rows]
		for one, found in seen.items()
	}


def names(found: list[dict[str, Any]]) -> list[str]:
	return [row["name"] for row in found]


class TestReviewsThisWeek:
	ROWS: ClassVar[dict[str, Placed]] = {
		"workplace-late": review(status="Booked", booked_on="2026-05-15", booked_at="09:30:00"),
		"workplace-early": review(status="Booked", booked_on="2026-05-11", booked_at="14:00:00"),
		"workplace-held": completed(
			booked_on="2026-05-11", booked_at="10:00:00", report_received_on="2026-05-06", care_plan_on_file="Yes",
			report_shared_child_on="2026-05-07", report_shared_carer_on="2026-05-07", spoken_to_privately="Yes",
		),
		"workplace-other-week": review(status="Booked", booked_on="2026-05-18"),
		"workplace-cancelled": review(status="Cancelled", booked_on="2026-05-13"),
	}  # fmt: skip
	WEEK = ("workplace-held", "workplace-early", "workplace-late")

	def test_in_order_of_day_and_hour_for_whom_it_is(self, place: Workplace) -> None:
		seen = shown(place, "Reviews This Week", self.ROWS)
		for who in ("own", "cover", "manager", "administrator"):
			assert tuple(names(seen[who])) == self.WEEK, who
		assert seen["stranger"] == []
		assert (seen["worker"], seen["chief"]) == (None, None)

	def test_it_says_what_is_ready_and_what_is_missing(self, place: Workplace) -> None:
		keys = ("at", "papers", "care_plan", "shared", "spoken_to")
		held, early, _late = shown(place, "Reviews This Week", self.ROWS, "own", keys=keys)["own"]
		assert [held[key] for key in keys] == ["10:00", "Received", "Yes", "child, carer", "Yes"]
		assert [early[key] for key in keys] == ["14:00", "Not yet", "Not recorded", "Nobody yet", "Not yet"]

	def test_another_week(self, place: Workplace) -> None:
		seen = shown(place, "Reviews This Week", self.ROWS, "own", week_of="2026-05-24")
		assert names(seen["own"]) == ["workplace-other-week"]


class TestOpenDecisions:
	def rows(self, place: Workplace) -> dict[str, Placed]:
		return {
			"workplace-ash": decision(owner_name="Ash", due_on="2026-05-12", status="overdue", in_care_plan="Yes"),
			"workplace-ash-older": decision(owner_name="ash", due_on="2026-04-30", status="overdue", in_care_plan="No"),
			"workplace-ash-to-come": decision(owner_name="Ash", due_on="2026-05-13"),
			"workplace-birch": decision(
				owner_name="Birch", owner_role="School", owner_user=place.users["worker"], due_on="2026-04-01",
				status="overdue",
				progress=[
					{"on_day": "2026-04-02", "progress": "Delayed"},
					{"on_day": "2026-05-01", "progress": "Delayed, outside our control", "look_again_on": "2026-06-01"},
				],
			),
			"workplace-proposal": decision(made_on=None),
			"workplace-done": decision(status="done"),
			"workplace-superseded": decision(status="superseded"),
			"workplace-not-mine": decision(child=place.foreign.name),
		}  # fmt: skip

	def test_by_who_is_responsible_and_what_is_longest_overdue_first(self, place: Workplace) -> None:
		seen = shown(place, "Open Decisions", self.rows(place), keys=("overdue",))
		order = ["workplace-ash-older", "workplace-ash", "workplace-ash-to-come", "workplace-birch"]
		for who in ("own", "cover", "worker", "chief"):
			assert names(seen[who]) == order, who
			assert [row["overdue"] for row in seen[who]] == [8, 1, 0, 27], who
		assert names(seen["stranger"]) == ["workplace-not-mine"]
		assert [name for name in names(seen["manager"]) if name != "workplace-not-mine"] == order

	def test_it_shows_whether_the_care_plan_says_so(self, place: Workplace) -> None:
		keys = ("in_care_plan", "progress", "look_again_on", "responsible")
		found = shown(place, "Open Decisions", self.rows(place), "own", keys=keys)["own"]
		assert [row["in_care_plan"] for row in found] == ["No", "Yes", "Not recorded", "Not recorded"]
		birch = found[-1]
		assert (birch["progress"], birch["look_again_on"]) == ("Delayed, outside our control", "2026-06-01")
		columns = place.look(
			"return [one['fieldname'] for one in query_report.run('Open Decisions', filters={})['columns']]",
			{},
			"own",
		)
		assert "in_care_plan" in columns["own"]

	@pytest.mark.parametrize(
		("filters", "left"),
		[
			({"owner_role": "School"}, ["workplace-birch"]),
			({"responsible": "BIR"}, ["workplace-birch"]),
			({"only_overdue": 1}, ["workplace-ash-older", "workplace-ash", "workplace-birch"]),
			({"not_in_plan": 1}, ["workplace-ash-older", "workplace-ash-to-come", "workplace-birch"]),
			({"left_care": 1}, []),
		],
	)
	def test_filters(self, place: Workplace, filters: dict[str, Any], left: list[str]) -> None:
		assert names(shown(place, "Open Decisions", self.rows(place), "own", **filters)["own"]) == left

	def test_by_the_user_who_is_responsible(self, place: Workplace) -> None:
		mine = shown(place, "Open Decisions", self.rows(place), "own", owner_user=place.users["worker"])
		assert names(mine["own"]) == ["workplace-birch"]


class TestDecisionsAndRecordsOwed:
	DONE: ClassVar[dict[str, Any]] = {
		"decisions_sent_on": "2026-04-30", "care_plan_updated_on": "2026-05-05", "record_completed_on": "2026-05-06",
		"distributed_on": "2026-05-06", "signed_off_on": "2026-05-07", "manager_reply": "agreed",
		"manager_replied_on": "2026-05-01",
	}  # fmt: skip
	ROWS: ClassVar[dict[str, Placed]] = {
		"workplace-nothing-yet": completed(),
		"workplace-query": completed(**{**DONE, "manager_reply": "queried"}),
		"workplace-answered": completed(
			**{**DONE, "manager_reply": "objected", "query_answered_on": "2026-05-11"}
		),
		"workplace-no-reply": completed(**{**DONE, "manager_reply": None, "manager_replied_on": None}),
		"workplace-all-done": completed(**DONE),
		"workplace-open": review(status="In Progress"),
		"workplace-panel": completed(track="secure_panel"),
		"workplace-long-ago": completed(completed_on="2025-05-12"),
	}
	OWED: ClassVar[list[tuple[str, str, str]]] = [
		("workplace-nothing-yet", "Decisions sent", "3 working days late so far"),
		("workplace-query", "Answer to the manager", "2 working days late so far"),
		("workplace-no-reply", "Manager's reply to the decisions", "No reply, decisions stand"),
		("workplace-nothing-yet", "Care plan updated", "To come"),
		("workplace-nothing-yet", "Full record completed", "To come"),
		("workplace-nothing-yet", "Record distributed", "To come"),
	]

	def test_one_row_for_each_paper_owed_what_is_longest_late_first(self, place: Workplace) -> None:
		seen = shown(place, "Decisions and Records Owed", self.ROWS, keys=("what", "standing"))
		for who in ("own", "cover", "manager", "administrator", "chief"):
			assert [tuple(row.values()) for row in seen[who]] == self.OWED, who
		assert seen["stranger"] == []
		assert seen["worker"] is None

	@pytest.mark.parametrize(
		("show", "owed"),
		[
			("The manager's", ["Manager's reply to the decisions"]),
			(
				"The reviewing service's",
				["Decisions sent", "Answer to the manager", "Full record completed", "Record distributed"],
			),
		],
	)
	def test_whose_papers(self, place: Workplace, show: str, owed: list[str]) -> None:
		seen = shown(place, "Decisions and Records Owed", self.ROWS, "own", keys=("what",), show=show)
		assert [row["what"] for row in seen["own"]] == owed

	def test_of_one_reviewing_officer(self, place: Workplace) -> None:
		for iro, count in (("own", len(self.OWED)), ("stranger", 0)):
			seen = shown(place, "Decisions and Records Owed", self.ROWS, "manager", iro=place.users[iro])
			assert len(seen["manager"]) == count


class TestAwaitingMyAnswer:
	def rows(self, place: Workplace) -> dict[str, Placed]:
		def change(**values: Any) -> Placed:
			return "Change of Circumstances", {
				"status": "Open", "description": "Moved school", "happened_on": "2026-05-04", "told_on": "2026-05-06",
				**values,
			}  # fmt: skip

		def told(progress: str, **values: Any) -> dict[str, Any]:
			return {"progress": [{"on_day": "2026-05-08", "progress": progress, **values}]}

		queried = {
			"manager_reply": "queried",
			"manager_replied_on": "2026-05-05",
			"manager_reply_words": "Who pays?",
		}
		return {
			"workplace-flag": review(flag="The move was undone; is the review still wanted?"),
			"workplace-query": completed(**queried),
			"workplace-change": change(),
			"workplace-lapsed": change(told_on="2026-05-07", ruling="no separate review", decision_lapsed="It moved."),
			"workplace-told-done": decision(**told("Done")),
			"workplace-look-again": decision(**told("Delayed", look_again_on="2026-05-13")),
			"out-answered": completed(**queried, query_answered_on="2026-05-06"),
			"out-agreed": completed(**{**queried, "manager_reply": "agreed"}),
			"out-decided": change(ruling="no separate review"),
			"out-led-to-a-review": change(review="workplace-flag"),
			"out-settled": change(status="Settled"),
			"out-later": decision(**told("Delayed", look_again_on="2026-05-14")),
			"out-on-track": decision(**told("On track")),
			"out-looked-at": decision(**told("Done"), findings=[{"on_day": "2026-05-08", "outcome": "not done", "occasion": "midway"}]),
			"out-proposal": decision(made_on=None, **told("Done")),
		}  # fmt: skip

	WAITS = (
		"workplace-flag", "workplace-query", "workplace-change", "workplace-lapsed", "workplace-told-done",
		"workplace-look-again",
	)  # fmt: skip

	def test_what_has_waited_longest_first_for_the_officer_and_the_cover(self, place: Workplace) -> None:
		rows = self.rows(place)
		keys = ("child_title", "about", "since", "waiting", "by")
		seen = shown(place, "Awaiting My Answer", rows, keys=keys)
		for who in ("own", "cover"):
			assert tuple(names(seen[who])) == self.WAITS, who
		assert (seen["stranger"], seen["manager"]) == ([], [])
		assert [who for who in ("administrator", "worker", "chief") if seen[who] is not None] == []
		query = seen["own"][1]
		assert [query[key] for key in keys] == ["Wren Workplace", "Who pays?", "2026-05-05", 6, "2026-05-12"]

	def test_the_figure_is_the_number_of_rows(self, place: Workplace) -> None:
		figure = (
			"found = frappe.get_attr('iro_module.iro_reviews.figures.awaiting_my_answer')()\n"
			"return [found['value'], opened(found)]"
		)
		seen = place.look(figure, self.rows(place), "own", "cover", "stranger", "manager")
		for who in ("own", "cover"):
			assert (seen[who][0], set(seen[who][1])) == (len(self.WAITS), set(self.WAITS)), who
		assert seen["stranger"] == [0, []]
		assert seen["manager"][0] == len(seen["manager"][1])

	def test_children_without_an_officer_wait_for_the_manager(self, place: Workplace) -> None:
		nobody: dict[str, Placed] = {
			"workplace-child": (
				"Looked After Child",
				{"child_id": "WORKPLACE-N", "full_name": "Nobody's", "iro": None},
			),
			"workplace-flag": review(child="workplace-child", flag="Is it still wanted?"),
		}
		seen = shown(place, "Awaiting My Answer", nobody, "manager", "own")
		assert {who: names(found) for who, found in seen.items()} == {
			"manager": ["workplace-flag"],
			"own": [],
		}


class TestBoard:
	ROWS: ClassVar[dict[str, Placed]] = {
		"workplace-overdue": review(due_on="2026-05-12", statutory_due_on="2026-05-12"),
		"workplace-target": review(due_on="2026-05-12", statutory_due_on="2026-06-30"),
		"workplace-today": review(due_on="2026-05-13"),
		"workplace-sunday": review(due_on="2026-05-17", status="Booked", booked_on="2026-05-15", booked_at="09:30:00"),
		"workplace-monday": review(due_on="2026-05-18", status="Booked", booked_on="2026-05-19"),
		"workplace-last": review(due_on="2026-07-05"),
		"workplace-too-far": review(due_on="2026-07-06"),
		"workplace-completed": completed(due_on="2026-05-12"),
	}  # fmt: skip
	CARDS = f"""
found = []
for number, column in enumerate(frappe.get_attr("{BOARD}")()):
	for card in column["reviews"]:
		found.append([card["name"], number, column["title"], card["standing"], card["at"]])
return found
"""
	EXPECTED: ClassVar[dict[str, list[Any]]] = {
		"workplace-overdue": [0, "Past their date", "overdue", None],
		"workplace-target": [0, "Past their date", "local", None],
		"workplace-today": [1, "Week of 11 May 2026", "planned", None],
		"workplace-sunday": [1, "Week of 11 May 2026", "booked", "9:30"],
		"workplace-monday": [2, "Week of 18 May 2026", "late", None],
		"workplace-last": [8, "Week of 29 June 2026", "planned", None],
	}

	def test_each_review_stands_in_the_week_in_which_it_is_due(self, place: Workplace) -> None:
		seen = place.look(self.CARDS, self.ROWS)
		for who in ("own", "cover", "worker", "chief"):
			assert {name: rest for name, *rest in seen[who]} == self.EXPECTED, who
		for who in ("administrator", "manager"):
			assert {name: rest for name, *rest in seen[who] if name in self.ROWS} == self.EXPECTED, who
		assert seen["stranger"] == []
		assert seen["data"] is None


class TestCalendar:
	ROWS: ClassVar[dict[str, Placed]] = {
		"workplace-planned": review(due_on="2026-05-20"),
		"workplace-booked": review(due_on="2026-06-20", status="Booked", booked_on="2026-05-21"),
		"workplace-overdue": review(due_on="2026-05-01", statutory_due_on="2026-05-12", status="Booked", booked_on="2026-05-22"),
		"workplace-target": review(due_on="2026-05-12", statutory_due_on="2026-06-30", status="Booked", booked_on="2026-05-31"),
		"workplace-adjourned": review(status="Adjourned", booked_on="2026-04-28", resumes_on="2026-05-26"),
		"workplace-held": review(status="Completed", booked_on="2026-04-28", completed_on="2026-05-01", due_on="2026-05-06"),
		"workplace-due-in-may-booked-in-june": review(due_on="2026-05-25", status="Booked", booked_on="2026-06-01"),
		"workplace-april": review(due_on="2026-04-30"),
		"workplace-cancelled": review(status="Cancelled", due_on="2026-05-20"),
	}  # fmt: skip
	EVENTS = """
from iro_module.iro_reviews.diary import events
found = events("IRO Review", "2026-05-01", "2026-05-31")
return [[one["name"], str(one["booked_on"]), one["standing"], one["child_title"]] for one in found]
"""
	EXPECTED: ClassVar[dict[str, list[Any]]] = {
		"workplace-planned": ["2026-05-20", "planned"],
		"workplace-booked": ["2026-05-21", "booked"],
		"workplace-overdue": ["2026-05-22", "overdue"],
		"workplace-target": ["2026-05-31", "late"],
		"workplace-adjourned": ["2026-05-26", "booked"],
		"workplace-held": ["2026-05-01", "held"],
	}

	def test_each_review_stands_on_one_day(self, place: Workplace) -> None:
		seen = place.look(self.EVENTS, self.ROWS)
		for who in ("own", "cover", "worker", "chief"):
			assert {name: rest[:2] for name, *rest in seen[who]} == self.EXPECTED, who
			assert {rest[2] for _name, *rest in seen[who]} == {"Wren Workplace"}
		for who in ("administrator", "manager"):
			assert {name: rest[:2] for name, *rest in seen[who] if name in self.ROWS} == self.EXPECTED, who
		assert seen["stranger"] == []
		assert seen["data"] is None
