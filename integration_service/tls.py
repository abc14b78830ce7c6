"""TLS to broker and site: whom we trust, who we are, and in words why a connection was not trusted.

Certificates and host names are always verified; there is no setting that switches it off.
"""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_RENEW = "have it renewed"
_NAME = "use the name that it was made for, or have it made for this one"
_AUTHORITY = "name the file of its authority's certificate in IRO_SYNC_CA_FILE"
_CLOCK = "look at this machine's clock, or have it renewed"
_ADVICE = {9: _CLOCK, 10: _RENEW, 62: _NAME, 64: _NAME}
"""By OpenSSL's verification code: not yet valid, expired, another host name, another IP address."""

_WANTS_OURS = (
	"CERTIFICATE_REQUIRED",
	"HANDSHAKE_FAILURE",
	"BAD_CERTIFICATE",
	"UNKNOWN_CA",
	"CERTIFICATE_UNKNOWN",
)
_NO_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE")


@dataclass(frozen=True, slots=True)
class Trust:
	"""Files in PEM. ca_file: authorities trusted besides the machine's own. cert, key: who we are, where one asks."""

	ca_file: Path | None = None
	cert: Path | None = None
	key: Path | None = None

	def context(self) -> ssl.SSLContext:
		"""For connections that we open. Raises OSError or ssl.SSLError where a file cannot be used."""
		context = ssl.create_default_context()
		if self.ca_file:
			context.load_verify_locations(self.ca_file)
		if self.cert and self.key:
			# A key under a passphrase would be asked for on a terminal that a service does not have.
			context.load_cert_chain(self.cert, self.key, password=lambda: "")
		return context


NO_FILES = Trust()
"""The machine's own authorities, and nobody in particular on our side."""


def why_not_trusted(problem: BaseException) -> str | None:
	"""Why TLS failed and what to do, as the end of a sentence; None where the trouble is not TLS."""
	for one in chain(problem):
		if isinstance(one, ssl.SSLCertVerificationError):
			advice = _ADVICE.get(one.verify_code, _AUTHORITY)
			return f"its TLS certificate is not trusted here ({one.verify_message.rstrip('.')}); {advice}"
		if isinstance(one, ssl.SSLError):
			reason = (one.reason or str(one)).upper().replace(" ", "_")
			if any(word in reason for word in _WANTS_OURS):
				return "it wants a client certificate that it trusts; set IRO_SYNC_CLIENT_CERT and IRO_SYNC_CLIENT_KEY"
			if any(word in reason for word in _NO_TLS):
				return "it does not speak TLS at this port; look at the port"
	return None


def chain(problem: BaseException) -> Iterator[BaseException]:
	"""The exception with all that pika, requests and Python wrapped into it."""
	waiting: list[Any] = [problem]
	seen: set[int] = set()
	while waiting:
		one = waiting.pop()
		if id(one) in seen:
			continue
		seen.add(id(one))
		if isinstance(one, BaseException):
			yield one
			waiting += [
				*one.args,
				getattr(one, "exception", None),
				getattr(one, "reason", None),
				one.__context__,
			]
		elif isinstance(one, list | tuple):
			waiting += one
