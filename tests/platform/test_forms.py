"""What people may and may not do on the forms: booking, completing, cancelling, allocating, setting limits."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

import pytest

from iro_module.domain.months import months_later
from iro_module.domain.records import RecordType, child_name, record_name
from iro_module.domain.wording import in_words
from iro_module.domain.working_days import england
from iro_module.iro_setup.clock import today
from tests.support.completing import ready
from tests.support.desk import Answer, Desk
from tests.support.feed import SOURCE, looked_after, message, moved, reviewed
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
SINCE = TODAY - timedelta(days=50)
CALENDAR = england()
RUN = secrets.token_hex(3)
"""Begins the ids of this run's children: a site that is kept has those of earlier runs."""


@pytest.fixture(scope="module")
def manager(site: Site) -> Desk:
	return Desk(site.url, site.manager, PASSWORD)


@pytest.fixture(scope="module")
def iro(site: Site) -> Desk:
	return Desk(site.url, site.iro, PASSWORD)


def child_with_review(site: Site, child_id: str, last_review_days_ago: int = 30) -> dict[str, Any]:
	"""A child allocated to the IRO whose second review is planned; the review as it stands."""
	held = TODAY - timedelta(days=last_review_days_ago)
	since = min(SINCE, held - timedelta(days=20))
	site.feed.send(*looked_after(child_id, since), reviewed(child_id, held), notify=False)
	site.allocate(child_id)
	return open_review(site, child_id)


def open_review(site: Site, child_id: str) -> dict[str, Any]:
	(review,) = [
		row
		for row in all_reviews(site, child_id)
		if row["status"] not in ("Completed", "Cancelled", "No Longer Needed")
	]
	return review


def all_reviews(site: Site, child_id: str) -> list[dict[str, Any]]:
	return site.rows("IRO Review", child_id, "*")


def assert_refused(answer: Answer, exc_type: str) -> None:
	assert (answer.status, answer.exc_type) == (417, exc_type)


# --- what the timetable owns --------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("fieldname", "value"),
	[
		("due_on", "2031-01-01"),
		("statutory_due_on", "2031-01-01"),
		("practical_on", "2031-01-01"),
		("kind", "early"),
		("timetable", "adoption"),
		("sequence", 77),
		("basis", "[]"),
		("explanation", "Because I say so"),
		("track", "mine"),
		("raised_by_plan", 0),
		("open_key", None),
		("flag", "nothing to decide"),
	],
)
def test_a_form_changes_nothing_that_the_timetable_owns(
	site: Site, manager: Desk, fieldname: str, value: object
) -> None:
	review = child_with_review(site, f"{RUN}-{fieldname[:6]}")
	assert manager.change("IRO Review", review["name"], **{fieldname: value}).ok
	assert open_review(site, f"{RUN}-{fieldname[:6]}")[fieldname] == review[fieldname]


def test_a_person_with_the_form_open_can_still_save_after_the_timetable_moved_the_date(
	site: Site, iro: Desk
) -> None:
	review = child_with_review(site, f"{RUN}-OPEN")
	opened = iro.get("IRO Review", review["name"]).data
	on = TODAY - timedelta(days=1)
	site.feed.send(*moved(f"{RUN}-OPEN", SINCE, on))
	saved = iro.save_form(
		{**opened, "status": "Booked", "booked_on": (TODAY + timedelta(days=7)).isoformat()}
	)
	assert saved.ok
	after = open_review(site, f"{RUN}-OPEN")
	assert after["status"] == "Booked"
	assert after["due_on"] == CALENDAR.after(on, 20).isoformat()
	assert after["due_on"] != review["due_on"]


def test_two_people_do_not_overwrite_each_other(site: Site, iro: Desk, manager: Desk) -> None:
	review = child_with_review(site, f"{RUN}-TWO")
	opened = iro.get("IRO Review", review["name"]).data
	assert manager.change("IRO Review", review["name"], booked_on=TODAY.isoformat(), status="Booked").ok
	assert_refused(iro.save_form({**opened, "chaired_by": site.iro}), "TimestampMismatchError")


