"""Whom a child's reviewing officer may be, the history of them, the proposal and the caseload."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.records import child_name
from iro_module.domain.working_days import england
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.roles import IRO_MANAGER, REVIEWING_OFFICER, SOCIAL_WORK_MANAGER, SOCIAL_WORKER
from tests.support.desk import Answer, Desk
from tests.support.feed import looked_after, message
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
RUN = f"ALC{secrets.token_hex(3)}"
"""Children of this run: a site that is kept between runs has those of the last one."""
SINCE = TODAY - timedelta(days=60)
ANNE, BOLA, CARA, RUTH, WORKER, HEAD = (
	f"alc.{name}@example.com" for name in ("anne", "bola", "cara", "ruth", "worker", "head")
)
USERS = {
	ANNE: REVIEWING_OFFICER,
	BOLA: REVIEWING_OFFICER,
	CARA: REVIEWING_OFFICER,
	RUTH: IRO_MANAGER,
	WORKER: SOCIAL_WORKER,
	HEAD: SOCIAL_WORK_MANAGER,
}
MAKE_USERS = """
for email, role in users.items():
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.split("@")[0], "send_welcome_email": 0, "new_password": password})
		user.insert(ignore_permissions=True)
		user.add_roles(role)
frappe.db.commit()
"""


@dataclass
class Office:
	"""The reviewing service of these tests."""

	site: Site
	manager: Desk
	iro: Desk

	def child(self, child_id: str, **details: Any) -> str:
		"""A child looked after for sixty days; returns the name of the row."""
		messages = looked_after(child_id, SINCE)
		if details:
			messages[0] = message(
				"child", child_id, child_id, first_name="Robin", last_name="Testford", **details
			)
		self.site.feed.send(*messages, notify=False)
		return child_name(child_id)

	def allocate(self, child: str, iro: str, **more: Any) -> Answer:
		return self.manager.call("iro_module.iro_records.allocation.allocate", child=child, iro=iro, **more)

	def related(self, child: str, relation: str, other: str) -> str:
		made = self.manager.add("Child Relationship", child=child, relation=relation, related_child=other)
		assert made.ok, made
		return made.data["name"]

	def history(self, child: str) -> list[dict[str, Any]]:
		found = self.site.run(
			"result = frappe.get_all('IRO Allocation', {'child': child}, ['*'], order_by='from_on, creation')",
			child=child,
		)
		assert isinstance(found, list)
		return found


@pytest.fixture(scope="module")
def office(site: Site) -> Office:
	site.run(MAKE_USERS, users=USERS, password=PASSWORD)
	return Office(site, Desk(site.url, RUTH, PASSWORD), Desk(site.url, ANNE, PASSWORD))


# --- history ------------------------------------------------------------------------------------------------


def test_each_officer_has_a_row_in_the_history(office: Office) -> None:
	child = office.child(f"{RUN}-1")
	on = TODAY - timedelta(days=40)
	first = office.allocate(child, ANNE, from_on=str(on))
	assert first.ok, first
	assert office.manager.change("Looked After Child", child, iro=BOLA).ok  # on the form, within the period
	old, new = office.history(child)
	assert (old["iro"], old["from_on"], old["until_on"]) == (ANNE, str(on), str(TODAY))
	assert (new["iro"], new["from_on"], new["until_on"]) == (BOLA, str(TODAY), None)
	assert {old["allocated_by"], new["allocated_by"]} == {RUTH}
	assert (old["first_of_period"], new["first_of_period"]) == (1, 0)
	assert old["working_days_to_allocate"] == england().count(SINCE, on)
	assert office.manager.change("Looked After Child", child, iro="").ok
	assert office.history(child)[-1]["until_on"] == str(TODAY)


def test_the_history_is_not_written_by_hand(office: Office) -> None:
	child = office.child(f"{RUN}-2")
	assert office.allocate(child, ANNE).ok
	(row,) = office.history(child)
	made = office.manager.add("IRO Allocation", child=child, iro=BOLA, from_on=str(TODAY))
	assert not made.ok
	changed = office.manager.change(
		"IRO Allocation", row["name"], iro=BOLA, told_child_on=str(TODAY), told_child_how="Letter"
	)
	assert changed.ok, changed
	assert (changed.data["iro"], changed.data["told_child_on"]) == (ANNE, str(TODAY))
	ahead = office.manager.change(
		"IRO Allocation", row["name"], handed_over_on=str(TODAY + timedelta(days=1))
	)
	assert ahead.exc_type == "AllocationDateWrong"


def test_only_the_manager_allocates(office: Office) -> None:
	child = office.child(f"{RUN}-3")
	mine = office.iro.call("iro_module.iro_records.allocation.allocate", child=child, iro=ANNE)
	assert (mine.status, mine.exc_type) == (403, "PermissionError")
	assert office.iro.call("iro_module.iro_records.allocation.proposal", child=child).status == 403
	assert office.history(child) == []
	wrong = office.allocate(child, ANNE, from_on=str(TODAY + timedelta(days=1)))
	assert wrong.exc_type == "AllocationDateWrong"
	assert office.allocate(child, ANNE).ok
	before_her = office.allocate(child, BOLA, from_on=str(TODAY - timedelta(days=1)))
	assert before_her.exc_type == "AllocationDateWrong"


def test_the_notification_of_an_allocation_carries_nothing_of_the_child(office: Office) -> None:
	child_id = f"{RUN}-19"
	child = office.child(child_id)
	assert office.allocate(child, ANNE).ok
	subjects, everything = office.site.run(
		"""
