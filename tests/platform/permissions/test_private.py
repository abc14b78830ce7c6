"""What is private to the reviewing service stays there: private notes and drafts of challenges, by every route."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.platform.permissions.cast import Cast
from tests.support.desk import Answer, Desk

pytestmark = pytest.mark.platform

OUTSIDE = ("social", "team", "senior", "quality", "admin", "data", "system", "sysman", "other")
NOTE, DRAFT = "prm-own-iro_private_note", "prm-private-draft"
WORD, NO_WORD = "privateword", "nosuchword"


@pytest.fixture(scope="module")
def private(cast: Cast) -> Cast:
	"""A private note and a draft of the same child, each with a version, a comment, a file, a tag and a task."""
	cast.run(
		"""
frappe.db.set_value("IRO Private Note", note, "words", word)
put("IRO Escalation", name=draft, child="prm-own", state="Draft", what_is_wrong=word, raised_by=mail("iro"))
for doctype, name in (("IRO Private Note", note), ("IRO Escalation", draft)):
	about = {"reference_doctype": doctype, "reference_name": name}
	put("Version", name=f"v-{name}", ref_doctype=doctype, docname=name, data=frappe.as_json({"changed": [["words", "", word]]}))
	put("Comment", name=f"c-{name}", comment_type="Comment", content=word, **about)
	put("Communication", name=f"m-{name}", communication_type="Communication", subject=word, content=word, **about)
	put("Tag Link", name=f"t-{name}", document_type=doctype, document_name=name, tag="prmtag", title=word)
	put("ToDo", name=f"d-{name}", reference_type=doctype, reference_name=name, description=word, status="Open", allocated_to=mail("iro"))
	frappe.db.delete("File", {"attached_to_name": name})
	file = frappe.get_doc({"doctype": "File", "file_name": f"f-{name}.txt", "content": f"{word} {name}", "is_private": 1, "attached_to_doctype": doctype, "attached_to_name": name}).insert()
	put("Access Log", name=f"a-{name}", export_from=doctype, reference_document=name, page=word)
