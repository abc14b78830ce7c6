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
	}


def test_it_says_what_it_cannot_tell(shown: dict[str, Any]) -> None:
	assert "Who looked at a list on the screen is not recorded" in shown["message"]
	assert "server or its database" in shown["message"]


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
