"""A platform that speaks HTTP as a site does, with the embedded store behind it, and fails when a test says so.

The store is the real one, so what was applied once or twice can be counted. What Frappe does is not imitated: how the
site itself behaves is tested on a site.
"""

from __future__ import annotations

import json
import socket
import ssl
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from integration_service.clock import today
from integration_service.delivery import Entry
from integration_service.embedded import EmbeddedPlatform
from iro_module import __version__
from iro_module.domain.records import RecordType
from tests.support.processes import free_ports

KEY, SECRET = "key-of-tests", "secret-of-tests"


@dataclass(frozen=True)
class Reply:
	"""An HTTP answer as a test wants it. hang_up: the connection is cut after so many bytes of the answer."""

	status: int = 200
	body: bytes = b"{}"
	headers: dict[str, str] = field(default_factory=dict)
	hang_up: int | None = None

	@classmethod
	def failing(cls, status: int, exc_type: str | None = None, **headers: str) -> Reply:
		"""An error as Frappe writes it."""
		body = json.dumps({"exc_type": exc_type, "exception": "somewhere in the site"} if exc_type else {})
		return cls(status, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()})

	@classmethod
	def message(cls, message: Any) -> Reply:
		"""A success as Frappe writes it."""
		return cls(200, json.dumps({"message": message}).encode(), {"Content-Type": "application/json"})


Fault = Callable[[str, dict[str, Any]], "Reply | None"]
"""Given the method and what was sent; a reply takes the place of the true one."""


class HttpPlatform:
	"""Listens on a loopback port. `before` is asked before anything is stored, `after` when it is stored."""

	def __init__(self, store: Path, as_of: date | None = None, tls: ssl.SSLContext | None = None) -> None:
		self.store = store
		self.as_of = as_of or today()
		self.port = free_ports(1)[0]
		self.before: Fault = lambda method, sent: None
		self.after: Fault = lambda method, sent: None
		self.calls: Counter[str] = Counter()
		self.outcomes: dict[str, Counter[str]] = {}
		self.notify: set[bool] = set()
		self.batch_sizes: list[int] = []
		self._lock = threading.Lock()
		self._server: ThreadingHTTPServer | None = None
		self._open: set[socket.socket] = set()
		self._tls = tls

	@property
	def url(self) -> str:
		if self._tls:
			return f"https://localhost:{self.port}"
		return f"http://127.0.0.1:{self.port}"

	def start(self) -> None:
		"""Begin to listen, on the same port as before."""
		platform = self

		class Handler(_Handler):
			served = platform

		self._server = _Server(("127.0.0.1", self.port), Handler)
		if self._tls:
			self._server.socket = self._tls.wrap_socket(self._server.socket, server_side=True)
		threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

	def stop(self) -> None:
		"""Stop listening, and cut every connection."""
		if self._server is None:
			return
		self._server.shutdown()
		self._server.server_close()
		self._server = None
		for connection in list(self._open):
			try:
				connection.shutdown(socket.SHUT_RDWR)
			except OSError:
				continue

	def answer(self, method: str, sent: dict[str, Any]) -> Reply:
		"""What a request gets."""
		with self._lock:
			self.calls[method] += 1
		replaced = self.before(method, sent)
		if replaced:
			return replaced
		answers: dict[str, Callable[[dict[str, Any]], Any]] = {
			"ingest": self._ingest,
			"planned_reviews": self._planned_reviews,
			"health": self.healthy,
		}
		answer = answers[method](sent)
		return self.after(method, sent) or Reply.message(answer)

	def applied(self) -> dict[str, int]:
		"""How often each message id was applied."""
		with self._lock:
			return {name: count["applied"] for name, count in self.outcomes.items() if count["applied"]}

	def wait_until_applied(self, ids: Sequence[str], seconds: float = 30) -> None:
		"""Wait until all these were applied; fails after `seconds`, saying how many were not."""
		wanted = set(ids)
		end = time.monotonic() + seconds
		while missing := wanted - set(self.applied()):
			assert time.monotonic() < end, (
				f"{len(missing)} of {len(wanted)} messages were not applied within {seconds} s"
			)
			time.sleep(0.01)

	def _ingest(self, sent: dict[str, Any]) -> dict[str, Any]:
		entries = [Entry(**entry) for entry in sent["entries"]]
		voided = 0
		with self._lock, closing(EmbeddedPlatform(self.store, self.as_of)) as platform:
			self.batch_sizes.append(len(entries))
			self.notify.add(sent["notify"])
			settled = platform.ingest(entries, notify=sent["notify"])
			if "statement" in sent:
				voided = platform.close_statement(**sent["statement"])
			for one in settled:
				self.outcomes.setdefault(one.id, Counter())[one.outcome.value] += 1
		outcomes = [{"outcome": one.outcome.value, "faults": one.faults, "id": one.id} for one in settled]
		return {"outcomes": outcomes, "voided": voided}

	def _planned_reviews(self, sent: dict[str, Any]) -> dict[str, Any]:
		with self._lock, closing(EmbeddedPlatform(self.store, self.as_of)) as platform:
			return platform.planned_reviews()

	def healthy(self, sent: dict[str, Any]) -> dict[str, Any]:
		"""What a site in good order says of itself."""
		return {
			"app_version": __version__,
			"frappe_version": "15.55.1",
			"roles": ["Records Integration"],
			"record_types": [record_type.value for record_type in RecordType],
			"time_zone": "Europe/London",
			"scheduler": "running",
			"nightly_run_at": f"{today().isoformat()} 00:00:00",
			"today": today().isoformat(),
			"problems": [],
		}


class _Server(ThreadingHTTPServer):
	daemon_threads = True

	def handle_error(self, request: Any, client_address: Any) -> None:
		"""A client that was killed is no error of the server's; anything else is shown."""
		if not isinstance(sys.exc_info()[1], ConnectionError):
			super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
	served: HttpPlatform
	protocol_version = "HTTP/1.1"
	wbufsize = -1  # header and body in one packet, or each call takes 40 ms more
	disable_nagle_algorithm = True

	def setup(self) -> None:
		super().setup()
		self.served._open.add(self.connection)

	def finish(self) -> None:
		self.served._open.discard(self.connection)
		super().finish()

	def do_GET(self) -> None:
		self._serve({})

	def do_POST(self) -> None:
		self._serve(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

	def _serve(self, sent: dict[str, Any]) -> None:
		if self.headers.get("Authorization") != f"token {KEY}:{SECRET}":
			reply = Reply.failing(401, "AuthenticationError")
		else:
			reply = self.served.answer(self.path.removeprefix("/api/method/iro_module.intake.api."), sent)
		if reply.hang_up is not None:
			self.close_connection = True
		self.send_response_only(reply.status)
		if "Date" not in reply.headers:
			self.send_header("Date", self.date_time_string())
		for name, value in reply.headers.items():
			self.send_header(name, value)
		self.send_header("Content-Length", str(len(reply.body)))
		self.end_headers()
		self.wfile.write(reply.body[: reply.hang_up])

	def log_message(self, *arguments: Any) -> None:
		"""Tests read answers, not access logs."""
