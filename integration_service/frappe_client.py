"""The platform port on a Frappe site: three methods of the app, called over HTTPS with an API key.

An answer counts only if it is one: as many outcomes as entries, in their order, each under the entry's own id.
Anything else is "unsure", because the site commits before it answers.
"""

import time
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from integration_service.delivery import Entry, Settled
from integration_service.outcomes import DeliveryFault, Trouble, classify
from integration_service.tls import Trust, why_not_trusted
from iro_module.domain.intake import Faults, Outcome

METHODS = "/api/method/iro_module.intake.api."
CONNECT_SECONDS, READ_SECONDS = 3.0, 30.0
SLOW_READ_SECONDS = 600.0
"""For the answers that cover every child: all reviews, and the end of a full statement."""


class _Token(requests.auth.AuthBase):
	"""Frappe's token header. As `auth` of the session it also keeps a ~/.netrc from replacing it."""

	def __init__(self, key: str, secret: str) -> None:
		self._header = f"token {key}:{secret}"

	def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
		request.headers["Authorization"] = self._header
		return request


class _Verified(requests.adapters.HTTPAdapter):
	"""Connections whose certificate and host name are verified, by the authorities of `trust` as well."""

	def __init__(self, trust: Trust) -> None:
		self._trust = trust
		super().__init__()

	def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
		super().init_poolmanager(*arguments, **options, ssl_context=self._trust.context())


class FrappePlatform:
	"""A Frappe site with the app installed. Every method raises DeliveryFault when the site does not settle it."""

	def __init__(
		self,
		url: str,
		key: str,
		secret: str,
		*,
		read_seconds: float = READ_SECONDS,
		trust: Trust | None = None,
	) -> None:
		self._url = url
		self._read_seconds = read_seconds
		self._session = requests.Session()
		self._session.mount("https://", _Verified(trust or Trust()))
		self._session.auth = _Token(key, secret)
		self._session.headers["Accept"] = "application/json"

	def ingest(self, entries: Sequence[Entry], *, notify: bool) -> list[Settled]:
		"""Report all entries to the site's inbox in one request, which is one transaction there."""
		if not entries:
			return []
		sent = [
			{
				"body": entry.body,
				"digest": entry.digest,
				"faults": entry.faults,
				"source": entry.source,
				"id": entry.id,
			}
			for entry in entries
		]
		answer = self._call("ingest", {"entries": sent, "notify": notify})
		return _settled(answer, entries)

	def close_statement(self, source: str, version: int, except_children: Sequence[str]) -> int:
		"""Void what a full statement no longer names; the site does it in one transaction of its own."""
		statement = {"source": source, "version": version, "except_children": list(except_children)}
		answer = self._call(
			"ingest", {"entries": [], "notify": False, "statement": statement}, SLOW_READ_SECONDS
		)
		voided = answer.get("voided")
		if not isinstance(voided, int):
			raise _odd_answer("it does not say how many records it voided")
		return voided

	def refresh(self) -> None:
		"""Nothing: a site plans with every message and each night."""

	def planned_reviews(self) -> dict[str, Any]:
		"""The open reviews and notices on the site."""
		answer = self._call("planned_reviews", None, SLOW_READ_SECONDS)
		if not all(isinstance(answer.get(key), list) for key in ("reviews", "notices")):
			raise _odd_answer("it holds no reviews and notices")
		return answer

	def health(self) -> dict[str, Any]:
		"""What the site says of itself, and `clock_ahead`: seconds by which its clock is ahead of ours."""
		before = time.time()
		response = self._send("health", None, self._read_seconds)
		middle = (before + time.time()) / 2
		answer = _message(response)
		try:
			answer["clock_ahead"] = parsedate_to_datetime(response.headers["Date"]).timestamp() - middle
		except (KeyError, ValueError):
			answer["clock_ahead"] = None
		return answer

	def _call(
		self, method: str, body: dict[str, Any] | None, read_seconds: float | None = None
	) -> dict[str, Any]:
		return _message(self._send(method, body, read_seconds or self._read_seconds))

	def _send(self, method: str, body: dict[str, Any] | None, read_seconds: float) -> requests.Response:
		try:
			response = self._request(method, body, read_seconds)
		except requests.exceptions.SSLError as problem:
			what = why_not_trusted(problem) or "TLS with it failed"
			raise _no_answer(Trouble.OURS, what, problem) from None
		except requests.exceptions.ConnectTimeout as problem:
			what = f"it takes no connection within {CONNECT_SECONDS:g} s"
			raise _no_answer(Trouble.LATER, what, problem) from None
		except requests.exceptions.Timeout as problem:
			what = f"it gave no answer within {read_seconds:g} s"
			raise _no_answer(Trouble.UNSURE, what, problem) from None
		except requests.exceptions.ConnectionError as problem:
			trouble, what = _connection_trouble(problem)
			raise _no_answer(trouble, what, problem) from None
		except requests.exceptions.RequestException as problem:
			raise _no_answer(Trouble.UNSURE, "its answer broke off or cannot be read", problem) from None
		if response.status_code != 200:
			raise _refusal(response)
		return response

	def _request(self, method: str, body: dict[str, Any] | None, read_seconds: float) -> requests.Response:
		"""Ask, and once more where a connection kept from before was closed by the other side meanwhile."""

		def ask() -> requests.Response:
			return self._session.request(
				"GET" if body is None else "POST",
				f"{self._url}{METHODS}{method}",
				json=body,
				timeout=(CONNECT_SECONDS, read_seconds),
				allow_redirects=False,
			)

		try:
			return ask()
		except (requests.exceptions.Timeout, requests.exceptions.SSLError):
			raise
		except requests.exceptions.ConnectionError as problem:
			if _connection_trouble(problem)[0] is not Trouble.UNSURE:
				raise
			return ask()

	def close(self) -> None:
		"""Let go of the connection."""
		self._session.close()


