"""Reading the app's files as text: nothing of it that needs Frappe is imported."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
APP = CHECKOUT / "iro_module"
MODULES = {
	"IRO Setup": "iro_setup",
	"IRO Records": "iro_records",
	"IRO Reviews": "iro_reviews",
	"IRO Challenge": "iro_challenge",
	"IRO Assurance": "iro_assurance",
}


def hooks() -> dict[str, Any]:
	"""The values that hooks.py assigns, by name."""
	tree = ast.parse((APP / "hooks.py").read_text(encoding="utf-8"))
	return {
		node.targets[0].id: ast.literal_eval(node.value)
		for node in tree.body
		if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
	}


def strings(value: Any) -> Iterator[str]:
	"""Every text in a value of hooks, however deep; the keys of a dict are not among them."""
	if isinstance(value, str):
		yield value
	elif isinstance(value, dict):
		for one in value.values():
			yield from strings(one)
	elif isinstance(value, list | tuple):
		for one in value:
			yield from strings(one)


def function(path: str) -> ast.FunctionDef | None:
	"""The function that a dotted path names; None where there is no such module or function."""
	module, _, name = path.rpartition(".")
	file = CHECKOUT.joinpath(*module.split(".")).with_suffix(".py")
	if not file.exists():
		file = CHECKOUT.joinpath(*module.split("."), "__init__.py")
	if not file.exists():
		return None
	tree = ast.parse(file.read_text(encoding="utf-8"))
	found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
	return found[0] if found else None


def documents(kind: str) -> dict[str, dict[str, Any]]:
	"""The app's records of a kind, such as `doctype` or `number_card`, by name."""
	files = [file for folder in MODULES.values() for file in sorted((APP / folder / kind).glob("*/*.json"))]
	return {document["name"]: document for document in (json.loads(file.read_text()) for file in files)}


def folder_of(doctype: dict[str, Any]) -> Path:
	"""Where a doctype's files lie."""
	return APP / MODULES[doctype["module"]] / "doctype" / doctype["name"].lower().replace(" ", "_")


DOCTYPES = documents("doctype")
