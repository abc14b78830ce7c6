"""Where settings are written: the environment, systemd's credentials, and one file; the former go before the latter.

Secrets come from these only, never from arguments, which everybody on the machine can read. No fault quotes a value.
"""

import difflib
import re
import stat
from collections.abc import Collection, Mapping
from pathlib import Path

PREFIX = "IRO_SYNC_"
CREDENTIALS_FILE = "IRO_SYNC_CREDENTIALS_FILE"
CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY"
"""Set by systemd for LoadCredential=; each credential is a file there, such as `iro_sync_api_secret`."""

_NAME = re.compile(rf"{PREFIX}[A-Z0-9_]+")


def values(environ: Mapping[str, str], names: Collection[str], faults: list[str]) -> dict[str, str]:
	"""Every setting that is given, by name, without blank ones; what is wrong with the places goes to `faults`."""
	given = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
	credentials = _systemd(environ.get(CREDENTIALS_DIRECTORY), faults)
	file = given.get(CREDENTIALS_FILE)
	found = {**(_file(Path(file), faults) if file else {}), **credentials, **given}
	for name in sorted(set(found) - set(names)):
		near = difflib.get_close_matches(name, names, n=1)
		faults.append(f"{name} is not a setting" + (f"; did you mean {near[0]}?" if near else ""))
	return {name: value.strip() for name, value in found.items() if value.strip()}


def readable_by_everybody(path: Path) -> bool:
	"""Whether others than the owner and the group can read or change a file. Raises OSError."""
	return bool(path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH))


def _systemd(folder: str | None, faults: list[str]) -> dict[str, str]:
	"""The credentials whose names are those of settings, in small letters; others are none of ours."""
	if not folder:
		return {}
	found = {}
	try:
		for path in sorted(Path(folder).iterdir()):
			name = path.name.upper()
			if _NAME.fullmatch(name) and name != CREDENTIALS_FILE:
				found[name] = path.read_text(encoding="utf-8").strip("\r\n")
	except (OSError, UnicodeDecodeError) as problem:
		faults.append(f"{CREDENTIALS_DIRECTORY}: cannot read {folder}: {_reason(problem)}")
	return found


def _file(path: Path, faults: list[str]) -> dict[str, str]:
	try:
		if readable_by_everybody(path):
			faults.append(
				f"{CREDENTIALS_FILE}: everybody on this machine can read {path}; run: chmod 600 {path}"
			)
			return {}
		lines = path.read_text(encoding="utf-8").splitlines()
	except (OSError, UnicodeDecodeError) as problem:
		faults.append(f"{CREDENTIALS_FILE}: cannot read {path}: {_reason(problem)}")
		return {}
	found = {}
	for number, line in enumerate(lines, start=1):
		text = line.strip()
		if not text or text.startswith("#"):
			continue
		name, equals, value = text.partition("=")
		if not equals or not _NAME.fullmatch(name.strip()):
			faults.append(f"{CREDENTIALS_FILE}: {path} line {number} is not {PREFIX}NAME=VALUE")
			continue
		found[name.strip()] = _unquoted(value.strip())
	return found


def _unquoted(value: str) -> str:
	return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _reason(problem: Exception) -> str:
	return str(problem.strerror) if isinstance(problem, OSError) else "it is not UTF-8 text"