def _connection_trouble(problem: requests.exceptions.ConnectionError) -> tuple[Trouble, str]:
	"""Never connected: nothing can have happened. Connected and lost: it may have."""
	inner = problem.args[0] if problem.args else None
	reason = type(getattr(inner, "reason", None)).__name__
	if reason in ("NewConnectionError", "NameResolutionError"):
		return Trouble.LATER, "nothing answers at that address"
	return Trouble.UNSURE, "the connection was lost before the answer came"


def _no_answer(trouble: Trouble, what: str, problem: Exception) -> DeliveryFault:
	return DeliveryFault(trouble, f"the platform cannot be used: {what}", exc_type=type(problem).__name__)


def _odd_answer(what: str) -> DeliveryFault:
	return DeliveryFault(Trouble.UNSURE, f"the platform answered, but not as agreed: {what}", status=200)


def _refusal(response: requests.Response) -> DeliveryFault:
	exc_type = _exception_type(response)
	trouble = classify(response.status_code, exc_type)
	summary = f"the platform answered {response.status_code}" + (f" {exc_type}" if exc_type else "")
	return DeliveryFault(
		trouble, summary, status=response.status_code, exc_type=exc_type, retry_after=_retry_after(response)
	)


def _exception_type(response: requests.Response) -> str | None:
	try:
		answer = response.json()
	except ValueError:
		return None
	name = answer.get("exc_type") if isinstance(answer, dict) else None
	return name if isinstance(name, str) and name.isidentifier() and len(name) <= 100 else None


def _retry_after(response: requests.Response) -> float | None:
	text = response.headers.get("Retry-After", "").strip()
	if text.isascii() and text.isdigit():
		return float(text)
	try:
		return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
	except ValueError:
		return None


def _message(response: requests.Response) -> dict[str, Any]:
	try:
		answer = response.json()
	except ValueError:
		raise _odd_answer("it is not JSON; is this the address of a Frappe site?") from None
	message = answer.get("message") if isinstance(answer, dict) else None
	if not isinstance(message, dict):
		raise _odd_answer("it holds no message")
	return message


def _settled(answer: dict[str, Any], entries: Sequence[Entry]) -> list[Settled]:
	outcomes = answer.get("outcomes")
	if not isinstance(outcomes, list) or len(outcomes) != len(entries):
		raise _odd_answer(f"it does not hold {len(entries)} outcomes")
	return [_one(outcome, entry) for outcome, entry in zip(outcomes, entries, strict=True)]


def _one(outcome: Any, entry: Entry) -> Settled:
	if not isinstance(outcome, dict) or outcome.get("id") not in (entry.id, entry.digest):
		raise _odd_answer("its outcomes are not those of the entries sent")
	try:
		named = Outcome(outcome.get("outcome"))
	except ValueError:
		raise _odd_answer("it names an outcome that does not exist") from None
	return Settled(named, outcome["id"], _faults(outcome.get("faults")))


def _faults(value: Any) -> Faults:
	if not value:
		return {}
	if not isinstance(value, dict):
		raise _odd_answer("its faults cannot be read")
	return {
		str(path): [str(text) for text in texts] if isinstance(texts, list) else [str(texts)]
		for path, texts in value.items()
	}
