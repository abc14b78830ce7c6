"""The workspace, its blocks and all scripts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from iro_module.domain.reasons import Kind, Timetable
from iro_module.iro_setup.roles import DESK_ROLES
from iro_module.permissions.truth_table import CASE_DOCTYPES, readers
from tests.static.files import APP, DOCTYPES, documents, folder_of, function

WORKSPACES = documents("workspace")
SCRIPTS = sorted(APP.rglob("*.js"))
each_workspace = pytest.mark.parametrize("workspace", WORKSPACES.values(), ids=WORKSPACES)


def shown(workspace: dict, kind: str, key: str) -> list[str]:
	return [block["data"][key] for block in json.loads(workspace["content"]) if block["type"] == kind]


@each_workspace
def test_what_the_workspace_shows_is_what_it_has(workspace: dict) -> None:
	for kind, key, rows in (
		("number_card", "number_card_name", workspace["number_cards"]),
		("custom_block", "custom_block_name", workspace["custom_blocks"]),
	):
		assert shown(workspace, kind, key) == [row[key] for row in rows]
	assert shown(workspace, "shortcut", "shortcut_name") == [row["label"] for row in workspace["shortcuts"]]
	assert shown(workspace, "card", "card_name") == [
		row["label"] for row in workspace["links"] if row["type"] == "Card Break"
	]


@each_workspace
def test_what_the_workspace_has_exists(workspace: dict) -> None:
	assert {row["number_card_name"] for row in workspace["number_cards"]} <= set(documents("number_card"))
	there = {"DocType": set(DOCTYPES), "Report": set(documents("report")), "Page": set(documents("page"))}
	linked = [(row.get("type"), row.get("link_to")) for row in workspace["shortcuts"]]
	linked += [(row.get("link_type"), row.get("link_to")) for row in workspace["links"]]
	assert [link for link in linked if link[1] and link[1] not in there[link[0]]] == []
	blocks = (APP / "workspace_blocks.py").read_text()
	for row in workspace["custom_blocks"]:
		assert f'"{row["custom_block_name"]}"' in blocks


def test_every_figure_is_on_a_workspace_and_has_its_method() -> None:
	used = {row["number_card_name"] for workspace in WORKSPACES.values() for row in workspace["number_cards"]}
	assert used == set(documents("number_card"))
	for card in documents("number_card").values():
		assert function(card["method"]), card["name"]


def test_every_desk_role_has_a_workspace() -> None:
	assert set(DESK_ROLES) <= {row["role"] for workspace in WORKSPACES.values() for row in workspace["roles"]}


@each_workspace
def test_whoever_sees_a_workspace_may_read_what_it_links_to(workspace: dict) -> None:
	"""Frappe hides a link somebody may not follow; a workspace that none of its roles can use is a mistake."""
	for row in (*workspace["shortcuts"], *workspace["links"]):
		doctype = row.get("link_to")
		if doctype in DOCTYPES:
			assert set(readers(doctype)) & {role["role"] for role in workspace["roles"]}, row["label"]


@pytest.mark.parametrize("name", ["next_reviews", "service"])
def test_a_block_has_its_three_files(name: str) -> None:
	for ending in ("html", "js", "css"):
		assert (APP / "templates" / "blocks" / f"{name}.{ending}").read_text().strip()


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=lambda doctype: doctype["name"])
def test_a_script_speaks_of_its_own_doctype(doctype: dict) -> None:
	folder = folder_of(doctype)
	for ending, begins in (
		("", f'frappe.ui.form.on("{doctype["name"]}"'),
		("_list", f'frappe.listview_settings["{doctype["name"]}"]'),
		("_calendar", f'frappe.views.calendar["{doctype["name"]}"]'),
	):
		file = folder / f"{folder.name}{ending}.js"
		if file.exists():
			assert begins in file.read_text()


def test_fields_that_lists_ask_for_exist() -> None:
	for doctype in DOCTYPES.values():
		folder = folder_of(doctype)
		file = folder / f"{folder.name}_list.js"
		if file.exists():
			asked = re.search(r"add_fields: \[(.*?)\]", file.read_text(), re.DOTALL)
			assert asked
			names = set(re.findall(r"\"(\w+)\"", asked[1]))
			assert names <= {field["fieldname"] for field in doctype["fields"]}, doctype["name"]


def test_every_kind_of_review_has_words() -> None:
	offered = {
		field["fieldname"]: field["options"].split("\n")
		for field in DOCTYPES["IRO Review"]["fields"]
		if field["fieldname"] in ("kind", "timetable")
	}
	assert offered == {"kind": [one.value for one in Kind], "timetable": [one.value for one in Timetable]}
	words = (APP / "public" / "js" / "review_words.js").read_text()
	block = (APP / "templates" / "blocks" / "next_reviews.js").read_text()
	for kind in Kind:
		assert re.search(rf"\b{kind.value}: __\(", words)
		assert re.search(rf"\b{kind.value}: __\(", block)
	for timetable in Timetable:
		assert re.search(rf"\b{timetable.value}: __\(", words)


def test_the_forms_of_all_case_doctypes_are_tidied() -> None:
	text = (APP / "public" / "js" / "case_form.js").read_text()
	assert {name for name in CASE_DOCTYPES if f'"{name}"' not in text} == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: str(script.relative_to(APP)))
def test_a_script_can_be_read_by_javascript(script: Path) -> None:
	node = shutil.which("node")
	if node is None:
		pytest.skip("Node is not installed: scripts of the desk were not checked. sudo apt install nodejs")
	done = subprocess.run([node, "--check", str(script)], capture_output=True, text=True, check=False)
	assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: str(script.relative_to(APP)))
def test_a_script_puts_no_value_into_html_unescaped(script: Path) -> None:
	"""Names and free text come from elsewhere: they are set as text, never as HTML."""
	text = script.read_text()
	assert not re.search(r"\.innerHTML\s*=|\.html\(", text)


FILTERING = [script for script in SCRIPTS if re.search(r"\w,<=?,", script.read_text())]


@pytest.mark.parametrize("script", FILTERING, ids=lambda script: str(script.relative_to(APP)))
def test_a_filter_for_days_before_another_leaves_empty_dates_out(script: Path) -> None:
	"""Frappe's lists take an empty date for the first day of the year 1, so `<` alone matches it."""
	of_it = [one for one in DOCTYPES.values() if folder_of(one) == script.parent]
	always_there = {field["fieldname"] for one in of_it for field in one["fields"] if field.get("reqd")}
	for text in re.findall(r"[`\"][^`\"]*,<=?,[^`\"]*[`\"]", script.read_text()):
		for field in re.findall(r"(\w+),<=?,", text):
			assert field in always_there or f"{field},is,set" in text, text
