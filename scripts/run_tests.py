"""The one test command, `make test`: runs everything this machine can run, and says what it did not.

Without arguments the files of tests are shared out between two processes, each with servers and a site of its own.
Arguments go to pytest: `make test ARGS="tests/domain -k holiday"` (one process, and no static checks).

Environment:
  AMQP_URL      a RabbitMQ to use; without it a private one is started where rabbitmq-server is installed
  FRAPPE_BENCH  a Frappe bench, never changed (default ~/frappe-bench); without one, no platform tests
  NO_INSTALL=1  do not install missing system packages
Exit code: 0 when nothing failed. Skipped tests are no failure; they are listed with what to do about them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import lint
import packages

ROOT = environment.ROOT
SHARED_OUT = ["--numprocesses=2", "--dist=loadfile", "--no-loadscope-reorder"]


def needed_packages() -> list[str]:
	"""The Debian packages that this machine lacks for tests it could otherwise run."""
	bench = Path(os.environ.get("FRAPPE_BENCH", "~/frappe-bench")).expanduser()
	wanted = {}
	if not os.environ.get("AMQP_URL"):
		wanted["rabbitmq-server"] = ["/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server"]
	if (bench / "apps" / "frappe").is_dir():
		wanted["mariadb-server"] = ["mariadbd", "/usr/sbin/mariadbd"]
		wanted["redis-server"] = ["redis-server"]
		if any((ROOT / "tests" / "browser").glob("test_*.py")):
			wanted["chromium"] = ["chromium", "chromium-browser", "google-chrome"]
	return [name for name, programs in wanted.items() if not any(shutil.which(p) for p in programs)]


def main() -> int:
	notes = []
	missing = needed_packages()
	if environment.missing_venv_module() and packages.may_install():
		missing.append("python3-venv")
	if missing:
		problem = packages.install(missing)
		if problem:
			notes.append(problem)
	try:
		python = environment.prepare({"integration", "test", "lint"})
	except environment.CannotPrepare as problem:
		print(problem, file=sys.stderr)
		return 2
	failed = [] if sys.argv[1:] else lint.run(python.parent)
	if failed:
		notes.append(
			f"FAILED before the tests: {', '.join(failed)}. Their findings stand above; again with: make lint"
		)
	one_process = bool(sys.argv[1:] or os.environ.get("REUSE_PLATFORM"))
	tests = subprocess.run(
		[str(python), "-m", "pytest", *(sys.argv[1:] if one_process else SHARED_OUT)],
		cwd=ROOT,
		env={**os.environ, "IRO_TEST_NOTES": json.dumps(notes)},
		check=False,
	)
	return tests.returncode or (1 if failed else 0)


if __name__ == "__main__":
	sys.exit(main())
