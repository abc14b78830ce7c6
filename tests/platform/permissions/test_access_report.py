"""Who saw a child's records: the desk, programs, prints, exports, files, reports; and what the report cannot tell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.platform.permissions.cast import ONE_ROLE, Cast, email

pytestmark = pytest.mark.platform

REVIEW = "prm-others-iro_review"
REPORT = "Access to a Child"
RUN = "frappe.desk.query_report.run"


@pytest.fixture(scope="module")
def shown(cast: Cast) -> dict[str, Any]:
	"""What the report says after one child's records were seen in every way."""
	cast.run("frappe.db.delete('View Log'); frappe.db.delete('Access Log')")
	other, manager, service, data = (cast.desk(who) for who in ("other", "manager", "service", "data"))
	assert other.call("frappe.desk.form.load.getdoc", doctype="IRO Review", name=REVIEW).ok
	assert service.get("IRO Review", REVIEW).ok
	assert service.fetch(f"/api/v2/document/IRO Review/{REVIEW}").ok
	assert cast.desk("quality").call("frappe.client.get", doctype="Looked After Child", name="prm-others").ok
	assert other.call("frappe.www.printview.get_html_and_style", doc="IRO Review", name=REVIEW).ok
	assert other.fetch("/printview", doctype="IRO Review", name=REVIEW).ok
	fields = json.dumps(["`tabCare Placement`.`name`"])
	assert (
		data.call(
			"frappe.desk.reportview.export_query",
			doctype="Care Placement",
			fields=fields,
			file_format_type="CSV",
			filters="[]",
		).status
		== 200
	)
	attach = {
		"filename": "seen.txt",
		"filedata": "seen",
		"doctype": "IRO Review",
		"docname": REVIEW,
		"is_private": 1,
	}
	file = other.call("frappe.client.attach_file", **attach).data
	assert other.fetch(file["file_url"]).status == 200
	for refused in (
		cast.desk("social").get("IRO Review", REVIEW),
		cast.desk("iro").get("IRO Review", REVIEW),
	):
		assert refused.status == 403
	assert manager.get("IRO Review", "prm-own-iro_review").ok  # another child's
	answer = manager.call(RUN, report_name=REPORT, filters=json.dumps({"child": "prm-others"}))
	assert answer.ok, answer
	return answer.data


def rows(shown: dict[str, Any]) -> set[tuple[str, str, str]]:
	return {(row["user"], row["how"], row["of_name"]) for row in shown["result"]}


def test_it_shows_each_way_in_which_a_record_was_seen(shown: dict[str, Any]) -> None:
	assert rows(shown) == {
		(email("other"), "Opened on the desk", REVIEW),
		(email("service"), "Read through the API", REVIEW),
		(email("quality"), "Read through the API", "prm-others"),
		(email("other"), "Printed, or made a PDF", REVIEW),
		(email("other"), "Opened a file", REVIEW),
		(email("data"), "Took out a list, or tried to; it may have this child", ""),
		(email("social"), "Was refused", REVIEW),
		(email("iro"), "Was refused", REVIEW),
	}


def test_it_says_what_it_cannot_tell(shown: dict[str, Any]) -> None:
	for said in (
		"Who looked at such a list on the screen is not recorded",
		"server or its database",
		"attempts refused that name no record",
		"what forms and boards fetch by themselves",
	):
		assert said in shown["message"]


def test_it_is_the_managers(cast: Cast) -> None:
	for who in ONE_ROLE:
		answer = cast.desk(who).call(RUN, report_name=REPORT, filters=json.dumps({"child": "prm-others"}))
		assert answer.ok == (who == "manager"), who


def test_a_report_on_one_child_is_told_of_that_child_alone(cast: Cast, shown: dict[str, Any]) -> None:
	manager = cast.desk("manager")

	def seen_of(child: str) -> set[tuple[str, str, str]]:
		return rows(manager.call(RUN, report_name=REPORT, filters=json.dumps({"child": child})).data)

	before = seen_of("prm-others")
	assert (email("manager"), "Ran the report Access to a Child on this child", "prm-others") in before
	assert manager.call(RUN, report_name="Open Decisions", filters="{}").ok
	seen_of("prm-own")
	later = {how for _user, how, _name in seen_of("prm-others") - before}
	assert later == {"Ran the report Open Decisions; it may have this child"}


