"""Clears up after a test run that ended without doing so itself (kill -9, a closed terminal).

Started by tests/support/processes.py, with a pipe as its input: "+<process group>", "-<process group>" and
"<folder>" lines. When the pipe closes, what is still listed is killed and removed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys


def main() -> None:
	groups: set[int] = set()
	folders: list[str] = []
	for line in map(str.strip, sys.stdin):
		if line.startswith("+"):
			groups.add(int(line[1:]))
		elif line.startswith("-"):
			groups.discard(int(line[1:]))
		else:
			folders.append(line)
	for group in groups:
		with contextlib.suppress(ProcessLookupError):
			os.killpg(group, signal.SIGKILL)
	for folder in folders:
		shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
	main()
