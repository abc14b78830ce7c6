"""TLS to the site: verified always, with authorities of one's own and a client certificate; faults say what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from integration_service.frappe_client import FrappePlatform
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.settings import SettingsFault, from_environment
from integration_service.tls import Trust
from tests.support.certificates import Certificates
from tests.support.http_platform import KEY, SECRET, HttpPlatform


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
	return Certificates(tmp_path_factory.mktemp("certificates"))


@contextlib.contextmanager
def served(certificates: Certificates, folder: Path, **options: object) -> Iterator[HttpPlatform]:
	"""A site over TLS."""
	site = HttpPlatform(folder / "site.sqlite", tls=certificates.server_context(**options))  # type: ignore[arg-type]
	site.start()
	try:
		yield site
	finally:
		site.stop()


def ask(site: HttpPlatform, trust: Trust | None) -> None:
	with contextlib.closing(FrappePlatform(site.url, KEY, SECRET, trust=trust)) as client:
		assert client.health()["problems"] == []


def fault_of(site: HttpPlatform, trust: Trust | None) -> str:
	with pytest.raises(DeliveryFault) as raised:
		ask(site, trust)
	assert raised.value.trouble is Trouble.OURS, "waiting does not help"
	return raised.value.summary


def test_a_site_whose_authority_we_name_is_trusted(certificates: Certificates, tmp_path: Path) -> None:
	with served(certificates, tmp_path) as site:
		ask(site, Trust(certificates.ca_file))


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PYTHONHTTPSVERIFY"])
def test_nothing_switches_verification_off(
	certificates: Certificates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
	monkeypatch.setenv(variable, "0" if variable == "PYTHONHTTPSVERIFY" else "")
	with served(certificates, tmp_path) as site:
		for trust in (None, Trust(), Trust(certificates.other_ca_file)):
			assert "IRO_SYNC_CA_FILE" in fault_of(site, trust)
	assert not site.calls, "the key and secret were shown to somebody who is not trusted"


@pytest.mark.parametrize(("options", "words"), [
	({"expired": True}, ("expired", "have it renewed")),
	({"name": "other.council.gov.uk"}, ("mismatch", "use the name that it was made for")),
])  # fmt: skip
def test_certificates_that_are_not_good(
	certificates: Certificates, tmp_path: Path, options: dict[str, object], words: tuple[str, ...]
) -> None:
	with served(certificates, tmp_path, **options) as site:
		summary = fault_of(site, Trust(certificates.ca_file))
	assert [word for word in words if word not in summary] == [], summary


def test_a_site_that_asks_who_we_are(certificates: Certificates, tmp_path: Path) -> None:
	cert, key = certificates.client
	with served(certificates, tmp_path, wants_client=True) as site:
		ask(site, Trust(certificates.ca_file, cert, key))
		with pytest.raises(DeliveryFault):
			ask(site, Trust(certificates.ca_file))
		assert site.calls["health"] == 1


def test_the_files_are_looked_at_when_the_program_starts(certificates: Certificates, tmp_path: Path) -> None:
	cert, key = certificates.client
	given = {"IRO_SYNC_BROKER": "amqps://mq"}
	sound = {
		"IRO_SYNC_CA_FILE": str(certificates.ca_file),
		"IRO_SYNC_CLIENT_CERT": str(cert),
		"IRO_SYNC_CLIENT_KEY": str(key),
	}
	settings = from_environment({**given, **sound}, needs=("broker",))
	assert settings.trust == settings.the_broker.trust == Trust(certificates.ca_file, cert, key)

	nonsense, open_key = tmp_path / "nonsense.pem", tmp_path / "open.key"
	nonsense.write_text("hunter2\n")
	open_key.write_bytes(key.read_bytes())
	open_key.chmod(0o644)
	for changed, words in (
		({"IRO_SYNC_CA_FILE": str(nonsense)}, "holds no certificate"),
		({"IRO_SYNC_CLIENT_KEY": str(nonsense)}, "everybody on this machine can read"),
		({"IRO_SYNC_CLIENT_KEY": str(certificates.server[1])}, "certificate in PEM and its key"),
		({"IRO_SYNC_CLIENT_KEY": str(open_key)}, "everybody on this machine can read"),
		({"IRO_SYNC_CLIENT_CERT": str(tmp_path / "none")}, "cannot read"),
		({"IRO_SYNC_CLIENT_CERT": ""}, "go together"),
	):
		with pytest.raises(SettingsFault) as raised:
			from_environment({**given, **sound, **changed}, needs=("broker",))
		assert len(raised.value.faults) == 1
		assert words in raised.value.faults[0]
		assert "hunter" not in raised.value.faults[0]
