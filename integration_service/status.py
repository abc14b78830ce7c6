"""`/healthz`, `/readyz` and `/metrics` on a port of the operator's choice, and systemd's watchdog. No child's data.

healthz: whether the program is alive; 503 means restart it. readyz: whether it takes messages; 503 says why not, and
a restart does not help.
"""

import contextlib
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from integration_service.addresses import StatusAddress
from integration_service.metrics import Metrics

DEAD_SECONDS = 90.0
"""The main loop turns twice a second, and waits at most thirty seconds and a connection's time-out for a broker."""

TELL_SECONDS = 10.0


class StatusFault(Exception):
	"""The port of IRO_SYNC_STATUS cannot be used; the text says why."""


@dataclass(slots=True)
class Pulse:
	"""Whether the main loop turns, and whether it takes messages; told to systemd as well, where that asks."""

	beat_at: float = field(default_factory=time.monotonic)
	not_ready: str | None = "not connected to the broker yet"
	_told_at: float = 0.0
	_started: bool = False

	def beat(self) -> None:
		"""The main loop turned once more."""
		self.beat_at = now = time.monotonic()
		if now - self._told_at >= TELL_SECONDS:
			self._told_at = now
			tell_systemd("WATCHDOG=1")

	def ready(self, because_not: str | None) -> None:
		"""Whether messages are taken: None, or why not."""
		self.not_ready = because_not

	def started(self) -> None:
		"""The broker was reached: what is missing now, the program waits for by itself."""
		if not self._started:
			self._started = True
			tell_systemd("READY=1")

	@property
	def alive(self) -> bool:
		return time.monotonic() - self.beat_at < DEAD_SECONDS


def tell_systemd(state: str) -> None:
	"""One line to the socket that systemd gives a service of Type=notify (sd_notify); nothing where there is none."""
	path = os.environ.get("NOTIFY_SOCKET")
	if not path:
		return
	with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
		told.sendto(state.encode(), "\0" + path[1:] if path.startswith("@") else path)


@contextlib.contextmanager
def served(address: StatusAddress | None, pulse: Pulse, metrics: Metrics) -> Iterator[None]:
	"""Answer while the block runs, in threads of its own; nothing where no address is given. Raises StatusFault."""
	if address is None:
		yield
		return

	class Handler(_Handler):
		answers = _Answers(pulse, metrics)

	try:
		server = ThreadingHTTPServer((address.host, address.port), Handler)
	except OSError as problem:
		raise StatusFault(f"IRO_SYNC_STATUS: cannot listen at {address}: {problem.strerror}") from None
	server.daemon_threads = True
	threading.Thread(target=server.serve_forever, name="status", daemon=True).start()
	try:
		yield
	finally:
		server.shutdown()
		server.server_close()


@dataclass(frozen=True, slots=True)
class _Answers:
	pulse: Pulse
	metrics: Metrics

	def of(self, path: str) -> tuple[int, str, bytes]:
		if path == "/metrics":
			return 200, "text/plain; version=0.0.4; charset=utf-8", self.metrics.as_text()
		if path == "/healthz":
			alive = self.pulse.alive
			return _json(alive, {"alive": alive})
		if path == "/readyz":
			because = self.pulse.not_ready
			return _json(because is None, {"ready": because is None, "because": because})
		return 404, "text/plain; charset=utf-8", b"/healthz, /readyz or /metrics\n"


def _json(good: bool, content: dict[str, Any]) -> tuple[int, str, bytes]:
	return 200 if good else 503, "application/json", json.dumps(content).encode() + b"\n"


class _Handler(BaseHTTPRequestHandler):
	answers: _Answers
	timeout = 10

	def do_GET(self) -> None:
		status, kind, body = self.answers.of(self.path.partition("?")[0])
		self.send_response(status)
		self.send_header("Content-Type", kind)
		self.send_header("Content-Length", str(len(body)))
		self.end_headers()
		self.wfile.write(body)

	def version_string(self) -> str:
		return "iro-sync"

	def log_message(self, *arguments: Any) -> None:
		"""Nothing: who scrapes is the scraper's log's business."""
