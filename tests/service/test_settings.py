"""Configuration: what is taken from where, and every fault named at once, with no secret in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from integration_service.addresses import (
	AddressFault,
	FileAddress,
	SiteAddress,
	broker_address,
	platform_address,
)
from integration_service.settings import SettingsFault, from_environment
from integration_service.topology import Delay

SOUND = {
	"IRO_SYNC_BROKER": "amqps://mq.council.gov.uk/records",
	"IRO_SYNC_PLATFORM": "https://iro.council.gov.uk",
	"IRO_SYNC_API_KEY": "key",
	"IRO_SYNC_API_SECRET": "secret",
}
BOTH = ("broker", "site")


def faults_of(environment: dict[str, str], **arguments: str) -> tuple[str, ...]:
	with pytest.raises(SettingsFault) as raised:
		from_environment(environment, needs=BOTH, **arguments)
	return raised.value.faults


def test_everything_from_the_environment() -> None:
	settings = from_environment(SOUND, needs=BOTH)
	assert (settings.the_broker.host, settings.the_broker.port, settings.the_broker.vhost) == (
		"mq.council.gov.uk", 5671, "records"
	)  # fmt: skip
	assert settings.the_broker.encrypted
	assert settings.the_site == SiteAddress("https://iro.council.gov.uk")
	assert (settings.batch_size, settings.batch_wait, settings.patience) == (50, 0.02, 600)
	assert [delay.queue for delay in settings.delays] == [
		"iro.records.retry.10s.v1", "iro.records.retry.1m.v1", "iro.records.retry.10m.v1"
	]  # fmt: skip


def test_arguments_go_before_the_environment() -> None:
	settings = from_environment(SOUND, needs=BOTH, broker="amqps://other:1234/", platform="https://other")
	assert (settings.the_broker.host, settings.the_broker.port, settings.the_broker.vhost) == (
		"other",
		1234,
		"/",
	)
	assert settings.the_site.url == "https://other"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
	file = tmp_path / "credentials"
	file.write_text(
		"# ours\nIRO_SYNC_API_KEY=from file\n\nIRO_SYNC_API_SECRET='quoted'\nIRO_SYNC_BROKER_USER=iro\n"
	)
	file.chmod(0o600)
	given = {name: value for name, value in SOUND.items() if name != "IRO_SYNC_API_SECRET"}
	settings = from_environment({**given, "IRO_SYNC_CREDENTIALS_FILE": str(file)}, needs=BOTH)
	assert (settings.api_key, settings.api_secret) == ("key", "quoted")
	assert settings.the_broker.user == "iro"


def test_a_file_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
	file = tmp_path / "credentials"
	file.write_text("IRO_SYNC_API_KEY=key\n")
	file.chmod(0o644)
	faults = faults_of({**SOUND, "IRO_SYNC_CREDENTIALS_FILE": str(file)})
	assert faults == (
		f"IRO_SYNC_CREDENTIALS_FILE: everybody on this machine can read {file}; run: chmod 600 {file}",
	)


def test_a_file_that_is_missing_or_not_made_of_names_and_values(tmp_path: Path) -> None:
	assert "cannot read" in faults_of({**SOUND, "IRO_SYNC_CREDENTIALS_FILE": str(tmp_path / "none")})[0]
	file = tmp_path / "credentials"
	file.write_text("IRO_SYNC_API_KEY: key\n")
	file.chmod(0o600)
	assert faults_of({**SOUND, "IRO_SYNC_CREDENTIALS_FILE": str(file)})[0].endswith(
		"line 1 is not IRO_SYNC_NAME=VALUE"
	)


def test_every_fault_is_named_at_once() -> None:
	faults = faults_of({
		"IRO_SYNC_BROKER": "http://mq",
		"IRO_SYNC_PLATFORM": "https://iro.council.gov.uk",
		"IRO_SYNC_BATCH_SIZE": "many",
		"IRO_SYNC_RETRY_DELAYS": "10s,5s",
		"IRO_SYNC_PATIENCE": "1h",
		"IRO_SYNC_HEARTBEAT": "1",
		"IRO_SYNC_BATCHSIZE": "5",
		"IRO_SYNC_CA_FILE": "/nowhere/ca.pem",
		"IRO_SYNC_CLIENT_CERT": "/nowhere/cert.pem",
		"IRO_SYNC_ALLOW_PLAIN_BROKER": "maybe",
		"IRO_SYNC_STATUS": "9639",
	})  # fmt: skip
	assert [fault.split(":")[0] for fault in faults] == [
		"IRO_SYNC_BATCHSIZE is not a setting; did you mean IRO_SYNC_BATCH_SIZE?",
		"IRO_SYNC_CLIENT_CERT and IRO_SYNC_CLIENT_KEY go together; only one of them is set",
		"IRO_SYNC_CA_FILE",
		"IRO_SYNC_ALLOW_PLAIN_BROKER",
		"IRO_SYNC_BROKER",
		"no key for the platform",
		"no secret for the platform",
		"IRO_SYNC_BATCH_SIZE",
		"IRO_SYNC_RETRY_DELAYS",
		"IRO_SYNC_PATIENCE",
		"IRO_SYNC_HEARTBEAT",
		"IRO_SYNC_STATUS",
	]


def test_a_broker_on_another_machine_is_reached_in_the_clear_only_where_that_is_allowed() -> None:
	plain = {**SOUND, "IRO_SYNC_BROKER": "amqp://mq.council.gov.uk/"}
	assert "do not travel unencrypted" in faults_of(plain)[0]
	assert "do not travel unencrypted" in faults_of(SOUND, broker="amqp://mq.council.gov.uk/")[0]
	allowed = from_environment({**plain, "IRO_SYNC_ALLOW_PLAIN_BROKER": "yes"}, needs=BOTH)
	assert not allowed.the_broker.encrypted
	for here in ("localhost", "127.0.0.1", "[::1]"):
		assert not broker_address(f"amqp://{here}/").encrypted


def test_systemd_credentials_go_between_the_environment_and_the_file(tmp_path: Path) -> None:
	file, folder = tmp_path / "file", tmp_path / "credentials"
	folder.mkdir()
	file.write_text(
		"IRO_SYNC_API_KEY=from file\nIRO_SYNC_API_SECRET=from file\nIRO_SYNC_BROKER_USER=from file\n"
	)
	file.chmod(0o600)
	(folder / "iro_sync_api_secret").write_text("from systemd\n")
	(folder / "iro_sync_api_key").write_text("from systemd\n")
	(folder / "somebody_elses").write_text("theirs\n")
	given = {name: SOUND[name] for name in ("IRO_SYNC_BROKER", "IRO_SYNC_PLATFORM", "IRO_SYNC_API_KEY")}
	environment = {**given, "IRO_SYNC_CREDENTIALS_FILE": str(file), "CREDENTIALS_DIRECTORY": str(folder)}
	settings = from_environment(environment, needs=BOTH)
	assert (settings.api_key, settings.api_secret) == ("key", "from systemd")
	assert settings.the_broker.user == "from file"
	(folder / "iro_sync_api_secrte").write_text("hunter2")
	assert faults_of(environment) == (
		"IRO_SYNC_API_SECRTE is not a setting; did you mean IRO_SYNC_API_SECRET?",
	)
	assert "cannot read" in faults_of({**SOUND, "CREDENTIALS_DIRECTORY": str(tmp_path / "none")})[0]


@pytest.mark.parametrize("line", ["hunter2=hunter3", "hunter2", "HUNTER2=x", "IRO_SYNC_hunter2=x"])
def test_a_line_that_is_no_setting_is_named_by_its_number(tmp_path: Path, line: str) -> None:
	file = tmp_path / "credentials"
	file.write_text(f"# ours\n{line}\n")
	file.chmod(0o600)
	(fault,) = faults_of({**SOUND, "IRO_SYNC_CREDENTIALS_FILE": str(file)})
	assert fault.endswith("line 2 is not IRO_SYNC_NAME=VALUE")
	assert "hunter" not in fault.lower()


def test_what_a_command_does_not_use_is_not_asked_for() -> None:
	assert from_environment({"IRO_SYNC_BROKER": "amqps://mq"}, needs=("broker",)).platform is None
	assert "no platform" in faults_of({"IRO_SYNC_BROKER": "amqps://mq"})[0]
	assert "no broker" in faults_of({})[0]


def test_run_never_falls_back_to_a_file() -> None:
	assert "must be a site" in faults_of({**SOUND, "IRO_SYNC_PLATFORM": "sqlite:///here.sqlite"})[0]


def test_secrets_are_never_shown() -> None:
	environment = {**SOUND, "IRO_SYNC_BROKER": "amqps://user:hunter2@mq/", "IRO_SYNC_API_SECRET": "hunter3"}
	settings = from_environment(environment, needs=BOTH)
	assert settings.the_broker.password == "hunter2"
	assert "hunter" not in f"{settings!r} {settings.the_broker}"
	assert "hunter2" not in str(faults_of(SOUND, broker="amqps://user:hunter2@mq/"))


@pytest.mark.parametrize(("text", "part"), [
	("localhost:5672", "begins with amqp://"),
	("https://mq", "begins with amqp://"),
	("amqp://", "names no host"),
	("amqps://mq:port", "the port is a number"),
	("amqps://mq:99999", "the port is a number"),
	("amqps://mq/?heartbeat=0", "options after ?"),
	("amqp://mq.council.gov.uk/", "do not travel unencrypted"),
	("amqp://10.0.0.1/", "IRO_SYNC_ALLOW_PLAIN_BROKER=yes"),
	("amqp://[::1", "not an address"),
])  # fmt: skip
def test_broker_addresses_that_cannot_be_used(text: str, part: str) -> None:
	with pytest.raises(AddressFault, match=part.replace("?", r"\?")):
		broker_address(text)


def test_a_broker_address_with_everything() -> None:
	address = broker_address("amqp://iro%40council:p%2Fw@[::1]:5673/a%2Fb")
	assert (address.user, address.password, address.host, address.port, address.vhost) == (
		"iro@council", "p/w", "::1", 5673, "a/b"
	)  # fmt: skip


@pytest.mark.parametrize(("text", "path"), [
	("sqlite://", None),
	("sqlite:///here.sqlite", Path("here.sqlite")),
	("sqlite:////srv/iro/store.sqlite", Path("/srv/iro/store.sqlite")),
])  # fmt: skip
def test_stores_in_files_and_in_memory(text: str, path: Path | None) -> None:
	assert platform_address(text) == FileAddress(path)


@pytest.mark.parametrize(
	"text", ["https://site", "https://site/", "http://localhost:8000", "http://127.0.0.1:8000"]
)
def test_sites(text: str) -> None:
	assert platform_address(text) == SiteAddress(text.rstrip("/"))


@pytest.mark.parametrize(("text", "part"), [
	("http://site.council.gov.uk", "unencrypted"),
	("http://10.0.0.1", "unencrypted"),
	("https://key:secret@site", "IRO_SYNC_API_KEY"),
	("https://site/app", "of the site alone"),
	("https://", "names no host"),
	("ftp://site", "https://site, sqlite"),
	("site", "https://site, sqlite"),
	("sqlite:", "sqlite:///file"),
	("sqlite:///", "sqlite:///file"),
	("sqlite://host/file", "sqlite:///file"),
])  # fmt: skip
def test_platform_addresses_that_cannot_be_used(text: str, part: str) -> None:
	with pytest.raises(AddressFault) as raised:
		platform_address(text)
	assert part in str(raised.value)


@pytest.mark.parametrize("label", ["", "10", "s", "0s", "1.5m", "-1s", "10 s", "10d", "٣s"])
def test_delays_are_whole_numbers_with_a_unit(label: str) -> None:
	with pytest.raises(ValueError, match="is not a delay"):
		Delay(label)
