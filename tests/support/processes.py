"""Servers started for tests: each in its own process group, and none outlives the test run."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PORTS = range(15000, 32768)


class ServerFailed(Exception):
	"""A server did not start or stop as it should; the text ends with the last lines of its log."""


class _Watchman:
	"""Outlives the test run by a moment, and clears up after it."""

	_process: subprocess.Popen[str] | None = None

	@classmethod
	def tell(cls, line: str) -> None:
		if cls._process is None:
			cls._process = subprocess.Popen(
				[sys.executable, str(Path(__file__).with_name("watchman.py"))],
				stdin=subprocess.PIPE,
				text=True,
				start_new_session=True,
			)
		assert cls._process.stdin is not None
		cls._process.stdin.write(f"{line}\n")
		cls._process.stdin.flush()


def temporary_folder(prefix: str) -> Path:
	"""A folder removed after the test run. Its path is short: Unix sockets allow about 100 characters."""
	folder = Path(tempfile.mkdtemp(prefix=f"iro-{prefix}-", dir="/tmp"))
	_Watchman.tell(str(folder))
	return folder


def free_ports(count: int) -> list[int]:
	"""`count` different ports of the loopback interface that nothing listens on at the moment.

	From below those that the system gives to outgoing connections: one of these could take the port meanwhile.
	"""
	found: list[int] = []
	while len(found) < count:
		port = secrets.choice(PORTS)
		with socket.socket() as tried, contextlib.suppress(OSError):
			tried.bind(("127.0.0.1", port))
			if port not in found:
				found.append(port)
	return found


def find_program(*names: str) -> str | None:
	"""The first of `names` (program names or paths) that exists here."""
	return next((found for name in names if (found := shutil.which(name))), None)


def port_answers(port: int) -> bool:
	"""True when something accepts connections on this loopback port."""
	try:
		socket.create_connection(("127.0.0.1", port), timeout=1).close()
	except OSError:
		return False
	return True


class Server:
	"""One program running in the background, its output in a log file."""

	def __init__(
		self, name: str, command: Sequence[str], log: Path, environment: Mapping[str, str], cwd: Path
	) -> None:
		self.name = name
		self.command = list(command)
		self.log = log
		self.environment = dict(environment)
		self.cwd = cwd
		self.process: subprocess.Popen[bytes] | None = None

	@property
	def pid(self) -> int:
		assert self.process is not None, f"{self.name} was never started"
		return self.process.pid

	@property
	def running(self) -> bool:
		return self.process is not None and self.process.poll() is None

	def start(self, ready: Callable[[], bool], seconds: float = 60) -> None:
		"""Start it and wait until `ready` says so. Raises ServerFailed after `seconds`, or when it dies."""
		with self.log.open("ab") as log:
			self.process = subprocess.Popen(
				self.command,
				stdin=subprocess.DEVNULL,
				stdout=log,
				stderr=log,
				env=self.environment,
				cwd=self.cwd,
				start_new_session=True,
			)
		_Watchman.tell(f"+{self.pid}")
		end = time.monotonic() + seconds
		while not ready():
			if not self.running:
				raise ServerFailed(f"{self.name} stopped while starting.{self._last_lines()}")
			if time.monotonic() > end:
				self.kill()
				raise ServerFailed(
					f"{self.name} was not ready after {seconds:.0f} seconds.{self._last_lines()}"
				)
			time.sleep(0.05)

	def stop(self, seconds: float = 30) -> None:
		"""Ask it to end; kill it when it does not within `seconds`."""
		if self.running:
			assert self.process is not None
			self.process.send_signal(signal.SIGTERM)
			with contextlib.suppress(subprocess.TimeoutExpired):
				self.process.wait(seconds)
		self.kill()

	def kill(self) -> None:
		"""End it and all its children at once, without a chance to tidy up (kill -9)."""
		if self.process is None:
			return
		with contextlib.suppress(ProcessLookupError):
			os.killpg(self.pid, signal.SIGKILL)
		self.process.wait()
		_Watchman.tell(f"-{self.pid}")
		self.process = None

	def pause(self) -> None:
		"""Freeze it as it stands (SIGSTOP); its connections stay open and silent."""
		os.killpg(self.pid, signal.SIGSTOP)

	def resume(self) -> None:
		"""Let a frozen server go on."""
		os.killpg(self.pid, signal.SIGCONT)

	def _last_lines(self) -> str:
		lines = self.log.read_text(errors="replace").splitlines()[-15:] if self.log.exists() else []
		return "\n  ".join(["", f"The end of {self.log}:", *lines])
