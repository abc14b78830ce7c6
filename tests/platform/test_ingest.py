"""A change in the council's records becomes the right review, once, on a real site."""

from __future__ import annotations

from datetime import timedelta

import pytest

from integration_service.clock import today
from integration_service.delivery import Entry
from iro_module.domain.wording import in_words
from iro_module.domain.working_days import england
from tests.support.feed import entry, looked_after, message, moved, reviewed
from tests.support.site import Site

pytestmark = pytest.mark.platform

TODAY = today()
SINCE = TODAY - timedelta(days=50)
CALENDAR = england()


def settled_child(site: Site, child_id: str, iro: bool = True) -> None:
	"""Looked after for 50 days, first review held 25 days ago."""
	sent = [*looked_after(child_id, SINCE), reviewed(child_id, TODAY - timedelta(days=25))]
	assert site.feed.outcomes(*sent, notify=False) == ["applied"] * 5
	if iro:
		site.allocate(child_id)


def test_a_move_raises_one_explained_review_and_tells_the_iro_once(site: Site) -> None:
	settled_child(site, "ING-1")
	on = TODAY - timedelta(days=3)
	assert site.feed.outcomes(*moved("ING-1", SINCE, on)) == ["applied", "applied"]
	reviews = site.rows(
		"IRO Review",
		"ING-1",
		"name",
		"kind",
		"due_on",
		"statutory_due_on",
		"sequence",
		"explanation",
		"status",
	)
	assert len(reviews) == 1
	review = reviews[0]
	assert review["kind"] == "change_of_circumstances"
	assert review["due_on"] == CALENDAR.after(on, 20).isoformat()
	assert review["sequence"] == 2
	assert f"20 working days from {in_words(on)}" in str(review["explanation"])
	prompts = site.rows("IRO Prompt", "ING-1", "name", "rule", "tell_by", "notified_user")
	assert [(one["rule"], one["tell_by"], one["notified_user"]) for one in prompts] == [
		("C04", CALENDAR.after(on, 1).isoformat(), site.iro)
	]
	told = site.run(
		"result = frappe.get_all('Notification Log', filters={'document_name': name}, fields=['for_user', 'subject'])",
		name=prompts[0]["name"],
	)
	assert [one["for_user"] for one in told] == [site.iro]  # type: ignore[attr-defined]
	assert "Robin" not in str(told)
	assert "Testford" not in str(told)


def test_the_change_itself_is_on_file_with_when_it_was_told(site: Site) -> None:
	settled_child(site, "ING-2")
	on = TODAY - timedelta(days=21)
	site.feed.send(*moved("ING-2", SINCE, on))
	(change,) = site.rows(
		"Change of Circumstances",
		"ING-2",
		"rule",
		"happened_on",
		"told_on",
		"working_days_until_told",
		"reviewed_before",
		"status",
	)
	assert change == {
		"rule": "C04",
		"happened_on": on.isoformat(),
		"told_on": TODAY.isoformat(),
		"working_days_until_told": CALENDAR.count(on, TODAY),
		"reviewed_before": "No",
		"status": "Open",
	}


def test_repeats_and_old_versions_change_nothing(site: Site) -> None:
	settled_child(site, "ING-3")
	first, second = moved("ING-3", SINCE, TODAY - timedelta(days=5))
	site.feed.send(first, second)
	before = (
		site.rows("IRO Review", "ING-3", "name", "modified", "due_on"),
		site.rows("IRO Prompt", "ING-3", "name", "modified"),
	)
	old = message(
		"placement", "ING-3", "ING-3-P1", 1, start_date=SINCE, placement_type="U6", reason_new_episode="S"
	)
	assert site.feed.outcomes(first, second, old) == ["duplicate", "duplicate", "stale"]
	after = (
		site.rows("IRO Review", "ING-3", "name", "modified", "due_on"),
		site.rows("IRO Prompt", "ING-3", "name", "modified"),
	)
	assert after == before


def test_a_voided_move_withdraws_the_review_it_alone_called_for(site: Site) -> None:
	settled_child(site, "ING-4")
	site.feed.send(*moved("ING-4", SINCE, TODAY - timedelta(days=5)))
	undone = [
		message(
			"placement", "ING-4", "ING-4-P1", 3, start_date=SINCE, placement_type="U6", reason_new_episode="S"
		),
		message("placement", "ING-4", "ING-4-P2", 2, voided=True),
	]
	assert site.feed.outcomes(*undone) == ["applied", "applied"]
	(review,) = site.rows("IRO Review", "ING-4", "kind", "status")
	assert review == {"kind": "second", "status": "Planned"}
	(change,) = site.rows("Change of Circumstances", "ING-4", "status")
	assert change["status"] == "Withdrawn"


def test_leaving_care_withdraws_the_review_and_says_why(site: Site) -> None:
	settled_child(site, "ING-5")
	left = TODAY - timedelta(days=1)
	site.feed.send(
		message("period-of-care", "ING-5", "ING-5-PC", 2, start_date=SINCE, end_date=left, end_reason="E4A")
	)
	(review,) = site.rows("IRO Review", "ING-5", "status", "withdrawn_because")
	assert review["status"] == "No Longer Needed"
	assert in_words(left) in str(review["withdrawn_because"])


