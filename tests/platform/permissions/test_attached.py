"""What people hang on a record opens it to nobody: shares, tasks, files, tags, follows, mentions."""

from __future__ import annotations

import json
import secrets

import pytest

from tests.platform.permissions.cast import Cast, email

pytestmark = pytest.mark.platform

REVIEW = "prm-own-iro_review"


@pytest.mark.parametrize("who", ["iro", "manager", "social"])
def test_nobody_shares(cast: Cast, who: str) -> None:
	share = {"doctype": "IRO Review", "name": REVIEW, "user": email("other")}
	assert cast.desk(who).call("frappe.share.add", **share).status == 403
	assert cast.desk(who).call("frappe.share.set_permission", permission_to="read", **share).status == 403
	assert cast.desk("other").get("IRO Review", REVIEW).status == 403


def test_a_share_made_by_code_is_refused_too(cast: Cast) -> None:
	refused = cast.run(
		"""
import frappe.share
result = [
	attempt(frappe.share.add_docshare, "IRO Review", name, user, flags={"ignore_share_permission": True}),
	attempt(frappe.share.add_docshare, "IRO Review", name, everyone=1, flags={"ignore_share_permission": True}),
	attempt(frappe.get_doc("IRO Review", name).get_document_share_key),
]
frappe.db.rollback()
""",
		name=REVIEW,
		user=email("other"),
	)
	assert refused == ["SharingRefused"] * 3


@pytest.mark.parametrize("assignee", ["other", "sysman", "data"])
def test_a_task_goes_only_to_somebody_who_reaches_the_record(cast: Cast, assignee: str) -> None:
	task = {"doctype": "IRO Review", "name": REVIEW, "assign_to": json.dumps([email(assignee)])}
	answer = cast.desk("manager").call("frappe.desk.form.assign_to.add", **task)
	assert (answer.status, answer.exc_type) == (417, "AssigneeHasNoAccess")
	assert cast.run(
		"result = [frappe.db.count('DocShare', {'share_name': name}), frappe.db.count('ToDo', {'reference_name': name, 'allocated_to': user})]",
		name=REVIEW, user=email(assignee),
	) == [0, 0]  # fmt: skip


def test_a_task_to_somebody_who_does_is_made(cast: Cast) -> None:
	task = {"doctype": "IRO Review", "name": REVIEW, "assign_to": json.dumps([email("social")])}
	assert cast.desk("iro").call("frappe.desk.form.assign_to.add", **task).ok


def test_nobody_assigns_on_a_record_they_do_not_reach(cast: Cast) -> None:
	made = cast.desk("other").add(
		"ToDo",
		description="x",
		reference_type="IRO Review",
		reference_name=REVIEW,
		allocated_to=email("social"),
	)
	assert made.status == 403


def test_files_of_case_records_are_private(cast: Cast) -> None:
	attach = {
		"filename": "open.txt",
		"filedata": "words",
		"doctype": "IRO Review",
		"docname": REVIEW,
		"is_private": 0,
	}
	answer = cast.desk("iro").call("frappe.client.attach_file", **attach)
	assert (answer.status, answer.exc_type) == (417, "CaseFileNotPrivate")
	kept = cast.desk("iro").call(
		"frappe.client.attach_file", **{**attach, "is_private": 1, "filename": "kept.txt"}
	)
	assert kept.ok, kept
	assert cast.desk("iro").change("File", kept.data["name"], is_private=0).status == 417
	assert cast.desk("iro").fetch(kept.data["file_url"]).status == 200
	assert cast.desk("other").fetch(kept.data["file_url"]).status == 403


def test_the_same_leaflet_may_be_attached_to_two_children(cast: Cast) -> None:
	"""Frappe keeps one file for the same content; whoever uploads it need not reach the other child."""
	attach = {
		"filename": "leaflet.txt",
		"filedata": "a leaflet for all",
		"doctype": "IRO Review",
		"is_private": 1,
	}
	assert cast.desk("iro").call("frappe.client.attach_file", docname=REVIEW, **attach).ok
	assert cast.desk("other").call("frappe.client.attach_file", docname="prm-others-iro_review", **attach).ok


def test_case_records_are_not_followed_by_mail(cast: Cast) -> None:
	"""Following sends changes and comments by e-mail to whoever asks, Frappe checks nothing."""
	cast.run(
		"frappe.db.set_value('User', user, 'document_follow_notify', 1); frappe.clear_cache(user=user)",
		user=email("social"),
	)
	asked = {"doctype": "IRO Private Note", "doc_name": "prm-own-iro_private_note", "user": email("social")}
	cast.desk("social").call("frappe.desk.form.document_follow.follow_document", **asked)
	cast.desk("social").add(
		"Document Follow", ref_doctype="IRO Review", ref_docname=REVIEW, user=email("social")
	)
	assert cast.run("result = frappe.db.count('Document Follow', {'ref_doctype': ('like', 'IRO %')})") == 0


