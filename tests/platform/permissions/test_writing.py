"""What social work staff do not change, by any route: dates, participation, decisions, the outcome of a challenge."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.platform.permissions.cast import Cast, email

pytestmark = pytest.mark.platform

REVIEW, DECISION, ESCALATION = "prm-own-iro_review", "prm-own-review_decision", "prm-own-iro_escalation"
CHANGES: dict[tuple[str, str], dict[str, Any]] = {
	("IRO Review", REVIEW): {
		"due_on": "2030-01-01", "statutory_due_on": "2030-01-01", "participation_code": "PN1", "judgement": "no",
		"booked_on": "2030-01-01", "completed_on": "2026-01-01", "status": "Completed",
	},
	("Review Decision", DECISION): {
		"decision_text": "other words", "due_on": "2030-01-01", "owner_name": "Nobody", "child_text": "x",
		"closed_because": "x", "status": "done", "closed_on": "2026-01-01",
	},
	("IRO Escalation", ESCALATION): {"outcome": "Resolved", "state": "Closed", "closed_on": "2026-01-01"},
	("Looked After Child", "prm-own"): {"iro": "pmx.other@example.com", "restricted": 1, "next_review_due_on": "2030-01-01"},
}  # fmt: skip


def stored(cast: Cast) -> list[Any]:
	found = cast.run(
		"result = [frappe.db.get_value(doctype, name, fields, as_dict=True) for doctype, name, fields in asked]",
		asked=[[doctype, name, list(values)] for (doctype, name), values in CHANGES.items()],
	)
	assert isinstance(found, list)
	return found


@pytest.mark.parametrize("who", ["social", "team"])
def test_no_route_changes_them(cast: Cast, who: str) -> None:
	before, desk = stored(cast), cast.desk(who)
	for (doctype, name), values in CHANGES.items():
		whole = desk.get(doctype, name).data
		one_by_one = [
			desk.call("frappe.client.set_value", doctype=doctype, name=name, fieldname=field, value=value)
			for field, value in values.items()
		]
		at_once = [
			desk.change(doctype, name, **values),
			desk.call("frappe.client.set_value", doctype=doctype, name=name, fieldname=values),
			desk.call("frappe.client.save", doc=json.dumps({**whole, **values})),
			desk.save_form({**whole, **values}),
			desk.call("frappe.client.bulk_update", docs=json.dumps([{"doctype": doctype, "docname": name, **values}])),
			desk.call(
				"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
				doctype=doctype, docnames=json.dumps([name]), action="update", data=json.dumps(values),
			),
		]  # fmt: skip
		if (
			doctype != "Review Decision"
		):  # of which they write the progress, so that a save may be answered with 200
			assert {answer.status for answer in (*one_by_one, *at_once[:4])} == {403}, doctype
	assert stored(cast) == before


@pytest.mark.parametrize("who", ["social", "team"])
def test_nor_an_import(cast: Cast, who: str) -> None:
	"""They may make no Data Import; run under their names by code, it changes nothing either."""
	desk = cast.desk(who)
	assert (
		desk.add("Data Import", reference_doctype="IRO Review", import_type="Update Existing Records").status
		== 403
	)
	before = stored(cast)
	refused = cast.run(
		"""
from frappe.core.doctype.data_import.importer import Importer
frappe.set_user(mail(who))
result = {}
for doctype, name, values in asked:
	importer = Importer.__new__(Importer)
	importer.doctype, importer.import_type = doctype, "Update Existing Records"
	importer.data_import = frappe._dict(submit_after_import=0)
	result[doctype] = attempt(importer.update_record, frappe._dict(values, name=name, doctype=doctype))
	importer.import_type = "Insert New Records"
	result[f"new {doctype}"] = attempt(importer.insert_record, frappe._dict(values, doctype=doctype, child="prm-own", review="prm-own-iro_review"))
frappe.db.rollback()
""",
		who=who,
		asked=[[doctype, name, values] for (doctype, name), values in CHANGES.items()],
	)
	assert stored(cast) == before
	for doctype, problem in refused.items():
		if doctype != "Review Decision":
			assert problem == "PermissionError", (doctype, problem)


def test_naming_people_is_the_managers(cast: Cast) -> None:
	"""The list of named people is level 1, as the restriction is: an officer does not open a record to others."""
	child = {"named_people": [{"user": "pmx.social@example.com"}]}
	cast.desk("iro").change("Looked After Child", "prm-restricted", **child)
	assert cast.desk("social").get("Looked After Child", "prm-restricted").status == 403


def test_level_1_is_written_only_where_the_role_that_writes_it_reaches(cast: Cast) -> None:
	"""Reviewing officer and review administrator in one: books every review, judges only those of own children."""
	levels = cast.run(
		"""
frappe.set_user("pmx.iroadmin@example.com")
result = [frappe.get_doc("IRO Review", "prm-own-iro_review").get_permlevel_access("write")]
frappe.set_user("Administrator")
frappe.db.set_value("Looked After Child", "prm-own", "iro", "pmx.iroadmin@example.com")
frappe.set_user("pmx.iroadmin@example.com")
result.append(frappe.get_doc("IRO Review", "prm-own-iro_review").get_permlevel_access("write"))
frappe.db.rollback()
"""
	)
	assert levels == [[0], [0, 1]]


def test_a_review_is_not_moved_into_reach_by_naming_another_child(cast: Cast) -> None:
	assert cast.desk("iro").change("IRO Review", "prm-others-iro_review", child="prm-own").status == 403
	assert cast.desk("iro").change("IRO Review", "prm-own-iro_review", child="prm-others").status == 403
	assert cast.desk("iro").add("IRO Review", child="prm-others", due_on="2030-01-01").status == 403


def test_a_forged_document_is_judged_by_the_row_on_file(cast: Cast) -> None:
	"""`run_doc_method` takes the whole document from the browser."""
	others = cast.as_it_is("IRO Review", "prm-others-iro_review")
	forged = {**others, "child": "prm-own", "owner": email("iro")}
	answer = cast.desk("iro").call("run_doc_method", docs=json.dumps(forged), method="get_signature")
	assert answer.status == 403


@pytest.mark.parametrize("who", ["iro", "manager"])
def test_nobody_deletes(cast: Cast, who: str) -> None:
	for doctype, rows in cast.names.items():
		assert cast.desk(who).delete(doctype, rows["own"]).status == 403, doctype


def test_not_even_an_administrator_deletes(cast: Cast) -> None:
	refused = cast.run(
		"result = {doctype: attempt(frappe.delete_doc, doctype, name) for doctype, name in names.items()}\nfrappe.db.rollback()",
		names={doctype: rows["own"] for doctype, rows in cast.names.items()},
	)
	assert refused == dict.fromkeys(cast.names, "NothingIsDeleted")
