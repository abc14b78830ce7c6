"""Every method that writes for the reviewing service refuses who works on the case, whoever they are besides.

The methods save documents that their callers may not write by themselves, so each asks first. `test_methods` (static)
sees to it that a new one comes into this table.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.platform.permissions.cast import TIES, Cast, ties_of

pytestmark = pytest.mark.platform

FILES = """
from frappe.utils import add_days
from iro_module.iro_challenge import drafting
from iro_module.iro_records import acting
from iro_module.intake import deciding, reporting
from iro_module.iro_reviews import adjourning, agenda_template, answering_manager, decision_rules, joint_preparing, names_of_others, postponing, visits
from iro_module.permissions.standing import forget

KEY = "prm-own"
CHANGE, REVIEW, PUT_OFF = f"{KEY}-change_of_circumstances", f"{KEY}-iro_review", f"{KEY}-review_postponement"
DECISION, MIDWAY = f"{KEY}-review_decision", f"{KEY}-midway_review"
frappe.db.set_value("Change of Circumstances", CHANGE, {"hand_report": 1, "reported_by": mail("data"), "kind": "Missing or away without leave"})
frappe.db.set_value("IRO Review", REVIEW, {"status": "Booked", "booked_on": add_days(today(), 3), "track": "looked_after"})
frappe.db.set_value("Review Postponement", PUT_OFF, {"state": "Asked", "review": REVIEW, "booked_on": add_days(today(), 3), "to_on": add_days(today(), 9), "asked_by": mail("data"), "waiting_key": REVIEW})

def saved(doctype, name, **values):
	doc = frappe.get_doc(doctype, name)
	doc.update(values)
	doc.save()

def with_addendum():
	doc = frappe.get_doc("IRO Review", REVIEW)
	doc.append("addenda", {"words": "one more thing"})
	doc.save()

def restricted_to(who):
	doc = frappe.get_doc("Looked After Child", KEY)
	doc.append("named_people", {"user": mail(who)})
	doc.save()

ACTS = {
	"intake.deciding.decide": lambda: deciding.decide(CHANGE, "considered at a review"),
	"intake.deciding.reset": lambda: deciding.reset(CHANGE),
	"intake.reporting.withdraw": lambda: reporting.withdraw(CHANGE, "a mistake"),
	"iro_challenge.drafting.draft_from_midway": lambda: drafting.draft_from_midway(MIDWAY),
	"iro_reviews.adjourning.adjourn": lambda: adjourning.adjourn(REVIEW, "the health report"),
	"iro_reviews.agenda_template.set_out": lambda: agenda_template.set_out(REVIEW),
	"iro_reviews.answering_manager.answer": lambda: answering_manager.answer(REVIEW, "The budget pays."),
	"iro_reviews.decision_rules.close": lambda: decision_rules.close(DECISION, "done"),
	"iro_reviews.joint_preparing.book_together": lambda: joint_preparing.book_together(REVIEW, ["prm-covered"], str(add_days(today(), 5))),
	"iro_reviews.joint_preparing.copy_agenda_text": lambda: joint_preparing.copy_agenda_text(REVIEW, "x", ["prm-covered-iro_review"]),
	"iro_reviews.names_of_others.decide": lambda: names_of_others.decide(REVIEW, {}),
	"iro_reviews.postponing.answer": lambda: postponing.answer(PUT_OFF, 1),
	"iro_reviews.postponing.put_off": lambda: postponing.put_off(REVIEW, str(add_days(today(), 9)), "the carer is away"),
	"iro_reviews.visits.record": lambda: visits.record(KEY, {"kind": "Reading", "happened_on": str(today())}),
	"closer oversight": lambda: saved("Looked After Child", KEY, closer_oversight=1, oversight_reason="drift"),
	"restricting": lambda: saved("Looked After Child", KEY, restricted=1),
	"naming": lambda: restricted_to("senior"),
	"status of a review": lambda: saved("IRO Review", REVIEW, status="Cancelled"),
	"addendum": with_addendum,
}

def outcome(who, act):
	# What was done is taken back, so that each finds the record as it was.
	frappe.db.savepoint("each_act")
	frappe.set_user(mail(who))
	try:
		return attempt(act)
	finally:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="each_act")
"""
TIED = """
frappe.db.set_value("Social Work Team", "Prm North", "manager", mail("manager"))
# An officer who is the child's social worker, too, and reads it as such.
frappe.db.set_value("Staff Identity", staff_name("PRM-SW-1"), "user", mail("iro"))
put("Has Role", name="prm-tied-role", parent=mail("iro"), parenttype="User", parentfield="roles", role="Social Worker")
"""
CLEAR = """
forget()
for who in ("manager", "iro"):
	frappe.clear_cache(user=mail(who))
