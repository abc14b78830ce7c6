"""The tests against each mutant; started by mutants.py within the copy that holds them, with a file that says which.

All of tests/domain is collected once, and run once to learn which test reaches which function and how long it takes.
Then each mutant is switched on in a fork of that process, which runs only the tests that reach the changed function:
those first that noticed another change of it, then those next to them, then the quickest. Nothing kept from before the
change can hide it: caches are emptied in the fork, and what was worked out while modules and tests were imported is
tried afresh.

Afresh means a fork of a process that has loaded pytest and the libraries but nothing of the rules, so that they are
imported with the change switched on. It runs a few files of tests first: those that noticed another change of the same
value, then those that reach the changed file; and in the end all of tests/domain.

Prints a line of JSON for each mutant: its name and `killed`, `timed out` or `survived`.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

from mutants_forks import TookTooLong, in_forks

TESTS = "tests/domain"
OPTIONS = (
	"-x",
	"-q",
	"--rootdir=.",
	"--tb=native",
	"--assert=plain",
	"--capture=no",
	"--timeout=0",
	"-p",
	"no:cacheprovider",
)
LIBRARIES = (
	"_hypothesis_pytestplugin",
	"dateutil.relativedelta",
	"holidays.countries",
	"marshmallow",
	"holidays",
)
OWN = ("iro_module", "integration_service", "tests")
SOME = 6
"""How many files of tests a mutant meets first when it is tried afresh."""
PATIENCE, LEAST = 10, 30
"""A change may take this many times as long as the tests do without it, and so many seconds at least."""


@dataclass
class Known:
	"""What a run of the unchanged rules shows: seconds by test, tests by function, functions used while importing."""

	seconds: dict[str, float] = field(default_factory=dict)
	reaching: dict[str, list[str]] = field(default_factory=dict)
	importing: list[str] = field(default_factory=list)

	def files_reaching(self, module: str) -> Counter[str]:
		"""The files of tests by how many of their tests reach functions of a file of the rules."""
		tests = {
			test
			for function, reaching in self.reaching.items()
			if _module(function) == module
			for test in reaching
		}
		return Counter(map(_file, tests))

	def files(self) -> dict[str, float]:
		"""All files of tests, with their seconds."""
		seconds: Counter[str] = Counter()
		for test, spent in self.seconds.items():
			seconds[_file(test)] += spent
		return dict(seconds)


@dataclass
class Results:
	"""The first failure in a run of pytest."""

	failed: str = ""

	def pytest_collectreport(self, report: pytest.CollectReport) -> None:
		if report.failed:
			self.failed = self.failed or report.nodeid

	def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
		if report.failed:
			self.failed = self.failed or report.nodeid


def _file(test: str) -> str:
	return test.partition("::")[0]


def _module(function: str) -> str:
	return function.rpartition(".")[0]


def function_of(mutant: str) -> str:
	return mutant.partition("__mutmut_")[0]


def run_tests(items: Iterable[pytest.Item], results: Results) -> str:
	"""Run collected tests until one fails, and return its name."""
	waiting = list(items)
	for item, following in zip_longest(waiting, waiting[1:]):
		item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
		if results.failed:
			break
	return results.failed


def caching(original: Any, kept: list[dict[Any, Any]]) -> Any:
	"""A stand-in for functools.lru_cache: a test that takes a result from it reaches all that the result came from.

	kept: where the results of all functions of the project's own are, so that they can be forgotten.
	"""

	def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
		return decorate if isinstance(maxsize, int | None) else decorate(maxsize)

	def decorate(function: Any) -> Any:
		if function.__module__.partition(".")[0] not in OWN:
			return original(function)
		kept.append(results := {})

		@functools.wraps(function)
		def cached(*args: Any, **named: Any) -> Any:
			key = (args, *named.items())
			if key not in results:
				others, state()._stats = state()._stats, set()
				results[key] = function(*args, **named), state()._stats
				state()._stats = others
			value, reached = results[key]
			state()._stats |= reached
			return value

		return cached

	return lru_cache


class Collected(Results):
	"""Takes the place of pytest's own loop over the tests it collected."""

	def __init__(self, mutants: list[str], workers: int, caches: list[dict[Any, Any]], answer: Any) -> None:
		super().__init__()
		self.mutants, self.workers, self.caches, self.answer = mutants, workers, caches, answer
		self.killers: dict[str, Counter[str]] = defaultdict(Counter)
		self.known = Known()
		self.items: dict[str, pytest.Item] = {}

	def pytest_runtestloop(self, session: pytest.Session) -> bool:
		self.items = {item.nodeid: item for item in session.items}
		[(_, learnt)] = in_forks([sorted(state()._stats)], self.learn, lambda _: 3600, 1)
		if not isinstance(learnt, dict):
			raise pytest.UsageError("The tests fail before anything is changed.")
		self.known = Known(**learnt)
		self.answer(known=learnt)
		set_mutant_under_test("")
		order = sorted(self.mutants, key=lambda one: (len(self.reaching(one)), one))
		for mutant, failed in in_forks(order, self.survives, self.patience, self.workers):
			if isinstance(failed, str) and failed:
				function = function_of(mutant)
				self.killers[function].update((failed, _file(failed)))
				self.killers[_module(function)][_file(failed)] += 1
			self.answer(mutant=mutant, verdict=verdict(failed))
		return True

	def learn(self, importing: list[str]) -> dict[str, Any]:
		"""Run all tests once."""
		reaching: dict[str, list[str]] = defaultdict(list)
		seconds = {}
		for name, item in self.items.items():
			state()._stats.clear()
			began = time.process_time()
			if run_tests([item], self):
				raise pytest.UsageError(f"{name} fails before anything is changed")
			seconds[name] = time.process_time() - began
			for function in state()._stats:
				reaching[function].append(name)
		return {"seconds": seconds, "reaching": reaching, "importing": importing}

	def reaching(self, mutant: str) -> list[str]:
		return self.known.reaching.get(function_of(mutant), [])

	def patience(self, mutant: str) -> float:
		return max(LEAST, PATIENCE * sum(self.known.seconds[test] for test in self.reaching(mutant)))

	def survives(self, mutant: str) -> str:
		"""The test that notices the mutant, empty where none does."""
		set_mutant_under_test(mutant)
		for cache in self.caches:
			cache.clear()
		function, seconds = function_of(mutant), self.known.seconds
		near, far = self.killers[function], self.killers[_module(function)]

		def likeliest(test: str) -> tuple[int, int, int, float, str]:
			return -near[test], -near[_file(test)], -far[_file(test)], seconds[test], test

		return run_tests([self.items[test] for test in sorted(self.reaching(mutant), key=likeliest)], self)


