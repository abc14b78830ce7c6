"""Certificates for tests of TLS: an authority of their own, a server for localhost, a client, and bad ones."""

from __future__ import annotations

import ssl
from datetime import datetime, timedelta, timezone
from pathlib import Path

import trustme


class Certificates:
	"""Everything as files in one folder."""

	def __init__(self, folder: Path) -> None:
		self.folder = folder
		self.authority = trustme.CA()
		self.ca_file = folder / "ca.pem"
		self.authority.cert_pem.write_to_path(self.ca_file)
		self.other_ca_file = folder / "other.pem"
		trustme.CA().cert_pem.write_to_path(self.other_ca_file)
		self.server = self._files("server", self.authority.issue_cert("localhost"))
		self.client = self._files("client", self.authority.issue_cert("iro-sync@council.gov.uk"))

	def _files(self, name: str, leaf: trustme.LeafCert) -> tuple[Path, Path]:
		cert, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
		cert.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
		leaf.private_key_pem.write_to_path(key)
		key.chmod(0o600)
		return cert, key

	def server_context(
		self, name: str = "localhost", *, expired: bool = False, wants_client: bool = False
	) -> ssl.SSLContext:
		"""For a server of the tests that shows a certificate for `name`."""
		yesterday = datetime.now(timezone.utc) - timedelta(days=1)
		leaf = self.authority.issue_cert(name, not_after=yesterday if expired else None)
		context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
		leaf.configure_cert(context)
		if wants_client:
			context.verify_mode = ssl.CERT_REQUIRED
			self.authority.configure_trust(context)
		return context
