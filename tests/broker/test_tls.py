"""TLS to a real broker: who is trusted, who we are, and what an operator is told when that does not hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from integration_service import broker
from integration_service.addresses import BrokerAddress
from integration_service.tls import Trust
from tests.support import rabbitmq
from tests.support.certificates import Certificates
from tests.support.processes import free_ports
from tests.support.rabbitmq import RabbitMQ

pytestmark = pytest.mark.broker


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
	return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def address(certificates: Certificates) -> Iterator[BrokerAddress]:
	"""A node of its own that speaks TLS, and takes only clients whose certificate it trusts."""
	if rabbitmq.server_program() is None:
		pytest.skip(rabbitmq.ADVICE)
	(port,) = free_ports(1)
	cert, key = certificates.server
	node = RabbitMQ({
		"listeners.ssl.default": f"127.0.0.1:{port}",
		"ssl_options.cacertfile": str(certificates.ca_file),
		"ssl_options.certfile": str(cert),
		"ssl_options.keyfile": str(key),
		"ssl_options.verify": "verify_peer",
		"ssl_options.fail_if_no_peer_cert": "true",
	})  # fmt: skip
	try:
		node.start()
		yield BrokerAddress("localhost", port, "tests", True, node.user, node.password)
	finally:
		node.close()


def connect(
	address: BrokerAddress, trust: Trust, host: str = "localhost", *, port: int | None = None
) -> None:
	given = BrokerAddress(
		host, port or address.port, address.vhost, True, address.user, address.password, trust
	)
	with broker.connection(given, "tests") as connection:
		assert connection.is_open


def test_both_know_each_other(address: BrokerAddress, certificates: Certificates) -> None:
	connect(address, Trust(certificates.ca_file, *certificates.client))


@pytest.mark.parametrize(
	"case", ["no authority", "another authority", "another name", "no client certificate"]
)
def test_anything_less_is_a_fault_of_the_configuration(
	address: BrokerAddress, certificates: Certificates, case: str
) -> None:
	ours = certificates.client
	trust, host, words = {
		"no authority": (Trust(None, *ours), "localhost", "IRO_SYNC_CA_FILE"),
		"another authority": (Trust(certificates.other_ca_file, *ours), "localhost", "IRO_SYNC_CA_FILE"),
		"another name": (Trust(certificates.ca_file, *ours), "127.0.0.1", "the name that it was made for"),
		"no client certificate": (Trust(certificates.ca_file), "localhost", "IRO_SYNC_CLIENT_CERT"),
	}[case]
	with pytest.raises(broker.BrokerFault) as raised:
		connect(address, trust, host)
	assert words in str(raised.value)
	assert raised.value.ours is (case != "no client certificate"), (
		"that one may also be a broker that is stopping"
	)
	assert address.password not in str(raised.value)


def test_a_port_that_does_not_speak_tls(
	address: BrokerAddress, certificates: Certificates, rabbitmq: RabbitMQ
) -> None:
	with pytest.raises(broker.BrokerFault, match="does not speak TLS"):
		connect(address, Trust(certificates.ca_file), port=rabbitmq.port)
