"""The doctypes' files: consistent in themselves, with the truth table and with the message contract."""

from __future__ import annotations

import ast
import dataclasses
import re
from typing import Any

import pytest

from iro_module.domain import codes
from iro_module.domain.care_events import FactKind
from iro_module.domain.records import CLASS_OF, ChildDetails, RecordType
from iro_module.permissions.truth_table import CASE_DOCTYPES, TABLE, permissions_of
from tests.static.files import APP, DOCTYPES, folder_of

FROM_FRAPPE = {"User", "DocType"}
LAYOUT = {"Section Break", "Column Break", "Tab Break", "HTML"}
# Names that Frappe or SQL keep for themselves.
RESERVED = {
	"name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "parent", "parenttype", "parentfield",
	"doctype", "flags", "meta", "when", "key", "order", "group", "index",
}  # fmt: skip
FED = {
	"Child Details": RecordType.CHILD,
	"Period of Care": RecordType.PERIOD_OF_CARE,
	"Care Placement": RecordType.PLACEMENT,
	"Care Legal Status": RecordType.LEGAL_STATUS,
	"Review Held Elsewhere": RecordType.REVIEW,
}
SOURCE_FIELDS = {
	"title", "child", "source", "record_id", "record_version", "voided", "content_hash", "first_recorded_on",
}  # fmt: skip

each_doctype = pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=lambda doctype: doctype["name"])
each_case_doctype = pytest.mark.parametrize("name", CASE_DOCTYPES)


def fields_of(doctype: dict[str, Any]) -> dict[str, dict[str, Any]]:
	return {field["fieldname"]: field for field in doctype["fields"]}


def data_fields(doctype: dict[str, Any]) -> dict[str, dict[str, Any]]:
	return {name: field for name, field in fields_of(doctype).items() if field["fieldtype"] not in LAYOUT}


@each_doctype
def test_the_order_of_fields_names_each_field_once(doctype: dict[str, Any]) -> None:
	names = [field["fieldname"] for field in doctype["fields"]]
	assert doctype["field_order"] == names
	assert len(set(names)) == len(names)
	assert not RESERVED & set(names)


@each_doctype
def test_links_lead_somewhere(doctype: dict[str, Any]) -> None:
	for field in doctype["fields"]:
		if field["fieldtype"] in ("Link", "Table"):
			assert field["options"] in set(DOCTYPES) | FROM_FRAPPE, field["fieldname"]


@each_doctype
def test_the_controller_has_the_class_that_frappe_looks_for(doctype: dict[str, Any]) -> None:
	folder = folder_of(doctype)
	tree = ast.parse((folder / f"{folder.name}.py").read_text())
	classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
	assert doctype["name"].replace(" ", "") in classes


@each_doctype
def test_lists_are_sorted_by_a_field_that_exists(doctype: dict[str, Any]) -> None:
	assert doctype["sort_field"] in {*fields_of(doctype), "modified", "creation", "idx"}
	assert doctype["sort_order"] in ("ASC", "DESC")


@each_doctype
def test_the_title_is_a_field(doctype: dict[str, Any]) -> None:
	if "title_field" in doctype:
		assert doctype["title_field"] in data_fields(doctype)
		assert doctype["show_title_field_in_link"]
	for name in filter(None, doctype.get("search_fields", "").split(",")):
		assert name in data_fields(doctype)


def test_ids_of_the_council_are_unique_by_the_rows_name_alone() -> None:
	"""A unique index compares them as the collation does: `aB` and `ab` would be one child, and one would take over
	the other's row."""
	for name in ("Looked After Child", "Staff Identity"):
		ids = [
			fields_of(DOCTYPES[name])[one]
			for one in ("child_id", "staff_id")
			if one in fields_of(DOCTYPES[name])
		]
		assert ids
		assert not any(field.get("unique") for field in ids)


@each_doctype
def test_every_field_has_a_label(doctype: dict[str, Any]) -> None:
	for name, field in data_fields(doctype).items():
		assert field.get("label"), name


@each_doctype
def test_the_permissions_are_those_of_the_truth_table(doctype: dict[str, Any]) -> None:
	assert doctype["permissions"] == ([] if doctype.get("istable") else permissions_of(doctype["name"]))


def test_the_truth_table_speaks_of_every_doctype() -> None:
	assert set(TABLE) == {name for name, doctype in DOCTYPES.items() if not doctype.get("istable")}


@pytest.mark.parametrize("right", ["share", "delete", "email", "import"])
def test_nobody_may(right: str) -> None:
	assert not [doctype for doctype in TABLE for row in permissions_of(doctype) if row.get(right)]


@each_case_doctype
def test_a_case_doctype_is_tracked_and_kept_out_of_search(name: str) -> None:
	doctype = DOCTYPES[name]
	assert doctype["track_changes"] == 1
	assert doctype["track_views"] == 1
	assert doctype["index_web_pages_for_search"] == 0
	for switch in (
		"show_name_in_global_search",
		"allow_rename",
		"allow_import",
		"has_web_view",
		"quick_entry",
	):
		assert not doctype.get(switch)
	assert not [field["fieldname"] for field in doctype["fields"] if field.get("in_global_search")]


