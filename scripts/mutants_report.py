"""What became of each mutant, against the reviewed list of those that change nothing, and the page that says so."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from enum import Enum
from importlib.metadata import version
from pathlib import Path

try:
	import tomllib
except ModuleNotFoundError:  # Python 3.10
	import tomli as tomllib

EQUIVALENT = Path("docs", "equivalent-mutants.toml")
PAGE = Path("docs", "mutants.md")


class Verdict(str, Enum):
	KILLED = "killed"
	TIMED_OUT = "timed out"
	EQUIVALENT = "equivalent"
	SURVIVED = "survived"


@dataclass(frozen=True)
class Mutant:
	"""One change: `was` and `became` are the changed lines. `verdict` is None until it was tried."""

	name: str
	verdict: Verdict | None
	was: str = ""
	became: str = ""
	why: str = ""

	@property
	def where(self) -> str:
		"""File and function: `review_plan.gaps: _open`, `working_days: Calendar.after`."""
		path, _, function = self.name.partition("__mutmut_")[0].rpartition(".")
		function = readable(function.removeprefix("x_").removeprefix("xǁ").replace("ǁ", "."))
		return f"{path.removeprefix('iro_module.domain.')}: {function}"

	@property
	def change(self) -> tuple[str, str, str]:
		"""What the reviewed list knows it by."""
		return self.where, self.was, self.became

	@property
	def module(self) -> str:
		"""The module of the rules, which may be a package."""
		return self.where.partition(":")[0].partition(".")[0]


@dataclass(frozen=True)
class Equivalent:
	"""A reviewed entry of the list: a change in a function that no test can tell, and why."""

	where: str
	was: str
	became: str
	why: str

	@property
	def change(self) -> tuple[str, str, str]:
		"""What a mutant is known by."""
		return self.where, self.was, self.became


def equivalents(root: Path) -> list[Equivalent]:
	"""The reviewed list; empty where there is none. Raises TypeError for an entry that lacks a part."""
	file = root / EQUIVALENT
	entries = tomllib.loads(file.read_text())["mutant"] if file.exists() else []
	return [Equivalent(**entry) for entry in entries]


def judged(mutants: list[Mutant], known: list[Equivalent]) -> list[Mutant]:
	"""The same mutants, survivors on the list marked as equivalent."""
	listed = {one.change: one.why for one in known}
	return [
		replace(one, verdict=Verdict.EQUIVALENT, why=listed[one.change])
		if one.verdict is Verdict.SURVIVED and one.change in listed
		else one
		for one in mutants
	]


def known_as_equivalent(mutants: list[Mutant], known: list[Equivalent]) -> list[str]:
	"""The names of the mutants that are on the list."""
	listed = {one.change for one in known}
	return [one.name for one in mutants if one.change in listed]


def summary(mutants: list[Mutant], known: list[Equivalent]) -> str:
	"""For the terminal: counts, each survivor, and entries of the list that no mutant needs any more."""
	survivors = [one for one in mutants if one.verdict is Verdict.SURVIVED]
	lines = [_table(mutants)]
	lines += [f"\nSURVIVED {one.where}\n  - {one.was}\n  + {one.became}" for one in survivors]
	lines += [f"\nNot needed in {EQUIVALENT}: {one.where}: {one.became}" for one in _unneeded(mutants, known)]
	if survivors:
		lines.append(
			f"\nWrite a test that fails for each, or add it to {EQUIVALENT} with why it changes nothing."
		)
	return "\n".join(lines)


def source_state(root: Path) -> str:
	"""The commit that is tried, and that it was changed since where it was."""
	told = subprocess.run(
		["git", "describe", "--always", "--dirty", "--exclude=*"],
		cwd=root,
		check=False,
		capture_output=True,
		text=True,
	)
	return told.stdout.strip() or "unknown"


def written(root: Path, modules: list[str], mutants: list[Mutant], state: str) -> Path:
	"""Write docs/mutants.md about that state of the source, and return its path."""
	survivors = [one for one in mutants if one.verdict is Verdict.SURVIVED]
	equivalent = [one for one in mutants if one.verdict is Verdict.EQUIVALENT]
	python = ".".join(map(str, sys.version_info[:2]))
	text = f"""# Mutation testing of the rules

Written by `make mutants` on {datetime.now(tz=timezone.utc).date()} about commit `{state}` (mutmut {version("mutmut")},
Python {python}): one thing at a time is changed in {", ".join(f"`{one}`" for one in modules)}, and the tests in
`tests/domain` have to notice. A time-out is a change that made the code run for ever; an equivalent one changes nothing
that anybody could see, and was looked at by a person.

{_table(mutants)}

## Survivors

{_list(survivors) or "None."}

## Equivalent mutants

{_list(equivalent) or "None."}
"""
	(root / PAGE).write_text(text)
	return PAGE


def _table(mutants: list[Mutant]) -> str:
	modules = list(dict.fromkeys(one.module for one in mutants))
	counts = {name: Counter(one.verdict for one in mutants if one.module == name) for name in modules}
	counts["all"] = Counter(one.verdict for one in mutants)
	rows = [
		f"| {name} | {count.total()} | " + " | ".join(str(count[verdict]) for verdict in Verdict) + " |"
		for name, count in counts.items()
	]
	head = f"| module | mutants | {' | '.join(verdict.value for verdict in Verdict)} |"
	return "\n".join([head, "|---|" + "---:|" * (len(Verdict) + 1), *rows])


def _list(mutants: list[Mutant]) -> str:
	groups = dict.fromkeys((one.where, one.was, one.became, one.why) for one in mutants)
	return "\n".join(
		f"* {where}: `{was}` → `{became}`" + (f". {why}" if why else "") for where, was, became, why in groups
	)


def _unneeded(mutants: list[Mutant], known: list[Equivalent]) -> list[Equivalent]:
	"""Entries for the modules that were tried which match no survivor."""
	modules = {one.module for one in mutants}
	used = {one.change for one in mutants if one.verdict is Verdict.EQUIVALENT}
	tried = [one for one in known if one.where.partition(":")[0].partition(".")[0] in modules]
	return [one for one in tried if one.change not in used]


def readable(name: str) -> str:
	"""The name that the source gives to what was renamed for mutation."""
	return name.replace("_defined_", "").replace("_plain_", "")
