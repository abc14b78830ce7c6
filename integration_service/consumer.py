"""`iro-sync run`: stays connected to the broker, and brings what it receives to the platform."""

import logging
import time

from pika.exceptions import AMQPError

from integration_service import broker, topology
from integration_service.addresses import BrokerAddress
from integration_service.delivery import Platform
from integration_service.last_rung import LastRung
from integration_service.metrics import Metrics
from integration_service.retry import Backoff
from integration_service.session import Session, SessionEnded
from integration_service.setting_aside import Siding
from integration_service.settings import Settings
from integration_service.status import Pulse
from integration_service.stopping import Stop
from integration_service.telemetry import Counts, log
from integration_service.worker import Worker

START_SECONDS = 60.0
"""How long the first connection may take before the program gives up; after that it never does."""

STEADY_SECONDS = 5.0
"""A connection that held so long was sound: the next loss waits briefly again."""


class Consumer:
	"""Runs sessions one after the other until asked to stop."""

	def __init__(
		self,
		address: BrokerAddress,
		platform: Platform,
		settings: Settings,
		stop: Stop,
		metrics: Metrics,
		pulse: Pulse,
	) -> None:
		self._metrics = metrics
		self._pulse = pulse
		self._address = address
		self._settings = settings
		self._stop = stop
		self._worker = Worker(platform, Siding(address, settings.delays), LastRung(platform, settings.delays))
		self._backoff = Backoff(0.1, 30.0)
		self._counts = Counts()
		self._connected_once = False

	def run(self) -> None:
		"""Until asked to stop. Raises BrokerFault or TopologyFault when it cannot begin."""
		self._worker.start()
		give_up_at = time.monotonic() + START_SECONDS
		while not self._stop.requested:
			started = time.monotonic()
			self._pulse.beat()
			try:
				self._run_session()
			except (broker.BrokerFault, topology.TopologyFault, SessionEnded) as fault:
				if not self._connected_once and (_hopeless(fault) or time.monotonic() > give_up_at):
					raise
				if time.monotonic() - started > STEADY_SECONDS:
					self._backoff.reset()
				wait = self._backoff.next()
				self._metrics.broker(up=False, refuses_us=_hopeless(fault))
				self._pulse.ready(str(fault))
				self._pulse.beat()
				_report_lost(fault, wait)
				self._stop.sleep(wait)
		log("stopped", **self._counts)

	def _run_session(self) -> None:
		with broker.connection(self._address, "iro-sync run", self._settings.heartbeat) as connection:
			topology.ensure(connection, self._settings.delays)
			self._connected_once = True
			self._metrics.broker(up=True)
			self._pulse.ready("the site was not asked yet")
			self._pulse.started()
			log("connected", broker=str(self._address))
			try:
				Session(
					connection,
					self._worker,
					self._settings,
					self._stop,
					self._counts,
					metrics=self._metrics,
					pulse=self._pulse,
				).run()
			except AMQPError as problem:
				raise broker.fault_of(problem, self._address) from None


def _report_lost(fault: Exception, wait: float) -> None:
	"""An alarm where the broker refuses us: it was well before, so somebody changed something there."""
	if _hopeless(fault):
		advice = "run iro-sync check; look at the broker's user, its password, its permissions and the vhost"
		log(
			"broker_refuses_us",
			logging.CRITICAL,
			fault=str(fault),
			wait_seconds=round(wait, 2),
			advice=advice,
		)
	else:
		log("broker_lost", logging.WARNING, fault=str(fault), wait_seconds=round(wait, 2))


def _hopeless(fault: Exception) -> bool:
	return isinstance(fault, topology.TopologyFault) or (isinstance(fault, broker.BrokerFault) and fault.ours)
