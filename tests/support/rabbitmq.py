"""A RabbitMQ node of the tests' own: free loopback ports, everything in one temporary folder.

The server program is run directly, not through the service of the distribution: no other node, cookie, epmd
or data of this machine is touched, and it works as root as well as for an ordinary user.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from tests.support.processes import (
	Server,
	ServerFailed,
	find_program,
	free_ports,
	port_answers,
	temporary_folder,
)

PROGRAMS = (
	"/usr/lib/rabbitmq/bin/rabbitmq-server",
	"/opt/homebrew/sbin/rabbitmq-server",
	"/usr/local/sbin/rabbitmq-server",
	"rabbitmq-server",
)
ADVICE = "No RabbitMQ: set AMQP_URL, or install one (sudo apt install rabbitmq-server)"
LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}"


def server_program() -> str | None:
	"""The server's start script, or None where RabbitMQ is not installed."""
	return find_program(*PROGRAMS)


class RabbitMQ:
	"""A private node that tests may stop, kill, freeze and start again; durable data survives all that."""

	def __init__(self, settings: Mapping[str, str] | None = None) -> None:
		"""settings: lines of rabbitmq.conf besides those that every node of the tests has."""
		program = server_program()
		if program is None:
			raise ServerFailed(ADVICE)
		self.folder = temporary_folder("rabbitmq")
		self.port, self._distribution_port, self._epmd_port = free_ports(3)
		self.node = f"iro-{secrets.token_hex(4)}@localhost"
		self.user, self.password = "tests", secrets.token_urlsafe(12)
		self._settings = settings or {}
		self._scripts = Path(program).parent
		self._environment = self._make_environment()
		self._write_files()
		log = self.folder / "console.log"
		# The port mapper is started first, in the foreground: the node would leave one behind as a daemon.
		self._epmd = Server(
			"epmd",
			[self._epmd_program(), "-address", "127.0.0.1", "-port", str(self._epmd_port)],
			log,
			self._environment,
			self.folder,
		)
		self._server = Server("RabbitMQ", [program], log, self._environment, self.folder)

	# --- life -----------------------------------------------------------------------------------------------

	def start(self) -> None:
		"""Start the node, or start it again with its data, and wait until it takes connections."""
		if not self._epmd.running:
			self._epmd.start(lambda: port_answers(self._epmd_port), 10)
		self._server.start(self._accepts, 120)

	def stop(self) -> None:
		"""An orderly stop; queues and durable messages stay."""
		self._server.stop()

	def kill(self) -> None:
		"""kill -9 of the node."""
		self._server.kill()

	def pause(self) -> None:
		"""Freeze the node: connections stay open, nothing answers."""
		self._server.pause()

	def resume(self) -> None:
		"""Let a frozen node go on."""
		self._server.resume()

	def close(self) -> None:
		"""End the node and everything that belongs to it, and remove its folder."""
		self._server.kill()
		self._epmd.kill()
		shutil.rmtree(self.folder, ignore_errors=True)

	@property
	def running(self) -> bool:
		return self._server.running

	# --- use ------------------------------------------------------------------------------------------------

	def url(self, vhost: str = "tests") -> str:
		"""The AMQP address of a virtual host of this node, credentials included."""
		return f"amqp://{self.user}:{self.password}@127.0.0.1:{self.port}/{quote(vhost, safe='')}"

	def new_vhost(self) -> str:
		"""Make a virtual host with a name never used before, and return its AMQP address."""
		name = f"tests-{secrets.token_hex(6)}"
		self.control("add_vhost", name)
		self.control("set_permissions", "--vhost", name, self.user, ".*", ".*", ".*")
		return self.url(name)

	def control(self, *arguments: str) -> str:
		"""Run `rabbitmqctl` against this node and return what it prints. About two seconds."""
		done = subprocess.run(
			[str(self._scripts / "rabbitmqctl"), "--quiet", "--node", self.node, *arguments],
			env=self._environment,
			cwd=self.folder,
			capture_output=True,
			text=True,
			timeout=60,
			check=False,
		)
		if done.returncode != 0:
			raise ServerFailed(f"rabbitmqctl {arguments[0]}: {done.stderr.strip() or done.stdout.strip()}")
		return done.stdout

	# --- how it is made -------------------------------------------------------------------------------------

	def _make_environment(self) -> Mapping[str, str]:
		inherited = {
			name: value for name, value in os.environ.items() if not name.startswith(("RABBITMQ_", "ERL_"))
		}
		return {
			**inherited,
			"HOME": str(self.folder),
			"LC_ALL": "C.UTF-8",
			"ERL_EPMD_PORT": str(self._epmd_port),
			"ERL_EPMD_ADDRESS": "127.0.0.1",
			"RABBITMQ_NODENAME": self.node,
			"RABBITMQ_USE_LONGNAME": "false",
			"RABBITMQ_DIST_PORT": str(self._distribution_port),
			"RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
			"RABBITMQ_LOG_BASE": str(self.folder / "logs"),
			"RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
			"RABBITMQ_ADVANCED_CONFIG_FILE": str(self.folder / "advanced.config"),
			"RABBITMQ_CONF_ENV_FILE": str(self.folder / "rabbitmq-env.conf"),
			"RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
			"RABBITMQ_PID_FILE": str(self.folder / "node.pid"),
			"RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{LOOPBACK_ONLY} +S 2:2 +sbwt none +sbwtdcpu none",
			"RABBITMQ_CTL_ERL_ARGS": LOOPBACK_ONLY,
			# The start script becomes the node instead of waiting beside it, so that signals reach the node.
			"RUNNING_UNDER_SYSTEMD": "true",
		}

	def _write_files(self) -> None:
		cookie = self.folder / ".erlang.cookie"
		cookie.write_text(secrets.token_hex(16))
		cookie.chmod(0o400)
		(self.folder / "enabled_plugins").write_text("[].\n")
		(self.folder / "advanced.config").write_text("[].\n")
		(self.folder / "rabbitmq-env.conf").write_text("")
		definitions = self.folder / "definitions.json"
		definitions.write_text(json.dumps(self._definitions()))
		settings = {
			"listeners.tcp.default": f"127.0.0.1:{self.port}",
			"load_definitions": definitions,
			"disk_free_limit.absolute": "50MB",
			"log.file.level": "info",
			"log.console": "false",
			**self._settings,
		}
		(self.folder / "rabbitmq.conf").write_text(
			"".join(f"{key} = {value}\n" for key, value in settings.items())
		)

	def _definitions(self) -> dict[str, list[dict[str, str]]]:
		user = {"name": self.user, "password": self.password, "tags": "administrator"}
		access = {"user": self.user, "vhost": "tests", "configure": ".*", "write": ".*", "read": ".*"}
		return {"users": [user], "vhosts": [{"name": "tests"}], "permissions": [access]}

	def _epmd_program(self) -> str:
		found = find_program("epmd", *sorted(map(str, Path("/usr/lib/erlang").glob("erts-*/bin/epmd"))))
		if found is None:
			raise ServerFailed(
				"Erlang's epmd was not found beside RabbitMQ. Install it with: sudo apt install erlang-base"
			)
		return found

	def _accepts(self) -> bool:
		if not port_answers(self.port):
			time.sleep(0.1)
			return False
		return True
