"""Mutation testing of the rules: `make mutants`, or `make mutants ARGS="working_days intake"`.

mutmut changes one thing at a time in a copy of the tree and runs those of tests/domain that reach the changed function,
the quickest first. What survives that, and what is worked out while a module is imported, is tried again by all of
tests/domain in a process of its own, so that no value kept from before the change hides it.

Without module names the usual ones are tried and docs/mutants.md is written. A mutant that survives and is not in
docs/equivalent-mutants.toml, each there with why it changes nothing, makes the command fail.

Exit code: 0 every mutant killed or known as equivalent; 1 some survived; 2 it could not run, and the text says why.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from mutants_definitions import opened
from mutants_report import Mutant, Verdict, equivalents, judged, readable, summary, written

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
DOMAIN = Path("iro_module", "domain")
USUAL = ("working_days", "timescales", "circumstances", "review_plan", "intake")
NEEDED = (
	"iro_module",
	"integration_service",
	"pyproject.toml",
	"tests/__init__.py",
	"tests/domain",
	"tests/data",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "public")
TESTS = "tests/domain"
QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "--rootdir=.")
LONGEST = 600
"""Seconds after which a run of all tests in a process of its own counts as a time-out."""
SETTINGS = """
[tool.mutmut]
source_paths = ["iro_module"]
only_mutate = {files}
also_copy = ["integration_service"]
pytest_add_cli_args_test_selection = ["{tests}"]
pytest_add_cli_args = ["-p", "no:cacheprovider"]
process_isolation = "forkserver"
track_dependencies = false
use_git_change_detection = false
"""


class CannotRunError(Exception):
	"""The mutants could not be made or tested; the text says why."""


def files_of(module: str) -> list[Path]:
	"""The files of a module of the rules, which may be a package. Raises CannotRunError."""
	one, package = DOMAIN / f"{module}.py", DOMAIN / module
	found = [one] if (ROOT / one).is_file() else sorted((ROOT / package).rglob("*.py"))
	if not found:
		raise CannotRunError(f"There is no {one} and no {package}. The usual modules are: {', '.join(USUAL)}")
	return [path.relative_to(ROOT) if path.is_absolute() else path for path in found]


def copy_tree(to: Path, files: list[Path]) -> None:
	"""What the tests of the rules need, with the modules opened up for mutation."""
	for name in NEEDED:
		source, target = ROOT / name, to / name
		target.parent.mkdir(parents=True, exist_ok=True)
		if source.is_dir():
			shutil.copytree(source, target, ignore=LEFT_OUT)
		elif source.exists():
			shutil.copy(source, target)
	for file in files:
		(to / file).write_text(opened((ROOT / file).read_text()))
	settings = SETTINGS.format(files=[file.as_posix() for file in files], tests=TESTS)
	with (to / "pyproject.toml").open("a") as packaging:
		packaging.write(settings)


def environment(mutant: str = "") -> dict[str, str]:
	"""CI makes Hypothesis try the same examples in each run and keep none."""
	given = {**os.environ, "CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
	return {**given, "MUTANT_UNDER_TEST": mutant} if mutant else given


def mutmut(tree: Path, *arguments: str, show: bool = False) -> str:
	"""Run mutmut in the copy, and return what it printed, unless it is shown. Raises CannotRunError."""
	done = subprocess.run(
		[str(TOOLS / "mutmut"), *arguments],
		cwd=tree,
		env=environment(),
		check=False,
		text=True,
		stdout=None if show else subprocess.PIPE,
		stderr=subprocess.STDOUT,
	)
	printed = done.stdout or ""
	if done.returncode != 0:
		raise CannotRunError(f"mutmut {arguments[0]} failed. {printed[-4000:]}")
	return printed


def tried(tree: Path, workers: int) -> list[Mutant]:
	"""All mutants, as the selected tests judge them."""
	mutmut(tree, "run", "--max-children", str(workers), show=sys.stdout.isatty())
	mutants = []
	for line in mutmut(tree, "results", "--all", "true").splitlines():
		name, _, status = line.strip().rpartition(": ")
		if "__mutmut_" in name:
			mutants.append(Mutant(name, Verdict.of(status)))
	if not mutants:
		raise CannotRunError("mutmut found nothing to change in these modules")
	return mutants


def test_files(tree: Path) -> dict[str, list[str]]:
	"""For each changed file, as a dotted name, the files of tests that reached its functions; the quickest first."""
	stats = json.loads((tree / "mutants" / "mutmut-stats.json").read_text())
	seconds: Counter[str] = Counter()
	for test, duration in stats["duration_by_test"].items():
		seconds[test.partition("::")[0]] += duration
	reaching: dict[str, set[str]] = defaultdict(set)
	for function, tests in stats["tests_by_mangled_function_name"].items():
		reaching[function.rpartition(".")[0]] |= {test.partition("::")[0] for test in tests}
	return {name: sorted(files, key=lambda file: (seconds[file], file)) for name, files in reaching.items()}


def tried_again(tree: Path, mutant: Mutant, own: list[str]) -> Mutant:
	"""The verdict of the tests that reach the changed file and then of all, in processes of their own."""
	for names in filter(None, (own, [TESTS])):
		try:
			done = subprocess.run(
				[sys.executable, "-m", "pytest", *QUIETLY, *names],
				cwd=tree / "mutants",
				env=environment(mutant.name),
				check=False,
				capture_output=True,
				timeout=LONGEST,
			)
		except subprocess.TimeoutExpired:
			return replace(mutant, verdict=Verdict.TIMED_OUT)
		if done.returncode != 0:
			return replace(mutant, verdict=Verdict.KILLED)
	return _with_change(tree, mutant)


def _with_change(tree: Path, survivor: Mutant) -> Mutant:
	"""The survivor with the lines that were changed."""
	shown = mutmut(tree, "show", survivor.name).splitlines()
	changes = [line for line in shown if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]
	was = _joined(line for line in changes if line.startswith("-"))
	return replace(survivor, was=was, became=_joined(line for line in changes if line.startswith("+")))


def _joined(lines: Iterable[str]) -> str:
	return readable(" ".join(line[1:].strip() for line in lines))


def run(modules: list[str], tree: Path) -> list[Mutant]:
	"""Every mutant of the modules with its verdict. Raises CannotRunError."""
	files = [file for module in modules for file in files_of(module)]
	copy_tree(tree, files)
	workers = os.cpu_count() or 1
	print(f"Changing {', '.join(modules)}, and testing each change ...", flush=True)
	mutants = tried(tree, workers)
	open_ones = [one for one in mutants if one.verdict is Verdict.SURVIVED]
	print(f"{len(mutants)} mutants; {len(open_ones)} tried again, each on its own ...", flush=True)
	own = test_files(tree)
	with ThreadPoolExecutor(workers) as pool:
		results = pool.map(lambda one: tried_again(tree, one, own.get(one.file, [])), open_ones)
		again = dict(zip(open_ones, tqdm(results, total=len(open_ones), disable=None), strict=True))
	return [again.get(one, one) for one in mutants]


def main() -> int:
	modules = sys.argv[1:] or list(USUAL)
	try:
		with tempfile.TemporaryDirectory(prefix="iro-mutants-") as folder:
			mutants = judged(run(modules, Path(folder)), known := equivalents(ROOT))
	except CannotRunError as problem:
		print(problem, file=sys.stderr)
		return 2
	print(summary(mutants, known))
	if not sys.argv[1:]:
		print(f"Written to {written(ROOT, modules, mutants, known)}")
	return 1 if any(one.verdict is Verdict.SURVIVED for one in mutants) else 0


if __name__ == "__main__":
	sys.exit(main())
