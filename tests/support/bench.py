"""A bench for one test run: shaped like a real one, in a folder of its own.

The developer's bench (FRAPPE_BENCH) lends its Frappe code, its Python packages and its built assets, and is
never changed: the throwaway bench has its own environment on top of the lent one, its own sites, database and
Redis servers.

REUSE_PLATFORM=<folder> keeps it: the folder is made if need be, and the next run starts its servers again and
finds its sites as they were. That saves minutes while working on the app; the full test command does without
it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
from pathlib import Path

from tests.support.checkout import CHECKOUT, copy_checkout
from tests.support.databases import MariaDB, Redis, missing_programs
from tests.support.processes import Server, ServerFailed, free_ports, temporary_folder

GET_A_BENCH = (
	"Make one with: pip install frappe-bench && bench init --frappe-branch version-15 ~/frappe-bench"
	" (elsewhere: set FRAPPE_BENCH to its folder)"
)


def lent_bench() -> Path:
	"""The folder of the developer's bench, whether it exists or not."""
	return Path(os.environ.get("FRAPPE_BENCH") or "~/frappe-bench").expanduser().resolve()


def reason_to_skip() -> str | None:
	"""Why no platform can be made here and what to do about it; None when one can."""
	bench = lent_bench()
	absent = [
		part
		for part in ("apps/frappe", "env/bin/python", "sites/assets/assets.json")
		if not (bench / part).exists()
	]
	if absent:
		return f"No Frappe bench in {bench} ({', '.join(absent)} missing). {GET_A_BENCH}"
	packages = missing_programs()
	if packages:
		return f"{' and '.join(packages)} not installed: sudo apt install {' '.join(packages)}"
	return None