def test_a_tag_carries_no_title(cast: Cast) -> None:
	word = f"prm-{secrets.token_hex(3)}"  # a tag that is there already is not made again
	tag = {"tag": word, "dt": "Looked After Child", "dn": "prm-own"}
	assert cast.desk("iro").call("frappe.desk.doctype.tag.tag.add_tag", **tag).ok
	other = cast.desk("other").call("frappe.desk.doctype.tag.tag.add_tag", **{**tag, "tag": "prm-mine"})
	assert not other.ok  # Frappe stumbles over its own refusal and answers 500
	assert "prm-mine" not in cast.desk("iro").get("Looked After Child", "prm-own").text
	found = "frappe.desk.doctype.tag.tag.get_documents_for_tag"
	assert [row["name"] for row in cast.desk("iro").call(found, tag=f"#{word}").data] == ["prm-own"]
	assert "Prmchild" not in cast.desk("iro").call(found, tag=f"#{word}").text
	assert cast.desk("other").call(found, tag=f"#{word}").data == []


def test_a_notification_tells_nothing_of_the_record(cast: Cast) -> None:
	"""It also goes out by e-mail, and a mention reaches people who do not reach the record."""
	found = cast.run(
		"""
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
for kind in ("Mention", "Assignment", "Share"):
	make_notification_logs(frappe._dict(type=kind, document_type="Looked After Child", document_name="prm-own", subject="X on <b>Prmchild own</b>", email_content="secretword", from_user="Administrator"), [user])
rows = frappe.get_all("Notification Log", {"for_user": user, "document_name": "prm-own"}, ["subject", "email_content"])
mails = frappe.get_all("Email Queue", {"reference_name": "prm-own"}, pluck="message")
result = [len(rows), frappe.as_json(rows), " ".join(mails)]
frappe.db.rollback()
""",
		user=email("other"),
	)
	assert found[0] == 3
	assert "Prmchild" not in found[1] + found[2]
	assert "secretword" not in found[1] + found[2]


def test_titles_of_linked_records_out_of_reach_do_not_come_with_the_form(cast: Cast) -> None:
	"""The review administrator sees that an officer is away, not the restricted child who was told of it."""
	cast.run(
		"put('IRO Absence', name='prm-absence-told', iro=mail('iro'), from_on=today(), children_told=[{'child': 'prm-own'}, {'child': 'prm-restricted'}])"
	)
	form = cast.desk("admin").call(
		"frappe.desk.form.load.getdoc", doctype="IRO Absence", name="prm-absence-told"
	)
	assert form.ok
	assert "Prmchild own" in form.text
	assert "Prmchild restricted" not in form.text


@pytest.mark.parametrize(("who", "status"), [("iro", 200), ("social", 200), ("senior", 403), ("other", 403)])
def test_the_right_to_print_decides_about_printing(cast: Cast, who: str, status: int) -> None:
	"""Frappe prints for whoever may read."""
	answer = cast.desk(who).call("frappe.www.printview.get_html_and_style", doc="IRO Review", name=REVIEW)
	assert answer.status == status, answer


def test_rows_of_child_tables_are_listed_with_their_document_alone(cast: Cast) -> None:
	"""Frappe lists a child table to everybody who may read some document that has it."""
	listed = {
		"doctype": "IRO Review Agenda Item",
		"parent": "IRO Review",
		"fields": ["parent", "childs_view"],
		"limit_page_length": 0,
	}

	def parents(who: str) -> set[str]:
		answer = cast.desk(who).call("frappe.client.get_list", **listed)
		return (
			{row["parent"] for row in answer.data if row["parent"].startswith("prm-")} if answer.ok else set()
		)

	assert parents("iro") == {f"prm-{child}-iro_review" for child in ("own", "restricted", "left", "covered")}
	assert parents("social") == {f"prm-{child}-iro_review" for child in ("own", "team", "named")}
	assert parents("data") == set()
	assert parents("sysman") == set()
	count = {
		"doctype": "IRO Review Agenda Item",
		"filters": {"parent": "prm-others-iro_review", "childs_view": ["like", "%secret%"]},
	}
	assert cast.desk("iro").call("frappe.client.get_count", **count).data in (0, None)


def test_tracking_cannot_be_switched_off(cast: Cast) -> None:
	refused = cast.run(
		"""
setter = {"doctype": "IRO Review", "doctype_or_field": "DocType", "property_type": "Check", "value": "0"}
result = [attempt(frappe.make_property_setter, {**setter, "property": one}) for one in ("track_changes", "track_views")]
frappe.db.rollback()
"""
	)
	assert refused == ["LockedSetting", "LockedSetting"]
