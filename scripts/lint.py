"""Every static check of the project, in one list: `make lint`, and the first part of `make test`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
	"ruff check": ["ruff", "check", "--quiet", "."],
	"ruff format": ["ruff", "format", "--quiet", "--check", "--diff", "."],
	"mypy": ["mypy"],
	"import-linter": ["lint-imports"],
}


def run(tools: Path) -> list[str]:
	"""Run every check with the programs in `tools`; returns the names of those that failed."""
	failed = []
	for name, (program, *arguments) in CHECKS.items():
		print(f"--- {name}", flush=True)
		if subprocess.run([str(tools / program), *arguments], cwd=ROOT, check=False).returncode != 0:
			failed.append(name)
	return failed


if __name__ == "__main__":
	problems = run(Path(sys.executable).parent)
	print(f"Failed: {', '.join(problems)}" if problems else "All checks passed")
	sys.exit(1 if problems else 0)
