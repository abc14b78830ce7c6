"""Nobody reviews a child whose case they hold, and nobody answers a challenge they raised: by any route."""

from __future__ import annotations

import json

import pytest

from tests.platform.permissions.cast import TIES, Cast, email, ties_of

pytestmark = pytest.mark.platform

MINE = "prm-conflict"


def test_an_officer_who_is_the_childs_social_worker_reaches_nothing_of_it(cast: Cast) -> None:
	"""The feed, or an import, has allocated the child all the same."""
	desk = cast.desk("dual")
	for doctype, rows in cast.names.items():
		if doctype in ("Record Message", "Record Message Payload", "Practice Commendation"):
			continue
		assert desk.get(doctype, rows["conflict"]).status == 403, doctype
	review = f"{MINE}-iro_review"
	whole = {**cast.as_it_is("IRO Review", review), "booked_on": "2030-01-01"}
	for answer in (
		desk.change("IRO Review", review, booked_on="2030-01-01"),
		desk.call(
			"frappe.client.set_value",
			doctype="IRO Review",
			name=review,
			fieldname="booked_on",
			value="2030-01-01",
		),
		desk.save_form(whole),
		desk.call("run_doc_method", docs=json.dumps(whole), method="get_signature"),
		desk.add("IRO Visit", child=MINE, kind="Visit", happened_on="2026-01-01"),
		desk.add("IRO Private Note", child=MINE, kind="Note", words="x"),
	):
		assert answer.status == 403, answer


def test_an_import_under_that_officers_name_writes_nothing(cast: Cast) -> None:
	refused = cast.run(
		"""
from frappe.core.doctype.data_import.importer import Importer
frappe.set_user(mail("dual"))
importer = Importer.__new__(Importer)
importer.doctype, importer.import_type = "IRO Review", "Update Existing Records"
importer.data_import = frappe._dict(submit_after_import=0)
result = attempt(importer.update_record, frappe._dict(doctype="IRO Review", name="prm-conflict-iro_review", booked_on="2030-01-01"))
"""
	)
	assert refused == "PermissionError"


@pytest.mark.parametrize(
	"tie",
	ties_of("iro"),
	ids=TIES,
)
def test_each_tie_to_the_case_ends_the_officers_reach(cast: Cast, tie: str) -> None:
	before, after = cast.run(
		f"""
from iro_module.permissions.standing import forget

def asked():
	forget()
	return [
		bool(frappe.has_permission("IRO Review", right, doc="prm-own-iro_review", user=mail("iro"))) for right in ("read", "write")
	] + ["prm-own-iro_review" in frappe.get_list("IRO Review", pluck="name", limit=0, user=mail("iro"))]

before = asked()
{tie}
result = [before, asked()]
frappe.db.rollback()
"""
	)
	assert before == [True, True, True]
	assert after == [False, False, False]


def test_a_manager_with_a_tie_reads_and_reallocates_but_writes_no_review(cast: Cast) -> None:
	found = cast.run(
		"""
from iro_module.permissions.standing import forget
frappe.db.set_value("Social Work Team", "Prm North", "manager", mail("manager"))
forget()
result = {
	f"{right} {doctype}": bool(frappe.has_permission(doctype, right, doc=name, user=mail("manager")))
	for doctype, name in (("IRO Review", "prm-own-iro_review"), ("Looked After Child", "prm-own"), ("IRO Allocation", "prm-own-iro_allocation"))
	for right in ("read", "write")
}
frappe.db.rollback()
"""
	)
	assert found == {
		"read IRO Review": True, "write IRO Review": False, "read Looked After Child": True,
		"write Looked After Child": True, "read IRO Allocation": True, "write IRO Allocation": True,
	}  # fmt: skip


def test_nobody_answers_an_escalation_they_raised(cast: Cast) -> None:
	stage = cast.run(
		"result = frappe.get_all('Escalation Stage', pluck='name', limit=1) or [put('Escalation Stage', name='prm-stage')]"
	)[0]
	iro, step = cast.desk("iro"), {"stage": stage, "sent_on": "2026-01-05"}

	def raised(**values: object) -> str:
		made = iro.add(
			"IRO Escalation",
			child="prm-own",
			state="Formal",
			what_is_wrong="No plan.",
			what_is_needed="A plan.",
			**values,
		)
		assert made.ok, made
		return str(made.data["name"])

	to_self = iro.add(
		"IRO Escalation", child="prm-own", state="Formal", steps=[{**step, "sent_to": email("iro")}]
	)
	assert to_self.exc_type == "AnswersOwnChallenge"
	name = raised(steps=[{**step, "sent_to": email("team")}])
	(row,) = iro.get("IRO Escalation", name).data["steps"]
	answered = {"steps": [{**row, "answer": "It is all fine.", "answered_on": "2026-01-07"}]}
	for answer in (
		iro.change("IRO Escalation", name, **answered),
		iro.save_form({**iro.get("IRO Escalation", name).data, **answered}),
		iro.change("IRO Escalation", name, raised_by=email("other"), **answered),
	):
		assert answer.exc_type == "AnswersOwnChallenge", answer
	assert iro.change("IRO Escalation", name, steps=[{**row, "accepted_on": "2026-01-08"}]).ok
	assert cast.desk("manager").change("IRO Escalation", name, **answered).ok
	assert iro.get("IRO Escalation", name).data["raised_by"] == email("iro")
	assert iro.change("IRO Escalation", name, difference_made="The plan was updated.").ok