""",
		note=NOTE,
		draft=DRAFT,
		word=WORD,
	)
	return cast


def routes(desk: Desk, doctype: str, name: str, field: str, sought: str = WORD) -> dict[str, Answer]:
	"""Every way in which a program may ask for one document, or for whether one with a certain word exists."""
	word = json.dumps({field: ["like", f"%{sought}%"]})
	asked: dict[str, tuple[str, dict[str, Any]]] = {
		"client.get": ("frappe.client.get", {"doctype": doctype, "name": name}),
		"client.get by filter": ("frappe.client.get", {"doctype": doctype, "filters": word}),
		"get_value": ("frappe.client.get_value", {"doctype": doctype, "fieldname": field, "filters": word}),
		"get_list": ("frappe.client.get_list", {"doctype": doctype, "fields": [field], "filters": word}),
		"count": ("frappe.client.get_count", {"doctype": doctype, "filters": word}),
		"link title": ("frappe.desk.search.get_link_title", {"doctype": doctype, "docname": name}),
		"link title by filter": ("frappe.desk.search.get_link_title", {"doctype": doctype, "docname": json.loads(word)}),
		"validate link": ("frappe.client.validate_link", {"doctype": doctype, "docname": name, "fields": [field]}),
		"form": ("frappe.desk.form.load.getdoc", {"doctype": doctype, "name": name}),
		"form by filter": ("frappe.desk.form.load.getdoc", {"doctype": doctype, "name": json.loads(word)}),
		"info": ("frappe.desk.form.load.get_docinfo", {"doctype": doctype, "name": name}),
		"letters": ("frappe.desk.form.load.get_communications", {"doctype": doctype, "name": name}),
		"linked": ("frappe.desk.form.linked_with.get", {"doctype": doctype, "docname": name}),
		"next": ("frappe.desk.form.utils.get_next", {"doctype": doctype, "value": name, "prev": 0}),
		"list": ("frappe.desk.reportview.get", {"doctype": doctype, "fields": json.dumps([field]), "filters": word}),
		"list count": ("frappe.desk.reportview.get_count", {"doctype": doctype, "filters": word, "fields": "[]", "distinct": "false"}),
		"search": ("frappe.desk.search.search_link", {"doctype": doctype, "txt": "prm", "ignore_user_permissions": 1}),
		"widget": ("frappe.desk.search.search_widget", {"doctype": doctype, "txt": "prm", "ignore_user_permissions": 1, "searchfield": field}),
		"groups": ("frappe.desk.listview.get_group_by_count", {"doctype": doctype, "current_filters": word, "field": "assigned_to"}),
		"groups by field": ("frappe.desk.listview.get_group_by_count", {"doctype": doctype, "current_filters": word, "field": "owner"}),
		"print": ("frappe.www.printview.get_html_and_style", {"doc": doctype, "name": name}),
		"pdf": ("frappe.utils.print_format.download_pdf", {"doctype": doctype, "name": name}),
		"method": ("run_doc_method", {"dt": doctype, "dn": name, "method": "get_signature"}),
		"tagged": ("frappe.desk.doctype.tag.tag.get_tagged_docs", {"doctype": doctype, "tag": "%prmtag%"}),
		"tags": ("frappe.desk.doctype.tag.tag.get_documents_for_tag", {"tag": "#prmtag"}),
		"like": ("frappe.desk.like.toggle_like", {"doctype": doctype, "name": name, "add": "Yes"}),
		"follow": ("frappe.desk.form.document_follow.get_follow_users", {"doctype": doctype, "doc_name": name}),
		"comment": ("frappe.desk.form.utils.add_comment", {"reference_doctype": doctype, "reference_name": name, "content": "x", "comment_email": desk.user, "comment_by": desk.user}),
		"export": ("frappe.core.doctype.data_import.data_import.download_template", {"doctype": doctype, "export_fields": {doctype: [field]}, "export_records": "all"}),
		"data export": ("frappe.core.doctype.data_export.exporter.export_data", {"doctype": doctype, "with_data": True, "file_type": "CSV", "select_columns": json.dumps({doctype: [field]})}),
		"share": ("frappe.share.add", {"doctype": doctype, "name": name, "user": desk.user}),
		"task": ("frappe.desk.form.assign_to.add", {"doctype": doctype, "name": name, "assign_to": [desk.user]}),
		"number card": ("frappe.desk.doctype.number_card.number_card.get_result", {"doc": {"document_type": doctype, "function": "Count", "name": "x"}, "filters": json.dumps([[doctype, field, "like", f"%{sought}%"]])}),
	}  # fmt: skip
	answers = {what: desk.call(method, **arguments) for what, (method, arguments) in asked.items()}
	answers["resource"] = desk.get(doctype, name)
	answers["resource list"] = desk.fetch(
		f"/api/resource/{doctype}", fields=json.dumps([field]), filters=word
	)
	answers["v2"] = desk.fetch(f"/api/v2/document/{doctype}/{name}")
	answers["v2 count"] = desk.fetch(f"/api/v2/doctype/{doctype}/count", filters=word)
	answers["print page"] = desk.fetch("/printview", doctype=doctype, name=name)
	return answers


NOTHING: tuple[Any, ...] = (None, 0, [], {}, "", {"name": None})
BY_WORD = frozenset(
	{
		"client.get by filter", "get_value", "get_list", "count", "link title by filter", "form by filter", "list",
		"list count", "groups", "groups by field", "number card", "resource list", "v2 count",
	}
)  # fmt: skip
"""Routes that look for a word: whether it is there must not show, neither in the answer nor in its status."""


@pytest.mark.parametrize(
	("who", "doctype", "name", "field"),
	[(who, "IRO Private Note", NOTE, "words") for who in OUTSIDE]
	+ [(who, "IRO Escalation", DRAFT, "what_is_wrong") for who in ("social", "team", "senior", "sysman")],
)
def test_no_route_opens_it(private: Cast, who: str, doctype: str, name: str, field: str) -> None:
	desk = private.desk(who)
	there, nowhere = routes(desk, doctype, name, field), routes(desk, doctype, name, field, NO_WORD)
	for what, answer in there.items():
		assert WORD not in answer.text, what
		if what in BY_WORD:
			assert (answer.status, answer.data) == (nowhere[what].status, nowhere[what].data), what
			assert not answer.ok or answer.data in NOTHING, what
		else:
			assert not answer.ok or answer.data in (*NOTHING, name) or name not in answer.text, (what, answer)


def test_the_officer_reaches_it_by_the_form(private: Cast) -> None:
	"""So that the test above proves something."""
	answers = routes(private.desk("iro"), "IRO Private Note", NOTE, "words")
	for what in (
		"client.get",
		"client.get by filter",
		"get_value",
		"get_list",
		"resource",
		"resource list",
		"form",
	):
		assert WORD in answers[what].text, what
	assert answers["count"].data >= 1


@pytest.mark.parametrize("who", ["iro", "manager"])
def test_nobody_prints_a_private_note(private: Cast, who: str) -> None:
	desk = private.desk(who)
	assert WORD not in desk.fetch("/printview", doctype="IRO Private Note", name=NOTE).text
	for method, arguments in (
		("frappe.utils.print_format.download_pdf", {"doctype": "IRO Private Note", "name": NOTE}),
		("frappe.www.printview.get_html_and_style", {"doc": "IRO Private Note", "name": NOTE}),
	):
		answer = desk.call(method, **arguments)
		assert answer.status == 403, (method, answer)


@pytest.mark.parametrize("who", ["social", "team", "sysman", "system"])
def test_what_hangs_on_it_is_as_private(private: Cast, who: str) -> None:
	desk = private.desk(who)
	for name in (NOTE, DRAFT):
		for doctype, row in (
			("Version", f"v-{name}"), ("Comment", f"c-{name}"), ("Communication", f"m-{name}"), ("Tag Link", f"t-{name}"),
			("ToDo", f"d-{name}"), ("Access Log", f"a-{name}"),
		):  # fmt: skip
			assert desk.get(doctype, row).status == 403, (doctype, row)
			listed = desk.list(doctype, name=row)
			assert not listed.ok or listed.data == [], (doctype, row)
		files = private.run(
			"result = frappe.get_all('File', {'attached_to_name': name}, ['name', 'file_url'])", name=name
		)
		assert len(files) == 1
		assert desk.get("File", files[0]["name"]).status == 403
		got = desk.fetch(files[0]["file_url"])
		assert got.status == 403
		assert WORD not in got.text
		assert private.desk("iro").fetch(files[0]["file_url"]).status == 200


def test_naming_the_address_of_a_file_does_not_open_it(private: Cast) -> None:
	"""Frappe gives a private file to whoever owns any row that names its address."""
	(file,) = private.run(
		"result = frappe.get_all('File', {'attached_to_name': name}, ['name', 'file_url'])", name=NOTE
	)
	social = private.desk("social")
	made = social.add("File", file_name="mine.txt", file_url=file["file_url"], is_private=1)
	assert made.status == 403
	attached = {"attached_to_doctype": "Review Decision", "attached_to_name": "prm-own-review_decision"}
	assert (
		social.add("File", file_name="mine.txt", file_url=file["file_url"], is_private=1, **attached).status
		== 403
	)
	assert social.fetch(file["file_url"]).status == 403


def test_the_numbers_beside_a_childs_connections_do_not_count_what_is_private(private: Cast) -> None:
	asked = {
		"doctype": "Looked After Child",
		"name": "prm-own",
		"items": json.dumps(["IRO Private Note", "IRO Escalation"]),
	}
	method = "frappe.desk.notifications.get_open_count"

	def counts(who: str) -> dict[str, int]:
		answer = private.desk(who).call(method, **asked)
		return {one["doctype"]: one["count"] for one in answer.data["count"]["external_links_found"]}

	sent = private.desk("social").names("IRO Escalation", child="prm-own")
	assert DRAFT not in sent
	assert counts("social") == {"IRO Escalation": len(sent)}
	assert counts("iro")["IRO Private Note"] >= 1
	assert counts("iro")["IRO Escalation"] > len(sent)


def test_the_history_of_an_escalation_begins_when_it_leaves_the_service(private: Cast) -> None:
	"""Frappe keeps no versions while tests are allowed to, so that this goes over HTTP."""
	iro = private.desk("iro")
	child = "prm-own"
	made = iro.add("IRO Escalation", child=child, state="Draft", what_is_wrong=f"first {WORD}")
	assert made.ok, made
	name = made.data["name"]
	assert iro.change("IRO Escalation", name, what_is_wrong=f"second {WORD}").ok
	assert iro.change(
		"IRO Escalation",
		name,
		what_is_wrong="The plan has not been updated.",
		what_is_needed="A plan.",
		state="Formal",
	).ok
	assert iro.change("IRO Escalation", name, what_is_needed="An updated plan by Friday.").ok
	form = private.desk("social").call("frappe.desk.form.load.getdoc", doctype="IRO Escalation", name=name)
	assert form.ok
	assert "The plan has not been updated." in form.text
	assert "An updated plan by Friday." in form.text
	assert WORD not in form.text