rows = frappe.get_all("Notification Log", {"for_user": user, "document_name": child}, ["*"])
mails = frappe.get_all("Email Queue", {"reference_name": child}, pluck="message")
result = [[row.subject for row in rows], frappe.as_json(rows) + " ".join(mails)]
""",
		user=ANNE,
		child=child,
	)
	assert subjects == ["A child has been allocated to you"]
	for secret in ("Robin", "Testford", child_id, "2014-05-06"):
		assert secret not in everything


@pytest.mark.parametrize(
	("pair", "says"),
	[
		({"iro": WORKER, "staff_id": "ALC-1"}, "is not a reviewing officer"),
		({"iro": ANNE}, "by staff id or by user"),
		({"iro": ANNE, "staff_id": "  "}, "by staff id or by user"),
		({"iro": ANNE, "user": ANNE}, "somebody other than the reviewing officer"),
	],
	ids=["no officer", "nobody", "blanks", "the same person"],
)
def test_an_incompatible_pair_names_an_officer_and_somebody_else(
	office: Office, pair: dict[str, str], says: str
) -> None:
	refused = office.manager.add("Incompatible Pair", reason="Line management", **pair)
	assert (refused.status, refused.exc_type) == (417, "PairIncomplete")
	assert says in refused.text


# --- rules --------------------------------------------------------------------------------------------------


def test_nobody_who_works_in_or_manages_the_team_reviews(office: Office) -> None:
	child = office.child(f"{RUN}-4", team="ALC East", social_worker=f"{RUN}-sw4")
	office.site.run(
		"""
for name, parent, manager, member in (("ALC Division", None, bola, None), ("ALC East team", "ALC Division", head, anne)):
	if not frappe.db.exists("Social Work Team", name):
		team = frappe.new_doc("Social Work Team")
		team.update({"team_name": name, "parent_social_work_team": parent, "is_group": not parent, "manager": manager})
		team.feed_name = "ALC East" if parent else None
		if member:
			team.append("members", {"user": member})
		team.insert(ignore_permissions=True)
