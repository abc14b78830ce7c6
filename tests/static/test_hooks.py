"""Hooks name things by text: every name must be there."""

from __future__ import annotations

import ast
import re

import pytest

from iro_module.permissions.truth_table import ROW_DOCTYPES
from tests.static.files import APP, CHECKOUT, DOCTYPES, MODULES, documents, function, hooks, strings

HOOKS = hooks()
PATHS = sorted(
	{text for value in HOOKS.values() for text in strings(value) if text.startswith("iro_module.")}
)
METHODS_IN_SCRIPTS = sorted(
	{
		path
		for folder in (*MODULES.values(), "public", "templates")
		for file in (APP / folder).rglob("*.js")
		for path in re.findall(r"[\"'](iro_module\.[a-z_.]+)[\"']", file.read_text(encoding="utf-8"))
	}
)
FRAPPES_OWN = {
	"Version", "Comment", "Communication", "File", "ToDo", "Deleted Document", "DocShare", "Document Share Key",
	"Property Setter", "Number Card", "Tag Link", "Document Follow", "View Log", "Access Log", "Milestone",
	"Energy Point Log", "Activity Log", "Email Queue", "Integration Request", "Auto Repeat", "Reminder",
	"Notification Log", "Prepared Report", "*",
}  # fmt: skip


def is_whitelisted(path: str) -> bool:
	found = function(path)
	return found is not None and any("whitelist" in ast.dump(decorator) for decorator in found.decorator_list)


def test_there_are_paths_to_check() -> None:
	assert len(PATHS) > 10
	assert METHODS_IN_SCRIPTS


@pytest.mark.parametrize("path", PATHS)
def test_a_path_in_hooks_leads_to_a_function(path: str) -> None:
	assert function(path) is not None


@pytest.mark.parametrize("path", METHODS_IN_SCRIPTS)
def test_a_method_that_a_script_calls_is_open_to_it(path: str) -> None:
	assert is_whitelisted(path)


@pytest.mark.parametrize("card", documents("number_card").values(), ids=lambda card: card["name"])
def test_a_figure_has_its_method(card: dict) -> None:
	assert is_whitelisted(card["method"])
	assert card["document_type"] in DOCTYPES


@pytest.mark.parametrize(
	"hook", ["doc_events", "permission_query_conditions", "has_permission", "doctype_js", "doctype_list_js"]
)
def test_a_doctype_in_hooks_exists(hook: str) -> None:
	assert set(HOOKS[hook]) <= set(DOCTYPES) | FRAPPES_OWN


def test_every_case_doctype_has_its_criterion_for_lists_and_documents() -> None:
	for doctype in ROW_DOCTYPES:
		assert (
			HOOKS["permission_query_conditions"][doctype] == "iro_module.permissions.criteria.list_condition"
		)
		assert HOOKS["has_permission"][doctype] == "iro_module.permissions.criteria.has_permission"


def test_every_child_table_of_a_case_doctype_is_listed_with_its_document() -> None:
	"""Frappe lists the rows of a child table to everybody who may read some document that has it."""
	tables = {
		field["options"]
		for name in ROW_DOCTYPES
		for field in DOCTYPES[name]["fields"]
		if field["fieldtype"] in ("Table", "Table MultiSelect")
	}
	conditions = HOOKS["permission_query_conditions"]
	assert {conditions.get(table) for table in tables} == {"iro_module.permissions.criteria.table_condition"}


def test_a_method_in_place_of_frappes_is_open_to_the_browser() -> None:
	for path in HOOKS["override_whitelisted_methods"].values():
		assert is_whitelisted(path), path


@pytest.mark.parametrize(
	"file", sorted({text for hook in ("doctype_js", "doctype_list_js") for text in strings(HOOKS[hook])})
)
def test_a_script_in_hooks_exists(file: str) -> None:
	assert (APP / file).is_file()


def test_the_logo_exists() -> None:
	(screen,) = HOOKS["add_to_apps_screen"]
	assert (APP / "public" / screen["logo"].removeprefix("/assets/iro_module/")).is_file()


def test_required_apps_stands_on_one_line() -> None:
	"""The bench program reads it with a regular expression, and fails where it is missing."""
	assert re.search(r"^required_apps = \[\]$", (APP / "hooks.py").read_text(), re.MULTILINE)


def test_hooks_compute_nothing() -> None:
	tree = ast.parse((APP / "hooks.py").read_text())
	assert all(isinstance(node, ast.Assign) for node in tree.body)


def test_the_top_shows_where_people_look() -> None:
	assert (CHECKOUT / "hooks.py").resolve() == APP / "hooks.py"
	assert (CHECKOUT / "fixtures").resolve() == APP / "fixtures"


def test_modules_and_their_folders_agree() -> None:
	listed = (APP / "modules.txt").read_text().split("\n")
	assert [line for line in listed if line] == list(MODULES)
	for folder in MODULES.values():
		assert (APP / folder / "__init__.py").exists()


def test_patches_stand_in_sections_and_can_be_imported() -> None:
	lines = [line.strip() for line in (APP / "patches.txt").read_text().splitlines() if line.strip()]
	assert [line for line in lines if line.startswith("[")] == ["[pre_model_sync]", "[post_model_sync]"]
	for line in lines:
		if not line.startswith(("[", "#", "execute:")):
			assert function(f"{line.split()[0]}.execute") is not None, line
