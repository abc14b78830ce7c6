"""Doctypes with rows of their own: absences, joint bookings, relatives, drafts, decisions, commendations."""

from __future__ import annotations

import json

import pytest

from tests.platform.permissions.cast import Cast, email

pytestmark = pytest.mark.platform

PEOPLE = ("iro", "other", "absent", "manager", "admin", "social", "team", "senior", "quality", "data", "dual")


@pytest.fixture(scope="module")
def seen(cast: Cast) -> dict[str, set[str]]:
	"""Name of a row → who reaches it; asked of the list and of the document, which must agree."""
	found = cast.run(
		"""
def joint(name, *children):
	put("Joint Review Booking", name=name, title=name, booked_on=today(), children=[{"child": f"prm-{one}"} for one in children])

joint("prm-joint-two", "own", "others")
joint("prm-joint-mine", "own", "restricted")
put("Child Relationship", name="prm-relation-mine", child="prm-own", related_child="prm-restricted", relation="Brother or sister of")
put("Child Relationship", name="prm-relation-team", child="prm-own", related_child="prm-team", relation="Brother or sister of")
put("IRO Escalation", name="prm-draft", child="prm-own", state="Draft", what_is_wrong="secretword", raised_by=mail("iro"))
put("IRO Escalation", name="prm-draft-stateless", child="prm-own", state=None, raised_by=mail("iro"))
put("Practice Commendation", name="prm-praise", given_to="Somebody", given_on=today())
put("Review Decision", name="prm-decision-of-social", child="prm-others", review="prm-others-iro_review", owner_user=mail("social"), decision_text="x")
put("Review Decision", name="prm-decision-restricted", child="prm-restricted", review="prm-restricted-iro_review", owner_user=mail("social"), decision_text="x")
rows = [
	("IRO Absence", "prm-absence"), ("IRO Absence", "prm-absence-over"), ("IRO Absence", "prm-absence-to-come"),
	("IRO Absence", "prm-absence-cancelled"), ("Joint Review Booking", "prm-joint-two"), ("Joint Review Booking", "prm-joint-mine"),
	("Child Relationship", "prm-relation-mine"), ("Child Relationship", "prm-relation-team"), ("IRO Escalation", "prm-draft"),
	("IRO Escalation", "prm-draft-stateless"), ("IRO Escalation", "prm-own-iro_escalation"), ("Practice Commendation", "prm-praise"),
	("Review Decision", "prm-decision-of-social"), ("Review Decision", "prm-decision-restricted"),
	("IRO Review", "prm-others-iro_review"), ("Looked After Child", "prm-others"),
]
frappe.db.commit()
result = {}
for who, user in people.items():
	frappe.set_user(user)
	for doctype, name in rows:
		shown = name in frappe.get_list(doctype, pluck="name", limit=0) if frappe.has_permission(doctype) else False
		opened = bool(frappe.has_permission(doctype, "read", doc=name))
		assert shown == opened, (who, doctype, name, shown, opened)
		if opened:
			result.setdefault(name, []).append(who)
""",
		people={who: email(who) for who in PEOPLE},
	)
	return {name: set(who) for name, who in found.items()}


def test_an_officer_sees_own_absences_and_those_covered_until_they_end(seen: dict[str, set[str]]) -> None:
	planners = {"manager", "admin"}
	assert seen["prm-absence"] == {"absent", "iro", *planners}
	assert seen["prm-absence-over"] == {"other", *planners}
	assert seen["prm-absence-to-come"] == {"other", "iro", *planners}
	assert seen["prm-absence-cancelled"] == {"other", *planners}


def test_a_joint_booking_is_seen_by_who_reaches_every_child_of_it(seen: dict[str, set[str]]) -> None:
	assert seen["prm-joint-two"] == {"manager", "admin"}  # own and others: no officer has both
	assert seen["prm-joint-mine"] == {"iro", "manager"}  # own and restricted


def test_relatives_are_seen_by_who_reaches_both(seen: dict[str, set[str]]) -> None:
	assert seen["prm-relation-mine"] == {"iro", "manager"}
	assert seen["prm-relation-team"] == {"manager", "admin", "social", "team", "senior", "quality"}


def test_a_draft_escalation_stays_with_the_reviewing_service(seen: dict[str, set[str]]) -> None:
	assert seen["prm-draft"] == {"iro", "manager"}
	assert seen["prm-draft-stateless"] == {"iro", "manager"}
	assert seen["prm-own-iro_escalation"] == {"iro", "manager", "social", "team", "senior", "quality"}


def test_a_commendation_without_a_child_is_read_by_all_who_read_commendations(
	seen: dict[str, set[str]],
) -> None:
	assert seen["prm-praise"] == {"iro", "other", "absent", "dual", "manager", "team", "senior", "quality"}


def test_whoever_carries_a_decision_out_reaches_it_but_not_the_child(seen: dict[str, set[str]]) -> None:
	assert seen["prm-decision-of-social"] == {"other", "manager", "admin", "social", "senior", "quality"}
	assert seen["prm-decision-restricted"] == {"iro", "manager"}
	assert "social" not in seen["prm-others-iro_review"]
	assert "social" not in seen["prm-others"]


def test_the_other_columns_of_the_decisions_review_do_not_come_with_it(cast: Cast) -> None:
	"""Frappe joins linked documents without asking; asked for through a link they are refused."""
	social = cast.desk("social")
	for fields in (
		'["name", "review.explanation"]',
		'["review.judgement"]',
		'["child.full_name as x"]',
	):
		for answer in (
			social.fetch("/api/resource/Review Decision", fields=fields),
			social.fetch("/api/v2/document/Review Decision", fields=fields),
			social.call("frappe.client.get_list", doctype="Review Decision", fields=fields),
			social.call("frappe.client.get_value", doctype="Review Decision", fieldname=fields),
			social.call("frappe.desk.reportview.get", doctype="Review Decision", fields=fields),
		):
			assert answer.status == 403, (fields, answer)


def test_the_desk_lists_open_with_the_titles_of_their_links(cast: Cast) -> None:
	"""A list asks for the title of each link it shows, as the form does; in no other place is it read so."""
	iro = cast.desk("iro")
	fields = json.dumps(["name", "child", "child.full_name as child_full_name"])
	answer = iro.call("frappe.desk.reportview.get", doctype="Change of Circumstances", fields=fields)
	assert answer.ok, answer
	for around in ({"order_by": "child.full_name asc"}, {"group_by": "child.full_name"}):
		answer = iro.call(
			"frappe.desk.reportview.get", doctype="Change of Circumstances", fields='["name"]', **around
		)
		assert answer.status == 403, (around, answer)
