"""The part of the test report that says what did not run, and what to do about it."""

from __future__ import annotations

import json
import os
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest


def notes() -> list[str]:
	"""What the test command found before the tests: packages not installed, static checks that failed."""
	given: list[str] = json.loads(os.environ.get("IRO_TEST_NOTES", "[]"))
	return given


def skipped_by_reason(reports: Iterable[pytest.TestReport | pytest.CollectReport]) -> dict[str, list[str]]:
	"""The names of skipped tests under the reason each gave."""
	reasons: dict[str, list[str]] = defaultdict(list)
	for report in reports:
		reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
		reasons[reason.removeprefix("Skipped: ")].append(report.nodeid)
	return dict(reasons)


def write(terminal: pytest.TerminalReporter) -> None:
	"""Print the section; nothing to say is said too."""
	skipped = skipped_by_reason(terminal.stats.get("skipped", []))
	terminal.section("what did not run")
	for note in notes():
		terminal.line(f"! {note}")
	for reason, names in sorted(skipped.items()):
		terminal.line(f"{len(names)} skipped: {reason}")
		for file, tests in _by_file(names).items():
			listed = textwrap.wrap(
				f"{file}: {', '.join(tests)}", 110, subsequent_indent="    ", break_long_words=False
			)
			for line in listed:
				terminal.line(f"    {line}")
	if not skipped and not notes():
		terminal.line("Everything that was asked for ran.")


def _by_file(names: list[str]) -> dict[str, list[str]]:
	"""Test names under their files; the cases of one test together, with their number."""
	files: dict[str, Counter[str]] = defaultdict(Counter)
	for name in names:
		file, _, test = name.partition("::")
		files[file][test.partition("[")[0] or "the whole file"] += 1
	return {
		file: [test if count == 1 else f"{test} ({count} cases)" for test, count in tests.items()]
		for file, tests in files.items()
	}
