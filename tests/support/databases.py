"""The database and Redis servers of the throwaway platform: private, on free loopback ports."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support.processes import Server, ServerFailed, find_program, port_answers

MARIADBD = ("mariadbd", "/usr/sbin/mariadbd", "/usr/libexec/mariadbd", "mysqld", "/usr/sbin/mysqld")


def missing_programs() -> list[str]:
	"""The Debian packages that are missing for MariaDB and Redis; empty where both are installed."""
	wanted = {"mariadb-server": MARIADBD, "redis-server": ("redis-server",)}
	return [package for package, names in wanted.items() if find_program(*names) is None]


class MariaDB:
	"""A MariaDB with its own data folder. Durability is left as the server has it: tests kill it and look."""

	def __init__(self, folder: Path, port: int, root_password: str) -> None:
		self.folder, self.port, self.root_password = folder, port, root_password
		self.socket = folder / "mariadb.sock"
		self._data = folder / "data"
		program = find_program(*MARIADBD)
		if program is None:
			raise ServerFailed("MariaDB is not installed: sudo apt install mariadb-server")
		command = [
			program,
			"--no-defaults",
			f"--datadir={self._data}",
			f"--socket={self.socket}",
			f"--pid-file={folder / 'mariadb.pid'}",
			f"--port={port}",
			"--bind-address=127.0.0.1",
			"--skip-name-resolve",
			"--character-set-server=utf8mb4",
			"--collation-server=utf8mb4_unicode_ci",
			"--innodb-buffer-pool-size=256M",
			f"--init-file={folder / 'accounts.sql'}",
		]
		if os.geteuid() == 0:
			command.append("--user=root")
		self._server = Server("MariaDB", command, folder / "mariadb.log", os.environ, folder)

	def start(self) -> None:
		"""Make the data folder if there is none yet, start the server and wait for it."""
		if not self._data.exists():
			self._install()
		accounts = []  # one statement a line, as the server wants it
		for account in ("'root'@'localhost'", "'root'@'127.0.0.1'"):
			accounts.append(f"CREATE OR REPLACE USER {account} IDENTIFIED BY '{self.root_password}';")
			accounts.append(f"GRANT ALL ON *.* TO {account} WITH GRANT OPTION;")
		(self.folder / "accounts.sql").write_text("\n".join(accounts) + "\n")
		self._server.start(lambda: port_answers(self.port), 120)

	def stop(self) -> None:
		"""An orderly shutdown."""
		self._server.stop(60)

	def kill(self) -> None:
		"""kill -9 of the server; its data stay as they were on disk."""
		self._server.kill()

	def _install(self) -> None:
		program = find_program("mariadb-install-db", "mysql_install_db")
		if program is None:
			raise ServerFailed("mariadb-install-db is missing: sudo apt install mariadb-server")
		command = [
			program,
			"--no-defaults",
			f"--datadir={self._data}",
			"--auth-root-authentication-method=normal",
		]
		if os.geteuid() == 0:
			command.append("--user=root")
		done = subprocess.run([*command, "--skip-test-db"], capture_output=True, text=True, check=False)
		if done.returncode != 0:
			raise ServerFailed(f"mariadb-install-db failed: {done.stderr or done.stdout}")


class Redis:
	"""A Redis that keeps nothing on disk."""

	def __init__(self, folder: Path, name: str, port: int) -> None:
		self.port = port
		self.url = f"redis://127.0.0.1:{port}"
		program = find_program("redis-server")
		if program is None:
			raise ServerFailed("Redis is not installed: sudo apt install redis-server")
		options = {"bind": "127.0.0.1", "port": str(port), "dir": str(folder), "save": "", "appendonly": "no"}
		command = [program, *(word for key, value in options.items() for word in (f"--{key}", value))]
		self._server = Server(name, command, folder / f"{name}.log", os.environ, folder)

	def start(self) -> None:
		self._server.start(lambda: port_answers(self.port), 20)

	def stop(self) -> None:
		self._server.stop()

	def kill(self) -> None:
		"""kill -9; what it held is gone, as with any cache."""
		self._server.kill()