def test_refused_messages_are_found_by_the_data_officer_with_every_fault(site: Site) -> None:
	bad = message(
		"placement", "ING-6", "ING-6-P", start_date="2026-13-01", placement_type="U9", colour="blue"
	)
	good = message("period-of-care", "ING-6", "ING-6-PC", start_date=SINCE)
	settled = site.feed.send(bad, "not json", good)
	assert [one.outcome.value for one in settled] == ["refused", "refused", "applied"]
	assert set(settled[0].faults) == {"data.start_date", "data.placement_type", "data.colour"}
	rows = site.run(
		"""
result = frappe.get_all('Record Message', filters={'outcome': 'refused', 'message_id': id}, fields=['faults', 'name'])
for row in result:
	row.payload = frappe.db.get_value('Record Message Payload', row.name, 'payload')
""",
		id=bad["id"],
	)
	assert "data.placement_type" in rows[0]["faults"]  # type: ignore[index]
	assert "U9" in rows[0]["payload"]  # type: ignore[index]
	assert site.run(
		"name = frappe.db.exists('Record Message Payload', {'payload': 'not json'}); "
		"result = frappe.db.exists('Record Message', {'name': name, 'outcome': 'refused'})"
	)


def test_the_same_id_with_other_content_is_a_conflict_and_hides_nothing(site: Site) -> None:
	first = message("period-of-care", "ING-7", "ING-7-PC", start_date=SINCE, message_id="ING-7-M1")
	other = message(
		"period-of-care", "ING-7", "ING-7-PC", 2, start_date=SINCE - timedelta(days=1), message_id="ING-7-M1"
	)
	assert site.feed.outcomes(first, other, first) == ["applied", "refused", "duplicate"]
	rows = site.run(
		"result = sorted(frappe.get_all('Record Message', filters={'message_id': 'ING-7-M1'}, pluck='outcome'))"
	)
	assert rows == ["applied", "refused"]


def test_a_refused_message_is_judged_again(site: Site) -> None:
	ahead = message(
		"review", "ING-8", "ING-8-R", review_date=TODAY + timedelta(days=30), message_id="ING-8-M1"
	)
	assert site.feed.outcomes(ahead) == ["refused"]
	right = message("review", "ING-8", "ING-8-R", review_date=TODAY, message_id="ING-8-M1")
	assert site.feed.outcomes(right) == ["applied"]


def test_replayed_history_notifies_nobody_and_the_live_repeat_neither(site: Site) -> None:
	settled_child(site, "ING-9")
	sent = moved("ING-9", SINCE, TODAY - timedelta(days=4))
	site.feed.send(*sent, notify=False)
	site.feed.send(*sent, notify=True)
	(prompt,) = site.rows("IRO Prompt", "ING-9", "name", "notified_user")
	assert prompt["notified_user"] is None
	assert (
		site.run("result = frappe.db.count('Notification Log', {'document_name': name})", name=prompt["name"])
		== 0
	)


def test_without_an_iro_the_managers_are_told(site: Site) -> None:
	site.feed.send(*looked_after("ING-10", TODAY - timedelta(days=1)))
	prompts = site.rows("IRO Prompt", "ING-10", "name", "tell", "notified_user")
	assert len(prompts) == 2
	for prompt in prompts:
		users = site.run(
			"result = frappe.get_all('Notification Log', filters={'document_name': n}, pluck='for_user')",
			n=prompt["name"],
		)
		assert site.manager in users  # type: ignore[operator]


def test_ids_are_compared_byte_for_byte(site: Site) -> None:
	assert site.feed.outcomes(
		message("period-of-care", "ing-Aa", "ing-Aa-PC", start_date=SINCE),
		message("period-of-care", "ing-aA", "ing-aA-PC", start_date=SINCE - timedelta(days=7)),
	) == ["applied", "applied"]
	children = site.run(
		"result = frappe.get_all('Looked After Child', filters={'child_id': ('like', 'ing-aa')}, pluck='child_id')"
	)
	assert sorted(children) == ["ing-Aa", "ing-aA"]  # type: ignore[type-var, arg-type]


def test_a_record_that_moves_to_another_child_plans_both(site: Site) -> None:
	settled_child(site, "ING-11")
	settled_child(site, "ING-12")
	end, begin = moved("ING-11", SINCE, TODAY - timedelta(days=6))
	site.feed.send(end, begin)
	assert site.rows("IRO Review", "ING-11", "kind")[0]["kind"] == "change_of_circumstances"
	back = message(
		"placement", "ING-11", "ING-11-P1", 3, start_date=SINCE, placement_type="U6", reason_new_episode="S"
	)
	wrong = message(
		"placement",
		"ING-12",
		"ING-11-P2",
		2,
		start_date=TODAY - timedelta(days=6),
		placement_type="K2",
		reason_new_episode="P",
	)
	assert site.feed.outcomes(back, wrong) == ["applied", "applied"]
	assert site.rows("IRO Review", "ING-11", "kind")[0]["kind"] == "second"
	assert site.rows("IRO Review", "ING-12", "kind")[0]["kind"] == "change_of_circumstances"


def test_an_entry_named_by_something_that_is_no_id_harms_no_other(site: Site) -> None:
	"""An id or digest that would not fit its column fails neither the entry nor the batch."""
	strange = Entry("not json either", "d" * 300, None, "council/records", "x" * 200)
	good = entry(message("period-of-care", "ING-13", "ING-13-PC", start_date=SINCE))
	settled = site.feed.platform.ingest([strange, good], notify=False)
	assert [one.outcome.value for one in settled] == ["refused", "applied"]
	assert site.run("result = frappe.db.exists('Record Message Payload', {'payload': 'not json either'})")
