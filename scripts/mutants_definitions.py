"""Make what a module works out while it is imported reachable for mutmut, which mutates the bodies of plain functions.

Only in the copy that is mutated: `LIMIT = 5` becomes `LIMIT = _defined_LIMIT()` after a function that returns 5, and
a function under one of DECORATORS becomes a plain one of another name, decorated on the next line.
"""

from __future__ import annotations

import libcst as cst
from libcst import matchers

DEFINED, PLAIN = "_defined_", "_plain_"
DECORATORS = frozenset({"property", "cached_property", "lru_cache", "cache"})


def opened(source: str) -> str:
	"""The source with every value of a definition in a function of its own, and no decorated functions left."""
	module = cst.parse_module(source)
	return module.with_changes(body=_opened(module.body)).code


def _opened(statements: list, owner: str = "") -> list:
	"""owner: the class that holds the statements, and an underscore. Its own names are out of a function's reach."""
	result: list = []
	own: set[str] = set()
	for statement in statements:
		if isinstance(statement, cst.ClassDef) and isinstance(statement.body, cst.IndentedBlock):
			result.extend(_class(statement))
		elif isinstance(statement, cst.FunctionDef):
			result.extend(_undecorated(statement))
		else:
			result.extend(_defined(statement, owner, own))
			own |= _targets(statement) if owner else set()
	return result


def _class(node: cst.ClassDef) -> list:
	"""The values of a class go into functions before it, its decorated methods stay within."""
	before, within = [], []
	for statement in _opened(node.body.body, f"{node.name.value}_"):
		made = isinstance(statement, cst.FunctionDef) and statement.name.value.startswith(DEFINED)
		(before if made else within).append(statement)
	return [*before, node.with_changes(body=node.body.with_changes(body=within))]


def _undecorated(function: cst.FunctionDef) -> list:
	if len(function.decorators) != 1:
		return [function]
	decorator = function.decorators[0].decorator
	called = decorator.func if isinstance(decorator, cst.Call) else decorator
	if not (isinstance(called, cst.Name) and called.value in DECORATORS):
		return [function]
	plain = PLAIN + function.name.value
	again = cst.Assign([cst.AssignTarget(function.name)], cst.Call(decorator, [cst.Arg(cst.Name(plain))]))
	return [
		function.with_changes(name=cst.Name(plain), decorators=[]),
		cst.SimpleStatementLine([again]),
	]


def _defined(statement: cst.BaseStatement, owner: str, out_of_reach: set[str]) -> list:
	if not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) != 1:
		return [statement]
	(small,) = statement.body
	if not isinstance(small, cst.Assign | cst.AnnAssign) or small.value is None:
		return [statement]
	name = _target(small)
	used = {one.value for one in matchers.findall(small.value, matchers.Name())}
	if name is None or name.startswith("__") or used & out_of_reach:
		return [statement]
	function = f"{DEFINED}{owner}{name}"
	returns = cst.SimpleStatementLine([cst.Return(small.value)])
	return [
		cst.FunctionDef(cst.Name(function), cst.Parameters(), cst.IndentedBlock([returns])),
		statement.with_changes(body=[small.with_changes(value=cst.Call(cst.Name(function)))]),
	]


def _target(node: cst.Assign | cst.AnnAssign) -> str | None:
	"""A name for what is assigned; None where it is no name and no tuple of names."""
	target = node.target if isinstance(node, cst.AnnAssign) else node.targets[0].target
	names = [one.value for one in target.elements] if isinstance(target, cst.Tuple) else [target]
	return "_".join(one.value for one in names) if all(isinstance(one, cst.Name) for one in names) else None


def _targets(statement: cst.BaseStatement) -> set[str]:
	return {
		found.value
		for target in matchers.findall(statement, matchers.AssignTarget() | matchers.AnnAssign())
		for found in matchers.findall(target.target, matchers.Name())
	}