def seen(cast: Cast, child: str = "prm-others") -> list[tuple[str, str, str]]:
	"""Every look at the child so far, newest first."""
	answer = cast.desk("manager").call(RUN, report_name=REPORT, filters=json.dumps({"child": child}))
	return [(row["user"], row["how"], row["of_name"]) for row in answer.data["result"]]


LISTS = "Listed what is on file of this child: "
TOOK = "frappe.desk.query_report.export_query"
COMMENT = json.dumps({"comment_type": "Comment", "text": "looked at"})
OF_CHILD = json.dumps([["IRO Review", "child", "=", "prm-others"]])


@pytest.mark.parametrize(
	("how", "call"),
	[
		(LISTS + "IRO Review", lambda desk: desk.list("IRO Review", child="prm-others")),
		(
			LISTS + "IRO Visit",
			lambda desk: desk.fetch("/api/v2/document/IRO Visit", filters='{"child": "prm-others"}'),
		),
		(
			LISTS + "IRO Review",
			lambda desk: desk.call(
				"frappe.client.get_list", doctype="IRO Review", filters={"child": "prm-others"}
			),
		),
		(
			LISTS + "IRO Review",
			lambda desk: desk.call(
				"frappe.client.get_value",
				doctype="IRO Review",
				fieldname="due_on",
				filters={"child": ["=", "prm-others"]},
			),
		),
		(
			LISTS + "IRO Review",
			lambda desk: desk.call(
				"frappe.client.get", doctype="IRO Review", filters={"child": "prm-others"}
			),
		),
		(
			LISTS + "IRO Review",
			lambda desk: desk.call(
				"frappe.desk.reportview.get",
				doctype="IRO Review",
				fields='["`tabIRO Review`.`name`"]',
				filters=OF_CHILD,
			),
		),
		(
			"Read through the API",
			lambda desk: desk.list("Looked After Child", child_id="PRM-others"),
		),
		(
			"Read through the API",
			lambda desk: desk.call(
				"frappe.client.get_list", doctype="IRO Review", filters={"name": ["in", [REVIEW]]}
			),
		),
		(
			"Read through the API",
			lambda desk: desk.call(
				"frappe.client.validate_link",
				doctype="Looked After Child",
				docname="prm-others",
				fields='["full_name"]',
			),
		),
		(
			"Read through the API",
			lambda desk: desk.call(
				"run_doc_method", dt="IRO Review", dn=REVIEW, method="add_comment", args=COMMENT
			),
		),
	],
)
def test_each_way_for_a_program_to_read_one_childs_records_is_shown(
	cast: Cast, shown: dict[str, Any], how: str, call: Any
) -> None:
	before = len(seen(cast))
	answer = call(cast.desk("service"))
	assert answer.ok, answer
	after = seen(cast)
	new = after[: len(after) - before]
	assert (email("service"), how) in {(user, how) for user, how, _name in new}, new


def test_a_link_looked_up_without_fields_and_a_list_of_many_are_not(
	cast: Cast, shown: dict[str, Any]
) -> None:
	service, before = cast.desk("service"), len(seen(cast))
	assert service.call("frappe.client.validate_link", doctype="Looked After Child", docname="prm-others").ok
	assert service.list("IRO Review").ok
	assert service.list("IRO Review", child=["in", ["prm-others", "prm-own"]]).ok
	assert len(seen(cast)) == before + 1  # the report itself


def test_a_report_taken_out_is_told_from_one_that_was_run(cast: Cast, shown: dict[str, Any]) -> None:
	manager = cast.desk("manager")
	file = {"file_format_type": "CSV", "visible_idx": "[]", "csv_delimiter": ",", "csv_quoting": 2}
	one = manager.call(TOOK, report_name=REPORT, filters=json.dumps({"child": "prm-others"}), **file)
	assert one.status == 200, one
	assert manager.call(TOOK, report_name="Open Decisions", filters="{}", **file).status == 200
	assert {how for user, how, _name in seen(cast) if user == email("manager")} >= {
		"Took out the report Access to a Child on this child",
		"Took out the report Open Decisions; it may have this child",
	}