def verdict(failed: Any) -> str:
	"""The word for the name of a failed test, or for what happened to the fork."""
	if isinstance(failed, TookTooLong):
		return "timed out"
	return "killed" if failed else "survived"


@dataclass
class Afresh:
	"""Trials that import the rules again with the mutant switched on."""

	known: Known
	killers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

	def run(self, mutants: list[str], workers: int) -> Iterator[tuple[str, str]]:
		enough = LEAST + PATIENCE * sum(self.known.seconds.values())
		for mutant, failed in in_forks(sorted(mutants), self.survives, lambda _: enough, workers):
			if isinstance(failed, str) and failed:
				self.killers[function_of(mutant)][_file(failed)] += 1
			yield mutant, verdict(failed)

	def survives(self, mutant: str) -> str:
		set_mutant_under_test(mutant)
		for files in self.chunks(mutant):
			results = Results()
			code = pytest.main([*OPTIONS, *files], plugins=[results])
			if code != pytest.ExitCode.OK:
				return results.failed or files[0]
		return ""

	def chunks(self, mutant: str) -> list[list[str]]:
		"""All files of tests, a few at a time: the likeliest first, Hypothesis and all that is slow last."""
		function = function_of(mutant)
		kills, near = self.killers[function], self.known.files_reaching(_module(function))
		seconds = self.known.files()
		order = sorted(seconds, key=lambda file: (-kills[file], not near[file], seconds[file], file))
		close = [file for file in order if kills[file] or near[file]]
		parts = [order[:SOME], close[SOME:], [file for file in order[SOME:] if file not in close]]
		return [part for part in parts if part]


def prepare() -> None:
	"""Load what every trial needs and no mutant changes. A failing example is not made smaller: failing is enough."""
	for name in LIBRARIES:
		importlib.import_module(name)
	given = hypothesis.settings.get_profile("ci")
	phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
	hypothesis.settings.register_profile("mutants", parent=given, phases=phases, report_multiple_bugs=False)
	hypothesis.settings.load_profile("mutants")
	sys.path.insert(0, str(Path.cwd()))
	if any(name.partition(".")[0] in OWN for name in sys.modules):
		raise RuntimeError("The rules were imported before a mutant could be switched on")


def collected(mutants: list[str], workers: int) -> Iterator[dict[str, Any]]:
	"""What Collected answers, from a fork that may import the rules."""
	reading, writing = os.pipe()
	if not os.fork():
		os.close(reading)
		pipe = os.fdopen(writing, "w", buffering=1)
		caches: list[dict[Any, Any]] = []
		functools.lru_cache = functools.cache = caching(functools.lru_cache, caches)
		plugin = Collected(mutants, workers, caches, lambda **answer: print(json.dumps(answer), file=pipe))
		set_mutant_under_test("stats")
		os._exit(pytest.main([*OPTIONS, TESTS], plugins=[plugin]))
	os.close(writing)
	with os.fdopen(reading) as pipe:
		yield from map(json.loads, pipe)
	_, status = os.wait()
	if status:
		raise RuntimeError("The tests could not be collected, or fail before anything is changed")


def trials(job: dict[str, Any]) -> Iterator[tuple[str, str]]:
	"""Every mutant of the job with its verdict."""
	known, again = Known(), []
	skipped, workers = set(job["equivalent"]), job["workers"]
	for answer in collected(job["mutants"], workers):
		if "known" in answer:
			known = Known(**answer["known"])
			continue
		mutant, said = answer["mutant"], answer["verdict"]
		if said == "survived" and mutant not in skipped and function_of(mutant) in known.importing:
			again.append(mutant)
		else:
			yield mutant, said
	yield from Afresh(known).run(again, workers)


def main() -> None:
	job = json.loads(Path(sys.argv[1]).read_text())
	output = os.fdopen(os.dup(1), "w", buffering=1)
	os.dup2(2, 1)  # pytest's own words are not the answers
	prepare()
	for mutant, said in trials(job):
		print(json.dumps([mutant, said]), file=output)


if __name__ == "__main__":
	main()
