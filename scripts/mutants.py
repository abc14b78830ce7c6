"""Mutation testing of the rules: `make mutants`, or `make mutants ARGS="working_days intake"`.

mutmut changes one thing at a time in a copy of the tree, and those of tests/domain that reach the changed function have
to notice. What is worked out while a module is imported is tried afresh, the rules imported with the change switched
on, by all of tests/domain.

Without module names the usual ones are tried and docs/mutants.md is written. A mutant that survives and is not in
docs/equivalent-mutants.toml, each there with why it changes nothing, makes the command fail.

Exit code: 0 every mutant killed or known as equivalent; 1 some survived; 2 it could not run, and the text says why.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from mutants_made import copy_tree, made
from mutants_report import (
	Mutant,
	Verdict,
	equivalents,
	judged,
	known_as_equivalent,
	source_state,
	summary,
	written,
)

ROOT = Path(__file__).resolve().parent.parent
TRIAL = Path(__file__).with_name("mutants_trial.py")
DOMAIN = Path("iro_module", "domain")
USUAL = ("working_days", "timescales", "circumstances", "review_plan", "intake")


class CannotRunError(Exception):
	"""The mutants could not be made or tested; the text says why."""


def files_of(module: str) -> list[Path]:
	"""The files of a module of the rules, which may be a package. Raises CannotRunError."""
	one, package = DOMAIN / f"{module}.py", DOMAIN / module
	found = [one] if (ROOT / one).is_file() else sorted((ROOT / package).rglob("*.py"))
	if not found:
		raise CannotRunError(f"There is no {one} and no {package}. The usual modules are: {', '.join(USUAL)}")
	return [path.relative_to(ROOT) if path.is_absolute() else path for path in found]


def environment() -> dict[str, str]:
	"""CI makes Hypothesis try the same examples in each run and keep none."""
	return {**os.environ, "CI": "1", "PYTHONDONTWRITEBYTECODE": "1", "PY_IGNORE_IMPORTMISMATCH": "1"}


def tried(tree: Path, mutants: list[Mutant], equivalent: list[str]) -> list[Mutant]:
	"""The mutants with what the tests say of them. Those known as equivalent are not tried afresh."""
	job = tree / "job.json"
	names = [one.name for one in mutants]
	job.write_text(json.dumps({"mutants": names, "equivalent": equivalent, "workers": os.cpu_count() or 1}))
	command = [sys.executable, str(TRIAL), str(job)]
	with subprocess.Popen(command, cwd=tree, env=environment(), stdout=subprocess.PIPE, text=True) as trial:
		answers = tqdm(map(json.loads, trial.stdout or ()), total=len(names), disable=None)
		verdicts = {name: Verdict(said) for name, said in answers}
	if trial.returncode or len(verdicts) < len(names):
		raise CannotRunError(f"{len(names) - len(verdicts)} mutants could not be tried.")
	return [replace(one, verdict=verdicts[one.name]) for one in mutants]


def main() -> int:
	modules = sys.argv[1:] or list(USUAL)
	known, state = equivalents(ROOT), source_state(ROOT)
	try:
		files = [file for module in modules for file in files_of(module)]
		with tempfile.TemporaryDirectory(prefix="iro-mutants-") as folder:
			copy_tree(ROOT, Path(folder))
			mutants = made(Path(folder), files)
			print(f"{len(mutants)} changes of {', '.join(modules)}, each against its tests ...", flush=True)
			mutants = judged(tried(Path(folder), mutants, known_as_equivalent(mutants, known)), known)
	except CannotRunError as problem:
		print(problem, file=sys.stderr)
		return 2
	print(summary(mutants, known))
	if not sys.argv[1:]:
		print(f"Written to {written(ROOT, modules, mutants, state)}")
	return 1 if any(one.verdict is Verdict.SURVIVED for one in mutants) else 0


if __name__ == "__main__":
	sys.exit(main())