@pytest.mark.parametrize(
	"call",
	[
		lambda desk: desk.call("frappe.desk.form.load.getdoc", doctype="IRO Review", name=REVIEW),
		lambda desk: desk.call("frappe.client.get", doctype="IRO Review", name=REVIEW),
		lambda desk: desk.change("IRO Review", REVIEW, venue="x"),
		lambda desk: desk.call(
			"run_doc_method", dt="IRO Review", dn=REVIEW, method="add_comment", args=COMMENT
		),
		lambda desk: desk.call("frappe.www.printview.get_html_and_style", doc="IRO Review", name=REVIEW),
	],
	ids=["form", "API", "change", "method", "print"],
)
def test_an_attempt_that_was_refused_is_shown(cast: Cast, shown: dict[str, Any], call: Any) -> None:
	before = seen(cast).count((email("iro"), "Was refused", REVIEW))
	assert call(cast.desk("iro")).status == 403
	assert seen(cast).count((email("iro"), "Was refused", REVIEW)) == before + 1


def test_a_refusal_notes_no_made_up_name(cast: Cast) -> None:
	cast.run("frappe.db.delete('Access Log', {'method': 'Refused'})")
	asked = {"doctype": "Review Decision", "name": "secretword", "fields": "review.judgement"}
	assert cast.desk("iro").call("frappe.client.get", **asked).status == 403
	assert (
		cast.run("result = frappe.get_all('Access Log', {'method': 'Refused'}, pluck='reference_document')")
		== []
	)


@pytest.mark.parametrize(("status", "verb"), [(200, "GET"), (403, "GET"), (403, "POST")])
def test_noting_keeps_nothing_else_of_a_request_that_keeps_nothing(
	cast: Cast, status: int, verb: str
) -> None:
	"""The row is committed by itself: what a GET wrote, or a request that was refused, goes as before."""
	found = cast.run(
		"""
from iro_module.permissions import reading
noted = frappe.db.count("Access Log", {"reference_document": name})
frappe.db.set_value("IRO Review", name, "venue", "written on the way")
reading.note(frappe._dict(status_code=status), frappe._dict(path=f"/api/resource/IRO Review/{name}", method=verb))
frappe.db.rollback()
result = [frappe.db.count("Access Log", {"reference_document": name}) - noted, frappe.db.get_value("IRO Review", name, "venue")]
""",
		name=REVIEW,
		status=status,
		verb=verb,
	)
	assert found[0] == 1
	assert found[1] != "written on the way"


def test_the_filters_of_a_list_taken_out_are_not_kept(cast: Cast) -> None:
	"""Frappe logs them as they were asked for; a filter may be a child's name."""
	took = cast.desk("data").call(
		"frappe.desk.reportview.export_query",
		doctype="Looked After Child",
		fields=json.dumps(["`tabLooked After Child`.`name`"]),
		file_format_type="CSV",
		filters=json.dumps([["Looked After Child", "full_name", "like", "%Prmchild others%"]]),
	)
	assert took.status == 200
	kept = cast.run(
		"result = frappe.get_all('Access Log', {'export_from': 'Looked After Child', 'user': mail('data')}, ['filters', 'file_type'])"
	)
	assert kept
	assert {row["filters"] for row in kept} == {None}


def test_the_logs_hold_no_content_and_an_administrator_lists_none_of_them(
	cast: Cast, shown: dict[str, Any]
) -> None:
	cast.desk("other").call(
		"frappe.core.doctype.access_log.access_log.make_access_log",
		doctype="IRO Review", document=REVIEW, method="PDF", page="<p>secretword</p>", filters="secretword",
	)  # fmt: skip
	kept = cast.run(
		"result = frappe.as_json(frappe.get_all('Access Log', fields=['*']) + frappe.get_all('View Log', fields=['*']))"
	)
	assert REVIEW in kept
	assert "secretword" not in kept
	assert "Prmchild" not in kept
	for log in ("Access Log", "View Log"):
		listed = cast.desk("sysman").fetch(f"/api/resource/{log}", fields='["*"]', limit_page_length=0)
		assert listed.ok
		assert REVIEW not in listed.text


def test_a_fault_in_logging_takes_no_answer_away(cast: Cast) -> None:
	"""And it is not passed over in silence: its class is in the log, nothing of the case."""
	told = cast.run(
		"""
from iro_module.permissions import reading
lines = []
class Log:
	def error(self, words, *values): lines.append(words % values)
kept, frappe.logger = frappe.logger, lambda *_args, **_how: Log()
broken = reading._row
def _row(request): raise ValueError("Prmchild others")
reading._row = _row
try:
	reading.note(frappe._dict(status_code=200), frappe._dict(path="/api/resource/IRO Review/x", method="GET"))
finally:
	frappe.logger, reading._row = kept, broken
result = lines
"""
	)
	assert told == ["A reading was not logged: ValueError"]
