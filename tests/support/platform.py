"""A site of the throwaway bench, as tests use it: run commands and code on it, and serve it over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.bench import ThrowawayBench
from tests.support.processes import Server, ServerFailed, free_ports, port_answers

ON_THE_BENCH = Path(__file__).resolve().parent / "on_the_bench"


class TestPlatform:
	"""One site: its commands, its Python, its web server."""

	__test__ = False  # not a class of tests, whatever its name

	def __init__(self, bench: ThrowawayBench, site: str) -> None:
		self.bench, self.site = bench, site
		self.python = bench.python
		self.admin_password = bench.state["admin_password"]
		(self.port,) = free_ports(1)  # sites are served side by side, each from a port of its own
		self.base_url = f"http://127.0.0.1:{self.port}"
		self._web: Server | None = None
		self._beside: list[Server] = []

	@property
	def path(self) -> Path:
		"""The bench's folder."""
		return self.bench.path

	@property
	def exists(self) -> bool:
		return (self.bench.sites / self.site / "site_config.json").exists()

	# --- making it ------------------------------------------------------------------------------------------

	def make(self) -> None:
		"""A new site with Frappe alone, and tests allowed. About a minute."""
		arguments = ["new-site", self.site, "--force", "--admin-password", self.admin_password]
		arguments += ["--db-root-username", "root", "--db-root-password", self.bench.state["root_password"]]
		self.bench.run(
			[str(self.python), "-m", "frappe.utils.bench_helper", "frappe", *arguments], "new-site"
		)
		self.frappe("set-config", "--parse", "allow_tests", "1")

	def install(self) -> str:
		"""What `make platform` does, the site included if there is none; returns what it printed."""
		return self.bench.run(
			[sys.executable, str(self.bench.checkout / "scripts" / "install_platform.py")],
			"make platform",
			{
				"FRAPPE_BENCH": str(self.path),
				"SITE": self.site,
				"MARIADB_ROOT_PASSWORD": self.bench.state["root_password"],
				"ADMIN_PASSWORD": self.admin_password,
			},
		)

	# --- using it -------------------------------------------------------------------------------------------

	def frappe(self, *arguments: str) -> str:
		"""`bench --site SITE ...` without the bench program; returns what it printed. Raises ServerFailed."""
		command = [
			str(self.python),
			"-m",
			"frappe.utils.bench_helper",
			"frappe",
			"--site",
			self.site,
			*arguments,
		]
		return self.bench.run(command, f"frappe {arguments[0]}")

	def run(self, code: str, **values: Any) -> Any:
		"""Run Python on the site as Administrator, in a process of its own, and commit.

		`frappe` and the `values` (anything JSON can carry) are there by name; `result` comes back.
		"""
		done = subprocess.run(
			[str(self.python), str(ON_THE_BENCH / "frappe_code.py"), self.site],
			input=json.dumps({"code": code, "values": values}),
			cwd=self.bench.sites,
			env=self.bench.environment,
			capture_output=True,
			text=True,
			check=False,
		)
		if done.returncode != 0:
			raise ServerFailed(f"Code on {self.site} failed:\n{done.stdout}{done.stderr}")
		return json.loads(done.stdout.splitlines()[-1])

	# --- serving it -----------------------------------------------------------------------------------------

	def start_web(self, workers: int = 2) -> str:
		"""Serve the site with gunicorn, as a bench in production does, with assets; returns its address."""
		if self._web is None:
			command = [str(self.python), "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}"]
			command += ["--workers", str(workers), "--timeout", "120", "--graceful-timeout", "5"]
			command += ["--pythonpath", str(ON_THE_BENCH), "frappe_web:application"]
			self._web = self.bench.server(f"web-{self.site}", command, {"FRAPPE_SITE": self.site})
		if not self._web.running:
			self._web.start(lambda: port_answers(self.port), 60)
		return self.base_url

	def stop_web(self) -> None:
		"""Let the web server finish what it is doing, and end it."""
		if self._web is not None:
			self._web.stop(20)

	def kill_web(self) -> None:
		"""kill -9 of the web server and all its workers."""
		if self._web is not None:
			self._web.kill()

	def start_worker(self) -> None:
		"""Run background jobs beside the tests."""
		queues = "short,default,long"
		command = [str(self.python), "-m", "frappe.utils.bench_helper", "frappe", "worker", "--queue", queues]
		self._start_beside(f"worker-{self.site}", command, lambda: True)

	def stop(self) -> None:
		"""End everything that serves this site. The site itself stays."""
		for server in [*self._beside, *([self._web] if self._web else [])]:
			server.kill()
		self._beside.clear()

	def _start_beside(self, name: str, command: list[str], ready: Callable[[], bool]) -> None:
		server = self.bench.server(name, command, {"FRAPPE_SITE": self.site})
		server.start(ready)
		self._beside.append(server)