def test_what_a_person_changes_is_in_the_versions(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-VER")
	assert iro.change("IRO Review", review["name"], booked_on=TODAY.isoformat(), status="Booked").ok
	versions = site.run(
		"result = frappe.get_all('Version', {'docname': name}, ['data', 'owner'])", name=review["name"]
	)
	assert [row["owner"] for row in versions] == [site.iro]  # type: ignore[attr-defined]
	assert '"booked_on"' in versions[0]["data"]  # type: ignore[index]


# --- completing ---------------------------------------------------------------------------------------------


def test_completing_a_review_plans_the_next_one(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-DONE")
	done = iro.change("IRO Review", review["name"], **ready(TODAY))
	assert done.ok
	assert done.data["chaired_by"] == site.iro
	following = open_review(site, f"{RUN}-DONE")
	assert following["kind"] == "subsequent"
	assert following["sequence"] == review["sequence"] + 1
	assert following["name"] != review["name"]


def test_a_review_that_looked_only_at_the_change_starts_no_interval(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-ONLY")
	site.feed.send(*moved(f"{RUN}-ONLY", SINCE, TODAY - timedelta(days=1)))
	assert iro.change("IRO Review", review["name"], **ready(TODAY, change_only=1)).ok
	following = open_review(site, f"{RUN}-ONLY")
	assert (following["due_on"], following["sequence"]) == (review["due_on"], review["sequence"])


def test_completion_is_not_in_the_future(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-FUT")
	tomorrow = (TODAY + timedelta(days=1)).isoformat()
	assert_refused(
		iro.change("IRO Review", review["name"], status="Completed", completed_on=tomorrow),
		"CompletionDateWrong",
	)


def test_completion_has_a_date_and_a_date_has_completion(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-DATE")
	assert_refused(iro.change("IRO Review", review["name"], status="Completed"), "CompletionDateWrong")
	assert_refused(
		iro.change("IRO Review", review["name"], completed_on=TODAY.isoformat()), "CompletionDateWrong"
	)


def test_completion_is_on_the_day_of_the_last_meeting(site: Site, iro: Desk) -> None:
	review, before = child_with_review(site, f"{RUN}-MEET"), TODAY - timedelta(days=2)
	for held in ((before, TODAY), (TODAY, before)):
		(meeting, completed) = held
		values = {**ready(meeting), "completed_on": completed.isoformat()}
		assert_refused(iro.change("IRO Review", review["name"], **values), "CompletionDateWrong")


def test_a_review_is_completed_once_it_was_held(site: Site, iro: Desk) -> None:
	"""By no route without a meeting, its chair and who came; the chair is not taken from what the form sends."""
	name = child_with_review(site, f"{RUN}-HELD")["name"]
	done = ready(TODAY)
	assert_refused(
		iro.change("IRO Review", name, **{**done, "meetings": [], "attendance": []}), "MeetingMissing"
	)
	sent = {"first_meeting_on": TODAY.isoformat(), "chaired_by": site.manager}
	nothing = {**done, **sent, "meetings": [], "attendance": []}
	assert_refused(iro.change("IRO Review", name, **nothing), "MeetingMissing")
	assert_refused(iro.change("IRO Review", name, **{**done, "attendance": []}), "WhoCameMissing")
	left = [{"person": "A parent", "person_role": "Parent", "attended": "Invited"}]
	asked = {**done, "attendance": [*done["attendance"], *left]}
	assert_refused(iro.change("IRO Review", name, **asked), "WhoCameMissing")
	meetings = [{**done["meetings"][0], "chaired_by": "Administrator"}]
	assert_refused(iro.change("IRO Review", name, **{**done, "meetings": meetings}), "NotAReviewingOfficer")
	held = iro.change("IRO Review", name, **done, **sent)
	assert held.ok
	assert held.data["chaired_by"] == site.iro, "the chair of the meeting, not what was sent"


def test_a_late_review_says_why(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-LATE", last_review_days_ago=200)
	assert review["statutory_due_on"] < TODAY.isoformat()
	done, kind = ready(TODAY), {"lateness_kind": "A parent or carer could not come"}
	for said in ({}, kind, {**kind, "lateness_reason": "   "}, {"lateness_reason": "The carer was ill"}):
		assert_refused(iro.change("IRO Review", review["name"], **done, **said), "LatenessReasonMissing")
	said = {**kind, "lateness_reason": "The carer was ill"}
	assert iro.change("IRO Review", review["name"], **done, **said).ok


def test_a_missed_local_limit_is_not_late(site: Site, iro: Desk) -> None:
	"""Due in 20 working days after a move 40 days ago, by law later: no reason is asked for."""
	site.feed.send(
		*looked_after(f"{RUN}-LOC", TODAY - timedelta(days=120)),
		reviewed(f"{RUN}-LOC", TODAY - timedelta(days=60)),
	)
	site.feed.send(*moved(f"{RUN}-LOC", TODAY - timedelta(days=120), TODAY - timedelta(days=40)))
	site.allocate(f"{RUN}-LOC")
	review = open_review(site, f"{RUN}-LOC")
	assert review["due_on"] < TODAY.isoformat() < review["statutory_due_on"]
	assert iro.change("IRO Review", review["name"], **ready(TODAY)).ok


def test_a_completed_review_is_not_written_over(site: Site, manager: Desk, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-SHUT")
	assert iro.change("IRO Review", review["name"], **ready(TODAY)).ok
	for change in ({"status": "Planned"}, {"completed_on": "2026-01-02"}, {"participation_code": "PN7"}):
		assert_refused(manager.change("IRO Review", review["name"], **change), "ReviewClosed")


# --- booking, cancelling, asking ----------------------------------------------------------------------------


def test_a_booked_review_has_a_date(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-BOOK")
	assert_refused(iro.change("IRO Review", review["name"], status="Booked"), "BookingDateMissing")


def test_a_booking_after_the_due_date_is_noted_and_moves_nothing(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-NOTE")
	late = (date.fromisoformat(review["due_on"]) + timedelta(days=3)).isoformat()
	assert iro.change(
		"IRO Review", review["name"], status="Booked", booked_on=late, booking_note="In time"
	).ok
	after = open_review(site, f"{RUN}-NOTE")
	assert after["due_on"] == review["due_on"]
	assert f"after the due date of {in_words(date.fromisoformat(review['due_on']))}" in after["booking_note"]
	assert iro.change("IRO Review", review["name"], booked_on=review["due_on"]).ok
	assert not open_review(site, f"{RUN}-NOTE")["booking_note"]


def test_cancelling_asks_why_and_never_moves_the_date(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-CAN")
	assert_refused(iro.change("IRO Review", review["name"], status="Cancelled"), "CancellationReasonMissing")
	assert iro.change("IRO Review", review["name"], status="Cancelled", withdrawn_because="Snow").ok
	again = open_review(site, f"{RUN}-CAN")
	assert again["name"] != review["name"]
	assert again["due_on"] == review["due_on"]


def test_only_the_timetable_finds_a_review_no_longer_needed(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-NLN")
	assert_refused(iro.change("IRO Review", review["name"], status="No Longer Needed"), "SetByThePlan")


def test_an_early_review_is_asked_for_on_the_open_one(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-EARLY")
	wanted = (TODAY + timedelta(days=10)).isoformat()
	assert iro.change("IRO Review", review["name"], early_due_on=wanted).ok
	after = open_review(site, f"{RUN}-EARLY")
	assert (after["name"], after["due_on"], after["kind"]) == (review["name"], wanted, "early")
	assert after["early_requested_on"] == TODAY.isoformat()
	assert iro.change("IRO Review", review["name"], early_due_on=None).ok
	assert open_review(site, f"{RUN}-EARLY")["due_on"] == review["due_on"]


def test_a_child_has_one_open_review_at_a_time(site: Site, iro: Desk) -> None:
	child_with_review(site, f"{RUN}-ONE")
	added = iro.add(
		"IRO Review", child=child_name(f"{RUN}-ONE"), due_on=(TODAY + timedelta(days=5)).isoformat()
	)
	assert_refused(added, "ReviewAlreadyOpen")
	assert len(all_reviews(site, f"{RUN}-ONE")) == 1


def test_a_review_is_added_by_hand_where_none_is_planned(site: Site, iro: Desk) -> None:
	"""A child whose last review is not known has no date; the IRO can still plan one."""
	site.feed.send(*looked_after(f"{RUN}-HAND", TODAY - timedelta(days=900), start_known=False), notify=False)
	site.allocate(f"{RUN}-HAND")
	assert all_reviews(site, f"{RUN}-HAND") == []
	due = TODAY + timedelta(days=5)
	assert iro.add("IRO Review", child=child_name(f"{RUN}-HAND"), due_on=due.isoformat()).ok
	review = open_review(site, f"{RUN}-HAND")
	assert review["due_on"] == due.isoformat()
	assert review["practical_on"] == CALENDAR.on_or_before(due).isoformat()


def test_only_changes_of_the_child_are_considered(site: Site, iro: Desk) -> None:
	review = child_with_review(site, f"{RUN}-CON")
	site.feed.send(*moved(f"{RUN}-CON", SINCE, TODAY - timedelta(days=1)))
	own = record_name(SOURCE, RecordType.PLACEMENT, f"{RUN}-CON-P1")
	foreign = record_name(SOURCE, RecordType.PLACEMENT, f"{RUN}-OPEN-P1")
	assert iro.change("IRO Review", review["name"], considered_changes=f'["{foreign}", "{own}"]').ok
	after = open_review(site, f"{RUN}-CON")
	assert after["considered_changes"] == f'["{own}"]'
	assert "move" in after["considered_readable"]


def test_a_record_that_shows_two_changes_is_considered_with_both(site: Site, iro: Desk) -> None:
	"""A move in year 10 or 11 is an unplanned move and a move in key stage 4: one box, one entry, both in words."""
	child_id = f"{RUN}-BOTH"
	child_with_review(site, child_id)
	born = months_later(TODAY, -15 * 12 - 1)
	site.feed.send(
		message("child", child_id, child_id, 2, first_name="Robin", last_name="Testford", birth_date=born),
		*moved(child_id, SINCE, TODAY - timedelta(days=1)),
	)
	shown = site.rows("Change of Circumstances", child_id, "rule", "subject")
	assert sorted(str(row["rule"]) for row in shown) == ["C04", "C08"]
	(subject,) = {str(row["subject"]) for row in shown}
	assert iro.change(
		"IRO Review", open_review(site, child_id)["name"], considered_changes=f'["{subject}"]'
	).ok
	after = open_review(site, child_id)
	assert after["considered_changes"] == f'["{subject}"]'
	assert "Unplanned move" in after["considered_readable"]
	assert "key stage 4" in after["considered_readable"]


# --- the child ----------------------------------------------------------------------------------------------


def test_the_feeds_fields_of_a_child_are_not_written_on_the_desk(site: Site, manager: Desk) -> None:
	child_with_review(site, f"{RUN}-FED")
	name = child_name(f"{RUN}-FED")
	answer = manager.change(
		"Looked After Child", name, first_name="Other", child_id="X", next_review_due_on="2031-01-01"
	)
	assert answer.ok
	assert answer.data["first_name"] == "Robin"
	assert answer.data["child_id"] == f"{RUN}-FED"
	assert answer.data["next_review_due_on"] != "2031-01-01"


def test_a_child_is_not_made_on_the_desk(site: Site, manager: Desk) -> None:
	assert manager.add("Looked After Child", child_id=f"{RUN}-NEW").status == 403
	refused = site.run(
		"""
try:
	frappe.get_doc({"doctype": "Looked After Child", "name": "x", "child_id": "x"}).insert()
except Exception as problem:
	result = type(problem).__name__
"""
	)
	assert refused == "KeptByTheFeed"


def test_records_of_the_feed_are_not_written_by_anybody(site: Site) -> None:
	child_with_review(site, f"{RUN}-REC")
	refused = site.run(
		"""
result = {}
for doctype in ("Child Details", "Period of Care", "Care Placement", "Care Legal Status", "Review Held Elsewhere", "Record Message", "Record Message Payload"):
	doc = frappe.get_last_doc(doctype)
	try:
		doc.save()
	except Exception as problem:
		result[doctype] = type(problem).__name__
	frappe.db.rollback()
"""
	)
	assert set(refused.values()) == {"KeptByTheFeed"}  # type: ignore[attr-defined]
	assert len(refused) == 7  # type: ignore[arg-type]


def test_only_a_reviewing_officer_is_allocated(site: Site, manager: Desk) -> None:
	child_with_review(site, f"{RUN}-WHO")
	assert_refused(
		manager.change("Looked After Child", child_name(f"{RUN}-WHO"), iro="Administrator"),
		"NotAReviewingOfficer",
	)


def test_an_allocation_has_its_day_and_settles_the_prompts_about_it(site: Site, manager: Desk) -> None:
	site.feed.send(*looked_after(f"{RUN}-NEWIRO", TODAY - timedelta(days=2)))
	assert {row["state"] for row in site.rows("IRO Prompt", f"{RUN}-NEWIRO", "state")} == {"Open"}
	answer = manager.change("Looked After Child", child_name(f"{RUN}-NEWIRO"), iro=site.iro)
	assert answer.ok
	assert answer.data["iro_since"] == TODAY.isoformat()
	assert {row["state"] for row in site.rows("IRO Prompt", f"{RUN}-NEWIRO", "state")} == {"No longer needed"}


def social_worker(child_id: str, staff_id: str, version: int) -> dict[str, Any]:
	return message(
		"child", child_id, child_id, version, first_name="Robin", last_name="Testford", social_worker=staff_id
	)


def map_staff(desk: Desk, staff_id: str, user: str | None) -> None:
	(name,) = desk.names("Staff Identity", staff_id=staff_id)
	assert desk.change("Staff Identity", name, user=user).ok


def test_the_childs_social_worker_cannot_be_its_reviewing_officer(site: Site, manager: Desk) -> None:
	site.feed.send(
		*looked_after(f"{RUN}-IND", SINCE), social_worker(f"{RUN}-IND", f"SW-{RUN}-1", 2), notify=False
	)
	map_staff(manager, f"SW-{RUN}-1", site.iro)
	try:
		refused = manager.change("Looked After Child", child_name(f"{RUN}-IND"), iro=site.iro)
		assert_refused(refused, "NotIndependent")
	finally:
		map_staff(manager, f"SW-{RUN}-1", None)
	assert manager.change("Looked After Child", child_name(f"{RUN}-IND"), iro=site.iro).ok


def test_a_feed_that_breaks_independence_is_applied_and_flagged(site: Site, manager: Desk) -> None:
	child_with_review(site, f"{RUN}-BRK")
	site.feed.send(social_worker(f"{RUN}-BRK", f"SW-{RUN}-2", 2))
	map_staff(manager, f"SW-{RUN}-2", site.iro)
	try:
		child = manager.get("Looked After Child", child_name(f"{RUN}-BRK")).data
		assert "social worker" in child["attention"]
		assert site.feed.outcomes(social_worker(f"{RUN}-BRK", f"SW-{RUN}-9", 3)) == ["applied"]
		assert not manager.get("Looked After Child", child_name(f"{RUN}-BRK")).data["attention"]
		assert site.feed.outcomes(social_worker(f"{RUN}-BRK", f"SW-{RUN}-2", 4)) == ["applied"]
		flagged = manager.get("Looked After Child", child_name(f"{RUN}-BRK")).data
		assert flagged["iro"] == site.iro
		assert "social worker" in flagged["attention"]
	finally:
		map_staff(manager, f"SW-{RUN}-2", None)
	assert not manager.get("Looked After Child", child_name(f"{RUN}-BRK")).data["attention"]


def test_a_staff_id_has_one_user_and_keeps_its_id(site: Site, manager: Desk) -> None:
	site.feed.send(
		social_worker(f"{RUN}-STF3", f"SW-{RUN}-3", 1),
		social_worker(f"{RUN}-STF4", f"SW-{RUN}-4", 1),
		notify=False,
	)
	map_staff(manager, f"SW-{RUN}-3", site.iro)
	try:
		(other,) = manager.names("Staff Identity", staff_id=f"SW-{RUN}-4")
		assert manager.change("Staff Identity", other, user=site.iro).exc_type == "UniqueValidationError"
		assert (
			manager.change("Staff Identity", other, staff_id=f"SW-{RUN}-X").data["staff_id"] == f"SW-{RUN}-4"
		)
	finally:
		map_staff(manager, f"SW-{RUN}-3", None)


# --- prompts ------------------------------------------------------------------------------------------------


def test_a_prompt_is_dismissed_with_a_reason(site: Site, iro: Desk) -> None:
	child_with_review(site, f"{RUN}-PRM")
	site.feed.send(*moved(f"{RUN}-PRM", SINCE, TODAY - timedelta(days=1)))
	(prompt,) = site.rows("IRO Prompt", f"{RUN}-PRM", "name", "tell_by")
	name = str(prompt["name"])
	assert_refused(iro.change("IRO Prompt", name, state="Dismissed"), "DismissalReasonMissing")
	assert_refused(iro.change("IRO Prompt", name, state="No longer needed"), "SetByThePlan")
	assert iro.change("IRO Prompt", name, tell_by="2031-01-01").data["tell_by"] == prompt["tell_by"]
	assert iro.change("IRO Prompt", name, state="Dismissed", dismissed_because="Spoke to the carer").ok


# --- limits -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("rule", "values"),
	[
		("C04", {"review_within_working_days": 21}),
		("C04", {"review_within_working_days": 0}),
		("C04", {"tell_within_working_days": 2}),
		("C02", {"enabled": 0}),
		("C17", {"review_within_working_days": 11}),
	],
)
def test_limits_are_never_looser_than_shipped(manager: Desk, rule: str, values: dict[str, int]) -> None:
	assert_refused(manager.change("Review Trigger Rule", rule, **values), "LooserThanShipped")


def test_limits_may_be_tighter_and_hold(site: Site, manager: Desk) -> None:
	before = manager.get("Review Trigger Rule", "C04").data
	try:
		assert manager.change("Review Trigger Rule", "C04", review_within_working_days=10).ok
		child_with_review(site, f"{RUN}-TIGHT")
		on = TODAY - timedelta(days=1)
		site.feed.send(*moved(f"{RUN}-TIGHT", SINCE, on))
		assert open_review(site, f"{RUN}-TIGHT")["due_on"] == CALENDAR.after(on, 10).isoformat()
	finally:
		shipped = before["review_within_working_days"]
		assert manager.change("Review Trigger Rule", "C04", review_within_working_days=shipped).ok


def test_who_asks_for_a_rule_is_not_the_councils_to_say(manager: Desk) -> None:
	answer = manager.change("Review Trigger Rule", "C02", authority="local", shipped_review_within=99)
	assert (answer.data["authority"], answer.data["shipped_review_within"]) == ("must", 20)


def test_a_closed_day_moves_a_limit(site: Site, manager: Desk) -> None:
	on = TODAY - timedelta(days=1)
	closed = CALENDAR.after(on, 3)
	settings = manager.get("IRO Settings", "IRO Settings").data
	try:
		rows = [{"closed_on": closed.isoformat(), "reason": "A royal occasion"}]
		assert manager.change("IRO Settings", "IRO Settings", closed_days=rows).ok
		child_with_review(site, f"{RUN}-CLOSED")
		site.feed.send(*moved(f"{RUN}-CLOSED", SINCE, on))
		assert open_review(site, f"{RUN}-CLOSED")["due_on"] == CALENDAR.after(on, 21).isoformat()
	finally:
		assert manager.change("IRO Settings", "IRO Settings", closed_days=settings["closed_days"]).ok


def test_a_service_report_is_about_a_period_that_ends_after_it_begins(manager: Desk) -> None:
	report = {"title": "Quarter", "kind": "Quarter", "from_on": "2026-04-01"}
	refused = manager.add("IRO Service Report", **report, to_on="2026-03-31")
	assert (refused.status, refused.exc_type) == (417, "PeriodTurnedRound")
	assert "on or after the first day" in refused.text
	assert manager.add("IRO Service Report", **report, to_on="2026-04-01").ok