class ThrowawayBench:
	"""The folder, the servers and the environment. Sites are made and used through TestPlatform."""

	def __init__(self) -> None:
		self.lent = lent_bench()
		kept = os.environ.get("REUSE_PLATFORM")
		self.keep = bool(kept)
		self.folder = Path(kept).expanduser().resolve() if kept else temporary_folder("platform")
		self.path = self.folder / "bench"
		self.sites = self.path / "sites"
		self.python = self.path / "env" / "bin" / "python"
		self.state = self._load_state()
		self.checkout = self._own_checkout()
		servers = self.folder / "servers"
		servers.mkdir(parents=True, exist_ok=True)
		self.database_port, cache_port, queue_port, self.web_port, self.socketio_port = free_ports(5)
		self.database = MariaDB(servers, self.database_port, self.state["root_password"])
		self.cache = Redis(servers, "redis_cache", cache_port)
		self.queue = Redis(servers, "redis_queue", queue_port)
		self.environment = {
			**{
				name: value
				for name, value in os.environ.items()
				if not name.startswith(("FRAPPE_", "PYTHON", "VIRTUAL_"))
			},
			"FRAPPE_BENCH_ROOT": str(self.path),
			"PYTHONPYCACHEPREFIX": str(self.folder / "pycache"),
			"PYTHONUNBUFFERED": "1",
		}

	def start(self) -> None:
		"""Start the servers, and lay out the folder where that is not done yet."""
		for server in (self.database, self.cache, self.queue):
			server.start()
		if not self.python.exists():
			self._lay_out()
		self._write_settings()

	def close(self) -> None:
		"""End the servers; remove the folder, unless it is to be kept."""
		for server in (self.queue, self.cache):
			server.kill()
		if self.keep:
			self.database.stop()
		else:
			self.database.kill()
			shutil.rmtree(self.folder, ignore_errors=True)

	def run(self, command: list[str], what: str, environment: dict[str, str] | None = None) -> str:
		"""Run a program in the sites folder; returns its output. Raises ServerFailed with the end of it."""
		done = subprocess.run(
			command,
			cwd=self.sites,
			env={**self.environment, **(environment or {})},
			stdin=subprocess.DEVNULL,
			capture_output=True,
			text=True,
			check=False,
		)
		if done.returncode != 0:
			said = re.sub(r"\r[^\n]*\r", "\r", done.stdout + done.stderr).splitlines()[-60:]
			raise ServerFailed("\n  ".join([f"{what} ended with exit code {done.returncode}:", *said]))
		return done.stdout

	def server(self, name: str, command: list[str], environment: dict[str, str] | None = None) -> Server:
		"""A program of the bench that runs beside the tests, such as the web server. Not started yet."""
		return Server(
			name,
			command,
			self.path / "logs" / f"{name}.log",
			{**self.environment, **(environment or {})},
			self.sites,
		)

	def _own_checkout(self) -> Path:
		"""The project's files that the bench installs.

		A copy where several processes run the tests: building assets writes into the files it builds from.
		"""
		if "PYTEST_XDIST_WORKER" not in os.environ:
			return CHECKOUT
		return copy_checkout(self.folder / "checkout")

	# --- how it is made -------------------------------------------------------------------------------------

	def _load_state(self) -> dict[str, str]:
		file = self.folder / "state.json"
		if not file.exists():
			self.folder.mkdir(parents=True, exist_ok=True)
			secret = {name: secrets.token_hex(12) for name in ("root_password", "admin_password")}
			file.write_text(json.dumps(secret))
			file.chmod(0o600)
		state: dict[str, str] = json.loads(file.read_text())
		return state

	def _lay_out(self) -> None:
		for part in ("apps", "config/pids", "logs", "sites/assets"):
			(self.path / part).mkdir(parents=True, exist_ok=True)
		self._copy_frappe()
		(self.sites / "apps.txt").write_text("frappe\n")
		for asset in (self.lent / "sites" / "assets").iterdir():
			copy = self.sites / "assets" / asset.name
			if asset.name == "frappe":
				copy.symlink_to(self.path / "apps" / "frappe" / "frappe" / "public")
			elif asset.is_file():
				shutil.copyfile(asset, copy)
			elif asset.is_dir() and not asset.is_symlink():
				shutil.copytree(asset, copy, symlinks=True)
		self._make_environment()

	def _copy_frappe(self) -> None:
		"""Frappe's own code is copied, since building assets writes into it; the JavaScript it needs is not."""
		lent, own = self.lent / "apps" / "frappe", self.path / "apps" / "frappe"
		shutil.copytree(
			lent, own, symlinks=True, ignore=shutil.ignore_patterns("node_modules", ".git", "cypress")
		)
		(own / "node_modules").symlink_to(lent / "node_modules")

	def _make_environment(self) -> None:
		"""An environment in which the packages of the lent one can be imported but not changed."""
		env = self.path / "env"
		base = self.lent / "env" / "bin" / "python"
		self.run([str(base), "-m", "venv", "--without-pip", str(env)], "Making the environment")
		where = "import sysconfig; print(sysconfig.get_path('purelib'))"
		lent = self.run([str(base), "-c", where], "Asking the lent environment").strip()
		own = self.run([str(self.python), "-c", where], "Asking the new environment").strip()
		# Read in the order of their names: our copy of Frappe comes before the lent environment's.
		(Path(own) / "1_frappe.pth").write_text(f"{self.path / 'apps' / 'frappe'}\n")
		(Path(own) / "2_lent_packages.pth").write_text(f"import site; site.addsitedir({lent!r})\n")

	def _write_settings(self) -> None:
		settings = {
			"bench_id": "iro-tests",
			"db_host": "127.0.0.1",
			"db_port": self.database_port,
			"redis_cache": self.cache.url,
			"redis_queue": self.queue.url,
			"redis_socketio": self.queue.url,
			"socketio_port": self.socketio_port,
			"webserver_port": self.web_port,
		}
		(self.sites / "common_site_config.json").write_text(json.dumps(settings, indent=1))
