"""Prepare the project's own environment: `python3 scripts/environment.py integration,test,lint`.

Makes .venv at the top of the checkout and installs the project into it with the extras asked for. Quick when
nothing changed. Needs Python 3.10 or newer with its venv module (Debian and Ubuntu: python3-venv), and a
package index.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "prepared.json"
OLDEST = (3, 10)


class CannotPrepare(Exception):
	"""The environment cannot be made; the text says what to do."""


def prepare(extras: set[str]) -> Path:
	"""Make .venv ready with `extras` installed, and return its Python. Raises CannotPrepare."""
	_check_python()
	wanted = _fingerprint()
	present = _read_stamp()
	if present and present["fingerprint"] == wanted and extras <= set(present["extras"]):
		return VENV / "bin" / "python"
	fresh = present is None or present["base"] != wanted["base"]
	if present and not fresh:
		extras = extras | set(present["extras"])
	# On standard error: `make demo ARGS=--json` prints one object on standard output and nothing else.
	print(
		f"Preparing .venv for {', '.join(sorted(extras))} (about a minute the first time) ...",
		file=sys.stderr,
		flush=True,
	)
	if fresh:
		_run([sys.executable, "-m", "venv", "--clear", str(VENV)], "Could not create .venv")
	python = VENV / "bin" / "python"
	STAMP.unlink(missing_ok=True)
	pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
	_run(
		[*pip, "--editable", f"{ROOT}[{','.join(sorted(extras))}]"],
		"Could not install the Python packages. Check the network, or set PIP_INDEX_URL to one you can reach",
	)
	STAMP.write_text(json.dumps({"fingerprint": wanted, "base": wanted["base"], "extras": sorted(extras)}))
	return python


def missing_venv_module() -> bool:
	"""True where Debian's split Python lacks the part that makes environments."""
	return importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None


def _check_python() -> None:
	if sys.version_info < OLDEST:
		raise CannotPrepare(
			f"Python {sys.version.split()[0]} is too old; 3.10 or newer is needed."
			" Name another one with: make PYTHON=python3.11 ..."
		)
	if missing_venv_module():
		raise CannotPrepare("Python's venv module is missing. Install it with: sudo apt install python3-venv")


def _fingerprint() -> dict[str, str]:
	"""What the environment depends on: the packaging files, and the Python and place it was made with."""
	digest = hashlib.sha256()
	for name in ("pyproject.toml", "setup.py"):
		digest.update((ROOT / name).read_bytes())
	return {"packaging": digest.hexdigest(), "base": f"{sys.version} {sys.base_prefix} {VENV}"}


def _read_stamp() -> dict | None:
	try:
		return json.loads(STAMP.read_text())
	except (FileNotFoundError, ValueError):
		return None


def _run(command: list[str], problem: str) -> None:
	if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
		raise CannotPrepare(f"{problem}. The command was: {' '.join(command)}")


def main() -> int:
	extras = set(filter(None, (sys.argv[1] if len(sys.argv) > 1 else "integration,test,lint").split(",")))
	try:
		prepare(extras)
	except CannotPrepare as problem:
		print(problem, file=sys.stderr)
		return 2
	return 0


if __name__ == "__main__":
	sys.exit(main())
