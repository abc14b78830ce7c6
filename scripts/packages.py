"""Install what is missing of the system's packages, where that needs no password: root on Debian or Ubuntu.

NO_INSTALL=1 forbids it. Services that a package brings are not started: the tests run servers of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

POLICY = Path("/usr/sbin/policy-rc.d")


def may_install() -> bool:
	"""Whether this program may install system packages here."""
	return (
		os.environ.get("NO_INSTALL") != "1"
		and hasattr(os, "geteuid")
		and os.geteuid() == 0
		and shutil.which("apt-get") is not None
	)


def install(packages: list[str]) -> str | None:
	"""Install `packages`; None when all went well, otherwise one sentence saying what to do."""
	line = f"sudo apt install {' '.join(packages)}"
	if not may_install():
		why = (
			"NO_INSTALL=1 is set"
			if os.environ.get("NO_INSTALL") == "1"
			else "this needs root on Debian or Ubuntu"
		)
		return f"{' '.join(packages)} not installed ({why}). Install with: {line}"
	print(f"Installing {' '.join(packages)} with apt-get (NO_INSTALL=1 forbids this) ...", flush=True)
	environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
	policy = _keep_services_stopped()
	try:
		for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-qq", "-y", *packages]):
			done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
			if done.returncode != 0:
				last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
				return f"{' '.join(command)} failed: {' '.join(last)}. Install by hand with: {line}"
	finally:
		if policy:
			POLICY.unlink(missing_ok=True)
	return None


def _keep_services_stopped() -> bool:
	"""Ask Debian not to start the daemons of new packages; True if there is something to undo."""
	if POLICY.exists():
		return False
	try:
		POLICY.write_text("#!/bin/sh\nexit 101\n")
		POLICY.chmod(0o755)
	except OSError:
		return False
	return True
