"""The mutants of modules of the rules, in a copy of the tree.

mutmut changes one thing at a time and keeps each change next to the original, as a function of its own; which of them
runs is asked of the environment at each call. So one copy holds all mutants, and nothing is written between tests.
"""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

from mutants_definitions import opened
from mutants_report import Mutant, readable

NEEDED = (
	"iro_module",
	"integration_service",
	"pyproject.toml",
	"tests/__init__.py",
	"tests/domain",
	"tests/data",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "public")
SETTINGS = """
[tool.mutmut]
source_paths = ["iro_module"]
track_dependencies = false
"""


def copy_tree(root: Path, to: Path) -> None:
	"""What the tests of the rules need."""
	for name in NEEDED:
		source, target = root / name, to / name
		target.parent.mkdir(parents=True, exist_ok=True)
		if source.is_dir():
			shutil.copytree(source, target, ignore=LEFT_OUT)
		elif source.exists():
			shutil.copy(source, target)
	with (to / "pyproject.toml").open("a") as packaging:
		packaging.write(SETTINGS)


def made(tree: Path, files: list[Path]) -> list[Mutant]:
	"""All mutants of the files, which are rewritten in the copy so that they hold them."""
	mutants = []
	with _within(tree):  # mutmut reads its settings from where it is
		for file in files:
			changed = mutate_file_contents(str(file), opened(file.read_text()))
			file.write_text(changed.code)
			mutants += _listed(file, changed)
	return mutants


@contextmanager
def _within(folder: Path) -> Iterator[None]:
	before = Path.cwd()
	os.chdir(folder)
	try:
		yield
	finally:
		os.chdir(before)


def _listed(file: Path, changed: MutatedFile) -> list[Mutant]:
	lines = changed.code.splitlines()
	spans = changed.line_span_by_function_name

	def source(name: str) -> list[str]:
		span = spans[name]
		return [line.strip().replace(name, "") for line in lines[span.start - 1 : span.end]]

	return [
		Mutant(get_mutant_name(file, name), None, *_change(source(_original(name)), source(name)))
		for name in changed.mutant_names
	]


def _original(name: str) -> str:
	return f"{name.partition('__mutmut_')[0]}__mutmut_orig"


def _change(before: list[str], after: list[str]) -> tuple[str, str]:
	"""The lines that were changed, as they were and as they became."""
	lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))[3:]
	return _joined(line for line in lines if line[0] == "-"), _joined(
		line for line in lines if line[0] == "+"
	)


def _joined(lines: Iterable[str]) -> str:
	return readable(" ".join(line[1:] for line in lines))