""",
		bola=BOLA,
		anne=ANNE,
		head=HEAD,
	)
	assert office.allocate(child, BOLA).exc_type == "NotIndependent"  # manages the division above the team
	assert office.allocate(child, ANNE).exc_type == "NotIndependent"  # a member
	pair = office.manager.add(
		"Incompatible Pair", iro=CARA, user=HEAD, reason="Line management", until=str(TODAY)
	)
	assert pair.ok, pair
	assert office.allocate(child, CARA).exc_type == "IncompatiblePairRefused"  # not with the team's manager
	assert office.manager.change(
		"Incompatible Pair", pair.data["name"], until=str(TODAY - timedelta(days=1))
	).ok
	assert office.allocate(child, CARA).ok
	by_staff_id = office.manager.add("Incompatible Pair", iro=CARA, staff_id=f"{RUN}-sw4", reason="Other")
	assert by_staff_id.ok
	office.site.run(
		"from iro_module.intake.planning import replan_children; replan_children([name])", name=child
	)
	flagged = office.manager.get("Looked After Child", child).data["attention"]
	assert "Incompatible Pair" in flagged
	office.manager.change("Incompatible Pair", by_staff_id.data["name"], until="2020-01-01")


def test_a_young_parent_and_the_child_have_different_officers(office: Office) -> None:
	mother, baby = office.child(f"{RUN}-5"), office.child(f"{RUN}-6")
	office.related(mother, "Parent of", baby)
	assert office.allocate(mother, ANNE).ok
	assert office.allocate(baby, ANNE, because="Only one is free").exc_type == "ParentAndChildTogether"
	assert office.allocate(baby, BOLA).ok


def attention(office: Office, *children: str) -> list[str]:
	return [office.manager.get("Looked After Child", child).data["attention"] or "" for child in children]


def test_a_parent_and_child_found_later_to_have_one_officer_need_attention_until_one_has_another(
	office: Office,
) -> None:
	mother, baby = office.child(f"{RUN}-15"), office.child(f"{RUN}-16")
	assert office.allocate(mother, ANNE).ok
	assert office.allocate(baby, ANNE).ok
	before = office.manager.call("iro_module.iro_reviews.figures.allocations_to_look_at").data["value"]
	link = office.related(mother, "Parent of", baby)
	assert ["parent or child" in words for words in attention(office, mother, baby)] == [True, True]
	after = office.manager.call("iro_module.iro_reviews.figures.allocations_to_look_at").data
	assert after["value"] == before + 2
	# It stays so by night and when either is saved, and goes with the allocation of one of them.
	replan = "from iro_module.intake.planning import replan_children; replan_children(names)"
	office.site.run(replan, names=[mother, baby])
	assert office.manager.change("Looked After Child", mother, oversight_reason="x").ok
	assert all(attention(office, mother, baby))
	assert office.allocate(baby, BOLA, because="Her mother has Anne").ok
	assert attention(office, mother, baby) == ["", ""]
	# A relationship recorded by mistake asks for nothing.
	assert office.manager.change("Child Relationship", link, mistaken=1).ok
	assert office.allocate(baby, ANNE, because="No relation").ok
	assert office.manager.change("Child Relationship", link, mistaken=0).ok
	assert all(attention(office, mother, baby))
	assert office.manager.change("Child Relationship", link, mistaken=1).ok
	assert attention(office, mother, baby) == ["", ""]


def test_after_care_a_parent_and_child_with_one_officer_need_no_attention(office: Office) -> None:
	mother, baby = office.child(f"{RUN}-17"), office.child(f"{RUN}-18")
	assert office.allocate(mother, ANNE).ok
	assert office.allocate(baby, ANNE).ok
	office.related(mother, "Parent of", baby)
	ended = message(
		"period-of-care", f"{RUN}-17", f"{RUN}-17-PC", 2, start_date=SINCE,
		end_date=TODAY - timedelta(days=1), end_reason="E4A",
	)  # fmt: skip
	office.site.feed.send(ended, notify=False)
	office.site.run(
		"from iro_module.intake.planning import replan_children; replan_children(names)", names=[mother, baby]
	)
	assert attention(office, mother, baby) == ["", ""]


def test_brothers_and_sisters_stay_together_unless_there_is_a_reason(office: Office) -> None:
	asha, beni = office.child(f"{RUN}-7"), office.child(f"{RUN}-8")
	office.related(beni, "Brother or sister of", asha)
	assert office.allocate(asha, ANNE).ok
	assert office.allocate(beni, BOLA).exc_type == "SiblingsApart"
	assert office.allocate(beni, BOLA, because="  ").exc_type == "SiblingsApart"
	on_the_form = office.manager.change("Looked After Child", beni, iro=BOLA)
	assert on_the_form.exc_type == "SiblingsApart"
	proposed = office.manager.call("iro_module.iro_records.allocation.proposal", child=beni).data
	assert proposed["proposed"] == ANNE
	assert office.allocate(beni, BOLA, because="Their interests conflict").ok
	assert office.history(beni)[0]["because"] == "Their interests conflict"


def test_on_return_to_care_the_officer_is_the_one_of_before(office: Office) -> None:
	child = office.child(f"{RUN}-9")
	assert office.allocate(child, BOLA, from_on=str(SINCE)).ok
	ended, again = TODAY - timedelta(days=30), TODAY - timedelta(days=5)
	office.site.feed.send(
		message(
			"period-of-care", f"{RUN}-9", f"{RUN}-9-PC", 2, start_date=SINCE, end_date=ended, end_reason="E4A"
		),
		notify=False,
	)
	assert office.manager.change("Looked After Child", child, iro="").ok
	office.site.run(  # as if the manager had done so on the day
		"frappe.db.set_value('IRO Allocation', {'child': child}, 'until_on', on)", child=child, on=str(ended)
	)
	office.site.feed.send(
		message("period-of-care", f"{RUN}-9", f"{RUN}-9-PC2", start_date=again),
		message("legal-status", f"{RUN}-9", f"{RUN}-9-LS2", start_date=again, legal_status="V2"),
		notify=False,
	)
	proposed = office.manager.call("iro_module.iro_records.allocation.proposal", child=child).data
	assert proposed["proposed"] == BOLA
	assert "before" in proposed["because"]
	assert office.allocate(child, ANNE).exc_type == "AnotherThanBefore"
	assert office.allocate(child, BOLA).ok
	first, second = office.history(child)
	assert (second["first_of_period"], second["working_days_to_allocate"]) == (
		1,
		england().count(again, TODAY),
	)
	assert first["first_of_period"] == 1
	assert office.allocate(child, ANNE).ok  # within the period the manager may hand over


def test_a_pair_of_children_is_linked_once_and_not_with_itself(office: Office) -> None:
	one, other = office.child(f"{RUN}-10"), office.child(f"{RUN}-11")
	name = office.related(one, "Brother or sister of", other)
	add = office.manager.add
	again = add("Child Relationship", child=other, relation="Parent of", related_child=one)
	assert again.exc_type == "RelationshipExists"
	itself = add("Child Relationship", child=one, relation="Parent of", related_child=one)
	assert itself.exc_type == "RelatedToItself"
	family = "iro_module.iro_records.relationships.family_of"
	assert [row["child"] for row in office.manager.call(family, child=one).data] == [other]
	assert office.manager.change("Child Relationship", name, mistaken=1).ok
	assert office.manager.call(family, child=one).data == []
	assert office.iro.call(family, child=one).status == 403
	assert office.allocate(one, ANNE).ok
	assert office.manager.change("Child Relationship", name, mistaken=0).ok
	(hidden,) = office.iro.call(family, child=one).data
	assert (hidden["child"], hidden["title"]) == (None, "A record that is not open to you")


# --- caseload -----------------------------------------------------------------------------------------------


def test_the_caseload_is_for_the_manager_by_working_time_and_in_order_of_name(office: Office) -> None:
	half = {"user": CARA, "full_time_equivalent": 0.5}
	row = office.manager.get("Reviewing Officer", CARA)
	made = (
		office.manager.change("Reviewing Officer", CARA, **half)
		if row.ok
		else office.manager.add("Reviewing Officer", **half)
	)
	assert made.ok, made
	wrong = office.manager.change("Reviewing Officer", CARA, full_time_equivalent=37)
	assert wrong.exc_type == "WorkingTimeWrong"
	ask = {"report_name": "Caseload", "filters": "{}"}
	answer = office.manager.call("frappe.desk.query_report.run", **ask)
	rows = {one["user"]: one for one in answer.data["result"] if isinstance(one, dict)}
	names = [one["name"] for one in answer.data["result"]]
	assert names == sorted(names)
	cara = rows[CARA]
	assert cara["children"] >= 1
	assert cara["per_full_time"] == cara["children"] * 2
	assert cara["against"] == "below 50 to 70"
	assert office.iro.call("frappe.desk.query_report.run", **ask).status == 403


# --- closer oversight ---------------------------------------------------------------------------------------


def test_closer_oversight_brings_the_review_forward_and_asks_for_a_look(office: Office) -> None:
	child = office.child(f"{RUN}-12")
	office.site.feed.send(
		message(
			"review",
			f"{RUN}-12",
			f"{RUN}-12-R",
			review_date=TODAY - timedelta(days=45),
			participation_code="PN1",
		),
		notify=False,
	)
	assert office.allocate(child, ANNE).ok
	change = office.iro.change
	before = office.iro.get("Looked After Child", child).data["next_review_due_on"]
	assert change("Looked After Child", child, closer_oversight=1).exc_type == "OversightReasonMissing"
	wrong = change(
		"Looked After Child", child, closer_oversight=1, oversight_reason="Moves", oversight_check_days=400
	)
	assert wrong.exc_type == "OversightIntervalWrong"
	under = change(
		"Looked After Child",
		child,
		closer_oversight=1,
		oversight_reason="Three moves",
		oversight_check_days=14,
		oversight_review_months=2,
		oversight_since="2020-01-01",
	)
	assert under.ok, under
	row = office.iro.get("Looked After Child", child).data
	assert row["oversight_since"] == str(TODAY)
	assert row["oversight_next_check_on"] == str(TODAY + timedelta(days=14))
	assert row["next_review_due_on"] < before
	assert row["next_review_statutory_on"] == before
	visit = office.iro.add(
		"IRO Visit", child=child, kind="Reading the record", happened_on=str(TODAY), by_whom=ANNE
	)
	assert visit.ok, visit
	worker = Desk(office.site.url, BOLA, PASSWORD)
	assert not worker.change("Looked After Child", child, oversight_review_months=1).ok
	assert change("Looked After Child", child, closer_oversight=0).ok
	row = office.iro.get("Looked After Child", child).data
	assert (row.get("oversight_since"), row.get("oversight_next_check_on")) == (None, None)
	assert row["next_review_due_on"] == before


def test_an_overdue_look_prompts_whoever_acts(office: Office) -> None:
	child = office.child(f"{RUN}-13")
	assert office.allocate(child, ANNE).ok
	told = office.site.run(
		"""