"""
AS_SOCIAL_WORKER = ("iro_reviews.postponing.put_off", "tied iro")
"""Asking for a review to be put off is open to the social worker that this officer is besides."""
STRANGERS = ("other", "social", "team", "senior", "quality", "data", "system", "sysman")
"""An officer of other children, and everybody else who may read the record but is not of the reviewing service."""
MAY_ASK = {("iro_reviews.postponing.put_off", who) for who in ("social", "team")}
REFUSED = ("TiedToTheCase", "PermissionError", "NotYoursToAnswer")


@pytest.fixture(scope="module")
def found(cast: Cast) -> dict[str, dict[str, Any]]:
	"""Method → who → the class of what it raises, None where it was done; nothing of it is kept."""
	code = f"""
{FILES}
result = {{act: {{}} for act in ACTS}}
for act, do in ACTS.items():
	for who in ("manager", "iro", *strangers):
		result[act][who] = outcome(who, do)
{TIED}
{CLEAR}
for act, do in ACTS.items():
	for who in ("manager", "iro"):
		result[act][f"tied {{who}}"] = outcome(who, do)
result["acts_for"] = {{
	f"{{child}} {{who}}": acting.acts_for(mail(who), f"prm-{{child}}")
	for child in ("own", "others") for who in ("manager", "iro")
}}
frappe.db.rollback()
{CLEAR}
"""
	answer = cast.run(code, strangers=list(STRANGERS))
	assert isinstance(answer, dict)
	return answer


def test_who_works_on_the_case_is_refused_by_every_method(found: dict[str, dict[str, Any]]) -> None:
	wrong = {
		(act, who): raised
		for act, outcomes in found.items()
		if act != "acts_for"
		for who, raised in outcomes.items()
		if who.startswith("tied ") and raised not in REFUSED and (act, who) != AS_SOCIAL_WORKER
	}
	assert not wrong


def test_nobody_from_outside_the_service_does_any_of_it(found: dict[str, dict[str, Any]]) -> None:
	kinds = (*REFUSED, "NotActingForChild", "NotYoursToDecide", "NotYourReport")
	wrong = {
		(act, who): outcomes[who]
		for act, outcomes in found.items()
		if act != "acts_for"
		for who in STRANGERS
		if outcomes[who] not in kinds and (act, who) not in MAY_ASK
	}
	assert not wrong


def test_who_does_not_is_refused_by_none(found: dict[str, dict[str, Any]]) -> None:
	"""What else is in the way (dates, states) is not asked here: nothing is refused for want of the right."""
	refused = {
		(act, "manager"): outcomes["manager"]
		for act, outcomes in found.items()
		if act != "acts_for" and outcomes["manager"] in REFUSED
	}
	assert not refused


def test_an_officer_allocated_the_child_without_a_tie_acts_as_such(found: dict[str, dict[str, Any]]) -> None:
	managers_alone = {"iro_reviews.postponing.answer", "restricting", "naming"}
	refused = {
		act
		for act, outcomes in found.items()
		if act not in ("acts_for", *managers_alone) and outcomes["iro"] in REFUSED
	}
	assert not refused


def test_a_tie_is_to_one_child(found: dict[str, dict[str, Any]]) -> None:
	assert found["acts_for"] == {
		"own manager": False, "own iro": False, "others manager": True, "others iro": False,
	}  # fmt: skip


@pytest.mark.parametrize(
	"tie",
	ties_of("manager"),
	ids=TIES,
)
def test_each_tie_counts_for_managers_and_for_whoever_covers(cast: Cast, tie: str) -> None:
	before, after = cast.run(
		f"""
from iro_module.iro_records.acting import acts_for
def asked():
	return [acts_for(mail("manager"), "prm-own"), acts_for(mail("manager"), "prm-covered")]
before = asked()
frappe.db.set_value("Looked After Child", "prm-covered", "team", "Prm North")
frappe.db.set_value("Looked After Child", "prm-covered", "social_worker", "PRM-SW-1")
{tie}
frappe.db.set_value("IRO Absence", "prm-absence", "covering_iro", mail("manager"))
result = [before, asked()]
frappe.db.rollback()
"""
	)
	assert before == [True, True]
	assert after == [False, False]


def test_the_managers_reply_is_given_by_the_childs_own_manager_alone(cast: Cast) -> None:
	"""Another role that reads the review does not lend its reach to a manager of other teams."""
	answered = cast.run(
		"""
from iro_module.iro_reviews.managers_reply import may_reply
from iro_module.permissions.standing import forget
put("Has Role", name="prm-lent-role", parent=mail("team"), parenttype="User", parentfield="roles", role="Quality Assurance Manager")
frappe.clear_cache(user=mail("team"))
forget()
frappe.set_user(mail("team"))
reads = [bool(frappe.has_permission("IRO Review", "read", doc=f"prm-{child}-iro_review")) for child in ("own", "others")]
replies = [may_reply(frappe.get_doc("IRO Review", f"prm-{child}-iro_review")) for child in ("own", "others")]
frappe.set_user("Administrator")
result = [reads, replies]
frappe.db.rollback()
frappe.clear_cache(user=mail("team"))
"""
	)
	assert answered == [[True, True], [True, False]]
