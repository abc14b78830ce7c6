"""Methods that browsers may call: what writes is asked for by POST, and each of those says who may."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.static.files import APP, CHECKOUT

WRITES = frozenset({"save", "insert", "db_insert", "set_value", "db_set", "delete", "submit", "append_to"})
REFUSES_TIES = (CHECKOUT / "tests/platform/permissions/test_acting.py").read_text(encoding="utf-8")
OTHERS = {
	"intake.api.ingest": "the feed",
	"intake.deciding.decide_several": "decide, one by one",
	"intake.deciding.mark_read": "notes that the reviewing officer read it; does nothing for anybody else",
	"intake.refusals.discard": "the data officer, and the IRO Manager for restricted children",
	"intake.refusals.reopen": "as discard",
	"intake.refusals.retry": "as discard",
	"intake.reporting.correct": "who made the report",
	"iro_records.allocation.allocate": "IRO Managers, tied ones too: so that it can be put right",
	"iro_records.querying.ask": "who may create queries",
	"iro_records.querying.withdraw": "who asked",
	"iro_reviews.managers_reply.reply": "the child's social work manager",
	"iro_reviews.managers_reply.sign_off": "the child's social work manager",
	"iro_reviews.postponing.withdraw": "who asked",
}
"""Methods that write and are not the reviewing service's acts: who may call them."""


def methods() -> Iterator[tuple[str, ast.FunctionDef, ast.Module, bool]]:
	"""Every whitelisted function: its path in the app, itself, its module, and whether it is asked by POST alone."""
	for file in sorted(APP.rglob("*.py")):
		tree = ast.parse(file.read_text(encoding="utf-8"))
		for node in tree.body:
			if isinstance(node, ast.FunctionDef):
				for how in node.decorator_list:
					if "frappe.whitelist" in ast.unparse(how):
						yield path_of(file, node), node, tree, "methods=['POST']" in ast.unparse(how)


def path_of(file: Path, node: ast.FunctionDef) -> str:
	return ".".join([*file.relative_to(APP).with_suffix("").parts, node.name])


def writes(node: ast.FunctionDef, tree: ast.Module) -> bool:
	"""Whether the function, or one of the same file that it calls, saves something."""
	own = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
	seen, waiting = set(), [node]
	while waiting:
		one = waiting.pop()
		seen.add(one.name)
		for call in (part for part in ast.walk(one) if isinstance(part, ast.Call)):
			if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
				return True
			name = call.func.id if isinstance(call.func, ast.Name) else ""
			if name in own and name not in seen:
				waiting.append(own[name])
	return False


def test_what_writes_is_asked_for_by_post() -> None:
	"""A link in a page makes a browser send a GET under the name of whoever opens it."""
	by_get = [
		path
		for path, node, tree, post in methods()
		if not post and writes(node, tree) and not path.startswith("permissions.")
	]
	assert not by_get


def test_every_method_that_writes_is_tried_or_says_who_else_may() -> None:
	posted = {path for path, _node, _tree, post in methods() if post}
	assert posted, "the reading of decorators must find something"
	missing = {path for path in posted - set(OTHERS) if f'"{path}"' not in REFUSES_TIES}
	assert not missing
	assert set(OTHERS) <= posted