from frappe.utils import add_days
from iro_module.intake.planning import replan_children
frappe.db.set_value("Looked After Child", child, {"closer_oversight": 1, "oversight_reason": "x", "oversight_since": add_days(today, -20), "oversight_check_days": 14})
replan_children([child])
result = frappe.get_all("IRO Prompt", {"child": child, "rule": "OVR"}, ["state", "notified_user"])
visit = frappe.new_doc("IRO Visit")
visit.update({"child": child, "kind": "Reading the record", "happened_on": today, "by_whom": iro})
visit.insert()
result += frappe.get_all("IRO Prompt", {"child": child, "rule": "OVR"}, ["state", "notified_user"])
""",
		child=child,
		today=str(TODAY),
		iro=ANNE,
	)
	assert told == [
		{"state": "Open", "notified_user": ANNE},
		{"state": "No longer needed", "notified_user": ANNE},
	]


# --- teams --------------------------------------------------------------------------------------------------


def test_a_team_of_the_feed_without_a_team_here_is_shown_to_the_administrator(office: Office) -> None:
	office.child(f"{RUN}-14", team=f"{RUN} Nowhere")
	found = office.site.run(
		"""
from iro_module.iro_setup.teams import unnamed_teams
before = unnamed_teams()
frappe.get_doc({"doctype": "Social Work Team", "team_name": team.lower()}).insert()
result = [team in before, team in unnamed_teams(), frappe.db.get_value("Social Work Team", team.lower(), "feed_name")]
try:
	frappe.get_doc({"doctype": "Social Work Team", "team_name": "Another", "feed_name": team.upper()}).insert()
except Exception as refused:
	result.append(type(refused).__name__)
""",
		team=f"{RUN} Nowhere",
	)
	assert found == [True, False, f"{RUN} Nowhere".lower(), "TeamNameTaken"]