@each_doctype
def test_a_user_permission_on_what_a_record_links_to_changes_nothing(doctype: dict[str, Any]) -> None:
	"""But for one on the child, which narrows what its user sees to that child."""
	if doctype["module"] != "IRO Setup":
		for field in doctype["fields"]:
			if field["fieldtype"] == "Link" and field["options"] not in ("Looked After Child", "DocType"):
				assert field.get("ignore_user_permissions") == 1, field["fieldname"]


@each_case_doctype
def test_a_case_document_is_named_by_code(name: str) -> None:
	"""Never by a series: one row of it would make all writers wait for each other."""
	assert DOCTYPES[name]["autoname"] in ("hash", "prompt")


@each_case_doctype
def test_the_child_is_indexed(name: str) -> None:
	fields = fields_of(DOCTYPES[name])
	key = fields.get("child") or fields.get("child_id")
	if key is None:  # its children are rows of a table
		assert name == "Joint Review Booking"
		return
	assert key.get("search_index") or key.get("unique")


@pytest.mark.parametrize("name", sorted(FED))
def test_a_fed_doctype_has_the_fields_of_its_record(name: str) -> None:
	wanted = {field.name for field in dataclasses.fields(CLASS_OF[FED[name]])}
	assert set(data_fields(DOCTYPES[name])) == wanted | SOURCE_FIELDS


@pytest.mark.parametrize("name", [*FED, "Record Message"])
def test_what_the_feed_keeps_is_read_only_on_the_form(name: str) -> None:
	assert [field for field, df in data_fields(DOCTYPES[name]).items() if not df.get("read_only")] == []


def test_the_child_carries_the_details_of_the_feed() -> None:
	fields = data_fields(DOCTYPES["Looked After Child"])
	assert {field.name for field in dataclasses.fields(ChildDetails)} <= set(fields)


def test_versions_are_wider_than_32_bits() -> None:
	for name in (*FED, "Record Message"):
		assert fields_of(DOCTYPES[name])["record_version"]["fieldtype"] == "Long Int"


@pytest.mark.parametrize(
	("name", "fieldname", "enum"),
	[
		("Care Placement", "placement_type", codes.PlacementType),
		("Care Placement", "provider", codes.PlacementProvider),
		("Care Placement", "reason_new_episode", codes.ReasonNewEpisode),
		("Care Placement", "reason_place_change", codes.ReasonPlaceChange),
		("Care Placement", "status", codes.PlacementState),
		("Care Legal Status", "legal_status", codes.LegalStatus),
		("Period of Care", "end_reason", codes.EndReason),
		("Period of Care", "category_of_need", codes.CategoryOfNeed),
		("Review Held Elsewhere", "participation_code", codes.Participation),
		("IRO Review", "participation_code", codes.Participation),
		("Looked After Child", "sex", codes.Sex),
	],
)
def test_a_field_of_codes_offers_all_of_them(name: str, fieldname: str, enum: type[codes.Code]) -> None:
	options = fields_of(DOCTYPES[name])[fieldname]["options"].split("\n")
	assert [option for option in options if option] == [code.value for code in enum]


def test_one_open_review_holds_in_the_database() -> None:
	open_key = fields_of(DOCTYPES["IRO Review"])["open_key"]
	assert open_key["unique"] == 1
	assert open_key["no_copy"] == 1


def test_a_change_is_reported_as_any_kind_the_rules_know() -> None:
	options = fields_of(DOCTYPES["Change of Circumstances"])["kind"]["options"].split("\n")
	assert sorted(options) == sorted(["", *(kind.value for kind in FactKind)])
	script = (APP / "public" / "js" / "report_change.js").read_text()
	offered = re.findall(r'"([^"]+)"', script.split("changes.KINDS = [")[1].split("];")[0])
	assert sorted(offered) == sorted(kind.value for kind in FactKind)


LED_FROM_ELSEWHERE = {
	"Joint Booking Child": "a row of a joint booking, which is connected itself",
	"IRO Absence Child": "a row of an absence, which is about the reviewing officer and opens from the absence",
}
"""Doctypes that point to a child or a review and are not among its connections, each with the reason."""


@pytest.mark.parametrize("to", ["Looked After Child", "IRO Review"])
def test_whatever_points_to_a_case_is_among_its_connections(to: str) -> None:
	folder = folder_of(DOCTYPES[to])
	tree = ast.parse((folder / f"{folder.name}_dashboard.py").read_text())
	connected = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(DOCTYPES)
	pointing = {
		name
		for name, doctype in DOCTYPES.items()
		if any(field["fieldtype"] == "Link" and field["options"] == to for field in doctype["fields"])
	}
	assert pointing - connected - set(LED_FROM_ELSEWHERE) == set()
	assert {DOCTYPES[name]["istable"] for name in LED_FROM_ELSEWHERE} == {1}
	assert connected - pointing == {"Joint Review Booking"}  # through its table
